"""What people write by hand: the kinds and their fields, and how a mistake is told and stops nobody."""

from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import UTC, datetime

import pytest
from bs4 import BeautifulSoup
from PIL import Image

from tests.contract.network import Done, Found, Portal, Pulled, answer, files
from tests.contract.writing import START

HEAD = "Title: {title}\nDate: 2026-11-20T09:00:00+07:00\n"
FAULTS: dict[str, tuple[str, int | None, tuple[str, ...]]] = {
    "simpan": (HEAD + "Save_as: index.html\n", 3, ("Save_as",)),
    "slug": (HEAD + "Slug: beranda\n", 3, ("Slug",)),
    "status": (HEAD + "Status: draft\n", 3, ("Status",)),
    "templat": (HEAD + "Template: index\n", 3, ("Template",)),
    "nama-isian": (HEAD + "Sumary: Ringkas\n", 3, ("Sumary", "Summary")),
    "tanpa-judul": ("Date: 2026-11-20T09:00:00+07:00\nAuthor: Humas\n", None, ("Title",)),
    "tanpa-tanggal": ("Title: {title}\nAuthor: Humas\n", None, ("Date",)),
    "tanggal-keliru": ("Title: {title}\nDate: kemarin sore\n", 2, ("kemarin sore",)),
    "jenis-keliru": (HEAD + "Kind: pengumumam\n", 3, ("pengumumam", "pengumuman")),
    "gambar-hilang": (HEAD + "Picture: tidak-ada.jpg\nAlt: Peta\n", 3, ("tidak-ada.jpg",)),
    "gambar-luar": (HEAD + "Picture: ../../network.toml\nAlt: Peta\n", 3, ("Picture",)),
    "putusan-keliru": (HEAD + "Kind: klarifikasi\nClaim: Iuran naik\nVerdict: Mungkin\n", 5, ("Mungkin",)),
    "mulai-keliru": (HEAD + "Kind: agenda\nStarts: entah kapan\n", 4, ("entah kapan",)),
}
"""A file with one mistake: its fields, the line of the mistake (None where nothing is there), and what is named."""

SUMMARY = "Pos pelayanan imunisasi dibuka sampai hari Jumat di semua balai desa."
SHORT = "Pos dibuka sampai Jumat."

SOUND = {
    "biasa": HEAD + f"Summary: {SUMMARY}\nTags: Imunisasi, Anak\nAuthor: Humas Kecamatan\n",
    "ringkas": HEAD + f"Summary: {SHORT}\n",
    "bergambar": HEAD + "Picture: foto.jpg\nAlt: Petugas di depan balai desa\nCredit: Humas Kecamatan\n",
    "pengumuman": HEAD + "Kind: pengumuman\n",
    "agenda": HEAD + "Kind: agenda\nStarts: 2026-11-28T09:00:00+07:00\nEnds: 2026-11-28T12:00:00+07:00\n"
    "Place: Balai Desa Karangasri\nState: Ditunda\n",
    "klarifikasi": HEAD + "Kind: klarifikasi\nClaim: Iuran kesehatan naik lipat tiga\nVerdict: Menyesatkan\n"
    "Evidence: Surat Dinas Kesehatan tanggal 2 November\n",
    "peringatan": HEAD + "Kind: peringatan\nUntil: 2026-11-22T18:00:00+07:00\nHazard: Banjir bandang\n"
    "Affected: Warga bantaran sungai\nEvacuation: Balai Desa Banyubening\nAvoid: Menjauh dari tepi sungai\n"
    "Help: Posko BPBD\nAnnouncer: BPBD Kabupaten Contoh\n",
    "kode": HEAD,
    "rahasia": HEAD,
}  # fmt: skip
CODE = '<script>alert("hai")</script> dan <b onclick="x()">tebal</b> serta <iframe src="https://a.example/"></iframe>\n'
SECRET = (
    "[berkas]({attach}../../network.toml) [lain]({static}/network.toml) ![x](../../network.toml) [y](/etc/passwd)\n"
)


@dataclass
class Written:
    """A network of two agencies whose people wrote all of the above."""

    portal: Portal
    pulled: Pulled
    built: Done
    checked: Done

    def page(self, name: str) -> BeautifulSoup:
        address = self.portal.story(title(name))["url"]
        return BeautifulSoup(self.portal.page(address), "html5lib")

    def main(self, name: str) -> str:
        return str(self.page(name).find("main").get_text(" ", strip=True))


def title(name: str) -> str:
    return f"Kabar Tulisan {name.title()} dari Kecamatan"


def photograph() -> bytes:
    """A JPEG with a place in its EXIF."""
    file = io.BytesIO()
    exif = Image.Exif()
    exif[0x010E] = "Keterangan rahasia di dalam foto"
    Image.linear_gradient("L").resize((800, 600)).convert("RGB").save(file, "JPEG", exif=exif)
    return file.getvalue()


@pytest.fixture(scope="module")
def written(found: Found) -> Written:
    """Pulled and built once; `check` judged it as well."""
    portal = found("tulisan")
    portal.agency("camat", name="Kecamatan Sumberjati", kind="kecamatan")
    portal.agency("keliru", name="Dinas Keliru")
    folder = portal.content / "agencies"
    (folder / "camat/foto.jpg").write_bytes(photograph())
    bodies = {"kode": CODE, "rahasia": SECRET}
    for name, fields in SOUND.items():
        body = bodies.get(name, f"Paragraf **{name}** pertama.\n\n- butir satu\n- butir dua\n")
        portal.write(f"agencies/camat/{name}.md", f"{fields.format(title=title(name))}\n{body}")
    for name, (fields, _, _) in FAULTS.items():
        portal.write(f"agencies/keliru/{name}.md", f"{fields.format(title=title(name))}\nIsi {name} yang lain.\n")
    portal.write("agencies/keliru/benar.md", f"{HEAD.format(title=title('benar'))}\nIsi yang benar.\n")
    (folder / "keliru/huruf.md").write_bytes(b"Title: Huruf \xff\xfe\nDate: 2026-11-20T09:00:00+07:00\n\nIsi.\n")
    pulled = portal.pull()
    return Written(portal, pulled, portal.build(), portal.run("check"))


@pytest.mark.parametrize("name", FAULTS)
def test_a_mistake_is_named_with_file_and_line(written: Written, name: str) -> None:
    """A contributed article with a fault is "named (file, line, what, how to mend) on standard error and in the
    report's `faults`"; an unknown field names the nearest; `Save_as` and its like are refused."""
    _, line, words = FAULTS[name]
    fault = written.pulled.fault(f"agencies/keliru/{name}.md")
    if line is not None:
        assert fault["line"] == line
    assert all(word in fault["message"] for word in words), fault["message"]
    assert f"agencies/keliru/{name}.md:{fault['line']}" in written.pulled.err


@pytest.mark.parametrize("name", [*FAULTS, "huruf"])
def test_check_lists_every_fault(written: Written, name: str) -> None:
    """The contract: "`./run check` is the strict one: exit 1 with every fault", each with file and line."""
    assert written.checked.code == 1
    assert f"agencies/keliru/{name}.md:" in written.checked.said


def test_check_speaks_indonesian(written: Written) -> None:
    """The contract: "judges content/ as a reviewer would, in Indonesian": each line has Indonesian words and no
    English one."""
    lines = [line for line in written.checked.said.splitlines() if ".md:" in line]
    assert len(lines) >= len(FAULTS)
    english = {"unknown", "missing", "invalid", "field", "must", "error", "not", "expected", "the"}
    assert [line for line in lines if english & set(line.lower().replace("'", " ").split())] == []


@pytest.mark.parametrize("name", FAULTS)
def test_an_article_with_a_fault_is_left_out(written: Written, name: str) -> None:
    """The contract: "the article is left out": nothing of it stands on the site."""
    assert written.portal.holding(f"Isi {name} yang lain") == []
    assert written.portal.holding(title(name), ".html", ".jsonl", ".xml") == []


def test_all_others_are_published(written: Written) -> None:
    """The contract: "left out, all others published": every sound article, that of the agency with the mistakes too."""
    assert {story["title"] for story in written.portal.stories()} == {title(name) for name in [*SOUND, "benar"]}
    assert (written.portal.output / "index.html").read_text(encoding="utf-8").startswith("<!")


def test_the_build_says_so(written: Written) -> None:
    """The contract: "A contributed article with a fault: named with file and line …, and the build says so"."""
    assert "agencies/keliru/simpan.md:3" in written.built.said


def test_the_fields_are_printed(written: Written) -> None:
    """Author and text arrive; Markdown is rendered; Date is the moment of publication."""
    line = written.portal.story(title("biasa"))
    assert (line["agency"], line["published"]) == ("camat", "2026-11-20T02:00:00Z")
    assert "<strong>biasa</strong>" in line["html"]
    assert "<li>butir satu</li>" in line["html"].replace("\n", "")
    assert "Humas Kecamatan" in written.main("biasa")


@pytest.mark.parametrize(("name", "summary"), [("biasa", SUMMARY), ("ringkas", SHORT)])
def test_a_summary_is_what_was_written(written: Written, name: str, summary: str) -> None:
    """`Summary`: what the contributor wrote, short or long, is the summary in the data and in the agency's list."""
    assert written.portal.story(title(name))["summary"] == summary
    assert summary in written.portal.page("/instansi/camat/")


def test_raw_html_is_text(written: Written) -> None:
    """The contract: "Raw HTML in the body is shown as text": the letters are there, the elements are not."""
    words = written.main("kode")
    assert '<script>alert("hai")</script>' in words
    assert "<iframe src=" in words
    main = written.page("kode").find("main")
    assert main.find(["iframe", "b"]) is None
    assert not main.find_all(attrs={"onclick": True})


def test_no_file_beside_the_articles_is_published(written: Written) -> None:
    """The contract: "{attach}../.env or {static} in a body publishes any readable file": not here."""
    assert written.portal.holding("allow_private_addresses") == []
    assert not [path for path in files(written.portal.output) if path.endswith((".toml", "passwd"))]
    page = written.page("rahasia").find("main")
    assert not [tag for tag in page.find_all(["a", "img"]) if "network.toml" in str(tag.get("href") or tag.get("src"))]


def test_a_picture_is_our_own_re_encoded_one(written: Written) -> None:
    """`Picture`, `Alt`, `Credit`: shown from the site itself, described, credited, without what EXIF told."""
    page = written.page("bergambar")
    picture = page.find("img", alt="Petugas di depan balai desa")
    assert picture
    body = answer(written.portal.output, str(picture["src"])).read_bytes()
    assert b"Keterangan rahasia" not in body
    assert Image.open(io.BytesIO(body)).width > 0
    assert "Humas Kecamatan" in written.main("bergambar")
    assert written.portal.story(title("bergambar"))["pictures"]


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("agenda", ("28 November 2026", "09.00", "Balai Desa Karangasri", "Ditunda")),
        ("klarifikasi", ("Iuran kesehatan naik lipat tiga", "Menyesatkan", "Surat Dinas Kesehatan tanggal 2 November")),
        (
            "peringatan",
            ("22 November 2026", "18.00", "Banjir bandang", "Warga bantaran sungai", "Balai Desa Banyubening",
             "Menjauh dari tepi sungai", "Posko BPBD", "BPBD Kabupaten Contoh"),
        ),
    ],
)  # fmt: skip
def test_each_kind_prints_its_fields(written: Written, name: str, words: tuple[str, ...]) -> None:
    """An agenda its `Starts`, `Place`, `State`; a klarifikasi its `Claim`, `Verdict`, `Evidence`; a peringatan its
    `Until` and the fields of the commission."""
    main = written.main(name)
    assert [word for word in words if word not in main] == []


def test_a_standing_warning_is_on_the_home_page(written: Written) -> None:
    """A peringatan is an urgent notice: until its `Until` the home page leads to it (the natural reading)."""
    address = written.portal.story(title("peringatan"))["url"].removeprefix("https://kabar.contohkab.go.id")
    assert address in written.portal.page("/")


def test_an_edit_is_a_correction_and_a_mended_file_is_published(portal: Portal) -> None:
    """A file that was changed is a correction at the same address; one that was mended appears at the next pull."""
    portal.agency("camat")
    text = f"{HEAD.format(title='Jadwal Posyandu Bulan Ini')}\nPosyandu dibuka pukul 08.00 di balai desa.\n"
    portal.write("agencies/camat/jadwal.md", text)
    portal.write("agencies/camat/rusak.md", text.replace("Title", "Titel").replace("Bulan Ini", "Bulan Depan"))
    portal.pull()
    portal.build()
    before = portal.stories()
    assert [story["title"] for story in before] == ["Jadwal Posyandu Bulan Ini"]
    portal.now = datetime(2026, 11, 21, 9, tzinfo=UTC)
    assert portal.now > START
    portal.write("agencies/camat/jadwal.md", text.replace("08.00", "09.30"))
    portal.write("agencies/camat/rusak.md", f"{HEAD.format(title='Gotong Royong Pasar')}\nWarga membersihkan pasar.\n")
    assert portal.pull().report["faults"] == []
    portal.build()
    after = portal.story("09.30")
    assert (after["id"], after["url"], after["status"]) == (before[0]["id"], before[0]["url"], "corrected")
    assert [entry["what"] for entry in after["history"]] == ["text"]
    assert portal.story("Gotong Royong Pasar")["status"] == "published"
