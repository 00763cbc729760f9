"""Whole commands are run and weighed: an argument list and an environment come in, what it cost goes out.

A command is weighed from outside, with everything it starts, as whoever waits for it sees it. Nothing of it is
imported here, so that no figure depends on what this process has loaded already.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[1]
NOW: Final = "2026-11-21T06:30:00Z"
"""The clock of every figure: Saturday 21 November 2026, 13.30 WIB."""

_SCALE: Final = """
import os, sys, time

def peak(process):
    try:
        with open(f"/proc/{process}/status") as file:
            return next((int(line.split()[1]) / 1024 for line in file if line.startswith("VmHWM")), 0)
    except OSError:
        return 0

def started_by(process):
    try:
        for thread in os.listdir(f"/proc/{process}/task"):
            with open(f"/proc/{process}/task/{thread}/children") as file:
                yield from file.read().split()
    except OSError:
        return

watched, peaks = sys.argv[2] == "watched", {}
began = time.perf_counter()
child = os.posix_spawn(sys.argv[3], sys.argv[3:], os.environ)
while not (ended := os.wait4(child, os.WNOHANG if watched else 0))[0]:
    for each in (child, *started_by(child)):
        peaks[each] = peak(each) or peaks.get(each, 0)
    time.sleep(0.01)
wall = time.perf_counter() - began
_, status, used = ended
largest = used.ru_maxrss / (1024**2 if sys.platform == "darwin" else 1024)
own = peaks.pop(child, 0)
cpu, worker, code = used.ru_utime + used.ru_stime, max(peaks.values(), default=0), os.waitstatus_to_exitcode(status)
with open(sys.argv[1], "w") as file:
    file.write(f"[{wall}, {cpu}, {largest}, {code}, {own}, {worker}, {own + sum(peaks.values())}]")
"""
"""Runs between us and the command, because a new process inherits the peak memory of whoever starts it."""


@dataclass(frozen=True, slots=True)
class Spent:
    """What one command took: seconds on the wall, seconds of all processors, megabytes of its largest process."""

    wall: float
    cpu: float
    megabytes: float
    code: int
    said: str  # standard output and standard error
    own: float = 0.0  # megabytes of the command's own process, 0 where nobody watched or nobody can (Linux only)
    worker: float = 0.0  # megabytes of the largest process that it started, likewise
    together: float = 0.0  # the peaks of them all, likewise; what they share is counted in each


def run(
    command: Sequence[str], environment: Mapping[str, str], *, folder: Path = ROOT, may_fail: bool = False,
    watch: bool = False,
) -> Spent:  # fmt: skip
    """Run one command (its program an absolute path) to its end. Raises SystemExit with what it said where it
    fails and may not. POSIX only: other systems do not say what a process used. To `watch` tells the memory of the
    command from that of the processes it starts; it looks a hundred times a second, so not where time is compared."""
    with tempfile.TemporaryDirectory() as scratch:
        weighed = Path(scratch) / "weighed"
        done = subprocess.run(
            [sys.executable, "-I", "-S", "-c", _SCALE, str(weighed), "watched" if watch else "-", *command],
            cwd=folder, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False,
        )  # fmt: skip
        said = done.stdout.decode("utf-8", "replace")
        if done.returncode:
            raise SystemExit(f"{command[0]} could not be weighed:\n{said[-4000:]}")
        wall, cpu, largest, code, own, worker, together = json.loads(weighed.read_bytes())
    if code and not may_fail:
        raise SystemExit(f"{' '.join(command)} ended with {code}:\n{said[-4000:]}")
    return Spent(wall, cpu, largest, code, said, own, worker, together)


def portal(folder: Path, **more: str) -> dict[str, str]:
    """The environment of a portal that lives wholly in `folder`, with the clock of the figures. Compiled Python is
    kept, as it is where a portal is at work; a shell that forbids that would have every start compile our rooms."""
    ours = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return ours | {
        "PORTAL_CONTENT": str(folder / "content"),
        "PORTAL_STORE": f"sqlite:///{folder / 'portal.sqlite3'}",
        "PORTAL_OUTPUT": str(folder / "output"),
        "PORTAL_NOW": NOW,
        "SITEURL": "https://portal.example",
        **more,
    }


def command(*words: str) -> list[str]:
    """One of the portal's own commands, as an operator runs it."""
    return [sys.executable, "tasks.py", *words]
