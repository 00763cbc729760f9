"""What a byline may say: a line comes in, whether all of it is accounted for goes out.

A part of `parse_byline`. The grammar is closed: labels, days and hours, the author who is known, a name or a category
behind its label, counters, separators. One word that is none of these, and the line is somebody's: it stays. Nothing
is guessed from how long a line is or where a word stands in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Final

from plugins.newsroom.parse_when import rough

LONGEST: Final = 200
"""Characters of a line that is read at all."""

_WEEKDAY: Final = (
    r"(?:senin|selasa|rabu|kamis|jum['’]?at|sabtu|minggu|ahad|sen|sel|rab|kam|jum|sab|min"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)day|mon|tue|wed|thu|fri|sat|sun)"
)
_MONTH: Final = (
    r"(?:jan(?:uari|uary)?|[fp]eb(?:ruari|ruary)?|mar(?:et|ch)?|apr(?:il)?|mei|may|jun[ie]?|jul[iy]?|agu(?:stus)?|ag[st]"
    r"|aug(?:ust)?|sep(?:t|tember)?|okt(?:ober)?|oct(?:ober)?|no[pv](?:ember)?|des(?:ember)?|dec(?:ember)?)\b\.?"
)
_DAY: Final = (
    rf"(?:\d\d?[\s./-]{{1,3}}{_MONTH}[\s.,/-]{{1,3}}20\d\d|{_MONTH}\s\d\d?,?\s20\d\d"
    r"|20\d\d[-/.]\d\d?[-/.]\d\d?|\d\d?[-/.]\d\d?[-/.]20\d\d)(?!\d)"
)
_CLOCK: Final = r"(?:[01]?\d|2[0-3])[.:][0-5]\d(?:[.:][0-5]\d)?(?!\d)(?:\s?(?:wib|wita|wit|am|pm)\b)?"
_BESIDE: Final = r"[\s,|/•·–—-]{0,4}"  # between a day and its hour
_WHEN: Final = (
    rf"(?:{_WEEKDAY}\b\.?[\s,|]{{0,3}})?(?P<day>{_DAY})"
    rf"(?:{_BESIDE}(?:(?:pukul|pkl|jam|at|@)\b[\s.:]{{0,3}})?(?P<clock>{_CLOCK}))?"
)
_ON: Final = r"(?:pada|on|at|hari|tanggal|tgl)"
_PRINTED: Final = (
    r"(?:di(?:tulis|posting|publikasi|terbit|unggah|muat|tayang|rilis|pos|post)(?:kan)?|dipublish|dibuat|terbit"
    r"|tanggal\s(?:terbit|posting|publikasi|rilis|unggah)|posted|published|written|created|submitted)"
)
_CHANGED: Final = r"(?:(?:terakhir\s)?(?:diperbarui|diperbaharui|diubah|di-?update)|(?:last\s)?(?:updated?|modified))"
_WRITER: Final = r"(?:penulis|author|editor|redaktur|reporter|kontributor|pewarta)"
_SHELF: Final = r"(?:kategori|category|categories|rubrik)"
_COUNTED: Final = r"(?:di(?:baca|lihat|akses)|views?|hits?|pembaca|komentar|comments?)"
_NUMBER: Final = r"\d[\d.,]{0,8}[kr]?b?"
_COUNT: Final = (
    rf"(?:{_COUNTED}[\s:|(]{{1,4}}{_NUMBER}(?:\s?(?:kali|x|times)\b)?|{_NUMBER}\s?\|?\s?(?:(?:kali|x)\s)?{_COUNTED}\b"
    rf"|{_NUMBER}\s?kali\b|\d\d?\s(?:menit|mins?|minutes?)\s(?:waktu\s)?(?:mem)?(?:baca|read)\b"
    r"|(?:waktu|estimasi|lama)\s(?:mem)?baca[\s:|]{1,4}\d\d?\s?menit\b|(?:tidak|belum)\sada\skomentar\b|no\scomments\b)"
)
_AGO: Final = (
    r"\d\d?\s(?:(?:detik|menit|jam|hari|minggu|bulan|tahun)\s(?:yang\s)?lalu"
    r"|(?:second|minute|hour|day|week|month|year)s?\sago)\b"
)
_ACCOUNT: Final = r"(?:admin(?:istrator)?(?:\s(?:desa|web|website))?|super\s?user|humas|(?:tim\s)?redaksi|operator)\b"
_PART: Final = (  # of a name: with a capital, and no word that the grammar knows
    rf"(?!(?i:{_WEEKDAY}|{_MONTH}|{_PRINTED}|{_CHANGED}|{_WRITER}|{_SHELF}|{_COUNTED}|{_ON})\b)"
    r"(?:[A-Z][a-z'’]{1,20}(?:-[A-Z][a-z]{1,20})?|[A-Z]{1,12}\b\.?)(?![a-z])"
)
_NAME: Final = re.compile(
    rf"{_PART}(?:\s(?:(?:dan|bin|binti)\s)?{_PART}){{0,4}}(?:,\s?[SMA]\.\s?[A-Z][A-Za-z]{{0,5}}\b\.?){{0,2}}(?!\w)"
)
_BY: Final = re.compile(
    rf"(?i:(?P<noun>{_WRITER})|oleh(?!\s(?:karena|sebab)\b)|by)\b(?P<mark>[\s|]*:)?[\s|–-]*(?P<who>)"
)
_ITEMS: Final = [
    (kind, re.compile(pattern, re.I))
    for kind, pattern in (
        ("", r"[\s|•·–—/,:;.()\[\]»›«‹~_\-\U0001f4c5\U0001f5d3\U0001f552\U0001f464\U0001f441\U0001f4c1\ufe0f]+"),
        ("printed", rf"{_CHANGED}(?:[\s:|]{{1,4}}{_ON}\b)*[\s:|]{{1,4}}{_WHEN}"),
        ("printed", rf"{_PRINTED}\b"),
        ("count", _COUNT),
        ("when", _WHEN),
        ("loose", rf"(?:{_AGO}|(?:{_ON}|{_WEEKDAY}|details?)\b)"),
        ("account", _ACCOUNT),
    )
]
_SHELVED: Final = re.compile(rf"(?i:{_SHELF}[\s|]*:|(?:posted\sin|filed\sunder)\b)[\s|:]*(?P<who>)")
_LABELLED: Final = frozenset(("printed", "author", "name", "by", "shelf", "count"))
_UTC: Final = re.compile(r"(?:Z|UTC|GMT|[+-]00:?00)\s*$", re.I)


class Known:
    """What is known of a text from elsewhere: when it was published, in the source's words, and by whom; "" where it
    is not."""

    def __init__(self, published: str, author: str) -> None:
        day, _, clock = rough(published).partition(" ")
        hours = (0, 7, 8, 9) if clock and _UTC.search(published) else (0,)
        moments = [datetime.fromisoformat(f"{day} {clock or '00:00'}") + timedelta(hours=h) for h in hours if day]
        self._days = {moment.date().isoformat() for moment in moments}
        self._hours = {moment.isoformat(" ", "minutes") for moment in moments} if clock else set()
        author = " ".join(author.split())
        self._author = re.compile(rf"{re.escape(author)}(?!\w)", re.I) if len(author) > 1 else None

    def accounts_for(self, said: str, *, told: bool) -> bool:
        """Whether a line says who and when and not a word else. `said`: its pieces with | between them; `told`: its
        class says that it is a byline, where a label is enough. Otherwise it says the day or the author that are
        known; an hour that is not known may be that of an event, unless a label or a name stands beside."""
        kinds = self._kinds(said)
        if told and kinds & _LABELLED:
            return True
        day, loose = "day" in kinds, bool(kinds & {"loose", "hour"})
        return (
            (day or "author" in kinds)
            and "other" not in kinds
            and (day or not kinds & {"name", "by", "shelf"})
            and ("printed" in kinds or "by" not in kinds)
            and (not loose or bool(kinds & {*_LABELLED, "account"}))
        )

    def _kinds(self, said: str) -> set[str]:
        """What a line is made of; nothing where a word of it is left over, or where it announces what comes next."""
        read = [*self._read(said)] if len(said) <= LONGEST and not said.endswith(":") else []
        if not read or read[-1][1] < len(said):
            return set()
        kinds = [kind for kind, _ in read]
        if kinds.count("day") + kinds.count("other") > max(1, kinds.count("printed")):
            kinds.append("other")  # from a day to another
        return set(kinds)

    def _read(self, said: str) -> Iterator[tuple[str, int]]:
        """Each thing that a line says, and where it ends, as far as it is understood."""
        place = 0
        while place < len(said):
            for kind, found in self._found(said, place):
                place = found.end()
                if kind == "when":
                    yield from ((each, place) for each in self._when(found))
                else:
                    yield kind, place
                break
            else:
                return

    def _found(self, said: str, place: int) -> Iterator[tuple[str, re.Match[str]]]:
        if self._author and (author := self._author.match(said, place)):
            yield "author", author
        if by := _BY.match(said, place):
            yield from self._behind(by, "name" if by["mark"] else "" if by["noun"] else "by")
        if shelf := _SHELVED.match(said, place):
            yield from self._behind(shelf, "shelf")
        yield from ((kind, found) for kind, item in _ITEMS if (found := item.match(said, place)))

    def _behind(self, label: re.Match[str], free: str) -> Iterator[tuple[str, re.Match[str]]]:
        """Whom a label names: the longest of who is known, an office's account and, where it may be, a free name."""
        said, place = label.string, label.end()
        known = self._author.match(said, place) if self._author else None
        account = _ITEMS[-1][1].match(said, place)
        name = _NAME.match(said, place) if free else None
        if name and sum(len(word) > 2 and word.isupper() for word in name[0].split()) > 1:
            name = None  # a line in capitals is no name
        found = [("author", known), ("author", account), (free, name)]
        yield from sorted(((kind, who) for kind, who in found if who), key=lambda each: -each[1].end())[:1]

    def _when(self, found: re.Match[str]) -> Iterator[str]:
        """A day: the known one, or another; its hour, where that is not the known one."""
        day = rough(found["day"])[:10]
        yield "day" if day in self._days else "other"
        if found["clock"]:
            hour = rough(f"{day} {found['clock']}")[11:16] if day else ""
            late = 12 if found["clock"].lower().endswith("pm") and hour < "12" else 0
            if f"{day} {int(hour[:2] or 0) + late:02}{hour[2:]}" not in self._hours:
                yield "hour"
