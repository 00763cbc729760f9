"""What is made once and printed often: parts of templates, cards, items of feeds. The bytes are those of the whole."""

from __future__ import annotations

import sqlite3
from datetime import UTC, datetime
from pathlib import Path

import pytest
from jinja2 import DictLoader, Environment
from markupsafe import Markup

from plugins.newsroom.model import Network
from plugins.newsroom.store import Store
from plugins.portal.edition import Edition
from plugins.portal.feeds import FILES
from plugins.portal.fragments import Fragment, Fragments, first_picture_first
from plugins.portal.ledger import Ledger
from plugins.portal.press import CARDS
from plugins.portal.stage import Made
from plugins.portal.templates import render, tune

PAGES = {
    "bits.html": '{% macro dot(name, times=2) %}<i title="{{ name }}">{{ "•" * times }}</i>{% endmacro %}'
    "{% macro box() %}<div>{{ caller() }}</div>{% endmacro %}",
    "base.html": "{% from 'bits.html' import dot %}<nav>{{ dot(site) }}</nav>{% block main %}{% endblock %}"
    "<footer>{% for each in range(2) %}{{ site }}{{ each }}{% endfor %}</footer>",
    "page.html": "{% extends 'base.html' %}{% from 'bits.html' import box, dot %}{% block main %}<h1>{{ title }}</h1>"
    "{{ raw }}{% if title %}{{ dot(title, times=3) }}{% endif %}{% call box() %}{{ dot(title, 1) }}{% endcall %}"
    "{{ missing }}{{ number }}{% set said %}<b>{{ title }}</b>{% endset %}{{ said }}{% endblock %}",
}
VALUES = {
    "site": "Kabupaten <Contoh>", "title": "Judul & \"kutip\" 'satu'", "raw": Markup("<p>aman</p>"), "number": 7,
}  # fmt: skip


def test_the_same_bytes_as_jinja_alone(tmp_path: Path) -> None:
    """Inheritance, imports, macros called by place, by name and with a block, what is safe, what is missing."""
    plain = Environment(loader=DictLoader(PAGES), autoescape=True)
    tuned = Environment(loader=DictLoader(PAGES), autoescape=True)
    tune(tuned, tmp_path)
    context = {"site": VALUES["site"]}
    for title in ("Judul", VALUES["title"], ""):
        local = {**VALUES, "title": title}
        wanted = plain.get_template("page.html").render(local)
        assert render(tuned.get_template("page.html"), context, local) == wanted
    assert "title" not in context, "what one page has for itself is not left to the next"


@pytest.mark.parametrize("keys", ["", "a", "a, b"])
def test_once_is_rendered_for_each_set_of_values(tmp_path: Path, keys: str) -> None:
    """The first time for each set of values, and never again; the bytes are those of the part, loops and all."""
    part = "<p>{% for each in [1, 2] %}{{ a }}{{ each }}{% endfor %}</p>"
    rendered = []
    env = Environment(
        loader=DictLoader({"page.html": f"{{% once {keys} %}}{part}{{{{ count() }}}}{{% endonce %}}|{{{{ b }}}}"}),
        autoescape=True,
    )
    tune(env, tmp_path)
    env.globals["count"] = lambda: rendered.append(1) or ""
    said = [
        render(env.get_template("page.html"), {}, {"a": a, "b": b}) for a in ("<x>", "y") for b in (1, 2) for _ in "ab"
    ]
    assert len(rendered) == {"": 1, "a": 2, "a, b": 4}[keys]
    assert said[0] == "<p>&lt;x&gt;1&lt;x&gt;2</p>|1"
    assert said[-1].startswith("<p>y1y2</p>" if keys else "<p>&lt;x&gt;1")


def test_compiled_templates_follow_their_source(tmp_path: Path) -> None:
    """What was compiled is used again, and a template that changed is compiled anew."""
    for text in ("satu {{ a }}", "dua {{ a }}", "satu {{ a }}"):
        env = Environment(loader=DictLoader({"page.html": text}), autoescape=True)
        tune(env, tmp_path)
        assert render(env.get_template("page.html"), {}, {"a": "<"}) == text.replace("{{ a }}", "&lt;")
    (tmp_path / "older").mkdir()
    tune(env, tmp_path)
    assert [len(list(way.iterdir())) for way in tmp_path.iterdir()] == [1], "what another way had compiled is gone"


def test_the_first_picture_is_fetched_at_once() -> None:
    """One of a page, the first that there is; no card of a text alone is touched."""
    cards = ["<p>a</p>", '<img loading="lazy">', '<img loading="lazy">']
    assert first_picture_first(cards) == ["<p>a</p>", '<img fetchpriority="high">', '<img loading="lazy">']
    assert first_picture_first(cards[:1]) == ["<p>a</p>"]


@pytest.fixture
def edition(tmp_path: Path) -> Edition:
    store = Store(f"sqlite:///{tmp_path / 'p.sqlite3'}")
    return Edition(
        store, Network("Kabupaten Contoh"), (), tmp_path / "site", tmp_path / "staging", tmp_path, "",
        datetime.now(UTC), full=True, keys=frozenset(), upto=1, looks={"_card": "x", "": "y"},
    )  # fmt: skip


def listed(edition: Edition, name: str, count: int) -> None:
    """Stories s0, s1, …: the higher the number the newer."""
    for n in range(count):
        edition.store.q.enlist(list=name, published=f"2026-11-{n + 1:02}T00:00:00Z", story=f"s{n}")


def keep(edition: Edition, kind: str, look: str, story: str, body: bytes) -> None:
    ledger = Ledger(edition)
    ledger.take(Made(fragments=[Fragment(kind, story, look, body)]))
    ledger.write()


def test_a_piece_of_another_look_is_none(edition: Edition) -> None:
    """A card that was made with another template, or for another folder, is made again."""
    listed(edition, "topic:jalan", 3)
    keep(edition, "row", "x", "s0", b"nol")
    keep(edition, "row", "older", "s1", b"satu")
    found = {row["story"]: row["body"] for row in Fragments(edition).kept("row", "_card", "topic:jalan")}
    assert found == {"s0": b"nol", "s1": None, "s2": None}


def test_all_pieces_of_a_story_are_dropped_together(edition: Edition) -> None:
    """Of every kind that there is: a kind of which SQL knows nothing would outlive the words it was made of."""
    for kind in (*CARDS, *FILES):
        keep(edition, kind, "x", "s0", b"lama")
        keep(edition, kind, "x", "s1", b"lain")
    ledger = Ledger(edition)
    ledger.take(Made(fragments=[Fragment("", "s0")]))
    ledger.write()
    counts = {kind: Fragments(edition).count(kind) for kind in (*CARDS, *FILES)}
    assert counts == dict.fromkeys((*CARDS, *FILES), 1)


def test_items_that_no_feed_holds_are_found(edition: Edition) -> None:
    """A story's item is spared as long as it is among the newest of any list that has feeds; months have none."""
    listed(edition, "agency:dinkes", 6)
    listed(edition, "month:2026-11", 6)
    edition.store.q.enlist(list="place:wates", published="2026-11-01T00:00:00Z", story="s0")
    for n in range(6):
        keep(edition, "rss.xml", "y", f"s{n}", b"x")
    assert sorted(Fragments(edition).fed_no_more("rss.xml", 3)) == ["s1", "s2"]
    assert Fragments(edition).count("rss.xml") == 6


def test_months_are_counted_as_stories_come_and_change(tmp_path: Path) -> None:
    """What the triggers count equals what is there, whatever came, changed, was withdrawn and came back."""
    Store(f"sqlite:///{tmp_path / 'p.sqlite3'}").close()
    db = sqlite3.connect(tmp_path / "p.sqlite3")
    names = [row[1] for row in db.execute("PRAGMA table_info (story)")]
    for n, (month, status) in enumerate([("2026-10", "published"), ("2026-11", "published"), ("2026-11", "corrected")]):
        values = dict.fromkeys(names, "") | {"id": f"s{n}", "path": f"/{n}/", "month": month, "status": status}
        values |= {"lead": n, "founder": n, "updated": f"2026-11-0{n + 1}"}
        db.execute(f"INSERT INTO story VALUES ({', '.join('?' * len(names))})", [values[name] for name in names])
    for story, status in (("s1", "withdrawn"), ("s2", "withdrawn"), ("s1", "corrected"), ("s0", "published")):
        db.execute("UPDATE story SET status = ?, updated = '2026-12-01' WHERE id = ?", (status, story))
    counted = db.execute("SELECT * FROM month ORDER BY month").fetchall()
    recounted = db.execute(
        "SELECT month, COUNT(*), SUM(status = 'corrected'), SUM(status = 'withdrawn'), MAX(updated) FROM story"
        " GROUP BY month ORDER BY month"
    ).fetchall()
    assert counted == recounted == [("2026-10", 1, 0, 0, "2026-12-01"), ("2026-11", 2, 1, 1, "2026-12-01")]
