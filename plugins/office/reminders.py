"""content/ comes in, what is no fault goes out, where it stands: what will be published or left out otherwise than
whoever wrote it may think.

Articles dated ahead, addresses in a text that nobody can follow, files that look like articles and are none, feed files
that no reader understands; those are opened behind the walls, as a pull opens them. Nothing is stored or fetched.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from datetime import datetime
from html.parser import HTMLParser
from pathlib import Path
from typing import Final

from plugins.newsroom import contributed, dates, inbox, registry
from plugins.newsroom.dates_words import zone_of
from plugins.newsroom.errors import NetworkUnusable, WorkerLost
from plugins.newsroom.model import Agency, Fault, Feed, Network
from plugins.newsroom.outcomes import FAILURES, Fetched
from plugins.newsroom.walls import ReadJob, Workers
from plugins.newsroom.written import name_in, quoted, read_text

_TEXTS: Final = (".txt", ".text", ".markdown", ".rtf", ".odt", ".doc", ".docx")
_NO_ARTICLE: Final = ("readme", "profile", "catatan", "license")
_ABSOLUTE: Final = ("https://", "http://")


def reminders(content: Path, now: datetime) -> list[Fault]:
    """Everything worth knowing that is no fault, by file and line; `now` is what dates are compared with."""
    try:
        network = registry.read_network(content)
    except NetworkUnusable:
        network = Network(name="?")
    agencies = registry.read_agencies(content, network).agencies
    found = [each for agency in agencies for each in _of_agency(content, agency, network, now)]
    for path in contributed.page_files(content):
        page = contributed.read_page(content, path)
        found += _dropped(content, path, page.html) if isinstance(page, contributed.Page) else []
    pushed = [(agency, feed) for agency in agencies for feed in inbox.feeds(content, agency)]
    found += asyncio.run(_unread(content, network, pushed, now)) if pushed else []
    return sorted(set(found), key=lambda f: (f.file, f.line, f.message))


def _of_agency(content: Path, agency: Agency, network: Network, now: datetime) -> Iterator[Fault]:
    for path in contributed.article_files(content, agency.slug):
        entry = contributed.read_article(content, path, timezone=network.timezone, parse_date=dates.parse)
        if isinstance(entry, list):
            continue
        if early := contributed.not_yet(content, path, entry, now):
            yield early
        yield from _dropped(content, path, entry.content)
    for path in sorted((content / "agencies" / agency.slug).iterdir()):
        meant = path.suffix.lower() in _TEXTS and not path.stem.lower().startswith(_NO_ARTICLE)
        if meant and not path.name.startswith(".") and path.is_file():
            mend = "Bila ini naskah, simpan sebagai teks biasa dengan akhiran .md"
            yield Fault(name_in(content, path), 0, f"Berkas {path.suffix} tidak dibaca sebagai tulisan. {mend}.")


# --- addresses that lead nowhere ---------------------------------------------------------------------------------


class _Addresses(HTMLParser):
    """The pictures and links of a rendered text."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        name = {"img": "src", "a": "href"}.get(tag)
        self.found += [(tag, value or "") for key, value in attrs if key == name]


def _dropped(content: Path, path: Path, html: str) -> Iterator[Fault]:
    """The pictures and links of a text that are no complete addresses: of these, only the words are shown."""
    text = read_text(content, path)
    lines = text.split("\n") if isinstance(text, str) else []
    reader = _Addresses()
    reader.feed(html)
    for tag, address in dict.fromkeys(reader.found):
        if address.lower().startswith(_ABSOLUTE):
            continue
        line = next((number for number, line in enumerate(lines, 1) if f"({address}" in line), 0)
        line = line or next((number for number, line in enumerate(lines, 1) if address and address in line), 0)
        if tag == "img":
            mend = "hapus dari isi, dan pakai kolom Picture" if path.parent.name != "pages" else "hapus dari isi"
            yield Fault(
                name_in(content, path), line, f"Gambar {quoted(address)} di dalam isi tidak akan tampil; {mend}."
            )
        else:
            mend = "tulis alamat lengkapnya, diawali https://"
            said = f"Tautan {quoted(address)} tidak akan tampil, hanya katanya; {mend}."
            yield Fault(name_in(content, path), line, said)


# --- feed files that say nothing -----------------------------------------------------------------------------------


async def _unread(content: Path, network: Network, pushed: list[tuple[Agency, Feed]], now: datetime) -> list[Fault]:
    with Workers() as workers:
        said = [await _problem(content, network, agency, feed, now, workers) for agency, feed in pushed]
    return [
        Fault(feed.url, 0, f"Berkas ini tidak terbaca sebagai umpan: {why}. Kirim ulang berkas umpannya, atau hapus.")
        for (_, feed), why in zip(pushed, said, strict=True)
        if why
    ]


async def _problem(content: Path, network: Network, agency: Agency, feed: Feed, now: datetime, workers: Workers) -> str:
    """Why a feed file cannot be read, in the words of a pull's report; "" where it can."""
    taken = inbox.take(content, feed, agency.site)
    if not isinstance(taken, Fetched):
        return ""  # what cannot even be opened is a fault, and told as one
    zone = zone_of(feed.timezone or network.timezone)
    job = ReadJob(
        taken.body, taken.final_url, taken.content_type, True, feed.agency, feed.url, feed.mode, zone,
        (), feed.identity, feed.select, now,
    )  # fmt: skip
    try:
        error = (await workers.read(job)).error
    except WorkerLost:
        error = "worker"
    return FAILURES[error].sentence if error in FAILURES else error
