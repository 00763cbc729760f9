"""What a reviewer says of content/: inboxes and selectors beside all the rest, and what nobody has filled in yet."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from plugins.newsroom.contributed_blanks import SAMPLE, blanks
from plugins.newsroom.registry import read_decisions
from plugins.office.review import review
from tests.houses import ROOT, House

STARTER = ROOT / "content"
LIST = """name = "Kecamatan Contoh"
kind = "kecamatan"

[[feeds]]
url = "https://kec-contoh.contohkab.go.id/berita"

[[feeds]]
url = "https://kec-contoh.contohkab.go.id/agenda"

[feeds.select]
item = "div.agenda"
link = "h3 a"
date = "{date}"
"""


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A network of one agency, without a fault."""
    folder = tmp_path / "content"
    agency = folder / "agencies/kec-contoh"
    agency.mkdir(parents=True)
    (folder / "pages").mkdir()
    (agency / "profile.md").write_text("Kecamatan Contoh melayani sembilan desa.\n")
    (folder / "network.toml").write_text('name = "Kabupaten Contoh"\n')
    (agency / "agency.toml").write_text(LIST.format(date=".tanggal"))
    return folder


def told(content: Path) -> list[tuple[str, int]]:
    return [(fault.file, fault.line) for fault in review(content)]


# --- selectors -------------------------------------------------------------------------------------------------


def test_selectors_that_work_are_not_spoken_of(content: Path) -> None:
    """What CSS knows passes, whether or not any page has it."""
    assert review(content) == []


def test_a_selector_that_is_none_is_named_with_its_line(content: Path) -> None:
    """The second feed's `date`: its own line, what is wrong with it, in Indonesian."""
    (content / "agencies/kec-contoh/agency.toml").write_text(LIST.format(date="div[class="))
    (fault,) = review(content)
    assert (fault.file, fault.line) == ("agencies/kec-contoh/agency.toml", 13)
    assert "Selektor CSS 'div[class=' tidak sah" in fault.message


def test_every_fault_comes_at_once(content: Path) -> None:
    """An agency that is left out for another fault is still judged to its last selector, and nothing is told twice."""
    path = content / "agencies/kec-contoh/agency.toml"
    path.write_text(LIST.format(date="div[class=").replace('"kecamatan"', '"kecamatann"'))
    assert told(content) == [("agencies/kec-contoh/agency.toml", 2), ("agencies/kec-contoh/agency.toml", 13)]
    path.write_text(LIST.format(date="").replace('date = ""', "date = 3"))
    assert told(content) == [("agencies/kec-contoh/agency.toml", 13)]


# --- inboxes ---------------------------------------------------------------------------------------------------


def test_an_inbox_is_judged(content: Path, tmp_path: Path) -> None:
    """A file that agency.toml names and nobody sent, and a link that leads out of content/: by file and line."""
    agency = content / "agencies/kec-contoh"
    (agency / "agency.toml").write_text('name = "Kecamatan"\nkind = "kecamatan"\n[[feeds]]\nurl = "inbox/berita.xml"\n')
    (agency / "inbox").mkdir()
    assert told(content) == [("agencies/kec-contoh/agency.toml", 4)]
    (tmp_path / "luar.xml").write_text("<rss/>")
    (agency / "inbox/luar.xml").symlink_to(tmp_path / "luar.xml")
    assert told(content) == [("agencies/kec-contoh/agency.toml", 4), ("agencies/kec-contoh/inbox/luar.xml", 0)]


def test_the_inbox_of_a_broken_agency_is_judged_too(content: Path, tmp_path: Path) -> None:
    """Its agency.toml cannot be read at all: the files beside it are still looked at."""
    agency = content / "agencies/kec-contoh"
    (agency / "agency.toml").write_text("name = \n")
    (agency / "inbox").mkdir()
    (agency / "inbox/luar.xml").symlink_to(tmp_path)
    assert told(content) == [("agencies/kec-contoh/agency.toml", 1), ("agencies/kec-contoh/inbox/luar.xml", 0)]


# --- decisions ------------------------------------------------------------------------------------------------


def test_decisions_that_can_do_nothing_are_named_with_their_lines(content: Path) -> None:
    """A `with` that is the `target` or that nobody reads, and opposites of one moment: each on its field's line, as
    `check` prints them. A build says the same, and what is said of `with` does not undo the decision."""
    said = "at = 2026-11-21T09:00:00+07:00\nreason = 'Alasan.'\nby = 'Redaksi'\n"
    a, b = "target = '/berita/2026/11/a/'\n", "with = '/berita/2026/11/b/'\n"
    blocks = [f"do = 'merge'\n{a}{a.replace('target', 'with')}", f"do = 'withdraw'\n{a}{b}", f"do = 'merge'\n{a}{b}"]
    blocks.append(blocks[-1].replace("merge", "split"))
    (content / "decisions.toml").write_text("".join(f"[[decision]]\n{block}{said}" for block in blocks))
    assert told(content) == [("decisions.toml", 4), ("decisions.toml", 11), ("decisions.toml", 26)]
    house = House(content.parent, content)
    (content / "agencies/kec-contoh/agency.toml").write_text('name = "Kecamatan"\nkind = "kecamatan"\n')
    checked = house.run("check", code=1)
    built = house.run("build").stderr
    for fault in review(content):
        assert str(fault) in checked.stdout + checked.stderr
        assert str(fault) in built
    assert [each.do for each in read_decisions(content).decisions] == ["merge", "withdraw", "merge", "split"]


# --- what is still to be filled in -----------------------------------------------------------------------------


def page(content: Path, text: str) -> list[tuple[int, str]]:
    """The blanks of a page with this text below its title, by line."""
    (content / "pages/kontak.md").write_text(f"Title: Kontak\n\n{text}\n")
    return [(blank.line, blank.message.partition(" belum diisi")[0]) for blank in blanks(content)]


def test_each_blank_is_named(content: Path) -> None:
    """Each pair of brackets on its line, several on one line too, also before a colon and beside a link."""
    text = "- [alamat kantor], [kota]\n\n- Telepon [nomor telepon kantor]: lihat [situs](https://contohkab.go.id)"
    assert page(content, text) == [(3, "'[alamat kantor]'"), (3, "'[kota]'"), (5, "'[nomor telepon kantor]'")]


@pytest.mark.parametrize(
    "text",
    [
        "[SP4N](https://www.lapor.go.id)",
        "![Peta kantor](peta.png)",
        "[Buku tamu][tamu] dan [tamu]\n\n[Tamu]: https://contohkab.go.id/tamu",
        "Pasal 3 [1], [2]",
        r"\[sengaja ditulis begini]",
    ],
)
def test_what_markdown_means_by_brackets_is_no_blank(content: Path, text: str) -> None:
    """Links, pictures, targets of links, numbers and what is escaped."""
    assert page(content, text) == []


@pytest.mark.parametrize("profile", [None, "", " \n", "Profil instansi ini belum tersedia.\n"])
def test_an_agency_that_nobody_introduced_is_told(content: Path, profile: str | None) -> None:
    """No profile.md, an empty one, or the one that import writes: something to fill in, and no fault. A folder that is
    no agency's is not spoken of."""
    assert blanks(content) == []
    path = content / "agencies/kec-contoh/profile.md"
    path.unlink()
    if profile is not None:
        path.write_text(profile)
    (content / "agencies/arsip").mkdir()
    (blank,) = blanks(content)
    assert (blank.file, blank.line) == ("agencies/kec-contoh/profile.md", 0)
    assert "Profil belum diisi" in blank.message
    assert review(content) == []


def test_the_starter_is_without_fault_and_tells_its_blanks(tmp_path: Path) -> None:
    """`check` ends with 0 and reminds of every bracket by file and line; it calls the content good only when all are
    filled in, and with a fault beside them it ends with 1 and tells both."""
    content = tmp_path / "content"
    shutil.copytree(STARTER, content)
    if not blanks(content):
        pytest.skip("this copy has a region already")
    house = House(tmp_path, content)
    said = house.run("check").stdout
    assert "Masih perlu diisi:\n" in said
    assert "pages/kontak.md:8: '[nomor telepon kantor]' belum diisi; ganti" in said
    assert "Isi content/ baik." not in said
    (content / "agencies/diskominfo/agency.toml").write_text("name = \n")
    broken = house.run("check", code=1)
    assert "agencies/diskominfo/agency.toml:1: " in broken.stdout
    assert "[nomor telepon kantor]" in broken.stdout
    shutil.copytree(STARTER / "agencies", content / "agencies", dirs_exist_ok=True)
    for path in (content / "pages").glob("*.md"):
        path.write_text(path.read_text("utf-8").replace("[", "").replace("]", ""), "utf-8")
    assert f"agencies/diskominfo/{SAMPLE[0]}:1: Ini masih tulisan contoh" in house.run("check").stdout
    (content / "agencies/diskominfo" / SAMPLE[0]).unlink()
    assert house.run("check").stdout == "Isi content/ baik.\n"
