"""Datelines, desk codes, credits and labels; and the summary, from which they are taken out."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.newsroom.clean_credits import Credits, credits, dateline
from plugins.newsroom.clean_summary import MOST, SUMMARY, sentences, summarise
from tests.newsroom.test_clean_whole import cleaned


def read(text: str, title: str = "", tags: tuple[str, ...] = ()) -> Credits:
    return credits(text, title, tags, lambda _rule, _words: None)


REST = "Rapat dimulai."
DATELINES = [
    ("PAREPARE — ", "PAREPARE"), ("SERATUSNEWS.ID, PAREPARE — ", "PAREPARE"), ("CIBINONG – ", "CIBINONG"), ("Detaktangsel.com, CIBINONG – ", "CIBINONG"),
    ("Sungai Raya, InfoPublik – ", "Sungai Raya"), ("Jakarta (ANTARA) - ", "Jakarta"), ("JAYAPURA (PT) –", "JAYAPURA"), ("Kota Bekasi - ", "Kota Bekasi"),
    ("Aek Kanopan, (Kabar Labura) ", "Aek Kanopan"), ("SUMBERJATI (Humas) - ", "SUMBERJATI"), ("Sumberjati, 21 November 2026 – ", "Sumberjati"),
    ("SUMBERJATI, Senin (21/11) – ", "SUMBERJATI"), ("Semarang – ", "Semarang"), ("SUNGAI RAYA--", "SUNGAI RAYA"), ("Kab. Contoh – ", "Kab. Contoh"),
    ("LEMBAHWANGI, Diskominfo – ", "LEMBAHWANGI"), ("Sumberjati, MC Contoh - ", "Sumberjati"), ("KOTA CONTOH -- ", "KOTA CONTOH"),
]  # fmt: skip
NO_DATELINES = [
    "Kepala Dinas – yang hadir – membuka rapat.", "PENGUMUMAN – Kantor libur.", "SIARAN PERS – Bupati hadir.", "UMKM - Dinas membina.", "RALAT — Angka keliru.",
    "ASN, TNI, dan Polri bergotong royong.", "Pasar Murah – Dinas Perdagangan menggelar.", "Kota Bekasi membuka rapat.", "RSUD – Layanan dibuka.", "JADWAL IMUNISASI – Pekan ini.",
    "Sekretaris Daerah, Kepala Dinas – hadir.", "Catatan – Harga turun.", "Semarang – yang padat – macet.", "10.30 – Acara dibuka.", "— Kutipan.", "COVID-19 – Warga waspada.",
    "A – B", "Bupati (Kota) hadir.", "PAREPARE", "PAREPARE —", "HUT RI – Lomba digelar.", "",
]  # fmt: skip


@pytest.mark.parametrize(("begin", "place"), DATELINES)
def test_a_dateline_is_the_place_as_written(begin: str, place: str) -> None:
    """It is kept as a field and stays in the text; the summary does without it."""
    assert dateline(begin + REST) == (place, len(begin))
    found = cleaned(
        f"<p><strong>{begin.rstrip()}</strong> {REST}</p>" if begin.endswith(" ") else f"<p>{begin}{REST}</p>"
    )
    assert (found.dateline, found.summary) == (place, REST)
    assert found.text.replace(" ", "") == (begin + REST).replace(" ", "")
    assert found.removed[-1][0] == "titimangsa"


@pytest.mark.parametrize("line", NO_DATELINES)
def test_a_sentence_is_no_dateline(line: str) -> None:
    """Headings in capitals, offices, and words between dashes."""
    assert dateline(line) is None


@pytest.mark.parametrize(
    ("code", "author", "labels"),
    [
        ("(nis)", "nis", ()), ("(*)", "", ()), ("***", "", ()), ("(Rls)", "", ("rilis",)), ("(Rilis)", "", ("rilis",)), ("(ing/rm)", "ing", ()), ("(HT/N-1)", "HT", ()),
        ("(cw1)", "cw1", ()), ("(Nama Penulis, ST/KL)", "Nama Penulis, ST", ()), ("(MC Kab Contoh/yy)", "MC Kab Contoh", ()), ("(hms)", "Humas", ()), ("(Humas)", "Humas", ()),
        ("(Adv)", "", ("advertorial",)), ("(Humas/adm)", "Humas", ()), ("(rls/hms)", "Humas", ("rilis",)), ("(red)", "Redaksi", ()), ("(adv/rls)", "", ("rilis", "advertorial")),
        ("(Diskominfo)", "Diskominfo", ()), ("(ab/cd/ef)", "ab", ()),
    ],
)  # fmt: skip
@pytest.mark.parametrize("between", [" ", "\n"])
def test_a_desk_code_says_who_and_what(code: str, author: str, labels: tuple[str, ...], between: str) -> None:
    """Behind the last full stop or on a line of its own; no part of the prose."""
    found = read(f"Rapat dimulai.\nWarga hadir.{between}{code}")
    assert (found.author, found.labels) == (author, labels)
    assert found.prose == ["Rapat dimulai.", "Warga hadir."]


@pytest.mark.parametrize(
    "end",
    ["oleh Badan Penanggulangan Bencana Daerah (BPBD)", "Rapat dimulai (lagi).", "Rapat dimulai )", "katanya. (Kepala Dinas Kesehatan)", "Warga hadir (50 orang)", "ujar Bupati Contoh (kiri)",
     "Bahasa (daerah)", "a.b (c", "Selesai. (bersambung)", "Selesai. (2/habis)", "tamat", "Selesai. (Jaringan Saraf, KI)"],
)  # fmt: skip
def test_brackets_that_belong_to_a_sentence_stay(end: str) -> None:
    """An abbreviation, an aside, an office."""
    found = read(f"Rapat dimulai.\n{end}")
    assert (found.prose, found.author, found.labels) == (["Rapat dimulai.", end], "", ())


@pytest.mark.parametrize(
    ("line", "author"),
    [
        ("Penulis: Staf Humas Foto: Dokumentasi Editor: Redaksi", "Staf Humas"), ("Penulis : Nama Penulis, S.Sos.", "Nama Penulis, S.Sos"), ("Foto: Humas", ""), ("Editor: nis", ""),
        ("Penulis/Fotografer: Nama Penulis (Tenaga Ahli Peliput)", "Nama Penulis (Tenaga Ahli Peliput)"), ("Reporter: nis | Foto: ird | Editor: rm", "nis"), ("Oleh: Tim Humas", "Tim Humas"),
        ("Pewarta: Nama Penulis; Editor: Nama Editor", "Nama Penulis"), ("Teks & Foto: Humas Kecamatan", "Humas Kecamatan"), ("ird/mc KubuRaya", "ird/mc KubuRaya"),
        ("Oleh MC KAB CONTOH, Senin, 1 Juli 2024 | 13:30 WIB - Redaktur: Nama Redaktur - 295", "MC KAB CONTOH"),
    ],
)  # fmt: skip
def test_credits_are_read(line: str, author: str) -> None:
    """At the end, or before the first sentence."""
    for text in (f"Rapat dimulai.\n{line}", f"{line}\nRapat dimulai."):
        if line[0] != "i" or text.endswith(line):
            found = read(text)
            assert (found.author, found.prose) == (author, ["Rapat dimulai."])


@pytest.mark.parametrize(
    "line",
    ["Penulis: buku itu lahir di desa.", "Foto: warga antre di balai desa sejak pagi.", "Oleh karena itu rapat ditunda.", "Editor: siapa pun boleh mendaftar.", "Penulis buku hadir.", "Sumber: Dinas",
     "Catatan: Rapat Ditunda", "Foto", "Penulis:", "Oleh Bupati, rapat ditutup."],
)  # fmt: skip
def test_a_sentence_is_no_credit(line: str) -> None:
    """One word that the grammar does not know, and the line is somebody's."""
    found = read(f"Rapat dimulai.\n{line}")
    assert (found.prose, found.author) == (["Rapat dimulai.", line], "")


def test_who_the_feed_names_is_the_author() -> None:
    """A text's own credits are asked only where the feed says nothing."""
    assert cleaned("<p>Rapat dimulai. (nis)</p>", author="Humas Kabupaten").author == "Humas Kabupaten"
    assert cleaned("<p>Rapat dimulai. (nis)</p>").author == "nis"


@pytest.mark.parametrize(
    ("text", "title", "tags", "paid"),
    [("ADVERTORIAL\nPasar ramai.", "", (), True), ("Pasar ramai.\n(ADV)", "", (), True), ("Pasar ramai.", "ADVERTORIAL: Pasar ramai", (), True), ("Pasar ramai.", "(Adv) Pasar", (), True),
     ("Pasar ramai.", "", ("Advertorial",), True), ("Pasar ramai.", "Advertorial dilarang", (), False), ("Advertorial harus diberi label.", "", (), False), ("Pasar ramai.", "Advent dirayakan", ("adven",), False)],
)  # fmt: skip
def test_what_is_paid_for_is_labelled(text: str, title: str, tags: tuple[str, ...], paid: bool) -> None:
    """By a line, a code, a title or a category that says so, and not by a sentence about it."""
    assert read(text, title, tags).labels == (("advertorial",) if paid else ())


@given(
    st.lists(
        st.sampled_from(
            (
                "Rapat dimulai.",
                "(nis)",
                "PAREPARE — Warga hadir.",
                "Penulis: Staf",
                "***",
                "ADVERTORIAL",
                "",
                "x",
                "(a/b)",
            )
        ),
        max_size=9,
    )
)
def test_any_lines_are_read(lines: list[str]) -> None:
    """Sentences stay in the prose, in their order."""
    prose = read("\n".join(line for line in lines if line)).prose
    assert " ".join(prose).count("Rapat dimulai.") == lines.count("Rapat dimulai.")
    assert " ".join(prose).count("Warga hadir.") == sum("Warga hadir." in line for line in lines)


# --- the summary ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("", ""), ("Rapat dimulai. Semua hadir.", "Rapat dimulai. Semua hadir."), ("SUMBERJATI – Rapat dimulai.", "Rapat dimulai."), ("Sumberjati, InfoContoh – Rapat dimulai.", "Rapat dimulai."),
        ("SUMBERJATI (Humas) - Rapat dimulai.", "Rapat dimulai."), ("Rapat dimulai. (rls)", "Rapat dimulai."), ("Rapat dimulai. (*)", "Rapat dimulai."), ("Rapat (Dinkes) dimulai. (hms/ab)", "Rapat (Dinkes) dimulai."),
        ("Rapat dimulai (lagi).", "Rapat dimulai (lagi)."), ("Rapat (rls) dimulai.", "Rapat (rls) dimulai."), ("(rls)", ""), ("Rapat dimulai )", "Rapat dimulai )"),
        ("Kepala Dinas – yang hadir – membuka rapat.", "Kepala Dinas – yang hadir – membuka rapat."), ("Warga antre.\nPetugas siap.", "Warga antre. Petugas siap."),
        ("Rincian kegiatan\nWarga antre.", "Warga antre."), ("Judul Berita\nWarga antre.", "Warga antre."), ("JUDUL BERITA. Warga antre.", "Warga antre."), ("Tanpa titik\nsama sekali", "Tanpa titik sama sekali"),
        ("Penulis: Staf Humas\nKENDAL – Warga antre.\nFoto: Humas", "Warga antre."),
    ],
)  # fmt: skip
def test_a_summary(text: str, wanted: str) -> None:
    """The first sentences, without dateline, desk code, credits, headings and the title."""
    assert summarise(read(text, "Judul Berita").prose, "Judul Berita") == wanted


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("Rapat di Kab. Contoh dibuka. Warga hadir.", 2), ("H. Camat dan Hj. Lurah, S.Sos. Kepala desa hadir.", 1), ("Perda No. 5 Tahun 2020 berlaku. Warga tahu.", 2), ("Pukul 13.30 WIB rapat usai. Warga pulang.", 2),
        ("Harga Rp1.500.000 per ton. Stok aman.", 2), ("“Cepat!” Warga lari.", 2), ("Apa benar? Benar.", 2), ("Di Jl. Merdeka Blok A. 5 macet.", 1), ("Nilainya 3,5 persen. 40 desa ikut.", 2), ("Tgl. 5 Mei. Libur.", 2), ("Final Contoh FC vs. Anda FC sore ini. Gratis.", 2),
        ("drg. Puskesmas dan Prof. Tamu hadir.", 1), ("Selesai… Warga pulang.", 2), ("M.Si. Ia lulus.", 1), ("Kec. Lembahwangi, Kel. Wanasari. Selesai.", 2), ("Rapat selesai. (Humas) Warga pulang.", 2),
    ],
)  # fmt: skip
def test_a_sentence_ends_where_it_ends(text: str, ends: int) -> None:
    """Behind no title, number, hour, price or shortened word."""
    found = list(sentences(text))
    assert len(found) == ends
    assert " ".join(found) == text


def test_a_summary_ends_where_a_sentence_or_a_word_does() -> None:
    """And is never much longer than its measure."""
    long = "Kegiatan itu diikuti warga dari dua belas desa. " * 20
    assert summarise([long.strip()]).endswith("desa.")
    assert len(summarise([long.strip()])) <= SUMMARY
    assert summarise(["kata " * 300]).endswith("kata …")
    assert len(summarise(["x" * 5000])) <= MOST


@given(st.lists(st.text()), st.text())
def test_a_summary_of_anything(lines: list[str], title: str) -> None:
    """One line of a bounded length."""
    said = summarise(lines, title)
    assert len(said) <= MOST
    assert "\n" not in said


@pytest.mark.parametrize(
    "text",
    ["A" * 200_000, "A. " * 70_000, "(" * 200_000, "Penulis: A " * 27, "Penulis: " + "A " * 140, "(" + "A a" * 90, "A-" * 100_000, "\n" * 200_000, "Oleh A" + " A" * 140, "AAA " * 50_000, "Ab " * 60_000, "(a/" * 60_000 + ")",
     "Kota " * 50_000, "PAREPARE (" + "a " * 90_000, "S." * 90_000 + " A"],
    ids=lambda text: text[:9],
)  # fmt: skip
def test_no_text_takes_long(text: str) -> None:
    """Time grows with the length alone."""
    began = time.process_time()
    for _ in range(20):
        read(text, text[:300], (text[:80],))
    summarise(read(text).prose, text)
    assert time.process_time() - began < 4
