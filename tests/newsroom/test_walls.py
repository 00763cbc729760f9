"""The walls hold: whoever hangs, dies or lies behind them is replaced, and all others get their answers.

Real workers do real work here; where a worker has to lie, a program of a few lines plays it.
"""

from __future__ import annotations

import asyncio
import io
import os
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec
import pytest
from PIL import Image

from plugins.newsroom.errors import WorkerLost
from plugins.newsroom.model import Entry
from plugins.newsroom.walls import Batch, Developed, EntryJob, PictureJob, ReadJob, Workers
from plugins.newsroom.walls_work import develop, read, tidy

URL = "https://dinkes.contohkab.go.id/feed/"


def job(body: bytes, *, complete: bool = True, domains: tuple[str, ...] = ()) -> ReadJob:
    return ReadJob(body, URL, "text/xml", complete, "dinkes", URL, "full", "Asia/Jakarta", domains)


def feed(*titles: str, text: str = "Isi berita.") -> bytes:
    items = "".join(
        f"<item><title>{title}</title><guid>{title}</guid><pubDate>Sen, 16 Nov 2026 09:00:00 WIB</pubDate>"
        f"<description><![CDATA[{text}]]></description></item>"
        for title in titles
    )
    return f"<rss><channel>{items}</channel></rss>".encode()


def bomb() -> ReadJob:
    """A feed within every cap that takes minutes: hundreds of entries of thousands of elements."""
    return job(feed(*(f"Berita {n}" for n in range(200)), text="<p>a<b>b</b></p>" * 3000))


def picture() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (400, 300), "red").save(out, "JPEG")
    return out.getvalue()


def titles(batch: Batch) -> list[str]:
    return [article.title for article in batch.articles]


# --- the work itself ------------------------------------------------------------------------------------------


def test_a_feed_becomes_clean_articles() -> None:
    """Read, named, cleaned and dated on the source's clock, in one go."""
    batch = read(job(feed("Satu", "Dua", text="<p>Isi <script>x</script></p>")))
    assert titles(batch) == ["Satu", "Dua"]
    first = batch.articles[0]
    assert (first.key, first.agency, first.feed, first.html) == ("guid:Satu", "dinkes", URL, "<p>Isi </p>")
    assert first.source_date is not None
    assert first.source_date.isoformat() == "2026-11-16T02:00:00+00:00"
    assert (batch.whole, batch.error) == (True, "")
    assert not read(job(feed("Satu"), complete=False)).whole
    assert read(job(b"<html><title>Just a moment...</title></html>")).error == "challenge"


def test_every_article_comes_with_its_verdict() -> None:
    """In the order of the articles; whoever lives outside the network is held."""
    batch = read(job(feed("Rapat Koordinasi", "Slot Gacor Maxwin")))
    assert [verdict.decision for verdict in batch.verdicts] == ["publish", "quarantine"]
    for domains, decision in ((("*.contohkab.go.id",), "publish"), (("polri.go.id",), "hold")):
        body = b"<rss><item><title>Rapat</title><link>https://dinkes.contohkab.go.id/1</link></item></rss>"
        assert [verdict.decision for verdict in read(job(body, domains=domains)).verdicts] == [decision]


def test_an_entry_and_a_picture_are_worked_on() -> None:
    """A contributed article keeps its file as its key; what is no picture says so."""
    batch = tidy(
        EntryJob(
            Entry(guid="agencies/dinkes/a.md", title="Satu", content="<p>Isi</p>"), "dinkes", "a.md", "Asia/Jakarta"
        )
    )
    assert batch.articles[0].key == "file:agencies/dinkes/a.md"
    developed = develop(PictureJob(picture()))
    assert developed.picture is not None
    assert developed.picture.width == 400
    assert develop(PictureJob(b"<svg/>")).error


# --- behind the walls ------------------------------------------------------------------------------------------


def test_the_same_answers_come_from_behind_the_walls() -> None:
    """Nothing is lost on the way there and back: articles with dates and pictures, errors, bytes."""

    async def run(workers: Workers) -> None:
        plain = job(feed("Satu “dua”", "Tiga", text='<p>Isi</p><img src="a.jpg" alt="b">'))
        assert await workers.read(plain) == read(plain)
        assert await workers.read(job(b"")) == read(job(b""))
        assert await workers.develop(PictureJob(picture())) == develop(PictureJob(picture()))
        entry = EntryJob(Entry(guid="a.md", title="Satu", fields={"Place": "Aula"}), "dinkes", "a.md", "Asia/Makassar")
        assert await workers.tidy(entry) == tidy(entry)

    with Workers(1) as workers:
        asyncio.run(run(workers))


def test_a_worker_that_hangs_is_killed_and_its_neighbours_go_on() -> None:
    """At the deadline and not later; the next job of the same line is done by a new worker."""

    async def run(workers: Workers) -> list[Any]:
        await workers.read(job(feed("Pemanasan")))  # so that nobody's deadline pays for starting up
        began = time.monotonic()
        jobs = [workers.read(bomb()), *(workers.read(job(feed(f"Tetangga {n}"))) for n in range(6))]
        answers = await asyncio.gather(*jobs, return_exceptions=True)
        assert time.monotonic() - began < 20
        return [*answers, await workers.read(job(feed("Sesudahnya")))]

    with Workers(2, seconds=6.0) as workers:
        answers = asyncio.run(run(workers))
    assert isinstance(answers[0], WorkerLost)
    assert [titles(batch) for batch in answers[1:7]] == [[f"Tetangga {n}"] for n in range(6)]
    assert titles(answers[7]) == ["Sesudahnya"]


def liar(tmp_path: Path, *lines: str) -> Sequence[str]:
    """A worker of one's own making: `job()` takes a job, `say(bytes)` answers it; it says what lines it likes."""
    program = tmp_path / "liar.py"
    preamble = (
        "import os, struct, sys, time\n"
        "def job():\n    n = struct.unpack('>I', sys.stdin.buffer.read(4))[0]\n    return sys.stdin.buffer.read(n)\n"
        "def say(data, n=None):\n    os.write(1, struct.pack('>I', len(data) if n is None else n) + data)\n"
    )
    program.write_text(preamble + "\n".join(lines) + "\n")
    return sys.executable, str(program)


GOOD = msgspec.msgpack.encode(Batch(error="empty"))
LIES = {
    "dies at once": ["sys.exit(3)"],
    "dies of its job": ["job()", "sys.exit(1)"],
    "kills itself": ["job()", "os.kill(os.getpid(), 9)"],
    "hangs": ["job()", "time.sleep(60)"],
    "never listens": ["time.sleep(60)"],
    "says nothing and stays": ["job()", "os.close(1)", "time.sleep(60)"],
    "half an answer": ["job()", f"say({GOOD[:5]!r}, {len(GOOD)})"],
    "half an answer and stays": ["job()", f"say({GOOD[:5]!r}, {len(GOOD)})", "time.sleep(60)"],
    "an endless answer": ["job()", "say(b'x', 2**32 - 1)", "time.sleep(60)"],
    "no message at all": ["job()", "say(b'\\xc1\\xc1\\xc1')"],
    "an empty answer": ["job()", "say(b'')"],
    "another type": ["job()", "say(b'\\xa4haha')", "time.sleep(60)"],
    "wrong fields": ["job()", f"say({msgspec.msgpack.encode({'articles': 3})!r})"],
    "an article of numbers": ["job()", f"say({msgspec.msgpack.encode({'articles': [{'title': 1}]})!r})"],
    "a list without end": ["job()", "say(b'\\xdd\\xff\\xff\\xff\\xff')"],
    "too deep": ["job()", "say(b'\\x91' * 100000)"],
    "half a letter": ["job()", "say(b'\\x81\\xa5error\\xa2\\xff\\xfe')"],
    "noise": ["job()", "os.write(1, b'Traceback (most recent call last):')", "sys.exit(1)"],
}


@pytest.mark.parametrize("lines", LIES.values(), ids=LIES.keys())
def test_a_worker_that_lies_is_lost_and_replaced(lines: list[str], tmp_path: Path) -> None:
    """Whatever it answers, the one who asked learns just that it is lost; the next job has a worker of its own,
    and nothing of the old one is left."""

    async def ask(workers: Workers, body: bytes) -> None:
        with pytest.raises(WorkerLost):
            await workers.read(job(body))

    with Workers(1, seconds=1.5, command=liar(tmp_path, *lines)) as workers:
        asyncio.run(ask(workers, feed("Satu")))
        gone = list(workers._all)
        asyncio.run(ask(workers, b"x" * 3_000_000))  # more than a pipe holds
        assert gone == []
        assert workers._all == []


def test_a_lost_worker_costs_one_job(tmp_path: Path) -> None:
    """Every second answer is a lie: every second job is answered."""
    count = tmp_path / "count"
    count.write_text("")
    lines = [
        f"path = {str(count)!r}",
        "while True:",
        "    job(); open(path, 'a').write('x'); odd = len(open(path).read()) % 2",
        f"    say({GOOD!r} if odd else b'\\xc1')",
    ]

    async def run(workers: Workers) -> list[Any]:
        return [
            *(await asyncio.gather(workers.read(job(b"1")), return_exceptions=True)),
            *(await asyncio.gather(workers.read(job(b"2")), return_exceptions=True)),
            *(await asyncio.gather(workers.read(job(b"3")), return_exceptions=True)),
        ]

    with Workers(1, command=liar(tmp_path, *lines)) as workers:
        first, second, third = asyncio.run(run(workers))
    assert first == third == Batch(error="empty")
    assert isinstance(second, WorkerLost)


def altered(change: str) -> Sequence[str]:
    """A real worker that does `change` before it reads a body."""
    program = (
        "import os\nfrom plugins.newsroom import parse, walls_work\nreal = parse.read\n"
        f"def read(body, **more):\n    {change}\n    return real(body, **more)\n"
        "parse.read = read\nwalls_work.serve()"
    )
    return sys.executable, "-c", program


def test_what_a_library_prints_does_not_reach_the_answers() -> None:
    """Whoever writes to standard output in there writes to the log: Pillow and lxml do."""

    async def run(workers: Workers) -> Batch:
        return await workers.read(job(feed("Satu")))

    with Workers(1, command=altered("os.write(1, b'warning!'); print('warning!', flush=True)")) as workers:
        assert titles(asyncio.run(run(workers))) == ["Satu"]


MEMORY = pytest.mark.skipif(sys.platform != "linux", reason="the bound of memory is tried where it is kept")


@pytest.mark.parametrize(
    "change",
    [
        "assert b'jebak' not in body, 'a surprise of ours'",
        "b'jebak' in body and os.abort()",
        pytest.param("held = bytearray(2 * walls_work.MEMORY if b'jebak' in body else 1)", marks=MEMORY),
    ],
)
def test_a_job_that_breaks_its_worker_costs_itself(change: str) -> None:
    """A surprise of ours, a crash in a library, more memory than it is given: one lost job, not a lost pull."""

    async def run(workers: Workers) -> Batch:
        with pytest.raises(WorkerLost):
            await workers.read(job(feed("jebak")))
        return await workers.read(job(feed("Satu")))

    with Workers(1, command=altered(change)) as workers:
        assert titles(asyncio.run(run(workers))) == ["Satu"]


def test_closing_ends_every_worker() -> None:
    """Also one that is at work; nothing stays behind, and it does not take a deadline to leave."""

    async def run(workers: Workers) -> Batch:
        return await workers.read(job(feed("Pemanasan")))

    with Workers(2, seconds=60) as workers:
        assert asyncio.run(run(workers)).articles
        busy = workers._threads.submit(workers._exchange, b"R", bomb(), Batch)
        time.sleep(0.5)
        processes = list(workers._all)
        began = time.monotonic()
    assert time.monotonic() - began < 10
    assert isinstance(busy.exception(), WorkerLost)
    assert processes
    assert all(process.returncode is not None for process in processes)
    assert all(not _alive(process.pid) for process in processes)


def _alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def test_a_result_can_be_sent() -> None:
    """Answers are of the types that the other side expects: said once here for whoever changes them."""
    for answer in (Batch(), read(job(feed("Satu"))), Developed(None, "x"), develop(PictureJob(picture()))):
        assert msgspec.msgpack.decode(msgspec.msgpack.encode(answer), type=type(answer)) == answer
