"""What a site is compared by: its files, their bytes and times, the links between them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

_LINK: Final = re.compile(r"""\b(?:href|src|action)="([^"]*)"|url=([^"]*)"|\bsrcset="([^"]*)\"""")

Tree = dict[str, bytes]
Stamps = dict[str, tuple[int, int]]


def none(what: str, found: Iterable[object]) -> None:
    """Nothing of this is to be found."""
    some = sorted(found, key=str)
    assert not some, f"{len(some)} {what}: {some[:5]}"


def tree(folder: Path) -> Tree:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def told_apart(paths: list[str], grown: Tree, anew: Tree) -> Iterator[str]:
    """In which files two trees differ, and where the first few of them begin to."""
    yield f"incremental and full differ in {len(paths)} files: {' '.join(paths[:12])}"
    for path in paths[:3]:
        one, other = grown.get(path), anew.get(path)
        if one is None or other is None:
            yield f"  {path} stands only {'anew' if one is None else 'incrementally'}"
            continue
        alike = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), 0)
        start = max(0, alike - 60)
        yield f"  {path}:\n    incremental {one[start : start + 160]!r}\n    full        {other[start : start + 160]!r}"


def stamps(folder: Path) -> Stamps:
    found = ((path, path.stat()) for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): (stat.st_ino, stat.st_mtime_ns) for path, stat in found}


def dangling(site: Tree, site_url: str) -> list[tuple[str, str]]:
    """Page or file → address of this site's own at which nothing is."""
    base = "/" + site_url.partition("://")[2].partition("/")[2]
    base = base.rstrip("/")
    own = re.compile(re.escape(site_url) + r"(/[^\s\"'<>&\\?#]*)") if site_url else None
    found: list[tuple[str, str]] = []
    for path, data in site.items():
        if not path.endswith((".html", ".xml", ".json", ".jsonl", ".txt")):
            continue
        text = data.decode()
        addresses = set(own.findall(text)) if own else set()
        if path.endswith(".html"):
            said = {each for found_ in _LINK.findall(text) for each in found_ if each}
            said = {part.split()[0] for each in said for part in each.split(", ")}
            addresses |= {each.removeprefix(base) for each in said if each.startswith(f"{base}/")}
        for address in sorted(addresses):
            target = address.partition("#")[0].partition("?")[0][1:]
            target = f"{target}index.html" if not target or target.endswith("/") else target
            if target not in site:
                found.append((path, target))
    return found
