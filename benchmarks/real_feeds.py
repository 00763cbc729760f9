"""Whole feeds of real sites go through pull and build, and every entry is accounted for.

Documents come in from the folder that PORTAL_CORPORA names; what the portal's report and its data lines say of them
is held against what the documents say (`census`). Each difference has an explanation that is checked here, or it
stands in `unexplained`. No text is judged: whether words arrive well is for the tests.
"""

from __future__ import annotations

import json
import os
import sqlite3
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from rich.console import Console
from rich.table import Table

from benchmarks import census, measure, served
from benchmarks.census import Census, Said
from plugins.newsroom.parse import ENTRIES

FOLDERS: Final = ("feedjira", "rss-parser", "node-feedparser")
FATES: Final = ("new", "updated", "duplicate", "held", "quarantined")

Row = dict[str, Any]


@dataclass
class Account:
    """One document: what it says, what became of it, and why the two differ."""

    document: str
    inside: int
    row: Row
    out: int = 0  # data lines that it leads
    shared: int = 0  # data lines that it carries beside others
    why: Counter[str] = field(default_factory=Counter)
    unexplained: list[str] = field(default_factory=list)

    def as_json(self) -> Row:
        """Only what is worth a line."""
        counts = {name: self.row[name] for name in ("entries", *FATES) if self.row[name]}
        return {"document": self.document, "in": self.inside, **counts, "out": self.out, "shared": self.shared,
                "why": dict(self.why), "unexplained": self.unexplained}  # fmt: skip


def run() -> dict[str, Any]:
    """Serve, pull, build, compare. A sentence instead of figures where there is no corpus."""
    named = os.environ.get("PORTAL_CORPORA", "")
    if not named:
        sentence = "PORTAL_CORPORA is not set: no corpora of real documents here"
        print(sentence, file=sys.stderr)
        return {"skipped": sentence}
    docs = served.documents(Path(named) / "feeds", FOLDERS)
    with tempfile.TemporaryDirectory(prefix="real-feeds-") as name:
        folder = Path(name)
        with served.serving(docs) as address:
            served.write_content(folder / "content", docs, address)
            environment = measure.portal(folder, PYTHONPATH=served.close_the_network(folder / "closed"))
            pull = measure.run(measure.command("pull", "--report", str(folder / "report.json")), environment)
            build = measure.run(measure.command("build"), environment, may_fail=True)
        report = json.loads((folder / "report.json").read_bytes())
        lines = [json.loads(line) for path in (folder / "output").glob("data/stories/*") for line in path.open()]
        refused = "" if not build.code else "the build failed: " + build.said.strip().splitlines()[-1]
        accounts = compare(docs, report["sources"], lines, _held(folder / "portal.sqlite3"), built=not refused)
    figures = _figures(accounts, lines, refused)
    figures |= {"pull": _cost(pull), "build": _cost(build)}
    _print(accounts, figures)
    return figures


def _cost(spent: measure.Spent) -> dict[str, float]:
    return {"seconds": round(spent.wall, 2), "cpu": round(spent.cpu, 2), "megabytes": round(spent.megabytes)}


def _held(store: Path) -> dict[str, Counter[str]]:
    """Agency → why its articles wait; the report only counts them."""
    found: dict[str, Counter[str]] = defaultdict(Counter)
    connection = sqlite3.connect(f"{store.as_uri()}?mode=ro", uri=True)
    query = "SELECT agency, decision, reasons FROM article WHERE decision <> 'publish'"
    for agency, decision, reasons in connection.execute(query):
        found[agency][f"{decision}: {'; '.join(json.loads(reasons))}"] += 1
    connection.close()
    return found


def compare(
    docs: list[served.Document], rows: list[Row], lines: list[Row], held: Mapping[str, Counter[str]], *, built: bool
) -> list[Account]:
    """Account for every document; without a site (`built` False) for the report alone."""
    takes = {doc.slug: census.take(doc) for doc in docs}
    by_agency = {row["agency"]: row for row in rows}
    others: Counter[object] = Counter()
    for taken in takes.values():
        others.update(census.marks(taken.entries))
    carried: dict[str, list[Row]] = defaultdict(list)
    for line in lines:
        for slug in (line["agency"], *line["also"]):
            carried[slug].append(line)
    accounts: list[Account] = []
    for doc in docs:
        taken = takes[doc.slug]
        account = Account(doc.name, len(taken.entries), by_agency[doc.slug])
        account.out = sum(line["agency"] == doc.slug for line in carried[doc.slug])
        account.shared = len(carried[doc.slug]) - account.out
        own = census.marks(taken.entries)
        elsewhere = {mark for mark in own if others[mark] > 1}
        _reading(account, taken)
        _fates(account, taken, elsewhere, held.get(doc.slug, Counter()))
        if built and taken.feed:
            _arrivals(account, taken, carried[doc.slug], doc.slug)
        accounts.append(account)
    return accounts


def _reading(account: Account, taken: Census) -> None:
    """What stands in the document against what was read of it."""
    row, lost = account.row, account.inside - account.row["entries"]
    if row["outcome"] == "failed":
        if not taken.feed:
            account.why[f"not a feed, and told so: {row['error'].partition(':')[0]}"] += 1
        elif not taken.whole:
            account.why["cut short in the corpus: failed, and its whole entries are kept"] += 1
        else:
            account.unexplained.append(f"a feed of {account.inside} entries failed: {row['error']}")
            return
    if lost > 0 and row["entries"] == ENTRIES:
        account.why[f"beyond the {ENTRIES} entries that are read of one feed"] += lost
    elif lost:
        account.unexplained.append(f"{account.inside} entries in the document, {row['entries']} read")


def _fates(account: Account, taken: Census, elsewhere: set[object], held: Counter[str]) -> None:
    """Every entry read has one fate, and every fate but `new` a reason."""
    row = account.row
    told = sum(row[fate] for fate in FATES)
    if told != row["entries"]:
        account.unexplained.append(f"{row['entries']} entries read, {told} of them with a fate")
    if row["updated"]:
        account.unexplained.append(f"{row['updated']} updated at first sight")
    again = min(row["duplicate"], census.repeats(taken.entries))
    joined = row["duplicate"] - again
    possible = sum(bool({e.link, e.words} & elsewhere) for e in taken.entries)
    if again:
        account.why["said twice in the same document"] += again
    if joined > possible:
        account.unexplained.append(f"{joined} joined with others, {possible} have their words or address elsewhere")
    elif joined:
        account.why["the same address or text as another document's: one story"] += joined
    if row["held"] + row["quarantined"] != sum(held.values()):
        account.unexplained.append(f"{row['held'] + row['quarantined']} held in the report, {sum(held.values())} kept")
    account.why.update(held)


def _arrivals(account: Account, taken: Census, carried: list[Row], slug: str) -> None:
    """Each entry is found in a data line that its agency carries, by its name, its address or its title."""
    known: set[str] = set()
    for line in carried:
        known.add(line["title"])
        known |= {name for s in line["sources"] if s["agency"] == slug for name in (s["guid"], s["url"]) if name}
    missing = [e for e in taken.entries if not {e.guid, e.link, e.title} & known]
    blank = sum(e.blank for e in missing)
    if blank:
        account.why["says nothing at all: no title, no address, no text"] += blank
    away = account.row["held"] + account.row["quarantined"] + max(0, account.inside - account.row["entries"])
    if len(missing) - blank > away:
        account.unexplained.append(f"{len(missing) - blank} not in the site, {away} may be: {_named(missing)}")


def _named(entries: list[Said]) -> str:
    return "; ".join((e.title or e.link or e.guid or "?")[:60] for e in entries[:3])


def _figures(accounts: list[Account], lines: list[Row], refused: str) -> dict[str, Any]:
    why: Counter[str] = Counter()
    for account in accounts:
        why.update(account.why)
    unexplained = [f"{a.document}: {sentence}" for a in accounts for sentence in a.unexplained]
    fresh = sum(a.row["new"] for a in accounts)
    if refused:
        unexplained.append(refused)
    elif fresh != len(lines):
        unexplained.append(f"{fresh} new in the report, {len(lines)} data lines")
    return {
        "documents": len(accounts), "entries_in": sum(a.inside for a in accounts),
        "entries_read": sum(a.row["entries"] for a in accounts), "stories_out": len(lines), "why": dict(why),
        "differences": [a.as_json() for a in accounts if a.why or a.unexplained], "unexplained": unexplained,
    }  # fmt: skip


def _print(accounts: list[Account], figures: dict[str, Any]) -> None:
    """The documents in which something differs, and the totals."""
    console = Console(stderr=True, width=170)
    table = Table("document", "in", "read", "new", "dup", "held", "quar", "out", "shared", "why")
    for a in accounts:
        if a.why or a.unexplained:
            counts = (a.inside, a.row["entries"], *(a.row[n] for n in ("new", "duplicate", "held", "quarantined")))
            reasons = [f"{n} {text}" for text, n in a.why.items()] + [f"UNEXPLAINED: {u}" for u in a.unexplained]
            table.add_row(a.document, *map(str, (*counts, a.out, a.shared)), "\n".join(reasons))
    console.print(table)
    console.print(
        f"{figures['documents']} documents, {figures['entries_in']} entries in, {figures['entries_read']} read,"
        f" {figures['stories_out']} stories out, {len(figures['unexplained'])} unexplained"
    )
