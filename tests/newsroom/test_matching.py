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
from plugins.newsroom.stories_idle import unmatched
from plugins.newsroom.stories_ruled import settled, stood
from plugins.newsroom.stories_targets import named, target_key

SETS = Path(__file__).parents[2] / "benchmarks/match"
NOW = datetime(2027, 6, 1, 5, 0, tzinfo=UTC)


def pairs(name: str = "tuning") -> list[dict[str, Any]]:
    return [json.loads(line) for line in (SETS / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]


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


@pytest.mark.parametrize(("name", "most"), [("tuning", 4), ("damaged", 12), ("further", 20), ("templates", 9)])
def test_a_whole_set(desks: Desks, name: str, most: int) -> None:
    """Every pair of a set through the whole house, all articles in one store: no pair that is not the same becomes one
    story, and nearly all that are do; where each copy suffered several things at once, most; the templates
    are nearly all texts that were filled in for two things."""
    found = pairs(name)
    for number, pair in enumerate(found):
        desks.file(f"{number}a", pair["a"])
        desks.file(f"{number}b", pair["b"])
    desks.settle()
    answers = [(pair["label"], desks.story(f"{n}a") == desks.story(f"{n}b"), pair) for n, pair in enumerate(found)]
    wrong = [(pair["family"], pair["case"]) for label, same, pair in answers if same and label != "same"]
    missed = [(pair["family"], pair["case"]) for label, same, pair in answers if not same and label == "same"]
    assert wrong == []
    assert len(missed) <= most, missed


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
                for story in named(desks.store, target_key(decision.target)):
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
    assert unmatched(desks.store, desks.desk()) == []
    decide(desks, "split", address(desks, "later"), minutes=9)
    taken_in()
    assert {name: desks.shown(name).path for name in path} == path
    assert {name for name in path if desks.shown(name).status == "withdrawn"} == {target}
    for name in path:
        said = [what for what, _ in history(desks.shown(name)) if what in ("withdrawn", "restored")]
        assert said == (["withdrawn"] if name == target else ["withdrawn", "restored"] if name == "earlier" else [])


# --- what decisions did, and what they could not do ----------------------------------------------------------------


def did(desks: Desks, *decisions: tuple[str, str, str]) -> dict[str, int]:
    """What becomes of how many stories once these are all the decisions that there are, each later than the last."""
    earlier = desks.decisions
    desks.decisions = tuple(
        Decision(do, target, "Alasan.", NOW + timedelta(minutes=n), "Redaksi", other)
        for n, (do, target, other) in enumerate(decisions)
    )
    with desks.store.transaction():
        for each in desks.ids.values():
            desks.store.q.unmatch(article=each)
    before = stood(desks.store, (*earlier, *desks.decisions))
    desks.settle()
    return settled(desks.store, before)


def several(desks: Desks, *names: str, copies: int = 1) -> None:
    """Stories that have nothing to do with one another, the earliest first, each told by some agencies."""
    lead = "Kami teruskan kabar ini kepada seluruh warga kecamatan agar diketahui bersama."
    for number, name in enumerate(names):
        for copy in range(copies):
            own = f"{lead}\n" * bool(copy) + unlike(4 * number)
            said = plainly(f"{name}{copy or ''}", own, 10 * number + copy, f"Judul {name}")
            desks.file(f"{name}{copy or ''}", said)
        desks.settle()


def test_what_merges_and_splits_did_is_counted_by_stories(desks: Desks) -> None:
    """Each story that became a part of another, each that came out of one: once, and nothing where nothing changed.
    Taking a decision back is told as what it does."""
    several(desks, *"abc")
    path = {name: desks.shown(name).path for name in "abc"}
    one = ("merge", path["b"], path["a"])
    assert did(desks) == {}
    assert did(desks, one) == {"digabung": 1}
    assert did(desks, one) == {}
    assert did(desks, one, ("merge", path["c"], path["b"]), ("merge", path["a"], path["c"])) == {"digabung": 1}
    assert did(desks) == {"dipisahkan": 2}
    assert did(desks, one, ("merge", path["c"], path["a"])) == {"digabung": 2}
    assert did(desks, one, ("split", address(desks, "b"), ""), ("merge", path["c"], path["a"])) == {"dipisahkan": 1}


def test_a_split_by_one_address_is_counted_as_well(desks: Desks) -> None:
    """Though it names nobody whom it parts: when it is made, and when it is taken back."""
    several(desks, "a", copies=3)
    assert len(desks.groups()) == 1
    split = ("split", address(desks, "a2"), "")
    assert did(desks, split) == {"dipisahkan": 1}
    assert did(desks, split) == {}
    assert did(desks) == {"digabung": 1}
    assert did(desks, split, ("merge", address(desks, "a2"), address(desks, "a"))) == {}


def test_what_is_pinned_is_counted(desks: Desks) -> None:
    """And what is pinned no more; a pinned story that becomes a part of another, or parts from it, stays pinned, and so
    does one that is named otherwise."""
    several(desks, "a", "b")
    path = {name: desks.shown(name).path for name in "ab"}
    assert did(desks, ("pin", path["b"], "")) == {"disorot": 1}
    assert did(desks, ("pin", path["b"], "")) == {}
    assert did(desks, ("pin", path["b"], ""), ("merge", path["a"], path["b"])) == {"digabung": 1}
    assert did(desks, ("pin", path["b"], "")) == {"dipisahkan": 1}
    assert did(desks, ("pin", address(desks, "b"), "")) == {}
    assert did(desks, ("pin", path["a"], "")) == {"disorot": 1, "tidak lagi disorot": 1}
    assert did(desks) == {"tidak lagi disorot": 1}


def complained(desks: Desks, do: str, target: str, other: str = "") -> list[str]:
    """What is said once this is the only decision, each with the field whose line it bears."""
    lines = {"target": 3, "with": 4}
    desks.decisions = (Decision(do, target, "Alasan.", NOW, "Redaksi", other, 1, lines),)
    with desks.store.transaction():
        for each in desks.ids.values():
            desks.store.q.unmatch(article=each)
    desks.settle()
    named_at = {line: name for name, line in lines.items()}
    return [f"{named_at[fault.line]}: {fault.message}" for fault in unmatched(desks.store, desks.desk())]


def test_what_no_address_knows_is_told_by_its_field(desks: Desks) -> None:
    """The line is that of `target` or of `with`, and each says what was looked for: feeds or stories."""
    several(desks, "a")
    lost = "https://tidak.example/ada/"
    assert complained(desks, "merge", address(desks, "a"), lost) == [
        f"with: Alamat “{lost}” pada 'with' tidak cocok dengan berita atau tulisan mana pun, sehingga keputusan ini belum"
        " berpengaruh. Periksa alamatnya."
    ]
    both = complained(desks, "split", lost, f"{lost}?p=2")
    assert [said.partition(":")[0] for said in both] == ["target", "with"]
    (paused,) = complained(desks, "pause", address(desks, "a"))
    assert paused.startswith("target: ")
    assert "tidak cocok dengan sumber mana pun" in paused
    assert complained(desks, "pin", address(desks, "a")) == []


@pytest.mark.parametrize(("held", "word"), [("hold", "ditahan"), ("quarantine", "dikarantina")])
@pytest.mark.parametrize("do", ["merge", "split"])
def test_a_pair_of_which_one_is_held_waits(desks: Desks, do: str, held: str, word: str) -> None:
    """What came and was not published is not unknown: on either side it is said to be held, and once it is released the
    decision counts."""
    several(desks, "a", copies=2)
    desks.file("b", plainly("b", unlike(8), 20, "Judul b"))
    with desks.store.transaction():
        desks.store.q.set_decision(id=desks.ids["b"], decision=held, reasons="[]")
    free, kept = address(desks, "a"), address(desks, "b")
    waits = f"Tulisan “{kept}” pada '{{}}' masih {word}, jadi keputusan ini menunggu sampai tulisan itu terbit."
    for name, target, other in (("with", free, kept), ("target", kept, free)):
        (said,) = complained(desks, do, target, other)
        assert said.startswith(f"{name}: {waits.format(name)}")
        assert "release" in said
    with desks.store.transaction():
        desks.store.q.set_decision(id=desks.ids["b"], decision="publish", reasons="[]")
    if do == "merge":
        assert complained(desks, do, free, kept) == []
        assert desks.story("a") == desks.story("b")


def test_a_split_of_what_has_no_copy_is_told(desks: Desks) -> None:
    """Alone or as one of a pair; not where it did part something, however long ago, nor where a merge is undone by it."""
    several(desks, "a", "b")
    alone, other = address(desks, "a"), address(desks, "b")
    nothing = f"Tulisan “{alone}” pada 'target' tidak punya salinan lain, jadi tidak ada yang dipisahkan."
    (said,) = complained(desks, "split", alone)
    assert said.startswith(f"target: {nothing}")
    assert len(complained(desks, "split", alone, other)) == 2
    desks.decisions = (
        Decision("merge", alone, "Alasan.", NOW, "Redaksi", other),
        Decision("split", alone, "Alasan.", NOW + timedelta(minutes=1), "Redaksi"),
    )
    desks.settle()
    assert unmatched(desks.store, desks.desk()) == []
    desks.file("a1", plainly("a1", unlike(0), 2, "Judul a"))
    for _ in range(2):
        assert complained(desks, "split", alone) == []
        assert desks.story("a") != desks.story("a1")


@pytest.mark.parametrize("do", ["merge", "split"])
def test_two_addresses_of_one_article_are_no_pair(desks: Desks, do: str) -> None:
    """The story's here and its article's at the source: told on the line of `with`."""
    several(desks, "a", copies=2)
    (said,) = complained(desks, do, desks.shown("a").path, address(desks, "a"))
    assert said.startswith("with: Kolom 'with' menunjuk tulisan yang sama dengan 'target', jadi keputusan ini tidak")
