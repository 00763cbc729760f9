"""What has to be printed this time: the store and an output folder come in, an `Edition` goes out.

An edition knows the clock, the address of the site, which keys were touched since this folder was last printed,
and whether everything must be printed anew: another folder, another theme, other settings, a hole where the old
site stood. It prints nothing itself and never touches the network.
"""

from __future__ import annotations

import hashlib
import json
from datetime import datetime
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

from msgspec import Struct

from plugins.newsroom.model import Agency, Network
from plugins.newsroom.store import Store

_CODE: Final = Path(__file__).parent
_NEWSROOM: Final = _CODE.parent / "newsroom"


class Edition(Struct, frozen=True):
    """One printing. `site_url` has no slash at its end and may be empty; `base` is its path ("" or "/portal")."""

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
    fingerprint: str

    @property
    def folder(self) -> str:
        """The name under which the store knows this output folder."""
        return str(self.output)

    @property
    def base(self) -> str:
        return urlsplit(self.site_url).path.rstrip("/")

    @property
    def changed(self) -> bool:
        """Whether anything at all was touched."""
        return self.full or bool(self.keys)

    def touched(self, prefix: str) -> list[str]:
        """What follows `prefix` in the touched keys, sorted."""
        return sorted(key[len(prefix) :] for key in self.keys if key.startswith(prefix))


def open_edition(
    store: Store, network: Network, *, output: Path, theme: Path, site_url: str, now: datetime,
    settings: dict[str, Any], full: bool = False,
) -> Edition:  # fmt: skip
    """Find out what must be printed into `output`. `settings` are those that templates may depend on."""
    output = output.resolve()
    agencies = tuple(store.agencies())
    fingerprint = _fingerprint(theme, {**settings, "site_url": site_url, "network": repr(network)})
    last = store.q.edition(folder=str(output))
    upto = store.q.latest_touch()
    keys = frozenset(row["key"] for row in store.q.touched_since(seq=last["seq"] if last else 0))
    anew = (
        full or last is None or last["fingerprint"] != fingerprint or "everything" in keys
        or not (output / "index.html").is_file()
    )  # fmt: skip
    name = hashlib.sha256(str(output).encode()).hexdigest()[:12]
    staging = (store.path.parent / "staging" / name).resolve()
    return Edition(
        store, network, agencies, output, staging, theme, site_url.rstrip("/"), now, bool(anew), keys, upto, fingerprint
    )  # fmt: skip


def _fingerprint(theme: Path, settings: dict[str, Any]) -> str:
    """A hash of all that a page depends on beside the store: the theme's files, this package's, the settings."""
    digest = hashlib.sha256(json.dumps(settings, sort_keys=True, default=str).encode())
    for root, pattern in ((theme, "**/*"), (_CODE, "*.py"), (_NEWSROOM, "dates.py"), (_NEWSROOM, "model.py")):
        for path in sorted(root.glob(pattern)):
            if path.is_file():
                digest.update(path.relative_to(root).as_posix().encode())
                digest.update(path.read_bytes())
    return digest.hexdigest()[:32]
