"""What stands at which address of one sample site: a path and a round in, an `Answer` out.

Pages and feeds are rendered when first asked for and kept, so what was said once is said again byte for
byte; pictures are drawn when first asked for and kept as files in `<folder>/pictures`.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from urllib.parse import parse_qsl, urlencode, urlsplit

from samples import batik, pages
from samples.cms import Answer, Edition, Query, Shelf, page_of
from samples.dialects import FEEDS, FURTHER, OTHERS
from samples.reading import Article, Site


class Shelves:
    """One site's addresses in every round. `base` has no slash at the end; `first`: the first start."""

    def __init__(self, site: Site, base: str, first: datetime, pictures: Path) -> None:
        self.site, self.base = site, base
        self._first, self._pictures = first, pictures
        self._rounds: dict[int, Shelf] = {}
        self._said: dict[tuple[int, str], Answer] = {}
        self._drawing = threading.Lock()

    def edition(self, turn: int) -> Edition:
        """What the site shows in that round. It changed when the round that made it so began: one second
        after the first start for the second round, two for the third; else with its newest article."""
        listed = self.site.listed(turn)
        turned = self.site.turned(turn)
        newest = max((article.updated for article in listed), default=self._first)
        changed = newest if turned == 1 else self._first + timedelta(seconds=turned - 1)
        return Edition(self.site, self.base, listed, changed)

    def page(self, name: str) -> str:
        """The address of an article's page, listed or not."""
        found = {article.name: article for article in (*self.site.articles, *self.site.past)}
        return self.edition(1).page(found[name])

    def answer(self, path: str, turn: int) -> Answer:
        """What stands at `path` (with its query) in that round; 404 if nothing does."""
        turn = self.site.turned(turn)
        shelf = self._rounds.get(turn) or self._rounds.setdefault(turn, self._shelf(turn))
        key = next((key for key in (_key(path), urlsplit(path).path, "*") if key in shelf), None)
        if key is None:
            lost = pages.refusal(self.edition(turn), "Halaman tidak ditemukan", "Alamat ini tidak memuat apa pun.")
            return page_of(lost, status=404)
        asked = turn, _key(path)
        if asked not in self._said:
            self._said[asked] = shelf[key](dict(parse_qsl(urlsplit(path).query, keep_blank_values=True)))
        return self._said[asked]

    def _shelf(self, turn: int) -> Shelf:
        edition = self.edition(turn)
        feed = (FEEDS | OTHERS)[self.site.dialect]
        if self.site.dialect in ("challenge", "closed"):
            return {"*": lambda _: feed(edition)}
        shelf: Shelf = {"/": lambda _: page_of(pages.home(edition))}
        for path in (edition.cms.feed, *edition.cms.also):
            shelf[_key(path)] = lambda _: feed(edition)
        if self.site.dialect in FURTHER:
            shelf |= {_key(path): made for path, made in FURTHER[self.site.dialect](edition).items()}
        for article in (*edition.articles, *self.site.past):
            shelf[_key(edition.page(article))] = self._page(edition, article)
        for article in self.site.articles:
            if article.picture is not None:
                for name, size in edition.cms.sizes.items():
                    shelf[_key(edition.picture(article, name))] = self._picture(article.picture, size)
        return shelf

    def _page(self, edition: Edition, article: Article) -> Callable[[Query], Answer]:
        return lambda _: page_of(pages.page(edition, article))

    def _picture(self, number: int, size: tuple[int, int]) -> Callable[[Query], Answer]:
        return lambda _: Answer(self._drawn(number, size), "image/png")

    def _drawn(self, number: int, size: tuple[int, int]) -> bytes:
        motif, color = self.site.motif, self.site.color
        path = self._pictures / f"{motif}-{color.lstrip('#')}-{number}-{size[0]}x{size[1]}.png"
        with self._drawing:
            if not path.exists():
                path.parent.mkdir(parents=True, exist_ok=True)
                half = path.with_suffix(f".{os.getpid()}-{self.site.slug}.half")
                half.write_bytes(batik.draw(motif, color, number, size))
                half.replace(path)
            return path.read_bytes()


def _key(address: str) -> str:
    """Path and query without regard to the order of the query's fields."""
    parts = urlsplit(address)
    query = urlencode(sorted(parse_qsl(parts.query, keep_blank_values=True)))
    return f"{parts.path}?{query}" if query else parts.path
