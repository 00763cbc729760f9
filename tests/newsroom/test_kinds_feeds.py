"""Feeds old and odd: every version of RSS and Atom, channels of 1997, lone entries, videos, feeds of comments, and what
JSON Feed and WordPress say beside the plain."""

from __future__ import annotations

import json
from typing import Any

import pytest

from plugins.newsroom.model import Entry, PictureRef
from plugins.newsroom.parse import Reading, Unreadable, decode, read

URL = "https://dinkes.contohkab.go.id/feed/"
SITE = "https://dinkes.contohkab.go.id"
ATOM = 'xmlns="http://www.w3.org/2005/Atom"'
RDF = 'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"'
ITEM = f"<item><title>Apel &amp; Doa</title><link>{SITE}/1</link><description>Isi</description></item>"


def found(body: str | bytes) -> Reading | Unreadable:
    return read(body.encode() if isinstance(body, str) else body, url=URL)


def reading(body: str | bytes) -> Reading:
    answer = found(body)
    assert isinstance(answer, Reading), answer
    return answer


def refused(body: str) -> str:
    answer = found(body)
    assert isinstance(answer, Unreadable), answer
    return answer.error


VERSIONS = [
    ("rdf", f'<rdf:RDF {RDF} xmlns="http://my.netscape.com/rdf/simple/0.9/"><channel><title>Dinkes</title></channel>{ITEM}</rdf:RDF>'),
    ("rss", f'<!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" "http://my.netscape.com/publish/formats/rss-0.91.dtd">'
            f'<rss version="0.91"><channel><title>Dinkes</title>{ITEM}</channel></rss>'),
    ("rss", f'<!DOCTYPE rss [<!ENTITY amp2 "&#38;">]><rss version="0.91"><channel><title>Dinkes</title>{ITEM}</channel></rss>'),
    ("rss", f'<rss version="0.92"><channel><title>Dinkes</title>{ITEM}</channel></rss>'),
    ("rss", f'<rss version="0.93"><channel><title>Dinkes</title>{ITEM}</channel></rss>'),
    ("rdf", f'<rdf:RDF {RDF} xmlns="http://purl.org/rss/1.0/"><channel rdf:about="a"><title>Dinkes</title></channel>{ITEM}</rdf:RDF>'),
    ("rss", f'<rss version="2.0"><channel><title>Dinkes</title>{ITEM}</channel></rss>'),
    ("rss", f"<RSS><CHANNEL><TITLE>Dinkes</TITLE>{ITEM}</CHANNEL></RSS>"),
    ("atom", '<feed version="0.3" xmlns="http://purl.org/atom/ns#"><title>Dinkes</title><entry><title>Apel &amp; Doa</title>'
             f'<link rel="alternate" href="{SITE}/1"/><summary>Isi</summary></entry></feed>'),
    ("atom", f'<feed {ATOM}><title>Dinkes</title><entry><title>Apel &amp; Doa</title><link href="{SITE}/1"/><summary>Isi</summary>'
             "</entry></feed>"),
    ("atom", f'<a:feed xmlns:a="http://www.w3.org/2005/Atom"><a:title>Dinkes</a:title><a:entry><a:title>Apel &amp; Doa</a:title>'
             f'<a:link href="{SITE}/1"/><a:summary>Isi</a:summary></a:entry></a:feed>'),
    ("cdf", f'<?xml version="1.0"?><channel href="{SITE}"><title>Dinkes</title><item href="{SITE}/1"><title>Apel &amp; Doa</title>'
            "<abstract>Isi</abstract></item></channel>"),
    ("cdf", f'<!-- kanal --><CHANNEL><TITLE>Dinkes</TITLE><ITEM HREF="{SITE}/1"><TITLE>Apel &amp; Doa</TITLE><ABSTRACT>Isi</ABSTRACT>'
            "</ITEM></CHANNEL>"),
]  # fmt: skip


@pytest.mark.parametrize(("dialect", "body"), VERSIONS)
def test_every_version_is_read(dialect: str, body: str) -> None:
    """From 1997 on: title, address and words of its one entry, and what the feed calls itself."""
    answer = reading(body)
    assert (answer.dialect, answer.whole, answer.title) == (dialect, True, "Dinkes")
    assert [(e.title, e.url, e.summary) for e in answer.entries] == [("Apel &amp; Doa", f"{SITE}/1", "Isi")]


@pytest.mark.parametrize(("dialect", "body"), VERSIONS)
def test_every_version_may_stop(dialect: str, body: str) -> None:
    """What lost its end gives the entry that arrived, and says so."""
    end = max(
        body.lower().rfind(tag) + len(tag) for tag in ("</item>", "</entry>", "</a:entry>") if tag in body.lower()
    )
    answer = reading(body[:end])
    assert ([e.title for e in answer.entries], answer.whole) == (["Apel &amp; Doa"], False), dialect


@pytest.mark.parametrize(
    "body",
    [f"<entry {ATOM}>{{}}</entry>", f'<?xml version="1.0"?>\n<!-- satu --><entry {ATOM}>{{}}</entry>',
     '<entry xmlns="http://purl.org/atom/ns#">{}</entry>',
     '<atom:entry xmlns:atom="http://www.w3.org/2005/Atom" xmlns="http://www.w3.org/2005/Atom">{}</atom:entry>'],
)  # fmt: skip
def test_a_lone_entry_is_a_feed_of_one(body: str) -> None:
    """RFC 4287, 2: an Atom document may be an entry."""
    answer = reading(body.format("<id>x:1</id><title>Apel</title><content>Isi.</content>"))
    assert (answer.dialect, answer.whole) == ("atom", True)
    assert [(e.guid, e.title, e.content) for e in answer.entries] == [("x:1", "Apel", "Isi.")]
    assert refused(body.format("<id>x:1</id><title>Ap")[:-12]) == "truncated"


@pytest.mark.parametrize(
    "body", ["<entry><title>a</title></entry>", "<catalog><channel/></catalog>", "<html><channel></channel></html>"]
)
def test_not_every_entry_is_a_feed(body: str) -> None:
    """A lone entry says that it is Atom, and a channel begins its document."""
    assert refused(body) == "not-a-feed"


@pytest.mark.parametrize("codec", ["utf-32", "utf-32-le", "utf-32-be", "utf-16"])
def test_wide_letters_are_read(codec: str) -> None:
    """With a mark and without."""
    body = f'<?xml version="1.0"?><rss><channel><title>Rząd – “a”</title>{ITEM}</channel></rss>'
    assert decode(body.encode(codec)).lstrip("\ufeff") == body
    assert reading(body.encode(codec)).title == "Rząd – “a”"


def test_a_feed_says_who_it_is_and_who_made_it() -> None:
    """On one line, and no longer than a name is."""
    head = f"<title>\n  Dinas\n Kesehatan {'x' * 900}</title><generator>Joomla! - Open Source Content Management</generator>"
    answer = reading(f"<rss><channel>{head}{ITEM}</channel></rss>")
    assert answer.title.startswith("Dinas Kesehatan xx")
    assert len(answer.title) == 300
    assert answer.generator == "Joomla! - Open Source Content Management"


# --- videos ------------------------------------------------------------------------------------------------


def video(number: str, link: str, media: str) -> str:
    return (
        f"<entry><id>yt:video:{number}</id><yt:videoId>{number}</yt:videoId><title>Apel</title>"
        f'<link rel="alternate" href="{link}"/><author><name>Diskominfo</name></author>'
        "<published>2026-11-01T00:00:00+00:00</published><updated>2026-11-02T00:00:00+00:00</updated>"
        f"<media:group>{media}</media:group></entry>"
    )


def channel(*videos: str) -> str:
    names = 'xmlns:yt="http://www.youtube.com/xml/schemas/2015" xmlns:media="http://search.yahoo.com/mrss/"'
    return f"<feed {names} {ATOM}><title>Diskominfo</title>{''.join(videos)}</feed>"


def test_a_channel_of_videos_is_read() -> None:
    """Address, dates, thumbnail; the description is plain text, and neither the player nor a short is an address."""
    media = (
        '<media:content url="https://www.youtube.com/v/abcDEF12-_x" type="application/x-shockwave-flash"/><media:thumbnail'
        ' url="https://i1.ytimg.com/vi/abcDEF12-_x/hqdefault.jpg"/><media:description>Baris a &lt; b\n\nKedua</media:description>'
    )
    answer = reading(channel(video("abcDEF12-_x", "https://www.youtube.com/shorts/abcDEF12-_x", media)))
    assert (answer.dialect, answer.title) == ("youtube", "Diskominfo")
    assert answer.entries == (
        Entry(
            guid="yt:video:abcDEF12-_x", url="https://www.youtube.com/watch?v=abcDEF12-_x", title="Apel",
            summary="Baris a &lt; b\n<p>Kedua", published="2026-11-01T00:00:00+00:00", updated="2026-11-02T00:00:00+00:00",
            author="Diskominfo", pictures=(PictureRef("https://i1.ytimg.com/vi/abcDEF12-_x/hqdefault.jpg"),),
        ),
    )  # fmt: skip


def test_a_video_without_a_thumbnail_has_one() -> None:
    """It stands at a known address; an id that is none makes no address."""
    first, second = reading(
        channel(video("abcDEF12345", "https://youtu.be/x", ""), video("../evil?x", f"{SITE}/v", ""))
    ).entries
    assert first.pictures == (PictureRef("https://i.ytimg.com/vi/abcDEF12345/hqdefault.jpg"),)
    assert (second.url, second.pictures) == (f"{SITE}/v", ())


# --- feeds of comments ---------------------------------------------------------------------------------------

COMMENT = f"<item><title>Oleh: warga</title><link>{SITE}/1#comment-5</link><guid>{SITE}/1#comment-5</guid></item>"
SELF = '<atom:link xmlns:atom="http://www.w3.org/2005/Atom" rel="self" href="{}"/>'
WORDPRESS = "<generator>https://wordpress.org/?v=6.6</generator>"


@pytest.mark.parametrize(
    "head",
    [
        "<title>Comments on: Apel</title>" + COMMENT, "<title>Comments for Dinkes</title>" + COMMENT,
        "<title>Komentar untuk Dinkes</title>" + COMMENT, "<title>Komentar pada: Apel</title>" + COMMENT,
        "<title>Komentar di: Apel</title>" + COMMENT, "<title>Comments for Dinkes</title>" + WORDPRESS,
        "<title>Dinkes</title>" + SELF.format(f"{SITE}/comments/feed/") + COMMENT,
        "<title>Dinkes</title>" + SELF.format(f"{SITE}/?feed=comments-rss2"),
        "<title>Dinkes</title>" + SELF.format("https://desa.blogspot.com/feeds/comments/default?alt=rss") + ITEM,
        "<title>Dinkes</title>" + SELF.format("https://desa.blogspot.com/feeds/123/comments/default") + ITEM,
    ],
)  # fmt: skip
def test_a_feed_of_comments_is_refused(head: str) -> None:
    """What readers wrote is never taken for an agency's news."""
    assert refused(f'<rss version="2.0"><channel>{head}</channel></rss>') == "comments"


def test_a_feed_of_comments_by_blogger_is_refused() -> None:
    """It carries the blog's own title; its id says what it is."""
    body = f"<feed {ATOM}><id>tag:blogger.com,1999:blog-12{{}}</id><title>Desa</title><entry><id>1</id><title>a</title></entry></feed>"
    assert refused(body.format(".comments")) == "comments"
    assert refused(body.format(".post34..comments")) == "comments"
    assert reading(body.format("")).entries[0].title == "a"


@pytest.mark.parametrize(
    "head",
    [
        "<title>Komentar untuk Negeri</title>" + WORDPRESS + ITEM, "<title>Comments on Culture</title>" + ITEM,
        "<title>Komentar untuk Negeri</title>", "<title>Dinkes</title>" + COMMENT, "<title>Dinkes</title>" + WORDPRESS + ITEM,
        "<title>Dinkes</title>" + SELF.format(f"{SITE}/feed/") + ITEM,
    ],
)  # fmt: skip
def test_news_that_speaks_of_comments_is_news(head: str) -> None:
    """A title alone is not believed, and neither is one entry."""
    assert reading(f'<rss version="2.0"><channel>{head}</channel></rss>').dialect == "rss"


# --- JSON Feed -------------------------------------------------------------------------------------------------


def feed(*items: dict[str, Any], version: str = "1.1", **more: Any) -> str:
    return json.dumps({"version": f"https://jsonfeed.org/version/{version}", "title": "Dinkes", "items": items, **more})


@pytest.mark.parametrize(
    ("version", "more", "item", "author"),
    [
        ("1", {"author": {"name": "Humas"}}, {}, "Humas"), ("1", {"author": {"name": "Humas"}}, {"author": {"name": "Kader"}}, "Kader"),
        ("1.1", {"authors": [{"name": "Humas"}]}, {}, "Humas"), ("1.1", {"authors": [{"name": "Humas"}]}, {"authors": [{"name": "Kader"}]}, "Kader"),
        ("1.1", {"authors": [], "author": {"name": "Humas"}}, {"authors": []}, "Humas"), ("1.1", {"authors": "x"}, {}, ""),
    ],
)  # fmt: skip
def test_an_author_of_the_feed_is_the_author_of_its_items(
    version: str, more: dict[str, Any], item: dict[str, Any], author: str
) -> None:
    """Where an item names none (jsonfeed.org 1.1); 1.0 has one author, 1.1 a list."""
    assert reading(feed({"id": "1", "content_text": "a", **item}, version=version, **more)).entries[0].author == author


def test_attachments_that_are_pictures_are_pictures() -> None:
    """Each once; recordings and broken ones are none."""
    said = [{"url": "/a.jpg", "mime_type": "image/jpeg"}, {"url": "/b.mp3", "mime_type": "audio/mpeg"}, {"mime_type": "image/png"}, 1,
            {"url": "/g.jpg", "mime_type": "image/jpeg"}]  # fmt: skip
    (entry,) = reading(feed({"id": "1", "image": "/g.jpg", "attachments": said})).entries
    assert entry.pictures == (PictureRef(f"{SITE}/g.jpg"), PictureRef(f"{SITE}/a.jpg"))


@pytest.mark.parametrize(
    "more", [{"expired": True}, {"language": "id"}, {"next_url": "https://a.go.id/2"}, {"hubs": [1]}]
)
def test_what_else_a_feed_says_does_not_harm(more: dict[str, Any]) -> None:
    """A feed that will not go on is still read."""
    answer = reading(feed({"id": "1", "title": "Apel"}, **more))
    assert (answer.title, [e.title for e in answer.entries]) == ("Dinkes", ["Apel"])


# --- WordPress REST ----------------------------------------------------------------------------------------------


def post(**more: Any) -> Entry:
    said = {
        "id": 1,
        "title": {"rendered": "Apel"},
        "link": f"{SITE}/1/",
        "content": {"rendered": "<p>Isi</p>", "protected": False},
    }
    (entry,) = reading(json.dumps([{**said, **more}])).entries
    return entry


def test_a_change_of_a_post_is_dated() -> None:
    """In UTC where the site says so, else as its own clock shows it."""
    assert post(modified_gmt="2026-11-02T10:00:00", modified="2026-11-02T17:00:00").updated == "2026-11-02T10:00:00Z"
    assert post(modified="2026-11-02T17:00:00").updated == "2026-11-02T17:00:00"


def test_what_is_behind_a_password_stays_there() -> None:
    """A post for those who know its password is not listed: neither its title nor what an excerpt tells of it."""
    said = [{"id": n, "title": {"rendered": f"Apel {n}"}, "link": f"{SITE}/{n}/", "content": {"rendered": "x", "protected": n == 2},
             "excerpt": {"rendered": "Rahasia", "protected": n == 3}} for n in range(1, 5)]  # fmt: skip
    answer = reading(json.dumps(said))
    assert [entry.title for entry in answer.entries] == ["Apel 1", "Apel 4"]
    assert (answer.whole, answer.cut) == (True, False)
    assert reading(json.dumps(said[1:3])).entries == ()


@pytest.mark.parametrize(
    ("said", "seconds"),
    [("60", 3600), (" 060 ", 3600), ("1440", 86_400), ("1441", 86_400), ("9999999", 86_400), ("1" * 5000, 86_400), ("0", 0), ("-5", 0), ("x", 0), ("", 0)],
)  # fmt: skip
def test_a_feed_says_how_long_it_stays_good(said: str, seconds: int) -> None:
    """In minutes; for longer than a day nobody is believed, and what is no number says nothing."""
    assert reading(f"<rss><channel><title>Dinkes</title><ttl>{said}</ttl>{ITEM}</channel></rss>").ttl == seconds


SIZES = {
    "full": {"width": 1600, "source_url": "/penuh.jpg"}, "medium": {"width": 300, "source_url": "/300.jpg"},
    "large": {"width": 1024, "source_url": "/1024.jpg"}, "rusak": 3, "tanpa": {"width": 9000},
}  # fmt: skip
YOAST = {"og_image": [{"width": 1200, "url": "/yoast.jpg"}]}


@pytest.mark.parametrize(
    ("said", "address"),
    [
        ({"_embedded": {"wp:featuredmedia": [{"source_url": "/asli.jpg", "media_details": {"width": 1600, "sizes": SIZES}}]}}, "/asli.jpg"),
        ({"_embedded": {"wp:featuredmedia": [{"source_url": "/asli.jpg", "media_details": {"sizes": SIZES}}]}}, "/asli.jpg"),
        ({"_embedded": {"wp:featuredmedia": [{"source_url": "/kecil.jpg", "media_details": {"width": 150, "sizes": SIZES}}]}}, "/penuh.jpg"),
        ({"_embedded": {"wp:featuredmedia": [{"media_details": {"sizes": {"medium": SIZES["medium"], "large": SIZES["large"]}}}]}}, "/1024.jpg"),
        ({"_embedded": {"wp:featuredmedia": [{"code": "rest_forbidden"}]}, "yoast_head_json": YOAST}, "/yoast.jpg"),
        ({"yoast_head_json": YOAST}, "/yoast.jpg"),
        ({"_embedded": {"wp:featuredmedia": [{"source_url": "/asli.jpg"}]}, "yoast_head_json": YOAST}, "/asli.jpg"),
        ({"yoast_head_json": {"og_image": "x"}}, ""),
        ({}, ""),
    ],
)  # fmt: skip
def test_the_largest_picture_at_hand_is_taken(said: dict[str, Any], address: str) -> None:
    """Of the featured picture; else what the site tells social networks."""
    assert post(**said).pictures == ((PictureRef(SITE + address),) if address else ())


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        ({"code": "rest_forbidden", "message": "Maaf", "data": {"status": 401}}, "login"),
        ({"code": "rest_not_logged_in", "message": "x", "data": {"status": 401}}, "login"),
        ({"code": "rest_not_logged_in", "message": "x"}, "login"),
        ({"code": "rest_login_required", "message": "x", "data": None}, "login"),
        ({"code": "rest_forbidden", "message": "x", "data": {"status": 403}}, "rejected"),
        ({"code": "rest_forbidden", "message": "x"}, "rejected"),
        ({"code": "rest_disabled", "message": "x"}, "rejected"),
        ({"code": "itsec_rest_api_access_restricted", "message": "x", "data": {"status": 403}}, "rejected"),
        ({"code": "rest_no_route", "message": "x", "data": {"status": 404}}, "http-status"),
        ({"code": "rest_post_invalid_page_number", "message": "x", "data": {"status": 400}}, "http-status"),
        ({"code": 401}, "not-a-feed"), ({"data": {"status": []}}, "not-a-feed"), ({}, "not-a-feed"),
    ],
)  # fmt: skip
def test_an_error_of_the_interface_is_named(answer: dict[str, Any], error: str) -> None:
    """An interface that is closed is told apart from a wrong address, and that from JSON that is no feed: an error that
    was sent as a success is an error all the same."""
    assert refused(json.dumps(answer)) == error
