"""The pictures of what is published: wanted addresses come from the store, our own files go into its folder.

Each picture is fetched under the same walls as a feed, decoded in a worker and kept by the hash of its bytes. A
picture that cannot be had costs only itself; it is tried three times, hours apart.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Final

from plugins.newsroom import stories
from plugins.newsroom.errors import WorkerLost
from plugins.newsroom.model import Encoded, moment
from plugins.newsroom.outcomes import Fetched
from plugins.newsroom.store import Store, picture_path
from plugins.newsroom.store_rows import pictures_from, when
from plugins.newsroom.stories import Desk
from plugins.newsroom.walls import PictureJob, Workers

if TYPE_CHECKING:
    from plugins.newsroom.fetch import Net

ACCEPT: Final = "image/webp,image/jpeg,image/png,image/gif"
BYTES: Final = 12 * 1024 * 1024
LOOK_BACK: Final = timedelta(days=7)
AGAIN: Final = timedelta(hours=6)
TRIES: Final = 3

Say = Callable[[str, int, int], None]


async def fill(
    store: Store, desk: Desk, workers: Workers, content: Path, *, net: Net | None, until: float, say: Say
) -> int:
    """Get every picture that is wanted and not yet had. Without `net` only those that lie in content/.
    `until` is the event loop's time after which no new one is asked for. Returns how many were added."""
    wanted = _wanted(store, desk, fetching=net is not None)
    done = added = 0
    say("Gambar", 0, len(wanted))
    loop = asyncio.get_running_loop()
    room = asyncio.Semaphore(12)

    async def one(url: str, waiting: list[str]) -> None:
        nonlocal done, added
        async with room:
            if loop.time() > until:
                return
            body = await _bytes(url, content, net)
            picture = None
            if body:
                try:
                    picture = (await workers.develop(PictureJob(body))).picture
                except WorkerLost:
                    picture = None
        _keep(store, desk, url, picture, waiting)
        done, added = done + 1, added + (picture is not None)
        say("Gambar", done, len(wanted))

    await asyncio.gather(*(one(url, waiting) for url, waiting in wanted.items()))
    return added


def _wanted(store: Store, desk: Desk, *, fetching: bool) -> dict[str, list[str]]:
    """Address of a picture → the stories that wait for it. Who has all that can be had waits no more."""
    found: dict[str, list[str]] = {}
    with store.transaction():
        _look_for_losses(store, desk)
        for row in list(store.q.wanting_pictures()):
            open_ones = [ref.url for ref in pictures_from(row["pictures"]) if _open(store, ref.url)]
            if not open_ones:
                store.q.want_no_pictures(story=row["id"])
            for url in open_ones:
                if (fetching or url.startswith("file:")) and not _tried_lately(store, desk, url):
                    found.setdefault(url, []).append(row["id"])
    return found


def _look_for_losses(store: Store, desk: Desk) -> None:
    """Once a day the pictures of the last week are looked for; where the whole folder is gone, once all of them."""
    today = f"{desk.now:%Y-%m-%d}"
    if not store.pictures.is_dir():
        store.q.want_recent_pictures(since="")
        store.pictures.mkdir(parents=True)
    elif store.q.get_meta(key="pictures looked for") != today:
        store.q.want_recent_pictures(since=moment(desk.now - LOOK_BACK))
        store.q.set_meta(key="pictures looked for", value=today)


def _open(store: Store, url: str) -> bool:
    """Whether a picture is not had, and not given up."""
    known = store.q.picture(url=url)
    if known is None:
        return True
    if known["name"]:
        return not picture_path(store.pictures, known["name"], known["width"]).is_file()
    return bool(known["tries"] < TRIES)


def _tried_lately(store: Store, desk: Desk, url: str) -> bool:
    known = store.q.picture(url=url)
    return bool(known and not known["name"] and desk.now - when(known["tried_at"]) < AGAIN)


async def _bytes(url: str, content: Path, net: Net | None) -> bytes:
    if url.startswith("file:"):
        try:
            path = (content / url.removeprefix("file:").partition("#")[0]).resolve()
            inside = path.is_relative_to(content.resolve())
            return path.read_bytes() if inside and path.is_file() and path.stat().st_size <= BYTES else b""
        except (OSError, ValueError):
            return b""
    if net is None:
        return b""
    from plugins.newsroom.fetch import Ask  # a build has no network, and does not pay for one

    async with net.turn(url) as turn:
        answer = await net.get(Ask(url, accept=ACCEPT, limit=BYTES, stay=True), turn)
    return answer.body if isinstance(answer, Fetched) and answer.complete else b""


def _keep(store: Store, desk: Desk, url: str, picture: Encoded | None, waiting: list[str]) -> None:
    if picture:
        for width, data in picture.files:
            write_picture(store.pictures, picture.name, width, data)
    with store.transaction():
        store.q.save_picture(
            url=url, name=picture.name if picture else None, width=picture.width if picture else 0,
            height=picture.height if picture else 0, tried_at=moment(desk.now),
            widths=str([w for w, _ in picture.files]) if picture else "[]",
        )  # fmt: skip
        if picture:
            for story in waiting:
                stories.compose(store, desk, story)


def write_picture(folder: Path, name: str, width: int, data: bytes) -> None:
    """Written beside and moved into place: a half-written picture never bears a picture's name."""
    path = picture_path(folder, name, width)
    path.parent.mkdir(parents=True, exist_ok=True)
    half = path.with_suffix(".half")
    half.write_bytes(data)
    half.replace(path)
