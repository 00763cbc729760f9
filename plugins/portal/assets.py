"""Files that are copied and not rendered: the theme's own, under names that change with their bytes, and the
pictures of what is published."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Final

from plugins.newsroom.store import picture_path
from plugins.newsroom.store_rows import story_from
from plugins.portal.generator import Press

FOLDER: Final = "/aset"


def asset_paths(theme: Path) -> dict[str, str]:
    """Each file of the theme's static folder → the path at which the site serves it."""
    static = theme / "static"
    found: dict[str, str] = {}
    for path in sorted(p for p in static.rglob("*") if p.is_file()):
        name = path.relative_to(static).as_posix()
        mark = hashlib.sha256(path.read_bytes()).hexdigest()[:10]
        found[name] = f"{FOLDER}/{path.stem}.{mark}{path.suffix}"
    return found


def print_assets(press: Press) -> None:
    """The theme's files in a full edition; the pictures of every story that is printed."""
    edition = press.edition
    if edition.full:
        for name, path in asset_paths(edition.theme).items():
            press.stage.put(path[1:], (edition.theme / "static" / name).read_bytes())
    ids = [row["id"] for row in edition.store.q.story_ids()] if edition.full else edition.touched("story:")
    for story_id in ids:
        row = edition.store.q.story(id=story_id)
        if row is None or row["status"] == "withdrawn":
            continue
        for picture in story_from(row).pictures:
            for width in picture.widths:
                _picture(press, picture.name, width)
    for name in edition.touched("picture:"):
        if not edition.store.q.picture_users(name=name):
            start = f"gambar/{name}-"
            for row in edition.store.q.outputs_between(folder=edition.folder, start=start, stop=start + "~"):
                press.stage.remove(row["path"])


def _picture(press: Press, name: str, width: int) -> None:
    """One width of a picture, from the store's folder; from the standing site where that lost it."""
    path = f"gambar/{name}-{width}.webp"
    source, stands = picture_path(press.edition.store.pictures, name, width), press.edition.output / path
    if path in press.stage.made or path in press.stage.kept:
        return
    if not press.edition.full and stands.is_file():
        press.stage.kept.add(path)
    elif source.is_file() or stands.is_file():
        press.stage.put(path, (source if source.is_file() else stands).read_bytes())
