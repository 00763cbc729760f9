"""Whether a release has room where the site stands: asked before anything there is touched.

Renaming takes none. Where the site lies on another disk than the stage its files are copied, one after the other, each
beside the one that it takes the place of.
"""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Final

from plugins.newsroom.errors import BuildRefused
from plugins.portal.ledger import Ledger

BLOCK: Final = 4096  # bytes; of these a file takes whole ones
_MEGABYTE: Final = 1_000_000


def look(ledger: Ledger) -> None:
    """Raises BuildRefused where a disk of the site's own has less room than what is staged takes."""
    edition = ledger.edition
    files = edition.staging / "files"
    site = next(folder for folder in (edition.output, *edition.output.parents) if folder.exists())
    if not files.exists() or files.stat().st_dev == site.stat().st_dev:
        return
    more = largest = 0
    for path in ledger.staged():
        comes, stood = _size(files / path), _size(edition.output / path)
        more, largest = more + max(0, comes - stood), max(largest, comes)
    free = shutil.disk_usage(site).free
    if more + largest > free:
        raise BuildRefused(
            f"disk tempat {edition.output} terlalu penuh: perlu {_megabytes(more + largest)} MB, tersisa"
            f" {_megabytes(free)} MB. Lapangkan disk itu, lalu ulangi."
        )


def _size(path: Path) -> int:
    try:
        return -(-path.stat().st_size // BLOCK) * BLOCK
    except OSError:
        return 0


def _megabytes(count: int) -> str:
    return f"{count / _MEGABYTE:.1f}".replace(".", ",")
