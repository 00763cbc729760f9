"""The conductor: alone knows the order in which a pull goes. It decides nothing that a step can decide.

    intake | (feed → fetch | read behind the wall | file)* | withdrawn? | settle into stories | pictures | report

Each feed is one task and one transaction: its articles, verdicts and validators stand or fall together, and
whatever goes wrong with it stays with it.
"""

from __future__ import annotations

import asyncio
import hashlib
import json
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from plugins.newsroom import album, filing, parse, schedule, stories
from plugins.newsroom.addresses import on_network
from plugins.newsroom.dates import zone_of
from plugins.newsroom.errors import PortalError, StoreUnusable, WorkerLost
from plugins.newsroom.fetch import Ask, Net
from plugins.newsroom.intake import take_in
from plugins.newsroom.model import Fault, Feed, SourceReport, moment
from plugins.newsroom.outcomes import Failed, Fetched, NotModified
from plugins.newsroom.schedule import FeedState
from plugins.newsroom.store import Store, when
from plugins.newsroom.stories import Desk
from plugins.newsroom.walls import Batch, ReadJob, Workers

READER: Final = 1
"""Counts up when reading or cleaning changes, so that unchanged bodies are read again with the new one."""

ACCEPT: Final = (
    "application/rss+xml, application/atom+xml, application/feed+json, application/json, application/xml, */*;q=0.1"
)
PAGE_CHECKS: Final = 20  # a feed's missing articles whose pages are asked in one pull

Say = Callable[[str, int, int], None]


@dataclass
class Report:
    """What a pull did; `as_json` is the contract's form."""

    started: datetime
    sources: list[SourceReport] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    finished: datetime | None = None
    seconds: float = 0.0
    notice: str = ""

    def as_json(self) -> dict[str, Any]:
        counts = ("entries", "new", "updated", "duplicate", "held", "quarantined", "removed")
        totals: dict[str, int] = {name: sum(getattr(s, name) for s in self.sources) for name in counts}
        totals |= {"sources": len(self.sources)}
        for outcome in ("changed", "unchanged", "failed", "paused", "skipped"):
            totals[outcome] = sum(s.outcome == outcome for s in self.sources)
        return {
            "started": moment(self.started), "finished": moment(self.finished or self.started),
            "seconds": round(self.seconds, 3),
            "sources": [asdict(s) for s in self.sources], "faults": [asdict(f) for f in self.faults], "totals": totals,
        }  # fmt: skip


async def pull(
    content: Path, store: Store, *, now: Callable[[], datetime], agent: str, say: Say, only: str = ""
) -> Report:
    """Pull the whole network, or one agency. Raises NetworkUnusable before anything is asked or changed."""
    began = time.monotonic()
    report = Report(now())
    with Workers() as workers:
        taken = await take_in(content, store, workers, now=report.started)
        desk = taken.desk
        report.faults, report.sources = list(taken.faults), list(taken.sources)
        run = Pull(store, desk, workers, say, asyncio.get_running_loop().time() + 60 * desk.network.pull_minutes)
        async with Net(allow_private=desk.network.allow_private_addresses, agent=agent, now=now) as net:
            feeds = run.in_turn(only)
            rows = await asyncio.gather(*(run.feed(net, feed) for feed in feeds))
            report.sources += rows
            run.settle(taken.fresh)
            report.faults += stories.unmatched(store, desk)
            await album.fill(store, desk, workers, content, net=net, until=run.until, say=say)
    report.notice = _ours(rows)
    report.finished, report.seconds = now(), time.monotonic() - began
    with store.transaction():
        store.q.add_run(
            started=moment(report.started), finished=moment(report.finished),
            report=json.dumps(report.as_json(), ensure_ascii=False),
        )  # fmt: skip
        store.q.forget_old_runs()
    return report


def _ours(rows: list[SourceReport]) -> str:
    """When every source fails without an answer, the fault is ours."""
    asked = [r for r in rows if r.outcome not in ("paused", "skipped")]
    if len(asked) >= 3 and all(r.outcome == "failed" and r.status is None for r in asked):
        return "Semua sumber gagal dihubungi: periksa sambungan internet mesin ini."
    return ""


class Pull:
    """One pull under way: what its tasks share."""

    def __init__(self, store: Store, desk: Desk, workers: Workers, say: Say, until: float) -> None:
        self.store, self.desk, self.workers, self.say, self.until = store, desk, workers, say, until
        self._states = {(r["agency"], r["url"]): _state(r) for r in store.q.feed_states()}
        self._fresh: dict[int, SourceReport] = {}
        self._done = self._total = 0

    def in_turn(self, only: str) -> list[Feed]:
        """Every feed of every open agency, whoever waited longest first."""
        if only and only not in self.desk.agencies:
            raise PortalError(f"there is no agency {only!r} in content/agencies")
        feeds = [
            feed
            for agency in self.desk.agencies.values()
            if not agency.closed and (not only or agency.slug == only)
            for feed in agency.feeds
        ]
        self._total = len(feeds)
        asked = {(f.agency, f.url): self._state(f).asked_at for f in feeds}
        return sorted(feeds, key=lambda f: (moment(at) if (at := asked[f.agency, f.url]) else "", f.agency, f.url))

    def _state(self, feed: Feed) -> FeedState:
        return self._states.get((feed.agency, feed.url), FeedState())

    async def feed(self, net: Net, feed: Feed) -> SourceReport:
        """One source, from the question to the filed articles. Never raises."""
        row = SourceReport(feed.agency, feed.url)
        began = time.monotonic()
        try:
            await self._feed(net, feed, row)
        except StoreUnusable:
            raise  # the house's own trouble, not this source's
        except Exception as error:  # one feed's surprise never reaches another: it is told, not swallowed
            row.outcome, row.error = "failed", f"surprise: {type(error).__name__}: {error}"
        row.seconds = round(time.monotonic() - began, 3)
        self._done += 1
        self.say("Sumber", self._done, self._total)
        return row

    async def _feed(self, net: Net, feed: Feed, row: SourceReport) -> None:
        state, now = self._state(feed), self.desk.now
        ruling = self.desk.decided(("pause", "resume"), {feed.url, stories.target_key(feed.url)})
        if ruling and ruling.do == "pause":
            row.outcome, row.error = "paused", f"decision: dijeda oleh {ruling.by}: {ruling.reason}"
            self._keep(feed, replace(state, outcome="paused"))
            return
        if not schedule.due(state, now):
            row.outcome, row.error = ("paused" if schedule.resting(state, now) else "skipped"), state.error or None
            return
        async with net.turn(feed.url):
            if asyncio.get_running_loop().time() > self.until:
                row.outcome, row.error = "skipped", "deadline: waktu penarikan habis sebelum giliran sumber ini"
                return
            answer = await net.get(self._ask(feed, state))
        if isinstance(answer, NotModified):
            row.status = answer.status
            self._keep(feed, schedule.after_reading(state, now, "unchanged"))
            return
        if isinstance(answer, Failed):
            self._fail(feed, state, answer, row)
            return
        row.status = answer.status
        await self._read(net, feed, state, answer, row)

    def _ask(self, feed: Feed, state: FeedState) -> Ask:
        fresh = schedule.conditional(state, self.desk.now)
        return Ask(
            feed.url, etag=state.etag if fresh else "", last_modified=state.last_modified if fresh else "",
            accept=ACCEPT, allowed=self._allowed(feed.agency),
        )  # fmt: skip

    def _domains(self, agency: str) -> tuple[str, ...]:
        network = self.desk.network
        return (*network.domains, *self.desk.agencies[agency].domains) if network.domains else ()

    def _allowed(self, agency: str) -> Callable[[str], bool]:
        return lambda url: on_network(url, self._domains(agency))

    async def _read(self, net: Net, feed: Feed, state: FeedState, answer: Fetched, row: SourceReport) -> None:
        now = self.desk.now
        body_hash = hashlib.sha256(f"{READER} {feed.mode} {feed.timezone} ".encode() + answer.body).hexdigest()
        good = replace(
            state, etag=answer.etag, last_modified=answer.last_modified, body_hash=body_hash, read_at=now, full_at=now
        )  # fmt: skip
        if answer.complete and body_hash == state.body_hash:
            with self.store.transaction():
                self.store.q.still_missing(agency=feed.agency, feed=feed.url)
                self._keep(feed, schedule.after_reading(good, now, "unchanged"))
        elif not await self._take(feed, state, good, answer, row):
            return
        await self._withdraw(net, feed, row)

    async def _take(self, feed: Feed, state: FeedState, good: FeedState, answer: Fetched, row: SourceReport) -> bool:
        """File what a new body says, in one transaction; whether it was read to its end. What arrived whole of a
        body that was not is filed too, and nothing is concluded from what is missing."""
        try:
            batch = await self.workers.read(self._job(feed, answer))
        except WorkerLost as error:
            batch = Batch(whole=False, error="worker", detail=str(error))
        with self.store.transaction():
            self._file(feed, batch, row)
            if batch.error or not (answer.complete and batch.whole):
                why = answer.error or batch.error or "truncated"
                self._fail(feed, state, Failed(feed.url, why, batch.detail, answer.status), row)
                return False
            self._missing(feed, batch)
            row.outcome = "changed" if _counts(row) else "unchanged"
            self._keep(feed, schedule.after_reading(replace(good, ttl=batch.ttl), self.desk.now, row.outcome))
        return True

    def _job(self, feed: Feed, answer: Fetched) -> ReadJob:
        zone = zone_of(feed.timezone or self.desk.network.timezone)
        return ReadJob(
            answer.body, answer.final_url, answer.content_type, answer.complete, feed.agency, feed.url, feed.mode, zone,
            self._domains(feed.agency),
        )  # fmt: skip

    def _file(self, feed: Feed, batch: Batch, row: SourceReport) -> None:
        listed = frozenset(article.key for article in batch.articles)
        row.entries = len(batch.articles)
        seen: set[str] = set()
        for article, verdict in zip(batch.articles, batch.verdicts, strict=True):
            if article.key in seen:
                row.duplicate += 1
                continue
            seen.add(article.key)
            filed = filing.file(self.store, self.desk, article, verdict, feed.mode, listed)
            if filed.fate != "unchanged":
                setattr(row, filed.fate, getattr(row, filed.fate) + 1)
            if filed.fresh:
                self._fresh[filed.article] = row

    def _missing(self, feed: Feed, batch: Batch) -> None:
        """What a complete reading no longer lists, though it lists something older, is missing once more."""
        listed = {article.key for article in batch.articles}
        known = list(self.store.q.feed_articles(agency=feed.agency, feed=feed.url, since=""))
        oldest = min((r["published"] for r in known if r["key"] in listed), default=None)
        for r in known:
            if r["key"] in listed or r["gone_at"]:
                continue
            count = r["missing"] + 1 if oldest and r["published"] > oldest else 0
            if count != r["missing"]:
                self.store.q.set_missing(id=r["id"], missing=count)

    async def _withdraw(self, net: Net, feed: Feed, row: SourceReport) -> None:
        """Missing twice in a row, and its own page answers 404 or 410: the article is withdrawn at its source."""
        for r in list(self.store.q.long_missing(agency=feed.agency, feed=feed.url))[:PAGE_CHECKS]:
            async with net.turn(r["url"]):
                answer = await net.get(Ask(r["url"], limit=1024 * 1024, allowed=self._allowed(feed.agency)))
            if isinstance(answer, Failed) and answer.status in (404, 410):
                with self.store.transaction():
                    filing.vanish(self.store, self.desk, r["id"], self.desk.now)
                row.removed += 1
                row.outcome = "changed"

    def _fail(self, feed: Feed, state: FeedState, failed: Failed, row: SourceReport) -> None:
        if failed.page and failed.error == "http-status":
            named = parse.recognise(parse.decode(failed.page))
            if named in ("challenge", "suspended", "rejected"):
                failed = replace(failed, error=named)
        after = schedule.after_failure(state, failed, self.desk.now)
        row.outcome = "paused" if failed.error == "gone" else "failed"
        row.status, row.error = failed.status, after.error
        self._keep(feed, after)

    def _keep(self, feed: Feed, state: FeedState) -> None:
        self.store.q.save_feed(
            agency=feed.agency, url=feed.url, etag=state.etag, last_modified=state.last_modified,
            body_hash=state.body_hash, asked_at=_text(state.asked_at), read_at=_text(state.read_at),
            full_at=_text(state.full_at), resume_at=_text(state.resume_at), failures=state.failures,
            outcome=state.outcome, error=state.error, ttl=state.ttl,
        )  # fmt: skip

    def settle(self, contributed: dict[int, SourceReport]) -> None:
        """New articles become stories; those that joined one are duplicates and not news."""
        waiting = {**contributed, **self._fresh}
        for article, joined in stories.settle(self.store, self.desk).items():
            if joined and article in waiting:
                waiting[article].new -= 1
                waiting[article].duplicate += 1


def _counts(row: SourceReport) -> int:
    return row.new + row.updated + row.duplicate + row.held + row.quarantined + row.removed


def _state(row: dict[str, Any]) -> FeedState:
    moments: dict[str, Any] = {
        k: when(row[k]) if row[k] else None for k in ("asked_at", "read_at", "full_at", "resume_at")
    }
    rest: dict[str, Any] = {
        k: row[k] for k in ("etag", "last_modified", "body_hash", "failures", "outcome", "error", "ttl")
    }
    return FeedState(**moments, **rest)


def _text(at: datetime | None) -> str | None:
    return moment(at) if at else None
