"""Marks of WhatsApp and Markdown: what becomes bold, slanted, struck out or code, and what never was a mark."""

from __future__ import annotations

import time

import pytest

from plugins.newsroom.clean import Body, fragment
from plugins.newsroom.clean_marks import bare
from plugins.newsroom.clean_rules import Notes


def safe(markup: str) -> str:
    return Body(markup, "", lambda lines: [False] * len(lines), Notes()).safe


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("*Tebal*", "<strong>Tebal</strong>"), ("Kata *tebal sekali*, lalu", "Kata <strong>tebal sekali</strong>, lalu"),
        ("_miring_ dan ~coret~", "<em>miring</em> dan <s>coret</s>"), ("```mono```", "<code>mono</code>"), ("**tebal**", "<strong>tebal</strong>"),
        ("*_keduanya_*", "<strong><em>keduanya</em></strong>"), ("(*penting*)", "(<strong>penting</strong>)"), ("“*Kutipan*”", "“<strong>Kutipan</strong>”"),
        ("*satu* *dua*", "<strong>satu</strong> <strong>dua</strong>"), ("*Rp5.000!*", "<strong>Rp5.000!</strong>"), ("*a & b*", "<strong>a &amp; b</strong>"),
        ("<b>*tebal*</b>", "<b>tebal</b>"), ("<span>*te</span>bal*", "<strong>tebal</strong>"), ("~Senin~ Selasa", "<s>Senin</s> Selasa"),
    ],
)  # fmt: skip
def test_marks_become_elements(text: str, wanted: str) -> None:
    """Behind a space, a bracket or a quotation mark; what is struck out stays visibly struck out."""
    assert safe(f"<p>{text}</p>") == f"<p>{wanted}</p>"


@pytest.mark.parametrize(
    "text",
    ["2*3*4", "(*)", "*) syarat berlaku", "Harga* dan jumlah*", "5 * 3 * 2", "* butir", "***", "nama_berkas_ini", "_", "__", "a_b_c", "https://a.go.id/_x_/",
     "www.a.go.id/*x*", "@akun_resmi_desa", "~5 km ~6 km", "Rp5.000*", "*tidak tertutup", "tidak terbuka*", "* tidak *", "10*10 m dan 5*5 m", "`", "``", "~",
     "a*b* c", "**", "(**)", "_ _", "humas_contoh@contohkab.go.id"],
)  # fmt: skip
def test_what_is_no_mark_stays(text: str) -> None:
    """Products, footnotes, desk codes, names of files, addresses."""
    assert safe(f"<p>{text}</p>") == f"<p>{text}</p>"


@pytest.mark.parametrize("box", ["<pre>{}</pre>", "<p><code>{}</code></p>"])
def test_code_is_not_read(box: str) -> None:
    """It is shown as it was written."""
    assert safe(box.format("*a* _b_")) == box.format("*a* _b_")


def test_struck_out_by_an_element_stays_struck_out() -> None:
    """What an agency crossed out must not read as if it stood."""
    assert (
        safe("<p>Rapat <del>Senin</del> <strike>Rabu</strike> Selasa</p>")
        == "<p>Rapat <s>Senin</s> <s>Rabu</s> Selasa</p>"
    )


def test_our_own_people_use_marks_too() -> None:
    """Profiles and pages are read as articles are."""
    assert fragment("<p>*Penting*</p><p>Bagikan</p>") == "<p><strong>Penting</strong></p><p>Bagikan</p>"


@pytest.mark.parametrize(
    ("title", "wanted"),
    [
        ("*Rapat Humas*", "Rapat Humas"),
        ("*_Rapat_*", "Rapat"),
        ("2*3*4", "2*3*4"),
        ("Rapat (*)", "Rapat (*)"),
        ("", ""),
    ],
)
def test_a_title_loses_its_marks(title: str, wanted: str) -> None:
    """It is plain text."""
    assert bare(title) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "*a " * 30_000,
        "*a* " * 20_000,
        "_" * 90_000,
        " *" * 60_000,
        "*_~" * 30_000,
        "```" * 30_000,
        " ~a" * 40_000,
        "(*" * 50_000,
    ],
)
def test_no_text_takes_long(text: str) -> None:
    """Time grows with the length alone."""
    began = time.process_time()
    safe(f"<p>{text}</p>")
    bare(text)
    assert time.process_time() - began < 4
