"""Whatever happened to a region, its site is what would be printed anew: random histories, step by step.

`PORTAL_HISTORIES=500` tells more of them than the suite has time for.
"""

from __future__ import annotations

import os
import re
import shutil
from datetime import timedelta
from pathlib import Path
from typing import Final

from hypothesis import HealthCheck, Phase, note, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule, run_state_machine_as_test

from plugins.newsroom import filing
from plugins.newsroom.model import Feed
from plugins.newsroom.schedule import FeedState
from plugins.newsroom.visit_state import keep
from tests.houses import ROOT
from tests.releases import RELEASE, corrected, elsewhere, refigured
from tests.site.histories import AGENCIES, Region, founded
from tests.site.histories_killed import Hook
from tests.site.posting import Posted

MORE: Final = int(os.environ.get("PORTAL_HISTORIES", "0"))
STEPS: Final = 12
THEME: Final = ROOT / "themes/sinergi"
TEMPLATES: Final = tuple(sorted(path.stem for path in (THEME / "templates").glob("*.html")))
ADDRESSES: Final = ("https://kabar.contohkab.example", "https://contohkab.example/kabar", "")

RELEASES: Final = {"as it came": RELEASE, "corrected": corrected(), "refigured": refigured(), "elsewhere": elsewhere()}

which = st.integers(0, 40)  # of the articles that there are, counted round
agency = st.sampled_from(AGENCIES)


@st.composite
def endings(draw: st.DrawFn) -> tuple[str, int]:
    """What follows a step: a build, nothing yet, or a build that is killed after so many deeds."""
    how = draw(st.sampled_from(("build",) * 6 + ("wait",) * 2 + ("kill", "kill in release")))
    most = {"kill": 250, "kill in release": 60}.get(how, 0)
    return how, draw(st.integers(0, most))


then = endings()


class Histories(RuleBasedStateMachine):
    """Each rule does something to the region; most build then."""

    def __init__(self, region: Region) -> None:
        super().__init__()
        self.region = region
        region.start_over()
        note("— a region with two dozen stories in five months, built once")

    def teardown(self) -> None:
        self.region.forget()

    def end(self, said: str, then: tuple[str, int]) -> None:
        how, after = then
        note(f"— {said}")
        if how == "build":
            self.region.build()
        elif how != "wait":
            fell = self.region.build_killed(Hook(after, in_release=how == "kill in release"))
            note(f"  the build {'is killed' if fell else 'ends before it is killed'}")

    def some(self, number: int) -> Posted:
        return self.region.posted[number % len(self.region.posted)]

    # --- what sites do --------------------------------------------------------------------------

    @rule(agency=agency, many=st.sampled_from((1, 1, 2, 9)), days=st.integers(0, 300), cut=st.booleans(), then=then)
    def arrive(self, agency: str, many: int, days: int, cut: bool, then: tuple[str, int]) -> None:
        region = self.region
        if agency not in region.agencies:  # nobody asks the site of one that is closed
            return
        at = region.now - timedelta(days=days)
        posted = [region.post(agency, at - timedelta(minutes=n)) for n in range(many)]
        region.pulled(*posted, settle=not cut)
        self.end(f"{many} new of {agency}, {days} days old{', and the pull is cut off' if cut else ''}", then)

    @rule(which=which, agency=agency, then=then)
    def carry(self, which: int, agency: str, then: tuple[str, int]) -> None:
        first = self.some(which)
        if any((each.number, each.agency) == (first.number, agency) for each in self.region.posted):
            return
        at = first.at + timedelta(hours=1)
        self.region.posted.append(copied := Posted(first.number, agency, at, first.code, first.title))
        self.region.pulled(copied)
        self.end(f"{agency} carries article {first.number} of {first.agency}, too", then)

    @rule(agency=agency, how=st.sampled_from(sorted(RELEASES)), then=then)
    def pass_on(self, agency: str, how: str, then: tuple[str, int]) -> None:
        if agency in self.region.agencies:
            self.region.pulled(self.region.pass_on(agency, self.region.now - timedelta(hours=30), RELEASES[how]))
            self.end(f"{agency} passes on the release of the polio week, {how}", then)

    @rule(which=which, what=st.sampled_from(("words", "title", "older", "newer")), then=then)
    def edit(self, which: int, what: str, then: tuple[str, int]) -> None:
        it, region = self.some(which), self.region
        if what == "words":
            it.code = region.new_code()
        elif what == "title":
            it.title = f"{it.title} {'Lagi' if it.title[-1] != 'i' else 'Kembali'}"
        else:
            it.at = min(it.at + timedelta(days=40 if what == "newer" else -40), region.now)
        it.gone = False
        region.pulled(it)
        self.end(f"{it.agency} changes article {it.number}: {what}", then)

    @rule(which=which, then=then)
    def vanish_or_return(self, which: int, then: tuple[str, int]) -> None:
        it = self.some(which)
        with self.region.newsroom() as (store, desk), store.transaction():
            if it.gone:
                filing.reappear(store, desk, it.row)
            else:
                filing.vanish(store, desk, it.row, desk.now)
        it.gone = not it.gone
        self.end(f"article {it.number} of {it.agency} is {'gone' if it.gone else 'there again'} at its source", then)

    @rule(agency=agency, failures=st.sampled_from((0, 1, 3, 4)), then=then)
    def fail(self, agency: str, failures: int, then: tuple[str, int]) -> None:
        state = FeedState(
            asked_at=self.region.now, failures=failures, outcome="failed" if failures else "unchanged",
            error="dns: nama situs tidak ditemukan" if failures else "",
        )  # fmt: skip
        with self.region.newsroom() as (store, _):
            keep(store, Feed(agency, f"https://{agency}.contohkab.example/feed/"), state)
        self.end(f"the site of {agency} has failed {failures} times in a row", then)

    # --- what people write ----------------------------------------------------------------------

    @rule(
        do=st.sampled_from(("withdraw", "release", "correct", "pin", "hide-picture", "merge", "split", "label")),
        which=which, other=which, here=st.booleans(), then=then,
    )  # fmt: skip
    def decide(self, do: str, which: int, other: int, here: bool, then: tuple[str, int]) -> None:
        region = self.region
        one, two = (region.address(self.some(each), here=here) for each in (which, other))
        pair = {"with": two} if do in ("merge", "split") else {"with": "rilis"} if do == "label" else {}
        region.decide(do, one, **pair)
        self.end(f"an editor decides: {do} {one} {pair.get('with', '')}", then)

    @rule(which=which, then=then)
    def take_back(self, which: int, then: tuple[str, int]) -> None:
        if self.region.decisions:
            gone = self.region.decisions.pop(which % len(self.region.decisions))
            self.region.write_decisions()
            self.end(f"an editor takes back: {gone['do']} {gone['target']}", then)

    @rule(
        name=st.sampled_from("ab"), agency=st.sampled_from(("dinkes", "camat")), picture=st.booleans(), then=then,
        hours=st.sampled_from((-30, 3, 50, 2000)),
        kind=st.sampled_from(("berita", "pengumuman", "agenda", "klarifikasi", "peringatan", "")),
    )  # fmt: skip
    def contribute(self, name: str, agency: str, hours: int, picture: bool, kind: str, then: tuple[str, int]) -> None:
        region, file = self.region, f"agencies/{agency}/{name}.md"
        if agency not in region.agencies:
            return
        if not kind:
            (region.content / file).unlink(missing_ok=True)
            self.end(f"{file} is taken away", then)
            return
        at = region.now + timedelta(hours=hours)
        fields = {
            "agenda": f"Starts: {at:%Y-%m-%d %H:%M}\nEnds: {at + timedelta(hours=2):%Y-%m-%d %H:%M}\nPlace: Balai\n",
            "klarifikasi": "Claim: Iuran naik\nVerdict: Salah\n",
            "peringatan": f"Until: {at:%Y-%m-%d %H:%M}\n",
        }.get(kind, "")
        if picture:
            region.draw(f"agencies/{agency}/{name}.png")
            fields += f"Picture: {name}.png\n"
        head = f"Title: Judul {kind} {name}\nDate: {region.now:%Y-%m-%d %H:%M}\nKind: {kind}\n{fields}"
        region.write(file, f"{head}\nWarga Desa Sumberjati diberi tahu dengan berkas nomor {region.new_code()} ini.\n")
        self.end(f"{file} is written: {kind}, {hours} hours from now{', with a picture' if picture else ''}", then)

    @rule(slug=agency, what=st.sampled_from(("name", "short", "color", "kind")), then=then)
    def rename(self, slug: str, what: str, then: tuple[str, int]) -> None:
        if slug not in self.region.agencies:
            return
        number = self.region.another(4)
        named = {
            "name": f"Kantor Nomor {number}", "short": f"K{number}", "color": f"#0{number}0a0b",
            "kind": ("dinas", "badan", "desa", "sekolah")[number],
        }[what]  # fmt: skip
        self.region.agency(slug, **{what: named})
        self.end(f"agency {slug} has another {what}: {named}", then)

    @rule(slug=st.sampled_from((*AGENCIES, "baru")), what=st.sampled_from(("profile", "closed", "broken")), then=then)
    def agency(self, slug: str, what: str, then: tuple[str, int]) -> None:
        region = self.region
        if what == "closed" and slug in region.agencies:
            del region.agencies[slug]
            shutil.rmtree(region.content / "agencies" / slug)
        elif what == "broken":
            region.write(f"agencies/{slug}/agency.toml", "name = \n")
        else:
            region.agency(slug, **region.agencies.get(slug, {"name": f"Kantor {slug.title()}", "kind": "dinas"}))
            region.write(f"agencies/{slug}/profile.md", f"Kantor ini melayani {region.new_code()} warga.\n")
        self.end(f"agency {slug}: {what}", then)

    @rule(slug=st.sampled_from(("tentang", "bantuan")), what=st.sampled_from(("words", "menu", "gone")), then=then)
    def page(self, slug: str, what: str, then: tuple[str, int]) -> None:
        if what == "gone":
            (self.region.content / f"pages/{slug}.md").unlink(missing_ok=True)
        else:
            menu = f"Menu: {slug}\n" if what == "menu" else ""
            words = f"Portal kabar resmi, {self.region.new_code()}.\n"
            self.region.write(f"pages/{slug}.md", f"Title: Halaman {slug}\n{menu}\n{words}")
        self.end(f"page {slug}: {what}", then)

    @rule(what=st.sampled_from(("name", "tagline", "contact", "code", "timezone")), then=then)
    def network(self, what: str, then: tuple[str, int]) -> None:
        region = self.region
        number = region.another(3)
        region.network[what] = {
            "name": f"Kabupaten Teladan {number}", "tagline": f"Semboyan {number}",
            "contact": f"humas{number}@contohkab.example", "code": f"33.0{number}",
            "timezone": ("Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura")[number],
        }[what]  # fmt: skip
        region.write_network()
        self.end(f"the network has another {what}: {region.network[what]}", then)

    @rule(slug=st.sampled_from(("sumberjati", "wanasari", "karangasri")), name=st.sampled_from("AB"), then=then)
    def place(self, slug: str, name: str, then: tuple[str, int]) -> None:
        region = self.region
        if region.places.get(slug, "").endswith(name):
            del region.places[slug]
        else:
            region.places[slug] = f"{slug.title()} {name}"
        region.write_network()
        self.end(f"place {slug} is {region.places.get(slug, 'gone')}", then)

    @rule(then=then)
    def move(self, then: tuple[str, int]) -> None:
        region = self.region
        region.site_url = ADDRESSES[(ADDRESSES.index(region.site_url) + 1) % len(ADDRESSES)]
        self.end(f"SITEURL={region.site_url}", then)

    # --- the theme, the clock, the machine ------------------------------------------------------

    @rule(name=st.sampled_from((*TEMPLATES, "sinergi.css")), then=then)
    def theme(self, name: str, then: tuple[str, int]) -> None:
        path = f"templates/{name}.html" if name in TEMPLATES else f"static/css/{name}"
        text, file = (THEME / path).read_text("utf-8"), self.region.folder / "themes/sinergi" / path
        number = 0 if self.region.another(4) == 3 and file.read_text("utf-8") != text else self.region.another(9) + 1
        file.write_text(scribbled(text, number), encoding="utf-8")
        self.end(f"{path} gets mark {number}" if number else f"{path} as it was", then)

    @rule(hours=st.sampled_from((1, 5, 26, 8 * 24, 31 * 24, 100 * 24)), then=then)
    def later(self, hours: int, then: tuple[str, int]) -> None:
        self.region.now += timedelta(hours=hours)
        self.end(f"{hours} hours pass", then)

    @rule(number=st.integers(0, 400))
    def lose(self, number: int) -> None:
        site = self.region.folder / "output"
        paths = sorted(path for path in site.rglob("*") if path.is_file())
        if paths:
            paths[number % len(paths)].unlink()
            name = paths[number % len(paths)].relative_to(site).as_posix()
            self.region.lost.setdefault("output", set()).add(name)
            note(f"— somebody deletes {name}")
            self.region.build()

    @rule(kill=st.integers(-60, 40))
    def back(self, kill: int) -> None:
        done = self.region.back(Hook(kill, in_release=True) if kill >= 0 else None)
        note(f"— rollback {done or 'has nothing to go back to'}")

    @rule(jobs=st.sampled_from((1, 2)))
    def processes(self, jobs: int) -> None:
        self.region.jobs = jobs
        note(f"— by {jobs} processes from now on")

    @rule(how=st.sampled_from(("build", "build --full", "build beside", "build, then Pelican")))
    def build(self, how: str) -> None:
        note(f"— {how}")
        self.region.build("beside" if how.endswith("beside") else "output", full=how.endswith("--full"))
        if how.endswith("Pelican"):
            self.region.build_by_pelican()


def scribbled(text: str, number: int) -> str:
    """A template, or a stylesheet, with a mark that shows wherever it is used."""
    if not number:
        return text
    mark = f"<!-- tanda {number} -->"
    if "{%" not in text:
        return f"{text}/* {number} */\n"
    for place in (r"{% block main %}", r"<body[^>]*>", r"{% macro [^%]* %}"):
        if re.search(place, text):
            return re.sub(place, lambda found: found[0] + mark, text)
    return text + mark


def test_any_history_prints_what_a_full_build_prints(tmp_path: Path) -> None:
    """After every step of a random history the site that grew is, byte for byte, the one that is printed anew; no
    link dangles, no file is left over, none is written that does not change, and what is withdrawn is told nowhere."""
    region = founded(tmp_path)
    try:
        region.keep()
        run_state_machine_as_test(
            lambda: Histories(region),
            settings=settings(
                max_examples=MORE or 20, stateful_step_count=STEPS, deadline=None, derandomize=not MORE,
                database=None, suppress_health_check=list(HealthCheck), print_blob=True,
                phases=(Phase.generate, Phase.shrink),
            ),
        )  # fmt: skip
    finally:
        region.close()
