"""The corpus as an Eleventy site: stories are content files with front matter, all others are paged out of a table."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

from benchmarks.printing_corpus import Row
from benchmarks.printing_themes.hugo import small_files

HERE = Path(__file__).parent / "eleventy"


def write(corpus: Row, folder: Path) -> None:
    """A folder in which `eleventy` prints the pages of a corpus into `public`."""
    shutil.copytree(HERE, folder, dirs_exist_ok=True)
    (folder / "corpus").mkdir()
    told = {name: corpus[name] for name in ("site", "stories", "pages", "feeds", "shards")}
    (folder / "corpus" / "all.json").write_text(json.dumps(told), encoding="utf-8")
    for path, story in corpus["stories"].items():
        file = folder / "content" / f"{path.strip('/')}.html"
        file.parent.mkdir(parents=True, exist_ok=True)
        names = ("title", "id", "iso", "long", "short", "agency", "agency_name", "author", "source", "topics", "places")
        front = {name: story[name] for name in names} | {
            "layout": "story.njk", "permalink": f"{path}index.html", "description": story["summary"],
            "feedof": f"/instansi/{story['agency']}/", "feedtitle": story["agency_name"],
        }  # fmt: skip
        file.write_text(f"---json\n{json.dumps(front, ensure_ascii=False)}\n---\n{story['html']}\n", encoding="utf-8")
    small_files(corpus, folder / "static")
