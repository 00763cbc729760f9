"""A text comes in; what there is in it that no plain keyboard has goes out: little, so that it tells at small cost what
there is to do for the whole. Beside it what is done to every text, and done only where something shows the need."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

_PLAIN: Final = bytes([9, 10, 13, *range(0x20, 0x7F)])


@lru_cache(16)  # of one text it is asked at every turn
def strange(text: str) -> str:
    """The characters of a text that no plain text has, in their order, each as often as it stands there."""
    raw = text.encode("utf-8", "surrogatepass").translate(None, _PLAIN)
    return raw.decode("utf-8", "surrogatepass") if raw else ""


def small(text: str) -> str:
    """`text.lower()`, which asks for every letter of a text that is not plain; here only the strange ones are asked
    for."""
    if text.isascii() or (found := strange(text)) != found.lower():
        return text.lower()
    return text.encode("utf-8", "surrogatepass").lower().decode("utf-8", "surrogatepass")


def one_line(text: str) -> str:
    """With single spaces and none at either end: most texts are so, and splitting them costs more than to see it."""
    if text.isprintable() and "  " not in text:  # no other kind of space is
        return text.strip()
    return " ".join(text.split())
