"""Articles and pages as contributors write them: what is read, and what they are told, with file and line."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from plugins.newsroom import dates
from plugins.newsroom.contributed import (
    COMMON,
    OF_KIND,
    RESERVED,
    Page,
    article_files,
    page_files,
    read_article,
    read_page,
)
from plugins.newsroom.markup import render
from plugins.newsroom.model import STORY_KINDS, Entry, Fault, PictureRef

read = partial(read_article, timezone="Asia/Jakarta", parse_date=dates.parse)

HEAD = "Title: Posyandu\nDate: 2026-11-21 13:30\n"
BODY = "\nIsi.\n"
NAME = "agencies/dinkes/posyandu.md"

Write = Callable[..., Path]


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A content/ with one picture in an agency's folder, and a picture and a text outside."""
    (tmp_path / "outside.png").write_bytes(b"x")
    (tmp_path / "outside.md").write_text(HEAD + BODY, encoding="utf-8")
    home = tmp_path / "content"
    (home / "agencies/dinkes/folder.png").mkdir(parents=True)
    (home / "agencies/dinkes/foto rapat.JPG").write_bytes(b"x")
    (home / "agencies/dinkes/gambar.svg").write_bytes(b"x")
    (home / "agencies/dinkes/.env.png").write_bytes(b"x")
    (home / "agencies/dinkes/link.png").symlink_to(tmp_path / "outside.png")
    return home


@pytest.fixture
def write(content: Path) -> Write:
    """Puts a Markdown file into content/, an article of dinkes unless named otherwise."""

    def put(text: str | bytes, name: str = NAME) -> Path:
        path = content / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    return put


def entry(content: Path, path: Path) -> Entry:
    found = read(content, path)
    assert isinstance(found, Entry), [str(fault) for fault in found]
    return found


def faults(content: Path, path: Path) -> list[Fault]:
    found = read(content, path)
    assert isinstance(found, list)
    return found


# --- articles ------------------------------------------------------------------------------------


def test_a_whole_article_is_read(content: Path, write: Write) -> None:
    """Every common field; its address in content/ is its identity, its picture is beside it."""
    path = write(
        """\
title: Posyandu   Keliling
DATE: Sabtu, 21 November 2026 pukul 13.30 WITA
Kind: Pengumuman
Summary: Jadwal bulan ini
   dan bulan depan: lengkap
Tags: Kesehatan, Ibu & Anak, , Kesehatan
Picture: foto rapat.JPG
Alt: Meja pelayanan
Credit: Humas
Author: Humas Dinas Kesehatan

Halo **semua** <script>.

[rahasia]({attach}../../.env)
""",
    )
    assert entry(content, path) == Entry(
        guid=NAME,
        url="",
        title="Posyandu Keliling",
        summary="Jadwal bulan ini dan bulan depan: lengkap",
        content="<p>Halo <strong>semua</strong> &lt;script&gt;.</p>\n<p><span>rahasia</span></p>",
        published="2026-11-21T05:30:00Z",
        author="Humas Dinas Kesehatan",
        tags=("Kesehatan", "Ibu & Anak"),
        pictures=(PictureRef("file:agencies/dinkes/foto rapat.JPG", "Meja pelayanan", "Humas"),),
        kind="pengumuman",
        fields={},
    )


@pytest.mark.parametrize(
    "text",
    [
        HEAD + BODY,
        "\n  \n" + HEAD + " \t\n" + BODY,
        "\ufeff" + HEAD + BODY,
        (HEAD + BODY).replace("\n", "\r\n"),
        (HEAD + BODY).replace("\n", "\r"),
        HEAD + "Summary:\nKind: \nPicture:\n" + BODY,
    ],
)
def test_a_title_and_a_date_are_enough(content: Path, write: Write, text: str) -> None:
    """However the file was saved; an empty optional field is as good as none."""
    found = entry(content, write(text))
    assert (found.kind, found.title, found.published) == ("berita", "Posyandu", "2026-11-21T06:30:00Z")
    assert (found.content, found.pictures, found.summary) == ("<p>Isi.</p>", (), "")


@pytest.mark.parametrize(
    ("zone", "date", "published"),
    [
        ("Asia/Jakarta", "2026-11-21 13:30", "2026-11-21T06:30:00Z"),
        ("Asia/Jayapura", "2026-11-21 13:30", "2026-11-21T04:30:00Z"),
        ("Asia/Jayapura", "2026-11-21T13:30:00+07:00", "2026-11-21T06:30:00Z"),
        ("Asia/Makassar", "21 November 2026", "2026-11-20T16:00:00Z"),
        ("Asia/Makassar", "21/11/2026 13.30 WIB", "2026-11-21T06:30:00Z"),
    ],
)
def test_a_date_without_a_clock_is_in_the_time_of_the_network(
    content: Path, write: Write, zone: str, date: str, published: str
) -> None:
    """One that names its clock keeps it."""
    path = write(f"Title: T\nDate: {date}\n{BODY}")
    found = read_article(content, path, timezone=zone, parse_date=dates.parse)
    assert isinstance(found, Entry)
    assert found.published == published


@pytest.mark.parametrize(
    ("kind", "lines", "fields"),
    [
        (
            "agenda",
            "Starts: 2026-11-25 08:00\nEnds: 25 November 2026 12.00 WIB\nPlace: Aula\nState: ditunda",
            {
                "Starts": "2026-11-25T01:00:00Z",
                "Ends": "2026-11-25T05:00:00Z",
                "Place": "Aula",
                "State": "Ditunda",
            },
        ),
        ("agenda", "Starts: 2026-11-25", {"Starts": "2026-11-24T17:00:00Z"}),
        (
            "agenda",
            "Starts: 2026-11-25\nEnds: 2026-11-25",
            {"Starts": "2026-11-24T17:00:00Z", "Ends": "2026-11-25T16:59:59Z"},
        ),
        (
            "klarifikasi",
            "Claim: Vaksin berbayar\nVerdict: belum terbukti\nEvidence: SE Bupati",
            {"Claim": "Vaksin berbayar", "Verdict": "Belum terbukti", "Evidence": "SE Bupati"},
        ),
        ("peringatan", "Until: 25 November 2026", {"Until": "2026-11-25T16:59:59Z"}),
        ("peringatan", "Until: 2026-11-25 00:00", {"Until": "2026-11-24T17:00:00Z"}),
        ("peringatan", "Until: 25.11.2026", {"Until": "2026-11-25T16:59:59Z"}),
        ("peringatan", "Until: 25/11/2026 24.00", {"Until": "2026-11-25T17:00:00Z"}),
        ("peringatan", "Until: pukul 0, 25/11/2026", {"Until": "2026-11-24T17:00:00Z"}),
        ("peringatan", "Until: 2026-11-24T17:00Z", {"Until": "2026-11-24T17:00:00Z"}),
        (
            "peringatan",
            "Until: 2026-11-25 18:00\nHazard: Banjir\nAffected: Warga tepi sungai\nEvacuation: Balai desa\n"
            "Avoid: Jembatan lama\nHelp: Posko\nAnnouncer: BPBD\nProcedure: Pengeras suara\nMeasures: Tanggul",
            {
                "Until": "2026-11-25T11:00:00Z",
                "Hazard": "Banjir",
                "Affected": "Warga tepi sungai",
                "Evacuation": "Balai desa",
                "Avoid": "Jembatan lama",
                "Help": "Posko",
                "Announcer": "BPBD",
                "Procedure": "Pengeras suara",
                "Measures": "Tanggul",
            },
        ),
    ],
)
def test_each_kind_has_its_own_fields(
    content: Path, write: Write, kind: str, lines: str, fields: dict[str, str]
) -> None:
    """Moments in UTC, choices as we spell them; a day on which something ends belongs to it whole."""
    found = entry(content, write(f"{HEAD}Kind: {kind}\n{lines}\n{BODY}"))
    assert (found.kind, found.fields) == (kind, fields)


ARTICLE_FAULTS = [
    ("Date: 2026-11-21\n" + BODY, 1, "Kolom 'Title' belum ada"),
    ("Title: T\n" + BODY, 1, "Kolom 'Date' belum ada; tulis misalnya: Date: 2026-11-21 13:30"),
    ("Title:\nDate: 2026-11-21\n" + BODY, 1, "Kolom 'Title' kosong"),
    ("Date: 2026-11-21\nTitle: \t\n" + BODY, 2, "Kolom 'Title' kosong"),
    ("Title: T\nDate: besok\n" + BODY, 2, "Waktu 'besok' pada kolom 'Date' tidak dapat dibaca; tulis misalnya"),
    ("Title: T\nDate: 0000-00-00\n" + BODY, 2, "tidak dapat dibaca"),
    ("Title: T\nDate: 9999-12-31T23:59:59Z\n" + BODY, 2, "tidak dapat dibaca"),
    (HEAD + "Sumary: x\n" + BODY, 3, "Kolom 'Sumary' tidak dikenal; mungkin maksudnya 'Summary'."),
    (HEAD + "Save_as: index.html\n" + BODY, 3, "Kolom 'Save_as' tidak dikenal"),
    (HEAD + "Slug: x\n" + BODY, 3, "Kolom 'Slug' tidak dikenal"),
    (HEAD + "Template: x\n" + BODY, 3, "Kolom 'Template' tidak dikenal"),
    (HEAD + "Status: draft\n" + BODY, 3, "Kolom 'Status' tidak dikenal"),
    (HEAD + "Ringkasan: x\n" + BODY, 3, "Kolom 'Ringkasan' tidak dikenal; mungkin maksudnya 'Summary'."),
    (HEAD + "FOTO: x\n" + BODY, 3, "Kolom 'FOTO' tidak dikenal; mungkin maksudnya 'Picture'."),
    (HEAD + "Kata kunci: x\n" + BODY, 3, "Kolom 'Kata kunci' tidak dikenal; mungkin maksudnya 'Tags'."),
    (HEAD + "Sampai: x\n" + BODY, 3, "Kolom 'Sampai' tidak dikenal; mungkin maksudnya 'Ends' atau 'Until'."),
    (HEAD + "Kind: acara\n" + BODY, 3, "Isi kolom 'Kind' 'acara' tidak dikenal; mungkin maksudnya 'agenda'."),
    ("---\n" + HEAD + "---\n" + BODY, 1, "Hapus garis --- di baris 1 dan 4;"),
    ("---\n" + HEAD + "---\nIsi langsung.", 1, "Hapus garis --- di baris 1 dan 4;"),
    ("\n----\n\n" + HEAD + "\n---\n" + BODY, 2, "Hapus garis --- di baris 2 dan 7;"),
    ("---\n" + HEAD + BODY + "\n\n---\n\nCatatan.", 1, "Hapus garis --- di baris 1;"),
    (HEAD + "TITLE: Lain\n" + BODY, 3, "Kolom 'TITLE' sudah ada di baris 1"),
    (HEAD + "Kind: brita\n" + BODY, 3, "Isi kolom 'Kind' 'brita' tidak dikenal; mungkin maksudnya 'berita'."),
    (HEAD + "Starts: 2026-11-25\n" + BODY, 3, "Kolom 'Starts' hanya untuk agenda, sedangkan ini berita"),
    (HEAD + "Kind: agenda\nStarts: 2026-11-25\nUntil: 2026-11-26\n" + BODY, 5, "hanya untuk peringatan"),
    (HEAD + "Kind: agenda\n" + BODY, 1, "Kolom 'Starts' belum ada"),
    (HEAD + "Kind: agenda\nStarts: nanti\n" + BODY, 4, "Waktu 'nanti'"),
    (HEAD + "Kind: agenda\nStarts: 2026-11-25\nEnds: 2026-11-24\n" + BODY, 5, "lebih awal"),
    (HEAD + "Kind: agenda\nStarts: 2026-11-25\nState: Batal\n" + BODY, 5, "mungkin maksudnya 'Dibatalkan'"),
    (HEAD + "Kind: klarifikasi\nVerdict: Salah\n" + BODY, 1, "Kolom 'Claim' belum ada"),
    (HEAD + "Kind: klarifikasi\nClaim: x\n" + BODY, 1, "Kolom 'Verdict' belum ada"),
    (HEAD + "Kind: klarifikasi\nClaim: x\nVerdict: Hoaks\n" + BODY, 5, "pilihannya: Salah, Menyesatkan, Benar"),
    (HEAD + "Kind: peringatan\nHazard: x\n" + BODY, 1, "Kolom 'Until' belum ada"),
    (HEAD + "Picture: tidak-ada.jpg\n" + BODY, 3, "Gambar 'tidak-ada.jpg' tidak ada"),
    (HEAD + "Picture: gambar.svg\n" + BODY, 3, "harus berjenis .png, .jpg"),
    (HEAD + "Picture: posyandu.md\n" + BODY, 3, "harus berjenis"),
    (HEAD + "Picture: folder.png\n" + BODY, 3, "tidak ada"),
    (HEAD + "Picture: link.png\n" + BODY, 3, "tidak ada"),
    (HEAD + "Picture: .env.png\n" + BODY, 3, "nama berkas saja"),
    (HEAD + "Picture: ../dinkes/foto.jpg\n" + BODY, 3, "nama berkas saja"),
    (HEAD + "Picture: ..\\foto.jpg\n" + BODY, 3, "nama berkas saja"),
    (HEAD + "Picture: /etc/foto.jpg\n" + BODY, 3, "nama berkas saja"),
    (HEAD + "Picture: foto.jpg:x.png\n" + BODY, 3, "nama berkas saja"),
    (HEAD + "Picture: https://x.go.id/foto.jpg\n" + BODY, 3, "nama berkas saja"),
    (HEAD + "Picture: a\x00b.png\n" + BODY, 3, "nama berkas saja"),
    (HEAD + "Picture: " + "\u6751" * 100 + ".png\n" + BODY, 3, "nama berkas saja"),
    (HEAD, 2, "Isi tulisan kosong"),
    (HEAD + "\n \n\t\n", 2, "Isi tulisan kosong"),
    (HEAD + "\n" + "kata " * 20_001, 3, "lebih dari 100000 huruf"),
    (HEAD + "Isi langsung.\n\nIsi.", 3, "Baris ini bukan kolom. Tulis 'Nama: isi', dan beri satu baris kosong"),
    (HEAD + "1: x\n" + BODY, 3, "Baris ini bukan kolom"),
    (HEAD + ": x\n" + BODY, 3, "Baris ini bukan kolom"),
    (HEAD + "a" * 10 + " " * 90_000 + "b\n" + BODY, 3, "Baris ini bukan kolom"),
    (HEAD + "Summary: x\n" + " lanjut\n" * 300 + BODY, 201, "Baris ini bukan kolom"),
]  # fmt: skip


def test_what_stands_between_rules_is_judged_as_if_they_were_not_there(content: Path, write: Write) -> None:
    """A field with a fault between two `---` is told on its own line beside the rules; a file of nothing else is
    told that its fields are missing."""
    found = read(content, write("---\nTitle: T\nDate: besok\n---\n\nIsi."))
    assert isinstance(found, list)
    assert [fault.line for fault in found] == [1, 3]
    empty = read(content, write("---\n---\n"))
    assert isinstance(empty, list)
    assert {fault.message.split(";")[0] for fault in empty} >= {"Hapus garis --- di baris 1 dan 2"}


@pytest.mark.parametrize(("text", "line", "told"), ARTICLE_FAULTS)
def test_a_fault_of_an_article_is_told_with_its_line(
    content: Path, write: Write, text: str, line: int, told: str
) -> None:
    """One fault, where it can be mended, in words that say how."""
    (fault,) = faults(content, write(text))
    assert (fault.file, fault.line) == (NAME, line)
    assert told in fault.message
    assert fault.message.isprintable()


def test_all_faults_of_an_article_are_told_at_once(content: Path, write: Write) -> None:
    """From top to bottom."""
    path = write("Titel: x\nDate: kemarin\nKind: agenda\nClaim: y\nPicture: ../x.png\n\n")
    assert [fault.line for fault in faults(content, path)] == [1, 1, 1, 2, 4, 5, 5]


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"Title: \xe9\n", f"{NAME}:1: Ada huruf yang bukan UTF-8"),
        (b"Title: T\n" + b"x" * (1 << 20), f"{NAME}: Berkas lebih besar dari 1 MiB"),
        (b"", f"{NAME}:1: Kolom 'Date' belum ada"),
    ],
)
def test_a_file_that_is_no_text_is_told(content: Path, write: Write, data: bytes, told: str) -> None:
    """Another encoding, a size that nobody writes, nothing at all."""
    assert str(faults(content, write(data))[0]).startswith(told)


def test_an_article_outside_content_is_not_read(content: Path) -> None:
    """A link to it is a fault."""
    path = content / NAME
    path.symlink_to("../../../outside.md")
    assert "tautan ke luar" in faults(content, path)[0].message


def test_no_field_but_ours_is_known() -> None:
    """The contract names them all, and each kind that has fields of its own is a kind of story."""
    assert set(OF_KIND) < set(STORY_KINDS)
    names = [*COMMON, *(name for names in OF_KIND.values() for name in names)]
    assert len(names) == len(set(names)) == 25


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(st.text(max_size=60), st.text("TitleDaKnd: \n\t2026-1#[](){}<>", max_size=60))
def test_no_file_raises(content: Path, write: Write, above: str, below: str) -> None:
    """Any text is an entry or a list of faults of that file."""
    data = f"{above}\n{HEAD}{below}".encode(errors="surrogatepass")
    found = read(content, write(data))
    assert isinstance(found, Entry) or all(fault.file == NAME for fault in found)
    assert found


def test_what_is_no_article_is_not_listed(content: Path, write: Write) -> None:
    """README.md, profile.md, hidden files and other kinds of file are not; the rest comes by name."""
    for name in ("b.md", "a.MD", "README.md", "Profile.md", ".x.md", "c.txt", "d.md.bak"):
        write(HEAD, f"agencies/dinkes/{name}")
    assert [path.name for path in article_files(content, "dinkes")] == ["a.MD", "b.md"]
    assert article_files(content, "tidak-ada") == []


# --- pages ---------------------------------------------------------------------------------------


def test_a_page_is_read(content: Path, write: Write) -> None:
    """Its slug is its file's name; a title is enough."""
    whole = write(
        "Title: Tentang Portal\nSummary: Siapa kami\nOrder: 2\nMenu: Tentang\n\n# Halo <b>", "pages/tentang.md"
    )
    small = write("Title: Kontak\n\nIsi.", "pages/kontak-kami.md")
    expected = Page("tentang", "Tentang Portal", "Siapa kami", 2, "Tentang", "<h1>Halo &lt;b&gt;</h1>")
    assert read_page(content, whole) == expected
    assert read_page(content, small) == Page("kontak-kami", "Kontak", "", 0, "", "<p>Isi.</p>")


@pytest.mark.parametrize(
    ("name", "text", "line", "told"),
    [
        ("tentang", "Menu: M\n\nIsi.", 1, "Kolom 'Title' belum ada"),
        ("tentang", "Title: T\n\n", 1, "Isi tulisan kosong"),
        ("tentang", "Title: T\nOrder: dua\n\nIsi.", 2, "bukan bilangan bulat"),
        ("tentang", "Title: T\nOrder: 1.5\n\nIsi.", 2, "bukan bilangan bulat"),
        ("tentang", "Title: T\nOrder: \u0662\n\nIsi.", 2, "bukan bilangan bulat"),
        ("tentang", "Title: T\nDate: 2026-11-21\n\nIsi.", 2, "Kolom 'Date' tidak dikenal"),
        ("tentang", "Title: T\nUrl: /\n\nIsi.", 2, "Kolom 'Url' tidak dikenal"),
        ("Tentang Kami", "Title: T\n\nIsi.", 0, "misalnya tentang-kami.md"),
        ("index.html", "Title: T\n\nIsi.", 0, "misalnya index-html.md"),
        ("berita", "Title: T\n\nIsi.", 0, "dipakai bagian lain"),
    ],
)
def test_a_fault_of_a_page_is_told_with_its_line(
    content: Path, write: Write, name: str, text: str, line: int, told: str
) -> None:
    """A page has four fields, and a name that is safe in an address and not taken."""
    found = read_page(content, write(text, f"pages/{name}.md"))
    assert isinstance(found, list)
    assert [(fault.file, fault.line) for fault in found] == [(f"pages/{name}.md", line)]
    assert told in found[0].message


@pytest.mark.parametrize("name", sorted(RESERVED))
def test_no_page_takes_an_address_of_the_site(content: Path, write: Write, name: str) -> None:
    """/berita/ and its like are the portal's own."""
    assert isinstance(read_page(content, write("Title: T\n\nIsi.", f"pages/{name}.md")), list)


def test_pages_are_listed_by_name(content: Path, write: Write) -> None:
    """README.md tells contributors something and is no page."""
    for name in ("kontak.md", "aksesibilitas.md", "README.md"):
        write("x", f"pages/{name}")
    assert [path.name for path in page_files(content)] == ["aksesibilitas.md", "kontak.md"]


def test_a_profile_is_rendered_like_an_article() -> None:
    """The same Markdown, with the same care."""
    assert render("**Visi** <b>") == "<p><strong>Visi</strong> &lt;b&gt;</p>"
