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
    return [(path, target) for path in site for target in leads_to(site, path, site_url) if target not in site]


def followed(site: Tree, site_url: str) -> list[tuple[str, str]]:
    """The same of all that a reader can come to from the home page."""
    seen, coming, found = {"index.html"}, ["index.html"], []
    while coming:
        path = coming.pop()
        for target in leads_to(site, path, site_url) if path in site else ():
            if target not in site:
                found.append((path, target))
            elif target not in seen:
                seen.add(target)
                coming.append(target)
    return found


def leads_to(site: Tree, path: str, site_url: str) -> list[str]:
    """The files of this site that a file names by their addresses."""
    if not path.endswith((".html", ".xml", ".json", ".jsonl", ".txt")):
        return []
    text = site[path].decode()
    base = f"/{site_url.partition('://')[2].partition('/')[2]}".rstrip("/")
    addresses = set(re.findall(re.escape(site_url) + r"(/[^\s\"'<>&\\?#]*)", text)) if site_url else set()
    if path.endswith(".html"):
        said = {part.split()[0] for found in _LINK.findall(text) for each in found if each for part in each.split(", ")}
        addresses |= {each.removeprefix(base) for each in said if each.startswith(f"{base}/")}
    return sorted(map(_file, addresses))


def _file(address: str) -> str:
    path = address.partition("#")[0].partition("?")[0][1:]
    return f"{path}index.html" if not path or path.endswith("/") else path
