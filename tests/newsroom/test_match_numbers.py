"""Numbers and short forms as two hands write them: one in figures, one in words."""

from __future__ import annotations

import pytest

from plugins.newsroom.match_numbers import about, in_full, is_figure, rounds
from plugins.newsroom.match_reading import sentence


def said(text: str) -> str:
    return " ".join(sentence(text).words)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("dua puluh tiga orang", "23 orang"),
        ("sebelas dari dua belas desa", "11 dari 12 desa"),
        ("seratus lima puluh paket", "150 paket"),
        ("seribu delapan ratus enam puluh rumah", "1.860 rumah"),
        ("tahun dua ribu dua puluh lima", "tahun 2025"),
        ("tiga belas ribu rupiah", "Rp13.000"),
        ("satu juta lima ratus ribu rupiah", "Rp1.500.000"),
        ("senilai 1,35 miliar rupiah", "senilai Rp1.350.000.000"),
        ("sejuta pohon", "1.000.000 pohon"),
        ("tujuh puluh satu persen", "71%"),
        ("37,5 ton benih", "37.500 kg benih"),
        ("tanggal 17 September", "tanggal 17/9"),
        ("pukul 08.00 wib", "jam 8 wib"),
        ("pukul 13:30 siang", "pukul 1.30 siang"),
        ("pukul 19.00 malam", "pukul 7 malam"),
        ("Dua ratus warga", "200 warga"),
        ("seluas 2,5 ha", "seluas 2,5 hektar"),
        ("tahun dua ribu dua puluh tiga", "tahun 2023"),
        ("turun tujuh setengah persen", "turun 7,5%"),
        ("turun satu koma nol enam persen", "turun 1,06%"),
        ("selusin telur", "12 telur"),
    ],
)
def test_one_number_however_it_is_written(one: str, other: str) -> None:
    """In words, in figures, with its unit, as money: the same words to whoever compares."""
    assert said(one) == said(other)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("salah satu warga", "salah satu warga"),
        ("puluhan ribu warga", "puluhan ribu warga"),
        ("dua tiga hari lagi", "2 3 hari lagi"),
        ("dua puluh dua puluh", "20 20"),
        ("kelas lima puluh murid", "kelas 50 murid"),
        ("lima ratus dua ratus", "500 200"),
        ("1,2345 ribu", "1,2345 ribu"),
        ("pukul 11 siang", "pukul 11 siang"),
        ("40 mei", "40 mei"),
        ("mei lalu", "mei lalu"),
        ("seratus", "100"),
        ("satu", "satu"),
        ("٣ مدارس", "٣ مدارس"),
        ("", ""),
    ],
)
def test_what_is_read_of_numbers(text: str, words: str) -> None:
    """What is no number stays as it is; one alone says "a" as well; two numbers side by side stay two."""
    assert said(text) == words


def test_a_number_of_several_words_is_one_token() -> None:
    """Tokens and words stay side by side, for what is written and what is said are looked at together."""
    tokens = ["Sebanyak", "dua", "puluh", "tiga", "desa", "menerima", "Rp", "1,2", "miliar"]
    assert in_full(tokens, [token.lower() for token in tokens]) == (
        ["Sebanyak", "dua puluh tiga", "desa", "menerima", "1,2 miliar"],
        ["sebanyak", "23", "desa", "menerima", "1200000000"],
    )


def test_numbers_that_say_that_they_are_round() -> None:
    """Only beside such a word; within two."""
    words = "lebih dari 24300 anak dan 3300 lebih ibu di 5000 rumah".split()
    assert about(words) == {"24300", "3300"}


@pytest.mark.parametrize(
    ("round_", "exact", "answer"),
    [("24300", "24318", True), ("3300", "3299", True), ("24300", "24400", False), ("24300", "24200", False),
     ("24318", "24319", False), ("1000", "1999", True), ("abc", "1", False), ("1,5", "1", False)],
)  # fmt: skip
def test_what_is_rounded(round_: str, exact: str, answer: bool) -> None:
    """Within one step of its last figure that is no nought."""
    assert rounds(round_, exact) is answer


@pytest.mark.parametrize(
    ("word", "answer"), [("32", True), ("31", False), ("7.30", False), ("24.00", False), ("1,5", True), ("2026", True)]
)
def test_what_is_a_figure(word: str, answer: bool) -> None:
    """Days, months and hours are none."""
    assert is_figure(word) is answer
