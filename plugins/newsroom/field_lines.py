"""The `Key: value` lines above a Markdown text → its fields, each with its line, and the body below them.

The field lines end at the first empty line; an indented line continues the one above it. Names may be written in any
case. The `---` that other programs want around them are one fault, and the rest is judged without. Faults are gathered,
never raised: a wrong field gives "", and the reader looks at `faults` in the end. What a field means, and which of them
a kind of text may have, is not known here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from plugins.newsroom.model import Fault
from plugins.newsroom.written import name_in, quoted, read_text, unknown

_MOST_LINES: Final = 200  # before the body; all the fields there are, each over several lines
_RULE: Final = re.compile(r"-{3,}\s*")
_NAME: Final = re.compile(r"[^\W\d_][\w -]*")


@dataclass(slots=True)
class Fields:
    """The fields of one file, by the names they are known under; `lines` has the 1-based line of each."""

    file: str
    values: dict[str, str] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)
    body: str = ""
    faults: list[Fault] = field(default_factory=list)

    def fault(self, message: str, name: str = "") -> None:
        """Notes what is wrong with a field; with the first line where the field is missing."""
        self.faults.append(Fault(self.file, self.lines.get(name, 1), message))

    def text(self, name: str, *, required: str = "") -> str:
        """A field's value. `required` is an example to show where it is missing or empty."""
        value = self.values.get(name, "")
        if not value and required:
            what = f"Kolom '{name}' kosong" if name in self.values else f"Kolom '{name}' belum ada"
            self.fault(f"{what}; tulis misalnya: {name}: {required}", name)
        return value

    def choice(self, name: str, allowed: Iterable[str], *, required: str = "") -> str:
        """A field's value as `allowed` spells it, whatever its capitals."""
        value, by_small = self.text(name, required=required), {each.casefold(): each for each in allowed}
        if value and value.casefold() not in by_small:
            self.fault(unknown(f"Isi kolom '{name}'", value, by_small.values()), name)
        return by_small.get(value.casefold(), "")


def read_fields(content: Path, path: Path, known: Iterable[str]) -> Fields | Fault:
    """The fields and the body of a file in content/; the fault where it cannot be read at all."""
    text = read_text(content, path)
    if isinstance(text, Fault):
        return text
    fields = Fields(name_in(content, path))
    by_small = {name.casefold(): name for name in known}
    lines = text.split("\n")
    number = _below_rules(fields, lines)
    last = number + _MOST_LINES
    current = ""
    while number < len(lines) and lines[number].strip():
        line = lines[number]
        name, colon, value = line.partition(":")
        if line[0].isspace() and (current or fields.faults) and number < last:
            if current:
                fields.values[current] = f"{fields.values[current]} {_plain(line)}".strip()
        elif colon and _NAME.fullmatch(name.strip()) and number < last:
            current = _take(fields, by_small, name.strip(), _plain(value), number + 1)
        else:
            mend = "Tulis 'Nama: isi', dan beri satu baris kosong di antara kolom dan isi tulisan."
            fields.faults.append(Fault(fields.file, number + 1, f"Baris ini bukan kolom. {mend}"))
            break
        number += 1
    while number < len(lines) and not lines[number].strip():
        number += 1
    fields.body = "\n".join(lines[number:]).rstrip()
    return fields


def _below_rules(fields: Fields, lines: list[str]) -> int:
    """The index of the first field line. A `---` above the fields is a fault; the one below them, which is what ends
    them or comes next, is taken out of `lines` with it."""
    first = next((index for index, line in enumerate(lines) if line.strip()), len(lines))
    if first == len(lines) or not _RULE.fullmatch(lines[first]):
        return first
    below = next((index for index in range(first + 1, len(lines)) if lines[index].strip()), len(lines))
    head_end = next((i for i in range(below, len(lines)) if not lines[i].strip() or _RULE.fullmatch(lines[i])), below)
    closing = next((index for index in range(head_end, len(lines)) if lines[index].strip()), len(lines))
    where = f"baris {first + 1}"
    if closing < len(lines) and _RULE.fullmatch(lines[closing]):
        lines[closing] = ""
        where += f" dan {closing + 1}"
    fields.faults.append(Fault(fields.file, first + 1, f"Hapus garis --- di {where}; kolom tidak perlu diapit garis."))
    return below


def _take(fields: Fields, by_small: dict[str, str], written: str, value: str, number: int) -> str:
    """Keeps one field; its known name, or "" where it is unknown or was there before."""
    name = by_small.get(written.casefold(), "")
    if name and name not in fields.values:
        fields.values[name], fields.lines[name] = value, number
        return name
    twice = f"Kolom {quoted(written)} sudah ada di baris {fields.lines.get(name, 0)}; sisakan satu."
    message = twice if name else unknown("Kolom", written, by_small.values())
    fields.faults.append(Fault(fields.file, number, message))
    return ""


def _plain(text: str) -> str:
    return " ".join(text.split())
