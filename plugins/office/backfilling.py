"""A backfill as an operator runs it: agencies' slugs come in, their older articles go into the store, with progress.

One agency after the other; each is pulled first, so that what its feeds list now is known as they say it. Ctrl-C
leaves politely: what was read is kept and told, and the next run goes on where this one stopped.
"""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

from plugins.newsroom import album, registry, stories, stories_settle
from plugins.newsroom.backfill import Backfill
from plugins.newsroom.backfill_line import Unhurried
from plugins.newsroom.backfill_take import Filled
from plugins.newsroom.errors import PortalError
from plugins.newsroom.model import Agency, Fault, Feed, Network, SourceReport
from plugins.newsroom.pull import pull
from plugins.newsroom.store import Store
from plugins.newsroom.visit_bodies import Round
from plugins.newsroom.walls import Workers
from plugins.office import environment, terminal


def backfill_agency(slug: str, *, most: int) -> None:
    """Fetch what lies behind an agency's feeds. Raises PortalError where there is no such agency, or it has no feed."""
    content = environment.content()
    _backfill(content, registry.read_network(content), [slug], most)


def backfill_all(*, most: int) -> None:
    """The same for every agency of content/ that has a feed to ask for. Raises PortalError where none has."""
    content = environment.content()
    network = registry.read_network(content)
    agencies = registry.read_agencies(content, network).agencies
    slugs = [agency.slug for agency in agencies if any(not feed.pushed for feed in agency.feeds)]
    if not slugs:
        raise PortalError("Belum ada instansi yang punya umpan. Tambahkan dengan ./run sources.import DAFTAR.")
    _backfill(content, network, slugs, most)


def _backfill(content: Path, network: Network, slugs: list[str], most: int) -> None:
    if most < 1:
        raise PortalError(f"--most paling sedikit 1, bukan {most}.")
    agent = environment.agent(network.contact)
    store = environment.open_store(content)
    filled: list[Filled] = []
    told: set[Fault] = set()
    pulled: list[SourceReport] = []
    try:
        with terminal.progress() as say:
            for slug in slugs:
                asyncio.run(_fill(content, store, agent, slug, most, say, filled, told, pulled))
    except KeyboardInterrupt:
        for each in filled:
            each.why = each.why or ("" if each.ended else "dihentikan")
        _tell(filled, pulled)
        raise
    finally:
        store.close()
    _tell(filled, pulled)


def _tell(filled: list[Filled], pulled: list[SourceReport]) -> None:
    """What each feed brought, and that it is still to be printed."""
    for each in filled:
        print(_told(each), file=sys.stderr)
    if any(map(_came, (*pulled, *(each.row for each in filled)))):
        print("Jalankan ./run build untuk mencetaknya.", file=sys.stderr)


async def _fill(
    content: Path, store: Store, agent: str, slug: str, most: int, say: terminal.Say, filled: list[Filled],
    told: set[Fault], pulled: list[SourceReport],
) -> None:  # fmt: skip
    report = await pull(content, store, now=environment.now, agent=lambda _contact: agent, say=say, only=slug)
    terminal.tell_faults(fault for fault in report.faults if fault not in told)
    told.update(report.faults)
    for sentence in terminal.ruled(report.ruled):
        print(sentence, file=sys.stderr)
    pulled += report.sources
    desk = stories.open_desk(store, registry.read_network(content), environment.now())
    feeds = _behind(desk.agencies[slug])
    errors = {row.url: row.error for row in report.sources if row.error and row.outcome not in ("changed", "unchanged")}
    forever = asyncio.get_running_loop().time() + 24 * 3600
    line = Unhurried(allow_private=desk.network.allow_private_addresses, agent=agent, now=environment.now)
    with Workers() as workers:
        async with line:
            shared = Round(content, store, desk, workers, line, forever)
            try:
                for feed in feeds:
                    filled.append(Filled(feed.url, SourceReport(slug, feed.url)))
                    if error := errors.get(feed.url):
                        filled[-1].why = f"umpannya sendiri sedang tidak terbaca ({error})"
                    else:
                        await Backfill(shared, line, feed, filled[-1], say=say, most=most).run()
            finally:
                _settle(shared)
            await album.fill(store, desk, workers, content, net=line, until=forever, say=say)


def _behind(agency: Agency) -> list[Feed]:
    """The feeds of an agency that may have an archive."""
    if agency.closed:
        raise PortalError(
            f"Instansi '{agency.slug}' sudah ditutup karena foldernya tidak ada lagi di content/agencies. "
            "Kembalikan folder itu bila masih diperlukan."
        )
    feeds = [feed for feed in agency.feeds if not feed.pushed]
    if not feeds:
        raise PortalError(
            f"Instansi '{agency.slug}' tidak punya umpan yang dapat diambil dari situsnya, jadi tidak ada arsipnya. "
            f"Cari umpannya dengan ./run sources.discover, lalu tulis di agencies/{agency.slug}/agency.toml."
        )
    return feeds


def _settle(shared: Round) -> None:
    """New articles become stories; those that joined one that others carry are no news."""
    for article, joined in stories_settle.settle(shared.store, shared.desk).items():
        if joined and article in shared.fresh:
            shared.fresh[article].new -= 1
            shared.fresh[article].duplicate += 1


def _came(row: SourceReport) -> bool:
    """Whether there is something to print: what the pull before it brought counts, for nobody else prints that."""
    return bool(row.new or row.updated or row.duplicate or row.removed)


def _told(filled: Filled) -> str:
    """One feed's outcome in a sentence."""
    row = filled.row
    counts = {
        "baru": row.new, "ganda": row.duplicate, "ditahan": row.held, "dikarantina": row.quarantined,
        "tanpa tanggal": filled.undated, "tanpa isi": filled.blank,
    }  # fmt: skip
    added = ", ".join(f"{count} {name}" for name, count in counts.items() if count) or "tidak ada yang baru"
    end = "arsipnya sudah terbaca seluruhnya" if filled.ended else filled.why
    return f"{filled.feed}: {added}; {end}."
