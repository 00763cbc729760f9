"""The conductor: alone knows the order in which a pull goes. It decides nothing that a step can decide.

    intake | visit* | settle into stories | pictures | report

Each source is one visit and one transaction: its articles, verdicts and validators stand or fall together, and
whatever goes wrong with it stays with it.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from datetime import datetime
from difflib import get_close_matches
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

from msgspec import Struct, field

from plugins.newsroom import album, inbox, schedule, stories
from plugins.newsroom.errors import PortalError
from plugins.newsroom.fetch import Net
from plugins.newsroom.model import Fault, Feed, SourceReport, moment
from plugins.newsroom.schedule import Asked, FeedState
from plugins.newsroom.store import Store
from plugins.newsroom.store_rows import as_told, when
from plugins.newsroom.stories_idle import unmatched
from plugins.newsroom.stories_ruled import settled
from plugins.newsroom.taken import Taken, standing
from plugins.newsroom.visit import Visit
from plugins.newsroom.visit_bodies import Round
from plugins.newsroom.visit_state import keep, state_from
from plugins.newsroom.walls import Workers

QUIET: Final = 1.0
"""Seconds in which no source came back, after which the others are settled on trial."""

Say = Callable[[str, int, int], None]


class Report(Struct):
    """What a pull did; `as_json` is the contract's form. Not in that form: `ruled`, what the editors' decisions did in
    it, and `zone`, the network's own clock."""

    started: datetime
    sources: list[SourceReport] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    finished: datetime | None = None
    seconds: float = 0.0
    ruled: dict[str, int] = field(default_factory=dict)
    zone: str = "UTC"

    def as_json(self) -> str:
        """The report in the form of the contract."""
        counts = ("entries", "new", "updated", "duplicate", "held", "quarantined", "removed")
        totals: dict[str, int] = {name: sum(getattr(s, name) for s in self.sources) for name in counts}
        totals |= {"sources": len(self.sources)}
        for outcome in ("changed", "unchanged", "failed", "paused", "skipped"):
            totals[outcome] = sum(s.outcome == outcome for s in self.sources)
        return as_told({
            "started": moment(self.started), "finished": moment(self.finished or self.started),
            "seconds": round(self.seconds, 3), "sources": self.sources, "faults": self.faults, "totals": totals,
        })  # fmt: skip


async def pull(
    content: Path, store: Store, *, now: Callable[[], datetime], agent: Callable[[str], str], say: Say, only: str = ""
) -> Report:
    """Pull the whole network, or one agency. `agent` makes the User-Agent from the network's contact. Raises
    NetworkUnusable before anything is asked or changed."""
    began = time.monotonic()
    report = Report(now())
    with Workers() as workers:
        taken = await _take_in(content, store, workers, report.started)
        desk = taken.desk
        report.faults, report.sources, report.ruled = list(taken.faults), list(taken.sources), taken.ruled
        report.zone = desk.network.timezone
        until = asyncio.get_running_loop().time() + 60 * desk.network.pull_minutes
        private, ours = desk.network.allow_private_addresses, agent(desk.network.contact)
        async with Net(allow_private=private, agent=ours, now=now) as net:
            shared = Round(content, store, desk, workers, net, until, fresh=dict(taken.fresh))
            visits = await _visit_all(shared, only, say)
            report.sources += [visit.row for visit in visits]
            _settle(shared)
            report.ruled |= settled(store, taken.stood)
            report.faults += unmatched(store, desk)
            await album.fill(store, desk, workers, content, net=net, until=until, say=say)
    _remember(shared, [visit.asked for visit in visits if visit.asked and not only])
    report.faults += sorted(shared.faults, key=str)
    report.finished, report.seconds = now(), time.monotonic() - began
    with store.transaction():
        if _day(store.q.last_finish(), report.zone) != _day(moment(report.finished), report.zone):
            store.touch("sources")  # the public is told on which day they were asked last
        store.q.add_run(
            started=moment(report.started), finished=moment(report.finished),
            report=report.as_json(),
        )  # fmt: skip
        store.q.forget_old_runs()
    return report


def _day(at: str | None, zone: str) -> str:
    return when(at).astimezone(ZoneInfo(zone)).date().isoformat() if at else ""


async def _take_in(content: Path, store: Store, workers: Workers, now: datetime) -> Taken:
    """What people wrote. What reads it is imported only when it has changed: an hour costs what it imports."""
    taken = standing(content, store, now)
    if taken is None:
        from plugins.newsroom.intake import take_in

        taken = await take_in(content, store, workers, now=now)
    return taken


async def _visit_all(shared: Round, only: str, say: Say) -> list[Visit]:
    """Every source side by side, whoever waited longest first."""
    states = {(r["agency"], r["url"]): state_from(r) for r in shared.store.q.feed_states()}
    feeds = _feeds(shared, only)
    known = {feed: states.get((feed.agency, feed.url), FeedState()) for feed in feeds}
    back: list[Visit] = []

    async def one(feed: Feed) -> Visit:
        visit = Visit(shared, feed, known[feed])
        await visit.go()
        back.append(visit)
        say("Sumber", len(back), len(feeds))
        return visit

    def waited(feed: Feed) -> tuple[str, str, str]:
        at = known[feed].asked_at
        return (moment(at) if at else "", feed.agency, feed.url)

    meanwhile = asyncio.create_task(_settle_meanwhile(shared, back))
    try:
        return await asyncio.gather(*(one(feed) for feed in sorted(feeds, key=waited)))
    finally:
        meanwhile.cancel()


async def _settle_meanwhile(shared: Round, back: list[Visit]) -> None:
    """While only sites are left that keep everybody waiting, what the others brought is settled on trial. It stands if
    nothing more comes, and is undone if something does: the result is the same, only sooner."""
    quiet = QUIET
    while True:
        before = len(back)
        await asyncio.sleep(quiet)
        if len(back) == before and shared.fresh and not shared.store.rehearsed:
            with shared.store.rehearsal():
                shared.settled = _stories(shared)
            quiet *= 2  # whoever trickles in is not answered with ever more trials


def _feeds(shared: Round, only: str) -> list[Feed]:
    """Every feed of every open agency, or of one: what is asked for, and what lies in its inbox."""
    agencies = shared.desk.agencies
    if only and only not in agencies:
        near = get_close_matches(only.lower(), agencies, 3)
        raise PortalError(
            f"Instansi '{only}' tidak ada di content/agencies, atau agency.toml-nya belum pernah bebas dari kesalahan."
            + (f" Mungkin maksudnya: {', '.join(near)}." if near else "")
            + " Jalankan ./run check."
        )
    boxes = {path.parent.name for path in (shared.content / "agencies").glob("*/inbox")}
    found: list[Feed] = []
    for agency in agencies.values():
        if not agency.closed and (not only or agency.slug == only):
            found += [feed for feed in agency.feeds if not feed.pushed]
            found += inbox.feeds(shared.content, agency) if agency.slug in boxes else []
    return found


def _remember(shared: Round, asked: list[Asked]) -> None:
    """Where the feeds stand that had nothing new, and those that failed: a failure counts against its source, unless
    everything failed. Then the fault is ours, and the run says so."""
    with shared.store.transaction():
        for feed, state in shared.standing:
            keep(shared.store, feed, state)
    if schedule.ours(asked):
        said = "Semua sumber gagal. Periksa sambungan internet mesin ini; kegagalan ini tidak dicatat pada sumber."
        shared.faults.append(Fault("", 0, said))
        return
    with shared.store.transaction():
        for feed, state in shared.fallen:
            keep(shared.store, feed, state)


def _settle(shared: Round) -> None:
    """New articles become stories; those that joined one are duplicates and not news."""
    settled = shared.settled if shared.store.adopt() else _stories(shared)
    for article, joined in settled.items():
        if joined and article in shared.fresh:
            shared.fresh[article].new -= 1
            shared.fresh[article].duplicate += 1


def _stories(shared: Round) -> dict[int, bool]:
    """Whoever waits for a story gets one; an hour in which nobody waits costs no import."""
    if not shared.store.q.pending_articles_exist():
        stories.pin(shared.store, shared.desk)
        return {}
    from plugins.newsroom.stories_settle import settle

    return settle(shared.store, shared.desk)
