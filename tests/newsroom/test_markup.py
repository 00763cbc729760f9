"""Markdown as honest people write it, and as somebody writes it who wants a script, a file, or our time."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.newsroom.markup import LONGEST, render

TAG = re.compile(r"<([a-z0-9]+)([^>]*)>")
KNOWN = {
    "p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "blockquote", "pre", "code", "em", "strong", "a",
    "img", "br", "hr", "table", "thead", "tbody", "tr", "th", "td", "span",
}  # fmt: skip


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Satu.\n\nDua.", "<p>Satu.</p>\n<p>Dua.</p>"),
        ("## Judul", "<h2>Judul</h2>"),
        ("**tebal** dan *miring*", "<p><strong>tebal</strong> dan <em>miring</em></p>"),
        ("[Lapor](https://lapor.go.id)", '<p><a href="https://lapor.go.id">Lapor</a></p>'),
        ("<https://lapor.go.id>", '<p><a href="https://lapor.go.id">https://lapor.go.id</a></p>'),
        ("[Lapor][1]\n\n[1]: https://lapor.go.id", '<p><a href="https://lapor.go.id">Lapor</a></p>'),
        ("![Alt](https://a.go.id/b.jpg)", '<p><img alt="Alt" src="https://a.go.id/b.jpg" /></p>'),
        ("[Kontak](/kontak/)", '<p><a href="/kontak/">Kontak</a></p>'),
        ("> kutipan", "<blockquote>\n<p>kutipan</p>\n</blockquote>"),
        ("1. a\n2. b\n\n- c", "<ol>\n<li>a</li>\n<li>b</li>\n</ol>\n<ul>\n<li>c</li>\n</ul>"),
        ("5 < 6 & 7 &copy;", "<p>5 &lt; 6 &amp; 7 &copy;</p>"),
        ("`<b>`", "<p><code>&lt;b&gt;</code></p>"),
    ],
)
def test_markdown_is_markdown(text: str, expected: str) -> None:
    """What a contributor finds in any short guide works here."""
    assert render(text) == expected


def test_tables_are_known() -> None:
    """Schedules and lists of documents are tables."""
    html = render("| Hari | Jam |\n|---|---|\n| Senin | 08.00 |")
    assert "<th>Hari</th>" in html
    assert "<td>08.00</td>" in html


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "<SCRIPT SRC=//x>",
        "a <b onclick=alert(1)>b</b> c",
        "<div>\n\n# Judul\n\n</div>",
        "<img src=x onerror=alert(1)>",
        "<!-- komentar -->",
        "<?php phpinfo(); ?>",
        "<![CDATA[ <script> ]]>",
        "<!DOCTYPE html>",
        "<svg/onload=alert(1)>",
        "- a\n\n    <iframe src=x></iframe>",
        "> <style>*{}</style>",
        "|a|\n|-|\n|<object>|",
        "# <base href=//x>",
        "**<form>**",
        "[<i>x</i>](https://a.go.id)",
        '<a href="{attach}../.env">x</a>',
        "`` <script> ``",
        "    <script>",
        "\x02wzxhzdk:0\x03<script>\x02wzxhzdk:0\x03",
        "&lt;script&gt; <script>",
    ],
)
def test_raw_html_is_text(text: str) -> None:
    """Whatever is written, only tags that Markdown itself makes come out, and the words stay."""
    tags = TAG.findall(render(text))
    assert {name for name, _ in tags} <= KNOWN
    assert all("on" not in attributes for _, attributes in tags)
    assert "&lt;" in render(text)


@given(st.text("<>&;\"'()[]{}|!*_`#-=:/\\ \n\tascriptonx0123\x02\x03", max_size=200))
def test_no_text_makes_a_foreign_tag(text: str) -> None:
    """Nor does one that nobody thought of."""
    assert {name for name, _ in TAG.findall(render(text))} <= KNOWN


@pytest.mark.parametrize(
    "text",
    [
        "[teks]({attach}../.env)",
        "[teks]({static}/../etc/passwd)",
        "[teks]({filename}lain.md)",
        "[teks](|filename|lain.md)",
        "[teks](|attach|../.env)",
        "[teks]( {attach}../.env )",
        "[teks](<{attach}../.env>)",
        "[teks](\\{attach}../.env)",
        "[teks](&#123;attach}../.env)",
        "[teks](&lbrace;attach}../.env)",
        "[teks](%7Battach%7D../.env)",
        "[teks](\u200b{attach}../.env)",
        '[teks]({attach}../.env "judul")',
        "[teks][1]\n\n[1]: {attach}../.env",
        "[teks]\n\n[teks]: {static}/x",
        "![teks]({attach}../.env)",
        "![teks][1]\n\n[1]: {attach}../.env",
        "| a |\n|---|\n| [teks]({author}x) |",
        "- [teks]({category}x)",
    ],
)
def test_a_link_to_a_file_of_this_machine_is_its_words(text: str) -> None:
    """`{attach}../.env` published that file; here the link goes and its text stays."""
    html = render(text)
    assert "teks" in html
    assert not re.search(r"(href|src)=", html)


def test_a_brace_elsewhere_in_an_address_is_left_alone() -> None:
    """Only at its start does it name a file."""
    assert 'href="https://a.go.id/{id}"' in render("[a](https://a.go.id/{id})")


BOMBS = [
    "[", "![", "[a](", "[a][b", "[a]", "[" * 50 + "]" * 50, "*", "*a **b ", "_a __b ", "`a", "`a``b", "<", "<a ",
    "<http:", "&", "&#", "\\", "> ", ">", "> # a\n", "# a\n", "---\n", "a\n===\n", "- a\n", "- # a\n", "1. a\n", "|a",
    "|a|b|\n|-|-|\n", "a\n\n", "    a\n", "[a]: b\n", " ", "\t", "a  \n", "- a\n\n    b\n\n", "***a", "\\[",
    "[a](b 'c", '[a](b "', "((", "\x02", "```\n",
]  # fmt: skip


@pytest.mark.parametrize("bomb", BOMBS)
def test_no_text_costs_more_than_it_may(bomb: str) -> None:
    """The library needs the square of some of these: three seconds to five minutes for this length."""
    text = bomb * (LONGEST // 4 // len(bomb))
    started = time.process_time()
    render(text)
    assert time.process_time() - started < 2.5


def test_what_is_too_long_comes_out_bare() -> None:
    """All its words, in paragraphs, without markup."""
    html = render("**a** <b>\n\n" + "kata " * (LONGEST // 5))
    assert html.startswith("<p>**a** &lt;b&gt;</p>\n<p>kata kata")
    assert html.count("kata") == LONGEST // 5


def test_a_long_list_of_links_is_all_links() -> None:
    """What guards against a bomb does not touch a page of five hundred documents."""
    lines = [f"- [Dokumen [{n}]](https://ppid.contohkab.go.id/dokumen/{n}/)" for n in range(500)]
    assert render("\n".join(lines)).count("<a href=") == 500


def test_one_text_knows_nothing_of_another() -> None:
    """A reference that one contributor defines is not there for the next."""
    render("[1]: https://a.go.id")
    assert render("[x][1]") == "<p>[x][1]</p>"
