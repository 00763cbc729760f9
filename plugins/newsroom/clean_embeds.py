"""What a page embeds from elsewhere becomes a link to it, in words that say what is there.

An address comes in, its words go out; frames and quoted posts in a tree become such links. Nothing of a third party
is ever loaded by our readers, and nobody is asked for a title.
"""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import parse_qs, urlsplit

from plugins.newsroom.clean_tree import Element, elements, words

_WORDS: Final[tuple[tuple[str, str], ...]] = (
    (r"(?:[\w.-]+\.)?(?:youtube(?:-nocookie)?\.com|youtu\.be)/.*", "Lihat video di YouTube"),
    (r"(?:www\.)?instagram\.com/.*", "Lihat kiriman di Instagram"),
    (r"(?:[\w.-]+\.)?(?:twitter|x)\.com/.*", "Lihat kiriman di X"),
    (r"(?:[\w.-]+\.)?facebook\.com/.*(?:video|watch|reel).*", "Lihat video di Facebook"),
    (r"(?:[\w.-]+\.)?(?:facebook\.com|fb\.watch)/.*", "Lihat kiriman di Facebook"),
    (r"(?:[\w.-]+\.)?tiktok\.com/.*", "Lihat video di TikTok"),
    (r"(?:player\.)?vimeo\.com/.*", "Lihat video di Vimeo"),
    (r"(?:(?:www\.)?google\.[a-z.]+/maps|maps\.google\.[a-z.]+/|goo\.gl/maps/|maps\.app\.goo\.gl/).*",
     "Lihat peta di Google Maps"),
    (r"(?:www\.)?openstreetmap\.org/.*", "Lihat peta di OpenStreetMap"),
    (r"docs\.google\.com/forms/.*|forms\.gle/.*", "Buka formulir di Google Formulir"),
    (r"(?:drive|docs)\.google\.com/.*", "Buka dokumen di Google Drive"),
    (r"open\.spotify\.com/.*", "Dengarkan di Spotify"),
    (r"[^?#]+\.pdf(?:[?#].*)?", "Buka dokumen (PDF)"),
    (r"[^?#]+\.docx?(?:[?#].*)?", "Buka dokumen (Word)"),
    (r"[^?#]+\.(?:xlsx?|pptx?)(?:[?#].*)?", "Buka dokumen"),
)  # fmt: skip
_KNOWN: Final = tuple((re.compile(pattern, re.I | re.S), said) for pattern, said in _WORDS)
_VIEWERS: Final = re.compile(
    r"(?:docs\.google\.com/(?:viewer|gview)|view\.officeapps\.live\.com/op/\w+\.aspx|[^?]+/(?:pdfjs?|viewer)[^?]*)\?",
    re.I,
)
_FILM: Final = re.compile(r"https?://(?:www\.)?youtube(?:-nocookie)?\.com/(?:embed|v|shorts)/([\w-]{6,20})", re.I)
_PLACE: Final = re.compile(r"!2d(-?\d{1,3}\.\d{1,17})!3d(-?\d{1,2}\.\d{1,17})")
POSTS: Final = re.compile(
    r"(?:^|\s)(?:instagram-media|twitter-tweet|twitter-video|tiktok-embed|fb-(?:post|video))(?:\s|$)"
)
"""The classes of posts that others' scripts would fetch."""


def card(address: str) -> str:
    """What a link to this address says; "" for an address of which nothing is known."""
    bare = address.partition("://")[2][:2000]
    return next((said for known, said in _KNOWN if known.fullmatch(bare)), "")


def plain_address(address: str) -> str:
    """Where people see what a frame shows: a film's own page, the document that a viewer was given."""
    if film := _FILM.match(address):
        return f"https://www.youtube.com/watch?v={film[1]}" if film[1] != "videoseries" else address
    if (place := _PLACE.search(address)) and "/maps/embed" in address:  # a frame alone may show it
        return f"https://www.google.com/maps/search/?api=1&query={place[2]},{place[1]}"
    bare = address.partition("://")[2]
    if _VIEWERS.match(bare) or "facebook.com/plugins/" in bare:
        asked = parse_qs(urlsplit(address).query, max_num_fields=20)
        for name in ("url", "src", "file", "href"):
            if (found := asked.get(name)) and found[0].startswith(("http://", "https://")):
                return found[0]
    return address


def address_of(frame: Element) -> str:
    """The address that a frame, a film, a document or a quoted post names; "" where it names none."""
    said = frame.attributes
    if frame.name == "iframe":
        return said.get("src") or said.get("data-src") or said.get("data-lazy-src") or ""
    if frame.name in ("object", "embed"):
        address = said.get("data") or said.get("src") or ""
        return address if _is_known(plain_address(address)) else ""
    if frame.name in ("video", "audio"):
        sources = (each.attributes.get("src") for each in elements(frame) if each.name == "source")
        return said.get("src") or next(filter(None, sources), "") or ""
    led = (each.attributes.get("href", "") for each in elements(frame) if each.name == "a")
    named = said.get("data-instgrm-permalink") or said.get("cite") or said.get("data-href")
    return named or next((each for each in [*led][::-1] if card(each)), "")


def _is_known(address: str) -> bool:
    return address.partition("?")[0].lower().endswith(".pdf") or bool(card(address))


def shown(url: str) -> list[str]:
    """The words of a link to what was embedded."""
    return [card(url) or f"Lihat di {urlsplit(url).hostname}"]


def is_bare_address(block: Element) -> str:
    """The address that is all that a line says, where something is known of it; "" else."""
    said = "".join(words(block)).strip() if len(block.children) == 1 else ""
    return (
        said if said.startswith(("https://", "http://")) and " " not in said and len(said) < 600 and card(said) else ""
    )
