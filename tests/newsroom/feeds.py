"""One site with several feeds and its store, in one process: every reading goes through a real store, as a visit does.

A test says what each feed lists; out come fates, stories, and all that the public was ever told.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Final

from msgspec.structs import replace

from plugins.newsroom import clean, dates, filing, filing_feeds, filing_names, screen, stories_settle
from plugins.newsroom.identity import identify
from plugins.newsroom.model import Agency, Article, Entry, Feed, Network, PictureRef, Story
from plugins.newsroom.schedule import FeedState, after_reading
from plugins.newsroom.store import Store
from plugins.newsroom.store_rows import story_from
from plugins.newsroom.stories import Desk
from plugins.newsroom.visit_state import keep
from tests.contract.writing import item

SITE: Final = "https://desa.example"
START: Final = datetime(2026, 11, 21, 5, 7, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def entry(number: int, guid: str = "", *, date: datetime | None = None, **more: Any) -> Entry:
    """Article `number`, of that many hours ago, with its address as guid."""
    made = item(number)
    link = f"{SITE}/artikel/{number}"
    at = date or START - number * HOUR
    return replace(
        Entry(guid or f"{SITE}/?p={number}", link, made.title, "", made.body, f"{at:%Y-%m-%dT%H:%M:%SZ}"), **more
    )


def cut(said: Entry, *, mark: str = "") -> Entry:
    """Its first paragraph alone, as an excerpt."""
    return replace(said, content=said.content.split("</p>")[0] + mark + "</p>")


def pictured(said: Entry) -> Entry:
    """The same with a picture of its own, as REST has it."""
    return replace(said, pictures=(PictureRef(f"{SITE}/foto.jpg"),))


def renamed(said: Entry) -> Entry:
    """The same under another guid."""
    return replace(said, guid=f"lain-{said.title[-6:]}")


class Site:
    """`feeds` in the order of agency.toml; `read` files what one of them lists now."""

    def __init__(self, folder: Path, feeds: int = 2) -> None:
        self.store = Store(f"sqlite:///{folder / 'p.sqlite3'}")
        self.now = START
        self.feeds = [Feed("desa", f"{SITE}/feed{n}") for n in range(feeds)]
        self.states = {feed.url: FeedState() for feed in self.feeds}
        for feed in self.feeds:
            keep(self.store, feed, FeedState())

    def desk(self) -> Desk:
        agency = Agency("desa", "Desa Contoh", "desa", "Desa", SITE, feeds=tuple(self.feeds))
        return Desk(Network("Kabupaten Contoh"), {"desa": agency}, (), self.now)

    def read(self, number: int, listed: Sequence[Entry]) -> list[str]:
        """Fates, in the order of the list."""
        feed, desk = self.feeds[number], self.desk()
        named = zip(listed, identify(listed), strict=True)
        articles = {article.key: article for article in (self.clean(feed, e, *names) for e, names in named)}
        with self.store.transaction():
            known = filing_names.known(self.store, "desa", list(articles.values()), feed.url, whole=True)
            filed = [
                (filing.file(self.store, desk, article, screen.judge(article), "full", known), article)
                for article in articles.values()
            ]
            said = [(each.article, article) for each, article in filed]
            filing_feeds.inherit(self.store, desk, "desa", feed.url, {row for row, _ in said})
            filing_feeds.remember(self.store, "desa", feed.url, said, {})
            self.states[feed.url] = after_reading(self.states[feed.url], self.now, "changed")
            keep(self.store, feed, self.states[feed.url])
        stories_settle.settle(self.store, desk)
        return [each.fate for each, _ in filed]

    def clean(self, feed: Feed, said: Entry, key: str, canonical: str) -> Article:
        return clean.article(
            said, agency="desa", feed=feed.url, key=key, canonical=canonical, mode="full", parse_date=dates.parse,
            injected=screen.injected,
        )  # fmt: skip

    def later(self, span: timedelta = HOUR) -> None:
        self.now += span

    def stories(self) -> list[Story]:
        q = self.store.q
        rows = [q.printed_story(id=row["id"]) for row in q.story_ids()]
        return [story_from(row, q.story_history(story=row["id"])) for row in rows]

    def told(self) -> list[str]:
        """What the public was told to have changed, of whichever story."""
        return sorted(change.what for story in self.stories() for change in story.history)
