"""A pull as an operator runs it: environment in, report out, to the terminal and into a file."""

from __future__ import annotations

import asyncio
import gc
import os
from pathlib import Path

from plugins.newsroom.pull import pull
from plugins.newsroom.store_rows import in_lines
from plugins.office import environment, terminal


def pull_all(*, report: str = "", only: str = "") -> None:
    """Pull, tell, write the report. Raises NetworkUnusable before anything is touched."""
    content = environment.content()
    store = environment.open_store(content)
    try:
        with terminal.progress() as say:
            done = asyncio.run(pull(content, store, now=environment.now, agent=environment.agent, say=say, only=only))
    finally:
        store.close()
    terminal.tell_faults(done.faults)
    terminal.tell_sources(done.sources)
    if report:
        path = Path.cwd() / report
        path.parent.mkdir(parents=True, exist_ok=True)
        half = path.with_name(f".{path.name}.{os.getpid()}.half")
        half.write_text(in_lines(done.as_json()), encoding="utf-8")
        half.replace(path)
    gc.freeze()  # on its way out the interpreter need not look through what nobody needs any more
