"""Pieces of pages that are made once and printed in many places: a story's card, its item in each kind of feed.

A piece is kept in the store for each output folder, with the look that it was made with; another look, or a story that
was touched since, and it is made again. Rows of a list come in with what is kept of each story, pieces go out.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from typing import Final

from markupsafe import Markup
from msgspec import Struct

from plugins.newsroom.model import Story
from plugins.newsroom.store import Row
from plugins.newsroom.store_rows import story_from
from plugins.portal.edition import Edition
from plugins.portal.hands import chunks

READ: Final = 100  # rows that are looked at together
HELD: Final = 300  # stories that are at hand
LEVEL: Final = 3  # of a card's heading, in every list
LAZY, EAGER = ' loading="lazy"', ' fetchpriority="high"'


class Fragment(Struct, frozen=True):
    """`body`: as it is written into a file; None: what is kept of this kind, or of any where it is "", is dropped."""

    kind: str
    story: str
    look: str = ""
    body: bytes | None = None


class Fragments:
    """What is kept of stories, and what is made of them here. `made` gathers the latter until it is handed over."""

    def __init__(self, edition: Edition) -> None:
        self._edition = edition
        self.made: list[Fragment] = []
        self._stories: dict[str, Story] = {}

    def kept(self, kind: str, look: str, name: str, most: int = -1) -> Iterator[Row]:
        """The newest of a list: when each was published, which story it is, and its piece or None."""
        edition = self._edition
        rows: Iterator[Row] = edition.store.q.newest_fragments(
            folder=edition.folder, kind=kind, look=edition.looks.get(look, ""), list=name, most=most
        )
        return rows

    def between(self, kind: str, look: str, name: str, start: Row, end: Row) -> Iterator[Row]:
        """The same of a list from one place (published, story) on and before another."""
        edition = self._edition
        rows: Iterator[Row] = edition.store.q.fragments_between(
            folder=edition.folder, kind=kind, look=edition.looks.get(look, ""), list=name,
            published=start["published"], story=start["story"],
            next_published=end["published"], next_story=end["story"],
        )  # fmt: skip
        return rows

    def filled(self, kind: str, look: str, rows: Iterable[Row], make: Callable[[Story], bytes]) -> Iterator[Row]:
        """The same rows, none without its piece."""
        for part in chunks(rows, READ):
            self._read([row["story"] for row in part if row["body"] is None])
            for row in part:
                if row["body"] is None:
                    story = self._stories[row["story"]]
                    row["body"] = self.keep(kind, look, story, make(story))
                yield row

    def _read(self, names: list[str]) -> None:
        """Have these stories at hand, read at once; a list that lacks one kind of piece often lacks others, too."""
        missing = [name for name in names if name not in self._stories]
        if len(self._stories) + len(missing) > HELD:
            self._stories.clear()
            missing = names
        if missing:
            found = self._edition.store.q.printed_stories(ids=json.dumps(missing))
            self._stories |= {row["id"]: story_from(row) for row in found}

    def keep(self, kind: str, look: str, story: Story, body: bytes) -> bytes:
        """From now on this is the piece of that kind."""
        self.made.append(Fragment(kind, story.id, self._edition.looks.get(look, ""), body))
        return body

    def count(self, kind: str) -> int:
        """Of how many stories such a piece is kept."""
        return int(self._edition.store.q.count_fragments(folder=self._edition.folder, kind=kind))

    def fed_no_more(self, kind: str, newest: int) -> list[str]:
        """Stories of which such a piece is kept that are no longer among the newest of any list that has feeds."""
        q = self._edition.store.q
        return [row["story"] for row in q.fed_no_more(folder=self._edition.folder, kind=kind, newest=newest)]

    def forget(self, story: str, *kinds: str) -> None:
        """What is kept of a story is of no use any more, of these kinds or of all."""
        self.made += [Fragment(kind, story) for kind in kinds or ("",)]

    def hand_over(self) -> list[Fragment]:
        made, self.made = self.made, []
        return made


def first_picture_first(cards: list[str]) -> list[Markup]:
    """The first picture of a page is fetched at once, all others when they come into sight."""
    first = next((at for at, card in enumerate(cards) if LAZY in card), None)  # in a text, quotes are escaped
    return [Markup(card.replace(LAZY, EAGER, 1) if at == first else card) for at, card in enumerate(cards)]
