"""Whether a page still shows an article that was withdrawn: whole, unchanged, and with nothing said against it."""

from __future__ import annotations

import pytest

from plugins.newsroom.visit_back import shown

TITLE = "Korban Keracunan di Karangasri Dirawat"
ONE = "Korban keracunan makanan di Karangasri mencapai 87 orang dan tiga di antaranya meninggal pada Jumat malam."
TWO = "Seluruh korban dirawat di puskesmas setempat, dan suhu gudang makanan tercatat -5 derajat."
TEXT = f"{ONE}\n{TWO}"
MENU = "Beranda Profil Klarifikasi Kontak\nDinas Kesehatan"

SAME: dict[str, tuple[str, str]] = {
    "among all else": (TEXT, f"{MENU}\n{TITLE}\nAdmin, 21 November 2026\n{TEXT}\nKabar lain\nPasar ditata"),
    "in capitals, without stops": (TEXT, f"{TITLE}\n{TEXT.upper().replace(',', '')}"),
    "in one paragraph": (TEXT, f"{TITLE}\n{ONE} {TWO}"),
    "with a caption between": (TEXT, f"{TITLE}\n{ONE}\nFoto: gudang makanan\n{TWO}"),
    "its dateline and its desk's code are elsewhere": (f"KARANGASRI, DINKES – {TEXT} (humas/ta)", f"{TITLE}\n{TEXT}"),
    "both have the desk's code": (f"{TEXT} (humas)", f"{TITLE}\n{TEXT} (humas)"),
    "cut in the middle of a sentence": (f"{ONE.partition(' pada')[0]} […]", f"{TITLE}\n{TEXT}"),
    "a correction far from it": (TEXT, f"{TITLE}\n{TEXT}\n{'kata ' * 60}\nRalat berita lain"),
    "it always spoke of a hoax": (f"{TEXT} Kabar lain itu hoaks.", f"{TITLE}\n{TEXT} Kabar lain itu hoaks."),
    "a few words": ("Unduh di sini", f"{MENU}\n{TITLE}\nUnduh di sini"),
    "no text": ("", f"{MENU}\n{TITLE}\nUnduh di sini"),
}  # fmt: skip
"""The text that we keep, and what a page of the same title shows."""

OTHER: dict[str, tuple[str, str]] = {
    "another figure": (TEXT, f"{TITLE}\n{TEXT.replace('87', '7')}"),
    "another number in words": (TEXT, f"{TITLE}\n{TEXT.replace('dan tiga di', 'dan dua di')}"),
    "another name": (TEXT, f"{TITLE}\n{TEXT.replace('Karangasri', 'Wanasari')}"),
    "another sign": (TEXT, f"{TITLE}\n{TEXT.replace('-5', '5')}"),
    "a question": (TEXT, f"{TITLE}\n{TEXT.replace('derajat.', 'derajat?')}"),
    "denied within the sentence": (TEXT, f"{TITLE}\nBukan fakta bahwa {TEXT}"),
    "a sentence less": (TEXT, f"{TITLE}\n{ONE}"),
    "the other way round": (TEXT, f"{TITLE}\n{TWO}\n{ONE}"),
    "a dateline that counts": (f"KARANGASRI – {TEXT}", f"{TITLE}\nWANASARI – {TEXT}"),
    "only the beginning of what was not cut": (ONE[:70], f"{TITLE}\n{ONE}"),
    "cut after next to nothing": ("Korban keracunan makanan …", f"{TITLE}\nKorban keracunan makanan nihil."),
    "a few words, others": ("Pasar ditutup.", f"{TITLE}\nPasar dibuka."),
    "nothing": (TEXT, ""),
    "the title alone": (TEXT, f"{MENU}\n{TITLE}"),
}  # fmt: skip
"""The same, where it is not what we keep."""

SPOKEN_OF = (
    "BERITA INI TIDAK BENAR DAN TELAH DICABUT.", "Berita ini ditarik.", "Kabar ini hoaks!", "Ralat:", "Klarifikasi",
    "Tulisan ini telah diralat redaksi.", "Redaksi mohon maaf atas kekeliruan angka.", "Dikoreksi pada 22 November.",
)  # fmt: skip
"""What a page says of an article that does not stand as it was."""


@pytest.mark.parametrize("name", SAME)
def test_a_page_that_has_every_sentence_shows_the_article(name: str) -> None:
    """Among whatever a page has besides; only a dateline and a desk's code may be missing."""
    text, page = SAME[name]
    assert shown(TITLE, text, (TITLE.upper() + "!", page))


@pytest.mark.parametrize("name", OTHER)
def test_a_page_that_says_anything_else_does_not(name: str) -> None:
    """One word, number or sign is enough: what would be published again are the words that we keep."""
    text, page = OTHER[name]
    assert not shown(TITLE, text, (TITLE, page))


@pytest.mark.parametrize("said", SPOKEN_OF)
@pytest.mark.parametrize("page", [f"{{}}\n{TITLE}\n{TEXT}", f"{TITLE}\n{{}}\n{TEXT}", f"{TITLE}\n{ONE}\n{{}}\n{TWO}",
                                  f"{TITLE}\n{TEXT}\n{{}}", f"Beranda\n{{}} {ONE}\n{TWO}"])  # fmt: skip
def test_a_page_that_speaks_against_the_article_does_not(said: str, page: str) -> None:
    """Above its title, below it, between its sentences, after them; also where the page does not repeat the title."""
    assert shown(TITLE, TEXT, (TITLE, page.format("Foto.")))
    assert not shown(TITLE, TEXT, (TITLE, page.format(said)))


@pytest.mark.parametrize("said", SPOKEN_OF)
def test_without_a_text_too(said: str) -> None:
    """Below the title, or anywhere on a page that does not repeat it."""
    assert not shown(TITLE, "", (TITLE, f"{MENU}\n{TITLE}\n{said}"))
    assert not shown(TITLE, "", (TITLE, said))


@pytest.mark.parametrize("title", [
    f"{TITLE}? Tidak benar", f"{TITLE} - Dinas Kesehatan", f"{TITLE}?", f"Hasil pencarian untuk {TITLE}", "",
])  # fmt: skip
@pytest.mark.parametrize("text", [TEXT, ""])
def test_a_page_of_another_title_is_another(title: str, text: str) -> None:
    """More behind it, more before it, or a question mark, whatever the page shows."""
    assert not shown(TITLE, text, (title, f"{TITLE}\n{TEXT}"))


@pytest.mark.parametrize("title", ["Pengumuman", "Jadwal Samsat", ""])
def test_a_title_of_two_words_is_nobodys(title: str) -> None:
    """Without a text, a page of that name may be any page."""
    assert not shown(title, "", (title, "Dinas Kesehatan"))
