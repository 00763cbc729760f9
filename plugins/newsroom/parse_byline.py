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
from collections.abc import Iterable, Iterator, Sequence, Set
from itertools import islice, takewhile
from typing import TYPE_CHECKING, Final, TypeAlias

from plugins.newsroom.parse_byline_words import LONGEST, Known

if TYPE_CHECKING:
    from bs4 import Tag
    from bs4.element import PageElement

    Line: TypeAlias = Sequence[PageElement]
    """One element that stands by itself, or what stands side by side between two such."""

_LOOKED_AT: Final = 60  # lines at the top of a text, and elements with such a class
_DEEPEST: Final = 20  # boxes within boxes
_MOST: Final = 1000  # elements and texts of a line; the longest bylines have some dozens

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
    judged: set[int] = set()  # what stands in a line that was looked at: many words of one line cost it once
    for element in place.find_all(class_=_is_precise, limit=_LOOKED_AT):
        line = [] if element.decomposed else _line_of(element, place, judged)
        judged.update(map(id, line))
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


def _line_of(element: Tag, place: Tag, judged: Set[int]) -> Line:
    """The line that an element is, or that it is a word of; none where it belongs to a table or a quotation, or where
    its line was judged already."""
    within = [element]
    while within[-1] is not place and within[-1].parent is not None:
        within.append(within[-1].parent)
    if any(each.name in _KEPT for each in within if each is not place):
        return []
    depth = next((n for n, each in enumerate(within) if each is place or each.name in _LINES), len(within) - 1)
    if not depth:
        return [element]
    word = within[depth - 1]
    if id(word) in judged:
        return []
    return [*reversed(_beside(word.previous_siblings)), word, *_beside(word.next_siblings)]


def _beside(siblings: Iterable[PageElement]) -> Line:
    """What stands in one line with that whose siblings these are, the nearest first."""
    return list(takewhile(lambda each: getattr(each, "name", None) not in _LINES, siblings))


def _said(line: Line) -> str | None:
    """What a line says, its pieces with | between them; None where it is longer or of more pieces than such a line."""
    if next(islice(_nodes(line), _MOST, None), None) is not None:
        return None
    said: list[str] = []
    for piece in _pieces(line):
        said += ["|", *piece.split()] if piece.strip() else []
        if sum(map(len, said)) > 2 * LONGEST:
            return None
    return " ".join(said[1:])


def _nodes(line: Line) -> Iterator[PageElement]:
    """The elements and texts of a line, and all that is in them."""
    from bs4.element import Tag

    for each in line:
        yield each
        if isinstance(each, Tag):
            yield from each.descendants


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
