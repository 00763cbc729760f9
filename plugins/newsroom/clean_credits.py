"""Who wrote an article, where, and as what: its lines come in; place, author and labels go out, and its prose.

The grammar is closed (`clean_credit_words`), and only the first and the last lines of a text are read by it. The text
itself stays as it is: what was written by a person is printed; the prose is what a summary is made of.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from plugins.newsroom.clean_credit_words import (
    BARE_CODE,
    BY,
    BYLINE,
    CODE,
    DASHES,
    DATELINE,
    DESK,
    LONGEST_PAID,
    NO_PLACE,
    OFFICES,
    ONLY_INITIALS,
    PAID,
    PAID_LINE,
    PAID_TITLE,
    PAIR,
    RELEASE,
    SEATS,
    TOWN,
    WRITES,
)
from plugins.newsroom.clean_letters import Note

LONGEST: Final = 300  # characters of a line of credits
_FIRST, _LAST = 3, 6  # lines at either end
_ENDS: Final = frozenset(".!?”\"’')]…")


class Credits(NamedTuple):
    """What an article says of itself. `prose`: its lines without all of that."""

    dateline: str
    author: str
    labels: tuple[str, ...]
    prose: list[str]


def credits(text: str, title: str, tags: Sequence[str], note: Note) -> Credits:
    """Read them off a text, a line a block. `note` is told what does not go into the summary."""
    reader = _Reader(text.split("\n") if text else [], note)
    if PAID_TITLE.match(title) or any(PAID_LINE.fullmatch(tag) for tag in tags):
        reader.labels.append("advertorial")
    reader.foot()
    reader.head()
    labels = tuple(label for label in ("rilis", "advertorial") if label in reader.labels)
    return Credits(reader.dateline, reader.author, labels, [line for line in reader.lines if line])


class _Reader:
    """One text, read from its last line and from its first."""

    def __init__(self, lines: list[str], note: Note) -> None:
        self.lines, self.note = lines, note
        self.dateline = self.author = ""
        self.labels: list[str] = []

    def head(self) -> None:
        """A byline or a label may stand before the line that the place begins."""
        for place, line in enumerate(self.lines[:_FIRST]):
            if self._is_credit(line):
                self.lines[place] = ""
            elif found := dateline(line):
                self.dateline = found[0]
                self.note("titimangsa", line[: found[1]])
                self.lines[place] = line[found[1] :]
                return

    def foot(self) -> None:
        """Credits, and above them the code of the desk."""
        lowest = max(0, len(self.lines) - _LAST)
        for place in range(len(self.lines) - 1, lowest - 1, -1):
            line = self.lines[place]
            if self._is_credit(line):
                self.lines[place] = ""
            elif (cut := self._code(line)) < len(line):
                self.note("kode-redaksi", line[cut:])
                self.lines[place] = line[:cut].rstrip()
                if cut:
                    return
            else:
                return

    def _is_credit(self, line: str) -> bool:
        if len(line) > LONGEST or not line:
            return False
        if len(line) <= LONGEST_PAID and PAID_LINE.fullmatch(line):
            self.labels.append("advertorial")
            self.note("label-advertorial", line)
            return True
        if line.startswith(BY) and (byline := BYLINE.fullmatch(line)):
            self._by(byline["who"])
        elif not ((":" in line or "|" in line) and self._pairs(line)):
            return False
        self.note("kredit", line)
        return True

    def _pairs(self, line: str) -> bool:
        """Whether a line is labels and names from its first word to its last."""
        place = 0
        found: list[re.Match[str]] = []
        while place < len(line) and (pair := PAIR.match(line, place)):
            found.append(pair)
            place = pair.end()
        if not found or place < len(line):
            return False
        for pair in found:
            if WRITES.match(pair["label"]):
                self._by(pair["who"])
        return True

    def _by(self, who: str) -> None:
        self.author = self.author or who.strip(" ,.;|/–-")

    def _code(self, line: str) -> int:
        """Where the desk's code begins that a line ends in; its length where it ends in none."""
        if not line.endswith((")", "***")):
            if len(line) <= 60 and "/" in line and BARE_CODE.fullmatch(line):
                self._by(line)
                return 0
            return len(line)
        found = CODE.search(line, max(0, len(line) - 120))
        if not found:
            return len(line)
        items = [item.strip() for item in re.split(r"[/&+|,]", found["code"] or "*")]
        before = line[: found.start()].rstrip()
        desks = [item for item in items if DESK.match(item) or item.strip("*") == ""]
        apart = any(map(found[0].__contains__, "/&+|"))  # a comma parts any words
        certain = bool(desks) or (apart and any(map(ONLY_INITIALS.fullmatch, items)))
        if not certain and not (len(items) == 1 and ONLY_INITIALS.fullmatch(items[0])):
            return len(line)  # a name, or words, between brackets
        if before and before[-1] not in _ENDS and not (desks and len(items) == len(desks)):
            return len(line)  # "Badan Penanggulangan Bencana Daerah (BPBD)"
        self._who_and_what(items)
        return len(before) if before else 0

    def _who_and_what(self, items: list[str]) -> None:
        words = [item.lower() for item in items]
        self.labels += ["rilis"] * bool(RELEASE & set(words)) + ["advertorial"] * bool(PAID & set(words))
        names = [OFFICES.get(word, item) for item, word in zip(items, words, strict=True) if _is_somebody(word)]
        full = next((n for n, name in enumerate(names) if " " in name and not DESK.match(name)), None)
        if full is not None:  # (Nama Penulis, ST/KL): the name with its degree
            degree = names[full + 1 : full + 2] if len(items) > 2 else []
            self._by(", ".join([names[full], *degree]))
        elif names:
            self._by(names[0])


def _is_somebody(word: str) -> bool:
    return bool(word.strip("*")) and word not in RELEASE | PAID | {"tim", "dok", "adm", "admin"}


def dateline(line: str) -> tuple[str, int] | None:
    """(the place as written, where the news begins); None for a line that begins with no place."""
    found = DATELINE.match(line) if any(map(line.__contains__, DASHES)) else None
    if not found:
        return None
    place, rest = found["place"], line[found.end() :]
    words = [word.strip(".'’").lower() for word in place.split()]
    if NO_PLACE.intersection(words) or sum(map(len, words)) < 4:
        return None
    named = found["before"] or found["beside"] or found["comma"]
    if not named and not place.isupper():
        if place not in SEATS and not TOWN.match(place):
            return None
        if not rest[:1].isupper() and rest[:1] not in '“"‘0123456789':
            return None
    return place, found.end()
