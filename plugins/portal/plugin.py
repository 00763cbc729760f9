"""Where Pelican and the portal meet: what happens when Pelican opens, prints and ends.

Where nothing is to be printed nothing else is imported, and nothing is opened but the store.
"""

from __future__ import annotations

import atexit
import gc
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jinja2
import pelican
from pelican import Pelican, signals
from pelican.settings import DEFAULT_CONFIG

from plugins.newsroom.model import moment
from plugins.portal import fingerprints
from plugins.portal.edition import Edition, asset_paths, open_edition, shown, staging_of, told

if TYPE_CHECKING:
    from plugins.portal.generator import Printer
    from plugins.portal.writer import StagingWriter


def _open(host: Pelican) -> None:
    """Before anything is generated: heal what a crash left, then see what has to be printed."""
    settings: dict[str, Any] = host.settings
    settings.setdefault("PORTAL_SAY", lambda *_: None)
    store, network, said = settings["PORTAL_OPEN"](settings["PORTAL_SAY"])
    for sentence in said:
        print(sentence, file=sys.stderr)
    output, theme = Path(host.output_path).resolve(), Path(host.theme)
    if (staging_of(store.path, output) / "journal.json").exists():
        from plugins.portal import release

        release.finish(store, staging_of(store.path, output))
    site_url = settings["SITEURL"].rstrip("/")
    menu = tuple((row["slug"], row["menu"] or row["title"]) for row in store.q.pages())
    assets = asset_paths(theme)
    folders = [*map(Path, settings["THEME_TEMPLATES_OVERRIDES"]), theme / "templates"]
    seen = shown(network, menu, assets, site_url) | {"jinja": settings["JINJA_ENVIRONMENT"], "made by": _makers(host)}
    looks = fingerprints.looks(folders, settings, seen, told(network, site_url))
    settings["EDITION"] = open_edition(
        store, network, output=output, theme=theme, site_url=site_url, now=settings["PORTAL_NOW"](), looks=looks,
        menu=menu, assets=assets, full=bool(settings.get("PORTAL_FULL")),
    )  # fmt: skip


def _makers(host: Pelican) -> list[str]:
    """What else has a hand in every page: Pelican, Jinja, and other plugins with their settings."""
    others = [plugin for plugin in host.plugins if plugin.__name__ != __package__]
    known = frozenset(DEFAULT_CONFIG)
    return [pelican.__version__, jinja2.__version__, *fingerprints.strangers(others, host.settings, known)]


def _publish(host: Pelican) -> None:
    settings: dict[str, Any] = host.settings
    edition: Edition = settings["EDITION"]
    if not edition.idle:
        from plugins.portal import gate, generator, release, space

        ledger = settings["EDITION_LEDGER"]
        ledger.orphans(gate.KNOWN)
        gate.judge(settings["EDITION_STAGE"], ledger, generator.jobs(settings))
        space.look(ledger)
        strangers = ledger.strangers()
        settings["EDITION_RELEASED"] = release.release(ledger, settings.get("PORTAL_MARK", ""))
        if strangers:
            print(
                f"{len(strangers)} berkas yang sudah ada di {edition.output} bukan cetakan simpanan ini dan diganti,"
                f" misalnya /{strangers[0]}", file=sys.stderr,
            )  # fmt: skip
    else:
        from plugins.portal import manifest

        manifest.nothing(edition.store, moment(edition.now), edition.folder)
        if settings.get("PORTAL_MARK"):
            with edition.store.transaction():  # the next build need not even start Pelican
                edition.store.q.save_mark(folder=edition.folder, mark=settings["PORTAL_MARK"])
    edition.store.close()


def _generators(host: Pelican) -> tuple[type[Printer], ...]:
    if host.settings["EDITION"].idle:
        return ()
    from plugins.portal.generator import Printer

    return (Printer,)


def _writer(host: Pelican) -> type[StagingWriter] | None:
    edition: Edition = host.settings["EDITION"]
    if edition.idle:
        return None
    from plugins.portal.ledger import Ledger
    from plugins.portal.stage import Stage
    from plugins.portal.writer import StagingWriter

    host.settings["EDITION_STAGE"], host.settings["EDITION_LEDGER"] = Stage(edition), Ledger(edition)
    return StagingWriter


def register() -> None:
    """Listen to Pelican."""
    atexit.register(gc.freeze)  # a process that ends need not look through what it has for garbage
    signals.initialized.connect(_open)
    signals.get_generators.connect(_generators)
    signals.get_writer.connect(_writer)
    signals.finalized.connect(_publish)
