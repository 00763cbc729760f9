"""What understanding costs and how well it is done, beside `datasketch` and `reader`, in one run.

    steps     cleaning, screening, sketching, topics, filing and settling of articles of 2.5 KB, in turn
    matching  fifty new articles against a hundred thousand; against a million where PORTAL_BENCH_MILLION=1 says so
    pairs     labelled pairs: which are one story, which tell of one event; a sealed set where PORTAL_BENCH_HELD_OUT=1
    topics    labelled articles: topics and places, likewise
    peers     the same pairs and the same articles

What is measured runs in processes of its own, in cpu of that process. The texts are invented (`realistic`), and as
uneven as real ones.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from typing import Any, Final

from benchmarks import (
    topics_figures,
    understand_match,
    understand_pairs,
    understand_peers,
    understand_print,
    understand_steps,
)
from benchmarks.understand_pairs import SEALED, SETS, is_closed, pairs, seals

ARTICLES: Final = 5000  # whose steps are measured
ROUNDS: Final = 5
STORES: Final = ((100_000, 730), (1_000_000, 3650))  # articles, days
PEERS: Final = 10_000  # articles that the peers index
MILLION: Final = "PORTAL_BENCH_MILLION"

Figures = dict[str, Any]


def run(
    articles: int = ARTICLES, rounds: int = ROUNDS, stores: tuple[tuple[int, int], ...] = STORES, peers: int = PEERS,
    most: int | None = None,
) -> Figures:  # fmt: skip
    """Measure all of it and print it. `most`: the first so many of a set, all where None."""
    for path, holds in seals().items():
        print(f"{path}: {'as it was sealed' if holds else 'NOT as it was sealed'}", file=sys.stderr)
    with tempfile.TemporaryDirectory(prefix="understand-") as name:
        folder = Path(name)
        figures: Figures = {
            "seals": seals(),
            "steps": _steps(articles, rounds, folder),
            "matching": [_matching(*each, rounds, folder) for each in stores],
            "pairs": _pairs(most, folder),
            "topics": {name: _topics(name) for name in topics_figures.LABELLED},
            "peers": {"cost": understand_peers.cost(peers, folder), "articles": peers, **_peers(most)},
        }
    figures["promises"] = list(_promises(figures))
    understand_print.table(figures)
    return figures


def _steps(articles: int, rounds: int, folder: Path) -> Figures:
    """Microseconds of an article in each step (medians), its share, and how many articles a second of cpu does."""
    found = understand_steps.run(articles, rounds, folder)
    spent = {name: median(each[name] for each in found) for name in understand_steps.STEPS}
    rates = [articles / sum(each[name] for name in understand_steps.STORED) for each in found]
    whole = [articles / sum(each[name] for name in understand_steps.STEPS) for each in found]
    return {
        "articles": articles, "letters": round(found[0]["letters"] / articles), "held": found[0]["held"],
        "microseconds": {name: round(1e6 * each / articles) for name, each in spent.items()},
        "share": {name: round(each / sum(spent.values()), 3) for name, each in spent.items()},
        "a_second": round(median(rates)), "rounds": [round(each) for each in rates],
        "a_second_in_all": round(median(whole)),
    }  # fmt: skip


def _matching(articles: int, days: int, rounds: int, folder: Path) -> Figures:
    thin = articles > STORES[0][0]
    if thin and os.environ.get(MILLION) != "1":
        return {
            "articles": articles,
            "skipped": f"left out: {MILLION}=1 fills and asks a store of {articles:,} articles",
        }
    return understand_match.run(articles, days, rounds, folder, thin=thin)


def _pairs(most: int | None, folder: Path) -> Figures:
    figures: Figures = {}
    for name in SETS:
        if is_closed(name):
            figures[name] = {"sealed": True}
            continue
        (folder / name).mkdir(exist_ok=True)
        figures[name] = understand_pairs.figures(pairs(name)[:most], folder / name)
    return figures


def _topics(name: str) -> Figures:
    if is_closed(name):
        return {"sealed": True}
    found = topics_figures.figures(topics_figures.SETS / f"{name}.jsonl")
    told = {each: found[each] for each in ("articles", "macro_f1", "main", "place_precision", "place_recall")}
    return told | ({"macro_f1": "", "main": ""} if name == topics_figures.PLACES_ALONE else {})


def _peers(most: int | None) -> Figures:
    sets = {name: pairs(name)[:most] for name in SETS if not is_closed(name)}
    return {"pairs": understand_peers.answered(sets), "missing": understand_peers.missing()}


def _promises(figures: Figures) -> Iterator[Figures]:
    """What is promised, what was found, and whether it holds."""
    found: list[tuple[str, float, str, float]] = [
        (
            "articles cleaned, screened, sketched, stored per second of cpu",
            figures["steps"]["a_second"],
            "at least",
            450,
        )
    ]
    for each in figures["matching"]:
        if "matching" in each:
            limit = 60 if each["articles"] <= STORES[0][0] else 250
            found.append((f"50 against {each['articles']:,}, ms", each["matching"], "at most", limit))
            found.append((f"50 against {each['articles']:,}, MB more", each["extra_megabytes"], "at most", 40))
    for name, each in figures["pairs"].items():
        if "house" in each and name.startswith(SEALED):
            for what, least in (("same_precision", 0.99), ("same_recall", 0.95), ("related_precision", 0.9)):
                found.append((f"{name}, {what.replace('_', ', ')}", each["house"][what], "at least", least))
    for name, each in figures["topics"].items():
        if "macro_f1" in each and name.startswith(SEALED):
            found.append((f"{name}, topics, mean F1", each["macro_f1"], "at least", 0.85))
            found.append((f"{name}, places, precision", each["place_precision"], "at least", 0.97))
    for what, value, sense, bound in found:
        holds = value <= bound if sense == "at most" else value >= bound
        yield {"what": what, "found": value, "sense": sense, "limit": bound, "holds": holds}
