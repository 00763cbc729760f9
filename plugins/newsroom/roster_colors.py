"""A folder's name comes in, the colour of an agency that nobody has chosen one for goes out; always the same one.

A part of `roster`. The hues are dark enough for white letters on them and for them on white (WCAG 2.2, 1.4.3: a
contrast of 4.5 or more). It does not see to it that neighbours differ.
"""

from __future__ import annotations

from typing import Final
from zlib import crc32

COLORS: Final = (
    "#0b6e4f", "#0f4c81", "#1d4ed8", "#3b3b98", "#6d28d9", "#a21caf", "#9d174d", "#b3261e", "#9a3412", "#6b5b00",
    "#3f6212", "#0e6a80",
)  # fmt: skip


def color_of(slug: str) -> str:
    """`#rrggbb`."""
    return COLORS[crc32(slug.encode()) % len(COLORS)]
