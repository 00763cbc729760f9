"""How cost must grow: an incremental build equals a full one, writes what changed, and nothing where nothing did."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path

import pytest

from tests.contract.network import ROOT, Found, Portal, differences, files, publish, traces
from tests.contract.server import Site
from tests.contract.writing import START, Item, item, mark

PLACES = ["[[places]]", 'kind = "kecamatan"', 'name = "Sumberjati"', 'slug = "sumberjati"']
SLUGS = ("dinkes", "dishub", "camat")


@dataclass
class Archive:
    """A network with an archive of 150 stories over five months, and what its agencies list now."""

    portal: Portal
    site: Site
    listed: dict[str, list[Item]] = field(default_factory=dict)

    def say(self, slug: str, *items: Item) -> None:
        """Puts these in front of what an agency lists."""
        self.listed[slug] = [*items, *self.listed.get(slug, [])]
        publish(self.site, f"/{slug}", self.listed[slug])

    def change(self, slug: str, number: int, old: str, new: str) -> None:
        """Changes the text of one article at its source."""
        self.listed[slug] = [
            replace(each, body=each.body.replace(old, new)) if mark(number) in each.title else each
            for each in self.listed[slug]
        ]
        self.say(slug)

    def step(self, **span: float) -> None:
        """Time passes, what is new is pulled and built."""
        self.portal.later(**span)
        self.portal.pull()
        self.portal.build()


@pytest.fixture(scope="module")
def archive(found: Found, module_site: Site) -> Archive:
    """Built once; the tests of this module go on from one another, in their order."""
    portal = found("arsip", lines=PLACES)
    archive = Archive(portal, module_site)
    for index, slug in enumerate(SLUGS):
        topics = {"topics": ["kesehatan"]} if slug == "dinkes" else {}
        portal.agency(slug, module_site.url(f"/{slug}"), name=f"Kantor {slug.title()}", **topics)
        numbers = range(100 * index + 100, 100 * index + 150)
        archive.say(
            slug, *(item(n, f"/{slug}/{n}/", date=START - timedelta(hours=3 + 70 * (n % 100))) for n in numbers)
        )
    for kind, fields in {
        "agenda": "Starts: 2026-11-24T09:00:00+07:00\nPlace: Balai\n",
        "peringatan": "Until: 2026-11-24T09:00:00+07:00\n",
    }.items():
        head = f"Title: Judul {kind}\nDate: 2026-11-20T09:00:00+07:00\nKind: {kind}\n{fields}"
        portal.write(f"agencies/camat/{kind}.md", f"{head}\nIsi {kind} yang ditulis oleh petugas.\n")
    portal.write("pages/tentang.md", "Title: Tentang\n\nPortal kabar resmi.\n")
    portal.pull()
    portal.build()
    return archive


def test_a_build_with_nothing_changed_writes_no_file(archive: Archive) -> None:
    """The same content at the same moment: no file is written, by time and inode."""
    before = traces(archive.portal.output)
    archive.portal.build()
    assert traces(archive.portal.output) == before


def test_an_hour_with_nothing_new_writes_hardly_anything(archive: Archive) -> None:
    """The contract: "an hour with nothing new": a pull without news an hour later touches no story, list or feed;
    what depends on the clock or tells of the run may change, which is read as at most the twenty files of the
    bound."""
    before = traces(archive.portal.output)
    archive.step(hours=1)
    after = traces(archive.portal.output)
    touched = {path for path in {*before, *after} if before.get(path) != after.get(path)}
    assert len(touched) <= 20
    assert not [path for path in touched if path.startswith(("berita/", "topik/", "wilayah/", "data/stories"))]
    assert not [path for path in touched if path.endswith(("atom.xml", "rss.xml", "feed.json"))]


def bound(archive: Archive, numbers: list[int]) -> int:
    """The contract's bound for these new stories."""
    lines = [archive.portal.story(mark(number)) for number in numbers]
    agencies = {slug for line in lines for slug in (line["agency"], *line["also"])}
    sections = {("topic", each) for line in lines for each in line["topics"]}
    sections |= {("place", each) for line in lines for each in line["places"]}
    return len(lines) + 6 * len(agencies) + 4 * len(sections) + 20


@pytest.mark.parametrize(
    ("slug", "numbers", "days"),
    [("dishub", [400], 0), ("dinkes", [410, 411, 412], 0), ("dishub", [420], 75)],
    ids=["one", "three with a topic", "one that is back-dated"],
)
def test_new_stories_change_at_most_the_bound(archive: Archive, slug: str, numbers: list[int], days: int) -> None:
    """The contract: "new stories change at most: the stories + 6 files for each agency touched + 4 for each topic or
    place touched + 20, however large the archive is": files that appear, change or go."""
    before = files(archive.portal.output)
    date = archive.portal.now - timedelta(days=days, minutes=30)
    archive.say(slug, *(item(n, f"/{slug}/{n}/", date=date + timedelta(minutes=n % 10)) for n in numbers))
    archive.step(hours=1)
    after = files(archive.portal.output)
    changed = {path for path in {*before, *after} if before.get(path) != after.get(path)}
    assert len(changed) <= bound(archive, numbers), sorted(changed)


def corrected_and_backdated(archive: Archive) -> None:
    archive.change("dishub", 210, "nomor", "bernomor")
    archive.say("dinkes", item(430, "/dinkes/430/", date=START - timedelta(days=200)))
    archive.say("camat", item(431, "/camat/431/", date=None))
    archive.step(hours=1)


def withdrawn_and_pinned(archive: Archive) -> None:
    portal, site = archive.portal, archive.site
    portal.decide(
        {"do": "withdraw", "target": site.url("/dishub/205/")},
        {"do": "pin", "target": site.url("/dishub/230/")},
        {"do": "correct", "target": site.url("/dinkes/120/")},
    )
    archive.step(hours=1)


def agency_renamed(archive: Archive) -> None:
    archive.portal.agency("camat", archive.site.url("/camat"), name="Kecamatan Banyubening", color="#7a1f1f")
    archive.step(hours=1)


def four_days_pass(archive: Archive) -> None:
    archive.portal.later(days=4)
    archive.portal.build()


def agency_leaves_and_one_comes(archive: Archive) -> None:
    shutil.rmtree(archive.portal.content / "agencies/camat")
    archive.portal.agency("rsud", archive.site.url("/rsud"), name="RSUD Kabupaten", topics=["kesehatan"])
    archive.say("rsud", item(440, "/rsud/440/"), replace(archive.listed["dinkes"][-1], path="/rsud/1/"))
    archive.portal.decide({"do": "withdraw", "target": archive.site.url("/dishub/205/")})
    archive.step(hours=1)


def network_renamed(archive: Archive) -> None:
    archive.portal.more = PLACES_AND_MORE
    archive.portal.set(name="Kabupaten Teladan")
    archive.portal.write("pages/tentang.md", "Title: Tentang Kami\n\nPortal kabar resmi daerah.\n")
    archive.step(hours=1)


PLACES_AND_MORE = "\n".join([*PLACES, "[[places]]", 'kind = "desa"', 'name = "Wanasari"', 'slug = "wanasari"', ""])


@pytest.mark.parametrize(
    "edit",
    [
        corrected_and_backdated, withdrawn_and_pinned, agency_renamed, four_days_pass, agency_leaves_and_one_comes,
        network_renamed,
    ],
)  # fmt: skip
def test_incremental_equals_full(archive: Archive, tmp_path: Path, edit: Callable[[Archive], None]) -> None:
    """The contract: "An incremental build equals a full build byte for byte", after every edit, at every
    `PORTAL_NOW`: against a build into a fresh folder."""
    before = files(archive.portal.output)
    edit(archive)
    assert files(archive.portal.output) != before, "the edit shows"
    archive.portal.build(output=tmp_path / "penuh")
    assert differences(archive.portal.output, tmp_path / "penuh") == []


@pytest.mark.parametrize("jobs", [1, 2, 5])
def test_any_number_of_processes_prints_the_same(archive: Archive, tmp_path: Path, jobs: int) -> None:
    """A full build by one process, by as many as there may be cores, and by more: the same bytes."""
    archive.portal.build("--jobs", str(jobs), output=tmp_path / "penuh")
    assert differences(archive.portal.output, tmp_path / "penuh") == []


def test_full_in_place_equals_incremental(archive: Archive) -> None:
    """`build --full` over what stands gives the same bytes again, and leaves no file behind that is not its own."""
    before = files(archive.portal.output)
    archive.portal.build("--full")
    assert files(archive.portal.output) == before


def test_a_theme_change_reaches_every_page(archive: Archive, tmp_path: Path) -> None:
    """ "…and theme changes": a changed template and stylesheet, built incrementally, equal a fresh build with them."""
    house = tmp_path / "rumah"
    away = shutil.ignore_patterns(".*", "var", "output", "tests", "docs", "benchmarks", "__pycache__")
    shutil.copytree(ROOT, house, ignore=away)
    output = tmp_path / "tema"
    archive.portal.build(output=output, cwd=house)
    assert differences(archive.portal.output, output) == []
    base = next(iter((house / "themes/sinergi/templates").rglob("base.html")))
    base.write_text(base.read_text("utf-8").replace("</body>", "<p>Catatan kaki baru</p></body>"), encoding="utf-8")
    sheet = next(iter((house / "themes/sinergi/static").rglob("*.css")))
    sheet.write_text(sheet.read_text("utf-8") + "\n.catatan { color: inherit }\n", encoding="utf-8")
    archive.portal.build(output=output, cwd=house)
    archive.portal.build(output=tmp_path / "segar", cwd=house)
    assert differences(output, tmp_path / "segar") == []
    assert all(
        b"Catatan kaki baru" in body for path, body in files(output, ".html").items() if path.startswith("berita/")
    )
