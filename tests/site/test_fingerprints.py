"""Which templates are no longer what the site was printed with: their own words, those of what they are made of, the
settings that they name, and nothing else."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from plugins.portal.fingerprints import canonical, looks

THEME = {
    "base": "<html>{% block main %}{% endblock %}</html>",
    "_card": "{% from '_bits.html' import dot %}{% macro card(c) %}{{ dot(c) }}{% endmacro %}",
    "_bits": "{% macro dot(c) %}.{% endmacro %}",
    "list": '{% extends "base.html" %}{%- from "_card.html" import card -%}',
    "story": '{% extends "base.html" %}{{ SITENAME }}',
    "widget": "{% include ['_bits.html', 'none.html'] ignore missing %}",
    "any": "{% include which %}",
}
SETTINGS: dict[str, Any] = {"SITENAME": "Portal", "PATH": "/a", "PLUGINS": []}


def seen(folder: Path, changed: dict[str, str] | None = None, **settings: Any) -> dict[str, str]:
    for name, text in {**THEME, **(changed or {})}.items():
        (folder / f"{name}.html").write_text(text, encoding="utf-8")
    return looks([folder], {**SETTINGS, **settings}, {"name": "Contoh"}, {"site": ""})


@pytest.mark.parametrize(
    ("name", "others"),
    [
        ("base", {"base", "list", "story", "any"}),
        ("_bits", {"_bits", "_card", "list", "widget", "any"}),
        ("_card", {"_card", "list", "any"}),
        ("story", {"story", "any"}),
    ],
)
def test_what_a_template_is_made_of(tmp_path: Path, name: str, others: set[str]) -> None:
    """A changed template changes all that extend, include or import it, at any depth, and no other; one that names what
    it includes by a variable depends on all. Feeds and data depend on none."""
    before, after = seen(tmp_path), seen(tmp_path, {name: THEME[name] + "<!-- -->"})
    assert {each for each in before if before[each] != after[each]} == others


def test_settings_that_are_named(tmp_path: Path) -> None:
    """A setting is looked at where a template names it; where nobody does, it may change."""
    before = seen(tmp_path)
    after = seen(tmp_path, SITENAME="Lain")
    assert {each for each in before if before[each] != after[each]} == {"story", "any"}
    assert seen(tmp_path, PATH="/b", PLUGINS=[1]) == before


def test_the_first_folder_counts(tmp_path: Path) -> None:
    """A template of the same name in an earlier folder stands in the other's place, as Pelican looks for them."""
    before = seen(tmp_path)
    own = tmp_path / "own"
    own.mkdir()
    (own / "_bits.html").write_text("{% macro dot(c) %}:{% endmacro %}", encoding="utf-8")
    after = looks([own, tmp_path], SETTINGS, {"name": "Contoh"}, {"site": ""})
    assert {each for each in before if before[each] != after[each]} == {"_bits", "_card", "list", "widget", "any"}


def test_the_same_value_is_the_same_text() -> None:
    """A tuple is a list, and the order of a table is none: else a site is printed anew for nothing."""
    assert canonical({"b": (1, 2), "a": Path("/x")}) == canonical({"a": "/x", "b": [1, 2]})
