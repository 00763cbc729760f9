"""A text comes in; its words go out, as they are written and as they are compared. What they mean is not asked here."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable
from functools import lru_cache
from itertools import compress, count
from typing import Final, NamedTuple, TypeVar

LONGEST: Final = 8000  # characters of a text that are read

MARKS: Final = ".,;:!?()[]{}\"“”„‘’'`´…*«»‹›<>|=+&%#@~^$\\•·_–—−/¶"
_APART: Final = (("–", " – "), ("—", " — "), ("−", " − "), ("-", " - "), ("/", " / "), ("\n", " ¶ "))


_T = TypeVar("_T")


class Remembered(dict[str, str]):
    """What a function says of words, asked once for each: most words of a text have been met before. Whoever sends
    ever new ones only makes it forget, and what is too long to be a word is not kept at all."""

    MOST: Final = 1 << 16
    LETTERS: Final = 32

    def __init__(self, ask: Callable[[str], str]) -> None:
        super().__init__()
        self.ask = ask

    def __missing__(self, word: str) -> str:
        said = self.ask(word)
        if len(word) <= self.LETTERS:
            if len(self) >= self.MOST:
                self.clear()
            self[word] = said
        return said


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


_BARE: Final = Remembered(lambda word: word.lower().strip(MARKS))
