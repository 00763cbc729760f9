"""Several feeds of one site: what each says of an article is no correction of what another said, what changed at the
site is one, and no article is told twice or lost."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

from plugins.newsroom.model import Entry
from tests.contract.writing import item
from tests.newsroom.feeds import DAY, HOUR, SITE, START, Site, cut, entry, pictured, renamed

OLD = tuple(range(1, 9))


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    made = Site(tmp_path)
    yield made
    made.store.close()


def new(hour: int) -> Entry:
    return entry(100 + hour, date=START + hour * HOUR - timedelta(minutes=11))


SAYS: dict[str, Callable[[Entry], Entry]] = {
    "with pictures": pictured,
    "under other guids": renamed,
    "both": lambda said: pictured(renamed(said)),
    "its first paragraph": cut,
    "its first paragraph under other guids": lambda said: renamed(cut(said)),
    "at other addresses": lambda said: renamed(replace(said, url=said.url.replace("https://", "http://www.") + "/")),
    "with a shorter title": lambda said: replace(said, title=said.title[:40] + "…"),
    "by the day alone": lambda said: renamed(replace(said, published=said.published[:10])),
}
"""What the second feed makes of the same articles."""


@pytest.mark.parametrize("first", [0, 1], ids=["named first is read first", "named last is read first"])
@pytest.mark.parametrize("windows", [(4, 12), (12, 4)], ids=["and lists less", "and lists more"])
@pytest.mark.parametrize("name", SAYS)
def test_nobody_corrects_anything(site: Site, name: str, windows: tuple[int, int], first: int) -> None:
    """Five hours with a new article each, and a night in between: every article once, nothing told."""
    listed = [entry(n) for n in OLD]
    for hour in range(5):
        listed = [new(hour), *listed]
        both = listed[: windows[0]], [SAYS[name](each) for each in listed[: windows[1]]]
        for number in (first, 1 - first):
            site.read(number, both[number])
        site.later(30 * HOUR if hour == 2 else HOUR)
    told = [story.text for story in site.stories()]
    assert len(told) == len(listed)
    assert all(sum(item(n).words in text for text in told) == 1 for n in (*OLD, *range(100, 105)))
    assert site.told() == []


@pytest.mark.parametrize("name", ["its first paragraph", "its first paragraph under other guids"])
def test_what_only_an_excerpt_lists_keeps_its_words(site: Site, name: str) -> None:
    """The whole texts have left their feed's window: they stay, also when their titles are corrected."""
    listed = [entry(n) for n in OLD]
    for hour in range(4):
        listed = [new(hour), *listed]
        site.read(0, listed[:4])
        site.read(1, [SAYS[name](each) for each in listed])
        site.later()
    listed = [replace(each, title="Judul yang Diralat") if "/artikel/101" in each.url else each for each in listed]
    site.read(0, [new(5), *listed[:1]])
    site.read(1, [SAYS[name](each) for each in listed])
    (story,) = (story for story in site.stories() if story.title == "Judul yang Diralat")
    assert len(story.text) > 2 * len(cut(entry(101)).content)
    assert site.told() == ["title"]


@pytest.mark.parametrize("first", [0, 1])
def test_an_update_is_told_whoever_says_it_first(site: Site, first: int) -> None:
    """Two paragraphs are added, which makes the text much longer: one correction, whichever feed is read first."""
    listed = [entry(n) for n in OLD]
    for number in (0, 1):
        site.read(number, [pictured(each) if number else each for each in listed])
    site.later()
    longer = replace(listed[3], content=listed[3].content + item(900).body)
    listed = [*listed[:3], longer, *listed[4:]]
    for number in (first, 1 - first):
        site.read(number, [pictured(each) if number else each for each in listed])
    assert site.told() == ["text"]
    assert any(item(900).words in story.text for story in site.stories())


@pytest.mark.parametrize("first", [0, 1])
def test_a_title_takes_address_and_guid_along(site: Site, first: int) -> None:
    """Slug and guid are made of the title, and the second feed gives excerpts: one story, whose title was corrected."""
    listed = [replace(entry(n), guid=f"{SITE}/artikel/{n}") for n in OLD]
    for number in (0, 1):
        site.read(number, [cut(each) if number else each for each in listed])
    site.later()
    address = f"{SITE}/artikel/judul-yang-diralat"
    listed[3] = replace(listed[3], title="Judul yang Diralat", url=address, guid=address)
    for number in (first, 1 - first, first):
        site.read(number, [cut(each) if number else each for each in listed])
        site.later()
    assert (len(site.stories()), site.told()) == (len(OLD), ["title"])


@pytest.mark.parametrize("mark", ["", " […]"])
def test_a_site_that_switches_to_excerpts_and_back(tmp_path: Path, mark: str) -> None:
    """Somebody changed the settings: the words that we have stay, and nothing is told."""
    site = Site(tmp_path, 1)
    whole = [entry(n) for n in OLD]
    for listed in (
        whole,
        [cut(each, mark=mark) for each in whole],
        [new(2), *(cut(e, mark=mark) for e in whole)],
        whole,
    ):
        site.read(0, listed)
        site.later()
    assert site.told() == []
    assert all(len(story.text) > 300 for story in site.stories() if story.title != new(2).title)
    site.store.close()


def test_an_editor_who_shortens_one_is_followed(tmp_path: Path) -> None:
    """One of eight articles lost all but its first paragraph: that was a person."""
    site = Site(tmp_path, 1)
    site.read(0, [entry(n) for n in OLD])
    site.later()
    site.read(0, [cut(entry(n)) if n == 4 else entry(n) for n in OLD])
    assert site.told() == ["text"]
    site.store.close()


def test_who_is_left_alone_tells_and_misses(site: Site) -> None:
    """The whole feed was taken out of agency.toml: what the excerpts correct is corrected, and what they list no longer
    is theirs to miss."""
    for number in (0, 1):
        site.read(number, [cut(entry(n)) if number else entry(n) for n in OLD])
    del site.feeds[0]
    site.later(30 * HOUR)
    listed = [replace(entry(n), title="Judul yang Diralat") if n == 1 else entry(n) for n in OLD if n != 5]
    site.read(0, [cut(each) for each in listed])
    assert site.told() == ["title"]
    missed = site.store.q.feed_articles(agency="desa", feed=site.feeds[0].url)
    assert len(list(missed)) == len(OLD)


@pytest.mark.parametrize("gone", [True, False], ids=["one was new", "none was new"])
def test_a_site_that_cannot_decide_on_its_address(site: Site, gone: bool) -> None:
    """One feed says www and the other does not; then the site says it everywhere. No reading fails, nothing is lost."""

    def www(said: Entry) -> Entry:
        return replace(said, url=said.url.replace("//", "//www."), guid=said.guid.replace("//", "//www."))

    listed = [entry(n) for n in OLD]
    site.read(0, listed)
    site.read(1, [www(each) for each in listed])
    site.later()
    listed = [new(1), *listed] if gone else listed
    for _ in range(2):
        site.read(0, [www(each) for each in listed])
        site.read(1, [www(each) for each in listed])
        site.later()
    assert (len(site.stories()), site.told()) == (len(listed), [])


def test_a_site_that_changes_its_mind_about_its_address(tmp_path: Path) -> None:
    """agency.toml is given another domain's address, whose links are of that domain too; later they are not, and one
    article is new."""
    site = Site(tmp_path, 2)
    listed = [replace(entry(n), guid=entry(n).url) for n in OLD]
    baru = [replace(e, url=e.url.replace("desa.", "baru."), guid=e.url.replace("desa.", "baru.")) for e in listed]
    after = site.feeds.pop()
    site.read(0, listed)
    site.feeds = [after]
    for said in (baru, [new(2), *listed], [new(3), new(2), *listed]):
        site.later()
        site.read(0, said)
    assert (len(site.stories()), site.told()) == (len(OLD) + 2, [])
    site.store.close()


@pytest.mark.parametrize("first", [0, 1])
def test_a_row_number_of_another_table_is_no_name(site: Site, first: int) -> None:
    """Both tables count from one, no entry has an address, and two notices of one day begin alike: all are stories."""
    news = [entry(n, str(n), url="", date=START - n * DAY) for n in OLD]
    notices = [
        replace(
            entry(20 + n, str(n), url="", date=START - n * DAY), content=f"<p>Jadwal posyandu {n}: {item(n).words}.</p>"
        )
        for n in OLD
    ]
    for _ in range(3):
        for number in (first, 1 - first):
            site.read(number, (news, notices)[number])
        site.later()
    assert (len(site.stories()), site.told()) == (2 * len(OLD), [])
