"""Pairs of stories of which nobody is sure come in; what an editor needs to decide goes out: both, what speaks against
one story, and the lines to paste."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

from plugins.newsroom.store import Row

AGAINST: Final = {
    "far": "waktu terbitnya berjauhan", "dates": "tanggal kejadiannya berbeda", "figures": "angkanya berbeda",
    "names": "namanya berbeda", "words": "kata-katanya berbeda", "head": "pembukanya berbeda",
    "kind": "jenis tulisannya berbeda", "short": "teksnya terlalu pendek",
    "slots": "kata dalam kalimat yang sama berbeda", "title": "judulnya menyebut hal yang berbeda",
    "filled": "isian di tempat yang sama berbeda",
}  # fmt: skip
"""What speaks against one story; a test holds that every reason there is has its words here."""

TOLD: Final = 5  # pairs at the end of a pull


def told(rows: Sequence[Row], now: datetime, zone: str) -> Iterator[str]:
    """Lines for the terminal; none where nobody doubts. `zone`: the network's, by its IANA name."""
    for row in rows[:TOLD]:
        why = ", ".join(AGAINST[each] for each in row["because"].split())
        yield f'Meragukan: "{row["title"]}" ({row["agency"]}) dan "{row["other_title"]}" ({row["other_agency"]})'
        yield f"  kata-katanya hampir sama, tetapi {why}. Keduanya terbit sendiri-sendiri, saling ditautkan."
        yield "  Bila memang satu berita, tempelkan ini di content/decisions.toml:"
        yield from (f"    {line}" for line in merging(row["path"], row["other_path"], now, zone))
    if len(rows) > TOLD:
        yield "Masih ada pasangan lain yang meragukan; ./run explain ALAMAT menjelaskan satu berita dan pasangannya."


def merging(path: str, other: str, now: datetime, zone: str) -> tuple[str, ...]:
    """The decision that makes two stories one, ready to be pasted, by the region's own clock; only the reason and the
    name are to be filled in."""
    at = now.astimezone(ZoneInfo(zone)).isoformat(timespec="seconds")
    return (
        "[[decision]]", 'do = "merge"', f'target = "{path}"', f'with = "{other}"',
        'reason = "Rilis yang sama."', f"at = {at}", 'by = "Redaksi"',
    )  # fmt: skip
