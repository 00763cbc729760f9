"""The line of a thing in a TOML file, checked against files whose every line is known."""

from __future__ import annotations

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.newsroom.toml_lines import Lines, Spot

EVERYTHING = '''\
# a comment with [brackets] and = signs
name = "Dinas # Kesehatan [x]"   # behind it
"kunci \\"kutip\\"" = 1
'satu.kunci' = """
[bukan.tabel]
bukan = "kunci"
"""
domains = [
  "a.go.id",  # the first

  'b.go.id', "c.go.id",
]
a.b.c = 1
at = 2026-11-21T09:00:00+07:00
half = 1.5

[titles]
x = \'\'\'
[[feeds]]
url = "x" \'\'\'

[[feeds]]
url = "satu"
more = { url = "dalam", list = [1, [2,
  3]] }

[feeds.inner]
x = 1

[[feeds]]
url = "dua"
[[feeds.parts]]
[[feeds.parts]]
y = 1
'''

SPOTS: list[tuple[Spot, int]] = [
    (("name",), 2),
    (('kunci "kutip"',), 3),
    (("satu.kunci",), 4),
    (("domains",), 8),
    (("domains", 0), 9),
    (("domains", 1), 11),
    (("domains", 2), 11),
    (("a",), 13),
    (("a", "b", "c"), 13),
    (("at",), 14),
    (("half",), 15),
    (("titles",), 17),
    (("titles", "x"), 18),
    (("feeds",), 22),
    (("feeds", 0), 22),
    (("feeds", 0, "url"), 23),
    (("feeds", 0, "more", "url"), 24),
    (("feeds", 0, "more", "list", 1, 1), 25),
    (("feeds", 0, "inner", "x"), 28),
    (("feeds", 1), 30),
    (("feeds", 1, "url"), 31),
    (("feeds", 1, "parts", 0), 32),
    (("feeds", 1, "parts", 1, "y"), 34),
]


@pytest.mark.parametrize(("spot", "line"), SPOTS)
def test_a_thing_is_found_on_its_line(spot: Spot, line: int) -> None:
    """Tables, arrays of tables, dotted and quoted keys, items; nothing inside a string or a comment counts."""
    tomllib.loads(EVERYTHING)
    assert Lines(EVERYTHING).at[spot] == line


def spots_of(value: object, spot: Spot = ()) -> set[Spot]:
    """Every spot of a value that tomllib gave."""
    inner: list[tuple[str | int, object]] = []
    if isinstance(value, dict):
        inner = list(value.items())
    elif isinstance(value, list):
        inner = list(enumerate(value))
    return {spot} - {()} | {each for key, item in inner for each in spots_of(item, (*spot, key))}


def test_every_value_has_a_line_and_every_line_a_value() -> None:
    """What tomllib sees in the file and what this room sees are the same things."""
    assert set(Lines(EVERYTHING).at) == spots_of(tomllib.loads(EVERYTHING))


TEXTS = st.text(st.characters(exclude_characters="\r\x7f", min_codepoint=32), max_size=12)
VALUES = st.one_of(
    st.integers(-9, 9).map(str),
    st.sampled_from(["true", "1.5", "1979-05-27T07:32:00Z", "07:32:00", '"""a\n"" b\n"""', "'''\n'x'\n'''"]),
    TEXTS.filter(lambda text: "'" not in text).map(lambda text: f"'{text}'"),
    st.lists(st.sampled_from(["1", "'a'", "[2, 3]", "{ k = 1 }"]), max_size=3).map(
        lambda items: "[\n" + ",\n".join(items) + "\n]"
    ),
)


@given(st.lists(st.tuples(st.integers(0, 3), VALUES), max_size=8))
def test_any_file_is_read_as_tomllib_reads_it(parts: list[tuple[int, str]]) -> None:
    """Whatever stands above a key, its line is where it was put."""
    lines: list[str] = []
    expected: dict[Spot, int] = {}
    for number, (blank, value) in enumerate(parts):
        lines += [""] * blank
        expected[f"key{number}",] = len(lines) + 1
        lines += f"key{number} = {value}  # {number}".split("\n")
    text = "\n".join(lines)
    found = Lines(text).at
    assert {spot: found[spot] for spot in expected} == expected
    assert set(found) == spots_of(tomllib.loads(text))


@given(st.text("[]{}=.,\"'# \nab1", max_size=80))
def test_no_text_makes_it_stand_still(text: str) -> None:
    """It is meant for valid files, and comes to an end with any other, too."""
    assert all(1 <= line <= text.count("\n") + 1 for line in Lines(text).at.values())


def test_a_deep_and_long_file_is_read_in_time() -> None:
    """Depth is passed over without recursion, length costs once."""
    assert Lines("a = " + "[" * 50_000 + "]" * 50_000 + "\nb = 1").at["b",] == 2
    assert Lines("x = '" + "a" * 1_000_000 + "'\nb = 1").at["b",] == 2
