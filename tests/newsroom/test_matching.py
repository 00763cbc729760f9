"""Which articles are one story, over a real store: found by what they share, whatever order they came in."""

from __future__ import annotations

import json
import random
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from plugins.newsroom import clean, filing, match_reading, stories, stories_settle
from plugins.newsroom.identity import identify
from plugins.newsroom.match_verdict import share_figures
from plugins.newsroom.model import Agency, Decision, Entry, Network, Story, Verdict
from plugins.newsroom.store import Store
from plugins.newsroom.store_rows import story_from
from plugins.newsroom.stories import Desk

PAIRS = Path(__file__).parents[2] / "benchmarks/match/tuning.jsonl"
NOW = datetime(2027, 6, 1, 5, 0, tzinfo=UTC)


def pairs() -> list[dict[str, Any]]:
    return [json.loads(line) for line in PAIRS.read_text(encoding="utf-8").splitlines()]


class Desks:
    """A store, and articles as the tuning set has them, which come in one after the other."""

    def __init__(self, folder: Path) -> None:
        self.store = Store(f"sqlite:///{folder / 'p.sqlite3'}")
        self.agencies: dict[str, Agency] = {}
        self.decisions: tuple[Decision, ...] = ()
        self.ids: dict[str, int] = {}
        self.now = NOW

    def desk(self) -> Desk:
        return Desk(Network("Kabupaten Contoh"), self.agencies, self.decisions, self.now)

    def file(self, name: str, said: dict[str, Any], **more: Any) -> None:
        agency = said["agency"].lower().replace(" ", "-")
        self.agencies.setdefault(agency, Agency(agency, said["agency"], "dinas", said["agency"]))
        text = "".join(f"<p>{part}</p>" for part in said["text"].split("\n") if part.strip())
        entry = Entry(name, f"https://{agency}.example/{name}", said["title"], "", text, said["published"])
        ((key, canonical),) = identify([replace(entry, **more)])
        article = clean.article(
            replace(entry, **more), agency=agency, feed="f", key=key, canonical=canonical, mode="full",
            parse_date=lambda text: datetime.fromisoformat(text).astimezone(UTC), injected=lambda lines: [False] * len(lines),
        )  # fmt: skip
        article = replace(article, sketch=match_reading.sketch(article.title, article.text).packed())
        with self.store.transaction():
            self.ids[name] = filing.file(self.store, self.desk(), article, Verdict("publish"), "full").article

    def settle(self) -> None:
        stories_settle.settle(self.store, self.desk())
        self.now += timedelta(hours=1)

    def story(self, name: str) -> str:
        return str(self.store.q.story_of(article=self.ids[name]))

    def shown(self, name: str) -> Story:
        row = self.store.q.printed_story(id=self.story(name))
        return story_from(row, self.store.q.story_history(story=row["id"]))

    def groups(self) -> set[frozenset[str]]:
        found: dict[str, set[str]] = {}
        for name in self.ids:
            found.setdefault(self.story(name), set()).add(name)
        return {frozenset(group) for group in found.values()}


@pytest.fixture
def desks(tmp_path: Path) -> Iterator[Desks]:
    made = Desks(tmp_path)
    yield made
    made.store.close()


def told(desks: Desks, named: Iterable[tuple[str, dict[str, Any]]]) -> None:
    for name, said in named:
        desks.file(name, said)


def test_the_tuning_set(desks: Desks) -> None:
    """Every pair of the set through the whole house, all articles in one store: no pair that is not the same becomes
    one story, and nearly all that are do."""
    found = pairs()
    for number, pair in enumerate(found):
        desks.file(f"{number}a", pair["a"])
        desks.file(f"{number}b", pair["b"])
    desks.settle()
    answers = [(pair["label"], desks.story(f"{n}a") == desks.story(f"{n}b"), pair) for n, pair in enumerate(found)]
    wrong = [(pair["family"], pair["case"]) for label, same, pair in answers if same and label != "same"]
    missed = [(pair["family"], pair["case"]) for label, same, pair in answers if not same and label == "same"]
    assert wrong == []
    assert len(missed) <= 8, missed


@pytest.mark.parametrize("seed", range(6))
def test_the_order_of_arrival_does_not_matter(tmp_path: Path, seed: int) -> None:
    """Sixty articles of hard cases, in any order and any number at a time, end in the same groups."""
    chosen = [
        pair
        for pair in pairs()
        if pair["label"] != "different" or pair["case"] in ("shared-background", "weather-daily")
    ]
    chosen = random.Random(seed // 3).sample(chosen, 30)
    named = [(f"{n}{side}", pair[side]) for n, pair in enumerate(chosen) for side in "ab"]
    results = []
    for run in range(3):
        folder = tmp_path / str(run)
        folder.mkdir()
        desks = Desks(folder)
        dice = random.Random(10 * seed + run)
        dice.shuffle(named)
        for name, said in named:
            desks.file(name, said)
            if dice.random() < 0.3:
                desks.settle()
        desks.settle()
        results.append(desks.groups())
        desks.store.close()
    assert results[0] == results[1] == results[2]


def pair(case: str, number: int = 0) -> dict[str, Any]:
    """One of the set's pairs of a case."""
    return [each for each in pairs() if each["case"] == case][number]


def decide(desks: Desks, do: str, target: str, other: str = "", minutes: int = 0) -> None:
    """An editor's word, which is taken in as a pull does it."""
    at = NOW + timedelta(minutes=minutes)
    desks.decisions = (*desks.decisions, Decision(do, target, "Alasan.", at, "Redaksi", other))
    with desks.store.transaction():
        for each in desks.ids.values():
            desks.store.q.unmatch(article=each)


def history(story: Story) -> list[tuple[str, str]]:
    """What the public history says, oldest first, with its notes."""
    return [(change.what, change.note) for change in story.history]


def address(desks: Desks, name: str) -> str:
    return str(desks.store.q.article(id=desks.ids[name])["url"])


@pytest.mark.parametrize("case", ["lead-added", "cut-half", "reordered", "quote-dropped", "verbatim-new-title"])
@pytest.mark.parametrize("later", [False, True], ids=["together", "one after the other"])
def test_a_copy_joins_and_the_origin_leads(desks: Desks, case: str, later: bool) -> None:
    """One page; the earlier copy leads, the other is named; the address is the first one's."""
    chosen = pair(case)
    first, second = sorted((chosen["a"], chosen["b"]), key=lambda said: str(said["published"]))
    desks.file("first", first)
    if later:
        desks.settle()
    desks.file("second", second)
    desks.settle()
    story = desks.shown("first")
    assert desks.story("first") == desks.story("second")
    assert (story.title, story.sources[0].agency) == (first["title"], story.agency)
    assert story.history == ()


def test_two_published_stories_turn_out_to_be_one(desks: Desks) -> None:
    """An edit shows it: the later address leads to the earlier, whose history says so, and stays when it is parted."""
    one, other = pair("verbatim-new-title")["a"], pair("unrelated", 5)["b"]
    desks.file("one", one)
    desks.file("other", other | {"published": one["published"]})
    desks.settle()
    before = desks.story("one"), desks.story("other")
    assert before[0] != before[1]
    desks.file("other", {**one, "agency": other["agency"]}, guid="other")
    desks.settle()
    assert desks.story("one") == desks.story("other")
    (kept,) = {desks.story("one")}
    gone = next(iter(set(before) - {kept}))
    row = desks.store.q.printed_story(id=gone)
    moved = story_from(row, desks.store.q.story_history(story=gone))
    assert (moved.merged, moved.status) == (desks.shown("one").path, "withdrawn")
    assert "merged" in [change.what for change in desks.shown("one").history]
    decide(desks, "split", address(desks, "other"))
    desks.settle()
    assert {desks.story("one"), desks.story("other")} == set(before)
    assert desks.shown("other").merged == ""
    stayed, went = sorted(map(desks.shown, ("one", "other")), key=lambda story: story.id != kept)
    assert {("merged", ""), ("split", "")} <= set(history(stayed))
    assert {("merged", stayed.path), ("split", stayed.path)} <= set(history(went))
    assert "restored" not in [what for what, _ in history(went)]  # it was never withdrawn


def test_a_store_without_sketches_learns_them(desks: Desks) -> None:
    """What came in before anything was compared is found by a copy that comes in later."""
    case = pair("verbatim-new-title")
    desks.file("one", case["a"])
    desks.settle()
    connection = desks.store._connection
    connection.execute("DELETE FROM sketch")
    connection.execute("DELETE FROM posting")
    desks.store.q.unmatch(article=desks.ids["one"])
    desks.file("two", case["b"])
    desks.settle()
    assert desks.story("one") == desks.story("two")


def test_an_editor_joins_what_no_word_joins(desks: Desks) -> None:
    """`merge` makes one story of two; without the decision they are two again, at their old addresses."""
    chosen = pair("unrelated")
    desks.file("a", chosen["a"])
    desks.file("b", chosen["b"])
    desks.settle()
    before = desks.shown("a").path, desks.shown("b").path
    decide(desks, "merge", address(desks, "a"), before[1])
    desks.settle()
    assert desks.story("a") == desks.story("b")
    decide(desks, "pin", before[0])
    desks.settle()
    assert desks.story("a") == desks.story("b")
    desks.decisions = ()
    decide(desks, "pin", before[0])
    desks.settle()
    assert (desks.shown("a").path, desks.shown("b").path) == before


def test_an_editor_parts_what_words_join(desks: Desks) -> None:
    """`split` by the copy's own address, or by both; what was parted stays parted in every later pull, and says so
    once: the one that was left, and the new one, which names where it comes from."""
    chosen = pair("reordered")
    desks.file("a", chosen["a"])
    desks.file("b", chosen["b"])
    desks.settle()
    assert desks.story("a") == desks.story("b")
    decide(desks, "split", address(desks, "b"), address(desks, "a"))
    for _ in range(3):
        desks.settle()
        assert desks.story("a") != desks.story("b")
        stayed, went = sorted(map(desks.shown, "ab"), key=lambda story: history(story) != [("split", "")])
        assert history(went) == [("split", stayed.path)]
        with desks.store.transaction():
            desks.store.q.unmatch(article=desks.ids["a"])
    decide(desks, "merge", address(desks, "b"), address(desks, "a"), minutes=5)
    desks.settle()
    assert desks.story("a") == desks.story("b")


def test_a_small_edit_parts_nobody(desks: Desks) -> None:
    """Either side puts a figure right, one after the other: they stay one story."""
    chosen = pair("corrected-figures", 3)
    desks.file("a", chosen["a"])
    desks.file("b", chosen["a"] | {"agency": "Kecamatan Lain"})
    desks.settle()
    for name, agency in (("a", chosen["a"]["agency"]), ("b", "Kecamatan Lain")):
        desks.file(name, {**chosen["b"], "agency": agency, "published": chosen["a"]["published"]})
        desks.settle()
        assert desks.story("a") == desks.story("b")
    assert len(desks.groups()) == 1


def test_related_stories_name_each_other(desks: Desks) -> None:
    """Two agencies tell of one event in their own words: two stories, each names the other."""
    for number, chosen in enumerate(each for each in pairs() if each["case"] == "shared-background"):
        told(desks, ((f"former-{number}{side}", chosen[side]) for side in "ab"))
    told(desks, ((f"else-{n}", each["a"]) for n, each in enumerate(pairs()) if each["case"] == "weekly-prices"))
    desks.settle()
    for number, chosen in enumerate(each for each in pairs() if each["case"] == "own-words"):
        desks.file(f"{number}a", chosen["a"])
        desks.file(f"{number}b", chosen["b"])
    desks.settle()
    named = [n for n in range(25) if desks.story(f"{n}b") in desks.shown(f"{n}a").related]
    assert len(named) >= 8
    assert all(desks.story(f"{n}a") in desks.shown(f"{n}b").related for n in named)
    others = {story for n in range(25) for story in desks.shown(f"{n}a").related} - {
        desks.story(f"{n}b") for n in range(25)
    }
    assert len(others) <= 3


def test_one_agency_that_writes_much_alike_tells_of_one_event_by_its_figures(desks: Desks) -> None:
    """Pairs of one event without a figure in common: two agencies that tell it are related; where one and the same
    tells both, its manner of writing is all that they may share."""
    chosen = [each for each in pairs() if each["case"] in ("own-words", "announcement-and-report", "correction-notice")]
    for number, each in enumerate(chosen):
        told(desks, ((f"{number}{side}", each[side]) for side in "ab"))
        told(desks, ((f"{number}{side} of one", {**each[side], "agency": f"Dinas {number}"}) for side in "ab"))
    desks.settle()
    readings = [
        [match_reading.read(each[side]["title"], each[side]["text"], NOW.date()) for side in "ab"] for each in chosen
    ]
    bare = [n for n, two in enumerate(readings) if not share_figures(*two)]

    def related(number: int, whose: str) -> bool:
        kin = {row["other"]: row["answer"] for row in desks.store.q.kin_of(id=desks.ids[f"{number}a{whose}"])}
        return kin.get(desks.ids[f"{number}b{whose}"]) == "related"

    assert sum(related(n, "") for n in bare) >= 3
    assert not any(related(n, " of one") for n in bare)


# --- editors and whole stories -------------------------------------------------------------------------------------


def plainly(agency: str, text: str, hours: int, title: str = "Kabar dari kantor kami hari ini") -> dict[str, Any]:
    at = NOW - timedelta(days=3) + timedelta(hours=hours)
    return {"agency": agency, "title": title, "text": text, "published": at.isoformat()}


def unlike(number: int) -> str:
    """Texts that have nothing to do with one another."""
    return str(pair("unrelated", number)["a"]["text"])


def test_a_merge_joins_stories_with_all_their_copies(desks: Desks) -> None:
    """Two stories, each of two agencies: one story of four. Nobody falls out, whatever the words of two of them say;
    without the decision they are the two that they were."""
    lead = "Kami teruskan kabar ini kepada seluruh warga kecamatan agar diketahui bersama."
    for number, name in enumerate(("a1", "a2", "b1", "b2")):
        text = unlike(4 * (number // 2))
        desks.file(name, plainly(name, f"{lead}\n{text}" if number % 2 else text, number, f"Judul {name}"))
        desks.settle()
    two = {frozenset({"a1", "a2"}), frozenset({"b1", "b2"})}
    assert desks.groups() == two
    decide(desks, "merge", desks.shown("b1").path, desks.shown("a1").path)
    desks.settle()
    assert desks.groups() == {frozenset({"a1", "a2", "b1", "b2"})}
    desks.decisions = ()
    decide(desks, "pin", address(desks, "a1"))
    desks.settle()
    assert desks.groups() == two


def test_three_stories_become_one_and_part_again(desks: Desks) -> None:
    """One after the other is joined: both later addresses lead to the first. Parted from it, the two that were joined
    before are one, and the last address leads to theirs, not where it led meanwhile."""
    for number, name in enumerate("cab"):
        desks.file(name, plainly(name, unlike(4 * number), number, f"Judul {name}"))
        desks.settle()
    story = {name: desks.story(name) for name in "abc"}
    path = {name: desks.shown(name).path for name in "abc"}

    def leads(name: str) -> str:
        row = desks.store.q.printed_story(id=story[name])
        return story_from(row, desks.store.q.story_history(story=row["id"])).merged

    decide(desks, "merge", path["a"], path["b"])
    desks.settle()
    assert (leads("b"), leads("a")) == (path["a"], "")
    decide(desks, "merge", path["a"], path["c"], 1)
    desks.settle()
    assert desks.groups() == {frozenset("abc")}
    assert (leads("a"), leads("b"), leads("c")) == (path["c"], path["c"], "")
    decide(desks, "split", address(desks, "a"), address(desks, "c"), 2)
    decide(desks, "split", address(desks, "b"), address(desks, "c"), 2)
    desks.settle()
    assert desks.groups() == {frozenset("ab"), frozenset("c")}
    assert (leads("a"), leads("b"), leads("c")) == ("", path["a"], "")


@pytest.mark.parametrize("copies", [2, 7, 12])
def test_an_editor_parts_two_of_many_copies(desks: Desks, copies: int) -> None:
    """A release that a dozen carry: the two that `split` names are apart, however many others have the same words."""
    names = [f"n{number}" for number in range(copies)]
    for number, name in enumerate(names):
        own = f"Demikian disampaikan oleh kantor kami, loket {'abcdefghijkl'[number] * 3}, kepada warga."
        desks.file(name, plainly(name, f"{unlike(0)}\n{own}", number, f"Judul {name}"))
    desks.settle()
    assert desks.groups() == {frozenset(names)}
    decide(desks, "split", address(desks, names[-1]), address(desks, names[-2]))
    desks.settle()
    assert desks.story(names[-1]) != desks.story(names[-2])
    assert sum(map(len, desks.groups())) == copies


@pytest.mark.parametrize("first", ["merge", "withdraw", "at once"])
@pytest.mark.parametrize("target", ["earlier", "later"])
def test_what_was_decided_of_a_part_counts_for_the_whole(desks: Desks, first: str, target: str) -> None:
    """A story is withdrawn by the address that leads to it as by its own; and one that was withdrawn does not come to
    light again because it became a part of another, whichever was decided first. Parted, the other one is there again.
    Each says once that it was withdrawn, and nothing is restored that was not.
    """
    for number, name in enumerate(("earlier", "later")):
        desks.file(name, plainly(name, unlike(4 * number), number, f"Judul {name}"))
        desks.settle()
    path = {name: desks.shown(name).path for name in ("earlier", "later")}

    def taken_in() -> None:
        with desks.store.transaction():
            for decision in desks.decisions:
                for story in stories.named(desks.store, stories.target_key(decision.target)):
                    stories.compose(desks.store, desks.desk(), story)
        if first != "at once" or len(desks.decisions) > 1:
            desks.settle()

    words = [("merge", path["later"], path["earlier"]), ("withdraw", path[target], "")]
    for minutes, (do, address_of, other) in enumerate(words if first == "merge" else words[::-1]):
        decide(desks, do, address_of, other, minutes)
        taken_in()
    assert desks.story("earlier") == desks.story("later")
    assert desks.shown("earlier").path == path["earlier"]
    assert desks.shown("earlier").status == "withdrawn"
    assert desks.shown("earlier").merged == ""
    assert stories.unmatched(desks.store, desks.desk()) == []
    decide(desks, "split", address(desks, "later"), minutes=9)
    taken_in()
    assert {name: desks.shown(name).path for name in path} == path
    assert {name for name in path if desks.shown(name).status == "withdrawn"} == {target}
    for name in path:
        said = [what for what, _ in history(desks.shown(name)) if what in ("withdrawn", "restored")]
        assert said == (["withdrawn"] if name == target else ["withdrawn", "restored"] if name == "earlier" else [])
