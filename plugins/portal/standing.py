"""Pages that always stand: home, the lists of lists, agenda, notices, the activity board, the region's own pages.

They are looked at whenever anything was touched, some when their time has come, and rendered only if what they show
differs from last time.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from itertools import chain, islice
from typing import Final

from plugins.newsroom.model import AGENCY_KINDS, FAILING, TOPICS, Agency, moment
from plugins.newsroom.store import Row
from plugins.newsroom.store_rows import story_from, when
from plugins.portal.edition import SEARCHING
from plugins.portal.press import Press, Room
from plugins.portal.spread import spread
from plugins.portal.view import AgencyGroup, BoardRow, Card, Link, PageView

HOME: Final = 18
DEPTH: Final = 1000
"""The newest stories among which those of the home page are looked for."""
MANY: Final = 300
MOMENT: Final = timedelta(seconds=1)
SELDOM, SILENT = timedelta(days=30), timedelta(days=90)
"""Silence of an agency, from which on it is told. The thresholds follow the quarterly monitoring of agency sites that
regencies do by hand."""
STATES: Final = {
    "aktif": "Aktif",
    "jarang": "Jarang",
    "tidak-aktif": "Tidak aktif",
    "belum-terhubung": "Belum terhubung",
    "dijeda": "Dijeda",
    "tutup": "Ditutup",
}


def _cards(press: Press, name: str, most: int = MANY) -> list[Card]:
    return press.show.cards(press.edition.store.q.newest_cards(list=name, most=most))


def _split_by_clock(press: Press, cards: Iterable[Card], field: str) -> tuple[list[Card], list[Card]]:
    """Those whose moment `field` (or, without one, their start) is still to come, and the others."""
    now = moment(press.edition.now)
    coming: list[Card] = []
    over: list[Card] = []
    for card in cards:
        at = getattr(card, field) or card.starts
        if at and at.iso >= now:
            press.stale(when(at.iso) + MOMENT)
            coming.append(card)
        else:
            over.append(card)
    return coming, over


def _home(press: Press, _: str) -> None:
    show = press.show
    active = _split_by_clock(press, _cards(press, "kind:peringatan"), "until")[0]
    coming = _split_by_clock(press, _cards(press, "kind:agenda"), "ends")[0]
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


def _agenda(press: Press, _: str) -> None:
    coming, past = _split_by_clock(press, _cards(press, "kind:agenda"), "ends")
    coming.sort(key=lambda c: c.starts.iso if c.starts else "")
    head = press.show.head("/agenda/", "Agenda kegiatan", f"Agenda kegiatan {press.edition.network.name}.")
    press.page("agenda/index.html", "agenda", head, standing=True, coming=coming, past=past[:50])


def _warnings(press: Press, _: str) -> None:
    active, ended = _split_by_clock(press, _cards(press, "kind:peringatan"), "until")
    head = press.show.head("/peringatan/", "Peringatan", f"Informasi serta-merta {press.edition.network.name}.")
    press.page("peringatan/index.html", "peringatan", head, standing=True, active=active, ended=ended[:50])


def _clarifications(press: Press, _: str) -> None:
    head = press.show.head("/klarifikasi/", "Klarifikasi hoaks", f"Klarifikasi hoaks {press.edition.network.name}.")
    press.page("klarifikasi/index.html", "klarifikasi", head, standing=True, cards=_cards(press, "kind:klarifikasi"))


def _board(press: Press, _: str) -> None:
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
        failing = [f for f in feeds.get(agency.slug, ()) if f["failures"] >= FAILING]
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
    press.stale(when(latest) + (SELDOM if silence <= SELDOM else SILENT) + MOMENT)
    return "aktif" if silence <= SELDOM else "jarang" if silence <= SILENT else "tidak-aktif"


def _agency_list(press: Press, _: str) -> None:
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


def _topics(press: Press, _: str) -> None:
    _index(press, "/topik/", "Topik", "Berita menurut pokok bahasan.", [("Semua topik", map(press.show.topic, TOPICS))])


def _places(press: Press, _: str) -> None:
    show, kinds = press.show, (("kecamatan", "Kecamatan"), ("kelurahan", "Kelurahan"), ("desa", "Desa"))
    places = press.edition.network.places
    groups = [(label, [show.place(p.slug) for p in places if p.kind == kind]) for kind, label in kinds]
    intro = "Berita menurut kecamatan, kelurahan, dan desa."
    _index(press, "/wilayah/", "Wilayah", intro, [each for each in groups if each[1]], "Daftar wilayah belum diisi.")


def _archive(press: Press, _: str) -> None:
    years: dict[str, list[Link]] = {}
    for row in press.edition.store.q.months():
        years.setdefault(row["month"][:4], []).append(press.show.month_link("/arsip/", row["month"]))
    _index(press, "/arsip/", "Arsip", "Berita menurut bulan terbit.", years.items(), "Belum ada berita.")


def _index(
    press: Press, path: str, heading: str, intro: str, groups: Iterable[tuple[str, Iterable[Link]]], empty: str = ""
) -> None:
    head = press.show.head(path, heading, intro)
    press.page(
        f"{path[1:]}index.html", "index", head, standing=True, heading=heading, intro=intro,
        groups=[(label, list(links)) for label, links in groups], empty=empty,
    )  # fmt: skip


def _search(press: Press, _: str) -> None:
    show = press.show
    press.page(
        "cari/index.html", "search", show.head("/cari/", "Cari", "Cari berita."), standing=True,
        action=show.href("/cari/"), script=show.href(press.edition.assets[SEARCHING]),
    )  # fmt: skip


def _missing(press: Press, _: str) -> None:
    head = press.show.head("/404.html", "Halaman tidak ditemukan", index=False, canonical=False)
    press.page("404.html", "404", head, standing=True)


def _own_page(press: Press, slug: str) -> None:
    """A page that the region wrote, or no longer has."""
    path, row = f"/{slug}/", press.edition.store.q.page(slug=slug)
    if row is None:
        press.stage.remove(f"{path[1:]}index.html")
        return
    head = press.show.head(path, row["title"], row["summary"])
    press.page(f"{path[1:]}index.html", "page", head, page=PageView(row["title"], row["html"]))


def _every_own_page(press: Press) -> tuple[str, ...]:
    return tuple(row["slug"] for row in press.edition.store.q.pages())


ROOMS: Final = (
    Room("Agenda", _agenda, templates=("agenda",), clock=True),
    Room("Peringatan", _warnings, templates=("peringatan",), clock=True),
    Room("Keaktifan", _board, templates=("board",), clock=True),
    Room("Klarifikasi", _clarifications, templates=("klarifikasi",)),
    Room("Daftar instansi", _agency_list, templates=("agencies",)),
    Room("Daftar topik", _topics, templates=("index",)),
    Room("Daftar wilayah", _places, templates=("index",)),
    Room("Daftar bulan", _archive, templates=("index",)),
    Room("Cari", _search, templates=("search",)),
    Room("404", _missing, templates=("404",)),
    Room("Halaman", _own_page, "page:", _every_own_page, ("page",)),
    Room("Beranda", _home, templates=("home",), clock=True),
)
