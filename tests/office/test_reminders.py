"""What `./run check` says of content/ that is no fault: dates ahead, dropped addresses, files nobody reads."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from plugins.office.reminders import reminders
from plugins.office.review import review
from tests.houses import House

NOW = datetime(2026, 11, 21, 5, tzinfo=UTC)
RSS = "<rss version='2.0'><channel><title>Berita</title><item><title>Satu</title><guid>1</guid></item></channel></rss>"


@pytest.fixture
def agency(tmp_path: Path) -> Path:
    """The folder of the one agency of a network without a fault."""
    folder = tmp_path / "content/agencies/dinkes"
    folder.mkdir(parents=True)
    (tmp_path / "content/pages").mkdir()
    (tmp_path / "content/network.toml").write_text('name = "Kabupaten Contoh"\n')
    (folder / "agency.toml").write_text('name = "Dinas Kesehatan"\nkind = "dinas"\n')
    (folder / "profile.md").write_text("Dinas Kesehatan melayani warga.\n")
    return folder


def told(agency: Path) -> list[tuple[str, int, str]]:
    """What is to be known, the file by its place in the agency's folder or in content/."""
    content = agency.parents[1]
    assert review(content) == []
    found = reminders(content, NOW)
    return [(f.file.removeprefix("agencies/dinkes/"), f.line, f.message) for f in found]


def article(agency: Path, body: str = "Isi.", date: str = "2026-11-21 09:00") -> None:
    (agency / "posyandu.md").write_text(f"Title: Posyandu\nDate: {date}\n\n{body}\n")


# --- dates ahead -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("date", ["2027-11-22 08:00", "2026-11-21 12:01", "22 November 2026"])
def test_an_article_dated_ahead_is_told_with_its_line(agency: Path, date: str) -> None:
    """A year, a day or a minute ahead in the network's clock: it is published at once, and whoever wrote it knows."""
    article(agency, date=date)
    ((file, line, message),) = told(agency)
    assert (file, line) == ("posyandu.md", 2)
    assert f"Tanggal '{date}' belum tiba" in message
    assert "terbit begitu dibaca" in message


@pytest.mark.parametrize("date", ["2026-11-21 12:00", "2026-11-21", "2020-01-01 08:00"])
def test_a_date_that_has_come_is_not_spoken_of(agency: Path, date: str) -> None:
    """Also the very minute."""
    article(agency, date=date)
    assert told(agency) == []


def test_check_tells_of_a_date_ahead(agency: Path, tmp_path: Path) -> None:
    """With file and line, and it is no fault: the article is published, and no report calls it wrong."""
    article(agency, date="2027-11-22 08:00")
    house = House(tmp_path, tmp_path / "content")
    said = house.run("check").stdout
    assert "Perlu diketahui:\n  agencies/dinkes/posyandu.md:2: Tanggal '2027-11-22 08:00' belum tiba" in said
    assert "Tidak ada kekeliruan." in said
    assert "belum tiba" not in house.run("pull").stderr


# --- addresses that lead nowhere --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("body", "line", "word"),
    [
        ("Satu.\n\n![Peta](peta.png)", 6, "Gambar 'peta.png'"),
        ("Lihat [jadwal](jadwal.pdf).", 4, "Tautan 'jadwal.pdf'"),
        ("Lihat [kontak](/kontak/).", 4, "Tautan '/kontak/'"),
        ("Lihat [jadwal][j].\n\n[j]: jadwal.pdf", 6, "Tautan 'jadwal.pdf'"),
        ("Tulis ke [kami](mailto:dinkes@contohkab.example).", 4, "Tautan 'mailto:"),
    ],
)
def test_what_a_text_would_lose_is_told(agency: Path, body: str, line: int, word: str) -> None:
    """Pictures and links without a complete address, on the line where that stands."""
    article(agency, body)
    ((file, at, message),) = told(agency)
    assert (file, at) == ("posyandu.md", line)
    assert message.startswith(f"{word}")
    assert "tidak akan tampil" in message


@pytest.mark.parametrize(
    "body",
    ["[jadwal](https://dinkes.contohkab.go.id/jadwal.pdf)", "![Peta](https://dinkes.contohkab.go.id/peta.png)",
     "`[jadwal](jadwal.pdf)`", r"\[jadwal](jadwal.pdf)", "[jadwal] (jadwal.pdf)"],
)  # fmt: skip
def test_complete_addresses_and_what_is_none_pass(agency: Path, body: str) -> None:
    """What Markdown takes for code or for words is no link."""
    article(agency, body)
    assert told(agency) == []


def test_a_page_is_told_too(agency: Path) -> None:
    """The region's own pages go through the same cleaner."""
    (agency.parents[1] / "pages/kontak.md").write_text("Title: Kontak\n\n![Denah](denah.png)\n")
    ((file, line, message),) = told(agency)
    assert (file, line) == ("pages/kontak.md", 3)
    assert "Picture" not in message  # which a page does not have


# --- files nobody reads ------------------------------------------------------------------------------------------


def test_a_text_that_is_no_markdown_is_told(agency: Path) -> None:
    """By its ending; notes and pictures beside the articles are nobody's articles."""
    for name in ("vaksinasi.txt", "Undangan.DOCX", "README.txt", "catatan.txt", "foto.jpg", ".rahasia.txt"):
        (agency / name).write_text("Title: Vaksinasi\n")
    assert [(file, line) for file, line, _ in told(agency)] == [("Undangan.DOCX", 0), ("vaksinasi.txt", 0)]


def test_a_feed_file_that_cannot_be_read_is_told(agency: Path) -> None:
    """Opened behind the walls, as a pull opens it; one that can be read is not spoken of."""
    (agency / "inbox").mkdir()
    (agency / "inbox/berita.xml").write_text(RSS)
    (agency / "inbox/rusak.xml").write_text("bukan umpan")
    (agency / "inbox/kosong.xml").write_text("")
    found = told(agency)
    assert [(file, line) for file, line, _ in found] == [("inbox/kosong.xml", 0), ("inbox/rusak.xml", 0)]
    assert all("tidak terbaca sebagai umpan" in message for _, _, message in found)


def test_an_inbox_in_capitals_is_a_fault(agency: Path) -> None:
    """Nobody looks into it, so that what is sent there never arrives."""
    (agency / "Inbox").mkdir()
    (fault,) = review(agency.parents[1])
    assert (fault.file, fault.line) == ("agencies/dinkes/Inbox", 0)
    assert "inbox, dengan huruf kecil" in fault.message
    (agency / "Inbox").rename(agency / "inbox")
    assert review(agency.parents[1]) == []
