"""What every reader of `parse` gives back, and the text that it is given. Bytes come in as text, nothing else goes out.

A part of `parse` that imports no sibling: `Reading` and `Unreadable` are its answers, `decode` says in which alphabet
a body is written, `first_element` what kind of XML it is.
"""

from __future__ import annotations

import re
from typing import Final

from msgspec import Struct

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
_SHIFTED: Final = (  # labels of what is written in plain ASCII → the sign behind which it means something else
    (re.compile(r".*utf-?7(?:-imap)?", re.I), b"+"), (re.compile(r"hz(?:-gb-2312)?", re.I), b"~{"),
    (re.compile(r"(?:cs)?iso-?2022.*", re.I), b"\x1b"),
)  # fmt: skip
_WIDE: Final = (  # how a document begins → what its characters are written in; the longer beginnings first
    (b"\xff\xfe\x00\x00", "utf-32"), (b"\x00\x00\xfe\xff", "utf-32"),
    (b"<\x00\x00\x00", "utf-32-le"), (b"\x00\x00\x00<", "utf-32-be"),
    (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"),
    (b"<\x00?\x00", "utf-16-le"), (b"<\x00r\x00", "utf-16-le"),
    (b"\x00<\x00?", "utf-16-be"), (b"\x00<\x00r", "utf-16-be"),
)  # fmt: skip
STRAYS: Final = 5000
"""Places of a body that are no UTF-8, up to which each is looked at; of more it is not a few that strayed."""
_RUN: Final = 4  # bytes beside one another
_ESCAPED: Final = re.compile("[\udc80-\udcff]+")
_BEGINNINGS: Final = frozenset("\udc80\udcc2\udcc3\udce2\udcef\udcf0")  # in windows-1252 € Â Ã â ï ð
_SIGNS: Final = frozenset("‚„…‘’“”•–—™\xa0§©«®°±²³´·¹º»¼½¾×")
_OPENING: Final = re.compile(r"<!--|<([A-Za-z][\w:.-]*)[^<>]*>")


class Reading(Struct, frozen=True):
    """What a body says. `whole` is False where not all of it is here: it stopped before its end, and only entries that
    arrived whole are read; or it was `cut`. Then nothing may be concluded from what is missing."""

    dialect: str  # rss, atom, rdf, cdf, json-feed, wordpress-rest, youtube, ical, list, sitemap, sitemap-index
    entries: tuple[Entry, ...]
    whole: bool = True
    ttl: int = 0  # seconds for which it says that it stays good (RSS `ttl`)
    more: tuple[str, ...] = ()  # addresses of what belongs to it: a list's next page, the parts of a sitemap
    title: str = ""  # what it calls itself
    generator: str = ""  # what made it
    withheld: tuple[str, ...] = ()  # names of what is listed and is for those alone who know a password
    cut: bool = False  # it came to its end and lists more than is read: the newest are here, of a calendar the nearest


class Unreadable(Struct, frozen=True):
    """Not a feed. `error` is a key of `outcomes.FAILURES`."""

    error: str
    detail: str = ""


def decode(body: bytes, content_type: str = "") -> str:
    """Bytes → text. UTF-8 where it is UTF-8, whatever the label says: text in another encoding that happens
    to be valid UTF-8 does not occur, mislabelled text does daily. UTF-16 and 32 by how they begin; then the
    label, windows-1252. Within UTF-8 single bytes of windows-1252 are read as such: see `_stray`."""
    for beginning, codec in _WIDE:
        if body.startswith(beginning):
            return body.decode(codec, "replace")
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        cut = error.end - error.start > 1 or error.end == len(body)
    text = body.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    written = len(text) - len(text.encode("ascii", "ignore"))
    told = broken
    if broken <= STRAYS:
        text, told = _mended(body)
    if cut or written > 2 * broken:
        return text  # a multi-byte character cut in half by a CMS does not make the rest windows-1252
    for label in _labels(body, content_type):
        if _BELIEVED.fullmatch(label):
            try:
                return body.decode(label)
            except (LookupError, UnicodeError):
                continue
    return body.decode("cp1252", "replace") if told else text


def shifted(body: bytes, content_type: str = "") -> str:
    """The label of a body that says it is UTF-7, or another alphabet of seven bits, and makes use of it; else "". No
    honest site writes so: read as what it looks like, it would be printed as rubbish."""
    labels = _labels(body, content_type) if body.isascii() else []
    return next((label for label in labels for name, sign in _SHIFTED if name.fullmatch(label) and sign in body), "")


def _labels(body: bytes, content_type: str) -> list[str]:
    """What a body says that it is written in, then what its server says."""
    declared, named = _XML_ENCODING.search(body[:1024]), _CHARSET.search(content_type)
    return [*([declared[1].decode("ascii")] if declared else []), *([named[1]] if named else [])]


def _mended(body: bytes) -> tuple[str, int]:
    """UTF-8 in which stray bytes are read as windows-1252 and all others are U+FFFD; and how many of these places may
    well be windows-1252, for they are not left of a character that was cut."""
    text, told = body.decode("utf-8", "surrogateescape"), 0

    def read(found: re.Match[str]) -> str:
        nonlocal told
        escaped = found[0]
        letters = _stray(escaped, text[max(0, found.start() - 1) : found.start()], text[found.end() : found.end() + 1])
        told += bool(letters) or (len(escaped) == 1 and escaped not in _BEGINNINGS)
        return letters or "\ufffd"

    return _ESCAPED.sub(read, text), told


def _stray(escaped: str, before: str, after: str) -> str:
    """What bytes within UTF-8 mean that are none, as windows-1252; "" where they may be left of a character that was
    cut. `before` and `after` are the characters beside them.

    Signs are believed in any company, letters beside plain letters. Not those with which the characters begin that
    Indonesian texts have in UTF-8 (quotation marks, accents, emoji), unless they stand within a word and in its case.
    """
    letters = escaped[:_RUN].encode("utf-8", "surrogateescape").decode("cp1252", "replace")
    if len(escaped) <= _RUN and all(letter in _SIGNS for letter in letters):
        return letters
    first, rest = letters[0], letters[1:]
    if len(escaped) > 2 or not first.isalpha() or any(letter not in _SIGNS for letter in rest):
        return ""
    left, right = _is_plain(before), not rest and _is_plain(after)
    if escaped[0] in _BEGINNINGS:
        return letters if left and right and after.isupper() == first.isupper() == before.isupper() else ""
    return letters if left or right else ""


def _is_plain(letter: str) -> bool:
    return letter.isascii() and letter.isalpha()


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
