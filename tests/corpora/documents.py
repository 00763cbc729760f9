"""The corpora's feeds as documents: files come in, what is served of each and what feedparser counts in it go out.

Nothing of the newsroom is used here, since it is the newsroom that is counted after.
"""

from __future__ import annotations

import gzip
import io
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import feedparser

TYPES: Final = {
    ".atom": "application/atom+xml",
    ".json": "application/feed+json",
    ".rss": "application/rss+xml",
    ".xml": "application/xml",
}
_STATED: Final = re.compile(r"^[ \t]*Header:[ \t]*([\w-]+):[ \t]*(\S[^\r\n]*?)[ \t]*\r?$", re.M)


@dataclass(frozen=True, slots=True)
class Document:
    """One file. `name` is its path below corpora/feeds; `headers` are what it is served with, by lower-case name."""

    name: str
    stored: bytes
    headers: Mapping[str, str]

    @property
    def packed(self) -> bool:
        """Whether it was stored as it went over the wire, compressed."""
        return self.stored[:2] == b"\x1f\x8b"

    @property
    def body(self) -> bytes:
        """What whoever asks for it reads in the end."""
        return gzip.decompress(self.stored) if self.packed else self.stored


@dataclass(frozen=True, slots=True)
class Count:
    """What feedparser finds: how many entries, and whether it takes the document for a feed at all."""

    entries: int
    feed: bool


def documents(corpora: Path) -> list[Document]:
    """Every document of corpora/feeds, by name; licences are none."""
    folder = corpora / "feeds"
    found: list[Document] = []
    for path in sorted(p for p in folder.rglob("*") if p.is_file() and p.name != "LICENSE"):
        body = path.read_bytes()
        found.append(Document(path.relative_to(folder).as_posix(), body, _headers(path, body)))
    return found


def _headers(path: Path, body: bytes) -> dict[str, str]:
    """The type that the name suggests, and what the document states of itself in its first comment (so do feedparser's
    own cases)."""
    comment = body.partition(b"<!--")[2].partition(b"-->")[0].decode("latin-1")
    stated = {name.lower(): value for name, value in _STATED.findall(comment)}
    return {"content-type": TYPES[path.suffix], **stated}


def count(document: Document) -> Count:
    """feedparser's own count, from the same bytes and the same headers."""
    body = document.body
    if not body.strip():
        return Count(0, False)  # feedparser's answer to nothing has no `version`
    parsed: Any = feedparser.parse(io.BytesIO(body), response_headers=dict(document.headers))
    return Count(len(parsed.entries), bool(parsed.entries or parsed.version))
