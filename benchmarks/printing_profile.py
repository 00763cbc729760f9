"""Where the time of a build goes: `python -m benchmarks.printing_profile FILE build WORD…` runs tasks.py with these
words, in a process in which the rooms are timed, and writes the seconds of each to FILE.

The product knows nothing of it: functions are put behind a clock from outside, in that process alone. What one calls
counts for itself, not for its caller. Where several processes print, what they do is seen as waiting for them; by room
it is told where one process prints (`--jobs 1`).
"""

from __future__ import annotations

import json
import re
import runpy
import sys
import tempfile
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from time import perf_counter
from typing import Any

from benchmarks import measure

Figures = dict[str, Any]


def full(folder: Path) -> Figures:
    """The whole site, by as many processes as an operator's build takes."""
    return _run(folder, "--full")


def few(folder: Path, *, alone: bool) -> Figures:
    """What was touched. `alone`: by one process, so that rooms can be told apart."""
    return _run(folder, *(("--jobs", "1") if alone else ()))


def _run(folder: Path, *words: str) -> Figures:
    """Seconds of each part, the whole command's wall, and what of it lies outside: start, imports before, end."""
    with tempfile.TemporaryDirectory() as scratch:
        file = Path(scratch) / "seconds.json"
        command = [sys.executable, "-m", "benchmarks.printing_profile", str(file), "build", *words]
        spent = measure.run(command, measure.portal(folder))
        seconds = json.loads(file.read_bytes())
    outside = spent.wall - sum(seconds.values())
    told = {name: round(each, 3) for name, each in sorted(seconds.items(), key=lambda item: -item[1])}
    return {"wall": round(spent.wall, 3), "seconds": {"start and end": round(outside, 3), **told}}


def imports(folder: Path) -> Figures:
    """Seconds that the same command spends on importing, by Python's own count, and how many modules it imports."""
    words = [sys.executable, "-X", "importtime", "tasks.py", "build"]
    spent = measure.run(words, measure.portal(folder))
    found = re.findall(r"^import time: +(\d+) ", spent.said, re.MULTILINE)  # of each, without what it imports itself
    own = [int(each) for each in found]
    return {"seconds": round(sum(own) / 1e6, 3), "modules": len(own)}


class Clock:
    """Seconds by name; of two that run one within the other, each second counts for the inner one."""

    def __init__(self) -> None:
        self.spent: defaultdict[str, float] = defaultdict(float)
        self._inner: list[float] = []

    def put(self, owner: Any, name: str, label: str | Callable[..., str]) -> None:
        """Put a function of a module or class behind the clock. `label` may ask its arguments."""
        do = getattr(owner, name)

        def timed(*args: Any, **more: Any) -> Any:
            self._inner.append(0.0)
            began = perf_counter()
            try:
                return do(*args, **more)
            finally:
                took = perf_counter() - began
                self.spent[label if isinstance(label, str) else label(*args)] += took - self._inner.pop()
                if self._inner:
                    self._inner[-1] += took

        setattr(owner, name, timed)


def _wind(clock: Clock) -> None:
    from pelican import Pelican

    from plugins.office import building
    from plugins.portal import fingerprints, gate, generator, ledger, release

    clock.put(building, "build", "all else")
    clock.put(building, "open_store", "store and content")
    clock.put(building, "_stands", "is anything to be done")
    clock.put(Pelican, "__init__", "Pelican's start")
    clock.put(Pelican, "run", "Pelican")
    clock.put(fingerprints, "looks", "fingerprints of templates")
    clock.put(generator, "print_edition", "printing")
    clock.put(generator, "_printed", lambda _press, rooms, part: f"room: {rooms[part.room].name}")
    clock.put(ledger.Ledger, "write", "ledger")
    clock.put(ledger.Ledger, "orphans", "ledger")
    clock.put(gate, "judge", "gate")
    clock.put(release, "release", "release")


if __name__ == "__main__":
    ticking = Clock()
    _wind(ticking)
    told, sys.argv = Path(sys.argv[1]), ["tasks.py", *sys.argv[2:]]
    try:
        runpy.run_path(str(measure.ROOT / "tasks.py"), run_name="__main__")
    finally:
        told.write_text(json.dumps(ticking.spent), encoding="utf-8")
