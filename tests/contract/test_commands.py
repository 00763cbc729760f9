"""The commands of the contract: that they are there, what they end with, and what they leave alone."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.contract.network import ROOT, Found, Portal, answer, differences, ended, kill, publish, traces
from tests.contract.server import Site
from tests.contract.writing import item, mark

COMMANDS = (
    "demo", "test", "pull", "build", "hourly", "check", "bench",
)  # fmt: skip


@pytest.fixture(scope="module")
def listed() -> list[str]:
    """What `invoke --list` prints."""
    done = subprocess.run([sys.executable, "-m", "invoke", "--list"], cwd=ROOT, capture_output=True, text=True)
    return done.stdout.split()


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_of_the_table_is_there(listed: list[str], command: str) -> None:
    """Contract, Commands: each command of the table is a task of `invoke`."""
    assert command in listed


def test_the_starter_content_passes_check_and_builds_as_it_stands(portal: Portal) -> None:
    """The contract: "content/ … shipped as a starter that builds as it stands": check, pull and build end with 0."""
    shutil.rmtree(portal.content)
    shutil.copytree(ROOT / "content", portal.content)
    assert portal.run("check").code == 0
    pulled = portal.pull()
    assert pulled.report["faults"] == []
    portal.build()
    assert [story["title"] for story in portal.stories()] == ["Selamat Datang di Portal Berita Resmi Daerah"]


def test_pull_ends_with_0_where_feeds_and_files_fail(portal: Portal, site: Site) -> None:
    """The contract: "pull: 0 even where single feeds or files fail", and what is well is published."""
    portal.agency("mati", site.put("/mati", status=500))
    portal.agency("sehat", publish(site, "/sehat", [item(1)]))
    portal.write("agencies/sehat/rusak.md", "Title: Tanpa Tanggal\n\nTeks.\n")
    pulled = portal.pull()
    assert pulled.of("mati")["outcome"] == "failed"
    assert pulled.of("sehat")["new"] == 1
    assert pulled.fault("agencies/sehat/rusak.md")


BROKEN_NETWORKS = {
    "not TOML": 'name = "Kabupaten Contoh\n',
    "no name": 'code = "33.99"\ntimezone = "Asia/Jakarta"\n',
    "no such zone": 'name = "Kabupaten Contoh"\ncode = "33.99"\ntimezone = "Asia/Jakarat"\n',
    "unknown field": 'name = "Kabupaten Contoh"\ncode = "33.99"\ntimezone = "Asia/Jakarta"\ndomain = ["a.example"]\n',
}


@pytest.fixture(scope="module")
def standing(found: Found, module_site: Site) -> Portal:
    """A network whose site stands, and whose network.toml the tests break."""
    portal = found("berdiri")
    portal.agency("dinkes", publish(module_site, "/dinkes", [item(1), item(2)]))
    portal.agency("lain", publish(module_site, "/lain", [item(3)]))
    portal.pull()
    portal.build()
    return portal


@pytest.mark.parametrize("fault", [*BROKEN_NETWORKS, "missing"])
def test_a_broken_network_toml_ends_with_2_and_leaves_everything(
    standing: Portal, module_site: Site, fault: str
) -> None:
    """A broken network.toml: `hourly` (so pull and build) ends with 2, asks nobody, leaves the old site untouched."""
    before = traces(standing.output)
    module_site.forget()
    if fault == "missing":
        (standing.content / "network.toml").unlink()
    else:
        standing.write("network.toml", BROKEN_NETWORKS[fault])
    done = standing.run("hourly")
    standing.set()
    assert done.code == 2, done.said
    assert "network.toml" in done.said
    assert module_site.log == []
    assert traces(standing.output) == before


@pytest.mark.parametrize("command", ["pull", "build", "check"])
def test_each_command_refuses_a_broken_network_toml(standing: Portal, command: str) -> None:
    """Exit 2 "for a network.toml that cannot be used" from pull and build; `check` names file and line with 1."""
    standing.write("network.toml", BROKEN_NETWORKS["no such zone"])
    done = standing.run(command)
    standing.set()
    assert done.code == (1 if command == "check" else 2), done.said
    assert "network.toml:3" in done.said


def test_a_store_that_cannot_be_opened_ends_with_2(standing: Portal) -> None:
    """Exit 2 "or a store … that cannot be opened": a file that is no database, for pull and for build alike."""
    broken = standing.folder / "bukan-basis-data.sqlite3"
    broken.write_text("bukan basis data" * 500)
    store = f"sqlite:///{broken}"
    before = traces(standing.output)
    for command in ("pull", "build"):
        done = standing.run(command, PORTAL_STORE=store)
        assert done.code == 2, (command, done.said)
        assert "Traceback" not in done.said
        assert f"Simpanan {broken} tidak dapat dibuka: berkas itu bukan simpanan portal." in done.err
        assert "Betulkan PORTAL_STORE" in done.err
        assert "database" not in done.said
    assert broken.read_text().startswith("bukan basis data"), "what was there is not ours to overwrite"
    assert traces(standing.output) == before


def test_a_demo_that_has_no_place_ends_with_2(portal: Portal) -> None:
    """A folder that cannot be written: its path, why, and what to do, and nothing of the program's inside."""
    blocked = portal.folder / "berkas"
    blocked.write_text("berkas")
    done = portal.run("demo", "--once", "--folder", str(blocked / "demo"))
    assert done.code == 2, done.said
    assert f"{blocked / 'demo'} tidak dapat ditulis (sebagian jalurnya bukan folder)" in done.err
    assert "--folder" in done.err
    assert "Traceback" not in done.said


def test_an_output_that_cannot_be_opened_ends_with_2(standing: Portal) -> None:
    """Exit 2 "or … output that cannot be opened": a file where the folder should be."""
    blocked = standing.folder / "berkas"
    blocked.write_text("milik orang lain")
    done = standing.run("build", PORTAL_OUTPUT=str(blocked))
    assert done.code == 2, done.said
    assert "Traceback" not in done.said
    assert blocked.read_text() == "milik orang lain"


def test_only_pulls_one_agency(standing: Portal, module_site: Site) -> None:
    """`pull --only SLUG`: the others are neither asked nor changed."""
    module_site.forget()
    pulled = standing.pull(only="dinkes")
    assert [row["agency"] for row in pulled.report["sources"]] == ["dinkes"]
    assert module_site.asked("/dinkes")
    assert not module_site.asked("/lain")


def test_a_build_into_another_folder_is_full_and_disturbs_nothing(standing: Portal, tmp_path: Path) -> None:
    """The contract: "What stands is recorded for the output folder it stands in": elsewhere everything, here nothing
    is written."""
    before = traces(standing.output)
    standing.build(output=tmp_path / "lain")
    assert differences(standing.output, tmp_path / "lain") == []
    assert traces(standing.output) == before
    standing.build()
    assert traces(standing.output) == before


def test_pelican_itself_builds_the_same_site(standing: Portal, tmp_path: Path) -> None:
    """`pelican content -s pelicanconf.py` in the root works with the same environment and gives the same bytes."""
    done = subprocess.run(
        [sys.executable, "-m", "pelican", "content", "-s", "pelicanconf.py"],
        cwd=ROOT, env=standing.environment(PORTAL_OUTPUT=str(tmp_path / "pelican")), capture_output=True, text=True,
        timeout=60,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert differences(standing.output, tmp_path / "pelican") == []


def test_build_never_touches_the_network(standing: Portal, module_site: Site, tmp_path: Path) -> None:
    """The contract: "the portal … never touches the network": a full build asks the sources nothing."""
    module_site.forget()
    standing.build("--full", output=tmp_path / "tanpa-jaringan")
    assert module_site.log == []


def test_full_ignores_what_was_built_before(standing: Portal, tmp_path: Path) -> None:
    """`build --full` puts right even a page that somebody overwrote by hand."""
    copy = tmp_path / "salinan"
    standing.build(output=copy)
    (copy / "index.html").write_text("dirusak")
    standing.build("--full", output=copy)
    assert differences(standing.output, copy) == []


def test_hourly_pulls_and_builds(portal: Portal, site: Site) -> None:
    """`hourly` is pull, build, search: one command on an empty machine and the story stands."""
    portal.agency("dinkes", publish(site, "/dinkes", [item(1)]))
    done = portal.run("hourly")
    assert done.code == 0, done.said
    assert answer(portal.output, portal.story(mark(1))["url"]).is_file()
    assert portal.holding(mark(1), ".html")


def test_the_sample_network_is_shown_by_one_command(portal: Portal) -> None:
    """`demo --once` pulls the sample network, builds and ends with 0, "all under var/demo/".

    The folder is given, so that the test leaves the machine's own demonstration alone.
    """
    process = portal.start("demo", "--once", "--folder", str(portal.folder / "demo"))
    try:
        done = ended(process, 90)
    finally:
        if process.poll() is None:
            kill(process)
    assert done.code == 0, done.said
    site = portal.folder / "demo" / "output"
    assert len(portal.stories(site)) > 20
    assert not portal.output.exists()
