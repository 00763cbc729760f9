"""Notices that look alike and say two things, over a real store: none becomes one story with another."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Final

import pytest

from plugins.newsroom.match_spelling import LONG_NAME, any_mistyped
from tests.newsroom.test_matching import Desks
from tests.releases import RELEASE

PUBLISHED: Final = datetime(2027, 5, 20, 1, 0, tzinfo=UTC)

VILLAGE: Final = """Pemerintah Desa {0} menggelar musyawarah desa di balai desa, Kamis pagi. Musyawarah dihadiri \
perangkat desa, ketua rukun tetangga, kader kesehatan, dan wakil petani.
Peserta menyepakati perbaikan jalan usaha tani dan saluran air sebagai prioritas tahun depan. Kepala Desa {0} berharap \
warga ikut menjaga hasil pembangunan.
Camat yang hadir mengingatkan agar laporan disusun tepat waktu dan dipasang di papan pengumuman."""
BRIDGE: Final = """Dinas Pekerjaan Umum memberitahukan bahwa Jembatan Kaliputih {0} untuk semua kendaraan mulai Jumat \
(21/5/2027). Pengguna jalan diminta mematuhi rambu dan petunjuk petugas di lapangan.
Petugas berjaga di kedua ujung jembatan sejak pagi hingga malam. Kendaraan barang diminta memakai jalur lingkar agar \
lalu lintas di pusat kota tetap lancar. Pertanyaan warga dilayani di nomor pengaduan dinas."""
FESTIVAL: Final = """Panitia memberitahukan bahwa Festival Perahu Hias di Dermaga Lama pada Sabtu (22/5/2027) {0}. \
Peserta yang sudah mendaftar diminta menunggu kabar berikutnya dari panitia lewat nomor yang didaftarkan.
Festival tahunan ini diikuti kelompok nelayan, sekolah, dan pelaku usaha kecil dari sembilan kelurahan. Panitia \
menyediakan panggung, tempat makan, dan lahan parkir di sisi timur dermaga. Dinas Perhubungan mengatur lalu lintas."""
STOCK: Final = """{0} Puskesmas Wanasari kehabisan obat batuk anak sejak Senin (17/5/2027). Kabar itu beredar di grup \
percakapan warga sejak pagi.
Persediaan obat di gudang farmasi dicatat setiap pekan oleh petugas. Obat dikirim dua kali sebulan dengan mobil dinas. \
Puskesmas melayani warga pada jam kerja. Warga dapat bertanya kepada petugas di loket pendaftaran."""
SELECTION: Final = """Panitia seleksi mengumumkan hasil seleksi administrasi calon tenaga pendamping gelombang {0}. \
Peserta yang lulus berhak mengikuti ujian tertulis di aula kantor dan wajib membawa kartu ujian serta tanda pengenal.
Daftar nama peserta yang lulus dapat dilihat pada lampiran pengumuman ini. Keputusan panitia tidak dapat diganggu \
gugat. Peserta yang tidak hadir dianggap mengundurkan diri. Seluruh tahapan seleksi tidak dipungut biaya apa pun."""
GRIEF: Final = """Keluarga besar pemerintah kabupaten turut berduka cita yang sedalam-dalamnya atas wafatnya ayahanda \
dari Camat {0}. Semoga almarhum diterima di sisi Tuhan Yang Maha Esa dan keluarga yang ditinggalkan diberi ketabahan.
Jenazah dimakamkan di pemakaman keluarga hari ini. Seluruh pegawai diajak mendoakan almarhum dan keluarganya."""
TENDER: Final = """Unit pengadaan mengumumkan pemenang tender paket pekerjaan {0}. Pemenang ditetapkan setelah evaluasi \
administrasi, teknis, dan harga. Peserta yang keberatan dapat mengajukan sanggahan secara daring dalam lima hari kerja.
Dokumen evaluasi dapat dilihat pada laman pengadaan. Kontrak ditandatangani setelah masa sanggah berakhir."""
WEATHER: Final = """Badan penanggulangan bencana memperkirakan hujan {0} disertai angin kencang di wilayah pesisir pada \
malam hari. Nelayan diminta menunda melaut dan menambatkan perahu di tempat aman.
Warga di tepi sungai diimbau waspada terhadap kenaikan muka air. Posko siaga dibuka sepanjang hari dan petugas dapat \
dihubungi lewat nomor darurat. Warga diminta tidak menyebarkan kabar yang belum pasti."""
MEETING: Final = """Rapat koordinasi ketahanan pangan digelar di ruang rapat kantor bupati pada {0} siang. Rapat membahas \
stok beras, harga pasar, dan rencana operasi pasar. Seluruh kepala dinas terkait hadir dan menyampaikan laporannya.
Sekretaris daerah meminta data stok diperbarui setiap hari agar keputusan dapat diambil cepat. Operasi pasar akan \
digelar di kecamatan yang harganya naik paling tinggi. Rapat ditutup dengan penandatanganan berita acara."""
ATTACHED: Final = """Diberitahukan kepada seluruh peserta bahwa hasil seleksi telah ditetapkan oleh panitia. Daftar \
lengkap dapat dilihat dan diunduh pada lampiran di bawah ini. Peserta diminta membaca ketentuan dengan {0}.
Keputusan panitia bersifat mutlak dan tidak dapat diganggu gugat. Seluruh tahapan seleksi tidak dipungut biaya. \
Pertanyaan dapat disampaikan pada jam kerja di loket informasi kantor."""
BACKGROUND: Final = """
Dinas mencatat kebutuhan itu sudah lama disampaikan warga lewat rapat tahunan. Perencanaan disusun bersama perguruan \
tinggi, lalu diperiksa inspektorat sebelum dikirim ke dewan. Anggaran berasal dari pendapatan daerah dan bantuan \
provinsi yang diterima awal tahun. Pelaksanaan diawasi konsultan yang melapor kepada dinas setiap bulan. Warga boleh \
melihat kemajuan pekerjaan pada papan di lokasi, dan pengaduan yang masuk dijawab paling lambat tiga hari kerja."""

LED_ON: Final = "\nDemikian kabar ini kami teruskan kepada warga kecamatan."

ALIKE: Final[dict[str, tuple[str, tuple[str, str]]]] = {
    "two villages, likely spelt": (VILLAGE, ("Sukamaju", "Sukamakmur")),
    "two villages": (VILLAGE, ("Sukamaju", "Wonosari")),
    "two villages in small letters": (VILLAGE.lower(), ("sukamaju", "wonosari")),
    "opened and closed": (BRIDGE, ("dibuka", "ditutup")),
    "held and put off": (FESTIVAL, ("tetap digelar", "ditunda")),
    "held and called off": (FESTIVAL, ("tetap digelar", "dibatalkan")),
    "said and denied": (STOCK, ("Kabarnya benar", "Tidak benar")),
    "the first and the second": (SELECTION, ("pertama", "kedua")),
    "I and II": (SELECTION, ("I", "II")),
    "two who mourn": (GRIEF, ("Wanasari", "Lembahjati")),
    "two tenders": (TENDER, ("rehabilitasi gedung puskesmas", "pengadaan bibit padi")),
    "two kinds of rain": (WEATHER, ("ringan", "lebat")),
    "two days of a week": (MEETING, ("Senin", "Kamis")),
    "opened and closed in a long text": (BRIDGE + BACKGROUND, ("dibuka", "ditutup")),
    "held and called off in a long text": (FESTIVAL + BACKGROUND, ("tetap digelar", "dibatalkan")),
    "the first and the second in a long text": (SELECTION + BACKGROUND, ("pertama", "kedua")),
}  # fmt: skip


NAMED: Final = ("two villages, likely spelt", "two villages")


@pytest.fixture
def desks(tmp_path: Path) -> Iterator[Desks]:
    made = Desks(tmp_path)
    yield made
    made.store.close()


def said(agency: str, title: str, text: str, hours: int = 0) -> dict[str, Any]:
    at = PUBLISHED + timedelta(hours=hours)
    return {"agency": agency, "title": title, "text": text, "published": at.isoformat()}


@pytest.mark.parametrize("other", ["Dinas Satu", "Dinas Dua"], ids=["one agency", "two agencies"])
@pytest.mark.parametrize("case", ALIKE)
def test_one_word_makes_another_notice(desks: Desks, case: str, other: str) -> None:
    """Two of one template under one title, alike but for a word: two stories, and an editor is asked, unless each names
    a place of its own. The same notice of two agencies is one story."""
    template, words = ALIKE[case]
    for name, agency, word in (("one", "Dinas Satu", words[0]), ("other", other, words[1])):
        desks.file(name, said(agency, "Pengumuman", template.format(word), 3 * (name == "other")))
    desks.file("copy", said("Dinas Tiga", "Kabar Kabupaten", template.format(words[0]), 5))
    desks.settle()
    assert desks.groups() == {frozenset({"one", "copy"}), frozenset({"other"})}
    kin = [each for each in desks.store.q.kin_of(id=desks.ids["one"]) if each["other"] == desks.ids["other"]]
    assert [each["answer"] for each in kin] == ([] if case in NAMED else ["doubtful"])


@pytest.mark.parametrize("word", ["saksama", "teliti"], ids=["the same text", "nearly the same text"])
def test_a_title_says_what_the_text_leaves_to_it(desks: Desks, word: str) -> None:
    """Two agencies point to what is attached, in the same words: their titles tell of two things. Whose title tells
    what the text says, too, has passed it on."""
    desks.file("one", said("Dinas Satu", "Hasil Seleksi Penyuluh Pertanian", ATTACHED.format("saksama")))
    desks.file("other", said("Dinas Dua", "Hasil Seleksi Pendamping Keluarga", ATTACHED.format(word), 3))
    desks.file("copy", said("Dinas Tiga", "Panitia Tetapkan Hasil Seleksi", ATTACHED.format("saksama"), 5))
    desks.settle()
    assert desks.story("one") != desks.story("other")
    assert desks.story("copy") in (desks.story("one"), desks.story("other"))


@pytest.mark.parametrize(("letters", "name"), [(LONG_NAME, True), (LONG_NAME + 1, False)])
def test_what_is_no_name_is_not_compared_letter_by_letter(letters: int, name: bool) -> None:
    """A word of thousands of letters would be compared with each like it, letter by letter."""
    word = "a" * (letters - 1)
    assert any_mistyped([f"{word}b"], [f"{word}c"]) is name


def test_a_word_mistyped_makes_no_other_notice(desks: Desks) -> None:
    """Letters go wrong on the way, and a figure is written as one writes it there: still the same."""
    desks.file("one", said("Dinas Satu", "Jembatan Kaliputih Ditutup", BRIDGE.format("ditutup")))
    typed = BRIDGE.format("ditutp").replace("petunjuk", "petujuk").replace("kendaraan mulai", "kendaran mulai")
    desks.file("other", said("Dinas Dua", "Warga Diminta Lewat Jalur Lingkar", typed, 3))
    desks.settle()
    assert desks.story("one") == desks.story("other")


@pytest.mark.parametrize("seed", [0, 3])
def test_a_crowd_of_one_template_in_any_order(tmp_path: Path, seed: int) -> None:
    """Notices of one template, copies of them, whole, cut or led on, and a digest of two: more than a handful, each
    like all the others. In any order and any number at a time they end in the same groups."""
    dice = random.Random(seed)
    named = []
    for number, (template, words) in enumerate(dice.sample(list(ALIKE.values()), 4)):
        texts = [template.format(word) for word in words]
        for copy in range(10):
            text = dice.choice(texts)
            parts = text.split(". ")
            text = ". ".join(parts[: dice.choice([len(parts), len(parts) // 2 + 1])]) + dice.choice(["", LED_ON])
            title = dice.choice(["Pengumuman", f"Kabar {copy}"])
            named.append((f"{number}-{copy}", said(f"Kantor {copy}", title, text, dice.randrange(9))))
        named.append((f"{number}-both", said("Rangkuman", "Rangkuman Pekan Ini", "\n".join(texts), 10)))
    found = []
    for settled in (0.0, 0.3, 1.0):
        folder = tmp_path / str(settled)
        folder.mkdir()
        desks = Desks(folder)
        dice.shuffle(named)
        for name, each in named:
            desks.file(name, each)
            if dice.random() < settled:
                desks.settle()
        desks.settle()
        found.append(desks.groups())
        desks.store.close()
    assert found[0] == found[1] == found[2]


@pytest.mark.parametrize(("says", "groups"), [("Rilis ini meralat yang semula. ", 1), ("", 2)])
def test_a_correction_under_a_title_of_its_own(desks: Desks, says: str, groups: int) -> None:
    """Nearly all of the words again, by the same agency, under another title that says RALAT: its text must say so,
    too, for what is corrected may be another release of that template."""
    desks.file("one", said("Dinas Satu", "Pekan Imunisasi Polio Dibuka", RELEASE.text()))
    again = says + replace(RELEASE, day="Rabu (18/11/2026)").text()
    desks.file("other", said("Dinas Satu", "RALAT Jadwal Imunisasi: Menjadi Rabu", again, 3))
    desks.settle()
    assert len(desks.groups()) == groups


@pytest.mark.parametrize(("agency", "answer"), [("Dinas Satu", "same"), ("Dinas Dua", "doubtful")])
def test_who_corrects_himself_is_believed(desks: Desks, agency: str, answer: str) -> None:
    """An agency that tells its release anew, with another day and a title that says so, has corrected it, and what it
    says last leads. Where somebody else puts it right both stand, and an editor is asked."""
    title = "Pekan Imunisasi Polio Dibuka"
    desks.file("one", said("Dinas Satu", title, RELEASE.text()))
    desks.file("other", said(agency, f"RALAT: {title}", replace(RELEASE, day="Rabu (18/11/2026)").text(), 3))
    desks.settle()
    (kin,) = desks.store.q.kin_of(id=desks.ids["one"])
    assert kin["answer"] == answer
    assert len(desks.groups()) == (1 if answer == "same" else 2)
    if answer == "same":
        assert desks.shown("one").title == f"RALAT: {title}"
