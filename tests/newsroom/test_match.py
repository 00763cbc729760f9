"""Which copy leads a story, and what its address is called: tables of copies and titles."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.newsroom.match import SLUG, Copy, host_of, lead, slug

NOW = datetime(2026, 11, 21, 6, 30, tzinfo=UTC)
SITES = {"dinkes": "dinkes.contohkab.go.id", "polres": "127.0.0.1:20002", "setda": "setda.contohkab.go.id"}


def copy(agency: str, hours: float = 0, *, at: str = "", origin: str = "", number: int = 0) -> Copy:
    home = f"https://{SITES.get(agency, 'lain.contohkab.go.id')}"
    return Copy(number, agency, NOW + timedelta(hours=hours), f"{at or home}/berita/1", origin)


@pytest.mark.parametrize(
    ("copies", "leader"),
    [
        ([copy("setda")], "setda"),
        ([copy("setda", 1), copy("dinkes", 2)], "setda"),
        ([copy("setda", 2), copy("dinkes", 1)], "dinkes"),
        ([copy("setda", 1), copy("dinkes", 1)], "dinkes"),
        ([copy("setda", 1, origin="https://dinkes.contohkab.go.id/feed/"), copy("dinkes", 5)], "dinkes"),
        ([copy("setda", 1, origin="https://www.dinkes.contohkab.go.id/"), copy("dinkes", 5)], "dinkes"),
        ([copy("setda", 1, origin="HTTPS://DINKES.contohkab.go.id/"), copy("dinkes", 5)], "dinkes"),
        ([copy("setda", 1, at="https://dinkes.contohkab.go.id"), copy("dinkes", 5)], "dinkes"),
        ([copy("setda", 1, origin="http://127.0.0.1:20002/rss"), copy("polres", 5)], "polres"),
        ([copy("setda", 1, origin="http://127.0.0.1:20001/rss"), copy("polres", 5)], "setda"),
        ([copy("dinkes", 5, origin="https://dinkes.contohkab.go.id/feed/"), copy("setda", 1)], "setda"),
        ([copy("setda", 1, origin="https://kementerian.go.id/"), copy("dinkes", 5)], "setda"),
        ([copy("desa-a", 1), copy("desa-b", 1)], "desa-a"),
        ([copy("setda", 1, origin="http://[::1"), copy("dinkes", 5)], "setda"),
    ],
)
def test_who_leads(copies: list[Copy], leader: str) -> None:
    """Named as source by another, else the earliest, else the first slug, in whatever order they come."""
    for order in permutations(copies):
        assert lead(order, SITES).agency == leader


def test_two_that_name_each_other_are_told_apart_by_time() -> None:
    """Both are named, so the earlier one leads."""
    one = copy("setda", 1, origin="https://dinkes.contohkab.go.id/")
    other = copy("dinkes", 2, origin="https://setda.contohkab.go.id/")
    assert lead([other, one], SITES).agency == "setda"


def test_one_agency_twice_is_led_by_its_first() -> None:
    """The same agency, the same moment: the older row."""
    assert lead([copy("dinkes", number=9), copy("dinkes", number=4)], SITES).id == 4


@pytest.mark.parametrize(
    ("address", "host"),
    [("https://Dinkes.ContohKab.go.id/a", "dinkes.contohkab.go.id"), ("http://127.0.0.1:20001", "127.0.0.1:20001"),
     ("https://www.contohkab.go.id", "contohkab.go.id"), ("", ""), ("berita/1", ""), ("http://[::1", ""),
      ("mailto:a@b", "")],
)  # fmt: skip
def test_the_host_of_an_address(address: str, host: str) -> None:
    """With its port, for the sample sites share a machine; nonsense has none."""
    assert host_of(address) == host


@pytest.mark.parametrize(
    ("title", "wanted"),
    [
        ("Vaksinasi Polio Tahap Kedua Menjangkau 12 Desa", "vaksinasi-polio-tahap-kedua-menjangkau-12-desa"),
        ("  “Jum’at” Bersih!!! ", "jumat-bersih"),
        ("Jum'at", "jumat"),
        ("Senin–Jumat, 12–15 November", "senin-jumat-12-15-november"),
        ("Café & Résumé", "cafe-resume"),
        ("Ａｐｅｌ Ｐａｇｉ", "apel-pagi"),
        ("../../etc/passwd", "etc-passwd"),
        ("index.html", "index-html"),
        ("a\0b\nc", "a-b-c"),
        ("--", ""),
        ("", ""),
        ("بلاغ", ""),
        ("ꦧꦺꦫꦶꦠ", ""),
        ("berita " * 30, "berita-" * 10 + "berita"),
        ("a" * 200, "a" * 80),
        ("x" * 80 + " y", "x" * 80),
        ("x" * 79 + " y", "x" * 79),
        ("x" * 78 + " y", "x" * 78 + "-y"),
    ],
)
def test_the_address_of_a_title(title: str, wanted: str) -> None:
    """Small letters, digits and single hyphens, cut between words; nothing that a file system could mistake."""
    assert slug(title) == wanted


@given(st.text())
def test_an_address_of_any_title(title: str) -> None:
    """Always safe as the name of a folder, and its own address."""
    found = slug(title)
    assert re.fullmatch(r"(?:[a-z0-9]+(?:-[a-z0-9]+)*)?", found)
    assert len(found) <= SLUG
    assert slug(found) == found
