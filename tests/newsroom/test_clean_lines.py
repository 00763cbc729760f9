"""Lines of a page: for each rule what goes, and the sentences next to it that must stay."""

from __future__ import annotations

import time

import pytest

from plugins.newsroom import screen
from plugins.newsroom.clean import Body
from plugins.newsroom.clean_line_words import rule_of
from plugins.newsroom.clean_rules import RULES, Notes

PAGE = "https://dinkes.contohkab.go.id/berita/1/"
ONE, TWO = "<p>Rapat koordinasi dimulai.</p>", "<p>Rapat koordinasi selesai.</p>"
BOTH = "Rapat koordinasi dimulai.\nRapat koordinasi selesai."


def body(markup: str, title: str = "") -> tuple[Body, list[tuple[str, str]]]:
    notes = Notes()
    return Body(markup, PAGE, screen.injected, notes, title=title), notes.all


LINK = '<a href="/lain">{}</a>'
GOES = {
    "ekor-umpan": ["The post <a href=x>Rapat</a> appeared first on <a href=y>Dinas</a>.", "The post Rapat first appeared on Dinas."],
    "baca-juga": ["Baca juga: Posyandu dibuka", "BACA JUGA", "Baca Juga :", "BACA JUGA Posyandu dibuka", "Lihat juga: Galeri",
                  "Baca juga " + LINK.format("Posyandu dibuka"), "Simak juga: " + LINK.format("Jadwal imunisasi."), "Tonton juga:"],
    "bagikan": ["BAGIKAN", "Bagikan:", "Share this:", "Bagikan ini: Facebook | X | Telegram", "Sebarkan ke WhatsApp", "Share 12 Tweet 3",
                "Bagikan berita ini", "=== Bagikan ==="],
    "komentar": ["Komentar Anda", "Komentar", "Belum ada komentar", "Tinggalkan sebuah Komentar", "Leave a Reply", "No Comments", "Batalkan balasan",
                 "Alamat email Anda tidak akan dipublikasikan. Ruas yang wajib ditandai *"],
    "iklan": ["ADVERTISEMENT", "Advertisements", "Iklan", "- Advertisement -", "SCROLL TO CONTINUE WITH CONTENT", "Sponsored"],
    "lanjutan": ["Selengkapnya", "Selengkapnya »", "Read more", "Memuat...", "Loading…", "Continue reading Rapat koordinasi →"],
    "penghitung": ["Dilihat 151 kali", "Dibaca: 1.234 kali", "25 Views", "0 shares", "Post Views: 145", "Hits: 12", "1,2K views", "Dibaca 23x",
                   "By Admin 20 Juni 2024 25 Views", "12 Komentar"],
    "ajakan-ikuti": ["Cek Berita dan Artikel yang lain di Google News", "Ikuti berita terbaru Pemkab di Google News", "Follow us on Instagram"],
    "sematan": ["View this post on Instagram", "A post shared by Dinas Kesehatan (@dinkes)", "Lihat postingan ini di Instagram"],
    "tagar": ["#MelayaniRakyat #Contoh", "Tags: #gizi #posyandu", "#Satu, #Dua, #Tiga"],
    "baris-unduhan": ["tiktok downloader sssTIKTOK", "Download Video TikTok Tanpa Watermark", "snaptik", "YouTube MP3 Converter Online Gratis Download"],
}  # fmt: skip
STAYS = [
    "The post Rapat.", "Baca juga doa ini setiap pagi bersama keluarga.", "Lihat juga lampiran peraturan di bawah ini.",
    "Bagikan kabar ini kepada tetangga Anda.", "Share lokasi ke nomor posko.", "Warga membagikan bantuan.", "Bagikan ke RT 04 dan RT 05.",
    "Komentar Anda kami tunggu di balai desa.", "Tidak ada komentar dari bupati sampai sore.", "Tulis komentar pada kotak saran di kantor camat.",
    "Iklan layanan masyarakat diputar.", "Sponsored by PLN, acara itu gratis.", "Selengkapnya dapat diunduh di laman resmi.", "151",
    "Dilihat 151 siswa, pameran itu ramai.", "Pameran itu dilihat 151 siswa.", "25 views per hari tercatat di laman.", "Dibaca 40 kali oleh juri sebelum dinilai.",
    "Ikuti posyandu di Balai RW 04.", "Cek kesehatan gratis di puskesmas.", "12 komentar warga ditanggapi camat.", "#1 dari 40 desa", "Nomor #5 menang.",
    "Loading dock pelabuhan dibuka.", "Oleh karena itu rapat 20 Juni 2024 ditunda.", "Petugas menilai downloader TikTok berbahaya bagi data pribadi.",
    "Kominfo: waspadai situs unduh video TikTok.", "Memuat barang dilarang pada jam sibuk.", "Facebook", "X", "Surel: humas@contohkab.go.id",
    "View point Gunungsari dibuka.", "A post shared", "Total views bukan ukuran mutu.", "By design, jembatan itu tahan gempa.",
]  # fmt: skip


@pytest.mark.parametrize(("rule", "line"), [(rule, line) for rule, lines in GOES.items() for line in lines])
@pytest.mark.parametrize("tag", ["p", "div", "h4"])
def test_a_line_of_the_page_goes(rule: str, line: str, tag: str) -> None:
    """Wherever it stands, in whatever element, and the note names the rule."""
    made = f"<{tag}>{line}</{tag}>"
    places = (ONE + TWO + made, made + ONE + TWO, ONE + made + TWO) if rule != "baris-unduhan" else (ONE + TWO + made,)
    for markup in places:
        found, notes = body(markup)
        assert found.text == BOTH
        assert [name for name, _ in notes] == [rule]
    assert rule in RULES


@pytest.mark.parametrize("line", STAYS)
def test_a_person_s_line_stays(line: str) -> None:
    """Also where it begins as one of the page does."""
    found, notes = body(f"{ONE}<p>{line}</p>{TWO}")
    assert line in found.text
    assert notes == []


@pytest.mark.parametrize("line", GOES["bagikan"] + GOES["komentar"] + GOES["baca-juga"][:2])
def test_a_line_between_breaks_goes_alone(line: str) -> None:
    """A paragraph of WhatsApp or Blogspot has many lines; one of them goes with its break."""
    found, _ = body(f"<p>Rapat koordinasi dimulai.<br>{line}<br>Rapat koordinasi selesai.</p>")
    assert found.safe == "<p>Rapat koordinasi dimulai.<br>Rapat koordinasi selesai.</p>"


@pytest.mark.parametrize(
    "row",
    ["<p>0</p><p>145</p><p>BAGIKAN</p>", "<p>BAGIKAN</p><p>0 / 145</p>", "<p>Bagikan</p><ul><li>Facebook</li><li>X</li><li>WhatsApp</li></ul>",
     "<p>0</p><p>Bagikan:</p><p>Facebook</p><p>12</p><p>Twitter</p>", "<div>Bagikan<br>12<br>Facebook Twitter</div>", "<p>Dilihat 9 kali</p><p>145</p>"],
)  # fmt: skip
def test_bare_numbers_and_buttons_beside_a_share_row_go(row: str) -> None:
    """At the start and at the end; what they mean is said by what they stand next to."""
    assert body(ONE + TWO + row)[0].text == body(row + ONE + TWO)[0].text == BOTH
    assert "<ul>" not in body(ONE + TWO + row)[0].safe


@pytest.mark.parametrize(
    "row",
    [
        "<p>145</p>",
        "<p>Facebook</p><p>X</p>",
        "<ul><li>Facebook</li><li>Instagram</li></ul>",
        "<p>2024</p><p>1.250</p>",
    ],
)
def test_bare_numbers_and_names_alone_stay(row: str) -> None:
    """A figure or a list of accounts may be what an agency has to say."""
    assert body(ONE + row + TWO)[1] == []


LINKS = "<ul><li><a href='/a'>Posyandu dibuka lagi</a></li><li><a href='/b'>Irigasi rampung</a></li></ul>"


@pytest.mark.parametrize(
    "head",
    [
        "Berita Terkait",
        "Baca Juga",
        "Artikel Lainnya",
        "Berita lainnya:",
        "Related Posts",
        "Terpopuler",
        "Berita Terbaru",
    ],
)
@pytest.mark.parametrize("tag", ["h3", "p", "h2"])
def test_a_list_of_other_articles_goes_with_its_heading(head: str, tag: str) -> None:
    """Links in a list, or in paragraphs; between and at the end. Nothing empty is left."""
    for listed in (LINKS, "<p><a href='/a'>Posyandu dibuka lagi</a></p>", "<ol><li>Posyandu dibuka lagi</li></ol>"):
        for markup in (f"{ONE}{TWO}<{tag}>{head}</{tag}>{listed}", f"{ONE}<{tag}>{head}</{tag}>{listed}{TWO}"):
            found, _ = body(markup)
            assert found.safe.replace("\n", "") == ONE + TWO


@pytest.mark.parametrize(
    "markup",
    ["<h3>Berita Terkait</h3><p>Rapat itu dihadiri tujuh dinas.</p>", "<h3>Informasi Lainnya</h3><ul><li>KTP</li><li>KK</li></ul>",
     "<h3>Syarat</h3>" + LINKS, "<p>Berita lainnya datang dari Desa Karangasri.</p>", "<h3>Kabar Desa</h3>" + LINKS],
)  # fmt: skip
def test_a_heading_over_a_person_s_text_stays(markup: str) -> None:
    """What follows is no list of other articles, or the heading is not that of one."""
    assert body(ONE + markup + TWO)[1] == []


def test_a_call_to_read_on_within_a_paragraph_goes() -> None:
    """With its link and its brackets; the sentences around it stay."""
    found, notes = body(
        "<p>Warga senang. <strong>Baca juga: <a href='/x'>Kabar lain</a></strong> Camat hadir (baca juga: <a href='/y'>Dua</a>) pagi itu. "
        "Baca juga <a href='/z'>lampiran</a> peraturan.</p>"
    )
    assert found.text == "Warga senang. Camat hadir pagi itu. Baca juga lampiran peraturan."
    assert [rule for rule, _ in notes] == ["baca-juga", "baca-juga"]


def test_hashtags_become_tags() -> None:
    """A row of them; one alone, or words behind a label, only as the last of a text."""
    assert body(f"{ONE}<p>#MelayaniRakyat #Contoh2026</p>{TWO}")[0].tags == ["MelayaniRakyat", "Contoh2026"]
    assert body(f"{ONE}{TWO}<p>#Bangga</p>")[0].tags == ["Bangga"]
    assert body(f"{ONE}{TWO}<p>Tags: gizi, posyandu balita</p>")[0].tags == ["gizi", "posyandu balita"]
    assert body(f"{ONE}<p>#Bangga</p>{TWO}")[0].tags == []
    assert body(f"{ONE}<p>Tag: gizi, balita</p>{TWO}")[0].tags == []


@pytest.mark.parametrize(
    ("first", "goes"),
    [("Rapat Kehumasan Kabupaten", True), ("RAPAT KEHUMASAN KABUPATEN", True), ("“Rapat Kehumasan Kabupaten.”", True),
     ("Rapat Kehumasan Kabupaten Contoh", False), ("Rapat Kehumasan", False), ("Rapat kehumasan kabupaten dibuka bupati.", False)],
)  # fmt: skip
def test_a_title_is_said_once(first: str, goes: bool) -> None:
    """Its page says it already, in whatever letters it is said again."""
    found, notes = body(f"<p>{first}</p>{ONE}", title="Rapat Kehumasan Kabupaten")
    assert (first not in found.text) is goes
    assert [rule for rule, _ in notes] == ["judul-berulang"] * goes


def test_one_downloader_is_an_injected_line_and_two_are_for_people() -> None:
    """It is flagged as any line that somebody slipped in; a text of two lines is not halved."""
    found, _ = body(f"{ONE}{TWO}<p>tiktok downloader sssTIKTOK</p>")
    assert found.flags == ["baris-sisipan"]
    found, notes = body(f"{ONE}{TWO}<p>snaptik</p><p>y2mate</p>")
    assert (found.flags, notes) == (["banyak-sisipan"], [])


@pytest.mark.parametrize(
    "line", ["bagikan " * 9_000, "Baca juga:" * 9_000, "#a" * 9_000, "#a " * 130, "0 " * 199, "download tiktok " * 24, "bagikan facebook x " * 20, "dibaca " + "9" * 390,
             "cek " + "di google " * 38, "share: " + "|" * 390, "the post " + "appeared first o" * 24, "by a a 1 a 2024 " * 24]
)  # fmt: skip
def test_no_line_takes_long(line: str) -> None:
    """However it is repeated."""
    began = time.process_time()
    for _ in range(100):
        rule_of(line[:400])
    body(f"<p>{line}</p>" * 9)
    assert time.process_time() - began < 3
