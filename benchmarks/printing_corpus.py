"""The site that the portal printed comes in; what other generators need to print the same pages goes out.

Every page of the site is in it once: what it shows, and in which order. Stories are files with front matter, as these
generators read them; everything else (lists, months, feeds, shards, the small pages) is one table, so that no peer has
to find out by itself what stands where, and all of them make the same set of files.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

Row = dict[str, Any]

_CARD: Final = re.compile(r'<h[234]><a href="(/berita/[^"]+)"')
_MAIN: Final = re.compile(r"<main[^>]*>(.*?)</main>", re.S)
_DAY: Final = re.compile(r'<section class="day">\s*<h2>([^<]*)</h2>(.*?)</section>', re.S)
_PAGER: Final = re.compile(r'<a class="(older|newest)"(?: rel="prev")? href="([^"]+)">([^<]+)</a>')
_PILLS: Final = re.compile(r'<li><a href="(/(?:instansi|topik|wilayah|arsip)/[^"]*)">([^<]*)</a></li>')
_LINK: Final = re.compile(r"<link>([^<]+)</link>")
_HEADING: Final = re.compile(r"<h1[^>]*>(.*?)</h1>", re.S)
_NAV: Final = re.compile(r'<nav class="nav".*?</nav>', re.S)
_FOOT: Final = re.compile(r'<footer class="foot">(.*?)</footer>', re.S)
FEEDS: Final = ("rss.xml", "atom.xml", "feed.json")


def read(output: Path) -> Row:
    """The whole of a printed site: `site`, `stories` by path, `pages`, `feeds`, `shards`, `files` (their paths)."""
    files = sorted(path.relative_to(output).as_posix() for path in output.rglob("*") if path.is_file())
    stories = dict(_stories(output))
    home = (output / "index.html").read_text("utf-8")
    nav = re.findall(r'<li><a href="([^"]+)"[^>]*>([^<]*)</a></li>', _found(_NAV, home))
    pages = [_page(output, path) for path in files if path.endswith(".html") and not path.startswith("berita/")]
    return {
        "site": {
            "name": _found(re.compile(r'<span class="region">([^<]*)'), home), "url": _origin(home),
            "nav": [{"href": href, "label": html.unescape(label)} for href, label in nav],
            "foot": _found(_FOOT, home), "style": _found(re.compile(r'rel="stylesheet" href="([^"]+)"'), home),
            "icon": _found(re.compile(r'rel="icon" href="([^"]+)"'), home),
        },
        "stories": stories, "pages": pages, "feeds": list(_feeds(output, files)),
        "shards": list(_shards(output)), "files": files,
    }  # fmt: skip


def _stories(output: Path) -> Iterator[tuple[str, Row]]:
    for shard in sorted((output / "data" / "stories").glob("*.jsonl")):
        for line in shard.open(encoding="utf-8"):
            said = json.loads(line)
            path = "/berita/" + said["url"].partition("/berita/")[2]
            page = (output / path[1:] / "index.html").read_text("utf-8")
            times = re.findall(r'<time datetime="([^"]+)">([^<]+)</time>', page)
            pills = [{"href": href, "label": html.unescape(label)} for href, label in _PILLS.findall(page)]
            yield path, {
                "id": said["id"], "title": said["title"], "summary": said["summary"], "html": said["html"],
                "text": said["text"],
                "iso": said["published"], "long": times[0][1] if times else "", "short": _short(times),
                "agency": said["agency"], "agency_name": html.unescape(_found(re.compile(r"</svg>([^<]+)</a>"), page)),
                "author": html.unescape(_found(re.compile(r"<span>Penulis: ([^<]*)"), page)),
                "source": said["sources"][0]["url"] or "", "guid": said["sources"][0]["guid"],
                "topics": [p for p in pills if p["href"].startswith("/topik/") and p["href"] != "/topik/"],
                "places": [p for p in pills if p["href"].startswith("/wilayah/") and p["href"] != "/wilayah/"],
                "month": shard.stem,
            }  # fmt: skip


def _short(times: list[tuple[str, str]]) -> str:
    day, month, year = times[0][1].split(",")[0].split(" ") if times else ("", "", "")
    return f"{day} {month[:3]} {year}"


def _page(output: Path, path: str) -> Row:
    text = (output / path).read_text("utf-8")
    main = _found(_MAIN, text)
    kind = _kind(path)
    days = [{"label": html.unescape(label), "stories": _CARD.findall(said)} for label, said in _DAY.findall(main)]
    pager = {name: {"href": href, "label": label} for name, href, label in _PAGER.findall(main)}
    return {
        "path": "/" + path.removesuffix("index.html"), "file": path, "kind": kind,
        "title": html.unescape(_found(re.compile(r"<title>([^<]*)</title>"), text).partition(" · ")[0]),
        "description": html.unescape(_found(re.compile(r'name="description" content="([^"]*)"'), text)),
        "heading": html.unescape(re.sub(r"<[^>]+>", "", _found(_HEADING, text))).strip(),
        "label": html.unescape(_found(re.compile(r'</h1>\s*<p class="kicker">([^<]*)'), main)),
        "stories": _CARD.findall(main) if kind != "plain" else [], "days": days,
        "older": pager.get("older"), "newest": pager.get("newest"),
        "pills": [{"href": href, "label": html.unescape(label)} for href, label in _PILLS.findall(main)],
        "main": main if kind == "plain" else "",
    }  # fmt: skip


def _kind(path: str) -> str:
    for kind, pattern in (
        ("agency", r"instansi/[\w-]+/index\.html"), ("month", r"(?:instansi/[\w-]+|arsip)/\d{4}/\d\d/index\.html"),
        ("list", r"(?:topik|wilayah)/[\w-]+/(?:\d+/)?index\.html"), ("widget", r"w/[\w-]+\.html"),
    ):  # fmt: skip
        if re.fullmatch(pattern, path):
            return kind
    return "plain"


def _feeds(output: Path, files: list[str]) -> Iterator[Row]:
    for path in files:
        if path.endswith("rss.xml"):
            text = (output / path).read_text("utf-8")
            title, *_ = re.findall(r"<title>([^<]*)</title>", text)
            links = [link.partition("/berita/")[2] for link in _LINK.findall(text)[1:]]
            yield {
                "path": "/" + path.removesuffix("rss.xml"), "title": html.unescape(title),
                "stories": [f"/berita/{link}" for link in links],
            }  # fmt: skip


def _shards(output: Path) -> Iterator[Row]:
    for shard in sorted((output / "data" / "stories").glob("*.jsonl")):
        urls = [json.loads(line)["url"].partition("/berita/")[2] for line in shard.open(encoding="utf-8")]
        yield {"month": shard.stem, "stories": [f"/berita/{url}" for url in urls]}


def _origin(home: str) -> str:
    return _found(re.compile(r'rel="canonical" href="([^"]+)"'), home).rstrip("/")


def _found(pattern: re.Pattern[str], text: str) -> str:
    match = pattern.search(text)
    return "" if not match else match[1] if pattern.groups else match[0]
