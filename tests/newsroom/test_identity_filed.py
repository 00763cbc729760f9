"""Names and dates that change hands, over whole filings: every reading goes through a real store, as a visit does."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from plugins.newsroom import clean, dates, filing, filing_feeds, filing_names, screen, stories_settle
from plugins.newsroom.filing import Filed
from plugins.newsroom.identity import identify
from plugins.newsroom.model import Agency, Article, Entry, Feed, Network, Story
from plugins.newsroom.schedule import FeedState
from plugins.newsroom.store import Store
from plugins.newsroom.store_rows import story_from
from plugins.newsroom.stories import Desk
from plugins.newsroom.visit_state import keep
from tests.contract.writing import item

SITE = "https://desa.example"
FEED = Feed("desa", f"{SITE}/feed")
START = datetime(2026, 11, 21, 5, 7, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def entry(number: int, guid: str = "", *, date: datetime | None = None, **more: Any) -> Entry:
    """Article `number`, of that many days ago."""
    made = item(number)
    link = f"{SITE}/artikel/{number}"
    said = Entry(
        guid or f"g{number}", link, made.title, "", made.body, f"{date or START - number * DAY:%Y-%m-%dT%H:%M:%SZ}"
    )
    return replace(said, **more)


class Room:
    """One feed and its store; `read` files what the feed lists an hour later. `ours`: by how much our own reading of
    its dates is off."""

    def __init__(self, folder: Path) -> None:
        self.store = Store(f"sqlite:///{folder / 'p.sqlite3'}")
        self.now = START
        self.ours = timedelta()
        keep(self.store, FEED, FeedState())

    def read(
        self, *entries: Entry, whole: bool = True, after: timedelta = HOUR, led: dict[str, int] | None = None
    ) -> list[Filed]:
        self.now += after
        agency = Agency("desa", "Desa Contoh", "desa", "Desa", SITE, feeds=(FEED,))
        desk = Desk(Network("Kabupaten Contoh"), {"desa": agency}, (), self.now)
        articles = [self.clean(e, *names) for e, names in zip(entries, identify(entries), strict=True)]
        filed = []
        with self.store.transaction():
            known = filing_names.known(self.store, "desa", articles, FEED.url, whole=whole, led=led)
            for article in {article.key: article for article in articles}.values():
                filed.append(filing.file(self.store, desk, article, screen.judge(article), "full", known))
            kept = dict.fromkeys(article.key for article in articles)
            listed = {article.key: article for article in reversed(articles)}
            said = [(each.article, listed[key]) for key, each in zip(kept, filed, strict=True)]
            filing_feeds.remember(self.store, "desa", FEED.url, said, {})
        stories_settle.settle(self.store, desk)
        return filed

    def clean(self, said: Entry, key: str, canonical: str) -> Article:
        article = clean.article(
            said, agency="desa", feed=FEED.url, key=key, canonical=canonical, mode="full", parse_date=dates.parse,
            injected=screen.injected,
        )  # fmt: skip
        date = article.source_date
        return replace(article, source_date=date and date + self.ours)

    def stories(self) -> list[Story]:
        q = self.store.q
        rows = [q.printed_story(id=row["id"]) for row in q.story_ids()]
        return [story_from(row, q.story_history(story=row["id"])) for row in rows]

    def titled(self, title: str) -> Story:
        found = [story for story in self.stories() if story.title == title]
        assert len(found) == 1, f"{len(found)} stories are called {title!r}"
        return found[0]

    def history(self) -> list[str]:
        """All that the public was ever told, of whichever story."""
        return [change.what for story in self.stories() for change in story.history]


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Room]:
    made = Room(tmp_path)
    yield made
    made.store.close()


# --- a guid that goes over to another article ------------------------------------------------------------

REUSED: dict[str, dict[str, Any]] = {
    "another link": {},
    "no link": {"url": ""},
    "the site as link": {"url": f"{SITE}/"},
    "half an hour after the old one": {"published": "2026-11-17T05:30:00Z"},
    "no date": {"published": ""},
}


@pytest.mark.parametrize("name", REUSED)
def test_a_guid_that_is_used_again_is_another_article(room: Room, name: str) -> None:
    """Row number 7 is given to another article: the old one stays as it was, the new one is new, and neither has
    anything to correct, however often the feed is read."""
    room.read(entry(4, "7"), entry(5, "8"), entry(6, "9"))
    before = room.titled(item(4).title)
    late = entry(1, "7", **REUSED[name])
    fates = [[filed.fate for filed in room.read(late, entry(5, "8"), entry(6, "9"))] for _ in range(5)]
    assert fates == [["new", "unchanged", "unchanged"], *[["unchanged"] * 3] * 4]
    assert len(room.stories()) == 4
    assert room.titled(item(4).title) == before
    assert item(1).words in room.titled(item(1).title).text
    assert room.history() == []


def test_a_link_that_is_missing_on_both_sides_is_no_help(room: Room) -> None:
    """Neither of the two articles says where it stands: title and date tell them apart."""
    room.read(entry(4, "7", url=""), entry(5, "8", url=""))
    assert [filed.fate for filed in room.read(entry(1, "7", url=""), entry(5, "8", url=""))] == ["new", "unchanged"]
    assert (len(room.stories()), room.history()) == (3, [])


@pytest.mark.parametrize("apart", [timedelta(), timedelta(minutes=7), DAY])
def test_guids_that_number_the_places_of_a_list(room: Room, apart: timedelta) -> None:
    """The newest is always number 1, so every name moves down with each new article, published days or minutes apart
    or dated by the day alone: each reading finds every article again and one new one."""
    articles = [entry(n, date=START - n * apart) for n in range(14)]
    for newest in range(8, -1, -1):
        listed = articles[newest : newest + 6]
        fates = [f.fate for f in room.read(*(replace(e, guid=str(n)) for n, e in enumerate(listed, 1)))]
        assert fates == (["new"] * 6 if newest == 8 else ["new"] + ["unchanged"] * 5)
    assert sorted(story.title for story in room.stories()) == sorted(item(n).title for n in range(14))
    assert room.history() == []


def test_an_old_article_comes_back_under_the_name_it_lent(room: Room) -> None:
    """A feed of one guid that shows now this article, now that: two stories, and no third."""
    for _ in range(3):
        room.read(entry(4, "1"))
        room.read(entry(2, "1"))
    assert (len(room.stories()), room.history()) == (2, [])


CORRECTED: dict[str, dict[str, Any]] = {
    "title and slug": {},
    "text, too": {"content": item(4).body.replace("awal pekan", "akhir pekan")},
    "text, and the date a little": {
        "content": item(4).body.replace("awal pekan", "akhir pekan"), "published": "2026-11-17T09:00:00Z",
    },
    "no link any more": {"url": ""},
    "all words, at the same moment": {"content": item(9).body},
}  # fmt: skip


@pytest.mark.parametrize("name", CORRECTED)
def test_a_correction_under_the_same_guid_is_one(room: Room, name: str) -> None:
    """Title, slug and text are edited, the date hardly: one story, which is told to be corrected."""
    room.read(entry(4, "7"), entry(5, "8"))
    said: dict[str, Any] = {
        "title": "Judul yang Diralat",
        "url": f"{SITE}/artikel/judul-yang-diralat",
        **CORRECTED[name],
    }
    filed = room.read(entry(4, "7", **said), entry(5, "8"))
    assert [f.fate for f in filed] == ["updated", "unchanged"]
    story = room.titled("Judul yang Diralat")
    assert (len(room.stories()), story.status) == (2, "corrected")
    assert "title" in [change.what for change in story.history]


def test_a_meeting_may_change_altogether(room: Room) -> None:
    """A calendar's UID is one event's for ever: another title, text and stamp, and it is the same event."""
    room.read(entry(4, "uid@desa", url="", kind="agenda"), entry(5, "lain@desa", url="", kind="agenda"))
    said = entry(1, "uid@desa", url="", kind="agenda")
    room.read(said, entry(5, "lain@desa", url="", kind="agenda"))
    assert len(room.stories()) == 2


# --- dates that are none ---------------------------------------------------------------------------------

BUILT = {
    "now": lambda now, n: now,
    "just now": lambda now, n: now - timedelta(seconds=5 + n),
    "a clock ahead": lambda now, n: now + 7 * HOUR,
    "a clock behind": lambda now, n: now - 7 * HOUR,
    "cached for hours": lambda now, n: now - 5 * HOUR + timedelta(minutes=n),
}


@pytest.mark.parametrize("name", BUILT)
def test_a_feed_that_dates_everything_by_its_making_settles(room: Room, name: str) -> None:
    """A day of hourly readings, each with other dates, new articles among them: the first date of each counts, nothing
    is told, and nothing but what is new comes to the top."""
    first: dict[str, datetime] = {}
    for hour in range(24):
        numbers = range(4 - hour // 6, 10 - hour // 6)
        now = room.now + HOUR
        room.read(*(entry(n, date=BUILT[name](now, n)) for n in numbers))
        for story in room.stories():
            assert first.setdefault(story.title, story.published) == story.published
    assert (len(first), room.history()) == (9, [])


@pytest.mark.parametrize("others", [0, 1, 5])
def test_a_single_article_that_is_always_of_now_settles(room: Room, others: int) -> None:
    """One alone, or one among others whose dates stay, dated by each reading anew: its first date counts."""
    rest = [entry(n) for n in range(2, 2 + others)]
    for _ in range(12):
        room.read(entry(1, date=room.now + HOUR), *rest)
    assert room.titled(item(1).title).published == START + HOUR
    assert room.history() == []


def test_what_is_dated_by_a_cache_again_and_again_is_told_once(room: Room) -> None:
    """One article among others, always of half an hour ago: who brings up an old article does so once."""
    for _ in range(12):
        room.read(entry(1, date=room.now + HOUR / 2), entry(2), entry(3))
    assert room.history() == ["date"]


def test_a_correction_in_a_feed_without_real_dates_is_followed(room: Room) -> None:
    """Its text, its title and its slug: told as such, without a date, and none is told when a cache says an older one."""
    room.read(*(entry(n, date=room.now) for n in range(4)))
    text = item(2).body.replace("awal pekan", "akhir pekan")
    more = {"title": "Judul yang Diralat", "url": f"{SITE}/artikel/judul-yang-diralat", "content": text}
    for _ in range(2):
        room.read(*(entry(n, date=room.now + DAY, **(more if n == 2 else {})) for n in range(4)), after=DAY)
    room.read(*(entry(n, date=room.now - DAY - HOUR, **(more if n == 2 else {})) for n in range(4)))
    story = room.titled("Judul yang Diralat")
    assert [change.what for change in story.history] == ["text", "title"]
    assert (story.published, len(room.stories())) == (START, 4)


REDATED = {
    "days back": START - 9 * DAY,
    "later, before it was first seen": START - 2 * HOUR,
    "brought up": START + HOUR + HOUR / 2,
}


@pytest.mark.parametrize("others", [1, 5])
@pytest.mark.parametrize("name", REDATED)
def test_an_editor_dates_one_article_anew(room: Room, name: str, others: int) -> None:
    """Among others that stay as they were, it is followed at once and told once."""
    rest = [entry(n) for n in range(2, 2 + others)]
    room.read(entry(1), *rest)
    for _ in range(3):
        room.read(entry(1, date=REDATED[name]), *rest)
    assert room.titled(item(1).title).published == REDATED[name]
    assert room.history() == ["date"]


def test_an_article_is_brought_up_under_a_new_title(room: Room) -> None:
    """Title and slug are edited with the date: one story, whose title and date were corrected."""
    room.read(entry(1, date=START - 2 * HOUR), entry(2))
    more = {"title": "Judul yang Diralat", "url": f"{SITE}/artikel/judul-yang-diralat"}
    body = item(1).body.replace("awal pekan", "akhir pekan")
    room.read(entry(1, date=START + HOUR * 3 / 2, content=body, **more), entry(2))
    assert (len(room.stories()), sorted(room.history())) == (2, ["date", "text", "title"])


def test_an_article_brought_up_at_this_very_moment_is_believed_later(room: Room) -> None:
    """At first it may be the feed's moment; an hour later it says the same, so it is the article's."""
    room.read(entry(1), entry(2))
    at = room.now + HOUR
    room.read(entry(1, date=at), entry(2))
    assert room.history() == []
    room.read(entry(1, date=at), entry(2))
    assert (room.titled(item(1).title).published, room.history()) == (at, ["date"])


@pytest.mark.parametrize("hours", [-7, 7])
def test_a_date_that_was_read_wrongly_is_put_right_in_silence(room: Room, hours: int) -> None:
    """The source says the same and we read it otherwise: all dates move, back or forth, and nobody is told."""
    said = [entry(n) for n in range(1, 5)]
    room.read(*said)
    room.ours = timedelta(hours=hours)
    room.read(*said)
    assert [room.titled(item(n).title).published for n in range(1, 5)] == [
        START - n * DAY + room.ours for n in range(1, 5)
    ]
    assert room.history() == []


# --- a title that is the name ----------------------------------------------------------------------------


def titled(number: int, title: str = "", **more: Any) -> Entry:
    """As OpenSID writes it: slug, address and guid are the title."""
    title = title or item(number).title
    address = f"{SITE}/artikel/2026/11/{title.lower().replace(' ', '-')}"
    return entry(number, address, url=address, title=title, **more)


@pytest.mark.parametrize("numbers", [[3], [1], [6], [2, 5], [1, 2, 3, 4, 5, 6]])
def test_a_title_that_is_the_name_may_be_corrected(room: Room, numbers: list[int]) -> None:
    """One of six, the newest, the oldest, two or all of them: each stays one story, at its address, with a corrected
    title, and is found again under its new name."""
    room.read(*(titled(n) for n in range(1, 7)))
    before = {story.id: story.path for story in room.stories()}
    listed = [titled(n, f"Judul Ralat {n}" if n in numbers else "") for n in range(1, 7)]
    fates = [filed.fate for filed in room.read(*listed)]
    assert fates == ["updated" if n in numbers else "unchanged" for n in range(1, 7)]
    assert {filed.fate for filed in room.read(*listed)} == {"unchanged"}
    assert {story.id: story.path for story in room.stories()} == before
    for number in numbers:
        story = room.titled(f"Judul Ralat {number}")
        assert (story.status, [change.what for change in story.history]) == ("corrected", ["title"])
        assert story.sources[0].url == listed[number - 1].url
    assert len(room.history()) == len(numbers)


def test_a_title_is_corrected_while_others_come_in(room: Room) -> None:
    """Two new articles push two old ones out of the window: neither is taken for the corrected one."""
    room.read(*(titled(n) for n in range(3, 9)))
    filed = room.read(titled(1), titled(2), titled(3), titled(4, "Judul Ralat"), titled(5), titled(6))
    assert [f.fate for f in filed] == ["new", "new", "unchanged", "updated", "unchanged", "unchanged"]
    assert len(room.stories()) == 8


def test_a_feed_of_one_corrects_its_title(room: Room) -> None:
    """Nothing else is listed, and nothing else came: it cannot have left the window."""
    room.read(titled(3))
    room.read(titled(3, "Judul Ralat"))
    assert room.titled("Judul Ralat").history[0].what == "title"
    assert len(room.stories()) == 1


TEMPLATE = item(50).body
OTHERS: dict[str, dict[str, Any]] = {
    "another moment": {"published": "2026-11-18T05:07:01Z", "content": TEMPLATE},
    "another text": {"content": TEMPLATE.replace("awal pekan", "akhir pekan")},
    "no date": {"published": "", "content": TEMPLATE},
    "a short text": {"content": "<p>Harga pangan hari ini.</p>"},
}


@pytest.mark.parametrize("name", OTHERS)
def test_another_notice_is_another(room: Room, name: str) -> None:
    """Yesterday's list is gone and today's is there: not the same text at the same moment, hence two."""
    short = {"content": "<p>Harga pangan hari ini.</p>"} if name == "a short text" else {"content": TEMPLATE}
    old = titled(3, "Harga Pangan Senin", **short)
    room.read(titled(1), replace(old, published="") if name == "no date" else old, titled(5))
    filed = room.read(titled(1), titled(3, "Harga Pangan Selasa", **OTHERS[name]), titled(5))
    assert [f.fate for f in filed] == ["unchanged", "new", "unchanged"]
    assert (len(room.stories()), room.history()) == (4, [])


def test_notices_of_one_template_and_one_day_stay_apart(room: Room) -> None:
    """Markets whose lists have the same words and the same date: as long as both are listed they are two, and where
    one is renamed beside another of the same words, nobody can say which it was."""
    north, south = (titled(3, f"Harga Pasar {side}", content=TEMPLATE) for side in ("Utara", "Selatan"))
    east = titled(3, "Harga Pasar Timur", content=TEMPLATE)
    room.read(titled(1), north, titled(5))
    room.read(titled(1), north, south, titled(5))
    room.read(titled(1), south, east, titled(5))
    assert (len(room.stories()), room.history()) == (5, [])


def test_what_may_have_left_the_window_is_not_renamed(room: Room) -> None:
    """The oldest is gone, something came in that may have pushed it out, and nothing older is listed: left alone. So
    is what is missing from a reading that was not whole."""
    room.read(titled(2), titled(3), titled(6, content=TEMPLATE))
    room.read(titled(1), titled(2), titled(6, "Judul Ralat", content=TEMPLATE))
    assert (len(room.stories()), room.history()) == (5, [])
    room.read(titled(1), titled(2, "Judul Ralat Lagi"), titled(6, "Judul Ralat", content=TEMPLATE), whole=False)
    assert (len(room.stories()), room.history()) == (6, [])


# --- an address that is used again ---------------------------------------------------------------------------------


def test_a_page_that_is_used_again_takes_nobodys_story(room: Room) -> None:
    """Every notice of a site links to the same page: next week's, with another guid, title, text and date, is another
    story; one that says the same under another guid is the same."""
    page = f"{SITE}/pengumuman/"
    (first,) = room.read(entry(9, url=page))
    (renamed,) = room.read(entry(9, "baru", url=page))
    assert (first.fate, renamed.fate, renamed.article) == ("new", "unchanged", first.article)
    (second,) = room.read(entry(1, url=page), after=7 * DAY)
    assert second.fate == "new"
    assert {room.titled(item(n).title).status for n in (1, 9)} == {"published"}
    assert room.history() == []


def test_a_row_that_is_filled_again_keeps_both(room: Room) -> None:
    """A table is emptied, and months later its first row, guid and address, holds another article: the old one stays
    as it was, the new one has its own date, and both are told. An edit of the old one on another day is none of this."""
    row = f"{SITE}/berita/1"
    (first,) = room.read(entry(9, row, url=row))
    (second,) = room.read(entry(1, row, url=row), after=90 * DAY)
    assert (first.fate, second.fate) == ("new", "new")
    assert {room.titled(item(n).title).status for n in (1, 9)} == {"published"}
    assert room.titled(item(1).title).published != room.titled(item(9).title).published
    later = entry(1, row, url=row, title="Judul Ralat", published="2027-03-01T05:00:00Z")
    assert [filed.fate for filed in room.read(later, after=DAY)] == ["updated"]
    assert len(room.stories()) == 2


def test_a_page_without_dates_is_told_by_its_words(room: Room) -> None:
    """Two notices under one address and two guids, neither dated: other words are another notice, a corrected title
    and a corrected word are the same."""
    page = f"{SITE}/pengumuman/"
    (first,) = room.read(entry(9, url=page, published=""))
    edited = item(9).body.replace("Petugas", "Aparat", 1)
    assert edited != item(9).body
    (same,) = room.read(entry(9, "ralat", url=page, published="", title="Judul Ralat", content=edited))
    assert (same.fate, same.article) == ("updated", first.article)
    (other,) = room.read(entry(1, url=page, published=""))
    assert other.fate == "new"
    assert len(room.stories()) == 2


# --- a page that leads to another -----------------------------------------------------------------------------------

RENAMED = entry(4, "ralat", url=f"{SITE}/artikel/judul-ralat", title="Judul Ralat")
EDITED = item(4).body.replace("Petugas", "Aparat", 1) + "<p>Angkanya diperbaiki.</p>"
LED: dict[str, tuple[Entry, bool]] = {
    "title and text of the same moment": (replace(RENAMED, content=EDITED), True),
    "another text of the same moment": (replace(RENAMED, content=item(3).body), True),
    "the same words on another day": (replace(RENAMED, published="2026-11-20T05:07:00Z"), False),
    "another article": (replace(entry(1), url=RENAMED.url, guid="ralat"), False),
    "most of the words on another day": (replace(RENAMED, content=EDITED, published="2026-11-20T05:07:00Z"), False),
    "the same title on another day": (replace(entry(1), guid="ralat", url=RENAMED.url, title=item(4).title), False),
}
"""What the page of article 4 leads to, and whether that is believed to be it."""


@pytest.mark.parametrize("name", LED)
def test_the_sites_word_is_believed_where_something_else_says_so_too(room: Room, name: str) -> None:
    """A redirect alone is no proof: who asks for what is gone is sent to the newest, or to the notice of the same
    name. Whoever is believed keeps its story; else there are two, and nothing is told of the first."""
    told, same = LED[name]
    first, *_ = room.read(entry(4), entry(5), entry(6))
    (filed, *_) = room.read(told, entry(5), entry(6), led={"guid:ralat": first.article})
    assert (filed.article == first.article) is same
    assert len(room.stories()) == (3 if same else 4)
    assert bool(room.history()) is same


def test_who_is_known_already_is_led_nowhere(room: Room) -> None:
    """Both were told when the page began to lead: each keeps its own."""
    first, second = room.read(entry(4), replace(RENAMED, content=EDITED))
    again = room.read(replace(RENAMED, content=EDITED), led={"guid:ralat": first.article})
    assert [filed.article for filed in again] == [second.article]
    assert (len(room.stories()), room.history()) == (2, [])


def test_a_day_alone_needs_most_of_the_words(room: Room) -> None:
    """All of a day's articles have its midnight: a page that leads from one to the next does not make them one."""
    midnight = "2026-11-17T00:00:00Z"
    first, *_ = room.read(entry(4, published=midnight), entry(6))
    other = replace(RENAMED, content=item(3).body, published=midnight)
    (filed, *_) = room.read(other, entry(6), led={"guid:ralat": first.article})
    assert filed.fate == "new"
    same = replace(RENAMED, guid="lagi", url=f"{SITE}/artikel/lagi", content=EDITED, published=midnight)
    (filed, *_) = room.read(same, other, entry(6), led={"guid:lagi": first.article})
    assert (filed.fate, filed.article) == ("updated", first.article)


def told(story: Story) -> int:
    """Which article's words a story has."""
    (number,) = (n for n in range(60) if item(n).words in story.text)
    return number


def test_places_in_a_list_are_nobodys_names_though_all_have_one_title(room: Room) -> None:
    """Guids number the places, and every notice is called the same: a new one moves all the others down by one, and
    each keeps its text, its address and its date."""
    notices = [entry(n, url=f"{SITE}/p/{n}", title="Pengumuman") for n in range(5, 9)]
    listed = [replace(notice, guid=str(place)) for place, notice in enumerate(notices, 1)]
    before = {filed.article for filed in room.read(*listed)}
    moved = [
        replace(n, guid=str(p)) for p, n in enumerate([entry(1, url=f"{SITE}/p/1", title="Pengumuman"), *notices], 1)
    ]
    filed = room.read(*moved)
    assert [f.fate for f in filed] == ["new", "unchanged", "unchanged", "unchanged", "unchanged"]
    assert {f.article for f in filed[1:]} == before
    assert {told(story) for story in room.stories()} == {1, 5, 6, 7, 8}
    assert room.history() == []


def test_next_weeks_notices_are_news(room: Room) -> None:
    """Five notices of one template, posted together every week under new names: the same titles and words, another
    day. Each week's are told, under their own date; the last week's stay as they were."""
    titles = [f"Jadwal Samsat Keliling {place}" for place in ("Utara", "Timur", "Selatan", "Barat", "Tengah")]
    for week in range(3):
        day = START + 7 * week * DAY
        batch = [
            entry(50, f"{week}-{n}", date=day + n * HOUR / 10, url=f"{SITE}/samsat/{week}/{n}", title=title)
            for n, title in enumerate(titles)
        ]
        filed = room.read(*batch, after=7 * DAY)
        assert [f.fate for f in filed] == ["new"] * 5
    assert len(room.stories()) == 15
    assert len({story.published.date() for story in room.stories()}) == 3
    assert room.history() == []


def test_one_page_holds_one_notice_after_the_other(room: Room) -> None:
    """Always the same address and title, another guid, day and text: three notices, each with its own date."""
    page = f"{SITE}/pengumuman/"
    for n in (9, 5, 1):
        (filed,) = room.read(entry(n, url=page, title="Pengumuman"), after=3 * DAY)
        assert filed.fate == "new"
    assert {told(story): story.published for story in room.stories()} == {n: START - n * DAY for n in (9, 5, 1)}


def test_days_of_one_page_are_told_apart(room: Room) -> None:
    """Guid, address and title are one for all; only the dates tell five notices apart, and each is kept."""
    page = f"{SITE}/harga/"
    days = [entry(n, "harga", url=page, title="Harga Pangan") for n in range(5, 10)]
    assert [f.fate for f in room.read(*days)] == ["new"] * 5
    later = [entry(4, "harga", url=page, title="Harga Pangan"), *days[:4]]
    assert [f.fate for f in room.read(*later, after=DAY)] == ["new", *["unchanged"] * 4]
    assert len(room.stories()) == 6
