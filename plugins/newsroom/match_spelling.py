"""A word and others come in; whether it is one of them, mistyped or misread, goes out. A part of `match`. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from typing import Final

SPELLED: Final = 0.75  # of two names' letters: one is the other, mistyped
MISREAD: Final = 0.85  # of two names' letters: one is the other, misread each time it is said
LONG_NAME: Final = 40  # letters; what is longer is no name, and to compare it costs the square of them


Ends = tuple[Mapping[str, list[str]], Mapping[str, list[str]]]
"""Words by their first two letters, and by their last two."""


def by_ends(words: Iterable[str], names: Collection[str]) -> Ends:
    """Those words that begin or end as one of these names."""
    first: dict[str, list[str]] = {name[:2]: [] for name in names}
    last: dict[str, list[str]] = {name[-2:]: [] for name in names}
    for word in words:
        if word[:2] in first:
            first[word[:2]].append(word)
        if word[-2:] in last:
            last[word[-2:]].append(word)
    return first, last


def any_mistyped(names: Collection[str], words: Iterable[str]) -> bool:
    """Whether one of these is one of those words, mistyped."""
    near = by_ends(words, names)
    return any(mistyped(name, near) for name in names)


def all_mistyped(names: Collection[str], words: Iterable[str]) -> bool:
    """Whether each of these is."""
    near = by_ends(words, names)
    return all(mistyped(name, near) for name in names)


def mistyped(name: str, words: Ends, least: float = SPELLED) -> bool:
    """Whether it is one of these with a letter or two wrong: then its beginning or its end is right."""
    if len(name) > LONG_NAME:
        return False
    first, last = words
    near = {*first.get(name[:2], ()), *last.get(name[-2:], ())}
    places: defaultdict[str, int] = defaultdict(int)
    for place, letter in enumerate(name):
        places[letter] |= 1 << place
    return any(
        2 * _in_common(word, places) >= least * (len(word) + len(name))
        for word in near
        if abs(len(word) - len(name)) <= 2
    )


def _in_common(word: str, places: Mapping[str, int]) -> int:
    """How many letters a word and a name have in the same order, at most; `places`: one bit for each place of a letter
    in the name. The longest common subsequence, a row of its table in one number (Allison and Dix, 1986)."""
    row = 0
    for letter in word:
        either = row | places.get(letter, 0)
        row = either & ~(either - ((row << 1) | 1))
    return row.bit_count()
