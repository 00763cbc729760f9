"""Ten honest feeds, of the kinds and in the wrappings that agencies really use: what must come through whatever the
servers beside them do. Each has three articles that nobody else has."""

from __future__ import annotations

import gzip
import json
from collections.abc import Awaitable, Callable
from html import escape
from typing import Final

from tests.faults import CLOSING, Door, Expect, Visit, chunk, feed, head, item, ok, opening, text, title
from tests.faults._server import Site

ATOM: Final = '<feed xmlns="http://www.w3.org/2005/Atom"><title>Berita</title><id>urn:dinas</id>'
RDF: Final = (
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Berita</title></channel>'
)
THREE: Final = (1, 2, 3)


def _link(visit: Visit, number: int) -> str:
    return f"{visit.origin}/berita/{number}"


async def rss(visit: Visit) -> None:
    await visit.send(ok(feed(visit)))


async def rss_packed(visit: Visit) -> None:
    await visit.send(ok(gzip.compress(feed(visit)), Content_Encoding="gzip", Vary="Accept-Encoding"))


async def rss_in_pieces(visit: Visit) -> None:
    body = feed(visit)
    pieces = [chunk(body[start : start + 300]) for start in range(0, len(body), 300)]
    await visit.send(head(Content_Type="text/xml", Transfer_Encoding="chunked"), *pieces, chunk(b""))


async def rss_old(visit: Visit) -> None:
    doctype = '<!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" "http://my.netscape.com/rss.dtd">'
    prolog = f'<?xml version="1.0" encoding="ISO-8859-1"?>\n{doctype}\n'
    body = (opening(visit, prolog) + "".join(item(visit, n) for n in THREE) + CLOSING).replace('"2.0"', '"0.91"')
    await visit.send(b"HTTP/1.0 200 OK\r\nContent-Type: text/xml\r\n\r\n", body.encode("latin-1"))


async def atom(visit: Visit) -> None:
    entries = "".join(
        f'<entry><id>{_link(visit, n)}</id><title>{escape(title(visit, n))}</title><link href="{_link(visit, n)}"/>'
        f"<updated>2026-11-20T08:0{n}:00+07:00</updated><content>{escape(text(visit, n))}</content></entry>"
        for n in THREE
    )
    await visit.send(ok(f"{ATOM}{entries}</feed>", "application/atom+xml"))


async def rdf(visit: Visit) -> None:
    entries = "".join(
        f'<item rdf:about="{_link(visit, n)}"><title>{escape(title(visit, n))}</title><link>{_link(visit, n)}</link>'
        f"<dc:date>2026-11-20T08:0{n}:00+07:00</dc:date><description>{escape(text(visit, n))}</description></item>"
        for n in THREE
    )
    await visit.send(ok(f"{RDF}{entries}</rdf:RDF>", "application/rdf+xml"))


async def json_feed(visit: Visit) -> None:
    items = [
        {"id": str(n), "url": _link(visit, n), "title": title(visit, n), "content_text": text(visit, n),
         "date_published": f"2026-11-20T08:0{n}:00+07:00"}
        for n in THREE
    ]  # fmt: skip
    told = {"version": "https://jsonfeed.org/version/1.1", "title": "Berita", "items": items}
    await visit.send(ok(json.dumps(told), "application/feed+json"))


async def wordpress(visit: Visit) -> None:
    posts = [
        {"id": n, "link": _link(visit, n), "date_gmt": f"2026-11-20T01:0{n}:00", "guid": {"rendered": f"?p={n}"},
         "title": {"rendered": title(visit, n)}, "content": {"rendered": f"<p>{text(visit, n)}</p>"}}
        for n in THREE
    ]  # fmt: skip
    await visit.send(ok(json.dumps(posts), "application/json; charset=UTF-8"))


PLAYED: Final[tuple[tuple[str, Callable[[Visit], Awaitable[None]], Door], ...]] = (
    ("baik-rss", rss, "http"),
    ("baik-rss-aman", rss, "https"),
    ("baik-gzip", rss_packed, "http"),
    ("baik-gzip-aman", rss_packed, "https"),
    ("baik-potongan", rss_in_pieces, "http"),
    ("baik-rss-lama", rss_old, "http"),
    ("baik-atom", atom, "http"),
    ("baik-rdf", rdf, "http"),
    ("baik-json", json_feed, "http"),
    ("baik-wordpress", wordpress, "https"),
)


def good() -> list[Site]:
    """The ten, ready to be served."""
    expect = Expect(status=200, entries=len(THREE))
    return [Site(name, "An honest feed.", expect, answer, door) for name, answer, door in PLAYED]
