"""`./run search`: what it makes of what stands, what it leaves alone, and how it ends when it cannot."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.houses import ROOT, House
from tests.searched import all_said, broken, found, index, names, shards, stamps, write

NAMES = ("Lumbung", "Jembatan", "Irigasi", "Posyandu", "Gapura", "Embung", "Pasar")
WORDS = ("palawija", "gantung", "tersier", "balita", "ukiran", "tampungan", "kaliurang")


def title(number: int) -> str:
    return f"{NAMES[number]} desa dibuka"


def add(house: House, numbers: range) -> None:
    """Articles, a day each, and the site with them."""
    for n in numbers:
        text = f"Kepala desa membuka {NAMES[n].lower()} untuk umum. Warga menyebut {WORDS[n]} sebagai kebanggaan."
        write(house, f"artikel-{n}", title(n), text, f"2026-11-{n + 1:02}")
    house.run("build")


@pytest.fixture
def house(tmp_path: Path) -> House:
    """A portal with five contributed articles, built and indexed in shards of two: two full ones, and an open one."""
    shutil.copytree(ROOT / "content", tmp_path / "content")
    for sample in (tmp_path / "content/agencies/diskominfo").glob("*.md"):
        if sample.name != "profile.md":
            sample.unlink()
    house = House(tmp_path, tmp_path / "content")
    add(house, range(5))
    index(house, 2)
    return house


def test_an_hour_with_nothing_new_costs_nothing(house: House) -> None:
    """No file is written, neither of the index nor of what is remembered, and Pagefind, Pelican and SQLite are not even
    imported."""
    index(house, 2)
    before = stamps(house.folder)
    done = index(house, 2)
    assert stamps(house.folder) == before
    assert done.stdout.strip() == ""
    assert "5 berita dapat dicari, 0 bagian" in done.stderr


def test_what_is_new_changes_the_open_shard_alone(house: House) -> None:
    """Full shards keep every byte and inode; however much is new, the open one and those after it are made once."""
    first = names(house)
    full = {name: stamps(house.output / "pagefind" / name) for name in first[:2]}
    add(house, range(5, 7))
    assert "2 bagian indeks dibuat" in index(house, 2).stderr  # the open one, now full, and the one after it
    assert names(house)[:2] == first[:2]
    assert {name: stamps(house.output / "pagefind" / name) for name in first[:2]} == full
    assert [row[1] for row in shards(house)["shards"]] == [1, 2, 2, 2]
    assert found(house) == set(map(title, range(7)))


def test_who_is_searching_is_not_cut_off(house: House) -> None:
    """What the list named before stands until the next run, and goes then."""
    first = names(house)
    add(house, range(5, 6))
    index(house, 2)
    assert first[2] not in names(house)
    assert (house.output / "pagefind" / first[2]).is_dir()
    index(house, 2)
    assert not (house.output / "pagefind" / first[2]).exists()


def test_a_correction_makes_its_shard_anew_and_no_other(house: House) -> None:
    """In a shard that is full, too; the words that were taken out are gone at once."""
    first = names(house)
    path = write(house, "artikel-0", title(0), "Kepala desa membuka lumbung untuk warga dusun.", "2026-11-01")
    assert b"palawija" in all_said(house)
    house.run("build")
    assert "1 bagian indeks dibuat" in index(house, 2).stderr
    assert names(house)[1:] == first[1:]
    assert names(house)[0] != first[0]
    assert b"palawija" not in all_said(house)
    assert path.exists()


DECISION = """
[[decision]]
do = "{do}"
target = "/berita/2026/11/jembatan-desa-dibuka/"
reason = "Naskah keliru."
at = 2026-11-21T{hour}:00:00+07:00
by = "Redaksi Diskominfo"
"""


def test_a_withdrawn_story_leaves_every_file(house: House) -> None:
    """Neither its title nor a word of it is in any file of the index, unpacked; once released it is in the shard that
    it had."""
    assert b"gantung" in all_said(house)
    decisions = house.content / "decisions.toml"
    decisions.write_text(DECISION.format(do="withdraw", hour="08"), "utf-8")
    house.run("build")
    index(house, 2)
    said = all_said(house)
    assert b"gantung" not in said
    assert b"jembatan" not in said
    assert title(1) not in found(house)
    decisions.write_text(decisions.read_text("utf-8") + DECISION.format(do="release", hour="09"), "utf-8")
    house.run("build")
    assert "1 bagian" in index(house, 2).stderr
    assert [row[1] for row in shards(house)["shards"]] == [1, 2, 2]


def test_what_is_not_printed_is_not_indexed(house: House) -> None:
    """The store may know more, or other, than stands: the index is of the site."""
    write(house, "artikel-5", title(5), "Embung desa dibuka.", "2026-11-06")
    house.run("pull")
    assert "0 bagian" in index(house, 2).stderr
    assert title(5) not in found(house)


def test_a_site_that_goes_back_takes_the_index_with_it(house: House) -> None:
    """After the lines of an earlier release took the place of later ones, exactly what stands is found; and forward
    again."""
    lines = house.output / "data/stories/2026-11.jsonl"
    earlier = lines.read_bytes()
    add(house, range(5, 7))
    index(house, 2)
    later, known = lines.read_bytes(), names(house)
    for body, count in ((earlier, 5), (later, 7)):
        lines.with_suffix(".half").write_bytes(body)
        lines.with_suffix(".half").replace(lines)
        index(house, 2)
        assert found(house) == set(map(title, range(count)))
    assert names(house) == known


CRASHES = {
    "before anything is put live": "search._Index.go_live = die",
    "at the first shard": "search._move = die",
    "between shards and their list": "search._lists = die",
    "before it is remembered": "search.Memory.save = die",
    "before old shards go": "search._sweep = die",
}


@pytest.mark.parametrize("when", CRASHES)
def test_a_run_that_dies_leaves_an_index_that_works(house: House, when: str) -> None:
    """Whenever it is cut off, all that the list names stands; the next run ends where one would have that was not."""
    add(house, range(5, 7))
    write(house, "artikel-0", title(0), "Kepala desa membuka lumbung untuk warga dusun.", "2026-11-01")
    house.run("build")
    died = f"import os\nfrom plugins.portal import search\ndie = lambda *_: os._exit(9)\n{CRASHES[when]}"
    index(house, 2, died, code=9)
    for name in names(house):
        assert (house.output / "pagefind" / name / "meta.pf_meta").is_file()
    assert (house.output / "pagefind" / shards(house)["engine"]).is_file()
    index(house, 2)
    index(house, 2)
    assert found(house) == set(map(title, range(7)))
    assert b"palawija" not in all_said(house)
    assert [row[1] for row in shards(house)["shards"]] == [1, 2, 2, 2]
    standing = {path.name for path in (house.output / "pagefind").iterdir()}
    assert standing == {*names(house), "shards.json", shards(house)["engine"]}
    assert not [path.name for path in (house.folder / "search").rglob("*") if path.is_dir() and len(path.name) != 12]


@pytest.mark.parametrize("lost", ["shard", "list", "engine", "all", "memory"])
def test_what_somebody_removed_is_made_again(house: House, lost: str) -> None:
    """A shard, the list, what reads them, all of it, or what is remembered."""
    folder = house.output / "pagefind"
    first = names(house)
    if lost == "shard":
        shutil.rmtree(folder / first[0])
    elif lost in ("all", "memory"):
        shutil.rmtree(folder if lost == "all" else house.folder / "search")
    else:
        (folder / ("shards.json" if lost == "list" else shards(house)["engine"])).unlink()
    index(house, 2)
    assert names(house) == first
    assert found(house) == set(map(title, range(5)))
    assert (folder / shards(house)["engine"]).is_file()


def test_an_agency_of_another_name_is_found_under_it(house: House) -> None:
    """What is told of a story beside its words is what the site says now."""
    path = house.content / "agencies/diskominfo/agency.toml"
    rest = [line for line in path.read_text("utf-8").splitlines() if not line.startswith("short")]
    path.write_text("\n".join(['short = "Diskominfo Baru"', *rest]), "utf-8")
    house.run("build")
    assert b"diskominfo baru" not in all_said(house)
    index(house, 2)
    assert b"diskominfo baru" in all_said(house)


def test_a_full_build_leaves_the_index_alone(house: House) -> None:
    """`/pagefind/` is nobody's orphan."""
    before = stamps(house.output / "pagefind")
    house.run("build", "--full")
    assert stamps(house.output / "pagefind") == before


def test_search_before_the_first_build_says_what_to_do(tmp_path: Path) -> None:
    """One Indonesian sentence, exit 1."""
    shutil.copytree(ROOT / "content", tmp_path / "content")
    said = House(tmp_path, tmp_path / "content").run("search", code=1).stderr
    assert "Jalankan ./run build dahulu." in said
    assert "Traceback" not in said


PROGRAMS = {
    "raise ImportError": "tidak ada di mesin ini",
    "def get_executable(): return '/tidak/ada/pagefind'": "tidak dapat dijalankan (berkas atau foldernya tidak ada)",
    "def get_executable(): return '/bin/false'": "berhenti dengan kode 1",
    "def get_executable(): return '/bin/true'": "berhenti dengan kode 0",
}


@pytest.mark.parametrize("program", PROGRAMS)
def test_without_a_program_that_works_the_site_stands(
    house: House, program: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An hourly run prints what is new, says in a sentence why it is not indexed, and ends with 1; the index that stood
    stands, and no word of a story lies about."""
    before = stamps(house.output / "pagefind")
    write(house, "artikel-5", title(5), "Embung desa dibuka.", "2026-11-06")
    monkeypatch.setattr("os.environ", broken(house, program))
    said = house.run("hourly", code=1).stderr
    assert PROGRAMS[program] in said
    assert "Indeks pencarian tidak diperbarui; yang lama tetap berdiri. Sebabnya: Program pencari" in said
    assert "Traceback" not in said
    assert stamps(house.output / "pagefind") == before
    assert (house.output / "berita/2026/11/embung-desa-dibuka/index.html").is_file()
    assert not list((house.folder / "search").rglob("*.html"))


def test_data_that_cannot_be_read_are_told(house: House) -> None:
    """Lines that somebody damaged: a sentence with what mends it, exit 1, and the index that stood stands."""
    before = stamps(house.output / "pagefind")
    (house.output / "data/stories/2026-11.jsonl").write_text('{"id": "putus', "utf-8")
    said = house.run("search", code=1).stderr
    assert "./run build --full" in said
    assert "Traceback" not in said
    assert stamps(house.output / "pagefind") == before


def test_hourly_pulls_prints_and_indexes(house: House) -> None:
    """One command, and the new story can be found."""
    write(house, "artikel-5", title(5), "Embung desa dibuka.", "2026-11-06")
    house.run("hourly")
    assert title(5) in found(house)
