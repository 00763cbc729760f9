"""The portal: what the newsroom believes becomes a site. A Pelican plugin; it never touches the network.

    edition → rooms (stories, lists, feeds, data, standing pages, assets) → stage → gate → release

Put it into `PLUGINS` as a module. It reads these settings: `PORTAL_OPEN`, a function that gives the open store with
what people wrote taken in, the network, and the faults found; `PORTAL_NOW`, a function that gives the time;
and optionally `PORTAL_FULL` (ignore what was built before) and `PORTAL_SAY` (a function that is told of progress).
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any, Final

from pelican import Pelican, signals

from plugins.portal import assets, data, feeds, fingerprints, gate, lists, release, standing, stories
from plugins.portal.edition import open_edition, shown, staging_of, told
from plugins.portal.generator import Printer
from plugins.portal.ledger import Ledger
from plugins.portal.press import Room
from plugins.portal.stage import Stage
from plugins.portal.writer import StagingWriter

ROOMS: Final[tuple[Room, ...]] = (
    *assets.ROOMS, *stories.ROOMS, *lists.ROOMS, *feeds.ROOMS, *data.ROOMS, *standing.ROOMS,
)  # fmt: skip


def _open(pelican: Pelican) -> None:
    """Before anything is generated: heal what a crash left, then see what has to be printed."""
    settings: dict[str, Any] = pelican.settings
    say = settings.setdefault("PORTAL_SAY", lambda *_: None)
    store, network, faults = settings["PORTAL_OPEN"](say)
    for fault in faults:
        print(fault, file=sys.stderr)
    output, theme = Path(pelican.output_path), Path(pelican.theme)
    release.finish(store, staging_of(store, output))
    site_url = settings["SITEURL"].rstrip("/")
    menu = tuple((row["slug"], row["menu"] or row["title"]) for row in store.q.pages())
    files = assets.asset_paths(theme)
    folders = [*map(Path, settings["THEME_TEMPLATES_OVERRIDES"]), theme / "templates"]
    looks = fingerprints.looks(folders, _used(settings), shown(network, menu, files, site_url), told(network, site_url))
    looks[assets.THEME] = fingerprints.canonical(files)
    edition = open_edition(
        store, network, output=output, theme=theme, site_url=site_url, now=settings["PORTAL_NOW"](), looks=looks,
        menu=menu, assets=files, full=bool(settings.get("PORTAL_FULL")),
    )  # fmt: skip
    settings["EDITION"] = edition
    settings["EDITION_STAGE"] = Stage(edition)
    settings["EDITION_LEDGER"] = Ledger(edition)
    settings["EDITION_ROOMS"] = ROOMS
    settings["EDITION_SAY"] = say


def _used(settings: dict[str, Any]) -> dict[str, Any]:
    """The settings that a page may depend on: whatever a template names, and Jinja's own on every page."""
    return {name: value for name, value in settings.items() if not name.startswith(("EDITION", "PORTAL_"))}


def _publish(pelican: Pelican) -> None:
    settings: dict[str, Any] = pelican.settings
    ledger: Ledger = settings["EDITION_LEDGER"]
    ledger.orphans()
    gate.judge(settings["EDITION_STAGE"], ledger)
    settings["EDITION_RELEASED"] = release.release(ledger)
    ledger.edition.store.close()


def _generators(_: Pelican) -> type[Printer]:
    return Printer


def _writer(_: Pelican) -> type[StagingWriter]:
    return StagingWriter


def register() -> None:
    """Called by Pelican."""
    signals.initialized.connect(_open)
    signals.get_generators.connect(_generators)
    signals.get_writer.connect(_writer)
    signals.finalized.connect(_publish)
