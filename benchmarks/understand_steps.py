"""What each step of understanding costs an article, in seconds of cpu of this process: numbers of an archive come in,
JSON goes out. Started anew for each round, so that nothing is known that a pull would not know either:

    python -m benchmarks.understand_steps ARTICLES

The steps are the house's own functions, as a worker and then the parent call them; reading the feed and the pipe
between the two are no part of it (see `gather`).
"""

from __future__ import annotations

import gc
import json
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from msgspec.structs import replace

from benchmarks import measure, realistic
from benchmarks.realistic import Archive
from plugins.newsroom import (
    clean,
    dates,
    filing,
    filing_names,
    identity,
    match_reading,
    screen,
    stories,
    stories_settle,
    topics,
)
from plugins.newsroom.addresses import on_network
from plugins.newsroom.model import Article, Entry, Verdict
from plugins.newsroom.store import Store
from plugins.newsroom.stories import Desk
from plugins.newsroom.stories_kin import Kin

DAYS: Final = 15  # that an archive of a first pull reaches back
FEED: Final = 20  # articles of one feed, filed in one transaction
STORED: Final = ("cleaning", "screening", "sketching", "filing", "posting", "composing", "writing")
"""From a feed's entry to a story in the store. Matching has a figure of its own (see `understand_match`)."""
STEPS: Final = (*STORED, "topics", "matching")


class Watch:
    """Seconds of cpu by name."""

    def __init__(self) -> None:
        self.spent: defaultdict[str, float] = defaultdict(float)

    @contextmanager
    def over(self, name: str) -> Iterator[None]:
        began = time.process_time()
        yield
        self.spent[name] += time.process_time() - began

    def each(self, holder: Any, method: str, name: str) -> None:
        """From now on every call of this function counts."""
        asked = getattr(holder, method)

        def counted(*args: Any, **named: Any) -> Any:
            with self.over(name):
                return asked(*args, **named)

        setattr(holder, method, counted)


def desk() -> Desk:
    agencies = realistic.agencies()
    sites = {slug: agency.site.partition("://")[2] for slug, agency in agencies.items()}
    return Desk(realistic.network(), agencies, (), realistic.END, sites)


def tidied(entry: Entry, agency: int, key: str, canonical: str) -> Article:
    return clean.article(
        entry, agency=realistic.slug(agency), feed=realistic.site(agency), key=key, canonical=canonical, mode="full",
        parse_date=lambda text: dates.parse(text, zone="Asia/Jakarta"), injected=screen.injected,
    )  # fmt: skip


def judged(article: Article) -> Verdict:
    return screen.judge(article, off_network=not on_network(article.url, ("*.rekaan.example",)))


def sketched(article: Article) -> Article:
    return replace(article, sketch=match_reading.sketch(article.title, article.text).packed())


def settled(store: Store, desk: Desk) -> dict[str, float]:
    """Settle what waits, once in this process. Seconds of cpu: `matching`, of which `posting` and `looking` are parts
    (the rest is grouping), `composing` stories, `writing` it all down."""
    watch = Watch()
    watch.each(Kin, "post", "posting")
    watch.each(Kin, "look", "looking")
    for name in ("compose", "absorb", "pin"):
        watch.each(stories, name, "composing")
    with watch.over("all"), store.transaction(), watch.over("settling"):
        stories_settle.settle(store, desk)
    spent = watch.spent
    return {
        "matching": spent["settling"] - spent["composing"], "posting": spent["posting"], "looking": spent["looking"],
        "composing": spent["composing"], "writing": spent["all"] - spent["settling"],
    }  # fmt: skip


def steps(articles: int, folder: Path) -> dict[str, Any]:
    """Seconds of cpu of each step for all of so many articles, and their letters. One feed after the other, as a pull
    has them: what is kept here to be fed in is no part of it."""
    archive, watch, at_desk = Archive(articles, DAYS), Watch(), desk()
    feeds = list(_feeds([(archive.entry(number), archive.told(number).agency) for number in range(articles)]))
    named = [[identity.identify([entry])[0] for entry, _ in feed] for feed in feeds]
    store = Store(f"sqlite:///{folder / 'portal.sqlite3'}")
    for name in ("topics_of", "places_of"):
        watch.each(topics, name, "topics")
    letters = held = 0
    gc.freeze()
    for feed, names in zip(feeds, named, strict=True):
        with watch.over("cleaning"):
            found = [tidied(*each, *name) for each, name in zip(feed, names, strict=True)]
        with watch.over("screening"):
            verdicts = [judged(article) for article in found]
        with watch.over("sketching"):
            found = [sketched(article) for article in found]
        with watch.over("filing"), store.transaction():
            known = filing_names.known(store, found[0].agency, found, found[0].feed)
            for article, verdict in zip(found, verdicts, strict=True):
                filing.file(store, at_desk, article, verdict, "full", known)
        letters += sum(len(article.text) for article in found)
        held += sum(verdict.decision != "publish" for verdict in verdicts)
    watch.spent["filing"] -= watch.spent["topics"]
    spent = {**watch.spent, **settled(store, at_desk)}
    spent["matching"] -= spent["posting"]
    store.close()
    return {"articles": articles, "letters": letters, "held": held, **spent}


def _feeds(told: list[tuple[Entry, int]]) -> Iterator[list[tuple[Entry, int]]]:
    """What one agency tells, `FEED` articles at a time."""
    of: defaultdict[int, list[tuple[Entry, int]]] = defaultdict(list)
    for entry, agency in told:
        of[agency].append((entry, agency))
    for each in of.values():
        yield from (each[start : start + FEED] for start in range(0, len(each), FEED))


def run(articles: int, rounds: int, folder: Path) -> list[dict[str, Any]]:
    """So many rounds, each a process of its own."""
    command = [sys.executable, "-m", "benchmarks.understand_steps", str(articles)]
    environment = measure.portal(folder)
    return [json.loads(measure.run(command, environment).said.splitlines()[-1]) for _ in range(rounds)]


if __name__ == "__main__":
    with tempfile.TemporaryDirectory(prefix="steps-") as scratch:
        print(json.dumps(steps(int(sys.argv[1]), Path(scratch))))
