"""What every reader of `parse` gives back, and the text that it is given. Bytes come in as text, nothing else goes out.

A part of `parse` that imports no sibling: `Reading` and `Unreadable` are its answers, `decode` says in which alphabet
a body is written, `first_element` what kind of XML it is.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from plugins.newsroom.model import Entry

ENTRIES: Final = 2000
"""How many entries of one body are read; real feeds list ten to fifty."""
NAME: Final = 300
"""How much is kept of what a source calls itself, or of what made it."""

_XML_ENCODING: Final = re.compile(rb"""<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]{1,40})["']""")
_CHARSET: Final = re.compile(r"""charset\s*=\s*["']?([\w.:-]{1,40})""", re.I)
# Labels that are believed where the text is not UTF-8. Latin 1 is none of them: it always means windows-1252
# (WHATWG Encoding), and Python knows codecs that no document is written in.
_BELIEVED: Final = re.compile(
    r"(?:windows-|cp)\d{3,4}|iso-?8859-(?:[2-9]|1\d)|utf-16(?:le|be)?|koi8-[ru]|big5|gbk|gb2312|shift_jis|euc-(?:jp|kr)",
    re.I,
)  # fmt: skip
_WIDE: Final = (  # how a document begins → what its characters are written in; the longer beginnings first
    (b"\xff\xfe\x00\x00", "utf-32"), (b"\x00\x00\xfe\xff", "utf-32"),
    (b"<\x00\x00\x00", "utf-32-le"), (b"\x00\x00\x00<", "utf-32-be"),
    (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"),
    (b"<\x00?\x00", "utf-16-le"), (b"<\x00r\x00", "utf-16-le"),
    (b"\x00<\x00?", "utf-16-be"), (b"\x00<\x00r", "utf-16-be"),
)  # fmt: skip
_OPENING: Final = re.compile(r"<!--|<([A-Za-z][\w:.-]*)[^<>]*>")


@dataclass(frozen=True, slots=True)
class Reading:
    """What a body says. `whole` is False where it stopped before its end: then only entries that arrived
    whole are here, and nothing may be concluded from what is missing."""

    dialect: str  # rss, atom, rdf, cdf, json-feed, wordpress-rest, youtube, ical, list, sitemap, sitemap-index
    entries: tuple[Entry, ...]
    whole: bool = True
    ttl: int = 0  # seconds for which it says that it stays good (RSS `ttl`)
    more: tuple[str, ...] = ()  # addresses of what belongs to it: a list's next page, the parts of a sitemap
    title: str = ""  # what it calls itself
    generator: str = ""  # what made it
    cut: bool = False  # it lists more than ENTRIES; the newest are here, and it is not `whole`


@dataclass(frozen=True, slots=True)
class Unreadable:
    """Not a feed. `error` is a key of `outcomes.FAILURES`."""

    error: str
    detail: str = ""


def decode(body: bytes, content_type: str = "") -> str:
    """Bytes → text. UTF-8 where it is UTF-8, whatever the label says: text in another encoding that happens
    to be valid UTF-8 does not occur, mislabelled text does daily. UTF-16 and 32 by how they begin; then the
    label, windows-1252."""
    for beginning, codec in _WIDE:
        if body.startswith(beginning):
            return body.decode(codec, "replace")
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        cut = error.end - error.start > 1 or error.end == len(body)
    text = body.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    if cut or sum(1 for c in text if c > "\x7f") > 2 * broken:
        return text  # a multi-byte character cut in half by a CMS does not make the rest windows-1252
    declared = _XML_ENCODING.search(body[:1024])
    named = _CHARSET.search(content_type)
    for label in (declared and declared[1].decode("ascii"), named and named[1]):
        if label and _BELIEVED.fullmatch(label):
            try:
                return body.decode(label)
            except (LookupError, UnicodeError):
                continue
    return body.decode("cp1252", "replace")


def first_element(text: str) -> re.Match[str] | None:
    """The opening tag that a document begins with, behind its prolog and comments; group 1 is its name."""
    position = 0
    while found := _OPENING.search(text, position):
        if found[0] != "<!--":
            return found
        position = text.find("-->", found.end())
        if position < 0:
            return None
    return None


def name_of(value: object) -> str:
    """What a source calls itself, on one line and of a bounded length."""
    return " ".join(str(value)[: 4 * NAME].split())[:NAME] if isinstance(value, str) else ""
