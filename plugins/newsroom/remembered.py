"""A function of one word comes in; the same function that remembers what it said goes out: most words of a text have
been met before."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, TypeVar

Said = TypeVar("Said")

MOST: Final = 1 << 15
LONGEST: Final = 32  # letters; longer ones are no words that come again


class Remembered(dict[str, Said]):
    """What a function says of words, asked once for each, by `remembered[word]`. Whoever sends ever new ones only makes
    it forget, and what is too long to be a word is not kept at all."""

    def __init__(self, ask: Callable[[str], Said]) -> None:
        super().__init__()
        self.ask = ask

    def __missing__(self, word: str) -> Said:
        said = self.ask(word)
        if len(word) <= LONGEST:
            if len(self) >= MOST:
                self.clear()
            self[word] = said
        return said
