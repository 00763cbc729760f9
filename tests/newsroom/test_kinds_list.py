"""Lists in HTML: what CSS selectors find on the pages of sites that have no feed, and what they do not."""

from __future__ import annotations

import re
import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.newsroom.model import Entry, PictureRef, Select
from plugins.newsroom.parse import ENTRIES, Reading, Unreadable, read, selector_problem

URL = "https://desa.contohkab.go.id/berita?hal=1"
SITE = "https://desa.contohkab.go.id"
PLAIN = Select(item=".kartu", title="h3", link="a", date=".tanggal", summary="p", picture="img", next=".lanjut")


def card(number: int, inside: str = "") -> str:
    return (
        f'<div class="kartu"><h3><a href="/artikel/{number}">Kerja Bakti {number}</a></h3>'
        f'<span class="tanggal">Senin, {number} November 2026 | 08.00 WIB</span><p>Warga &lt;RW 1&gt; &amp; kader</p>{inside}</div>'
    )


def page(*items: str, head: str = "", tail: str = "<footer>Desa</footer></body></html>") -> str:
    return (
        f"<!DOCTYPE html><html><head><title>Berita Desa</title>{head}</head><body><main>{''.join(items)}</main>{tail}"
    )


def found(body: str, select: Select = PLAIN, **more: Any) -> Reading | Unreadable:
    return read(body.encode(), url=URL, content_type="text/html", select=select, **more)


def reading(body: str, select: Select = PLAIN, **more: Any) -> Reading:
    answer = found(body, select, **more)
    assert isinstance(answer, Reading), answer
    return answer


def test_a_list_is_read() -> None:
    """Each item gives an entry in the list's order, its date exactly as written, its words as HTML that says them."""
    answer = reading(page(card(1), card(2), head='<meta name="generator" content="OpenSID 24">'))
    assert (answer.dialect, answer.whole, answer.title, answer.generator) == ("list", True, "Berita Desa", "OpenSID 24")
    assert answer.entries == tuple(
        Entry(
            url=f"{SITE}/artikel/{n}", title=f"Kerja Bakti {n}", summary="Warga &lt;RW 1&gt; &amp; kader",
            published=f"Senin, {n} November 2026 | 08.00 WIB",
        )
        for n in (1, 2)
    )  # fmt: skip


@pytest.mark.parametrize("step", [1, -1])
def test_of_more_items_than_are_read_the_newest_are(step: int) -> None:
    """Whichever end a page begins with, by the dates that it shows."""
    cards = [
        f'<li class="kartu"><a href="/{n}">Kerja Bakti {n}</a><i class="tanggal">{n % 28 + 1} Mei {2000 + n // 28 % 100}</i></li>'
        for n in range(ENTRIES + 100)
    ]
    answer = reading(page(*cards[::step]), Select(item=".kartu", date=".tanggal"))
    left = {f"Kerja Bakti {n}" for n in range(100)}
    assert (len(answer.entries), answer.whole, answer.cut) == (ENTRIES, False, True)
    assert not left & {entry.title for entry in answer.entries}
    undated = reading(page(*cards), Select(item=".kartu"))
    assert undated.entries[0].title == "Kerja Bakti 0"


def test_a_page_that_goes_on_behind_what_is_read_is_not_whole() -> None:
    """Its list is read as far as it was seen, and the item at which the page was cut is left out."""
    answer = reading(page(card(1), card(2), *("<p>Isi</p>" for _ in range(30_000)), card(3)))
    assert ([entry.title[-1] for entry in answer.entries], answer.whole, answer.cut) == (["1", "2"], False, True)
    assert (reading(page(card(1))).whole, reading(page(card(1))).cut) == (True, False)


def test_an_item_alone_is_enough() -> None:
    """Without further selectors the heading is the title and its link the address; the item may itself be the link."""
    answer = reading(page(card(1), '<article class="kartu"><a href="/b"><img alt="x"></a><a href="c">Judul Tautan</a></article>'),
                     Select(item=".kartu"))  # fmt: skip
    assert [(e.title, e.url) for e in answer.entries] == [("Kerja Bakti 1", f"{SITE}/artikel/1")]
    around = '<a class="kartu" href="/x"><h4>Di dalam tautan</h4></a><div><a href="/y"><h4 class="kartu">Dibungkus</h4></a></div>'
    answer = reading(page(around), Select(item=".kartu"))
    assert [(e.title, e.url) for e in answer.entries] == [("Di dalam tautan", f"{SITE}/x"), ("Dibungkus", f"{SITE}/y")]
    answer = reading(page('<li><a href="/z">Tautan saja</a></li>'), Select(item="li"))
    assert [(e.title, e.url) for e in answer.entries] == [("Tautan saja", f"{SITE}/z")]


@pytest.mark.parametrize(
    ("item", "why"),
    [
        ('<div class="kartu"><h3></h3><a href="/1">Baca</a></div>', "no title"),
        ('<div class="kartu"><h3>Judul</h3></div>', "no link"),
        ('<div class="kartu"><h3>Judul</h3><a name="x">x</a></div>', "an anchor without an address"),
        ('<div class="kartu"><h3>Judul</h3><a href="">x</a></div>', "an empty address"),
        ('<div class="kartu"><h3>Judul</h3><a href="#atas">x</a></div>', "this page itself"),
        ('<div class="kartu"><h3>Judul</h3><a href="http://[">x</a></div>', "no address at all"),
    ],
)
def test_an_item_without_title_or_link_is_none(item: str, why: str) -> None:
    """It is passed over, and its neighbours are read."""
    answer = reading(page(item, card(2)))
    assert [e.title for e in answer.entries] == ["Kerja Bakti 2"], why


@pytest.mark.parametrize(
    ("written", "date"),
    [
        ('<time class="tanggal" datetime="2026-11-21T08:00:00+07:00">kemarin</time>', "2026-11-21T08:00:00+07:00"),
        ('<span class="tanggal">Terbit <time datetime="2026-11-21">kemarin</time></span>', "2026-11-21"),
        ('<span class="tanggal"><time>21 Nov 2026</time></span>', "21 Nov 2026"),
        ('<meta class="tanggal" content="2026-11-21">', "2026-11-21"),
        ('<span class="tanggal">\n  21\n  Nov\xa02026 </span>', "21 Nov 2026"),
        ("", ""),
    ],
)
def test_a_date_is_handed_on_as_it_is_written(written: str, date: str) -> None:
    """What <time> says to machines goes first; nothing is guessed."""
    item = f'<div class="kartu"><h3><a href="/1">Judul</a></h3>{written}</div>'
    assert reading(page(item)).entries[0].published == date


PICTURES = [
    ('<img src="/a.jpg">', "/a.jpg"),
    ('<img src="data:image/gif;base64,R0" data-src="/b.jpg">', "/b.jpg"),
    ('<img src="/kosong.gif" data-lazy-src="c.jpg">', "/c.jpg"),
    ('<img src="/kosong.gif" data-original="/d.jpg">', "/d.jpg"),
    ('<img src="/kecil.jpg" srcset="/e-300.jpg 300w, /e-1024.jpg 1024w, /e-768.jpg 768w">', "/e-1024.jpg"),
    ('<img src="/kosong.gif" data-srcset="/f.jpg 1x, /f2.jpg 2x">', "/f2.jpg"),
    ('<picture><source srcset="/g.webp"><img src="/g.jpg"></picture>', "/g.jpg"),
    ("<div style=\"height:9px;background-image: url('/h.jpg')\"></div>", "/h.jpg"),
    ('<a style="background:#fff url(/i.jpg) no-repeat"></a>', "/i.jpg"),
    ('<img src="data:image/png;base64,AAAA">', ""),
    ('<img src="javascript:alert(1)">', ""),
    ("<img>", ""),
    ("", ""),
]


@pytest.mark.parametrize(("written", "address"), PICTURES)
def test_a_picture_is_found_behind_lazy_loading(written: str, address: str) -> None:
    """In the attributes that scripts read, the largest of a set, or behind an element; a placeholder is none."""
    item = f'<div class="kartu"><h3><a href="/1">Judul</a></h3><figure>{written}</figure></div>'
    (entry,) = reading(page(item), Select(item=".kartu", picture="figure")).entries
    assert entry.pictures == ((PictureRef(SITE + address),) if address else ())


def test_relative_addresses_follow_the_base() -> None:
    """<base href> counts for links, pictures, the next page, and for what a body refers to."""
    item = '<div class="kartu"><h3><a href="artikel/1">Judul</a></h3><img src="a.jpg"><div class="isi"><p>Isi <img src="b.jpg"></p></div></div>'
    body = page(item, '<a class="lanjut" href="?hal=2">Berikutnya</a>', head='<base href="/situs/">')
    answer = reading(body, Select(item=".kartu", picture="img", body=".isi", next=".lanjut"))
    (entry,) = answer.entries
    assert (entry.url, entry.base) == (f"{SITE}/situs/artikel/1", f"{SITE}/situs/")
    assert entry.pictures == (PictureRef(f"{SITE}/situs/a.jpg"),)
    assert entry.content == '<p>Isi <img src="b.jpg"/></p>'
    assert answer.more == (f"{SITE}/situs/?hal=2",)


@pytest.mark.parametrize(
    ("written", "more"),
    [
        ('<a class="lanjut" href="/berita?hal=2#isi">2</a>', (f"{SITE}/berita?hal=2",)),
        ('<li class="lanjut"><a href="/berita?hal=2">2</a></li>', (f"{SITE}/berita?hal=2",)),
        ('<a href="/berita?hal=2"><span class="lanjut">2</span></a>', (f"{SITE}/berita?hal=2",)),
        ('<a class="lanjut" href="#">2</a>', ()),
        ('<a class="lanjut" href="?hal=1">2</a>', ()),
        ('<a class="lanjut" href="javascript:lanjut()">2</a>', ()),
        ("", ()),
    ],
)
def test_the_next_page_is_another_page(written: str, more: tuple[str, ...]) -> None:
    """A link to where we are, or to a script, leads nowhere."""
    assert reading(page(card(1), written)).more == more


def test_a_page_that_stopped_gives_what_arrived() -> None:
    """The last item is believed only where something stands behind it; what was cut is never called whole."""
    body = page(card(1), card(2), card(3))
    cut = body[: body.index("Kerja Bakti 3") + 3]
    answer = reading(cut, complete=False)
    assert ([e.title for e in answer.entries], answer.whole) == (["Kerja Bakti 1", "Kerja Bakti 2"], False)
    assert not reading(cut).whole  # the connection ended well, the page did not
    followed = reading(page(card(1), card(2), tail="<footer>Desa</footer>"))
    assert ([e.title for e in followed.entries], followed.whole) == (["Kerja Bakti 1", "Kerja Bakti 2"], False)


@pytest.mark.parametrize(
    ("body", "select", "error", "told"),
    [
        (page(card(1)), Select(item=".tidak-ada"), "selectors", "the selector matched nothing: .tidak-ada"),
        (page(card(1)), Select(item=".kartu", title=".tidak-ada"), "selectors", "1 items have no title or no link"),
        (page(card(1)), Select(item=".kartu["), "selectors", "invalid selector for item"),
        (page(card(1)), Select(item=".kartu", date="::before"), "selectors", "invalid selector for date"),
        (page(card(1)), Select(item=".kartu", title=":is(" * 200), "selectors", "invalid selector for title"),
        (page(card(1)), Select(title="h3"), "selectors", "no selector says what an item is"),
        ("<html><head><title>Just a moment...</title></head></html>", PLAIN, "challenge", "matched nothing"),
        ("<html><title>Account Suspended</title></html>", PLAIN, "suspended", "matched nothing"),
        ('<html><form><input type="password"></form></html>', PLAIN, "login", "matched nothing"),
        ("Halaman tidak ditemukan", PLAIN, "selectors", "matched nothing"),
        ("", PLAIN, "empty", ""),
        ("{}", PLAIN, "not-a-feed", ""),
    ],
)
def test_no_list_is_said_truthfully(body: str, select: Select, error: str, told: str) -> None:
    """A selector that fits nothing is told apart from a page that came instead; no list is ever empty."""
    answer = found(body, select)
    assert isinstance(answer, Unreadable)
    assert answer.error == error
    assert told in answer.detail


def test_selectors_do_not_hide_a_feed() -> None:
    """A site that has learned to offer a feed is read by it; a feed that lies within a page stays a page."""
    feed = "<rss version='2.0'><channel><title>a</title><item><title>Satu</title></item></channel></rss>"
    assert reading(feed).dialect == "rss"
    atom = '<feed xmlns="http://www.w3.org/2005/Atom"><entry><id>1</id><title>Lain</title></entry></feed>'
    assert reading(page(card(1), atom)).dialect == "list"


def test_a_selector_is_judged_in_the_language_of_its_author() -> None:
    """Whoever writes agency.toml reads in Indonesian what is wrong; what soupsieve understands is fine."""
    for good in (
        ".berita h3 > a",
        "article:not(.iklan)",
        "a[href*='berita']",
        "li:nth-of-type(2n+1)",
        "p:contains('a')",
        "",
    ):
        assert selector_problem(good) == "", good
    for bad in ("a[", "::before", ":tidak-ada", "div >", ">", "a,,b", "..a", "x" * 501, "{"):
        problem = selector_problem(bad)
        assert problem.startswith("Selektor CSS"), bad
        assert "\n" not in problem
    assert selector_problem("div..b") == (
        "Selektor CSS 'div..b' tidak sah, mulai dari huruf ke-4: '..b'. Contoh yang benar: .berita-item h3 a"
    )
    for bad in ("a:has(", ":tidak-ada", "a::text", "[x=", "div >"):
        assert not re.search(r"Malformed|position|pseudo|Invalid|Unclosed|Expected", selector_problem(bad)), bad


@pytest.mark.parametrize(
    "piece", ["<div>", "<div class=kartu>", "<q>", "<a href=x>", "<li class=kartu>", "<table><tr><td>", "<x-y z>"]
)
def test_no_page_takes_long(piece: str) -> None:
    """Nesting without end is cut, and what stands before it is read."""
    began = time.process_time()
    answer = reading(page(card(1), "<hr>", piece * 60_000, tail=""))
    assert time.process_time() - began < 10
    assert answer.entries[0].title == "Kerja Bakti 1"


def test_an_item_has_no_items() -> None:
    """A selector that also fits what lies within an item gives the outer one, once."""
    nested = f'<div class="kartu luar"><h3><a href="/luar">Luar</a></h3>{card(1)}</div>{card(2)}'
    assert [e.title for e in reading(page(nested)).entries] == ["Luar", "Kerja Bakti 2"]


MARKUP = st.text(st.sampled_from("<>/= \"'abpdiv.#x&;!-")) | st.lists(
    st.sampled_from([
        "<div class=kartu>", "</div>", "<h3>", "</h3>", "<a href='/x'>", "<a href='http://['>", "</a>", "Judul", "<base href='//['>",
        "<base href='javascript:x'>", "<img srcset=', 1w'>", "<time datetime=''>", "<p class=lanjut>", "\x00", "&#xd800;", "<!--",
    ])
).map("".join)  # fmt: skip


@given(
    MARKUP,
    st.sampled_from(
        [PLAIN, Select(item="*"), Select(item="div", title="*", body="*", next="*", picture="*", date="*")]
    ),
)
def test_no_page_raises(body: str, select: Select) -> None:
    """A page may be anything, and a selector may find anything in it."""
    assert isinstance(found(f"<p>{body}", select), Reading | Unreadable)
