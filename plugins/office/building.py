"""A build as an operator runs it: Pelican is started with pelicanconf.py, and what went wrong becomes a sentence."""

from __future__ import annotations

import asyncio
import logging
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from plugins.newsroom.content_mark import Taken, standing
from plugins.newsroom.errors import BuildRefused, PortalError, SiteIncomplete
from plugins.newsroom.model import Fault, Network, moment
from plugins.newsroom.store import Store
from plugins.newsroom.stories_idle import unmatched
from plugins.office import doubts, environment

if TYPE_CHECKING:
    from plugins.portal.release import Released

Say = Callable[[str, int, int], None]


def open_store(say: Say, told: list[str] | None = None) -> tuple[Store, Network, tuple[Fault, ...]]:
    """What a build prints from: the open store, with everything that people wrote taken in. `told` gets what is to be
    said once the site stands.

    What reads people's files is imported only when they have changed: an hour with nothing new costs what it imports.
    """
    content = environment.content()
    store = environment.open_store(content)
    try:
        taken = standing(content, store, environment.now())
        if taken is None:
            from plugins.newsroom.intake import build_intake

            taken = asyncio.run(build_intake(content, store, now=environment.now(), say=say))
        faults = (*taken.faults, *unmatched(store, taken.desk))
    except BaseException:  # also Ctrl-C: whoever is told of it, no store is left open
        store.close()
        raise
    if told is not None:
        told += _sentences(taken, _unfilled(content, store, taken.mark))
        doubtful = list(store.q.doubts(at=moment(taken.desk.now), most=doubts.TOLD + 1))
        told += doubts.told(doubtful, taken.desk.now, taken.desk.network.timezone)
    return store, taken.desk.network, faults


def _sentences(taken: Taken, unfilled: int) -> list[str]:
    """What the editors' decisions did, and how much nobody has filled in yet."""
    from plugins.office import terminal

    return [
        *terminal.ruled(taken.ruled),
        *([f"{unfilled} hal masih perlu diisi; lihat ./run check"] if unfilled else []),
    ]


def _unfilled(content: Path, store: Store, mark: str) -> int:
    """How much of content/ nobody has filled in yet; counted anew only where something in it has changed."""
    seen, _, count = (store.q.get_meta(key="unfilled") or "").partition(" ")
    if seen == mark:
        return int(count)
    from plugins.newsroom.contributed_blanks import blanks

    found = len(blanks(content))
    with store.transaction():
        store.q.set_meta(key="unfilled", value=f"{mark} {found}")
    return found


def build(*, full: bool = False) -> None:
    """Print what changed into the output folder. Raises BuildRefused where nothing went live."""
    from pelican.log import console as pelican_console

    from plugins.office import terminal

    content = environment.content()
    if not content.is_dir():  # Pelican would say it in its own words; else the registry is read when it is needed
        from plugins.newsroom import registry

        registry.read_network(content)
    if not environment.site_url():
        print(
            "SITEURL kosong: alamat di dalam umpan, peta situs, dan data tidak memuat nama situs. "
            "Isi sebelum menerbitkan, misalnya SITEURL=https://berita.contohkab.go.id",
            file=sys.stderr,
        )
    logging.getLogger("pelican").setLevel(logging.WARNING)
    pelican_console.quiet = True  # Pelican counts its own articles, and would say that there are none
    told: list[str] = []
    with terminal.progress() as say:
        try:
            done = _print(say, told, full=full)
        except SiteIncomplete as error:
            print(f"Ada berkas situs yang hilang ({error}); semuanya dicetak ulang.", file=sys.stderr)
            done = _print(say, told, full=True)
    print(
        f"{done.made} berkas diperiksa, {done.written} ditulis, {done.removed} dihapus: {environment.output()}",
        file=sys.stderr,
    )
    for sentence in dict.fromkeys(told):  # whoever prints a second time says it a second time
        print(sentence, file=sys.stderr)


def _print(say: Say, told: list[str], *, full: bool) -> Released:
    from pelican import Pelican
    from pelican.settings import read_settings

    override = {"PORTAL_FULL": full, "PORTAL_SAY": say, "PORTAL_OPEN": partial(open_store, told=told)}
    pelican = Pelican(read_settings(str(environment.ROOT / "pelicanconf.py"), override=override))
    try:
        pelican.run()
    except PortalError:
        raise
    except Exception as error:
        raise BuildRefused(f"{type(error).__name__}: {error}") from error
    released: Released = pelican.settings["EDITION_RELEASED"]
    return released
