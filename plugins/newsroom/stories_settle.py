"""Articles that wait for a story get one; what turns out to be one story becomes one. A part of `stories`.

Every article that came in or whose words changed is compared with its kin (`stories_kin`); then all that hang together
are grouped anew, the same whatever order they came in. A story keeps its address whoever joins or leaves it; where two
become one the later address leads to the earlier.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterator
from datetime import timedelta
from itertools import product
from typing import Final

from msgspec import Struct, field

from plugins.newsroom import match, stories
from plugins.newsroom.match_groups import APART, UNLIKE, Link, groups
from plugins.newsroom.match_notice import of_one_form
from plugins.newsroom.match_reading import sentence
from plugins.newsroom.match_verdict import HALF
from plugins.newsroom.model import Change
from plugins.newsroom.store import Row, Store
from plugins.newsroom.store_rows import when
from plugins.newsroom.stories import Desk
from plugins.newsroom.stories_kin import Kin
from plugins.newsroom.stories_targets import PAIRING, copies, target_key

AT_ONCE: Final = 500  # articles that are held at a time
MATE: Final = 9  # the rank of those that are of one story now: they come along, and are linked by what links them
TWINS: Final = 6  # of an article on either side: a thousand of the same words hang together by their neighbours
FILLED_IN: Final = {("filled",): APART, ("slots",): UNLIKE}  # what makes two things of one text, whatever a third has
SOMETHING: Final = 0.2  # of the words, that two copies of one release have in common, however each was cut
AGAIN: Final = timedelta(days=3)  # within which an agency posts the same release anew, with its figures put right


def settle(store: Store, desk: Desk) -> dict[int, bool]:
    """Every article that may be published and has no story yet gets one. Returns article id → whether it joined a
    story that others already carry. All or nothing: no article is ever left in a story that was not made."""
    with store.transaction():
        waiting = [row["id"] for row in store.q.pending_articles()]
        changed = [row["id"] for row in store.q.match_again()]
        kin, ids = Kin(store, desk.now), [*waiting, *changed]
        for some in _some(ids):
            kin.post(some)
        for some in _some(ids):
            for row in store.q.articles_to_settle(ids=json.dumps(some)):
                kin.look(row)
        store.q.all_matched()
        joined = _Grouping(store, desk, kin).settle(ids)
        stories.pin(store, desk)
    return {article: joined[article] for article in waiting}


def _some(ids: list[int]) -> Iterator[list[int]]:
    """A few at a time, for a first pull may bring a hundred thousand."""
    return (ids[start : start + AT_ONCE] for start in range(0, len(ids), AT_ONCE))


class _Component(Struct):
    """Articles that hang together, in their order, and why: by their ids."""

    rows: list[Row] = field(default_factory=list)
    links: list[tuple[int, float, int, int]] = field(default_factory=list)


class _Grouping:
    """From what is known of pairs to stories."""

    def __init__(self, store: Store, desk: Desk, kin: Kin) -> None:
        self.store, self.desk, self.kin = store, desk, kin
        self.joined: dict[int, bool] = {}
        self.bound, self.torn, self.alone = _decided(store, desk)
        self.new: set[str] = set()
        self.kinned: set[str] = set()  # stories that may have kin
        self.touched: dict[str, None] = {}
        self.told: defaultdict[str, dict[str, str]] = defaultdict(dict)  # of a story: what, and the note
        self._rows: dict[int, Row] = {}
        self._linked: defaultdict[int, list[tuple[int, float, int]]] = defaultdict(list)

    def settle(self, ids: list[int]) -> dict[int, bool]:
        """Every article in its story, and every story that it touched made anew."""
        seen: set[int] = set()
        for some in _some(ids):
            self._rows.clear()
            self._linked.clear()
            self._load(some)
            for each in some:
                if each not in seen:
                    component = self._component(each)
                    seen.update(row["id"] for row in component.rows)
                    self._assign(component)
        loosened = (self.store.q.story_of(article=each) for each in sorted(self.kin.loosened))
        self.touched |= dict.fromkeys(filter(None, loosened))
        self._compose()
        return self.joined

    def _compose(self) -> None:
        """Stories that have copies first: those that became a part of them name their address."""
        full: list[str] = []
        empty: list[str] = []
        for story in self.touched:
            (full if list(self.store.q.story_members(story=story)) else empty).append(story)
        for story in full:
            told = [Change(self.desk.now, what, note) for what, note in sorted(self.told[story].items())]
            new = story in self.new
            alone = new and story not in self.kinned
            stories.compose(self.store, self.desk, story, new=new, alone=alone, told=told)
        for story in empty:
            founder = self.store.q.article(id=self.store.q.story(id=story)["founder"])
            stories.absorb(self.store, self.desk, story, founder["story"])

    def _component(self, first: int) -> _Component:
        """All that hang together with one article."""
        found = _Component()
        waiting, known = [first], {first}
        while waiting:
            self._load(waiting)
            rows = [self._rows[each] for each in waiting]
            waiting = []
            for row in rows:
                found.rows.append(row)
                for rank, unlike, other in self._links(row):
                    if rank < MATE:
                        found.links.append((rank, unlike, row["id"], other))
                    if other not in known:
                        known.add(other)
                        waiting.append(other)
        found.rows.sort(key=lambda row: (row["published"], row["agency"], row["key"]))
        return found

    def _load(self, ids: list[int]) -> None:
        """Articles and what links them, unless they are known already."""
        if not (ids := [each for each in ids if each not in self._rows]):
            return
        wanted = json.dumps(ids)
        self._rows |= {row["id"]: row for row in self.store.q.articles_to_settle(ids=wanted)}
        for row in self.store.q.twins(ids=wanted, days=match.WINDOW.total_seconds() / 86400, most=TWINS):
            twins = {each for name, found in row.items() if name != "id" for each in json.loads(found)}
            self._linked[row["id"]] += [(1, 0.0, each) for each in sorted(twins)]
        for kin in self.store.q.same_kin(ids=wanted):
            self._linked[kin["id"]].append((2, 1 - kin["share"], kin["other"]))

    def _links(self, row: Row) -> Iterator[tuple[int, float, int]]:
        """Rank, unlikeness and id of those that an article may be one story with; its story's others come along."""
        yield from ((0, 0.0, other) for other in sorted(self.bound.get(row["id"], ())))
        yield from self._linked.get(row["id"], ())
        if row["story"]:
            mates = [mate["id"] for mate in self.store.q.story_members(story=row["story"])]
            yield from ((MATE, 1.0, mate) for mate in mates if mate != row["id"])

    def _assign(self, component: _Component) -> None:
        """Group what hangs together, and give each group its story."""
        rows = component.rows
        place = {row["id"]: n for n, row in enumerate(rows)}
        links = {Link(rank, unlike, *sorted((place[a], place[b]))) for rank, unlike, a, b in component.links}
        made = groups(
            len(rows),
            links,
            lambda a, b: self._against(rows[a], rows[b]),
            (lambda a, b: self._parted(rows[a], rows[b])) if self.torn or self.alone else None,
        )
        found = [[rows[n] for n in group] for group in made]
        owners = self._owners(found)
        for number, group in enumerate(found):
            own = [story for story, owner in owners.items() if owner == number]
            first = min(own, key=self._age) if own else self._open(group[0])
            for story in own:
                if story != first:
                    self.told[first]["merged"] = ""
            if any(self.kin.may_have(row["id"]) for row in group):
                self.kinned.add(first)
            for row in group:
                if row["story"] and row["story"] != first and row["story"] not in own:
                    self.told[row["story"]]["split"] = ""
                    if not own:  # a story of its own from here on, which says where it comes from
                        self.told[first].setdefault("split", self.store.q.story(id=row["story"])["path"])
                self._move(row, first)
                self.joined[row["id"]] = first not in self.new or row is not group[0]

    def _move(self, row: Row, story: str) -> None:
        if row["story"] != story:
            founded = row["story"] and self.store.q.story_founded_by(article=row["id"])  # its address follows it
            self.touched |= dict.fromkeys(filter(None, (story, row["story"], founded)))
            self.store.q.join_story(id=row["id"], story=story)
        for kin in list(self.store.q.kin_of(id=row["id"])) if self.kin.may_have(row["id"]) else ():
            if kin["answer"] != "same":
                self.touched |= dict.fromkeys(filter(None, (story, self.store.q.story_of(article=kin["other"]))))

    def _owners(self, found: list[list[Row]]) -> dict[str, int]:
        """Which group keeps each story that its members were in: the one with the article that the story was made of,
        else with the first that was in it."""
        owners: dict[str, int] = {}
        for number, group in enumerate(found):
            for row in group:
                if row["story"] and (row["story"] not in owners or row["id"] == self._founder(row["story"])):
                    owners[row["story"]] = number
        return owners

    def _age(self, story: str) -> tuple[str, str, str]:
        row = self.store.q.story(id=story)
        return row["first_seen"], row["published"], story

    def _founder(self, story: str) -> int:
        return int(self.store.q.story(id=story)["founder"])

    def _open(self, row: Row) -> str:
        """A new story, or the one that an article founded before it became another's."""
        if row["story"] and (found := self.store.q.story_founded_by(article=row["id"])):
            return str(found)
        for salt in range(1000):
            text = f"{row['agency']}\n{row['key']}\n{salt or ''}"
            story = hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:12]
            if story not in self.new and not self.store.q.story_is_known(story=story):
                self.new.add(story)
                return story
        raise AssertionError("a thousand stories of one article")

    def _parted(self, one: Row, other: Row) -> bool:
        """Whether an editor said that two are not one story."""
        return other["id"] in self.torn.get(one["id"], ()) or bool({one["id"], other["id"]} & self.alone)

    def _against(self, one: Row, other: Row) -> int:
        """Whether two cannot be one story, for one agency told them on two days or they have nothing in common; or are
        unlike, for their words say so, whatever a third has of both."""
        if other["id"] in self.bound.get(one["id"], ()):
            return 0
        apart = abs(when(one["published"]) - when(other["published"]))
        twins = bool(one["fingerprint"] and one["fingerprint"] == other["fingerprint"])
        placed = bool(one["canonical"] and one["canonical"] == other["canonical"])
        if one["agency"] == other["agency"] and (apart > AGAIN or twins or placed):
            return APART if apart > match.TWICE or one["title"] != other["title"] else 0
        if twins and not of_one_form(sentence(one["title"]), sentence(other["title"])):
            return 0
        like = self.kin.told(one["id"], other["id"])
        if twins:
            return APART if like.because == ("title",) else 0
        if like.answer == "doubtful" and like.because in FILLED_IN:
            return FILLED_IN[like.because]
        if like.answer != "different" or (like.share >= HALF and like.because in (("words",), ("head",))):
            return 0
        return UNLIKE if like.share >= SOMETHING else APART


def _decided(store: Store, desk: Desk) -> tuple[dict[int, set[int]], dict[int, set[int]], set[int]]:
    """Which articles the editors said are one story, which two are not, and which stand alone; of two words about the
    same, the later one counts."""
    bound: defaultdict[int, set[int]] = defaultdict(set)
    torn: defaultdict[int, set[int]] = defaultdict(set)
    alone: set[int] = set()
    for decision in sorted((d for d in desk.decisions if d.do in PAIRING), key=lambda d: d.at):
        ours = copies(store, target_key(decision.target))
        theirs = copies(store, target_key(decision.other)) if decision.other else set()
        if decision.do == "split" and not theirs:
            alone |= ours
            for each in ours:
                for other in bound.pop(each, set()):
                    bound[other].discard(each)
        now, before = (bound, torn) if decision.do == "merge" else (torn, bound)
        for one, other in (pair for a, b in product(ours, theirs) for pair in ((a, b), (b, a)) if a != b):
            now[one].add(other)
            before[one].discard(other)
            alone -= {one, other} if decision.do == "merge" else set()
    return bound, torn, alone
