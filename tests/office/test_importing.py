"""A list of agencies becomes folders: real sites on loopback, some of them dead, and what is told of them."""

from __future__ import annotations

import asyncio
import csv
import shutil
import socket
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from xml.etree import ElementTree

import pytest
from msgspec.structs import replace

from plugins.newsroom import registry
from plugins.newsroom.errors import PortalError
from plugins.newsroom.model import Agency, Feed
from plugins.newsroom.roster_colors import COLORS
from plugins.newsroom.roster_words import Candidate, Listed
from plugins.office.importing import import_list
from plugins.office.importing_plan import doubled, plan
from plugins.office.importing_told import Call, patterns
from plugins.office.review import review
from samples.network import Network, lay_out
from tests.houses import House

Answer = tuple[int, str, str]
Site = Callable[[str], Answer]
HTML, RSS = "text/html", "application/rss+xml"
NOT_FOUND: Answer = (404, HTML, "<html><title>404</title>Tidak ada</html>")

# --- sites -------------------------------------------------------------------------------------------


def feed(title: str = "Kabar", items: int = 4) -> str:
    entries = "".join(
        f"<item><title>Kabar {n}</title><link>/berita/{n}</link><guid>{n}</guid>"
        f"<pubDate>Fri, 20 Nov 2026 0{n % 10}:00:00 +0700</pubDate><description>{'Isi kabar yang lengkap. ' * 40}"
        "</description></item>"
        for n in range(items)
    )
    return f'<rss version="2.0"><channel><title>{title}</title><link>/</link>{entries}</channel></rss>'


def news(path: str) -> Answer:
    """A site with a feed that its home page names."""
    if path == "/":
        head = '<link rel="alternate" type="application/rss+xml" href="/feed/">'
        return 200, HTML, f"<html><head><title>Situs</title>{head}</head><body>Selamat datang</body></html>"
    return (200, RSS, feed()) if path in ("/feed/", "/agenda.xml") else NOT_FOUND


def plain(path: str) -> Answer:
    """A site that has no feed."""
    return (200, HTML, "<html><title>Profil</title><p>Visi dan misi</p></html>") if path == "/" else NOT_FOUND


def challenge(_path: str) -> Answer:
    return 503, HTML, "<html><title>Just a moment...</title><div id='challenge-platform'></div></html>"


def broken(_path: str) -> Answer:
    return 500, HTML, "Fatal error"


def suspended(_path: str) -> Answer:
    return 200, HTML, "<html><title>Account Suspended</title><h1>This Account has been suspended.</h1></html>"


async def _serve(site: Site, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    asked = await reader.readuntil(b"\r\n\r\n")
    status, kind, text = site(asked.split()[1].decode())
    body = text.encode()
    led = f"Location: {text}\r\n" if status == 302 else ""
    head = (
        f"HTTP/1.1 {status} X\r\nContent-Type: {kind}\r\n{led}Content-Length: {len(body)}\r\nConnection: close\r\n\r\n"
    )
    writer.write(head.encode() + body)
    await writer.drain()
    writer.close()


@contextmanager
def region(sites: Sequence[Site]) -> Iterator[list[str]]:
    """The addresses of sites, each on a port of its own, all in one thread."""
    started, addresses = threading.Event(), list[str]()
    loop = asyncio.new_event_loop()
    stop = asyncio.Event()

    async def live() -> None:
        servers = [await asyncio.start_server(partial(_serve, site), "127.0.0.1", 0) for site in sites]
        addresses.extend(f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}" for server in servers)
        started.set()
        await stop.wait()
        for server in servers:
            server.close()
        rest = asyncio.all_tasks() - {asyncio.current_task()}
        await asyncio.gather(*rest, return_exceptions=True)

    thread = threading.Thread(target=loop.run_until_complete, args=(live(),))
    thread.start()
    started.wait(10)
    try:
        yield addresses
    finally:
        loop.call_soon_threadsafe(stop.set)
        thread.join(10)
        loop.close()


@contextmanager
def closed_door() -> Iterator[str]:
    """An address that is ours and where nobody listens."""
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        yield f"http://127.0.0.1:{held.getsockname()[1]}"


# --- content -----------------------------------------------------------------------------------------


@pytest.fixture
def content(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A region's content with no agency yet, on a network that has loopback in it."""
    folder = tmp_path / "content"
    folder.mkdir()
    network(folder, '["127.0.0.1"]')
    monkeypatch.setenv("PORTAL_CONTENT", str(folder))
    monkeypatch.setenv("PORTAL_NOW", "2026-11-21T06:30:00Z")
    return folder


def network(folder: Path, domains: str) -> None:
    text = f'name = "Kabupaten Contoh"\ndomains = {domains}\nallow_private_addresses = true\n'
    (folder / "network.toml").write_text(text, encoding="utf-8")


def listed(tmp_path: Path, *rows: str) -> str:
    path = tmp_path / "daftar.csv"
    path.write_text("\n".join(("Nama OPD;Website;Telepon", *rows)) + "\n", encoding="utf-8")
    return str(path)


def agencies(content: Path) -> dict[str, Agency]:
    read = registry.read_agencies(content, registry.read_network(content))
    assert not read.faults
    return {agency.slug: agency for agency in read.agencies}


def everything(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


# --- the import --------------------------------------------------------------------------------------

OFFICES = [
    "Dinas Kesehatan", "Dinas Pendidikan", "Badan Pendapatan Daerah", "Kecamatan Bulu", "Desa Maju", "RSUD Contoh",
    "Inspektorat", "Polres Contoh", "Dinas Sosial", "Dinas Perhubungan", "Dinas Pariwisata",
]  # fmt: skip


def test_a_list_becomes_folders_and_a_list_of_calls(
    content: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Of twelve sites, those with a feed and the agency without a site get a folder that `check` accepts; the others
    are named with what is wrong, what to ask, and the contact, on the terminal and in the spreadsheet."""
    sites: list[Site] = [news] * 7 + [challenge, plain, broken, suspended]
    with region(sites) as found, closed_door() as dead:
        rows = [f"{name};{address};0290-{n}" for n, (name, address) in enumerate(zip(OFFICES, found, strict=True))]
        file = listed(tmp_path, *rows, f"Dinas Perikanan;{dead};", "Puskesmas Wanasari;belum ada;")
        import_list(file, call_list=str(tmp_path / "telepon.csv"))
    written = agencies(content)
    assert sorted(written) == [
        "bapenda", "desa-maju", "dinkes", "disdik", "inspektorat", "kec-bulu", "puskesmas-wanasari", "rsud-contoh",
    ]  # fmt: skip
    assert review(content) == []
    assert [(f.url, f.mode) for f in written["dinkes"].feeds] == [(f"{found[0]}/feed/", "full")]
    assert (written["dinkes"].short, written["dinkes"].kind) == ("Dinkes", "dinas")
    assert written["puskesmas-wanasari"].feeds == ()
    assert written["dinkes"].profile
    assert written["dinkes"].contact == ""  # a telephone number in a list is for calling, not for the public
    told = capsys.readouterr().out
    assert "13 instansi: 8 ditulis, 0 sudah ada, 5 perlu ditelepon." in told
    with (tmp_path / "telepon.csv").open(encoding="utf-8-sig", newline="") as table:
        calls = {row["Nama"]: row for row in csv.DictReader(table, delimiter=";")}
    assert calls["Polres Contoh"]["Sebab"] == "situs menampilkan halaman pemeriksaan peramban, bukan umpan"
    assert calls["Polres Contoh"]["Kontak"] == "0290-7"
    assert "RSS" in calls["Dinas Sosial"]["Yang ditanyakan"]
    assert "ditangguhkan" in calls["Dinas Pariwisata"]["Sebab"]
    assert "ditolak" in calls["Dinas Perikanan"]["Sebab"]
    assert len(calls) == 5
    assert all(row["Situs"] in told for row in calls.values())


def test_the_same_command_again_does_only_what_is_missing(
    content: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What stands is skipped and not changed, not even what a person changed in it; a site that was mended comes in."""
    mended = [plain]
    with region([news, lambda path: mended[0](path)]) as found:
        file = listed(tmp_path, f"Dinas Kesehatan;{found[0]};", f"Dinas Sosial;{found[1]};")
        import_list(file)
        assert sorted(agencies(content)) == ["dinkes"]
        own = content / "agencies" / "dinkes" / "agency.toml"
        own.write_text(own.read_text("utf-8").replace("Dinas Kesehatan", "Dinas Kesehatan dan KB"), "utf-8")
        before = everything(content)
        capsys.readouterr()
        mended[0] = news
        import_list(file)
        told = capsys.readouterr().out
    after = everything(content)
    assert sorted(agencies(content)) == ["dinkes", "dinsos"]
    assert {name: after[name] for name in before} == before
    assert "Sudah ada, dilewati:\n  dinkes" in told
    assert "2 instansi: 1 ditulis, 1 sudah ada, 0 perlu ditelepon." in told


def test_agencies_share_a_colour_only_where_all_are_taken(content: Path, tmp_path: Path) -> None:
    """Twelve of them have twelve colours, whoever answered first, and a later one gets that which the fewest have; what
    stands keeps its own."""
    with region([news]) as found:
        rows = [f"Desa Maju {n};;" for n in range(len(COLORS) - 1)]
        import_list(listed(tmp_path, *rows[:5], f"Dinas Kesehatan;{found[0]};", *rows[5:]))
        before = {slug: agency.color for slug, agency in agencies(content).items()}
        assert sorted(before.values()) == sorted(COLORS)
        shutil.rmtree(content / "agencies/dinkes")
        import_list(listed(tmp_path, *rows, "Dinas Sosial;;"))
    after = {slug: agency.color for slug, agency in agencies(content).items()}
    assert after == {slug: color for slug, color in before.items() if slug != "dinkes"} | {"dinsos": before["dinkes"]}


def test_what_is_no_site_goes_to_the_call_list(
    content: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """No folder of an agency "without a site" is made of an e-mail address, an account or a remark: they are called,
    with the reason, the contact and the line. An empty cell is an answer, an address without a scheme a site."""
    with region([news]) as found:
        rows = ["Dinas A;humas@a.go.id;", "Dinas B;facebook.com/dinasb;0290-2", "Dinas C;localhost;", "Dinas Sosial;;"]
        file = listed(tmp_path, *rows, f"Dinas Kesehatan;{found[0].removeprefix('http://')};")
        import_list(file, call_list=str(tmp_path / "telepon.csv"))
    assert sorted(agencies(content)) == ["dinkes", "dinsos"]
    assert agencies(content)["dinkes"].site == found[0]
    with (tmp_path / "telepon.csv").open(encoding="utf-8-sig", newline="") as table:
        calls = [(r["Situs"], r["Sebab"], r["Kontak"], r["Baris"]) for r in csv.DictReader(table, delimiter=";")]
    assert calls == [
        ("humas@a.go.id", "kolom situs di daftar memuat alamat surel", "humas@a.go.id", "2"),
        ("https://facebook.com/dinasb", "yang tercatat di daftar akun media sosial, bukan situs", "0290-2", "3"),
        ("localhost", "alamat situs di daftar tidak dapat dibaca", "", "4"),
    ]
    told = capsys.readouterr().out
    assert "baris 4: alamat situs di daftar tidak dapat dibaca" in told
    assert "5 instansi: 2 ditulis, 0 sudah ada, 3 perlu ditelepon." in told
    assert "sambungan internet" not in told


def test_a_site_that_came_later_is_told(content: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A folder that stands without a site is not passed over in silence when the list names one; nor is it touched."""
    import_list(listed(tmp_path, "Dinas Sosial;-;", "Dinas Perhubungan;-;"))
    before = everything(content)
    capsys.readouterr()
    import_list(listed(tmp_path, "Dinas Sosial;dinsos.contohkab.go.id;", "Dinas Perhubungan;-;"))
    told = capsys.readouterr().out
    assert "dinsos sudah ada tanpa situs; daftar kini menyebut https://dinsos.contohkab.go.id: tambahkan" in told
    assert "content/agencies/dinsos/agency.toml" in told
    assert "dishub sudah ada tanpa situs" not in told
    assert everything(content) == before


def test_a_list_without_a_column_of_sites_writes_nobody(
    content: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """It is asked for a heading, and whoever called it learns that nothing was imported; without names there is no
    list."""
    file = tmp_path / "daftar.csv"
    file.write_text("Nama OPD;Alamat Kantor\nDinas Sosial;Jalan 1\n", encoding="utf-8")
    with pytest.raises(SystemExit) as ended:
        import_list(str(file))
    assert ended.value.code == 2
    assert "Kolom yang terbaca: 'Nama OPD', 'Alamat Kantor'" in "".join(capsys.readouterr())
    file.write_text("Kode;Uraian\n1;Sosial\n", encoding="utf-8")
    with pytest.raises(PortalError, match="tidak ada instansi"):
        import_list(str(file))
    assert list(content.iterdir()) == [content / "network.toml"]


def test_the_next_steps_are_told(content: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """After an import the commands in their order; after a dry run, that a folder's name stays and how to choose it;
    for a site without a feed, where the guide is."""
    with region([news, plain]) as found:
        file = listed(tmp_path, f"Dinas Kesehatan;{found[0]};", f"Dinas Perhubungan;{found[1]};")
        import_list(file, dry_run=True)
        dry = capsys.readouterr().out
        import_list(file)
    told = capsys.readouterr().out
    assert "alamat tetap instansi" in dry
    assert "kolom 'Folder'" in dry
    assert "Langkah berikutnya" not in dry
    steps = [line.split("  ")[1] for line in told.partition("Langkah berikutnya:\n")[2].splitlines()]
    assert steps == [
        "./run check", "./run pull", "./run sources.backfill dinkes", "./run build", "./run serve",
    ]  # fmt: skip
    assert "docs/panduan-sumber.md" in told


def test_a_dry_run_writes_nothing(content: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It looks at the sites and tells what would be written."""
    before = everything(content)
    with region([news]) as found:
        import_list(listed(tmp_path, f"Dinas Kesehatan;{found[0]};"), dry_run=True)
    assert everything(content) == before
    told = capsys.readouterr().out
    assert "Akan ditulis:\n  dinkes" in told
    assert "rss" in told
    assert "4 tulisan" in told


def test_sites_off_the_network_are_let_in_one_by_one(
    content: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each agency.toml has the domain that the list names, with where to remove it, also told at the end; `check`
    accepts it, and a line for network.toml is proposed."""
    network(content, '["*.contohkab.go.id"]')
    with region([news, news]) as found:
        import_list(listed(tmp_path, f"Dinas Kesehatan;{found[0]};", f"Dinas Sosial;{found[1]};"))
    assert {agency.domains for agency in agencies(content).values()} == {("127.0.0.1",)}
    assert review(content) == []
    told = capsys.readouterr().out
    assert 'domains = ["*.contohkab.go.id", "127.0.0.1"]' in told
    assert (
        "baris domains sudah ditulis di agency.toml instansi ini;\nbila bukan milik instansi, hapus baris itu" in told
    )
    assert "  content/agencies/dinkes  127.0.0.1" in told
    text = (content / "agencies/dinkes/agency.toml").read_text("utf-8")
    assert 'hapus baris ini beserta umpannya.\ndomains = ["127.0.0.1"]' in text


def test_what_only_a_site_names_is_not_let_in(
    content: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A feed off the network that a home page names, or that a listed feed redirects to, makes no folder: the closing
    list has its address, and what to do if it is the agency's. Written into the list it is let in."""
    elsewhere = [""]

    def naming(path: str) -> Answer:
        head = f'<link rel="alternate" type="application/rss+xml" href="{elsewhere[0]}">'
        return (200, HTML, f"<html><head>{head}</head><body>Selamat datang</body></html>") if path == "/" else NOT_FOUND

    def leading(path: str) -> Answer:
        return (302, HTML, elsewhere[0]) if path == "/feed/" else plain(path)

    with region([naming, leading, news]) as found:
        elsewhere[0] = found[2].replace("127.0.0.1", "localhost") + "/feed/"
        heading, rows = "Nama;Situs;RSS", [f"Dinas Kesehatan;{found[0]};", f"Dinas Sosial;{found[1]};{found[1]}/feed/"]
        (tmp_path / "daftar.csv").write_text("\n".join([heading, *rows]), "utf-8")
        import_list(str(tmp_path / "daftar.csv"))
        told = capsys.readouterr().out
        assert agencies(content) == {}
        assert told.count(f"umpannya berada di luar domain jaringan ({elsewhere[0]})") == 2
        assert told.count("Umpan itu belum dipakai") == 2
        (tmp_path / "daftar.csv").write_text(f"{heading}\nDinas Kesehatan;{found[0]};{elsewhere[0]}\n", "utf-8")
        import_list(str(tmp_path / "daftar.csv"))
    assert agencies(content)["dinkes"].domains == ("localhost",)


def test_one_site_makes_one_folder(content: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Two lines with folders of their own and one site, or a site that an agency here has under another folder: the
    first is written, the other told with its line and whose site it is, again and again, in a dry run too."""
    with region([news, news]) as found:
        import_list(listed(tmp_path, f"Dinas Perhubungan;{found[0]};"))
        file = tmp_path / "daftar.csv"
        file.write_text(
            f"Nama;Folder;Situs\nPerhubungan Darat;dishub2;{found[0]}/\nPerhubungan Laut;dishub3;{found[0]}\n"
            f"Dinas A;dinas-a;{found[1]}\nDinas B;dinas-b;{found[1]}\n",
            encoding="utf-8",
        )
        for dry, ends in ((True, "1 akan ditulis, 0 sudah ada"), (False, "1 ditulis, 0"), (False, "0 ditulis, 1")):
            capsys.readouterr()
            import_list(str(file), dry_run=dry)
            told = capsys.readouterr().out
            twins = told.partition("tidak ditulis:\n")[2].splitlines()[:3]
            assert twins[0] == f"  Perhubungan Darat (dishub2, baris 2): {found[0]} sudah dipakai dishub"
            assert twins[1] == f"  Perhubungan Laut (dishub3, baris 3): {found[0]} sudah dipakai dishub"
            assert twins[2] == f"  Dinas B (dinas-b, baris 5): {found[1]} sudah dipakai dinas-a"
            assert f"4 instansi: {ends}" in told
            assert "3 bersitus sama, 0 perlu ditelepon." in told
    assert sorted(agencies(content)) == ["dinas-a", "dishub"]


def test_a_folder_that_another_agency_has_costs_nobody_its_own(
    content: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Another site is another agency: it gets the next name, and is told whose the first is; the second run finds both
    in their own. An older address that leads to the agency's site is that agency, and no second folder."""
    with region([news, news]) as found:

        def old(path: str) -> Answer:
            return 302, HTML, f"{found[0]}{path}"

        with region([old]) as former:
            file = tmp_path / "daftar.csv"
            row = "Nama;Folder;Situs\n{};dinkes;{}\n"
            file.write_text(row.format("Dinas Kesehatan", found[0]), encoding="utf-8")
            import_list(str(file))
            before = everything(content / "agencies" / "dinkes")
            file.write_text(row.format("Dinas Kesehatan Hewan", found[1]), encoding="utf-8")
            for dry, ends in ((True, "1 akan ditulis, 0"), (False, "1 ditulis, 0"), (False, "0 ditulis, 1")):
                capsys.readouterr()
                import_list(str(file), dry_run=dry)
                told = capsys.readouterr().out
                assert f"1 instansi: {ends} sudah ada" in told
                said = (
                    "dinkes-2 (baris 2): folder dinkes sudah dipakai instansi lain, Dinas Kesehatan\n    (" + found[0]
                )
                assert (said in told) == ("0 ditulis" not in ends)
            file.write_text(row.format("Dinas Kesehatan", former[0]), encoding="utf-8")
            import_list(str(file))
            assert "Sudah ada, dilewati:\n  dinkes  Dinas Kesehatan\n" in capsys.readouterr().out
    assert {slug: agency.site for slug, agency in agencies(content).items()} == {
        "dinkes": found[0], "dinkes-2": found[1],
    }  # fmt: skip
    assert everything(content / "agencies" / "dinkes") == before


def test_lines_that_were_joined_are_told_at_the_end(
    content: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Lines of other names on one site make one folder, and standard output names those that got none, with the way
    out: a feed of its own in the column RSS. A line for each feed of one agency is no such thing."""
    with region([news, news]) as found:
        import_list(
            listed(tmp_path, f"Dinas A;{found[0]};", f"UPT Laut;{found[0]}/;", f"UPT Darat;{found[0]};", "Dinas B;-;")
        )
        told = capsys.readouterr().out
        joined = told.partition("tidak ditulis:\n")[2].splitlines()[:4]
        slug = next(slug for slug, agency in agencies(content).items() if agency.name == "Dinas A")
        assert joined == [
            f"  UPT Laut (baris 3): {found[0]} sudah dipakai baris 2,", f"    Dinas A ({slug}); digabung",
            f"  UPT Darat (baris 4): {found[0]} sudah dipakai baris 2,", f"    Dinas A ({slug}); digabung",
        ]  # fmt: skip
        assert "di kolom RSS." in told
        assert "2 instansi: 2 ditulis, 0 sudah ada, 2 baris digabung, 0 perlu ditelepon." in told
        (tmp_path / "daftar.csv").write_text(
            f"Nama;Situs;RSS\nDinas C;{found[1]};{found[1]}/feed/\nDinas C;{found[1]};{found[1]}/agenda.xml\n",
            encoding="utf-8",
        )
        import_list(str(tmp_path / "daftar.csv"), dry_run=True)
        assert "digabung" not in capsys.readouterr().out


def test_a_folder_is_whole_or_not_there(content: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What a killed run left half done goes away; a folder that cannot be made costs only its agency."""
    (content / ".import-old" / "agencies" / "x").mkdir(parents=True)
    (content / "agencies").write_text("bukan folder", encoding="utf-8")
    import_list(listed(tmp_path, "Dinas Kesehatan;-;", "Dinas Sosial;-;", "X;x;"))
    assert sorted(path.name for path in content.iterdir()) == ["agencies", "network.toml"]
    assert "tidak dapat ditulis" in capsys.readouterr().out


def test_what_check_would_refuse_is_not_written(
    content: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A list can carry settings that are wrong: that agency is told with its fault, the others are written."""
    outline = (
        '<outline text="Dinas {0}" htmlUrl="https://a.contohkab.go.id" xmlUrl="http://127.0.0.1:1/{0}" o:slug="{0}"'
    )
    (tmp_path / "umpan.opml").write_text(
        f'<opml xmlns:o="urn:bakohumas:opml"><body>{outline.format("a")} o:timezone="Mars/Kota"/>'
        f'{outline.format("b")} o:pages="2"/></body></opml>',
        encoding="utf-8",
    )
    import_list(str(tmp_path / "umpan.opml"))
    assert {slug: agency.feeds[0].pages for slug, agency in agencies(content).items()} == {"b": 2}
    assert review(content) == []
    assert "Mars/Kota" in capsys.readouterr().out


def test_nothing_hostile_reaches_a_folder(content: Path, tmp_path: Path) -> None:
    """Names that are paths, TOML, markup or formulas stay names; the spreadsheet of calls runs no formula."""
    with closed_door() as dead:
        file = listed(
            tmp_path, "../../etc/passwd;-;", '"Dinas ""A""\\nkind = ""desa""";-;', "<script>alert(1)</script>;-;",
            f'"=HYPERLINK(""x"")";{dead};=1+1',
        )  # fmt: skip
        import_list(file, call_list=str(tmp_path / "telepon.csv"))
    written = agencies(content)
    assert sorted(written) == ["alert-1", "dinas-a-nkind-desa", "etc-passwd"]
    assert written["dinas-a-nkind-desa"].name == 'Dinas "A"\\nkind = "desa"'
    calls = (tmp_path / "telepon.csv").read_text("utf-8-sig")
    assert "'=HYPERLINK" in calls
    assert ";'=1+1;" in calls
    assert review(content) == []


@pytest.mark.parametrize("body", [b"PK\x03\x04", b"", b"surat\n", b"<opml"])
def test_a_file_that_is_no_list_is_refused(content: Path, tmp_path: Path, body: bytes) -> None:
    """PortalError, which the command turns into exit 2; nothing is written."""
    (tmp_path / "daftar.xlsx").write_bytes(body)
    with pytest.raises(PortalError, match="tidak ada instansi"):
        import_list(str(tmp_path / "daftar.xlsx"))
    with pytest.raises(PortalError, match="tidak dapat dibuka"):
        import_list(str(tmp_path / "lain.csv"))
    assert list(content.iterdir()) == [content / "network.toml"]


def test_when_nobody_answers_the_fault_is_ours(
    content: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Three sites, and not one answers: the operator is told to look at this machine's own line first."""
    with closed_door() as one, closed_door() as two, closed_door() as three:
        import_list(listed(tmp_path, f"Dinas A;{one};", f"Dinas B;{two};", f"Dinas C;{three};"))
    assert "periksa sambungan internet mesin ini" in capsys.readouterr().out


def test_what_we_refuse_ourselves_is_no_fault_of_the_line(
    content: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Sites on a private network that does not allow them: the setting and its file are named, not the internet."""
    text = (content / "network.toml").read_text("utf-8").replace("addresses = true", "addresses = false")
    (content / "network.toml").write_text(text, "utf-8")
    with region([news] * 3) as found:
        import_list(listed(tmp_path, *(f"Dinas {n};{site};" for n, site in enumerate(found))))
    told = capsys.readouterr().out
    assert f"tulis allow_private_addresses = true di {content / 'network.toml'}" in told
    assert "sambungan internet" not in told
    assert agencies(content) == {}


def test_sixty_sites_are_imported_in_one_go(content: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Fifty with a feed and ten without, side by side; every one is accounted for."""
    with region([news] * 50 + [plain] * 10) as found:
        import_list(listed(tmp_path, *(f"Dinas Urusan {n};{address};" for n, address in enumerate(found))))
    assert len(agencies(content)) == 50
    assert "60 instansi: 50 ditulis, 0 sudah ada, 10 perlu ditelepon." in capsys.readouterr().out


def test_the_feeds_that_a_list_names_are_looked_at_first(content: Path, tmp_path: Path) -> None:
    """Those that can be read are taken, all of an agency; where none can, the site is asked for another."""
    with region([news, news]) as found:
        first, second = found
        (tmp_path / "umpan.opml").write_text(
            f'<opml version="2.0"><body><outline text="Dinas Sosial" xmlUrl="{first}/agenda.xml" htmlUrl="{first}"/>'
            f'<outline text="Dinas Sosial" xmlUrl="{first}/feed/" htmlUrl="{first}"/>'
            f'<outline text="Dinas Pertanian" xmlUrl="{second}/lama.xml" htmlUrl="{second}"/></body></opml>',
            encoding="utf-8",
        )
        import_list(str(tmp_path / "umpan.opml"))
    feeds = {slug: [feed.url for feed in agency.feeds] for slug, agency in agencies(content).items()}
    assert feeds == {"dinsos": [f"{first}/agenda.xml", f"{first}/feed/"], "distan": [f"{second}/feed/"]}


def test_agencies_on_one_host_get_their_own_feeds(
    content: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Two names, two feeds, one host: two folders. Whose feed is dead is called, not given what another publishes."""
    with region([news]) as found:
        (site,) = found
        (tmp_path / "daftar.csv").write_text(
            f"Nama;Umpan\nDinas Sosial;{site}/feed/\nDinas Pertanian;{site}/agenda.xml\n"
            f"Dinas Perikanan;{site}/lama.xml\n",
            encoding="utf-8",
        )
        for _ in range(2):
            import_list(str(tmp_path / "daftar.csv"))
    feeds = {slug: [feed.url for feed in agency.feeds] for slug, agency in agencies(content).items()}
    assert feeds == {"dinsos": [f"{site}/feed/"], "distan": [f"{site}/agenda.xml"]}
    told = capsys.readouterr().out
    assert "3 instansi: 2 ditulis, 0 sudah ada, 1 perlu ditelepon." in told
    assert "3 instansi: 0 ditulis, 2 sudah ada, 1 perlu ditelepon." in told


@pytest.mark.parametrize(
    ("command", "said"),
    [
        (("sources.backfill", "dinkes", "--most", "abc"), "--most harus bilangan bulat, bukan 'abc'."),
        (("sources.backfill-all", "--most", "1" * 5000), "--most harus bilangan bulat, bukan '1111"),
        (("sources.backfill-all", "--most", "1.5"), "--most harus bilangan bulat, bukan '1.5'."),
        (("serve", "--port", "http"), "--port harus bilangan bulat, bukan 'http'."),
    ],
)
def test_what_is_no_number_is_told_in_a_sentence(
    content: Path, tmp_path: Path, command: tuple[str, ...], said: str
) -> None:
    """As any other option that cannot be used: one plain line, and 2."""
    refused = House(tmp_path, content).run(*command, code=2)
    assert said in refused.stderr
    assert len(refused.stderr.strip().splitlines()) == 1


def test_the_command_ends_as_it_should(content: Path, tmp_path: Path) -> None:
    """0 with the result on standard output, also where sites need a call; 2 where the list itself cannot be read."""
    house = House(tmp_path, content)
    with closed_door() as dead:
        file = listed(tmp_path, f"Dinas Kesehatan;{dead};", "Dinas Sosial;-;")
        assert "1 ditulis, 0 sudah ada, 1 perlu ditelepon" in house.run("sources.import", file).stdout
    assert sorted(agencies(content)) == ["dinsos"]
    (tmp_path / "daftar.xlsx").write_bytes(b"PK\x03\x04")
    refused = house.run("sources.import", str(tmp_path / "daftar.xlsx"), code=2).stderr
    assert "Simpan Sebagai" in refused


# --- what we print, we import ------------------------------------------------------------------------


def test_the_opml_that_a_portal_prints_is_imported_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The sample region is built and its /opml.xml imported elsewhere: the same agencies with slug, kind, short name,
    feeds, modes and selectors, those without a feed and those whose sites are dead included; the dead are told."""
    layout = lay_out(tmp_path / "samples", now=datetime(2026, 11, 21, 6, 30, tzinfo=UTC))
    own = layout.content / "agencies" / "bappeda" / "agency.toml"
    own.write_text(own.read_text("utf-8").replace('mode = "full"', 'mode = "link"'), "utf-8")
    house = House(tmp_path, layout.content)
    house.run("build")
    printed = house.output / "opml.xml"
    outlines = ElementTree.fromstring(printed.read_bytes()).findall("body//outline[@text]")
    assert sum("xmlUrl" in outline.attrib for outline in outlines) > 15
    other = tmp_path / "other"
    other.mkdir()
    network(other, '["127.0.0.1"]')
    monkeypatch.setenv("PORTAL_CONTENT", str(other))
    with Network(layout.folder):
        import_list(str(printed))
    before, after = agencies(layout.content), agencies(other)

    def seen(found: dict[str, Agency]) -> dict[str, tuple[object, ...]]:
        return {
            slug: (a.name, a.kind, a.short, a.site, [replace(f, agency="") for f in a.feeds if not f.pushed])
            for slug, a in found.items()
        }

    assert seen(after) == seen(before)
    assert after["bappeda"].feeds[0].mode == "link"
    assert review(other) == []
    told = capsys.readouterr().out
    assert "Kantor Imigrasi Contoh: http" in told
    assert "Kodim Contoh: http" in told


# --- deciding ----------------------------------------------------------------------------------------


def candidate(name: str, slug: str, site: str = "") -> Candidate:
    return Candidate(name, site, (), "dinas", "", slug, "", 1)


def test_folders_are_given_out_the_same_way_every_time() -> None:
    """Two that would like one name get two; the second run finds each in its own, also after an interruption."""
    two = [
        candidate("Desa Maju", "desa-maju", "https://a.desa.id"),
        candidate("Desa Maju", "desa-maju", "https://b.desa.id"),
    ]
    assert [(c.slug, stands) for c, stands in plan(two, [], frozenset())] == [
        ("desa-maju", False),
        ("desa-maju-2", False),
    ]
    first = Agency("desa-maju", "Desa Maju", "desa", site="https://a.desa.id")
    again = plan(two, [first], frozenset({"desa-maju"}))
    assert [(c.slug, stands) for c, stands in again] == [("desa-maju", True), ("desa-maju-2", False)]
    second = Agency("desa-maju-2", "Desa Maju", "desa", site="https://b.desa.id/")
    assert [stands for _, stands in plan(two, [first, second], frozenset({"desa-maju", "desa-maju-2"}))] == [True, True]


def test_an_agency_that_stands_is_known_by_site_name_or_folder() -> None:
    """Whatever people have changed in it since."""
    stands = Agency("kesehatan", "Dinkes Contoh", "dinas", site="http://www.dinkes.contohkab.go.id/")
    folders = frozenset({"kesehatan", "dinsos"})
    listed = [
        candidate("Dinas Kesehatan", "dinkes", "https://dinkes.contohkab.go.id"), candidate("DINKES CONTOH", "x"),
        candidate("Dinas Sosial", "dinsos", "https://baru.contohkab.go.id"), candidate("Dinas Baru", "baru"),
    ]  # fmt: skip
    assert [(c.slug, known) for c, known in plan(listed, [stands], folders)] == [
        ("kesehatan", True), ("kesehatan", True), ("dinsos", True), ("baru", False),
    ]  # fmt: skip


def test_agencies_on_one_host_keep_their_folders() -> None:
    """The second run finds each by its name or its feed, and the one that is still missing gets a folder of its own."""
    site = "https://kab.example"

    def village(name: str, slug: str, feed: str) -> Candidate:
        return replace(candidate(name, slug, site), feeds=(Listed(f"{site}/{feed}"),))

    three = [village("Desa A", "a", "a"), village("Desa B", "b", "b"), village("Desa C", "c", "c")]
    first = Agency("a", "Desa A", "desa", site=site, feeds=(Feed("a", f"{site}/a"),))
    renamed = Agency("dua", "Desa Dua", "desa", site=site, feeds=(Feed("dua", f"{site}/b"),))
    found = plan(three, [first, renamed], frozenset({"a", "dua"}))
    assert [(c.slug, stands) for c, stands in found] == [("a", True), ("dua", True), ("c", False)]


def test_a_site_has_one_publisher_unless_each_names_its_feeds() -> None:
    """Who stands goes first, then the first line; two at one site are two where each names a feed nobody else has."""
    site = "https://kab.example"

    def at(slug: str, *feeds: str, settled: bool = False) -> tuple[Candidate, bool]:
        named = tuple(Listed(f"{site}/{feed}") for feed in feeds)
        return replace(candidate(slug, slug, site), feeds=named, settled=settled), False

    none = candidate("Tanpa Situs", "x")
    assert doubled([at("a"), at("b"), (none, False), (none, False)], []) == {1: "a"}
    assert doubled([at("a", "a"), at("b", "b"), at("c", "b"), at("d")], []) == {2: "b", 3: "a"}
    assert doubled([at("a", "a"), at("b", "a", settled=True)], []) == {}
    stands = Agency("lama", "Lama", "dinas", site="http://www.kab.example/", feeds=(Feed("lama", f"{site}/a"),))
    assert doubled([at("a"), at("b", "b"), at("c", "a")], [stands]) == {0: "lama", 2: "lama"}
    assert doubled([(at("lama")[0], True)], [stands]) == {}


def test_a_name_that_is_not_found_is_told_for_any_site() -> None:
    """A list holds no agency.toml, and a go.id site is no village: the hint speaks of neither."""
    hint = Call("https://dishub.contohkab.go.id", "dns").failure().hint
    assert "tertulis benar" in hint
    assert not any(word in hint for word in ("desa.id", "agency.toml"))


def test_domains_are_proposed_as_narrow_as_they_may_be() -> None:
    """A star where hosts share a government's domain, never for a whole top level or a blog host."""
    hosts = [
        "a.contohkab.go.id",
        "b.contohkab.go.id",
        "maju.desa.id",
        "makmur.desa.id",
        "a.blogspot.com",
        "b.blogspot.com",
        "x.go.id",
        "y.go.id",
    ]
    assert patterns(hosts) == [
        "a.blogspot.com", "*.contohkab.go.id", "b.blogspot.com", "*.desa.id", "x.go.id", "y.go.id",
    ]  # fmt: skip
