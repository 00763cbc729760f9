"""Where the portal counts differently from feedparser, and why: the table that the full pull is held against.

A document agrees where it was read to its end, feedparser takes it for a feed too, and both find as many entries.
Every other document needs the first line of the table that fits it. A line looks at the document itself, with means
of its own, and says how many entries must have been filed; it never believes what it explains.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final, NamedTuple

from tests.corpora.documents import Count, Document

_ROOT_END: Final = re.compile(r"</(?:[\w-]+:)?(?:rss|feed|rdf)\s*>", re.I)
_ENTRY: Final = re.compile(r"<(?:[\w-]+:)?(?:item|entry)(?=[\s>])", re.I)
_ENTRY_END: Final = re.compile(r"</(?:[\w-]+:)?(?:item|entry)\s*>", re.I)
_REPLY: Final = re.compile(r"<(?:[\w-]+:)?in-reply-to\s")
_PROLOG: Final = re.compile(r"\s+|<!--.*?-->|<\?.*?\?>|<!doctype[^\[>]*(?:\[.*?\]\s*)?>", re.S | re.I)
_ELEMENT: Final = re.compile(r"<(?:[\w-]+:)?([\w-]+)")


@dataclass(frozen=True)
class Case:
    """One document, what feedparser counts in it, and the row of the pull's report that tells of it."""

    document: Document
    said: Count
    row: Mapping[str, Any]

    @property
    def agrees(self) -> bool:
        read = self.row["outcome"] in ("changed", "unchanged")
        return read and self.said.feed and self.entries == self.said.entries

    @property
    def entries(self) -> int:
        """How many entries the portal found."""
        return int(self.row["entries"])

    @property
    def error(self) -> str:
        """The identifier of the failure; "" where the document was read."""
        return str(self.row["error"] or "").partition(":")[0]

    @cached_property
    def text(self) -> str:
        return self.document.body.decode("utf-8-sig", "replace")

    @cached_property
    def root(self) -> str:
        """The name of the first element, in lower case and without a prefix; "" where no element comes first."""
        at = 0
        while passed := _PROLOG.match(self.text, at):
            at = passed.end()
        first = _ELEMENT.match(self.text, at)
        return first[1].lower() if first else ""

    def __str__(self) -> str:
        row = f"{self.row['outcome']}, {self.entries} entries, {self.row['error']}"
        return f"{self.document.name}: feedparser {self.said.entries} entries, feed {self.said.feed}; portal {row}"


class Difference(NamedTuple):
    """`fits` checks the explanation on the document; `documents` is how many it explains."""

    name: str
    says: str
    fits: Callable[[Case], bool]
    documents: int


# --- how a line is checked -----------------------------------------------------------------------


def _json(case: Case) -> Any:
    try:
        return json.loads(case.text)
    except ValueError:
        return None


def json_feed(case: Case) -> bool:
    told = _json(case)
    if not isinstance(told, dict) or "jsonfeed.org" not in str(told.get("version")):
        return False
    return not case.error and case.said.entries == 0 and case.entries == len(told["items"])


def other_json(case: Case) -> bool:
    told = _json(case)
    return isinstance(told, dict) and "items" not in told and refused(case)


def refused(case: Case) -> bool:
    """Told as no feed, and feedparser finds no entry either."""
    return case.error == "not-a-feed" and case.entries == case.said.entries == 0


def nothing(case: Case) -> bool:
    return not case.document.body and case.error == "empty" and case.entries == 0


def comment_alone(case: Case) -> bool:
    return not case.root and not re.sub(r"<!--.*?-->", "", case.text, flags=re.S).strip() and refused(case)


def cut_after_entries(case: Case) -> bool:
    whole = len(_ENTRY_END.findall(case.text))
    return _cut(case) and case.entries == whole == case.said.entries


def cut_inside_an_entry(case: Case) -> bool:
    begun, whole = len(_ENTRY.findall(case.text)), len(_ENTRY_END.findall(case.text))
    return _cut(case) and case.entries == whole == begun - 1 and case.said.entries == begun


def _cut(case: Case) -> bool:
    return case.error == "truncated" and case.root in ("rss", "feed", "rdf") and not _ROOT_END.search(case.text)


def page(case: Case) -> bool:
    return case.root in ("html", "head", "body", "div", "p", "img") and refused(case)


def other_vocabulary(case: Case) -> bool:
    return case.root in ("opml", "catalog", "note", "configuration") and refused(case)


def empty_rdf(case: Case) -> bool:
    return case.root == "rdf" and not _ENTRY.search(case.text) and _unnamed(case)


def empty_cdf(case: Case) -> bool:
    return case.root == "channel" and not _ENTRY.search(case.text) and _unnamed(case)


def _unnamed(case: Case) -> bool:
    """Read as a feed without entries, which feedparser does not take for one."""
    return not case.error and not case.said.feed and case.entries == 0


def comments(case: Case) -> bool:
    """Told as comments, and each of its entries says to what it replies (RFC 4685)."""
    return case.error == "comments" and case.entries == 0 and len(_REPLY.findall(case.text)) == case.said.entries


def page_doctype(case: Case) -> bool:
    return case.root == "rss" and "<!DOCTYPE html" in case.text and refused(case)


# --- the table -----------------------------------------------------------------------------------

DIFFERENCES: Final = (
    Difference("JSON Feed", "feedparser reads none; every object of its items is an entry", json_feed, 11),
    Difference("other JSON", "a settings file: told as no feed", other_json, 1),
    Difference("nothing", "an empty body, told as such", nothing, 1),
    Difference("a comment alone", "no element at all: told as no feed", comment_alone, 1),
    Difference(
        "cut short", "the root is never closed: told as cut short, and what arrived whole is filed",
        cut_after_entries, 18,
    ),
    Difference(
        "cut inside an entry", "feedparser counts the half entry, the portal files only what arrived whole",
        cut_inside_an_entry, 1,
    ),
    Difference("a page", "HTML or a piece of it: told as no feed", page, 8),
    Difference("another vocabulary", "XML of other programs: told as no feed", other_vocabulary, 11),
    Difference("an empty RDF", "read, without entries; feedparser has no name for it", empty_rdf, 1),
    Difference("an empty CDF", "read, without entries; feedparser knows CDF by its items alone", empty_cdf, 7),
    Difference("comments", "what readers said, not what the agency published: refused by name", comments, 1),
    Difference("the DOCTYPE of a page", "and a comment before an RSS root: taken for a page", page_doctype, 1),
)  # fmt: skip


def explanation(case: Case) -> str:
    """The name of the first line that fits; "" where none does."""
    return next((line.name for line in DIFFERENCES if line.fits(case)), "")
