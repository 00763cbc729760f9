"""`./run explain`: an article of the sample network by its story's address and by its own, and what nobody knows."""

from __future__ import annotations

import re
import shutil
import sqlite3
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from plugins.newsroom.clean_rules import RULES
from plugins.newsroom.model import TOPICS
from samples.network import Network, lay_out
from tests.houses import House
from tests.site.conftest import FIRST

AGENCIES = ("dinkes", "diskominfo", "rsud", "disdag", "puskesmas-wanasari")
HEADINGS = ["Diambil", "Dibersihkan", "Disaring", "Topik dan wilayah", "Dibandingkan", "Berita"]


@dataclass
class Pulled:
    """A part of the sample network, pulled and built once; nobody serves it any more."""

    house: House

    def explain(self, address: str) -> str:
        return self.house.run("explain", address).stdout

    def trio(self) -> dict[str, Any]:
        """The story that three agencies carry."""
        (line,) = [line for line in self.house.lines() if len(line["also"]) == 2]
        return line

    def ask(self, query: str) -> list[Any]:
        with sqlite3.connect(f"file:{self.house.folder / 'portal.sqlite3'}?mode=ro", uri=True) as store:
            return store.execute(query).fetchall()


@pytest.fixture(scope="module")
def pulled(tmp_path_factory: pytest.TempPathFactory) -> Pulled:
    folder = tmp_path_factory.mktemp("terangkan")
    layout = lay_out(folder / "demo", now=FIRST)
    for agency in (layout.content / "agencies").iterdir():
        if agency.name not in AGENCIES:
            shutil.rmtree(agency)
    house = House(folder, layout.content)
    with Network(folder / "demo"):
        house.run("pull")
    house.run("build")
    return Pulled(house)


def headings(said: str) -> list[str]:
    """The lines that are no title and begin a part."""
    return [line for line in said.splitlines() if line in HEADINGS]


def test_by_the_address_of_a_story(pulled: Pulled) -> None:
    """Every copy's way, one after the other, each with all its parts in order; by the whole address and by its path."""
    line = pulled.trio()
    said = pulled.explain(line["url"])
    assert headings(said) == HEADINGS * 3
    assert [
        address for address in (source["url"] for source in line["sources"]) if f"\n  {address}\n" not in said
    ] == []
    assert pulled.explain(line["url"].removeprefix(pulled.house.site_url)) == said


def test_by_the_address_at_the_source(pulled: Pulled) -> None:
    """That agency's copy alone: its feed, its date, what it was compared with, and the story that it became."""
    line = pulled.trio()
    source = next(each for each in line["sources"] if each["agency"] == "rsud")
    said = pulled.explain(source["url"])
    assert headings(said) == HEADINGS
    own = "RSUD Buka Pos Imunisasi Campak dan Polio di Poliklinik Anak"
    assert said.splitlines()[:2] == [own, f"  {source['url']}"]
    assert "umpan http://127.0.0.1:" in said
    assert "21 November 2026, 07.00 WIB" in said
    kin = re.findall(r"berita yang sama \(\d+% kata\): .+\n    (\S+)", said)
    assert sorted(kin) == sorted(each["url"] for each in line["sources"] if each["agency"] != "rsud")
    path = line["url"].removeprefix(pulled.house.site_url)
    assert f"Berita\n  {path} (" in said
    assert "dipimpin dinkes; juga dimuat diskominfo, rsud" in said


def test_a_tracking_tail_is_no_difference(pulled: Pulled) -> None:
    """An address as it was copied from a message."""
    address = pulled.trio()["sources"][1]["url"]
    assert pulled.explain(f"{address}?utm_source=wa#isi") == pulled.explain(address)


def published(pulled: Pulled, folder: Path, *addresses: str) -> Pulled:
    """The same store, where the article of the first addresses had these instead."""
    shutil.copyfile(pulled.house.folder / "portal.sqlite3", folder / "portal.sqlite3")
    with sqlite3.connect(folder / "portal.sqlite3") as store:
        ids = store.execute("SELECT id FROM article WHERE decision = 'publish' AND url <> '' ORDER BY id").fetchall()
        for (number,), address in zip(ids, addresses, strict=False):
            store.execute("UPDATE article SET url = ?, canonical = ? WHERE id = ?", (address, address, number))
    return Pulled(House(folder, pulled.house.content))


@pytest.mark.parametrize(
    ("address", "asked"),
    [
        ("https://dinas.example/kabar/satu/", "http://dinas.example/kabar/satu/"),
        ("http://dinas.example/kabar/satu/", "https://WWW.dinas.example/kabar/satu/?utm_source=wa"),
        ("https://www.dinas.example/kabar/satu/", "https://dinas.example/kabar/satu/index.html"),
        ("https://dinas.example/kabar/satu", "https://dinas.example/kabar/satu/index.php"),
        ("https://dinas.example/kabar/index.php?id=7", "http://www.dinas.example/kabar/?id=7"),
        ("https://dinas.example/kabar/index.html", "https://dinas.example/kabar"),
    ],
)
def test_an_address_is_known_in_another_writing(pulled: Pulled, tmp_path: Path, address: str, asked: str) -> None:
    """http for https, with and without `www.`, a slash or an index page at its end: the answer begins with the address
    that it was found by, and is otherwise that address's own."""
    changed = published(pulled, tmp_path, address)
    assert changed.explain(asked) == f"Alamat ini dikenal sebagai {address}\n\n{changed.explain(address)}"


def test_a_story_is_known_by_its_index_page(pulled: Pulled) -> None:
    """By its path and by its whole address."""
    line = pulled.trio()
    path = line["url"].removeprefix(pulled.house.site_url)
    for asked in (f"{path}index.html", f"{line['url']}index.html"):
        assert pulled.explain(asked) == f"Alamat ini dikenal sebagai {path}\n\n{pulled.explain(path)}"


def test_of_two_that_it_may_be_none_is_guessed(pulled: Pulled, tmp_path: Path) -> None:
    """Both are named on standard error, nothing is explained, 1; asked for exactly, each is explained. What differs in
    anything else is no other writing."""
    both = ("https://dinas.example/satu/", "http://www.dinas.example/satu/")
    changed = published(pulled, tmp_path, *both)
    done = changed.house.run("explain", "http://dinas.example/satu/index.html", code=1)
    assert done.stdout == ""
    assert f"ada beberapa yang mirip: {', '.join(both)}. Ulangi dengan salah satunya.\n" in done.stderr
    for address in both:
        assert changed.explain(address).splitlines()[1] == f"  {address}"
    for other in ("https://dinas.example/Satu/", "https://dinas.example/satu/2/", "ftp://dinas.example/satu/"):
        assert "tidak dikenal di simpanan ini" in changed.house.run("explain", other, code=1).stderr


def test_what_the_rules_did_is_told_with_their_sentences(pulled: Pulled) -> None:
    """Each rule that fired: its name, what it took out, and what it does."""
    source = next(each for each in pulled.trio()["sources"] if each["agency"] == "rsud")
    said = pulled.explain(source["url"])
    assert "  alat-halaman: Bagikan: Facebook Twitter WhatsApp\n" in said
    fired = re.findall(r"^  ([a-z-]+): .+\n    (.+\.)$", said, re.MULTILINE)
    assert {name for name, _ in fired} >= {"alat-halaman", "ekor-umpan", "titimangsa", "kode-redaksi"}
    assert all(RULES[name] == does for name, does in fired)


def test_every_rule_that_fired_anywhere_is_explained(pulled: Pulled) -> None:
    """Of all articles in the store: no name without its sentence, and no sentence that is empty."""
    rows = pulled.ask("SELECT DISTINCT json_extract(value, '$[0]') FROM words, json_each(removed)")
    names = {row[0] for row in rows}
    assert len(names) > 3
    assert names <= set(RULES)
    assert all(said.strip() for said in RULES.values())


def test_topics_and_places_are_told_with_what_said_so(pulled: Pulled) -> None:
    """The label, the affair, and the words of title and text."""
    said = pulled.explain(pulled.trio()["sources"][0]["url"])
    (topic,) = [line for line in said.splitlines() if line.startswith(f"  {TOPICS['kesehatan']} (urusan kesehatan): ")]
    assert "judul: campak" in topic
    assert "  Lembahwangi: " in said


def test_what_was_quarantined_is_told_with_its_reasons(pulled: Pulled) -> None:
    """By the address at the source, though no story was made of it."""
    ((address, reasons),) = pulled.ask("SELECT url, reasons FROM article WHERE decision = 'quarantine' LIMIT 1")
    said = pulled.explain(address)
    assert "  dikarantina: " in said
    assert reasons[2:40] in said
    assert "Berita\n  belum menjadi berita" in said


def test_what_an_agency_contributed_has_no_source(pulled: Pulled) -> None:
    """A Markdown file of an agency: by its story's address, the file in the feed's place."""
    line = next(line for line in pulled.house.lines() if line["agency"] == "puskesmas-wanasari")
    said = pulled.explain(line["url"])
    assert headings(said) == HEADINGS
    assert "  umpan agencies/puskesmas-wanasari/" in said
    assert "None" not in said


@pytest.mark.parametrize(
    "address",
    ["https://dinas.contohkab.go.id/tidak-ada/", "/berita/2026/11/tidak-ada/", "dinkes", "", "\udcff", "http://[::1",
     "https://x.example:99999/a", "/"],
)  # fmt: skip
def test_an_unknown_address_is_said_to_be_unknown(pulled: Pulled, address: str) -> None:
    """One Indonesian sentence on standard error that names it and says what to do; nothing on standard output; 1."""
    done = pulled.house.run("explain", address, code=1)
    assert done.stdout == ""
    shown = address.encode("utf-8", "backslashreplace").decode()
    assert done.stderr.startswith(f"Alamat '{shown}' tidak dikenal di simpanan ini")
    assert "Salin alamatnya dari peramban" in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


def test_nothing_is_changed(pulled: Pulled) -> None:
    """Whoever asks changes nothing: the store says the same before and after."""
    tables = [name for (name,) in pulled.ask("SELECT name FROM sqlite_master WHERE type = 'table'")]
    before = {name: pulled.ask(f"SELECT * FROM {name}") for name in tables}
    pulled.explain(pulled.trio()["url"])
    assert {name: pulled.ask(f"SELECT * FROM {name}") for name in tables} == before


def test_where_nothing_was_pulled_there_is_nothing_to_explain(pulled: Pulled, tmp_path: Path) -> None:
    """Without a store the command says where it looked and how to mend it; who only asks makes none."""
    empty = House(tmp_path, pulled.house.content)
    said = empty.run("explain", "https://dinkes.example/a/", code=2).stderr
    assert "portal.sqlite3 belum ada" in said
    assert "./run pull" in said
    assert not list(tmp_path.rglob("*.sqlite3"))


def test_what_the_editors_decided_is_told(pulled: Pulled, tmp_path: Path) -> None:
    """With its line and its reason, by whichever address it is asked for; those about other stories are not."""
    content = tmp_path / "content"
    shutil.copytree(pulled.house.content, content)
    store = tmp_path / "portal.sqlite3"
    shutil.copyfile(pulled.house.folder / "portal.sqlite3", store)
    (one, other) = [line for line in pulled.house.lines() if not line["also"]][:2]
    paths = [line["url"].removeprefix(pulled.house.site_url) for line in (one, other)]
    (content / "decisions.toml").write_text(
        f"""[[decision]]
do = "merge"
target = "{paths[0]}"
with = "{paths[1]}"
reason = "Satu kegiatan yang sama"
at = 2026-11-21T09:00:00+07:00
by = "Redaksi"
""",
        encoding="utf-8",
    )
    house = House(tmp_path, content)
    house.run("build")
    for path in paths:
        said = house.run("explain", house.site_url + path).stdout
        assert "Diputuskan redaksi\n  merge (content/decisions.toml, baris 1): Satu kegiatan yang sama\n" in said
    assert "Diputuskan redaksi" not in house.run("explain", pulled.trio()["url"]).stdout
