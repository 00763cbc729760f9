"""Which of two feeds tells an article: when a text is but an excerpt of another."""

from __future__ import annotations

import pytest

from plugins.newsroom.filing_feeds import is_excerpt

WHOLE = "Petugas memperbaiki saluran irigasi sejak Senin. Warga membantu. " + "Pekerjaan berlanjut pekan depan. " * 6

EXCERPTS = {
    "its beginning": "Petugas memperbaiki saluran irigasi sejak Senin. Warga membantu.",
    "cut in a word": "Petugas memperbaiki saluran irigasi sejak Sen",
    "cut and marked": WHOLE[:150] + " […]",
    "marked with an ellipsis": WHOLE[:150] + "…",
    "marked in brackets": WHOLE[:150] + " [...]",
    "nothing": "",
}
NONE = {
    "the same": WHOLE,
    "a little shorter, as after a correction": WHOLE[: len(WHOLE) - 40],
    "its last third taken away by an editor": WHOLE[: len(WHOLE) * 2 // 3].rstrip(),
    "short and other words": "Petugas memperbaiki jembatan gantung sejak Senin.",
    "longer": WHOLE + "Dana yang dipakai berasal dari anggaran tahun berjalan. " * 5,
}


@pytest.mark.parametrize("name", EXCERPTS)
def test_a_beginning_is_an_excerpt(name: str) -> None:
    """Where it is much shorter, or says that it was cut."""
    assert is_excerpt(EXCERPTS[name], WHOLE)


@pytest.mark.parametrize("name", NONE)
def test_another_text_is_none(name: str) -> None:
    """Neither is what an editor shortened: that is a correction, and followed."""
    assert not is_excerpt(NONE[name], WHOLE)
