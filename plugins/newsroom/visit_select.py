"""What the selectors of agency.toml do not find, told with file and line. A part of `visit`.

Readings and pages that were read come in, faults go out. Whether a page has what a selector names is asked of the
workers: nothing is parsed here but agency.toml itself, and that only where there is something to tell.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Final

from msgspec import Struct, field
from msgspec.structs import replace

from plugins.newsroom.errors import Unopened, WorkerLost
from plugins.newsroom.model import Fault, Feed, Select
from plugins.newsroom.outcomes import INVALID_SELECTOR, NO_ITEM, NOTHING_MATCHED
from plugins.newsroom.walls import Batch, ReadJob
from plugins.newsroom.written import name_in, quoted

_MEND: Final = (
    "Buka halamannya, lalu perbaiki [feeds.select] menurut docs/panduan-sumber.md (di repositori daerah:"
    " .engine/docs/panduan-sumber.md)."
)
_UNSOUND: Final = "bukan penanda CSS yang sah. Contoh yang benar: .berita-item h3 a"


class Sought(Struct):
    """The selectors that are looked for on articles' own pages. `missed`: those that no page had so far, `unsound`
    those that are none; `pages`: on how many pages every look came back; `bare`: whether any article has a page of its
    own."""

    select: Select
    missed: set[str] = field(default_factory=set)
    unsound: set[str] = field(default_factory=set)
    pages: int = 0
    bare: bool = False

    async def on(self, page: ReadJob, read: Callable[[ReadJob], Awaitable[Batch]]) -> None:
        """Look for what has not been found yet: the page is read as a list with such items."""
        for name in sorted(self.missed):
            try:
                as_list = Select(item=getattr(self.select, name), link="a")
                batch = await read(replace(page, select=as_list))
            except (WorkerLost, Unopened):
                return  # nobody knows what stands there: such a page says nothing of a selector
            if batch.detail.startswith(INVALID_SELECTOR):
                self.unsound.add(name)
            if not batch.detail.startswith(NOTHING_MATCHED):
                self.missed.discard(name)
        self.pages += 1


def sought(feed: Feed, first: Batch) -> Sought:
    """What to look for on the pages of what a first body lists."""
    select = feed.select or Select()
    missed = {"body"} if select.body else set()
    if first.dialect == "list" and select.date and not any(article.source_date for article in first.articles):
        missed.add("date")
    return Sought(select, missed, bare=any(first.bare))


def unfound(seen: Sought) -> list[tuple[str, str]]:
    """A reading went well: the selectors that found nothing all the same, each with what to say of it."""
    found = [(name, f"penanda `{name}` {_UNSOUND}") for name in sorted(seen.unsound)]
    if "body" in seen.missed and seen.pages:
        said = f"penanda `body` ({quoted(seen.select.body)}) tidak ditemukan di satu pun dari"
        found.append(("body", f"{said} {seen.pages} halaman tulisan yang dibaca. {_MEND}"))
    if "date" in seen.missed and (seen.pages or not seen.bare):
        said = f"penanda `date` ({quoted(seen.select.date)}) tidak menemukan tanggal pada satu pun tulisan."
        found.append(("date", f"{said} {_MEND}"))
    return found


def failed(feed: Feed, detail: str) -> tuple[str, str]:
    """A reading failed over its selectors: which, and what to say of it."""
    select = feed.select or Select()
    if detail.startswith(INVALID_SELECTOR):
        name = detail.removeprefix(INVALID_SELECTOR).partition(":")[0]
        return (name if name in Select.__struct_fields__ else "item"), f"penanda `{name}` {_UNSOUND}"
    if detail.startswith(NO_ITEM):
        return "item", f"alamat ini halaman biasa, bukan umpan, dan penanda `item` belum ditulis. {_MEND}"
    if detail.startswith(NOTHING_MATCHED):
        return "item", f"penanda `item` ({quoted(select.item)}) tidak menemukan tulisan apa pun di halaman itu. {_MEND}"
    said = f"tidak satu pun dari yang ditemukan penanda `item` ({quoted(select.item)}) punya judul dan tautan:"
    return ("title" if select.title else "link"), f"{said} periksa `title` dan `link`. {_MEND}"


def fault(content: Path, feed: Feed, name: str, message: str) -> Fault:
    """What to say of a selector, where agency.toml writes it; without a line where the file says something else now."""
    from plugins.newsroom.toml_tables import read_table  # who has nothing to tell need not know how to read it

    path = content / "agencies" / feed.agency / "agency.toml"
    message = f"Umpan {feed.url}: {message}"
    table = read_table(content, path)
    for each in [] if isinstance(table, Fault) else table.tables("feeds"):
        url = each.text("url")
        if feed.url in (url, f"agencies/{feed.agency}/{url}"):
            select = each.table("select")
            return Fault(name_in(content, path), select.line(name) if select else each.line(), message)
    return Fault(name_in(content, path), 0, message)
