"""Lists of stories: agencies' sections and months, topics and places with their older pages, months of the site.

Lists are numbered from the oldest, so that a new story changes the newest page alone and never shifts another.
"""

from __future__ import annotations

from typing import Final

from plugins.newsroom.model import TOPICS, Agency
from plugins.newsroom.store import Row
from plugins.portal.generator import Press
from plugins.portal.view import Link, Paging

SECTION: Final = 30
WIDGET: Final = 5
_END: Final = "~"  # sorts after every date


def print_lists(press: Press) -> None:
    """Every list that was touched; in a full edition every list, the empty ones too."""
    _agencies(press)
    _agency_months(press)
    _months(press)
    _long_lists(press, "topic:", tuple(TOPICS), "/topik/")
    _long_lists(press, "place:", tuple(p.slug for p in press.edition.network.places), "/wilayah/")


def _agencies(press: Press) -> None:
    edition, show = press.edition, press.show
    chosen = set(show.agencies) if edition.full else set(edition.touched("list:agency:"))
    for slug in sorted(chosen & set(show.agencies)):
        agency = show.agencies[slug]
        rows = list(edition.store.q.newest_cards(list=f"agency:{slug}", most=SECTION))
        _section(press, agency, rows)
        _widget(press, agency, rows[:WIDGET])


def _section(press: Press, agency: Agency, rows: list[Row]) -> None:
    store, show = press.edition.store, press.show
    path = f"/instansi/{agency.slug}/"
    start = f"agency-month:{agency.slug}/"
    months = [r["list"][len(start) :] for r in store.q.lists_from(start=start, stop=start + _END)]
    view = show.agency_view(
        agency, profile=press.profiles.get(agency.slug, ""), latest=rows[0]["published"] if rows else None,
        months=sorted(months, reverse=True),
    )  # fmt: skip
    head = show.head(
        path, agency.name, f"Berita {agency.name}, {press.edition.network.name}.",
        trail=(Link("Instansi", show.href("/instansi/")),), feeds=path,
    )  # fmt: skip
    press.page(f"{path[1:]}index.html", "agency", head, agency=view, cards=show.cards(rows))


def _widget(press: Press, agency: Agency, rows: list[Row]) -> None:
    show = press.show
    head = show.head(f"/w/{agency.slug}.html", agency.name, index=False, canonical=False)
    press.page(f"w/{agency.slug}.html", "widget", head, agency=show.agency(agency.slug), cards=show.cards(rows))


def _agency_months(press: Press) -> None:
    edition, show, store = press.edition, press.show, press.edition.store
    prefix = "agency-month:"
    every = (
        [r["list"][len(prefix) :] for r in store.q.lists_from(start=prefix, stop=prefix + _END)] if edition.full else []
    )
    for name in every or edition.touched(f"list:{prefix}"):
        slug, _, month = name.partition("/")
        start = f"{prefix}{slug}/"
        months = [r["list"][len(start) :] for r in store.q.lists_from(start=start, stop=start + _END)]
        ref, label = show.agency(slug), show.month_label(month)
        folder = f"/instansi/{slug}/"
        path = f"{folder}{month[:4]}/{month[5:7]}/"
        older, newer = _neighbours(press, months, month, folder)
        trail = (Link("Instansi", show.href("/instansi/")), Link(ref.short, ref.href))
        head = show.head(
            path,
            f"{ref.short}, {label}",
            f"Berita {ref.name} pada {label}.",
            trail=trail,
            feeds=folder,
            feed_title=ref.name,
        )
        rows = store.q.newest_cards(list=f"{prefix}{name}", most=-1)
        press.page(
            f"{path[1:]}index.html",
            "agency_month",
            head,
            agency=ref,
            label=label,
            days=show.days(rows),
            older=older,
            newer=newer,
        )


def _months(press: Press) -> None:
    edition, show, store = press.edition, press.show, press.edition.store
    months = [row["month"] for row in store.q.months()] if edition.changed else []
    for month in months if edition.full else edition.touched("list:month:"):
        path, label = f"/arsip/{month[:4]}/{month[5:7]}/", show.month_label(month)
        older, newer = _neighbours(press, months, month, "/arsip/")
        head = show.head(path, f"Arsip {label}", f"Semua berita {label}.", trail=(Link("Arsip", show.href("/arsip/")),))
        rows = store.q.newest_cards(list=f"month:{month}", most=-1)
        press.page(f"{path[1:]}index.html", "month", head, label=label, days=show.days(rows), older=older, newer=newer)


def _neighbours(press: Press, months: list[str], month: str, folder: str) -> tuple[Link | None, Link | None]:
    """The next older month with stories. There is no link to the newer one: it would change this page when a
    new month begins, and everything older is done."""
    older = max((m for m in months if m < month), default=None)
    return (press.show.month_link(folder, older) if older else None), None


def _long_lists(press: Press, prefix: str, slugs: tuple[str, ...], folder: str) -> None:
    edition = press.edition
    open_pages = slugs if edition.full else [s for s in edition.touched(f"list:{prefix}") if s in slugs]
    closed = [] if edition.full else edition.touched(f"sheet:{prefix}")
    for slug in open_pages:
        sheets = list(edition.store.q.sheets(list=f"{prefix}{slug}"))
        _long_page(press, prefix, slug, folder, sheets, None)
        if edition.full:
            for index in range(len(sheets) - 1):
                _long_page(press, prefix, slug, folder, sheets, index)
    for name in closed:
        slug, _, number = name.rpartition("/")
        if slug in slugs:
            sheets = list(edition.store.q.sheets(list=f"{prefix}{slug}"))
            if int(number) < len(sheets) - 1:
                _long_page(press, prefix, slug, folder, sheets, int(number))


def _long_page(press: Press, prefix: str, slug: str, folder: str, sheets: list[Row], index: int | None) -> None:
    """One page of a long list. `index` None: the open page, at the section's own address; else closed page
    `index` (from 0), at `<section>/<index + 1>/`."""
    show = press.show
    link = show.topic(slug) if prefix == "topic:" else show.place(slug)
    section = f"{folder}{slug}/"
    here = (len(sheets) - 1 if sheets else 0) if index is None else index
    path = section if index is None else f"{section}{here + 1}/"
    start = sheets[here] if sheets else {"published": "", "story": ""}
    end = sheets[here + 1] if here + 1 < len(sheets) else {"published": _END, "story": ""}
    rows = press.edition.store.q.cards_between(
        list=f"{prefix}{slug}", published=start["published"], story=start["story"],
        next_published=end["published"], next_story=end["story"],
    )  # fmt: skip
    newer = None
    if index is not None:
        last_closed = here + 1 == len(sheets) - 1
        newer = Link("Lebih baru", show.href(section if last_closed else f"{section}{here + 2}/"))
    older = Link("Lebih lama", show.href(f"{section}{here}/")) if here > 0 else None
    label = "" if index is None else f"Halaman {here + 1}"
    title = f"{link.label}, {label.lower()}" if label else link.label
    parent = Link("Topik" if prefix == "topic:" else "Wilayah", show.href(folder))
    head = show.head(
        path,
        title,
        f"Berita tentang {link.label} di {press.edition.network.name}.",
        trail=(parent,),
        feeds=section,
        feed_title=link.label,
    )
    press.page(
        f"{path[1:]}index.html", "list", head, heading=link.label, intro="", cards=show.cards(rows),
        paging=Paging(older, newer, label), empty="Belum ada berita di sini.",
    )  # fmt: skip
