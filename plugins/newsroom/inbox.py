"""Feed files that agencies push: `content/agencies/<slug>/inbox/` → feeds and their bodies. For hosts that refuse
visitors from abroad, or have none: the agency commits or uploads what its CMS emits.

A file is judged by what it is, as if its own site had answered with it. Nothing is fetched, nothing is understood,
nothing outside content/ is ever opened.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from plugins.newsroom.model import Agency, Fault, Feed
from plugins.newsroom.outcomes import Failed, Fetched
from plugins.newsroom.written import leads_outside, name_in, quoted, read_text

BYTES: Final = 10 * 1024 * 1024
FILES: Final = 50  # of one agency: those that were changed last
_NOT_FEEDS: Final = (".md", ".txt", ".half", ".part", ".filepart", ".tmp", ".bak", "~")


def feeds(content: Path, agency: Agency) -> list[Feed]:
    """The feed files that lie in an agency's inbox, by name, as agency.toml sets them where it names them."""
    named = {feed.url: feed for feed in agency.feeds if feed.pushed}
    found = {_url(agency, path): path for path in _files(content, agency) if not _problem(content, path)}
    latest = sorted((url for url in found if url not in named), key=lambda url: (_changed(found[url]), url))[-FILES:]
    return [named.get(url) or Feed(agency.slug, url) for url in sorted({*latest, *(named.keys() & found.keys())})]


def take(content: Path, feed: Feed, site: str) -> Fetched | Failed:
    """A pushed file as an answer. `site` is what its relative links are relative to."""
    path = content / feed.url
    try:
        if problem := _problem(content, path):
            return Failed(feed.url, "unreadable", problem)
        with path.open("rb") as file:
            body = file.read(BYTES + 1)
    except OSError as error:
        return Failed(feed.url, "unreadable", str(error))
    if len(body) > BYTES:
        return Failed(feed.url, "too-large", f"more than {BYTES} bytes")
    return Fetched(feed.url, site, 200, body)


def faults(content: Path, agency: Agency) -> list[Fault]:
    """What a reviewer should know of an agency's inbox: files that are not read, and those that are named and not
    there."""
    files = list(_files(content, agency))
    found = [Fault(name_in(content, path), 0, said) for path in files if (said := _told(content, path))]
    found += _misnamed(content, agency)
    good = {_url(agency, path) for path in files}
    if len(good) > FILES:
        many = f"Ada {len(good)} berkas di sini; hanya {FILES} yang terakhir berubah yang dibaca. Hapus yang lama."
        found.append(Fault(f"agencies/{agency.slug}/inbox", 0, many))
    toml = content / "agencies" / agency.slug / "agency.toml"
    for feed in agency.feeds:
        if feed.pushed and feed.url not in good:
            name = feed.url.removeprefix(f"agencies/{agency.slug}/")
            missing = f"Berkas {quoted(name)} tidak ada. Kirim berkas itu, atau hapus bagian [[feeds]] ini."
            found.append(Fault(name_in(content, toml), _line(content, toml, name), missing))
    return found


def _misnamed(content: Path, agency: Agency) -> Iterator[Fault]:
    """`Inbox/`: on a machine that tells capitals apart nobody looks into it."""
    folder = content / "agencies" / agency.slug
    try:
        names = sorted(path.name for path in folder.iterdir() if path.is_dir())
    except OSError:
        return
    for name in names:
        if name.lower() == "inbox" and name != "inbox":
            said = f"Folder {quoted(name)} tidak dibaca; ganti namanya menjadi inbox, dengan huruf kecil semua."
            yield Fault(f"agencies/{agency.slug}/{name}", 0, said)


def _files(content: Path, agency: Agency) -> Iterator[Path]:
    """What lies in an inbox and may be meant as a feed."""
    folder = content / "agencies" / agency.slug / "inbox"
    try:
        if not folder.is_dir() or leads_outside(content, folder):
            return
        for path in sorted(folder.iterdir()):
            if not path.name.startswith(".") and not path.name.lower().endswith(_NOT_FEEDS):
                yield path
    except OSError:  # a folder that may not be opened holds nothing that can be read
        return


def _problem(content: Path, path: Path) -> str:
    """Why a file is not opened, in English; "" where it may be."""
    try:
        if leads_outside(content, path):
            return "a link that leads out of content/"
        if not path.name.isprintable():
            return "a name that cannot be printed"
        return "" if path.is_file() else "no regular file"
    except OSError as error:
        return str(error)


def _told(content: Path, path: Path) -> str:
    """The same for people, with how to mend it."""
    if leads_outside(content, path):
        return "Berkas ini tautan ke luar folder content/. Ganti dengan berkas biasa."
    if not path.name.isprintable():
        return "Nama berkas ini memuat huruf yang tidak dapat dicetak. Ganti namanya."
    if _problem(content, path):
        return "Ini bukan berkas biasa, atau tidak boleh dibuka. Taruh berkas umpan langsung di dalam inbox/."
    if path.stat().st_size > BYTES:
        return f"Berkas lebih besar dari {BYTES >> 20} MiB, jadi tidak dibaca. Kurangi jumlah tulisan di dalamnya."
    return ""


def _url(agency: Agency, path: Path) -> str:
    return f"agencies/{agency.slug}/inbox/{path.name}"


def _changed(path: Path) -> int:
    try:
        return path.stat().st_mtime_ns
    except OSError:  # it went while we looked
        return 0


def _line(content: Path, toml: Path, name: str) -> int:
    """Where agency.toml names a file; 0 where that cannot be told."""
    text = read_text(content, toml)
    lines = text.splitlines() if isinstance(text, str) else []
    return next((number for number, line in enumerate(lines, 1) if name in line), 0)
