"""An article as a whole: nothing a person wrote is lost, cleaning twice is cleaning once, bad input has its result.

Articles are built here of sentences, headings, lists and tables, wrapped in what editors and pages leave around them.
"""

from __future__ import annotations

import html
import re
import time
import warnings
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from bs4.element import NavigableString
from hypothesis import given, settings
from hypothesis import strategies as st

import samples
from plugins.newsroom import clean_line_words, parse, screen
from plugins.newsroom.clean import MARKUP, TITLE, Body, article
from plugins.newsroom.clean_rules import LONGEST, MOST, RULES, Notes
from plugins.newsroom.model import Article, Entry
from plugins.newsroom.text import plain
from samples.markup import prose
from samples.reading import read_sites
from tests.newsroom.test_corpora import URL, documents

PAGE = "https://dinkes.contohkab.go.id/berita/1/"


def cleaned(content: str, title: str = "Judul Berita Hari Ini", **fields: Any) -> Article:
    return article(
        Entry(guid="1", url=PAGE, title=title, content=content, **fields), agency="dinkes", feed=URL, key="guid:1",
        canonical=PAGE, mode="full", parse_date=lambda _text: None, injected=screen.injected,
    )  # fmt: skip


def body(markup: str) -> tuple[Body, Notes]:
    notes = Notes()
    return Body(markup, PAGE, screen.injected, notes), notes


def letters(text: str) -> str:
    return "".join(re.findall(r"\w", text.casefold()))


# --- nothing is lost -----------------------------------------------------------------------------------------

WHO = ("Kepala dinas", "Camat Sumberjati", "Sekretaris daerah", "Warga RT 04", "Petugas posyandu", "Ketua KPU")
DID = (
    "meresmikan jembatan gantung", "membagikan 1.250 paket sembako", "menyebut “pelayanan harus cepat”",
    "meninjau irigasi di Desa Karangasri", "membuka rapat koordinasi (rakor)", "mencatat 3,5 persen kenaikan",
    "mengajak warga membaca juga papan pengumuman", "menyerahkan bantuan Rp1.500.000 per keluarga",
    "memakai rumus 2*3*4 dalam file_data_akhir", "menerima 145 laporan lewat www.lapor.go.id",
)  # fmt: skip
WHEN = (
    "pada Senin (28/8/2017)", "pukul 13.30 WIB", "di Kab. Contoh", "sejak 2024", "bersama dr. Puskesmas",
    "sesuai Perda No. 5", "di Jl. Merdeka", "selama 7 hari", "dengan semboyan Maju & Bersama", "tanpa biaya (gratis)",
)  # fmt: skip
SENTENCES = st.builds(
    lambda who, did, when, number, end: f"{who} {did} {when}, catatan ke-{number}{end}",
    st.sampled_from(WHO), st.sampled_from(DID), st.sampled_from(WHEN), st.integers(2, 999), st.sampled_from(".?!"),
)  # fmt: skip
HEADINGS = st.sampled_from(("Rincian kegiatan", "Syarat pendaftaran", "Berita acara serah terima", "Jadwal imunisasi"))
WRAPPERS = (
    "<p>{}</p>", "<div><div>{}</div></div>", '<p class="MsoNormal" style="mso-margin-top-alt:auto"><span>{}<o:p></o:p></span></p>',
    '<div class="elementor-widget-container"><p>{}</p></div>', '<section class="elementor-section"><div>{}</div></section>',
    "<p><span><span>{}</span></span></p>", "<p>{}<br><br></p>", "<p></p><p>&nbsp;</p><p>{}</p>", "<p><b>{}</b></p>",
    "<blockquote><p>{}</p></blockquote>", "<table><tr><td>{}</td></tr></table>", "<p>\u200b{}\u200b</p>",
    "<!--[if gte mso 9]><xml>x</xml><![endif]--><p>{}</p>", "<p>{}</p>[vc_row_inner]", "{}<br><br>", "<p>*{}*</p>",
    "<p>BAGIKAN<br>{}</p>", "<p>{}<br>Dilihat 151 kali</p>", "<p>{} <b>Baca juga: <a href=/x>Kabar lain</a></b></p>",
)  # fmt: skip
FURNITURE = st.sampled_from(
    (
        "<p>BAGIKAN</p><p>145</p>", "<p>Bagikan: Facebook Twitter WhatsApp</p>", "<p>Dilihat 151 kali</p>",
        '<p>Baca juga: <a href="/x">Kabar lain di desa</a></p>', "<p>ADVERTISEMENT</p>", "<p>Komentar Anda</p>",
        "<p>Tinggalkan Balasan</p>", "<p>#MelayaniRakyat #Contoh</p>", '<div class="sharedaddy"><a href="/s">Surel</a></div>',
        '<div style="display:none"><a href="https://slot.example/">rahasia</a></div>', "[gallery ids=&#8221;1,2&#8243;]",
        '<h3>Berita Terkait</h3><ul><li><a href="/a">Kabar satu</a></li><li><a href="/b">Kabar dua</a></li></ul>',
        '<img src="https://pixel.wp.com/b.gif" width="1" height="1">', "<p>Loading...</p>", "<script>hitung()</script>",
    )
)  # fmt: skip
FURNITURE_SAYS = re.compile(
    "bagikan|facebook|dilihat|kabar|advert|tinggalkan|melayani|surel|rahasia|loading|hitung", re.I
)


@st.composite
def articles(draw: st.DrawFn) -> tuple[str, list[str]]:
    """Markup, and what a person wrote in it, piece by piece."""
    said: list[str] = []
    markup: list[str] = []
    for _ in range(draw(st.integers(1, 7))):
        kind = draw(st.integers(0, 9))
        if kind < 6:
            lines = draw(st.lists(SENTENCES, min_size=1, max_size=3))
            said += lines
            markup.append(draw(st.sampled_from(WRAPPERS)).format(" ".join(lines)))
        elif kind == 6:
            lines = [draw(HEADINGS), *draw(st.lists(SENTENCES, min_size=1, max_size=2))]
            said += lines
            markup.append(f"<h5><div>{lines[0]}</div></h5>" + "".join(f"<p>{line}</p>" for line in lines[1:]))
        elif kind == 7:
            lines = draw(st.lists(SENTENCES, min_size=3, max_size=5))
            said += lines
            form = draw(st.sampled_from(("<li>{}</li>", "<p>· {}</p>", "<p>- {}</p>", "<li><p>{}</p></li>")))
            box = "{}" if form[1] == "p" else draw(st.sampled_from(("<ul>{}</ul>", "<ol>{}</ol>", "{}")))
            markup.append(box.format("".join(form.format(line) for line in lines)))
        elif kind == 8:
            lines = draw(st.lists(SENTENCES, min_size=2, max_size=4))
            said += lines
            cells = "".join(f"<tr><td width=9>{line}</td><td>12,5</td></tr>" for line in lines)
            markup.append(f"<table border=1><tbody>{cells}</tbody></table>")
        else:
            markup.append(draw(FURNITURE))
    return "".join(markup), said


@settings(max_examples=250, deadline=None)
@given(articles())
def test_nothing_that_a_person_wrote_is_lost(made: tuple[str, list[str]]) -> None:
    """Every sentence is in the text and in the HTML, in its order, with its numbers; nothing of the page is."""
    markup, said = made
    found = cleaned(markup)
    place = 0
    text = letters(found.text)
    for sentence in said:
        place = text.index(letters(sentence), place) + len(letters(sentence))
    assert letters(BeautifulSoup(found.html, "html.parser").get_text()) == text
    assert not FURNITURE_SAYS.search(re.sub("membagikan", "", found.text))


@settings(max_examples=250, deadline=None)
@given(articles(), st.booleans())
def test_cleaning_twice_is_cleaning_once(made: tuple[str, list[str]], paid: bool) -> None:
    """The HTML, the text and the summary of what is clean are what they were."""
    once = cleaned(("<p>ADVERTORIAL</p>" if paid else "") + made[0])
    twice = cleaned(once.html)
    assert twice.html == once.html
    assert (twice.text, twice.summary, twice.fingerprint) == (once.text, once.summary, once.fingerprint)


def missing(markup: str, found: Body, notes: Notes) -> list[str]:
    """Sentences of a source's markup, as another reader sees them, that are neither in the text nor in a note."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        soup = BeautifulSoup(markup, "lxml")
    for code in soup.find_all(["script", "style", "template", "title", "head", "img"]):
        code.decompose()
    kept, gone = letters(found.text), letters(" ".join(said for _, said in notes.all))
    captions = letters(" ".join(picture.credit for picture in found.pictures))
    strings = (text for text in soup.find_all(string=True) if type(text) is NavigableString)  # and no comment
    known = "|".join((kept, gone, captions))

    def unstyled(said: str) -> str:
        """Without a style sheet, of which only the beginning is noted."""
        styled = any(rule == "sisa-gaya" for rule, _ in notes.all)
        return re.sub(r"(?m)^[^{}\n]*\{[^{}]*\}", "", said) if styled else said

    return [
        said
        for said in strings
        if not any(
            letters(read) in known
            for read in (said, html.unescape(said), plain(said), re.sub(r"^\s*\d{1,2}[.)]\s", "", said), unstyled(said))
        )
    ]


def test_nothing_of_the_sample_sites_is_lost() -> None:
    """What is missing of their articles is in a note, word for word."""
    count = 0
    sites = read_sites(Path(samples.__file__).parent / "sites", datetime(2026, 11, 21, tzinfo=UTC))
    for site in sites.values():
        for each in site.articles:
            markup = prose(each)
            assert missing(markup, *body(markup)) == [], each.title
            count += 1
    assert count > 80


def test_nothing_of_real_feeds_is_lost(corpora: Path) -> None:
    """Of thousands of real entries: every word that is missing is in a note, but for what lies beyond the bounds."""
    lost: list[tuple[Path, list[str]]] = []
    count = 0
    for path in documents(corpora / "feeds"):
        read = parse.read(path.read_bytes(), url=URL)
        for entry in read.entries if isinstance(read, parse.Reading) else ():
            markup = max(entry.content, entry.summary, key=len)
            if 0 < len(markup) < 60_000:
                found, notes = body(markup)
                gone = missing(markup, found, notes) if not found.flags else []
                lost += [(path, gone)] if gone else []
                count += 1
    assert count > 2000
    assert lost == []


# --- the rules -------------------------------------------------------------------------------------------------


def test_every_rule_is_told_in_a_sentence() -> None:
    """Each name that the code notes stands in the table, each in the table is noted somewhere, and says what it does in
    one Indonesian sentence."""
    room = Path(parse.__file__).parent
    source = "".join(path.read_text(encoding="utf-8") for path in room.glob("clean*.py") if path.stem != "clean_rules")
    noted = set(re.findall(r'note\(\s*"([a-z-]+)"', source)) | set(
        re.findall(r'rule = (?:"[a-z-]+" if .{1,40} else )?"([a-z-]+)"', source)
    )
    noted |= {rule for rule, _first, _pattern in clean_line_words._RULES}
    assert noted - set(RULES) == set()
    assert len(noted) > 25
    assert [name for name in RULES if f'"{name}"' not in source] == []
    assert [said for said in RULES.values() if not re.fullmatch(r"[A-Z“].{20,160}\.", said)] == []


@settings(max_examples=100, deadline=None)
@given(articles())
def test_what_is_noted_is_bounded_and_known(made: tuple[str, list[str]]) -> None:
    """Every name is in the table; no more than sixty notes, none of more than two hundred characters."""
    removed = cleaned(made[0] * 9).removed
    assert {rule for rule, _ in removed} <= set(RULES)
    assert len(removed) <= MOST
    assert all(0 < len(said) <= LONGEST for _, said in removed)


def test_a_note_says_what_went() -> None:
    """The rule and the words, in their order."""
    found = cleaned("<p>Rapat dimulai.</p><p>ADVERTISEMENT</p><p>Dilihat 151 kali</p>")
    assert found.removed == (("iklan", "ADVERTISEMENT"), ("penghitung", "Dilihat 151 kali"))


# --- bad input -----------------------------------------------------------------------------------------------------


def test_an_article_of_ten_megabytes_is_cut_and_said_so() -> None:
    """Its beginning is read, soon, and it is flagged; its neighbour is as it was."""
    neighbour = cleaned("<p>Rapat dimulai.</p>")
    began = time.process_time()
    found = cleaned("<p>Rapat koordinasi dibuka.</p>" * 360_000)
    assert time.process_time() - began < 10
    assert "terlalu-panjang" in found.flags
    assert found.text.startswith("Rapat koordinasi dibuka.\n")
    assert len(found.html) <= 5 * MARKUP
    assert found.removed[0][0] == "terlalu-panjang"
    assert cleaned("<p>Rapat dimulai.</p>") == neighbour


@pytest.mark.parametrize(
    "said", ["x", "Bagikan", "· butir", "*tebal*", "145", "ā€œTugas", "12. Butir", "https://youtu.be/a"]
)
def test_a_hundred_thousand_identical_paragraphs(said: str) -> None:
    """They are over within seconds, whatever each of them says, and people look at it."""
    began = time.process_time()
    found = cleaned(f"<p>{said}" * 100_000)
    assert time.process_time() - began < 10
    assert {"terlalu-panjang", "terlalu-dalam"} & set(found.flags)
    assert len(found.removed) <= MOST


def test_an_article_of_nothing_but_furniture() -> None:
    """Its title stays, its text is empty and it says so; a picture alone is an article."""
    found = cleaned("<p>Bagikan: Facebook</p><p>Komentar Anda</p><p>Baca juga: Lain</p>", title="Pengumuman libur")
    assert (found.title, found.text, found.html, found.summary) == ("Pengumuman libur", "", "", "")
    assert found.flags == ("tanpa-isi",)
    assert cleaned('<p><img src="/a.jpg"></p>').flags == ()
    assert cleaned("", title="").flags == ("kosong",)


@pytest.mark.parametrize("title", ["", "   ", "<p></p>", "\u200b\u202e", "&nbsp;"])
def test_an_empty_title(title: str) -> None:
    """The article is called by its first words."""
    assert cleaned("<p>Rapat dimulai pukul sembilan.</p>", title=title).title == "Rapat dimulai pukul sembilan."


@pytest.mark.parametrize("title", ["Rapat koordinasi " * 294, "R" * 5000, "<b>" * 2000 + "Rapat", "ā€œ" * 2500])
def test_a_title_of_five_thousand_characters(title: str) -> None:
    """It is cut at a word, and says that it goes on."""
    found = cleaned("<p>Isi.</p>", title=title).title
    assert 0 < len(found) <= TITLE
    assert found.endswith(" …") or len(title.replace("<b>", "")) < TITLE
    assert found == "Rapat" or not found.startswith("Rapat ") or found[:-2].endswith(("Rapat", "koordinasi"))


OTHER_SCRIPTS = [
    "عقد اجتماع التنسيق في قاعة البلدية يوم الاثنين.", "وقال رئيس البلدية: «الخدمة أولاً» في ٢٨ أغسطس.", "می‌خواهم خبر تازه را بخوانم.",
    "ꦱꦏ꧀ꦠꦶꦤꦶꦁ ꦧꦸꦥꦠꦶ ꦩꦿꦶꦏ꧀ꦱ ꦢꦺꦱ꧉", "ꦲꦏ꧀‌ꦱꦫꦗꦮ", "ᮞᮙ᮪ᮕᮥᮛᮞᮥᮔ᮪", "会议今天开始。", "Hội nghị khai mạc tại Cần Thơ.", "Ngahiji pikeun kahadéan, sanés kanggo sorangan.",
]  # fmt: skip


@pytest.mark.parametrize("said", OTHER_SCRIPTS)
def test_every_script_is_left_as_it_is(said: str) -> None:
    """Arabic, Javanese, Sundanese, right to left: title, text and summary, joiners included."""
    found = cleaned(f"<p>{said}</p><p>{said}</p>", title=said)
    assert found.title == said
    assert found.text in (said, f"{said}\n{said}")
    assert cleaned(f"<p>{said}</p>").summary == said
    assert cleaned(f"<p>{said}</p>").removed == ()


def test_what_turns_the_direction_of_writing_goes() -> None:
    """Overrides and isolates make a text say what it does not say."""
    found = cleaned("<p>Rapat\u202e gnades \u2066dimulai\u2069.</p>", title="Rapat \u202edimulai")
    assert (found.title, found.text) == ("Rapat dimulai", "Rapat gnades dimulai.")
    assert ("tanda-tak-terlihat", "U+202E") in found.removed
