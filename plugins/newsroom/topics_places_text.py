"""A title and a text come in; the words around each word go out, as whoever looks for places asks for them: what stands
before it, which marks, whether a region's name begins there. A part of `topics`. Pure."""

from __future__ import annotations

import re
from typing import Final

from plugins.newsroom.topics_places_words import KINDS, OF_REGIONS, REGIONS
from plugins.newsroom.topics_text import MARKS, words_of

NEAR: Final = 20  # words of a sentence that are looked at before one of them

_DATELINE: Final = re.compile(r"([^\n]{2,70}?)(?:\s[–—]+\s?|[–—]\s|\s--?\s)")


class Text:
    """A title and a text as one row of words; the text begins at `body`, its dateline ends at `dateline`."""

    def __init__(self, title: str, text: str) -> None:
        head, body = words_of(title), words_of(text)
        self.words, self.lower = [*head.written, "¶", *body.written], [*head.lower, "", *body.lower]
        self.body = len(head.lower) + 1
        dateline = _DATELINE.match(text.lstrip())
        self.dateline = self.body + (len(words_of(dateline[1]).lower) if dateline else 0)

    def before(self, at: int) -> str:
        """The word right before a word, in small letters; "" where a mark stands between them."""
        if at < 1 or self.words[at][0] in MARKS:
            return ""
        if self.words[at - 1] == "¶":  # a kind may end its line
            return self.lower[at - 2] if at > 1 and at != self.body and self.lower[at - 2] in KINDS else ""
        last = self.words[at - 1]
        return (
            self.lower[at - 1] if last[-1].isalnum() or (last[-1] == "." and len(last) < 5) else ""
        )  # "Kec. Sumberjati"

    def begins(self, at: int) -> bool:
        """Whether a sentence of the running text begins at a word."""
        return at >= self.body and (at == self.body or not self.lower[at - 1] or self.words[at - 1][-1] in '.!?"”')

    def mark(self, end: int) -> str:
        """What marks stand between a word's end and the next word, dashes among them; "" for none but a space."""
        last = self.words[end - 1]
        marks = last[len(last.rstrip(MARKS)) :]
        if end < len(self.words):
            after = self.words[end]
            marks += after if self.lower[end] in ("", "-") else after[: len(after) - len(after.lstrip(MARKS))]
        return marks

    def region(self, at: int, home: str) -> str:
        """ "home" or "elsewhere" where a word begins the name of a regency, town or province; else ""."""
        if at >= len(self.words) or not self.words[at].lstrip(MARKS)[:1].isupper():
            return ""
        if self.lower[at] in OF_REGIONS:
            return "home" if at + 1 < len(self.lower) and self.lower[at + 1] in home.split() else "elsewhere"
        names = {" ".join(self.lower[at : at + length]) for length in (1, 2, 3, 4)} & REGIONS
        return "" if not names else "home" if any(name in home for name in names) else "elsewhere"

    def quoted(self, start: int, end: int) -> str:
        return " ".join(self.words[start:end]).strip(MARKS)

    def abroad(self, home: str) -> frozenset[int]:
        """The words of what is told of another region: from "di Kabupaten …" to the end of its paragraph, or to where
        this region is named."""
        found: list[int] = []
        here = frozenset(home.split()) - OF_REGIONS
        away = False
        for at, word in enumerate(self.lower):
            if self.words[at] == "¶" or (word in here and self.words[at].lstrip(MARKS)[:1].isupper()):
                away = False
            elif word in OF_REGIONS and (where := self.region(at, home)):
                away = where == "elsewhere" and (away or self.before(at) in ("di", "ke", "menuju"))
            if away:
                found.append(at)
        return frozenset(found)

    def sentence(self, at: int) -> list[str]:
        """The words before a word in its sentence, in small letters, as far as they are near."""
        first = at
        while first > self.body and at - first < NEAR and not self.begins(first):
            first -= 1
        return self.lower[first:at]
