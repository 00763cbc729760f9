"""The pages of the long lists, numbered from the oldest: a part of `store`.

In: where stories came, went or changed. Out: touches, and rows of `sheet`, each of which says where a page begins; the
highest number is the open page's, which stands at the list's own address.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final, Protocol

from plugins.newsroom.store_queries import Row

SHEET: Final = 24
"""Stories on a closed page of a long list; the open page holds this many to twice as many, for a while thrice."""

CLOSING: Final = 6  # lists that close a page at a time


class Shelves(Protocol):
    """What of a store is needed here."""

    q: Any

    def touch(self, *keys: str) -> None:
        """Mark what depends on these keys as dirty."""


def moved(store: Shelves, spots: Mapping[str, set[tuple[str, str]]]) -> None:
    """In each of these lists stories came, went or changed at these places (published, story)."""
    for name, places in spots.items():
        _touch(store, name, places)
    _close_long(store, spots)


def _touch(store: Shelves, name: str, spots: set[tuple[str, str]]) -> None:
    """Stories came, went or changed at these places (published, story) of a list with pages."""
    last = store.q.last_sheet(list=name)
    newest = last["number"] if last else 0
    numbers = {store.q.sheet_of(list=name, published=at, story=story) or 0 for at, story in spots} if last else {0}
    for number in sorted(numbers):
        if number == newest:
            store.touch(f"list:{name}")  # the open page
        else:
            store.touch(f"sheet:{name}/{number}")
            if number == newest - 1:  # the feeds may reach back into it
                store.touch(f"list:{name}")


def _close_long(store: Shelves, names: Iterable[str]) -> None:
    """Of the lists that moved, those whose open page holds more than two sheets close a page, the longest first and
    `CLOSING` at a time, so that an hour's news makes few pages besides its own; none waits beyond three sheets."""
    held = {name: len(_open_rows(store, name, 3 * SHEET + 1)) for name in names}
    long = sorted((name for name in held if held[name] > 2 * SHEET), key=lambda name: (-held[name], name))
    for place, name in enumerate(long):
        if place < CLOSING or held[name] > 3 * SHEET:
            _close(store, name)


def _open_page(store: Shelves, name: str) -> tuple[int, Row]:
    """The number of a list's open page, and where it begins (published, story). A `sheet` row says where a page
    begins; the highest number is the open page's."""
    last = store.q.last_sheet(list=name)
    if last is None:
        store.q.add_sheet(list=name, number=0, published="", story="")
        return 0, {"published": "", "story": ""}
    return last["number"], {"published": last["published"], "story": last["story"]}


def _open_rows(store: Shelves, name: str, most: int) -> list[Row]:
    return list(store.q.open_rows(list=name, **_open_page(store, name)[1], most=most))


def _close(store: Shelves, name: str) -> None:
    """An open page gives its oldest stories away as a closed page, and again until it holds two sheets at most."""
    number, at = _open_page(store, name)
    while len(rows := list(store.q.open_rows(list=name, **at, most=2 * SHEET + 1))) > 2 * SHEET:
        at = {"published": rows[SHEET]["published"], "story": rows[SHEET]["story"]}
        store.q.add_sheet(list=name, number=number + 1, **at)
        store.touch(f"list:{name}", f"sheet:{name}/{number}")
        number += 1
