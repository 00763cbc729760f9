"""A real browser reads the built site: no message on the console, no request to anybody else, all there."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from playwright.sync_api import Browser, Page

from plugins.office.preview import server
from samples.network import Network, lay_out
from tests.houses import House
from tests.site.conftest import FIRST


@pytest.fixture(scope="module")
def portal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, House]]:
    """The sample network after one pull, served on loopback under the address that it was built for."""
    folder = tmp_path_factory.mktemp("browser")
    layout = lay_out(folder / "demo", now=FIRST)
    house = House(folder, layout.content, site_url=layout.portal_address.rstrip("/"))
    with Network(folder / "demo"):
        house.pull()
    house.run("build")
    with server(house.output, layout.portal) as httpd:
        threading.Thread(target=httpd.serve_forever, daemon=True).start()
        yield house.site_url, house
        httpd.shutdown()


@dataclass
class Visit:
    """One look at one page: what the console said, what was asked of whom."""

    page: Page
    said: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)


@pytest.fixture
def visit(chromium: Browser) -> Iterator[Visit]:
    context = chromium.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    visit = Visit(page)
    page.on("console", lambda message: visit.said.append(message.text))
    page.on("pageerror", lambda error: visit.said.append(str(error)))
    page.on("request", lambda request: visit.asked.append(request.url))
    yield visit
    context.close()


def _story(house: House) -> str:
    line = max(house.lines(), key=lambda x: len(x["also"]))
    return str(line["url"]).removeprefix(house.site_url)


@pytest.mark.parametrize("name", ["home", "agency", "story"])
def test_page_opens_without_a_complaint(portal: tuple[str, House], visit: Visit, name: str) -> None:
    """Home, an agency and a story: no console message, nothing asked of another origin, one h1, all pictures there."""
    base, house = portal
    path = {"home": "/", "agency": "/instansi/dinkes/", "story": _story(house)}[name]
    answer = visit.page.goto(base + path)
    assert answer is not None
    assert answer.status == 200
    visit.page.evaluate("document.querySelectorAll('img').forEach(i => i.loading = 'eager')")
    visit.page.wait_for_load_state("networkidle")
    assert visit.said == []
    assert [url for url in visit.asked if not url.startswith(base + "/")] == []
    assert visit.page.locator("h1").count() == 1
    broken = "Array.from(document.images).filter(i => !i.complete || i.naturalWidth == 0).length"
    assert visit.page.evaluate(broken) == 0
    assert visit.page.locator("img").count() > 0


def test_a_story_names_all_who_carry_it(portal: tuple[str, House], visit: Visit) -> None:
    """The reader sees who published, when, who else did, and where the original stands."""
    base, house = portal
    visit.page.goto(base + _story(house))
    text = visit.page.locator("main").inner_text()
    assert "Juga dimuat oleh" in text
    for name in ("Dinas Kesehatan", "Dinas Komunikasi dan Informatika", "RSUD Kabupaten Contoh"):
        assert name in text
    assert " WIB" in text


def test_from_home_to_a_story_by_keyboard_alone(portal: tuple[str, House], visit: Visit) -> None:
    """The first stop of the Tab key is the link that skips to the content; a story is reached from home by a link."""
    base, _ = portal
    visit.page.goto(base + "/")
    visit.page.keyboard.press("Tab")
    assert "konten utama" in visit.page.evaluate("document.activeElement.textContent")
    visit.page.locator("main h2 a, main h3 a").first.click()
    assert "/berita/" in visit.page.url


def test_the_lead_storys_summary_is_not_cut(portal: tuple[str, House], visit: Visit) -> None:
    """On a phone, where it is longest, the whole of its sentences can be read."""
    base, _ = portal
    visit.page.set_viewport_size({"width": 360, "height": 780})
    visit.page.goto(base + "/")
    assert visit.page.locator(".lead .summary").evaluate("one => one.scrollHeight - one.clientHeight") == 0


@pytest.mark.parametrize("path", ["/topik/kesehatan/", "/wilayah/sumberjati/", "/klarifikasi/"])
def test_a_list_stands_clear_of_its_heading(portal: tuple[str, House], visit: Visit, path: str) -> None:
    """Whether words introduce it or not, the first story keeps a line's distance from what stands above it."""
    base, _ = portal
    visit.page.goto(base + path)
    gap = "one => one.getBoundingClientRect().top - one.previousElementSibling.getBoundingClientRect().bottom"
    assert visit.page.locator("main > .cards").evaluate(gap) >= 20


def test_a_phone_does_not_scroll_sideways(portal: tuple[str, House], visit: Visit) -> None:
    """At 320 pixels no page is wider than the screen."""
    base, house = portal
    visit.page.set_viewport_size({"width": 320, "height": 640})
    for path in ("/", "/instansi/", "/instansi/dlh/", _story(house), "/keaktifan/", "/cari/", "/arsip/2026/11/"):
        visit.page.goto(base + path)
        assert visit.page.evaluate("document.documentElement.scrollWidth") <= 320, path
