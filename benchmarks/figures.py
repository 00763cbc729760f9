"""The figures by name: `./run bench gather` gives one set, `./run bench` gives all."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from benchmarks import gather, killed, printing, real_feeds, search, topics_figures, understand

FIGURES: Final[dict[str, Callable[[], dict[str, Any]]]] = {
    "real": real_feeds.run, "print": printing.run, "gather": gather.run,
    "search": search.run, "topics": topics_figures.run, "understand": understand.run, "killed": killed.run,
}  # fmt: skip


def run(name: str) -> dict[str, Any]:
    """The figures of that name, or of every name where none is given. Raises SystemExit for an unknown one."""
    if not name:
        return {each: measure() for each, measure in FIGURES.items()}
    if name not in FIGURES:
        raise SystemExit(f"Tidak ada ukuran bernama '{name}'. Yang ada: {', '.join(FIGURES)}.")
    return {name: FIGURES[name]()}
