"""How well it is known which articles are one story, on labelled pairs: a set of pairs comes in, counts go out.

A set is a file of lines: `family`, `label` (same, related, different), `case`, and two articles, `a` and `b`, each with
`agency`, `title`, `published`, `text`. They are answered twice: each pair alone, by its words; and all of them filed in
one store and settled, the answer read from the stories, as everybody will see it. Families are never shared by two
sets. A sealed set is the yardstick: its hash was written down before anything was tuned, it is measured only where
PORTAL_BENCH_HELD_OUT=1 says so, and only counts are told of it.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from benchmarks import understand_steps
from plugins.newsroom import clean, filing, identity, screen, stories_settle
from plugins.newsroom.match_reading import Reading, read
from plugins.newsroom.match_verdict import MONTH, TEMPLATE, compare, of_one_event
from plugins.newsroom.model import Agency, Entry, Network, Verdict
from plugins.newsroom.store import Store
from plugins.newsroom.store_rows import story_from
from plugins.newsroom.stories import Desk

HERE: Final = Path(__file__).parent
SETS: Final = {
    name: HERE / "match" / f"{name}.jsonl"
    for name in ("tuning", "damaged", "further", "templates", "held-out", "held-out-further")
}
"""`damaged`: copies that suffered several things at once; `further`: as agencies edit them; `templates`: nearly all
are one text filled in for two things. All by other hands than the tuning set. Those that are held out were
written for judging, and are sealed."""
SEALED: Final = "held-out"  # what the names of these begin with
OPEN: Final = "PORTAL_BENCH_HELD_OUT"
LABELS: Final = ("same", "related", "different")

Pair = dict[str, Any]
Figures = dict[str, Any]


def seals() -> dict[str, bool]:
    """Each held-out set by its path, and whether it is what it was when it was sealed."""
    lines = (HERE / "held-out.sha256").read_text(encoding="utf-8").splitlines()
    told = (line.split() for line in lines if line)
    return {path: hashlib.sha256((HERE / path).read_bytes()).hexdigest() == digest for digest, path in told}


def is_closed(name: str) -> bool:
    """Whether this set is sealed and stays so."""
    return name.startswith(SEALED) and os.environ.get(OPEN) != "1"


def pairs(name: str) -> list[Pair]:
    """The pairs of a set. Raises PermissionError where it is sealed."""
    if is_closed(name):
        raise PermissionError(f"{name} is sealed: {OPEN}=1 opens it")
    return [json.loads(line) for line in SETS[name].read_text(encoding="utf-8").splitlines() if line]


def figures(found: Sequence[Pair], folder: Path) -> Figures:
    """Confusion and scores of both ways of answering."""
    return {"pairs": len(found), "alone": scored(found, alone(found)), "house": scored(found, house(found, folder))}


def scored(found: Sequence[Pair], answers: Iterable[str]) -> Figures:
    """`confusion`: label → answer → pairs; precision and recall of `same` and of `related`, and how many of those that
    are called related tell of one event: the same, too, which were not found to be so."""
    told = Counter(zip((pair["label"] for pair in found), answers, strict=True))
    said = {answer: sum(told[label, answer] for label in LABELS) for answer in LABELS}
    meant = {label: sum(told[label, answer] for answer in LABELS) for label in LABELS}
    return {
        "confusion": {label: {answer: told[label, answer] for answer in LABELS} for label in LABELS},
        "same_precision": share(told["same", "same"], said["same"]),
        "same_recall": share(told["same", "same"], meant["same"]),
        "related_precision": share(told["related", "related"], said["related"]),
        "related_of_one_event": share(told["related", "related"] + told["same", "related"], said["related"]),
        "related_recall": share(told["related", "related"], meant["related"]),
    }


def share(part: int, whole: int) -> float:
    """1 where there is nothing to be shared."""
    return round(part / whole, 4) if whole else 1.0


def alone(found: Sequence[Pair]) -> list[str]:
    """Each pair by its own words, nothing known of what comes round each week. A doubt counts as related, for so it is
    shown; two are asked whether they tell of one event where they name a day in common, with the words of all these
    articles learned."""
    read_ = [[_read(pair[side]) for side in "ab"] for pair in found]
    known = Counter(word for two in read_ for one in two for word in one.words())
    return [_answer(one, other, known, 2 * len(found)) for one, other in read_]


def _read(said: dict[str, str]) -> Reading:
    return read(said["title"], said["text"], _moment(said["published"]).date())


def _answer(one: Reading, other: Reading, known: Counter[str], learned: int) -> str:
    like = compare(one, other)
    may_be = like.answer == "different" and like.share < TEMPLATE and one.days & other.days
    if may_be and abs(one.day - other.day) <= MONTH and of_one_event(one, other, known, learned):
        return "related"
    return "related" if like.answer == "doubtful" else like.answer


def house(found: Sequence[Pair], folder: Path) -> list[str]:
    """All of them filed in one store and settled at once: one page is the same, who names the other is related."""
    store, agencies = Store(f"sqlite:///{folder / 'pairs.sqlite3'}"), dict[str, Agency]()
    now = max(_moment(pair[side]["published"]) for pair in found for side in "ab")
    at_desk = Desk(Network("Kabupaten Contoh"), agencies, (), now)
    with store.transaction():
        rows = [[_file(store, at_desk, pair[side], f"{n}{side}") for side in "ab"] for n, pair in enumerate(found)]
    stories_settle.settle(store, at_desk)
    answers = [_shown(store, *two) for two in rows]
    store.close()
    return answers


def _file(store: Store, desk: Desk, said: dict[str, str], name: str) -> int:
    agency = said["agency"].lower().replace(" ", "-")
    desk.agencies.setdefault(agency, Agency(agency, said["agency"], "dinas", said["agency"]))
    text = "".join(f"<p>{part}</p>" for part in said["text"].split("\n") if part.strip())
    entry = Entry(name, f"https://{agency}.example/{name}", said["title"], "", text, said["published"])
    ((key, canonical),) = identity.identify([entry])
    article = clean.article(
        entry, agency=agency, feed="f", key=key, canonical=canonical, mode="full", parse_date=_moment,
        injected=screen.injected,
    )  # fmt: skip
    return filing.file(store, desk, understand_steps.sketched(article), Verdict("publish"), "full").article


def _shown(store: Store, one: int, other: int) -> str:
    ours, theirs = (str(store.q.story_of(article=each)) for each in (one, other))
    if ours == theirs:
        return "same"
    named = [story_from(store.q.story(id=story)).related for story in (ours, theirs)]
    return "related" if theirs in named[0] or ours in named[1] else "different"


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text).astimezone(UTC)
