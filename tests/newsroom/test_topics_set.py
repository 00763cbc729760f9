"""How well topics and places are known on the labelled articles that were tuned on: the floor beneath which no change
may take them. What others get is measured on a set of other families, by hand."""

from __future__ import annotations

from typing import Any, Final

import pytest

from benchmarks.topics_figures import SETS, figures, labelled, network, scores

TUNED: Final = SETS / "tuning.jsonl"


@pytest.fixture(scope="module")
def found() -> dict[str, Any]:
    return figures(TUNED)


def test_topics_of_the_tuned_set(found: dict[str, Any]) -> None:
    """Mean F1 over the twelve labels, none of which is much worse, and the first label of most articles."""
    assert found["macro_f1"] >= 0.94
    assert min(found["f1"].values()) >= 0.88
    assert found["main"] >= 0.87


def test_places_of_the_tuned_set(found: dict[str, Any]) -> None:
    """Precision before recall."""
    assert found["place_precision"] >= 0.99
    assert found["place_recall"] >= 0.97


def test_the_set_is_of_this_network() -> None:
    """Every article has a label, and its places are the network's: else the figures are of nothing."""
    rows, slugs = labelled(TUNED), {place.slug for place in network()}
    assert len(rows) >= 150
    assert all(row.topics and set(row.places) <= slugs for row in rows)


def test_f1_counts_what_is_said_and_what_is_meant() -> None:
    """One right of two said and one missed is a half; what nobody says or means is whole."""
    said, meant = [["desa"], ["desa"], []], [["desa"], [], ["desa"]]
    assert scores(said, meant, ["desa", "lingkungan"]) == {"desa": 0.5, "lingkungan": 1.0}
