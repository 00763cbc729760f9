"""What people at a terminal are told while they wait, and afterwards: progress, faults, a short table.

On a terminal a bar moves (rich); in CI and in pipes there are plain lines, few of them. Everything goes to
standard error, so that standard output stays free for what a command prints.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import IO

from plugins.newsroom.model import Fault, SourceReport

Say = Callable[[str, int, int], None]
_COLUMNS = ("entries", "new", "updated", "duplicate", "held", "quarantined", "removed")
_OUTCOMES = {
    "changed": "berubah",
    "unchanged": "tetap",
    "failed": "gagal",
    "paused": "dijeda",
    "skipped": "dilewati",
}


_HELD = {"hold": "Ditahan", "quarantine": "Dikarantina"}


@contextmanager
def progress(out: IO[str] | None = None) -> Iterator[Say]:
    """A function to tell of progress: `say(stage, done, total)`."""
    stream = out or sys.stderr
    if not stream.isatty():
        yield _Lines(stream).say
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description:<10}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(file=stream)) as bars:
        shown: dict[str, TaskID] = {}

        def say(stage: str, done: int, total: int) -> None:
            if total and stage not in shown:
                shown[stage] = bars.add_task(stage, total=total)
            if total:
                bars.update(shown[stage], completed=done, total=total)

        yield say


class _Lines:
    """Plain lines: where a stage begins to be felt, and where it ends."""

    def __init__(self, stream: IO[str]) -> None:
        self._stream = stream
        self._told: dict[str, int] = {}

    def say(self, stage: str, done: int, total: int) -> None:
        tenth = 10 * done // total if total else 0
        if total and tenth > self._told.get(stage, 0) and (done == total or total >= 200):
            print(f"{stage}: {done}/{total}", file=self._stream, flush=True)
            self._told[stage] = 0 if done == total else tenth


def tell_faults(faults: Iterable[Fault], out: IO[str] | None = None) -> None:
    """Every fault on a line of its own: file, line, what is wrong and how to mend it."""
    for fault in faults:
        print(fault, file=out or sys.stderr)


def ruled(done: Mapping[str, int]) -> list[str]:
    """What the editors' decisions did just now, by what became of how many stories; told by whichever command applied
    them. Nothing, where they did nothing."""
    told = ", ".join(f"{count} berita {what}" for what, count in done.items())
    return [f"Keputusan redaksi: {told}."] if told else []


def tell_held(rows: Iterable[Mapping[str, str]], out: IO[str] | None = None) -> None:
    """What did not go through, a line each: whose it is, what it is called, where it lies and why."""
    for row in rows:
        why = "; ".join(json.loads(row["reasons"])) or "tanpa alasan"
        where = f" <{row['url']}>" if row["url"] else ""
        print(f"{_HELD[row['decision']]}: {row['agency']}: {row['title']}{where}: {why}", file=out or sys.stderr)


def tell_sources(rows: Iterable[SourceReport], out: IO[str] | None = None) -> None:
    """The short table by agency that ends a pull."""
    stream = out or sys.stderr
    heads = ("Instansi", "Hasil", "Isi", "Baru", "Ubah", "Ganda", "Tahan", "Karantina", "Cabut")
    rows = sorted(rows, key=lambda r: (r.agency, r.url))
    several = {slug for slug, count in Counter(r.agency for r in rows).items() if count > 1}
    lines = [
        (
            f"{r.agency} {_tail(r)}" if r.agency in several else r.agency,
            _OUTCOMES[r.outcome],
            *(str(getattr(r, name) or "·") for name in _COLUMNS),
            r.error or "",
        )
        for r in rows
    ]
    widths = [max(len(row[n]) for row in [heads, *lines]) for n in range(len(heads))]
    for row in [(*heads, ""), *lines]:
        cells = [row[n].ljust(widths[n]) if n < 2 else row[n].rjust(widths[n]) for n in range(len(heads))]
        print("  ".join([*cells, row[-1]]).rstrip(), file=stream)


def _tail(row: SourceReport) -> str:
    """What tells one source of an agency from another: the last part of its address."""
    if row.url == f"agencies/{row.agency}/":
        return "(tulisan)"
    return row.url.rstrip("/").rpartition("/")[2][-30:]
