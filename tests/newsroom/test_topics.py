"""What is known of an article's topics and places: only what is said plainly."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.newsroom.model import TOPICS, Agency, Article, Place, SafeHtml
from plugins.newsroom.topics import places_of, topics_of

DINKES = Agency("dinkes", "Dinas Kesehatan", "dinas", topics=("kesehatan", "bantuan-sosial", "desa"))
SETDA = Agency("setda", "Sekretariat Daerah", "setda")
PLACES = (
    Place("kec-sumberjati", "Sumberjati", "kecamatan"), Place("desa-karangasri", "Karangasri", "desa"),
    Place("kel-wanasari", "Wanasari", "kelurahan"), Place("desa-sumberjati", "Sumberjati", "desa"),
    Place("desa-kali-o", "Kali (O)", "desa"),
)  # fmt: skip


def article(text: str = "", *, title: str = "", tags: tuple[str, ...] = ()) -> Article:
    return Article(
        agency="dinkes", feed="", key="", guid="", url="", canonical="", title=title, summary="", html=SafeHtml(""),
        text=text, source_date=None, tags=tags,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("tags", "agency", "topics"),
    [
        ((), DINKES, ("kesehatan", "bantuan-sosial")),
        ((), SETDA, ()),
        (("Berita", "Umum", "Uncategorized"), DINKES, ("kesehatan", "bantuan-sosial")),
        (("Pendidikan",), DINKES, ("pendidikan",)),
        (("  PENDIDIKAN ",), SETDA, ("pendidikan",)),
        (("Lingkungan Hidup",), SETDA, ("lingkungan",)),
        (("Pekerjaan_Umum", "Tata Ruang"), SETDA, ("jalan-bangunan",)),
        (("Bantuan & Sosial",), SETDA, ("bantuan-sosial",)),
        (("KTP-el",), SETDA, ("kependudukan",)),
        (("Dana Desa", "Gizi", "Wisata", "Guru"), SETDA, ("desa", "kesehatan", "wisata-budaya")),
        (("gizi", "Kesehatan", "RSUD"), SETDA, ("kesehatan",)),
        (("Sekolahan", "Bukan pendidikan"), SETDA, ()),
    ],
)
def test_topics(tags: tuple[str, ...], agency: Agency, topics: tuple[str, ...]) -> None:
    """An article's own categories first, at most three labels in their order; else its agency's own affair."""
    assert topics_of(article(tags=tags), agency) == topics


@given(st.lists(st.text(), max_size=9).map(tuple))
def test_topics_are_those_of_the_house(tags: tuple[str, ...]) -> None:
    """No tag makes up a label."""
    found = topics_of(article(tags=tags), DINKES)
    assert set(found) <= TOPICS.keys()
    assert len(found) <= 3


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Warga Kecamatan Sumberjati bergotong royong.", ["kec-sumberjati"]),
        ("Warga kecamatan SUMBERJATI.", ["kec-sumberjati"]),
        ("Kader Kec. Sumberjati hadir.", ["kec-sumberjati"]),
        ("Kader Kec Sumberjati hadir.", ["kec-sumberjati"]),
        ("Lurah di Kel. Wanasari.", ["kel-wanasari"]),
        ("Kelurahan\nWanasari", ["kel-wanasari"]),
        ("Balai Ds. Karangasri.", ["desa-karangasri"]),
        ("Balai Desa Karangasri, Kecamatan Sumberjati.", ["kec-sumberjati", "desa-karangasri"]),
        ("Desa Sumberjati", ["desa-sumberjati"]),
        ("Camat Sumberjati", []),
        ("Sumberjati", []),
        ("Kecamatan Sumberjatingarang", []),
        ("Perdesaan Karangasri", []),
        ("Desa Wanasari", []),
        ("", []),
    ],
)
def test_places(text: str, places: list[str]) -> None:
    """Named with their kind, written out or short: the same name may be a kecamatan and a desa, or a person's."""
    assert list(places_of(article(text), SETDA, PLACES)) == places
    assert list(places_of(article(title=text), SETDA, PLACES)) == places


def test_an_agency_of_a_place_is_always_there() -> None:
    """Whatever it writes about; but not where the network does not know the place."""
    camat = Agency("kec-sumberjati", "Kecamatan Sumberjati", "kecamatan", place="kec-sumberjati")
    assert places_of(article("Desa Karangasri"), camat, PLACES) == ("kec-sumberjati", "desa-karangasri")
    assert places_of(article("Kecamatan Sumberjati"), camat, PLACES) == ("kec-sumberjati",)
    assert places_of(article(""), camat, PLACES[1:]) == ()


def test_a_list_of_all_villages_names_no_place() -> None:
    """At most six: more than that is a list, not where it happened."""
    many = [Place(f"desa-{n}", f"Suka{n}maju", "desa") for n in range(20)]
    text = ", ".join(f"Desa {place.name}" for place in many)
    assert len(places_of(article(text), SETDA, many)) == 6
