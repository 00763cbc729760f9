"""Plain text: one line from markup, web addresses, and the fingerprint by which texts are compared.

Pure functions over strings; what is HTML is `clean`'s, this room only takes it away.
"""

from __future__ import annotations

import hashlib
import html
import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from typing import Final
from urllib.parse import urljoin, urlsplit

from plugins.newsroom.clean_letters import Note, mend, seen
from plugins.newsroom.model import PictureRef
from plugins.newsroom.strange_letters import strange

OPENING: Final = 20  # words by which a beginning is told
SAME_TEXT_WORDS: Final = 40  # fewer words than this do not make two stories the same

_INLINE: Final = re.compile(r"</?(?:a|b|i|em|strong|span|sup|sub|font|u|small|code)(?:\s[^<>]*)?>", re.I)
_NAMED_SOURCE: Final = re.compile(r"(?m)^\W{0,3}(?:sumber|rilis|siaran pers)\s*:\s*(.{2,100}?)\W*$", re.I)
_SIZING: Final = re.compile(r"(?:w|h|width|height|resize|fit|crop|quality|q|ssl|strip|zoom|s|size|ver|v|t)=|$")
LONGEST_ADDRESS: Final = 2000
_PLAIN_ADDRESS: Final = re.compile(r"https?://[a-z0-9][a-z0-9.-]*(?:/[\w./~%+-]*)?(?:\?[\w.=&%+-]+)?", re.A)
"""An address that is what it will be, as nearly all are: to resolve one costs twenty times as much as to see that."""
_WORDS_ALONE: Final = bytes(code if chr(code).isalnum() else 0x20 for code in range(128)) + b" " * 128


def plain(markup: str, note: Note = lambda _rule, _words: None) -> str:
    """One line of plain text: no markup, no entities (however often escaped), no invisible characters, every letter as
    it was written."""
    text = markup
    for _ in range(3):
        if "<" in text:
            text = _INLINE.sub("", text)
            text = re.sub(r"<(?:/?[a-zA-Z!][^<>]*)>", " ", text)
        unescaped = html.unescape(text)
        if unescaped == text:
            break
        text = unescaped
    return " ".join(mend(text, note).split())


def web_link(address: str, base: str) -> str:
    """An absolute http(s) address with a host, resolved against `base`; "" for everything else."""
    cleaned = seen(address).strip()
    if not cleaned:
        return ""
    if _is_plain(cleaned) and (not base or _is_plain(base)):
        return cleaned
    try:
        absolute = urljoin(base, cleaned)
        parts = urlsplit(absolute)
        usable = parts.scheme in ("http", "https") and bool(parts.hostname) and "@" not in parts.netloc
        parts.port  # noqa: B018  raises ValueError on nonsense
    except ValueError:
        return ""
    if not usable or "\\" in absolute or any(c.isspace() for c in absolute):
        return ""
    if len(absolute) > LONGEST_ADDRESS:
        return ""
    return absolute.replace('"', "%22").replace("<", "%3C").replace(">", "%3E")


def _is_plain(address: str) -> bool:
    return len(address) <= LONGEST_ADDRESS and _is_of_plain_signs(address)  # a longer one is not remembered


@lru_cache(1 << 10)  # a feed's own address is the base of all of its links
def _is_of_plain_signs(address: str) -> bool:
    return bool(_PLAIN_ADDRESS.fullmatch(address))


def fingerprint(text: str) -> str:
    """The same for the same words, whatever the markup, quotes, dashes and capitals, and whether or not a line names
    the source; "" for short texts."""
    text = unicodedata.normalize("NFKC", _NAMED_SOURCE.sub("", text) if ":" in text else text)
    if any(map(str.isalnum, strange(text).casefold())):
        words = [word.encode() for word in re.findall(r"[^\W_]+", text.casefold())]
    else:
        words = text.encode("utf-8", "replace").lower().translate(_WORDS_ALONE).split()
    return hashlib.sha256(b" ".join(words)).hexdigest()[:32] if len(words) >= SAME_TEXT_WORDS else ""


def opening(text: str) -> str:
    """The same for texts that begin with the same twenty words, a whole one and its excerpt; "" for shorter ones."""
    words = re.findall(r"[^\W_]+", text[: 30 * OPENING].casefold())[:OPENING]
    return hashlib.sha256(" ".join(words).encode("utf-8", "replace")).hexdigest()[:16] if len(words) == OPENING else ""


def named_source(text: str) -> str:
    """Whom a text names as its source on a line of its own ("Sumber: Dinas Perhubungan"); "" where nobody."""
    found = _NAMED_SOURCE.search(text)
    return found[1].strip() if found else ""


def first_words(text: str) -> str:
    return " ".join(text.split()[:12])


def one_each(pictures: Iterable[PictureRef]) -> tuple[PictureRef, ...]:
    """Every picture once, in the order in which they came: at its largest size, with whatever words it had."""
    found: dict[str, PictureRef] = {}
    for picture in pictures:
        name, size = _scaled(picture.url)
        known = found.get(name)
        if known is None:
            found[name] = picture
        else:
            larger = picture.url if size > _scaled(known.url)[1] else known.url
            found[name] = PictureRef(larger, known.alt or picture.alt, known.credit or picture.credit)
    return tuple(found.values())


def _scaled(url: str) -> tuple[str, float]:
    """(the address without its size, the width it names): WordPress writes `-300x200`, `-scaled` and `?resize=`,
    its image service puts a host in front, Blogspot has a folder `/s72-c/` or an ending `=s1200`."""
    bare = re.sub(r"^https?://(?:i\d\.wp\.com/)?", "", url)
    address, _, query = bare.partition("?")
    sizes = re.findall(
        r"-(\d{2,4})x\d{2,4}(?=\.\w+$)|/[sw](\d{2,4})(?:-[a-z0-9-]+)?/|=[sw](\d{2,4})(?:-[\w-]+)?$", address
    )
    asked = re.findall(r"(?:^|&)(?:w|width|resize|fit|s|size)=(\d{2,4})", query)
    name = re.sub(
        r"-(?:\d{2,4}x\d{2,4}|scaled)(?=\.\w+$)|/[sw]\d{2,4}(?:-[a-z0-9-]+)?(?=/)|=[sw]\d{2,4}(?:-[\w-]+)?$",
        "",
        address,
    )
    rest = "&".join(part for part in query.split("&") if not _SIZING.match(part))
    widths = [float(width) for groups in sizes for width in groups if width] + [float(width) for width in asked]
    return f"{name}?{rest}", min(widths, default=float("inf"))
