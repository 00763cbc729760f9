"""Real documents that nobody of this project wrote: all of them are read and cleaned, and none does harm.

The folder is named by PORTAL_CORPORA; without it these tests are skipped.
"""

from __future__ import annotations

import csv
import json
import time
from collections.abc import Iterator
from pathlib import Path

import html5lib

from plugins.newsroom import clean, identity, parse, screen
from plugins.newsroom.model import Article, Entry, SafeHtml

URL = "https://dinkes.contohkab.go.id/feed/"


def cleaned(entry: Entry, key: str, address: str) -> Article:
    return clean.article(
        entry, agency="dinkes", feed=URL, key=key, canonical=address, mode="full", parse_date=lambda _text: None,
        injected=screen.injected,
    )  # fmt: skip


def documents(folder: Path) -> Iterator[Path]:
    return (path for path in sorted(folder.rglob("*")) if path.is_file())


def closed(markup: str) -> bool:
    """Whether a browser would find nothing but the allow-list in it."""
    tree = html5lib.parseFragment(markup, treebuilder="etree", namespaceHTMLElements=False)
    return all(
        element is tree
        or (element.tag in clean.TAGS and set(element.attrib) <= {*clean.ATTRIBUTES.get(element.tag, ()), "rel"})
        for element in tree.iter()
    )


def test_every_feed_is_read_and_cleaned(corpora: Path) -> None:
    """No document raises, each takes seconds at most, as many entries get a key as there are, and each article has a
    title. How many entries each must have, and which documents are refused, is held by tests/corpora."""
    count = 0
    for path in documents(corpora / "feeds"):
        began = time.process_time()
        found = parse.read(path.read_bytes(), url=URL)
        if isinstance(found, parse.Reading):
            named = identity.identify(found.entries)
            articles = [cleaned(entry, *name) for entry, name in zip(found.entries, named, strict=True)]
            assert all(article.title for article in articles), path
            repr(articles).encode()
        assert time.process_time() - began < 10, path
        count += 1
    assert count > 2000


def test_no_bomb_goes_off(corpora: Path) -> None:
    """Entities that multiply, files and addresses that are named: over at once, and nothing of this machine in it."""
    for path in documents(corpora / "xml-bombs"):
        began = time.process_time()
        found = parse.read(path.read_bytes(), url=URL)
        assert time.process_time() - began < 5, path
        assert "root:" not in repr(found), path
        assert len(repr(found)) < 100_000, path


def test_no_attack_comes_through(corpora: Path) -> None:
    """Every payload as a text, as a title and as a link: nothing but the allow-list comes out."""
    payloads = [path.read_text(encoding="utf-8") for path in sorted((corpora / "attacks/bleach").glob("*.test"))]
    for name in ("dompurify", "html5sec"):
        payloads += _strings(json.loads((corpora / f"attacks/{name}.json").read_text(encoding="utf-8")))
    assert len(payloads) > 150
    for payload in payloads:
        entry = Entry(url=payload, title=payload, content=f"<p>Isi</p>{payload}<a href='{payload}'>a</a>")
        article = cleaned(entry, "guid:1", "")
        assert closed(article.html), payload
        assert article.url == "" or article.url.startswith(("http://", "https://")), payload


def _strings(value: object) -> list[str]:
    if isinstance(value, str):
        return [value]
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [text for one in inner for text in _strings(one)]


def test_honest_words_are_seldom_held(corpora: Path) -> None:
    """Three thousand comments that are no spam, as titles: in a hundred, not one is held."""
    with (corpora / "gambling-spam/comments.csv").open(encoding="utf-8", newline="") as file:
        honest = [row["text"] for row in csv.DictReader(file) if row["label"] == "0"]
    held = [text for text in honest if screen.judge(_titled(text)).decision != "publish"]
    assert len(honest) > 2000
    assert len(held) < len(honest) / 100, held


def _titled(text: str) -> Article:
    return Article(
        agency="dinkes", feed=URL, key="guid:1", guid="1", url=URL, canonical=URL, title=text[:300], summary="",
        html=SafeHtml(""), text=text, source_date=None,
    )  # fmt: skip
