"""The table that ends a pull: who has a row in it, and what is said where nobody has."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from samples.network import Network, lay_out
from tests.houses import ROOT, House
from tests.site.conftest import FIRST


def table(said: str) -> list[list[str]]:
    """The cells of the table's rows, without its heading and what is told beside it."""
    lines = said.splitlines()
    begin = next((n for n, line in enumerate(lines) if line.startswith("Instansi ")), len(lines))
    return [line.split() for line in lines[begin + 1 :]]


def test_who_writes_has_a_row_at_every_pull(tmp_path: Path) -> None:
    """The starter as it is cloned, pulled twice: the second time nothing is new, and the table says so."""
    shutil.copytree(ROOT / "content", tmp_path / "content")
    house = House(tmp_path, tmp_path / "content")
    first, second = (table(house.run("pull").stderr) for _ in range(2))
    assert [row[:4] for row in first] == [["diskominfo", "berubah", "1", "1"]]
    assert [row[:4] for row in second] == [["diskominfo", "tetap", "1", "·"]]


@pytest.fixture
def county(tmp_path: Path) -> Iterator[House]:
    """Three agencies of the sample network: one with a feed, one that writes, one that sends its feed as a file."""
    layout = lay_out(tmp_path / "demo", now=FIRST)
    for agency in (layout.content / "agencies").iterdir():
        if agency.name not in ("dlh", "puskesmas-wanasari", "pertanahan"):
            shutil.rmtree(agency)
    with Network(tmp_path / "demo"):
        yield House(tmp_path, layout.content)


def test_everyone_with_a_feed_or_an_article_has_a_row(county: House) -> None:
    """At every pull, whatever has changed: also who does both, and who has not sent the file that agency.toml names."""
    agencies = county.content / "agencies"
    article = next((agencies / "puskesmas-wanasari").glob("layanan*.md"))
    shutil.copy2(article, agencies / "dlh" / "layanan.md")
    house = county
    expected = {"dlh", "dlh (tulisan)", "pertanahan", "puskesmas-wanasari"}
    for _ in range(2):
        rows = [" ".join(row) for row in table(house.run("pull").stderr)]
        assert len(rows) == 4
        assert {name for name in expected for row in rows if row.startswith(f"{name} ")} == expected
        assert sum(row.startswith("dlh ") for row in rows) == 2
    shutil.rmtree(agencies / "pertanahan/inbox")
    toml = agencies / "pertanahan/agency.toml"
    toml.write_text(toml.read_text("utf-8") + '\n[[feeds]]\nurl = "inbox/berita.xml"\n', "utf-8")
    for _ in range(2):
        assert "pertanahan dilewati" in [" ".join(row[:2]) for row in table(house.run("pull").stderr)]


def test_only_one_is_told_of_where_only_one_is_asked(county: House) -> None:
    """`--only`: its own row, and nobody else's."""
    county.run("pull")
    for slug in ("puskesmas-wanasari", "dlh"):
        assert [row[0] for row in table(county.run("pull", "--only", slug).stderr)] == [slug]


def test_where_there_is_nobody_it_says_what_to_do(tmp_path: Path) -> None:
    """No table of headings alone: a sentence with the three ways to begin."""
    (tmp_path / "content").mkdir()
    (tmp_path / "content/network.toml").write_text('name = "Kabupaten Contoh"\n')
    said = House(tmp_path, tmp_path / "content").run("pull").stderr
    assert table(said) == []
    new, nobody = said.splitlines()  # the first pull there is
    assert new.startswith("Simpanan baru dibuat di ")
    assert nobody.startswith("Tidak ada yang ditarik")
    for way in ("./run init", "./run sources.import", "./run demo"):
        assert way in said


def test_a_report_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    """A file where its folder should be: exit 2 and the path; the pull itself stands."""
    shutil.copytree(ROOT / "content", tmp_path / "content")
    (tmp_path / "berkas").write_text("milik orang lain")
    house = House(tmp_path, tmp_path / "content")
    said = house.run("pull", "--report", str(tmp_path / "berkas/hasil.json"), code=2).stderr
    assert f"{tmp_path}/berkas/hasil.json" in said
    assert "Traceback" not in said
    assert table(house.run("pull").stderr)[0][:2] == ["diskominfo", "tetap"]
