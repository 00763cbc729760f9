"""The gate: each planted fault is refused, with a sentence that names it, and nothing goes live."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import nullcontext
from datetime import UTC, datetime
from pathlib import Path

import pytest
from msgspec.structs import replace

from plugins.newsroom.errors import BuildRefused
from plugins.newsroom.model import Network
from plugins.newsroom.store import Store
from plugins.portal import gate
from plugins.portal.edition import Edition
from plugins.portal.ledger import Ledger
from plugins.portal.stage import Made, Stage

PAGE = (
    '<!DOCTYPE html><html lang="id"><head>'
    "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; img-src 'self'\">"
    "</head><body>{}</body></html>"
)


@pytest.fixture
def stage(tmp_path: Path) -> Stage:
    """A stage of an empty portal, with a good home page."""
    store = Store(f"sqlite:///{tmp_path / 'p.sqlite3'}")
    edition = Edition(
        store, Network("Kabupaten Contoh"), (), tmp_path / "site", tmp_path / "staging", tmp_path, "",
        datetime.now(UTC), full=True, keys=frozenset(), upto=0,
    )  # fmt: skip
    stage = Stage(edition)
    stage.put("index.html", PAGE.format('<a href="/agenda/">Agenda</a>').encode())
    stage.put("agenda/index.html", PAGE.format('<a href="/">Beranda</a>').encode())
    return stage


def judge(stage: Stage, *, swept: bool = False) -> Ledger:
    """What was staged is written down and shown to the gate. `swept`: also what is to go is looked for."""
    ledger = Ledger(stage.edition)
    ledger.take(Made(stage.hand_over()))
    if swept:
        ledger.orphans()
    gate.judge(stage, ledger)
    return ledger


def test_a_good_site_passes(stage: Stage) -> None:
    """What is whole and harmless is let through without a word."""
    judge(stage)


def test_the_policy_may_be_written_anew(stage: Stage) -> None:
    """A plugin that reads a page and writes it again sorts what a tag says; the policy is the same."""
    policy = PAGE.partition('content="')[2].partition('"')[0]
    again = f'<meta content="{policy}" http-equiv="Content-Security-Policy"/>'
    stage.put("tentang/index.html", again.encode())
    judge(stage)


def _page(body: str, path: str = "tentang/index.html") -> Callable[[Stage], object]:
    return lambda stage: stage.put(path, PAGE.format(body).encode())


def _exchanged(stage: Stage) -> None:
    """As many files as were written down, and another among them."""
    (stage.folder / "agenda/index.html").rename(stage.folder / "titip.html")


def _linked(stage: Stage) -> None:
    (stage.folder / "agenda/index.html").unlink()
    (stage.folder / "agenda/index.html").symlink_to("/etc/hostname")


FAULTS: dict[str, tuple[Callable[[Stage], object], str]] = {
    "no policy": (lambda s: s.put("tentang/index.html", b"<html><body>Halo</body></html>"), "policy"),
    "another policy": (
        lambda s: s.put(
            "tentang/index.html",
            b"<meta content=\"default-src 'self'; img-src 'none'\" http-equiv=\"Content-Security-Policy\"/>",
        ),
        "policy",
    ),
    "script": (_page("<script>alert(1)</script>"), "active content"),
    "handler": (_page('<img src="/index.html" alt="" onerror="x()">'), "active content"),
    "frame": (_page('<iframe src="https://jahat.example/"></iframe>'), "active content"),
    "base": (_page('<base href="https://jahat.example/">'), "active content"),
    "form": (_page('<form action="https://jahat.example/"></form>'), "active content"),
    "style attribute": (_page('<p style="position:fixed">x</p>'), "active content"),
    "javascript link": (_page('<a href="javascript:alert(1)">x</a>'), "active content"),
    "single quotes": (_page("<a href='javascript:alert(1)'>x</a>"), "active content"),
    "no quotes": (_page("<a href=javascript:alert(1)>x</a>"), "active content"),
    "handler behind a slash": (_page("<svg/onload=alert(1)>"), "active content"),
    "handler behind a value": (_page('<img alt="a"onerror=alert(1)>'), "active content"),
    "handler behind a sign": (_page('<img alt="a > b" onerror="x()">'), "active content"),
    "handler in capitals": (_page("<p ONCLICK = x>x</p>"), "active content"),
    "a tag over two lines": (_page('<a\n href="/"\nonclick\n="x()">x</a>'), "active content"),
    "data link": (_page('<a href="data:text/html,x">x</a>'), "active content"),
    "dangling link": (_page('<a href="/tidak-ada/">x</a>'), "nothing is there"),
    "dangling picture": (_page('<img src="/gambar/abcdef-400.webp" alt="">'), "nothing is there"),
    "dangling srcset": (_page('<img src="/index.html" srcset="/gambar/abc-400.webp 400w" alt="">'), "nothing is there"),
    "hidden file": (lambda s: s.put(".env", b"SECRET=1"), "no place"),
    "foreign kind": (lambda s: s.put("unduh/app.apk", b"PK"), "no place"),
    "php": (lambda s: s.put("gambar/x.php", b"<?php"), "no place"),
    "unaccounted": (lambda s: (s.folder / "titip.html").write_text("x"), "accounts for"),
    "vanished": (lambda s: (s.folder / "agenda/index.html").unlink(), "accounts for"),
    "one for another": (_exchanged, "accounts for"),
    "a link for a file": (_linked, "accounts for"),
    "symlink": (lambda s: (s.folder / "link").symlink_to("/etc/hostname"), "accounts for"),
    "a story too many": (_page("x", "berita/2026/11/hantu/index.html"), "story pages"),
}


@pytest.mark.parametrize("name", FAULTS)
def test_planted_fault_is_refused(stage: Stage, name: str) -> None:
    """One fault planted into a good site: the gate refuses, and its sentence names the kind of fault."""
    plant, words = FAULTS[name]
    plant(stage)
    with pytest.raises(BuildRefused, match=words):
        judge(stage)


@pytest.mark.parametrize("path", ["../luar.html", "/etc/passwd", "a/../../b.html", ""])
def test_nothing_is_staged_outside_the_site(stage: Stage, path: str) -> None:
    """A path that leads out of the site is refused before a byte is written."""
    with pytest.raises(BuildRefused, match="outside"):
        stage.put(path, b"x")


def test_nothing_is_staged_twice(stage: Stage) -> None:
    """Two rooms that print the same path are a fault, not a matter of who came last."""
    with pytest.raises(BuildRefused, match="twice"):
        stage.put("index.html", b"x")


def test_a_headline_about_attributes_is_no_attribute(stage: Stage) -> None:
    """Words such as `online = …` inside an attribute's value do not stop a release."""
    stage.put("tentang/index.html", PAGE.format('<img src="/" alt="Judi online = pidana, style= apa pun">').encode())
    judge(stage)


def test_links_below_a_base_path_are_followed(stage: Stage) -> None:
    """Where the site lives under a path, links carry it, and are looked for without it."""
    under = Stage(replace(stage.edition, site_url="https://contoh.example/portal"))
    under.put("index.html", PAGE.format('<a href="/portal/agenda/">x</a>').encode())
    with pytest.raises(BuildRefused, match="agenda"):
        judge(under)


def test_a_text_that_quotes_markup_is_no_link(stage: Stage) -> None:
    """A story that shows ` href="/r/x"` as its text does not need that page."""
    stage.put("tentang/index.html", PAGE.format('<p>Tulis &lt;a href="/tidak-ada/"&gt; di sana.</p>').encode())
    judge(stage)


SEARCH_POLICY = "; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'"
SCRIPT = '<script type="module" src="/portal/aset/cari.0a1b2c.js"></script>'
FORM = '<form role="search" method="get" action="/portal/cari/" id="cari">'


@pytest.fixture
def searching(stage: Stage) -> Stage:
    """A portal below a path, whose theme has the script that reads the search index."""
    edition = replace(
        stage.edition, site_url="https://contoh.example/portal", assets={"js/cari.js": "/aset/cari.0a1b2c.js"}
    )
    searching = Stage(edition)
    searching.put("index.html", PAGE.format("<p>x</p>").encode())
    searching.put("aset/cari.0a1b2c.js", b"1")
    return searching


def _searches(stage: Stage, body: str, policy: str = SEARCH_POLICY, path: str = "cari/index.html") -> None:
    page = PAGE.replace("img-src 'self'", f"img-src 'self'{policy}")
    stage.put(path, page.format(body).encode())
    judge(stage)


@pytest.mark.parametrize("policy", [SEARCH_POLICY, ""])
def test_the_search_page_has_its_form_and_its_script(searching: Stage, policy: str) -> None:
    """Both to the letter, with the policy that lets the script read its index, or the strict one."""
    _searches(searching, FORM + "</form>" + SCRIPT, policy)


@pytest.mark.parametrize(
    "body",
    [
        SCRIPT + SCRIPT,
        SCRIPT.replace("></script>", ">alert(1)</script>"),
        "<script>alert(1)</script>",
        SCRIPT + "<script type='module'>alert(1)</script>",
        SCRIPT.replace("cari.0a1b2c", "lain.0a1b2c"),
        SCRIPT.replace("/portal/aset", "https://jahat.example/aset"),
        SCRIPT.replace("/portal/aset", "/aset"),
        SCRIPT.replace(" src=", " crossorigin src="),
        SCRIPT.replace(' type="module"', ""),
        SCRIPT.replace('"></', '" onload="x()"></'),
        FORM + FORM,
        FORM.replace("/portal/cari/", "https://jahat.example/"),
        FORM.replace(' id="cari"', ""),
        "<p onclick=x>x</p>" + SCRIPT,
        "<iframe src='/portal/'></iframe>" + SCRIPT,
    ],
)
def test_nothing_else_runs_on_the_search_page(searching: Stage, body: str) -> None:
    """Twice, with words of its own, another address, an attribute more or less: refused, as is whatever else acts."""
    with pytest.raises(BuildRefused, match="active content"):
        _searches(searching, body)


def test_the_search_script_must_be_there(searching: Stage) -> None:
    """A page that names a script which the site does not have does not go live."""
    without = Stage(searching.edition)
    with pytest.raises(BuildRefused, match="active content"):
        _searches(without, SCRIPT)


@pytest.mark.parametrize("path", ["agenda/index.html", "topik/cari/index.html", "404.html"])
@pytest.mark.parametrize("body", [SCRIPT, FORM])
def test_search_is_on_its_own_page_alone(searching: Stage, path: str, body: str) -> None:
    """The same tags anywhere else are refused."""
    with pytest.raises(BuildRefused, match="active content"):
        _searches(searching, body, "", path)


@pytest.mark.parametrize(
    ("policy", "path"),
    [
        (SEARCH_POLICY, "agenda/index.html"),
        ("; script-src 'self' 'unsafe-inline'; worker-src 'self'", "cari/index.html"),
        ("; script-src *; worker-src 'self'", "cari/index.html"),
        ("; script-src-elem *" + SEARCH_POLICY, "cari/index.html"),
        ("; worker-src blob:", "cari/index.html"),
        ("; script-src 'self'", "tentang/index.html"),
        ("; frame-src *", "agenda/index.html"),
    ],
)
def test_a_looser_policy_is_refused(searching: Stage, policy: str, path: str) -> None:
    """What may run is said by the policy of the search page as agreed, and by no other page's."""
    with pytest.raises(BuildRefused, match="policy"):
        _searches(searching, "<p>x</p>", policy, path)


STORY = "berita/2026/11/lama/index.html"


@pytest.fixture
def standing(stage: Stage) -> Stage:
    """A stage over a folder in which a story's page stands that the store knows nothing of."""
    page = stage.edition.output / STORY
    page.parent.mkdir(parents=True)
    page.write_text("lama")
    return stage


def test_a_story_page_that_the_store_does_not_know_stays(standing: Stage) -> None:
    """Told before anything else: how many, which, of which store, and in which folder."""
    with pytest.raises(BuildRefused, match=r"^1 halaman berita .*/site .*p\.sqlite3, misalnya /berita/2026/11/lama/\."):
        judge(standing, swept=True)


@pytest.mark.parametrize(
    "path", ["berita/catatan.txt", "berita/2026/index.html", "gambar/aa-400.webp", "topik/x/index.html"]
)
def test_what_is_no_story_page_may_go(stage: Stage, path: str) -> None:
    """Lists, pictures and strangers in our folders are swept as ever."""
    (stage.edition.output / path).parent.mkdir(parents=True)
    (stage.edition.output / path).write_text("lama")
    assert path in judge(stage, swept=True).gone()


def test_a_page_that_is_gone_already_is_no_loss(standing: Stage) -> None:
    """Whoever emptied the folder begins anew, whatever the store's record says of it."""
    (standing.edition.output / STORY).unlink()
    standing.remove(STORY)
    judge(standing)


@pytest.mark.parametrize(("last", "words"), [("<p>x</p>", ""), ("<script>x</script>", "active content")])
def test_many_files_are_judged_by_several(stage: Stage, last: str, words: str) -> None:
    """Each file is read by one of them, and a fault in the last of thousands refuses the whole."""
    for n in range(gate.MUCH):
        stage.put(f"arsip/{1000 + n // 12}/{n % 12 + 1:02}/index.html", PAGE.format("<p>x</p>").encode())
    stage.put("tentang/index.html", PAGE.format(last).encode())
    ledger = Ledger(stage.edition)
    ledger.take(Made(stage.hand_over()))
    with pytest.raises(BuildRefused, match=words) if words else nullcontext():
        gate.judge(stage, ledger, 2)
    assert stage.edition.store.q.latest_touch() == 0, "the store is open again"
