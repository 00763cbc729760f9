"""A function of one word comes in; the same function that remembers what it said goes out: most words of a text have
been met before."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, TypeVar

Said = TypeVar("Said")

MOST: Final = 1 << 14
LONGEST: Final = 32  # letters; longer ones are no words that come again


class Remembered(dict[str, Said]):
    """What a function says of words, asked once for each, by `remembered[word]`. Whoever sends ever new ones only makes
    it forget those that nobody used of late; what is too long to be a word is not kept at all."""

    def __init__(self, ask: Callable[[str], Said]) -> None:
        super().__init__()
        self.ask = ask
        self.before: dict[str, Said] = {}  # those before the `MOST` of now; who is used again comes back

    def __missing__(self, word: str) -> Said:
        said = self.before[word] if word in self.before else self.ask(word)
        if len(word) <= LONGEST:
            if len(self) >= MOST:
                self.before = dict(self)
                self.clear()
            self[word] = said
        return said
