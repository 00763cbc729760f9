"""Plain text, addresses, fingerprints and pictures that are the same: tables of what sources send."""

from __future__ import annotations

import time
from urllib.parse import urljoin, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.newsroom.clean_letters import UNSEEN
from plugins.newsroom.model import PictureRef
from plugins.newsroom.text import (
    LONGEST_ADDRESS,
    _is_of_plain_signs,
    fingerprint,
    first_words,
    one_each,
    plain,
    web_link,
)

PAGE = "https://dinkes.contohkab.go.id/berita/1/"


@pytest.mark.parametrize(
    ("markup", "wanted"),
    [
        ("Air &amp; Sanitasi", "Air & Sanitasi"), ("&amp;quot;Melati&amp;quot;", '"Melati"'),
         ("&#8211; &#x2013; &ndash;", "– – –"),
        ("<b>Penting</b>: rapat", "Penting: rapat"), ("satu<br>dua", "satu dua"), ("<p>satu</p><p>dua</p>", "satu dua"),
        ("nilai a < b dan c > d", "nilai a < b dan c > d"), ("nilai a &lt; b", "nilai a < b"), ("", ""), ("   ", ""),
        ("a\u200bb\ufeffc\u00add", "abcd"), ("a\xa0\xa0b\n\tc", "a b c"), ("\u202eterbalik\u202c", "terbalik"),
        ("a\x00b\x1b[0m", "ab[0m"), ("&lt;script&gt;alert(1)&lt;/script&gt;", "alert(1)"), ("<!-- x -->isi", "isi"),
        ("<img src=x onerror=alert(1)>", ""), ("a&nbsp;b", "a b"), ("5 &gt; 3", "5 > 3"), ("\ud800x", "x"),
         ("a<3 kamu", "a<3 kamu"),
        ("kata<i>kunci</i>", "katakunci"), ("AT&T", "AT&T"), ("&copy 2026", "© 2026"),
    ],
)  # fmt: skip
def test_plain_text(markup: str, wanted: str) -> None:
    """One line, no markup, entities undone however often they were escaped, nothing that cannot be seen."""
    assert plain(markup) == wanted


@given(st.text())
def test_plain_text_of_anything(markup: str) -> None:
    """One line that holds no invisible characters, whatever came."""
    said = plain(markup)
    assert said == " ".join(said.split())
    assert not UNSEEN.search(said)


@pytest.mark.parametrize(
    ("address", "wanted"),
    [
        ("https://a.go.id/b", "https://a.go.id/b"), ("/foto/a.jpg", "https://dinkes.contohkab.go.id/foto/a.jpg"),
        ("a.jpg", "https://dinkes.contohkab.go.id/berita/1/a.jpg"), ("../a.jpg",
         "https://dinkes.contohkab.go.id/berita/a.jpg"),
        ("//b.go.id/a", "https://b.go.id/a"), ("?p=1", "https://dinkes.contohkab.go.id/berita/1/?p=1"),
         (" https://a.go.id ", "https://a.go.id"),
        ("HTTPS://A.go.id/", "https://A.go.id/"), ("https://a.go.id/\u200bb", "https://a.go.id/b"),
        ('https://a.go.id/"><script>', "https://a.go.id/%22%3E%3Cscript%3E"), ("https://a.go.id:8080/",
         "https://a.go.id:8080/"),
    ],
)  # fmt: skip
def test_a_link_is_made_absolute(address: str, wanted: str) -> None:
    """Against the page it stands on."""
    assert web_link(address, PAGE) == wanted


ADDRESSES = st.from_regex(
    r"https?://[a-z0-9][a-z0-9.-]{0,20}(/[a-zA-Z0-9_./~%+-]{0,20})?(\?[a-zA-Z0-9_.=&%+-]{1,20})?", fullmatch=True
)


@given(ADDRESSES, st.sampled_from(["", PAGE, "http://a.go.id", "https://a.go.id/x;y?z#q", "x"]) | ADDRESSES)
def test_an_absolute_address_stays_as_it_is(address: str, base: str) -> None:
    """Whatever page it stands on: the short way to it leads where the long one does."""
    assert web_link(address, base) == urljoin(base, address) == address


NO_LINKS = [
    "javascript:alert(1)", "JaVaScRiPt:alert(1)", "java\nscript:alert(1)", "java\tscript:alert(1)",
    "\x01javascript:alert(1)",
    " javascript:alert(1)", "java\u200bscript:alert(1)", "vbscript:x", "data:text/html,<script>", "file:///etc/passwd",
    "ftp://a/b",
    "mailto:humas@a.go.id", "tel:112", "whatsapp://send?text=a", "about:blank", "blob:https://a/b", "https://",
    "https:///a", "http://[::1",
    "https://user@a.go.id/", "https://u:p@a.go.id/", "https://a.go.id\\b", "https://a.go.id:99999/",
    "https://a.go.id:x/",
    "https://a.go.id/a b", "\\\\a.go.id\\b", "{attach}../.env", "{static}/x",
]  # fmt: skip


@pytest.mark.parametrize("address", NO_LINKS)
def test_what_is_no_web_link_is_none(address: str) -> None:
    """Http(s) with a host and nothing in front of it; every disguise of a script is seen through."""
    found = web_link(address, "")
    assert found == ""
    relative = web_link(address, PAGE)
    assert relative == "" or urlsplit(relative).hostname == "dinkes.contohkab.go.id"


@given(st.text(), st.sampled_from(["", PAGE, "x", "http://[::1", "javascript:a"]))
def test_a_link_of_anything(address: str, base: str) -> None:
    """Always "" or a web address that could stand between quotation marks, and its own absolute form."""
    found = web_link(address, base)
    if found:
        assert urlsplit(found).scheme in ("http", "https")
        assert urlsplit(found).hostname
        assert not set(found) & set('"<>\\ \n\t')
        assert web_link(found, "") == found


WORDS = " ".join(f"kata{n}" for n in range(60))


@pytest.mark.parametrize(
    "variant",
    [WORDS.upper(), WORDS.replace(" ", "  \n"), f"“{WORDS}”", WORDS.replace("kata5 ", "kata5, – "), f"{WORDS}.",
     f"'{WORDS}'!",
     WORDS.replace("a", "ａ")],
)  # fmt: skip
def test_the_same_words_have_the_same_fingerprint(variant: str) -> None:
    """Whatever quotation marks, dashes, capitals, spaces and line ends a CMS made of them."""
    assert fingerprint(variant) == fingerprint(WORDS) != ""


@pytest.mark.parametrize(
    "variant", [f"{WORDS} tambahan", WORDS.replace("kata7 ", "kata8 "), WORDS.replace("kata7", "kata-7")]
)
def test_other_words_have_another(variant: str) -> None:
    """One number makes another story."""
    assert fingerprint(variant) != fingerprint(WORDS)


@given(st.text(st.characters(codec="ascii")))
def test_a_sign_makes_no_other_story(text: str) -> None:
    """Plain texts and those with one typographic sign are taken apart in two ways, into the same words."""
    assert fingerprint(f"{WORDS} {text}") == fingerprint(f"{WORDS} {text} “")


def test_short_texts_have_none() -> None:
    """What forty words do not say tells no stories apart."""
    assert fingerprint("") == fingerprint("kata " * 39) == ""
    assert fingerprint("kata " * 40)


def test_first_words() -> None:
    """A title for who has none."""
    assert first_words(" satu\ndua ") == "satu dua"
    assert first_words(WORDS).split() == [f"kata{n}" for n in range(12)]


# --- the same picture in two sizes ------------------------------------------------------------------------

BIG = "https://a.go.id/wp-content/uploads/2026/11/foto.jpg"
SAME = [
    (BIG, BIG.replace(".jpg", "-1024x576.jpg"), BIG),
    (BIG.replace(".jpg", "-300x200.jpg"), BIG, BIG),
    (BIG.replace(".jpg", "-300x200.jpg"), BIG.replace(".jpg", "-1024x576.jpg"), BIG.replace(".jpg", "-1024x576.jpg")),
    (BIG, BIG.replace(".jpg", "-scaled.jpg"), BIG),
    (BIG, BIG + "?resize=300,200", BIG),
    (BIG, BIG + "?w=640&ssl=1", BIG),
    (BIG + "?w=150", BIG + "?w=640", BIG + "?w=640"),
    (BIG, "http://a.go.id/wp-content/uploads/2026/11/foto.jpg", BIG),
    (BIG, "https://i0.wp.com/a.go.id/wp-content/uploads/2026/11/foto.jpg?fit=1200%2C800&ssl=1", BIG),
    ("https://1.bp.blogspot.com/-x/AA/s72-c/foto.jpg", "https://1.bp.blogspot.com/-x/AA/s1600/foto.jpg",
     "https://1.bp.blogspot.com/-x/AA/s1600/foto.jpg"),
    ("https://1.bp.blogspot.com/-x/AA/s1200/foto.jpg", "https://1.bp.blogspot.com/-x/AA/s320/foto.jpg",
     "https://1.bp.blogspot.com/-x/AA/s1200/foto.jpg"),
    ("https://1.bp.blogspot.com/-x/AA/w640-h480/foto.jpg", "https://1.bp.blogspot.com/-x/AA/s72-c/foto.jpg",
     "https://1.bp.blogspot.com/-x/AA/w640-h480/foto.jpg"),
    ("https://lh3.googleusercontent.com/abc=s72-c", "https://lh3.googleusercontent.com/abc=s1200",
     "https://lh3.googleusercontent.com/abc=s1200"),
    (BIG, BIG, BIG),
]  # fmt: skip
OTHER = [
    (BIG, BIG.replace("foto", "foto-2")), (BIG, BIG.replace("11", "12")), (BIG, BIG.replace(".jpg", ".png")),
    ("https://a.go.id/gambar.php?id=1", "https://a.go.id/gambar.php?id=2"), (BIG, BIG.replace("a.go.id", "b.go.id")),
    ("https://a.go.id/rapat-2026.jpg", "https://a.go.id/rapat-2025.jpg"), ("https://a.go.id/s1/f.jpg",
     "https://a.go.id/s2/f.jpg"),
    ("https://lh3.googleusercontent.com/abc=s72", "https://lh3.googleusercontent.com/abd=s72"),
     ("file:agencies/a/x.jpg#1", "file:agencies/a/y.jpg#1"),
]  # fmt: skip


@pytest.mark.parametrize(("first", "second", "kept"), SAME)
def test_a_picture_in_two_sizes_is_one(first: str, second: str, kept: str) -> None:
    """The largest is kept, at the place of the first, with the words that either had."""
    pictures = (PictureRef(first), PictureRef("https://a.go.id/lain.jpg"), PictureRef(second, "Kader", "Humas"))
    assert one_each(pictures) == (PictureRef(kept, "Kader", "Humas"), pictures[1])


@pytest.mark.parametrize(("first", "second"), OTHER)
def test_two_pictures_stay_two(first: str, second: str) -> None:
    """Numbers that are no sizes tell pictures apart."""
    assert [p.url for p in one_each((PictureRef(first), PictureRef(second)))] == [first, second]


@given(st.lists(st.text()))
def test_pictures_of_anything(addresses: list[str]) -> None:
    """None is made up, none is there twice."""
    found = [p.url for p in one_each(map(PictureRef, addresses))]
    assert set(found) <= set(addresses)
    assert len(found) == len(set(found))


@pytest.mark.parametrize(
    "text", ["<" * 200_000, "<a" * 100_000, "&" * 200_000, "&amp;" * 40_000, "A" * 200_000, "a. " * 60_000,
    "(" * 200_000, "sumber:" * 30_000,
             "\n" * 200_000, "-1" * 100_000],
    ids=lambda text: text[:4],
)  # fmt: skip
def test_no_text_takes_long(text: str) -> None:
    """Time grows with the length alone."""
    began = time.process_time()
    plain(text)
    fingerprint(text)
    web_link(text, PAGE)
    one_each((PictureRef(text), PictureRef(text)))
    assert time.process_time() - began < 3


def test_an_address_without_end_is_not_remembered() -> None:
    """A page may carry pictures in its addresses, megabytes of them: nothing of such a one outlasts its question."""
    _is_of_plain_signs.cache_clear()
    assert web_link("https://a.example/" + "a" * LONGEST_ADDRESS, "") == ""
    assert _is_of_plain_signs.cache_info().currsize == 0
