"""Whole commands are run and weighed: an argument list and an environment come in, what it cost goes out.

A command is weighed from outside, with everything it starts, as whoever waits for it sees it. Nothing of it is
imported here, so that no figure depends on what this process has loaded already.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[1]
NOW: Final = "2026-11-21T06:30:00Z"
"""The clock of every figure: Saturday 21 November 2026, 13.30 WIB."""


@dataclass(frozen=True, slots=True)
class Spent:
    """What one command took: seconds on the wall, seconds of all processors, megabytes of its largest process."""

    wall: float
    cpu: float
    megabytes: float
    said: str  # standard output and standard error
    code: int = 0


def run(
    command: Sequence[str], environment: Mapping[str, str], *, folder: Path = ROOT, may_fail: bool = False
) -> Spent:
    """Run one command to its end. Raises SystemExit with what it said where it fails and may not."""
    with tempfile.TemporaryFile() as said:
        began = time.perf_counter()
        process = subprocess.Popen(command, cwd=folder, env=environment, stdout=said, stderr=subprocess.STDOUT)
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - began
        process.returncode = os.waitstatus_to_exitcode(status)
        said.seek(0)
        text = said.read().decode("utf-8", "replace")
    if process.returncode and not may_fail:
        raise SystemExit(f"{' '.join(command)} ended with {process.returncode}:\n{text[-4000:]}")
    unit = 1024**2 if sys.platform == "darwin" else 1024  # ru_maxrss: bytes there, kilobytes elsewhere
    return Spent(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / unit, text, process.returncode)


def portal(folder: Path, **more: str) -> dict[str, str]:
    """The environment of a portal that lives wholly in `folder`, with the clock of the figures."""
    return os.environ | {
        "PORTAL_CONTENT": str(folder / "content"),
        "PORTAL_STORE": f"sqlite:///{folder / 'portal.sqlite3'}",
        "PORTAL_OUTPUT": str(folder / "output"),
        "PORTAL_NOW": NOW,
        "SITEURL": "https://portal.example",
        **more,
    }


def invoke(*words: str) -> list[str]:
    """One of the portal's own commands, as an operator runs it."""
    return [sys.executable, "-m", "invoke", *words]
