"""What an article is about: the 32 affairs beneath the twelve labels, and what spoke for each."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plugins.newsroom.model import TOPICS, Agency, Article, SafeHtml
from plugins.newsroom.remembered import LONGEST, Remembered
from plugins.newsroom.topics import topics_of, topics_told
from plugins.newsroom.topics_text import words_of
from plugins.newsroom.topics_words import AFFAIRS, WORDS, found_in, key_of

DINKES = Agency("dinkes", "Dinas Kesehatan", "dinas", topics=("kesehatan", "bantuan-sosial", "desa"))
SETDA = Agency("setda", "Sekretariat Daerah", "setda")
POLRES = Agency("polres", "Kepolisian Resor", "instansi_vertikal", topics=("bencana-ketertiban",))


def article(text: str = "", *, title: str = "", tags: tuple[str, ...] = ()) -> Article:
    return Article(
        agency="dinkes", feed="", key="", guid="", url="", canonical="", title=title, summary="", html=SafeHtml(""),
        text=text, source_date=None, tags=tags,
    )  # fmt: skip


AFFAIR_CASES: Final = """
1.01 | Daya Tampung SMP Negeri Bertambah 12 Rombel | Jalur domisili, prestasi, dan afirmasi dibuka bersamaan.
1.01 | Guru Honorer Terima Insentif | Sebanyak 1.200 guru menerima insentif tiga bulan sekaligus.
1.01 | Perundungan Bukan Candaan | Pelajar diajak mengenali perundungan di kelas. Guru BK membuka kotak curhat.
1.02 | Angka Stunting Turun Jadi 12 Persen | Kader menimbang balita dan memberi makanan tambahan.
1.02 | Empat Puskesmas Naik Status Rawat Inap | Setiap puskesmas memperoleh satu dokter tambahan dan ambulans.
1.02 | Stok Kantong Darah Menipis, Warga Diajak Donor | Bank darah rumah sakit hanya menyimpan persediaan tiga hari.
1.03 | Jalan Berlubang Ditambal sebelum Lebaran | Dinas menurunkan empat regu dengan aspal dingin di 17 ruas jalan.
1.03 | Jembatan Gantung Mulai Dipakai | Tiang pancang dan lantai beton selesai dikerjakan kontraktor.
1.03 | Rencana Tata Ruang Kota Dibahas | Peta zona dan garis sempadan dipajang selama dua pekan.
1.04 | 60 Rumah Tidak Layak Huni Diperbaiki | Program bedah rumah memberi bahan bangunan dan upah tukang.
1.04 | Penghuni Rusunawa Diseleksi Ulang | Unit yang kosong ditawarkan kepada pekerja berpenghasilan rendah.
1.05 | Banjir Rendam 400 Rumah | Warga mengungsi ke balai desa, dapur umum didirikan BPBD.
1.05 | Dua Kurir Sabu Dibekuk | Polisi menyita barang bukti. Keduanya terancam pidana penjara.
1.05 | Petugas Damkar Padamkan Kebakaran Gudang | Api padam dua jam kemudian, tidak ada korban jiwa.
1.06 | Penyandang Disabilitas Terima Kursi Roda | Penerima manfaat didata pendamping sosial.
1.06 | Anak Yatim Dapat Santunan | Baznas menyalurkan zakat kepada anak panti asuhan.
2.07 | Dua Ribu Pelamar Serbu Bursa Kerja | Perusahaan menawarkan 1.300 lowongan bagi pencari kerja.
2.07 | UMK Tahun Depan Naik | Dewan pengupahan dan serikat buruh menandatangani berita acara.
2.08 | Korban KDRT Didampingi sampai Pulih | Rumah aman membuka konseling bagi perempuan dan anak.
2.08 | Kabupaten Layak Anak Dinilai Ulang | Forum anak menyampaikan suara tentang perlindungan anak.
2.09 | Gerakan Pangan Murah Digelar | Cadangan pangan dikeluarkan untuk menjaga ketahanan pangan.
2.09 | Lumbung Pangan Diisi Lagi | Rawan pangan dicegah dengan cadangan beras.
2.10 | 1.500 Sertifikat Tanah Dibagikan | Program PTSL rampung. Warga diminta memasang patok batas tanah.
2.10 | Sengketa Lahan Selesai Lewat Mediasi | Kantor pertanahan mengukur ulang bidang tanah.
2.11 | Nasabah Bank Sampah Menimbang Botol | Sampah dipilah dari rumah, sisanya menjadi kompos.
2.11 | Limbah Cair Cemari Sungai | Kualitas air di hilir melewati baku mutu.
2.11 | Sumur Bor Alirkan Air Bersih | Sambungan air dipasang ke 80 rumah.
2.12 | Rekam KTP ke Sekolah | Pelajar diambil sidik jarinya oleh petugas dukcapil.
2.12 | Akta Kelahiran Jadi Sebelum Bayi Pulang | Kartu keluarga dan kartu identitas anak dikirim sekaligus.
2.12 | Layanan Paspor Dibuka Akhir Pekan | Imigrasi melayani 80 pemohon paspor.
2.13 | Dana Desa Tahap Dua Cair | Kepala desa dan perangkat desa diminta menuntaskan laporan APBDes.
2.13 | Musyawarah Desa Tetapkan Rencana Kerja | Usulan dusun disepakati bersama BPD.
2.13 | BUMDes Serahkan Laba | Kas desa bertambah dari unit usaha.
2.14 | Pelayanan KB Gratis | Akseptor memilih implan atau IUD sebagai alat kontrasepsi.
2.14 | Kampung KB Wakili Provinsi | Pasangan usia subur yang ikut keluarga berencana bertambah.
2.15 | Bus Sekolah Tambah Rute | Angkutan umum berhenti di 12 halte.
2.15 | Parkir Nontunai Diuji Coba | Juru parkir dibekali karcis berkode, dishub mengawasi lalu lintas.
2.16 | Hoaks Bansos Beredar, Kominfo Beri Penjelasan | Warga diminta melapor ke kanal aduan bila menemukan disinformasi.
2.16 | PPID Raih Predikat Informatif | Keterbukaan informasi publik dinilai Komisi Informasi.
2.17 | Koperasi Gelar Rapat Anggota Tahunan | Sisa hasil usaha dibagikan kepada pelaku UMKM.
2.17 | Sertifikat Halal Gratis bagi Usaha Mikro | Pelaku usaha belajar mengurus kemasan produk.
2.18 | Investor Tanam Modal Rp800 Miliar | Perizinan berusaha selesai tiga hari, realisasi investasi naik.
2.18 | NIB Terbit dalam Sehari | DPMPTSP melayani perizinan berusaha lewat OSS.
2.19 | Atlet Renang Pecahkan Rekor | Kontingen meraih dua medali emas pada pekan olahraga provinsi.
2.19 | Ribuan Warga Ikuti Jalan Sehat | Senam massal membuka peringatan hari olahraga nasional.
2.20 | Sensus Penduduk Dimulai | Petugas BPS mencacah setiap rumah untuk data statistik.
2.20 | Satu Data Disepakati | Badan Pusat Statistik membina statistik sektoral.
2.21 | Tanda Tangan Elektronik Dipakai Semua Dinas | Keamanan siber diuji, persandian diperkuat bersama BSSN.
2.21 | Peretas Diuji Coba Menembus Sistem | Tim CSIRT menutup celah keamanan informasi.
2.22 | Penari Muda Berlatih di Sanggar | Kesenian dan adat istiadat dilestarikan lewat festival budaya.
2.22 | Kloter Pertama Jemaah Haji Tiba | Jamaah haji menutup perjalanan ibadah dengan doa bersama.
2.23 | Perpustakaan Buka sampai Malam | Pojok baca baru menambah minat baca dan koleksi buku.
2.23 | Perahu Pustaka Berlabuh | Anak-anak meminjam judul buku dari taman bacaan terapung.
2.24 | Arsip Tua Diselamatkan | Arsiparis memindai arsip statis di depo arsip.
2.24 | Pemusnahan Arsip Disaksikan Tim | Kearsipan daerah mengikuti jadwal retensi.
3.25 | Nelayan Dapat Kapal Baru | Hasil tangkapan ikan dijual di tempat pelelangan ikan.
3.25 | Benih Lele untuk Kelompok Ibu | Pembudidaya ikan menyiapkan kolam terpal dan pakan ikan.
3.26 | Desa Wisata Masuk 50 Besar Nasional | Homestay penuh, wisatawan memuji destinasi ini.
3.26 | Air Terjun Ditata | Pokdarwis menyiapkan loket wisata dan spot foto.
3.27 | Panen Raya Padi Dimulai | Petani memperoleh 7,2 ton per hektare berkat pupuk tepat waktu.
3.27 | Petani Lulus Sekolah Lapang | Sekolah lapang petani mengajarkan cara mengendalikan hama wereng.
3.27 | Sapi Perah Diperiksa | Dokter hewan memeriksa ternak dan kandang peternak.
3.28 | Hutan Adat Diakui | Kelompok tani hutan menanami lahan kritis di kawasan hutan.
3.28 | Penebangan Liar di Hutan Lindung Dihentikan | Polisi kehutanan menjaga lahan kritis.
3.29 | Listrik Pulau Terluar Menyala | Panel surya berkapasitas 200 kilowatt menggantikan genset.
3.29 | Jaringan Listrik Masuk Dusun | PLN menyambung sambungan listrik gratis.
3.30 | Harga Cabai Melonjak, Pedagang Mengeluh | Tim pengendali inflasi memantau pasar rakyat dan bahan pokok.
3.30 | Pasar Murah Diserbu Warga | Pedagang menjual bahan pokok di bawah harga pasar.
3.30 | Timbangan Pedagang Ditera Ulang | Petugas metrologi memeriksa takaran.
3.31 | Perajin Anyaman Tambah Mesin | Sentra industri kecil menengah menyiapkan kerajinan.
3.31 | Industri Kecil Dapat Alat | Perajin sentra industri menambah kapasitas produksi.
3.32 | Calon Transmigran Dilepas | Kawasan transmigrasi menyediakan lahan garapan.
3.32 | Transmigrasi Dibuka Lagi | Permukiman transmigrasi menampung 40 keluarga.
4 | DPRD Setujui Raperda | Rapat paripurna dihadiri 40 anggota DPRD.
4 | Mal Pelayanan Publik Genap Setahun | Standar pelayanan dinilai Ombudsman.
5 | Seleksi CPNS Diikuti 4.000 Pelamar | Formasi PPPK dan ASN diumumkan BKPSDM.
5 | Musrenbang Usulkan 88 Kegiatan | Usulan masuk RKPD dan APBD tahun depan.
6 | Opini WTP Kesepuluh | BPK menyerahkan laporan hasil pemeriksaan, inspektorat menindaklanjuti temuan.
6 | Inspektorat Tuntaskan Audit | Gratifikasi dan pencegahan korupsi menjadi perhatian auditor.
7 | Musrenbang Kecamatan Digelar | Kantor kecamatan menerima pelimpahan wewenang camat.
7 | Dana Kelurahan Mulai Dipakai | Penilaian kinerja camat dan pelayanan kecamatan diumumkan.
8 | Logistik Pemilu Tiba di Gudang KPU | Surat suara dan kotak suara dihitung Bawaslu.
8 | Bela Negara untuk Ormas | Kesbangpol membina wawasan kebangsaan.
"""
CASES: Final = [tuple(part.strip() for part in line.split("|")) for line in AFFAIR_CASES.strip().splitlines()]


@pytest.mark.parametrize(("code", "title", "text"), CASES)
def test_every_affair_is_known(code: str, title: str, text: str) -> None:
    """A title and a lead of two sentences are enough, without any help of the agency or its tags."""
    first = topics_told(article(text, title=title), SETDA)[0]
    assert (first.label, first.affair) == (AFFAIRS[code].label, code)
    assert any(reason.startswith(("judul: ", "teks: ")) for reason in first.because)


def test_every_affair_has_a_label_words_and_cases() -> None:
    """The 32 of the law and the five of the house; each beneath one of the twelve labels, and no label is empty."""
    assert len([code for code in AFFAIRS if "." in code]) == 32
    assert AFFAIRS.keys() == WORDS.keys() == {code for code, _, _ in CASES}
    assert {affair.label for affair in AFFAIRS.values()} == TOPICS.keys()
    assert min(sum(code == affair for code, _, _ in CASES) for affair in AFFAIRS) >= 2


NEAR_MISSES: Final = """
lingkungan | Bank Sampah Buka Cabang | Nasabah menimbang botol plastik setiap Sabtu.
kesehatan | Bank Darah Kehabisan Stok | Rumah sakit menunggu pendonor golongan O.
kerja-usaha | Bank Daerah Turunkan Bunga Pinjaman | Nasabah usaha mikro memperoleh keringanan kredit.
pertanian-pangan | Sekolah Lapang Ditutup | Petani padi menerima ijazah setelah dua belas kali belajar di sawah.
wisata-budaya | Jalan Sehat Meriahkan Hari Jadi | Peserta berjalan kaki empat kilometer lalu senam massal.
jalan-bangunan | Jalan Kabupaten Diaspal | Perbaikan jalan sepanjang empat kilometer selesai.
kerja-usaha | Pasar Murah Menjelang Lebaran | Pedagang menjual minyak goreng di bawah harga pasar.
pendidikan | Panen Medali di Olimpiade Sains | Siswa sekolah dasar membawa pulang tujuh medali.
pertanian-pangan | Panen Jagung di Lahan Polres | Petani dan polisi memanen delapan ton jagung hibrida.
wisata-budaya | Banjir Pujian untuk Atlet Cilik | Peselancar itu menjuarai kejuaraan selancar.
bencana-ketertiban | Banjir Bandang Terjang Dua Dusun | Warga mengungsi, jembatan hanyut.
kependudukan | Banjir Permohonan Akta Kematian | Loket dukcapil ditambah dua.
lingkungan | Polisi Tanam Pohon di Lereng Gundul | Bibit pohon ditanam untuk menjaga mata air.
kesehatan | Polisi Buka Posko Imunisasi | Vaksin polio diberikan kepada balita.
pertanian-pangan | Sapi Divaksin Penyakit Mulut dan Kuku | Dokter hewan mendatangi kandang peternak.
"""


@pytest.mark.parametrize("line", NEAR_MISSES.strip().splitlines())
def test_a_phrase_is_read_before_its_words(line: str) -> None:
    """A word means what it means in its company, whoever tells it."""
    label, title, text = (part.strip() for part in line.split("|"))
    for agency in (SETDA, POLRES):
        assert topics_of(article(text, title=title), agency)[0] == label


@pytest.mark.parametrize(
    ("word", "key"),
    [
        ("petani", "~tani"), ("pertanian", "~tani"), ("bertani", "~tani"), ("petaninya", "~tani"),
        ("menanam", "menanam"), ("ditanami", "~tanam"), ("penanaman", "~tanam"), ("mengungsi", "mengungsi"),
        ("diungsikan", "~ungsi"), ("divaksin", "vaksin"), ("puskesmasnya", "puskesmas"), ("penebangan", "penebangan"),
        ("sejalan", ""), ("pasaran", "pasaran"), ("tanjidor", ""), ("a" * 500, ""),
    ],
)  # fmt: skip
def test_a_word_is_known_in_its_forms(word: str, key: str) -> None:
    """Affixes are taken away where a table marks the root; a form that means something else stays what it is."""
    assert key_of(word) == key


@pytest.mark.parametrize(
    ("tags", "agency", "topics"),
    [
        ((), DINKES, ("kesehatan", "bantuan-sosial")),
        ((), SETDA, ()),
        (("Berita", "Umum", "Uncategorized"), DINKES, ("kesehatan", "bantuan-sosial")),
        (("Pendidikan",), DINKES, ("pendidikan",)),
        (("  PENDIDIKAN ",), SETDA, ("pendidikan",)),
        (("Dunia Pendidikan",), SETDA, ("pendidikan",)),
        (("Lingkungan Hidup",), SETDA, ("lingkungan",)),
        (("#LingkunganHidup",), SETDA, ("lingkungan",)),
        (("Pekerjaan_Umum", "Tata Ruang"), SETDA, ("jalan-bangunan",)),
        (("Bantuan & Sosial",), SETDA, ("bantuan-sosial",)),
        (("KTP-el",), SETDA, ("kependudukan",)),
        (("Dana Desa", "Gizi", "Wisata", "Guru"), SETDA, ("desa", "kesehatan", "wisata-budaya")),
        (("gizi", "Kesehatan", "RSUD"), SETDA, ("kesehatan",)),
        (("Bukan pendidikan",), SETDA, ()),
    ],
)
def test_tags_speak_where_there_are_no_words(tags: tuple[str, ...], agency: Agency, topics: tuple[str, ...]) -> None:
    """At most three labels in their order, from tags that speak as a whole; else the agency's own affair."""
    assert topics_of(article(tags=tags), agency) == topics


@pytest.mark.parametrize(
    ("name", "kind", "topics"),
    [
        ("Dinas Kesehatan", "dinas", ("kesehatan",)), ("RSUD Contoh", "rsud", ("kesehatan",)),
        ("Kepolisian Resor Contoh", "instansi_vertikal", ("bencana-ketertiban",)),
        ("Dinas Pertanian dan Perikanan", "dinas", ("pertanian-pangan",)), ("Desa Contoh", "desa", ("desa",)),
        ("Dinas Pemberdayaan Perempuan dan Perlindungan Anak", "dinas", ("bantuan-sosial",)),
        ("Kecamatan Contoh", "kecamatan", ()), ("Sekretariat Daerah", "setda", ()),
    ],
)  # fmt: skip
def test_an_agency_without_topics_is_known_by_kind_and_name(name: str, kind: str, topics: tuple[str, ...]) -> None:
    """Its own affair speaks only where nothing else does."""
    agency = Agency("a", name, kind)
    assert topics_of(article("Rapat dimulai pukul sembilan."), agency) == topics
    assert topics_of(article("Bank sampah menimbang plastik.", title="Sampah Dipilah"), agency)[0] == "lingkungan"


def test_what_is_told_names_what_spoke() -> None:
    """The loudest first, by the place where it stands; affair and score beside it."""
    told = topics_told(
        article("Petani memakai pupuk organik.", title="Panen Padi", tags=("Pertanian",)),
        Agency("distan", "Dinas Pertanian", "dinas", topics=("pertanian-pangan",)),
    )
    assert [topic.label for topic in told] == ["pertanian-pangan"]
    assert told[0].affair == "3.27"
    assert told[0].because[:2] == ("judul: panen padi", "kategori: pertanian")
    assert {"teks: tani", "teks: pupuk organik", "instansi: Dinas Pertanian"} <= set(told[0].because)
    silent = topics_told(article("Rapat dimulai."), DINKES)
    assert silent[0].because == ("instansi: Dinas Kesehatan",)
    assert silent[0].score == 0


def test_a_second_topic_is_said_plainly() -> None:
    """Beside the first one only what the article's own words say enough of; an agency's affair is not in all it writes."""
    title = "Siswa Miskin Terima Beasiswa"
    text = "Bansos bagi keluarga miskin dan anak yatim disalurkan bersama seragam sekolah dan beasiswa kuliah."
    assert set(topics_of(article(text, title=title), SETDA)) == {"pendidikan", "bantuan-sosial"}
    police = topics_of(article("Bhabinkamtibmas dan Kapolres menyerahkan beasiswa kepada siswa.", title=title), POLRES)
    assert police[0] == "pendidikan"
    assert "bencana-ketertiban" not in police


def test_who_tells_it_is_not_what_is_told() -> None:
    """The agency's name in its own text says nothing."""
    text = "Kepala Dinas Lingkungan Hidup dan Kehutanan membuka kelas ibu hamil bersama bidan."
    by = Agency("dlhk", "Dinas Lingkungan Hidup dan Kehutanan", "dinas")
    assert topics_of(article(text, title="Ibu Hamil Belajar Gizi"), by) == ("kesehatan",)


@given(st.lists(st.text(), max_size=9).map(tuple), st.text(), st.text())
def test_topics_are_those_of_the_house(tags: tuple[str, ...], title: str, text: str) -> None:
    """Whatever is written, at most three labels, each once, all of the twelve."""
    found = topics_of(article(text, title=title, tags=tags), DINKES)
    assert set(found) <= TOPICS.keys()
    assert len(set(found)) == len(found) <= 3


NOTHING_SAID: Final = st.lists(
    st.sampled_from("rapat dimulai pukul sembilan pagi lalu ditutup dengan sederhana oleh tuan yang bijak".split()),
    min_size=1, max_size=60,
).map(" ".join)  # fmt: skip


@given(NOTHING_SAID)
def test_words_that_say_nothing_add_no_label(text: str) -> None:
    """No label comes out of nothing, before or after what is said."""
    assert topics_of(article(text, title=text), SETDA) == ()
    said = "Vaksin polio diberikan kepada balita di posyandu."
    assert topics_of(article(f"{said} {text}", title="Imunisasi Polio"), SETDA) == ("kesehatan",)


@given(st.sampled_from(CASES))
@settings(max_examples=30)
def test_capitals_do_not_matter(case: tuple[str, str, str]) -> None:
    """An article in capitals is about the same."""
    _, title, text = case
    assert topics_of(article(text.upper(), title=title.upper()), SETDA) == topics_of(article(text, title=title), SETDA)


def test_a_word_said_often_counts_once() -> None:
    """Nobody makes an article about something by repeating a word."""
    once = topics_told(article("Banjir.", title="Rapat"), SETDA)
    assert topics_told(article("Banjir. " * 200, title="Rapat"), SETDA) == once


def test_an_endless_text_is_read_to_its_bound() -> None:
    """Ten megabytes, and a hundred thousand tags, cost what a page costs."""
    long = article("Vaksin polio. " * 700_000, title="Imunisasi " * 1000, tags=("x" * 10_000,) * 100_000)
    assert topics_of(long, SETDA) == ("kesehatan",)
    assert len(words_of(long.text).lower) < 2000
    assert found_in([]) == []


def test_the_guide_shows_what_is_beneath_each_label() -> None:
    """Its table has a row for every label, with all affairs beneath it in their order."""
    guide = (Path(__file__).parents[2] / "docs" / "panduan-topik.md").read_text(encoding="utf-8")
    for slug, name in TOPICS.items():
        beneath = "; ".join(affair.name for affair in AFFAIRS.values() if affair.label == slug)
        assert f"\n| {name} | {beneath} | " in guide


def test_what_is_too_long_for_a_word_is_not_remembered() -> None:
    """It is answered like any other, and is gone: whoever sends long ones fills no memory."""
    remembered = Remembered(str.upper)
    long = "a" * (LONGEST + 1)
    assert (remembered["warga"], remembered[long]) == ("WARGA", long.upper())
    assert list(remembered) == ["warga"]
