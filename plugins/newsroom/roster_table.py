"""A table as a spreadsheet exports it → its lines by field, whatever the separator, the headings and the titles.

Text comes in, `(line, cells)` goes out, with the fields `name`, `site`, `feed`, `kind`, `short`, `slug`, `code`, `mode`
and `contact` as far as there are columns for them; and a sentence for every line that could not be read. A part of
`roster`, which judges the cells. Spreadsheets put titles above the headings, numbers before the names, sections
between the lines and signatures below them: none of these is an agency.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import Final, NamedTuple

from plugins.newsroom.roster_names import folded
from plugins.newsroom.roster_sites import MAIL, addresses, is_none

LONGEST_CELL: Final = 500  # characters that are looked at
_WIDEST: Final = 100  # columns
_TALLEST: Final = 20  # lines of one row: who wraps more lines into a cell has lost a quotation mark
_MOST_ROWS: Final = 20_000
_LOOKED_AT: Final = 200  # rows that show what a column holds
_HEADINGS_WITHIN: Final = 40  # rows from the top
_SEPARATORS: Final = ",;\t|"

_NOTHING: Final = frozenset(
    "status keterangan ket kondisi tanggal tahun jumlah catatan ig fb instagram facebook tiktok medsos sosial"
    " server hosting ip username password sandi cms platform".split()
)
_HEADS: Final[tuple[tuple[str, frozenset[str]], ...]] = tuple(
    (field, frozenset(words.split()))
    for field, words in (
        ("contact", "kontak contact telepon telp tlp telpon tel notelp notelepon hp nohp wa nowa whatsapp phone"
                    " telephone mobile cp pic admin email mail surel operator pengelola narahubung handphone"),
        ("feed", "feed feeds rss atom umpan xmlurl"),
        ("short", "singkatan short akronim alias abbreviation acronym"),
        ("slug", "slug folder"),
        ("code", "kode"),
        ("mode", "mode"),
        ("kind", "jenis kind type tipe kategori category kelompok"),
        ("site", "website web situs site url domain subdomain link tautan laman homepage home htmlurl"),
        ("name", "nama name opd skpd instansi perangkat agency organisasi organization lembaga unit badan kantor"
                 " dinas desa kelurahan kecamatan puskesmas title"),
    )
)  # fmt: skip
"""Field → words of its headings. The first field with a word in common has the column."""
_KINDS: Final = frozenset("dinas badan kantor desa kelurahan kecamatan puskesmas lembaga unit".split())
"""Kinds of agencies that may head a column of their names; with any word else than these they name one agency."""
_FILLING: Final = frozenset("nama publik daerah pemerintah pemerintahan kerja teknis pelaksana dan atau se".split())
_NUMBER_HEADS: Final = frozenset({"no", "nomor", "nomer", "urut", "number", "num", "nr", ""})
_SECTIONS: Final = frozenset(
    "dinas badan kantor bagian lembaga komunitas desa kelurahan kecamatan puskesmas sekolah uptd bumd bumn opd skpd"
    " perangkat-daerah instansi-vertikal lembaga-teknis-daerah".replace("-", "_").split()
)

Cells = dict[str, str]


class Listing(NamedTuple):
    """What `read_table` gives: agencies as `(line, cells)`, `(line, sentence)` for what could not be read, and whether
    names were found but no column of sites: then there are no agencies, but a question."""

    agencies: list[tuple[int, Cells]]
    faults: list[tuple[int, str]]
    siteless: bool = False


class Row(NamedTuple):
    """A line of the table: where it begins, and what it says."""

    line: int
    cells: tuple[str, ...]


def text_of(body: bytes) -> str:
    """Bytes of a list → text. A byte order mark is believed, then UTF-8, then UTF-16, then what Excel writes."""
    if body[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return body.decode("utf-16", "replace")
    if body[:400].count(0) > len(body[:400]) // 3:
        return body.decode("utf-16-le" if body[0] else "utf-16-be", "replace")
    try:
        return body.decode("utf-8-sig")
    except UnicodeDecodeError:
        return body.decode("cp1252", "replace")


def tidy(cell: str) -> str:
    """One line of what can be seen: no control characters, nothing of no width, not endless."""
    seen = cell[:LONGEST_CELL]
    if not seen.isprintable():
        seen = "".join(letter for letter in seen if unicodedata.category(letter) != "Cf")
    return " ".join("".join(letter if letter.isprintable() else " " for letter in seen).split())


def read_table(text: str) -> Listing:
    """Every line that speaks of an agency, by field."""
    rows, faults = _rows(text)
    top = next((n for n, row in enumerate(rows[:_HEADINGS_WITHIN]) if _is_heading(row.cells)), None)
    if top is None:
        body = _from_first_address(rows)
        heads: tuple[str, ...] = ()
    else:
        heads, body = rows[top].cells, rows[top + 1 :]
    columns = _columns(heads, body)
    if "site" not in columns and "feed" not in columns:
        said, named = _without_sites(rows)
        return Listing([], [*faults, *said], named)
    return Listing(list(_lines(body, columns, _contacts(heads, columns), heads)), faults)


def _without_sites(rows: Sequence[Row]) -> tuple[list[tuple[int, str]], bool]:
    """What to say of a table in which no column holds sites, and whether one holds names. A letter is no table."""
    head = next(filter(_is_wide, rows[:_HEADINGS_WITHIN]), None)
    if head is None:
        return [], False
    columns = ", ".join(f"'{cell[:40]}'" for cell in head.cells[:20] if cell)
    mend = "Beri judul 'Situs' pada kolom alamat situs (selnya boleh kosong bagi instansi tanpa situs), lalu ulangi."
    return [(head.line, f"Tidak ada kolom situs yang dikenali. Kolom yang terbaca: {columns}. {mend}")], "name" in map(
        _field, head.cells
    )


def _is_wide(row: Row) -> bool:
    """Whether a row has several cells, or is nothing but one heading."""
    words = set(folded(" ".join(row.cells)).split())
    return sum(map(bool, row.cells)) > 1 or (bool(words) and words <= {word for _, known in _HEADS for word in known})


# --- rows ------------------------------------------------------------------------------------------


def _rows(text: str) -> tuple[list[Row], list[tuple[int, str]]]:
    """Every row that is not blank. A row whose quotation marks do not close is read without them: it must not
    swallow those below it."""
    lines = text.replace("\x00", "").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    first = re.fullmatch(r'\s*"?sep=(.)"?\s*', lines[0])
    separator = first[1] if first else _separator(lines)
    rows: list[Row] = []
    faults: list[tuple[int, str]] = []
    at = 1 if first else 0
    while at < len(lines):
        if len(rows) == _MOST_ROWS:
            faults.append((at + 1, f"Hanya {_MOST_ROWS} baris pertama yang dibaca. Bagi menjadi beberapa daftar."))
            break
        reader = csv.reader((f"{line}\n" for line in lines[at : at + _TALLEST]), delimiter=separator, strict=True)
        try:
            cells, taken = next(reader, []), max(1, reader.line_num)
            if taken > 1 and any(map(partial(_swallowed, separator), cells)):
                raise csv.Error("a quotation mark closes one that belongs to another row")
        except csv.Error:
            cells, taken = [cell.strip(' "') for cell in lines[at].split(separator)], 1
            faults.append((at + 1, "Tanda kutip di baris ini tidak berpasangan. Periksa hasil bacaannya."))
        clean = tuple(tidy(cell) for cell in cells[:_WIDEST])
        if any(clean):
            rows.append(Row(at + 1, clean))
        at += taken
    return rows, faults


def _swallowed(separator: str, cell: str) -> bool:
    """Whether a cell of several lines holds rows that were meant to stand for themselves."""
    return any(separator in line and addresses(line[:LONGEST_CELL]) for line in cell.split("\n")[1:])


def _separator(lines: Sequence[str]) -> str:
    """The one that most lines have equally often, outside quotation marks; a comma where there is none."""
    found = {separator: Counter[int]() for separator in _SEPARATORS}
    within = False
    counts = Counter[str]()
    for line in lines[:_LOOKED_AT]:
        for letter in line[: LONGEST_CELL * 20]:
            if letter == '"':
                within = not within
            elif letter in found and not within:
                counts[letter] += 1
        if not within or not line:  # a lost quotation mark loses this paragraph, not the file
            for separator, count in counts.items():
                found[separator][count] += 1
            counts, within = Counter[str](), False
    best = {separator: max((n, count) for count, n in seen.items()) for separator, seen in found.items() if seen}
    return max(best, key=lambda separator: best[separator]) if best else ","


# --- columns ---------------------------------------------------------------------------------------


def _field(head: str) -> str:
    """The field that a heading names; "" where it names none, or is a title rather than a heading."""
    words = set(folded(re.sub(r"\([^()]*\)", " ", head)).split()) or set(folded(head).split())
    if not words or len(words) > 6 or words & _NOTHING or any(addresses(head)):
        return ""
    field, known = next(((field, known) for field, known in _HEADS if words & known), ("", _KINDS))
    return "" if field == "name" and words & known <= _KINDS and not words <= _KINDS | _FILLING else field


def _repeats(cells: Sequence[str], heads: Sequence[str]) -> bool:
    """Whether a row is the headings once more, as they are printed at the top of every page."""
    return bool(heads) and list(map(folded, filter(None, cells))) == list(map(folded, filter(None, heads)))


def _is_heading(cells: Sequence[str]) -> bool:
    fields = {field for cell in cells if (field := _field(cell))}
    return len(fields) > 1 and bool(fields & {"name", "site"}) and not any(map(MAIL.search, cells))


def _from_first_address(rows: list[Row]) -> list[Row]:
    """Where there are no headings, the table begins with its first address; without one it is no such table."""
    return next((rows[n:] for n, row in enumerate(rows) if any(map(_is_address, row.cells))), [])


def _is_address(cell: str) -> bool:
    return bool(addresses(cell))


def _columns(heads: Sequence[str], body: Sequence[Row]) -> dict[str, int]:
    """Field → column. Where headings leave a choice, or there are none, what the columns hold decides."""
    sample = body[:_LOOKED_AT]
    width = max((len(row.cells) for row in [*sample, Row(0, tuple(heads))]), default=0)
    named = [_field(heads[n]) if n < len(heads) else "" for n in range(width)]
    held = [Counter(_holds(row.cells[n]) for row in sample if n < len(row.cells)) for n in range(width)]
    columns: dict[str, int] = {}
    for n, head in enumerate(heads):
        if folded(head) in _NUMBER_HEADS and head and "number" not in columns:
            columns["number"] = n
    for field, _ in _HEADS:
        choice = [n for n in range(width) if named[n] == field and n not in columns.values()]
        if field in ("site", "feed") and choice:
            columns[field] = max(choice, key=lambda n: (held[n]["address"], -n))
        elif field == "site":
            free = [n for n in range(width) if held[n]["address"] and named[n] in ("", "name")]
            columns |= {field: max(free, key=lambda n: held[n]["address"])} if free else {}
        elif field == "name" and not choice:
            free = [n for n in range(width) if held[n]["words"] and not named[n] and n not in columns.values()]
            columns |= {field: max(free, key=lambda n: (held[n]["words"], -n))} if free else {}
        elif choice:
            columns[field] = choice[0]
    if not heads:
        rest = [n for n in range(width) if held[n]["contact"] and n not in columns.values()]
        columns |= {"contact": rest[0]} if rest else {}
    return columns


def _contacts(heads: Sequence[str], columns: Mapping[str, int]) -> list[int]:
    """Every column by which somebody can be reached: a person, a telephone, an e-mail address stand side by side."""
    others = {n for field, n in columns.items() if field != "contact"}
    named = [n for n, head in enumerate(heads) if _field(head) == "contact" and n not in others]
    return named or [columns[field] for field in ("contact",) if field in columns]


def _holds(cell: str) -> str:
    """What a cell is by its looks: address, contact, words, or nothing in particular."""
    if MAIL.search(cell) or (len(re.sub(r"\D", "", cell)) > 5 and not re.search(r"[a-z]{4}", cell, re.I)):
        return "contact"
    return "address" if addresses(cell) else "words" if re.search(r"[^\W\d_]{3}", cell) else ""


def _rank(heads: Sequence[str], columns: Mapping[str, int]) -> str:
    """What all the names are names of, where their heading says so: `Nama Desa` lists desa."""
    if columns.get("name", len(heads)) >= len(heads):
        return ""
    words = set(folded(heads[columns["name"]]).split()) - {"nama", "name"}
    return words.pop() if len(words) == 1 else ""


# --- lines -----------------------------------------------------------------------------------------


def _lines(
    body: Sequence[Row], columns: Mapping[str, int], contacts: Sequence[int], heads: Sequence[str]
) -> Iterator[tuple[int, Cells]]:
    section, above = _rank(heads, columns), ""
    for row in body:
        if _repeats(row.cells, heads):
            continue
        cells = {field: row.cells[n] if n < len(row.cells) else "" for field, n in columns.items()}
        reached = dict.fromkeys(row.cells[n] for n in contacts if n < len(row.cells) and not is_none(row.cells[n]))
        cells |= {"contact": ", ".join(reached)} if contacts else {}
        numbered = bool(cells.pop("number", "")) if "number" in columns else None
        name = re.sub(r"^(?:\d{1,3}|[a-zA-Z])[.)]\s+", "", cells.get("name", ""))
        plain = folded(name)
        alone = not any(cell for field, cell in cells.items() if field != "name")
        if alone and name and (plain.replace(" ", "_") in _SECTIONS or numbered is False):
            section = plain
            continue
        if plain.startswith(("jumlah", "total")) or (not name and not (cells.get("site") or cells.get("feed"))):
            continue
        whose = {} if name or numbered else {"above": above}  # a cell merged over several lines is in the first
        above = name or above
        yield row.line, {**cells, "name": name, "group": section, **whose}
