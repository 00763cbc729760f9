"""What is printed, and what it is printed with: a `Room` is one kind of output, a `Press` is what rooms need.

Rooms are declared where their outputs are made, and listed in `generator`. What need not be printed is decided by keys
and never by a room; how a value looks is decided by `present` and by the theme.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from typing import Any, Final

from msgspec import Struct
from pelican import signals
from pelican.contents import Article
from pelican.generators import Generator

from plugins.newsroom.model import TOPICS, Story, moment
from plugins.newsroom.store import Row
from plugins.newsroom.store_rows import story_from
from plugins.portal.articles import Articles
from plugins.portal.edition import Edition
from plugins.portal.fragments import LEVEL, Fragments
from plugins.portal.present import Presenter
from plugins.portal.stage import Stage
from plugins.portal.view import Card, Head, Link, Site
from plugins.portal.writer import StagingWriter

CARD: Final = "_card"  # the template that has a story's card
CARDS: Final = ("row", "line")  # how it is shown in lists: with its picture, or without
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


class Press:
    """What a room needs to print."""

    def __init__(self, edition: Edition, stage: Stage, generator: Generator, writer: StagingWriter) -> None:
        self.edition = edition
        self.stage = stage
        self.show = Presenter(edition)
        self.due = ""  # the first moment at which time alone makes something stale, as far as rooms have told
        self.page_at = ""  # the page that is being printed
        self._generator = generator
        self._writer = writer
        self.fragments = Fragments(edition)
        self.articles = Articles(generator, edition.network.timezone)
        self._card: Callable[..., object] | None = None
        self._stories: dict[str, Story] = {}

    def page(self, path: str, template: str, head: Head, *, standing: bool = False, **values: Any) -> None:
        """Print one page. `standing`: it is looked at in every edition, and rendered only if what it shows
        differs from last time."""
        inputs = ""
        if standing:
            seen = (self.edition.looks.get(template), head, values)
            inputs = hashlib.sha256(repr(seen).encode()).hexdigest()[:32]
            if self.stage.same_inputs(path, inputs):
                return
        self._write(path, template, inputs, head=head, **values)

    def article(self, path: str, head: Head, article: Article, **values: Any) -> None:
        """Print a story as the Pelican article that it is, with the signals that Pelican sends."""
        signals.article_generator_write_article.send(self._generator, content=article)
        self._write(path, "story", "", head=head, article=article, category=article.category, **values)
        for kept in (article.get_content, article.get_summary):
            kept.cache.clear()  # Pelican keeps what it made of every article, and with it the article

    def _write(self, path: str, template: str, inputs: str, **values: Any) -> None:
        self.page_at = path
        context = self._generator.context  # not a copy: what a plugin puts there is seen by those that come after it
        if "site" not in context:
            context["site"] = self.site()
        self._writer.write_file(path, self._generator.get_template(template), context, inputs=inputs, **values)

    def where(self, room: str, name: str) -> str:
        """What is being printed, as it is told to whoever has to mend something."""
        story = self._stories.get(name)
        path = story.path if story else f"/{self.page_at.removesuffix('index.html')}"
        return path if story or self.page_at else f"{room} {name}".strip()

    def text(self, path: str, text: str) -> None:
        """Print a file that needs no template."""
        self.stage.put(path, text.encode("utf-8"))

    def card(self, kind: str, card: Card) -> bytes:
        """A story in a list, as the theme shows it."""
        if self._card is None:
            self._card = self._generator.get_template(CARD).module.card
        return str(self._card(card, LEVEL, kind)).encode()

    def cards(self, kind: str, rows: Iterable[Row]) -> Iterator[Row]:
        """Rows of a list with the card of each story."""
        return self.fragments.filled(kind, CARD, rows, lambda story: self.card(kind, self.show.card(story)))

    def stale(self, at: datetime) -> None:
        """Something that was looked at now is another at that moment, though nothing is touched."""
        if at > self.edition.now:
            self.due = min(self.due or moment(at), moment(at))

    def site(self) -> Site:
        show, network = self.show, self.edition.network
        asset = self.edition.assets
        return Site(
            name=network.name, tagline=network.tagline, home=show.href("/"),
            stylesheet=show.href(asset["css/sinergi.css"]), icon=show.href(asset["icon.svg"]),
            nav=tuple(Link(label, show.href(path)) for label, path in NAVIGATION),
            topics=tuple(show.topic(slug) for slug in TOPICS),
            pages=(
                *(Link(label, show.href(f"/{slug}/")) for slug, label in self.edition.menu),
                *(Link(label, show.href(path)) for label, path in FOOT),
            ),
            services=tuple(Link(label, url) for label, url in network.links), contact=network.contact,
        )  # fmt: skip

    def gather(self, names: list[str]) -> None:
        """These stories are printed next."""
        self._stories = {story.id: story for story in self.whole(names)}

    def whole(self, names: list[str]) -> Iterator[Story]:
        """Stories with their words and histories, read at once."""
        q, ids = self.edition.store.q, json.dumps(names)
        told: dict[str, list[Row]] = {}
        for row in q.histories(ids=ids):
            told.setdefault(row["story"], []).append(row)
        return (story_from(row, told.get(row["id"], ())) for row in q.printed_stories(ids=ids))

    def story(self, name: str) -> Story | None:
        """A story that was gathered, with its words and its history; None where there is none of that name."""
        return self._stories.get(name)


def one(_: Press) -> Iterable[str]:
    """All there is of what there is one of."""
    return ("",)


class Room(Struct, frozen=True):
    """One kind of output.

    `key`: touched keys that begin so concern it; what follows says which one is to be printed. Without a key there is
    one alone, and it is looked at whenever anything was touched; `clock`: when time passed, too. `every`: all there is
    of it. `templates`: those that it is rendered with; where one of them changes, all of it is printed anew. `gather`
    hears of some that are printed next. `name`: as an operator hears of it, in faults and, where it is `told`, of how
    far the printing is.
    """

    name: str
    print: Callable[[Press, str], None]
    key: str = ""
    every: Callable[[Press], Iterable[str]] = one
    templates: tuple[str, ...] = ()
    clock: bool = False
    gather: Callable[[Press, list[str]], None] | None = None
    told: bool = False

    def wanted(self, press: Press) -> Iterator[str]:
        """What of it is to be printed in this edition."""
        edition = press.edition
        touched = dict.fromkeys(edition.touched(self.key)) if self.key else {}
        if edition.is_anew(self.templates):
            for name in self.every(press):
                touched.pop(name, None)
                yield name
        elif not self.key and (edition.changed or (self.clock and edition.overdue)):
            yield ""
        yield from touched  # where all is printed anew: what is no longer there, that it may go
