"""`./run sources.discover` as an operator runs it: TOML on standard output, talk on standard error, an honest code.

The sites are the sample network's and one of our own, on loopback; the command is run as anyone runs it.
"""

from __future__ import annotations

import io
import os
import signal
import socket
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from msgspec.structs import replace

from plugins.newsroom import registry
from plugins.newsroom.discover import Discovery, Found
from plugins.newsroom.errors import PortalError
from plugins.newsroom.model import Network
from plugins.newsroom.parse_look_words import Listing
from plugins.office import sources
from plugins.office.review import review
from samples import demonstration
from samples import network as samples
from samples.layout import lay_out
from tests.houses import ROOT, House

NOW = datetime(2026, 11, 21, 6, 30, tzinfo=UTC)
HOME = "https://dinkes.contohkab.go.id"
LISTING = Listing("rss", "Dinas Kesehatan", entries=10, newest_at=NOW, full=1.0, dated=1.0)
FOUND = Found(f"{HOME}/feed/", f"{HOME}/feed/", LISTING)


@pytest.fixture(scope="module")
def county(tmp_path_factory: pytest.TempPathFactory) -> Iterator[samples.Network]:
    layout = lay_out(tmp_path_factory.mktemp("county"), now=NOW)
    with samples.Network(layout.folder) as network:
        yield network


@pytest.fixture
def house(county: samples.Network, tmp_path: Path) -> House:
    """An operator of the sample network."""
    return House(tmp_path, county.layout.content)


class Terminal(io.StringIO):
    """Somebody watches."""

    def isatty(self) -> bool:
        return True


def told(done: Discovery, out: io.StringIO | None = None) -> str:
    talk = out or io.StringIO()
    sources.tell(done, Network("Kabupaten Contoh"), talk)
    return talk.getvalue()


def test_a_feed_is_found_and_printed_ready(county: samples.Network, house: House) -> None:
    """Standard output is an agency.toml and nothing else; what was found is told beside it."""
    done = house.run("sources.discover", county.address("diskominfo"))
    values = tomllib.loads(done.stdout)
    assert values["name"] == "Dinas Komunikasi dan Informatika Kabupaten Contoh"
    assert values["feeds"] == [{"url": county.feed("diskominfo"), "mode": "full"}]
    assert "WordPress" in done.stderr
    assert f"{county.feed('diskominfo')}: RSS, " in done.stderr
    assert "terbaru" in done.stderr
    assert county.address("diskominfo") + "/" in done.stderr  # each address is told before it is asked


@pytest.mark.parametrize(
    ("slug", "sentence", "answers"),
    [("imigrasi", "sambungan ditolak", False), ("kodim", "halaman pemeriksaan peramban", True)],
)
def test_a_site_that_cannot_be_read_is_told_with_its_hint(
    slug: str, sentence: str, answers: bool, county: samples.Network, house: House
) -> None:
    """Exit 1, the sentence and the hint of the failure; where somebody answered a TOML that can be kept all the same,
    where nobody did none, and that too is said."""
    done = house.run("sources.discover", county.address(slug), code=1)
    assert sentence in done.stderr
    assert "Traceback" not in done.stderr
    assert ("agency.toml tidak dicetak" in done.stderr) is not answers
    if answers:
        assert "# belum ada umpan" in done.stdout
        assert tomllib.loads(done.stdout)["site"] == county.address(slug)
    else:
        assert done.stdout == ""


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("dishub wanajaya", "memuat spasi"),
        ("wanajaya", "hanya satu kata"),
        ("ftp://wanajaya.go.id", "https://"),
        ("", ""),
    ],
)
def test_what_is_no_address_is_refused(house: House, typed: str, why: str) -> None:
    """Exit 2 and one sentence with an example; no question is counted and nothing is printed to be kept."""
    done = house.run("sources.discover", typed, code=2)
    assert f"'{typed}' bukan alamat situs: " in done.stderr
    assert why in done.stderr
    assert "./run sources.discover dinkes.contohkab.go.id" in done.stderr
    assert "pertanyaan" not in done.stderr
    assert done.stdout == ""


def test_without_a_readable_network_it_still_looks(county: samples.Network, house: House, tmp_path: Path) -> None:
    """The faults of network.toml are told, and that nothing limits the search; private addresses stay closed."""
    house.content = tmp_path / "content"
    house.content.mkdir()
    (house.content / "network.toml").write_text("name = \n", encoding="utf-8")
    done = house.run("sources.discover", county.address("diskominfo"), code=1)
    assert "network.toml:1:" in done.stderr
    assert "Domain jaringan tidak diketahui" in done.stderr
    assert "jaringan pribadi" in done.stderr
    assert f"allow_private_addresses = true di {house.content / 'network.toml'}" in done.stderr
    assert "./run demo" in done.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="the line that is printed there is another")
def test_what_the_demo_prints_finds_a_sample_sites_feed(county: samples.Network, tmp_path: Path) -> None:
    """Every site's address stands there, and the line that discovers one, typed as it is, prints an agency.toml."""
    lines = "\n".join(demonstration.addresses(county)).strip().splitlines()
    for slug in county.sites:
        assert any(slug in line and line.endswith(county.address(slug)) for line in lines)
    (discover,) = (line for line in lines if " sources.discover " in line)
    typed = discover.replace("./run", f"{sys.executable} {ROOT / 'tasks.py'}")
    done = subprocess.run(["sh", "-c", typed], cwd=tmp_path, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    assert tomllib.loads(done.stdout)["name"].startswith("Dinas Kesehatan")


def test_a_named_folder_is_written_once(
    county: samples.Network, house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With `slug` the folder stands as `check` wants it, and nothing is printed; it is never written over, a site that
    gives nothing writes nothing, and a name that is no slug is refused before anybody is asked."""
    content = tmp_path / "content"
    content.mkdir()
    (content / "network.toml").write_text((house.content / "network.toml").read_text("utf-8"), encoding="utf-8")
    monkeypatch.setenv("PORTAL_CONTENT", str(content))
    out, talk = io.StringIO(), io.StringIO()
    assert sources.discover_one(county.address("diskominfo"), slug="kominfo", out=out, err=talk) == 0
    assert out.getvalue() == ""
    assert "content/agencies/kominfo/agency.toml" in talk.getvalue()
    assert review(content) == []
    agency = registry.read_agencies(content, registry.read_network(content)).agencies[0]
    assert [feed.url for feed in agency.feeds] == [county.feed("diskominfo")]
    before = (content / "agencies" / "kominfo" / "agency.toml").read_bytes()
    for name in ("kominfo", "../kominfo", "Dinas X"):
        talk = io.StringIO()
        with pytest.raises(PortalError, match=r"sudah ada|tidak sah"):
            sources.discover_one(county.address("dinkes"), slug=name, out=out, err=talk)
        assert talk.getvalue() == ""
    assert (content / "agencies" / "kominfo" / "agency.toml").read_bytes() == before
    assert sources.discover_one(county.address("kodim"), slug="kodim", out=out, err=io.StringIO()) == 1
    assert "# belum ada umpan" in out.getvalue()
    assert [path.name for path in (content / "agencies").iterdir()] == ["kominfo"]


@pytest.mark.skipif(sys.platform == "win32", reason="signals are sent differently there")
def test_ctrl_c_leaves_politely(house: House) -> None:
    """A sentence, no trace, the usual code; the workers are gone with it."""
    with socket.create_server(("127.0.0.1", 0)) as silent:
        command = [sys.executable, "-m", "invoke", "sources.discover", f"http://127.0.0.1:{silent.getsockname()[1]}"]
        asking = subprocess.Popen(
            command, cwd=ROOT, env=house.environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        silent.settimeout(30)
        connection, _ = silent.accept()
        os.kill(asking.pid, signal.SIGINT)
        out, err = asking.communicate(timeout=30)
        connection.close()
    assert (asking.returncode, out) == (130, "")
    assert "Dihentikan. Tidak ada yang ditulis." in err
    assert "Traceback" not in err


def test_what_a_site_says_is_shown_as_text_on_a_terminal() -> None:
    """A table for whoever watches; a title is no markup of the terminal."""
    strange = Found("https://a.id/[red]feed/", f"{HOME}/feed/", LISTING, strangers=("x.example",))
    shown = told(Discovery(HOME, HOME, "[bold]Dinas[/bold]", "drupal", (strange,), requests=2), Terminal())
    assert "https://a.id/[red]feed/" in shown
    assert "[bold]Dinas[/bold], CMS: Drupal" in shown
    assert "Tulisan" in shown
    assert "lengkap" in shown


def test_a_channel_is_said_to_be_shown_as_cards() -> None:
    """Its videos have no text anywhere, unlike what a sitemap lists."""
    channel = replace(FOUND, feed=replace(LISTING, dialect="youtube"))
    assert "teks tidak ada (tampil sebagai kartu tautan)" in told(Discovery(HOME, HOME, found=(channel,)))
    listed = replace(FOUND, feed=replace(LISTING, dialect="sitemap"))
    assert "teks di halamannya" in told(Discovery(HOME, HOME, found=(listed,)))


def test_what_there_is_to_decide_is_told() -> None:
    """Hosts off the network with the line to add, hosts that entries lead to, dates that are missing, a moved site."""
    listing = Listing("rss", entries=4, full=0.0, dated=0.5, repeated=0.25, hosts=("berita.example.org",))
    strange = Found(
        f"{HOME}/feed/", f"{HOME}/feed/", listing, ("dinkes.contohkab.go.id",), True, ("berita.example.org",)
    )
    tried = ((f"{HOME}/comments", "comments"), (f"{HOME}/rss", "http-status"))
    done = Discovery(HOME, HOME, "Dinkes", "", (strange, FOUND), "Alasan.", tried, moved="https://lain.example/")
    said = told(done)
    assert "Umpan ini di luar domain jaringan, jadi belum dipakai" in said
    assert 'domains = ["dinkes.contohkab.go.id"] ditulis di agency.toml dengan tanda #' in said
    assert "berita.example.org (sebagian di luar jaringan" in said
    assert "50% tulisannya tanpa tanggal" in said
    assert "25% tulisannya berulang" in said
    assert "teks kutipan" in said
    assert "mengalihkan ke https://lain.example/" in said
    assert "komentar pembaca" in said
    assert "Alasan." in said
    refused = told(Discovery(HOME, HOME, error="http-status", status=403))
    assert "kode kesalahan (HTTP 403)." in refused
    assert "tidak ada umpan di alamat-alamat yang lazim" in told(Discovery(HOME, HOME, error="not-a-feed"))
    assert "berita.example.org" not in told(Discovery(HOME, HOME, found=(FOUND,)))
    own = told(Discovery(HOME, HOME, found=(replace(strange, foreign=False),)))
    assert 'agency.toml memuat baris domains = ["dinkes.contohkab.go.id"]. Bila bukan milik instansi, hapus' in own
    assert "belum dipakai" not in own
