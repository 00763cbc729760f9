"""What can be compared of an article: sentences, numbers, names, days, and the sketch by which its kin are found."""

from __future__ import annotations

import re
import struct
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.newsroom.match_reading import (
    DAYS,
    ENDLESS,
    FEWEST,
    LONGEST,
    MARKS,
    PIECE,
    TERMS,
    Sketch,
    mark,
    near,
    read,
    sketch,
    unpacked,
)
from tests.releases import LEAD, RELEASE, corrected, elsewhere, prices, refigured

DAY = date(2026, 11, 21)


def marks(text: str) -> set[int]:
    return set(sketch("Judul", text).marks)


# --- sentences, numbers, names -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Rapat dibuka bupati. Hadir 40 orang.", ["rapat dibuka bupati", "hadir 40 orang"]),
        ("Rapat dibuka bupati! “Hadir 40 orang.” Semua pulang siang.", ["rapat dibuka bupati", "hadir 40 orang", "semua pulang siang"]),
        ("Rapat dibuka bupati\nHadir 40 orang", ["rapat dibuka bupati", "hadir 40 orang"]),
        ("Nilainya Rp3.750.000,50 per desa", ["nilainya 3750000,50 per desa"]),
        ("Rapat pukul 08.30 WIB di aula. Selesai.", ["rapat pukul 8.30 wib di aula"]),
        ("Ketua. RT. Rapat", []),
        ("Anak-anak Jum’at pagi berbaris", ["anak-anak jumat pagi berbaris"]),
        ("Laporan drh. Kepala balai diterima", ["kepala balai diterima"]),
        ("", []),
        ("... !!! ???", []),
        ("عقد اجتماع التنسيق اليوم", ["عقد اجتماع التنسيق اليوم"]),
    ],
)  # fmt: skip
def test_sentences(text: str, sentences: list[str]) -> None:
    """An end is a mark before a capital or a number, or a line's end; what has fewer than three words tells nothing;
    marks, spacing and case are no difference."""
    assert [" ".join(each.words) for each in read("Judul", text, DAY).sentences] == sentences
    assert FEWEST == 3


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Nilainya Rp1,35 miliar tahun ini", "Nilainya Rp1.350.000.000 tahun ini"),
        ("Ada 2,5 juta benih ikan", "Ada 2.500.000 benih ikan"),
        ("Ada tiga pos di balai desa", "Ada 3 pos di balai desa"),
        ("Buka pukul 08.00 di balai desa", "Buka jam 8.00 di balai desa"),
        ("Warga yg tdk hadir dgn alasan", "Warga yang tidak hadir dengan alasan"),
        ("Rapat hari Jum'at di aula", "Rapat hari Jumat di aula"),
    ],
)
def test_what_is_written_short_or_otherwise_is_the_same(one: str, other: str) -> None:
    """Numbers in figures, words in full; what only the unit behind a number tells apart stays apart."""
    (ours,), (theirs,) = (read("Judul", text, DAY).sentences for text in (one, other))
    assert set(ours.words) - {"miliar", "juta"} == set(theirs.words)
    (said,) = read("Judul", "Sebanyak 0,31 persen dari 2,5 ribu dan 2,5 juta jiwa", DAY).sentences
    assert said.numbers() == ["0,31", "2500", "2500000"]


def test_a_line_in_small_letters_goes_on() -> None:
    """A line that ends where the page did is no sentence; a new one begins with a capital, a number or a sign."""
    lines = "Dinas Kesehatan membuka pos baru di balai\ndesa untuk semua balita\nWarga datang sejak pagi\n12 pos dibuka hari ini"
    assert [len(each.words) for each in read("Judul", lines, DAY).sentences] == [11, 4, 5]


def test_what_never_ends_is_read_in_pieces() -> None:
    """A text without a full stop is no sentence: who has the same words in another order says something else."""
    words = [f"kata{chr(97 + n // 26)}{chr(97 + n % 26)}" for n in range(200)]
    found = read("Judul", " ".join(words), DAY)
    assert [len(each.words) for each in found.sentences] == [PIECE] * 8
    assert [word for each in found.sentences for word in each.words] == words
    (whole,) = read("Judul", " ".join(words[:ENDLESS]), DAY).sentences
    assert len(whole.words) == ENDLESS


def test_names_and_numbers_are_told_by_their_form() -> None:
    """A capital that is not the first word's; whatever begins with a digit."""
    (said,) = read(
        "Judul", "Camat Sumberjati membuka 12 pos di Balai Desa pukul 08.30 bersama 3,5 persen", DAY
    ).sentences
    assert said.names() == ["sumberjati", "balai", "desa"]
    assert said.numbers() == ["12", "8.30", "3,5"]


def test_a_title_has_its_words_and_a_reading_its_figures() -> None:
    """The title counts among the words, and figures are those of the text; the size is that of the sentences."""
    found = read("Vaksin Polio", "Sebanyak 214 balita menerima vaksin. Ada 12 desa.", DAY)
    assert found.words() >= {"polio", "vaksin", "214", "desa"}
    assert found.figures() == {"214", "12"}
    assert found.size == 8


def test_a_long_text_is_told_by_its_beginning() -> None:
    """What comes after twenty thousand characters changes neither sketch nor reading."""
    text = "\n".join(f"Kalimat nomor {n} menyebut pos ke {n} di balai desa." for n in range(1000))
    assert len(text) > LONGEST
    longer = text + "\nTambahan Baru pada 3 Mei 2025 tidak dibaca lagi."
    assert sketch("Judul", longer) == sketch("Judul", text)
    assert read("Judul", longer, DAY) == read("Judul", text, DAY)


# --- marks ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("Bupati membuka rapat koordinasi di aula.", "BUPATI  membuka “rapat” koordinasi, di aula", True),
        ("Harga beras hari ini Rp12.400 per kilogram.", "Harga beras hari ini Rp13.950 per kilogram.", True),
        ("Bupati membuka rapat koordinasi di aula.", "Nelayan mengganti jaring yang robek kemarin.", False),
        ("Bupati membuka rapat.", "Bupati membuka rapat.", False),
        ("Pada 12 34 56 78 90", "Pada 12 34 56 78 90", False),
    ],
    ids=["case and marks", "other figures", "other words", "too short", "nothing but numbers"],
)
def test_marks_of_sentences(one: str, other: str, alike: bool) -> None:
    """A mark is the same where letters' case, marks, spacing and numbers differ; three words or fewer have none."""
    assert (mark(one) == mark(other) != 0) == alike
    assert bool(marks(one) & marks(other)) == alike


def test_most_marks_outlive_a_word() -> None:
    """Where the first word of each sentence is another, nearly all of the marks are still there; where one in eight
    words is, some are."""
    text = RELEASE.text()
    begun = re.sub(r"(?m)(^|[.?!] )\w+ ", r"\1Siang ", text)
    assert begun.count("Siang") > 10
    assert len(marks(text) & marks(begun)) >= 0.9 * len(marks(text)) > 10
    words = text.split(" ")
    mistyped = " ".join(f"{word}x" if n % 8 == 0 else word for n, word in enumerate(words))
    assert 3 * len(marks(text) & marks(mistyped)) >= len(marks(text))


@pytest.mark.parametrize(
    "changed",
    [corrected().text(), refigured().text(), f"{LEAD}\n{RELEASE.text()}", "\n".join(RELEASE.paragraphs()[:4]),
     "\n".join(reversed(RELEASE.paragraphs()))],
    ids=["a figure", "figures", "a lead", "half of it", "another order"],
)  # fmt: skip
def test_the_marks_of_a_passed_on_release_are_kept(changed: str) -> None:
    """Of the shorter one's marks the longer one has nearly all."""
    one, other = marks(RELEASE.text()), marks(changed)
    assert len(one & other) >= 0.9 * min(len(one), len(other))


def test_other_texts_share_no_marks() -> None:
    """The market's prices have nothing of the vaccination."""
    assert not marks(RELEASE.text()) & marks(prices(0)[1])
    assert marks(elsewhere().text()) & marks(RELEASE.text())  # one template: that is for the verdict to tell


def test_a_sketch_is_bounded() -> None:
    """However long the text, and whatever it is full of."""
    letters = "abcdefghijklmnopqrst"
    crowd = "\n".join(
        f"Warga Kampung{one}{two} bertemu dengan kelompok {two}{one}k{one} pada {n + 1}/{m % 12 + 1}/2026 di aula milik warga {two}{one}"
        for n, one in enumerate(letters)
        for m, two in enumerate(letters[:15])
    )
    found = sketch("Judul Panjang Sekali", crowd)
    assert (len(found.marks), len(found.terms), len(found.days)) == (MARKS, TERMS, DAYS)
    assert found.heads <= TERMS
    assert list(found.marks) == sorted(set(found.marks))
    assert all(0 < number < 2**32 for number in (*found.marks, *found.terms))


# --- terms ---------------------------------------------------------------------------------------------------------


def test_terms_begin_with_title_and_head() -> None:
    """First the title's longer words, then names of the first two sentences, then those of the rest."""
    found = sketch(
        "Vaksin Polio di Desa",
        "Petugas Sumberjati datang pagi. Warga Karangasri ikut antre. Lalu Wanasari menyusul siang.",
    )
    alone = [sketch(word, "").terms[0] for word in ("vaksin", "polio", "desa", "sumberjati", "karangasri", "wanasari")]
    assert list(found.terms) == alone
    assert found.heads == 5


def test_no_term_is_a_mark() -> None:
    """Both lie in one index: a word's term is never taken for the mark of a sentence about it."""
    found = sketch("Sumberjati", "Camat Sumberjati membuka rapat koordinasi di Sumberjati.")
    assert found.terms
    assert not set(found.terms) & set(found.marks)


# --- days ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Selasa (17/11/2026)", [(2026, 11, 17)]),
        ("Selasa (17/11/26)", [(2026, 11, 17)]),
        ("17-11-2026", [(2026, 11, 17)]),
        ("17 November 2026", [(2026, 11, 17)]),
        ("Senin (l6/11/2026)", [(2026, 11, 16)]),
        ("pada 2O November 2026", [(2026, 11, 20)]),
        ("lolos I0", []),
        ("17 Nov. 2026", [(2026, 11, 17)]),
        ("17 nopember 2026", [(2026, 11, 17)]),
        ("pada 17/11 di aula", [(2026, 11, 17)]),
        ("pada 5 Juni lalu", [(2026, 6, 5)]),
        ("sejak 10 Januari", [(2027, 1, 10)]),
        ("tanggal 16-18 November 2026", [(2026, 11, 16), (2026, 11, 18)]),
        ("17 November 2026 dan 18 November 2026", [(2026, 11, 17), (2026, 11, 18)]),
        ("29 Februari 2026", []),
        ("31/11/2026", []),
        ("17/13/2026", []),
        ("17/25/2026", []),
        ("33 November 2026", []),
        ("kecepatan angin 8-25 knot", []),
        ("suhu 8-12 derajat", []),
        ("naik 10 - 20 persen", []),
        ("0/11/2026", []),
        ("Rp17.500 dan 3,5 persen", []),
        ("nomor 100/17/11/2026", []),
        ("mulai 12 maret", [(2027, 3, 12)]),
        ("17 Mebel", []),
    ],
)
def test_days_of_a_text(text: str, days: list[tuple[int, int, int]]) -> None:
    """Written out, short, in figures; without a year the nearest; what is no day, is none. A sketch names the same."""
    wanted = {date(*each) for each in days}
    assert read("Judul", text, DAY).days == wanted
    assert near(sketch("Judul", text).days, DAY) == wanted


@pytest.mark.parametrize(
    "day", [date(2026, 1, 3), date(2026, 12, 30), date(2024, 2, 29), date(1, 1, 1), date(9999, 12, 31)]
)
def test_a_day_without_a_year_at_the_ends_of_time(day: date) -> None:
    """Around New Year it is the nearest; where there is no nearest, it is none, and nobody falls over it."""
    found = near(sketch("", "29 Desember, 2 Januari, 29 Februari, 1 Juli").days, day)
    assert all(abs((each - day).days) <= 366 for each in found)
    if day == date(2026, 1, 3):
        assert {date(2025, 12, 29), date(2026, 1, 2)} <= found


# --- packing -------------------------------------------------------------------------------------------------------

NUMBERS = st.integers(0, 2**32 - 1)


@given(
    st.lists(NUMBERS, max_size=MARKS), st.lists(NUMBERS, max_size=TERMS), st.integers(0, TERMS), st.lists(NUMBERS, max_size=DAYS)
)  # fmt: skip
def test_packing_there_and_back(marks: list[int], terms: list[int], heads: int, days: list[int]) -> None:
    """A sketch comes out of its bytes as it went in; four bytes a number, and four more."""
    made = Sketch(tuple(marks), tuple(terms), heads, tuple(days))
    assert unpacked(made.packed()) == made
    assert len(made.packed()) == 4 + 4 * (len(marks) + len(terms) + len(days))


def test_nothing_is_an_empty_sketch() -> None:
    """An article without words has no bytes at all; a cut-off sketch is an error, and no other sketch."""
    assert unpacked(b"") == Sketch() == sketch("", "")
    with pytest.raises(struct.error):
        unpacked(sketch("Judul", RELEASE.text()).packed()[:-1])


@given(st.text(max_size=300), st.text(max_size=300))
def test_every_text_has_a_reading_and_a_sketch(title: str, text: str) -> None:
    """Whatever the letters: within the bounds, packed and unpacked the same, twice the same."""
    found = sketch(title, text)
    assert unpacked(found.packed()) == found == sketch(title, text)
    assert len(found.marks) <= MARKS
    reading = read(title, text, DAY)
    assert reading == read(title, text, DAY)
    assert reading.size == sum(len(each.words) for each in reading.sentences)


@pytest.mark.parametrize(
    ("text", "words"),
    [("Pada tahun 2O23 di balai", "pada tahun 2023 di balai"), ("Sebanyak 3l.470 orang hadir", "sebanyak 31470 orang hadir"),
     ("Kelas l4 dan 1O lulus", "kelas 14 dan 10 lulus"), ("Lomba OSN lolos 12 orang", "lomba osn lolos 12 orang")],
)  # fmt: skip
def test_digits_that_a_machine_misread(text: str, words: str) -> None:
    """An l, I, o or O beside a digit is one."""
    (said,) = read("Judul", text, DAY).sentences
    assert " ".join(said.words) == words
