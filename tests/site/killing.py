"""Builds that are killed at a moment, and what stands then: a scene and a moment come in, what is wrong goes out.

A scene is a region whose site stands and whose content has gone on; it is laid out anew before every build, in one and
the same place, since a store knows a site by its folder. Used by a test and by a benchmark of many moments.
"""

from __future__ import annotations

import os
import random
import re
import shutil
import signal
import subprocess
import sys
import time
from contextlib import closing, suppress
from dataclasses import dataclass, field
from pathlib import Path
from sqlite3 import connect
from typing import Final, Literal

from tests.houses import ROOT, House
from tests.site.written import write_article, write_region

KINDS: Final = ("more", "all", "first")
"""Some stories came, changed and went, with a new agency and a new page in the menu; every page is another; or nothing
stands yet."""
WHOM: Final = ("all", "all", "all", "parent", "child")
JOBS: Final = 3
RELEASE: Final = 0.03  # seconds from its journal on
_LINK: Final = re.compile(rb'(?:href|src)="(/[^"#?]*)|srcset="([^"]*)"')


@dataclass(frozen=True)
class Moment:
    """`after`: seconds from the start of the build, from when its first story was staged, or from when its journal lay
    there."""

    kind: str
    whom: str
    after: float
    since: Literal["start", "printing", "release"] = "start"


@dataclass
class Scene:
    """`old` and `new`: the site before and after; `seconds`: what an undisturbed build takes."""

    kept: Path
    old: dict[str, bytes]
    new: dict[str, bytes] = field(default_factory=dict)
    seconds: float = 0.0


@dataclass
class Seen:
    """What came of one moment. `stood`: of how many files that were to be replaced or made the new ones stood."""

    moment: Moment
    killed: bool
    stood: int
    of: int
    journal: bool
    faults: list[str]


class Killing:
    """A region in a folder of its own, in three scenes."""

    def __init__(self, folder: Path, stories: int) -> None:
        self.house = House(folder / "work", write_region(folder / "work/content", stories, pictures=True))
        self.house.pull()
        self.house.run("build")
        self.scenes = {kind: self._scene(folder, kind) for kind in KINDS}
        for kind, scene in self.scenes.items():
            self.lay_out(kind)
            process, _ = self.start()
            begin = time.monotonic()
            assert process.wait(120) == 0, kind
            scene.seconds, scene.new = time.monotonic() - begin, self.house.tree()
            assert scene.new != scene.old, kind

    def _scene(self, folder: Path, kind: str) -> Scene:
        kept = shutil.copytree(self.house.folder, folder / kind)
        content = kept / "content"
        if kind == "more":
            office = content / "agencies/kantor-baru"
            office.mkdir()
            (office / "agency.toml").write_text('name = "Kantor Baru"\nshort = "Baru"\nkind = "dinas"\n', "utf-8")
            for number in range(400, 412):
                path = write_article(content, number)
                path.rename(office / path.name) if number % 2 else None
            for number in (1, 5, 8):
                write_article(content, number, more="Kalimat baru dari kantor.")
            for number in (2, 10):
                next(content.glob(f"agencies/*/kabar-{number}.md")).unlink()
            (content / "pages/tentang.md").unlink()
            (content / "pages/layanan.md").write_text("Title: Layanan\nMenu: Layanan\n\nDaftar layanan.\n", "utf-8")
        elif kind == "all":
            network = content / "network.toml"
            network.write_text(network.read_text("utf-8").replace("Kabupaten Contoh", "Kabupaten Lain"), "utf-8")
        else:
            shutil.rmtree(kept / "output")
        return Scene(kept, {} if kind == "first" else self.house.tree())

    def moments(self, count: int, seed: int) -> list[Moment]:
        """So many, of all kinds in turn: most at any moment of a build, every third while it is released."""
        chance = random.Random(seed)
        found = []
        for number in range(count):
            kind, released = KINDS[number % len(KINDS)], number // len(KINDS) % 3 == 2
            span = RELEASE if released else self.scenes[kind].seconds * 1.05
            whom, after = "all" if released else chance.choice(WHOM), chance.uniform(0, span)
            found.append(Moment(kind, whom, after, "release" if released else "start"))
        return found

    def lay_out(self, kind: str) -> None:
        shutil.rmtree(self.house.folder)
        shutil.copytree(self.scenes[kind].kept, self.house.folder)

    def start(self) -> tuple[subprocess.Popen[bytes], Path]:
        """A build that has begun, and where its journal will lie."""
        self.log = self.house.folder / "build.log"
        with self.log.open("wb") as log:
            process = subprocess.Popen(
                [sys.executable, "-m", "invoke", "build", "--jobs", str(JOBS)],
                cwd=ROOT, env=self.house.environment(), stdin=subprocess.DEVNULL, stdout=log, stderr=log,
                start_new_session=True,
            )  # fmt: skip
        return process, self.house.folder / "staging"

    def at(self, moment: Moment) -> Seen:
        """Lay the scene out, build, kill, look; build again, look again."""
        scene = self.scenes[moment.kind]
        self.lay_out(moment.kind)
        process, staging = self.start()
        _await(process, staging, moment.since)
        killed = _kill(process, moment)
        faults = [] if _alone(process.pid) else ["a process of the build outlives it"]
        if moment.whom == "child" and killed and process.returncode == 0:
            faults.append("a build that lost a process went through")
        journal = any(staging.glob("*/journal.json"))
        between = self.house.tree() if self.house.output.exists() else {}
        faults += _mixture(scene, between) + _store(self.house.folder) + self._again(scene)
        changes = [path for path, data in scene.new.items() if scene.old.get(path) != data]
        stood = sum(between.get(path) == scene.new[path] for path in changes)
        return Seen(moment, killed, stood, len(changes), journal, faults)

    def _again(self, scene: Scene) -> list[str]:
        """What is wrong once another build ended."""
        done = self.house.attempt("build", "--jobs", str(JOBS))
        if done.returncode:
            return [f"the next build ended with {done.returncode}: {done.stderr[-300:]}"]
        after = self.house.tree()
        fresh = self.house.folder / "fresh"
        self.house.run("build", output=fresh)
        faults = [] if after == self.house.tree(fresh) else ["the site is not what a fresh build makes"]
        faults += [] if after == scene.new else ["the site is not what an undisturbed build made"]
        left = [path for path in self.house.folder.glob("staging/**/*") if path.is_file()]
        left += self.house.folder.rglob("*.half")
        faults += [f"left behind: {path.relative_to(self.house.folder)}" for path in left]
        return faults + _store(self.house.folder)


def _await(process: subprocess.Popen[bytes], staging: Path, what: str) -> None:
    sign = {"printing": "*/files/berita", "release": "*/journal.json"}.get(what)
    while sign and process.poll() is None and not any(staging.glob(sign)):
        time.sleep(0.0005)


def _kill(process: subprocess.Popen[bytes], moment: Moment) -> bool:
    """Whether it was still at work."""
    with suppress(subprocess.TimeoutExpired):
        process.wait(moment.after)
        return False
    if moment.whom == "all":
        os.killpg(process.pid, signal.SIGKILL)
    elif moment.whom == "parent":
        process.kill()
    else:
        children = [pid for pid in _group(process.pid) if pid != process.pid]
        if not children:
            process.kill()
        else:
            with suppress(ProcessLookupError):
                os.kill(children[0], signal.SIGKILL)
    process.wait(60)
    return True


def _group(leader: int) -> list[int]:
    """The processes of a session that are alive."""
    found = []
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            with suppress(OSError):
                state, _, group = (folder / "stat").read_text().rpartition(")")[2].split()[:3]
                if int(group) == leader and state not in "ZX":
                    found.append(int(folder.name))
    return found


def _alone(leader: int, seconds: float = 20) -> bool:
    """Whether nobody of it is left, after a while at the latest."""
    end = time.monotonic() + seconds
    while _group(leader):
        if time.monotonic() > end:
            return False
        time.sleep(0.01)
    return True


def _mixture(scene: Scene, between: dict[str, bytes]) -> list[str]:
    """What is wrong with a site that was left in the middle."""
    faults = [
        f"neither of before nor of after: {path}"
        for path, data in between.items()
        if data not in (scene.old.get(path), scene.new.get(path))
    ]
    faults += [
        f"missing, though it stood and will stand: {p}" for p in scene.old if p in scene.new and p not in between
    ]
    return faults + dangling(between, ["index.html", *scene.old])


def dangling(site: dict[str, bytes], starts: list[str]) -> list[str]:
    """Links to nothing, on these pages and on all that is reached from them."""
    faults, seen, coming = [], set(starts), [path for path in starts if path in site]
    while coming:
        page = coming.pop()
        for target in _targets(site[page]) if page.endswith(".html") else ():
            if target not in site:
                faults.append(f"{page} links to {target}, and nothing is there")
            elif target not in seen:
                seen.add(target)
                coming.append(target)
    return faults


def _targets(page: bytes) -> set[str]:
    found = set()
    for one, many in _LINK.findall(page):
        for address in (one, *(part.split()[0] for part in many.split(b",") if part.strip())):
            path = address.decode().lstrip("/")
            if address:
                found.add(f"{path}index.html" if not path or path.endswith("/") else path)
    return found


def _store(folder: Path) -> list[str]:
    with closing(connect(folder / "portal.sqlite3")) as store:
        said = [str(row[0]) for row in store.execute("PRAGMA integrity_check")]
    return [] if said == ["ok"] else [f"the store: {said[:3]}"]
