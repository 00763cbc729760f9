"""content/ comes in, what nobody has filled in yet goes out: brackets of the starter, its sample article, and agencies
that nobody has introduced.

All of it can be published as it stands, and none of it is a fault. Nothing here judges and nothing is stored.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from plugins.newsroom.contributed import article_files, page_files
from plugins.newsroom.model import Fault
from plugins.newsroom.written import name_in, quoted, read_text

UNWRITTEN: Final = "Profil instansi ini belum tersedia.\n"
"""The profile.md of an agency that nobody has introduced yet, as an import writes it."""
SAMPLE: Final = ("selamat-datang.md", "Title: Selamat Datang di Portal Berita Resmi Daerah")
"""The starter's article: its file, and the line by which it is still the starter's."""

_BLANK: Final = re.compile(r"(?<![\\!\]])\[([^\W\d_][^\[\]\n]{1,79})\](?![(\[])")
"""`[nomor telepon kantor]`; what Markdown takes for a link or a picture is none."""
_TARGET: Final = re.compile(r"^ {0,3}\[([^\[\]\n]+)\]:", re.MULTILINE)
"""`[buku tamu]: https://…`, where a link leads that names only its text."""


def blanks(content: Path) -> list[Fault]:
    """What stands in brackets in the region's pages, as the starter has it, and would be published so; then, agency by
    agency, profiles that nobody wrote and the sample article."""
    pages = [blank for path in page_files(content) for blank in _blanks(content, path)]
    tables = sorted((content / "agencies").glob("*/agency.toml"))  # folders that are no agency's have neither
    return [*pages, *(blank for table in tables for blank in (*_unwritten(content, table), *_sample(content, table)))]


def _unwritten(content: Path, table: Path) -> Iterator[Fault]:
    """The profile that is missing, empty, or as an import left it."""
    path = table.with_name("profile.md")
    text = read_text(content, path) if path.is_file() else ""
    if isinstance(text, str) and text.strip() in ("", UNWRITTEN.strip()):
        mend = "tulis dua sampai empat kalimat perkenalan instansi"
        yield Fault(name_in(content, path), 0, f"Profil belum diisi; {mend}.")


def _sample(content: Path, table: Path) -> Iterator[Fault]:
    path = table.with_name(SAMPLE[0])
    text = read_text(content, path) if path in article_files(content, table.parent.name) else ""
    if isinstance(text, str) and SAMPLE[1] in (lines := text.splitlines()):
        mend = "sesuaikan judul dan isinya dengan daerah Anda, atau hapus berkasnya"
        yield Fault(name_in(content, path), lines.index(SAMPLE[1]) + 1, f"Ini masih tulisan contoh; {mend}.")


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
