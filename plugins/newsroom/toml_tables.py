"""A TOML file of content/ → its fields, each asked for by name and type, each fault with its line.

Who reads a file asks a `Table` for every field it knows and then says `done()`: what was never asked for is
unknown, so the list of known fields is written nowhere else. Faults are gathered, never raised: a wrong field
gives its default, and the reader looks at `faults` in the end.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Final, TypeVar
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from plugins.newsroom.addresses import address_problem
from plugins.newsroom.model import Fault
from plugins.newsroom.toml_lines import Lines, Spot
from plugins.newsroom.written import name_in, quoted, read_text, unknown

_LONGEST_LINE: Final = 10_000  # characters; tomllib needs the square of it for a dotted key
_MOST: Final = 1e9  # for any number: far above what is meant, far below what a float cannot hold
_MOST_FAULTS: Final = 100  # of one file
_ZONES: Final = {"WIB": "Asia/Jakarta", "WITA": "Asia/Makassar", "WIT": "Asia/Jayapura"}
_LINE: Final = re.compile(r"\(at line (\d+)")
_MENDS: Final[tuple[tuple[str, str], ...]] = (
    ("Cannot ", "Kolom atau bagian ini sudah ditulis di atasnya; sisakan satu."),
    ("Invalid value", 'Nilai teks diapit tanda kutip lurus, misalnya name = "Dinas Kesehatan".'),
    ("Illegal character '\\n'", "Tanda kutip penutupnya hilang."),
    ("Unterminated string", "Tanda kutip penutupnya hilang, di baris ini atau sebelumnya."),
    ('Expected "\'"', "Tanda kutip penutupnya hilang."),
    ("Unclosed array", "Kurung siku penutup atau koma hilang, di baris ini atau sebelumnya."),
    ("Expected ']'", "Kurung siku penutupnya hilang."),
    ("Expected '='", 'Sesudah nama kolom ada tanda sama dengan, misalnya name = "Dinas Kesehatan".'),
    ("Expected newline", "Sesudah nilainya masih ada tulisan lain. Satu baris memuat satu kolom."),
    ("Unescaped", "Tanda \\ di dalam teks ditulis dua kali: \\\\."),
    ("Invalid hex", "Tanda \\ di dalam teks ditulis dua kali: \\\\."),
)
"""The start of what tomllib says → what the contributor should do."""

T = TypeVar("T")


def read_table(content: Path, path: Path) -> Table | Fault:
    """The top of a TOML file; the fault where the file cannot be read or is no TOML."""
    text = read_text(content, path)
    if isinstance(text, Fault):
        return text
    file = name_in(content, path)
    for number, line in enumerate(text.split("\n"), start=1):
        if len(line) > _LONGEST_LINE:
            return Fault(file, number, "Baris ini terlalu panjang. Bagi menjadi beberapa baris.")
    try:
        return Table(file, tomllib.loads(text), Lines(text), [])
    except tomllib.TOMLDecodeError as error:
        return _syntax_fault(file, text, str(error))
    except (ValueError, RecursionError):  # a number of 5,000 digits, brackets a thousand deep
        return Fault(file, 0, "Berkas ini memuat angka atau kurung yang berlebihan. Sederhanakan isinya.")


def _syntax_fault(file: str, text: str, said: str) -> Fault:
    found = _LINE.search(said)
    line = int(found[1]) if found else text.rstrip().count("\n") + 1
    mend = next((mend for start, mend in _MENDS if said.startswith(start)), "")
    mend = mend or "Periksa tanda kutip, tanda sama dengan, dan kurungnya."
    return Fault(file, line, f"Baris ini tidak dapat dibaca sebagai TOML. {mend}")


@dataclass(slots=True)
class Table:
    """One table of a file, at `spot`. Asking for a field also makes it known."""

    file: str
    values: Mapping[str, object]
    lines: Lines
    faults: list[Fault]
    spot: Spot = ()
    asked: list[str] = field(default_factory=list)

    def line(self, *inner: str | int) -> int:
        """The line of a field, or of an item of it; else of the table; else the first."""
        return self.lines.at.get(self.spot + inner) or self.lines.at.get(self.spot) or 1

    def fault(self, message: str, *inner: str | int) -> None:
        """Notes what is wrong with a field, or with an item of it; not more than anybody reads."""
        if len(self.faults) < _MOST_FAULTS:
            self.faults.append(Fault(self.file, self.line(*inner), message))

    def unknown(self, what: str, word: str, known: Iterable[str], *inner: str | int) -> None:
        """Notes a word that is none of `known`, with the nearest of them."""
        if len(self.faults) < _MOST_FAULTS:  # to look for the nearest is slow
            self.fault(unknown(what, word, known), *inner)

    def text(self, name: str, *, required: str = "") -> str:
        """One line of text, white space made single. `required` is an example to show where it is missing."""
        value = self._typed(name, str, 'teks dalam tanda kutip, misalnya "Dinas Kesehatan"')
        if value is None and name in self.values:
            return ""
        plain = " ".join((value or "").split())
        if not plain.isprintable():
            self.fault(f"Kolom '{name}' memuat huruf yang tidak terlihat; ketik ulang isinya.", name)
            return ""
        if not plain and required:
            what = f"Kolom '{name}' kosong" if name in self.values else f"Kolom '{name}' belum ada"
            self.fault(f"{what}; tulis misalnya: {name} = {required}", name)
        return plain

    def choice(self, name: str, what: str, allowed: Iterable[str], *, required: str = "") -> str:
        """A text that is one of `allowed`; `what` names it in the message: "Jenis"."""
        value, choices = self.text(name, required=required), list(allowed)
        if value and value not in choices:
            self.unknown(what, value, choices, name)
            return ""
        return value

    def address(self, name: str, *, required: str = "") -> str:
        """An absolute http(s) address with a host and no user."""
        value = self.text(name, required=required)
        problem = address_problem(value) if value else ""
        if problem:
            self.fault(f"Kolom '{name}': {quoted(value)} {problem}.", name)
        return "" if problem else value

    def target(self, name: str) -> str:
        """An absolute http(s) address, or a path on this site. Required."""
        value = self.text(name, required='"https://dinkes.contohkab.go.id/berita/123"')
        on_site = re.fullmatch(r"/(?!/)[^\s\\]*", value)
        problem = "" if on_site or not value else address_problem(value)
        if problem:
            mend = "Tulis alamatnya utuh, atau jalur di situs ini, misalnya /berita/2026/11/judul/."
            self.fault(f"Kolom '{name}': {quoted(value)} {problem}. {mend}", name)
        return value

    def zone(self, name: str) -> str:
        """The IANA name of a time zone, which may be written WIB, WITA or WIT; "" where there is none."""
        value = self.text(name)
        zone = _ZONES.get(value, value)
        try:
            if zone:
                ZoneInfo(zone)
        except (ZoneInfoNotFoundError, ValueError, OSError):  # unknown; a path; a folder such as "Asia"
            mend = "pakai Asia/Jakarta (WIB), Asia/Makassar (WITA), atau Asia/Jayapura (WIT)"
            self.fault(f"Zona waktu {quoted(value)} tidak dikenal; {mend}.", name)
            return ""
        return zone

    def flag(self, name: str) -> bool:
        """true or false; false where the field is missing."""
        return bool(self._typed(name, bool, "true atau false, tanpa tanda kutip"))

    def positive(self, name: str) -> float | None:
        """A number above zero that is no infinity; None where the field is missing or wrong."""
        value = self._typed(name, (int, float), "angka tanpa tanda kutip, misalnya 10")
        if value is not None and not 0 < value < _MOST:
            self.fault(f"Kolom '{name}' harus lebih besar dari 0 dan bukan angka yang berlebihan.", name)
            return None
        return None if value is None else float(value)

    def texts(self, name: str) -> tuple[str, ...]:
        """An array of texts; none of them empty."""
        wanted = 'daftar teks dalam kurung siku, misalnya ["satu", "dua"]'
        values = self._typed(name, list, wanted) or []
        for index, value in enumerate(values):
            if not isinstance(value, str) or not value.strip() or not value.strip().isprintable():
                self.fault(f"Kolom '{name}' harus berupa {wanted}.", name, index)
        return tuple(value.strip() if isinstance(value, str) else "" for value in values)

    def moment(self, name: str) -> datetime | None:
        """A TOML date and time with its offset, in UTC. Required."""
        value = self.values.get(name)
        example = f"{name} = 2026-11-21T09:00:00+07:00"
        self.asked.append(name)
        if isinstance(value, datetime) and value.tzinfo is not None:
            try:
                return value.astimezone(UTC)
            except OverflowError:
                self.fault(f"Kolom '{name}' bukan waktu yang wajar; tulis misalnya: {example}", name)
        elif isinstance(value, datetime):
            self.fault(f"Kolom '{name}' belum menyebut zona waktu; tambahkan +07:00: {example}", name)
        elif isinstance(value, (date, time)):
            self.fault(f"Kolom '{name}' harus memuat tanggal dan jam: {example}", name)
        elif value is None:
            self.fault(f"Kolom '{name}' belum ada; tulis misalnya: {example}", name)
        else:
            self.fault(f"Kolom '{name}' harus berupa waktu tanpa tanda kutip: {example}", name)
        return None

    def tables(self, name: str) -> list[Table]:
        """The items of `[[name]]`."""
        wanted = f"bagian berulang; tulis [[{name}]] dengan dua kurung siku"
        values = self._typed(name, list, wanted) or []
        if not all(isinstance(value, dict) for value in values):
            self.fault(f"Kolom '{name}' harus berupa {wanted}.", name)
            return []
        return [
            Table(self.file, value, self.lines, self.faults, (*self.spot, name, index))
            for index, value in enumerate(values)
        ]

    def table(self, name: str) -> Table | None:
        """The one table `[name]` of this one, None where there is none."""
        wanted = f'bagian tersendiri dengan beberapa kolom; tulis misalnya: {name}.item = "article"'
        value = self._typed(name, dict, wanted)
        return None if value is None else Table(self.file, value, self.lines, self.faults, (*self.spot, name))

    def done(self) -> None:
        """Every field that was not asked for is a fault."""
        for name in self.values:
            if name not in self.asked:
                self.unknown("Kolom", name, self.asked, name)

    def _typed(self, name: str, kind: type[T] | tuple[type[T], ...], wanted: str) -> T | None:
        self.asked.append(name)
        value = self.values.get(name)
        if value is None:
            return None
        if not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool):
            self.fault(f"Kolom '{name}' harus berupa {wanted}.", name)
            return None
        return value
