"""Plain text: one line from markup, web addresses, summaries, and the fingerprint by which texts are compared.

Pure functions over strings; what is HTML is `clean`'s, this room only takes it away.
"""

from __future__ import annotations

import hashlib
import html
import re
import unicodedata
from typing import Final
from urllib.parse import urljoin, urlsplit

SUMMARY: Final = 240
SAME_TEXT_WORDS: Final = 40  # fewer words than this do not make two stories the same

_DATELINE: Final = re.compile(
    r"^(?:[A-Z][A-Z.'’ -]{2,40}(?:\([\w .]+\)\s*)?(?:,\s*[\w .-]{2,30})?"
    r"|[A-Z][\w'’ ]{2,30},\s*[A-Z][\w .-]{2,30})\s*[–—-]+\s*(?=\S)"
)
_DESK_CODE: Final = re.compile(r"\s*\((?:\*+|[a-z]{2,6}(?:/[\w-]{1,10})?|rls|rilis|hms|humas|adv)\)\s*$", re.I)
_SENTENCE_END: Final = re.compile(r"(?<=[.!?])[\"”’')]*\s+(?=[\"“‘(]*[A-Z0-9])")
UNSEEN: Final = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069"
    "\ud800-\udfff\ufeff\ufff9-\ufffd]"
)


def plain(markup: str) -> str:
    """One line of plain text: no markup, no entities (however often escaped), no invisible characters."""
    text = markup
    for _ in range(3):
        if "<" in text:
            text = re.sub(r"<(?:/?[a-zA-Z!][^<>]*)>", " ", text)
        unescaped = html.unescape(text)
        if unescaped == text:
            break
        text = unescaped
    return " ".join(UNSEEN.sub("", text.replace("\xa0", " ")).split())


def web_link(address: str, base: str) -> str:
    """An absolute http(s) address with a host, resolved against `base`; "" for everything else."""
    cleaned = UNSEEN.sub("", address).strip()
    try:
        absolute = urljoin(base, cleaned)
        parts = urlsplit(absolute)
        usable = parts.scheme in ("http", "https") and bool(parts.hostname) and "@" not in parts.netloc
        parts.port  # noqa: B018  raises ValueError on nonsense
    except ValueError:
        return ""
    if not usable or "\\" in absolute or any(c.isspace() for c in absolute):
        return ""
    return absolute[:2000].replace('"', "%22").replace("<", "%3C").replace(">", "%3E")


def summarise(text: str) -> str:
    """The first sentences that fit in about 240 characters, without dateline, cut at a sentence or a word."""
    flat = _DESK_CODE.sub("", _DATELINE.sub("", " ".join(text.split())))
    taken = ""
    for sentence in _SENTENCE_END.split(flat[: 4 * SUMMARY]):
        if taken and len(taken) + len(sentence) + 1 > SUMMARY:
            break
        taken = f"{taken} {sentence}".strip()
    if len(taken) <= SUMMARY + 60:
        return taken
    return taken[:SUMMARY].rsplit(" ", 1)[0].rstrip(",;:–—- ") + " …"


def fingerprint(text: str) -> str:
    """The same for the same words, whatever the markup, quotes, dashes and capitals; "" for short texts."""
    words = re.findall(r"[^\W_]+", unicodedata.normalize("NFKC", text).casefold())
    if len(words) < SAME_TEXT_WORDS:
        return ""
    return hashlib.sha256(" ".join(words).encode("utf-8", "replace")).hexdigest()[:32]


def first_words(text: str) -> str:
    return " ".join(text.split()[:12])
