"""RSS 2.0, Atom and JSON Feed for the site and for every agency, topic and place: the newest stories, whole.

Written directly, without a feed library: escaping two characters is all there is to it, and these files change
with every new story.
"""

from __future__ import annotations

import json
from email.utils import format_datetime
from functools import partial
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from plugins.newsroom.model import TOPICS, Story, moment
from plugins.portal.press import Press, Room

Around = tuple[str, bytes, str]  # what stands before, between and behind the items of a feed

FILES: Final = ("rss.xml", "atom.xml", "feed.json")
NEWEST: Final = 20
SPARE: Final = 3  # times as many items as the feeds can hold, from which on those that none holds are dropped
NOTHING_YET: Final = "2000-01-01T00:00:00Z"


def _print(press: Press, key: str, folder: str, title: str) -> None:
    """The three feeds of one list, which is all the newest of it."""
    makers = ((_rss_item, _rss), (_atom_entry, _atom), (_json_item, _json))
    for file, (item, around) in zip(FILES, makers, strict=True):
        rows = press.fragments.kept(file, "", key, NEWEST)
        items = [row["body"] for row in press.fragments.filled(file, "", rows, partial(item, press))]
        head, between, foot = around(press, folder, title, items)
        whole = b"".join((head.encode(), between.join(items), foot.encode()))  # items are kept as they are written
        press.stage.put(f"{folder[1:]}{file}", whole)


def _site(press: Press, _: str) -> None:
    _print(press, "site", "/", _name(press))
    lists = 1 + len(press.show.agencies) + len(TOPICS) + len(press.show.places)
    if press.fragments.count(FILES[0]) > SPARE * NEWEST * lists:
        for story in press.fragments.fed_no_more(FILES[0], NEWEST):
            press.fragments.forget(story, *FILES)


def _agency(press: Press, slug: str) -> None:
    if agency := press.show.agencies.get(slug):
        _print(press, f"agency:{slug}", f"/instansi/{slug}/", f"{agency.name}, {_name(press)}")


def _topic(press: Press, slug: str) -> None:
    if slug in TOPICS:
        _print(press, f"topic:{slug}", f"/topik/{slug}/", f"{TOPICS[slug]}, {_name(press)}")


def _place(press: Press, slug: str) -> None:
    if slug in press.show.places:
        _print(press, f"place:{slug}", f"/wilayah/{slug}/", f"{press.show.place(slug).label}, {_name(press)}")


def _name(press: Press) -> str:
    return f"Portal {press.edition.network.name}"


def _rss_item(press: Press, s: Story) -> bytes:
    show = press.show
    return (
        f"<item><title>{escape(s.title)}</title><link>{escape(show.absolute(s.path))}</link>"
        f'<guid isPermaLink="false">{_tag(press, s)}</guid><pubDate>{format_datetime(s.published)}</pubDate>'
        f"<dc:creator>{escape(show.agency(s.agency).name)}</dc:creator>"
        f"<description>{escape(s.summary)}</description><content:encoded>{escape(s.html)}</content:encoded></item>\n"
    ).encode()


def _rss(press: Press, folder: str, title: str, _: list[bytes]) -> Around:
    show = press.show
    head = (
        '<?xml version="1.0" encoding="utf-8"?>\n<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/">\n'
        f"<channel><title>{escape(title)}</title><link>{escape(show.absolute(folder))}</link>"
        f'<atom:link rel="self" type="application/rss+xml" href={quoteattr(show.absolute(folder + "rss.xml"))}/>'
        f"<description>{escape(title)}</description><language>id</language>\n"
    )
    return head, b"", "</channel></rss>\n"


def _atom_entry(press: Press, s: Story) -> bytes:
    """Begins with when the story was updated, for the feed as a whole is as new as its newest entry."""
    show = press.show
    return (
        f"<entry><updated>{moment(s.updated)}</updated><title>{escape(s.title)}</title>"
        f"<link href={quoteattr(show.absolute(s.path))}/><id>{_tag(press, s)}</id>"
        f"<published>{moment(s.published)}</published>"
        f"<author><name>{escape(show.agency(s.agency).name)}</name></author><summary>{escape(s.summary)}</summary>"
        f'<content type="html">{escape(s.html)}</content></entry>\n'
    ).encode()


def _atom(press: Press, folder: str, title: str, entries: list[bytes]) -> Around:
    show = press.show
    start = len("<entry><updated>")
    updated = max((entry[start : start + len(NOTHING_YET)].decode() for entry in entries), default=NOTHING_YET)
    head = (
        '<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="id">'
        f"<title>{escape(title)}</title><id>{escape(_tag_of(press, folder))}</id><updated>{updated}</updated>"
        f"<link href={quoteattr(show.absolute(folder))}/>"
        f'<link rel="self" href={quoteattr(show.absolute(folder + "atom.xml"))}/>\n'
    )
    return head, b"", "</feed>\n"


def _json_item(press: Press, s: Story) -> bytes:
    show = press.show
    said = json.dumps(
        {
            "id": _tag(press, s), "url": show.absolute(s.path), "title": s.title, "summary": s.summary,
            "content_html": s.html, "date_published": moment(s.published), "date_modified": moment(s.updated),
            "authors": [{"name": show.agency(s.agency).name}], "tags": [TOPICS.get(t, t) for t in s.topics],
            "language": "id",
        },
        ensure_ascii=False,
    )  # fmt: skip
    return said.encode()


def _json(press: Press, folder: str, title: str, _: list[bytes]) -> Around:
    show = press.show
    about = {
        "version": "https://jsonfeed.org/version/1.1", "title": title, "home_page_url": show.absolute(folder),
        "feed_url": show.absolute(f"{folder}feed.json"), "language": "id",
    }  # fmt: skip
    head = json.dumps(about, ensure_ascii=False).removesuffix("}")
    return f'{head}, "items": [\n', b",\n", "\n]}\n"


def _tag(press: Press, story: Story) -> str:
    """A story's identity in feeds: it does not change with the site's address."""
    return _tag_of(press, f"/berita/{story.id}")


def _tag_of(press: Press, what: str) -> str:
    code = press.edition.network.code or "00"
    return f"tag:bakohumas.portal,2026:{escape(code)}:{what}"


ROOMS: Final = (
    Room("Umpan situs", _site, "list:site"),
    Room("Umpan instansi", _agency, "list:agency:", lambda press: sorted(press.show.agencies)),
    Room("Umpan topik", _topic, "list:topic:", lambda _: tuple(TOPICS)),
    Room("Umpan wilayah", _place, "list:place:", lambda press: tuple(press.show.places)),
)
