"""The corpus as a plain Pelican site: stories are HTML files with meta tags; lists are what Pelican makes by itself of
categories, tags and months, which is fewer pages than the portal has."""

from __future__ import annotations

import html
import json
import shutil
from pathlib import Path

from benchmarks.printing_corpus import Row

HERE = Path(__file__).parent / "pelican"


def write(corpus: Row, folder: Path) -> None:
    """A folder in which `pelican -s pelicanconf.py` prints stories and lists of a corpus into `public`."""
    shutil.copytree(HERE, folder, dirs_exist_ok=True)
    links = [link for story in corpus["stories"].values() for link in (*story["topics"], *story["places"])]
    labels = {_name(link): link["label"] for link in links}
    labels |= {story["agency"]: story["agency_name"] for story in corpus["stories"].values()}
    (folder / "site.json").write_text(json.dumps(corpus["site"] | {"labels": labels}), encoding="utf-8")
    for path, story in corpus["stories"].items():
        file = folder / "content" / f"{path.strip('/')}.html"
        file.parent.mkdir(parents=True, exist_ok=True)
        tags = ", ".join(map(_name, (*story["topics"], *story["places"])))
        said = {
            "date": story["iso"], "category": story["agency"], "tags": tags, "author": story["author"] or "Humas",
            "summary": story["summary"], "source": story["source"], "slug": path.strip("/"),
        }  # fmt: skip
        meta = "".join(f'<meta name="{name}" content="{html.escape(value)}">\n' for name, value in said.items())
        title = html.escape(story["title"])
        file.write_text(
            f"<html><head><title>{title}</title>\n{meta}</head><body>{story['html']}</body></html>\n", encoding="utf-8"
        )


def _name(link: Row) -> str:
    return str(link["href"].strip("/"))
