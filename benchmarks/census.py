"""What a document says, counted without the portal: bytes come in, its entries go out.

feedparser reads the bytes as they are, JSON is taken item by item; nothing of the newsroom is used, since it is the
newsroom that is counted after. Entries are compared with each other by what anyone can see of them.
"""

from __future__ import annotations

import gzip
import html
import io
import json
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

import feedparser

from benchmarks.served import Document

SAME_WORDS: Final = 40  # fewer words than this do not make two entries the same
_ROOT_END: Final = re.compile(rb"</(?:[\w-]+:)?(?:rss|feed|rdf)\s*>", re.I)


@dataclass(frozen=True, slots=True)
class Said:
    """One entry: how its source names it, where it stands, its title and its words without markup."""

    guid: str
    link: str
    title: str
    words: tuple[str, ...]

    @property
    def blank(self) -> bool:
        """Whether it says nothing at all."""
        return not (self.guid or self.link or self.title or self.words)


@dataclass(frozen=True, slots=True)
class Census:
    """`feed` is False where the document is none; `whole` where its last element is closed."""

    entries: tuple[Said, ...]
    feed: bool
    whole: bool


def take(doc: Document) -> Census:
    """Read one document."""
    body = gzip.decompress(doc.body) if doc.packed else doc.body
    if doc.name.endswith(".json"):
        items = json.loads(body)["items"]
        return Census(tuple(map(_item, items)), True, True)
    parsed = feedparser.parse(io.BytesIO(body))
    entries = tuple(map(_entry, parsed.entries))
    return Census(entries, bool(parsed.version or entries), bool(_ROOT_END.search(body)))


def _entry(entry: dict[str, Any]) -> Said:
    texts = [str(c.get("value", "")) for c in dict.get(entry, "content") or []]
    longest = max([*texts, _text(entry, "summary")], key=len)
    return Said(_text(entry, "id"), _text(entry, "link"), plain(_text(entry, "title")), words(longest))


def _item(item: dict[str, Any]) -> Said:
    text = _text(item, "content_html") or _text(item, "content_text") or _text(item, "summary")
    return Said(str(item.get("id") or ""), _text(item, "url"), _text(item, "title"), words(text))


def _text(values: dict[str, Any], key: str) -> str:
    # dict.get: feedparser's own answers some keys with the value of others
    value = dict.get(values, key)
    return value if isinstance(value, str) else ""


def plain(markup: str) -> str:
    """A title on one line, without markup."""
    return " ".join(html.unescape(re.sub(r"<[^<>]*>", "", markup)).split())


def words(markup: str) -> tuple[str, ...]:
    """The words of a text, whatever stands around them."""
    return tuple(re.findall(r"[^\W_]+", html.unescape(re.sub(r"<[^<>]*>", " ", markup)).casefold()))


def marks(entries: Iterable[Said]) -> set[object]:
    """By what an entry of another document can be seen to be the same as one of these: an address that only one of
    them has, or a text of some length."""
    listed = list(entries)
    links = Counter(e.link for e in listed)
    return {e.link for e in listed if e.link and links[e.link] == 1} | {
        e.words for e in listed if len(e.words) >= SAME_WORDS
    }


def repeats(entries: Iterable[Said]) -> int:
    """How many entries a document says again: the same name, or the same title with the same address or words."""
    seen: set[object] = set()
    again = 0
    for e in entries:
        here: set[object] = {("name", e.guid)} if e.guid else {(e.title, e.words), (e.title, e.link, bool(e.link))}
        again += bool(here & seen)
        seen |= here
    return again
