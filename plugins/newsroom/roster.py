"""A list of agencies → candidates for content/: who there is, and where.

A file's bytes come in (OPML, or a table as spreadsheets export it); a `Roster` goes out, with a sentence in Indonesian
for every line that was not clear. It asks no site, looks nothing up and writes nothing; what the list says is hostile.
How XML is read it is given (`outlines`), for that belongs to `parse`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Final

from msgspec.structs import replace

from plugins.newsroom.model import AGENCY_KINDS, Fault, Mode
from plugins.newsroom.roster_names import LONGEST, folded, kind_named, kind_nearest, kind_told, proper
from plugins.newsroom.roster_names import kind_of as kind_of
from plugins.newsroom.roster_names import short_of as short_of
from plugins.newsroom.roster_names import slug_of as slug_of
from plugins.newsroom.roster_sites import MAIL, addresses, host_of, is_none, is_social, place_of
from plugins.newsroom.roster_table import Cells, read_table, text_of, tidy
from plugins.newsroom.roster_words import Candidate, Joined, Listed, Roster, Stray

LARGEST: Final = 5 * 1024 * 1024  # bytes
MOST: Final = 5000  # agencies; a large regency has five hundred
_LONGEST_NAME: Final = 150
_MOST_FAULTS: Final = 200
_MODES: Final[dict[str, Mode]] = {"full": "full", "excerpt": "excerpt", "link": "link"}
_SETTINGS: Final = (
    "timezone", "identity", "pages", "select.item", "select.title", "select.link", "select.date", "select.summary",
    "select.picture", "select.body", "select.next",
)  # fmt: skip
"""Fields of a `[[feeds]]` that a list of our own carries; whether they are right is judged like any agency.toml."""
_SLUG: Final = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_NAMESAKES: Final = frozenset({"desa", "kelurahan", "puskesmas", "sekolah"})  # two of one name are two agencies
_RANKS: Final = {kind: AGENCY_KINDS[kind] for kind in ("desa", "kelurahan", "kecamatan", "puskesmas")}
"""What comes before a place's name: under the heading Kecamatan, "Sumberjati" is the Kecamatan Sumberjati."""
_SAVE_AS: Final = (
    "Buka di aplikasi lembar kerja, pilih Simpan Sebagai (Save As), jenis 'CSV UTF-8 (dipisahkan koma)', lalu ulangi"
    " dengan berkas CSV itu."
)
_FOREIGN: Final = (
    (b"PK\x03\x04", f"Berkas ini buku kerja Excel atau LibreOffice, bukan CSV. {_SAVE_AS}"),
    (b"\xd0\xcf\x11\xe0", f"Berkas ini buku kerja Excel lama, bukan CSV. {_SAVE_AS}"),
    (b"%PDF", "Berkas ini PDF. Minta daftar aslinya sebagai lembar kerja, lalu simpan sebagai CSV."),
    (b"\x1f\x8b", "Berkas ini dimampatkan. Buka dulu mampatannya."),
)

Outlines = Callable[[str], tuple[list[tuple[int, Cells]], str]]
"""OPML → `(line, cells)` of every outline that is no group, and a sentence about what could not be read, or ""."""


def read(body: bytes, name: str, *, outlines: Outlines) -> Roster:
    """Read the list in the file called `name`. Never raises for what is in it."""
    if len(body) > LARGEST:
        return _refused(name, f"Berkas lebih besar dari {LARGEST >> 20} MB. Bagi menjadi beberapa daftar.")
    for start, mend in _FOREIGN:
        if body.startswith(start):
            return _refused(name, mend)
    text, siteless = text_of(body), False
    if re.search(r"<opml[\s>]", text[:100_000], re.I):
        found, problem = outlines(text)
        problems = [(0, problem)] if problem else []
    elif text.lstrip()[:1] == "<":
        return _refused(name, f"Berkas ini halaman web atau XML lain, bukan OPML dan bukan CSV. {_SAVE_AS}")
    else:
        found, problems, siteless = read_table(text)
    if not found and not problems:
        mend = "Daftar memuat paling sedikit kolom nama dan kolom alamat situs, satu instansi satu baris."
        return _refused(name, f"Tidak ada instansi yang terbaca. {mend}")
    if len(found) > MOST:
        problems.append((found[MOST][0], f"Hanya {MOST} baris pertama yang dibaca. Bagi menjadi beberapa daftar."))
    candidates, told, joined = _joined(_candidates(found[:MOST]))
    faults = [Fault(name, line, message) for line, message in sorted([*problems, *told])[:_MOST_FAULTS]]
    return Roster(tuple(candidates), tuple(faults), siteless, tuple(joined))


def _refused(name: str, message: str) -> Roster:
    return Roster((), (Fault(name, 0, message),))


# --- one line --------------------------------------------------------------------------------------

_Told = list[tuple[int, str]]


def _candidates(found: Iterable[tuple[int, Cells]]) -> list[tuple[Candidate, bool, _Told]]:
    """The agencies, whether the list itself names their slug, and what is to be told of each; of a kind that is none,
    once, however many lines have it."""
    read: list[tuple[Candidate, bool, _Told]] = []
    unknown: set[str] = set()
    for line, cells in found:
        if each := _candidate(line, cells):
            said = _unknown_kind(cells)
            told = [(line, said)] if said and said not in unknown else []
            unknown.add(said)
            read.append((each[0], bool(cells.get("slug")), [*each[1], *told]))
    return read


def _candidate(line: int, cells: Mapping[str, str]) -> tuple[Candidate, _Told] | None:
    """The agency of one line, with what is to be told of it; None where the line names nobody."""
    told: _Told = []
    name, contact = _name(cells), tidy(cells.get("contact", ""))
    sites, stray = _sites(cells.get("site", ""))
    if not sites and not stray and (there := _sites(name)[0]):
        sites, name = there, ""  # the address was written where the name belongs
    mode = _MODES.get(tidy(cells.get("mode", "")).lower())
    settings = tuple((name, tidy(cells[name])) for name in _SETTINGS if cells.get(name))
    feeds = tuple(Listed(url, mode, settings) for url in addresses(tidy(cells.get("feed", ""))))
    if not sites and feeds:
        sites = [_home(feeds[0].url)]
    site = sites[0] if sites else ""
    if stray and (site or cells.get("settled")):
        told.append((line, f"Kolom situs memuat '{stray.text[:60]}', bukan alamat situs; itu tidak dipakai."))
    if len(sites) > 1:
        told.append((line, f"Ada lebih dari satu alamat di baris ini; yang dipakai {site}"))
    if not name and not site:
        return None
    if not name:
        name = tidy(cells.get("above", "")) or host_of(site)
        whose = f"dianggap milik '{name}' di atasnya" if cells.get("above") else f"dipakai '{name}'"
        told.append((line, f"Nama instansi kosong; {whose}. Lengkapi namanya di daftar."))
    kind = _kind(name, cells)
    if kind in _RANKS and not cells.get("settled") and not kind_told(name):
        name = f"{_RANKS[kind]} {name}"
    slug = tidy(cells.get("slug", ""))
    if slug and (len(slug) > LONGEST or not _SLUG.fullmatch(slug)):
        told.append((line, f"Folder '{slug[:40]}' bukan huruf kecil, angka, dan tanda hubung; dibuatkan yang baru."))
        slug = ""
    short = tidy(cells.get("short", ""))
    short = "" if is_none(short) else short[:40]
    slug = slug or _coded(cells) or slug_of(name, site, short)
    if is_none(contact):
        contact = stray.text if stray and stray.what == "mail" else ""
    settled = bool(cells.get("settled"))
    if not settled:
        short = short or short_of(name)
    stray = None if site or settled else stray
    return Candidate(name, site, feeds, kind, short, slug, contact, line, settled, stray), told


def _coded(cells: Mapping[str, str]) -> str:
    """A code that a list has for the agency, where it will do as a folder's name; `1.02.0.00` and `7` will not."""
    code = tidy(cells.get("code", ""))
    return code if len(code) <= LONGEST and _SLUG.fullmatch(code) and re.search("[a-z]{2}", code) else ""


def _name(cells: Mapping[str, str]) -> str:
    name = tidy(re.sub(r"<[^<>]{0,100}>", " ", cells.get("name", "")))[:_LONGEST_NAME].strip()
    if cells.get("settled"):
        return name
    return "" if is_none(name) or MAIL.fullmatch(name) else proper(name)


def _kind(name: str, cells: Mapping[str, str]) -> str:
    """What the list says in a column, else the name, else the section or group in which it stands, nearest first."""
    groups = (kind_named(tidy(group)) for group in cells.get("group", "").split("\n"))
    stated = kind_named(tidy(cells.get("kind", "")))
    return stated or kind_told(name) or next(filter(None, groups), "dinas")


def _unknown_kind(cells: Mapping[str, str]) -> str:
    """What to say of a stated kind that is none; "" where it is one, or nothing is stated."""
    word = tidy(cells.get("kind", ""))
    if is_none(word) or kind_named(word):
        return ""
    near = kind_nearest(word)
    mend = f"Mungkin maksudnya '{near}'." if near else f"Yang dikenal: {', '.join(AGENCY_KINDS.values())}."
    return f"Jenis '{word[:40]}' tidak dikenal, jadi diperkirakan dari nama instansinya. {mend}"


def _sites(cell: str) -> tuple[list[str], Stray | None]:
    """The addresses in the column of sites, or what strayed there; neither where it says that there is no site."""
    cell = tidy(cell)
    found = addresses(cell)
    sites = [address for address in found if not is_social(address)]
    mail = MAIL.search(cell)
    if sites or is_none(cell):
        return sites, None
    if found:
        return [], Stray(found[0], "social")
    return [], Stray(mail[0], "mail") if mail else Stray(cell[:100], "unclear")


def _home(feed: str) -> str:
    """Where a feed lives, for a list that names the feed alone."""
    return "/".join(feed.split("/")[:3])


# --- the same agency twice ---------------------------------------------------------------------------


def _joined(found: Iterable[tuple[Candidate, bool, _Told]]) -> tuple[list[Candidate], _Told, list[Joined]]:
    """Lines of one agency become one candidate; each joining is told, but where it has a line for every feed. Those
    that were joined because of their site come apart, too."""
    candidates: list[Candidate] = []
    joined: list[Joined] = []
    known: dict[_Key, int] = {}
    told: _Told = []
    for candidate, named, faults in found:
        told += faults
        keys = [("slug", candidate.slug)] if named else _keys(candidate)
        found_at = ((key, known[key]) for key in keys if key in known)
        at = next((at for key, at in found_at if _may_be(candidates[at], candidate, key)), None)
        if at is None:
            at = len(candidates)
            candidates.append(candidate)
        else:
            first = candidates[at]
            candidates[at] = _both(first, candidate)
            said = _telling(first, candidate)
            told += said
            if said and candidate.site and place_of(candidate.site) == place_of(first.site or candidate.site):
                joined.append(Joined(candidate.name, candidate.site, candidate.line, first.line))
        for key in keys:
            known.setdefault(key, at)
    return candidates, told, joined


_Key = tuple[str, ...]


def _keys(candidate: Candidate) -> list[_Key]:
    """By what a candidate without a slug is known again, the surest first: its name and its feeds at its site, the
    site alone, and the name alone where no two agencies share one."""
    name, keys = folded(candidate.name) or candidate.name, list[_Key]()
    if candidate.site:
        at = place_of(candidate.site)
        feeds = [("feed", at, place_of(feed.url)) for feed in candidate.feeds]
        keys += [("named", at, name), *feeds, ("site", at)]
    if not candidate.site or candidate.kind not in _NAMESAKES:
        keys.append(("name", name))
    return keys


def _may_be(first: Candidate, second: Candidate, key: _Key) -> bool:
    """Whether what two lines share makes them one agency: on one site there may be several, each with its feed."""
    return key[0] != "site" or not first.feeds or not second.feeds


def _both(first: Candidate, second: Candidate) -> Candidate:
    """What either line knows; the first is believed where they differ."""
    known = {feed.url for feed in first.feeds}
    site = first.site or second.site
    return replace(
        first,
        site=site,
        feeds=(*first.feeds, *(feed for feed in second.feeds if feed.url not in known)),
        short=first.short or second.short,
        contact=first.contact or second.contact,
        stray=None if site else first.stray or second.stray,
    )


def _telling(first: Candidate, second: Candidate) -> _Told:
    other = second.site and first.site and place_of(second.site) != place_of(first.site)
    if second.feeds and not other and second.name == first.name:
        return []  # one agency with several feeds has several lines
    why = "Nama ini" if other or not second.site else "Situs ini"
    left = f"; alamat {second.site} tidak dipakai" if other else ""
    return [(second.line, f"{why} sama dengan baris {first.line} ('{first.name}'); digabung{left}.")]
