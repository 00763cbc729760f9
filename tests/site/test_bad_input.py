"""What disks, people and templates do to a printing: each has a clear message, the old site stands, and the next run
heals. Disks are real ones, of memory and of a few hundred kilobytes; who may not mount any is told that it was skipped.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.houses import ROOT, House
from tests.newsroom.test_store import first_store
from tests.site.written import write_article, write_region

STORIES = 30
STANDS = "Situs tidak diganti; yang lama tetap berdiri. Sebabnya: "


@dataclass
class Disk:
    """A small file system of memory, mounted at `folder`."""

    folder: Path

    def mount(self, *options: str) -> None:
        _mount("-t", "tmpfs", "-o", ",".join(options or ("size=40m",)), "tmpfs", str(self.folder))

    def change(self, *options: str) -> None:
        """Another size, or read-only."""
        _mount("-o", ",".join(("remount", *options)), str(self.folder))

    @property
    def used(self) -> int:
        return shutil.disk_usage(self.folder).used // 1024

    def unmount(self) -> None:
        subprocess.run(["umount", str(self.folder)], check=False, capture_output=True)


def _mount(*words: str) -> None:
    if not shutil.which("mount"):
        pytest.skip("there is no mount on this system")
    done = subprocess.run(["mount", *words], capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.skip(f"this user may not mount: {done.stderr.strip()}")


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Disk]:
    (tmp_path / "disk").mkdir()
    made = Disk(tmp_path / "disk")
    made.mount()
    yield made
    made.unmount()


@pytest.fixture(scope="module")
def region(tmp_path_factory: pytest.TempPathFactory) -> House:
    """A small region, built once; its store and its site are copied by every test."""
    folder = tmp_path_factory.mktemp("region")
    house = House(folder, write_region(folder / "content", STORIES))
    house.run("build")
    with closing(sqlite3.connect(folder / "portal.sqlite3")) as store:
        store.execute("PRAGMA wal_checkpoint (TRUNCATE)")
    return house


def founded(region: House, folder: Path, output: Path | None = None) -> House:
    """The same region with its store in this folder, built into its own output."""
    shutil.copytree(region.content, folder / "content")
    shutil.copy(region.folder / "portal.sqlite3", folder)
    house = House(folder, folder / "content")
    house.output = output or house.output
    house.run("build")
    return house


@pytest.fixture
def house(region: House, tmp_path: Path) -> House:
    return founded(region, tmp_path)


def renamed(house: House, name: str = "Kabupaten Contoh Raya") -> None:
    """Every page is to be printed anew."""
    path = house.content / "network.toml"
    path.write_text(re.sub('name = "Kabupaten Contoh.*"', f'name = "{name}"', path.read_text("utf-8")), "utf-8")


def heals(house: House, *options: str) -> None:
    """A build goes through, and what stands is what a fresh one makes."""
    house.run("build", *options)
    house.run("build", output=house.folder / "anew")
    assert house.tree() == house.tree(house.folder / "anew")
    assert not list(house.folder.glob("staging/*"))


# --- disks ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("jobs", ["1", "3"])
def test_a_disk_that_fills_while_pages_are_staged(region: House, disk: Disk, tmp_path: Path, jobs: str) -> None:
    """However much room is left, it is named as full: with the page that had none, or by the store. The old site
    stands, and nothing that was staged goes on filling it."""
    house = founded(region, disk.folder, tmp_path / "site")
    before, told = house.tree(), ""
    renamed(house)
    house.run("check")
    start = disk.used
    for room in (50, 200, 350, 500, 650):
        disk.change(f"size={start + room}k")
        done = house.attempt("build", "--jobs", jobs)
        if done.returncode == 0:
            break
        assert done.returncode == (1 if STANDS in done.stderr else 2)
        assert "disk penuh" in done.stderr
        assert "lalu ulangi." in done.stderr
        assert "Traceback" not in done.stderr
        assert house.tree() == before
        assert not list(disk.folder.glob("staging/*"))
        told += done.stderr
    assert re.search(re.escape(STANDS) + r"disk penuh \(\S+\) saat mencetak /\S", told), told
    disk.change("size=40m")
    heals(house)
    assert house.tree() != before


def test_a_full_disk_of_the_site(region: House, disk: Disk, tmp_path: Path) -> None:
    """Where the site lies on another disk than the store, and all that is new has no room there, nothing is begun: it
    is told how much is wanting, and the old site stands."""
    house = founded(region, tmp_path, disk.folder / "site")
    before = house.tree()
    for number in range(STORIES, STORIES + 30):
        write_article(house.content, number)
    disk.change(f"size={disk.used + 200}k")
    said = house.run("build", code=1).stderr
    assert re.search(STANDS + r"disk tempat \S+ terlalu penuh: perlu \d,\d MB, tersisa \d,\d MB\.", said)
    assert house.tree() == before
    disk.change("size=40m")
    heals(house)


def test_a_disk_that_fills_in_the_middle_of_a_release(region: House, disk: Disk, tmp_path: Path) -> None:
    """No room for one file more, though bytes are left: what stands then is of before or of after, what stood still
    stands, and every later run says so until there is room; then it goes on where it was."""
    house = founded(region, tmp_path, disk.folder / "site")
    before = house.tree()
    for number in range(STORIES, STORIES + 20):
        write_article(house.content, number)
    disk.change(f"nr_inodes={_files_and_folders(disk.folder) + 20}")
    for _ in range(2):
        said = house.run("build", code=2).stderr
        assert f"Situs di {house.output} tidak dapat ditulis (disk penuh: " in said
        assert "Traceback" not in said
    between = house.tree()
    house.run("build", output=tmp_path / "anew")
    after = house.tree(tmp_path / "anew")
    assert before != between != after
    whole = {path: data for path, data in between.items() if not path.endswith(".half")}
    assert all(data in (before.get(path), after.get(path)) for path, data in whole.items())
    assert set(before) <= set(whole)
    assert all(path in whole for data in whole.values() for path in _stories_in(data)), "no link dangles"
    disk.change("nr_inodes=100000")
    house.run("build")
    assert house.tree() == after


def _files_and_folders(folder: Path) -> int:
    return sum(1 for _ in folder.rglob("*")) + 1


def _stories_in(data: bytes) -> list[str]:
    found = re.findall(rb'href="/(berita/\d{4}/\d\d/[a-z0-9-]+/)"', data)
    return [f"{path.decode()}index.html" for path in found]


def test_an_output_folder_that_can_only_be_read(house: House, request: pytest.FixtureRequest) -> None:
    """It is named with the reason, as often as it is tried; the old site stands, and once it can be written the same
    command is enough."""
    before = house.tree()
    renamed(house)
    if os.geteuid():
        folders = [house.output, *(path for path in house.output.rglob("*") if path.is_dir())]
        close = lambda mode: [folder.chmod(mode) for folder in folders]  # noqa: E731
        request.addfinalizer(lambda: close(0o755))
        close(0o555)
        reason = "tidak ada izin"
    else:  # whom permissions do not stop
        _mount("--bind", str(house.output), str(house.output))
        request.addfinalizer(lambda: subprocess.run(["umount", str(house.output)], check=False, capture_output=True))
        _mount("-o", "remount,ro,bind", str(house.output))
        reason = "disknya hanya dapat dibaca"
    for _ in range(2):
        said = house.run("build", code=2).stderr
        assert f"Situs di {house.output} tidak dapat ditulis ({reason}: {house.output}/" in said
        assert house.tree() == before
    if os.geteuid():
        close(0o755)
    else:
        subprocess.run(["umount", str(house.output)], check=True)
    heals(house)


# --- what people do to the folder ----------------------------------------------------------------

FOREIGN = ("CNAME", ".well-known/security.txt", "berita/catatan.txt", "gambar/logo.png", "instansi/dinkes/unduh.pdf")


def test_a_file_that_is_not_ours_stays(house: House) -> None:
    """Wherever somebody put it, after a build, a full one, and one into a folder that the store knows nothing of."""
    for path in FOREIGN:
        (house.output / path).parent.mkdir(exist_ok=True)
        (house.output / path).write_text("milik daerah", "utf-8")
    write_article(house.content, 200)
    for option in ((), ("--full",)):
        house.run("build", *option)
        assert {(house.output / path).read_text("utf-8") for path in FOREIGN} == {"milik daerah"}
    house.run("build", output=house.folder / "anew")
    here, anew = house.tree(), house.tree(house.folder / "anew")
    assert {path: data for path, data in here.items() if path not in FOREIGN} == anew


def test_a_file_in_our_place_is_not_replaced_silently(house: House) -> None:
    """A file that somebody put where a page of ours comes to stand gives way to it, and that is said, once."""
    (house.output / "layanan").mkdir()
    (house.output / "layanan/index.html").write_text("milik daerah", "utf-8")
    (house.content / "pages/layanan.md").write_text("Title: Layanan\n\nDaftar layanan kantor.\n", "utf-8")
    said = house.run("build").stderr
    told = f"1 berkas yang sudah ada di {house.output} bukan cetakan simpanan ini dan diganti, misalnya /layanan/"
    assert said.count(told) == 1
    assert "Daftar layanan" in (house.output / "layanan/index.html").read_text("utf-8")
    assert "bukan cetakan" not in house.run("build", "--full").stderr


def test_another_site_is_not_printed_over(house: House) -> None:
    """PORTAL_OUTPUT names a folder with another site in it: nothing there is touched, and what to do is said."""
    other = house.folder / "public_html"
    other.mkdir()
    (other / "index.html").write_text("<h1>Situs lama</h1>", "utf-8")
    said = house.run("build", output=other, code=1).stderr
    assert f"{STANDS}di {other} berdiri situs lain: " in said
    assert house.tree(other) == {"index.html": b"<h1>Situs lama</h1>"}
    (other / "index.html").unlink()
    house.run("build", output=other)
    assert house.tree(other) == house.tree()


@pytest.mark.parametrize("what", ["folder for a file", "file for a folder"])
def test_what_cannot_be_replaced_is_named(house: House, what: str) -> None:
    """A folder where a file has to be, or a file where a folder has to be: named with its own path; whoever takes it
    away has the site by the next build."""
    obstacle = house.output / ("layanan/index.html" if what == "folder for a file" else "layanan")
    if what == "folder for a file":
        (obstacle / "isi").mkdir(parents=True)
    else:
        obstacle.write_text("x", "utf-8")
    (house.content / "pages/layanan.md").write_text("Title: Layanan\n\nDaftar layanan kantor.\n", "utf-8")
    said = house.run("build", code=2).stderr
    assert f"{house.output}/layanan" in said
    assert "staging" not in said
    shutil.rmtree(obstacle) if obstacle.is_dir() else obstacle.unlink()
    heals(house)


@pytest.mark.parametrize("what", [".", "index.html", "everything in it"])
def test_a_deleted_site_is_printed_again(house: House, what: str) -> None:
    """The folder, all that is in it, or its home page alone is gone: the next build prints all of it."""
    before = house.tree()
    if what == "index.html":
        (house.output / what).unlink()
    else:
        shutil.rmtree(house.output)
        house.output.mkdir() if what != "." else None
    house.run("build")
    assert house.tree() == before


def test_a_page_edited_by_hand_is_mended(house: House) -> None:
    """At the latest by `--full`, which writes nothing else; a build before leaves it alone, unless it has to print that
    page."""
    before = house.tree()
    stories = sorted(path for path in before if re.match(r"berita/.*/index\.html", path))
    for path in (stories[0], "topik/index.html", "data/index.json"):
        (house.output / path).write_text("diubah", "utf-8")
    house.run("build")
    assert (house.output / stories[0]).read_text("utf-8") == "diubah"
    assert " 3 ditulis, 0 dihapus" in house.run("build", "--full").stderr
    assert house.tree() == before
    line = house.lines()[0]
    page = line["url"].removeprefix(f"{house.site_url}/") + "index.html"
    (house.output / page).write_text("diubah", "utf-8")
    mark = re.search(r"40\.(\d{3})", line["title"])
    assert mark
    write_article(house.content, int(mark[1]), more="Kalimat baru dari kantor.")
    house.run("build")
    assert "Kalimat baru" in (house.output / page).read_text("utf-8")


# --- stores --------------------------------------------------------------------------------------


def test_a_store_of_an_older_portal_is_printed(tmp_path: Path) -> None:
    """Its stories stand with their words and at their addresses, by an ordinary build, and a second finds no change."""
    house = House(tmp_path, write_region(tmp_path / "content", 3))
    first_store(tmp_path / "portal.sqlite3")
    moment, path = "2026-11-20T05:07:00Z", "/berita/2026/11/judul/"
    with closing(sqlite3.connect(tmp_path / "portal.sqlite3")) as store:
        store.execute(
            "UPDATE story SET path = ?, month = '2026-11', agency = 'dinkes', kind = 'berita', status = 'published',"
            " title = 'Judul', published = ?, updated = ?, first_seen = ?, data = ?",
            [path, moment, moment, moment, json.dumps({
                "also": [], "sources": [["dinkes", "https://a.example/7", "7", moment]], "topics": [], "places": [],
                "pictures": [], "fields": {},
            })],
        )  # fmt: skip
        store.commit()
    house.run("build")
    assert "<p>Isi.</p>" in (house.output / path[1:] / "index.html").read_text("utf-8")
    assert len(house.lines()) == 4
    assert " 0 ditulis" in house.run("build", "--full").stderr


def test_a_store_of_a_newer_portal_is_left_alone(house: House) -> None:
    """It says which program to bring up to date, the site stands, and the store is not touched."""
    with closing(sqlite3.connect(house.folder / "portal.sqlite3")) as store:
        store.execute("UPDATE meta SET value = '999' WHERE key = 'schema'")
        store.commit()
    before = house.tree()
    renamed(house)
    said = house.run("build", code=2).stderr
    assert "dibuat oleh portal yang lebih baru" in said
    assert "Perbarui portal ini dahulu." in said
    assert house.tree() == before


# --- templates -----------------------------------------------------------------------------------

FAULTS = {
    "syntax": ("story.html", "{% block main %}", "{% block main %}{% if %}", "Expected an expression"),
    "filter": ("story.html", "{{ story.title }}", "{{ story.title|tidakada }}", "No filter named 'tidakada'"),
    "include": (
        "story.html", "{% block main %}", "{% block main %}{% include 'hilang.html' %}",
        "templat hilang.html tidak ada",
    ),
    "a name that is not": ("story.html", "{{ story.title }}", "{{ story.judul.besar }}", "has no attribute 'judul'"),
    "arithmetic": ("story.html", "{{ story.title }}", "{{ 1 // 0 }}", "ZeroDivisionError"),
    "a card": ("_card.html", "{{ card.title }}", "{{ card.judul.besar }}", "has no attribute 'judul'"),
    "a list": ("month.html", "{% block main %}", "{% block main %}{{ 1 // 0 }}", "ZeroDivisionError"),
}  # fmt: skip


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the portal, whose templates may be spoiled."""
    away = shutil.ignore_patterns(".*", "var", "output", "tests", "docs", "benchmarks", "samples", "__pycache__")
    return shutil.copytree(ROOT, tmp_path_factory.mktemp("program") / "portal", ignore=away)


def _build(program: Path, house: House, *options: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "invoke", "build", *options],
        cwd=program, env=house.environment(), capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip


@pytest.fixture(scope="module")
def printed(region: House, program: Path, tmp_path_factory: pytest.TempPathFactory) -> House:
    """The region as that copy printed it."""
    house = founded(region, tmp_path_factory.mktemp("printed"))
    assert _build(program, house).returncode == 0
    return house


@pytest.mark.parametrize(("name", "jobs"), [("filter", "1"), ("a card", "1"), *((name, "2") for name in FAULTS)])
def test_a_template_with_an_error(printed: House, program: Path, name: str, jobs: str) -> None:
    """The message names the file and the line of the template, what is wrong there, and the page that was being
    printed; the old site stands, and once the template is mended the next build heals."""
    house, (file, old, new, words) = printed, FAULTS[name]
    before = house.tree()
    template = program / "themes/sinergi/templates" / file
    text = template.read_text("utf-8")
    line = text[: text.index(old)].count("\n") + 1
    template.write_text(text.replace(old, new, 1), "utf-8")
    try:
        done = _build(program, house, "--jobs", jobs)
        assert done.returncode == 1, done.stderr
        assert f"{STANDS}templat {template}, baris {line} keliru saat mencetak /" in done.stderr
        page = re.search(r"saat mencetak /(\S*):", done.stderr)
        assert page, "the page is named"
        assert (house.output / page[1]).exists()
        assert words in done.stderr
        assert "Traceback" not in done.stderr
        assert house.tree() == before
    finally:
        template.write_text(text, "utf-8")
    renamed(house, f"Kabupaten Contoh {name.title()} {jobs}")
    assert _build(program, house).returncode == 0
    assert all(f"{name.title()} {jobs}" in data.decode() for path, data in house.tree().items() if path[-5:] == ".html")
