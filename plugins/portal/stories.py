"""One story, one page: `/berita/<yyyy>/<mm>/<slug>/`. Only stories that were touched are printed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from msgspec.structs import replace

from plugins.newsroom.model import Story
from plugins.newsroom.store_rows import story_from
from plugins.portal.assets import print_pictures
from plugins.portal.press import CARD, CARDS, Press, Room
from plugins.portal.view import Link


def every_story(press: Press) -> Iterator[str]:
    return (row["id"] for row in press.edition.store.q.story_ids())


def print_story(press: Press, name: str) -> None:
    """A story's page and its pictures."""
    story = press.story(name)
    if story is None:
        return
    press.fragments.forget(story.id)
    if story.merged:
        _print_moved(press, story)
        return
    show, q = press.show, press.edition.store.q
    print_pictures(press, story)
    card = show.card(story)
    if story.status != "withdrawn":
        for kind in CARDS:
            press.fragments.keep(kind, CARD, story, press.card(kind, card))
    view = show.story(story, card, [story_from(row) for each in story.related if (row := q.story(id=each))])
    image = view.images[0].src if view.images else ""
    trail = (Link("Instansi", show.href("/instansi/")), Link(view.agency.short, view.agency.href))
    head = show.head(
        story.path, view.title, view.summary or view.title, trail=trail,
        feeds=f"/instansi/{story.agency}/", feed_title=view.agency.name,
        image=image, index=view.withdrawn is None,
    )  # fmt: skip
    press.article(f"{story.path[1:]}index.html", head, press.articles.make(story, view), story=view)


def _print_moved(press: Press, story: Story) -> None:
    """The address of a story that became a part of another leads there, for readers and for search engines."""
    show = press.show
    head = replace(show.head(story.path, story.title, index=False), canonical=show.absolute(story.merged))
    press.page(f"{story.path[1:]}index.html", "moved", head, title=story.title, target=show.href(story.merged))


ROOMS: Final = (Room("Berita", print_story, "story:", every_story, ("story", "moved"), gather=Press.gather, told=True),)
