"""A story as the Pelican article that it is: with the metadata that themes and plugins for Pelican look for, and the
signals that Pelican sends while it makes one.

Its category is the agency, its tags are the topics, each with the address of its own page here. Its times are those of
the network's own zone.
"""

from __future__ import annotations

from typing import Any, Final
from zoneinfo import ZoneInfo

from pelican import signals
from pelican.contents import Article
from pelican.generators import Generator
from pelican.urlwrappers import Author, Category, Tag, URLWrapper

from plugins.newsroom.model import TOPICS, Story
from plugins.portal.view import StoryView

REMEMBERED: Final = 1000  # categories, tags and authors; an archive may have more authors than anybody wants to hold


class Articles:
    """Makes them for one generator."""

    def __init__(self, generator: Generator, timezone: str) -> None:
        self._generator = generator
        self._timezone, self._zone = timezone, ZoneInfo(timezone)
        self._named: dict[tuple[type[URLWrapper], str], URLWrapper] = {}

    def make(self, story: Story, view: StoryView) -> Article:
        """A withdrawn story is `hidden`, as Pelican calls what keeps its address and stands in no list."""
        topics = () if view.withdrawn else story.topics
        metadata: dict[str, Any] = {
            "title": view.title, "date": story.published.astimezone(self._zone), "timezone": self._timezone,
            "summary": view.summary, "slug": story.path.split("/")[4], "lang": "id",
            "url": story.path[1:], "save_as": f"{story.path[1:]}index.html",
            "category": self._name(Category, story.agency, view.agency.name),
            "tags": [self._name(Tag, slug, TOPICS.get(slug, slug)) for slug in topics],
            "status": "hidden" if view.withdrawn else "published",
        }  # fmt: skip
        if view.author:
            metadata["authors"] = [self._name(Author, "", view.author)]
        if view.updated:
            metadata["modified"] = story.updated.astimezone(self._zone)
        generator = self._generator
        signals.article_generator_context.send(generator, metadata=metadata)
        return Article(view.html, metadata, generator.settings, None, generator.context)

    def _name(self, kind: type[URLWrapper], slug: str, name: str) -> URLWrapper:
        """One category, tag or author; where no slug is known, Pelican makes one when it is asked for it."""
        key = (kind, slug or name)
        if key not in self._named:
            if len(self._named) >= REMEMBERED:
                self._named.clear()
            self._named[key] = kind(name, self._generator.settings)
            if slug:
                self._named[key].slug = slug
        return self._named[key]
