"""The search page in a real browser: what it finds, what it fetches, and what it does where there is nothing."""

from __future__ import annotations

import json
import re
import shutil
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Request

from benchmarks.realistic import Archive
from plugins.office.preview import server
from tests.houses import ROOT, House
from tests.searched import index, names, shards, write

FEW = 30  # stories of a shard here
TWO = "from plugins.portal import search\nsearch.FIRST = 2"  # shards that the list tells of itself here
FIRST_QUERY = 120_000  # bytes
HOSTILE = "Harga <img src=x onerror=alert(1)> cabai"


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> House:
    """A portal below a path, with stories of two years."""
    folder = tmp_path_factory.mktemp("cari")
    shutil.copytree(ROOT / "content", folder / "content")
    house = House(folder, folder / "content", site_url="https://contohkab.example/portal")
    house.output = folder / "site" / "portal"
    write(house, "a", "Jembatan Kaliwates", "Warga Sumberjati menyambut pembangunan jembatan gantung di hulu.")
    write(house, "b", "Sekolah Lapang Petani", "Petani belajar mengenali hama wereng bersama penyuluh.", "2026-11-10")
    write(house, "c", "Naskah yang dicabut", "Seorang anak bernama Katumbiri ditemukan.", "2026-11-12")
    decision = '[[decision]]\ndo = "withdraw"\ntarget = "/berita/2026/11/naskah-yang-dicabut/"\nreason = "Memuat nama'
    house.run("build")
    (house.content / "decisions.toml").write_text(
        f'{decision} anak."\nat = 2026-11-21T08:00:00+07:00\nby = "Redaksi"\n', "utf-8"
    )
    house.run("build")
    _older(house)
    index(house, FEW, TWO)
    return house


def _older(house: House) -> None:
    """Lines of earlier stories, put where a build would have put them."""
    months: dict[str, list[str]] = {}
    for n in range(3 * FEW):
        at = datetime(2025, 12, 31, tzinfo=UTC) - timedelta(days=3 * n)
        told = {"title": f"Catatan lama {n}", "text": f"Laporan ke-{n} tentang rembukwarga di balai desa."}
        months.setdefault(f"{at:%Y-%m}", []).append(_line(f"lama-{n}", at, told))
    told = {
        "title": "Harga <img src=x onerror=alert(1)> cabai",
        "text": "Cabai <script>alert(2)</script> rawit & bawang.",
    }
    months["2025-12"].append(_line("tajam", datetime(2025, 12, 31, 5, tzinfo=UTC), told))
    for month, lines in months.items():
        (house.output / f"data/stories/{month}.jsonl").write_text("\n".join(lines) + "\n", "utf-8")


def _line(name: str, at: datetime, told: dict[str, str]) -> str:
    url = f"https://contohkab.example/portal/berita/{at:%Y/%m}/{name}/"
    return json.dumps(
        {"id": name, "url": url, "summary": "", "published": f"{at:%Y-%m-%dT%H:%M:%SZ}", "agency": "diskominfo",
         "status": "published", **told}
    )  # fmt: skip


@dataclass
class Visit:
    """One reader: what the console said, what was asked, and how many bytes came."""

    page: Page
    said: list[str] = field(default_factory=list)
    asked: list[Request] = field(default_factory=list)

    def search(self, words: str) -> None:
        self.page.get_by_label("Kata yang dicari").fill(words)
        self.page.keyboard.press("Enter")
        self.told()

    def told(self) -> str:
        """What the live region says once it has said how many."""
        region = self.page.get_by_role("status")
        region.filter(has_text=re.compile("ditemukan|belum dapat")).wait_for(timeout=10_000)
        self.page.wait_for_load_state("networkidle")
        return region.inner_text()

    def titles(self) -> list[str]:
        return self.page.locator("#hasil h2").all_inner_texts()

    def fetched(self) -> list[str]:
        """Paths below /pagefind/ that were asked."""
        return [each.url.split("/pagefind/")[1] for each in self.asked if "/pagefind/" in each.url]


@pytest.fixture
def visit(chromium: Browser, request: pytest.FixtureRequest) -> Iterator[Visit]:
    context = chromium.new_context(viewport={"width": 320, "height": 640}, **getattr(request, "param", {}))
    visit = Visit(context.new_page())
    visit.page.on("console", lambda message: visit.said.append(message.text))
    visit.page.on("pageerror", lambda error: visit.said.append(str(error)))
    visit.page.on("request", lambda request: visit.asked.append(request))
    yield visit
    context.close()


@pytest.fixture(scope="module")
def address(house: House) -> Iterator[str]:
    """Where the search page is served, below its path."""
    with server(house.output.parent, 0) as httpd:
        threading.Thread(target=httpd.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{httpd.server_port}/portal/cari/"
        httpd.shutdown()


def test_an_inflected_word_finds_its_story(address: str, visit: Visit) -> None:
    """Who looks for "membangun" finds "pembangunan": title, agency, day, an address that answers, the word marked in
    what is quoted; no message on the console, and nothing asked of anybody else."""
    visit.page.goto(address)
    visit.search("membangun")
    assert visit.titles() == ["Jembatan Kaliwates"]
    item = visit.page.locator("#hasil li")
    assert item.locator("mark").all_inner_texts() == ["pembangunan"]
    assert "20 Nov 2026" in item.inner_text()
    assert "Diskominfo" in item.inner_text()
    assert visit.said == []
    assert [each.url for each in visit.asked if not each.url.startswith(address.removesuffix("cari/"))] == []
    item.locator("a").click()
    assert visit.page.url.endswith("/portal/berita/2026/11/jembatan-kaliwates/")
    assert visit.page.locator("h1").inner_text() == "Jembatan Kaliwates"


@pytest.mark.parametrize("words", ["Katumbiri", "dicabut"])
def test_a_withdrawn_story_is_not_found(address: str, visit: Visit, words: str) -> None:
    """By no word of it."""
    visit.page.goto(address)
    visit.search(words)
    assert "Tidak ada berita yang ditemukan" in visit.told()


def test_the_newest_shard_first_and_older_ones_when_asked(house: House, address: str, visit: Visit) -> None:
    """What is found at once comes from the newest shards; older ones are opened by the button, a year at a time; what
    is shown stays where it is."""
    newest = shards(house)["shards"][0][0]
    visit.page.goto(address)
    visit.page.wait_for_load_state("networkidle")
    assert visit.fetched() == [], "nothing is fetched before anything is asked"
    visit.search("rembukwarga")
    folders = {path.split("/")[0] for path in visit.fetched() if "/" in path}
    assert newest in folders
    assert not [path for path in visit.fetched() if path.startswith("older-")]
    assert len(folders) < len(names(house))
    before = visit.titles()
    older = visit.page.get_by_role("button", name="Cari juga di berita yang lebih lama")
    while older.is_visible():
        older.click()
        visit.told()
    assert visit.titles()[: len(before)] == before
    assert {path.split("/")[0] for path in visit.fetched() if "/" in path} == set(names(house))
    assert len(names(house)) > 2
    assert visit.told() == "90 berita ditemukan."


def test_more_results_by_keyboard(address: str, visit: Visit) -> None:
    """The button shows further ones and moves the focus to the first of them."""
    visit.page.goto(address)
    visit.search("rembukwarga")
    count = len(visit.titles())
    more = visit.page.get_by_role("button", name="Muat lebih banyak")
    more.focus()
    visit.page.keyboard.press("Enter")
    visit.page.locator(f"#hasil li:nth-child({count + 1})").wait_for()
    focused = visit.page.evaluate("document.activeElement.textContent")
    assert focused == visit.titles()[count]


def test_what_a_source_wrote_is_text(address: str, visit: Visit) -> None:
    """Markup in a title or a text is shown as it was written, and nothing of it becomes part of the page."""
    visit.page.goto(address)
    visit.search("cabai rawit")
    assert visit.titles() == [HOSTILE]
    assert "<script>alert(2)</script>" in visit.page.locator("#hasil .summary").inner_text()
    assert visit.page.locator("#hasil img, #hasil script").count() == 0
    assert visit.said == []


def test_a_search_can_be_shared_and_gone_back_to(address: str, visit: Visit) -> None:
    """`?q=` searches at once; each search has an address, and the browser's own button leads to the one before."""
    visit.page.goto(f"{address}?q=wereng")
    visit.told()
    assert visit.titles() == ["Sekolah Lapang Petani"]
    visit.search("jembatan")
    assert visit.page.url.endswith("?q=jembatan")
    visit.page.go_back()
    visit.page.locator("#hasil h2", has_text="Sekolah").wait_for()
    assert visit.page.get_by_label("Kata yang dicari").input_value() == "wereng"


@pytest.mark.parametrize("visit", [{"color_scheme": "dark"}, {"color_scheme": "light"}], indirect=True)
def test_results_fit_a_small_screen_and_move_nothing(address: str, visit: Visit) -> None:
    """At 320 pixels nothing is wider than the screen, by day and by night, and what is seen does not shift when results
    come in."""
    visit.page.goto(f"{address}?q=rembukwarga")
    visit.told()
    assert visit.page.evaluate("document.documentElement.scrollWidth") <= 320
    shift = """new Promise(done => { let sum = 0;
        new PerformanceObserver(list => list.getEntries().forEach(each => sum += each.value))
            .observe({type: "layout-shift", buffered: true});
        setTimeout(() => done(sum), 300); })"""
    assert visit.page.evaluate(shift) < 0.02


def test_without_an_index_the_page_says_so(house: House, address: str, visit: Visit) -> None:
    """A sentence, and the ways on: the parts of the portal and its topics."""
    folder = house.output / "pagefind"
    folder.rename(folder.with_name("tersimpan"))
    try:
        visit.page.goto(f"{address}?q=jembatan")
        assert "belum dapat dipakai" in visit.told()
    finally:
        folder.with_name("tersimpan").rename(folder)
    assert visit.page.get_by_role("link", name="Arsip").last.is_visible()
    visit.search("jembatan")
    assert visit.titles() == ["Jembatan Kaliwates"]


@pytest.mark.parametrize("visit", [{"java_script_enabled": False}], indirect=True)
def test_without_scripts_the_page_says_so(address: str, visit: Visit) -> None:
    """Why nothing is found here, and where else to look."""
    visit.page.goto(address)
    assert "Pencarian memerlukan JavaScript" in visit.page.locator("main").inner_text()
    for name in ("Topik", "Instansi", "Arsip"):
        assert visit.page.get_by_role("link", name=name, exact=True).last.is_visible()


def test_a_page_left_open_finds_what_came_meanwhile(house: House, address: str, visit: Visit) -> None:
    """Where the shards that it knows were replaced, it asks again what there is."""
    visit.page.goto(address)
    visit.search("jembatan")
    write(house, "d", "Embung Wanaraya", "Embung baru menampung air hujan.", "2026-11-19")
    old = set(names(house))
    house.run("build")
    _older(house)
    for _ in range(2):
        index(house, FEW, TWO)
    assert not (house.output / "pagefind" / (old - set(names(house))).pop()).exists()
    for words, title in (("wereng", "Sekolah Lapang Petani"), ("embung", "Embung Wanaraya")):
        visit.search(words)
        assert visit.titles() == [title]


LARGE = 2300


@pytest.fixture(scope="module")
def large(house: House, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same pages over an archive of shards of a thousand long texts."""
    site = tmp_path_factory.mktemp("besar") / "portal"
    shutil.copytree(house.output, site, ignore=shutil.ignore_patterns("pagefind", "stories"))
    (site / "data/stories").mkdir()
    archive, months = Archive(LARGE, 400), dict[str, list[str]]()
    for told in map(archive.told, range(LARGE)):
        words: dict[str, Any] = {"title": told.title, "text": told.text}
        months.setdefault(f"{told.at:%Y-%m}", []).append(_line(f"rekaan-{told.number}", told.at, words))
    for month, lines in months.items():
        (site / f"data/stories/{month}.jsonl").write_text("\n".join(lines) + "\n", "utf-8")
    other = House(site.parent / "simpanan", house.content)
    other.output = site
    index(other)
    return site


@pytest.mark.parametrize("words", ["pembangunan", "bantuan petani", "imunisasi posyandu stunting"])
def test_a_first_query_is_cheap(large: Path, visit: Visit, words: str) -> None:
    """All that a first search fetches, its script too, from a server that compresses nothing, in an archive of several
    full shards: at most 120 KB."""
    with server(large.parent, 0) as httpd:
        threading.Thread(target=httpd.serve_forever, daemon=True).start()
        visit.page.goto(f"http://127.0.0.1:{httpd.server_port}/portal/cari/")
        visit.search(words)
        httpd.shutdown()
    assert visit.titles()
    bodies = [
        each.sizes()["responseBodySize"] for each in visit.asked if "/pagefind/" in each.url or "/cari." in each.url
    ]
    assert len(bodies) > 8
    assert sum(bodies) <= FIRST_QUERY
