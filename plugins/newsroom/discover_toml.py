"""What was found out about a site comes in, a ready agency.toml goes out, with Indonesian comments.

A part of `discover`, pure. Everything that a site says of itself is hostile: it is written as an escaped TOML string
or not at all. Only hosts that the operator named are let in by a `domains` line; others wait in a comment.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterable, Iterator
from typing import Final

from plugins.newsroom import parse_instead, roster
from plugins.newsroom.discover_choice import FEEDS, Discovery, Found, asked_for
from plugins.newsroom.model import AGENCY_KINDS
from plugins.newsroom.parse_look_words import host_of
from plugins.newsroom.roster_names import NOBODY

NAMED: Final = (
    "# Di luar domain jaringan; diterima karena alamatnya disebut sendiri saat mencari umpan atau dalam daftar.\n"
    "# Bila bukan milik instansi, hapus baris ini beserta umpannya."
)
"""What stands above a `domains` line that lets in what somebody named."""
_CHANNEL: Final = "https://www.youtube.com/feeds/videos.xml?channel_id="
_LONGEST: Final = 120  # letters of a name
_SEPARATOR: Final = re.compile(r"\s+[|–—»•·:~-]+\s+|\s*[|»•]+\s*")
_GREETING: Final = re.compile(
    r"^(?:(?:selamat datang di|welcome to|home of)\s+)?"
    r"(?:(?:halaman )?(?:web ?site|situs|laman|portal|blog)(?: web)? (?:resmi|utama|official)(?: dari| milik)?\s+"
    r"|official (?:web ?site|site|portal)(?: of)?\s+)?",
    re.I,
)  # fmt: skip
_NO_NAME: Final = re.compile(
    r"(?:home ?page|home|beranda|depan|halaman (?:depan|utama)|berita(?: terbaru| terkini)?|news|blog|index|untitled.*"
    r"|rss|feed|umpan|artikel|postingan|(?:web ?site|situs|laman|portal)(?: resmi)?|official (?:web ?site|site)"
    r"|just another wordpress site|powered by .*|my (?:blog|site|website)|wordpress|joomla!?|opensid|blogger|youtube)",
    re.I,
)
_AGENCY: Final = re.compile(
    r"\b(?:dinas|badan|kantor|desa|kelurahan|kecamatan|kec|inspektorat|sekretariat|setda|satpol|satuan|rsud|rumah sakit"
    r"|puskesmas|uptd?|bagian|prokopim|pengadilan|kejaksaan|polres|polsek|kodim|koramil|kpu|bawaslu|perumda|pdam|pt"
    r"|universitas|politeknik|sekolah|sdn?|smpn?|sman?|smkn?|nagari|gampong|kampung|pekon|dis\w+|bap\w+|bkpsdm|bpbd)\b",
    re.I,
)


def plain_name(title: str) -> str:
    """The agency's name in a title: greetings, slogans' neighbours and "Beranda" taken off; "" where none is left, or
    where it is the title of a challenge, a login, a parking lot or a page that came with the server."""
    if _instead(title):
        return ""
    parts = [_GREETING.sub("", part).strip(" -–—|:,.") for part in _SEPARATOR.split(" ".join(title.split()))]
    names = [part for part in parts if part and not _NO_NAME.fullmatch(part) and not _instead(part)]
    chosen = next((part for part in names if _AGENCY.search(part)), max(names, key=len, default=""))
    return "".join(letter for letter in chosen if letter.isprintable())[:_LONGEST].strip()


def _instead(title: str) -> bool:
    return parse_instead.recognise(f"<title>{html.escape(' '.join(title.split())[:300])}</title>") != "not-a-feed"


def agency_toml(
    found: Discovery,
    *,
    name: str = "",
    short: str = "",
    kind: str = "",
    slug: str = "",
    color: str = "",
    guide: str = "docs/panduan-sumber.md",
) -> str:
    """The text of an agency.toml that the registry reads without a fault. What is given is taken as it is;
    what is left out is taken from the site, and its host stands in where the site has no name. `guide`: where the
    operator has the guide to selectors."""
    called = name or found.title or host_of(found.site) or found.asked
    known = kind if kind in AGENCY_KINDS else roster.kind_of(called)
    brief = short or roster.short_of(called)
    folder = slug or roster.slug_of(called, found.site)
    lines = [f"# content/agencies/{folder}/agency.toml"]
    if folder == NOBODY:
        lines.append(f"# Nama folder '{NOBODY}' hanya pengganti: pilih nama pendek instansi; itu alamat tetapnya.")
    if not (name or found.title):
        lines.append("# Situs tidak menyebut namanya: lengkapi `name`.")
    lines.append(f"name = {_toml(called)}")
    lines += [f"short = {_toml(brief)}"] if brief and brief != called else []
    lines.append(f"kind = {_toml(known)}")
    lines += [f"color = {_toml(color)}"] if color else []
    if found.moved:
        lines.append("# Situs yang dicari mengalihkan ke alamat ini. Pastikan memang milik instansi.")
    lines += [f"site = {_toml(found.site)}"] if found.site else []
    best = next(iter(found.found), None)
    lines += [*_feed(best, found), *_others(found)] if best else _no_feed(found, guide)
    lines += _channels(found.channels)
    return "\n".join(lines) + "\n"


def _toml(value: object) -> str:
    """A text or a list of texts; TOML's basic strings are escaped like those of JSON, but know no halves of letters."""
    clean = [_printable(each) for each in value] if isinstance(value, list) else _printable(str(value))
    return json.dumps(clean, ensure_ascii=False)


def _printable(text: str) -> str:
    return "".join(letter for letter in text if letter.isprintable())


def wanted_hosts(found: Discovery) -> list[str]:
    """The hosts off the network that the best feed needs; let in by themselves only where it is not `foreign`."""
    best = next(iter(found.found), None)
    if best is None:
        return []
    return list(dict.fromkeys((*best.off, *(host for host in best.strangers if asked_for(found.asked, host)))))


def _feed(best: Found, found: Discovery) -> Iterator[str]:
    """The best one; behind `#` where it lies on a host that nobody has let in."""
    mark = "# " if best.foreign else ""
    wanted = wanted_hosts(found)
    if best.foreign:
        yield "# Umpan ini di luar domain jaringan. Pastikan memang milik instansi, lalu hapus tanda # di bawah ini."
    elif wanted:
        yield NAMED
    if wanted:
        yield f"{mark}domains = {_toml(wanted)}"
    others = [host for host in best.strangers if host not in wanted]
    if others:
        yield f"# Tulisan di dalamnya juga menuju {_printable(', '.join(others))}; tulisan dari sana ditahan."
    yield ""
    if found.why:
        yield f"# {found.why}"
    yield from (f"{mark}{line}" for line in _table(best))


def _table(best: Found) -> Iterator[str]:
    """A feed of excerpts is printed as excerpts; what never holds a text is looked up page by page, or is a card."""
    mode = "excerpt" if best.feed.dialect in FEEDS and not best.full else "full"
    yield "[[feeds]]"
    yield f"url = {_toml(best.url)}"
    yield f"mode = {_toml('link' if best.feed.dialect == 'youtube' else mode)}"


def _others(found: Discovery) -> Iterator[str]:
    for index, each in enumerate(found.found[1:5]):
        if index == 0:
            yield "\n# Umpan lain di situs ini; biasanya memuat tulisan yang sama:"
        yield f"# {_printable(each.url)} ({each.feed.dialect}, {each.feed.entries} tulisan)"


def _no_feed(found: Discovery, guide: str) -> Iterator[str]:
    """What can be done without a feed, each ready once the `# ` before it is taken away."""
    section = next(iter(found.sections), "") or f"{found.site or 'https://situs-instansi'}/berita"
    yield "\n# belum ada umpan"
    if not found.error or found.error in ("not-a-feed", "comments"):
        yield "# Yang terbaik: minta pengelola situs menyalakan RSS. Tanpa itu, daftar beritanya dapat dibaca dengan"
        yield f"# penanda CSS (caranya di {guide}; sesuaikan, lalu hapus tanda # di depan):"
        yield "#"
        yield from _behind_mark(
            "[[feeds]]", f"url = {_toml(section)}", "pages = 1", "", "[feeds.select]", 'item = "article"',
            'title = "h2"', 'link = "h2 a"', 'date = "time"', 'body = ".entry-content"',
        )  # fmt: skip
        yield "#"
        yield "# Atau instansi mengirim berkas umpannya sendiri ke folder inbox/ di samping berkas ini:"
    else:
        address = _printable(found.site or found.asked)
        yield f"# Sesudah situsnya dapat dibaca, cari lagi dengan: ./run sources.discover {address}"
        yield "# Sementara itu instansi dapat mengirim berkas umpannya ke folder inbox/ di samping berkas ini;"
        yield "# untuk itu hapus tanda # di depan:"
    yield "#"
    yield from _behind_mark("[[feeds]]", 'url = "inbox/berita.xml"')


def _behind_mark(*lines: str) -> Iterator[str]:
    yield from (f"# {line}".rstrip() for line in lines)


def _channels(ids: Iterable[str]) -> Iterator[str]:
    for index, each in enumerate(ids):
        if index == 0:
            yield '\n# Kanal YouTube situs ini; untuk memuatnya tambahkan "www.youtube.com" ke `domains`:'
        yield from _behind_mark("[[feeds]]", f"url = {_toml(_CHANNEL + each)}", 'mode = "link"')
