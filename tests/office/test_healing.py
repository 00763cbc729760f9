"""What people and accidents do to a portal between two runs: the next run says so, and heals."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from samples.network import Network, lay_out
from tests.houses import House
from tests.site.conftest import FIRST


@pytest.fixture(scope="module")
def pulled(tmp_path_factory: pytest.TempPathFactory) -> House:
    """A portal of two agencies of the sample network, pulled and built once."""
    folder = tmp_path_factory.mktemp("healing")
    layout = lay_out(folder / "demo", now=FIRST)
    for agency in layout.content.joinpath("agencies").iterdir():
        if agency.name not in ("dlh", "puskesmas-wanasari"):
            shutil.rmtree(agency)
    house = House(folder, layout.content)
    with Network(folder / "demo"):
        house.pull()
    house.run("build")
    return house


@pytest.fixture
def house(pulled: House, tmp_path: Path) -> Iterator[House]:
    """The same, for a test to spoil: afterwards it stands as it stood, in its place, which the store knows it by."""
    kept = shutil.copytree(pulled.folder, tmp_path / "kept")
    yield replace(pulled)
    shutil.rmtree(pulled.folder)
    shutil.copytree(kept, pulled.folder)


def _write(house: House) -> None:
    """A new contributed article, so that there is something to print."""
    (house.content / "agencies/puskesmas-wanasari/baru.md").write_text(
        "Title: Jadwal Imunisasi Desember\nDate: 2026-11-21T10:00:00+07:00\n\nPelayanan dibuka setiap Selasa.\n",
        "utf-8",
    )


@pytest.mark.parametrize("hole", ["404.html", "data", "aset", "gambar", "instansi/dlh", "berita"])
def test_a_hole_in_the_site_heals(house: House, hole: str) -> None:
    """Somebody removed files of the standing site: when next something is printed that needs them, all of it stands
    again as a fresh build would have it."""
    path = house.output / hole
    path.unlink() if path.is_file() else shutil.rmtree(path)
    _write(house)
    house.run("build", *(() if hole in ("aset", "gambar", "instansi/dlh") else ("--full",)))
    house.run("build", output=house.folder / "anew")
    assert house.tree() == house.tree(house.folder / "anew")


def test_lost_pictures_cost_only_themselves(house: House) -> None:
    """The folder of pictures is gone and everything must be printed anew elsewhere: stories stand without them."""
    shutil.rmtree(house.folder / "pictures")
    house.run("build", output=house.folder / "anew")
    assert not list((house.folder / "anew").glob("gambar/*"))
    assert len(house.lines(house.folder / "anew")) == len(house.lines())


def test_what_an_older_store_printed_is_cleared_away(house: House) -> None:
    """The store was lost and begins anew: as long as stories stand that it does not know, nothing is touched; whoever
    takes them away means it, and then nothing else of the older store stays behind in the site either."""
    for path in house.folder.glob("portal.sqlite3*"):
        path.unlink()
    before = house.tree()
    house.run("build", code=1)
    assert house.tree() == before
    shutil.rmtree(house.output / "berita")
    house.run("build")
    house.run("build", output=house.folder / "anew")
    assert house.tree() == house.tree(house.folder / "anew")


@pytest.mark.skipif(sys.platform != "linux", reason="file names that are no text exist on Linux alone")
def test_a_file_name_that_is_no_text_is_named_and_left_out(house: House) -> None:
    """One broken file name is a fault with its folder's name; everything else is printed."""
    folder = os.fsencode(house.content / "agencies/puskesmas-wanasari")
    Path(os.fsdecode(folder + b"/rusak-\xff.md")).write_text("Title: x\nDate: 2026-11-21\n\nx", "utf-8")
    _write(house)
    done = house.run("build")
    assert "agencies/puskesmas-wanasari/rusak-" in done.stderr
    assert any(line["title"] == "Jadwal Imunisasi Desember" for line in house.lines())
    assert "rusak-" in house.run("check", code=1).stdout


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("SITEURL", "berita.contohkab.go.id", "bukan alamat situs. Awali dengan https://"),
        ("PORTAL_NOW", "kemarin", "bukan waktu. Tulis seperti"),
        ("PORTAL_NOW", "0001-01-01T00:00:00+14:00", "bukan tahun"),
    ],
)
def test_settings_that_cannot_be_meant_are_refused(house: House, name: str, value: str, words: str) -> None:
    """A wrong setting ends with 2 and one sentence, and the site stands as it stood."""
    before = house.tree()
    setattr(house, {"SITEURL": "site_url", "PORTAL_NOW": "now"}[name], value)
    done = house.run("build", code=2)
    assert words in done.stderr + done.stdout
    assert "Traceback" not in done.stderr
    assert house.tree() == before


def test_a_decision_that_fits_nothing_is_reported(house: House) -> None:
    """A mistyped address in decisions.toml is named with its own line in the report of the next pull."""
    (house.content / "decisions.toml").write_text(
        '[[decision]]\ndo = "withdraw"\ntarget = "/berita/2026/11/salah-ketik/"\nreason = "Uji."\n'
        'at = 2026-11-21T09:00:00+07:00\nby = "Redaksi"\n', "utf-8",
    )  # fmt: skip
    shutil.rmtree(house.content / "agencies/dlh")
    faults = house.pull()["faults"]
    assert [(f["file"], f["line"]) for f in faults] == [("decisions.toml", 3)]
    assert "salah-ketik" in faults[0]["message"]
