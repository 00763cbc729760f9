"""The walls hold: whoever hangs, dies or lies behind them is replaced, and all others get their answers.

Real workers do real work here; where a worker has to lie, a program of a few lines plays it.
"""

from __future__ import annotations

import asyncio
import contextlib
import io
import os
import subprocess
import sys
import time
from collections.abc import Awaitable, Sequence
from pathlib import Path
from typing import Any

import msgspec
import pytest
from PIL import Image

from plugins.newsroom.errors import Unopened, WorkerLost
from plugins.newsroom.model import Entry
from plugins.newsroom.walls import Account, Batch, Developed, EntryJob, PictureJob, ReadJob, Workers
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


ROOT = Path(__file__).parents[2]
AT_ONCE = """
import sys, threading
import msgspec
from plugins.newsroom import walls
sys.setswitchinterval(1e-6)
said = msgspec.msgpack.encode(walls.Batch(bare=(walls.Bare(walls.Entry(title="Judul"), "kunci", ""),)))
begin = threading.Barrier(4)

class Workers(walls.Workers):
    def _process(self):
        begin.wait()

    def _until(self, seconds, process):
        return walls.contextlib.nullcontext((None, None))

walls.send, walls.receive = lambda *_: None, lambda _: said
ask = lambda: Workers(4)._exchange(b"R", None, walls.Batch, walls.Account(), 9.0)
threads = [threading.Thread(target=ask) for _ in range(4)]
for each in threads:
    each.start()
for each in threads:
    each.join()
"""


def test_answers_that_come_at_once_are_all_understood() -> None:
    """The first answers of a pull come to several threads in one moment: ten pulls, and none crashes."""
    ended = [
        subprocess.run([sys.executable, "-c", AT_ONCE], cwd=ROOT, capture_output=True, check=False) for _ in range(10)
    ]
    assert [(each.returncode, each.stderr) for each in ended] == [(0, b"")] * 10


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


def liar(tmp_path: Path, *lines: str, hello: str = "say(b'')") -> Sequence[str]:
    """A worker of one's own making: `job()` takes a job, `say(bytes)` answers it; it says what lines it likes, after
    it said that it is ready."""
    program = tmp_path / "liar.py"
    preamble = (
        "import os, struct, sys, time\n"
        "def job():\n    n = struct.unpack('>I', sys.stdin.buffer.read(4))[0]\n    return sys.stdin.buffer.read(n)\n"
        "def say(data, n=None):\n    os.write(1, struct.pack('>I', len(data) if n is None else n) + data)\n"
        f"{hello}\n"
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


# --- few are not served before many ------------------------------------------------------------------------------


def sleeper(tmp_path: Path, *, start: float = 0.0) -> Sequence[str]:
    """A worker that takes as long over a job as its body says, in tenths of a second."""
    return liar(
        tmp_path,
        "import re",
        f"while True:\n    time.sleep(int(re.search(rb'for (\\d+)', job())[1]) / 10); say({GOOD!r})",
        hello=f"time.sleep({start}); say(b'')",
    )


def sleeps(tenths: int) -> ReadJob:
    return job(b"for %d" % tenths)


async def order(**jobs: Awaitable[object]) -> list[str]:
    """The names of jobs as they end, whatever comes of them."""
    ended: list[str] = []

    async def one(name: str, work: Awaitable[object]) -> None:
        with contextlib.suppress(WorkerLost, Unopened):
            await work
        ended.append(name)

    await asyncio.gather(*(one(name, work) for name, work in jobs.items()))
    return ended


def test_who_wants_much_is_served_behind_all_others(tmp_path: Path) -> None:
    """Two slow sources come first; their neighbours wait for no more than the shares of those two, and both slow
    ones are served in the end, at their own cost."""
    accounts = [Account(60.0) for _ in range(4)]

    async def run(workers: Workers) -> list[str]:
        reads = [workers.read(sleeps(n), account) for n, account in zip((20, 20, 1, 1), accounts, strict=True)]
        return await order(**dict(zip(("slow", "slower", "quick", "quicker"), reads, strict=True)))

    with Workers(1, share=0.5, command=sleeper(tmp_path)) as workers:
        assert asyncio.run(run(workers)) == ["quick", "quicker", "slow", "slower"]
    for account, worked in zip(accounts, (2.5, 2.5, 0.1, 0.1), strict=True):
        assert worked <= account.worked < worked + 2
        assert account.left == pytest.approx(60.0 - account.worked)


def test_who_has_had_its_share_begins_behind(tmp_path: Path) -> None:
    """It keeps none of those waiting who come later."""

    async def run(workers: Workers) -> list[str]:
        late, new = Account(60.0, worked=0.5), Account(60.0)
        return await order(late=workers.read(sleeps(10), late), new=workers.read(sleeps(1), new))

    with Workers(1, share=0.5, command=sleeper(tmp_path)) as workers:
        assert asyncio.run(run(workers)) == ["new", "late"]


def test_what_all_have_beyond_their_shares_ends(tmp_path: Path) -> None:
    """The first has all that a job may have, and is lost; for the second nothing is left, and nothing is held against
    it but that it waits no more. Whoever is within its share is served as before."""

    async def run(workers: Workers) -> tuple[list[Any], Account]:
        last = Account(60.0, worked=0.5)
        reads = [workers.read(sleeps(600), Account(60.0)), workers.read(sleeps(1), last)]
        told = await asyncio.gather(*reads[:1], return_exceptions=True)
        told += await asyncio.gather(*reads[1:], return_exceptions=True)
        return [*told, await workers.read(sleeps(1), Account(60.0))], last

    with Workers(1, seconds=1.5, share=0.5, purse=1.9, command=sleeper(tmp_path)) as workers:
        (lost, unopened, served), last = asyncio.run(run(workers))
    assert isinstance(lost, WorkerLost)
    assert isinstance(unopened, Unopened)
    assert last.left == 0
    assert served == Batch(error="empty")


def test_who_is_cut_short_by_others_has_not_failed(tmp_path: Path) -> None:
    """Less is left than a job may have: what does not end within it was not opened, what does is served."""

    async def run(workers: Workers) -> list[Any]:
        reads = [workers.read(sleeps(n), Account(60.0, worked=0.5)) for n in (7, 600)]
        return await asyncio.gather(*reads, return_exceptions=True)

    with Workers(1, seconds=5.0, share=0.5, purse=2.0, command=sleeper(tmp_path)) as workers:
        served, unopened = asyncio.run(run(workers))
    assert served == Batch(error="empty")
    assert isinstance(unopened, Unopened)


def test_a_source_that_has_little_time_left_has_little_behind(tmp_path: Path) -> None:
    """Whoever took nearly all of its time to answer has no whole job's time on top of it."""

    async def run(workers: Workers) -> Any:
        slow = Account(0.2)
        (told,) = await asyncio.gather(workers.read(sleeps(600), slow), return_exceptions=True)
        return told, slow.worked

    with Workers(1, share=0.5, command=sleeper(tmp_path)) as workers:
        told, worked = asyncio.run(run(workers))
    assert isinstance(told, WorkerLost)
    assert worked < 5


def test_whose_time_is_not_counted_has_a_whole_jobs(tmp_path: Path) -> None:
    """An archive, a picture, a list of agencies: nobody else is waiting."""

    async def run(workers: Workers) -> list[Batch]:
        return [await workers.read(sleeps(9), account) for account in (None, Account(), Account(worked=9.0))]

    with Workers(1, share=0.5, purse=0.0, command=sleeper(tmp_path)) as workers:
        assert asyncio.run(run(workers)) == [Batch(error="empty")] * 3


def test_a_death_is_no_slowness(tmp_path: Path) -> None:
    """A job that its worker died of is not done again, and costs its source what a hanging one does."""
    count = tmp_path / "count"
    account = Account(60.0)

    async def run(workers: Workers) -> None:
        with pytest.raises(WorkerLost):
            await workers.read(job(b"x"), account)

    with Workers(1, command=liar(tmp_path, f"job(); open({str(count)!r}, 'a').write('x'); sys.exit(1)")) as workers:
        asyncio.run(run(workers))
    assert count.read_text() == "x"
    assert account.left <= 40


def test_no_source_pays_for_the_start_of_a_worker(tmp_path: Path) -> None:
    """On a busy machine that takes longer than most jobs."""

    async def run(workers: Workers) -> float:
        account = Account(60.0)
        await workers.read(sleeps(1), account)
        return account.worked

    with Workers(1, share=0.5, purse=0.0, command=sleeper(tmp_path, start=1.0)) as workers:
        assert asyncio.run(run(workers)) < 0.5


def test_a_worker_that_does_not_start_is_lost(tmp_path: Path) -> None:
    """Also one that keeps silent; and nothing is left of it."""

    async def run(workers: Workers) -> None:
        with pytest.raises(WorkerLost):
            await workers.read(job(b"x"), Account(60.0))

    with Workers(1, seconds=1.0, share=0.5, command=liar(tmp_path, hello="time.sleep(60)")) as workers:
        asyncio.run(run(workers))
        assert workers._all == []


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
        busy = workers._front.submit(workers._exchange, b"R", bomb(), Batch, Account(), 60.0)
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
