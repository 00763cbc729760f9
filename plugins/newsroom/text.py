"""Plain text: one line from markup, web addresses, summaries, and the fingerprint by which texts are compared.

Pure functions over strings; what is HTML is `clean`'s, this room only takes it away.
"""

from __future__ import annotations

import hashlib
import html
import re
import unicodedata
from collections.abc import Iterable
from typing import Final
from urllib.parse import urljoin, urlsplit

from plugins.newsroom.model import PictureRef

SUMMARY: Final = 240
OPENING: Final = 20  # words by which a beginning is told
SAME_TEXT_WORDS: Final = 40  # fewer words than this do not make two stories the same

_DATELINE: Final = re.compile(
    r"^(?:[A-Z][A-Z.'’ -]{2,40}(?:\([\w .]+\)\s*)?(?:,\s*[\w .-]{2,30})?"
    r"|[A-Z][\w'’ ]{2,30},\s*[A-Z][\w .-]{2,30})\s*[–—-]+\s*(?=\S)"
)
_DESK_CODE: Final = re.compile(r"\((?:\*+|[a-z]{2,6}(?:/[\w-]{1,10})?|rls|rilis|hms|humas|adv)\)", re.I)
_SENTENCE_END: Final = re.compile(r"(?<=[.!?])[\"”’')]*\s+(?=[\"“‘(]*[A-Z0-9])")
_INLINE: Final = re.compile(r"</?(?:a|b|i|em|strong|span|sup|sub|font|u|small|code)(?:\s[^<>]*)?>", re.I)
_SHORTENED: Final = re.compile(
    r"(?:^|[\s(])(?:[A-Z]|Drs?|dr|drg|Hj?|Ir|Prof|Kab|Kec|Kel|Prov|No|Jl|Gg|Tn|Ny|Sdr|Telp|Yth|Mr|Mrs|Ms|Rep|Sen|St)\.$"
)
_NAMED_SOURCE: Final = re.compile(r"(?m)^\W{0,3}(?:sumber|rilis|siaran pers)\s*:\s*(.{2,100}?)\W*$", re.I)
_SIZING: Final = re.compile(r"(?:w|h|width|height|resize|fit|crop|quality|q|ssl|strip|zoom|s|size|ver|v|t)=|$")
LONGEST_ADDRESS: Final = 2000
_PLAIN_ADDRESS: Final = re.compile(r"https?://[a-z0-9][a-z0-9.-]*(?:/[\w./~%+-]*)?(?:\?[\w.=&%+-]+)?", re.A)
"""An address that is what it will be, as nearly all are: to resolve one costs twenty times as much as to see that."""
_BETWEEN_WORDS: Final = {code: " " for code in range(128) if not chr(code).isalnum()}
_SHORTENED_AT_MOST: Final = 7  # characters, with what stands before it
UNSEEN: Final = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069"
    "\ud800-\udfff\ufeff\ufff9-\uffff]"
)


def plain(markup: str) -> str:
    """One line of plain text: no markup, no entities (however often escaped), no invisible characters."""
    text = markup
    for _ in range(3):
        if "<" in text:
            text = _INLINE.sub("", text)
            text = re.sub(r"<(?:/?[a-zA-Z!][^<>]*)>", " ", text)
        unescaped = html.unescape(text)
        if unescaped == text:
            break
        text = unescaped
    return " ".join(UNSEEN.sub("", text.replace("\xa0", " ")).split())


def web_link(address: str, base: str) -> str:
    """An absolute http(s) address with a host, resolved against `base`; "" for everything else."""
    cleaned = UNSEEN.sub("", address).strip()
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
    return len(address) <= LONGEST_ADDRESS and bool(_PLAIN_ADDRESS.fullmatch(address))


def summarise(text: str) -> str:
    """The first sentences that fit in about 240 characters, without dateline, cut at a sentence or a word."""
    flat = " ".join(text.split())
    if dateline := _DATELINE.match(flat):
        flat = flat[dateline.end() :]
    code = flat.rfind("(")
    if code >= 0 and _DESK_CODE.fullmatch(flat, code):
        flat = flat[:code].rstrip()
    taken = ""
    for sentence in _sentences(flat[: 4 * SUMMARY]):
        if taken and len(taken) + len(sentence) + 1 > SUMMARY:
            break
        taken = f"{taken} {sentence}".strip()
    if len(taken) <= SUMMARY + 60:
        return taken
    return taken[:SUMMARY].rsplit(" ", 1)[0].rstrip(",;:–—- ") + " …"


def _sentences(flat: str) -> list[str]:
    """Split where a sentence ends, and not behind a title, an initial or a shortened word."""
    found: list[str] = []
    for part in _SENTENCE_END.split(flat):
        if found and _SHORTENED.search(found[-1][-_SHORTENED_AT_MOST:]):
            found[-1] = f"{found[-1]} {part}"
        else:
            found.append(part)
    return found


def fingerprint(text: str) -> str:
    """The same for the same words, whatever the markup, quotes, dashes and capitals, and whether or not a line names
    the source; "" for short texts."""
    text = unicodedata.normalize("NFKC", _NAMED_SOURCE.sub("", text) if ":" in text else text).casefold()
    words = text.translate(_BETWEEN_WORDS).split() if text.isascii() else re.findall(r"[^\W_]+", text)
    if len(words) < SAME_TEXT_WORDS:
        return ""
    return hashlib.sha256(" ".join(words).encode("utf-8", "replace")).hexdigest()[:32]


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
