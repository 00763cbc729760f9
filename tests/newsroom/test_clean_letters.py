"""Letters that went wrong: what was misread comes back as it was written, and nobody's language is harmed."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plugins.newsroom.clean_letters import UNSEEN, mend, mend_markup, visible
from plugins.newsroom.strange_letters import small, strange


def mended(text: str) -> str:
    return mend(text, lambda _rule, _words: None)


def noted(text: str) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    mend_markup(text, lambda rule, words: found.append((rule, words)))
    return found


def misread(text: str, page: str, lost: str) -> str:
    """A text whose UTF-8 was read in another code page, holes filled from windows-1252; `lost`: what became of bytes
    that neither of them knows: kept as controls, dropped, or replaced."""
    found: list[str] = []
    for byte in text.encode():
        for each in ("ascii", page, "cp1252"):
            try:
                found.append(bytes([byte]).decode(each))
                break
            except UnicodeDecodeError:
                continue
        else:
            found.append({"control": chr(byte), "dropped": "", "replaced": "\ufffd"}[lost])
    return "".join(found)


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("ā€œTugas humas", "“Tugas humas"), ("â€œTugas humasâ€\x9d", "“Tugas humas”"), ("kata ,ā€Ā\xa0ujar", "kata ,” ujar"),
        ("“Baik,” dan ā€œburukā€", "“Baik,” dan “buruk”"), ("CafÃ© dan naÃ¯ve", "Café dan naïve"), ("30Â°C", "30°C"),
        ("satuÂ dua.Â  Tiga", "satu dua.  Tiga"), ("Rp5.000Â\xa0saja", "Rp5.000 saja"), ("Ã¢â‚¬Å“Duaâ€\x9d kali", "“Dua” kali"),
        ("Äā‚¬Å“dua kaliÄā‚¬ĀÆ", "“dua kali”"), ("2016 â€“ 2020 â€” akhirâ€¦", "2016 – 2020 — akhir…"), ("â€˜aâ€™", "‘a’"),
        ("kata\x93dalam\x94 kutip", "kata“dalam” kutip"), ("â€�penutup", "”penutup"), ("â€¢ butir", "• butir"),
        ("Ù…Ø±Ø­Ø¨Ø§", "مرحبا"), ("ê¦²ê¦\u008f", "ꦲꦏ"), ("ðŸ“¢ Kabar", "📢 Kabar"), ("ðŸ Kabar", " Kabar"), ("â‚¬5", "€5"),
        ("â˜… bintang", "★ bintang"), ("&acirc;&euro;&oelig;Tugas&acirc;&euro;&#157;", "“Tugas”"), ("Ã¢Â€Âœx", "“x"),
        ("hal 10\x1fÂ", "hal 10"), ("pukulÂ\u2003sepuluh", "pukul sepuluh"),
    ],
)  # fmt: skip
def test_what_was_misread_is_read_again(wrong: str, right: str) -> None:
    """Once or twice, with lost bytes, as entities, beside quotation marks that are right."""
    assert mend_markup(wrong, lambda _rule, _words: None) == right


@pytest.mark.parametrize(
    "text",
    ["CAFÉ”", "“IRMÔ", "“IRMÃ” disse", "RĪGĀ”", "RĪGĀ, ĀDAŽI", "VIỆT CÂ…", "café’”", "«allá»”", "Úžasný Ålesund", "À”", "“É”", "Ä–Ö",
     "Škoda āš zem", "Ñ™", "30°C", "½ dan ¾", "© 2026 ® ™", "€5 £3 ¥2", "prix : 5 €", "l’été à Nîmes…", "TROMSØ”", "Đà Nẵng",
     "Ĉu vi?", "ngahiji pikeun kahadéan", "꧋ꦲꦏ꧀ꦱꦫ", "‘kata’ – “kalimat” — akhir…", "a¨ b´ c¸", "Ã", "Â", "A Â B", "č”Š", "naïveté»",
     "“Æ”", "5²–3²", "m² ± 2µ", "á»", "• butir", "“…”", "é–é"],
)  # fmt: skip
def test_a_language_is_left_alone(text: str) -> None:
    """What stands in an honest text is no sign of a misreading."""
    assert mended(text) == text


WORDS = st.text(
    st.sampled_from("abcdefghijklmnopqrstuvwxyzéèêëàâçîïôùûüñóāčēģīķļņšūžđơưăâêôãõåäöøæßœ"), min_size=2, max_size=9
)
SCRIPTS = st.sampled_from(
    ("عربي", "ꦲꦏ꧀ꦱꦫ", "ᮞᮥᮔ᮪ᮓ", "Việt", "Đà", "中文", "한국", "日本語", "русский", "ελληνικά", "हिन्दी")
)
CASED = st.tuples(WORDS | SCRIPTS, st.sampled_from((str, str.title, str.upper))).map(lambda both: both[1](both[0]))
SIGNS = st.sampled_from(
    (" ", " ", " ", ", ", ". ", "” ", " “", "’ ", " ‘", " – ", " — ", "… ", ") ", " (", "» ", " «", "?” ", ",” ", "%, ")
)
TEXTS = st.lists(st.tuples(CASED, SIGNS), min_size=1, max_size=12).map(
    lambda all_: "".join(w + s for w, s in all_).strip()
)


@settings(max_examples=500, deadline=None)
@given(TEXTS)
def test_a_text_that_nobody_misread_stays(text: str) -> None:
    """In whatever language, small letters, capitals and quotation marks side by side."""
    assert mended(text) == text


INDONESIAN = st.sampled_from(
    "Rapat koordinasi dibuka bupati camat pelayanan “cepat” ‘tepat’ 2016–2020 warga — dua… bansos é ngahiji kahadéan 30°C ½ • butir".split()
)
QUOTED = st.lists(INDONESIAN, min_size=1, max_size=9).map(lambda words: f"“Kata {' '.join(words)},” ujar camat")


@settings(max_examples=300, deadline=None)
@given(
    QUOTED,
    st.sampled_from(("cp1252", "cp1257", "latin-1")),
    st.sampled_from(("control", "dropped", "replaced")),
    st.booleans(),
)
def test_what_was_misread_comes_back(text: str, page: str, lost: str, twice: bool) -> None:
    """In each code page, once and twice, whatever became of the bytes that it does not know."""
    wrong = misread(misread(text, page, lost), page, lost) if twice else misread(text, page, lost)
    assert wrong != text
    assert mended(wrong) == text
    assert mended(f"{wrong} dan “benar”") == f"{text} dan “benar”"


@given(st.text())
def test_any_text_comes_to_rest(text: str) -> None:
    """It never raises, nothing invisible is left, and what is plain ASCII stays to the letter."""
    found = mended(text)
    assert not UNSEEN.search(found)
    assert visible(found) == found
    if text.isascii() and text.isprintable():
        assert found == text


@pytest.mark.parametrize(
    ("markup", "wanted"),
    [
        ("a &amp;amp; b", "a &amp; b"), ("&amp;amp;amp;quot;x&amp;quot;", "&quot;x&quot;"), ("&amp;nbsp;", "&nbsp;"),
        ("&amp;#8220;x&amp;amp;#8221;", "&#8220;x&#8221;"), ("3 &amp;lt; 5", "3 &lt; 5"), ("AT&amp;T", "AT&amp;T"), ("R&amp;D; x", "R&amp;D; x"),
        ("?a=1&amp;copyright=2", "?a=1&amp;copyright=2"), ("<code>&amp;nbsp;</code>", "<code>&amp;nbsp;</code>"), ("a &amp; b", "a &amp; b"),
    ],
)  # fmt: skip
def test_entities_are_escaped_once(markup: str, wanted: str) -> None:
    """However often they were; an ampersand of an address or a name stays one, and code is shown as it is."""
    assert mend_markup(markup, lambda _rule, _words: None) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [("a\u200bb", "ab"), ("a\u00adb", "ab"), ("a\u202eb\u202c", "ab"), ("a\x00\x1bb", "ab"), ("a\xa0b\u2009c\u3000d", "a b c d"), ("\ufeffa", "a"),
     ("a\u200cb", "ab"), ("می\u200cخواهم", "می\u200cخواهم"), ("ꦏ꧀\u200cꦱ", "ꦏ꧀\u200cꦱ"), ("👩\u200d🌾", "👩\u200d🌾"), ("a\nb\tc", "a\nb\tc"), ("\ud800x", "x")],
)  # fmt: skip
def test_what_nobody_sees_goes(text: str, wanted: str) -> None:
    """Controls, zero widths and overrides; joiners only where no script needs them. Every space is a space."""
    assert mended(text) == wanted


def test_what_was_mended_is_noted() -> None:
    """With the words as they were."""
    assert noted("ā€œTugas humas") == [("huruf-rusak", "ā€œTugas")]
    assert noted("a\u200bb") == [("tanda-tak-terlihat", "U+200B")]
    assert noted("a\xa0b") == [("spasi-khusus", "1 spasi")]
    assert noted("a &amp;quot; b") == [("entitas-berganda", "&amp;")]
    assert noted("<p>Rapat “biasa” dimulai – é</p>") == []


def test_plain_text_is_let_through_at_once() -> None:
    """The gate finds nothing in it to look at."""
    assert strange("Rapat dimulai.\n\t<p>") == ""
    assert strange("a “b” \x00") == "“”\x00"


@pytest.mark.parametrize("text", ["Ã¢â‚¬Å“" * 30_000, "ā€" * 100_000, "&amp;" * 60_000, "Â" * 200_000, "â€" * 100_000, "Ä" * 200_000, "ðŸ" * 90_000,
                                  "\x80" * 200_000, "&acirc;" * 40_000, "ā€œa" * 60_000], ids=lambda text: text[:4])  # fmt: skip
def test_no_text_takes_long(text: str) -> None:
    """Time grows with the length alone."""
    began = time.process_time()
    mend_markup(text, lambda _rule, _words: None)
    assert time.process_time() - began < 3


@given(st.text())
def test_small_letters_are_those_of_the_language(text: str) -> None:
    """The shorter way through plain letters leads to the same."""
    assert small(text) == text.lower()
