"""A site that keeps everybody waiting: meanwhile the others' articles are settled on trial, and whatever it brings in
the end stands where it would have stood had it answered first. The conductor itself, real sites, workers and stores."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta

from plugins.newsroom.pull import Report, pull
from plugins.newsroom.store import Row, Store
from tests.contract.network import Found, Portal, publish
from tests.contract.server import Site
from tests.contract.writing import START, Item, item


class Watched(Store):
    """A store that says when something was settled on trial, and whether that stood in the end."""

    def __init__(self, portal: Portal) -> None:
        super().__init__(f"sqlite:///{portal.folder / 'portal.sqlite3'}")
        self.tried, self.trials, self.stood = threading.Event(), 0, False

    @contextmanager
    def rehearsal(self) -> Iterator[None]:
        with super().rehearsal():
            yield
        self.trials += 1
        self.tried.set()

    def adopt(self) -> bool:
        self.stood = super().adopt()
        return self.stood


def pulled(portal: Portal, store: Store) -> Report:
    async def run() -> Report:
        return await pull(portal.content, store, now=lambda: portal.now, agent=lambda _: "Uji", say=lambda *_: None)

    return asyncio.run(run())


def believed(store: Store) -> list[Row]:
    """Every story, less the numbers of the rows in which its copies came to lie."""
    return [{**store.q.story(id=row["id"]), "lead": None, "founder": None} for row in store.q.story_ids()]


def network(portal: Portal, site: Site, late: list[Item]) -> None:
    quick = [item(n, f"/cepat/{n}/", date=START - timedelta(hours=n)) for n in (1, 2)]
    portal.agency("cepat", publish(site, "/cepat", quick))
    portal.agency("lambat", publish(site, "/lambat", late))


def test_what_comes_late_stands_where_it_belongs(found: Found, module_site: Site) -> None:
    """The late site has an earlier copy of what was settled meanwhile: it leads the story, at its own address, as if it
    had been there at once; the report counts the same."""
    earlier = replace(item(1, "/lambat/1/", date=START - timedelta(hours=9)), title="Lebih Dahulu Dikabarkan")
    seen: list[tuple[list[Row], dict[str, int]]] = []
    for waits in (False, True):
        portal = found("menunggu" if waits else "segera")
        network(portal, module_site, [earlier])
        store = Watched(portal)
        if waits:
            module_site.replies["/lambat"].gate = store.tried
        report = pulled(portal, store)
        assert (bool(store.trials), store.stood) == (True, False) or not waits
        seen.append((believed(store), {row.agency: row.new for row in report.sources}))
        store.close()
    assert seen[0] == seen[1]
    assert {row["title"] for row in seen[1][0]} >= {"Lebih Dahulu Dikabarkan"}


def test_who_keeps_silent_costs_no_second_settling(found: Found, module_site: Site) -> None:
    """The late site has nothing to say after all: what was settled on trial is what is kept."""
    portal = found("diam")
    network(portal, module_site, [])
    store = Watched(portal)
    module_site.put("/lambat", "ditutup", status=503)
    module_site.replies["/lambat"].gate = store.tried
    report = pulled(portal, store)
    assert store.trials == 1
    assert store.stood
    assert len(believed(store)) == 2
    assert {row.agency: (row.outcome, row.new) for row in report.sources} == {
        "cepat": ("changed", 2),
        "lambat": ("failed", 0),
    }
    store.close()
