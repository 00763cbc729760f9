"""content/ comes in, every fault in it goes out: what a reviewer would say; beside them, what is still to be filled in.

Nothing is stored or fetched, and no file of an inbox is understood.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from plugins.newsroom import contributed, dates, inbox, parse, registry
from plugins.newsroom.errors import NetworkUnusable
from plugins.newsroom.model import Agency, Fault, Network, Select
from plugins.newsroom.toml_tables import read_table
from plugins.newsroom.written import name_in, quoted, read_text
from plugins.office.importing_folder import UNWRITTEN

_BLANK: Final = re.compile(r"(?<![\\!\]])\[([^\W\d_][^\[\]\n]{1,79})\](?![(\[])")
"""`[nomor telepon kantor]`; what Markdown takes for a link or a picture is none."""
_TARGET: Final = re.compile(r"^ {0,3}\[([^\[\]\n]+)\]:", re.MULTILINE)
"""`[buku tamu]: https://…`, where a link leads that names only its text."""


def review(content: Path) -> list[Fault]:
    """All faults of network.toml, agencies, inboxes, decisions, pages and contributed articles, by file and line."""
    faults: list[Fault] = []
    try:
        network = registry.read_network(content)
    except NetworkUnusable as error:
        faults += [fault for fault in error.faults if isinstance(fault, Fault)]
        network = Network(name="?")
    found = registry.read_agencies(content, network)
    faults += [*found.faults, *registry.read_decisions(content).faults]
    for agency in (*found.agencies, *(Agency(slug, slug, "") for slug in found.broken)):
        faults += [*inbox.faults(content, agency), *_selectors(content, agency.slug)]
    folder = content / "agencies"
    for slug in sorted(p.name for p in folder.iterdir() if p.is_dir()) if folder.is_dir() else []:
        for path in contributed.article_files(content, slug):
            entry = contributed.read_article(content, path, timezone=network.timezone, parse_date=dates.parse)
            faults += entry if isinstance(entry, list) else []
    for path in contributed.page_files(content):
        page = contributed.read_page(content, path)
        faults += page if isinstance(page, list) else []
    return sorted(set(faults), key=lambda f: (f.file, f.line, f.message))


def blanks(content: Path) -> list[Fault]:
    """What stands in brackets in the region's pages, as the starter has it, and would be published so; then the
    agencies that nobody has introduced."""
    pages = [fault for path in contributed.page_files(content) for fault in _blanks(content, path)]
    return [*pages, *_unwritten(content)]


def _unwritten(content: Path) -> Iterator[Fault]:
    """The profiles that are missing, empty, or as an import left them. Folders that are no agency's have none."""
    for table in sorted((content / "agencies").glob("*/agency.toml")):
        path = table.with_name("profile.md")
        text = read_text(content, path) if path.is_file() else ""
        if isinstance(text, str) and text.strip() in ("", UNWRITTEN.strip()):
            mend = "tulis dua sampai empat kalimat perkenalan instansi"
            yield Fault(name_in(content, path), 0, f"Profil belum diisi; {mend}.")


def _blanks(content: Path, path: Path) -> Iterator[Fault]:
    text = read_text(content, path)
    if isinstance(text, Fault):
        return
    targets = {name.casefold() for name in _TARGET.findall(text)}
    for number, line in enumerate(text.splitlines(), 1):
        for blank in _BLANK.finditer(line):
            if blank[1].casefold() not in targets:
                mend = "ganti dengan keterangan yang benar, atau hapus"
                yield Fault(name_in(content, path), number, f"{quoted(blank[0])} belum diisi; {mend}.")


def _selectors(content: Path, slug: str) -> list[Fault]:
    """The CSS selectors of an agency.toml that are none. Also told where other faults keep the agency out."""
    table = read_table(content, content / "agencies" / slug / "agency.toml")
    if isinstance(table, Fault):
        return []
    for feed in table.tables("feeds"):
        select = feed.table("select")
        for name in Select.__struct_fields__ if select else ():
            if select and (problem := parse.selector_problem(select.text(name))):
                select.fault(problem, name)
    return table.faults
