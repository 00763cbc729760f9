"""What lines of a page say that is not the article's: a line comes in, the name of the rule that knows it goes out.

A part of `clean`. The grammar is closed: all of a line must be accounted for, else it is somebody's sentence and
stays. A line is looked up by its first word, so that nearly all lines cost no more than that.
"""

from __future__ import annotations

import re
from typing import Final

LONGEST: Final = 400
"""Characters of a line that is looked at at all."""

_NETWORKS: Final = (
    r"(?:facebook|fb|twitter|x|whatsapp|wa|telegram|e-?mail|surel|print|cetak|line|pinterest|linkedin|instagram|tiktok"
    r"|threads|messenger|reddit|tumblr|copy link|salin tautan|salin|like this|suka ini|tweet|pin)"
)
_NUMBER: Final = r"\d[\d.,]{0,11}\s?(?:k|rb|ribu)?"
_COUNTED: Final = r"(?:views?|shares?|hits?|likes?|pembaca|komentar|comments?|dilihat|dibaca|tayangan)"
_BESIDE: Final = r"[\s|/·•,:»-]"

_RULES: Final[tuple[tuple[str, str, str], ...]] = (
    ("ekor-umpan", "the", r"the post .{1,300} (?:appeared first on|first appeared on) .{1,200}"),
    ("baca-juga", "baca lihat simak tonton", r"(?:baca|lihat|simak|tonton) (?:juga|pula)\s{0,3}(?::.{0,300})?"),
    (
        "bagikan", "bagikan share sebarkan sharing",
        rf"(?:(?:bagikan|sebarkan)(?: (?:ini|ke|di|lewat|melalui|berita ini|artikel ini))?|share(?: this(?: \w{{3,8}})?"
        rf"| on)?|sharing){_BESIDE}{{0,4}}(?:(?:{_NETWORKS}|{_NUMBER})(?:{_BESIDE}{{1,4}}|$))*",
    ),
    (
        "komentar",
        "komentar comment comments tinggalkan leave tulis belum tidak no batalkan alamat your simpan save be",
        r"(?:komentar(?: anda)?|comments?|tinggalkan (?:sebuah )?(?:balasan|komentar)|leave a (?:reply|comment)"
        r"|tulis komentar(?: anda)?|(?:belum|tidak) ada komentar|no comments?(?: yet)?|batalkan balasan"
        r"|be the first to comment|simpan nama(?: saya)?, email,? dan situs web .{0,120}|save my name, email.{0,120}"
        r"|alamat (?:e-?mail|surel) anda tidak akan (?:dipublikasikan|ditampilkan)\..{0,80}"
        r"|your email address will not be published\..{0,80})",
    ),
    (
        "iklan", "advertisement advertisements advertising iklan sponsored scroll",
        r"(?:advertis(?:ements?|ing)|iklan|sponsored(?: content)?"
        r"|scroll to (?:continue(?: (?:with content|reading))?|resume))",
    ),
    (
        "lanjutan", "loading memuat continue selengkapnya read lanjutkan",
        r"(?:loading|memuat|continue reading.{0,200}|(?:selengkapnya|read more|lanjutkan membaca)\s?[»→>]{0,3})",
    ),
    (
        "penghitung", "dilihat dibaca views view post hits total jumlah",
        rf"(?:(?:total |post )?(?:views?|hits?)\s?:?|dilihat|dibaca|jumlah (?:pembaca|tayangan)\s?:)\s?:?\s?{_NUMBER}"
        r"\s?(?:kali|x|orang)?",
    ),
    ("penghitung", "0", rf"{_NUMBER}\s?(?:(?:kali|x)\s)?{_COUNTED}"),
    (
        "penghitung", "by oleh admin",
        rf"(?:(?:by|oleh) )?[\w.]{{2,20}}(?: [\w.]{{2,20}})?{_BESIDE}{{1,4}}\d\d? \w{{3,9}} 20\d\d{_BESIDE}{{1,4}}"
        rf"{_NUMBER} {_COUNTED}",
    ),
    (
        "sematan", "view lihat a sebuah",
        r"(?:view this post on instagram|lihat (?:postingan|kiriman) ini di instagram"
        r"|(?:a|sebuah) (?:post|kiriman|postingan) (?:shared by|(?:yang )?dibagikan oleh) .{1,160})",
    ),
    (
        "ajakan-ikuti", "cek ikuti follow dapatkan",
        r"(?:(?:cek|ikuti|dapatkan) .{1,160} (?:di|lewat|melalui) (?:google news|kanal whatsapp|whatsapp channel)"
        r"|follow us on .{1,60})",
    ),
)  # fmt: skip


def _by_first_word() -> dict[str, list[tuple[str, re.Pattern[str]]]]:
    found: dict[str, list[tuple[str, re.Pattern[str]]]] = {}
    for rule, first, pattern in _RULES:
        known = re.compile(rf"{_EDGE}{pattern}{_EDGE}", re.I)
        for word in first.split():
            found.setdefault(word, []).append((rule, known))
    return found


_EDGE: Final = r"[\s.…=*~|:-]{0,6}"
_FIRST: Final = re.compile(r"[\s.…=*~|:-]{0,6}([^\W\d_]{1,16}|\d)", re.A)
_KNOWN: Final = _by_first_word()

NUMBER: Final = re.compile(rf"{_NUMBER}(?:\s?[/|·]\s?{_NUMBER})?", re.I)
"""A counter that says not what it counts."""
NETWORKS: Final = re.compile(rf"{_NETWORKS}(?:{_BESIDE}{{1,3}}{_NETWORKS})*", re.I)
"""Buttons without the word that says what they do."""
RELATED: Final = re.compile(
    r"(?:(?:berita|artikel|kabar|pos|postingan|tulisan|baca)"
    r" (?:terkait|lainnya|lain|terpopuler|populer|serupa|sebelumnya)"
    r"|(?:baca|lihat|simak) juga|artikel terbaru|berita terbaru|related (?:posts?|articles?|news)|you may also like"
    r"|rekomendasi (?:berita|untuk anda)|trending(?: now)?|terpopuler)\s?:?",
    re.I,
)
"""The heading of a list of other articles."""
HASHTAGS: Final = re.compile(
    r"(?:(?:tags?|tagar|label)\s?:\s?)?#(?=\w{0,60}[^\W\d_])\w{2,60}(?:[\s,;|]{1,3}#\w{2,60})*", re.I
)
TAGS: Final = re.compile(r"(?:tags?|tagar)\s?:\s?([^.!?:]{2,200})", re.I)
SEE_ALSO: Final = re.compile(r"\(?\s?(?:baca|lihat|simak) juga\s?:?\s?", re.I)
_DOWNLOADER: Final = re.compile(
    r"(?=.{0,80}(?:downloader|unduh|download|saver|converter))(?=.{0,80}(?:tiktok|youtube|instagram|facebook|reels|mp[34]|apk))"
    r"(?:(?:tik\s?tok|youtube|yt|instagram|ig|facebook|fb|twitter|reels?|story|stories|shorts|videos?|musik|music|lagu|mp3|mp4"
    r"|hd|apk|mod|app|aplikasi|downloaders?|download|unduh|pengunduh|converter|saver|online|gratis|free|tanpa|without|no"
    r"|watermark|logo|tercepat|terbaik|best|\w{0,12}s{2,3}tik\w{0,8}|snap\w{2,8}|save\w{2,8}|y2\w{2,8}|https?://\S{4,100})[\s,.|–-]{0,3}){2,14}",
    re.I,
)
_SITE: Final = re.compile(
    r"s{2,3}tik(?:tok)?(?:\.?io)?|snaptik(?:\.app)?|y2mate|savefrom(?:\.net)?|snapinsta|ssyoutube", re.I
)


def rule_of(said: str) -> str:
    """The name of the rule that knows all of this line; "" for a line that is somebody's. One line, single spaces."""
    if len(said) > LONGEST or not (first := _FIRST.match(said)):
        return ""
    word = first[1].lower()
    for rule, known in _KNOWN.get("0" if word.isdigit() else word, ()):
        if known.fullmatch(said):
            return rule
    return ""


def is_downloader(said: str) -> bool:
    """Whether a line advertises a site that copies films and music, and says nothing else."""
    return len(said) < 160 and bool(_DOWNLOADER.fullmatch(said) or _SITE.fullmatch(said))


def hashtags(said: str, *, last: bool) -> list[str]:
    """The tags of a line that is nothing but tags. One alone, or words behind a label, only as the last of a text."""
    if "#" in said and HASHTAGS.fullmatch(said):
        found = [tag.strip("#,;|") for tag in said.split() if tag.startswith("#")]
        return found if len(found) > 1 or last else []
    if last and ":" in said[:8] and (tags := TAGS.fullmatch(said)):
        return [tag.strip(" #") for tag in tags[1].split(",") if tag.strip(" #")]
    return []
