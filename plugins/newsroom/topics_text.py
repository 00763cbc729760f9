"""A text comes in; its words go out, as they are written and as they are compared. What they mean is not asked here."""

from __future__ import annotations

from collections.abc import Container, Iterable
from functools import lru_cache
from itertools import compress, count
from typing import Final, NamedTuple, TypeVar

from plugins.newsroom.remembered import Remembered

LONGEST: Final = 8000  # characters of a text that are read

MARKS: Final = ".,;:!?()[]{}\"“”„‘’'`´…*«»‹›<>|=+&%#@~^$\\•·_–—−/¶"
_APART: Final = (("–", " – "), ("—", " — "), ("−", " − "), ("-", " - "), ("/", " / "), ("\n", " ¶ "))

_T = TypeVar("_T")


class Words(NamedTuple):
    """Two lists of one length: the words with the marks that touch them, and the same in small letters without marks.
    A hyphen is there as "-"; what is no word (a dash, a line's end) as ""."""

    written: list[str]
    lower: list[str]


def places_in(known: Container[_T], words: Iterable[_T]) -> list[int]:
    """At which places among words, or pairs of them, those stand that are known."""
    return list(compress(count(), map(known.__contains__, words)))


def words_of(text: str) -> Words:
    """The words of the first `LONGEST` characters of a text. They are not to be changed."""
    return _words_of(text[:LONGEST])


@lru_cache(8)  # topics and places read the same text, one after the other
def _words_of(text: str) -> Words:
    for mark, apart in _APART:
        text = text.replace(mark, apart)
    written = text.split()
    return Words(written, list(map(_BARE.__getitem__, written)))


_BARE: Final[Remembered[str]] = Remembered(lambda word: word.lower().strip(MARKS))
