"""Lists as agencies really keep them: spreadsheets with titles and merged cells, OPML in every state, and hostile ones."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.newsroom import parse_opml, roster
from plugins.newsroom.addresses import address_problem
from plugins.newsroom.model import AGENCY_KINDS
from plugins.newsroom.roster_colors import COLORS, colors_of
from plugins.newsroom.roster_sites import addresses
from plugins.newsroom.roster_words import Candidate, Roster
from plugins.newsroom.written import is_slug


def read(body: str | bytes, name: str = "daftar.csv") -> Roster:
    return roster.read(body.encode() if isinstance(body, str) else body, name, outlines=parse_opml.outlines)


def pairs(found: Roster) -> list[tuple[str, str]]:
    return [(each.name, each.site) for each in found.candidates]


def told(found: Roster) -> str:
    return "\n".join(map(str, found.faults))


TWO = [
    ("Dinas Kesehatan", "https://dinkes.contohkab.go.id"),
    ("Badan Pendapatan Daerah", "https://bapenda.contohkab.go.id"),
]

TABLES = {
    "comma": "Name,Home page\nDinas Kesehatan,https://dinkes.contohkab.go.id\nBadan Pendapatan Daerah,bapenda.contohkab.go.id\n",
    "semicolon": "Nama;Situs\nDinas Kesehatan;dinkes.contohkab.go.id\nBadan Pendapatan Daerah;bapenda.contohkab.go.id",
    "tab": "OPD\tWebsite\r\nDinas Kesehatan\tdinkes.contohkab.go.id\r\nBadan Pendapatan Daerah\tbapenda.contohkab.go.id\r\n",
    "pipe": "OPD|URL\nDinas Kesehatan|dinkes.contohkab.go.id\nBadan Pendapatan Daerah|bapenda.contohkab.go.id\n",
    "old line ends": "OPD;URL\rDinas Kesehatan;dinkes.contohkab.go.id\rBadan Pendapatan Daerah;bapenda.contohkab.go.id\r",
    "sep line": "sep=;\nNama Instansi;Alamat Situs\nDinas Kesehatan;dinkes.contohkab.go.id\nBadan Pendapatan Daerah;bapenda.contohkab.go.id\n",
    "no header": "Dinas Kesehatan;dinkes.contohkab.go.id\nBadan Pendapatan Daerah;bapenda.contohkab.go.id\n",
    "no header, address first": "https://dinkes.contohkab.go.id,Dinas Kesehatan\nhttps://bapenda.contohkab.go.id,Badan Pendapatan Daerah\n",
    "titles above": "Daftar Website OPD Kabupaten Contoh 2026;;;\n;;;\nNo;Perangkat Daerah;Domain;Ket\n1;Dinas Kesehatan;dinkes.contohkab.go.id;aktif\n2;Badan Pendapatan Daerah;bapenda.contohkab.go.id;\n",
    "titles, no header": "Rekap 2026\n\nDinas Kesehatan;dinkes.contohkab.go.id\nBadan Pendapatan Daerah;bapenda.contohkab.go.id\n",
    "two rows of headings": "No;SKPD;Website;\n;;Alamat;Status\n1;Dinas Kesehatan;dinkes.contohkab.go.id;aktif\n2;Badan Pendapatan Daerah;bapenda.contohkab.go.id;mati\n",
    "street and web address": "Nama OPD,Alamat,Alamat Web\nDinas Kesehatan,\"Jalan Merdeka 1, Contoh\",dinkes.contohkab.go.id\nBadan Pendapatan Daerah,\"Jalan Merdeka 2, Contoh\",bapenda.contohkab.go.id\n",
    "header says only address": "Nama OPD;Alamat\nDinas Kesehatan;dinkes.contohkab.go.id\nBadan Pendapatan Daerah;bapenda.contohkab.go.id\n",
    "header again on each page": "Nama OPD;Website\nDinas Kesehatan;dinkes.contohkab.go.id\nNama OPD;Website\nBadan Pendapatan Daerah;bapenda.contohkab.go.id\n",
    "total and signature": "No;Nama OPD;Website\n1;Dinas Kesehatan;dinkes.contohkab.go.id\n2;Badan Pendapatan Daerah;bapenda.contohkab.go.id\n;Jumlah;2\n;;\n;;Contoh, 2 Januari 2026\n;;Kepala Dinas\n",
    "newlines in quotes": 'Nama;Situs\n"Dinas\nKesehatan";"dinkes.contohkab.go.id\n"\n"Badan Pendapatan\r\nDaerah";bapenda.contohkab.go.id\n',
    "capitals": "NAMA OPD;WEBSITE\nDINAS KESEHATAN;DINKES.CONTOHKAB.GO.ID\nBADAN PENDAPATAN DAERAH;HTTPS://BAPENDA.CONTOHKAB.GO.ID/\n",
    "numbers in the names": "OPD;Website\n1. Dinas Kesehatan;dinkes.contohkab.go.id\nb) Badan Pendapatan Daerah;bapenda.contohkab.go.id\n",
}  # fmt: skip


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES.keys())
def test_a_spreadsheet_is_read_however_it_was_exported(table: str) -> None:
    """Separator, headings, titles, numbering, totals and typing do not matter: the two agencies are there, no other."""
    assert pairs(read(table)) == TWO


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_every_encoding_that_spreadsheets_write_is_read(encoding: str) -> None:
    """A byte order mark, none, two bytes a letter, and the old Windows code page."""
    body = "Nama;Situs\nKantor Café “Ayo”;ayo.contohkab.go.id\n".encode(encoding)
    assert pairs(read(body)) == [("Kantor Café “Ayo”", "https://ayo.contohkab.go.id")]


@pytest.mark.parametrize("word", ["-", "", "tidak ada", "Belum ada", "belum punya website", "N/A", "nihil", "x", "--"])
def test_an_agency_without_a_site_is_kept(word: str) -> None:
    """It can write Markdown, whatever word the list has for nothing; there is nothing to complain of."""
    found = read(f"OPD;Website;Telepon\nDinas A;a.contohkab.go.id;\nDinas Sosial;{word};0290\n")
    assert pairs(found)[1:] == [("Dinas Sosial", "")]
    assert not found.faults


def test_what_is_no_site_is_told_with_its_line() -> None:
    """An e-mail address, an account at a social network, a remark, this machine: the agency stays with what strayed
    there, for the call; a list that has a feed beside it is told."""
    found = read(
        "Nama,Website,Kontak,RSS\nDinas A,humas@contohkab.go.id,,\nDinas B,instagram.com/dinasb,,\nDinas C,lihat brosur,,\n"
        "Dinas D,d.contohkab.go.id atau www.lain.contohkab.go.id,,\nDinas E,localhost:8000,,\n"
        "Dinas F,facebook.com/f,,f.contohkab.go.id/feed\n"
    )
    sites = ["", "", "", "https://d.contohkab.go.id", "", "https://f.contohkab.go.id"]
    assert [site for _, site in pairs(found)] == sites
    assert [each.stray for each in found.candidates] == [
        ("humas@contohkab.go.id", "mail"), ("https://instagram.com/dinasb", "social"), ("lihat brosur", "unclear"), None,
        ("localhost:8000", "unclear"), None,
    ]  # fmt: skip
    assert [fault.line for fault in found.faults] == [5, 7]
    assert "facebook.com/f" in told(found)
    assert found.candidates[0].contact == "humas@contohkab.go.id"
    two = read("Nama;Situs\nDinas A;instagram.com/a\nDinas A;a.contohkab.go.id\n").candidates
    assert [(each.site, each.stray) for each in two] == [("https://a.contohkab.go.id", None)]


@pytest.mark.parametrize("heads", ["", "Nama Instansi;Situs\n", "Dinas/Badan;Website\n", "OPD;Situs\n"])
def test_an_agency_whose_site_is_a_remark_is_not_lost(heads: str) -> None:
    """What is written instead of an address may sound like a heading: such agencies are telephoned, and only headings
    that are printed once more are passed over."""
    remarks = ["website diretas", "belum punya website", "situs mati", "menunggu domain", "ini bukan situs"]
    lines = [f"Dinas Urusan {n};{remark}" for n, remark in enumerate(remarks)]
    table = f"{heads}Dinas Pertama;https://pertama.example/\n" + "\n".join([*lines[:3], heads.strip(), *lines[3:]])
    named = [name for name, _ in pairs(read(table))]
    assert named == ["Dinas Pertama", *(f"Dinas Urusan {n}" for n in range(5))]


@pytest.mark.parametrize(
    ("table", "columns", "siteless"),
    [
        ("Nama OPD;Alamat Kantor;Telp\nDinas A;Jalan 1;0290\n", "'Nama OPD', 'Alamat Kantor', 'Telp'", True),
        ("Nama Instansi\nDinas A\nDinas B\n", "'Nama Instansi'", True),
        ("Rekap\n\nKode;Uraian\n1;Dinas A\n", "'Kode', 'Uraian'", False),
    ],
)
def test_a_list_without_a_column_of_sites_is_a_question(table: str, columns: str, siteless: bool) -> None:
    """Nobody is taken for an agency without a site: one line names the columns and asks for a heading."""
    found = read(table)
    assert (found.candidates, found.siteless) == ((), siteless)
    assert f"Kolom yang terbaca: {columns}. Beri judul 'Situs'" in told(found)
    assert len(found.faults) == 1
    empty = read("Nama;Situs\nDinas A;\n")
    assert (pairs(empty), empty.siteless) == ([("Dinas A", "")], False)


@pytest.mark.parametrize(
    "head",
    ["No. Telp", "No HP", "NoHP", "Telepon", "WA", "HP", "Kontak Person", "CP", "PIC", "Narahubung", "Contact", "Phone",
     "Kontak (nama dan nomor HP pengelola situs web)"],
)  # fmt: skip
def test_a_telephone_is_kept_for_the_call(head: str) -> None:
    """Whatever its column is called; a person and an e-mail address beside it are kept, too."""
    found = read(f"No;Nama OPD;{head};Website;Admin;Email\n1;Dinas A;0812-1;a.contohkab.go.id;Subbag Umum;-\n")
    assert [each.contact for each in found.candidates] == ["0812-1, Subbag Umum"]


def test_a_folder_that_the_list_names_is_taken() -> None:
    """From a column Folder or Slug, or from a code that will do; a code in numbers is passed over in silence."""
    for head, cell, slug in [
        ("Folder", "sosial", "sosial"), ("Slug", "sosial", "sosial"), ("Kode", "sosial-p3a", "sosial-p3a"),
        ("Kode OPD", "1.06.0.00", "dinsos"), ("Kode", "7", "dinsos"), ("Kode", "DINSOS P3A", "dinsos"),
    ]:  # fmt: skip
        found = read(f"{head};Nama OPD;Situs\n{cell};Dinas Sosial;a.contohkab.go.id\n")
        assert [(each.name, each.slug) for each in found.candidates] == [("Dinas Sosial", slug)], head
        assert not found.faults
    assert "bukan huruf kecil" in told(read("Folder;Nama;Situs\nDinas X;Dinas Sosial;a.contohkab.go.id\n"))


def test_every_column_is_taken_by_its_heading() -> None:
    """Indonesian headings in any order, with contact, kind, short name and feed."""
    found = read(
        "Kontak Admin;Singkatan;Link RSS;Jenis;Nama Instansi;Situs Web\n"
        "0812 0000 0000;Damkar;https://x.contohkab.go.id/rss;Badan;Pemadam;x.contohkab.go.id\n"
    )
    one = found.candidates[0]
    assert (one.contact, one.short, one.kind, one.name) == ("0812 0000 0000", "Damkar", "badan", "Pemadam")
    assert [feed.url for feed in one.feeds] == ["https://x.contohkab.go.id/rss"]


def test_sections_and_headings_say_what_bare_names_are() -> None:
    """Under KECAMATAN, or below the heading Nama Desa, a place's name becomes the agency's; others stay."""
    found = read("No;OPD;Website\n;KECAMATAN;\n1;Sumberjati;sumberjati.contohkab.go.id\n2;Dinas Sosial;-\n")
    assert [(each.name, each.kind) for each in found.candidates] == [
        ("Kecamatan Sumberjati", "kecamatan"),
        ("Dinas Sosial", "dinas"),
    ]
    assert pairs(read("Nama Desa,Kecamatan,Website\nKarangasri,Sumberjati,karangasri.desa.id\n")) == [
        ("Desa Karangasri", "https://karangasri.desa.id")
    ]


def test_a_lost_quotation_mark_swallows_no_row() -> None:
    """Neither to the end of the file nor to the next quotation mark; the line is told."""
    found = read('Nama;Situs\n"Dinas A;a.contohkab.go.id\nDinas B;b.contohkab.go.id\nDinas C;c.contohkab.go.id;"\n')
    assert [name for name, _ in pairs(found)] == ["Dinas A", "Dinas B", "Dinas C"]
    assert found.faults[0].line == 2


def test_the_same_agency_twice_is_joined_and_told() -> None:
    """By its site or by its name; what the second line adds is kept. Two villages may share a name."""
    found = read(
        "Nama;Situs;Kontak\nDinas Kesehatan;dinkes.contohkab.go.id;\nDinkes;http://www.dinkes.contohkab.go.id/;0290\n"
        "DINAS KESEHATAN;lain.contohkab.go.id;\nDesa Maju;maju.desa.id;\nDesa Maju;majubulu.desa.id;\n"
    )
    assert [site for _, site in pairs(found)] == [
        "https://dinkes.contohkab.go.id", "https://maju.desa.id", "https://majubulu.desa.id",
    ]  # fmt: skip
    assert found.candidates[0].contact == "0290"
    assert [fault.line for fault in found.faults] == [3, 4]
    assert "lain.contohkab.go.id tidak dipakai" in told(found)


def test_agencies_on_one_host_stay_apart() -> None:
    """Folders and ports of one machine are sites of their own."""
    found = read("Nama;Situs\nA;contohkab.go.id/a\nB;contohkab.go.id/b\nC;http://127.0.0.1:81\nD;http://127.0.0.1:82\n")
    assert len(found.candidates) == 4
    assert not found.faults


@pytest.mark.parametrize("site", ["", "https://kab.example"])
def test_agencies_on_one_host_with_feeds_of_their_own_stay_apart(site: str) -> None:
    """A host's folders, or the sites of one WordPress: another name and another feed is another agency, also where
    the list names one site for all of them. The same name is the same agency, and so is the same feed."""
    found = read(
        "Nama;Situs;Umpan\n"
        f"Kecamatan Sumberjati;{site};https://kab.example/sumberjati/feed/\n"
        f"Kecamatan Banyubiru;{site};https://kab.example/banyubiru/feed/\n"
        f"KECAMATAN SUMBERJATI;{site};https://kab.example/sumberjati/agenda.ics\n"
        f"Kec. Banyu Biru;{site};https://kab.example/banyubiru/feed/\n"
    )
    assert [(c.name, [feed.url for feed in c.feeds]) for c in found.candidates] == [
        ("Kecamatan Sumberjati", ["https://kab.example/sumberjati/feed/", "https://kab.example/sumberjati/agenda.ics"]),
        ("Kecamatan Banyubiru", ["https://kab.example/banyubiru/feed/"]),
    ]  # fmt: skip
    assert [fault.line for fault in found.faults] == [5]


def test_a_crowd_on_one_host_is_read() -> None:
    """Five thousand names with five thousand feeds are five thousand agencies."""
    found = read("Nama;Umpan\n" + "".join(f"Desa Maju {n};https://kab.example/d{n}/feed/\n" for n in range(5000)))
    assert len({each.feeds for each in found.candidates}) == len(found.candidates) == 5000


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (b"PK\x03\x04rest", "Simpan Sebagai"),
        (b"\xd0\xcf\x11\xe0rest", "Excel lama"),
        (b"%PDF-1.7", "PDF"),
        (b"<html><table><tr><td>Dinas", "bukan OPML dan bukan CSV"),
        (b"", "Tidak ada instansi"),
        (b"sebuah surat biasa\ntanpa daftar apa pun\n", "Tidak ada instansi"),
        (b"a" * (roster.LARGEST + 1), "lebih besar"),
    ],
)
def test_what_is_no_list_is_refused_with_a_way_out(body: bytes, said: str) -> None:
    """A workbook, a PDF, a web page, a letter, too much: no agency is made up, and the sentence says what to do."""
    found = read(body)
    assert not found.candidates
    assert said in told(found)


def test_an_address_is_mended_as_far_as_it_is_plain() -> None:
    """Misspelt schemes, spaces, a remark or a full stop behind it; plain http stays plain, and nothing is guessed."""
    for typed, meant in [
        ("htpps:// dinkes.contohkab.go.id .", "https://dinkes.contohkab.go.id"),
        ("http//dinkes.contohkab.go.id/berita (baru)", "http://dinkes.contohkab.go.id/berita"),
        ("https;//dinkes.contohkab.go.id,", "https://dinkes.contohkab.go.id"),
        ("WWW.Contoh.Biz", "https://www.contoh.biz"),
        ("http://127.0.0.1:8080/x?y=1", "http://127.0.0.1:8080/x?y=1"),
        ("http://contohkab.go.id:99999/", "http://contohkab.go.id"),
        ("dinkes.contohkab.go.id:8080", "https://dinkes.contohkab.go.id:8080"),
        ("127.0.0.1:28263", "https://127.0.0.1:28263"),
        ("situs: 127.0.0.1:28263/berita (uji)", "https://127.0.0.1:28263/berita"),
        ("192.168.1.1", "https://192.168.1.1"),
    ]:
        assert addresses(typed) == [meant]
    for typed in (
        "Nama Pejabat, S.Pd",
        "a.n. Camat",
        "0812.0000.0000",
        "humas@contohkab.go.id",
        "versi 192.168.1.1",
        "1.02.0.00",
        "1.02.2.14.0.00.01.0000",
        "7.33.24.10.20:80",
        "300.2.2.1:80",
        "localhost:8000",
        "javascript:x",
    ):
        assert addresses(typed) == []


def test_a_flood_of_rows_is_bounded() -> None:
    """Five thousand agencies at most, and that is told."""
    found = read("Nama;Situs\n" + "".join(f"Dinas {n};d{n}.contohkab.go.id\n" for n in range(6000)))
    assert len(found.candidates) == roster.MOST
    assert "5000 baris pertama" in told(found)


# --- OPML ------------------------------------------------------------------------------------------


def test_opml_of_a_reader_is_read_with_its_groups() -> None:
    """Nested groups, missing home pages, `title` for `text`, a link without a feed."""
    found = read(
        '<?xml version="1.0"?><opml version="1.1"><body><outline text="Daerah"><outline title="Kecamatan">'
        '<outline text="Sumberjati" xmlUrl="https://s.contohkab.go.id/feed/"/></outline></outline>\n'
        '<outline title="Dinas Sosial" TYPE="RSS" xmlurl="https://d.contohkab.go.id/rss" htmlurl="https://d.contohkab.go.id"/>'
        '<outline text="BPBD" type="link" url="https://bpbd.contohkab.go.id"/><outline text="Kosong"/></body></opml>'
    )
    assert [(e.name, e.kind, e.site, len(e.feeds)) for e in found.candidates] == [
        ("Kecamatan Sumberjati", "kecamatan", "https://s.contohkab.go.id", 1),
        ("Dinas Sosial", "dinas", "https://d.contohkab.go.id", 1),
        ("BPBD", "badan", "https://bpbd.contohkab.go.id", 0),
    ]
    assert [each.line for each in found.candidates] == [1, 2, 2]


def test_broken_opml_is_read_as_far_as_it_goes() -> None:
    """Bare ampersands, unknown entities, markup in names, an end that is missing: those who can be read are, and it is told."""
    found = read(
        '<opml><body><outline text="A & B" xmlUrl="https://a.contohkab.go.id/feed/"/><outline text="&nbsp;C &lt;b&gt;c&lt;/b&gt;"'
        ' htmlUrl="https://c.contohkab.go.id"/><outline text="D" xmlUrl="https://d.contohkab.go.id/fe'
    )
    assert [site for _, site in pairs(found)] == ["https://a.contohkab.go.id", "https://c.contohkab.go.id"]
    assert "<" not in found.candidates[1].name
    assert "rusak" in told(found)


OUTLINE = '<outline text="{0}" xmlUrl="https://a.contohkab.go.id/feed/"/>'
ENTITIES = {
    "internal": '<!DOCTYPE opml [<!ENTITY e "RAHASIA">]>',
    "external": '<!DOCTYPE opml [<!ENTITY e SYSTEM "file:///etc/passwd">]>',
    "parameter": '<!DOCTYPE opml [<!ENTITY % p SYSTEM "http://127.0.0.1:9/x.dtd"> %p;]>',
    "laughs": '<!DOCTYPE opml [<!ENTITY a "haha"><!ENTITY b "&a;&a;"><!ENTITY e "&b;&b;">]>',
    "small letters": '<!doctype opml [<!entity e "RAHASIA">]>',
}


@pytest.mark.parametrize("prolog", ENTITIES.values(), ids=ENTITIES.keys())
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_opml_that_defines_entities_is_refused(prolog: str, encoding: str) -> None:
    """Whatever they stand for, and however the bytes are written: nothing is expanded, nothing fetched."""
    found = read((prolog + "<opml><body>" + OUTLINE.format("&e;") + "</body></opml>").encode(encoding))
    assert not found.candidates
    assert "entitas" in told(found)


def test_a_bare_doctype_is_dropped() -> None:
    """It names a file elsewhere, and nobody asks for it; the list is read."""
    found = read(
        '<!DOCTYPE opml SYSTEM "http://127.0.0.1:9/opml.dtd"><opml><body>' + OUTLINE.format("A") + "</body></opml>"
    )
    assert pairs(found) == [("A", "https://a.contohkab.go.id")]


def test_entities_are_not_expanded_wherever_they_hide() -> None:
    """A DOCTYPE behind the root is no DOCTYPE, and includes are no outlines."""
    found = read(
        '<opml xmlns:xi="http://www.w3.org/2001/XInclude"><!DOCTYPE x><body><xi:include href="file:///etc/passwd"/>'
        + OUTLINE.format("A &e;") + "</body></opml>"
    )  # fmt: skip
    assert "root:" not in repr(found)
    assert [each.site for each in found.candidates] in ([], ["https://a.contohkab.go.id"])


@pytest.mark.parametrize("depth", [60, 1000, 100_000])
def test_a_deep_opml_is_read_no_deeper_than_it_may(depth: int) -> None:
    """What lies too deep is left out and told; what lies beside it is read, unless the parser itself gave up."""
    body = '<outline text="g">' * depth + OUTLINE.format("dalam") + "</outline>" * depth
    found = read(f'<opml><body><outline text="B" htmlUrl="https://b.contohkab.go.id"/>{body}</body></opml>')
    assert pairs(found) == [("B", "https://b.contohkab.go.id")]
    assert found.faults


def test_a_long_opml_is_bounded() -> None:
    """Five thousand outlines at most."""
    rows = "".join(f'<outline text="A{n}" htmlUrl="https://a{n}.contohkab.go.id"/>' for n in range(6000))
    found = read(f"<opml><body>{rows}</body></opml>")
    assert len(found.candidates) == parse_opml.MOST
    assert "pertama" in told(found)


# --- names -----------------------------------------------------------------------------------------

KINDS = [
    ("Dinas Kesehatan", "dinas"), ("Diskominfo", "dinas"), ("Dinas Pemberdayaan Masyarakat dan Desa", "dinas"),
    ("Badan Keuangan", "badan"), ("BPBD Kabupaten Contoh", "badan"), ("BKPSDM", "badan"), ("Bappeda", "badan"),
    ("Kantor Kesbangpol", "badan"), ("Kecamatan Bulu", "kecamatan"), ("Kec. Bulu", "kecamatan"), ("Kelurahan Sari", "kelurahan"),
    ("Desa Maju", "desa"), ("Nagari Koto", "desa"), ("Gampong Baro", "desa"), ("Pekon Ampai", "desa"), ("Pemerintah Desa Maju", "desa"),
    ("RSUD dr. Contoh", "rsud"), ("UPTD Puskesmas Sari", "puskesmas"), ("Puskesmas Sari", "puskesmas"),
    ("Polres Contoh", "instansi_vertikal"), ("Polsek Bulu", "instansi_vertikal"), ("Kodim 0799", "instansi_vertikal"),
    ("Koramil 01", "instansi_vertikal"), ("Kejaksaan Negeri Contoh", "instansi_vertikal"), ("Pengadilan Agama", "instansi_vertikal"),
    ("Kantor Imigrasi Kelas I", "instansi_vertikal"), ("Lapas Kelas IIB", "instansi_vertikal"), ("Rutan Contoh", "instansi_vertikal"),
    ("Kantor Pertanahan (BPN)", "instansi_vertikal"), ("Kantor Kementerian Agama", "instansi_vertikal"), ("Kemenag", "instansi_vertikal"),
    ("Badan Pusat Statistik", "instansi_vertikal"), ("BPS Contoh", "instansi_vertikal"), ("KPP Pratama Contoh", "instansi_vertikal"),
    ("KPPN Contoh", "instansi_vertikal"), ("BPJS Kesehatan", "instansi_vertikal"), ("BNNK Contoh", "instansi_vertikal"),
    ("Bea Cukai Contoh", "instansi_vertikal"), ("BMKG Contoh", "instansi_vertikal"), ("KPU Kabupaten", "penyelenggara_pemilu"),
    ("Bawaslu", "penyelenggara_pemilu"), ("Panwaslu", "penyelenggara_pemilu"), ("PDAM Tirta", "bumd"), ("Perumda Air Minum", "bumd"),
    ("PT Contoh (Perseroda)", "bumd"), ("BPR Contoh", "bumd"), ("Bank Daerah Contoh", "bumd"), ("PLN UP3", "bumn_cabang"),
    ("PT Pertamina", "bumn_cabang"), ("Telkom", "bumn_cabang"), ("Pos Indonesia", "bumn_cabang"), ("Inspektorat Daerah", "inspektorat"),
    ("Sekretariat Daerah", "setda"), ("Bagian Hukum", "setda"), ("Setda", "setda"), ("Prokopim", "kepala_daerah"),
    ("Bupati Contoh", "kepala_daerah"), ("Wali Kota Contoh", "kepala_daerah"), ("Sekretariat DPRD", "setwan"), ("Setwan", "setwan"),
    ("Satpol PP", "satpol_pp"), ("Satuan Polisi Pamong Praja", "satpol_pp"), ("UPTD Metrologi", "uptd"), ("Balai Benih", "uptd"),
    ("SMP Negeri 1", "sekolah"), ("SMAN 2 Contoh", "sekolah"), ("SD Maju", "sekolah"), ("Universitas Negeri Contoh", "ptn"),
    ("Politeknik Negeri", "ptn"), ("Institut Seni", "ptn"), ("RRI Contoh", "lpp"), ("TVRI", "lpp"), ("LPPL Radio Contoh", "lpp"),
    ("Radio Suara Contoh", "lpp"), ("KIM Sumberjati", "komunitas"), ("TP PKK", "komunitas"), ("FKUB", "komunitas"),
    ("Karang Taruna", "komunitas"), ("Forkopimda", "forkopimda"), ("Sesuatu yang Lain", "dinas"), ("", "dinas"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "kind"), KINDS)
def test_a_name_tells_its_kind(name: str, kind: str) -> None:
    """The usual Indonesian names, long and short; in doubt a dinas."""
    assert roster.kind_of(name) == kind
    assert kind in AGENCY_KINDS


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Dinas Kesehatan", "Dinkes"),
        ("Dinas Kesehatan Kabupaten Contoh", "Dinkes"),
        ("DINAS KOMUNIKASI DAN INFORMATIKA", "Diskominfo"),
        ("Dinas Komunikasi, Informatika, Statistik dan Persandian", "Diskominfo"),
        ("Badan Penanggulangan Bencana Daerah", "BPBD"),
        ("Dinas Pekerjaan Umum dan Penataan Ruang", "DPUPR"),
        ("Dinas Perpustakaan dan Kearsipan (Dinarpus)", "Dinarpus"),
        ("Kecamatan Sumberjati", "Kec. Sumberjati"),
        ("Dinas Kesehatan Hewan", ""),
        ("PT PLN (Persero)", ""),
        ("Bupati Contoh", ""),
    ],
)
def test_only_an_abbreviation_that_everybody_uses_is_given(name: str, short: str) -> None:
    """Where names differ from region to region, none is made up."""
    assert roster.short_of(name) == short


@pytest.mark.parametrize(
    ("name", "site", "slug"),
    [
        ("Dinas Kesehatan", "https://dinkes.contohkab.go.id", "dinkes"),
        ("Dinas Kependudukan dan Pencatatan Sipil", "https://www.dukcapil.contohkab.go.id/", "dukcapil"),
        ("Badan Pusat Statistik Kabupaten Contoh", "https://contohkab.bps.go.id", "bps"),
        ("KPU Kabupaten Contoh", "https://kab-contoh.kpu.go.id", "kpu"),
        ("Dinas Sosial", "https://ppid.contohkab.go.id", "dinsos"),
        ("Dinas Sosial", "https://contohkab.go.id/dinsos", "dinsos"),
        ("Dinas Sosial", "http://127.0.0.1:8000", "dinsos"),
        ("Kecamatan Sumberjati", "https://sumberjati.contohkab.go.id", "kec-sumberjati"),
        ("Pemerintah Desa Karang Asri Kecamatan Bulu", "https://karangasri.desa.id", "desa-karang-asri"),
        ("Nagari Koto Baru", "", "desa-koto-baru"),
        ("Kelurahan Sari Kota Contoh", "", "kel-sari"),
        ("UPTD Puskesmas Wanasari", "", "puskesmas-wanasari"),
        ("Wali Kota Contoh", "", "wali-kota-contoh"),
        ("العربية", "", "instansi"),
        ("Dinas Sosial, Pemberdayaan Perempuan dan Perlindungan Anak", "", "dinas-sosial-pemberdayaan"),
        (
            "Dinas Sosial, Pemberdayaan Perempuan dan Perlindungan Anak",
            "https://dinsosp3a.contohkab.go.id",
            "dinsosp3a",
        ),
        ("Dinas Pangan dan Perikanan", "", "dinas-pangan-perikanan"),
        ("Sekolah Dasar Negeri 1 Sumberjati Kulon", "", "sekolah-dasar-negeri-1-sumberjati-kulon"),
        ("127.0.0.1", "http://127.0.0.1:28263", "instansi"),
        ("www.youtube.com", "https://www.youtube.com/@contohkab", "instansi"),
        ("dinkes.contohkab.go.id", "https://dinkes.contohkab.go.id", "dinkes"),
    ],
)
def test_a_folder_is_named_as_people_would(name: str, site: str, slug: str) -> None:
    """By the host where it abbreviates the name, never by a region's or nobody's host; villages by rank and name."""
    assert roster.slug_of(name, site) == slug


def test_every_agency_gets_a_colour_that_can_be_read() -> None:
    """A dozen hues, each with a contrast of 4.5 on white (WCAG 2.2); one slug always has the same, slugs differ."""

    def light(color: str) -> float:
        parts = [int(color[n : n + 2], 16) / 255 for n in (1, 3, 5)]
        red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    assert len(set(COLORS)) == 12
    assert min(1.05 / (light(color) + 0.05) for color in COLORS) >= 4.5
    assert colors_of(["dinkes"]) == {"dinkes": "#3f6212"}


def test_colours_are_spread_over_the_palette() -> None:
    """Nobody shares a colour while one is free, nobody a colour of two while one has one; who stands counts, whatever
    was chosen for him; the same list gives the same colours."""
    slugs = [f"desa-{n}" for n in range(40)]
    given = colors_of(slugs)
    assert given == colors_of(slugs)
    for many in (1, 6, 12, 30, 40):
        counts = Counter(list(given.values())[:many])
        assert max(counts.values()) == -(-many // len(COLORS))
    standing = ["#123456", *COLORS[:5], *COLORS[6:]]
    assert colors_of(["dinkes"], standing) == {"dinkes": COLORS[5]}


@pytest.mark.parametrize(
    ("line", "slug"),
    [
        ("Dinas Komunikasi dan Informatika;kominfo.contohkab.go.id;Diskominfotik", "diskominfotik"),
        ("Dinas Kesehatan;;DKK", "dkk"),
        ("Satuan Polisi Pamong Praja;;Satpol PP", "satpol-pp"),
        ("Dinas Kesehatan;;-", "dinkes"),
        ("Dinas Kesehatan;;123", "dinkes"),
        ("Desa Sidomakmur;;Sidomakmur", "desa-sidomakmur"),
        ("Kecamatan Sumberjati;;Kec. Sumberjati", "kec-sumberjati"),
        ('Dinas Kesehatan;;"../../xy z"', "xy-z"),
    ],
)
def test_a_lists_own_abbreviation_names_the_folder(line: str, slug: str) -> None:
    """Before what the host or the custom calls it, so that the address is the name that people use; where the rank
    belongs to a place it stays before it. What is no word names nobody."""
    (one,) = read(f"Nama;Situs;Singkatan\n{line}\n").candidates
    assert one.slug == slug


@given(st.text(max_size=120), st.text(max_size=60))
def test_a_folder_has_a_slug_whatever_the_list_says(name: str, site: str) -> None:
    """For any name and any site the result is a slug, the kind a kind, and nothing is raised."""
    for address in (site, f"https://{site}.go.id"):
        assert is_slug(roster.slug_of(name, address))
    assert roster.kind_of(name) in AGENCY_KINDS
    roster.short_of(name)


@given(st.text(max_size=200))
def test_an_address_that_is_taken_from_a_cell_is_one(cell: str) -> None:
    """Whatever somebody typed, what comes out is absolute http(s) with a host and no user."""
    for prefix in ("", "http://", "www.contohkab.go.id/", "dinkes.contohkab.go.id "):
        for address in addresses(prefix + cell):
            assert not re.search(r"[\s<>\"]", address)
            assert address_problem(address) == ""


@given(st.lists(st.lists(st.text(max_size=20), min_size=1, max_size=4), max_size=8), st.sampled_from(",;\t"))
def test_no_table_breaks_the_reading(rows: list[list[str]], separator: str) -> None:
    """Any cells below the headings: plain names of one line, slugs and addresses come out, and nothing is raised."""
    body = "Nama;Situs\n".replace(";", separator) + "\n".join(separator.join(row) for row in rows)
    for each in read(body.encode("utf-8", "replace")).candidates:
        assert isinstance(each, Candidate)
        assert each.name
        assert each.name.isprintable()
        assert is_slug(each.slug)
        assert not each.site or address_problem(each.site) == ""


def test_a_kind_that_is_none_is_told_once_with_the_nearest() -> None:
    """With the first line that has it; a kind that is known, or a cell that says nothing, is not a word."""
    found = read(
        "Nama;Situs;Jenis\nPerhubungan;a.go.id;Dnas\nSosial;b.go.id;Dnas\nArsip;c.go.id;badan\nPangan;d.go.id;-\n"
        "Karang;e.go.id;xyzzy\n"
    )
    assert [(fault.line, fault.message.split(",")[0]) for fault in found.faults] == [
        (2, "Jenis 'Dnas' tidak dikenal"), (6, "Jenis 'xyzzy' tidak dikenal"),
    ]  # fmt: skip
    assert found.faults[0].message.endswith("Mungkin maksudnya 'Dinas'.")
    assert "Yang dikenal: Kepala daerah, " in found.faults[1].message
    assert [each.kind for each in found.candidates] == ["dinas", "dinas", "badan", "dinas", "dinas"]


def test_a_folders_name_that_is_none_is_told_by_its_heading() -> None:
    """The column is called Folder in the guide; whoever wrote there reads that word again."""
    found = read("Nama;Folder;Situs\nDinas Kebudayaan;Disbud Par;a.go.id\n")
    assert told(found).count("Folder 'Disbud Par' bukan huruf kecil") == 1
