"""A build as an operator runs it: Pelican is started with pelicanconf.py, and what went wrong becomes a sentence.

Where nobody wrote, nothing was touched, the portal is the same and no moment has come at which a page would say
something else, what stands is what would be printed: then Pelican is not even started.
"""

from __future__ import annotations

import gc
import hashlib
import logging
import shutil
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from plugins.newsroom.content_mark import keep_said, mark, said_before
from plugins.newsroom.errors import BuildRefused, PortalError, SiteIncomplete
from plugins.newsroom.model import Network, moment
from plugins.newsroom.store import Store
from plugins.office import environment
from plugins.portal import manifest
from plugins.portal.edition import staging_of

if TYPE_CHECKING:
    from plugins.newsroom.taken import Taken
    from plugins.portal.release import Released

Say = Callable[[str, int, int], None]


def open_store(say: Say, told: list[str] | None = None) -> tuple[Store, Network, Sequence[str]]:
    """What a build prints from: the open store, with everything that people wrote taken in, the network, and the faults
    that were found. `told` gets what is to be said once the site stands.

    What reads people's files is imported only when they have changed: an hour with nothing new costs what it imports.
    """
    content = environment.content()
    store = environment.open_store(content)
    try:
        seen, network = mark(content), store.network()
        said = said_before(store, seen) if network else None
        if said is None or network is None:
            network, ruled, said = _take_in(content, store, say)
            if told is not None:
                told += ruled
    except BaseException:  # also Ctrl-C: whoever is told of it, no store is left open
        store.close()
        raise
    if told is not None:
        told += said[1]
    return store, network, said[0]


def _take_in(content: Path, store: Store, say: Say) -> tuple[Network, list[str], tuple[list[str], list[str]]]:
    """What people wrote, what their decisions changed just now, and what is told of it for as long as it stands."""
    from plugins.newsroom.stories_idle import unmatched
    from plugins.newsroom.taken import standing
    from plugins.office import doubts, terminal

    taken = standing(content, store, environment.now())
    if taken is None:
        import asyncio

        from plugins.newsroom.intake import build_intake

        taken = asyncio.run(build_intake(content, store, now=environment.now(), say=say))
    faults = (*taken.faults, *unmatched(store, taken.desk))
    doubtful = list(store.q.doubts(at=moment(taken.desk.now), most=doubts.TOLD + 1))
    sentences = [
        *_unfilled(content, store, taken),
        *doubts.told(doubtful, taken.desk.now, taken.desk.network.timezone),
    ]
    keep_said(store, taken.mark, faults, sentences)
    return taken.desk.network, terminal.ruled(taken.ruled), ([str(fault) for fault in faults], sentences)


def _unfilled(content: Path, store: Store, taken: Taken) -> list[str]:
    """How much of content/ nobody has filled in yet; counted anew only where something in it has changed."""
    seen, _, count = (store.q.get_meta(key="unfilled") or "").partition(" ")
    if seen != taken.mark:
        from plugins.newsroom.contributed_blanks import blanks

        count = str(len(blanks(content)))
        with store.transaction():
            store.q.set_meta(key="unfilled", value=f"{taken.mark} {count}")
    return [f"{count} hal masih perlu diisi; lihat ./run check"] if int(count) else []


def build(*, full: bool = False, jobs: int = 0) -> None:
    """Print what changed into the output folder, by so many processes at most; 0: as many as there are cores. Raises
    BuildRefused where nothing went live."""
    if jobs < 0:
        raise PortalError(f"--jobs {jobs} bukan jumlah proses. Tulis 1 atau lebih, atau kosongkan.")
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
    told: list[str] = []
    if full or not _stands(content, told):
        told = []
        made, written, removed = _print(told, full=full, jobs=jobs)
    else:
        made = written = removed = 0
    print(
        f"{made} berkas diperiksa, {written} ditulis, {removed} dihapus: {environment.output()}",
        file=sys.stderr,
    )
    for sentence in dict.fromkeys(told):  # whoever prints a second time says it a second time
        print(sentence, file=sys.stderr)


def _stands(content: Path, told: list[str]) -> bool:
    """Whether what stands in the output folder is what would be printed now, known without starting Pelican."""
    output = environment.output().resolve()
    store = environment.open_store(content)
    try:
        said = said_before(store, mark(content))
        last = store.q.edition(folder=str(output))
        if (
            said is None or last is None or last["mark"] != _mark() or last["seq"] != store.q.latest_touch()
            or moment(environment.now()) >= last["due"] or not (output / "index.html").is_file()
            or (staging_of(store.path, output) / "journal.json").exists()
        ):  # fmt: skip
            return False
        manifest.nothing(store, moment(environment.now()), str(output))
    finally:
        store.close()
    for fault in said[0]:
        print(fault, file=sys.stderr)
    told += said[1]
    return True


def _mark() -> str:
    """A hash of what the portal is: its code and theme by the names, sizes and times of their files, its packages, its
    address."""
    root = environment.ROOT
    files = [root / "pelicanconf.py", root / "requirements" / "run.txt"]
    parts = [mark(root / "plugins"), mark(root / "themes"), environment.site_url(), sys.version]
    parts += [f"{file.name} {stat.st_size} {stat.st_mtime_ns}" for file in files for stat in [file.stat()]]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:32]


def _print(told: list[str], *, full: bool, jobs: int) -> tuple[int, int, int]:
    """How many files were printed, written and removed."""
    from pelican.log import console as pelican_console

    from plugins.office import terminal

    logging.getLogger("pelican").setLevel(logging.WARNING)
    pelican_console.quiet = True  # Pelican counts its own articles, and would say that there are none
    with terminal.progress() as say:
        try:
            return _pelican(say, told, full=full, jobs=jobs)
        except SiteIncomplete as error:
            print(f"Ada berkas situs yang hilang ({error}); semuanya dicetak ulang.", file=sys.stderr)
            return _pelican(say, told, full=True, jobs=jobs)


def _pelican(say: Say, told: list[str], *, full: bool, jobs: int = 0) -> tuple[int, int, int]:
    with _imports():
        from pelican import Pelican
        from pelican.settings import read_settings
    override = {
        "PORTAL_FULL": full, "PORTAL_SAY": say, "PORTAL_OPEN": partial(open_store, told=told), "PORTAL_MARK": _mark(),
        "PORTAL_JOBS": jobs,
    }  # fmt: skip
    try:
        pelican = Pelican(read_settings(str(environment.ROOT / "pelicanconf.py"), override=override))
        pelican.run()
    except PortalError:
        _sweep()
        raise
    except Exception as error:
        from plugins.portal import mishaps

        _sweep()
        raise BuildRefused(mishaps.told(error)) from error
    released: Released | None = pelican.settings.get("EDITION_RELEASED")
    return (released.made, released.written, released.removed) if released else (0, 0, 0)


@contextmanager
def _imports() -> Iterator[None]:
    """What is imported here for the first time is nobody's garbage, and is not looked through again and again."""
    first = "pelican" not in sys.modules
    if first:
        gc.disable()
    yield
    if first:
        gc.freeze()
        gc.enable()


def _sweep() -> None:
    """What was staged and does not go live takes no more room: the disk may be full of it."""
    store = Path(environment.store_url().removeprefix("sqlite:///"))
    staging = staging_of(store, environment.output())
    if not (staging / "journal.json").exists():
        shutil.rmtree(staging, ignore_errors=True)
