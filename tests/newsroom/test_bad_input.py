"""Bad input on its whole way: a feed's bytes through the worker's reading, filing and settling, with honest neighbours
on both sides. Each has a result that is stated here, and the neighbours are what they would be without it."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from plugins.newsroom import filing, stories_settle, walls_work
from plugins.newsroom.clean import TITLE
from plugins.newsroom.match_reading import LONGEST, MARKS, unpacked
from plugins.newsroom.model import Agency, Entry, Network
from plugins.newsroom.store import Store
from plugins.newsroom.stories import Desk
from plugins.newsroom.walls import Batch, EntryJob, ReadJob
from tests.contract.writing import START, Item, item, rss
from tests.releases import RELEASE

SITE = "https://dinas.contohkab.go.id"
AGENCY = Agency("dinas", "Dinas Contoh", "dinas", "Dinas")
NOW = START + timedelta(hours=1)
BEFORE, AFTER = item(1, "/berita/1/"), item(2, "/berita/2/")
BODY = "".join(f"<p>{paragraph}</p>" for paragraph in RELEASE.paragraphs())
ARABIC = "عقد اجتماع التنسيق في قاعة البلدية يوم الاثنين بحضور رؤساء القرى. وقال رئيس البلدية إن الخدمة تبدأ غدا."
JAVANESE = "ꦧꦸꦥꦠꦶ ꦩꦿꦶꦏ꧀ꦱ ꦢꦺꦱ ꦲꦶꦁ ꦢꦶꦤ ꦱꦼꦤꦺꦤ꧀꧈ ꦮꦂꦒ ꦥꦝ ꦏꦸꦩ꧀ꦥꦸꦭ꧀ ꦲꦶꦁ ꦧꦭꦺ ꦢꦺꦱ꧉"
OVERRIDDEN = "Rapat\u202e gnades\u202c dibuka \u2067bupati\u2069 di aula pada pagi hari ini juga."


@dataclass
class Filed:
    """What became of a feed: the rows of its articles by their paths, and of their stories."""

    batch: Batch
    rows: dict[str, dict[str, Any]]
    stories: dict[str, dict[str, Any]]

    def row(self, path: str) -> dict[str, Any]:
        return self.rows[SITE + path]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    made = Store(f"sqlite:///{tmp_path / 'p.sqlite3'}")
    yield made
    made.close()


def pulled(store: Store, *items: Item) -> Filed:
    """A feed of these, as a pull treats it."""
    job = ReadJob(
        rss(SITE, items), f"{SITE}/feed/", "application/rss+xml", True, AGENCY.slug, f"{SITE}/feed/", "full",
        "Asia/Jakarta", now=NOW,
    )  # fmt: skip
    return settled(store, walls_work.read(job))


def settled(store: Store, batch: Batch) -> Filed:
    desk = Desk(Network("Kabupaten Contoh"), {AGENCY.slug: AGENCY}, (), NOW)
    rows: dict[str, dict[str, Any]] = {}
    stories: dict[str, dict[str, Any]] = {}
    with store.transaction():
        ids = [
            filing.file(store, desk, a, v, "full").article for a, v in zip(batch.articles, batch.verdicts, strict=True)
        ]
    stories_settle.settle(store, desk)
    for each in ids:
        row = store.q.article(id=each)
        rows[row["url"]] = row
        if row["story"]:
            stories[row["url"]] = store.q.story(id=row["story"])
    return Filed(batch, rows, stories)


def bad(title: str = "Judul di antara dua tetangga", body: str = BODY) -> Item:
    return Item("/berita/bad/", title, body, START - timedelta(minutes=5))


ONCE: dict[str, str] = {}
"""What the neighbours are where nobody stands between them."""


def said(row: dict[str, Any]) -> str:
    return repr({name: value for name, value in row.items() if name not in ("id", "story")})


def between(store: Store, tmp_path: Path, item: Item) -> tuple[Filed, dict[str, Any]]:
    """The bad one between its neighbours; they must be word for word what they are alone, and stories of their own."""
    if not ONCE:
        alone = Store(f"sqlite:///{tmp_path / 'alone.sqlite3'}")
        found = pulled(alone, BEFORE, AFTER)
        ONCE.update({path: said(found.row(path)) for path in (BEFORE.path, AFTER.path)})
        alone.close()
    found = pulled(store, BEFORE, item, AFTER)
    assert found.batch.error == ""
    assert len(found.batch.articles) == 3
    assert {path: said(found.row(path)) for path in ONCE} == ONCE
    paths = [story["path"] for story in found.stories.values()]
    assert len(set(paths)) == len(paths)
    return found, found.row(item.path)


# --- size ----------------------------------------------------------------------------------------------------------


def test_an_article_of_ten_megabytes(store: Store, tmp_path: Path) -> None:
    """Cut at its bound, flagged, and held for people to look at: it is no story. Its sketch is that of its beginning."""
    began = time.process_time()
    found, row = between(store, tmp_path, bad(body=BODY * 9000))
    assert len(BODY) * 9000 > 10_000_000
    assert time.process_time() - began < 15
    assert "terlalu-panjang" in row["flags"]
    assert row["decision"] == "hold"
    assert row["reasons"] != "[]"
    assert row["text"].startswith(RELEASE.paragraphs()[0])
    assert len(row["html"]) < 3_000_000
    assert SITE + "/berita/bad/" not in found.stories
    (article,) = [each for each in found.batch.articles if each.url.endswith("/bad/")]
    assert 0 < len(unpacked(article.sketch).marks) <= MARKS
    assert len(article.text) > LONGEST


@pytest.mark.parametrize("said", ["Rapat koordinasi dibuka oleh camat di aula.", "x", "12.345"])
def test_a_hundred_thousand_identical_paragraphs(store: Store, tmp_path: Path, said: str) -> None:
    """Over within seconds, flagged and held; one mark at most, for one sentence is said again and again."""
    began = time.process_time()
    found, row = between(store, tmp_path, bad(body=f"<p>{said}</p>" * 100_000))
    assert time.process_time() - began < 15
    assert "terlalu" in row["flags"]
    assert row["decision"] == "hold"
    assert SITE + "/berita/bad/" not in found.stories
    (article,) = [each for each in found.batch.articles if each.url.endswith("/bad/")]
    assert len(unpacked(article.sketch).marks) <= 1


def test_one_sentence_two_thousand_times_is_compared_within_a_moment(store: Store) -> None:
    """Within the bounds of an article, twice under one title, with a sentence more: the agency tells it anew, and
    settling them takes no time."""
    body = "<p>Rapat koordinasi dibuka oleh camat di aula kecamatan.</p>" * 2000
    began = time.process_time()
    found = pulled(store, bad(body=body), replace(bad(body=body + "<p>Hadir 40 orang.</p>"), path="/berita/dua/"))
    assert time.process_time() - began < 10
    assert len({row["story"] for row in found.rows.values()}) == 1


# --- nothing to read -----------------------------------------------------------------------------------------------


def test_an_article_of_nothing_but_furniture(store: Store, tmp_path: Path) -> None:
    """Published with its title and no text, and says that it has none; nothing is found that would be its kin."""
    found, row = between(
        store, tmp_path, bad(body="<p>Bagikan: Facebook</p><p>Dilihat 151 kali</p><p>Komentar Anda</p>")
    )
    assert (row["title"], row["text"], row["html"]) == ("Judul di antara dua tetangga", "", "")
    assert "tanpa-isi" in row["flags"]
    assert store.q.story_of(article=row["id"]) == row["story"] != ""
    (article,) = [each for each in found.batch.articles if each.url.endswith("/bad/")]
    assert (article.sketch, article.fingerprint) == (b"", "")


def test_two_of_nothing_but_furniture_are_not_one(store: Store) -> None:
    """Nothing is like nothing: two articles without text under one title are two stories."""
    first = bad(body="<p>Bagikan: Facebook</p>")
    found = pulled(store, first, replace(first, path="/berita/dua/"))
    assert len({row["story"] for row in found.rows.values()}) == 2


@pytest.mark.parametrize("title", ["", "   ", "\u200b\u202e", "&nbsp;"])
def test_an_empty_title(store: Store, tmp_path: Path, title: str) -> None:
    """Called by its first words; its address is made of them."""
    found, row = between(store, tmp_path, bad(title))
    assert row["title"].startswith("Dinas Kesehatan membuka pekan imunisasi polio")
    path = found.stories[SITE + "/berita/bad/"]["path"]
    assert path.startswith("/berita/2026/11/dinas-kesehatan-membuka-pekan-imunisasi-polio")


def test_neither_title_nor_text(store: Store, tmp_path: Path) -> None:
    """There is nothing to publish: it is flagged as empty and held."""
    found, row = between(store, tmp_path, bad("", ""))
    assert "kosong" in row["flags"]
    assert row["decision"] == "hold"
    assert SITE + "/berita/bad/" not in found.stories


# --- titles and scripts --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("title", ["Rapat koordinasi " * 295, "R" * 5000])
def test_a_title_of_five_thousand_characters(store: Store, tmp_path: Path, title: str) -> None:
    """Cut, with its dots; the address is short; the article is published."""
    found, row = between(store, tmp_path, bad(title))
    assert len(title) >= 5000
    assert len(row["title"]) <= TITLE
    assert row["title"].endswith(" …")
    assert row["decision"] == "publish"
    assert len(found.stories[SITE + "/berita/bad/"]["path"]) <= len("/berita/2026/11/") + 81


@pytest.mark.parametrize("words", [ARABIC, JAVANESE], ids=["Arabic", "Javanese script"])
def test_other_scripts(store: Store, tmp_path: Path, words: str) -> None:
    """Published as they are, letter for letter; an address without Latin letters is made of the story's own name."""
    found, row = between(store, tmp_path, bad(words[:30].strip(), f"<p>{words}</p>"))
    assert row["decision"] == "publish"
    assert row["title"] == words[:30].strip()
    assert words in row["text"]
    story = found.stories[SITE + "/berita/bad/"]
    assert story["path"] == f"/berita/2026/11/berita-{story['id'][:6]}/"


@pytest.mark.parametrize("words", [ARABIC, JAVANESE], ids=["Arabic", "Javanese script"])
def test_other_scripts_are_matched_too(store: Store, words: str) -> None:
    """The same words twice are one story by their fingerprint or sketch; other words are another."""
    long = " ".join(words.replace(".", "").split() * 2)
    first = bad(words[:40].strip(), f"<p>{words}</p><p>{long} {long}</p>")
    other = replace(
        bad(words[-40:].strip(), f"<p>{ARABIC if words == JAVANESE else JAVANESE}</p>"), path="/berita/lain/"
    )
    found = pulled(store, first, replace(first, path="/berita/dua/"), other)
    assert (
        found.row("/berita/bad/")["story"] == found.row("/berita/dua/")["story"] != found.row("/berita/lain/")["story"]
    )


def test_what_turns_the_direction_of_writing(store: Store, tmp_path: Path) -> None:
    """Overrides and isolates go from title and text, the letters stay in the order in which they were written, and the
    article is published."""
    _, row = between(store, tmp_path, bad(OVERRIDDEN[:30], f"<p>{OVERRIDDEN}</p>"))
    assert row["text"] == "Rapat gnades dibuka bupati di aula pada pagi hari ini juga."
    assert not {"\u202e", "\u202c", "\u2067", "\u2069"} & set(row["title"] + row["html"] + row["summary"])
    assert row["decision"] == "publish"


# --- what agencies commit ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("title", "content", "wanted"),
    [
        ("Judul", "<p>Bagikan: Facebook</p>", ("Judul", "")),
        ("R" * 5000, "<p>Rapat dimulai.</p>", (f"{'R' * (TITLE - 2)} …", "Rapat dimulai.")),
        (
            "",
            "<p>Rapat dimulai pukul sembilan.</p>",
            ("Rapat dimulai pukul sembilan.", "Rapat dimulai pukul sembilan."),
        ),
        (ARABIC[:40].strip(), f"<p>{ARABIC}</p>", (ARABIC[:40].strip(), ARABIC)),
        (JAVANESE[:20].strip(), f"<p>{JAVANESE}</p>", (JAVANESE[:20].strip(), JAVANESE)),
        (
            "Rapat\u202e",
            f"<p>{OVERRIDDEN}</p>",
            ("Rapat", "Rapat gnades dibuka bupati di aula pada pagi hari ini juga."),
        ),
    ],
    ids=["furniture", "a long title", "no title", "Arabic", "Javanese script", "overrides"],
)
def test_contributed_articles_have_the_same_results(
    store: Store, title: str, content: str, wanted: tuple[str, str]
) -> None:
    """`tidy`, what a worker does with a Markdown file: the same rules, published, for people have looked at it."""
    entry = Entry("berita", "", title, content=content, published="2026-11-20")
    found = settled(store, walls_work.tidy(EntryJob(entry, AGENCY.slug, "agencies/dinas/berita.md", "Asia/Jakarta")))
    (row,) = found.rows.values()
    assert (row["title"], row["text"]) == wanted
    assert row["decision"] == "publish"
    assert row["story"]
