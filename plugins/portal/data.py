"""Everything published, for machines: data lines by month, sitemaps, the list of feeds, the state of the portal.

Each file is one month's or small; nothing here grows with the archive but the two indexes.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from datetime import timedelta
from typing import Any, Final
from urllib.parse import urlsplit
from xml.sax.saxutils import escape, quoteattr
from zoneinfo import ZoneInfo

from plugins.newsroom.model import AGENCY_KINDS, Agency, Feed, Select, Story, moment
from plugins.newsroom.store_rows import when
from plugins.portal.hands import chunks
from plugins.portal.press import Press, Room

READ: Final = 100  # stories that are read at a time
ID: Final = len('{"id": "')  # of a line: where it names its story
_XML = '<?xml version="1.0" encoding="utf-8"?>\n'
_OPML_WORDS = "urn:bakohumas:opml"
FRESH: Final = timedelta(days=2)  # what is news to indexes of news
_SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"


def line(press: Press, story: Story) -> dict[str, Any]:
    """A story's data line. A withdrawn one keeps its line without its text."""
    gone = story.status == "withdrawn"
    return {
        "id": story.id, "url": press.show.absolute(story.path), "title": story.title,
        "summary": "" if gone else story.summary, "html": "" if gone else story.html,
        "text": "" if gone else story.text,
        "published": moment(story.published), "updated": moment(story.updated), "agency": story.agency,
        "also": list(story.also),
        "sources": [
            {"agency": s.agency, "url": s.url, "guid": s.guid, "published": moment(s.published)} for s in story.sources
        ],
        "topics": list(story.topics), "places": list(story.places),
        "pictures": [press.show.absolute(f"/gambar/{p.name}-{p.widths[-1]}.webp") for p in story.pictures
                     if not gone and press.show.there(p.name, p.widths)],
        "status": story.status,
        "history": [{"at": moment(c.at), "what": c.what, "note": c.note} for c in story.history],
    }  # fmt: skip


def _month(press: Press, month: str) -> None:
    """A month's stories, a line each. Lines of stories that were not touched are taken from what stands: a month can
    hold thousands, and an hour changes a few."""
    stands, store = _standing_lines(press, month), press.edition.store
    ids = [row["id"] for row in store.q.month_ids(month=month)]
    missing = [story for story in ids if story not in stands]
    for names in chunks(missing, READ):
        stands |= {story.id: _line(press, story) for story in press.whole(names)}
    press.stage.put(f"data/stories/{month}.jsonl", b"\n".join([*map(stands.__getitem__, ids), b""]))


def _standing_lines(press: Press, month: str) -> dict[str, bytes]:
    """Story → its line in the shard that stands, if that is as it was printed: none of stories that were touched."""
    edition, path = press.edition, f"data/stories/{month}.jsonl"
    known = None if edition.is_anew(("",)) else edition.store.q.output(folder=edition.folder, path=path)
    try:
        shard = (edition.output / path).read_bytes() if known else b""
    except OSError:
        return {}
    if not known or hashlib.sha256(shard).hexdigest() != known["digest"]:
        return {}
    lines = {line[ID : line.index(b'"', ID)].decode(): line for line in shard.split(b"\n")[:-1]}
    return {story: line for story, line in lines.items() if f"story:{story}" not in edition.keys}


def _line(press: Press, story: Story) -> bytes:
    return json.dumps(line(press, story), ensure_ascii=False).encode()


def _sitemap(press: Press, month: str) -> None:
    """The addresses of a month's stories that are not withdrawn."""
    site = escape(press.show.absolute(""))  # in a story's path is nothing to escape
    urls = "".join(
        f"<url><loc>{site}{row['path']}</loc><lastmod>{row['updated']}</lastmod></url>\n"
        for row in press.edition.store.q.month_addresses(month=month)
    )
    press.text(f"sitemap/{month}.xml", f'{_XML}<urlset xmlns="{_SITEMAP}">\n{urls}</urlset>\n')


def _robots(press: Press, _: str) -> None:
    press.text("robots.txt", f"User-agent: *\nAllow: /\nSitemap: {press.show.absolute('/sitemap.xml')}\n")


def _index(press: Press, _: str) -> None:
    edition, show = press.edition, press.show
    shards = [
        {"month": row["month"], "stories": row["stories"], "url": show.absolute(f"/data/stories/{row['month']}.jsonl")}
        for row in edition.store.q.month_counts()
    ]
    agencies = [
        {"slug": a.slug, "name": a.name, "short": a.short, "kind": a.kind, "site": a.site, "closed": a.closed,
         "url": show.absolute(f"/instansi/{a.slug}/")}
        for a in edition.agencies
    ]  # fmt: skip
    network = {"name": edition.network.name, "code": edition.network.code, "timezone": edition.network.timezone}
    press.text("data/index.json", _pretty({"network": network, "stories": shards, "agencies": agencies}))


def _sitemap_index(press: Press, _: str) -> None:
    rows = "".join(
        f"<sitemap><loc>{escape(press.show.absolute('/sitemap/' + row['month'] + '.xml'))}</loc>"
        f"<lastmod>{row['updated']}</lastmod></sitemap>\n"
        for row in press.edition.store.q.month_counts()
    )
    press.text("sitemap.xml", f'{_XML}<sitemapindex xmlns="{_SITEMAP}">\n{rows}</sitemapindex>\n')


def _news_sitemap(press: Press, _: str) -> None:
    """What is no older than two days, as news indexes want it."""
    since = press.edition.now - FRESH
    name = escape(f"Portal {press.edition.network.name}")
    rows = list(press.edition.store.q.stories_since(since=moment(since)))
    if rows:
        press.stale(when(rows[-1]["published"]) + FRESH + timedelta(seconds=1))
    urls = "".join(
        f"<url><loc>{escape(press.show.absolute(row['path']))}</loc><news:news><news:publication><news:name>{name}</news:name>"
        f"<news:language>id</news:language></news:publication><news:publication_date>{row['published']}</news:publication_date>"
        f"<news:title>{escape(row['title'])}</news:title></news:news></url>\n"
        for row in rows
    )
    press.text(
        "sitemap-news.xml",
        f'{_XML}<urlset xmlns="{_SITEMAP}" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">\n{urls}</urlset>\n',
    )


def _opml(press: Press, _: str) -> None:
    """Every open agency and the feeds that it publishes at, for readers, and for portals that import the list.

    What OPML has no words for stands in a namespace of our own: the agency's slug, kind and short name, a feed's mode
    and settings. A portal that imports the list needs no more.
    """
    edition = press.edition
    groups = ""
    for kind, label in AGENCY_KINDS.items():
        rows = "".join(row for a in edition.agencies if a.kind == kind and not a.closed for row in _outlines(a))
        groups += f"<outline text={quoteattr(label)}>\n{rows}</outline>\n" if rows else ""
    title = escape(f"Instansi {edition.network.name}")
    press.text(
        "opml.xml",
        f'{_XML}<opml version="2.0" xmlns:bakohumas="{_OPML_WORDS}"><head><title>{title}</title></head>'
        f"<body>\n{groups}</body></opml>\n",
    )


def _outlines(agency: Agency) -> Iterator[str]:
    """An outline for every feed that has an address; one without, where there is none."""
    about = {"text": agency.name, "title": agency.name}
    own = {"htmlUrl": agency.site, "bakohumas:slug": agency.slug, "bakohumas:kind": agency.kind}
    if agency.short != agency.name:
        own["bakohumas:short"] = agency.short
    feeds = [feed for feed in agency.feeds if not feed.pushed]
    for feed in feeds:
        yield _outline({**about, "type": _type(feed), "xmlUrl": feed.url, **own, **_settings(feed)})
    if not feeds:
        yield _outline({**about, **own})


def _outline(attributes: dict[str, str]) -> str:
    return f"<outline {' '.join(f'{name}={quoteattr(value)}' for name, value in attributes.items() if value)}/>\n"


def _settings(feed: Feed) -> dict[str, str]:
    """What is set for a feed, under the names that agency.toml has for it."""
    said = {"mode": feed.mode, "timezone": feed.timezone, "identity": "" if feed.identity == "auto" else feed.identity}
    said["pages"] = str(feed.pages) if feed.pages > 1 else ""
    for name in Select.__struct_fields__ if feed.select else ():
        said[f"select.{name}"] = getattr(feed.select, name)
    return {f"bakohumas:{name}": value for name, value in said.items()}


def _type(feed: Feed) -> str:
    """What a reader may expect at a feed's address, as far as the address tells; most are RSS or Atom, and readers
    take `rss` for both."""
    told = urlsplit(feed.url)
    if feed.select is not None and feed.select.item:
        return "html"
    if "/wp-json/" in told.path or "rest_route=" in told.query:
        return "wordpress"
    endings = {".ics": "ical", ".json": "json"}
    return next((kind for ending, kind in endings.items() if told.path.lower().endswith(ending)), "rss")


def _status(press: Press, _: str) -> None:
    """The state of the portal, to the day, so that an hour without news changes no file."""
    edition = press.edition
    store, zone = edition.store, ZoneInfo(edition.network.timezone)
    outcomes: dict[str, int] = {}
    configured = {(f.agency, f.url) for a in edition.agencies if not a.closed for f in a.feeds}
    for row in store.q.feed_states():
        if (row["agency"], row["url"]) in configured:
            outcomes[row["outcome"]] = outcomes.get(row["outcome"], 0) + 1
    failing = outcomes.get("failed", 0)
    sources = {"reading": sum(outcomes.values()) - failing, "failing": failing}
    last = store.q.last_finish()
    pulled = when(last).astimezone(zone).date().isoformat() if last else None
    newest = store.q.latest_of_list(list="site")
    press.text(
        "status.json",
        _pretty({"stories": store.q.status_counts(), "sources": sources, "newest": newest, "pulled": pulled}),
    )  # fmt: skip


def _pretty(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def _every_month(press: Press) -> Iterator[str]:
    return (row["month"] for row in press.edition.store.q.months())


ROOMS: Final = (
    Room("Data", _month, "month:", _every_month),
    Room("Peta situs", _sitemap, "month:", _every_month),
    Room("Indeks data", _index),
    Room("Indeks peta situs", _sitemap_index),
    Room("Daftar umpan", _opml),
    Room("Robots", _robots),
    Room("Peta situs berita", _news_sitemap, clock=True),
    Room("Status", _status, clock=True),
)
