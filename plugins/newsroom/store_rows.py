"""Values of the house ↔ the columns that hold them. A part of `store`: no SQL, no connection.

Moments are RFC 3339 text in UTC, which sorts; lists and small tables are JSON, the same value always the same text.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any, Final

import msgspec
from msgspec.structs import asdict, replace

from plugins.newsroom.model import NO_HTML, Agency, Article, Change, Picture, PictureRef, Source, Story, moment
from plugins.newsroom.store_queries import Row


def when(text: str) -> datetime:
    """RFC 3339 as the store writes it → aware datetime in UTC."""
    return datetime.fromisoformat(text).astimezone(UTC)


def agency_config(agency: Agency) -> str:
    """An agency as JSON: the last good configuration."""
    values = asdict(agency)
    del values["closed"]
    return as_json(values)


def agency_from(config: str, *, closed: bool) -> Agency:
    """The reverse of `agency_config`; fields of another version are passed over."""
    agency = msgspec.json.decode(config, type=Agency)
    return replace(agency, closed=True) if closed else agency


def as_json(value: object) -> str:
    """JSON as columns hold it: the same value is the same text."""
    return msgspec.json.encode(value, order="deterministic").decode()


def as_told(value: object) -> str:
    """JSON in the order in which its fields were named."""
    return msgspec.json.encode(value).decode()


def in_lines(text: str) -> str:
    """The same JSON, laid out for people."""
    return msgspec.json.format(text, indent=1) + "\n"


def pictures_json(pictures: Iterable[PictureRef]) -> str:
    return as_json([[p.url, p.alt, p.credit] for p in pictures])


def pictures_from(text: str) -> tuple[PictureRef, ...]:
    return tuple(PictureRef(*row) for row in json.loads(text))


_UNSEEN: Final = frozenset({"feed", "key", "guid", "flags", "agency", "raw", "source_date"})
"""Columns of an article that no reader sees; its date is compared as it is published."""


def article_values(article: Article, *, mode: str, topics: tuple[str, ...], places: tuple[str, ...]) -> dict[str, Any]:
    """The columns of an article that come from the article itself; `digest` is of all that a reader sees."""
    values: dict[str, Any] = {
        name: getattr(article, name)
        for name in ("agency", "feed", "key", "guid", "url", "canonical", "title", "summary", "html", "text",
                     "author", "origin", "kind", "raw", "fingerprint", "dateline")
    }  # fmt: skip
    values |= {
        "mode": mode,
        "labels": as_json(article.labels),
        "tags": as_json(article.tags),
        "flags": as_json(article.flags),
        "topics": as_json(topics),
        "places": as_json(places),
        "fields": as_json(article.fields),
        "pictures": pictures_json(article.pictures),
        "source_date": moment(article.source_date) if article.source_date else None,
    }
    seen = "\0".join(v for k, v in sorted(values.items()) if k not in _UNSEEN)
    values["digest"] = hashlib.sha256(seen.encode("utf-8", "surrogatepass")).hexdigest()[:32]
    return values


def story_data(story: Story) -> str:
    """The JSON of a story's row: everything but its words."""
    return as_json(
        {
            "also": story.also,
            "sources": [[s.agency, s.url, s.guid, moment(s.published)] for s in story.sources],
            "topics": story.topics,
            "places": story.places,
            "pictures": [[p.name, p.width, p.height, p.widths, p.alt, p.credit] for p in story.pictures],
            "fields": story.fields,
            "related": story.related,
            "merged": story.merged,
        }
    )


def story_from(row: Row, history: Iterable[Row] = ()) -> Story:
    """A row of `story`, alone (then without words) or joined with its leading article."""
    data, words = json.loads(row["data"]), "html" in row
    return Story(
        id=row["id"], path=row["path"], month=row["month"], title=row["title"], summary=row["summary"],
        html=row["html"] if words else NO_HTML, text=row["text"] if words else "",
        kind=row["kind"], status=row["status"],
        published=when(row["published"]), updated=when(row["updated"]), first_seen=when(row["first_seen"]),
        agency=row["agency"], also=tuple(data["also"]),
        sources=tuple(Source(a, url, guid, when(at)) for a, url, guid, at in data["sources"]),
        topics=tuple(data["topics"]), places=tuple(data["places"]),
        pictures=tuple(Picture(n, w, h, tuple(ws), alt, credit) for n, w, h, ws, alt, credit in data["pictures"]),
        history=tuple(Change(when(h["at"]), h["what"], h["note"]) for h in history),
        author=row["author"] if words else "", mode=row["mode"] if words else "full", fields=data["fields"],
        related=tuple(data.get("related", ())), merged=data.get("merged", ""),
    )  # fmt: skip
