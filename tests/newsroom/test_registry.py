"""content/ as people write it, well and badly: what is read, and what they are told, with file and line."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from plugins.newsroom import written
from plugins.newsroom.errors import NetworkUnusable
from plugins.newsroom.model import AGENCY_KINDS, Decision, Fault, Feed, Network, Place
from plugins.newsroom.registry import Registry, read_agencies, read_decisions, read_network

OPEN = Network("Kabupaten Contoh")
BOUND = Network("Kabupaten Contoh", domains=("*.contohkab.go.id", "*.desa.id"))
DINKES = 'name = "Dinas Kesehatan"\nkind = "dinas"\n'

Write = Callable[[str, str | bytes], Path]


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A content/ of its own, with a neighbour that nobody may read."""
    (tmp_path / "secret.toml").write_text(DINKES, encoding="utf-8")
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside/agency.toml").write_text(DINKES, encoding="utf-8")
    (tmp_path / "content").mkdir()
    return tmp_path / "content"


@pytest.fixture
def write(content: Path) -> Write:
    """Puts a file into content/."""

    def put(name: str, text: str | bytes) -> Path:
        path = content / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    return put


def network_faults(content: Path) -> list[str]:
    with pytest.raises(NetworkUnusable) as caught:
        read_network(content)
    assert str(caught.value).startswith(str(content / "network.toml"))
    return [str(fault) for fault in caught.value.faults]


# --- network.toml --------------------------------------------------------------------------------


def test_a_whole_network_is_read(content: Path, write: Write) -> None:
    """Every field; a place's slug is made from its name where none is given."""
    write(
        "network.toml",
        """\
name = "Kabupaten Contoh"
code = "33.99"
timezone = "WITA"
domains = ["*.contohkab.go.id", "polri.go.id", "127.0.0.1"]
allow_private_addresses = true
tagline = "Kabar  dari\\nsemua instansi"
contact = "humas@contohkab.go.id"
pull_minutes = 7.5

[[places]]
kind = "kecamatan"
name = "Sumberjati"

[[places]]
kind = "desa"
name = "Sumberjati"
slug = "desa-sumberjati"

[[links]]
label = "SP4N-LAPOR!"
url = "https://www.lapor.go.id/"
""",
    )
    assert read_network(content) == Network(
        name="Kabupaten Contoh",
        code="33.99",
        timezone="Asia/Makassar",
        domains=("*.contohkab.go.id", "polri.go.id", "127.0.0.1"),
        allow_private_addresses=True,
        places=(Place("sumberjati", "Sumberjati", "kecamatan"), Place("desa-sumberjati", "Sumberjati", "desa")),
        tagline="Kabar dari semua instansi",
        contact="humas@contohkab.go.id",
        pull_minutes=7.5,
        links=(("SP4N-LAPOR!", "https://www.lapor.go.id/"),),
    )


@pytest.mark.parametrize(
    "data",
    [
        b'name = "Kabupaten Contoh"',
        b'\xef\xbb\xbfname = "Kabupaten Contoh"\r\n',
        b'# komentar\r\n\r\nname = "Kabupaten Contoh"\r\n',
    ],
)
def test_a_name_is_enough(content: Path, write: Write, data: bytes) -> None:
    """Everything else has a default; a byte order mark and Windows line ends do no harm."""
    write("network.toml", data)
    assert read_network(content) == Network("Kabupaten Contoh")


NETWORK_FAULTS = [
    ("", 1, "'name' belum ada"),
    ("\n\ncode = 'x'", 1, "'name' belum ada"),
    ('name = ""', 1, "'name' kosong"),
    ('name = "  "', 1, "'name' kosong"),
    ("name = 5", 1, "'name' harus berupa teks"),
    ("name = Kabupaten", 1, "tanda kutip"),
    ('name = "Kabupaten', 1, "Tanda kutip penutupnya hilang"),
    ('name: "Kabupaten"', 1, "tanda sama dengan"),
    ('name = "A"\nname = "B"', 2, "sisakan satu"),
    ('name = "A"\ndomains = ["a"\ncode = "x"', 3, "Kurung siku"),
    ('name = "A" code = "x"', 1, "Satu baris memuat satu kolom"),
    ('name = "C:\\Users"', 1, "ditulis dua kali"),
    ('name = "A"\nnmae = "B"', 2, "Kolom 'nmae' tidak dikenal; mungkin maksudnya 'name'."),
    ('name = "A"\n[sama_sekali]\nlain = 1', 2, "Kolom 'sama_sekali' tidak dikenal; pilihannya: "),
    ('name = "A"\ntimezone = "Asia/Jakrta"', 2, "Zona waktu 'Asia/Jakrta' tidak dikenal"),
    ('name = "A"\ntimezone = "../../etc/passwd"', 2, "tidak dikenal"),
    ('name = "A"\ntimezone = "Asia"', 2, "tidak dikenal"),
    ('name = "A"\ndomains = "contohkab.go.id"', 2, "kurung siku"),
    ('name = "A"\ndomains = [\n  "a.go.id",\n  7,\n]', 4, "'domains' harus berupa daftar teks"),
    ('name = "A"\ndomains = [\n  "a.go.id",\n  "https://b.go.id/",\n]', 4, "nama situs saja"),
    ('name = "A"\ndomains = ["*.id"]', 2, "terlalu luas"),
    ('name = "A"\ndomains = [\n  "a.go.id",\n  "abc",\n]', 4, "Pola domain 'abc' bukan nama situs"),
    ('name = "A"\nallow_private_addresses = "true"', 2, "tanpa tanda kutip"),
    ('name = "A"\nallow_private_addresses = 1', 2, "true atau false"),
    ('name = "A"\ncode = 33.99', 2, "'code' harus berupa teks"),
    ('name = "A"\npull_minutes = "10"', 2, "angka"),
    ('name = "A"\npull_minutes = true', 2, "angka"),
    ('name = "A"\npull_minutes = 0', 2, "lebih besar dari 0"),
    ('name = "A"\npull_minutes = nan', 2, "lebih besar dari 0"),
    ('name = "A"\npull_minutes = inf', 2, "berlebihan"),
    ('name = "A"\npull_minutes = ' + "9" * 400, 2, "berlebihan"),
    ('name = "A"\ncontact = "humas"', 2, "bukan alamat surel"),
    ('name = "A"\ntagline = "a\\u0007b"', 2, "tidak terlihat"),
    ('name = "A"\n[places]\nname = "x"', 2, "[[places]]"),
    ('name = "A"\nplaces = ["x"]', 2, "[[places]]"),
    ('name = "A"\n[[places]]\nkind = "desa"', 2, "'name' belum ada"),
    ('name = "A"\n[[places]]\nname = "Sumberjati"\nkind = "dusun"', 4, "'dusun' tidak dikenal; pilihannya"),
    ('name = "A"\n[[places]]\nname = "Sumberjati"\nkind = "Kecamatn"', 4, "mungkin maksudnya 'kecamatan'"),
    ('name = "A"\n[[places]]\nname = "x"\nkind = "desa"\nslug = "Desa X"', 5, "huruf kecil"),
    ('name = "A"\n[[places]]\nname = "\u6751"\nkind = "desa"', 2, "huruf kecil"),
    ('name = "A"\n[[links]]\nlabel = "x"\nurl = "javascript:alert(1)"', 4, "https://"),
    ('name = "A"\n[[links]]\nlabel = "x"\nurl = "https://x.go.id"\nlable = "x"', 5, "mungkin maksudnya 'label'"),
    ("name = '" + "a" * 10_001 + "'", 1, "terlalu panjang"),
    ("a = " + "[\n" * 5000, 0, "berlebihan"),
    ("a = " + "9" * 5000, 0, "berlebihan"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "line", "told"), NETWORK_FAULTS)
def test_a_fault_of_the_network_is_told_with_its_line(
    content: Path, write: Write, text: str, line: int, told: str
) -> None:
    """One fault, at the line where it can be mended, in words that say how."""
    write("network.toml", text)
    faults = [fault for fault in network_faults(content) if told in fault]
    where = f"network.toml:{line}: " if line else "network.toml: "
    assert len(faults) == 1
    assert faults[0].startswith(where)


def test_all_faults_of_the_network_are_told_at_once(content: Path, write: Write) -> None:
    """Nobody has to mend one to see the next; they come in the order of their lines."""
    write(
        "network.toml",
        'nmae = "A"\ntimezone = "Mars"\ndomains = ["*"]\n[[places]]\nname = "X"\n[[places]]\nname = "X"\n',
    )
    lines = [int(fault.split(":")[1]) for fault in network_faults(content)]
    assert lines == [1, 1, 2, 3, 4, 6, 6]


def test_two_places_with_one_slug_are_a_fault_that_shows_the_way_out(content: Path, write: Write) -> None:
    """A kecamatan and its desa often share their name."""
    both = '[[places]]\nkind = "kecamatan"\nname = "Sumberjati"\n[[places]]\nkind = "desa"\nname = "Sumberjati"'
    write("network.toml", f'name = "A"\n{both}')
    assert network_faults(content) == [
        "network.toml:5: Wilayah 'sumberjati' sudah ada di atasnya; "
        'bedakan dengan, misalnya: slug = "desa-sumberjati"'
    ]


def test_a_missing_network_is_told(content: Path) -> None:
    """Where it was looked for, and with the command that makes one."""
    (told,) = network_faults(content)
    assert f"tidak ada di {content}. " in told
    assert "./run init" in told


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b'name = "A"\ncode = "\xe9"\n', "network.toml:2: Ada huruf yang bukan UTF-8"),
        ('name = "A"'.encode("utf-16"), "network.toml:1: Ada huruf yang bukan UTF-8"),
        (b"#" + b"x\n" * (1 << 19), "network.toml: Berkas lebih besar dari 1 MiB"),
    ],
)
def test_a_file_that_is_no_text_is_told(content: Path, write: Write, data: bytes, told: str) -> None:
    """Another encoding, or a size that nobody writes by hand."""
    write("network.toml", data)
    assert network_faults(content)[0].startswith(told)


@pytest.mark.parametrize("kind", ["link", "loop", "folder", "fifo"])
def test_a_file_that_is_no_file_is_told(content: Path, kind: str) -> None:
    """A link out of content/, a link to itself, a folder and a pipe are not read, and hold nobody up."""
    path = content / "network.toml"
    if kind == "link":
        path.symlink_to("../secret.toml")
    elif kind == "loop":
        path.symlink_to("network.toml")
    elif kind == "folder":
        path.mkdir()
    else:
        os.mkfifo(path)
    assert len(network_faults(content)) == 1


# --- agencies ------------------------------------------------------------------------------------


def test_a_whole_agency_is_read(content: Path, write: Write) -> None:
    """Every field, its feeds in the order of the file, its profile as written."""
    write(
        "agencies/dinkes/agency.toml",
        """\
name = "Dinas Kesehatan"
short = "Dinkes"
kind = "dinas"
site = "https://dinkes.contohkab.go.id"
color = "#0B6E4F"
topics = ["kesehatan", "kesehatan", "bantuan-sosial"]
place = "sumberjati"
domains = ["dinkes.example.org"]
contact = "Humas, (0291) 000000"

[[feeds]]
url = "https://dinkes.contohkab.go.id/feed/"

[[feeds]]
url = "https://dinkes.example.org/rss"
mode = "link"
timezone = "WIT"
""",
    )
    write("agencies/dinkes/profile.md", b"\xef\xbb\xbfMelayani **semua**.\r\n")
    network = Network("Kabupaten Contoh", domains=BOUND.domains, places=(Place("sumberjati", "S", "desa"),))
    registry = read_agencies(content, network)
    assert registry.faults == ()
    assert registry.broken == frozenset()
    (agency,) = registry.agencies
    assert (agency.slug, agency.name, agency.short, agency.kind) == ("dinkes", "Dinas Kesehatan", "Dinkes", "dinas")
    assert (agency.site, agency.color) == ("https://dinkes.contohkab.go.id", "#0b6e4f")
    assert (agency.topics, agency.place) == (("kesehatan", "bantuan-sosial"), "sumberjati")
    assert (agency.domains, agency.contact) == (("dinkes.example.org",), "Humas, (0291) 000000")
    assert agency.profile == "Melayani **semua**.\n"
    assert agency.feeds == (
        Feed("dinkes", "https://dinkes.contohkab.go.id/feed/", "full", ""),
        Feed("dinkes", "https://dinkes.example.org/rss", "link", "Asia/Jayapura"),
    )


def test_an_agency_may_be_two_lines(content: Path, write: Write) -> None:
    """A name and a kind; its short name is its name, and it has no feeds."""
    write("agencies/dinkes/agency.toml", DINKES)
    (agency,) = read_agencies(content, BOUND).agencies
    assert (agency.short, agency.feeds, agency.profile) == ("Dinas Kesehatan", (), "")


@pytest.mark.parametrize("kind", AGENCY_KINDS)
def test_every_kind_of_agency_is_known(content: Path, write: Write, kind: str) -> None:
    """All that a Bakohumas network has."""
    write("agencies/x/agency.toml", f'name = "X"\nkind = "{kind}"')
    assert read_agencies(content, OPEN).agencies[0].kind == kind


def feed(*lines: str) -> str:
    return DINKES + "[[feeds]]\n" + "\n".join(lines)


GOOD = 'url = "https://dinkes.contohkab.go.id/feed/"'

AGENCY_FAULTS = [
    ('kind = "dinas"', 1, "'name' belum ada"),
    ('name = "X"', 1, "'kind' belum ada"),
    ('nmae = "X"\nname = "X"\nkind = "dinas"', 1, "Kolom 'nmae' tidak dikenal; mungkin maksudnya 'name'."),
    ('name = "X"\nkind = "dinas"\nwarna = "#000000"', 3, "Kolom 'warna' tidak dikenal; mungkin maksudnya 'color'."),
    ('name = "X"\nkind = "dins"', 2, "Jenis instansi 'dins' tidak dikenal; mungkin maksudnya 'dinas'."),
    ('name = "X"\nkind = "Dinas"', 2, "mungkin maksudnya 'dinas'"),
    ('name = "X"\nkind = "kantor pajak"', 2, "pilihannya: kepala_daerah, setda"),
    (DINKES + 'color = "hijau"', 3, "#0b6e4f"),
    (DINKES + 'topics = [\n"kesehatan",\n"kesehtan",\n]', 5, "Topik 'kesehtan' tidak dikenal; mungkin"),
    (DINKES + 'topics = "kesehatan"', 3, "kurung siku"),
    (DINKES + 'place = "sumberjat"', 3, "mungkin maksudnya 'sumberjati'"),
    (DINKES + 'site = "dinkes.contohkab.go.id"', 3, "https://"),
    (DINKES + 'domains = ["*.com"]', 3, "terlalu luas"),
    (DINKES + 'feeds = "https://dinkes.contohkab.go.id/feed/"', 3, "[[feeds]]"),
    (DINKES + f"[feeds]\n{GOOD}", 3, "[[feeds]]"),
    (feed('mode = "full"'), 3, "'url' belum ada"),
    (feed('url = "/feed/"'), 4, "bukan alamat lengkap"),
    (feed('url = "ftp://dinkes.contohkab.go.id/"'), 4, "bukan alamat lengkap"),
    (feed('url = "https://a:b@dinkes.contohkab.go.id/"'), 4, "sandi"),
    (feed('url = "https://dinkes.contohkab.go.id/a b"'), 4, "spasi"),
    (feed('url = "https://evil.com\\\\.contohkab.go.id/"'), 4, "tidak boleh"),
    (feed('url = "https://evil.com/feed/"'), 4, "di luar domain jaringan"),
    (feed('url = "https://contohkab.go.id/feed/"'), 4, "di luar domain jaringan"),
    (feed('url = "https://dinkes.contohkab.go.id.evil.com/"'), 4, "di luar domain jaringan"),
    (feed(GOOD, 'mode = "ful"'), 5, "Mode 'ful' tidak dikenal; mungkin maksudnya 'full'."),
    (feed(GOOD, 'timezone = "WIBB"'), 5, "Zona waktu 'WIBB' tidak dikenal"),
    (feed(GOOD, 'mod = "full"'), 5, "mungkin maksudnya 'mode'"),
    (feed(GOOD, "[[feeds]]", GOOD), 6, "sudah ditulis di atasnya"),
    (DINKES + 'Save_as = "index.html"', 3, "Kolom 'Save_as' tidak dikenal"),
    (DINKES + '"\\u001b[31m" = 1', 3, "Kolom '\ufffd[31m' tidak dikenal"),
    (DINKES + "x", 3, "tanda sama dengan"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "line", "told"), AGENCY_FAULTS)
def test_a_fault_of_an_agency_is_told_and_stops_nobody_else(
    content: Path, write: Write, text: str, line: int, told: str
) -> None:
    """File, line and how to mend it; the faulty agency is named as broken, its neighbour is there."""
    write("agencies/dinkes/agency.toml", text)
    write("agencies/zeta/agency.toml", DINKES)
    network = Network("K", domains=BOUND.domains, places=(Place("sumberjati", "Sumberjati", "kecamatan"),))
    registry = read_agencies(content, network)
    assert [agency.slug for agency in registry.agencies] == ["zeta"]
    assert registry.broken == {"dinkes"}
    (fault,) = registry.faults
    assert (fault.file, fault.line) == ("agencies/dinkes/agency.toml", line)
    assert told in fault.message


@pytest.mark.parametrize(
    ("network", "domains", "url", "allowed"),
    [
        (OPEN, "", "https://anywhere.com/feed", True),
        (OPEN, '["own.org"]', "https://anywhere.com/feed", False),
        (BOUND, "", "https://dinkes.contohkab.go.id:8443/feed", True),
        (BOUND, "", "https://karangasri.desa.id/index.php/feed", True),
        (BOUND, '["own.org"]', "https://own.org/feed", True),
        (BOUND, '["*.own.org"]', "https://own.org/feed", False),
        (Network("K", domains=("127.0.0.1",)), "", "http://127.0.0.1:8001/feed", True),
        (Network("K", domains=("127.0.0.1",)), "", "http://127.0.0.2:8001/feed", False),
    ],
)
def test_a_feed_lives_where_the_network_lives(
    content: Path, write: Write, network: Network, domains: str, url: str, allowed: bool
) -> None:
    """The network's patterns and the agency's own, ports aside; with no pattern at all, anywhere."""
    own = f"domains = {domains}\n" if domains else ""
    write("agencies/x/agency.toml", f'{DINKES}{own}[[feeds]]\nurl = "{url}"')
    assert bool(read_agencies(content, network).agencies) is allowed


def test_all_faults_of_all_agencies_are_told_at_once(content: Path, write: Write) -> None:
    """Sorted by file and line, so that a reviewer reads them from top to bottom."""
    write("agencies/b/agency.toml", 'x = 1\nkind = "dins"')
    write("agencies/a/agency.toml", DINKES + "y = 1\nz = 2")
    write("agencies/a/profile.md", b"\n\xff")
    faults = read_agencies(content, OPEN).faults
    assert [(fault.file, fault.line) for fault in faults] == [
        ("agencies/a/agency.toml", 3),
        ("agencies/a/agency.toml", 4),
        ("agencies/a/profile.md", 2),
        ("agencies/b/agency.toml", 1),
        ("agencies/b/agency.toml", 1),
        ("agencies/b/agency.toml", 2),
    ]


def test_a_file_full_of_faults_is_told_in_a_hundred(content: Path, write: Write) -> None:
    """And in no time: nobody reads more, and who wants to stop the portal does not."""
    write("agencies/a/agency.toml", DINKES + "".join(f"kolom{n} = 1\n" for n in range(30_000)))
    assert len(read_agencies(content, OPEN).faults) == 100


@pytest.mark.parametrize("name", ["Dinkes", "dinas kesehatan", "dinkes_", "-dinkes", "a--b", "d\u00efnkes", "a.b"])
def test_a_folder_bears_a_name_that_is_safe_in_an_address(content: Path, write: Write, name: str) -> None:
    """It becomes the agency's address for ever; the other faults of the file are told with it."""
    write(f"agencies/{name}/agency.toml", DINKES + "x = 1")
    registry = read_agencies(content, OPEN)
    assert registry.agencies == ()
    assert registry.broken == {name}
    assert [fault.line for fault in registry.faults] == [0, 3]
    assert "huruf kecil" in registry.faults[0].message


def test_writing_without_an_agency_is_a_fault(content: Path, write: Write) -> None:
    """Somebody's articles would silently not appear; folders without any writing are nobody's business."""
    write("agencies/dinkes/berita.md", "x")
    write("agencies/pictures/foto.jpg", b"x")
    write("agencies/.hidden/a.md", "x")
    write("agencies/README.md", "x")
    registry = read_agencies(content, OPEN)
    assert [str(fault) for fault in registry.faults] == [
        "agencies/dinkes: Folder ini berisi tulisan tetapi belum ada agency.toml di dalamnya. Buat berkas itu."
    ]
    assert registry.broken == {"dinkes"}


def test_no_agencies_are_no_fault(content: Path) -> None:
    """A network begins empty."""
    assert read_agencies(content, OPEN) == Registry((), (), frozenset())


@pytest.mark.parametrize("what", ["agency.toml", "profile.md", "folder", "loop", "all"])
def test_nothing_outside_content_is_read(content: Path, write: Write, what: str) -> None:
    """A link out of content/ is refused, whatever it stands for; the neighbours go on."""
    write("agencies/zeta/agency.toml", DINKES)
    home = content / "agencies/dinkes"
    if what == "all":
        (content / "agencies").rename(content / "old")
        (content / "agencies").symlink_to("../outside")
    elif what in ("folder", "loop"):
        home.symlink_to("../../outside" if what == "folder" else "dinkes")
    else:
        write("agencies/dinkes/agency.toml", DINKES)
        (home / what).unlink(missing_ok=True)
        (home / what).symlink_to("../../../secret.toml")
    registry = read_agencies(content, OPEN)
    assert [agency.slug for agency in registry.agencies] == ([] if what == "all" else ["zeta"])
    assert len(registry.faults) == 1
    assert "tautan ke luar" in registry.faults[0].message


def test_a_link_within_content_is_followed(content: Path, write: Write) -> None:
    """Two agencies may share a profile."""
    write("agencies/a/agency.toml", DINKES)
    write("shared/profile.md", "Sama.")
    (content / "agencies/a/profile.md").symlink_to("../../shared/profile.md")
    assert read_agencies(content, OPEN).agencies[0].profile == "Sama."


# --- decisions.toml ------------------------------------------------------------------------------

DECISION = {
    "do": '"withdraw"',
    "target": '"https://dinkes.contohkab.go.id/berita/123"',
    "reason": '"Angka keliru."',
    "at": "2026-11-21T09:00:00+07:00",
    "by": '"Redaksi Diskominfo"',
}


def decision(**changes: str) -> str:
    fields = {name: value for name, value in {**DECISION, **changes}.items() if value}
    return "[[decision]]\n" + "".join(f"{name} = {value}\n" for name, value in fields.items())


def test_decisions_are_read_in_their_order(content: Path, write: Write) -> None:
    """Moments come in UTC, `with` is `other`, the line is that of the decision, and each field has its own."""
    merge = decision(do='"merge"', target='"/berita/2026/11/satu/"', **{"with": '"/berita/2026/11/dua/"'})
    write("decisions.toml", decision() + "\n" + merge)
    found = read_decisions(content)
    nine = datetime(2026, 11, 21, 2, tzinfo=UTC)
    target, by = "https://dinkes.contohkab.go.id/berita/123", "Redaksi Diskominfo"
    assert (found.faults, found.readable) == ((), True)
    first = {name: 1 + n for n, name in enumerate(DECISION, 1)}
    second = {name: 8 + n for n, name in enumerate((*DECISION, "with"), 1)}
    assert found.decisions == (
        Decision("withdraw", target, "Angka keliru.", nine, by, "", 1, first),
        Decision("merge", "/berita/2026/11/satu/", "Angka keliru.", nine, by, "/berita/2026/11/dua/", 8, second),
    )
    assert (found.decisions[1].line_of("target"), found.decisions[1].line_of("with")) == (10, 14)
    assert Decision("merge", "/a", "x", nine, by, "/b", 8).line_of("with") == 8


DECISION_FAULTS = [
    ({"do": ""}, 1, "'do' belum ada"),
    ({"do": '"withdrawn"'}, 2, "Keputusan 'withdrawn' tidak dikenal; mungkin maksudnya 'withdraw'"),
    ({"do": '"Cabut"'}, 2, "Keputusan 'Cabut' tidak dikenal; mungkin maksudnya 'withdraw'."),
    ({"do": '"koreksi"'}, 2, "Keputusan 'koreksi' tidak dikenal; mungkin maksudnya 'correct'."),
    ({"do": '"viralkan"'}, 2, "Keputusan 'viralkan' tidak dikenal; pilihannya: release, withdraw"),
    ({"alasan": '"x"'}, 7, "Kolom 'alasan' tidak dikenal; mungkin maksudnya 'reason'."),
    ({"target": ""}, 1, "'target' belum ada"),
    ({"target": '"berita/123"'}, 3, "jalur di situs ini"),
    ({"target": '"//evil.com/x"'}, 3, "jalur di situs ini"),
    ({"target": '"/a\\\\b"'}, 3, "jalur di situs ini"),
    ({"target": '"javascript:alert(1)"'}, 3, "jalur di situs ini"),
    ({"reason": ""}, 1, "'reason' belum ada"),
    ({"reason": '" "'}, 4, "'reason' kosong"),
    ({"at": ""}, 1, "'at' belum ada"),
    ({"at": "2026-11-21T09:00:00"}, 5, "tambahkan +07:00"),
    ({"at": "2026-11-21"}, 5, "tanggal dan jam"),
    ({"at": "09:00:00"}, 5, "tanggal dan jam"),
    ({"at": '"2026-11-21T09:00:00+07:00"'}, 5, "tanpa tanda kutip"),
    ({"at": "0001-01-01T00:00:00+07:00"}, 5, "bukan waktu yang wajar"),
    ({"by": ""}, 1, "'by' belum ada"),
    ({"do": '"merge"'}, 1, "'with' belum ada"),
    ({"do": '"merge"', "with": '"dua"'}, 7, "jalur di situs ini"),
    (
        {"target": '"apa saja"'},
        3,
        "Kolom 'target': 'apa saja' memuat spasi atau tanda yang tidak boleh ada dalam alamat. Tulis alamatnya utuh, atau"
        " jalur di situs ini, misalnya /berita/2026/11/judul/.",
    ),
    ({"reasn": '"x"'}, 7, "Kolom 'reasn' tidak dikenal; mungkin maksudnya 'reason'."),
]


@pytest.mark.parametrize(("changes", "line", "told"), DECISION_FAULTS)
def test_a_faulty_decision_is_left_out_and_the_others_apply(
    content: Path, write: Write, changes: dict[str, str], line: int, told: str
) -> None:
    """One editor's slip does not undo another's decision."""
    write("decisions.toml", decision(**changes) + decision(do='"pin"'))
    found = read_decisions(content)
    assert [each.do for each in found.decisions] == ["pin"]
    assert found.readable
    (fault,) = found.faults
    assert (fault.file, fault.line) == ("decisions.toml", line)
    assert told in fault.message


@pytest.mark.parametrize(
    ("text", "readable", "told"),
    [
        (decision() + "x", False, "decisions.toml:7: Baris ini tidak dapat dibaca sebagai TOML."),
        (b"# \xff", False, "decisions.toml:1: Ada huruf yang bukan UTF-8"),
        ("[[decisions]]", False, "decisions.toml:1: Kolom 'decisions' tidak dikenal; mungkin maksudnya 'decision'"),
        ("[decision]", False, "decisions.toml:1: Kolom 'decision' harus berupa bagian berulang; tulis [[decision]]"),
    ],
)
def test_an_unreadable_file_is_marked(
    content: Path, write: Write, text: str | bytes, readable: bool, told: str
) -> None:
    """So that whoever conducts knows whether to keep the decisions it had."""
    write("decisions.toml", text)
    found = read_decisions(content)
    assert (found.decisions, found.readable) == ((), readable)
    assert str(found.faults[0]).startswith(told)


def test_no_decisions_are_no_fault(content: Path) -> None:
    """Most networks never need one."""
    found = read_decisions(content)
    assert (found.decisions, found.faults, found.readable) == ((), (), True)


def test_a_fault_is_one_line(content: Path, write: Write) -> None:
    """Whatever stands in the file: a message goes to a terminal and into a report."""
    write("decisions.toml", decision(target='"\\u001b[2J\\nhttps://x"', do='"' + "a" * 5000 + '"'))
    for fault in read_decisions(content).faults:
        assert isinstance(fault, Fault)
        assert str(fault).isprintable()
        assert len(str(fault)) < 400


def test_what_stands_in_for_a_word_is_a_word_that_there_is() -> None:
    """Every word that is offered in place of another is a field, a decision or a kind that somebody reads."""
    others = [path for path in Path(written.__file__).parent.glob("*.py") if path.stem != "written"]
    source = "".join(path.read_text("utf-8") for path in others)
    assert [word for word in written._SAID if f'"{word}"' not in source] == []
