"""What the editors' decisions alone show: those that can do nothing, and those that contradict one another."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from plugins.newsroom.model import DECISIONS, Decision
from plugins.newsroom.stories_idle import OPPOSITE, WITH, amiss

NOW = datetime(2026, 11, 21, 2, 0, tzinfo=UTC)
HERE, THERE = "/berita/2026/11/satu/", "https://dinkes.contohkab.go.id/dua/"


def decision(do: str, target: str = HERE, other: str = "", *, line: int = 1, minutes: int = 0) -> Decision:
    """A decision whose fields stand below its line, in the usual order."""
    lines = {name: line + n for n, name in enumerate(("do", "target", "with", "reason", "at", "by"), 1)}
    return Decision(do, target, "Alasan.", NOW + timedelta(minutes=minutes), "Redaksi", other, line, lines)


def told(*decisions: Decision) -> list[tuple[int, str]]:
    found = amiss(decisions)
    assert all(fault.file == "decisions.toml" and fault.message.endswith(".") for fault in found)
    return [(fault.line, fault.message) for fault in found]


@pytest.mark.parametrize("do", ["merge", "split"])
@pytest.mark.parametrize(
    ("target", "other"),
    [
        (HERE, HERE),
        (HERE, HERE.rstrip("/")),
        (HERE, f"https://kabar.contohkab.go.id{HERE}"),
        (THERE, f"{THERE}?utm_source=wa#isi"),
    ],
)
def test_one_address_cannot_be_paired_with_itself(do: str, target: str, other: str) -> None:
    """However differently it is written: on the line of `with`, with what to do."""
    ((line, said),) = told(decision(do, target, other, line=7))
    assert line == 10
    assert said.startswith("Kolom 'with' menunjuk alamat yang sama dengan 'target'")
    assert "Tulis alamat yang satunya." in said


@pytest.mark.parametrize("do", DECISIONS)
def test_a_with_that_nobody_reads_is_told(do: str) -> None:
    """Of every kind but those that have one: on its own line. It is no reason to leave the decision out."""
    found = told(decision(do, HERE, THERE, line=3))
    if do in WITH:
        assert found == []
    else:
        ((line, said),) = found
        assert line == 6
        assert f"Keputusan '{do}' tidak memakai kolom 'with'" in said
        assert "Hapus baris ini" in said
        assert "merge, split, dan label" in said


@pytest.mark.parametrize("do", sorted(OPPOSITE))
def test_opposites_of_one_moment_are_told(do: str) -> None:
    """The later one in the file, on the line of its `at`, names the other's line; a minute apart the later one counts
    and nothing is told, nor of two that are about different things."""
    other = THERE if do in ("merge", "split") else ""
    first = decision(OPPOSITE[do], HERE, other, line=2)
    ((line, said),) = told(first, decision(do, HERE, other, line=20))
    assert line == 25
    assert f"Keputusan '{do}' ini dan '{OPPOSITE[do]}' di baris 2 berlawanan, padahal waktunya sama." in said
    assert told(first, decision(do, HERE, other, line=20, minutes=1)) == []
    assert told(first, decision(do, "/berita/2026/11/lain/", other, line=20)) == []
    assert told(first, decision(OPPOSITE[do], HERE, other, line=20)) == []


@pytest.mark.parametrize("whole", ["merge first", "split first"])
def test_a_pair_is_the_same_in_either_order(whole: str) -> None:
    """Whichever is written as `target`; and who is to stand alone cannot be merged at the same moment."""
    merge = decision("merge", HERE, THERE)
    for split in (decision("split", THERE, HERE), decision("split", HERE), decision("split", THERE)):
        assert len(told(*((merge, split) if whole == "merge first" else (split, merge)))) == 1
    assert told(merge, decision("split", HERE, "/berita/2026/11/lain/")) == []


def test_sound_decisions_are_not_spoken_of() -> None:
    """One of each kind, about different things, all at one moment."""
    pairs = dict.fromkeys(WITH, THERE)
    assert told(*(decision(do, f"/berita/2026/11/{do}/", pairs.get(do, "")) for do in DECISIONS)) == []
