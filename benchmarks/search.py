"""What the search index costs to keep, and what a first query costs a reader, beside Pagefind as it comes.

A portal without stories is built; then the lines of an archive of invented news (`realistic`, 2,350 letters each) are
put where a build would put them, for that is all that `./run search` reads. Whole commands are run and watched, and a
headless Chromium asks for two words on a page that nobody has opened before.

    ours      `./run search`: shards of 1,000, the newest first
    pagefind  Pagefind's own program over a page for each story, one index, its own `pagefind.js`
"""

from __future__ import annotations

import gzip
import json
import shutil
import tempfile
import threading
from html import escape
from pathlib import Path
from typing import Any, Final

from benchmarks import made_up, measure, realistic
from benchmarks.measure import Spent
from plugins.office.preview import server
from plugins.portal import search_shard

SIZES: Final = (1000, 10_000)
WORDS: Final = "bantuan petani"
SHOWN: Final = 6  # results whose words are fetched
_PAGE: Final = """<!DOCTYPE html><html lang="id"><body><p id="kabar"></p><script type="module">
const pagefind = await import("/pagefind/pagefind.js");
const found = await pagefind.search("%s");
await Promise.all(found.results.slice(0, %d).map((each) => each.data()));
document.getElementById("kabar").textContent = `${found.results.length} ditemukan`;
</script></body></html>"""

Row = dict[str, Any]


def run() -> Row:
    """Measure every size, print nothing but what comes back."""
    with tempfile.TemporaryDirectory(prefix="search-") as name:
        return {f"stories_{stories}": _measured(Path(name) / str(stories), stories) for stories in SIZES}


def _measured(folder: Path, stories: int) -> Row:
    made_up.write_content(folder / "content")
    environment = measure.portal(folder)
    measure.run(measure.command("build"), environment)
    archive = realistic.Archive(stories, max(90, stories // 8))
    _write(folder / "output", archive, stories)

    def search() -> Row:
        return _spent(measure.run(measure.command("search"), environment, watch=True))

    figures: Row = {"first": search(), "nothing_changed": search()}
    _write(folder / "output", archive, stories - 1)  # one story is gone, as if it had been withdrawn
    figures["one_withdrawn"] = search()
    figures["shards"] = len(json.loads((folder / "output/pagefind/shards.json").read_bytes())["shards"])
    figures["query"] = _query(folder / "output", f"cari/?q={WORDS.replace(' ', '+')}", "aset/cari.")
    return figures | {"pagefind": _as_it_comes(folder / "peer", archive, stories)}


def _write(output: Path, archive: realistic.Archive, stories: int) -> None:
    """The archive's stories as lines of data."""
    months: dict[str, list[str]] = {}
    for told in map(archive.told, range(stories)):
        row = {
            "id": f"{told.number:012x}", "url": f"https://portal.example/berita/{told.at:%Y/%m}/rekaan-{told.number}/",
            "title": told.title, "summary": told.paragraphs[0][:200], "text": told.text, "status": "published",
            "published": f"{told.at:%Y-%m-%dT%H:%M:%SZ}", "agency": made_up.slug(told.agency % made_up.AGENCIES),
        }  # fmt: skip
        months.setdefault(f"{told.at:%Y-%m}", []).append(json.dumps(row) + "\n")
    for month, lines in months.items():
        path = output / f"data/stories/{month}.jsonl"
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.exists() or path.read_text("utf-8") != "".join(lines):
            path.write_text("".join(lines), "utf-8")


def _as_it_comes(folder: Path, archive: realistic.Archive, stories: int) -> Row:
    (folder / "site").mkdir(parents=True)
    for told in map(archive.told, range(stories)):
        html = f'<html lang="id"><body><h1>{escape(told.title)}</h1><p>{escape(told.text)}</p></body></html>'
        (folder / "site" / f"{told.number}.html").write_text(html, "utf-8")
    words = [search_shard.program()[0], "--site", str(folder / "site"), "--output-path", str(folder / "www/pagefind")]
    spent = _spent(measure.run(words, measure.portal(folder), watch=True))
    shutil.rmtree(folder / "site")
    (folder / "www/index.html").write_text(_PAGE % (WORDS, SHOWN), "utf-8")
    return spent | {"query": _query(folder / "www", "", "")}


def _query(site: Path, address: str, script: str) -> Row:
    """Files and bytes that a first query fetches, from a server that compresses nothing and from one that does."""
    from playwright.sync_api import Response, sync_playwright

    path = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    with server(site, 0) as httpd, sync_playwright() as playwright:
        threading.Thread(target=httpd.serve_forever, daemon=True).start()
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        page = browser.new_page()
        asked: list[Response] = []
        page.on("response", lambda answer: asked.append(answer))
        page.goto(f"http://127.0.0.1:{httpd.server_port}/{address}")
        page.locator("#kabar", has_text="ditemukan").wait_for()
        page.wait_for_load_state("networkidle")
        bodies = [answer.body() for answer in asked if _wanted(answer.url, script)]
        browser.close()
        httpd.shutdown()
    return {
        "files": len(bodies), "bytes": sum(map(len, bodies)),
        "bytes_compressed": sum(min(len(body), len(gzip.compress(body))) for body in bodies),
    }  # fmt: skip


def _wanted(url: str, script: str) -> bool:
    return "/pagefind/" in url or bool(script and script in url)


def _spent(spent: Spent) -> Row:
    """Seconds, and megabytes of the largest process of all."""
    return {"wall": round(spent.wall, 2), "cpu": round(spent.cpu, 2), "megabytes": round(spent.megabytes, 1)}
