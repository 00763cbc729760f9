"""What a build costs where nothing or little changed, beside plain Pelican on an empty site, in one run.

A store of 3,000 invented stories is made with the newsroom's own functions; then whole processes are run in turn,
five rounds, so that whatever else the machine does falls on all of them alike:

    floor    plain Pelican, an empty site, its `simple` theme
    pelican  `pelican content -s pelicanconf.py`, nothing changed
    build    `invoke build`, nothing changed
    ten      `invoke build` after ten more stories of ten agencies
"""

from __future__ import annotations

import asyncio
import re
import sys
import tempfile
from collections.abc import Iterable
from datetime import datetime, timedelta
from pathlib import Path
from statistics import median
from typing import Any, Final

from rich.console import Console
from rich.table import Table

from benchmarks import made_up, measure
from benchmarks.measure import Spent
from plugins.newsroom import clean, dates, filing, identity, intake, screen, stories_settle
from plugins.newsroom.store import Store
from plugins.newsroom.store_rows import story_from

STORIES: Final = 3000
ROUNDS: Final = 5
MORE: Final = 10
_NOW: Final = datetime.fromisoformat(measure.NOW)

Stamp = dict[str, tuple[int, int]]


def run() -> dict[str, Any]:
    """Make the store, build it once in full, measure, print."""
    with tempfile.TemporaryDirectory(prefix="print-small-") as name:
        folder = Path(name)
        made_up.write_content(folder / "content")
        numbers = range(STORIES)
        add(folder, ((n, n % made_up.AGENCIES, made_up.moment_of(n, _NOW)) for n in numbers))
        environment = measure.portal(folder)
        spent: dict[str, list[Spent]] = {"floor": [], "pelican": [], "build": [], "ten": []}
        full = measure.run(measure.command("build"), environment)
        written: list[dict[str, int]] = []
        idle = 0
        for each in range(ROUNDS):
            idle += _round(folder, environment, spent, written, each)
    figures: dict[str, Any] = {
        "stories": STORIES, "agencies": made_up.AGENCIES, "rounds": ROUNDS, "full_build": _medians([full]),
        **{name: _medians(list_, spent["floor"]) for name, list_ in spent.items()},
        "written_when_nothing_changed": idle, "written_for_ten": written,
        "within_bound": all(w["written"] <= w["bound"] for w in written),
    }  # fmt: skip
    _print(figures)
    return figures


def add(folder: Path, wanted: Iterable[tuple[int, int, datetime]]) -> list[int]:
    """File articles (number, agency, moment) as a pull would and settle them into stories; their rows' ids."""
    store = Store(f"sqlite:///{folder / 'portal.sqlite3'}")
    taken = asyncio.run(intake.build_intake(folder / "content", store, now=_NOW, say=lambda *_: None))
    filed: list[int] = []
    with store.transaction():
        for number, agency, at in wanted:
            entry = made_up.entry(number, agency, at)
            ((key, canonical),) = identity.identify([entry])
            article = clean.article(
                entry, agency=made_up.slug(agency), feed=made_up.site(agency), key=key, canonical=canonical,
                mode="full", parse_date=lambda text: dates.parse(text, zone="Asia/Jakarta"), injected=screen.injected,
            )  # fmt: skip
            filed.append(filing.file(store, taken.desk, article, screen.judge(article), "full").article)
        joined = stories_settle.settle(store, taken.desk)
    assert not any(joined.values()), "two invented articles have the same text"
    store.close()
    return filed


def _round(
    folder: Path, environment: dict[str, str], spent: dict[str, list[Spent]], written: list[dict[str, int]], each: int
) -> int:
    """One of each, in turn; the number of files that were written though nothing had changed."""
    spent["floor"].append(_floor(folder))
    before = stamp(folder / "output")
    words = [sys.executable, "-m", "pelican", str(folder / "content"), "-s", "pelicanconf.py"]
    spent["pelican"].append(measure.run(words, environment))
    spent["build"].append(measure.run(measure.command("build"), environment))
    idle = len(stamp(folder / "output").items() ^ before.items())
    start = STORIES + each * MORE
    fresh = ((start + n, (each * 7 + n * 6) % made_up.AGENCIES, _NOW - timedelta(minutes=5 * n)) for n in range(MORE))
    bound = _bound(folder, add(folder, fresh))
    before = stamp(folder / "output")
    spent["ten"].append(measure.run(measure.command("build"), environment))
    after = stamp(folder / "output")
    told = re.search(r"(\d+) ditulis", spent["ten"][-1].said)
    counted = sum(before.get(path) != mark for path, mark in after.items())
    written.append({"written": counted, "told": int(told[1]) if told else -1, **bound})
    return idle


def _floor(folder: Path) -> Spent:
    (folder / "empty").mkdir(exist_ok=True)
    (folder / "emptyconf.py").write_text('SITENAME = "Kosong"\nTHEME = "simple"\nTIMEZONE = "UTC"\n', encoding="utf-8")
    words = [sys.executable, "-m", "pelican", "empty", "-s", "emptyconf.py", "-o", "out"]
    return measure.run(words, measure.portal(folder), folder=folder)


def stamp(folder: Path) -> Stamp:
    """Every file of a folder with its inode and time: another of either, and it was written."""
    found = ((path, path.stat()) for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): (stat.st_ino, stat.st_mtime_ns) for path, stat in found}


def _bound(folder: Path, filed: list[int]) -> dict[str, int]:
    """How many files these new articles may change: stories + 6 an agency + 4 a topic or place + 20."""
    store = Store(f"sqlite:///{folder / 'portal.sqlite3'}")
    new = [story_from(store.q.story(id=store.q.article(id=row)["story"])) for row in filed]
    store.close()
    agencies = {slug for story in new for slug in (story.agency, *story.also)}
    topics, places = {t for s in new for t in s.topics}, {p for s in new for p in s.places}
    most = len(new) + 6 * len(agencies) + 4 * (len(topics) + len(places)) + 20
    return {"agencies": len(agencies), "topics": len(topics), "places": len(places), "bound": most}


def _medians(spent: list[Spent], floor: list[Spent] | None = None) -> dict[str, Any]:
    wall, cpu = median(s.wall for s in spent), median(s.cpu for s in spent)
    figures = {"wall": round(wall, 3), "cpu": round(cpu, 3), "megabytes": round(max(s.megabytes for s in spent), 1)}
    if floor is None:
        return figures
    return figures | {
        "wall_to_floor": round(wall / median(s.wall for s in floor), 2),
        "cpu_to_floor": round(cpu / median(s.cpu for s in floor), 2),
        "walls": [round(s.wall, 3) for s in spent],
    }


def _print(figures: dict[str, Any]) -> None:
    console = Console(stderr=True, width=120)
    table = Table("", "wall, s", "to floor", "cpu, s", "to floor", "peak, MB")
    for name in ("floor", "pelican", "build", "ten", "full_build"):
        row = figures[name]
        values = (row.get(key, "") for key in ("wall", "wall_to_floor", "cpu", "cpu_to_floor", "megabytes"))
        table.add_row(name, *map(str, values))
    console.print(table)
    for row in figures["written_for_ten"]:
        console.print(
            f"ten stories: {row['written']} files written (the build says {row['told']}), at most {row['bound']} for"
            f" {row['agencies']} agencies, {row['topics']} topics, {row['places']} places"
        )
    console.print(f"written though nothing had changed: {figures['written_when_nothing_changed']}")
