"""The portal: what the newsroom believes becomes a site. A Pelican plugin; it never touches the network.

    edition → (stories, lists, standing pages, feeds, data, assets) → stage → gate → release

Put it into `PLUGINS` as a module. It reads these settings: `PORTAL_OPEN`, a function that gives the open store with
what people wrote taken in, the network, and the faults found; `PORTAL_NOW`, a function that gives the time;
and optionally `PORTAL_FULL` (ignore what was built before) and `PORTAL_SAY` (a function that is told of progress).
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from pelican import Pelican, signals

from plugins.portal import assets, data, feeds, gate, lists, release, standing, stories
from plugins.portal.edition import open_edition
from plugins.portal.generator import Printer
from plugins.portal.writer import Stage, StagingWriter

ROOMS = (
    assets.print_assets,
    stories.print_stories,
    lists.print_lists,
    feeds.print_feeds,
    data.print_data,
    standing.print_standing,
)


def _open(pelican: Pelican) -> None:
    """Before anything is generated: heal what a crash left, then see what has to be printed."""
    settings: dict[str, Any] = pelican.settings
    say = settings.setdefault("PORTAL_SAY", lambda *_: None)
    store, network, faults = settings["PORTAL_OPEN"](say)
    for fault in faults:
        print(fault, file=sys.stderr)
    theme = Path(pelican.theme)
    wanted = {
        "theme": theme, "site_url": settings["SITEURL"], "now": settings["PORTAL_NOW"](),
        "output": Path(pelican.output_path), "full": bool(settings.get("PORTAL_FULL")),
        "settings": {"pelican": settings.get("PORTAL_PELICAN", ""), "jinja": settings["JINJA_ENVIRONMENT"]},
    }  # fmt: skip
    edition = open_edition(store, network, **wanted)
    if release.finish(store, edition.staging):
        edition = open_edition(store, network, **wanted)
    settings["EDITION"] = edition
    settings["EDITION_STAGE"] = Stage(edition)
    settings["EDITION_ASSETS"] = assets.asset_paths(theme)
    settings["EDITION_ROOMS"] = ROOMS
    settings["EDITION_SAY"] = say


def _publish(pelican: Pelican) -> None:
    stage: Stage = pelican.settings["EDITION_STAGE"]
    stage.gone |= release.orphans(stage)
    gate.judge(stage)
    pelican.settings["EDITION_RELEASED"] = release.release(stage)
    stage.edition.store.close()


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
