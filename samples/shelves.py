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

from samples import batik, pages, wordpress
from samples.cms import Answer, Edition
from samples.dialects import FEEDS
from samples.reading import Article, Site

Shelf = dict[str, Callable[[], Answer]]


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
        found = {article.name: article for article in self.site.articles}
        return self.edition(1).page(found[name])

    def answer(self, path: str, turn: int) -> Answer:
        """What stands at `path` (with its query) in that round; 404 if nothing does."""
        turn = self.site.turned(turn)
        shelf = self._rounds.get(turn) or self._rounds.setdefault(turn, self._shelf(turn))
        key = next((key for key in (_key(path), urlsplit(path).path, "*") if key in shelf), None)
        if key is None:
            lost = pages.refusal(self.edition(turn), "Halaman tidak ditemukan", "Alamat ini tidak memuat apa pun.")
            return _html(lost, status=404)
        if (turn, key) not in self._said:
            self._said[turn, key] = shelf[key]()
        return self._said[turn, key]

    def _shelf(self, turn: int) -> Shelf:
        edition = self.edition(turn)
        if self.site.dialect == "challenge":
            return {"*": lambda: FEEDS["challenge"](edition)}
        shelf: Shelf = {"/": lambda: _html(pages.home(edition))}
        feed = FEEDS[self.site.dialect]
        shelf |= {_key(path): lambda: feed(edition) for path in (edition.cms.feed, *edition.cms.also)}
        if self.site.dialect.startswith("wordpress"):
            shelf["/comments/feed/"] = lambda: wordpress.comments(edition)
        if self.site.dialect == "wordpress-rest":
            refused = pages.refusal(edition, "403 Forbidden", "Akses ditolak.")
            shelf["/feed/"] = shelf["/comments/feed/"] = lambda: _html(refused, status=403)
        for article in edition.articles:
            shelf[_key(edition.page(article))] = self._page(edition, article)
        for article in self.site.articles:
            if article.picture is not None:
                for name, size in edition.cms.sizes.items():
                    shelf[_key(edition.picture(article, name))] = self._picture(article.picture, size)
        return shelf

    def _page(self, edition: Edition, article: Article) -> Callable[[], Answer]:
        return lambda: _html(pages.page(edition, article))

    def _picture(self, number: int, size: tuple[int, int]) -> Callable[[], Answer]:
        return lambda: Answer(self._drawn(number, size), "image/png")

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


def _html(document: str, status: int = 200) -> Answer:
    return Answer(document.encode(), "text/html; charset=UTF-8", status)
