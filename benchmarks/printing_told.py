"""The figures of printing come in; the same tables go out for people at a terminal and for docs/performance.md.

python -m benchmarks.printing_told    writes that part of the document anew from benchmarks/found/print.json
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from msgspec import Struct
from rich import box
from rich.console import Console
from rich.table import Table

from benchmarks import measure

FOUND: Final = measure.ROOT / "benchmarks" / "found" / "print.json"
DOCUMENT: Final = measure.ROOT / "docs" / "performance.md"
BEGIN: Final = "<!-- found: written by PORTAL_BENCH_TELL=1 ./run bench print -->"
END: Final = "<!-- end of what was found -->"
NAMES: Final = {
    "pelican": "nothing, `pelican`", "build": "nothing, `./run build`", "fifty": "fifty more",
    "edited": "one edited", "withdrawn": "one withdrawn", "dated back": "one dated back",
}  # fmt: skip
WHO: Final = {"portal": "the portal", "Pelican": "plain Pelican"}
LEAST: Final = 0.01  # of a build's time, that a part must take to have a row of its own

Figures = dict[str, Any]


class Told(Struct):
    """One table: its first column is words, the others are figures; `note` stands under it."""

    title: str
    columns: Sequence[str]
    rows: Sequence[Sequence[object]]
    note: str = ""


def table(figures: Figures) -> None:
    """For people, on standard error."""
    console = Console(stderr=True, width=120)
    console.print(machine(figures), markup=False)
    for told in tables(figures):
        made = Table(title=told.title, caption=told.note, title_justify="left", caption_justify="left", box=box.SIMPLE)
        for n, column in enumerate(told.columns):
            made.add_column(column, justify="right" if n else "left")
        for row in told.rows:
            made.add_row(*map(_cell, row))
        console.print(made)


def write(figures: Figures) -> None:
    """Keep the figures, and have the document tell them."""
    FOUND.parent.mkdir(exist_ok=True)
    FOUND.write_text(json.dumps(figures, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    text = DOCUMENT.read_text("utf-8")
    before, _, rest = text.partition(BEGIN)
    DOCUMENT.write_text(f"{before}{markdown(figures)}{rest.partition(END)[2]}", encoding="utf-8")


def markdown(figures: Figures) -> str:
    """The part of the document, from its first mark to its last."""
    parts = [BEGIN, machine(figures)]
    for told in tables(figures):
        lines = [f"| {' | '.join(told.columns)} |", "|---" * len(told.columns) + "|"]
        lines += [f"| {' | '.join(map(_cell, row))} |" for row in told.rows]
        parts += [f"{told.title}:", "\n".join(lines), *([told.note] if told.note else [])]
    return "\n\n".join([*parts, END])


def _cell(value: object) -> str:
    return f"{value:,}" if isinstance(value, int | float) and not isinstance(value, bool) else str(value)


def machine(figures: Figures) -> str:
    """Where and with what: a sentence or two, and what is missing."""
    of = figures["machine"]
    peers = "".join(f", {who} {number}" for who, number in figures["versions"].items() if who != "Pelican")
    said = (
        f"Found on {of['day']} on {of['cores']} cores ({of['processor']}, {of['gigabytes']} GB, {of['system']}),"
        f" working in {of['folder']}; {of['load'][0]:g} processes at work in the minute before, {of['load'][-1]:g} in"
        " the last."
        f" Python {of['python']}, Pelican {of['pelican']}, Jinja {of['jinja']}{peers}. Archives of"
        f" {' and '.join(f'{size:,}' for size in figures['stories'])} stories of {figures['agencies']} agencies,"
        f" {figures['days']:,} days long."
    )
    return " ".join([said, *(f"{sentence.rstrip('.')}." for sentence in figures["missing"].values())])


def tables(figures: Figures) -> Iterator[Told]:
    """All of them, in the order in which they are read."""
    rows = [
        (each["what"], each["found"], each["limit"], "yes" if each["holds"] else "NO") for each in figures["promises"]
    ]
    yield Told("What is promised", ("promise", "found", "at most", "holds"), rows)
    yield from _few(figures["few"])
    yield _bounds(figures["few"]["sites"])
    for size, full in figures["full"].items():
        yield _full(int(size), full)
    yield from _profile(figures["few"]["sites"])


def _few(few: Figures) -> Iterator[Told]:
    floor = few["floor"]
    columns = ("", "wall, s (rounds)", "to the floor", "cpu, s", "to the floor", "files changed", "largest process, MB")
    for size, site in few["sites"].items():
        rows: list[Sequence[object]] = [("the floor: Pelican, empty", *_times(floor), "", _mb(floor))]
        rows += [
            (name, *_times(site[kind]), _range(site[kind]["files"]), _mb(site[kind])) for kind, name in NAMES.items()
        ]
        profile = site["profile"]
        note = f"With fifty more {_memory(site['memory'])}. {_gate(profile['parts'], profile['gate'])}"
        yield Told(f"Few changes in {int(size):,} stories, medians of {few['rounds']} rounds", columns, rows, note)


def _times(row: Figures) -> tuple[object, ...]:
    walls = f"{row['wall']:.2f} ({min(row['walls']):.2f}–{max(row['walls']):.2f})"
    return walls, f"{row['to_floor']:.2f}", f"{row['cpu']:.2f}", f"{row['cpu_to_floor']:.2f}"


def _mb(row: Figures) -> str:
    return f"{row['megabytes']:.0f}"


def _range(numbers: Sequence[int]) -> str:
    return f"{min(numbers):,}" if min(numbers) == max(numbers) else f"{min(numbers):,}–{max(numbers):,}"


def _memory(of: Mapping[str, float]) -> str:
    told = f"the largest process has {of['largest']:.0f} MB"
    if "own" in of:
        told += (
            f", the command's own {of['own']:.0f}, the largest that it starts {of['worker']:.0f}, all of them together"
            f" {of['together']:.0f} (what they share is counted in each)"
        )
    return told


def _bounds(sites: Figures) -> Told:
    rows = [
        (f"{int(size):,}, round {number}", *(each[name] for name in ("stories", "agencies", "topics", "places")),
         f"{each['stories']} + {6 * each['agencies']} + {4 * (each['topics'] + each['places'])} + 20 = {each['bound']}",
         each["files"])
        for size, site in sites.items()
        for number, each in enumerate(site["fifty"]["bounds"], 1)
    ]  # fmt: skip
    columns = ("fifty more in", "stories", "agencies", "topics", "places", "at most", "files changed")
    return Told("Files that fifty more change, at most stories + 6 × agencies + 4 × (topics + places) + 20",
                columns, rows)  # fmt: skip


def _full(size: int, full: Figures) -> Told:
    rows: list[Sequence[object]] = []
    for who, spent in full["spent"].items():
        same = full["compared"].get(who)
        ratios = [f"{spent[name]:.2f}" if name in spent else "" for name in ("ours_to_it", "our_cpu_to_its")]
        files = [f"{same['same_paths']:,} of {same['files']:,}", f"{same['bytes_to_ours']:.2f}"] if same else ["", ""]
        walls = ", ".join(f"{wall:.1f}" for wall in spent["walls"])
        cells = f"{spent['wall']:.1f} ({walls})", ratios[0], f"{spent['cpu']:.1f}", ratios[1], _mb(spent), *files
        rows.append((WHO.get(who, who), *cells))
    rows += [(f"{WHO.get(who, who)}: {why}", *[""] * 7) for who, why in full["left_out"].items()]
    columns = (
        "", "wall, s (rounds)", "ours to it", "cpu, s", "ours to it", "largest process, MB", "paths that are ours",
        "bytes to ours",
    )  # fmt: skip
    return Told(f"The whole site, {size:,} stories", columns, rows, _note(full))


def _note(full: Figures) -> str:
    notes = [
        f"{full['files']:,} files, {full['pages']:,} of them pages, {full['bytes'] / 1e6:,.0f} MB;"
        f" {_memory(full['memory'])}. {_gate(full['profile'], full['gate'])}",
    ]
    if full["compared"]:
        notes.append(f"Peers get {len(full['given'])} small files, assets and lists of lists, as empty ones to copy.")
    for who, same in full["compared"].items():
        for what, kinds in (("does not make", same["lacks"]), ("makes besides", same["besides"])):
            if kinds:
                told = [f"{number:,} `{kind}`" for kind, number in kinds.items() if number > 2]
                told += [f"{single} others"] if (single := sum(n for n in kinds.values() if n <= 2)) else []
                notes.append(f"What {WHO.get(who, who)} {what}, {sum(kinds.values()):,} files: {', '.join(told)}.")
    return " ".join(notes)


def _gate(profile: Figures, gate: float) -> str:
    """Its part of a build in which it was timed."""
    return (
        f"The gate takes {gate:.2f} s of the {profile['wall']:.2f} s of a build in which it was timed,"
        f" {gate / profile['wall']:.0%}."
    )


def _profile(sites: Figures) -> Iterator[Told]:
    size, site = list(sites.items())[-1]
    profile = site["profile"]
    for title, of, note in (
        ("as an operator's build does it", profile["parts"], "What other processes print is waited for in `printing`."),
        ("by one process, room by room", profile["rooms"], ""),
    ):
        rows: list[Sequence[object]] = []
        rest = 0.0
        for name, seconds in of["seconds"].items():
            if seconds < LEAST * of["wall"] and name not in ("gate", "release"):
                rest += seconds
                continue
            rows.append((name, f"{1000 * seconds:.0f}", f"{seconds / of['wall']:.0%}"))
        rows.append(("all that takes less than 1 %", f"{1000 * rest:.0f}", f"{rest / of['wall']:.0%}"))
        rows.append(("together", f"{1000 * of['wall']:.0f}", ""))
        yield Told(f"Where the time of fifty more in {int(size):,} goes, {title}", ("", "ms", "share"), rows, note)
    last = profile["imports"]
    yield Told(
        "Importing, by Python's own count (which slows it down), wherever above it happens", ("", "ms", "modules"),
        [("the same build", f"{1000 * last['seconds']:.0f}", last["modules"])],
    )  # fmt: skip


if __name__ == "__main__":
    write(json.loads(Path(FOUND).read_bytes()))
