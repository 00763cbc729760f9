"""How well topics and places are known, on a set of labelled articles: F1 of every label and their mean, what was taken
for what, precision and recall of places, and what an article costs.

    python -m benchmarks.topics_figures benchmarks/topics/tuning.jsonl

A set is a file of lines: `family`, `agency` (kind, name, topics, place), `title`, `text`, `tags`, `topics`, `places`.
Families are never shared by two sets, so that a set that nobody looked at tells how it will be with other articles.
"""

from __future__ import annotations

import json
import sys
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, Final

from msgspec import Struct
from rich.console import Console
from rich.table import Table

from plugins.newsroom.model import NO_HTML, TOPICS, Agency, Article, Place
from plugins.newsroom.topics import places_of, topics_of
from plugins.newsroom.topics_tags import canonical_tags

SETS: Final = Path(__file__).parent / "topics"
LABELLED: Final = ("tuning", PLACES_ALONE := "places-hard", "further", "held-out")
"""`places-hard`: names of places that mean something else, or more than one thing; its topics are not judged. Of those
that are held out see `understand_pairs`."""
HOME: Final = "Kabupaten Nusaraya"
ROUNDS: Final = 5
LENGTH: Final = 2500  # characters of the articles whose cost is measured
PLACES: Final = 300

_KINDS: Final = {"vertikal": "instansi_vertikal"}


class Labelled(Struct, frozen=True):
    """One article of a set, with the labels and the slugs of places that a person gave it."""

    article: Article
    agency: Agency
    topics: tuple[str, ...]
    places: tuple[str, ...]


def labelled(path: Path) -> list[Labelled]:
    """The articles of a set."""
    return [_labelled(json.loads(line)) for line in path.read_text(encoding="utf-8").splitlines() if line]


def _labelled(row: dict[str, Any]) -> Labelled:
    by = row["agency"]
    agency = Agency(
        "agency", by["name"], _KINDS.get(by["kind"], by["kind"]), topics=tuple(by["topics"]), place=by["place"]
    )  # fmt: skip
    article = Article(
        agency="agency", feed="", key="", guid="", url="", canonical="", title=row["title"], summary="", html=NO_HTML,
        text=row["text"], source_date=None, tags=tuple(row["tags"]),
    )  # fmt: skip
    return Labelled(article, agency, tuple(row["topics"]), tuple(row["places"]))


def network(path: Path = SETS / "places.json") -> tuple[Place, ...]:
    """The places of the sets' network."""
    return tuple(Place(**row) for row in json.loads(path.read_text(encoding="utf-8")))


def scores(said: Iterable[Sequence[str]], meant: Iterable[Sequence[str]], names: Iterable[str]) -> dict[str, float]:
    """F1 of every name (1 where it is neither said nor meant)."""
    pairs = list(zip(said, meant, strict=True))
    found: dict[str, float] = {}
    for name in names:
        both = sum(name in a and name in b for a, b in pairs)
        either = sum((name in a) + (name in b) for a, b in pairs)
        found[name] = 2 * both / either if either else 1.0
    return found


def figures(path: Path) -> dict[str, Any]:
    """All figures of a set: `macro_f1`, `f1` of each label, `main` (share of articles whose first label is right),
    `confused` (meant → said, of first labels), `place_precision`, `place_recall`."""
    rows, places = labelled(path), network()
    said = [topics_of(row.article, row.agency) for row in rows]
    found = [set(places_of(row.article, row.agency, places, HOME)) for row in rows]
    f1 = scores(said, [row.topics for row in rows], TOPICS)
    right = sum(len(slugs & set(row.places)) for slugs, row in zip(found, rows, strict=True))
    firsts = [(row.topics[0], labels[0] if labels else "") for row, labels in zip(rows, said, strict=True)]
    return {
        "articles": len(rows),
        "macro_f1": round(sum(f1.values()) / len(f1), 3),
        "f1": {label: round(value, 3) for label, value in f1.items()},
        "main": round(sum(a == b for a, b in firsts) / max(len(rows), 1), 3),
        "confused": {f"{a} → {b or 'tanpa topik'}": n for (a, b), n in Counter(firsts).most_common() if a != b},
        "place_precision": round(right / max(sum(map(len, found)), 1), 3),
        "place_recall": round(right / max(sum(len(row.places) for row in rows), 1), 3),
    }


def cost(rows: Sequence[Labelled], places: Sequence[Place]) -> int:
    """Microseconds of cpu that topics, places and tags of an article of 2.5 KB take, in the best of five rounds, in a
    network of 300 places."""
    more = (Place(f"desa-{n}", f"Suka{n} Makmur", "desa") for n in range(PLACES - len(places)))
    many, best = (*places, *more), float("inf")
    long = [(_long(row.article), row.agency) for row in rows]
    for _ in range(ROUNDS):
        start = time.process_time()
        for article, agency in long:
            topics_of(article, agency)
            places_of(article, agency, many, HOME)
            canonical_tags(article.tags)
        best = min(best, time.process_time() - start)
    return round(best / max(len(long), 1) * 1e6)


def _long(article: Article) -> Article:
    text = "\n\n".join([article.text] * (LENGTH // max(len(article.text), 1) + 1))[:LENGTH]
    return Article(
        agency=article.agency, feed="", key="", guid="", url="", canonical="", title=article.title, summary="",
        html=NO_HTML, text=text, source_date=None, tags=article.tags,
    )  # fmt: skip


def run(path: Path = SETS / "tuning.jsonl") -> dict[str, Any]:
    """Measure one set and print it."""
    found = figures(path) | {"microseconds": cost(labelled(path), network())}
    table = Table(title=f"{path.name}: {found['articles']} articles")
    for column in ("label", "F1", "meant, but another said first"):
        table.add_column(column, justify="right" if column == "F1" else "left")
    for label, name in TOPICS.items():
        wrong = [
            f"{said} {n}" for what, n in found["confused"].items() for a, said in [what.split(" → ")] if a == label
        ]
        table.add_row(name, f"{found['f1'][label]:.2f}", ", ".join(wrong))
    table.add_section()
    table.add_row("macro-F1", f"{found['macro_f1']:.3f}", f"first label right: {found['main']:.3f}")
    places = f"precision {found['place_precision']:.3f}, recall {found['place_recall']:.3f}"
    table.add_row("places", "", places)
    table.add_row("an article", "", f"{found['microseconds']} µs of cpu")
    Console(stderr=True).print(table)
    return found


if __name__ == "__main__":
    run(Path(sys.argv[1]))
