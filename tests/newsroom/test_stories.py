"""From filed articles to stories: who leads, what is corrected, what is withdrawn, what the lists hold."""

from __future__ import annotations

import itertools
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

from plugins.newsroom import clean, dates, filing, screen, store_sheets, stories, stories_settle
from plugins.newsroom.identity import canonical
from plugins.newsroom.model import Agency, Article, Decision, Entry, Feed, Network, Place, Story, moment
from plugins.newsroom.store import Store
from plugins.newsroom.store_rows import story_from
from plugins.newsroom.store_sheets import SHEET
from plugins.newsroom.stories import Desk

NOW = datetime(2026, 11, 21, 5, 0, tzinfo=UTC)
TEXT = "<p>" + " ".join(f"Kalimat ke-{n} menerangkan layanan baru bagi warga kecamatan." for n in range(12)) + "</p>"


@dataclass
class Newsroom:
    """A store and a desk of three agencies, and a clock that a test may turn."""

    store: Store
    now: datetime = NOW
    decisions: tuple[Decision, ...] = ()
    agencies: tuple[str, ...] = ("dinkes", "diskominfo", "rsud")
    places: tuple[Place, ...] = field(default=(Place("sumberjati", "Sumberjati", "kecamatan"),))

    @property
    def desk(self) -> Desk:
        known = {
            slug: Agency(slug, slug.title(), "dinas", slug.title(), f"https://{slug}.example", topics=("kesehatan",),
                         feeds=(Feed(slug, f"https://{slug}.example/feed/"),))
            for slug in self.agencies
        }  # fmt: skip
        sites = {slug: f"{slug}.example" for slug in known}
        return Desk(Network("Kabupaten Contoh", places=self.places), known, self.decisions, self.now, sites)

    def article(
        self, agency: str, number: int = 1, *, hour: int = 3, title: str = "Layanan Baru", text: str = TEXT
    ) -> Article:
        url = f"https://{agency}.example/berita/{number}"
        entry = Entry(f"{agency}-{number}", url, title, "", text, f"2026-11-21T{hour:02}:00:00Z")
        return clean.article(
            entry, agency=agency, feed=f"https://{agency}.example/feed/", key=f"guid:{entry.guid}",
            canonical=canonical(url), mode="full", parse_date=dates.parse, injected=screen.injected,
        )  # fmt: skip

    def file(self, *articles: Article) -> list[filing.Filed]:
        with self.store.transaction():
            return [filing.file(self.store, self.desk, a, screen.judge(a), "full") for a in articles]

    def settle(self) -> dict[int, bool]:
        return stories_settle.settle(self.store, self.desk)

    def stories(self) -> list[Story]:
        q = self.store.q
        rows = [q.printed_story(id=row["id"]) for row in q.story_ids()]
        return [story_from(row, q.story_history(story=row["id"])) for row in rows]

    def only(self) -> Story:
        found = self.stories()
        assert len(found) == 1
        return found[0]

    def titles(self, name: str) -> list[str]:
        return [row["title"] for row in self.store.q.newest_cards(list=name, most=100)]

    def decide(self, do: str, target: str, reason: str = "Alasan redaksi.") -> None:
        self.decisions = (*self.decisions, Decision(do, target, reason, self.now, "Redaksi Diskominfo"))


@pytest.fixture
def room(tmp_path: Path) -> Newsroom:
    return Newsroom(Store(f"sqlite:///{tmp_path / 'p.sqlite3'}"))


@pytest.mark.parametrize("order", list(itertools.permutations(("dinkes", "diskominfo", "rsud"))))
def test_the_same_release_is_one_story_whoever_comes_first(room: Newsroom, order: tuple[str, ...]) -> None:
    """Three agencies carry the same words, in any order of arrival: one story, led by the earliest, that names all."""
    hours = {"dinkes": 2, "diskominfo": 4, "rsud": 3}
    for agency in order:
        room.file(room.article(agency, hour=hours[agency]))
    joined = room.settle()
    story = room.only()
    assert (story.agency, story.also) == ("dinkes", ("diskominfo", "rsud"))
    assert sorted(joined.values()) == [False, True, True]


def test_an_address_outlives_a_change_of_leader(room: Newsroom) -> None:
    """A story that an earlier copy joins later is led by it, at the address that it had from the first."""
    room.file(room.article("rsud", hour=4, title="Judul RSUD"))
    room.settle()
    before = room.only()
    room.now += timedelta(hours=1)
    room.file(room.article("dinkes", hour=2, title="Judul Dinkes"))
    room.settle()
    after = room.only()
    assert (after.agency, after.title, after.published.hour) == ("dinkes", "Judul Dinkes", 2)
    assert after.path == before.path
    assert after.status == "published"
    assert after.history == ()


def test_the_named_source_leads(room: Newsroom) -> None:
    """A copy whose address lies on another agency's site names that agency as its source, though it is earlier."""
    room.file(replace(room.article("rsud", hour=1), canonical="https://dinkes.example/berita/1"))
    room.file(room.article("dinkes", hour=3))
    room.settle()
    assert room.only().agency == "dinkes"


CORRECTIONS: dict[str, tuple[dict[str, object], list[str]]] = {
    "a word": ({"text": TEXT.replace("ke-3", "ke-3 dan terakhir")}, ["text"]),
    "a number": ({"text": TEXT.replace("ke-3", "ke-4")}, ["text"]),
    "the title": ({"title": "Layanan Lama"}, ["title"]),
    "the date": ({"hour": 2}, ["date"]),
    "markup": ({"text": TEXT.replace("Kalimat ke-1 ", "<strong>Kalimat ke-1 </strong>")}, []),
    "spacing": ({"text": TEXT.replace("layanan baru", "layanan  \n baru")}, []),
    "quotes": ({"title": "Layanan Baru "}, []),
}


@pytest.mark.parametrize("name", CORRECTIONS)
def test_what_counts_as_a_correction(room: Newsroom, name: str) -> None:
    """Words, numbers, title and date are corrections with a line in the history; markup and spacing are none."""
    changes, expected = CORRECTIONS[name]
    room.file(room.article("dinkes"))
    room.settle()
    room.now += timedelta(hours=1)
    filed = room.file(room.article("dinkes", **changes))
    story = room.only()
    assert [change.what for change in story.history] == expected
    assert story.status == ("corrected" if expected else "published")
    assert story.updated == (room.now if expected else story.published)
    assert filed[0].fate == ("updated" if expected else "unchanged")


def test_tracking_in_a_link_is_no_correction(room: Newsroom) -> None:
    """A link that gains a tracking parameter changes nothing that a reader sees."""
    body = TEXT + '<p>Lihat <a href="https://dinkes.example/jadwal{}">jadwal</a> lengkapnya di laman kami.</p>'
    room.file(room.article("dinkes", text=body.format("")))
    room.settle()
    room.now += timedelta(hours=1)
    room.file(room.article("dinkes", text=body.format("?utm_source=x")))
    assert room.only().history == ()


def test_a_copy_that_is_not_leading_corrects_nothing(room: Newsroom) -> None:
    """Who merely carries a story does not change what is printed; the origin does."""
    room.file(room.article("dinkes", hour=2), room.article("rsud", hour=3))
    room.settle()
    room.now += timedelta(hours=1)
    room.file(room.article("rsud", hour=3, text=TEXT.replace("ke-3", "ke-33")))
    assert room.only().history == ()
    assert "ke-33" not in room.only().text
    room.file(room.article("dinkes", hour=2, text=TEXT.replace("ke-3", "ke-34")))
    assert "ke-34" in room.only().text
    assert room.only().status == "corrected"


def _vanish(room: Newsroom, agency: str) -> None:
    (row,) = room.store.q.articles_by_keys(agency=agency, keys=json.dumps([f"guid:{agency}-1"]))
    with room.store.transaction():
        filing.vanish(room.store, room.desk, row["id"], room.now)


def test_a_story_is_withdrawn_with_its_last_copy(room: Newsroom) -> None:
    """Gone at its origin, another copy leads, at the same address; gone everywhere, the story is withdrawn and
    leaves its lists; back again, it is restored."""
    room.file(room.article("dinkes", hour=2), room.article("rsud", hour=3))
    room.settle()
    path = room.only().path
    _vanish(room, "dinkes")
    story = room.only()
    assert (story.agency, story.also, story.status, story.path) == ("rsud", (), "published", path)
    assert room.titles("agency:dinkes") == []
    _vanish(room, "rsud")
    assert room.only().status == "withdrawn"
    assert "Rsud" in room.only().history[-1].note
    assert room.titles("site") == room.titles("agency:rsud") == room.titles("topic:kesehatan") == []
    room.now += timedelta(hours=1)
    room.file(room.article("rsud", hour=3))
    assert (room.only().status, room.only().path) == ("published", path)
    assert [c.what for c in room.only().history] == ["withdrawn", "restored"]
    assert room.titles("site") == ["Layanan Baru"]


DECIDED: dict[str, Callable[[Newsroom], str]] = {
    "by its address here": lambda room: room.only().path,
    "by its full address here": lambda room: "https://portal.example" + room.only().path,
    "by its address at the source": lambda _: "https://dinkes.example/berita/1?utm_source=x",
}


@pytest.mark.parametrize("how", DECIDED)
def test_an_editor_withdraws_and_releases(room: Newsroom, how: str) -> None:
    """A decision names a story in any of three ways; its page then says who withdrew it and why. A later release
    takes it back."""
    room.file(room.article("dinkes"))
    room.settle()
    target = DECIDED[how](room)
    room.decide("withdraw", target, "Angka keliru.")
    stories.compose(room.store, room.desk, room.only().id)
    assert room.only().status == "withdrawn"
    assert room.only().history[-1].note == "Dicabut oleh Redaksi Diskominfo: Angka keliru."
    assert room.titles("site") == []
    room.now += timedelta(hours=1)
    room.decide("release", target)
    stories.compose(room.store, room.desk, room.only().id)
    assert room.only().status == "published"


def test_a_public_note_is_written_once(room: Newsroom) -> None:
    """`correct` adds its note to the history, once, however often the story is made anew."""
    room.file(room.article("dinkes"))
    room.settle()
    room.decide("correct", room.only().path, "Ralat: jumlahnya 12, bukan 21.")
    for _ in range(3):
        stories.compose(room.store, room.desk, room.only().id, touch=True)
    assert [c.note for c in room.only().history] == ["Ralat: jumlahnya 12, bukan 21."]
    assert room.only().status == "corrected"


def test_spam_in_place_of_an_honest_article_is_not_printed(room: Newsroom) -> None:
    """A good article that somebody turns into gambling spam keeps its last good text; the attempt is kept for editors,
    once."""
    room.file(room.article("dinkes"))
    room.settle()
    spam = room.article(
        "dinkes", title="Slot Gacor Maxwin Hari Ini", text="<p>Daftar sekarang situs slot gacor maxwin.</p>" * 9
    )
    assert [f.fate for f in room.file(spam)] == ["quarantined"]
    assert [f.fate for f in room.file(spam)] == ["unchanged"]
    story = room.only()
    assert (story.title, story.status, story.history) == ("Layanan Baru", "published", ())
    assert [f.fate for f in room.file(room.article("dinkes", text=TEXT.replace("ke-3", "ke-5")))] == ["updated"]


def test_short_texts_are_not_joined(room: Newsroom) -> None:
    """A greeting of ten words that everybody publishes is everybody's own."""
    words = "<p>Selamat memperingati Hari Pahlawan kepada seluruh warga kabupaten.</p>"
    room.file(room.article("dinkes", text=words), room.article("rsud", text=words))
    room.settle()
    assert len(room.stories()) == 2


def test_last_months_notice_is_another_story(room: Newsroom) -> None:
    """The same words more than thirty days apart are not one story."""
    old = room.article("dinkes")
    room.file(replace(old, source_date=NOW - timedelta(days=31)), room.article("rsud"))
    room.settle()
    assert len(room.stories()) == 2


def test_the_same_title_gets_an_address_of_its_own(room: Newsroom) -> None:
    """Addresses are unique, in the network's own month, and made of the title."""
    for number in (1, 2, 3):
        room.file(room.article("dinkes", number, text=TEXT.replace("layanan", f"layanan {number}")))
    room.settle()
    assert sorted(s.path for s in room.stories()) == [
        "/berita/2026/11/layanan-baru-2/", "/berita/2026/11/layanan-baru-3/", "/berita/2026/11/layanan-baru/",
    ]  # fmt: skip


def test_a_title_without_latin_letters_has_an_address(room: Newsroom) -> None:
    """A title in another script still gets an address."""
    room.file(room.article("dinkes", title="ꦥꦺꦩꦼꦫꦶꦤ꧀ꦠꦃ"))
    room.settle()
    assert room.only().path.startswith("/berita/2026/11/berita-")


def test_a_future_date_becomes_the_moment_of_first_sight(room: Newsroom) -> None:
    """A date in the future is not printed, and does not become a correction when its time comes."""
    ahead = replace(room.article("dinkes"), source_date=NOW + timedelta(days=2))
    room.file(ahead)
    room.settle()
    assert room.only().published == NOW
    room.now += timedelta(days=3)
    room.file(ahead)
    assert (room.only().published, room.only().history) == (NOW, ())


def test_long_lists_close_their_oldest_page(room: Newsroom) -> None:
    """A topic's open page holds between one and two sheets of stories; closed pages never shift when newer come."""
    for number in range(1, 2 * SHEET + 10):
        text = TEXT.replace("layanan", f"layanan {number}")
        room.file(replace(room.article("dinkes", number, text=text), source_date=NOW - timedelta(hours=200 - number)))
        room.settle()
    sheets = list(room.store.q.sheets(list="topic:kesehatan"))
    assert [s["number"] for s in sheets] == [0, 1]
    first = room.store.q.fragments_between(
        folder="", kind="row", look="", list="topic:kesehatan", published=sheets[0]["published"], story=sheets[0]["story"],
        next_published=sheets[1]["published"], next_story=sheets[1]["story"],
    )  # fmt: skip
    assert len(list(first)) == SHEET


def test_few_lists_close_a_page_at_a_time(room: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of lists that grow too long in one moment the longest close a page, the others when they grow again; none grows
    beyond three sheets."""
    monkeypatch.setattr(store_sheets, "SHEET", 2)
    monkeypatch.setattr(store_sheets, "CLOSING", 1)
    store, lists = room.store, ("topic:a", "topic:b", "topic:c")

    def grow(**more: int) -> list[int]:
        with store.transaction():
            for name, count in more.items():
                for _ in range(count):
                    number = next(numbers)
                    at = f"2026-11-21T06:{number:02}:00Z"
                    store.q.enlist(list=f"topic:{name}", published=at, story=f"s{number}")
                    store._move(f"topic:{name}", at, f"s{number}")
        return [len(list(store.q.sheets(list=name))) for name in lists]

    numbers = iter(range(60))
    assert grow(a=4, b=4, c=4) == [1, 1, 1]
    assert grow(a=1, b=2, c=1) == [1, 2, 1], "the longest"
    assert grow(a=1, c=1) == [2, 2, 1], "one of two that are as long"
    assert grow(b=1, c=1) == [2, 2, 3], "beyond three sheets, and until it is short again"


def test_only_the_lists_of_a_story_are_touched(room: Newsroom) -> None:
    """A new story touches itself, its agency, its month, its topic and the site, and nothing of another agency."""
    room.file(room.article("dinkes"))
    room.settle()
    seen = room.store.q.latest_touch()
    room.file(
        room.article("rsud", text="".join(f"<p>Ruang {n} dibuka untuk pasien {n} hari ini.</p>" for n in range(40, 60)))
    )
    room.settle()
    keys = {row["key"] for row in room.store.q.touched_since(seq=seen)}
    story = next(s for s in room.stories() if s.agency == "rsud")
    assert keys == {
        f"story:{story.id}", "month:2026-11", "list:site", "list:month:2026-11", "list:kind:berita", "list:agency:rsud",
        "list:agency-month:rsud/2026-11", "list:topic:kesehatan",
    }  # fmt: skip


def test_a_crash_between_filing_and_settling_loses_nothing(room: Newsroom, tmp_path: Path) -> None:
    """What was filed before a crash becomes a story in the next run, once."""
    room.file(room.article("dinkes"))
    room.store.close()
    later = Newsroom(Store(f"sqlite:///{tmp_path / 'p.sqlite3'}"))
    later.settle()
    later.settle()
    assert later.only().title == "Layanan Baru"
    assert moment(later.only().first_seen) == moment(NOW)
