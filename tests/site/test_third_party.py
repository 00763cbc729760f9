"""Plugins for Pelican that others wrote, put before the portal's articles by a pelicanconf as anybody would write it:
one that edits the content of articles (table-wrapper), two that work on what was written (image-process rewrites it,
touch sets its time), and one of this test's own that writes down what it was sent."""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from tests.houses import ROOT, House
from tests.site.written import write_article, write_region

STORIES = 40
OTHERS = ("pelican.plugins.table_wrapper", "pelican.plugins.image_process", "pelican.plugins.touch")

CONF = """
import sys
sys.path[:0] = [{root!r}, {here!r}]
import pelican.plugins
pelican.plugins.__path__.append({installed!r})
from pelicanconf import *
PLUGINS = [*PLUGINS, *{plugins!r}]
PORTAL_JOBS = 4
IMAGE_PROCESS = {{}}
NOTES = {notes!r}
"""

NOTING = '''
"""Writes down what Pelican's signals carry."""

import json
import os

from pelican import signals


def note(settings, **told):
    with open(settings["NOTES"], "a") as file:
        file.write(json.dumps({"process": os.getpid(), **told}) + "\\n")


def context(generator, metadata):
    metadata["motto"] = "Melayani"
    note(generator.settings, signal="context", slug=metadata["slug"])


def made(content):
    note(content.settings, signal="made", slug=content.slug)


def writing(generator, content):
    generator.context["LAST"] = content.slug
    a = content
    note(
        generator.settings, signal="writing", slug=a.slug, kind=f"{type(a).__module__}.{type(a).__qualname__}",
        title=a.title, url=a.url, save_as=a.save_as, status=a.status, lang=a.lang, motto=a.motto, template=a.template,
        date=a.date.isoformat(), locale_date=a.locale_date, modified=getattr(a, "locale_modified", None),
        category=[a.category.name, a.category.slug, a.category.url], tags=[[t.name, t.slug, t.url] for t in a.tags],
        authors=[each.name for each in getattr(a, "authors", [])], author=str(getattr(a, "author", "")),
        summary=a.summary, content=a.content, valid=a.is_valid(), known=sorted(a.metadata),
    )


def written(path, context):
    article = context.get("article")
    note(
        context, signal="written", path=path, output=context["output_file"], slug=article and article.slug,
        category=str(context.get("category", "")), last=context.get("LAST"), staged=os.path.isfile(path),
    )


def register():
    signals.article_generator_context.connect(context)
    signals.content_object_init.connect(made)
    signals.article_generator_write_article.connect(writing)
    signals.content_written.connect(written)
'''


@cache
def installed() -> Path:
    """Where the locked plugins lie; they are installed when they are wanted for the first time."""
    lock = ROOT / "requirements/plugins.txt"
    folder = Path(sys.prefix) / f"plugins-{hashlib.sha256(lock.read_bytes()).hexdigest()[:10]}"
    if not folder.is_dir():
        half = folder.with_suffix(f".{os.getpid()}")
        words = ["install", "--quiet", "--require-hashes", "--no-deps", "--target", str(half), "-r", str(lock)]
        subprocess.run([sys.executable, "-m", "pip", *words], check=True)
        half.rename(folder)
    return folder


class Guests(House):
    """A portal built by `pelican` itself, with a pelicanconf of its own."""

    def build(self, *plugins: str, output: Path | None = None, more: str = "", code: int = 0) -> str:
        """What it said. Every build notes its signals anew."""
        (self.folder / "notes.jsonl").unlink(missing_ok=True)
        conf = self.folder / "conf.py"
        conf.write_text(
            CONF.format(
                root=str(ROOT), here=str(self.folder), plugins=plugins, installed=str(installed() / "pelican/plugins"),
                notes=str(self.folder / "notes.jsonl")
            ) + more, "utf-8",
        )  # fmt: skip
        done = subprocess.run(
            [sys.executable, "-m", "pelican", str(self.content), "-s", str(conf), "--fatal", "errors"],
            cwd=ROOT, env=self.environment(output), capture_output=True, text=True, timeout=120,
        )  # fmt: skip
        said = done.stdout + done.stderr
        assert done.returncode == code, said
        return said

    def notes(self, signal: str = "") -> list[dict[str, Any]]:
        path = self.folder / "notes.jsonl"
        found = [json.loads(line) for line in path.read_text("utf-8").splitlines()] if path.exists() else []
        return [each for each in found if signal in ("", each["signal"])]

    def marks(self) -> dict[str, tuple[int, int]]:
        """Which file stands at each path, and how old it is."""
        found = ((path, path.stat()) for path in self.output.rglob("*") if path.is_file())
        return {path.relative_to(self.output).as_posix(): (stat.st_ino, stat.st_mtime_ns) for path, stat in found}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Guests:
    """Forty stories, built once with all of the plugins."""
    folder = tmp_path_factory.mktemp("guests")
    house = Guests(folder, write_region(folder / "content", STORIES))
    (folder / "noting.py").write_text(NOTING, "utf-8")
    house.build(*OTHERS, "noting")
    return house


@pytest.fixture
def house(built: Guests, tmp_path: Path) -> Iterator[Guests]:
    """The same, for a test to go on with; afterwards it stands in its place as it stood."""
    kept = shutil.copytree(built.folder, tmp_path / "kept")
    yield Guests(built.folder, built.content)
    shutil.rmtree(built.folder)
    shutil.copytree(kept, built.folder)


def test_what_they_do_is_in_the_pages(built: Guests) -> None:
    """Every table of an article is wrapped and nothing else is, pages are as image-process writes them, and the file of
    a story is as old as the story."""
    stories = {path: data.decode() for path, data in built.tree().items() if re.match(r"berita/.*\.html", path)}
    tables = {path for path, page in stories.items() if "<table" in page}
    assert len(stories) == STORIES
    assert len(tables) == STORIES // 10
    assert {
        path for path, page in stories.items() if re.search(r'<div class="table_wrapper">\s*<table', page)
    } == tables
    assert all('<meta charset="utf-8"/>' in page for page in stories.values())
    ages = {path: (built.output / path).stat().st_mtime for path in stories}
    told = {note["save_as"]: note["date"] for note in built.notes("writing")}
    assert {path: time.strftime("%Y-%m-%dT%H:%M", time.localtime(age)) for path, age in ages.items()} == {
        path: date[:16] for path, date in told.items()
    }


def test_signals_come_with_the_article(built: Guests) -> None:
    """For every story, in this order: its metadata, which may be added to; the article; the article that is about to be
    written; the staged file, with the article in the context. All by one process, whatever `jobs` says."""
    notes = built.notes()
    assert len({note["process"] for note in notes}) == 1
    slugs = [note["slug"] for note in built.notes("context")]
    assert len(slugs) == len(set(slugs)) == STORIES
    for slug in slugs:
        assert [n["signal"] for n in notes if n["slug"] == slug] == ["context", "made", "writing", "written"]
    written = built.notes("written")
    pages = {path for path in built.tree() if path.endswith(".html")}
    assert {note["output"] for note in written} == pages
    assert all(note["staged"] and note["path"].endswith(note["output"]) for note in written)
    assert all(note["last"] == note["slug"] for note in written if note["slug"]), "one and the same context"


def test_an_article_is_what_pelican_makes_of_one(built: Guests) -> None:
    """A `pelican.contents.Article` with title, address, times in the region's own zone, category, tags and author; what
    it says is what stands in the data."""
    lines = {line["url"].removeprefix(f"{built.site_url}/"): line for line in built.lines()}
    notes = built.notes("writing")
    assert {note["url"] for note in notes} == set(lines)
    for note in notes:
        line = lines[note["url"]]
        agency = line["agency"]["slug"] if isinstance(line["agency"], dict) else line["agency"]
        assert (note["kind"], note["valid"]) == ("pelican.contents.Article", True)
        assert (note["title"], note["summary"]) == (line["title"], line["summary"])
        assert (note["status"], note["lang"], note["motto"], note["template"]) == (
            "published", "id", "Melayani", "article",
        )  # fmt: skip
        assert note["save_as"] == f"{note['url']}index.html"
        assert note["date"].endswith("+07:00")
        assert note["locale_date"] == "/".join(reversed(note["date"][:10].split("-")))
        assert note["category"][1:] == [agency, f"instansi/{agency}/"]
        assert note["tags"] == [[note_[0], slug, f"topik/{slug}/"] for note_, slug in zip(
            note["tags"], line["topics"], strict=True)]  # fmt: skip
        for _, _, address in (note["category"], *note["tags"]):
            assert (built.output / address / "index.html").is_file()
    assert {"kesehatan"} <= {slug for note in notes for _, slug, _ in note["tags"]}
    assert sum(note["author"] == "Humas Kecamatan" for note in notes) == STORIES // 4


def test_a_little_more_equals_all_anew(house: Guests) -> None:
    """A new story, a changed one and a withdrawn one: what stands then is what a fresh build makes, and nothing counts
    as changed that is the same again once the plugins have worked on it."""
    before, marks = house.tree(), house.marks()
    write_article(house.content, 200)
    write_article(house.content, 3, more="Loket C dibuka pekan depan.")
    house.now = "2026-11-21T06:00:00Z"
    house.build(*OTHERS, "noting")
    after, later = house.tree(), house.marks()
    printed = {note["output"] for note in house.notes("written")}
    assert len(house.notes("writing")) == 2
    assert {path for path in later if later[path] != marks.get(path)} == {
        path for path in after if after[path] != before.get(path)
    }
    assert {path for path in printed if after[path] == before.get(path)}, "some page was printed for nothing"
    house.build(*OTHERS, "noting", output=house.folder / "anew")
    assert house.tree() == house.tree(house.folder / "anew")


def test_all_is_printed_anew_when_they_change(house: Guests) -> None:
    """Without any of them, with some, with all: every page is printed again, as a fresh build does it, though nobody
    wrote a word. So it is where one of their settings changes, and where nothing changes nothing is printed."""
    for plugins in ((), OTHERS[2:], OTHERS):
        house.build(*plugins)
        house.build(*plugins, output=house.folder / f"anew-{len(plugins)}")
        assert house.tree() == house.tree(house.folder / f"anew-{len(plugins)}")
        wrapped = [path for path, data in house.tree().items() if b"table_wrapper" in data]
        assert bool(wrapped) == (OTHERS[0] in plugins)
    counts = []
    words = 'WORDS = {("a", "b"): 1}; SET = set("abcdefgh")'
    for more in ("", "", words, words):
        house.build(*OTHERS, "noting", more=more)
        counts.append(len(house.notes("writing")))
    assert counts == [STORIES, 0, STORIES, 0]


def test_what_a_plugin_may_not_do_is_refused(house: Guests) -> None:
    """A plugin that puts a script into a page is caught at the gate: the old site stands."""
    before = house.tree()
    (house.folder / "scripting.py").write_text(
        "from pelican import signals\n\n\ndef written(path, context):\n    with open(path, 'a') as file:\n"
        "        file.write('<script>1</script>')\n\n\ndef register():\n    signals.content_written.connect(written)\n",
        "utf-8",
    )
    said = house.build(*OTHERS, "scripting", code=1)
    assert "active content" in said
    assert house.tree() == before
