"""The store's values become what a template sees: stories → cards and pages, moments → Indonesian text.

Everything here is pure once the edition is open: no template, no file, no change.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, time
from functools import lru_cache
from itertools import groupby
from typing import Final
from zoneinfo import ZoneInfo

from markupsafe import Markup
from msgspec.structs import replace

from plugins.newsroom import dates
from plugins.newsroom.model import AGENCY_KINDS, STORY_KINDS, TOPICS, Agency, Change, Picture, Source, Story, moment
from plugins.newsroom.store import Row, picture_path
from plugins.newsroom.store_rows import story_from, when
from plugins.portal.edition import Edition
from plugins.portal.event import WholeDays, whole_days
from plugins.portal.view import (
    AgencyRef,
    AgencyView,
    Card,
    ChangeView,
    Day,
    FeedLink,
    Head,
    Image,
    Link,
    RelatedView,
    SourceView,
    StoryView,
    When,
)  # fmt: skip

CHANGES: Final = {
    "title": "Judul diperbarui",
    "text": "Isi diperbarui",
    "date": "Tanggal terbit diperbarui",
    "picture": "Gambar diperbarui",
    "withdrawn": "Dicabut",
    "restored": "Ditayangkan kembali",
    "merged": "Digabung dengan berita yang sama",
    "split": "Dipisah menjadi beberapa berita",
}
FROM_OR_INTO: Final = {"merged": ("Digabung dengan", "berita yang sama"), "split": ("Dipisah dari", "berita lain")}
"""Where the note of a change is the path of another story: what is said of it, and the words that lead there."""
FACTS: Final = {
    "Starts": "Mulai", "Ends": "Selesai", "Place": "Tempat",
    "Claim": "Yang beredar", "Verdict": "Hasil pemeriksaan", "Evidence": "Bukti",
    "Until": "Berlaku sampai", "Hazard": "Potensi bahaya dan dampak", "Affected": "Pihak yang terdampak",
    "Evacuation": "Tempat dan prosedur evakuasi", "Avoid": "Cara menghindari bahaya",
    "Help": "Cara mendapatkan bantuan",
    "Announcer": "Pihak yang mengumumkan", "Procedure": "Tata cara pengumuman", "Measures": "Upaya yang dilakukan",
}  # fmt: skip
_MOMENTS: Final = frozenset({"Starts", "Ends", "Until"})
_KINDS: Final = tuple(AGENCY_KINDS)
_YOUTUBE: Final = re.compile(r"https?://(?:[\w-]+\.)*(?:youtube\.com|youtu\.be)/", re.I)
ACCOUNTS: Final = frozenset(("admin", "administrator", "super user", "root", "webmaster"))
"""What a CMS calls whoever set it up; a reader is not told by it who wrote."""
MONTHS: Final = 12  # that an agency's section links to, each by its name
PLAIN_COLOR: Final = "#4a5568"
FEED_TYPES: Final = (
    ("rss.xml", "application/rss+xml", "RSS"),
    ("atom.xml", "application/atom+xml", "Atom"),
    ("feed.json", "application/feed+json", "JSON Feed"),
)


class Presenter:
    """Makes view values for one edition."""

    def __init__(self, edition: Edition) -> None:
        self.edition = edition
        self.zone = edition.network.timezone
        self._zone = ZoneInfo(self.zone)
        self._base = edition.base
        self.agencies = {agency.slug: agency for agency in edition.agencies}
        self.ordered = sorted(edition.agencies, key=_rank)
        self.places = {place.slug: place for place in edition.network.places}
        self.agency = lru_cache(maxsize=None)(self._agency)
        self.there = lru_cache(maxsize=4096)(self._there)
        self.when = lru_cache(maxsize=4096)(self._when)
        self.dated = lru_cache(maxsize=4096)(self._dated)

    def href(self, path: str) -> str:
        """A path on this site, ready to print."""
        return f"{self._base}{path}"

    def absolute(self, path: str) -> str:
        return f"{self.edition.site_url}{path}"

    def _when(self, at: datetime) -> When:
        return When(moment(at), *dates.texts(at, self.zone))

    def _dated(self, at: datetime) -> When:
        """When something was published. Midnight to the second is what a day alone becomes when it is read: no hour
        was told, and none is printed."""
        told = self.when(at)
        return replace(told, text=told.day) if at.astimezone(self._zone).time() == time.min else told

    def _agency(self, slug: str) -> AgencyRef:
        agency = self.agencies.get(slug) or Agency(slug, slug, "dinas", slug)
        return AgencyRef(
            slug, agency.name, agency.short or agency.name, AGENCY_KINDS.get(agency.kind, agency.kind),
            agency.color or PLAIN_COLOR, self.href(f"/instansi/{slug}/"), agency.closed,
        )  # fmt: skip

    def topic(self, slug: str) -> Link:
        return Link(TOPICS.get(slug, slug), self.href(f"/topik/{slug}/"))

    def place(self, slug: str) -> Link:
        place = self.places.get(slug)
        label = f"{place.kind.capitalize()} {place.name}" if place else slug
        return Link(label, self.href(f"/wilayah/{slug}/"))

    def images(self, story: Story) -> Iterable[Image]:
        """The story's pictures that are there: one whose files were lost costs only itself."""
        return (self.image(picture) for picture in story.pictures if self.there(picture.name, picture.widths))

    def _there(self, name: str, widths: tuple[int, ...]) -> bool:
        edition = self.edition
        return all(
            picture_path(edition.store.pictures, name, width).is_file()
            or (edition.output / f"gambar/{name}-{width}.webp").is_file()
            for width in widths
        )

    def image(self, picture: Picture) -> Image:
        def address(width: int) -> str:
            return self.href(f"/gambar/{picture.name}-{width}.webp")

        middle = picture.widths[min(1, len(picture.widths) - 1)]
        srcset = ", ".join(f"{address(w)} {w}w" for w in picture.widths)
        height = round(picture.height * middle / picture.width)
        return Image(address(middle), srcset, middle, height, picture.alt, picture.credit)

    def cards(self, rows: Iterable[dict[str, object]]) -> list[Card]:
        return [self.card(story_from(row)) for row in rows]

    def card(self, story: Story) -> Card:
        fields = story.fields
        starts, ends = self._field_when(fields, "Starts"), self._field_when(fields, "Ends")
        whole = self._whole_days(fields)
        if starts and whole:
            starts, ends = replace(starts, text=whole.text), self.when(whole.last)
        return Card(
            href=self.href(story.path), title=story.title, summary=story.summary, kind=story.kind,
            kind_label=STORY_KINDS.get(story.kind, story.kind), agency=self.agency(story.agency),
            also_count=len(story.also),
            published=self.dated(story.published), corrected=story.status == "corrected",
            image=next(iter(self.images(story)), None),
            starts=starts, ends=ends, place=fields.get("Place", ""),
            state=fields.get("State", "Terjadwal" if story.kind == "agenda" else ""), verdict=fields.get("Verdict", ""),
            until=self._field_when(fields, "Until"),
        )  # fmt: skip

    def _field_when(self, fields: dict[str, str], name: str) -> When | None:
        return self.when(when(fields[name])) if fields.get(name) else None

    def _whole_days(self, fields: dict[str, str]) -> WholeDays | None:
        if not fields.get("Starts"):
            return None
        ends = when(fields["Ends"]) if fields.get("Ends") else None
        return whole_days(when(fields["Starts"]), ends, self.zone)

    def source(self, source: Source) -> SourceView:
        contributed = source.url is None and source.guid.startswith("agencies/") and source.guid.lower().endswith(".md")
        return SourceView(
            self.agency(source.agency), source.url or "", self.dated(source.published), contributed, _video(source)
        )

    def story(self, story: Story, card: Card, related: Iterable[Story] = ()) -> StoryView:
        """`card`: the same story in a list; `related`: the stories of the same event."""
        sources = [self.source(source) for source in story.sources]
        changes = tuple(map(self._change, reversed(story.history)))
        gone = story.status == "withdrawn"
        facts = () if gone else tuple(self._facts(story))
        nobody = {card.agency.name.casefold(), card.agency.short.casefold(), *ACCOUNTS}
        return StoryView(
            title=story.title, summary="" if gone else story.summary, html="" if gone else story.html, kind=story.kind,
            kind_label=card.kind_label, agency=card.agency, also=tuple(sources[1:]),
            source=replace(sources[0], href="") if gone else sources[0],
            published=card.published, updated=self.when(story.updated) if story.status == "corrected" else None,
            author="" if gone or story.author.casefold() in nobody else story.author, mode=story.mode,
            images=() if gone else tuple(self.images(story)),
            topics=() if gone else tuple(map(self.topic, story.topics)),
            places=() if gone else tuple(map(self.place, story.places)),
            facts=facts, starts=card.starts, ends=card.ends, place=card.place, state=card.state, verdict=card.verdict,
            until=card.until, withdrawn=next((c for c in changes if c.what == "withdrawn"), None) if gone else None,
            history=changes,
            related=() if gone else tuple(
                RelatedView(each.title, self.href(each.path), self.agency(each.agency), self.dated(each.published))
                for each in related
                if each.status != "withdrawn"
            ),
        )  # fmt: skip

    def _change(self, change: Change) -> ChangeView:
        """The words that a note begins with are not said twice; another story's path is not printed, but led to."""
        at, what, label = self.when(change.at), change.what, CHANGES.get(change.what, change.what)
        if change.note and what in FROM_OR_INTO:
            label, words = FROM_OR_INTO[what]
            return ChangeView(at, what, label, other=Link(words, self.href(change.note)))
        return ChangeView(at, what, label, change.note.removeprefix(f"{label} "))

    def _facts(self, story: Story) -> Iterable[tuple[str, str]]:
        if not story.fields:
            return
        whole = self._whole_days(story.fields)
        if whole:
            yield "Tanggal", whole.text
        for name, label in FACTS.items():
            value = story.fields.get(name)
            if value and not (whole and name in ("Starts", "Ends")):
                yield label, self.when(when(value)).text if name in _MOMENTS else value

    def days(self, rows: Iterable[Row]) -> list[Day]:
        """Cards newest first, with when each was published → a day each."""
        found: list[Day] = []
        start = ""
        for row in rows:
            if not found or row["published"] < start:
                local = when(row["published"]).astimezone(self._zone)
                start = moment(datetime.combine(local, time.min, self._zone))
                found.append(Day(dates.weekday_text(local, self.zone), []))
            found[-1].cards.append(Markup(row["body"].decode()))
        return found

    def month_label(self, month: str) -> str:
        return dates.month_text(int(month[:4]), int(month[5:7]))

    def month_link(self, prefix: str, month: str) -> Link:
        return Link(self.month_label(month), self.href(f"{prefix}{month[:4]}/{month[5:7]}/"))

    def month_links(self, prefix: str, months: Sequence[str]) -> Iterator[Link]:
        """The newest twelve of these (newest first), and of what is older the newest of each year, called by the year;
        from there each month leads to the next older one. So a page does not grow with the archive."""
        yield from (self.month_link(prefix, month) for month in months[:MONTHS])
        for year, older in groupby(months[MONTHS:], key=lambda month: month[:4]):
            yield Link(year, self.month_link(prefix, next(older)).href)

    def agency_view(self, agency: Agency, *, profile: str, latest: str | None, months: Sequence[str]) -> AgencyView:
        return AgencyView(
            ref=self.agency(agency.slug), site=agency.site, contact=agency.contact, profile=profile,
            latest=self.when(when(latest)) if latest else None,
            months=tuple(self.month_links(f"/instansi/{agency.slug}/", months)),
            connected=bool(agency.feeds) or latest is not None,
        )  # fmt: skip

    def feeds(self, prefix: str, title: str) -> tuple[FeedLink, ...]:
        return tuple(FeedLink(f"{title} ({label})", kind, self.href(prefix + name)) for name, kind, label in FEED_TYPES)

    def head(
        self, path: str, title: str, description: str = "", *, trail: Sequence[Link] = (), feeds: str = "",
        feed_title: str = "", image: str = "", index: bool = True, canonical: bool = True,
    ) -> Head:  # fmt: skip
        """`path` is the page's own; `feeds` the folder whose feeds belong to it (the site's where empty), and
        `feed_title` whose they are where that is not the page's title."""
        site = f"Portal {self.edition.network.name}"
        links = self.feeds(feeds, feed_title or title) if feeds else self.feeds("/", site)
        return Head(
            title=title, description=" ".join(description.split())[:200],
            canonical=self.absolute(path) if canonical else "",
            path=self.href(path), section=self.href("/" if path == "/" else f"/{path.split('/')[1]}/"),
            trail=(Link("Beranda", self.href("/")), *trail) if path != "/" else (), feeds=links,
            image=self.absolute(image) if image else "", index=index,
        )  # fmt: skip


def _rank(agency: Agency) -> tuple[int, str, str]:
    """Where an agency stands among all: by its kind as the public expects them, then by its name."""
    kind = _KINDS.index(agency.kind) if agency.kind in _KINDS else len(_KINDS)
    return kind, agency.name.casefold(), agency.slug


def _video(source: Source) -> str:
    """Whether a copy's address plays a video: "youtube" by its host, "elsewhere" where YouTube's own feed names a
    video that another site plays, else ""."""
    if _YOUTUBE.match(source.url or ""):
        return "youtube"
    return "elsewhere" if source.url and source.guid.startswith("yt:video:") else ""
