"""`./run rollback`: back to what stood before the last release; what was taken down since does not come back."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field, replace
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from tests.contract.network import SITEURL, Found, Portal, differences, files, publish
from tests.contract.printing import links, parsed
from tests.contract.server import Site
from tests.contract.writing import START, Item, item, mark

SLUGS = ("dinkes", "dishub", "camat")


def picture(color: str) -> bytes:
    file = BytesIO()
    Image.new("RGB", (640, 480), color).save(file, "PNG")
    return file.getvalue()


@dataclass
class Course:
    """Thirty stories of three agencies, printed; then something happens, and it is gone back."""

    portal: Portal
    site: Site
    listed: dict[str, list[Item]] = field(default_factory=dict)

    def say(self, slug: str, *items: Item) -> None:
        self.listed[slug] = [*items, *self.listed.get(slug, [])]
        publish(self.site, f"/{slug}", self.listed[slug])

    def new(self, slug: str, number: int) -> None:
        self.say(slug, item(number, f"/{slug}/{number}/", date=self.portal.now - timedelta(minutes=number % 50)))

    def hour(self) -> dict[str, bytes]:
        """An hour passes, what is new is pulled and printed; what stands then."""
        self.portal.later(hours=1)
        self.portal.pull()
        self.portal.build()
        return files(self.portal.output)

    def back(self) -> str:
        done = self.portal.run("rollback")
        assert done.code == 0, done.said
        return done.err


@pytest.fixture
def course(found: Found, site: Site, tmp_path: Path) -> Course:
    portal = found(tmp_path.name)
    course = Course(portal, site)
    for index, slug in enumerate(SLUGS):
        portal.agency(slug, site.url(f"/{slug}"), name=f"Kantor {slug.title()}", topics=["kesehatan"])
        numbers = range(100 * index + 100, 100 * index + 110)
        course.say(slug, *(item(n, f"/{slug}/{n}/", date=START - timedelta(hours=3 + 70 * (n % 100))) for n in numbers))
    shown = course.listed["camat"][0]
    at = site.put("/foto.png", picture("navy"), type="image/png")
    course.listed["camat"][0] = replace(shown, body=f'<p><img src="{at}" alt="Warga antre"></p>{shown.body}')
    course.say("camat")
    course.hour()
    return course


def records(portal: Portal) -> list[dict[str, Any]]:
    """What each run left written down, in their order."""
    paths = sorted((portal.folder / "releases").glob("*.json"), key=lambda path: path.stem)
    return [json.loads(path.read_bytes()) for path in paths]


def dangling(portal: Portal) -> list[str]:
    """Links of a page, a feed or a line of data to something of the site that is not there."""
    odd = []
    for path, body in files(portal.output, ".html", ".xml", ".json", ".jsonl").items():
        text = body.decode()
        named = links(path, parsed(body)) if path.endswith(".html") else set()
        named |= set(re.findall(rf'{SITEURL}/(?:berita|gambar)/[^"<\\ ]*', text))
        for address in named:
            at = portal.output / address.removeprefix(f"{SITEURL}/")
            if not (at / "index.html" if address.endswith("/") else at).is_file():
                odd.append(f"{path}: {address}")
    return odd


def heals(course: Course) -> None:
    """What is printed next is what a full build prints."""
    course.portal.build()
    anew = course.portal.folder / "anew"
    course.portal.build(output=anew)
    assert differences(course.portal.output, anew) == []


def test_all_is_as_it_was(course: Course) -> None:
    """New stories, an agency by another name, a page that came and one that went: byte for byte what stood before; the
    next build prints all of it again."""
    course.portal.write("pages/layanan.md", "Title: Layanan\n\nLoket buka setiap hari kerja.\n")
    before = course.hour()
    course.new("dinkes", 150)
    course.new("dishub", 250)
    course.portal.agency("camat", course.site.url("/camat"), name="Kecamatan Banyubening", topics=["kesehatan"])
    course.portal.write("pages/kontak.md", "Title: Kontak\n\nDatanglah ke loket.\n")
    (course.portal.content / "pages/layanan.md").unlink()
    after = course.hour()
    assert "layanan/index.html" in before
    assert "layanan/index.html" not in after
    said = course.back()
    assert files(course.portal.output) == before
    assert "berkas dikembalikan" in said
    assert "tetap seperti sekarang" not in said
    heals(course)
    assert course.portal.story(mark(150))


def test_a_story_that_was_withdrawn_since_does_not_come_back(course: Course) -> None:
    """Whatever named it stays as it is; nothing leads nowhere; all else goes back; its picture stays away."""
    gone = course.listed["camat"][0]
    before = files(course.portal.output)
    assert [path for path in before if path.startswith("gambar/")]
    course.new("dinkes", 151)
    course.portal.agency("dishub", course.site.url("/dishub"), name="Perhubungan", topics=["kesehatan"])
    course.portal.decide({"do": "withdraw", "target": course.site.url(gone.path)})
    after = course.hour()
    said = course.back()
    now = files(course.portal.output)
    assert course.portal.holding(gone.words) == []
    assert not [path for path in now if path.startswith("gambar/")]
    assert dangling(course.portal) == []
    assert {path for path in now if now[path] != before.get(path) and now[path] != after.get(path)} == set()
    back = {path for path in before.keys() & after.keys() if before[path] != after[path] and now[path] == before[path]}
    assert len([path for path in back if path.startswith("berita/")]) >= 9, "those of the agency that was renamed"
    assert "tetap seperti sekarang" in said
    heals(course)


def test_what_was_corrected_since_stays_corrected(course: Course) -> None:
    """What was taken out of a text is in no file."""
    old = course.listed["dinkes"][3]
    assert course.portal.holding(old.words)
    new = "Keterangan ini sudah dibetulkan kantor"
    course.listed["dinkes"][3] = replace(old, body=old.body.replace(old.words, new))
    course.say("dinkes")
    course.new("dishub", 251)
    course.hour()
    assert course.portal.holding(old.words) == []
    course.back()
    assert course.portal.holding(old.words) == []
    assert course.portal.holding(new)
    assert dangling(course.portal) == []
    heals(course)


def test_back_by_two_releases(course: Course) -> None:
    """One after the other; what was withdrawn in the later stays away from the earlier, too."""
    gone = course.listed["dishub"][2]
    first = files(course.portal.output)
    course.new("camat", 350)
    second = course.hour()
    course.portal.decide({"do": "withdraw", "target": course.site.url(gone.path)})
    course.hour()
    course.back()
    course.back()
    now = files(course.portal.output)
    assert course.portal.holding(gone.words) == []
    assert dangling(course.portal) == []
    assert now.keys() <= first.keys() | second.keys()
    heals(course)


def test_an_hour_with_nothing_new_is_not_gone_back_behind(course: Course) -> None:
    """Runs that changed nothing leave a record, and are not what is undone."""
    before = files(course.portal.output)
    course.new("camat", 351)
    course.hour()
    for _ in range(2):
        course.portal.build()
    told = records(course.portal)
    assert [bool(each["added"]) for each in told] == [True, True, False, False]
    course.back()
    assert files(course.portal.output) == before
    assert records(course.portal)[-1]["removed"] == sorted(each["path"] for each in told[1]["added"])


def test_there_is_nothing_to_go_back_to(course: Course) -> None:
    """Before the second release, and once all was undone: 2, a sentence, and the site stands."""
    before = files(course.portal.output)
    done = course.portal.run("rollback")
    assert done.code == 2
    assert "tidak dapat dikembalikan" in done.err
    assert "Traceback" not in done.said
    assert files(course.portal.output) == before


def test_what_somebody_edited_by_hand_does_not_come_back(course: Course) -> None:
    """Only what the portal had printed is given back: not a page that somebody else had changed."""
    page = next(course.portal.output.glob("instansi/camat/index.html"))
    page.write_text(page.read_text("utf-8").replace("</main>", "situs judi</main>"), encoding="utf-8")
    course.new("camat", 352)
    course.hour()
    course.back()
    assert course.portal.holding("situs judi") == []
    assert dangling(course.portal) == []
    heals(course)
