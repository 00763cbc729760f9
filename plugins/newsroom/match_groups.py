"""Articles and what is known of pairs of them come in; which of them are one story goes out. A part of `match`. Pure.

The same whatever order they came in: links are followed from the strongest to the weakest, and two groups become one
unless a member of the one cannot be one story with a member of the other, or too many are too unlike. A release that is
made of two others is one story with the one it is most like, and does not make the two one. Editors come last, for what
they join or part are groups as the words made them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import product
from typing import Final

from msgspec import Struct

EDITORS: Final = 0  # the rank of what an editor joined
UNLIKE: Final = 1  # the words of two do not say that they are one story
APART: Final = 2  # they cannot be one
MANY: Final = 3  # of so many pairs one that is unlike keeps two groups apart
ASKED: Final = 6  # members of each group that are asked whether they can be one: an archive may carry one text often


class Link(Struct, frozen=True, order=True):
    """Two articles that are one story, by their places among the members. The least is the strongest: `rank` (what an
    editor decided, the same words or address, much the same words), then how little they share, then which come first.
    """

    rank: int
    unlike: float
    one: int
    other: int


Apart = Callable[[int, int], bool]
Against = Callable[[int, int], int]


def groups(members: int, links: Iterable[Link], against: Against, parted: Apart | None) -> list[list[int]]:
    """The places of all members, each in one group, groups and members in their order. `against`: whether two are
    `UNLIKE` or `APART` by their words; `parted`: whether an editor said it, whatever links them; None where none
    did."""
    of = list(range(members))
    found: dict[int, list[int]] = {place: [place] for place in of}
    for link in sorted(links, key=lambda link: (link.rank == EDITORS, link)):
        one, other = sorted((of[link.one], of[link.other]))
        if one == other or (parted and any(parted(a, b) for a, b in product(found[one], found[other]))):
            continue
        if link.rank != EDITORS and _part(product(_asked(found[one], link), _asked(found[other], link)), against):
            continue
        for place in found[other]:
            of[place] = one
        found[one] = sorted(found[one] + found.pop(other))
    return list(found.values())


def _part(asked: Iterable[tuple[int, int]], against: Against) -> bool:
    """Whether two groups stay two: of many copies in many hands two may have next to nothing in common."""
    answers = []
    for one, other in asked:
        answers.append(against(one, other))
        if answers[-1] == APART:
            return True
    return MANY * answers.count(UNLIKE) >= len(answers)


def _asked(group: Sequence[int], link: Link) -> Sequence[int]:
    """The two that are linked, and the first others."""
    linked = [place for place in (link.one, link.other) if place in group]
    return list(dict.fromkeys((*linked, *group[:ASKED])))
