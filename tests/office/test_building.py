"""What a build and a preview say to whoever has not told or made everything that they need."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.houses import ROOT, House


@pytest.fixture
def house(tmp_path: Path) -> House:
    """A portal of the starter alone."""
    shutil.copytree(ROOT / "content", tmp_path / "content")
    return House(tmp_path, tmp_path / "content")


def test_a_build_without_an_address_says_so(house: House) -> None:
    """One line on standard error, at every build, and the site is printed all the same; with SITEURL not a word."""
    house.site_url = ""
    for _ in range(2):
        said = house.run("build").stderr
        assert [line.split(":")[0] for line in said.splitlines()].count("SITEURL kosong") == 1
    assert (house.output / "index.html").is_file()
    house.site_url = "https://portal.contohkab.example"
    assert "SITEURL" not in house.run("build").stderr


def test_without_a_site_there_is_nothing_to_serve(house: House) -> None:
    """One Indonesian sentence with what to do, exit 2."""
    said = house.run("serve", "--port", "0", code=2).stderr
    assert "Jalankan ./run build dahulu." in said
    assert "Traceback" not in said
