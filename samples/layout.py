"""Lays the sample network out in a folder: what it is, on which ports, and since when.

    <folder>/network.json   ports, the moment of the first start, the round: decided once, written first
    <folder>/content/       samples/content with its blanks filled and its contributed pictures drawn
    <folder>/sites/         samples/sites as they are

Each of the three appears whole or not at all, so a lay-out that was interrupted is completed by the next one
and what stands is never touched again. Nothing here serves or listens.
"""

from __future__ import annotations

import json
import re
import shutil
import socket
import tomllib
import zlib
from contextlib import closing
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta, timezone
from io import BytesIO
from itertools import islice
from pathlib import Path
from typing import Final

from PIL import Image

from samples import batik
from samples.reading import head, span

HERE: Final = Path(__file__).resolve().parent
HOST: Final = "127.0.0.1"
WIB: Final = timezone(timedelta(hours=7), "WIB")
_BLANK: Final = re.compile(r"\{now(?:([+-])([\d\sdhm]+?)(?: (\d\d)\.(\d\d))?)?\}")
_PORTS: Final = range(20_000, 32_000)  # below what systems hand out to outgoing connections


@dataclass(frozen=True, slots=True)
class Layout:
    """network.json. `round` is 0 before the first start; `first` is aware, in WIB, to the second."""

    folder: Path
    first: datetime
    round: int
    portal: int
    ports: dict[str, int]

    @property
    def content(self) -> Path:
        return self.folder / "content"

    @property
    def sites(self) -> Path:
        return self.folder / "sites"

    @property
    def portal_address(self) -> str:
        return f"http://{HOST}:{self.portal}"

    def address(self, slug: str) -> str:
        """A site's address, without a slash at the end. KeyError for a slug that has no site."""
        return f"http://{HOST}:{self.ports[slug]}"


def lay_out(folder: Path, *, now: datetime, source: Path = HERE) -> Layout:
    """Lay the network of `source` (content/ and sites/) out in `folder`, or complete and read what is there.

    `now`, aware, becomes the moment of the first start where none is kept. ValueError for a naive `now`
    and for a file that cannot be filled in; OSError where the folder cannot be written.
    """
    if now.tzinfo is None:
        raise ValueError("the moment of the first start needs a time zone")
    folder = folder.resolve()
    folder.mkdir(parents=True, exist_ok=True)
    if (folder / "network.json").exists():
        layout = read_layout(folder)
    else:
        slugs = sorted(path.parent.name for path in (source / "sites").glob("*/site.toml"))
        portal, *ports = free_ports(len(slugs) + 1, start=zlib.crc32(str(folder).encode()))
        first = now.astimezone(WIB).replace(microsecond=0)
        layout = Layout(folder, first, 0, portal, dict(zip(slugs, ports, strict=True)))
        _keep(layout)
    if not layout.sites.exists():
        _copy(source / "sites", layout.sites).rename(layout.sites)
    if not layout.content.exists():
        half = _copy(source / "content", layout.content)
        _fill(half, layout)
        half.rename(layout.content)
    return layout


def read_layout(folder: Path) -> Layout:
    """What network.json says. FileNotFoundError where nothing was laid out."""
    folder = folder.resolve()
    kept = json.loads((folder / "network.json").read_text(encoding="utf-8"))
    first = datetime.fromisoformat(kept["first"]).astimezone(WIB)
    return Layout(folder, first, kept["round"], kept["portal"], kept["ports"])


def advance(folder: Path) -> int:
    """Count one start: 1 for the first, then 2, 3, …; gives the round that begins."""
    layout = read_layout(folder)
    layout = replace(layout, round=layout.round + 1)
    _keep(layout)
    return layout.round


def free_ports(count: int, *, start: int) -> list[int]:
    """`count` loopback ports that nothing listens on, sought from a place that `start` picks.

    Two folders begin at different places, so that two networks rarely choose the same ports even when
    neither is being served yet. OSError where there are too few.
    """
    place = start % len(_PORTS)
    ports = list(islice(filter(_free, (*_PORTS[place:], *_PORTS[:place])), count))
    if len(ports) < count:
        raise OSError(f"no {count} free ports between {_PORTS[0]} and {_PORTS[-1]} on {HOST}")
    return ports


def _free(port: int) -> bool:
    with closing(socket.socket()) as probe:
        try:
            probe.bind((HOST, port))
        except OSError:
            return False
        return True


def _keep(layout: Layout) -> None:
    kept = asdict(layout) | {"first": layout.first.isoformat()}
    del kept["folder"]
    half = layout.folder / "network.json.half"
    half.write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")
    half.replace(layout.folder / "network.json")


def _copy(source: Path, target: Path) -> Path:
    """A fresh copy beside `target`, to be renamed when it is whole."""
    half = target.with_name(f"{target.name}.half")
    shutil.rmtree(half, ignore_errors=True)
    shutil.copytree(source, half)
    return half


# --- content/ ------------------------------------------------------------------------------------


def _fill(content: Path, layout: Layout) -> None:
    """Fill the blanks in every text of content/ and draw the pictures that contributed articles name."""
    for path in sorted(content.rglob("*")):
        pushed = path.parent.name == "inbox" and path.is_file()
        if path.suffix not in (".md", ".toml") and not pushed:
            continue
        try:
            said = path.read_text(encoding="utf-8")
            filled = _BLANK.sub(lambda blank: _moment(blank, layout.first), said)
            if (pushed or path.name == "agency.toml") and "{site}" in filled:
                agency = path.parent.parent if pushed else path.parent
                filled = filled.replace("{site}", _address(agency.name, layout))
            if filled != said:
                path.write_text(filled, encoding="utf-8")
            if path.suffix == ".md" and path.parent.parent.name == "agencies":
                _illustrate(path, filled, layout)
        except ValueError as fault:
            raise ValueError(f"{path.relative_to(content)}: {fault}") from fault


def _moment(blank: re.Match[str], first: datetime) -> str:
    """``{now}``, ``{now-6h}``, ``{now+1d 2h}`` → ISO 8601 with the offset of WIB. ``{now+3d 09.00}``: at nine on that
    day, as people announce what will be, whatever the hour of the first start."""
    sign, away, hour, minute = blank.groups()
    if not sign:
        return first.isoformat()
    then = first + span(away) * (1 if sign == "+" else -1)
    return (then.replace(hour=int(hour), minute=int(minute), second=0) if hour else then).isoformat()


def _address(slug: str, layout: Layout) -> str:
    if slug not in layout.ports:
        raise ValueError(f"it asks for {{site}}, but sites/{slug}/ does not exist")
    return layout.address(slug)


def _illustrate(path: Path, said: str, layout: Layout) -> None:
    """Draw the picture that a contributed article names, unless somebody put one there."""
    name = head(said)[0].get("Picture", "") if "Picture:" in said else ""
    picture = path.with_name(name) if name else path
    if picture.exists():
        return
    motif, color = _look(path.parent, layout)
    drawn = Image.open(BytesIO(batik.draw(motif, color, zlib.crc32(name.encode()) % 60)))
    drawn.convert("RGB").save(picture)


def _look(agency: Path, layout: Layout) -> tuple[str, str]:
    """An agency's motif and colour: its site's, else its own colour and a motif that its name chooses."""
    fields: dict[str, object] = {}
    for path in (agency / "agency.toml", layout.sites / agency.name / "site.toml"):
        if path.exists():
            fields |= tomllib.loads(path.read_text(encoding="utf-8"))
    motif = batik.MOTIFS[zlib.crc32(agency.name.encode()) % len(batik.MOTIFS)]
    return str(fields.get("motif", motif)), str(fields.get("color", "#1f4e79"))
