"""Moments in the words of an Indonesian site: an aware moment in, a text out. The zone is always called WIB."""

from __future__ import annotations

from datetime import datetime
from typing import Final

MONTHS: Final = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September", "Oktober", "November",
    "Desember",
)  # fmt: skip
_SHORT: Final = ("Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des")
_DAYS: Final = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")


def long_day(when: datetime) -> str:
    """``Sabtu, 21 November 2026``."""
    return f"{_DAYS[when.weekday()]}, {when.day} {MONTHS[when.month - 1]} {when.year}"


def long_moment(when: datetime) -> str:
    """``Sabtu, 21 November 2026 | 10.00 WIB``."""
    return f"{long_day(when)} | {when:%H.%M} WIB"


def short_moment(when: datetime) -> str:
    """``Sab, 21 Nov 2026 10:00:00 WIB``: the shape of RSS in words that are not."""
    return f"{_DAYS[when.weekday()][:3]}, {when.day} {_SHORT[when.month - 1]} {when:%Y %H:%M:%S} WIB"
