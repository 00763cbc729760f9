"""Tags as agencies write them, and as the house keeps them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.newsroom.topics_tags import JUNK, ONE_NAME, canonical, canonical_tags


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("Kesehatan", "kesehatan"), ("  KESEHATAN ", "kesehatan"), ("#Kesehatan", "kesehatan"),
        ("Dana_Desa", "dana desa"), ("dana-desa", "dana desa"), ("Dana  Desa", "dana desa"), ("#DanaDesa", "dana desa"),
        ("“Dana Desa”", "dana desa"), ("Seni & Budaya", "seni dan budaya"), ("Seni&Budaya", "seni dan budaya"),
        ("Disdukcapil", "dukcapil"), ("DUKCAPIL", "dukcapil"), ("Dinas Kependudukan dan Pencatatan Sipil", "dukcapil"),
        ("covid 19", "covid 19"), ("COVID-19", "covid 19"), ("Covid19", "covid 19"), ("Virus Corona", "covid 19"),
        ("UMKM", "umkm"), ("Usaha Mikro", "umkm"), ("E-KTP", "ktp el"), ("KTP-el", "ktp el"), ("ektp", "ktp el"),
        ("anak-anak", "anak"), ("Anak Anak", "anak"), ("ibu-ibu hamil", "ibu hamil"), ("hak anak-anak", "hak anak"),
        ("kupu-kupuan", "kupu kupuan"), ("Satpol PP", "satpol pp"), ("SATPOL-PP", "satpol pp"),
        ("Berita", ""), ("HEADLINE", ""), ("Uncategorized", ""), ("Tanpa Kategori", ""), ("tanpa-kategori", ""),
        ("2024", ""), ("17 08 1945", ""), ("#", ""), ("", ""), ("   ", ""), ("x", ""), ("Lain-lain", ""),
        ("Berita Desa", "berita desa"), ("Kabar Baik", "kabar baik"), ("HUT RI 79", "hut ri 79"),
    ],
)  # fmt: skip
def test_one_way_to_write_a_tag(written: str, kept: str) -> None:
    """Case, spaces, signs, plural and other names are made one; what says nothing is no tag."""
    assert canonical(written) == kept


def test_an_articles_tags_keep_their_order() -> None:
    """Each once, where it stands first, junk left out."""
    tags = ("Berita", "UMKM", "Pasar", "usaha mikro", "2024", "pasar")
    assert canonical_tags(tags) == ("umkm", "pasar")


def test_the_tables_agree_with_themselves() -> None:
    """A name under which a matter is kept is no other name of something else, and no junk; other names are as written."""
    for other, name in ONE_NAME.items():
        assert name not in ONE_NAME
        assert name not in JUNK
        assert canonical(other) == canonical(other.upper()) == name


@given(st.lists(st.text(), max_size=8))
def test_what_is_canonical_stays_so(tags: list[str]) -> None:
    """Canonical tags of canonical tags are the same; none is empty, long or twice there."""
    once = canonical_tags(tags)
    assert canonical_tags(once) == once
    assert len(set(once)) == len(once)
    assert all(0 < len(tag) <= 60 for tag in once)


def test_many_and_long_tags_are_bounded() -> None:
    """A hundred thousand tags, and one of a megabyte."""
    assert len(canonical_tags([f"tag {n} ke" for n in range(100_000)])) == 30
    assert len(canonical_tags(["banjir " * 200_000])[0]) <= 60
