"""The theme's templates and stylesheet, read and rendered by Jinja alone.

What goes in is the folder `themes/sinergi`; what is held are its promises of safety and reach: one raw place, nothing
from a third party, the policy on every page, text escaped, colours that can be read. No Pelican, no browser.
"""

from __future__ import annotations

import re
from pathlib import Path
from tempfile import mkdtemp

import pytest
from jinja2 import Environment, FileSystemLoader, StrictUndefined, meta

from plugins.portal.templates import tune
from plugins.portal.view import AgencyRef, Card, Head, Link, Site, When

THEME = Path(__file__).parents[2] / "themes" / "sinergi"
TEMPLATES = sorted(path.name for path in (THEME / "templates").glob("*.html"))
PARTS = {"base.html", "raw.html"} | {name for name in TEMPLATES if name.startswith("_")}
PAGES = [name for name in TEMPLATES if name not in PARTS]

POLICY = (
    "default-src 'none'; img-src 'self'; style-src 'self'; font-src 'self'; connect-src 'self'; "
    "manifest-src 'self'; base-uri 'none'; form-action 'self'"
)
SEARCH_POLICY = POLICY + "; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'"

COMPILED = Path(mkdtemp(prefix="templates-"))

HOSTILE = '"><script>alert(1)</script>'


def environment() -> Environment:
    """Jinja as the portal sets it; an unknown name in a template is an error."""
    made = Environment(
        loader=FileSystemLoader(THEME / "templates"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    tune(made, COMPILED)
    return made


def source(name: str) -> str:
    return (THEME / "templates" / name).read_text(encoding="utf-8")


def site(name: str = "Kabupaten Contoh") -> Site:
    nav = (Link("Beranda", "/"), Link("Instansi", "/instansi/"))
    return Site(name, name, "/", "/theme/css/sinergi.css", "/theme/icon.svg", nav, nav, nav, nav, name)


def head(path: str, title: str = "Judul", *, canonical: str = "") -> Head:
    section = "/" if path == "/" else f"/{path.split('/')[1]}/"
    return Head(title, title, canonical, path, section, (Link(title, "/"),), (), "", index=bool(canonical))


def card(text: str) -> Card:
    when = When("2026-11-21T13:30:00+07:00", "21 November 2026, 13.30 WIB", "21 November 2026", "21 Nov 2026")
    agency = AgencyRef("dinkes", text, text, "Dinas", "#0b6e4f", "/instansi/dinkes/", closed=False)
    return Card(
        href="/berita/2026/11/contoh/",
        title=text,
        summary=text,
        kind="klarifikasi",
        kind_label="Klarifikasi",
        agency=agency,
        also_count=2,
        published=when,
        corrected=True,
        image=None,
        starts=None,
        ends=None,
        place=text,
        state="",
        verdict=text,
        until=None,
    )


def widget(text: str) -> str:
    one = card(text)
    template = environment().get_template("widget.html")
    return template.render(site=site(text), head=head("/w/dinkes.html", text), agency=one.agency, cards=[one])


def bare(name: str) -> str:
    """The page of a template that needs nothing beside `site` and `head`, but for the search page's own addresses."""
    own = {"action": "/cari/", "script": "/aset/cari.0.js"}
    return environment().get_template(name).render(site=site(), head=head("/404.html"), **own)


def test_text_is_printed_raw_in_one_place() -> None:
    """`|safe` stands once in the theme, in the macro of raw.html, and nothing turns escaping off."""
    places = [name for name in TEMPLATES for _ in re.findall(r"\|\s*safe\b", source(name))]
    assert places == ["raw.html"]
    assert not [name for name in TEMPLATES if "autoescape" in source(name) or "Markup" in source(name)]


@pytest.mark.parametrize("name", TEMPLATES)
def test_no_script_and_no_inline_style(name: str) -> None:
    """No template carries a script, a style, or a handler: the policy would refuse them all. The search page names its
    script once, and has no words in it."""
    text = source(name)
    if name == "search.html":
        text = text.replace('<script type="module" src="{{ script }}"></script>', "", 1)
    assert not re.search(r"<script|<style|\bstyle\s*=|\son\w+\s*=|javascript:", text, re.IGNORECASE)


@pytest.mark.parametrize("name", TEMPLATES)
def test_no_address_of_a_third_party(name: str) -> None:
    """Templates name no address outside the site; the two texts replaced in an agency's address are none."""
    text = re.sub(r'replace\("https?://", ""\)', "", source(name))
    assert not re.search(r"https?://|[\"']//", text)


def test_stylesheet_loads_nothing() -> None:
    """The stylesheet fetches no font, picture or further sheet."""
    css = (THEME / "static/css/sinergi.css").read_text(encoding="utf-8")
    assert not re.search(r"@import|url\(|@font-face", css)


@pytest.mark.parametrize("name", PAGES)
def test_every_page_takes_the_policy(name: str) -> None:
    """A page extends the base, or takes the common head itself; one that replaces the head takes it again."""
    text = source(name)
    takes = "{{ common(site, head" in text
    assert takes or ('extends "base.html"' in text and "block head" not in text)


def test_base_takes_the_policy() -> None:
    """The frame that the pages extend prints the common head."""
    assert "{{ common(site, head) }}" in source("base.html")


@pytest.mark.parametrize(("name", "policy"), [("404.html", POLICY), ("search.html", SEARCH_POLICY)])
def test_policy_stands_before_any_resource(name: str, policy: str) -> None:
    """The printed policy is the agreed one, to the letter, before any resource; search alone may run its index."""
    page = bare(name)
    tag = f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
    assert tag in page
    assert page.index(tag) < min(page.index("<link"), page.index("<title"))


def test_policy_of_the_widget() -> None:
    """The widget has a layout of its own and the same policy."""
    page = widget("Dinas Kesehatan")
    assert f'content="{POLICY}">' in page
    assert 'name="robots" content="noindex"' in page
    assert page.count('target="_top"') == page.count("<a href") == 2


@pytest.mark.parametrize("page", [bare("404.html"), bare("search.html"), widget("Dinkes")], ids=["404", "cari", "w"])
def test_frame_of_a_page(page: str) -> None:
    """Indonesian, skip link first, one h1, and the four landmarks."""
    assert page.startswith('<!DOCTYPE html>\n<html lang="id">')
    assert re.search(r'<body[^>]*>\s*<a class="skip" href="#konten">Lewati ke konten utama</a>', page)
    assert len(re.findall(r"<h1\b", page)) == 1
    for landmark in ("<header", "<nav", '<main class="wrap" id="konten"', "<footer"):
        assert landmark in page or ("<main" in landmark and '<main id="konten"' in page)


def test_hostile_text_is_escaped() -> None:
    """A title, a name, a verdict or a tagline that holds markup is printed as text."""
    one = card(HOSTILE)
    env = environment()
    home = env.get_template("klarifikasi.html").render(
        site=site(HOSTILE), head=head("/klarifikasi/", HOSTILE), cards=[one]
    )
    for page in (home, widget(HOSTILE)):
        assert "&lt;script&gt;" in page
        assert "<script" not in page


def test_navigation_marks_where_the_reader_is() -> None:
    """The page's own entry is `page`, the section above it `true`, and home never stands above anything."""
    env = environment()
    own = env.get_template("404.html").render(site=site(), head=head("/instansi/"))
    below = env.get_template("404.html").render(site=site(), head=head("/instansi/dinkes/"))
    assert 'href="/instansi/" aria-current="page"' in own
    assert 'href="/instansi/" aria-current="true"' in below
    assert 'href="/" aria-current' not in own + below


@pytest.mark.parametrize("name", TEMPLATES)
def test_templates_parse_and_find_each_other(name: str) -> None:
    """Every template is sound Jinja, and what it extends, includes or imports exists."""
    tree = environment().parse(source(name))
    assert set(meta.find_referenced_templates(tree)) <= set(TEMPLATES)


def test_readme_lists_the_templates() -> None:
    """The contract of contexts in the theme's README names every page template, and no other."""
    rows = re.findall(r"^\| `([\w.]+\.html)` \|", (THEME / "README.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert sorted(rows) == PAGES


def colours(css: str) -> dict[str, str]:
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})\b", css))


def luminance(colour: str) -> float:
    """Relative luminance, WCAG 2.2."""
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    ("text", "ground"),
    [(text, ground) for text in ("ink", "soft", "link", "soga") for ground in ("paper", "wash")]
    + [("good", "paper"), ("alert", "paper"), ("cream", "nila"), ("gold", "nila")]
    + [(text, "alert-wash") for text in ("ink", "soft", "alert")],
)
def test_colours_can_be_read(scheme: str, text: str, ground: str) -> None:
    """Every pair of text and ground reaches 4.5:1 in both schemes (WCAG 2.2, 1.4.3)."""
    css = (THEME / "static/css/sinergi.css").read_text(encoding="utf-8")
    light, dark = css.split("@media (prefers-color-scheme: dark)", 1)
    named = colours(light)
    if scheme == "dark":
        named |= colours(dark.split("@media print")[0])
    bright, dim = sorted((luminance(named[text]), luminance(named[ground])), reverse=True)
    assert (bright + 0.05) / (dim + 0.05) >= 4.5
