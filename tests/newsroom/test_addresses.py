"""Is an address on the network? A table that an attacker would write, and one that an editor would."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.newsroom.addresses import address_problem, on_network, pattern_problem, whole_domains

PATTERNS = ("*.contohkab.go.id", "*.desa.id", "polri.go.id", "127.0.0.1", "[::1]:8000")

INSIDE = [
    "dinkes.contohkab.go.id", "https://dinkes.contohkab.go.id/feed/", "HTTPS://DINKES.ContohKab.GO.ID/",
    "https://a.b.contohkab.go.id:8443/x?y#z", "dinkes.contohkab.go.id.", "dinkes.contohkab.go.id:80",
    "https://polri.go.id", "http://127.0.0.1:8001/feed", "127.0.0.1", "http://[::1]/", "//karangasri.desa.id/feed",
]  # fmt: skip
OUTSIDE = [
    "contohkab.go.id", "https://contohkab.go.id/", "www.polri.go.id", "evilcontohkab.go.id", "desa.id", "",
    "https://dinkes.contohkab.go.id.evil.com/", "https://evil.com/dinkes.contohkab.go.id",
    "https://evil.com?x=.contohkab.go.id", "https://evil.com#.contohkab.go.id", "127.0.0.10", "127.1",
    "https://dinkes.contohkab.go.id@evil.com/", "https://user@dinkes.contohkab.go.id/",
    "https://evil.com\\@dinkes.contohkab.go.id/", "https://evil.com\\.contohkab.go.id/",
    "https://evil.com .contohkab.go.id/", "https://evil.com\n.contohkab.go.id/", "https://evil.com\t.desa.id",
    "https://evil.com%2f.contohkab.go.id/", "https://evil.com%00.contohkab.go.id/", "https:///contohkab.go.id",
    "https://evil.com\uff0f.contohkab.go.id/", "javascript:alert(1)//a.contohkab.go.id", "http://[::1", "..desa.id",
    "https://d\u0456nkes.contohkab.go.\u0456d/", "mailto:humas@dinkes.contohkab.go.id", "*.desa.id", "http://::1/",
]  # fmt: skip


@pytest.mark.parametrize("address", INSIDE)
def test_an_address_of_the_network_is_on_it(address: str) -> None:
    """Below a starred domain, at any depth, or a host named itself; port, capitals, last dot do not count."""
    assert on_network(address, PATTERNS)


@pytest.mark.parametrize("address", OUTSIDE)
def test_an_address_that_only_looks_like_it_is_not(address: str) -> None:
    """The bare domain must be named itself, and no trick with user, backslash, or letters gets in."""
    assert not on_network(address, PATTERNS)


@pytest.mark.parametrize("address", [*INSIDE, *OUTSIDE])
def test_without_patterns_there_is_no_limit(address: str) -> None:
    """A network that names no domains asks everybody whom its agencies name."""
    assert on_network(address, ())


def test_a_unicode_name_is_what_goes_over_the_wire() -> None:
    """A pattern may be written either way; a homograph is another name."""
    assert on_network("https://xn--dsa-bma.desa.id/", ("d\u00e9sa.desa.id",))
    assert on_network("https://d\u00e9sa.desa.id/", ("xn--dsa-bma.desa.id",))
    assert not on_network("https://d\u00e9sa.desa.id/", ("desa.desa.id",))


@given(st.text(), st.lists(st.text(), min_size=1))
def test_no_text_raises(address: str, patterns: list[str]) -> None:
    """Addresses come from feeds, and feeds send anything."""
    assert on_network(address, patterns) in (True, False)
    assert isinstance(address_problem(address), str)
    assert isinstance(pattern_problem(address), str)


@pytest.mark.parametrize(
    "address",
    ["https://dinkes.contohkab.go.id/feed/", "http://127.0.0.1:8001/?a=b&c=%20", "https://d\u00e9sa.desa.id/"],
)
def test_an_absolute_address_has_no_problem(address: str) -> None:
    """http or https, with a host."""
    assert address_problem(address) == ""


@pytest.mark.parametrize(
    ("address", "word"),
    [
        ("dinkes.contohkab.go.id/feed", "https://"),
        ("/feed/", "https://"),
        ("https:///feed", "https://"),
        ("ftp://dinkes.contohkab.go.id/", "https://"),
        ("javascript:alert(1)", "https://"),
        ("file:///etc/passwd", "https://"),
        ("https://admin:rahasia@dinkes.contohkab.go.id/", "sandi"),
        ("https://dinkes.contohkab.go.id/a b", "spasi"),
        ("https://dinkes.contohkab.go.id\\feed", "tanda"),
        ("https://dinkes.contohkab.go.id:99999/", "sah"),
        ("https://[::1/", "sah"),
        ("https://.../", "sah"),
    ],
)
def test_a_wrong_address_says_what_is_wrong(address: str, word: str) -> None:
    """In Indonesian, so that the contributor can mend it."""
    assert word in address_problem(address)


@pytest.mark.parametrize(
    ("pattern", "word"),
    [
        ("*.contohkab.go.id", ""),
        ("polri.go.id", ""),
        ("127.0.0.1", ""),
        ("localhost:8000", ""),
        ("https://contohkab.go.id", "nama situs saja"),
        ("*", "nama situs saja"),
        ("*.", "nama situs saja"),
        ("a.*.go.id", "nama situs saja"),
        ("contohkab go id", "nama situs saja"),
        ("contohkab..go.id", "nama situs saja"),
        ("*.id", "terlalu luas"),
        ("*.id.", "terlalu luas"),
        ("[::1]", ""),
        ("contohkab", "tidak bertitik"),
        ("contohkab:80", "tidak bertitik"),
    ],
)
def test_a_pattern_is_a_host_or_what_lies_below_a_domain(pattern: str, word: str) -> None:
    """A star stands only at the start, and not before a whole country; a single word is no host but this machine's."""
    assert word in pattern_problem(pattern)
    assert bool(word) == bool(pattern_problem(pattern))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        (("contohkab.go.id",), ("contohkab.go.id", "*.contohkab.go.id")),
        (("*.contohkab.go.id", "contohkab.go.id"), ("*.contohkab.go.id", "contohkab.go.id")),
        (("127.0.0.1", "[::1]", "localhost", ""), ("127.0.0.1", "[::1]", "localhost", "")),
        (("https://contohkab.go.id/", "a.id/x", "*.id/x"), ("https://contohkab.go.id/", "a.id/x", "*.id/x")),
    ],
)
def test_a_domains_bare_name_means_all_of_it(typed: tuple[str, ...], meant: tuple[str, ...]) -> None:
    """The names below it are added, each once; a number, a word and what has its star already stay alone. What is no
    pattern is left for `pattern_problem`."""
    assert whole_domains(typed) == meant
