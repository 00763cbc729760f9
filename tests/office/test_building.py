"""What a build and a preview say to whoever has not told or made everything that they need."""

from __future__ import annotations

import re
import shutil
import socket
from pathlib import Path

import pytest

from plugins.newsroom.contributed_blanks import SAMPLE, blanks
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


def test_a_port_that_is_taken_is_told_in_a_sentence(house: House) -> None:
    """In Indonesian, without a number of the operating system's; a port that cannot be is told too."""
    house.output.mkdir()
    (house.output / "index.html").write_text("x")
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        said = house.run("serve", "--port", str(port), code=2).stderr
    assert f"Porta {port} tidak dapat dipakai (sedang dipakai program lain). Pilih porta lain" in said
    assert "(nomornya 0 sampai 65535)" in house.run("serve", "--port", "70000", code=2).stderr


def test_a_file_that_is_missing_is_told_in_a_sentence(house: House) -> None:
    """A list that is not there, a report where no folder can be."""
    said = house.run("sources.import", "tidak-ada.csv", code=2).stderr
    assert "daftar tidak dapat dibuka (berkas atau foldernya tidak ada)" in said
    (house.folder / "berkas").write_text("x")
    said = house.run("pull", "--report", str(house.folder / "berkas/hasil.json"), code=2).stderr
    assert "tidak dapat ditulis" in said
    assert not re.search(r"Errno|No such|Not a directory|File exists", said)


DECISION = """
[[decision]]
do = "{do}"
target = "/berita/2026/11/{slug}/"
reason = "Angka keliru."
at = 2026-11-21T{hour}:00:00+07:00
by = "Redaksi Diskominfo"
"""
WELCOME = "selamat-datang-di-portal-berita-resmi-daerah"


def test_a_build_says_what_decisions_did_and_which_did_nothing(house: House) -> None:
    """A build alone is enough to withdraw: it says how many stories, once; a target that matches nothing is told with
    file and its own line at every build. What is taken back is told as well."""
    house.run("build")
    path = house.content / "decisions.toml"
    astray = DECISION.format(do="withdraw", slug="tidak-ada", hour="08")
    path.write_text(astray + DECISION.format(do="withdraw", slug=WELCOME, hour="09"), "utf-8")
    said = house.run("build").stderr
    assert "decisions.toml:4: Alamat" in said
    assert said.count("tidak cocok dengan berita") == 1
    assert "Keputusan redaksi: 1 berita dicabut.\n" in said
    assert [line["status"] for line in house.lines()] == ["withdrawn"]
    again = house.run("build").stderr
    assert "decisions.toml:4: Alamat" in again
    assert "Keputusan redaksi" not in again
    path.write_text(path.read_text("utf-8") + DECISION.format(do="release", slug=WELCOME, hour="10"), "utf-8")
    assert "Keputusan redaksi: 1 berita ditayangkan kembali.\n" in house.run("build").stderr
    path.write_text(path.read_text("utf-8") + DECISION.format(do="correct", slug=WELCOME, hour="11"), "utf-8")
    assert "Keputusan redaksi: 1 berita diralat.\n" in house.run("build").stderr


PAIR = """
[[decision]]
do = "{do}"
target = "{one}"
with = "{other}"
reason = "Rilis yang sama."
at = 2026-11-21T{hour}:00:00+07:00
by = "Redaksi Diskominfo"
"""


@pytest.mark.parametrize("command", ["build", "pull"])
def test_who_is_merged_split_and_pinned_is_summed_up_too(house: House, command: str) -> None:
    """By a build and by a pull alike, in one sentence with all the others, once; and what is taken back."""
    article = next((house.content / "agencies/diskominfo").glob("*.md"))
    text = article.read_text("utf-8").replace("Selamat Datang", "Loket Pajak Dibuka")
    article.with_name("loket.md").write_text(
        text.partition("\n\n")[0] + "\n\nLoket pajak dibuka setiap Senin.\n", "utf-8"
    )
    house.run("build")
    one, other = (line["url"].removeprefix(house.site_url) for line in house.lines())
    path = house.content / "decisions.toml"

    def told(text: str) -> list[str]:
        path.write_text(text, "utf-8")
        said = [house.run(command).stderr for _ in range(2)]
        assert "Keputusan redaksi" not in said[1]
        return [line for line in said[0].splitlines() if line.startswith("Keputusan redaksi: ")]

    merge = PAIR.format(do="merge", one=one, other=other, hour="08")
    pin = DECISION.format(do="pin", slug=WELCOME, hour="09")
    assert told(merge + pin) == ["Keputusan redaksi: 1 berita digabung, 1 berita disorot."]
    split = PAIR.format(do="split", one=one, other=other, hour="10")
    assert told(merge + pin + split) == ["Keputusan redaksi: 1 berita dipisahkan."]
    assert told(merge + split) == ["Keputusan redaksi: 1 berita tidak lagi disorot."]


def test_whoever_applies_decisions_says_what_they_did(house: House) -> None:
    """A pull and an hourly run too: once, by the first command that takes them in, and the build after it is silent."""
    house.run("hourly")
    path = house.content / "decisions.toml"
    path.write_text(DECISION.format(do="withdraw", slug=WELCOME, hour="09"), "utf-8")
    assert house.run("pull").stderr.count("Keputusan redaksi: 1 berita dicabut.\n") == 1
    assert "Keputusan redaksi" not in house.run("build").stderr
    path.write_text("", "utf-8")
    assert house.run("hourly").stderr.count("Keputusan redaksi: 1 berita ditayangkan kembali.\n") == 1


def test_a_build_says_how_much_is_still_to_be_filled_in(house: House) -> None:
    """One sentence with the number that `check` lists, also where nothing changed; not a word once all is filled in."""
    left = len(blanks(house.content))
    assert left > 1
    for command in ("build", "build", "hourly"):
        said = house.run(command).stderr
        assert said.count(f"{left} hal masih perlu diisi; lihat ./run check\n") == 1, command
    for page in (house.content / "pages").glob("*.md"):
        page.write_text(page.read_text("utf-8").replace("[", "").replace("]", ""), "utf-8")
    assert "\n1 hal masih perlu diisi" in house.run("build").stderr  # the sample article
    (house.content / "agencies/diskominfo" / SAMPLE[0]).unlink()
    assert "perlu diisi" not in house.run("build").stderr
