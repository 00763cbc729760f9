"""content/ comes in, every fault in it goes out: what a reviewer would say. Nothing is stored or fetched."""

from __future__ import annotations

from pathlib import Path

from plugins.newsroom import contributed, dates, registry
from plugins.newsroom.errors import NetworkUnusable
from plugins.newsroom.model import Fault, Network


def review(content: Path) -> list[Fault]:
    """All faults of network.toml, agencies, decisions, pages and contributed articles, by file and line."""
    faults: list[Fault] = []
    try:
        network = registry.read_network(content)
    except NetworkUnusable as error:
        faults += [fault for fault in error.faults if isinstance(fault, Fault)]
        network = Network(name="?")
    found = registry.read_agencies(content, network)
    faults += [*found.faults, *registry.read_decisions(content).faults]
    folder = content / "agencies"
    for agency in sorted(p.name for p in folder.iterdir() if p.is_dir()) if folder.is_dir() else []:
        for path in contributed.article_files(content, agency):
            entry = contributed.read_article(content, path, timezone=network.timezone, parse_date=dates.parse)
            faults += entry if isinstance(entry, list) else []
    for path in contributed.page_files(content):
        page = contributed.read_page(content, path)
        faults += page if isinstance(page, list) else []
    return sorted(set(faults), key=lambda f: (f.file, f.line, f.message))
