"""From pairs to groups: tables of small cases, and what holds for every set of links."""

from __future__ import annotations

from itertools import combinations, permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.newsroom.match_groups import ASKED, Link, groups

EDITOR, TWINS, KIN = 0, 1, 2


def link(one: int, other: int, unlike: float = 0.1, rank: int = KIN) -> Link:
    return Link(rank, unlike, *sorted((one, other)))


def grouped(members: int, links: list[Link], *apart: tuple[int, int]) -> list[list[int]]:
    parted = {frozenset(pair) for pair in apart}
    return groups(members, links, lambda a, b: frozenset((a, b)) in parted)


@pytest.mark.parametrize(
    ("members", "links", "apart", "wanted"),
    [
        (0, [], [], []),
        (1, [], [], [[0]]),
        (3, [], [], [[0], [1], [2]]),
        (2, [link(0, 1)], [], [[0, 1]]),
        (2, [link(0, 1)], [(0, 1)], [[0], [1]]),
        (2, [link(0, 0)], [], [[0], [1]]),
        (3, [link(0, 1), link(1, 2)], [], [[0, 1, 2]]),
        (3, [link(0, 1, 0.2), link(1, 2, 0.1)], [(0, 2)], [[0], [1, 2]]),
        (3, [link(0, 1, 0.1), link(1, 2, 0.2)], [(0, 2)], [[0, 1], [2]]),
        (3, [link(0, 1, 0.1), link(1, 2, 0.1)], [(0, 2)], [[0, 1], [2]]),
        (3, [link(0, 1, 0.0), link(1, 2, 0.9, TWINS)], [(0, 2)], [[0], [1, 2]]),
        (4, [link(0, 1), link(2, 3), link(1, 2, 0.5)], [(0, 3)], [[0, 1], [2, 3]]),
        (4, [link(2, 3), link(0, 3), link(1, 3)], [], [[0, 1, 2, 3]]),
    ],
    ids=["nothing", "one alone", "no link", "a pair", "a pair that cannot be", "itself", "a chain", "the nearer one",
         "the other nearer one", "equally near: the first", "the same words before much the same", "two pairs",
         "the order of members"],
)  # fmt: skip
def test_who_hangs_together(
    members: int, links: list[Link], apart: list[tuple[int, int]], wanted: list[list[int]]
) -> None:
    """The strongest link first; two groups become one unless a member of one cannot be with a member of the other."""
    assert grouped(members, links, *apart) == wanted


def test_a_bulletin_of_two_releases_does_not_make_them_one() -> None:
    """It is with the one that it is most like; the other stands alone, whichever came first."""
    for first, second, bulletin in permutations(range(3)):
        found = grouped(3, [link(first, bulletin, 0.3), link(second, bulletin, 0.4)], (first, second))
        assert sorted(map(sorted, found)) == sorted([sorted([first, bulletin]), [second]])


LINKS = st.builds(
    lambda ends, unlike, rank: link(*ends, unlike / 8, rank),
    st.tuples(st.integers(0, 6), st.integers(0, 6)), st.integers(0, 8), st.sampled_from((EDITOR, TWINS, KIN)),
)  # fmt: skip
APART = st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6)), max_size=8)


@given(st.lists(LINKS, max_size=12), APART, st.randoms(use_true_random=False))
def test_the_same_for_every_order_of_links(links: list[Link], apart: list[tuple[int, int]], dice: object) -> None:
    """However the links came, and however often: the same groups, in the same order."""
    shuffled = [*links, *links[:3]]
    dice.shuffle(shuffled)  # type: ignore[attr-defined]
    assert grouped(7, shuffled, *apart) == grouped(7, links, *apart)


@given(st.lists(LINKS, max_size=12), APART)
def test_every_member_in_one_group_and_none_that_cannot_be(links: list[Link], apart: list[tuple[int, int]]) -> None:
    """Groups and members in their order; whoever is with another hangs together with it; no two are together that
    cannot be; and where nothing is apart, all that hang together are one."""
    found = grouped(7, links, *apart)
    assert sorted(member for group in found for member in group) == list(range(7))
    assert [group[0] for group in found] == sorted(group[0] for group in found)
    assert all(group == sorted(group) for group in found)
    together = {frozenset(pair) for group in found for pair in combinations(group, 2)}
    assert not together & {frozenset(pair) for pair in apart if pair[0] != pair[1]}
    for group in found:
        reached = {group[0]}
        while (
            more := {m for each in links for m in (each.one, each.other) if {each.one, each.other} & reached} - reached
        ):
            reached |= more
        assert set(group) <= reached
    whole = grouped(7, links)
    assert all({each.one, each.other} <= set(next(g for g in whole if each.one in g)) for each in links)


def test_only_some_of_a_crowd_are_asked() -> None:
    """An archive may carry one text hundreds of times: each newcomer asks those that it is linked to and the first few,
    so that a thousand cost thousands and no million."""
    asked = 0

    def apart(_one: int, _other: int) -> bool:
        nonlocal asked
        asked += 1
        return False

    assert groups(1000, [link(0, other) for other in range(1, 1000)], apart) == [list(range(1000))]
    assert asked <= 1000 * (ASKED + 2)
