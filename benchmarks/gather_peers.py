"""What the pull is held against, each a whole process: `python -m benchmarks.gather_peers NAME FILE FEEDS`.

    subscribe   `reader` (PyPI) learns the feeds of the list FEEDS and keeps them in its own store FILE
    reader      asks them all with sixteen workers and stores what is new
    unchanged   a bare aiohttp script asks with the validators that the list gives, and stores nothing
    bodies      the same without validators, and the bodies are read to their end

FEEDS is a JSON list of [address, ETag, Last-Modified]. Each imports only what it needs, as if it were written alone.
"""

from __future__ import annotations

import sys
from contextlib import suppress
from typing import Any

WORKERS = 16
AT_ONCE = 256


def _open(store: str) -> Any:
    with suppress(ImportError):  # reader 3.26 looks for it under the name that feedparser gave it before 6.0.13
        import feedparser_sgmllib

        sys.modules.setdefault("sgmllib", feedparser_sgmllib)
    from reader import make_reader

    return make_reader(store)


def subscribe(store: str, feeds: list[list[str]]) -> None:
    with _open(store) as reader:
        for address, _, _ in feeds:
            reader.add_feed(address)


def reader(store: str, _feeds: list[list[str]]) -> None:
    with _open(store) as opened:
        opened.update_feeds(scheduled=False, workers=WORKERS)


def unchanged(_store: str, feeds: list[list[str]]) -> None:
    _ask({address: {"If-None-Match": etag, "If-Modified-Since": at} for address, etag, at in feeds}, 304)


def bodies(_store: str, feeds: list[list[str]]) -> None:
    _ask({address: {} for address, _, _ in feeds}, 200)


def _ask(wanted: dict[str, dict[str, str]], expected: int) -> None:
    import asyncio

    import aiohttp

    async def ask(session: aiohttp.ClientSession, turn: asyncio.Semaphore, address: str) -> int:
        async with turn, session.get(address, headers=wanted[address]) as response:
            await response.read()
            return response.status

    async def main() -> None:
        turn = asyncio.Semaphore(AT_ONCE)
        async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0)) as session:
            found = await asyncio.gather(*(ask(session, turn, address) for address in wanted))
        if set(found) != {expected}:
            sys.exit(f"answers {sorted(set(found))} where {expected} was expected")

    asyncio.run(main())


if __name__ == "__main__":
    import json
    from pathlib import Path

    peers = {"subscribe": subscribe, "reader": reader, "unchanged": unchanged, "bodies": bodies}
    peers[sys.argv[1]](sys.argv[2], json.loads(Path(sys.argv[3]).read_bytes()))
