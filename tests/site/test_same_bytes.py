"""The same store and the same moment give the same bytes: in any time zone and language, in whatever order sets lie in
memory, from any folder, with any mask of permissions, and by however many processes."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from sqlite3 import connect

import pytest

from tests.houses import ROOT, House
from tests.site.written import write_article, write_region

STORIES = 45
LANGUAGES = ("tr_TR", "de_DE", "id_ID")
NO_FORK = "import os, runpy, sys; del os.fork; sys.argv[0] = {0!r}; runpy.run_path({0!r}, run_name='__main__')"


@dataclass(frozen=True)
class Machine:
    """What differs from machine to machine. `language`: of `LANGUAGES`, where this system can make it."""

    environment: dict[str, str] = field(default_factory=dict)
    language: str = ""
    jobs: int = 0
    umask: int = -1
    elsewhere: bool = False
    forks: bool = True


MACHINES = {
    "in Papua, one process": Machine({"TZ": "Asia/Jayapura", "PYTHONHASHSEED": "0"}, jobs=1),
    "in California, five processes": Machine({"TZ": "America/Los_Angeles", "PYTHONHASHSEED": "1"}, jobs=5),
    "between two days": Machine({"TZ": "Pacific/Kiritimati", "PYTHONHASHSEED": "4294967295"}, jobs=2),
    "without any language": Machine(
        {"LC_ALL": "C", "LANG": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "PYTHONHASHSEED": "random"}
    ),
    "POSIX's own clock": Machine({"TZ": "EST5EDT,M3.2.0,M11.1.0", "LC_ALL": "POSIX"}),
    "in Turkish": Machine(language="tr_TR", jobs=2),
    "in German": Machine({"TZ": "Europe/Berlin", "PYTHONUTF8": "0"}, language="de_DE", jobs=2),
    "in Indonesian": Machine({"TZ": "Asia/Jakarta"}, language="id_ID", jobs=2),
    "of somebody who shares nothing": Machine(umask=0o077, jobs=2),
    "started elsewhere": Machine(elsewhere=True, jobs=2),
    "where nothing can be forked": Machine(forks=False, jobs=3),
    "without what was compiled, with warnings": Machine({"PYTHONDONTWRITEBYTECODE": "1", "PYTHONDEVMODE": "1"}, jobs=2),
}


@pytest.fixture(scope="module")
def languages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the languages that this system can make."""
    folder = tmp_path_factory.mktemp("languages")
    for name in LANGUAGES if shutil.which("localedef") else ():
        subprocess.run(
            ["localedef", "-i", name, "-f", "UTF-8", str(folder / f"{name}.UTF-8")], capture_output=True, check=False
        )
    return folder


@pytest.fixture(scope="module")
def region(tmp_path_factory: pytest.TempPathFactory) -> House:
    """A small region with pictures, pulled and printed once, as it is on this machine."""
    folder = tmp_path_factory.mktemp("region")
    house = House(folder, write_region(folder / "content", STORIES, pictures=True))
    house.pull()
    house.run("build")
    with closing(connect(folder / "portal.sqlite3")) as store:
        store.execute("PRAGMA wal_checkpoint (TRUNCATE)")
    return house


def moved(region: House, folder: Path) -> House:
    """The same store on another machine: nothing comes along but what is to be printed, and the site where there is
    one at this place."""
    shutil.copytree(region.content, folder / "content", dirs_exist_ok=True)
    shutil.copytree(region.folder / "pictures", folder / "pictures")
    shutil.copy(region.folder / "portal.sqlite3", folder)
    return House(folder, folder / "content")


def printed(house: House, machine: Machine, languages: Path) -> dict[str, bytes]:
    """What that machine makes of it."""
    environment = {name: value for name, value in house.environment().items() if not name.startswith(("LC_", "LANG"))}
    environment |= machine.environment
    if machine.language:
        name = f"{machine.language}.UTF-8"
        environment |= {"LOCPATH": str(languages), "LC_ALL": name, "LANG": name}
        asked = "import locale; print(locale.setlocale(locale.LC_ALL, ''))"
        said = subprocess.run(
            [sys.executable, "-c", asked], env=environment, capture_output=True, text=True, check=False
        )
        if said.stdout.strip() != name:
            pytest.skip(f"this system does not speak {name}")
    tasks = str(ROOT / "tasks.py")
    command = [tasks] if machine.forks else ["-c", NO_FORK.format(tasks)]
    done = subprocess.run(
        [sys.executable, *command, "build", "--jobs", str(machine.jobs)],
        cwd=house.folder if machine.elsewhere else ROOT, env=environment, umask=machine.umask, capture_output=True,
        timeout=120, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr.decode("utf-8", "replace")
    return house.tree()


def released(house: House) -> list[dict[str, object]]:
    """What the newest release says that it changed, whatever the folder is called."""
    told = json.loads(max((house.folder / "releases").glob("*.json")).read_bytes())
    return [told[name] for name in ("added", "changed", "removed")]


@pytest.mark.parametrize("name", MACHINES)
def test_the_same_bytes_on_every_machine(region: House, languages: Path, tmp_path: Path, name: str) -> None:
    """Pages, pictures, feeds, data, sitemaps, and what the release says of each: all of it is equal."""
    house = moved(region, tmp_path)
    tree, here = printed(house, MACHINES[name], languages), region.tree()
    assert sorted(tree) == sorted(here)
    assert [path for path in here if tree[path] != here[path]] == []
    assert released(house) == released(region)
    kinds = {path.partition("/")[0] for path in here}
    assert {"berita", "data", "gambar", "sitemap", "rss.xml", "atom.xml", "feed.json", "aset"} <= kinds


def test_machines_take_turns(region: House, languages: Path, tmp_path: Path) -> None:
    """A site that was begun in one place, and gone on with in another, is what a third prints at once: nothing is
    printed again for being somewhere else, and nothing is left as it was."""
    house = moved(region, tmp_path)
    printed(house, MACHINES["in California, five processes"], languages)
    before = {path: path.stat().st_ino for path in house.output.rglob("*") if path.is_file()}
    tree = printed(house, MACHINES["in Papua, one process"], languages)
    assert {path: path.stat().st_ino for path in before} == before
    write_article(house.content, 300)
    write_article(house.content, 7, more="Loket kedua dibuka pekan depan.")
    house.now = "2026-11-21T17:30:00Z"  # another day in Jakarta, not in California
    after = printed(house, MACHINES["without any language"], languages)
    assert after != tree
    house.run("build", output=tmp_path / "anew")
    assert after == house.tree(tmp_path / "anew")


def test_the_machines_differ() -> None:
    """What these tests vary arrives: another clock, and no fork."""
    asked = "import time; print(time.timezone)"
    zones = set()
    for name in ("in Papua, one process", "in California, five processes", "between two days"):
        environment = os.environ | MACHINES[name].environment
        done = subprocess.run(
            [sys.executable, "-c", asked], env=environment, capture_output=True, text=True, check=True
        )
        zones.add(done.stdout)
    assert len(zones) == 3
    code = "import os; del os.fork\nfrom plugins.portal.hands import cores\nprint(cores(3))"
    said = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert said.strip() == "1"
