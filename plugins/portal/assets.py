"""Files that are copied and not rendered: the theme's own, under names that change with their bytes, and the
pictures of what is published."""

from __future__ import annotations

from typing import Final

from plugins.newsroom.model import Story
from plugins.newsroom.store import picture_path
from plugins.portal.edition import ASSETS
from plugins.portal.fingerprints import ANY
from plugins.portal.press import Press, Room

FOLDER: Final = ASSETS.removeprefix("/")


def print_theme(press: Press, _: str) -> None:
    """All of the theme's files; those of an older theme go."""
    edition = press.edition
    for name, path in edition.assets.items():
        press.stage.put(path[1:], (edition.theme / "static" / name).read_bytes())
    served = set(edition.assets.values())
    for row in edition.store.q.outputs_between(folder=edition.folder, start=f"{FOLDER}/", stop=f"{FOLDER}0"):
        if f"/{row['path']}" not in served:
            press.stage.remove(row["path"])


def print_pictures(press: Press, story: Story) -> None:
    """The pictures of a story that is printed, in all their widths."""
    for picture in story.pictures if story.status != "withdrawn" else ():
        for width in picture.widths:
            _picture(press, picture.name, width)


def drop_picture(press: Press, name: str) -> None:
    """A picture that no story shows any longer leaves the site."""
    edition, start = press.edition, f"gambar/{name}-"
    if not edition.store.q.picture_users(name=name):
        for row in edition.store.q.outputs_between(folder=edition.folder, start=start, stop=start + "~"):
            press.stage.remove(row["path"])


def _picture(press: Press, name: str, width: int) -> None:
    """One width of a picture, from the store's folder; from the standing site where that lost it."""
    path = f"gambar/{name}-{width}.webp"
    source, stands = picture_path(press.edition.store.pictures, name, width), press.edition.output / path
    if press.stage.has(path):
        return
    if not press.edition.full and stands.is_file():
        press.stage.keep(path)
    elif source.is_file() or stands.is_file():
        press.stage.put(path, (source if source.is_file() else stands).read_bytes())


def _none(_: Press) -> tuple[str, ...]:
    return ()


ROOMS: Final = (
    Room("Tema", print_theme, "theme:", templates=(ANY,)),
    Room("Gambar", drop_picture, "picture:", _none),
)
