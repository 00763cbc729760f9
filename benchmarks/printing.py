"""What printing costs, beside Hugo, Eleventy, plain Pelican with a theme like ours, and Pelican on an empty site.

    full    the whole site into an empty folder, by the portal and by its peers in turn; their files are compared
    few     nothing, fifty stories, one edited, withdrawn, dated back; archives of both sizes in the same rounds

All in one run, on the same stories. Archives are spread over five years, whatever their size. With
PORTAL_BENCH_ARCHIVE=1 Hugo prints the larger, too; PORTAL_BENCH_STORES names a folder that keeps the filled stores for
the next time; PORTAL_BENCH_TELL=1 writes what was found to benchmarks/found/print.json and into docs/performance.md.
"""

from __future__ import annotations

import os
import platform
import shutil
import tempfile
from collections.abc import Iterator
from datetime import datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any, Final

from benchmarks import made_up, printing_few, printing_full, printing_peers, printing_store, printing_told
from benchmarks.printing_full import Arena

STORIES: Final = (10_000, 100_000)
ROUNDS: Final = 5
TELL: Final = "PORTAL_BENCH_TELL"
ROOM: Final = 90_000  # bytes that a story takes at most while all this is measured: store, site, stage, peers' sites
HELD: Final = 80_000  # bytes that the hungriest peer holds of a story while it prints; as much is enough for the rest
MEMORY: Final = Path("/dev/shm")

Figures = dict[str, Any]


def run(
    stories: tuple[int, ...] = STORIES, rounds: int = ROUNDS, *, full_rounds: int = 0, peers: bool = True
) -> Figures:
    """Fill, measure, compare, print. `full_rounds`: of whole sites, 0 for as many as their size allows; without `peers`
    only plain Pelican on an empty site is beside us."""
    versions, missing = printing_peers.brought() if peers else ({}, {})
    hungry = max([0, *(min(peer.most, max(stories)) for peer in printing_peers.PEERS if peer.name in versions)])
    where = _where(ROOM * sum(stories), HELD * hungry)
    machine = _machine(where)
    with tempfile.TemporaryDirectory(prefix="print-", dir=where) as name:
        full: Figures = {}
        arenas = [Arena(Path(name), size) for size in stories]
        for arena in arenas:
            full[str(arena.stories)] = printing_full.run(arena, versions, rounds=full_rounds)
            shutil.rmtree(arena.kept)
        few = printing_few.run(arenas, rounds)
    figures: Figures = {
        "stories": list(stories), "agencies": made_up.AGENCIES, "days": printing_store.DAYS, "machine": machine,
        "versions": versions, "missing": missing, "full": full, "few": few,
    }  # fmt: skip
    machine["load"].append(_load())
    figures["promises"] = list(_promises(figures))
    printing_told.table(figures)
    if os.environ.get(TELL) == "1":
        printing_told.write(figures)
    return figures


def _where(needed: int, besides: int) -> str | None:
    """Memory, if there is room for so many bytes and for what processes need besides: a disk that others use would be
    measured with it. None: the temporary folder."""
    try:
        told = Path("/proc/meminfo").read_text("utf-8")
        free = 1024 * int(told.partition("MemAvailable:")[2].split()[0])
    except OSError:
        return None
    fits = MEMORY.is_dir() and shutil.disk_usage(MEMORY).free > needed and free > needed + besides
    return str(MEMORY) if fits else None


def _machine(where: str | None) -> Figures:
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1024**3
    return {
        "day": datetime.now().astimezone().date().isoformat(), "cores": cores, "processor": _processor(),
        "gigabytes": round(memory), "system": f"{platform.system()} {platform.release()}",
        "folder": f"{where}, in memory" if where else tempfile.gettempdir(), "load": [_load()],
        "python": platform.python_version(), "pelican": version("pelican"), "jinja": version("jinja2"),
    }  # fmt: skip


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text("utf-8").splitlines()
    except OSError:
        return platform.machine()
    return next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), platform.machine())


def _load() -> float:
    """How many processes wanted a core during the last minute."""
    return round(os.getloadavg()[0], 2)


def _promises(figures: Figures) -> Iterator[Figures]:
    """What is promised, what was found, and whether it holds; what was not measured is not among them."""
    small, large = (str(figures["stories"][at]) for at in (0, -1))
    for what, found, limit in (*_few(figures["few"]["sites"], small, large), *_full(figures["full"], small, large)):
        if found is not None:
            yield {"what": what, "found": found, "limit": limit, "holds": found <= limit}


Promise = tuple[str, float | None, float]


def _few(sites: Figures, small: str, large: str) -> Iterator[Promise]:
    told, of = sites[large], f"{int(large):,} stories"
    yield f"nothing changed, {of}, `pelican`, wall to the floor", told["pelican"]["to_floor"], 1.1
    yield f"nothing changed, {of}, `./run build`, wall to the floor", told["build"]["to_floor"], 1.4
    yield f"nothing changed, {of}, files changed", max(*told["pelican"]["files"], *told["build"]["files"]), 0
    yield f"fifty more, {of}, wall to the floor", told["fifty"]["to_floor"], 1.5
    most = max(told["fifty"]["bounds"], key=lambda each: each["files"] / each["bound"])
    yield f"fifty more, {of}, files changed (the round nearest to its bound)", most["files"], most["bound"]
    yield f"fifty more, {of}, largest process, MB", told["memory"]["largest"], 120
    if small != large:
        ratio = round(told["fifty"]["wall"] / sites[small]["fifty"]["wall"], 3)
        yield f"fifty more, {of} to {int(small):,}, wall", ratio, 1.1
    for kind in ("edited", "withdrawn", "dated back"):
        yield f"one story {kind}, {of}, wall to the floor", told[kind]["to_floor"], 1.5


def _full(full: Figures, small: str, large: str) -> Iterator[Promise]:
    limits = [(small, "Hugo", 0.35), (small, "Pelican", 0.1), *([(large, "Hugo", 0.25)] if small != large else [])]
    for size, peer, limit in limits:
        found = full[size]["spent"].get(peer, {}).get("ours_to_it")
        yield f"whole site, {int(size):,} stories, wall to {printing_told.WHO.get(peer, peer)}", found, limit
    yield f"whole site, {int(large):,} stories, largest process, MB", full[large]["memory"]["largest"], 150
