"""A pull as an operator runs it: environment in, report out, to the terminal and into a file."""

from __future__ import annotations

import asyncio
import json
import os
from pathlib import Path

from plugins.newsroom import console, house, registry
from plugins.newsroom.pull import pull


def pull_all(*, report: str = "", only: str = "") -> None:
    """Pull, tell, write the report. Raises NetworkUnusable before anything is touched."""
    contact = registry.read_network(house.content()).contact
    store = house.open_store()
    try:
        with console.progress() as say:
            done = asyncio.run(
                pull(house.content(), store, now=house.now, agent=house.agent(contact), say=say, only=only)
            )
    finally:
        store.close()
    console.tell_faults(done.faults)
    console.tell_sources(done.sources, done.notice)
    if report:
        path = Path.cwd() / report
        half = path.with_name(f".{path.name}.{os.getpid()}.half")
        half.write_text(json.dumps(done.as_json(), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        half.replace(path)
