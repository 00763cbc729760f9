"""content/ comes in, every fault in it goes out: what a reviewer would say.

Nothing is stored or fetched, and no file of an inbox is understood. What is no fault, and should be known all the same,
is told by `reminders`.
"""

from __future__ import annotations

from pathlib import Path

from plugins.newsroom import contributed, dates, inbox, parse, registry
from plugins.newsroom.errors import NetworkUnusable
from plugins.newsroom.model import Agency, Fault, Network, Select
from plugins.newsroom.stories_idle import amiss
from plugins.newsroom.toml_tables import read_table


def review(content: Path) -> list[Fault]:
    """All faults of network.toml, agencies, inboxes, decisions, pages and contributed articles, by file and line."""
    faults: list[Fault] = []
    try:
        network = registry.read_network(content)
    except NetworkUnusable as error:
        faults += [fault for fault in error.faults if isinstance(fault, Fault)]
        network = Network(name="?")
    found = registry.read_agencies(content, network)
    decisions = registry.read_decisions(content)
    faults += [*found.faults, *decisions.faults, *amiss(decisions.decisions)]
    for agency in (*found.agencies, *(Agency(slug, slug, "") for slug in found.broken)):
        faults += [*inbox.faults(content, agency), *_selectors(content, agency.slug)]
    folder = content / "agencies"
    for slug in sorted(p.name for p in folder.iterdir() if p.is_dir()) if folder.is_dir() else []:
        for path in contributed.article_files(content, slug):
            entry = contributed.read_article(content, path, timezone=network.timezone, parse_date=dates.parse)
            faults += entry if isinstance(entry, list) else []
    for path in contributed.page_files(content):
        page = contributed.read_page(content, path)
        faults += page if isinstance(page, list) else []
    return sorted(set(faults), key=lambda f: (f.file, f.line, f.message))


def _selectors(content: Path, slug: str) -> list[Fault]:
    """The CSS selectors of an agency.toml that are none. Also told where other faults keep the agency out."""
    table = read_table(content, content / "agencies" / slug / "agency.toml")
    if isinstance(table, Fault):
        return []
    for feed in table.tables("feeds"):
        select = feed.table("select")
        for name in Select.__struct_fields__ if select else ():
            if select and (problem := parse.selector_problem(select.text(name))):
                select.fault(problem, name)
    return table.faults
