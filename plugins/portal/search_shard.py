"""One shard of the search index: what is told of some stories comes in, a folder that a browser reads goes out.

    meta.pf_meta                  which words are in which chunk, which pages there are
    index/<name>.pf_index         words and where they stand, cut small (`search_cut`)
    fragment/<name>.pf_fragment   a page, JSON in gzip: {"url", "title", "agency", "date", "text"}; "text" begins with
                                  the title

The words are read by Pagefind's own program, a process of its own that ends with the shard, so that what it holds is
bounded by a shard. What lies in a folder depends on what came in alone.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import shutil
import subprocess
import zlib
from collections.abc import Iterable
from html import escape
from pathlib import Path
from typing import Any, Final

from msgspec import Struct

from plugins.newsroom.errors import SearchUnusable, because
from plugins.portal import search_cut

PATIENCE: Final = 600  # seconds; a shard takes some two


class Page(Struct, frozen=True):
    """What is told of a story. `url` begins at the site's root, without its base path; `date` is a moment."""

    url: str
    title: str
    agency: str
    date: str
    text: str


def program() -> tuple[str, str]:
    """Where Pagefind's program is, and its version. Raises SearchUnusable where there is none for this machine."""
    try:
        from importlib.metadata import version

        import pagefind_bin

        return str(pagefind_bin.get_executable()), version("pagefind_bin")
    except (ImportError, OSError) as error:
        raise SearchUnusable(
            "Program pencari (Pagefind) tidak ada di mesin ini; paketnya hanya tersedia untuk Linux, macOS, dan Windows"
            " dengan prosesor x86-64 atau ARM 64-bit. Bagian lain portal tetap berjalan."
        ) from error


def make(pages: Iterable[Page], scratch: Path, folder: Path, beside: Path) -> str:
    """Write a shard of these pages into `folder`, and what reads it in a browser beside it; the name of that. `scratch`
    may be written over. Raises SearchUnusable."""
    for each in (scratch, folder):
        shutil.rmtree(each, ignore_errors=True)
    (scratch / "site").mkdir(parents=True)
    try:
        told = _lay_out(pages, scratch / "site")
        _run(scratch)
        return _take_over(scratch / "made", told, folder)
    except (ValueError, LookupError, EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise SearchUnusable(search_cut.UNKNOWN) from error
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


def _take_over(made: Path, told: list[dict[str, Any]], folder: Path) -> str:
    """Of what Pagefind made, what a reader needs: its own pages of results and the like stay behind."""
    folder.mkdir(parents=True)
    names = search_cut.cut(made, folder)
    (folder / "fragment").mkdir()
    for number, name in enumerate(names):
        found = json.loads(search_cut.unpacked((made / "fragment" / f"{name}.pf_fragment").read_bytes()))
        page = told[int(Path(found["url"]).stem)] | {"text": found["content"]}
        target = folder / "fragment" / f"{search_cut.short(number)}.pf_fragment"
        target.write_bytes(gzip.compress(json.dumps(page, ensure_ascii=False).encode(), 9, mtime=0))
    engine = (made / "wasm.id.pagefind").read_bytes()
    name = f"wasm.{hashlib.sha256(engine).hexdigest()[:10]}.pagefind"
    (folder.parent / name).write_bytes(engine)
    return name


def _lay_out(pages: Iterable[Page], site: Path) -> list[dict[str, Any]]:
    """A file for each page; what is told of it beside its words."""
    told = []
    for number, page in enumerate(pages):
        words = f"<h1>{escape(page.title)}</h1><p>{escape(page.text)}</p>"
        html = f'<!DOCTYPE html><html lang="id"><body>{words}</body></html>'
        (site / f"{number}.html").write_text(html, encoding="utf-8")
        told.append({"url": page.url, "title": page.title, "agency": page.agency, "date": page.date})
    return told


def _run(scratch: Path) -> None:
    command = [program()[0], "--site", str(scratch / "site"), "--output-path", str(scratch / "made"), "--silent"]
    env = {name: value for name, value in os.environ.items() if not name.startswith("PAGEFIND_")}  # it would obey these
    try:
        done = subprocess.run(
            command, capture_output=True, text=True, timeout=PATIENCE, cwd=scratch, env=env, check=False
        )
    except OSError as error:
        raise SearchUnusable(f"Program pencari {command[0]} tidak dapat dijalankan ({because(error)}).") from error
    except subprocess.TimeoutExpired as error:
        raise SearchUnusable(f"Program pencari tidak selesai dalam {PATIENCE // 60} menit.") from error
    if done.returncode or not (scratch / "made" / "wasm.id.pagefind").is_file():
        said = " ".join((done.stderr or done.stdout).split())[-200:]
        raise SearchUnusable(f"Program pencari berhenti dengan kode {done.returncode}: {said or 'tanpa keterangan'}")
