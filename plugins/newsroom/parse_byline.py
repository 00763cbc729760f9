"""The place of an article's text comes in, with when it was published and by whom; the lines that say so go out of it.

A part of `parse`, for texts that are cut out of pages: what a CMS prints around a text (name, date, counters) is no
part of it. A line is taken out where its class names it, or where it stands above the text and says little else. It is
short, and no sentence: of an article itself nothing is ever taken.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from plugins.newsroom.parse_when import rough, without_day

if TYPE_CHECKING:
    from bs4 import Tag

LONGEST: Final = 120
"""Characters of such a line."""
_LOOKED_AT: Final = 60  # elements at the top of a text, and as many with such a class
_WORDS: Final = 6  # from which on what ends in a full stop is a sentence
_CLIMBED: Final = 4  # elements around one with such a class

_CLASS: Final = re.compile(
    r"(?:(?:entry|post|article|artikel|news|berita|blog|single|detail|content|story|item|page|node|td|jeg|ast|elementor"
    r"|wp-block|field--name)[-_]{1,2})+"
    r"(?:meta(?:data)?|info|date|time|author|tanggal|tgl|penulis|published|created|uid|hits|views|commentbox)"
    r"(?:[-_](?:wrapper|wrap|list|item|items|line|bar|box|name|term|data|date|author))?"
    r"|byline|metadata|submitted|node__submitted|posted[-_](?:on|by|in)|createdby|category-name",
    re.I,
)
"""What themes call such lines; believed unless the line is a sentence."""
_VAGUE: Final = re.compile(
    r"meta|info|date|time|waktu|tanggal|tgl|author|penulis|published|publish|created|modified|hits|views|admin", re.I
)
"""What they call other things too; believed where the line says so itself."""
_OPENING: Final = re.compile(
    r"(?:di)?(?:tulis|post(?:ing|kan)?|publikasi|terbit|unggah|muat|buat)(?:kan)?\b|oleh\b|by\b|penulis|author|editor"
    r"|redaktur|posted|published|written|admin\b|kategori|tanggal|tgl\b",
    re.I,
)
_EVENT: Final = re.compile(
    r"\b(?:waktu|hari|tempat|lokasi|acara|agenda|jadwal|pelaksanaan|batas|mulai|dimulai|dibuka|ditutup|berlaku|sampai"
    r"|hingga|s\.?\s?/?d)\b",
    re.I,
)
"""Words of a date that belongs to what the text is about."""
_SAID: Final = re.compile(
    r"\b(?:senin|selasa|rabu|kamis|jum'?at|sabtu|minggu|ahad|oleh|by|on|pada|di|dan|pukul|pkl|jam|wib|wita|wit|am|pm"
    r"|di(?:tulis|posting|postkan|poskan|publikasikan|publish|terbitkan|unggah|muat|lihat|baca|buat)|terbit|posted"
    r"|published|written|penulis|author|editor|redaktur|admin|kategori|category|tanggal|tgl|kali|views?|hits?|komentar"
    r"|comments?|dibaca|dilihat|menit|baca|update|updated|diperbarui|berita)\b",
    re.I,
)
_SEPARATOR: Final = re.compile(r"[|•·–—]|\s[-/]\s")
_PASSED: Final = frozenset("script style template noscript h1 h2 h3 h4 h5 h6 figure img picture svg hr br nav".split())
_ENTERED: Final = frozenset("div section article main header center".split())
_KEPT: Final = frozenset("h1 h2 h3 h4 figure video iframe table blockquote".split())
_LINES: Final = frozenset("div p ul ol dl dd dt header footer section aside address small center".split())


def take_out(place: Tag, published: str, author: str) -> None:
    """Take the lines around a text out of its place. `published` and `author` are what is known from elsewhere."""
    line = _Line(rough(published)[:10], " ".join(author.casefold().split()))
    for element in list(_above(place, line, [_LOOKED_AT])):
        element.decompose()
    for element in _named(place):
        whole = element
        for parent in list(element.parents)[:_CLIMBED]:
            if parent is place or not line.says_no_more(parent, told=True):
                break
            whole = parent
        if whole is not element or _stands_alone(element):
            told = any(_CLASS.fullmatch(name) for name in _classes(element))
            if line.is_named(whole) if told else line.says_no_more(whole, told=True):
                whole.decompose()


def _named(place: Tag) -> Iterator[Tag]:
    """The elements whose class says what they are, as long as they stand."""
    found = [
        element
        for element in place.find_all(class_=True)
        if any(_CLASS.fullmatch(name) or _VAGUE.fullmatch(name) for name in _classes(element))
    ]
    return (element for element in found[:_LOOKED_AT] if not element.decomposed)


def _classes(element: Tag) -> list[str]:
    return [str(name) for name in element.get_attribute_list("class") if name]


def _above(place: Tag, line: _Line, left: list[int]) -> Iterator[Tag]:
    """The lines before the text begins, which may stand some elements deep beside the title."""
    from bs4.element import NavigableString
    from bs4.element import Tag as Element

    for child in list(place.children):
        if not isinstance(child, Element):
            begun = type(child) is NavigableString and child.strip()
            left[0] = 0 if begun else left[0]
        elif child.name not in _PASSED and left[0] > 0:
            left[0] -= 1
            said = _short(child)
            if said is None or _holds(child, _KEPT):
                if child.name in _ENTERED:
                    yield from _above(child, line, left)
                left[0] = left[0] if said else 0
            elif line.says_no_more(child):
                yield child
            elif _is_sentence(said):
                left[0] = 0


def _short(element: Tag) -> str | None:
    """The words of an element on one line; None where they are more than such a line has."""
    said = ""
    for piece in element.stripped_strings:
        said = f"{said} {' '.join(piece.split())}".strip()
        if len(said) > LONGEST:
            return None
    return said


def _holds(element: Tag, names: frozenset[str]) -> bool:
    """Whether an element is one of these or has one in it."""
    return element.name in names or element.find(list(names)) is not None


def _is_sentence(said: str) -> bool:
    return said.rstrip("\"'”’) ").endswith((".", "!", "?")) and len(said.split()) >= _WORDS


def _stands_alone(element: Tag) -> bool:
    """Whether an element is a line of its own, not a word within one."""
    if element.name in _LINES:
        return True
    beside = (element.previous_sibling, element.next_sibling)
    return (element.parent is None or element.parent.name in _LINES - {"p"}) and not any(
        each is not None and getattr(each, "name", None) is None and str(each).strip() for each in beside
    )


class _Line:
    """What such a line may say: the day of publication, as `2026-11-21`, and the author, small; "" where unknown."""

    def __init__(self, day: str, author: str) -> None:
        self.day, self.author = day, author

    def is_named(self, element: Tag) -> bool:
        """Whether an element of such a class is what its class says."""
        said = _short(element)
        plain = said is not None and (not _is_sentence(said) or _OPENING.match(said) is not None)
        return plain and not _holds(element, _KEPT)

    def says_no_more(self, element: Tag, *, told: bool = False) -> bool:
        """Whether an element says when and by whom, and hardly a word else. `told`: something else speaks for it."""
        said = _short(element)
        if not said or _EVENT.search(said) or _holds(element, _KEPT | {"img"}):
            return False
        time = element if element.name == "time" else element.find("time")
        shown = " ".join(time.get_text(" ").split()) if time is not None else ""
        rest = said.replace(shown, " ", 1) if shown else without_day(said, self.day) if self.day else None
        dated, rest = rest is not None, said if rest is None else rest
        small = rest.casefold()
        named = bool(self.author) and self.author in small
        rest = _SAID.sub(" ", small.replace(self.author, " ", 1) if named else small)
        words = len(re.findall(r"[^\W\d_]{2,}", rest))
        if (not dated and not named) or (words and _is_sentence(said)):
            return False
        most = (4 if shown or told else 2) if dated else 0
        return words <= (2 * most if _SEPARATOR.search(said) or _OPENING.match(said) else most)
