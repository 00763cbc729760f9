"""The place of an article's text comes in, with its title, when it was published and by whom; the lines that say so go
out of it.

A part of `parse`, for texts that are cut out of pages: what a CMS prints around a text (name, date, counters) is no
part of it. A line goes only where all of it is accounted for (`parse_byline_words`), and only where nothing but the
title was said before it, or where its class is one that themes give to bylines and to nothing else. Of what a person
wrote nothing is ever taken; a byline that stays is only ugly.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final, TypeAlias

from plugins.newsroom.parse_byline_words import LONGEST, Known

if TYPE_CHECKING:
    from bs4 import Tag
    from bs4.element import PageElement

    Line: TypeAlias = Sequence[PageElement]
    """One element that stands by itself, or what stands side by side between two such."""

_LOOKED_AT: Final = 60  # lines at the top of a text, and elements with such a class
_DEEPEST: Final = 20  # boxes within boxes

_CLASS: Final = re.compile(
    r"(?:(?:entry|post|article|artikel|news|berita|blog|jeg|td-post|elementor-post|wp-block-post|field--name)[-_]{1,2}"
    r"(?:meta|date|author|created|uid|byline|views|hits)(?:[-_](?:wrapper|wrap|list|item|box|name|data|date|author))?"
    r"|byline|posted[-_](?:on|by|in)|node__submitted|article-info|createdby|category-name)",
    re.I,
)
"""What WordPress, Joomla, Drupal and their themes call such lines, and nothing else."""
_LINES: Final = frozenset(
    "div p ul ol li dl dd dt header footer section article main aside address center h1 h2 h3 h4 h5 h6 br hr nav figure"
    " table thead tbody tr td th blockquote pre form".split()
)
_ENTERED: Final = frozenset("div section article main header center".split())
_KEPT: Final = frozenset(
    "h1 h2 h3 h4 h5 h6 figure video audio iframe object embed table tr td th blockquote pre form rt rp".split()
)


def take_out(place: Tag, title: str, published: str, author: str) -> None:
    """Take the bylines of a text out of its place. `title` is HTML; `published` and `author` are what is known from
    elsewhere, "" where nothing is."""
    known = Known(published, author)
    for element in place.find_all(class_=_is_precise, limit=_LOOKED_AT):
        line = [] if element.decomposed else _line_of(element, place)
        if known.accounts_for(_said(line) or "", told=True) and not _holds(line, _KEPT):
            _take(line)
    _Head(known, _letters(html.unescape(title))).take_out(place)


class _Head:
    """What stands before a text begins: bylines, and the title."""

    def __init__(self, known: Known, title: str) -> None:
        self.known, self.title, self.left = known, title, _LOOKED_AT

    def take_out(self, box: Tag, depth: int = 0) -> bool:
        """Take bylines out of a box until the text begins in it; whether it did."""
        for line in list(_lines(box)):
            said = _said(line)
            self.left -= 1
            if said is not None and self.known.accounts_for(said, told=False) and not _holds(line, _KEPT | {"img"}):
                _take(line)
            elif said != "" and (said is None or _letters(said) != self.title):
                boxes = [each for each in _elements(line) if each.name in _ENTERED]
                if not boxes or depth == _DEEPEST or self.take_out(boxes[0], depth + 1):
                    return True
            if self.left < 0:
                return True
        return False


def _is_precise(name: str | None) -> bool:
    return name is not None and _CLASS.fullmatch(name) is not None


def _elements(line: Line) -> list[Tag]:
    from bs4.element import Tag

    return [each for each in line if isinstance(each, Tag)]


def _lines(box: Tag) -> Iterator[Line]:
    """What stands in a box, line by line."""
    line: list[PageElement] = []
    for child in box.children:
        if any(each.name in _LINES for each in _elements([child])):
            yield line
            yield [child]
            line = []
        else:
            line.append(child)
    yield line


def _line_of(element: Tag, place: Tag) -> Line:
    """The line that an element is, or that it is a word of; none where it belongs to a table or a quotation."""
    within = [element]
    while within[-1] is not place and within[-1].parent is not None:
        within.append(within[-1].parent)
    if any(each.name in _KEPT for each in within if each is not place):
        return []
    whole = next((each for each in within if each is place or each.name in _LINES), place)
    return [whole] if whole is element else next((line for line in _lines(whole) if _has(line, within)), [])


def _has(line: Line, within: Sequence[Tag]) -> bool:
    return any(one is each for one in line for each in within)


def _said(line: Line) -> str | None:
    """What a line says, its pieces with | between them; None where it is longer than such a line."""
    said: list[str] = []
    for piece in _pieces(line):
        said += ["|", *piece.split()] if piece.strip() else []
        if sum(map(len, said)) > 2 * LONGEST:
            return None
    return " ".join(said[1:])


def _pieces(line: Line) -> Iterator[str]:
    from bs4.element import NavigableString, Tag

    for each in line:
        if isinstance(each, Tag):
            yield from each.strings
        elif type(each) is NavigableString:  # and no comment
            yield each


def _take(line: Line) -> None:
    """What holds words goes; a picture beside them stays."""
    for each in line:
        if _said([each]):
            each.decompose()


def _holds(line: Line, names: frozenset[str]) -> bool:
    """Whether a line is one of these elements or has one in it."""
    return any(each.name in names or each.find(list(names)) is not None for each in _elements(line))


def _letters(text: str) -> str:
    """What two writings of one title have in common."""
    return "".join(re.findall(r"\w", text.casefold()))
