"""One source in one pull, from the question to the filed articles. A smaller conductor: `pull` sends it out.

    due? → ask → open behind the wall → further pages → file, in one transaction → withdrawn?

Whatever goes wrong with a source becomes its row of the report. Validators are kept only with the articles that they
stand for; a failure is not written down before it is known whose fault it was.
"""

from __future__ import annotations

import hashlib
import time
from datetime import datetime
from typing import Final
from urllib.parse import urlsplit

from msgspec.structs import replace

from plugins.newsroom import (
    filing,
    filing_feeds,
    filing_names,
    inbox,
    schedule,
    visit_back,
    visit_led,
    visit_missing,
    visit_select,
)
from plugins.newsroom.dates_clock import Clock, Sample, as_local, learn
from plugins.newsroom.errors import StoreUnusable, Unopened
from plugins.newsroom.fetch import Answer, Ask
from plugins.newsroom.model import Article, Fault, Feed, SourceReport
from plugins.newsroom.outcomes import Failed, Fetched, NotModified
from plugins.newsroom.schedule import Asked, FeedState
from plugins.newsroom.store import Row
from plugins.newsroom.stories_targets import target_key
from plugins.newsroom.visit_bodies import Bodies, Opened, Round
from plugins.newsroom.visit_pages import Reading, gather
from plugins.newsroom.visit_patience import SECONDS
from plugins.newsroom.visit_state import keep, settings

ACCEPT: Final = (
    "application/rss+xml, application/atom+xml, application/feed+json, application/json, application/xml, */*;q=0.1"
)


class Visit:
    """One source, its state before, and its row of the report."""

    def __init__(self, shared: Round, feed: Feed, state: FeedState) -> None:
        self.shared, self.feed = shared, feed
        self.store, self.desk, self.now = shared.store, shared.desk, shared.desk.now
        self.row = SourceReport(feed.agency, feed.url)
        self.asked: Asked | None = None  # how it fared, if it was asked over the network
        self.bodies = Bodies(shared, feed, SECONDS, slow=schedule.slow(state), hourly=True)
        self.state = schedule.with_settings(state, settings(feed, self.bodies.zone, self.bodies.domains))

    async def go(self) -> SourceReport:
        """From the question to the filed articles. Never raises but for the house's own trouble."""
        began = time.monotonic()
        try:
            await self._go()
        except StoreUnusable:
            raise
        except Unopened:
            self._skip(f"{schedule.SLOW}: isinya perlu waktu lama untuk diolah; menyusul pada penarikan berikutnya")
            self._keep(replace(self.state, outcome="skipped", error=self.row.error or ""))
        except Exception as error:  # one feed's surprise never reaches another: it is told, not swallowed
            self.row.outcome, self.row.error = "failed", f"surprise: {type(error).__name__}: {error}"
        if self.asked and self.row.outcome == "failed":  # also one that answered with what is no feed
            self.asked = replace(self.asked, failed=True)
        self.row.seconds = round(time.monotonic() - began, 3)
        return self.row

    async def _go(self) -> None:
        feed, state, row = self.feed, self.state, self.row
        ruling = self.desk.decisions and self.desk.decided(
            ("pause", "resume"), {feed.url, target_key(feed.url)}
        )  # fmt: skip
        if ruling and ruling.do == "pause":
            row.outcome, row.error = "paused", f"decision: dijeda oleh {ruling.by}: {ruling.reason}"
            self._keep(replace(state, outcome="paused"))
        elif feed.pushed:
            taken = inbox.take(self.shared.content, feed, self.desk.agencies[feed.agency].site)
            await self._conclude(await self.bodies.open(taken, self.state.body_hash))
        elif not schedule.due(state, self.now):
            row.outcome = "paused" if schedule.resting(state, self.now) else "skipped"
            row.error = self._waiting(state)
        else:
            await self._ask_and_read()

    def _waiting(self, state: FeedState) -> str:
        """Why a source is not asked now, and until when."""
        from plugins.newsroom.dates import long_text  # who waits for nothing need not know how to say it

        why = state.error or "fresh: umpan atau peladennya menyatakan masih berlaku"
        return f"{why}; ditanya lagi sesudah {long_text(state.resume_at or self.now, self.bodies.zone)}"

    # --- asking ----------------------------------------------------------------------------------

    async def _ask_and_read(self) -> None:
        """Ask where the source lives now; if nobody lives there any more, once more where it said that it moved to."""
        for _ in range(2):
            url = schedule.address(self.state, self.feed.url)
            host = self.shared.hosts[urlsplit(url).netloc.lower()]
            async with self.bodies.line.turn(url) as turn:
                until = await host.asks_all_to_wait()
                if self.shared.late():
                    self._skip("deadline: waktu penarikan habis sebelum giliran sumber ini")
                    return
                if until:
                    self._skip("retry-after: situsnya meminta semua sumber di sana menunggu", until)
                    return
                answer = await host.answer(self.bodies.line, self._question(url), turn, self.now)
                if turn:
                    turn.hang_up(answer)
                opened = await self.bodies.open(answer, self._known_body())
                answer = opened.answer
                self.asked = _fared(answer, was_well=not self.state.failures)
            if not isinstance(answer, Failed):
                self._follow_move(answer.moved)
                break
            left = schedule.after_leaving(self.state, answer)
            if left == self.state:
                break
            self.state = replace(left, etag="", last_modified="")
        await self._conclude(opened)

    def _known_body(self) -> str:
        """The digest of a body that need not be opened; a list's is opened daily, for the sake of its pages."""
        due = self.state.pages and not schedule.conditional(self.state, self.now)
        return "" if due else self.state.body_hash

    def _question(self, url: str) -> Ask:
        state = self.state
        fresh = schedule.conditional(state, self.now)
        since = state.last_modified if fresh and not schedule.ahead(state.last_modified, self.now) else ""
        return Ask(
            url, etag=state.etag if fresh else "", last_modified=since, accept=ACCEPT, allowed=self.bodies.allowed
        )  # fmt: skip

    def _follow_move(self, moved: str) -> None:
        """What permanent redirects say; a source that is asked elsewhere is told of until agency.toml says so too."""
        self.state = schedule.after_moving(self.state, self.feed.url, moved, self.now)
        if self.state.adopted:
            self._tell(f"pindah ke {self.state.moved_to} dan ditanya di sana. Perbarui alamatnya di berkas ini.")

    # --- concluding --------------------------------------------------------------------------------

    async def _conclude(self, opened: Opened) -> None:
        state, row, now, answer = self.state, self.row, self.now, opened.answer
        if isinstance(answer, Failed):
            self._fail(answer)
            return
        row.status = None if self.feed.pushed else answer.status
        if isinstance(answer, NotModified):
            state = schedule.after_reading(state, now, "unchanged", fresh=answer.fresh)
            self.shared.standing.append((self.feed, state))
            return
        good = replace(
            state, etag=answer.etag, last_modified=answer.last_modified, body_hash=opened.digest,
            read_at=now, full_at=state.full_at if schedule.conditional(state, now) else now,
        )  # fmt: skip
        late = 0
        if opened.batch is None:
            with self.store.transaction():
                visit_missing.count_again(self.bodies)
                self._keep(schedule.after_reading(good, now, "unchanged", fresh=answer.fresh))
        else:
            daily = not schedule.conditional(state, now)
            reading = await gather(self.bodies, opened.batch, answer.final_url, daily=daily)
            late = reading.left if self.bodies.line.over or self.bodies.waits else 0
            reading.led = await visit_led.led(self.bodies, self._clocked(reading), reading.seen)
            if not self._take(reading, good, answer):
                return
        late += await visit_missing.withdraw(self.bodies, row)
        await visit_back.bring_back(self.bodies, row)
        if late and not row.error:  # it was read well all the same
            row.error = self.bodies.left_over(late)

    def _take(self, reading: Reading, good: FeedState, answer: Fetched) -> bool:
        """File what a new body says, in one transaction; whether it was read to its end. What arrived whole of a
        body that was not is filed too, and nothing is concluded from what is missing."""
        batch = reading.batch
        with self.store.transaction():
            filed = self._file(reading)
            if batch.error or not (answer.complete and (batch.whole or batch.cut)):
                why = answer.error or batch.error or "truncated"
                self._fail(Failed(self.feed.url, why, batch.detail, None if self.feed.pushed else answer.status))
                return False
            if reading.cut:
                visit_missing.forget(self.bodies)
            elif reading.complete:
                listed = {row for row, _ in filed} | set(reading.seen.values())
                filing_feeds.inherit(self.store, self.desk, self.feed.agency, self.feed.url, listed)
                visit_missing.count(self.bodies, listed)
            self._tell_of(reading)
            self.row.outcome = "changed" if _counts(self.row) else "unchanged"
            clock = self._clock()
            good = replace(
                good, ttl=batch.ttl, clock_local=clock.local, clock_utc=clock.utc, pages=any(batch.bare)
            )  # fmt: skip
            if not reading.complete:
                good = replace(good, body_hash="", etag="", last_modified="")
            self._keep(schedule.after_reading(good, self.now, self.row.outcome, fresh=answer.fresh))
            filing_feeds.remember(self.store, self.feed.agency, self.feed.url, filed, reading.seen)
        return True

    def _file(self, reading: Reading) -> list[tuple[int, Article]]:
        """Every article of the reading with the id that it has, whoever tells it and under whatever name."""
        row = self.row
        row.entries = len(reading.articles) + len(reading.seen)
        whole = reading.batch.whole and reading.complete and not reading.seen
        known = filing_names.known(
            self.store, self.feed.agency, self._clocked(reading), self.feed.url, whole=whole, led=reading.led
        )  # fmt: skip
        self._learn_clock(reading, known)
        done: list[tuple[int, Article]] = []
        filed_already: set[str] = set()
        mode = reading.batch.mode or self.feed.mode
        for article, verdict in zip(self._clocked(reading), reading.verdicts, strict=True):
            if article.key in filed_already:
                row.duplicate += 1
                continue
            filed_already.add(article.key)
            filed = filing.file(self.store, self.desk, article, verdict, mode, known)
            done.append((filed.article, article))
            if filed.fate != "unchanged":
                setattr(row, filed.fate, getattr(row, filed.fate) + 1)
            if filed.fresh:
                self.shared.fresh[filed.article] = row
            if filed.restless:
                reading.complete = False  # asked for again, until its newest text has been taken
                self._tell(f"{article.url or article.title} berubah terus-menerus, jadi diperbarui sekali sehari saja.")
        return done

    def _clocked(self, reading: Reading) -> list[Article]:
        """The articles, by the source's real clock."""
        if self._clock().verdict != "local":
            return reading.articles
        return [
            replace(article, source_date=as_local(article.source_date, self.bodies.zone))
            if utc and article.source_date
            else article
            for article, utc in zip(reading.articles, reading.utc, strict=True)
        ]

    def _clock(self) -> Clock:
        return Clock(self.state.clock_local, self.state.clock_utc)

    def _learn_clock(self, reading: Reading, known: dict[str, Row]) -> None:
        """What this reading says of a clock that calls itself UTC."""
        before = self._clock()
        samples = [
            Sample(article.source_date, article.key not in known)
            for article, utc in zip(reading.articles, reading.utc, strict=True)
            if utc and article.source_date
        ]
        after = learn(before, samples, zone=self.bodies.zone, now=self.now, last_read=self.state.read_at)
        self.state = replace(self.state, clock_local=after.local, clock_utc=after.utc)
        if after.verdict == "local" and samples:
            self._tell(
                "jamnya waktu setempat tetapi ditandai UTC (+0000); dibaca sebagai waktu setempat. Perbaiki zona waktu"
                " di pengaturan situsnya."
            )

    def _tell_of(self, reading: Reading) -> None:
        """What editors should know of a source that was read well."""
        if reading.cut:
            from plugins.newsroom.parse_reading import ENTRIES  # the parent reads nothing, and seldom has this to tell

            self._tell(
                f"memuat lebih dari {ENTRIES} tulisan, dan hanya {ENTRIES} yang dibaca. Perpendek umpannya di"
                " pengaturan situsnya; beberapa puluh tulisan terbaru sudah cukup. Yang lebih lama diambil dengan"
                f" ./run sources.backfill {self.feed.agency}."
            )
        for name, message in visit_select.unfound(reading.sought):
            self.shared.faults.append(visit_select.fault(self.shared.content, self.feed, name, message))

    def _tell(self, message: str) -> None:
        """Something that editors should know of this source."""
        file = f"agencies/{self.feed.agency}/agency.toml"
        self.shared.faults.append(Fault(file, 0, f"Umpan {self.feed.url}: {message}"))

    def _skip(self, why: str, until: datetime | None = None) -> None:
        self.row.outcome, self.row.error = "skipped", why
        if until:
            self._keep(replace(self.state, resume_at=until, outcome="skipped", error=why))

    def _fail(self, failed: Failed) -> None:
        after = schedule.after_failure(self.state, failed, self.now, chance=_chance(self.feed.url))
        self.row.outcome = "paused" if failed.error == "gone" else "failed"
        self.row.status, self.row.error = failed.status, after.error
        if failed.error == "selectors":
            name, message = visit_select.failed(self.feed, failed.detail)
            self.shared.faults.append(visit_select.fault(self.shared.content, self.feed, name, message))
        self.shared.fallen.append((self.feed, after))

    def _keep(self, state: FeedState) -> None:
        keep(self.store, self.feed, state)


def _fared(answer: Answer, *, was_well: bool) -> Asked:
    if not isinstance(answer, Failed):
        return Asked(False, was_well)
    own = answer.status in (404, 410, 429) or answer.retry_after is not None or answer.error in ("off-network", "gone")
    return Asked(True, was_well, own)


def _counts(row: SourceReport) -> int:
    """What makes a reading a change; an entry that a feed says twice it says twice each time."""
    return row.new + row.updated + row.held + row.quarantined + row.removed


def _chance(url: str) -> float:
    """A number from 0 to 1 that is the source's own: its pauses are spread without dice."""
    return int.from_bytes(hashlib.sha256(url.encode("utf-8", "replace")).digest()[:4], "big") / 2**32
