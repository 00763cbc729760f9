"""What an editor reads of a doubtful pair: every reason has its words, the lines to paste are a decision."""

from __future__ import annotations

import ast
import re
import tomllib
from datetime import UTC, datetime
from pathlib import Path

import pytest

from plugins.newsroom import match_verdict, registry, stories_kin
from plugins.office.doubts import AGAINST, TOLD, merging, told

NOW = datetime(2026, 11, 21, 6, 30, 12, 345678, tzinfo=UTC)
ZONE = "Asia/Jayapura"


def reasons() -> set[str]:
    """Every reason that the rooms of matching name: in the verdict's two tables, and wherever `because` or `against` is
    given a word."""
    found = {name for name, _ in (*match_verdict._AGAINST, *match_verdict._INSIDE, *match_verdict._LAST)}
    for module in (match_verdict, stories_kin):
        for node in ast.walk(ast.parse(Path(module.__file__).read_text(encoding="utf-8"))):
            given: list[ast.expr] = []
            if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "against":
                given = [node.value]
            elif isinstance(node, ast.Call):
                called = ast.unparse(node.func)
                given = [each.value for each in node.keywords if each.arg == "because"]
                given += node.args[3:] if called == "Likeness" else node.args[1:] if called == "against.insert" else []
            parts = (each for value in given if not isinstance(value, ast.ListComp) for each in ast.walk(value))
            found |= {each.value for each in parts if isinstance(each, ast.Constant) and isinstance(each.value, str)}
    return found - {" "}


def row(number: int, because: str = "figures") -> dict[str, str]:
    return {
        "title": f"Judul Satu {number}", "agency": "dinkes", "path": f"/berita/2026/11/satu-{number}/",
        "other_title": f"Judul Dua {number}", "other_agency": "camat", "other_path": f"/berita/2026/11/dua-{number}/",
        "because": because,
    }  # fmt: skip


def test_every_reason_has_its_words() -> None:
    """Each has some, none has words for what is no reason, and they are a part of an Indonesian sentence."""
    assert reasons() == set(AGAINST)
    assert reasons() >= {"far", "dates", "figures", "names", "words", "head", "kind", "short"}
    assert [said for said in AGAINST.values() if not re.fullmatch(r"[a-z][a-z -]{10,50}", said)] == []
    assert len(set(AGAINST.values())) == len(AGAINST)


@pytest.mark.parametrize("because", sorted(AGAINST))
def test_a_pair_is_told_with_what_speaks_against_it(because: str) -> None:
    """Both titles, both agencies, the reason, and what happens meanwhile."""
    lines = list(told([row(1, because)], NOW, ZONE))
    assert lines[0] == 'Meragukan: "Judul Satu 1" (dinkes) dan "Judul Dua 1" (camat)'
    assert AGAINST[because] in lines[1]
    assert "saling ditautkan" in lines[1]


def test_several_reasons_are_all_told() -> None:
    """In their order, with commas."""
    assert f"tetapi {AGAINST['names']}, {AGAINST['figures']}." in list(told([row(1, "names figures")], NOW, ZONE))[1]


def test_nobody_doubts_nothing_is_said() -> None:
    """A pull with nothing doubtful ends as it always did."""
    assert list(told([], NOW, ZONE)) == []


@pytest.mark.parametrize("pairs", [1, TOLD, TOLD + 1])
def test_no_more_than_five_are_told(pairs: int) -> None:
    """And that there are more, with where to look."""
    lines = list(told([row(number) for number in range(pairs)], NOW, ZONE))
    assert sum(line.startswith("Meragukan: ") for line in lines) == min(pairs, TOLD)
    assert ("./run explain" in lines[-1]) == (pairs > TOLD)


def test_what_is_to_be_pasted_is_a_decision(tmp_path: Path) -> None:
    """As it is printed, with its indent, the lines are TOML that decisions.toml's reader takes without a fault: a
    `merge` of these two, at the pull's own moment in whole seconds, by the region's own clock."""
    printed = "\n".join(line for line in told([row(1)], NOW, ZONE) if line.startswith("    "))
    (said,) = tomllib.loads(printed)["decision"]
    assert said["at"] == NOW.replace(microsecond=0)
    assert "at = 2026-11-21T15:30:12+09:00\n" in printed
    (tmp_path / "decisions.toml").write_text(printed + "\n", encoding="utf-8")
    found = registry.read_decisions(tmp_path)
    assert (found.readable, list(found.faults)) == (True, [])
    (decision,) = found.decisions
    assert (decision.do, decision.target, decision.other) == ("merge", row(1)["path"], row(1)["other_path"])
    assert decision.reason
    assert decision.by


def test_several_are_pasted_one_below_the_other() -> None:
    """Whoever agrees with two copies both: two decisions."""
    text = "\n".join(
        [*merging("/berita/2026/11/a/", "/berita/2026/11/b/", NOW, ZONE), "", *merging("/c/", "/d/", NOW, ZONE)]
    )
    assert [each["with"] for each in tomllib.loads(text)["decision"]] == ["/berita/2026/11/b/", "/d/"]
