"""The figures of understanding come in, tables for people go out, on standard error."""

from __future__ import annotations

from typing import Any, Final

from rich.console import Console
from rich.table import Table

from benchmarks.understand_pairs import LABELS

Figures = dict[str, Any]

_SEALED: Final = "sealed: PORTAL_BENCH_HELD_OUT=1 opens it"


def table(figures: Figures) -> None:
    """All of it."""
    console = Console(stderr=True, width=120)
    for each in (_steps, _matching, _pairs, _topics, _peers, _costs, _promises):
        console.print(each(figures))
    for sentence in figures["peers"]["missing"].values():
        console.print(sentence)


def _table(title: str, *columns: str) -> Table:
    made = Table(title=title, title_justify="left", caption_justify="left")
    for n, column in enumerate(columns):
        made.add_column(column, justify="right" if n else "left")
    return made


def _row(table: Table, *cells: object) -> None:
    table.add_row(*(f"{cell:,}" if isinstance(cell, int | float) else str(cell) for cell in cells))


def _steps(figures: Figures) -> Table:
    steps = figures["steps"]
    made = _table(f"{steps['articles']:,} articles of {steps['letters']:,} letters", "step", "µs of cpu", "share")
    for name, each in steps["microseconds"].items():
        _row(made, name, each, f"{steps['share'][name]:.0%}")
    made.add_section()
    _row(
        made, "cleaned, screened, sketched and stored per second of cpu", steps["a_second"], f"rounds {steps['rounds']}"
    )
    _row(made, "the same with topics, places and matching", steps["a_second_in_all"], "")
    return made


def _matching(figures: Figures) -> Table:
    made = _table(
        "50 new articles, ms of cpu in a fresh process", "against", "matching", "posting", "looking", "grouping",
        "composing", "writing", "MB", "MB more", "joined",
    )  # fmt: skip
    notes = []
    for each in figures["matching"]:
        if "skipped" in each:
            _row(made, each["articles"], "left out")
            notes.append(each["skipped"])
            continue
        grouping = round(each["matching"] - each["posting"] - each["looking"], 1)
        joined = each["joined"]
        _row(
            made, each["articles"], each["matching"], each["posting"], each["looking"], grouping, each["composing"],
            each["writing"], each["megabytes"], each["extra_megabytes"], f"{joined['joined']} of {joined['copies']}",
        )  # fmt: skip
        index = each["index"]
        thin = ", of all but the last weeks neither words nor stories, and borrowed sketches" if each["thin"] else ""
        notes.append(
            f"{each['articles']:,} of {each['days']:,} days. Filled: articles, words, sketches, {index['postings']:,} "
            f"postings of {index['different']:,} numbers ({index['common'] / index['postings']:.0%} of them of numbers "
            f"that 64 or more share, at most {index['most']:,}), stories, kin, learned words; no HTML, no lists{thin}. "
            f"Rounds: {each['rounds']['matching']}. {joined['wrongly']} joined wrongly."
        )
    made.caption = "\n".join(notes)
    return made


def _pairs(figures: Figures) -> Table:
    made = _table("labelled pairs", "set, answered by", "label", *LABELS, "precision", "recall")
    for name, found in figures["pairs"].items():
        if "sealed" in found:
            _row(made, name, _SEALED)
            continue
        for way, told in (("pair alone", found["alone"]), ("the house", found["house"])):
            for label, answers in told["confusion"].items():
                scores = [
                    f"{told[key]:.3f}" if (key := f"{label}_{s}") in told else "" for s in ("precision", "recall")
                ]
                _row(made, f"{name}, {way}", label, *answers.values(), *scores)
            made.add_section()
    return made


def _topics(figures: Figures) -> Table:
    made = _table("topics and places", "set", "articles", "mean F1", "first label", "places: precision", "recall")
    for name, found in figures["topics"].items():
        _row(made, name, *((_SEALED,) if "sealed" in found else found.values()))
    return made


def _peers(figures: Figures) -> Table:
    made = _table("`same` on the same pairs", "who", "set", "precision", "recall", "F1")
    for name, found in figures["pairs"].items():
        if "house" in found:
            for way in ("alone", "house"):
                told = found[way]
                precision, recall = told["same_precision"], told["same_recall"]
                f1 = 2 * precision * recall / ((precision + recall) or 1)
                _row(made, f"ours, {way}", name, f"{precision:.3f}", f"{recall:.3f}", f"{f1:.3f}")
    for who, sets in figures["peers"]["pairs"].items():
        at = f", threshold {sets['threshold']}" if "threshold" in sets else ""
        for name, told in sets.items():
            if name != "threshold":
                cells = (f"{told[each]:.3f}" for each in ("precision", "recall", "f1"))
                _row(made, f"{who}{at}", name, *cells)
    made.caption = "reader's plugin finds duplicates within one feed only: all articles are given to it as one feed"
    return made


def _costs(figures: Figures) -> Table:
    peers = figures["peers"]
    made = _table(
        f"{peers['articles']:,} articles indexed, 50 new ones asked for", "who", "index, s of cpu", "ask, s of cpu",
        "MB", "copies found", "wrongly",
    )  # fmt: skip
    for who, cost in peers["cost"].items():
        copies = f"{cost['found']} of {cost['copies']}"
        _row(made, who, cost["index"], cost["ask"], cost["megabytes"], copies, cost["wrongly"])
    made.caption = (
        "ours: an index on disk, and what was found is compared; datasketch: in memory, threshold 0.5, nothing is "
        "compared; reader: no index, it looks at the whole feed again. MB: with the articles, which each process holds."
    )
    return made


def _promises(figures: Figures) -> Table:
    made = _table("", "promise", "found", "", "limit", "holds")
    for each in figures["promises"]:
        holds = "yes" if each["holds"] else "NO"
        _row(made, each["what"], f"{each['found']:g}", each["sense"], f"{each['limit']:g}", holds)
    return made
