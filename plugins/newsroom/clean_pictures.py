"""The pictures of an article: a parsed body comes in, its pictures go out of it, with their words and whole addresses.

Lazy ones by their true address, with the caption of the figure that they stand in. What only counts visitors is none,
nor are smileys. Nothing is fetched.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from plugins.newsroom.clean_letters import Note
from plugins.newsroom.clean_tree import Element, drop, elements, printed
from plugins.newsroom.model import PictureRef
from plugins.newsroom.text import plain, web_link

_SIZE: Final = re.compile(r"\d{1,6}(?:\.\d{1,3})?[wx]")
_BETWEEN: Final = re.compile(r"(?<=[wx]),|,\s+")  # two pictures of a srcset; addresses may hold commas
_LAZY: Final = ("data-src", "data-lazy-src", "data-original", "data-orig-file", "data-large-file", "src")
_TRACKER: Final = re.compile(
    r"https?://(?:[\w.-]+\.)?(?:facebook\.com/tr|google-analytics\.com|doubleclick\.net|pixel\.wp\.com|stats\.wp\.com"
    r"|feeds\.feedburner\.com/~|feedsportal\.com|histats\.com|statcounter\.com|flagcounter\.com|whos\.amung\.us)",
    re.I,
)
_SMALL: Final = 40  # pixels: icons and counters
_PIXEL: Final = 3
_CREDIT: Final = 200  # characters of a caption


class Album:
    """The pictures of one body, in their order."""

    def __init__(self, base: str, note: Note) -> None:
        self.base, self.note = base, note
        self.pictures: list[PictureRef] = []

    def take(self, parent: Element, caption: Element | None = None) -> None:
        """Every picture within, with the caption of the figure that it stands in."""
        if parent.name == "figure":
            caption = next((each for each in elements(parent) if each.name == "figcaption"), None)
        for child in parent.children:
            if not isinstance(child, str):
                self.take(child, caption)
                if child.name in ("img", "amp-img"):
                    self._take_one(child, caption if caption and caption.name else None)

    def _take_one(self, image: Element, caption: Element | None) -> None:
        said = image.attributes
        lazy = (*(said.get(name, "") for name in _LAZY), _largest(said))
        url = web_link(next((each for each in lazy if each and not each.startswith("data:")), ""), self.base)
        sizes = [
            int(size) for side in ("width", "height") if (size := said.get(side, "")).isdecimal() and len(size) < 7
        ]
        if _TRACKER.match(url) or (url and any(size < _PIXEL for size in sizes)):
            self.note("piksel-pelacak", url)
        elif url and not any(size <= _SMALL for size in sizes) and "s.w.org/images/core/emoji" not in url:
            credit = plain(printed(caption, {})) if caption else ""
            told = len(credit) > _CREDIT  # a paragraph under a picture is text
            self.pictures.append(PictureRef(url, plain(said.get("alt", ""))[:300], "" if told else credit))
            if caption and not told:
                drop(caption)
        drop(image)


def _largest(image: Mapping[str, str]) -> str:
    """The largest of a picture's set, for those that have no other address; "" where there is none."""
    sets = (image.get(name, "") for name in ("data-srcset", "data-lazy-srcset", "srcset"))
    each = [part.split() for part in _BETWEEN.split(next(filter(None, sets), "")[:20_000])]
    sized = [
        (float(rest[0][:-1]) if rest and _SIZE.fullmatch(rest[0]) else 0, first) for first, *rest in filter(None, each)
    ]
    return max(sized, key=lambda one: one[0], default=(0, ""))[1].strip(",")
