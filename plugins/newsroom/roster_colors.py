"""Folders' names come in, and which colours are in use; the colours of agencies that nobody has chosen one for go out.

A part of `roster`. The same names and colours give the same again. The hues are dark enough for white letters on them
and for them on white (WCAG 2.2, 1.4.3: a contrast of 4.5 or more). What somebody chose is never changed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Final
from zlib import crc32

COLORS: Final = (
    "#0b6e4f", "#0f4c81", "#1d4ed8", "#3b3b98", "#6d28d9", "#a21caf", "#9d174d", "#b3261e", "#9a3412", "#6b5b00",
    "#3f6212", "#0e6a80",
)  # fmt: skip


def colors_of(slugs: Iterable[str], used: Iterable[str] = ()) -> dict[str, str]:
    """Slug → `#rrggbb`, one after the other: the colour that the fewest have so far, `used` by others or given here;
    among equals the first from where the slug's own hash points."""
    count, given = Counter(used), dict[str, str]()
    for slug in slugs:
        first = crc32(slug.encode()) % len(COLORS)
        given[slug] = min((*COLORS[first:], *COLORS[:first]), key=lambda color: count[color])
        count[given[slug]] += 1
    return given
