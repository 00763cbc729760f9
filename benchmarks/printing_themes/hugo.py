"""The corpus as a Hugo site: stories are content files, all others come from a table by an adapter."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

from benchmarks.printing_corpus import FEEDS, Row

HERE = Path(__file__).parent / "hugo"


def write(corpus: Row, folder: Path) -> None:
    """A folder in which `hugo` prints the pages of a corpus into `public`."""
    shutil.copytree(HERE, folder, dirs_exist_ok=True)
    (folder / "data").mkdir()
    (folder / "data" / "site.json").write_text(json.dumps(corpus["site"]), encoding="utf-8")
    pages = [*map(_page, corpus["pages"]), *map(_feed, corpus["feeds"]), *_shards(corpus)]
    (folder / "data" / "pages.json").write_text(json.dumps(pages), encoding="utf-8")
    for path, story in corpus["stories"].items():
        file = folder / "content" / f"{path.strip('/')}.html"
        file.parent.mkdir(parents=True, exist_ok=True)
        front = {
            "title": story["title"], "description": story["summary"], "date": story["iso"],
            "layout": "story", "url": path,
            "params": {name: story[name] for name in ("id", "iso", "long", "short", "agency", "agency_name", "author",
                                                      "source", "guid", "topics", "places")}
            | {"feeds": f"/instansi/{story['agency']}/", "feed_title": story["agency_name"],
               "topic_slugs": [each["href"].split("/")[2] for each in story["topics"]],
               "place_slugs": [each["href"].split("/")[2] for each in story["places"]]},
        }  # fmt: skip
        file.write_text(f"{json.dumps(front, ensure_ascii=False, indent=0)}\n\n{story['html']}\n", encoding="utf-8")
    small_files(corpus, folder / "static")


def _page(page: Row) -> Row:
    layout = {"agency": "list"}.get(page["kind"], page["kind"])
    params = {name: page[name] for name in ("heading", "label", "stories", "days", "pills", "older", "newest", "main")}
    return {
        "title": page["title"], "description": page["description"], "url": page["path"], "layout": layout,
        "outputs": ["html"], "params": params,
    }  # fmt: skip


def _feed(feed: Row) -> Row:
    return {
        "title": feed["title"], "description": "", "url": feed["path"], "layout": "feed",
        "outputs": ["Rss2", "Atom", "Feed"], "params": {"feed": feed["path"], "stories": feed["stories"]},
    }  # fmt: skip


def _shards(corpus: Row) -> Iterator[Row]:
    for shard in corpus["shards"]:
        for url, output in (
            (f"/data/stories/{shard['month']}.jsonl", "Lines"),
            (f"/sitemap/{shard['month']}.xml", "Map"),
        ):
            yield {
                "title": shard["month"], "description": "", "url": url, "layout": "shard", "outputs": [output],
                "params": {"stories": shard["stories"]},
            }  # fmt: skip


def small_files(corpus: Row, folder: Path) -> None:
    """The few small files that are no pages: empty, for they cost nothing."""
    for path in given(corpus):
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text("", encoding="utf-8")


def given(corpus: Row) -> list[str]:
    """The paths of what a peer does not make but copies, empty."""
    made = {page["file"] for page in corpus["pages"]} | {f"{path[1:]}index.html" for path in corpus["stories"]}
    made |= {f"{feed['path'][1:]}{name}" for feed in corpus["feeds"] for name in FEEDS}
    made |= {f"data/stories/{shard['month']}.jsonl" for shard in corpus["shards"]}
    made |= {f"sitemap/{shard['month']}.xml" for shard in corpus["shards"]}
    return sorted(set(corpus["files"]) - made)
