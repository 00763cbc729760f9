"""What takes its time: the deadline of a source and of a pull.

The two pulls are started with the session and waited for at its end, so that they run beside the other tests.
"""

from __future__ import annotations

import json
from dataclasses import replace

from tests.contract.conftest import Slow
from tests.contract.network import Pulled, ended


def finished(slow: Slow) -> Pulled:
    """Waits for a pull that was started long ago."""
    done = ended(slow.process)
    assert done.code == 0, done.said
    report = json.loads((slow.portal.folder / "report.json").read_text(encoding="utf-8"))
    return Pulled(done.code, done.out, done.err, report)


def test_a_source_has_thirty_seconds(dripping: Slow) -> None:
    """The contract: "Total deadline 30 s a source, 10 s to connect": both are `failed` in their time, the sound one
    is read."""
    pulled = finished(dripping)
    assert pulled.of("sehat")["outcome"] == "changed"
    assert pulled.of("tetes")["outcome"] == pulled.of("penuh")["outcome"] == "failed"
    assert 28 <= pulled.of("tetes")["seconds"] <= 35
    assert 8 <= pulled.of("penuh")["seconds"] <= 14


def test_what_a_pull_had_no_time_for_goes_first_next_time(overdue: Slow) -> None:
    """The contract: "what was not asked by then is `skipped` and goes first next time"; what was being asked may end
    its 30 s."""
    pulled = finished(overdue)
    site = overdue.site
    skipped = {row["agency"] for row in pulled.report["sources"] if row["outcome"] == "skipped"}
    assert skipped
    assert pulled.report["seconds"] < 60 + 30
    assert not [slug for slug in skipped if site.asked("/" + slug.removeprefix("dinas-"))]
    for path, reply in site.replies.items():
        site.replies[path] = replace(reply, delay=0.0)
    site.forget()
    overdue.portal.later(hours=1)
    overdue.portal.pull()
    asked = ["dinas-" + request.path[1:] for request in site.log]
    assert set(asked[: len(skipped)]) == skipped
