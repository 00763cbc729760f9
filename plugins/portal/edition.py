"""What has to be printed this time: the store and an output folder come in, an `Edition` goes out.

An edition knows the clock, the address of the site, which keys were touched since this folder was last printed, and
which templates are no longer those that it was printed with. It prints nothing itself and never touches the network.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

from msgspec import Struct

from plugins.newsroom.model import Agency, Network, moment
from plugins.newsroom.store import Store

ASSETS: Final = "/aset"
SEARCHING: Final = "js/cari.js"  # the theme's file that reads the search index
NEVER: Final = "~"  # sorts after every moment


class Edition(Struct, frozen=True):
    """One printing. `site_url` has no slash at its end and may be empty; `base` is its path ("" or "/portal").
    `looks`: a hash of each template and all that it depends on; `old`: what the site that stands was printed with;
    `menu`: the region's own pages, slug and label; `assets`: the theme's files by the path that each is served at."""

    store: Store
    network: Network
    agencies: tuple[Agency, ...]
    output: Path
    staging: Path
    theme: Path
    site_url: str
    now: datetime
    full: bool
    keys: frozenset[str]
    upto: int
    looks: Mapping[str, str] = {}
    old: Mapping[str, str] = {}
    menu: tuple[tuple[str, str], ...] = ()
    assets: Mapping[str, str] = {}
    overdue: bool = True  # the clock alone made something stale

    @property
    def folder(self) -> str:
        """The name under which the store knows this output folder."""
        return str(self.output)

    @property
    def base(self) -> str:
        return urlsplit(self.site_url).path.rstrip("/")

    @property
    def changed(self) -> bool:
        """Whether anything but the clock makes anything stale."""
        return self.full or bool(self.keys) or self.looks != self.old

    @property
    def idle(self) -> bool:
        """Whether what stands is what would be printed."""
        return not self.changed and not self.overdue

    def is_anew(self, templates: tuple[str, ...]) -> bool:
        """Whether all that is made with one of these is to be made again; "" is what is made without any."""
        return self.full or any(self.looks.get(name) != self.old.get(name) for name in templates or ("",))

    def touched(self, prefix: str) -> list[str]:
        """What follows `prefix` in the touched keys, sorted."""
        return sorted(key[len(prefix) :] for key in self.keys if key.startswith(prefix))


def open_edition(
    store: Store, network: Network, *, output: Path, theme: Path, site_url: str, now: datetime,
    looks: Mapping[str, str], menu: tuple[tuple[str, str], ...], assets: Mapping[str, str], full: bool = False,
) -> Edition:  # fmt: skip
    """Find out what must be printed into `output`."""
    output = output.resolve()
    last = store.q.edition(folder=str(output))
    keys = frozenset(row["key"] for row in store.q.touched_since(seq=last["seq"] if last else 0))
    anew = full or last is None or "everything" in keys or not (output / "index.html").is_file()
    return Edition(
        store, network, tuple(store.agencies()), output, staging_of(store.path, output), theme, site_url, now, anew,
        keys, store.q.latest_touch(), looks, json.loads(last["looks"]) if last else {}, menu, assets,
        last is None or last["due"] <= moment(now),
    )  # fmt: skip


def staging_of(store: Path, output: Path) -> Path:
    """Where what is printed into this folder waits for the gate: beside the store, whose file is given."""
    name = hashlib.sha256(str(output.resolve()).encode()).hexdigest()[:12]
    return (store.parent / "staging" / name).resolve()


def asset_paths(theme: Path) -> dict[str, str]:
    """Each file of the theme's static folder → the path at which the site serves it, which changes with its bytes."""
    static = theme / "static"
    found: dict[str, str] = {}
    for path in sorted(p for p in static.rglob("*") if p.is_file()):
        mark = hashlib.sha256(path.read_bytes()).hexdigest()[:10]
        found[path.relative_to(static).as_posix()] = f"{ASSETS}/{path.stem}.{mark}{path.suffix}"
    return found


def shown(network: Network, menu: tuple[tuple[str, str], ...], assets: Mapping[str, str], site_url: str) -> Any:
    """What of the network stands on every page."""
    return {
        "site": site_url, "name": network.name, "tagline": network.tagline, "contact": network.contact,
        "links": network.links, "timezone": network.timezone, "menu": menu, "assets": dict(assets),
    }  # fmt: skip


def told(network: Network, site_url: str) -> Any:
    """What feeds and data say of the network."""
    return {
        "site": site_url, "name": network.name, "code": network.code, "timezone": network.timezone,
    }  # fmt: skip
