"""A backfill as an operator runs it: an agency's slug comes in, its older articles go into the store, with progress.

Ctrl-C leaves politely: what was read is kept, and the next run goes on where this one stopped.
"""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

from plugins.newsroom import album, registry, stories
from plugins.newsroom.backfill import Filled, backfill
from plugins.newsroom.errors import PortalError
from plugins.newsroom.fetch import Net
from plugins.newsroom.intake import take_in
from plugins.newsroom.store import Store
from plugins.newsroom.visit_bodies import Round
from plugins.newsroom.walls import Workers
from plugins.office import environment, terminal


def backfill_agency(slug: str, *, most: int) -> None:
    """Fetch what lies behind an agency's feeds. Raises PortalError where there is no such agency, or it has no feed."""
    content = environment.content()
    agent = environment.agent(registry.read_network(content).contact)
    store = Store(environment.store_url())
    try:
        with terminal.progress() as say:
            filled = asyncio.run(_fill(content, store, agent, slug, most, say))
    finally:
        store.close()
    for each in filled:
        print(_told(each), file=sys.stderr)


async def _fill(content: Path, store: Store, agent: str, slug: str, most: int, say: terminal.Say) -> list[Filled]:
    with Workers() as workers:
        desk = (await take_in(content, store, workers, now=environment.now())).desk
        agency = desk.agencies.get(slug)
        feeds = [feed for feed in agency.feeds if not feed.pushed] if agency and not agency.closed else []
        if not feeds:
            raise PortalError(f"there is no agency {slug!r} with a feed in content/agencies")
        forever = asyncio.get_running_loop().time() + 24 * 3600
        private = desk.network.allow_private_addresses
        filled: list[Filled] = []
        async with Net(allow_private=private, agent=agent, now=environment.now) as net:
            shared = Round(content, store, desk, workers, net, forever)
            try:
                for feed in feeds:
                    filled.append(await backfill(shared, feed, most=most, say=say))
            finally:
                stories.settle(store, desk)
            await album.fill(store, desk, workers, content, net=net, until=forever, say=say)
        return filled


def _told(filled: Filled) -> str:
    """One feed's outcome in a sentence or two."""
    row = filled.row
    counts = {"baru": row.new, "ditahan": row.held, "dikarantina": row.quarantined, "tanpa tanggal": filled.undated}
    added = ", ".join(f"{count} {name}" for name, count in counts.items() if count) or "tidak ada yang baru"
    end = "arsipnya sudah terbaca seluruhnya" if filled.ended else filled.why
    return f"{filled.feed}: {added}; {end}."
