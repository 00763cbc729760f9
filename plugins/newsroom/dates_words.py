"""The words of which dates are made, in Indonesian and English, old and new: a part of `dates`. Tables, no grammar.

A misspelling is here where it is common and can mean nothing else ("Febuari"); nothing is matched by likeness.
"""

from __future__ import annotations

from typing import Final

ZONES: Final[dict[str, str]] = {"WIB": "Asia/Jakarta", "WITA": "Asia/Makassar", "WIT": "Asia/Jayapura"}
"""The three clocks of Indonesia (Keppres 41/1987), which have no summer time."""

MONTH_NAMES: Final[dict[str, int]] = {
    name: number
    for number, names in enumerate(
        (
            "januari jan january",
            "februari feb pebruari peb febuari pebuari february",
            "maret mar mrt march",
            "april apr",
            "mei may",
            "juni jun june",
            "juli jul july",
            "agustus agust agus agu ags agt agst august aug",
            "september sept sep",
            "oktober okt october oct",
            "november nov nopember nop nofember",
            "desember des december dec",
        ),
        start=1,
    )
    for name in names.split()
}
WEEKDAY_NAMES: Final[dict[str, int]] = {
    name: number
    for number, names in enumerate(
        (
            "senin sen monday mon",
            "selasa sel tuesday tues tue",
            "rabu rab wednesday wed",
            "kamis kam thursday thurs thur thu",
            "jumat jum jmt friday fri",
            "sabtu sab sbt saturday sat",
            "minggu min mgg ahad sunday sun",
        )
    )
    for name in names.split()
}
ZONE_HOURS: Final[dict[str, int]] = {
    "wib": 7, "wita": 8, "wit": 9, "z": 0, "ut": 0, "utc": 0, "gmt": 0, "sgt": 8, "cet": 1, "cest": 2,
    "est": -5, "edt": -4, "cst": -6, "cdt": -5, "mst": -7, "mdt": -6, "pst": -8, "pdt": -7,
}  # fmt: skip
PLACES: Final[dict[str, str]] = {
    "waktu indonesia barat": "wib", "western indonesia time": "wib", "asia/jakarta": "wib", "asia/pontianak": "wib",
    "waktu indonesia tengah": "wita", "central indonesia time": "wita", "asia/makassar": "wita",
    "waktu indonesia timur": "wit", "eastern indonesia time": "wit", "asia/jayapura": "wit",
}  # fmt: skip
"""How browsers and Java write the same clocks: `GMT+0700 (Western Indonesia Time)`, `+07:00[Asia/Jakarta]`."""

SAID: Final = frozenset(
    """diposting diposkan dipublikasikan dipublish dipublis diterbitkan terbit ditulis ditayangkan tayang dibuat
    diunggah dimuat dirilis diperbarui diperbaharui terakhir last update updated posted published created posting
    publikasi rilis date""".split()
)
"""What a line of print opens with before it names its day."""

FILLERS: Final = frozenset("hari tanggal tgl pada pukul pkl jam at on t am pm m masehi".split())
"""What may stand beside a day and an hour without changing them; am and pm do."""

PASARAN: Final = ("legi", "manis", "umanis", "pahing", "paing", "pon", "wage", "kliwon")
"""The Javanese week of five days, written behind the day of the week: `Jumat Pon`. Alone they are other words."""

DAY_PARTS: Final[dict[str, dict[int, int]]] = {
    "dini": {hour: hour % 12 for hour in (12, 1, 2, 3, 4)},
    "pagi": {hour: hour for hour in range(1, 12)},
    "siang": {10: 10, 11: 11, 12: 12, 1: 13, 2: 14, 3: 15},
    "sore": {hour: hour + 12 for hour in range(2, 7)},
    "malam": {hour: hour + 12 for hour in range(6, 12)},
}
"""Part of the day → hour as people say it → hour of the day. What is not here has no certain meaning (12 malam)."""


def zone_of(name: str) -> str:
    """The IANA name of WIB, WITA or WIT; any other name passes as it is."""
    return ZONES.get(name.strip().upper(), name)
