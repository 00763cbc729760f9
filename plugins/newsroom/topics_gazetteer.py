"""The places of a network come in; where their names stand in a text goes out. A part of `topics`. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from plugins.newsroom.model import Place
from plugins.newsroom.topics_places_words import BUILT, COMMON
from plugins.newsroom.topics_text import words_of


class Gazetteer:
    """The names of a network's places, found in one walk over a text's words."""

    def __init__(self, places: Sequence[Place]) -> None:
        self.served = {place.slug: place for place in places}
        self.named: dict[str, list[Place]] = {}
        self.firsts: dict[str, list[list[str]]] = {}
        for place in sorted(places, key=lambda place: place.slug):
            if name := [word for word in words_of(place.name).lower if word]:
                if " ".join(name) not in self.named:
                    self.firsts.setdefault(name[0], []).append(name)
                self.named.setdefault(" ".join(name), []).append(place)
        for names in self.firsts.values():
            names.sort(key=len, reverse=True)
        self.districts = any(place.kind == "kecamatan" for place in places)

    def at(self, lower: list[str], at: int) -> list[str]:
        """The longest name that begins at a word of a text, as its words; empty where none does."""
        names = self.firsts.get(lower[at], ()) if at < len(lower) else ()
        return next((name for name in names if lower[at : at + len(name)] == name), [])

    def plain(self, name: str) -> bool:
        """Whether a name is a plain word besides: alone it says nothing."""
        first, *rest = name.split()
        return all(word in COMMON for word in rest) and first in (BUILT if rest else COMMON)
