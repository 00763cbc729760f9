"""Pages that always stand: home, the lists of lists, agenda, notices, the activity board, the region's own pages.

They are looked at in every edition, because some depend on the clock, and rendered only if what they show differs
from last time; those that depend on the store alone are passed over when nothing was touched.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from itertools import chain, islice
from typing import Final

from plugins.newsroom.model import AGENCY_KINDS, TOPICS, Agency, moment
from plugins.newsroom.store import Row
from plugins.newsroom.store_rows import story_from, when
from plugins.portal.generator import Press
from plugins.portal.spread import spread
from plugins.portal.view import AgencyGroup, BoardRow, Card, Link, PageView

HOME: Final = 18
DEPTH: Final = 1000
"""The newest stories among which those of the home page are looked for."""
MANY: Final = 300
STATES: Final = {
    "aktif": "Aktif",
    "jarang": "Jarang",
    "tidak-aktif": "Tidak aktif",
    "belum-terhubung": "Belum terhubung",
    "dijeda": "Dijeda",
    "tutup": "Ditutup",
}
"""Thresholds of 30 and 90 days follow the quarterly monitoring of agency sites that regencies do by hand."""


def print_standing(press: Press) -> None:
    """Print what the clock or the store changed."""
    _home(press)
    _agenda(press)
    _warnings(press)
    _board(press)
    if press.edition.changed:
        _clarifications(press)
        _agency_list(press)
        _indexes(press)
        _search(press)
        _missing(press)
        _own_pages(press)


def _cards(press: Press, name: str, most: int = MANY) -> list[Card]:
    return press.show.cards(press.edition.store.q.newest_cards(list=name, most=most))


def _split_by_clock(press: Press, cards: Iterable[Card], field: str) -> tuple[list[Card], list[Card]]:
    """Those whose moment `field` (or, without one, their start) is still to come, and the others."""
    now = moment(press.edition.now)
    coming: list[Card] = []
    over: list[Card] = []
    for card in cards:
        at = getattr(card, field) or card.starts
        (coming if at and at.iso >= now else over).append(card)
    return coming, over


def _home(press: Press) -> None:
    show = press.show
    active, _ = _split_by_clock(press, _cards(press, "kind:peringatan"), "until")
    coming, _ = _split_by_clock(press, _cards(press, "kind:agenda"), "ends")
    above = {c.href for c in (*active[:3], *coming)}  # stands on the page already
    store = press.edition.store
    rows = store.q.newest_cards(list="site", most=DEPTH)
    others = (row for row in rows if show.href(row["path"]) not in above)
    newest = list(islice(others, 3 * HOME))
    pinned = [store.q.story(id=story) for story in store.pinned()]
    lead = next(iter(pinned), None) or next(
        (row for row in newest if show.card(story_from(row)).image), newest[0] if newest else None
    )
    placed = {row["id"] for row in (lead, *pinned) if row}
    cards = spread(
        (row for row in chain(newest, others) if row["id"] not in placed), lead["agency"] if lead else "", HOME
    )
    press.page(
        "index.html", "home", show.head("/", press.edition.network.name, press.edition.network.tagline), standing=True,
        lead=show.card(story_from(lead)) if lead else None, cards=show.cards(cards), warnings=active[:3],
        agenda=sorted(coming, key=lambda c: c.starts.iso if c.starts else "")[:4], pinned=show.cards(pinned[1:]),
        agencies=[show.agency(a.slug) for a in show.ordered if not a.closed],
        archive=Link("Semua berita menurut bulan", show.href("/arsip/")),
    )  # fmt: skip


def _agenda(press: Press) -> None:
    coming, past = _split_by_clock(press, _cards(press, "kind:agenda"), "ends")
    coming.sort(key=lambda c: c.starts.iso if c.starts else "")
    head = press.show.head("/agenda/", "Agenda kegiatan", f"Agenda kegiatan {press.edition.network.name}.")
    press.page("agenda/index.html", "agenda", head, standing=True, coming=coming, past=past[:50])


def _warnings(press: Press) -> None:
    active, ended = _split_by_clock(press, _cards(press, "kind:peringatan"), "until")
    head = press.show.head("/peringatan/", "Peringatan", f"Informasi serta-merta {press.edition.network.name}.")
    press.page("peringatan/index.html", "peringatan", head, standing=True, active=active, ended=ended[:50])


def _clarifications(press: Press) -> None:
    head = press.show.head("/klarifikasi/", "Klarifikasi hoaks", f"Klarifikasi hoaks {press.edition.network.name}.")
    press.page("klarifikasi/index.html", "klarifikasi", head, standing=True, cards=_cards(press, "kind:klarifikasi"))


def _board(press: Press) -> None:
    """The activity board. A source that fails is named with its reason only after the third time in a row: a
    single bad hour is nobody's disgrace."""
    store, show = press.edition.store, press.show
    feeds: dict[str, list[Row]] = {}
    configured = {(f.agency, f.url) for a in press.edition.agencies for f in a.feeds}
    for row in store.q.feed_states():
        if (row["agency"], row["url"]) in configured:
            feeds.setdefault(row["agency"], []).append(row)
    rows: list[BoardRow] = []
    for agency in show.ordered:
        latest = store.q.latest_of_list(list=f"agency:{agency.slug}")
        state = _state_of(press, agency, latest, feeds.get(agency.slug, []))
        failing = [f for f in feeds.get(agency.slug, ()) if f["failures"] >= 3]
        note = _sentence(failing[0]["error"]) if failing and not agency.closed else ""
        rows.append(
            BoardRow(show.agency(agency.slug), state, STATES[state], show.when(when(latest)) if latest else None, note)
        )
    counts = [(state, label, sum(r.state == state for r in rows)) for state, label in STATES.items()]
    head = show.head("/keaktifan/", "Keaktifan instansi", f"Keaktifan situs instansi di {press.edition.network.name}.")
    press.page("keaktifan/index.html", "board", head, standing=True, rows=rows, counts=[c for c in counts if c[2]])


def _sentence(error: str) -> str:
    """The human part of `identifier: sentence`, as a sentence; that the answer was 200 tells a reader nothing."""
    said = error.partition(": ")[2].removesuffix(" (HTTP 200)")
    return f"{said[:1].upper()}{said[1:]}."


def _state_of(press: Press, agency: Agency, latest: str | None, feeds: list[Row]) -> str:
    if agency.closed:
        return "tutup"
    if feeds and all(feed["outcome"] == "paused" for feed in feeds):
        return "dijeda"
    if latest is None:
        return "belum-terhubung"
    silence = press.edition.now - when(latest)
    return "aktif" if silence <= timedelta(days=30) else "jarang" if silence <= timedelta(days=90) else "tidak-aktif"


def _agency_list(press: Press) -> None:
    show, store = press.show, press.edition.store
    groups = []
    for kind, label in AGENCY_KINDS.items():
        views = [
            show.agency_view(agency, profile="", latest=store.q.latest_of_list(list=f"agency:{agency.slug}"), months=())
            for agency in show.ordered
            if agency.kind == kind
        ]
        if views:
            groups.append(AgencyGroup(label, tuple(views)))
    head = show.head("/instansi/", "Instansi", f"Semua instansi di jaringan {press.edition.network.name}.")
    press.page("instansi/index.html", "agencies", head, standing=True, groups=groups)


def _indexes(press: Press) -> None:
    show, network = press.show, press.edition.network
    topics = [show.topic(slug) for slug in TOPICS]
    kinds = (("kecamatan", "Kecamatan"), ("kelurahan", "Kelurahan"), ("desa", "Desa"))
    places = [(label, [show.place(p.slug) for p in network.places if p.kind == kind]) for kind, label in kinds]
    years: dict[str, list[Link]] = {}
    for row in press.edition.store.q.months():
        years.setdefault(row["month"][:4], []).append(show.month_link("/arsip/", row["month"]))
    for path, heading, intro, groups, empty in (
        ("/topik/", "Topik", "Berita menurut pokok bahasan.", [("Semua topik", topics)], ""),
        ("/wilayah/", "Wilayah", "Berita menurut kecamatan, kelurahan, dan desa.", [g for g in places if g[1]],
         "Daftar wilayah belum diisi."),
        ("/arsip/", "Arsip", "Berita menurut bulan terbit.", list(years.items()), "Belum ada berita."),
    ):  # fmt: skip
        head = show.head(path, heading, intro)
        press.page(
            f"{path[1:]}index.html",
            "index",
            head,
            standing=True,
            heading=heading,
            intro=intro,
            groups=groups,
            empty=empty,
        )


def _search(press: Press) -> None:
    press.page("cari/index.html", "search", press.show.head("/cari/", "Cari", "Cari berita."), standing=True)


def _missing(press: Press) -> None:
    head = press.show.head("/404.html", "Halaman tidak ditemukan", index=False, canonical=False)
    press.page("404.html", "404", head, standing=True)


def _own_pages(press: Press) -> None:
    for row in press.edition.store.q.pages():
        path = f"/{row['slug']}/"
        head = press.show.head(path, row["title"], row["summary"])
        press.page(f"{path[1:]}index.html", "page", head, standing=True, page=PageView(row["title"], row["html"]))
