"""When a source is asked: back-off, `Retry-After`, ttl, 410, a full reading daily, few at a time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from email.utils import format_datetime

import pytest

from tests.contract.network import Found, Portal, Pulled, publish
from tests.contract.server import Site
from tests.contract.writing import START, item


@dataclass
class Step:
    """One pull of the timeline: what it reported, and which paths were asked with which condition."""

    pulled: Pulled
    asked: dict[str, bool]


HOURS = (0, 1, 2, 2.5, 3.1, 4.5, 5.2, 26, 51, 76, 93, 101, 8 * 24)
"""When the timeline's pulls are, in hours after START."""


def prepare(found: Found, site: Site) -> dict[float, Step]:
    """A network whose sources fail, ask for patience or answer 304, pulled at `HOURS`."""
    portal = found("jadwal")
    portal.agency("mati", site.put("/mati", "<h1>Galat</h1>", 500))
    portal.agency("pergi", site.put("/pergi", "<h1>Pergi</h1>", 410))
    portal.agency("sibuk", site.put("/sibuk", "", 429, headers={"Retry-After": "7200"}))
    until = format_datetime(START + timedelta(hours=3), usegmt=True)
    portal.agency("libur", site.put("/libur", "", 503, headers={"Retry-After": until}))
    portal.agency("jarang", publish(site, "/jarang", [item(1)], extra="<ttl>120</ttl>"))
    portal.agency("tanda", publish(site, "/tanda", [item(2)], etag='"tetap"'))
    portal.agency("pulih", site.put("/pulih", "<h1>Galat</h1>", 500))
    portal.agency("sehat", publish(site, "/sehat", [item(3)]))
    steps = {}
    for hour in HOURS:
        if hour == 1:
            publish(site, "/sibuk", [item(4)])
            publish(site, "/libur", [item(5)])
        if hour == 2:
            publish(site, "/pulih", [item(6)])
        if hour == 2.5:
            site.put("/pulih", "<h1>Galat</h1>", 500)
        portal.now = START + timedelta(hours=hour)
        site.forget()
        pulled = portal.pull()
        steps[hour] = Step(pulled, {asked.path: asked.conditional for asked in site.log})
    return steps


@pytest.fixture(scope="module")
def steps(prepared: dict[float, Step]) -> dict[float, Step]:
    return prepared


def outcomes(steps: dict[float, Step], slug: str, *hours: float) -> list[str]:
    return [steps[hour].pulled.of(slug)["outcome"] for hour in hours]


def test_back_off_begins_with_the_third_failure_in_a_row(steps: dict[float, Step]) -> None:
    """Three failures are asked as usual; then the source is `skipped`, not asked, until an hour has passed."""
    assert outcomes(steps, "mati", 0, 1, 2) == ["failed", "failed", "failed"]
    assert outcomes(steps, "mati", 2.5, 3.1) == ["skipped", "failed"]
    assert "/mati" not in steps[2.5].asked


def test_back_off_doubles(steps: dict[float, Step]) -> None:
    """After the fourth failure (hour 3.1) it waits two hours."""
    assert outcomes(steps, "mati", 4.5, 5.2) == ["skipped", "failed"]


def test_back_off_ends_at_24_hours(steps: dict[float, Step]) -> None:
    """After the eighth failure it waits more than sixteen hours, and never more than a day."""
    assert outcomes(steps, "mati", 26, 51, 76, 93, 101, 192) == ["failed"] * 3 + ["skipped", "failed", "failed"]


def test_a_success_ends_the_row_of_failures(steps: dict[float, Step]) -> None:
    """The contract: "third failure in a row": two, a success, two more, and it is still asked."""
    assert outcomes(steps, "pulih", 0, 1, 2, 2.5, 3.1) == ["failed", "failed", "changed", "failed", "failed"]


def test_410_is_paused(steps: dict[float, Step]) -> None:
    """The contract: "`paused`: … or 410": from the pull that was told 410, read literally, and while it is not
    asked."""
    assert outcomes(steps, "pergi", 1, 26, 101) == ["paused"] * 3
    assert outcomes(steps, "pergi", 0, 192) == ["paused"] * 2
    assert steps[0].pulled.of("pergi")["status"] == 410


def test_410_is_asked_again_weekly(steps: dict[float, Step]) -> None:
    """ "410, which is asked again weekly": not before a week has passed, and then."""
    assert [hour for hour in HOURS if "/pergi" in steps[hour].asked] == [0, 192]


def test_retry_after_seconds_are_waited_for(steps: dict[float, Step]) -> None:
    """429 with `Retry-After: 7200`: `failed`, then `skipped` without a request, then read."""
    assert outcomes(steps, "sibuk", 0, 1, 2.5) == ["failed", "skipped", "changed"] or outcomes(
        steps, "sibuk", 0, 1, 2
    ) == ["failed", "skipped", "changed"]
    assert "/sibuk" not in steps[1].asked


def test_retry_after_a_moment_is_waited_for(steps: dict[float, Step]) -> None:
    """503 with a `Retry-After` that names a moment: by PORTAL_NOW, skipped before it and asked after."""
    assert outcomes(steps, "libur", 0, 1, 2, 2.5, 3.1) == ["failed", "skipped", "skipped", "skipped", "changed"]


def test_ttl_is_waited_for(steps: dict[float, Step]) -> None:
    """A feed whose `<ttl>` says 120 minutes is `skipped` after one hour and asked after two and a half."""
    assert outcomes(steps, "jarang", 0, 1) == ["changed", "skipped"]
    assert {"/jarang"} & {*steps[2].asked, *steps[2.5].asked}


def test_a_full_reading_at_least_daily(steps: dict[float, Step]) -> None:
    """A source that always answers 304 is asked without condition when a day has passed since it was last read."""
    assert steps[0].asked["/tanda"] is False
    assert steps[1].asked["/tanda"] is True
    assert steps[26].asked["/tanda"] is False
    assert steps[26].pulled.of("tanda")["status"] == 200


def test_one_failure_never_reaches_another_feed(steps: dict[float, Step]) -> None:
    """Among failing sources the sound one is read every time."""
    assert outcomes(steps, "sehat", *HOURS) == ["changed"] + ["unchanged"] * (len(HOURS) - 1)


def test_at_most_four_at_a_time_per_host(portal: Portal, site: Site) -> None:
    """The contract: "at most 4 at a time per host (with its port)": twelve slow feeds of one server never meet five
    at once."""
    for number in range(12):
        portal.agency(f"dinas-{number}", publish(site, f"/{number}", [item(number)], delay=0.15))
    assert portal.pull().report["totals"]["changed"] == 12
    assert 2 <= site.most <= 4
