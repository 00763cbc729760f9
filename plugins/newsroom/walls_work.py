"""What a worker does behind the wall: a job comes in on standard input, its result goes out, until the input closes.

Every reading, cleaning, judging and decoding of what strangers sent happens here, in a process that may be killed at
any moment and has nothing to lose. It writes no file, opens no socket and knows no store.

    python -m plugins.newsroom.walls_work
"""

from __future__ import annotations

import hashlib
import os
import sys
from typing import Any, Final

import msgspec
from msgspec.structs import replace

from plugins.newsroom import clean, dates, identity, parse, parse_look, screen
from plugins.newsroom.addresses import on_network
from plugins.newsroom.match_reading import sketch
from plugins.newsroom.model import COUNTED_BACK, Article, Entry, Verdict
from plugins.newsroom.parse_look_words import Look
from plugins.newsroom.roster_words import Roster
from plugins.newsroom.walls import (
    Bare,
    Batch,
    Developed,
    EntryJob,
    ListJob,
    LookJob,
    Named,
    NameJob,
    PageJob,
    PictureJob,
    ReadJob,
)
from plugins.newsroom.walls_pipe import receive, send

MEMORY: Final = 1024 * 1024 * 1024
LISTS: Final = frozenset({"list", "sitemap"})  # what never holds the whole text
CARDS: Final = frozenset({"youtube"})  # what is shown as a link, whatever its mode
EXACT: Final = frozenset({"json-feed", "wordpress-rest", "ical"})  # whose UTC is UTC


def read(job: ReadJob) -> Batch:
    """Bytes → clean articles and what the screen thinks of them."""
    reading = parse.read(
        job.body, url=job.url, content_type=job.content_type, complete=job.complete, select=job.select, zone=job.zone,
        now=job.now,
    )  # fmt: skip
    if isinstance(reading, parse.Unreadable):
        return Batch(whole=False, error=reading.error, detail=reading.detail)
    entries, named = reading.entries, identity.identify(reading.entries, job.identity)
    if reading.dialect in CARDS:
        job = replace(job, mode="link")
    articles = tuple(_article(entry, job, key, address) for entry, (key, address) in zip(entries, named, strict=True))
    exact = reading.dialect in EXACT
    return Batch(
        articles, tuple(_judge(article, job) for article in articles), reading.whole, reading.ttl,
        dialect=reading.dialect, mode=job.mode, more=reading.more,
        utc=tuple(not exact and dates.says_utc(entry.published) for entry in entries),
        bare=tuple(
            Bare(entry, key, address) if _wants_its_page(entry, job, reading.dialect) else None
            for entry, (key, address) in zip(entries, named, strict=True)
        ),
        withheld=reading.withheld,
        cut=reading.cut,
    )  # fmt: skip


def _wants_its_page(entry: Entry, job: ReadJob, dialect: str) -> bool:
    """Whether the text must be looked for on the entry's own page: where somebody said how to find it there, and where
    a list says no more than a title, or not even that."""
    if not entry.url or (job.mode != "full" and entry.title):
        return False
    if dialect in LISTS:
        return not entry.content
    return bool(job.select and job.select.body)


def page(job: PageJob) -> Batch:
    """An entry's own page → the one clean article that both together make."""
    body, entry = job.read, job.bare.entry
    exact = entry if dates.parse(entry.published, zone=body.zone) else replace(entry, published="")
    found = parse.page(body.body, url=body.url, content_type=body.content_type, select=body.select, entry=exact)
    if isinstance(found, parse.Unreadable):
        return Batch(whole=False, error=found.error, detail=found.detail)
    found = replace(found, published=found.published or entry.published)
    if found.content:
        found = replace(found, summary="")  # the list's excerpt, which may have more markup than the page has text
    article = _article(found, body, job.bare.key, job.bare.canonical)
    return Batch((article,), (_judge(article, body),), utc=(dates.says_utc(found.published),), bare=(None,))


def _article(entry: Entry, job: ReadJob, key: str, canonical: str) -> Article:
    article = clean.article(
        entry, agency=job.agency, feed=job.feed, key=key, canonical=canonical, mode=job.mode,
        parse_date=lambda text: dates.parse(text, zone=job.zone), injected=screen.injected,
    )  # fmt: skip
    if article.fingerprint and "Starts" in article.fields:  # the same words next week are another meeting
        said = f"{article.fingerprint} {article.fields['Starts']}"
        article = replace(article, fingerprint=hashlib.sha256(said.encode()).hexdigest()[: len(article.fingerprint)])
    if article.source_date is None and entry.published and job.now and job.select:
        counted = dates.relative(entry.published, now=job.now, zone=job.zone)
        if counted:  # "2 jam yang lalu" says something else at every reading: the first one counts
            article = replace(article, source_date=counted, flags=(*article.flags, COUNTED_BACK))
    return _sketched(article)


def _sketched(article: Article) -> Article:
    """By what its kin will be found; where there are no words there is none."""
    return replace(article, sketch=sketch(article.title, article.text).packed()) if article.text else article


def _judge(article: Article, job: ReadJob) -> Verdict:
    return screen.judge(article, off_network=bool(article.url) and not on_network(article.url, job.domains))


def name(job: NameJob) -> Named:
    """What a page that came with an error says of itself."""
    return Named(parse.recognise(parse.decode(job.page)))


def look(job: LookJob) -> Look:
    """What an unknown body is."""
    return parse_look.look(
        job.body, url=job.url, content_type=job.content_type, parse_date=lambda text: dates.parse(text, zone=job.zone)
    )


def agencies(job: ListJob) -> Roster:
    """A list of agencies → candidates."""
    from plugins.newsroom import parse_opml, roster

    return roster.read(job.body, job.name, outlines=parse_opml.outlines)


def tidy(job: EntryJob) -> Batch:
    """A contributed entry → one clean article; its key is its file."""
    article = clean.article(
        job.entry, agency=job.agency, feed=job.feed, key=f"file:{job.entry.guid}", canonical="", mode="full",
        parse_date=lambda text: dates.parse(text, zone=job.zone), injected=screen.injected, own_summary=True,
    )  # fmt: skip
    return Batch((_sketched(article),), (Verdict("publish"),))  # what agencies commit was reviewed when it was merged


def develop(job: PictureJob) -> Developed:
    """A stranger's picture → our own."""
    from plugins.newsroom import pictures  # most jobs are texts, and Pillow is large

    try:
        return Developed(pictures.encode(job.body))
    except ValueError as error:
        return Developed(None, str(error)[:200])


WORK: Final[dict[bytes, tuple[type[Any], Any]]] = {
    b"R": (ReadJob, read),
    b"A": (PageJob, page),
    b"N": (NameJob, name),
    b"L": (LookJob, look),
    b"O": (ListJob, agencies),
    b"E": (EntryJob, tidy),
    b"P": (PictureJob, develop),
}


def serve() -> None:
    """Jobs from standard input until it closes."""
    try:
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    except (ImportError, ValueError, OSError):
        pass  # no such bound on this platform; the deadline still holds
    jobs, answers = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever a library prints must not reach the line of answers
    send(answers, b"")  # ready
    while True:
        try:
            payload = receive(jobs)
        except EOFError:
            return
        kind, work = WORK[payload[:1]]
        send(answers, msgspec.msgpack.encode(work(msgspec.msgpack.decode(payload[1:], type=kind))))


if __name__ == "__main__":
    serve()
