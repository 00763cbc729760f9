"""What agencies' sites show, and how it is filed: what a pull does, without the network and without other processes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from msgspec.structs import replace

from plugins.newsroom import clean, dates, filing, identity, screen, stories, walls_work
from plugins.newsroom.match_reading import sketch
from plugins.newsroom.model import Entry
from plugins.newsroom.store import Store
from tests.contract.writing import item, mark


class AtOnce:
    """The work of the newsroom's workers, done here."""

    def __enter__(self) -> AtOnce:
        return self

    def __exit__(self, *_: object) -> None: ...

    async def tidy(self, job: Any) -> Any:
        return walls_work.tidy(job)

    async def develop(self, job: Any) -> Any:
        return walls_work.develop(job)


@dataclass
class Posted:
    """An article as its agency's site shows it now. `code` stands in its words, and changes with every version."""

    number: int
    agency: str
    at: datetime
    code: str
    title: str
    words: str = ""  # of a release that others have, too; else those that only this number has
    gone: bool = False
    row: int = 0

    @property
    def url(self) -> str:
        return f"https://{self.agency}.contohkab.example/berita/{self.number}/"

    def entry(self) -> Entry:
        body = item(self.number).body.replace(mark(self.number), self.code)
        if self.words:
            body = f"{self.words}<p>Salinan ini tercatat dengan nomor {self.code}.</p>"
        return Entry(guid=self.url, url=self.url, title=self.title, content=body, published=self.at.isoformat())


def file(store: Store, desk: stories.Desk, posted: Posted) -> int:
    """File an article as a pull would; its row."""
    entry = posted.entry()
    ((key, canonical),) = identity.identify([entry])
    article = clean.article(
        entry, agency=posted.agency, feed=f"https://{posted.agency}.contohkab.example/feed/", key=key,
        canonical=canonical, mode="full", parse_date=lambda text: dates.parse(text, zone="Asia/Jakarta"),
        injected=screen.injected,
    )  # fmt: skip
    article = replace(article, sketch=sketch(article.title, article.text).packed())
    return filing.file(store, desk, article, screen.judge(article), "full").article
