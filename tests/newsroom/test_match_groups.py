"""From pairs to groups: tables of small cases, and what holds for every set of links."""

from __future__ import annotations

from collections.abc import Collection
from itertools import combinations, permutations
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.newsroom.match_groups import APART, ASKED, UNLIKE, Link, groups

EDITOR, TWINS, KIN = 0, 1, 2


def link(one: int, other: int, unlike: float = 0.1, rank: int = KIN) -> Link:
    return Link(rank, unlike, *sorted((one, other)))


Pairs = Collection[tuple[int, int]]


def grouped(
    members: int, links: list[Link], *apart: tuple[int, int], parted: Pairs = (), unlike: Pairs = ()
) -> list[list[int]]:
    """`apart` and `unlike`: by their words; `parted`: by an editor."""
    words, few, editors = ({frozenset(pair) for pair in pairs} for pairs in (apart, unlike, parted))
    return groups(
        members,
        links,
        lambda a, b: APART if frozenset((a, b)) in words else UNLIKE if frozenset((a, b)) in few else 0,
        lambda a, b: frozenset((a, b)) in editors,
    )


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


@pytest.mark.parametrize(
    ("copies", "unlike", "one"),
    [
        (1, 1, False),
        (2, 1, False),
        (3, 1, False),
        (4, 1, True),
        (4, 2, False),
        (5, 1, True),
        (6, 2, False),
        (5, 0, True),
    ],
)
def test_of_many_copies_a_few_may_be_unlike_another(copies: int, unlike: int, one: bool) -> None:
    """One was cut in front and one behind: fewer than one in three of the pairs that are asked. What cannot be one
    story with any of them stays out."""
    together = [link(0, each, 0.0) for each in range(1, copies)]
    last = link(copies - 1, copies, 0.5)
    found = grouped(copies + 1, [*together, last], unlike=[(each, copies) for each in range(unlike)])
    assert (len(found) == 1) == one
    assert len(grouped(copies + 1, [*together, last], (0, copies))) == 2


def test_a_bulletin_of_two_releases_does_not_make_them_one() -> None:
    """It is with the one that it is most like; the other stands alone, whichever came first."""
    for first, second, bulletin in permutations(range(3)):
        found = grouped(3, [link(first, bulletin, 0.3), link(second, bulletin, 0.4)], (first, second))
        assert sorted(map(sorted, found)) == sorted([sorted([first, bulletin]), [second]])


@pytest.mark.parametrize("parted", [[(0, 2)], [(1, 2)], [(0, 3)]])
def test_an_editor_parts_whole_groups_that_another_joined(parted: Pairs) -> None:
    """Two joined the pairs; where a member of one is parted from one of the other, they stay two."""
    links = [link(0, 1), link(2, 3), link(0, 2, rank=EDITOR)]
    assert grouped(4, links, (0, 2), (1, 2), (0, 3), (1, 3)) == [[0, 1, 2, 3]]
    assert grouped(4, links, parted=parted) == [[0, 1], [2, 3]]


LINKS = st.builds(
    lambda ends, unlike, rank: link(*ends, unlike / 8, rank),
    st.tuples(st.integers(0, 6), st.integers(0, 6)), st.integers(0, 8), st.sampled_from((EDITOR, TWINS, KIN)),
)  # fmt: skip
SOME_PAIRS = st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6)), max_size=8)


@given(st.lists(LINKS, max_size=12), SOME_PAIRS, SOME_PAIRS, st.randoms(use_true_random=False))
def test_the_same_for_every_order_of_links(links: list[Link], apart: Pairs, parted: Pairs, dice: Random) -> None:
    """However the links came, and however often: the same groups, in the same order."""
    shuffled = [*links, *links[:3]]
    dice.shuffle(shuffled)
    assert grouped(7, shuffled, *apart, parted=parted) == grouped(7, links, *apart, parted=parted)


def pairs_in(found: list[list[int]]) -> set[frozenset[int]]:
    return {frozenset(pair) for group in found for pair in combinations(group, 2)}


@given(st.lists(LINKS, max_size=12), SOME_PAIRS, SOME_PAIRS)
def test_every_member_in_one_group_and_none_that_cannot_be(links: list[Link], apart: Pairs, parted: Pairs) -> None:
    """Groups and members in their order; whoever is with another hangs together with it; no two are together that an
    editor parted, and without an editor's joining none whose words part them; where nothing is apart, all that hang
    together are one."""
    found = grouped(7, links, *apart, parted=parted)
    assert sorted(member for group in found for member in group) == list(range(7))
    assert [group[0] for group in found] == sorted(group[0] for group in found)
    assert all(group == sorted(group) for group in found)
    assert not pairs_in(found) & {frozenset(pair) for pair in parted}
    plain = grouped(7, [each for each in links if each.rank != EDITOR], *apart)
    assert not pairs_in(plain) & {frozenset(pair) for pair in apart}
    for group in found:
        reached = {group[0]}
        while (
            more := {m for each in links for m in (each.one, each.other) if {each.one, each.other} & reached} - reached
        ):
            reached |= more
        assert set(group) <= reached
    whole = grouped(7, links)
    assert all({each.one, each.other} <= set(next(g for g in whole if each.one in g)) for each in links)


@given(st.lists(LINKS, max_size=12), SOME_PAIRS)
def test_an_editor_joins_whole_groups(links: list[Link], apart: Pairs) -> None:
    """What he joins are the groups that the words made: nobody falls out of them, whatever the words say of the two."""
    words = [each for each in links if each.rank != EDITOR]
    before, after = pairs_in(grouped(7, words, *apart)), pairs_in(grouped(7, links, *apart))
    assert before <= after
    assert {
        frozenset((each.one, each.other)) for each in links if each.rank == EDITOR and each.one != each.other
    } <= after


@pytest.mark.parametrize("members", [2, ASKED, ASKED + 1, 4 * ASKED])
def test_an_editor_parts_two_of_any_crowd(members: int) -> None:
    """However many carry the text: the two are apart, and everybody else is with one of them."""
    links = [link(one, other, (one + other) / 1000) for one, other in combinations(range(members), 2)]
    last = (members - 2, members - 1)
    found = grouped(members, links, parted=[last])
    assert len(found) == 2
    assert not pairs_in(found) & {frozenset(last)}


def test_only_some_of_a_crowd_are_asked_for_their_words() -> None:
    """An archive may carry one text hundreds of times: each newcomer asks those that it is linked to and the first few,
    so that a thousand cost thousands and no million."""
    asked = 0

    def against(_one: int, _other: int) -> int:
        nonlocal asked
        asked += 1
        return 0

    def parted(_one: int, _other: int) -> bool:
        return False

    assert groups(1000, [link(0, other) for other in range(1, 1000)], against, parted) == [list(range(1000))]
    assert asked <= 1000 * (ASKED + 2)
