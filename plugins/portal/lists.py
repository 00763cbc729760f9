"""Lists of stories: agencies' sections and months, topics and places with their older pages, months of the site.

Lists are numbered from the oldest, so that a new story changes the newest page alone and never shifts another.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from markupsafe import Markup
from msgspec import Struct

from plugins.newsroom.model import TOPICS
from plugins.newsroom.store import Row
from plugins.portal.fragments import first_picture_first
from plugins.portal.press import CARD, Press, Room
from plugins.portal.view import Day, Link, Paging

SECTION: Final = 30
WIDGET: Final = 5
_END: Final = "~"  # sorts after every date


def _every_agency(press: Press) -> Iterable[str]:
    return sorted(press.show.agencies)


def _section(press: Press, slug: str) -> None:
    """An agency's own page: who it is, its newest stories, its months."""
    store, show = press.edition.store, press.show
    agency = show.agencies.get(slug)
    if agency is None:
        return
    path = f"/instansi/{slug}/"
    rows = list(press.cards("row", press.fragments.kept("row", CARD, f"agency:{slug}", SECTION)))
    view = show.agency_view(
        agency, profile=store.q.profile_of(slug=slug) or "", latest=rows[0]["published"] if rows else None,
        months=sorted(_shelves(press, f"agency-month:{slug}/"), reverse=True),
    )  # fmt: skip
    head = show.head(
        path, agency.name, f"Berita {agency.name}, {press.edition.network.name}.",
        trail=(Link("Instansi", show.href("/instansi/")),), feeds=path,
    )  # fmt: skip
    press.page(f"{path[1:]}index.html", "agency", head, agency=view, cards=_printed(rows))


def _printed(rows: Iterable[Row]) -> list[Markup]:
    return first_picture_first([row["body"].decode() for row in rows])


def _days(press: Press, name: str) -> list[Day]:
    """All of a list, day by day: a month's, which can hold thousands."""
    return press.show.days(press.cards("line", press.fragments.kept("line", CARD, name)))


def _widget(press: Press, slug: str) -> None:
    """What an agency embeds in its own site."""
    show = press.show
    agency = show.agencies.get(slug)
    if agency is not None:
        rows = press.edition.store.q.newest_cards(list=f"agency:{slug}", most=WIDGET)
        head = show.head(f"/w/{slug}.html", agency.name, index=False, canonical=False)
        press.page(f"w/{slug}.html", "widget", head, agency=show.agency(slug), cards=show.cards(rows))


def _shelves(press: Press, start: str) -> list[str]:
    """What follows `start` in the names of the lists that ever had a story."""
    return [row["list"][len(start) :] for row in press.edition.store.q.lists_from(start=start, stop=start + _END)]


def _every_agency_month(press: Press) -> Iterable[str]:
    return _shelves(press, "agency-month:")


def _agency_month(press: Press, name: str) -> None:
    """A month of an agency. It links to the next older one and not to the newer: that link would change this page when
    a new month begins, and everything older is done."""
    show = press.show
    slug, _, month = name.partition("/")
    ref, label, folder = show.agency(slug), show.month_label(month), f"/instansi/{slug}/"
    path = f"{folder}{month[:4]}/{month[5:7]}/"
    head = show.head(
        path, f"{ref.short}, {label}", f"Berita {ref.name} pada {label}.",
        trail=(Link("Instansi", show.href("/instansi/")), Link(ref.short, ref.href)), feeds=folder, feed_title=ref.name,
    )  # fmt: skip
    before = press.edition.store.q.older_list(start=f"agency-month:{slug}/", stop=f"agency-month:{name}")
    older = show.month_link(folder, before.rpartition("/")[2]) if before else None
    press.page(
        f"{path[1:]}index.html", "agency_month", head, agency=ref, label=label,
        days=_days(press, f"agency-month:{name}"), older=older,
    )  # fmt: skip


def _every_month(press: Press) -> Iterator[str]:
    return (row["month"] for row in press.edition.store.q.months())


def _month(press: Press, month: str) -> None:
    """A month of the site, likewise."""
    show = press.show
    path, label = f"/arsip/{month[:4]}/{month[5:7]}/", show.month_label(month)
    head = show.head(path, f"Arsip {label}", f"Semua berita {label}.", trail=(Link("Arsip", show.href("/arsip/")),))
    before = press.edition.store.q.older_month(month=month)
    older = show.month_link("/arsip/", before) if before else None
    days = _days(press, f"month:{month}")
    press.page(f"{path[1:]}index.html", "month", head, label=label, days=days, older=older)


class Paged(Struct, frozen=True):
    """A kind of long lists: what their names begin with, where they stand, what all of them are called."""

    prefix: str
    folder: str
    label: str

    def slugs(self, press: Press) -> tuple[str, ...]:
        return tuple(TOPICS) if self.prefix == "topic:" else tuple(press.show.places)

    def every_sheet(self, press: Press) -> Iterator[str]:
        for slug in self.slugs(press):
            for sheet in range(len(self.sheets(press, slug)) - 1):
                yield f"{slug}/{sheet}"

    def sheets(self, press: Press, slug: str) -> list[Row]:
        return list(press.edition.store.q.sheets(list=f"{self.prefix}{slug}"))

    def print_open(self, press: Press, slug: str) -> None:
        """The newest page, at the list's own address."""
        if slug in self.slugs(press):
            self._page(press, slug, self.sheets(press, slug), None)

    def print_sheet(self, press: Press, name: str) -> None:
        """A closed page; its number is counted from 0."""
        slug, _, number = name.rpartition("/")
        sheets = self.sheets(press, slug)
        if slug in self.slugs(press) and int(number) < len(sheets) - 1:
            self._page(press, slug, sheets, int(number))

    def _page(self, press: Press, slug: str, sheets: list[Row], index: int | None) -> None:
        """`index` None: the open page, at the section's own address; else closed page `index`, at
        `<section>/<index + 1>/`. It links to the older one and to the newest: a link to the next newer one would change
        each closed page once more."""
        show = press.show
        link = show.topic(slug) if self.prefix == "topic:" else show.place(slug)
        section = f"{self.folder}{slug}/"
        here = (len(sheets) - 1 if sheets else 0) if index is None else index
        path = section if index is None else f"{section}{here + 1}/"
        label = "" if index is None else f"Halaman {here + 1}"
        newest = None if index is None else Link("Terbaru", show.href(section))
        older = Link("Lebih lama", show.href(f"{section}{here}/")) if here > 0 else None
        head = show.head(
            path, f"{link.label}, {label.lower()}" if label else link.label,
            f"Berita tentang {link.label} di {press.edition.network.name}.",
            trail=(Link(self.label, show.href(self.folder)),), feeds=section, feed_title=link.label,
        )  # fmt: skip
        cards = _printed(press.cards("row", self._rows(press, slug, sheets, here)))
        press.page(
            f"{path[1:]}index.html", "list", head, heading=link.label, intro="", cards=cards,
            paging=Paging(older, newest, label), empty="Belum ada berita di sini.",
        )  # fmt: skip

    def _rows(self, press: Press, slug: str, sheets: list[Row], here: int) -> Iterator[Row]:
        start = sheets[here] if sheets else {"published": "", "story": ""}
        end = sheets[here + 1] if here + 1 < len(sheets) else {"published": _END, "story": ""}
        return press.fragments.between("row", CARD, f"{self.prefix}{slug}", start, end)


def _rooms(paged: Paged) -> tuple[Room, Room]:
    look = ("list",)
    return (
        Room(paged.label, paged.print_open, f"list:{paged.prefix}", paged.slugs, look),
        Room(f"{paged.label}, halaman", paged.print_sheet, f"sheet:{paged.prefix}", paged.every_sheet, look),
    )


ROOMS: Final = (
    Room("Instansi", _section, "list:agency:", _every_agency, ("agency",)),
    Room("Widget", _widget, "list:agency:", _every_agency, ("widget",)),
    Room("Bulan instansi", _agency_month, "list:agency-month:", _every_agency_month, ("agency_month",)),
    Room("Bulan", _month, "list:month:", _every_month, ("month",)),
    *_rooms(Paged("topic:", "/topik/", "Topik")),
    *_rooms(Paged("place:", "/wilayah/", "Wilayah")),
)
