"""Bytes as agencies' sites really send them, and what is read from them: every dialect, every mislabelled
alphabet, every page that comes instead of a feed, every document that was cut short."""

from __future__ import annotations

import builtins
import json
import os
import socket
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from html import escape
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from plugins.newsroom.model import Entry, PictureRef
from plugins.newsroom.outcomes import FAILURES
from plugins.newsroom.parse import ENTRIES, Reading, Unreadable, decode, read, recognise
from samples.cms import Edition
from samples.dialects import FEEDS
from samples.layout import WIB
from samples.reading import Article, Site

URL = "https://dinkes.contohkab.go.id/feed/"
NAMES = 'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"'
MEDIA = 'xmlns:media="http://search.yahoo.com/mrss/"'


def item(number: int = 1, inside: str = "") -> str:
    link = f"https://dinkes.contohkab.go.id/{number}"
    return f"<item><title>Berita {number}</title><link>{link}</link><guid>{link}</guid>{inside}</item>"


def rss(*items: str, prolog: str = '<?xml version="1.0" encoding="UTF-8"?>\n', tail: str = "</channel></rss>") -> str:
    return f'{prolog}<rss version="2.0" {NAMES} {MEDIA}><channel><title>Dinkes</title>{"".join(items)}{tail}'


def entries(body: str | bytes, content_type: str = "", *, complete: bool = True) -> tuple[Entry, ...]:
    found = reading(body, content_type, complete=complete)
    return found.entries


def reading(body: str | bytes, content_type: str = "", *, complete: bool = True) -> Reading:
    data = body.encode() if isinstance(body, str) else body
    found = read(data, url=URL, content_type=content_type, complete=complete)
    assert isinstance(found, Reading), found
    return found


def unreadable(body: str | bytes, *, complete: bool = True) -> str:
    data = body.encode() if isinstance(body, str) else body
    found = read(data, url=URL, complete=complete)
    assert isinstance(found, Unreadable), found
    assert found.error in FAILURES
    return found.error


# --- the dialects of the field -----------------------------------------------------------------------

FIRST = datetime(2026, 11, 21, 10, 0, tzinfo=WIB)
TITLE = 'Posyandu "Melati" & Kader – Bergerak'


def edition(dialect: str, count: int) -> Edition:
    articles = tuple(
        Article(
            name=f"posyandu-{n}", title=f"{TITLE} {n}", published=FIRST - timedelta(days=n), updated=FIRST,
            body="Kader berkata, “mari datang” ]]> sekarang. " * 20, author="Humas & Kader", tags=("Ibu & Anak",),
            picture=3,
        )
        for n in range(count)
    )  # fmt: skip
    site = Site("puskesmas", dialect, "Puskesmas A & B", "#0b6e4f", "kawung", "", articles)
    return Edition(site, "http://127.0.0.1:20001", articles, FIRST)


DIALECTS = sorted(set(FEEDS) - {"challenge"})


@pytest.mark.parametrize("count", [0, 1, 7])
@pytest.mark.parametrize("dialect", DIALECTS)
def test_every_dialect_is_read(dialect: str, count: int) -> None:
    """As many entries as there are, in order, each with an address of its own and its words unharmed."""
    answer = FEEDS[dialect](edition(dialect, count))
    found = read(answer.body, url="http://127.0.0.1:20001/feed", content_type=answer.content_type)
    assert isinstance(found, Reading)
    assert found.whole
    assert len(found.entries) == count
    assert len({entry.url for entry in found.entries}) == count
    for number, entry in enumerate(found.entries):
        assert entry.url.startswith("http://127.0.0.1:20001/")
        assert f"Bergerak {number}" in entry.title
        assert "mari datang" in (entry.content or entry.summary)


@pytest.mark.parametrize("dialect", DIALECTS)
def test_every_dialect_survives_being_cut_anywhere(dialect: str) -> None:
    """Only entries that arrived whole are read, each as it stands in the whole feed; what was cut is never
    called whole, wherever it was cut."""
    answer = FEEDS[dialect](edition(dialect, 3))
    whole = reading(answer.body, answer.content_type)
    size = len(answer.body)
    counts = set()
    for cut in {*range(0, size, max(1, size // 60)), *range(size - 30, size)}:
        found = read(answer.body[:cut], url=URL, content_type=answer.content_type, complete=False)
        if isinstance(found, Unreadable):
            assert found.error in ("empty", "truncated", "not-a-feed")
            continue
        assert not found.whole
        counts.add(len(found.entries))
        for got, wanted in zip(found.entries, whole.entries, strict=False):
            assert got.guid == wanted.guid
            assert got.title == wanted.title
            assert len(got.content) == len(wanted.content)
    assert counts == {1, 2, 3}


# --- alphabets -----------------------------------------------------------------------------------------

WORDS = "Jumat’s “Apel” – é"


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        (rss(item(1, f"<description>{WORDS}</description>")).encode(), "text/xml"),
        (rss(item(1, f"<description>{WORDS}</description>")).encode(), "text/xml; charset=iso-8859-1"),
        (b"\xef\xbb\xbf" + rss(item(1, f"<description>{WORDS}</description>")).encode(), ""),
        (b"\xef\xbb\xbf\xef\xbb\xbf\r\n" + rss(item(1, f"<description>{WORDS}</description>")).encode(), ""),
        (rss(item(1, f"<description>{WORDS}</description>")).encode("utf-16"), "text/xml"),
        (rss(item(1, f"<description>{WORDS}</description>")).encode("utf-16-le"), "text/xml"),
        (rss(item(1, f"<description>{WORDS}</description>")).encode("utf-16-be"), "text/xml; charset=utf-8"),
        (rss(item(1, f"<description>{WORDS}</description>"), prolog="").encode("utf-16-le"), ""),
        (rss(item(1, f"<description>{WORDS}</description>")).encode("cp1252"), "text/xml; charset=utf-8"),
        (rss(item(1, f"<description>{WORDS}</description>")).encode("cp1252"), "text/xml; charset=ISO-8859-1"),
        (rss(item(1, f"<description>{WORDS}</description>"),
             prolog='<?xml version="1.0" encoding="windows-1252"?>').encode("cp1252"), ""),
        (rss(item(1, f"<description>{WORDS}</description>"),
             prolog='<?xml version="1.0" encoding="iso-8859-1"?>').encode("cp1252"), "text/xml"),
        (rss(item(1, f"<description>{WORDS}</description>"),
             prolog='<?xml version="1.0" encoding="unicode_escape"?>').encode("cp1252"), "a/b; charset=idna"),
        (rss(item(1, f"<description>{WORDS}</description>")).encode("cp1252"), "text/xml; charset=undefined"),
    ],
)  # fmt: skip
def test_words_arrive_in_every_alphabet(body: bytes, content_type: str) -> None:
    """UTF-8 and UTF-16 with and without marks, windows-1252 under any label, labels that mean nothing."""
    assert entries(body, content_type)[0].summary == WORDS


SEVEN_BITS = {"utf-7": "utf-7", "UTF7": "utf-7", "unicode-1-1-utf-7": "utf-7", "hz": "hz", "HZ-GB-2312": "hz",
              "iso-2022-jp": "iso2022_jp", "ISO-2022-KR": "iso2022_kr"}  # fmt: skip


@pytest.mark.parametrize("label", SEVEN_BITS)
@pytest.mark.parametrize("told_by", ["document", "server"])
def test_letters_that_hide_in_plain_ascii_are_not_printed(label: str, told_by: str) -> None:
    """Whoever says that it is written so, and is, cannot be read; who only says so, or is not believed, is read as
    what it is."""
    codec = SEVEN_BITS[label]
    prolog = f'<?xml version="1.0" encoding="{label}"?>' if told_by == "document" else ""
    kind = f"text/xml; charset={label}" if told_by == "server" else "text/xml"

    def told(words: str, codec: str) -> bytes:
        return prolog.encode() + rss(item(1, f"<description>{words}</description>"), prolog="").encode(codec)

    words = "Resumé dari desa" if codec == "utf-7" else "한국" if codec == "iso2022_kr" else "日本"
    answer = read(told(words, codec), url=URL, content_type=kind)
    assert isinstance(answer, Unreadable)
    assert answer.error == "unreadable"
    assert label in answer.detail
    assert entries(told(WORDS, "utf-8"), kind)[0].summary == WORDS
    assert entries(told("Apel pagi", "ascii"), kind)[0].summary == "Apel pagi"


@pytest.mark.parametrize(
    "label", ["rot13", "rot_13", "idna", "punycode", "unicode_escape", "raw_unicode_escape", "zip", "bz2", "base64", "hex",
              "uu", "quopri", "undefined", "mbcs", "oem", "utf8mb4", "x" * 40]
)  # fmt: skip
@pytest.mark.parametrize("told_by", ["document", "server"])
def test_what_is_no_alphabet_is_passed_over(label: str, told_by: str) -> None:
    """Python has codecs that no document is written in: their names are as good as none."""
    prolog = f'<?xml version="1.0" encoding="{label}"?>' if told_by == "document" else ""
    kind = f"text/xml; charset={label}" if told_by == "server" else "text/xml"
    for codec in ("utf-8", "cp1252", "utf-16"):
        body = rss(item(1, f"<description>{WORDS} \\u0041 =41 &amp;amp;</description>"), prolog=prolog).encode(codec)
        assert entries(body, kind)[0].summary == f"{WORDS} \\u0041 =41 &amp;"


def test_another_alphabet_is_believed_where_it_is_named() -> None:
    """A label counts where the bytes are not UTF-8."""
    body = rss(item(1, "<description>Rząd</description>"), prolog='<?xml version="1.0" encoding="iso-8859-2"?>')
    assert entries(body.encode("iso-8859-2"))[0].summary == "Rząd"


@pytest.mark.parametrize("half", [b"\xe2\x80", b"\xf0\x9f\x98"])
@pytest.mark.parametrize("around", ["Warga {} datang", "Warga “ramai” – {} datang"])
def test_half_a_character_spoils_no_other(half: bytes, around: str) -> None:
    """A CMS that cuts at so many bytes leaves half a dash; the rest stays what it is, and the half is no mojibake."""
    body = rss(item(1, f"<description>{around}</description>")).encode().replace(b"{}", half)
    summary = entries(body)[0].summary
    assert summary.replace("\ufffd", "{}") == around


UTF8 = "Warga “ramai” – é. "


@pytest.mark.parametrize("around", ["", UTF8], ids=["alone", "within UTF-8"])
@pytest.mark.parametrize(
    ("stray", "meant"),
    [(b"kaf\xe9 desa", "kafé desa"), (b"Jum\x92at", "Jum’at"), (b"\x93mari\x94 datang", "“mari” datang"), (b"2020 \x96 2026", "2020 – 2026"),
     (b"\xc9cole", "École"), (b"CAF\xc9", "CAFÉ"), (b"ch\xe2teau", "château"), (b"30\xb0C", "30°C"), (b"a\xa0b", "a\xa0b"),
     (b"kaf\xe9\x94 desa", "kafé” desa"), (b"dan\x85", "dan…"), (b"3 \xd7 4", "3 × 4")],
)  # fmt: skip
def test_a_stray_byte_of_windows_is_the_letter_it_was(around: str, stray: bytes, meant: str) -> None:
    """One byte that somebody pasted loses neither itself nor spoils the rest."""
    assert decode(around.encode() * 3 + stray + b" akhir") == f"{around * 3}{meant} akhir"


@pytest.mark.parametrize("around", ["", UTF8], ids=["alone", "within UTF-8"])
@pytest.mark.parametrize("left", [b"\xe2", b"\xe2\x80", b"\xc3", b"\xc2", b"\xef\xbb", b"\xf0", b"\xf0\x9f\x98", b"\x80\x9c", b"\x98\x80",
                                  b"\xed\xa0\xbd\xed\xb8\x80", b"\xea\xa6"])  # fmt: skip
@pytest.mark.parametrize("behind", ["...", " [...]", "<", " akhir", ""])
def test_what_is_left_of_a_cut_character_is_no_mojibake(around: str, left: bytes, behind: str) -> None:
    """Half a quotation mark, half an emoji, behind which nothing follows that would make it a word."""
    if left == b"\xea\xa6" and not around:
        around = UTF8
    told = decode(around.encode() * 3 + b"Warga datang " + left + behind.encode())
    assert told.replace("\ufffd", "") == f"{around * 3}Warga datang {behind}"


def test_bad_bytes_without_end_are_read_at_once() -> None:
    """Millions of them, in a row or by turns: what is so broken is windows-1252, or what is none of it is not believed."""
    assert decode(b"\xff" * 3_000_000) == "ÿ" * 3_000_000
    assert decode(b"a\xff" * 1_500_000) == "aÿ" * 1_500_000
    assert decode(UTF8.encode() * 1_000_000 + b"\x9f" * 3_000_000).startswith(UTF8 * 9)
    assert decode(b"a\xe9" * 4000 + UTF8.encode() * 90_000) == "aé" * 4000 + UTF8 * 90_000


def test_a_body_cut_within_a_character_is_still_utf8() -> None:
    """The end of what arrived says nothing about the alphabet of the rest."""
    assert decode("daerah – kita".encode()[:9]) == "daerah \ufffd"
    assert decode(b"kafe \xe9 dan kafe \xe9") == "kafe é dan kafe é"


# --- what is in front of a feed, and behind it ----------------------------------------------------------


@pytest.mark.parametrize(
    "before",
    ["\n\n  \r\n", "\x00\x00", "<br />\n<b>Warning</b>: Undefined variable in <b>/srv/situs/b.php</b> on line <b>3</b>\n",
     "Notice: session_start() in /srv/b.php\n", "<!-- cache -->\n",
     '<?xml-stylesheet type="text/xsl" href="/a.xsl"?>\n'],
)  # fmt: skip
def test_noise_in_front_is_passed_over(before: str) -> None:
    """PHP warnings, blank lines and comments in front of the XML hide no news."""
    assert [entry.title for entry in entries(before + rss(item(1), item(2)))] == ["Berita 1", "Berita 2"]


@pytest.mark.parametrize(
    "behind", ["\n<!-- 0.2 s -->", "<script>iklan()</script>", "\n<div><item>x</item></div>", "\x00\x00"]
)
def test_noise_behind_is_passed_over(behind: str) -> None:
    """Free hosts write their advertisement behind everything they serve."""
    found = reading(rss(item(1), item(2)) + behind)
    assert found.whole
    assert [entry.title for entry in found.entries] == ["Berita 1", "Berita 2"]


@pytest.mark.parametrize(
    "label", ["text/html; charset=utf-8", "application/octet-stream", "image/png", "application/json", ""]
)
def test_a_body_is_judged_by_what_it_is(label: str) -> None:
    """A label is only a label."""
    assert entries(rss(item()), label)[0].title == "Berita 1"


def test_a_feed_without_entries_is_a_feed() -> None:
    """An honest empty state, of every kind: it is no failure, and not one entry is made up."""
    empty = [
        rss(), '<feed xmlns="http://www.w3.org/2005/Atom"><title>a</title></feed>', "<rss/>", "<rss version='2.0' />",
        "[]",
        '{"version": "https://jsonfeed.org/version/1.1", "title": "a", "items": []}',
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"></rdf:RDF>',
    ]  # fmt: skip
    for body in empty:
        found = reading(body)
        assert (found.entries, found.whole) == ((), True), body


# --- nothing is opened ------------------------------------------------------------------------------------


@pytest.fixture
def shut(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every file and socket that is opened while a document is read."""
    opened: list[str] = []

    def note(name: str, real: Any) -> Any:
        def stand_in(*given: Any, **more: Any) -> Any:
            opened.append(f"{name} {given[:1]}")
            return real(*given, **more)

        return stand_in

    monkeypatch.setattr(builtins, "open", note("open", builtins.open))
    monkeypatch.setattr(os, "open", note("os.open", os.open))
    monkeypatch.setattr(socket, "getaddrinfo", note("getaddrinfo", socket.getaddrinfo))
    monkeypatch.setattr(socket.socket, "connect", note("connect", socket.socket.connect))
    return opened


LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
HOSTILE = [
    b"/etc/hostname", b"file:///etc/hostname", b"http://127.0.0.1:1/feed", b"https://contohkab.go.id/feed/",
    b"../../etc/passwd",
    rss(item(1, "<description>&l11;</description>"), prolog=f'<!DOCTYPE rss [<!ENTITY l0 "ha">{LAUGHS}]>').encode(),
    rss(item(1, "<description>&x;</description>"),
        prolog='<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/hostname">]>').encode(),
    rss(item(1, "<description>&x;</description>"),
        prolog='<!DOCTYPE rss [<!ENTITY x SYSTEM "http://127.0.0.1:1/x">]>').encode(),
    rss(item(), prolog='<!DOCTYPE rss PUBLIC "-//N//DTD RSS 0.91//EN" "http://127.0.0.1:1/rss.dtd">').encode(),
    rss(item(), prolog='<!DOCTYPE rss SYSTEM "file:///etc/hostname">').encode(),
    rss(item(), prolog='<!DOCTYPE r [<!ENTITY % p SYSTEM "http://127.0.0.1:1/p.dtd"> %p;]>').encode(),
    rss(item(1, '<i:include xmlns:i="http://www.w3.org/2001/XInclude" href="/etc/hostname" parse="text"/>')).encode(),
    rss(item(), prolog='<?xml-stylesheet type="text/xsl" href="http://127.0.0.1:1/a.xsl"?>').encode(),
]  # fmt: skip


@pytest.mark.parametrize("body", HOSTILE)
def test_nothing_is_opened_for_a_document(body: bytes, shut: list[str]) -> None:
    """Not what it is called, not what it names: no file, no address, and a bomb of entities stays a name."""
    began = time.monotonic()
    found = read(body, url=URL)
    assert time.monotonic() - began < 1
    assert shut == []
    hostname = socket.gethostname()
    if isinstance(found, Reading):
        assert len(found.entries) == 1
        assert len(found.entries[0].summary) < 100
        assert hostname not in repr(found)
    else:
        assert found.error == "not-a-feed"


# --- what comes instead of a feed ---------------------------------------------------------------------------

PAGES = [
    ("challenge", '<!DOCTYPE html><html><head><title>Just a moment...</title></head><body id="a"></body></html>'),
    ("challenge", '<html><body><script src="/cdn-cgi/challenge-platform/h/b/orchestrate"></script></body></html>'),
    ("challenge", "<html><head><title>DDoS-Guard</title></head></html>"),
    ("challenge", "<html><body>Checking your browser before accessing dinkes.contohkab.go.id</body></html>"),
    ("rejected", "<html><head><title>Request Rejected</title></head><body>The requested URL was rejected. Your support"
                 " ID is: 123</body></html>"),
    ("rejected", "<html><body><h1>Not Acceptable!</h1>generated by Mod_Security.</body></html>"),
    ("rejected", "<HTML><HEAD><TITLE>Access Denied</TITLE></HEAD></HTML>"),
    ("suspended", "<html><head><title>Account Suspended</title></head></html>"),
    ("suspended", "<html><body>This Account has been suspended. Contact your hosting provider.</body></html>"),
    ("suspended", '<html><meta http-equiv="refresh" content="0;url=/cgi-sys/suspendedpage.cgi"></html>'),
    ("login", '<html><body><form><input name="u"><input id="p" type="password"></form></body></html>'),
    ("login", "<html><body><form><INPUT TYPE=password></form></body></html>"),
    ("not-a-feed", "<!doctype html><html><body><h1>Selamat datang</h1></body></html>"),
    ("not-a-feed", "<!doctype html><html><body>Langganan lewat <code><rss version='2.0'></code></body></html>"),
    ("not-a-feed", "<html><pre><rss version='2.0'><channel><item><title>a</title></item></channel></rss></pre></html>"),
    ("not-a-feed", "<!DOCTYPE HTML PUBLIC '-//W3C//DTD HTML 4.01//EN'><body><feed></feed>"),
    ("not-a-feed", "Halaman tidak ditemukan"),
    ("not-a-feed", '<?xml version="1.0"?><opml version="2.0"><body></body></opml>'),
    ("not-a-feed", "<svg xmlns='http://www.w3.org/2000/svg'/>"),
    ("not-a-feed", "\x89PNG\r\n\x1a\n"),
    ("http-status", '{"code":"rest_no_route","message":"No route was found","data":{"status":404}}'),
    ("login", '{"code":"rest_forbidden","message":"Maaf","data":{"status":401}}'),
    ("not-a-feed", '[{"id": 1, "name": "Kategori", "slug": "a"}]'),
    ("not-a-feed", '{"status": true, "data": []}'),
    ("not-a-feed", '["a", "b"]'),
    ("not-a-feed", '{"version": "https://jsonfeed.org/version/1.1", "items": {"a": 1}}'),
    ("unreadable", "{bukan json}"),
    ("unreadable", "[{]"),
    ("empty", ""),
    ("empty", " \r\n\t \n"),
    ("empty", "\ufeff"),
]  # fmt: skip


@pytest.mark.parametrize(("error", "page"), PAGES)
def test_what_came_instead_is_named(error: str, page: str) -> None:
    """No page is ever taken for a healthy feed without entries, and an editor reads what came instead."""
    assert unreadable(page) == error


def test_the_sample_challenge_is_recognised() -> None:
    """Also as the first bytes of an error page, which is how it usually comes."""
    body = FEEDS["challenge"](edition("challenge", 0)).body
    assert unreadable(body) == "challenge"
    assert recognise(body.decode()) == "challenge"


# --- what an entry says ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "title"),
    [
        ("Air &amp; Sanitasi", "Air &amp; Sanitasi"),
        ("<![CDATA[Air & Sanitasi]]>", "Air &amp; Sanitasi"),
        ("nilai a &lt; b naik", "nilai a &lt; b naik"),
        ("<![CDATA[nilai a < b naik]]>", "nilai a &lt; b naik"),
        ("&amp;quot;Melati&amp;quot;", "&quot;Melati&quot;"),
        ("Kader &#8211; Bergerak", "Kader – Bergerak"),
        ("Kader &ndash; Bergerak", "Kader – Bergerak"),
        ("&lt;b&gt;Penting&lt;/b&gt;", "<b>Penting</b>"),
        ("", ""),
    ],
)
def test_a_title_is_html_that_says_what_was_meant(written: str, title: str) -> None:
    """Escaped once, twice or not at all; what is plain text stays text when the next step takes markup away."""
    assert entries(rss(f"<item><title>{written}</title><guid>1</guid></item>"))[0].title == title


def test_a_feed_of_rss_says_all_this() -> None:
    """Every field that is used later, from where it stands in RSS 2.0 and its usual extensions."""
    inside = (
        "<description>Pendek</description>"
        "<content:encoded><![CDATA[<p style='left:-9999px'>Isi</p>]]></content:encoded>"
        "<pubDate>Sen, 28 Agu 2017 10:00:00 WIB</pubDate><dc:creator>Humas</dc:creator><category>Gizi</category>"
        '<category>Ibu &amp; Anak</category><enclosure url="/a.jpg" type="image/jpeg" length="1"/>'
        '<enclosure url="/a.pdf" type="application/pdf" length="1"/><media:content url="b.png" medium="image"/>'
        '<media:thumbnail url="https://1.bp.example/s72-c/c.jpg"/><source url="https://prov.go.id/feed">Prov</source>'
    )
    assert entries(rss(item(7, inside))) == (
        Entry(
            guid="https://dinkes.contohkab.go.id/7", url="https://dinkes.contohkab.go.id/7", title="Berita 7",
            summary="Pendek", content="<p style='left:-9999px'>Isi</p>", published="Sen, 28 Agu 2017 10:00:00 WIB",
            author="Humas", tags=("Gizi", "Ibu & Anak"), origin="https://prov.go.id/feed",
            pictures=(
                PictureRef("https://dinkes.contohkab.go.id/a.jpg"),
                PictureRef("https://dinkes.contohkab.go.id/feed/b.png"),
                PictureRef("https://1.bp.example/s1200/c.jpg"),
            ),
        ),
    )  # fmt: skip


def test_a_feed_of_atom_says_all_this() -> None:
    """Both dates apart, the alternate link among others, and what relative links are relative to."""
    body = """<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://desa.go.id/blog/"><title>a</title><entry>
      <id>tag:desa.go.id,2026:1</id><title type="text">nilai a &lt; b</title><link rel="edit" href="/edit"/>
      <link rel="alternate" href="satu.html"/><published>2026-11-01T00:00:00Z</published>
      <author><name>Kasi</name></author><updated>2026-11-02T00:00:00Z</updated><category term="Desa"/>
      <summary type="html">&lt;p&gt;Pendek&lt;/p&gt;</summary>
      <content type="html" xml:base="https://desa.go.id/isi/">&lt;img src="a.jpg"&gt;Isi</content></entry></feed>"""
    (entry,) = entries(body)
    assert reading(body).dialect == "atom"
    assert entry == Entry(
        guid="tag:desa.go.id,2026:1", url="https://desa.go.id/blog/satu.html", title="nilai a &lt; b",
        summary="<p>Pendek</p>", content='<img src="a.jpg">Isi', published="2026-11-01T00:00:00Z",
        updated="2026-11-02T00:00:00Z", author="Kasi", tags=("Desa",), base="https://desa.go.id/isi/",
    )  # fmt: skip


def test_a_feed_of_rdf_is_read() -> None:
    """RSS 1.0, with its items beside the channel."""
    body = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
      xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="https://a.go.id"><title>a</title></channel>
      <item rdf:about="https://a.go.id/1"><title>Satu</title><link>https://a.go.id/1</link><dc:date>2026-11-01</dc:date></item>
      </rdf:RDF>"""
    found = reading(body)
    assert found.dialect == "rdf"
    assert [(e.title, e.url, e.published) for e in found.entries] == [("Satu", "https://a.go.id/1", "2026-11-01")]


@pytest.mark.parametrize(
    ("author", "name"),
    [
        ("humas@a.go.id (Super User)", "Super User"),
        ("humas@dinas.example (Super User)", "Super User"),
        ("humas@a.go.id", ""),
        ("Humas Dinkes", "Humas Dinkes"),
        ("", ""),
    ],
)
def test_an_address_is_no_name(author: str, name: str) -> None:
    """Joomla writes `address (name)`: readers are told the name, and nobody's e-mail is published."""
    assert entries(rss(item(1, f"<author>{author}</author>")))[0].author == name


@pytest.mark.parametrize("version", ["https://jsonfeed.org/version/1", "https://jsonfeed.org/version/1.1"])
def test_a_json_feed_is_read(version: str) -> None:
    """Both versions, with HTML or plain text, one author or several."""
    items: list[Any] = [
        {"id": 7, "url": "/7", "title": "a < b", "content_html": "<p>Isi</p>", "date_published": "2026-11-01T00:00:00Z",
         "date_modified": "2026-11-02T00:00:00Z", "author": {"name": "Humas"}, "tags": ["Gizi", 3], "image": "/g.jpg"},
        {"id": "8", "external_url": "https://b.go.id/8", "content_text": "Satu & dua\n\nTiga\nEmpat",
         "authors": [{"url": "x"}, {"name": "Kader"}]},
        "bukan butir",
    ]  # fmt: skip
    found = reading(json.dumps({"version": version, "title": "a", "items": items}))
    assert (found.dialect, found.whole) == ("json-feed", True)
    assert found.entries == (
        Entry(
            guid="7", url="https://dinkes.contohkab.go.id/7", title="a &lt; b", content="<p>Isi</p>",
            published="2026-11-01T00:00:00Z", updated="2026-11-02T00:00:00Z", author="Humas", tags=("Gizi", "3"),
            pictures=(PictureRef("https://dinkes.contohkab.go.id/g.jpg"),),
        ),
        Entry(guid="8", url="https://b.go.id/8", content="Satu &amp; dua<p>Tiga<br>Empat", author="Kader"),
    )  # fmt: skip


def test_wordpress_rest_is_read() -> None:
    """Its dates are in UTC and say so here; picture, author and terms come where the site embeds them."""
    post = {
        "id": 7, "date": "2026-11-01T17:00:00", "date_gmt": "2026-11-01T10:00:00",
        "modified_gmt": "2026-11-02T10:00:00",
        "guid": {"rendered": "https://a.go.id/?p=7"}, "link": "https://a.go.id/7/",
        "title": {"rendered": "Air &#038; Kita"},
        "content": {"rendered": "<p>Isi</p>"}, "excerpt": {"rendered": "<p>Isi [&hellip;]</p>"},
        "_embedded": {"author": [{"name": "Humas"}], "wp:term": [[{"name": "Gizi"}], [{"name": "Anak"}]],
                      "wp:featuredmedia": [{"source_url": "https://a.go.id/g.jpg", "alt_text": "Kader"}]},
    }  # fmt: skip
    bare = {"id": 8, "date": "2026-11-01T17:00:00", "link": "https://a.go.id/8/", "title": {"rendered": "Dua"}}
    found = reading(json.dumps([post, bare]))
    assert found.dialect == "wordpress-rest"
    first, second = found.entries
    assert (first.guid, first.title, first.author) == ("https://a.go.id/?p=7", "Air &#038; Kita", "Humas")
    assert (first.published, first.updated) == ("2026-11-01T10:00:00Z", "2026-11-02T10:00:00Z")
    assert (first.tags, first.pictures) == (("Gizi", "Anak"), (PictureRef("https://a.go.id/g.jpg", "Kader"),))
    assert second == replace(Entry(), guid="8", url="https://a.go.id/8/", title="Dua", published="2026-11-01T17:00:00")


JUNK: list[Any] = [
    None,
    1,
    -0.0,
    "",
    "x",
    "http://[::1",
    "//",
    "\ud800",
    [],
    [[]],
    {},
    {"name": {}},
    True,
    {"rendered": []},
]


@given(st.dictionaries(
    st.sampled_from(["id", "url", "title", "content_html", "content_text", "author", "authors", "tags", "image",
    "summary",
                     "link", "guid", "content", "excerpt", "_embedded", "date_gmt", "date_published"]),
    st.sampled_from([*JUNK, {"author": 1, "wp:term": [1, [2]], "wp:featuredmedia": [{"source_url": 3}]}]),
))  # fmt: skip
def test_json_of_any_shape_does_not_raise(said: dict[str, Any]) -> None:
    """The form is a stranger's: numbers for texts, lists for objects, broken addresses."""
    feed = json.dumps({"version": "https://jsonfeed.org/version/1.1", "items": [said]})
    assert len(entries(feed)) == 1
    assert len(entries(json.dumps([{"title": 1, "link": "http://[", **said}]))) == 1


@pytest.mark.parametrize("address", ["http://[::1", "//[", "http://a:b:c", " ", "\x7f", "javascript:alert(1)"])
def test_a_broken_address_breaks_nothing(address: str) -> None:
    """The other entries of the feed are read, and this one without it."""
    broken = (
        f'<item><title>Rusak</title><link>{escape(address)}</link><enclosure url="{escape(address)}" type="image/png"/>'
        f'<media:thumbnail url="{escape(address)}"/></item>'
    )
    assert [entry.title for entry in entries(rss(broken, item(2)))] == ["Rusak", "Berita 2"]


# --- cut short -------------------------------------------------------------------------------------------------


def test_half_a_feed_is_never_called_whole() -> None:
    """The connection may have ended well and the document not: a server's own timeout cuts so."""
    half = rss(item(1), item(2), "<item><title>Berita ti", tail="")
    found = reading(half)
    assert not found.whole
    assert [entry.title for entry in found.entries] == ["Berita 1", "Berita 2"]
    assert unreadable(rss("<item><title>Ber", tail="")) == "truncated"
    assert not reading(rss(item(1)), complete=False).whole


@pytest.mark.parametrize("start", ["[", '{"version": "https://jsonfeed.org/version/1.1", "items": ['])
def test_half_a_list_of_json_is_never_called_whole(start: str) -> None:
    """Objects that arrived whole are read."""
    post = json.dumps({"id": 1, "title": "Satu ]}", "link": "https://a.go.id/1", "url": "https://a.go.id/1"})
    found = reading(f"{start}{post}, {post[:-9]}")
    assert (len(found.entries), found.whole) == (1, False)
    assert unreadable(f"{start}{post[:-9]}", complete=False) == "truncated"


# --- how much --------------------------------------------------------------------------------------------------


def test_no_more_entries_are_read_than_a_feed_has() -> None:
    """Real feeds list ten to fifty; what comes behind two thousand costs nothing."""
    few = rss(*(item(n) for n in range(ENTRIES)))
    began = time.process_time()
    assert len(entries(few)) == ENTRIES
    usual = time.process_time() - began
    many = rss(*(item(n) for n in range(10 * ENTRIES)))
    began = time.process_time()
    found = reading(many)
    assert time.process_time() - began < 6 * usual + 1
    assert [entry.guid for entry in found.entries] == [entry.guid for entry in entries(few)]
    assert (found.whole, found.cut) == (False, True)
    assert (reading(few).whole, reading(few).cut) == (True, False)


def rss_of(*days: int) -> str:
    dates = (datetime(2015, 1, 1, tzinfo=UTC) + timedelta(days=day) for day in days)
    return rss(
        *(
            item(day, f"<pubDate>{date:%a, %d %b %Y} 08:00:00 +0700</pubDate>")
            for day, date in zip(days, dates, strict=True)
        )
    )


def atom_of(*days: int) -> str:
    dates = (datetime(2015, 1, 1, tzinfo=UTC) + timedelta(days=day) for day in days)
    told = "".join(f"<entry><id>{URL}{day}</id><updated>2026-01-01T00:00:00Z</updated><published>{date:%Y-%m-%d}T08:00:00Z</published>"
                   f"<title>Berita {day}</title></entry>" for day, date in zip(days, dates, strict=True))  # fmt: skip
    return f'<feed xmlns="http://www.w3.org/2005/Atom"><title>Dinkes</title>{told}</feed>'


def rdf_of(*days: int) -> str:
    dates = (datetime(2015, 1, 1, tzinfo=UTC) + timedelta(days=day) for day in days)
    told = "".join(f'<item rdf:about="{URL}{day}"><title>Berita {day}</title><link>{URL}{day}</link><dc:date>{date:%Y-%m-%d}</dc:date></item>'
                   for day, date in zip(days, dates, strict=True))  # fmt: skip
    return ('<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" '
            f'xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Dinkes</title></channel>{told}</rdf:RDF>')  # fmt: skip


def json_feed_of(*days: int) -> str:
    dates = (datetime(2015, 1, 1, tzinfo=UTC) + timedelta(days=day) for day in days)
    items = [{"id": str(day), "title": f"Berita {day}", "date_published": f"{date:%Y-%m-%d}T08:00:00+07:00"}
             for day, date in zip(days, dates, strict=True)]  # fmt: skip
    return json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": "Dinkes", "items": items})


def posts_of(*days: int) -> str:
    dates = (datetime(2015, 1, 1, tzinfo=UTC) + timedelta(days=day) for day in days)
    return json.dumps([{"id": day, "title": {"rendered": f"Berita {day}"}, "link": f"/{day}", "date_gmt": f"{date:%Y-%m-%d}T08:00:00"}
                       for day, date in zip(days, dates, strict=True)])  # fmt: skip


MANY = [rss_of, atom_of, rdf_of, json_feed_of, posts_of]
ALL = list(range(ENTRIES + 300))
MIXED = ALL[1::3] + ALL[::3] + ALL[2::3]


@pytest.mark.parametrize("write", MANY)
@pytest.mark.parametrize("days", [ALL, ALL[::-1], MIXED], ids=["rising", "falling", "mixed"])
def test_of_more_entries_than_are_read_the_newest_are(write: Callable[..., str], days: list[int]) -> None:
    """Whichever end a feed begins with, and in no order at all; their own order stays, and the feed says its name."""
    found = reading(write(*days))
    assert [entry.title for entry in found.entries] == [f"Berita {day}" for day in days if day >= 300]
    assert (found.whole, found.cut) == (False, True)
    assert found.title == ("" if write is posts_of else "Dinkes")


@pytest.mark.parametrize("write", MANY)
def test_a_long_feed_that_breaks_off_is_not_called_cut(write: Callable[..., str]) -> None:
    """What its end would have said nobody knows: it is not whole, and its newest may be missing."""
    found = reading(write(*ALL)[:-20])
    assert (found.whole, found.cut) == (False, False)
    assert len(found.entries) == ENTRIES
    known = reading(write(*ALL), complete=False)
    assert (known.whole, known.cut) == (False, False)


def test_entries_without_a_date_are_as_old_as_their_neighbours() -> None:
    """A feed that rises keeps its end, dated or not; one without any date keeps its beginning."""
    some = rss(
        *(item(n, f"<pubDate>{2015 + n // 365}-01-{n % 28 + 1:02}</pubDate>" if n % 100 == 0 else "") for n in ALL)
    )
    assert [entry.title for entry in entries(some)][-1] == f"Berita {ALL[-1]}"
    assert [entry.title for entry in entries(rss(*map(item, ALL)))] == [f"Berita {n}" for n in range(ENTRIES)]


def test_what_is_left_out_of_a_feed_is_not_parsed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of ten megabytes with tens of thousands of items, as much is given to the parser as is read."""
    import feedparser

    given: list[int] = []
    parse = feedparser.parse

    def counted(stream: Any, **more: Any) -> Any:
        given.append(len(stream.getvalue()))
        return parse(stream, **more)

    monkeypatch.setattr(feedparser, "parse", counted)
    body = rss(
        *(
            item(n, f"<pubDate>{2000 + n // 2000}-01-01</pubDate><description>{'x' * 100}</description>")
            for n in range(40_000)
        )
    )
    assert entries(body)[-1].title == "Berita 39999"
    assert given[0] < len(body) // 10


@pytest.mark.parametrize(
    "body",
    ["<rss " * 200_000, "<rss>" + "<item>" * 20_000, "<rss>" + "<a>" * 10_000 + "</rss>", "[" * 200_000,
     '{"a":' * 50_000,
     '{"version": "jsonfeed.org", "items": [' + "{" * 50_000, "<" * 500_000, "&" * 300_000, "<!--" * 100_000,
     "<!DOCTYPE " * 50_000, "<rss>" + "&amp;" * 100_000 + "</rss>", "<rss><channel><item><title>" + "&lt;" * 50_000],
)  # fmt: skip
def test_shapes_that_take_others_long_are_over_soon(body: str) -> None:
    """Repetition without end: what cannot be read is said quickly."""
    began = time.process_time()
    read(body.encode(), url=URL)
    assert time.process_time() - began < 5


@given(st.binary() | st.text().map(str.encode))
def test_no_bytes_raise(body: bytes) -> None:
    """What comes over the network may be anything."""
    found = read(body, url=URL, content_type=body[:20].decode("latin-1"))
    assert isinstance(found, Reading | Unreadable)


def test_a_feed_inside_a_page_is_read() -> None:
    """Planets that wrap their Atom feed in a page still declare what it is."""
    page = (
        '<html xmlns="http://www.w3.org/1999/xhtml"><body><feed xmlns="http://www.w3.org/2005/Atom"><title>a</title>'
        "<entry><id>1</id><title>Satu</title><content>Isi.</content></entry></feed></body></html>"
    )
    assert [entry.title for entry in entries(page)] == ["Satu"]


def test_an_empty_line_of_plain_text_is_a_new_paragraph() -> None:
    """What is declared plain text keeps its paragraphs, and shows its signs as they are."""
    feed = (
        '<feed xmlns="http://www.w3.org/2005/Atom"><title>a</title><entry><id>1</id><title>Satu</title>'
        '<content type="text">Bila a &lt; b.\n\nMaka selesai.</content></entry></feed>'
    )
    assert entries(feed)[0].content == "Bila a &lt; b.\n<p>Maka selesai."
