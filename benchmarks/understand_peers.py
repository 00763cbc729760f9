"""Who else finds the same story twice, on the same pairs and the same articles: `datasketch` (MinHash and LSH over
shingles of three words, in memory) and the duplicate finder of `reader` (`reader.plugins.entry_dedupe`).

    python -m benchmarks.understand_peers NAME ARTICLES    ours, datasketch or reader: JSON of what it cost

What reader's plugin finds it finds within one feed: entries with the same title, link or moment whose text is alike.
So all are given to it as one feed, and its measure of likeness is asked of each pair besides. Where a peer is not
installed a sentence says so.
"""

from __future__ import annotations

import importlib
import importlib.util
import json
import re
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from benchmarks import measure, realistic, understand_fill
from benchmarks.realistic import Archive, Told
from benchmarks.understand_pairs import Pair, scored, share
from benchmarks.understand_steps import Watch
from plugins.newsroom.match_reading import sketch
from plugins.newsroom.store import Store
from plugins.newsroom.stories_kin import Kin

NEW: Final = 50
A_DAY: Final = 137  # articles, as in a hundred thousand of two years
HASHES: Final = 128  # of a MinHash, the library's own default
SHINGLE: Final = 3  # words
ASKED: Final = 0.5  # the likeness for which its speed is measured
THRESHOLDS: Final = tuple(n / 20 for n in range(2, 19))
PEERS: Final = ("datasketch", "reader")

Figures = dict[str, Any]


def missing() -> dict[str, str]:
    """The peers that are not installed, and a sentence for each."""
    return {
        name: f"the peer `{name}` is not installed: `./run bench` brings it, plain `./run` does not"
        for name in PEERS
        if importlib.util.find_spec(name) is None
    }


# --- how well -------------------------------------------------------------------------------------


def answered(sets: Mapping[str, Sequence[Pair]]) -> Figures:
    """Precision, recall and F1 of `same` on each set; the threshold of datasketch is the one that is best on the tuning
    set."""
    tuning = sets["tuning"]
    found: Figures = {}
    if "datasketch" not in missing():
        best = max(THRESHOLDS, key=lambda each: _f1(tuning, near(tuning, each)))
        found["datasketch"] = {"threshold": best} | {n: _scores(s, near(s, best)) for n, s in sets.items()}
    if "reader" not in missing():
        found["reader"] = {name: _scores(some, one_feed(some)) for name, some in sets.items()}
        found["reader, its likeness alone"] = {name: _scores(some, likeness(some)) for name, some in sets.items()}
    return found


def _scores(pairs: Sequence[Pair], same: Sequence[bool]) -> Figures:
    told = scored(pairs, ["same" if each else "different" for each in same])
    return {"precision": told["same_precision"], "recall": told["same_recall"], "f1": _f1(pairs, same)}


def _f1(pairs: Sequence[Pair], same: Sequence[bool]) -> float:
    meant = [pair["label"] == "same" for pair in pairs]
    both = sum(a and b for a, b in zip(meant, same, strict=True))
    return share(2 * both, sum(meant) + sum(same))


def near(pairs: Sequence[Pair], threshold: float) -> list[bool]:
    """All articles in one index; two are the same where the index says one to whoever asks for the other."""
    prints = [[_minhash(pair[side]["title"], pair[side]["text"]) for side in "ab"] for pair in pairs]
    index = importlib.import_module("datasketch").MinHashLSH(threshold=threshold, num_perm=HASHES)
    for n, two in enumerate(prints):
        for side, each in zip("ab", two, strict=True):
            index.insert(f"{n}{side}", each)
    return [f"{n}b" in index.query(a) and a.jaccard(b) >= threshold for n, (a, b) in enumerate(prints)]


def _minhash(title: str, text: str) -> Any:
    words = re.findall(r"\w+", f"{title}\n{text}".lower())
    shingles = {" ".join(words[n : n + SHINGLE]).encode() for n in range(max(1, len(words) - SHINGLE + 1))}
    made = importlib.import_module("datasketch").MinHash(num_perm=HASHES)
    made.update_batch(sorted(shingles))
    return made


def one_feed(pairs: Sequence[Pair]) -> list[bool]:
    """All articles in one feed, all of them new; two are the same where they are in one group."""
    entries = [_reader_entry(f"{n}{side}", pair[side]) for n, pair in enumerate(pairs) for side in "ab"]
    group = {entry.id: n for n, some in enumerate(_found(entries)) for entry in some}
    return [f"{n}a" in group and group[f"{n}a"] == group.get(f"{n}b") for n in range(len(pairs))]


def likeness(pairs: Sequence[Pair]) -> list[bool]:
    """Its measure of likeness, whatever title, link and moment say."""
    alike = _dedupe().is_duplicate_entry
    return [bool(alike(_reader_entry("a", pair["a"]), _reader_entry("b", pair["b"]))) for pair in pairs]


def _reader_entry(name: str, said: dict[str, str]) -> Any:
    _dedupe()
    from reader import Content, Entry

    text, at = Content(said["text"], "text/plain"), datetime.fromisoformat(said["published"]).astimezone(UTC)
    return Entry(
        id=name, link=f"https://example.com/{name}", title=said["title"], content=(text,), published=at,
        added=_LATE, last_updated=_LATE,
    )  # fmt: skip


_LATE: Final = datetime.fromisoformat(measure.NOW)


def _dedupe() -> Any:
    with suppress(ImportError):  # reader 3.26 looks for it under the name that feedparser gave it before 6.0.13
        sys.modules.setdefault("sgmllib", importlib.import_module("feedparser_sgmllib"))
    return importlib.import_module("reader.plugins.entry_dedupe")


def _found(entries: Sequence[Any]) -> list[list[Any]]:
    from reader import Feed

    by_id = {entry.id: entry for entry in entries}
    found: list[list[Any]] = _dedupe().Config(Feed("feed", last_updated=_LATE), entries, by_id.get).find_duplicates()
    return found


# --- how fast --------------------------------------------------------------------------------------


def cost(articles: int, folder: Path) -> Figures:
    """Seconds of cpu to index so many and to ask for fifty new ones, each in a process of its own; how many of the
    copies among the fifty were found."""
    found: Figures = {}
    for name in ("ours", *(peer for peer in PEERS if peer not in missing())):
        command = [sys.executable, "-m", "benchmarks.understand_peers", name, str(articles)]
        spent = measure.run(command, measure.portal(folder))
        found[name] = {**json.loads(spent.said.splitlines()[-1]), "megabytes": round(spent.megabytes, 1)}
    return found


def ours(told: Sequence[Told], new: Sequence[Told]) -> Figures:
    """Sketched and posted in a store on disk; the new ones sketched, posted, looked for and compared."""
    watch = Watch()
    with tempfile.TemporaryDirectory(prefix="peers-") as folder:
        store = Store(f"sqlite:///{folder}/portal.sqlite3")
        kin = Kin(store, realistic.END)
        with store.transaction():
            rows = [understand_fill.add(store, each) for each in (*told, *new)]
        for name, some, ids in (("index", told, rows[: len(told)]), ("ask", new, rows[len(told) :])):
            with watch.over(name), store.transaction():
                for each, row in zip(some, ids, strict=True):
                    known = sketch(each.title, each.text).packed()
                    store.q.write_sketch(article=row, day=each.at.date().toordinal(), sketch=known)
                kin.post(ids)
                if some is new:
                    for row in store.q.articles_to_settle(ids=json.dumps(ids)):
                        kin.look(row)
        same = {frozenset((row["id"], row["other"])) for row in store.q.same_kin(ids=json.dumps(rows[len(told) :]))}
        store.close()
    return _told(watch, told, new, {(a - 1, b - 1) for a, b in map(sorted, same)})


def datasketch(told: Sequence[Told], new: Sequence[Told]) -> Figures:
    watch = Watch()
    with watch.over("index"):
        index = importlib.import_module("datasketch").MinHashLSH(threshold=ASKED, num_perm=HASHES)
        for n, each in enumerate(told):
            index.insert(n, _minhash(each.title, each.text))
    found = set()
    with watch.over("ask"):
        for n, each in enumerate(new, len(told)):
            made = _minhash(each.title, each.text)
            found |= {(other, n) for other in index.query(made)}
            index.insert(n, made)
    return _told(watch, told, new, found)


def reader(told: Sequence[Told], new: Sequence[Told]) -> Figures:
    """It keeps no index: every entry of the feed is looked at again whenever one is new."""
    watch, early = Watch(), datetime(2000, 1, 1, tzinfo=UTC)
    _dedupe()
    entries = []
    for n, each in enumerate((*told, *new)):
        said = {"title": each.title, "text": each.text, "published": each.at.isoformat()}
        entry = _reader_entry(str(n), said)
        entries.append(entry if n >= len(told) else replace(entry, added=early))
    with watch.over("ask"):
        groups = _found(entries)
    pairs = {(int(a.id), int(b.id)) for group in groups for a in group for b in group if int(a.id) < int(b.id)}
    return _told(watch, told, new, pairs)


def _told(watch: Watch, told: Sequence[Told], new: Sequence[Told], found: set[tuple[int, int]]) -> Figures:
    """With the copies that were to be found and that were."""
    every = (*told, *new)
    mine = {b: {a for a, other in found if other == b} for b in range(len(told), len(every))}
    copies = [n for n in mine if any(each.release == every[n].release for each in every[:n])]
    right = [n for n in copies if any(every[a].release == every[n].release for a in mine[n])]
    wrong = [n for n, those in mine.items() if any(every[a].release != every[n].release for a in those)]
    return {
        "index": round(watch.spent["index"], 2), "ask": round(watch.spent["ask"], 3), "copies": len(copies),
        "found": len(right), "wrongly": len(wrong),
    }  # fmt: skip


RUN: Final[dict[str, Callable[[Sequence[Told], Sequence[Told]], Figures]]] = {
    "ours": ours, "datasketch": datasketch, "reader": reader,
}  # fmt: skip

if __name__ == "__main__":
    archive = Archive(int(sys.argv[2]), max(1, round(int(sys.argv[2]) / A_DAY)))
    everything = [archive.told(number) for number in range(archive.articles + NEW)]
    print(json.dumps(RUN[sys.argv[1]](everything[: archive.articles], everything[archive.articles :])))
