"""A network of the tests' own: its content/, its store and its site in one folder, and the commands that work on it.

In: what people write, and a clock. Out: what a command printed, its report, and what stands in the output.
The commands run as whoever uses them runs them, as processes with the contract's environment; nothing of the
portal is imported here.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Final, Protocol

from tests.contract.server import Site
from tests.contract.writing import START, Item, rss

ROOT: Final = Path(__file__).parents[2]
SITEURL: Final = "https://kabar.contohkab.go.id"


@dataclass(frozen=True)
class Done:
    """A command that ended."""

    code: int
    out: str
    err: str

    @property
    def said(self) -> str:
        return self.out + self.err


@dataclass(frozen=True)
class Pulled(Done):
    """A pull that ended, with its report."""

    report: Mapping[str, Any]

    def of(self, slug: str) -> dict[str, Any]:
        """The row of an agency's one feed; what it contributes by hand may have a row of its own."""
        rows = [row for row in self.report["sources"] if row["agency"] == slug and row["url"].startswith("http")]
        assert len(rows) == 1, f"{slug} has {len(rows)} rows in {self.report['sources']}"
        return dict(rows[0])

    def fault(self, file: str) -> dict[str, Any]:
        """The fault that names this file."""
        faults = [fault for fault in self.report["faults"] if fault["file"].endswith(file)]
        assert faults, f"no fault names {file}: {self.report['faults']}"
        return dict(faults[0])


class Portal:
    """One network in one folder. `now` is its clock, moved by the tests."""

    def __init__(self, folder: Path, **settings: Any) -> None:
        self.folder = folder
        self.content = folder / "content"
        self.output = folder / "output"
        self.now: datetime = START
        self.more = "".join(f"{line}\n" for line in settings.pop("lines", ()))
        self.settings: dict[str, Any] = {
            "name": "Kabupaten Contoh",
            "code": "33.99",
            "timezone": "Asia/Jakarta",
            "domains": ["127.0.0.1"],
            "allow_private_addresses": True,
            **settings,
        }
        (self.content / "agencies").mkdir(parents=True)
        self.set()

    def set(self, **settings: Any) -> None:
        """Writes network.toml, with these settings changed."""
        self.settings |= settings
        self.write("network.toml", toml(self.settings) + self.more)

    def write(self, path: str, text: str) -> Path:
        """Writes a file of content/."""
        file = self.content / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
        return file

    def agency(self, slug: str, *feeds: str, mode: str = "full", **fields: Any) -> None:
        """Writes an agency.toml."""
        fields = {"name": f"Dinas {slug.title()}", "short": slug.title(), "kind": "dinas", **fields}
        if feeds:
            fields.setdefault("site", "http://" + feeds[0].split("/")[2])
        blocks = [f"\n[[feeds]]\nurl = {json.dumps(url)}\nmode = {json.dumps(mode)}\n" for url in feeds]
        self.write(f"agencies/{slug}/agency.toml", toml(fields) + "".join(blocks))

    def decide(self, *decisions: Mapping[str, Any]) -> None:
        """Writes decisions.toml; what a decision leaves out is filled in, `reason=None` leaves it out."""
        text = ""
        for decision in decisions:
            filled = {"reason": "Keputusan redaksi.", "by": "Redaksi Diskominfo", "at": self.now, **decision}
            text += "[[decision]]\n" + toml({key: value for key, value in filled.items() if value is not None}) + "\n"
        self.write("decisions.toml", text)

    def later(self, **span: float) -> None:
        """Moves the clock."""
        self.now += timedelta(**span)

    def environment(self, **more: str) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if not name.startswith("PORTAL_")}
        return {
            **kept,
            "PORTAL_CONTENT": str(self.content),
            "PORTAL_STORE": f"sqlite:///{self.folder / 'portal.sqlite3'}",
            "PORTAL_OUTPUT": str(self.output),
            "PORTAL_NOW": f"{self.now:%Y-%m-%dT%H:%M:%SZ}",
            "SITEURL": SITEURL,
            **more,
        }

    def start(self, *words: str, cwd: Path = ROOT, **environment: str) -> subprocess.Popen[str]:
        """Starts a command in a process group of its own and hands it over running."""
        return subprocess.Popen(
            [sys.executable, "-m", "invoke", *words],
            cwd=cwd,
            env=self.environment(**environment),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )

    def run(self, *words: str, cwd: Path = ROOT, **environment: str) -> Done:
        """Runs a command to its end."""
        return ended(self.start(*words, cwd=cwd, **environment))

    def pull(self, only: str = "", **environment: str) -> Pulled:
        """`pull --report`, which must end with 0."""
        file = self.folder / "report.json"
        file.unlink(missing_ok=True)
        words = ["pull", "--report", str(file), *(["--only", only] if only else [])]
        done = self.run(*words, **environment)
        assert done.code == 0, f"pull ended with {done.code}: {done.said}"
        return Pulled(done.code, done.out, done.err, json.loads(file.read_text(encoding="utf-8")))

    def build(self, *words: str, output: Path | None = None, cwd: Path = ROOT) -> Done:
        """`build`, which must end with 0."""
        done = self.run("build", *words, cwd=cwd, PORTAL_OUTPUT=str(output or self.output))
        assert done.code == 0, f"build ended with {done.code}: {done.said}"
        return done

    def stories(self, output: Path | None = None) -> list[dict[str, Any]]:
        """Every line of /data/stories/, in the order of the files."""
        folder = (output or self.output) / "data" / "stories"
        lines = [line for file in sorted(folder.glob("*.jsonl")) for line in file.read_text("utf-8").splitlines()]
        return [json.loads(line) for line in lines]

    def story(self, mark: str) -> dict[str, Any]:
        """The one story whose title or text or address at the source holds this."""
        found = [
            story
            for story in self.stories()
            if mark in (story["title"] or "")
            or mark in (story["text"] or "")
            or any(mark in (source["url"] or "") for source in story["sources"])
        ]
        assert len(found) == 1, f"{len(found)} stories hold {mark!r}"
        return found[0]

    def page(self, address: str) -> str:
        """What stands at an address of the site, absolute or from the root."""
        return answer(self.output, address).read_text(encoding="utf-8")

    def holding(self, words: str, *suffixes: str) -> list[str]:
        """The files of the site that hold these words, by their paths."""
        return [path for path, body in files(self.output, *suffixes).items() if words.encode() in body]


class Found(Protocol):
    """Founds a network of a name in a folder of its own, with settings of network.toml."""

    def __call__(self, name: str = ..., **settings: Any) -> Portal: ...


def ended(process: subprocess.Popen[str], seconds: float = 120) -> Done:
    """Waits for a command; one that hangs is killed with its children and fails the test."""
    try:
        out, err = process.communicate(timeout=seconds)
    except subprocess.TimeoutExpired:
        kill(process)
        raise
    return Done(process.returncode, out, err)


@dataclass
class Slow:
    """A pull that is under way, with `--report report.json` in the portal's folder."""

    portal: Portal
    process: subprocess.Popen[str]
    site: Site


def under_way(portal: Portal, site: Site) -> Iterator[Slow]:
    """A pull, started; whatever is left of it at the end is killed, and its site closed."""
    process = portal.start("pull", "--report", str(portal.folder / "report.json"))
    yield Slow(portal, process, site)
    if process.poll() is None:
        kill(process)
    site.close()


def finished(slow: Slow) -> Pulled:
    """Waits for a pull that was started long ago."""
    done = ended(slow.process)
    assert done.code == 0, done.said
    report = json.loads((slow.portal.folder / "report.json").read_text(encoding="utf-8"))
    return Pulled(done.code, done.out, done.err, report)


def kill(process: subprocess.Popen[str]) -> None:
    """kill -9 for a command and every worker that it started."""
    os.killpg(process.pid, signal.SIGKILL)
    process.communicate()


def toml(fields: Mapping[str, Any]) -> str:
    """Lines of TOML for strings, numbers, booleans, moments and lists of strings."""

    def value(thing: Any) -> str:
        return thing.isoformat() if isinstance(thing, datetime) else json.dumps(thing, ensure_ascii=False)

    return "".join(f"{name} = {value(thing)}\n" for name, thing in fields.items())


def answer(output: Path, address: str) -> Path:
    """The file with which a plain web server answers an address."""
    path = address.removeprefix(SITEURL).partition("#")[0].partition("?")[0]
    file = output / path.lstrip("/")
    return file / "index.html" if path.endswith("/") or not path else file


def files(output: Path, *suffixes: str) -> dict[str, bytes]:
    """Every file of a site: its path from the root and its bytes."""
    found = sorted(file for file in output.rglob("*") if file.is_file())
    return {
        file.relative_to(output).as_posix(): file.read_bytes()
        for file in found
        if not suffixes or file.suffix in suffixes
    }


def traces(output: Path) -> dict[str, tuple[int, int]]:
    """When and as which inode every file of a site was written."""
    found = (file for file in output.rglob("*") if file.is_file())
    return {file.relative_to(output).as_posix(): (file.stat().st_mtime_ns, file.stat().st_ino) for file in found}


def differences(one: Path, other: Path) -> list[str]:
    """The files in which two sites differ."""
    here, there = files(one), files(other)
    return [name for name in sorted({*here, *there}) if here.get(name) != there.get(name)]


def publish(site: Site, path: str, items: Iterable[Item], **more: Any) -> str:
    """Scripts a feed and the pages of its items, and hands back the feed's address."""
    listed = list(items)
    extra = more.pop("extra", "")
    for each in listed:
        if not each.link:
            site.put(each.path, f"<html><title>{each.title}</title><body>{each.body}</body></html>")
    return site.put(path, rss(site.url("").rstrip("/"), listed, extra), **{"type": "application/rss+xml", **more})
