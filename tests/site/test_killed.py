"""kill -9 at some moments of a build, whole or in its parts; two hundred are a benchmark's (`./run bench killed`)."""

from __future__ import annotations

import os
import sys

import pytest

from tests.site.killing import KINDS, Killing, Moment, dangling

pytestmark = pytest.mark.skipif(
    sys.platform != "linux" or not hasattr(os, "fork"), reason="processes are looked for in /proc, and killed by group"
)
MOMENTS = 10
STORIES = 45


@pytest.fixture(scope="module")
def killing(tmp_path_factory: pytest.TempPathFactory) -> Killing:
    return Killing(tmp_path_factory.mktemp("killing"), STORIES)


@pytest.mark.parametrize("number", range(MOMENTS))
def test_killed_at_a_moment(killing: Killing, number: int) -> None:
    """Every file of the site is whole, of before or of after; no link of a page that stood, or that one comes to from
    there, leads to nothing; no process goes on. The next build makes what a fresh one makes, and leaves nothing."""
    assert killing.at(killing.moments(MOMENTS, 7)[number]).faults == []


@pytest.mark.parametrize("whom", ["parent", "child"])
def test_one_of_several_is_killed(killing: Killing, whom: str) -> None:
    """In the middle of printing, the parent alone, or one of those that print: the same, and the old site stands."""
    seen = killing.at(Moment("first", whom, 0, "printing"))
    assert seen.faults == []
    assert seen.killed
    assert seen.stood == 0


def test_what_a_killed_build_is_held_to() -> None:
    """A link to nothing is found on a page that stood, and on one that is reached from it, and nowhere else."""
    site = {
        "index.html": b'<a href="/baru/">x</a> <a href="https://a.example/">y</a>',
        "baru/index.html": b'<img src="/gambar/a-1.webp" srcset="/gambar/a-1.webp 1w, /gambar/a-2.webp 2w">',
        "gambar/a-1.webp": b"",
        "sendiri/index.html": b'<a href="/nanti/">z</a>',
    }
    assert dangling(site, ["index.html"]) == ["baru/index.html links to gambar/a-2.webp, and nothing is there"]
    assert set(KINDS) == {"more", "all", "first"}
