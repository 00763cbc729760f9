"""Sites that rename everything at once, and feeds that only look as if they did."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from plugins.newsroom.identity_repair import Known, Read, another, repair, retitled

OLD, NEW = "http://www.dinkes.contohkab.go.id", "https://dinkes.contohkab.go.id"
NOON = datetime(2026, 11, 21, 5, 7, tzinfo=UTC)
MIDNIGHT = datetime(2026, 11, 16, 17, tzinfo=UTC)  # of 17 November in Jakarta, where nothing but the day is told
DAY = timedelta(days=1)


def known(number: int) -> Known:
    """The article of that many days ago."""
    address = f"{OLD}/index.php/berita/{number}/"
    return Known(
        100 + number, f"guid:{address}", address, f"Berita ke-{number}", NOON - number * DAY, f"sidik {number}"
    )


def entry(article: Known, *, key: str = "", canonical: str | None = None) -> Read:
    """The same under another name."""
    return Read(
        key or f"guid:baru-{article.id}",
        article.canonical if canonical is None else canonical,
        article.title,
        article.source_date,
        article.fingerprint,
    )


TEN = [known(number) for number in range(10)]
ALL = {place: article.id for place, article in enumerate(TEN)}


# --- what may change with the names ----------------------------------------------------------------------


@pytest.mark.parametrize(
    "address",
    [
        OLD + "/index.php/berita/{}/",
        NEW + "/index.php/berita/{}/",
        NEW + "/berita/{}",
        OLD + "/berita/{}/",
        NEW + "/2026/11/judul-berita-{}/",
        NEW + "/?p={}",
        "",
    ],
)
def test_a_move_is_seen_through(address: str) -> None:
    """http to https, www or not, index.php or not, another permalink, none at all: each article is the one it was."""
    assert repair(TEN, [entry(a, canonical=address.format(a.id - 100)) for a in TEN]) == ALL


@pytest.mark.parametrize(
    "address", [OLD + "/berita/{}", NEW + "/index.php/berita/{}", "https://www.dinkes.contohkab.go.id/berita/{}/"]
)
def test_an_address_and_its_title_are_enough(address: str) -> None:
    """Where the new CMS sends an excerpt and no dates, the address without what moves still says which it is."""
    reading = [
        replace(entry(a), canonical=address.format(a.id - 100), source_date=None, fingerprint=f"lain {a.id}")
        for a in TEN
    ]
    assert repair(TEN, reading) == ALL


@pytest.mark.parametrize(
    "lost",
    [
        {"fingerprint": ""},
        {"fingerprint": "lain"},
        {"source_date": None},
        {"source_date": NOON},
        {"fingerprint": "lain", "canonical": f"{NEW}/berita"},
        {"fingerprint": "", "canonical": ""},
        {"source_date": None, "canonical": ""},
    ],
)
def test_what_is_left_is_enough(lost: dict[str, str]) -> None:
    """An excerpt instead of the text, dates lost or all set to the day of the import: what remains tells them apart."""
    reading = [replace(entry(a), **{"canonical": f"{NEW}/{a.id}", **lost}) for a in TEN]
    assert repair(TEN, reading) == ALL


def test_titles_are_compared_by_their_letters() -> None:
    """A new CMS writes other quotation marks, spaces and capitals, and dates by another clock."""
    old = [replace(a, title=f'Bupati: "Kerja {a.id}" dimulai') for a in TEN]
    reading = [
        Read(f"guid:{a.id}", "", f"BUPATI:  “Kerja {a.id}”  Dimulai", a.source_date + timedelta(hours=7), "")
        for a in old
        if a.source_date
    ]
    assert repair(old, reading) == ALL


def test_undated_titles_are_matched_where_no_text_denies_it() -> None:
    """A feed of titles alone; with two different texts under one title it may be next week's."""
    old = [replace(a, source_date=None, fingerprint="") for a in TEN]
    assert repair(old, [replace(entry(a), canonical="") for a in old]) == ALL
    told = [replace(a, source_date=None) for a in TEN]
    assert repair(told, [replace(entry(a), canonical="", fingerprint="lain") for a in told]) == {}
    assert repair(told, [replace(entry(a), canonical="", source_date=NOON, fingerprint="") for a in told]) == {}


def test_new_articles_among_the_renamed_stay_new() -> None:
    """Two were published while the site moved; the two oldest left the window."""
    reading = [Read("guid:x", f"{NEW}/x", "Baru", NOON, "x"), Read("guid:y", f"{NEW}/y", "Lebih baru", NOON, "y")]
    reading += [entry(a, canonical=f"{NEW}/berita/{a.id}") for a in TEN[:8]]
    assert repair(TEN, reading) == {place + 2: a.id for place, a in enumerate(TEN[:8])}


def test_a_longer_or_shorter_window_is_no_hindrance() -> None:
    """A new CMS may list five or twenty."""
    assert repair(TEN, [entry(a) for a in TEN[:5]]) == {place: a.id for place, a in enumerate(TEN[:5])}
    twenty = [entry(known(number)) for number in range(20)]
    assert repair(TEN, twenty) == ALL


# --- what is not to be matched ---------------------------------------------------------------------------


def weekly(week: int, *, text: bool = True) -> Known:
    return replace(
        known(week), title="Jadwal Samsat Keliling", source_date=NOON - 7 * week * DAY, fingerprint="jadwal" * text
    )


def test_a_weekly_title_is_told_by_its_date() -> None:
    """The same words in the same text every week: each is matched at its own date."""
    weeks = [weekly(week) for week in range(5)]
    assert repair(weeks, [entry(a, canonical="") for a in weeks]) == {n: 100 + n for n in range(5)}


@pytest.mark.parametrize("text", [True, False])
def test_a_weekly_title_without_a_date_is_left_alone(text: bool) -> None:
    """Nobody can say which of them it is."""
    weeks = [weekly(week, text=text) for week in range(5)]
    undated = [replace(entry(a), canonical="", source_date=None) for a in weeks]
    assert repair(weeks, undated) == {}
    assert repair(TEN[:5] + weeks, [entry(a) for a in TEN[:5]] + undated) == {n: 100 + n for n in range(5)}


def test_this_weeks_notice_is_not_last_weeks() -> None:
    """One each in the old window and the new, by title alone: a week apart they are two."""
    last, this = weekly(1, text=False), replace(entry(weekly(0, text=False), canonical=""), key="guid:ini")
    reading = [this, *(entry(a) for a in TEN[2:6])]
    assert repair([last, *TEN[2:6]], reading) == {place + 1: a.id for place, a in enumerate(TEN[2:6])}


def test_addresses_that_were_given_anew_are_not_believed() -> None:
    """A new CMS counts its articles from one again: the address is known, and the article another."""
    reading = [entry(a, canonical=TEN[9 - place].canonical) for place, a in enumerate(TEN)]
    assert repair(TEN, reading) == ALL
    strangers = [Read(f"guid:{n}", a.canonical, f"Lain {n}", NOON, f"lain {n}") for n, a in enumerate(TEN)]
    assert repair(TEN, strangers) == {}


def test_a_busy_hour_is_no_change_of_names() -> None:
    """Ten new articles push ten old ones out; and one that is published twice stays twice."""
    new = [known(number) for number in range(20, 30)]
    assert repair(TEN, [entry(a) for a in new]) == {}
    again = entry(TEN[3])
    assert repair(TEN, [again, *(entry(a, key=a.key) for a in TEN[:9])]) == {}


@pytest.mark.parametrize("renamed", range(11))
def test_half_must_be_renamed(renamed: int) -> None:
    """Five of ten, under new names and gone under their old ones."""
    reading = [entry(a, key="" if place < renamed else a.key) for place, a in enumerate(TEN)]
    assert repair(TEN, reading) == ({place: 100 + place for place in range(renamed)} if renamed >= 5 else {})


def test_few_missing_are_no_change() -> None:
    """Eight new articles and two old ones published again: two are no half of ten."""
    again = [entry(a) for a in (*TEN[:2], *(known(number) for number in range(20, 28)))]
    assert repair(TEN[:2], again) == {}


def test_an_article_is_given_away_once() -> None:
    """One entry has its address and its text, another its title and its moment: the first is believed."""
    first = replace(entry(TEN[0]), key="guid:a", title="Judul lain")
    second = replace(entry(TEN[0], canonical=""), key="guid:b", fingerprint="")
    assert repair(TEN, [first, second, *map(entry, TEN[1:])]) == {0: 100, **{n + 1: 100 + n for n in range(1, 10)}}


def test_the_strongest_mark_is_believed() -> None:
    """An entry with one article's address and title, and another's text under the same title, is the first."""
    twin = replace(TEN[1], title=TEN[0].title)
    torn = replace(entry(TEN[0]), fingerprint=twin.fingerprint)
    found = repair([TEN[0], twin, *TEN[2:]], [torn, *map(entry, TEN[2:])])
    assert found == {0: 100, **{n - 1: 100 + n for n in range(2, 10)}}


def test_names_beside_the_old_ones_are_no_change() -> None:
    """Both are listed: whatever it is, the articles have not lost their names."""
    reading = [entry(a, key=a.key) for a in TEN[:4]] + [entry(a) for a in TEN[:4]]
    assert repair(TEN[:4], reading) == {}


@pytest.mark.parametrize("count", [1, 2])
def test_a_feed_of_one_or_two_is_hard_to_convince(count: int) -> None:
    """Each of its new articles looks like a change of all names: the same text, title and time, or nothing."""
    few = TEN[:count]
    assert repair(few, [entry(a, canonical=f"{NEW}/{a.id}") for a in few]) == {n: 100 + n for n in range(count)}
    assert repair(few, [replace(entry(a), fingerprint="lain") for a in few]) == {}
    assert repair(few, [replace(entry(a), fingerprint="") for a in few]) == {}
    assert repair(few, [replace(entry(a), source_date=NOON + 7 * DAY) for a in few]) == {}
    assert repair(few, [entry(known(50 + n)) for n in range(count)]) == {}
    assert repair(TEN, [entry(few[0], key=few[0].key), *map(entry, few[1:])][:count]) == {}


def test_nothing_comes_of_nothing() -> None:
    """An empty reading, an empty house, entries without anything."""
    blank = [Read(f"guid:{n}", "", "", None, "") for n in range(5)]
    assert repair([], []) == repair(TEN, []) == repair([], blank) == repair(TEN, blank) == {}
    assert repair([Known(n, f"k{n}", "", "", None, "") for n in range(5)], blank) == {}


def test_an_entry_listed_twice_is_mapped_once() -> None:
    """At its first place; the conductor counts the other as a duplicate."""
    reading = [entry(a) for a in TEN]
    assert repair(TEN, [*reading, reading[0]]) == ALL


# --- a title that is the name ----------------------------------------------------------------------------


def corrected(article: Known) -> Read:
    """The same words at the same moment, everything else made of another title."""
    return replace(entry(article, canonical=f"{OLD}/ralat-{article.id}"), title=f"Ralat {article.id}")


def listing(*places: int) -> list[Read]:
    """The ten, those at these places corrected."""
    return [corrected(a) if place in places else entry(a, key=a.key) for place, a in enumerate(TEN)]


@pytest.mark.parametrize("places", [[0], [4], [9], [2, 3], [0, 9], [1, 2, 3, 4, 5, 6, 7, 8]])
def test_corrected_titles_are_seen_through(places: list[int]) -> None:
    """The newest, the oldest, some, most: who bears the words and the moment of a missing article is that article."""
    assert retitled(TEN, listing(*places)) == {place: 100 + place for place in places}


def test_words_and_moment_must_both_be_there() -> None:
    """Another text, one that is too short to tell, another moment, none: left alone."""
    for lost in ({"fingerprint": "lain"}, {"fingerprint": ""}, {"source_date": NOON}, {"source_date": None}):
        one = replace(corrected(TEN[4]), **lost)
        assert retitled(TEN, [*listing()[:4], one, *listing()[5:]]) == {}
    short, undated = replace(TEN[4], fingerprint=""), replace(TEN[4], source_date=None)
    for old in (short, undated):
        assert retitled([*TEN[:4], old, *TEN[5:]], [*listing()[:4], corrected(old), *listing()[5:]]) == {}


def test_who_is_still_listed_was_not_renamed() -> None:
    """The same notice for two villages: both are listed, though the first has other words by now."""
    assert retitled(TEN, [corrected(TEN[4]), *listing()]) == {}
    edited = replace(listing()[4], fingerprint="lain")
    assert retitled(TEN, [corrected(TEN[4]), *listing()[:4], edited, *listing()[5:9]]) == {}


def test_twins_are_left_alone() -> None:
    """Two that had the same words and moment, or two strangers that have them now: nobody can say which is which."""
    twin = replace(TEN[4], id=200, key="guid:kembar")
    assert retitled([*TEN, twin], listing(4)) == {}
    assert retitled([*TEN, twin], [*listing(4), entry(twin, key=twin.key)]) == {}
    assert retitled(TEN, [*listing(4), replace(corrected(TEN[4]), key="guid:lain")]) == {}


def test_what_may_have_left_the_window_was_not_renamed() -> None:
    """The oldest is missing, and somebody came in or the list is shorter; with something older listed it is certain."""
    new = entry(known(50 - 100))
    assert retitled(TEN, [new, *listing(9)]) == {}
    assert retitled(TEN, [*listing(9)[:3], *listing(9)[9:]]) == {}
    assert retitled(TEN, [new, *listing(8)]) == {9: 108}


# --- a guid that goes over to another article ------------------------------------------------------------

SAID = "Petugas memperbaiki saluran irigasi di Sumberjati sejak awal pekan, kata kepala bidang."
ELSE = "Kelas bahasa isyarat bagi petugas loket dibuka di Lembahwangi dan terbuka untuk umum."
EDITED = SAID.replace("awal", "akhir")

PASSED = [
    ({}, (SAID, ELSE), True, True, "nothing in common"),
    ({}, (SAID, EDITED), True, True, "a notice of the same words, on another day, under a row's number"),
    (
        {"key": "guid:https://dinas.lokal/?p=4"},
        (SAID, EDITED),
        True,
        False,
        "an edit on another day, under a lasting name",
    ),
    ({"key": "guid:https://dinas.lokal/?p=4"}, (SAID, ELSE), True, True, "other words under a lasting name"),
    ({"canonical": ""}, (SAID, ELSE), True, True, "without a link"),
    ({"title": "BERITA: ke 4!"}, (SAID, ELSE), True, True, "the same title in letters, on another day"),
    ({"title": "BERITA: ke 4!", "source_date": None}, (SAID, ELSE), True, True, "the same title of other words"),
    ({"canonical": f"{NEW}/berita/4"}, (SAID, EDITED), True, False, "the same address, but for what moves"),
    ({"canonical": f"{NEW}/berita/4"}, (SAID, ELSE), True, True, "other words at the same address, on another day"),
    ({"canonical": f"{NEW}/berita/4", "source_date": None}, (SAID, ELSE), True, False, "the same address, no date"),
    (
        {"canonical": f"{NEW}/berita/4", "source_date": NOON - 4 * DAY + timedelta(hours=3)},
        (SAID, ELSE),
        True,
        False,
        "rewritten at its address within hours",
    ),
    ({"fingerprint": "sidik 4"}, (SAID, SAID), True, True, "the same text on another day"),
    ({"fingerprint": "sidik 4", "source_date": NOON - 4 * DAY}, (SAID, SAID), True, False, "the same text"),
    ({"source_date": NOON - 4 * DAY}, (SAID, ELSE), True, False, "the same moment"),
    ({"source_date": NOON - 4 * DAY + timedelta(hours=3)}, (SAID, EDITED), True, False, "dated a little otherwise"),
    ({"source_date": NOON - 4 * DAY + timedelta(hours=3)}, (SAID, ELSE), True, True, "three hours later, other words"),
    ({"source_date": None}, (SAID, EDITED), True, False, "an edit without a date"),
    ({"source_date": None}, (SAID, ELSE), True, True, "other words without a date"),
    ({}, (SAID, EDITED), False, False, "an edit where dates are none"),
    ({}, (SAID, ELSE), False, True, "other words where dates are none"),
    ({"source_date": None, "title": "Berita nomor lima"}, ("", ""), True, True, "titles alone, other words"),
    ({"source_date": None, "title": "Berita keempat"}, ("", SAID), True, False, "titles alone, the half of them"),
]


@pytest.mark.parametrize(("other", "texts", "dated", "passed", "what"), PASSED)
def test_whose_a_guid_is(other: dict[str, str], texts: tuple[str, str], dated: bool, passed: bool, what: str) -> None:
    """Another's, where nothing is in common but the guid: neither address, title, text nor moment."""
    mine = replace(TEN[4], key="guid:4", canonical=f"{OLD}/index.php/berita/4/")
    theirs = Read(mine.key, f"{OLD}/lain/9", "Kelas Dibuka", NOON, "sidik lain")
    assert another(mine, replace(theirs, **other), texts, dated=dated) is passed, what


def test_a_day_is_no_moment() -> None:
    """Where only days are told, all articles of a day have the same date: it neither keeps a guid nor bears out a new
    title. Whoever keeps most of the words is the same all the same."""
    mine = replace(TEN[4], key="guid:4", source_date=MIDNIGHT)
    theirs = Read("guid:4", f"{OLD}/lain/9", "Kelas Dibuka", MIDNIGHT, "sidik lain")
    assert another(mine, theirs, (SAID, ELSE), dated=True)
    assert not another(mine, theirs, (SAID, EDITED), dated=True)
    days = [replace(article, source_date=MIDNIGHT) for article in TEN]
    others = [corrected(days[0]), *(entry(article, key=article.key) for article in days[1:])]
    assert retitled(days, others) == {}


# --- any site --------------------------------------------------------------------------------------------

WORDS = "banjir pasar posyandu jalan desa sekolah vaksin panen air pajak".split()


def site(chance: random.Random, count: int, first: int = 0) -> list[Known]:
    """Articles as an agency has them: some without a text that tells, some without a date, notices every week."""
    found = []
    for number in range(first, first + count):
        notice = chance.random() < 0.3
        dated = notice or chance.random() < 0.8
        found.append(
            Known(
                number, f"guid:{number}", f"{OLD}/index.php/berita/{number}" if chance.random() < 0.8 else "",
                "Jadwal Samsat Keliling" if notice else f"{chance.choice(WORDS)} {number}",
                NOON - number * DAY - timedelta(minutes=chance.randrange(600)) if dated else None,
                "" if chance.random() < 0.3 else ("jadwal" if notice else f"sidik {number}"),
            )
        )  # fmt: skip
    return found


@given(st.integers(3, 30), st.integers(), st.sampled_from(["/index.php/berita/{}", "/berita/{}/", "/2026/11/{}-judul"]))
def test_a_renamed_site_is_mapped_completely_and_correctly(count: int, seed: int, address: str) -> None:
    """Every guid made anew, every address moved, in another order: each entry is the article it was, and no other."""
    chance = random.Random(seed)
    old = site(chance, count)
    moved = [entry(a, canonical=(NEW + address.format(a.id)) * bool(a.canonical)) for a in old]
    places = list(range(count))
    chance.shuffle(places)
    assert repair(old, [moved[place] for place in places]) == {n: old[place].id for n, place in enumerate(places)}


@given(st.integers(1, 30), st.integers(1, 30), st.integers())
def test_what_has_nothing_in_common_is_not_matched(count: int, other: int, seed: int) -> None:
    """Two sites with their own articles, the same weekly notice among them."""
    chance = random.Random(seed)
    old, new = site(chance, count), site(chance, other, first=1000)
    own = [replace(entry(a), fingerprint=a.fingerprint and f"{a.fingerprint} {a.id}") for a in new]
    assert repair(old, own) == {}


MIXED = st.lists(
    st.builds(
        Read, st.sampled_from([f"guid:{n}" for n in range(12)]), st.sampled_from(["", f"{OLD}/1", f"{NEW}/1", f"{NEW}/2"]),
        st.sampled_from(["", "a", "A!", "b"]), st.sampled_from([None, NOON, NOON + DAY]), st.sampled_from(["", "x", "y"]),
    ),
    max_size=8,
)  # fmt: skip


@given(MIXED, MIXED, st.randoms(use_true_random=False))
def test_whatever_comes_it_is_one_to_one_and_hangs_on_no_order(
    articles: list[Read], reading: list[Read], chance: random.Random
) -> None:
    """No article twice, no entry that is known already, no article that is still listed; shuffled, the same pairs."""
    by_key = {a.key: a for a in articles}
    old = [Known(n, a.key, a.canonical, a.title, a.source_date, a.fingerprint) for n, a in enumerate(by_key.values())]
    reading = list({e.key: e for e in reading}.values())
    found = repair(old, reading)
    assert len(set(found.values())) == len(found)
    assert not {reading[place].key for place in found} & by_key.keys()
    assert not {a.key for a in old if a.id in found.values()} & {e.key for e in reading}
    mixed, shuffled = chance.sample(old, len(old)), chance.sample(reading, len(reading))
    again = repair(mixed, shuffled)
    assert {shuffled[p].key: row for p, row in again.items()} == {reading[p].key: row for p, row in found.items()}
