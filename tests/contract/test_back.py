"""Whose pages are gone, or are there again: a site that is broken for an hour, an article that comes back to its page,
a page that leads to another. Whole pulls over a month and a half."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any, Final

import pytest

from tests.contract.network import Found, Portal, Pulled
from tests.contract.server import Site
from tests.contract.writing import START, Item, item, mark, rss

HOURS: Final = (0, 1, 2, 3, 27, 28, 171, 723, 1200)
"""When the pulls are. What goes, goes between the first two and is withdrawn in the third; a day, a week and a month
after that its page is asked again."""
DAY, WEEK, MONTH = HOURS.index(27), HOURS.index(171), HOURS.index(723)
GONE: Final = 2  # which of an agency's articles goes

AGENCIES: Final = (
    "rusak", "separuh", "pulih", "ramai", "palsu", "depan", "judul", "lain", "galat", "pindah", "tebak", "isi", "luar",
    "angka", "cabut", "coret", "bisu", "tabir",
)  # fmt: skip
AWAY: Final = ("palsu", "depan", "judul", "lain", "galat", "isi", "angka", "cabut", "coret")
"""Whose article is withdrawn, and whose page then answers with anything but the article as it was."""
UNSURE: Final = ("bisu", "tabir")
"""Whose listed pages say nothing that anybody could go by while one is missing."""


@dataclass
class Course:
    """The pulls at `HOURS`; what was asked and what the data lines said at each."""

    portal: Portal
    site: Site
    pulls: list[Pulled] = field(default_factory=list)
    stories: list[list[dict[str, Any]]] = field(default_factory=list)
    asked: list[list[str]] = field(default_factory=list)

    def counts(self, slug: str, what: str) -> list[Any]:
        return [pulled.of(slug)[what] for pulled in self.pulls]

    def requests(self, path: str) -> list[int]:
        return [asked.count(path) for asked in self.asked]

    def lines(self, slug: str, stage: int = -1) -> list[dict[str, Any]]:
        return [story for story in self.stories[stage] if story["agency"] == slug]

    def line(self, slug: str, index: int = GONE, stage: int = -1) -> dict[str, Any]:
        """The data line of an agency's article, found by its address at the source."""
        path = articles(slug)[index].path
        (found,) = (x for x in self.lines(slug, stage) if any((s["url"] or "").endswith(path) for s in x["sources"]))
        return found


def articles(slug: str) -> list[Item]:
    """An agency's articles, newest first."""
    start = 20 * AGENCIES.index(slug)
    away = {"link": "https://luar.example/berita/{}"} if slug == "luar" else {}
    listed = [item(n, f"/{slug}/{n}/", **{k: v.format(n) for k, v in away.items()}) for n in range(start, start + 8)]
    if slug == "lain":  # the first says all that the other did, under another title
        listed[0] = replace(listed[0], body=listed[GONE].body + listed[0].body)
    return [replace(each, link="") if n == GONE else each for n, each in enumerate(listed)]


def fresh(slug: str, **more: Any) -> Item:
    """An article that comes in with the second pull."""
    number = 20 * AGENCIES.index(slug) + 15
    return item(number, f"/{slug}/{number}/", **{"date": START + timedelta(minutes=30), **more})


def corrected(slug: str) -> Item:
    """The article that goes, under another title, address and text."""
    old = articles(slug)[GONE]
    return replace(
        old, path=f"/{slug}/judul-yang-diralat/", title="Judul yang Diralat", body=old.body + "<p>Ralat.</p>"
    )


def remaining(slug: str) -> list[Item]:
    """What a feed lists from the second pull on."""
    items = articles(slug)
    if slug == "ramai":
        return [items[0], *items[6:]]
    came = {"separuh": fresh(slug), "tebak": fresh(slug), "pindah": corrected(slug)}
    return [*([came[slug]] if slug in came else []), *items[:GONE], *items[GONE + 1 :]]


def page(each: Item, body: str = "") -> str:
    return f"<html><title>{each.title}</title><body><p>Menu</p>{body or each.body}</body></html>"


def script(site: Site, stage: int) -> None:
    """What the sites say at each stage; whatever an agency does not change stays as it was."""
    for slug in AGENCIES:
        items, listed = articles(slug), remaining(slug) if stage else articles(slug)
        site.put(f"/{slug}", rss(site.url("").rstrip("/"), listed), type="application/rss+xml")
        for each in (*items, *listed) if stage == 0 else set(listed) - set(items):
            site.put(each.path, page(each))
        lost = items[1:6] if slug == "ramai" else [items[GONE]]
        if stage == 1:
            for each in lost:
                site.put(each.path, "Hilang", 404)
        if slug in ("rusak", "separuh") and stage in (2, 3):  # the newest of the one is there all the same
            for each in items:
                site.put(each.path, *(("Hilang", 404) if stage == 2 else (page(each),)))
        if slug in UNSURE and stage in (2, 3):
            for n, each in enumerate(items):
                lies = "<title>404 Not Found</title><p>Maaf.</p>" if slug == "tabir" else "Galat"
                said = ("Hilang", 404) if n == GONE else (lies, 200 if slug == "tabir" else 500)
                site.put(each.path, *(said if stage == 2 else (page(each),)))
        if stage == 3:
            for each in lost:
                site.put(each.path, page(each))
    site.put("/", page(replace(item(999), title="Beranda"), page(articles("depan")[GONE])))
    leads = {"pindah": corrected("pindah").path, "tebak": fresh("tebak").path} if stage else {}
    if stage >= 3:
        leads |= {"depan": "/", "lain": articles("lain")[0].path}
        site.put(articles("palsu")[GONE].path, "<title>Halaman tidak ditemukan</title><h1>404</h1><p>Maaf.</p>")
        site.put(articles("judul")[GONE].path, page(articles("judul")[GONE], "<p>Tulisan ini sudah dihapus.</p>"))
        site.put(articles("galat")[GONE].path, "Galat", 500)
        site.put(articles("isi")[GONE].path, page(articles("isi")[GONE]).replace("<title>Petugas", "<title>Kabar"))
        wrong = articles("angka")[GONE]
        site.put(wrong.path, page(wrong, re.sub(r"(\d+)", r"1\1", wrong.body, count=1)))
        denied, struck = articles("cabut")[GONE], articles("coret")[GONE]
        site.put(denied.path, page(denied, f"<p><b>BERITA INI TIDAK BENAR DAN TELAH DICABUT.</b></p>{denied.body}"))
        site.put(struck.path, page(struck, f"<p>Naskah lama:</p><del>{struck.body}</del>"))
    for slug, path in leads.items():
        site.put(articles(slug)[GONE].path, "", 301, headers={"Location": path})


def prepare(found: Found, module_site: Site) -> Course:
    portal = found("kembali")
    course = Course(portal, module_site)
    for slug in AGENCIES:
        portal.agency(slug, module_site.url(f"/{slug}"))
    for stage, hour in enumerate(HOURS):
        script(module_site, stage)
        portal.now = START + timedelta(hours=hour)
        module_site.forget()
        course.pulls.append(portal.pull())
        course.asked.append([asked.path for asked in module_site.log])
        portal.build()
        course.stories.append(portal.stories())
    return course


@pytest.fixture(scope="module")
def course(prepared: Course) -> Course:
    return prepared


# --- a site without pages ---------------------------------------------------------------------------------


@pytest.mark.parametrize("slug", ["rusak", "separuh"])
def test_a_site_whose_pages_are_all_gone_withdraws_nothing(course: Course, slug: str) -> None:
    """Whoever flushes the permalinks of a site has every page answer 404, listed or not; sometimes all but what was
    written since. The row says why nothing is withdrawn, and an hour later nothing is wrong."""
    assert course.counts(slug, "removed") == [0] * len(HOURS)
    assert {line["status"] for line in course.lines(slug)} == {"published"}
    errors = course.counts(slug, "error")
    assert errors[2].startswith("broken-pages: ")
    assert "broken-pages: " in course.pulls[2].said
    assert errors[:2] + errors[3:] == [None] * (len(HOURS) - 1)
    assert set(course.counts(slug, "outcome")[1:]) <= {"changed", "unchanged"}


def test_one_listed_page_is_asked_for_all_that_are_missing(course: Course) -> None:
    """Five are missing and gone: the page of the article just older than the first of them is asked, once, and
    only in the pull that withdraws."""
    assert course.counts("ramai", "removed") == [0, 0, 5, 0, 0, 0, 0, 0, 0]
    listed = [sum(asks) for asks in zip(*(course.requests(i.path) for i in remaining("ramai")), strict=True)]
    assert listed == [0, 0, 1, 0, 0, 0, 0, 0, 0]
    assert course.requests(articles("ramai")[6].path)[2] == 1


def test_who_lists_no_page_of_the_network_is_believed(course: Course) -> None:
    """All that is listed lies off the network, and nobody is asked there: nothing speaks against the one page that was
    on it."""
    assert course.counts("luar", "removed")[:3] == [0, 0, 1]
    assert course.counts("luar", "held")[0] == 7
    assert course.counts("luar", "error") == [None] * len(HOURS)


@pytest.mark.parametrize("slug", UNSURE)
def test_who_cannot_say_what_is_there_withdraws_nothing(course: Course, slug: str) -> None:
    """The page that must be there answers with a server's fault, or says with status 200 that there is none: nobody
    knows what the missing one's 404 is worth. Nothing is withdrawn, the row says so, and it is asked again."""
    assert course.counts(slug, "removed") == [0] * len(HOURS)
    assert {line["status"] for line in course.lines(slug)} == {"published"}
    errors = course.counts(slug, "error")
    assert errors[2].startswith("unsure-pages: ")
    assert errors[:2] + errors[3:] == [None] * (len(HOURS) - 1)
    assert course.requests(articles(slug)[GONE].path)[:5] == [0, 0, 1, 1, 0]


# --- back at its page ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("slug", ["pulih"])
def test_what_is_there_again_is_published_again(course: Course, slug: str) -> None:
    """Its page answers again an hour after it was withdrawn, and no feed lists it: a day after, it is asked, and the
    story stands again at its old address, with its words."""
    before, gone, back = course.line(slug, stage=0), course.line(slug, stage=DAY - 1), course.line(slug, stage=DAY)
    assert (gone["status"], gone["text"]) == ("withdrawn", "")
    assert (back["status"], back["url"], back["text"]) == ("published", before["url"], before["text"])
    assert [change["what"] for change in back["history"]] == ["withdrawn", "restored"]
    assert articles(slug)[GONE].words in course.portal.page(back["url"])
    row = course.pulls[DAY].of(slug)
    assert (row["outcome"], row["updated"], row["removed"]) == ("changed", 1, 0)


def test_a_page_that_is_back_is_asked_no_more(course: Course) -> None:
    """Missing, gone, back: three questions, and none as long as nothing else is wrong. It is not withdrawn again."""
    assert sum(course.counts("pulih", "removed")) == 1
    assert course.requests(articles("pulih")[GONE].path) == [0, 0, 1, 0, 1, 0, 0, 0, 0]


def test_a_few_at_a_pull(course: Course) -> None:
    """Five come back at once: three are seen in one pull, the others in the next."""
    assert course.counts("ramai", "updated") == [0, 0, 0, 0, 3, 2, 0, 0, 0]
    assert {line["status"] for line in course.lines("ramai")} == {"published"}


@pytest.mark.parametrize("slug", AWAY)
def test_what_answers_with_something_else_stays_withdrawn(course: Course, slug: str) -> None:
    """A page that says with status 200 that there is none; the front page, which shows the article's words to whoever
    is led there; its title above nothing; another article's page, to which it leads; a server's fault. Nor does what
    was published come back where the page has it under another title, with another figure, struck out, or below a line
    that says that it is withdrawn."""
    assert [course.line(slug, stage=stage)["status"] for stage in (2, DAY, MONTH, -1)] == ["withdrawn"] * 4
    assert course.counts(slug, "updated") == [0] * len(HOURS)


@pytest.mark.parametrize("slug", AWAY)
def test_its_page_is_asked_after_a_day_a_week_and_a_month(course: Course, slug: str) -> None:
    """And then never: once when it was missing, three times afterwards."""
    asked = [0] * len(HOURS)
    for stage in (2, DAY, WEEK, MONTH):
        asked[stage] = 1
    assert course.requests(articles(slug)[GONE].path) == asked


# --- a page that leads to another -------------------------------------------------------------------------------


def test_a_page_that_leads_to_the_corrected_article_is_that_article(course: Course) -> None:
    """Title, text, address and guid are others, and the old page leads to the new one: one story under its old address
    here, corrected, and neither told twice nor withdrawn."""
    assert course.counts("pindah", "new") == [8, 0, 0, 0, 0, 0, 0, 0, 0]
    assert course.counts("pindah", "updated") == [0, 1, 0, 0, 0, 0, 0, 0, 0]
    assert course.counts("pindah", "removed") == [0] * len(HOURS)
    assert len(course.lines("pindah")) == 8
    story = course.portal.story("Judul yang Diralat")
    assert (story["status"], story["url"]) == ("corrected", course.line("pindah", stage=0)["url"])
    assert [change["what"] for change in story["history"]] == ["text", "title"]
    assert story["sources"][0]["url"].endswith("/pindah/judul-yang-diralat/")
    assert course.requests(articles("pindah")[GONE].path) == [0, 1, 0, 0, 0, 0, 0, 0, 0]


def test_a_page_that_leads_to_any_other_article_is_not_that_article(course: Course) -> None:
    """Some sites send whoever asks for what is gone to the newest: both stories stand, each with its own words. The
    page is asked no sooner than any that is missing."""
    assert course.requests(articles("tebak")[GONE].path)[:4] == [0, 0, 1, 0]
    assert course.counts("tebak", "new") == [8, 1, 0, 0, 0, 0, 0, 0, 0]
    assert len(course.lines("tebak")) == 9
    old, new = course.line("tebak"), course.portal.story(mark(20 * AGENCIES.index("tebak") + 15))
    assert (old["title"], old["status"]) == (articles("tebak")[GONE].title, "published")
    assert (new["title"], new["status"]) == (fresh("tebak").title, "published")
