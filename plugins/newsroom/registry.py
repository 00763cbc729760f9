"""content/ → the network, its agencies and the editors' decisions.

TOML files and the agencies' profiles come in; judged `Network`, `Agency`, `Feed` and `Decision` values go
out, and beside them every fault of every file at once, with its line. Only an unusable network.toml is
raised; one agency's mistake never touches another. Nothing here writes, connects or knows an earlier state.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from msgspec import Struct

from plugins.newsroom.addresses import on_network as on_network
from plugins.newsroom.addresses import pattern_problem
from plugins.newsroom.errors import NetworkUnusable
from plugins.newsroom.model import (
    AGENCY_KINDS,
    DECISIONS,
    TOPICS,
    Agency,
    Decision,
    Fault,
    Feed,
    Identity,
    Mode,
    Network,
    Place,
    Select,
)
from plugins.newsroom.toml_tables import Table, read_table
from plugins.newsroom.written import LONGEST_SLUG, is_slug, leads_outside, name_in, quoted, read_text, slug_of

_PLACE_KINDS: Final = ("kecamatan", "kelurahan", "desa")
_MODES: Final[dict[str, Mode]] = {"full": "full", "excerpt": "excerpt", "link": "link"}
_IDENTITIES: Final[dict[str, Identity]] = {"auto": "auto", "guid": "guid", "link": "link", "text": "text"}
_SELECTORS: Final = ("item", "title", "link", "date", "summary", "picture", "body", "next")
_INBOX: Final = re.compile(r"inbox/[^/\\\x00-\x1f]{1,200}")
_MOST_PAGES: Final = 20
_OUTSIDE: Final = "Folder ini tautan ke luar folder content/. Ganti dengan folder biasa."
_COLOR: Final = re.compile(r"#[0-9a-f]{6}")
_NOTHING: Final = "Tidak ada yang dikerjakan."
_MAIL: Final = re.compile(r"[^@\s<>\"(),;:]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")


class Registry(Struct, frozen=True):
    """What content/agencies holds. `broken`: the slugs whose files have faults; none is in `agencies`."""

    agencies: tuple[Agency, ...]
    faults: tuple[Fault, ...]
    broken: frozenset[str]


class Decisions(Struct, frozen=True):
    """What decisions.toml holds. `readable` False: not one decision could be seen, the earlier ones stay."""

    decisions: tuple[Decision, ...]
    faults: tuple[Fault, ...]
    readable: bool = True


def read_network(content: Path) -> Network:
    """network.toml, judged. Raises `NetworkUnusable`, with every fault in the order of their lines."""
    path = content / "network.toml"
    if not path.exists() and not path.is_symlink():
        missing = f"Berkas ini tidak ada di {content}. Buat dengan ./run init, atau periksa PORTAL_CONTENT."
        raise NetworkUnusable(f"{path} belum dapat dibaca. {_NOTHING}", (Fault("network.toml", 0, missing),))
    table = read_table(content, path)
    if isinstance(table, Fault):
        raise NetworkUnusable(f"{path} belum dapat dibaca. {_NOTHING}", (table,))
    network = _network(table)
    if table.faults:
        faults = tuple(_in_order(table.faults))
        raise NetworkUnusable(f"{path}: {len(faults)} hal perlu diperbaiki dahulu. {_NOTHING}", faults)
    return network


def _network(table: Table) -> Network:
    contact = table.text("contact")
    if contact and not _MAIL.fullmatch(contact):
        table.fault(f"Kolom 'contact': {quoted(contact)} bukan alamat surel.", "contact")
    network = Network(
        name=table.text("name", required='"Kabupaten Contoh"'),
        code=table.text("code"),
        timezone=table.zone("timezone") or "Asia/Jakarta",
        domains=_domains(table),
        allow_private_addresses=table.flag("allow_private_addresses"),
        tagline=table.text("tagline"),
        contact=contact,
        pull_minutes=table.positive("pull_minutes") or 10.0,
        places=_places(table.tables("places")),
        links=tuple(_link(each) for each in table.tables("links")),
    )
    table.done()
    return network


def _places(tables: list[Table]) -> tuple[Place, ...]:
    places: dict[str, Place] = {}
    for table in tables:
        kind = table.choice("kind", "Jenis wilayah", _PLACE_KINDS, required='"kecamatan"')
        name = table.text("name", required='"Sumberjati"')
        slug = table.text("slug") or slug_of(name)
        table.done()
        if not name:
            continue
        if not is_slug(slug):
            table.fault(f"Kolom 'slug': {quoted(slug)} {_slug_rule(name)}", "slug")
        elif slug in places:
            other = f'slug = "{kind or "desa"}-{slug_of(name)}"'
            table.fault(f"Wilayah {quoted(slug)} sudah ada di atasnya; bedakan dengan, misalnya: {other}")
        else:
            places[slug] = Place(slug, name, kind)
    return tuple(places.values())


def _link(table: Table) -> tuple[str, str]:
    link = table.text("label", required='"Lapor"'), table.address("url", required='"https://www.lapor.go.id"')
    table.done()
    return link


def _slug_rule(name: str) -> str:
    near = slug_of(name)
    rule = f"harus berupa huruf kecil, angka, dan tanda hubung, paling panjang {LONGEST_SLUG}"
    return rule + (f", misalnya '{near}'." if near else ".")


def _domains(table: Table) -> tuple[str, ...]:
    patterns = table.texts("domains")
    for index, pattern in enumerate(patterns):
        problem = pattern_problem(pattern) if pattern else ""
        if problem:
            table.fault(f"Pola domain {quoted(pattern)} {problem}.", "domains", index)
    return patterns


def read_agencies(content: Path, network: Network) -> Registry:
    """Every folder of content/agencies that has an agency.toml, by slug; all faults by file and line."""
    agencies: list[Agency] = []
    faults: list[Fault] = []
    broken: set[str] = set()
    home = content / "agencies"
    if leads_outside(content, home):
        return Registry((), (Fault("agencies", 0, _OUTSIDE),), frozenset())
    for folder in sorted(home.iterdir()) if home.is_dir() else ():
        if folder.name.startswith(".") or not (folder.is_dir() or folder.is_symlink()):
            continue
        agency, found = _read_agency(content, folder, network)
        faults += found
        if found:
            broken.add(folder.name)
        elif agency is not None:
            agencies.append(agency)
    return Registry(tuple(agencies), tuple(_in_order(faults)), frozenset(broken))


def _read_agency(content: Path, folder: Path, network: Network) -> tuple[Agency | None, list[Fault]]:
    """The agency of one folder with its faults; None without faults where the folder is no agency's."""
    if leads_outside(content, folder):
        return None, [Fault(name_in(content, folder), 0, _OUTSIDE)]
    try:
        names = {path.name for path in folder.iterdir()}
    except OSError:
        return None, [Fault(name_in(content, folder), 0, "Folder ini tidak dapat dibuka. Periksa izinnya.")]
    if "agency.toml" not in names:
        if not any(name.endswith(".md") for name in names):
            return None, []
        mend = "Folder ini berisi tulisan tetapi belum ada agency.toml di dalamnya. Buat berkas itu."
        return None, [Fault(name_in(content, folder), 0, mend)]
    faults: list[Fault] = []
    if not is_slug(folder.name):
        rule = f"Nama folder {quoted(folder.name)} {_slug_rule(folder.name)}"
        faults.append(Fault(name_in(content, folder), 0, rule))
    profile = read_text(content, folder / "profile.md") if "profile.md" in names else ""
    if isinstance(profile, Fault):
        faults.append(profile)
    table = read_table(content, folder / "agency.toml")
    if isinstance(table, Fault):
        return None, [*faults, table]
    agency = _agency(table, folder.name, str(profile), network)
    return agency, faults + table.faults


def _agency(table: Table, slug: str, profile: str, network: Network) -> Agency:
    name = table.text("name", required='"Dinas Kesehatan"')
    kind = table.choice("kind", "Jenis instansi", AGENCY_KINDS, required='"dinas"')
    color = table.text("color").lower()
    if color and not _COLOR.fullmatch(color):
        table.fault(f"Warna {quoted(color)} tidak sah; tulis seperti #0b6e4f.", "color")
    topics = table.texts("topics")
    for index, topic in enumerate(topics):
        if topic and topic not in TOPICS:
            table.unknown("Topik", topic, TOPICS, "topics", index)
    place = table.text("place")
    if place and network.places and place not in {each.slug for each in network.places}:
        table.unknown("Wilayah", place, [each.slug for each in network.places], "place")
    domains = _domains(table)
    agency = Agency(
        slug=slug,
        name=name,
        kind=kind,
        short=table.text("short") or name,
        site=table.address("site"),
        color=color,
        topics=tuple(dict.fromkeys(topics)),
        place=place,
        domains=domains,
        contact=table.text("contact"),
        feeds=_feeds(table.tables("feeds"), slug, (*network.domains, *domains)),
        profile=profile,
    )
    table.done()
    return agency


def _feeds(tables: list[Table], agency: str, allowed: tuple[str, ...]) -> tuple[Feed, ...]:
    feeds: dict[str, Feed] = {}
    for table in tables:
        pushed = _INBOX.fullmatch(str(table.values.get("url", "")))
        url = table.text("url") if pushed else table.address("url", required='"https://dinkes.contohkab.go.id/feed/"')
        url = f"agencies/{agency}/{url}" if pushed else url
        feed = Feed(
            agency, url, mode=_MODES.get(table.choice("mode", "Mode", _MODES), "full"), timezone=table.zone("timezone"),
            identity=_IDENTITIES.get(table.choice("identity", "Identitas", _IDENTITIES), "auto"),
            select=_select(table.table("select")), pages=_pages(table),
        )  # fmt: skip
        table.done()
        if not url:
            continue
        if url in feeds:
            table.fault(f"Umpan {quoted(url)} sudah ditulis di atasnya; hapus salah satu.", "url")
        if not pushed and not on_network(url, allowed):
            mend = "tambahkan domainnya di kolom 'domains', atau perbaiki alamatnya"
            table.fault(f"Umpan {quoted(url)} berada di luar domain jaringan; {mend}.", "url")
        feeds[url] = feed
    return tuple(feeds.values())


def _select(table: Table | None) -> Select | None:
    """Where a page keeps things. Whether each is a selector that works is seen where pages are read."""
    if table is None:
        return None
    select = Select(**{name: table.text(name) for name in _SELECTORS})
    table.done()
    if select.item and not select.link:
        table.fault("Kolom 'link' belum ada; tulis misalnya: link = \"h2 a\"")
    if not select.item and any((select.title, select.link, select.summary, select.next)):
        table.fault("Kolom 'item' belum ada; tulis penanda satu tulisan dalam daftar, misalnya: item = \"article\"")
    return select


def _pages(table: Table) -> int:
    value = table.positive("pages")
    if value is not None and (value != int(value) or value > _MOST_PAGES):
        table.fault(f"Kolom 'pages' harus bilangan bulat dari 1 sampai {_MOST_PAGES}.", "pages")
    return int(value or 1)


def read_decisions(content: Path) -> Decisions:
    """decisions.toml: those without a fault, in the order of the file. No file: no decisions."""
    path = content / "decisions.toml"
    if not path.exists() and not path.is_symlink():
        return Decisions((), ())
    table = read_table(content, path)
    if isinstance(table, Fault):
        return Decisions((), (table,), readable=False)
    decisions: list[Decision] = []
    tables = table.tables("decision")
    for each in tables:
        before = len(table.faults)
        decision = _decision(each)
        if decision is not None and len(table.faults) == before:
            decisions.append(decision)
    table.done()
    return Decisions(tuple(decisions), tuple(_in_order(table.faults)), bool(tables) or not table.faults)


def _decision(table: Table) -> Decision | None:
    do = table.choice("do", "Keputusan", DECISIONS, required='"withdraw"')
    target = table.target("target")
    if do == "merge" or (do == "split" and "with" in table.values):
        other = table.target("with")
    else:
        other = table.text("with")
    reason = table.text("reason", required='"Angka keliru; menunggu rilis pengganti."')
    at = table.moment("at")
    by = table.text("by", required='"Redaksi Diskominfo"')
    table.done()
    lines = {name: table.line(name) for name in table.values}
    return Decision(do, target, reason, at, by, other, table.line(), lines) if at else None


def _in_order(faults: Iterable[Fault]) -> list[Fault]:
    return sorted(faults, key=lambda fault: (fault.file, fault.line))
