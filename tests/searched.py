"""A portal whose stories are searched: articles go in, its index is made and looked into as anybody could."""

from __future__ import annotations

import gzip
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from tests.houses import ROOT, House

ARTICLE = "Title: {title}\nDate: {date}T08:00:00+07:00\nKind: berita\n\n{text}\n"


def write(house: House, name: str, title: str, text: str, date: str = "2026-11-20") -> Path:
    """An article that an agency contributes."""
    path = house.content / "agencies" / "diskominfo" / f"{date}-{name}.md"
    path.write_text(ARTICLE.format(title=title, text=text, date=date), "utf-8")
    return path


def index(house: House, full: int = 1000, before: str = "", code: int = 0) -> subprocess.CompletedProcess[str]:
    """`./run search` with shards of so many stories; `before`: Python that its process runs first."""
    words = f"import sys\n{before}\nfrom plugins.office import searching\nsearching.search({full})\n"
    words += "print(*sorted({'pelican', 'pagefind_bin', 'sqlite3'} & set(sys.modules)))"
    done = subprocess.run(
        [sys.executable, "-c", words], cwd=ROOT, env=house.environment(), capture_output=True, text=True, timeout=120
    )
    assert done.returncode == code, done.stderr
    return done


def shards(house: House) -> dict[str, Any]:
    """What /pagefind/shards.json tells."""
    return dict(json.loads((house.output / "pagefind/shards.json").read_bytes()))


def names(house: House) -> list[str]:
    """The folders of the shards that the list tells of, and the one of older ones; the first one first."""
    told = shards(house)
    older = json.loads((house.output / "pagefind" / told["older"]).read_bytes())["shards"] if told["older"] else []
    return sorted(row[0] for row in (*told["shards"], *older))


def found(house: House) -> set[str]:
    """The titles of all stories in the shards that the list tells of."""
    pages = (page for name in names(house) for page in (house.output / "pagefind" / name / "fragment").iterdir())
    return {json.loads(gzip.decompress(page.read_bytes()))["title"] for page in pages}


def all_said(house: House) -> bytes:
    """Every byte of every file below /pagefind/, unpacked, in small letters."""
    said = b""
    for path in sorted(p for p in (house.output / "pagefind").rglob("*") if p.is_file()):
        body = path.read_bytes()
        said += gzip.decompress(body) if body[:2] == b"\x1f\x8b" else body
    return said.lower()


def stamps(folder: Path) -> dict[str, tuple[int, int]]:
    """Every file and folder with its inode and time."""
    return {str(path.relative_to(folder)): (path.stat().st_ino, path.stat().st_mtime_ns) for path in folder.rglob("*")}


def broken(house: House, program: str) -> dict[str, str]:
    """An environment in which the package with Pagefind's program is another, of these lines of Python."""
    (house.folder / "lain").mkdir(exist_ok=True)
    (house.folder / "lain" / "pagefind_bin.py").write_text(program, "utf-8")
    return os.environ | {"PYTHONPATH": str(house.folder / "lain")}
