"""The text of an agency.toml comes in, the agency's folder in content/ stands, whole or not at all.

It is judged as `./run check` would before it goes into place. What stands is never touched.
"""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from plugins.newsroom import registry
from plugins.newsroom.contributed_blanks import UNWRITTEN
from plugins.newsroom.model import Network

HALF: Final = ".import-"
"""What a folder in the making begins with; one that is left over belongs to a run that was killed."""


def write(content: Path, network: Network, slug: str, text: str) -> str:
    """Make `content/agencies/<slug>/`; why it could not be made, in Indonesian, or "". Raises OSError where the disk
    refuses."""
    (content / "agencies").mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(prefix=HALF, dir=content) as half:
        made = Path(half) / "agencies" / slug
        made.mkdir(parents=True)
        (made / "agency.toml").write_text(text, encoding="utf-8", newline="\n")
        (made / "profile.md").write_text(UNWRITTEN, encoding="utf-8", newline="\n")
        faults = registry.read_agencies(Path(half), network).faults
        if faults:
            return "; ".join(str(fault) for fault in faults[:3])
        target = content / "agencies" / slug
        if target.exists():
            return f"folder {slug} baru saja dibuat oleh orang lain"
        made.rename(target)
    return ""
