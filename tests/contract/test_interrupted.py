"""kill -9, Ctrl-C, and two runs at once: the next run carries on, nothing is doubled, nothing is lost."""

from __future__ import annotations

import os
import signal
import subprocess
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.contract.network import Done, Found, Portal, differences, ended, files, kill, publish, traces
from tests.contract.server import Site
from tests.contract.writing import item, mark

FEEDS = 8
STOPPED = (
    "Dihentikan. Tidak ada yang hilang: yang sudah tercatat tetap ada."
    " Jalankan perintah yang sama lagi untuk meneruskan."
)


def network(portal: Portal, site: Site, **reply: object) -> None:
    """Eight agencies with four stories each."""
    for index in range(FEEDS):
        items = [item(n, f"/dinas-{index}/{n}/") for n in range(10 * index, 10 * index + 4)]
        portal.agency(f"dinas-{index}", publish(site, f"/dinas-{index}", items, **reply))


def until(true: Callable[[], bool], process: subprocess.Popen[str], seconds: float = 20) -> bool:
    """Waits until something is true; False if the command ended before."""
    end = time.monotonic() + seconds
    while time.monotonic() < end and process.poll() is None:
        if true():
            return True
        time.sleep(0.001)
    return true() and process.poll() is None


def lines(portal: Portal) -> list[tuple[str, str, str, str]]:
    """What is believed, sorted."""
    return sorted((line["id"], line["url"], line["text"], line["status"]) for line in portal.stories())


def politely(done: Done) -> bool:
    """The code that shells have for it, one sentence last on standard error, and no trace of the program's inside."""
    said = done.err.splitlines()[-1:]
    return done.code == 130 and said == [STOPPED] and "Traceback" not in done.said and done.out == ""


@pytest.fixture(scope="module")
def undisturbed(found: Found, module_site: Site) -> Portal:
    """The network as it stands when nothing interrupts."""
    portal = found("tenang")
    network(portal, module_site)
    portal.pull()
    portal.build()
    return portal


def test_a_killed_pull_is_carried_on(portal: Portal, module_site: Site, undisturbed: Portal) -> None:
    """kill -9 as the first request arrives, half-way, with all answers in but one, and of the leading process alone:
    the next pull gives what one undisturbed pull gives, and the pull after it finds nothing new."""
    for arrived, leader_alone in ((1, False), (4, False), (FEEDS, False), (FEEDS, True)):
        gate = threading.Event()
        network(portal, module_site, delay=0.05)
        module_site.replies["/dinas-7"].gate = gate
        module_site.forget()
        process = portal.start("pull")
        assert until(lambda wanted=arrived: len(module_site.log) >= wanted, process)
        if arrived == FEEDS:
            time.sleep(0.7)
        if leader_alone:
            os.kill(process.pid, signal.SIGKILL)
            process.wait(10)
            gate.set()
            process.communicate(timeout=20)
        else:
            kill(process)
            gate.set()
    network(portal, module_site)
    assert all(row["outcome"] in {"changed", "unchanged"} for row in portal.pull().report["sources"])
    assert portal.pull().report["totals"]["new"] == 0
    portal.build()
    assert lines(portal) == lines(undisturbed)
    assert differences(portal.output / "data/stories", undisturbed.output / "data/stories") == []


def test_ctrl_c_in_a_pull_is_carried_on(portal: Portal, module_site: Site, undisturbed: Portal) -> None:
    """Ctrl-C (SIGINT to the whole group) ends the pull soon, leaves nothing running, and the next one carries on. So
    does an interrupt of the leading process alone, and of an hourly run."""
    for command, interrupt in (("pull", os.killpg), ("pull", os.kill), ("hourly", os.killpg)):
        gate = threading.Event()
        network(portal, module_site)
        module_site.replies["/dinas-7"].gate = gate
        module_site.forget()
        process = portal.start(command)
        assert until(lambda: len(module_site.log) >= FEEDS, process)
        time.sleep(0.5)
        interrupt(process.pid, signal.SIGINT)
        done = ended(process, 15)
        gate.set()
        assert politely(done), done
        assert not portal.output.exists()
        with pytest.raises(ProcessLookupError):
            os.killpg(process.pid, 0)
    network(portal, module_site)
    portal.pull()
    portal.build()
    assert lines(portal) == lines(undisturbed)


def after(seconds: float) -> Callable[[Portal, dict[str, object]], Callable[[], bool]]:
    def moment(_: Portal, __: dict[str, object]) -> Callable[[], bool]:
        end = time.monotonic() + seconds
        return lambda: time.monotonic() >= end

    return moment


def home_changes(portal: Portal, _: dict[str, object]) -> Callable[[], bool]:
    page = portal.output / "index.html"
    before = page.stat().st_ino
    return lambda: page.exists() and page.stat().st_ino != before


def anything_changes(portal: Portal, before: dict[str, object]) -> Callable[[], bool]:
    return lambda: traces(portal.output) != before


@pytest.fixture(scope="module")
def rebuilt(found: Found, module_site: Site) -> Portal:
    """A site that stands; every test renames the network, so that every page is to be printed anew."""
    portal = found("bangun")
    network(portal, module_site)
    portal.pull()
    portal.build()
    return portal


@pytest.mark.parametrize(
    ("how", "moment"),
    [
        (signal.SIGKILL, after(0.9)), (signal.SIGKILL, anything_changes),
        (signal.SIGKILL, home_changes), (signal.SIGINT, after(0.9)),
    ],
    ids=["kill while printing", "kill at the first file", "kill at the home page", "Ctrl-C"],
)  # fmt: skip
def test_an_interrupted_build_is_carried_on(
    rebuilt: Portal, tmp_path: Path, request: pytest.FixtureRequest, how: int, moment: Callable[..., Callable[[], bool]]
) -> None:
    """Interrupted at any moment, every file of the site is whole (of before or of after), and the next build stands
    as a fresh one does. That no file is ever torn is the natural reading of "a crash at any point heals"."""
    rebuilt.set(name=f"Kabupaten {request.node.callspec.id.title()}")
    rebuilt.pull()
    old = files(rebuilt.output)
    process = rebuilt.start("build")
    until(moment(rebuilt, traces(rebuilt.output)), process)
    if process.poll() is None:
        os.killpg(process.pid, how)
    process.communicate(timeout=20)
    between = files(rebuilt.output)
    rebuilt.build()
    rebuilt.build(output=tmp_path / "segar")
    assert differences(rebuilt.output, tmp_path / "segar") == []
    new = files(rebuilt.output)
    assert new != old
    torn = [path for path, body in between.items() if body not in (old.get(path), new.get(path))]
    assert torn == []
    assert {path for path in old if path in new} <= set(between), "what stands before and after never goes missing"


def test_ctrl_c_in_a_build_is_told(rebuilt: Portal) -> None:
    """While pages are staged: politely, and the site is not touched; the next build prints what this one began."""
    rebuilt.set(name="Kabupaten Terhenti")
    rebuilt.pull()
    before = traces(rebuilt.output)
    process = rebuilt.start("build")
    assert until(lambda: any(rebuilt.folder.glob("staging/*/files/berita")), process)
    os.killpg(process.pid, signal.SIGINT)
    done = ended(process, 15)
    assert politely(done), done
    assert traces(rebuilt.output) == before
    rebuilt.build()
    assert "Kabupaten Terhenti" in rebuilt.page("/")


def test_two_pulls_at_once_one_works_one_leaves(portal: Portal, site: Site) -> None:
    """The second leaves at once, says why, and asks nobody; the first ends as if alone. Exit 2 "is only for a
    `network.toml` …, or a store or output that cannot be opened", so that leaving is read as 0."""
    gate = threading.Event()
    portal.agency("dinas", publish(site, "/dinas", [item(1)], gate=gate))
    first = portal.start("pull", "--report", str(portal.folder / "report.json"))
    assert until(lambda: bool(site.log), first)
    second = portal.run("hourly")
    assert first.poll() is None
    gate.set()
    done = ended(first)
    assert (done.code, second.code) == (0, 0), done.said + second.said
    assert second.said.strip()
    assert len(site.asked("/dinas")) == 1
    assert not portal.output.exists()
    portal.build()
    assert portal.story(mark(1))["status"] == "published"


def test_two_builds_at_once_leave_one_sound_site(rebuilt: Portal, tmp_path: Path) -> None:
    """Started together, both end with 0 and the site is that of one build."""
    rebuilt.set(name="Kabupaten Serempak")
    rebuilt.pull()
    both = [rebuilt.start("build"), rebuilt.start("build")]
    assert [ended(process).code for process in both] == [0, 0]
    rebuilt.build(output=tmp_path / "segar")
    assert differences(rebuilt.output, tmp_path / "segar") == []
