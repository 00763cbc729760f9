"""One text, filled in for two things: another name, number, hour or kind in the same place."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from plugins.newsroom.match_reading import read
from plugins.newsroom.match_verdict import Likeness, compare

DAY = date(2026, 9, 15)
BEFORE = (
    "Petugas Puskesmas Jatinom memeriksa kesehatan murid {where} pada Selasa, 15 September 2026 mulai pukul {hour} WIB."
    " Sebanyak {count} murid diperiksa mata, gigi, dan telinganya oleh dua dokter."
)
REST = (
    " Kepala puskesmas mengatakan, pemeriksaan ini dilakukan setahun sekali supaya gangguan penglihatan cepat diketahui."
    " Murid yang memerlukan kacamata dirujuk ke rumah sakit tanpa dipungut biaya. Orang tua diminta hadir mendampingi"
    " anaknya dan membawa buku kesehatan. Guru kelas membantu mengatur antrean sehingga pelajaran tetap berjalan."
    " Hasil pemeriksaan dicatat dan disimpan sekolah untuk dibandingkan dengan tahun berikutnya. Tahun lalu 37 murid"
    " memperoleh kacamata dari dana 48 juta rupiah. Pemeriksaan berikutnya dijadwalkan dua pekan lagi di sekolah lain."
)
TITLES = ("Murid Diperiksa Kesehatannya", "Puskesmas Jatinom Periksa Murid")


def verdict(one: str, other: str, titles: tuple[str, str] = TITLES, days: int = 0) -> Likeness:
    return compare(read(titles[0], one, DAY), read(titles[1], other, DAY + timedelta(days)))


def said(where: str = "SDN 1 Gedaren", count: str = "214", hour: str = "08.00") -> str:
    return BEFORE.format(where=where, count=count, hour=hour) + REST


@pytest.mark.parametrize(
    "where",
    ["SDN 2 Gedaren", "SMPN 1 Gedaren", "SDN 1 Krajan"],
    ids=["another number of the kind", "another kind", "another name"],
)
def test_another_of_the_kind(where: str) -> None:
    """One digit, one kind, one name in the same place, all else the same: never the same story."""
    assert verdict(said(), said(where)).answer != "same"


def test_copies_and_corrections_stay_the_same() -> None:
    """The very same; one figure put right; a reworded sentence; a misspelt name."""
    assert verdict(said(), said()).answer == "same"
    assert verdict(said(), said(count="241")).answer == "same"
    assert verdict(said(), said().replace("dirujuk ke rumah sakit", "dikirim ke RSUD")).answer == "same"
    assert verdict(said(), said().replace("Gedaren", "Gedarem")).answer == "same"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("", " Di SDN itu hadir dua perawat."),
        ("Kegiatan dipimpin perawat senior.", "Kegiatan dipimpin bidan senior."),
    ],
    ids=["a word more", "a word for a word"],
)
def test_a_figure_and_a_word_in_each_others_place(one: str, other: str) -> None:
    """Who corrects changes figures, who rewords changes words; both at once is another event."""
    found = verdict(f"{said()} {one}", f"{said(count='187')} {other}")
    assert (found.answer == "same") is (one == "")


def test_a_figure_that_the_sentence_has_elsewhere_too() -> None:
    """Two accused of one case: the other's role, and the other's years where both sentences say "3" anyway."""
    charge = " Terdakwa selaku {} dituntut penjara {} tahun dan denda Rp100 juta subsider 3 bulan kurungan."
    one, other = charge.format("pejabat pembuat komitmen", 3), charge.format("direktur perusahaan pelaksana", 5)
    assert verdict(said() + one, said() + other).because == ("filled",)
    assert verdict(said() + one, said() + one.replace("100", "150")).answer == "same"


def test_a_bulletin_of_another_hour() -> None:
    """Hour and figure changed together; the hour alone was put right."""
    assert verdict(said(), said(hour="13.00", count="187")).because == ("filled",)
    assert verdict(said(), said(hour="09.00")).answer == "same"


def test_two_villages_that_are_spelt_nearly_alike() -> None:
    """Karangrejo is not Karangharjo mistyped; Karangrjo is Karangrejo."""
    one = said("di Desa Karangrejo")
    assert verdict(one, said("di Desa Karangharjo")).answer != "same"
    assert verdict(one, said("di Desa Karangrjo")).answer == "same"


@pytest.mark.parametrize(("place", "same"), [("Desa Talang", True), ("Desa Mojosari", False)])
def test_who_names_places_of_one_kind(place: str, same: bool) -> None:
    """Told anew with other villages it is another one's."""
    one = f"{said('murid kelas satu')} Kegiatan ini dibiayai Desa Talang."
    other = f"{said('murid kelas satu')} Biayanya seluruhnya ditanggung {place}."
    assert (verdict(one, other).answer == "same") is same


def test_today_is_another_day_each_time() -> None:
    """Where no day is named, one other figure two days later is another day's."""
    one = said().replace("pada Selasa, 15 September 2026", "hari ini")
    assert verdict(one, one.replace("214", "187"), days=2).answer != "same"
    assert verdict(one, one.replace("214", "187")).answer == "same"


def test_what_has_happened_since() -> None:
    """A title and a text that say what the other does not know yet."""
    one = f"{said()} Tiga anak masih dicari."
    other = f"{said()} Tiga anak sudah ditemukan."
    assert verdict(one, other, ("Tiga Anak Hilang", "Tiga Anak Ditemukan")).answer != "same"


@pytest.mark.parametrize(
    ("one", "other"),
    [("pagi", "malam"), ("putra", "putri"), ("barat", "timur"), ("gedung A", "gedung B"), ("XI", "XII")],
)
def test_words_that_tell_one_from_the_next(one: str, other: str) -> None:
    """In a sentence that is otherwise the same, in a long text, too."""
    line = "Pendaftaran lomba kelompok {} dibuka di halaman sekolah sampai akhir pekan."
    assert verdict(f"{said()} {line.format(one)}", f"{said()} {line.format(other)}").because == ("slots",)
