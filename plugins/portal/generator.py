"""Pelican's side of the printing: one generator that lets each room print what is its own.

Rooms are handed a `Press`: where things go, how a value is presented, which templates there are. What need not be
rendered is decided by the rooms, never here.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import Any

from pelican import signals
from pelican.contents import Article
from pelican.generators import Generator

from plugins.newsroom.model import TOPICS
from plugins.portal.edition import Edition
from plugins.portal.present import Presenter
from plugins.portal.view import Head, Link, Site
from plugins.portal.writer import Stage, StagingWriter


class Press:
    """What a room needs to print."""

    def __init__(self, generator: Printer, writer: StagingWriter) -> None:
        self.edition: Edition = generator.settings["EDITION"]
        self.stage: Stage = writer.stage
        self.show = Presenter(self.edition)
        self.say: Callable[[str, int, int], None] = generator.settings["EDITION_SAY"]
        self._generator = generator
        self._writer = writer
        self.profiles = {row["slug"]: row["profile"] for row in self.edition.store.q.agencies()}
        self._context = {"site": self.site()}

    def page(self, path: str, template: str, head: Head, *, standing: bool = False, **values: Any) -> None:
        """Print one page. `standing`: it is looked at in every edition, and rendered only if what it shows
        differs from last time."""
        inputs = ""
        if standing:
            inputs = hashlib.sha256(repr((template, head, values)).encode()).hexdigest()[:32]
            if self.stage.same_inputs(path, inputs):
                return
        self._writer.write_file(
            path, self._generator.get_template(template), self._context, inputs=inputs, head=head, **values
        )

    def article(self, path: str, head: Head, article: Article, **values: Any) -> None:
        """Print a story as the Pelican article that it is, with the signals that Pelican sends."""
        signals.article_generator_write_article.send(self._generator, content=article)
        context = {**self._generator.context, **self._context}
        template = self._generator.get_template("story")
        self._writer.write_file(path, template, context, head=head, article=article, **values)

    def text(self, path: str, text: str) -> None:
        """Print a file that needs no template."""
        self.stage.put(path, text.encode("utf-8"))

    def site(self) -> Site:
        show, network = self.show, self.edition.network
        asset = self._generator.settings["EDITION_ASSETS"]
        pages = self.edition.store.q.pages()
        return Site(
            name=network.name, tagline=network.tagline, home=show.href("/"),
            stylesheet=show.href(asset["css/sinergi.css"]),
            icon=show.href(asset["icon.svg"]),
            nav=tuple(Link(label, show.href(path)) for label, path in NAVIGATION),
            topics=tuple(show.topic(slug) for slug in TOPICS),
            pages=(
                *(Link(row["menu"] or row["title"], show.href(f"/{row['slug']}/")) for row in pages),
                *(Link(label, show.href(path)) for label, path in FOOT),
            ),
            services=tuple(Link(label, url) for label, url in network.links), contact=network.contact,
        )  # fmt: skip

    def make_article(self, content: str, metadata: dict[str, Any]) -> Article:
        return Article(content, metadata, self._generator.settings, None, self._generator.context)


NAVIGATION = (
    ("Beranda", "/"),
    ("Instansi", "/instansi/"),
    ("Topik", "/topik/"),
    ("Wilayah", "/wilayah/"),
    ("Agenda", "/agenda/"),
    ("Klarifikasi", "/klarifikasi/"),
    ("Arsip", "/arsip/"),
    ("Cari", "/cari/"),
)
FOOT = (("Keaktifan instansi", "/keaktifan/"), ("Peringatan", "/peringatan/"))


class Printer(Generator):
    """The one generator of the portal."""

    def generate_context(self) -> None:
        """Nothing is read ahead: what is printed comes from the store, when it is printed."""

    def generate_output(self, writer: StagingWriter) -> None:
        press = Press(self, writer)
        for room in self.settings["EDITION_ROOMS"]:
            room(press)
