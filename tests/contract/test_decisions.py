"""content/decisions.toml: what each decision does, whose reason is public, and what a faulty one does not stop."""

from __future__ import annotations

import io
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

import pytest
from PIL import Image

from tests.contract.network import Found, Portal, Pulled, publish
from tests.contract.server import Site
from tests.contract.writing import START, item, mark

SPAM = (
    "<p>Situs slot gacor hari ini maxwin, daftar slot online dan togel online resmi dengan bonus new member. "
    f"Kode {mark(40)}.</p>"
)
TWIN = item(30)


@dataclass
class Decided:
    """The same network before and after its editors decided."""

    portal: Portal
    before: list[dict[str, Any]]
    pulls: list[Pulled]
    asked: dict[str, int]

    def was(self, number: int) -> dict[str, Any]:
        return next(line for line in self.before if mark(number) in line["title"])

    def line(self, number: int) -> dict[str, Any]:
        """The line now at the address that article `number` had."""
        return next(line for line in self.portal.stories() if line["url"] == self.was(number)["url"])


def prepare(found: Found, site: Site) -> Decided:
    """One decision of each kind, all written at once after the first build."""
    portal = found("putusan")
    file = io.BytesIO()
    Image.linear_gradient("L").resize((800, 600)).save(file, "PNG")
    picture = site.put("/foto.png", file.getvalue(), type="image/png")
    old = item(4, "/dinas/4/", date=START - timedelta(days=30))
    shown = item(6, "/dinas/6/")
    shown = replace(shown, body=f'<p><img src="{picture}" alt="Warga antre"></p>{shown.body}')
    items = [item(n, f"/dinas/{n}/") for n in (1, 2, 3, 5, 7, 8, *range(50, 62))] + [old, shown]
    held = item(41, "/dinas/41/", link="http://localhost:9/41/")
    spam = replace(item(40, "/dinas/40/", title=f"Slot Gacor Maxwin {mark(40)}"), body=SPAM)
    portal.agency("dinas", publish(site, "/dinas", [*items, held, spam]))
    portal.agency("kembar-a", publish(site, "/kembar-a", [replace(TWIN, path="/kembar-a/30/")]))
    later = replace(TWIN, path="/kembar-b/30/", date=TWIN.date + timedelta(minutes=30))
    portal.agency("kembar-b", publish(site, "/kembar-b", [later]))
    portal.agency("jeda", publish(site, "/jeda", [item(70, "/jeda/70/")]))
    first = portal.pull()
    portal.build()
    before = portal.stories()
    address = {n: next(s["url"] for s in before if mark(n) in s["title"]) for n in (2, 3, 4, 5, 6, 8)}
    portal.later(hours=1)

    def why(do: str) -> str:
        return f"Alasan {do} yang ditulis redaksi."

    decisions = [
        ("withdraw", site.url("/dinas/1/"), None), ("withdraw", address[2], None), ("correct", address[3], None),
        ("pin", address[4], None), ("label", address[5], "lingkungan"), ("hide-picture", address[6], None),
        ("merge", site.url("/dinas/7/"), address[8]), ("split", site.url("/kembar-b/30/"), None),
        ("release", "http://localhost:9/41/", None), ("release", site.url("/dinas/40/"), None),
        ("pause", site.url("/jeda"), None),
    ]  # fmt: skip
    portal.decide(*({"do": do, "target": target, "with": other, "reason": why(do)} for do, target, other in decisions))
    publish(site, "/jeda", [item(71, "/jeda/71/"), item(70, "/jeda/70/")])
    site.forget()
    second = portal.pull()
    portal.build()
    return Decided(portal, before, [first, second], {"/jeda": len(site.asked("/jeda"))})


@pytest.fixture(scope="module")
def decided(prepared: Decided) -> Decided:
    return prepared


def test_decisions_are_no_faults(decided: Decided) -> None:
    """All ten kinds of the contract are known."""
    assert decided.pulls[1].report["faults"] == []


@pytest.mark.parametrize("number", [1, 2])
def test_withdraw_takes_a_story_down(decided: Decided, number: int) -> None:
    """withdraw, by the address at the source or of the story here: status, history, no text; the page stays and says
    why in the editors' words."""
    line = decided.line(number)
    assert line["status"] == "withdrawn"
    assert [entry["what"] for entry in line["history"]] == ["withdrawn"]
    assert not line["text"]
    page = decided.portal.page(line["url"])
    assert "Alasan withdraw yang ditulis redaksi." in page
    assert decided.portal.holding(item(number).words) == []


def test_correct_puts_its_reason_before_the_public(decided: Decided) -> None:
    """correct: "reason … public for withdraw and correct"; the story is `corrected` and keeps its text."""
    line = decided.line(3)
    assert line["status"] == "corrected"
    assert line["text"] == decided.was(3)["text"]
    assert "Alasan correct yang ditulis redaksi." in decided.portal.page(line["url"])


def test_pin_puts_a_story_on_the_home_page(decided: Decided) -> None:
    """pin: a story a month old stands on the home page, before the newest."""
    home = decided.portal.page("/")
    pinned, newest = (decided.was(n)["url"].removeprefix("https://kabar.contohkab.go.id") for n in (4, 3))
    assert pinned in home
    assert newest in home
    assert home.index(pinned) < home.index(newest)


def test_hide_picture_leaves_the_text(decided: Decided) -> None:
    """hide-picture: no picture on the page or in the data, the words as they were."""
    assert decided.was(6)["pictures"]
    line = decided.line(6)
    assert line["pictures"] == []
    assert line["text"] == decided.was(6)["text"]
    assert "Warga antre" not in decided.portal.page(line["url"])


@pytest.mark.parametrize("number", [40, 41])
def test_release_publishes_what_was_held(decided: Decided, number: int) -> None:
    """release: what was held (its address lies elsewhere) or quarantined is published; it was not before."""
    assert not [line for line in decided.before if mark(number) in line["title"]]
    assert [line["status"] for line in decided.portal.stories() if mark(number) in line["title"]] == ["published"]


def test_pause_asks_no_more_and_keeps_what_came(decided: Decided) -> None:
    """pause: the outcome is `paused`, the feed is not asked, its stories stay."""
    assert decided.pulls[1].of("jeda")["outcome"] == "paused"
    assert decided.asked["/jeda"] == 0
    assert decided.line(70)["status"] == "published"
    assert decided.portal.holding(mark(71)) == []


@pytest.mark.parametrize("do", ["pin", "label", "hide-picture", "merge", "split", "release", "pause"])
def test_other_reasons_are_not_public(decided: Decided, do: str) -> None:
    """The contract: "required; public for withdraw and correct": the reason of any other decision stands nowhere on
    the site."""
    assert decided.portal.holding(f"Alasan {do} yang ditulis redaksi.") == []


def test_resume_reads_again(portal: Portal, site: Site) -> None:
    """resume after pause: the feed is read at the next pull."""
    feed = publish(site, "/dinas", [item(1)])
    portal.agency("dinas", feed)
    pause = {"do": "pause", "target": feed, "at": portal.now}
    portal.decide(pause)
    assert portal.pull().of("dinas")["outcome"] == "paused"
    portal.later(hours=1)
    portal.decide(pause, {"do": "resume", "target": feed})
    row = portal.pull().of("dinas")
    assert (row["outcome"], row["new"]) == ("changed", 1)


def test_a_faulty_decision_stops_no_other(portal: Portal, site: Site) -> None:
    """The contract: "the decisions that can be read apply": one without its required reason, one of an unknown kind
    and one with an unknown field are named with their lines, the sound one applies; exit 0, and check ends with 1.

    Then "an unreadable file: the last good ones stay"."""
    portal.agency("dinas", publish(site, "/dinas", [item(n, f"/dinas/{n}/") for n in range(1, 5)]))
    portal.decide(
        {"do": "withdraw", "target": site.url("/dinas/1/"), "reason": None},
        {"do": "withdrow", "target": site.url("/dinas/2/")},
        {"do": "withdraw", "target": site.url("/dinas/3/"), "alasan": "x"},
        {"do": "withdraw", "target": site.url("/dinas/4/")},
    )
    pulled = portal.pull()
    faults = [fault for fault in pulled.report["faults"] if fault["file"] == "decisions.toml"]
    assert len(faults) == 3
    told = " ".join(fault["message"] for fault in faults)
    assert "reason" in told
    assert "withdraw" in told.replace("withdrow", "")
    assert "alasan" in told
    checked = portal.run("check")
    assert checked.code == 1
    for fault in faults:
        assert f"decisions.toml:{fault['line']}" in checked.said
        assert f"decisions.toml:{fault['line']}" in pulled.err
    portal.build()
    assert {n: portal.story(f"/dinas/{n}/")["status"] for n in (1, 2)} == {1: "published", 2: "published"}
    assert portal.story("/dinas/4/")["status"] == "withdrawn"
    portal.write("decisions.toml", '[[decision]]\ndo = "withdraw\n')
    portal.later(hours=1)
    assert portal.pull().fault("decisions.toml")["line"] == 2
    portal.build()
    assert portal.story("/dinas/4/")["status"] == "withdrawn"
    assert portal.story("/dinas/1/")["status"] == "published"


def test_a_fall_that_decisions_explain_is_no_alarm(portal: Portal, site: Site) -> None:
    """The contract: "A fall in numbers that content/ or decisions explain is no alarm": nine of ten stories withdrawn
    at once."""
    portal.agency("dinas", publish(site, "/dinas", [item(n, f"/dinas/{n}/") for n in range(10)]))
    portal.pull()
    portal.build()
    portal.decide(*({"do": "withdraw", "target": site.url(f"/dinas/{n}/")} for n in range(9)))
    portal.later(hours=1)
    portal.pull()
    portal.build()
    assert [line["status"] for line in portal.stories()].count("withdrawn") == 9
