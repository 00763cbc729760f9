"""A pull as an operator runs it: environment in, report out, to the terminal and into a file."""

from __future__ import annotations

import asyncio
import gc
import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from plugins.newsroom.errors import PortalError, because
from plugins.newsroom.model import SourceReport, moment
from plugins.newsroom.pull import pull
from plugins.newsroom.store import Store
from plugins.newsroom.store_rows import in_lines
from plugins.office import doubts, environment, terminal

_NOBODY: Final = (
    "Tidak ada yang ditarik: belum ada instansi yang punya umpan atau tulisan. Sesuaikan portal dengan daerah (./run"
    " init), masukkan daftar instansi (./run sources.import DAFTAR), atau lihat contohnya dahulu (./run demo)."
)

_HELD: Final = 20  # of what did not go through, told at the end of a pull


def pull_all(*, report: str = "", only: str = "") -> None:
    """Pull, tell, write the report. Raises NetworkUnusable before anything is touched."""
    content = environment.content()
    store = environment.open_store(content)
    try:
        with terminal.progress() as say:
            done = asyncio.run(pull(content, store, now=environment.now, agent=environment.agent, say=say, only=only))
        rows = [*done.sources, *_as_before(store, done.sources, only)]
        many = any(row.held or row.quarantined for row in done.sources)
        held = list(store.q.held_in(at=moment(done.started), most=_HELD)) if many else []
        doubtful = list(store.q.doubts(at=moment(done.started), most=doubts.TOLD + 1))
    finally:
        store.close()
    terminal.tell_faults(done.faults)
    if rows:
        terminal.tell_sources(rows)
    else:
        print(_NOBODY, file=sys.stderr)
    terminal.tell_held(held)
    for line in doubts.told(doubtful, done.started, done.zone):
        print(line, file=sys.stderr)
    for sentence in terminal.ruled(done.ruled):
        print(sentence, file=sys.stderr)
    if report:
        _write(Path.cwd() / report, in_lines(done.as_json()))
    gc.freeze()  # on its way out the interpreter need not look through what nobody needs any more


def _as_before(store: Store, told: Sequence[SourceReport], only: str) -> Iterator[SourceReport]:
    """A row for everyone of whom a pull had nothing to report: contributed articles that stand as they stood, and feed
    files that nobody has sent yet."""
    known = {(row.agency, row.url) for row in told}
    reported = {row.agency for row in told}
    for agency in store.agencies():
        if agency.closed or (only and agency.slug != only):
            continue
        folder = f"agencies/{agency.slug}/"
        articles = len(list(store.q.contributed_articles(agency=agency.slug)))
        if articles and (agency.slug, folder) not in known:
            yield SourceReport(agency.slug, folder, entries=articles)
        elif agency.feeds and agency.slug not in reported:
            yield SourceReport(agency.slug, agency.feeds[0].url, "skipped")


def _write(path: Path, text: str) -> None:
    """All or nothing. Raises PortalError where it cannot be written."""
    half = path.with_name(f".{path.name}.{os.getpid()}.half")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        half.write_text(text, encoding="utf-8")
        half.replace(path)
    except OSError as error:
        raise PortalError(f"Hasil penarikan tidak dapat ditulis ke {path} ({because(error)}).") from error
