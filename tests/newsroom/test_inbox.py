"""Feed files in an agency's inbox: which are read, as what, and what is said of the others."""

from __future__ import annotations

import asyncio
import os
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from plugins.newsroom import inbox, registry
from plugins.newsroom.intake import take_in
from plugins.newsroom.model import Agency, Feed
from plugins.newsroom.outcomes import Failed, Fetched
from plugins.newsroom.store import Store
from plugins.newsroom.taken import standing
from plugins.newsroom.walls import Workers

FEED = "<rss version='2.0'><channel><title>Kabar</title></channel></rss>"
HOME = "https://polres.contohkab.go.id"
INBOX = "agencies/polres/inbox"


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A network with one agency and its empty inbox."""
    folder = tmp_path / "content"
    (folder / INBOX).mkdir(parents=True)
    (folder / "network.toml").write_text('name = "Kabupaten Contoh"\n', encoding="utf-8")
    return folder


def agency(content: Path, *feeds: str) -> Agency:
    """The agency as the registry reads it; each of `feeds` is the lines of one [[feeds]]."""
    text = f'name = "Polres"\nkind = "instansi_vertikal"\nsite = "{HOME}"\n'
    text += "".join(f"\n[[feeds]]\n{lines}\n" for lines in feeds)
    (content / "agencies/polres/agency.toml").write_text(text, encoding="utf-8")
    found = registry.read_agencies(content, registry.read_network(content))
    assert not found.faults
    return found.agencies[0]


def put(content: Path, name: str, body: str | bytes = FEED) -> Path:
    path = content / INBOX / name
    path.write_bytes(body.encode() if isinstance(body, str) else body)
    return path


def names(content: Path, *feeds: str) -> list[str]:
    return [feed.url.removeprefix(f"{INBOX}/") for feed in inbox.feeds(content, agency(content, *feeds))]


def test_whatever_its_name_a_file_is_read(content: Path) -> None:
    """No ending, spaces, other scripts; by name, so that every pull goes in the same order."""
    for name in ("berita.xml", "POSTS.JSON", "agenda.ics", "tanpa-akhiran", "dua kata.xml", "kabar ꦲ.xml"):
        put(content, name)
    assert names(content) == ["POSTS.JSON", "agenda.ics", "berita.xml", "dua kata.xml", "kabar ꦲ.xml", "tanpa-akhiran"]


@pytest.mark.parametrize(
    "name", [".berita.xml", "berita.xml.part", "berita.XML.PART", "berita.filepart", "berita.xml~", "BACA.md", "b.tmp"]
)
def test_what_is_on_its_way_or_no_feed_is_left(content: Path, name: str) -> None:
    """Uploads that are not finished, notes, copies that editors leave behind: nobody is blamed for them."""
    put(content, name)
    assert names(content) == []
    assert inbox.faults(content, agency(content)) == []


def test_nothing_outside_is_opened(content: Path, tmp_path: Path) -> None:
    """A link that leads out of content/, one that leads to itself, a folder, a pipe, an inbox that is itself a link: none
    is read, and the reviewer is told of each."""
    secret = tmp_path / "rahasia.xml"
    secret.write_text(FEED, encoding="utf-8")
    (content / INBOX / "keluar.xml").symlink_to(secret)
    (content / INBOX / "lingkar.xml").symlink_to("lingkar.xml")
    (content / INBOX / "folder.xml").mkdir()
    os.mkfifo(content / INBOX / "pipa.xml")
    assert names(content) == []
    told = {fault.file.rpartition("/")[2]: fault.message for fault in inbox.faults(content, agency(content))}
    assert set(told) == {"keluar.xml", "lingkar.xml", "folder.xml", "pipa.xml"}
    assert "tautan" in told["keluar.xml"]
    assert "bukan berkas biasa" in told["pipa.xml"]
    for name in told:
        assert isinstance(inbox.take(content, Feed("polres", f"{INBOX}/{name}"), HOME), Failed)


def test_an_inbox_that_leads_elsewhere_is_none(content: Path, tmp_path: Path) -> None:
    """The folder may be a link too."""
    (content / INBOX).rmdir()
    (tmp_path / "luar").mkdir()
    (tmp_path / "luar" / "berita.xml").write_text(FEED, encoding="utf-8")
    (content / INBOX).symlink_to(tmp_path / "luar")
    assert names(content) == []
    assert isinstance(inbox.take(content, Feed("polres", f"{INBOX}/berita.xml"), HOME), Failed)


def test_a_name_that_cannot_be_printed_is_told(content: Path) -> None:
    """Broken bytes and line breaks in names reach neither the report nor the store."""
    for name in (b"\xff.xml", b"dua\nbaris.xml"):
        Path(os.fsdecode(os.fsencode(content / INBOX) + b"/" + name)).write_text(FEED, encoding="utf-8")
    assert names(content) == []
    faults = inbox.faults(content, agency(content))
    assert len(faults) == 2
    assert all("Nama berkas" in fault.message for fault in faults)
    assert all(fault.file.encode() for fault in faults)


def test_a_file_that_cannot_be_opened_costs_itself(content: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Permission is refused as the operating system refuses it (root is never refused, so it is raised here)."""
    put(content, "a.xml")
    put(content, "b.xml")
    listed = inbox.feeds(content, agency(content))
    real = Path.open

    def refuse(self: Path, mode: str = "r") -> Any:
        if self.name == "a.xml":
            raise PermissionError(13, "Permission denied")
        return real(self, mode)

    monkeypatch.setattr(Path, "open", refuse)
    first, second = (inbox.take(content, feed, HOME) for feed in listed)
    assert isinstance(first, Failed)
    assert isinstance(second, Fetched)


def test_an_inbox_that_cannot_be_listed_stops_nobody(content: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It holds nothing that can be read; the pull of all others goes on."""

    def refuse(_self: Path) -> object:
        raise PermissionError(13, "Permission denied")

    put(content, "berita.xml")
    known = agency(content)
    monkeypatch.setattr(Path, "iterdir", refuse)
    assert inbox.feeds(content, known) == []


def test_a_file_that_is_too_large_is_named_so(content: Path) -> None:
    """Eleven megabytes are not taken into memory; ten are."""
    put(content, "besar.xml", b" " * (inbox.BYTES + 1))
    put(content, "pas.xml", b" " * inbox.BYTES)
    large, exact = (inbox.take(content, feed, HOME) for feed in inbox.feeds(content, agency(content)))
    assert isinstance(large, Failed)
    assert large.error == "too-large"
    assert isinstance(exact, Fetched)
    (fault,) = inbox.faults(content, agency(content))
    assert fault.file.endswith("besar.xml")
    assert "10 MiB" in fault.message


def test_agency_toml_sets_what_it_names(content: Path) -> None:
    """Mode, clock and identity of one file; the others are as they are."""
    put(content, "berita.xml")
    put(content, "lain.xml")
    known = agency(content, 'url = "inbox/berita.xml"\nmode = "link"\ntimezone = "WITA"\nidentity = "link"')
    set_, plain = inbox.feeds(content, known)
    assert (set_.url, set_.mode, set_.identity) == (f"{INBOX}/berita.xml", "link", "link")
    assert set_.timezone == "Asia/Makassar"
    assert plain == Feed("polres", f"{INBOX}/lain.xml")


def test_a_file_that_is_named_and_missing_is_told_with_its_line(content: Path) -> None:
    """A reviewer learns of it, and so does whoever pulls; what there is is read."""
    known = agency(content, 'url = "https://polres.contohkab.go.id/feed/"', 'url = "inbox/berita.xml"')
    assert inbox.feeds(content, known) == []
    (fault,) = inbox.faults(content, known)
    assert (fault.file, fault.line) == ("agencies/polres/agency.toml", 9)
    assert "'inbox/berita.xml' tidak ada" in fault.message
    put(content, "berita.xml")
    assert inbox.faults(content, known) == []


def test_of_many_files_the_latest_are_read(content: Path) -> None:
    """An agency that sends a file a day: the newest are read, what agency.toml names always, and the reviewer is told."""
    for day in range(60):
        path = put(content, f"{59 - day:02}.xml")
        os.utime(path, (1_700_000_000 + day, 1_700_000_000 + day))
    setting = 'url = "inbox/59.xml"'  # the oldest
    assert names(content, setting) == [*(f"{n:02}.xml" for n in range(inbox.FILES)), "59.xml"]
    (fault,) = inbox.faults(content, agency(content, setting))
    assert fault.file == INBOX
    assert "Ada 60 berkas" in fault.message


def test_a_file_is_an_answer_of_its_own_site(content: Path) -> None:
    """Relative links in it lead to where the agency's site is."""
    put(content, "berita.xml")
    answer = inbox.take(content, Feed("polres", f"{INBOX}/berita.xml"), HOME)
    assert isinstance(answer, Fetched)
    assert (answer.url, answer.final_url, answer.body) == (f"{INBOX}/berita.xml", HOME, FEED.encode())


def test_whoever_pulls_is_told_what_a_reviewer_is_told(
    content: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file that is named and missing, also where there is no inbox at all, one that is too large, one that leads out of
    content/: told when content/ is taken in, and as long as nothing changes without a look at any inbox. Once mended,
    nothing more is said."""
    now = datetime(2026, 11, 21, 6, 30, tzinfo=UTC)
    known = agency(content, 'url = "inbox/berita.xml"')
    (content / INBOX).rmdir()
    store = Store(f"sqlite:///{tmp_path / 'portal.sqlite3'}")

    def told() -> list[tuple[str, int]]:
        with Workers(1) as workers:
            return [(f.file, f.line) for f in asyncio.run(take_in(content, store, workers, now=now)).faults]

    assert told() == [("agencies/polres/agency.toml", 6)]
    (content / INBOX).mkdir()
    put(content, "besar.xml", b" " * (inbox.BYTES + 1))
    (content / INBOX / "luar.xml").symlink_to(tmp_path)
    assert told() == [("agencies/polres/agency.toml", 6), (f"{INBOX}/besar.xml", 0), (f"{INBOX}/luar.xml", 0)]
    monkeypatch.setattr(inbox, "faults", None)
    same = standing(content, store, now)
    assert same is not None
    assert len(same.faults) == 3
    monkeypatch.undo()
    for name in ("besar.xml", "luar.xml"):
        (content / INBOX / name).unlink()
    put(content, "berita.xml")
    assert told() == []
    assert inbox.faults(content, known) == []
    store.close()
