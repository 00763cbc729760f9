"""The page of one story, and its card: what a reader is told of when it is, who wrote it and where it stands.

Stories go in as the store gives them; the portal's own presenter and templates print them. No Pelican, no network.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from msgspec.structs import replace

from plugins.newsroom.model import Agency, Change, Network, SafeHtml, Source, Story
from plugins.newsroom.store import Store
from plugins.portal.edition import Edition
from plugins.portal.event import whole_days
from plugins.portal.present import Presenter
from tests.site.test_theme import environment, head, site

NOW = datetime(2026, 11, 21, 6, 30, tzinfo=UTC)
WIB = "Asia/Jakarta"
AGENCY = Agency("dinkes", "Dinas Kesehatan", "dinas", "Dinkes")
AT_SOURCE = Source("dinkes", "https://dinkes.contohkab.go.id/a", "https://dinkes.contohkab.go.id/?p=7", NOW)
STORY = Story(
    id="0123456789ab", path="/berita/2026/11/contoh/", month="2026-11", title="Judul Contoh", summary="Ringkasan.",
    kind="berita", status="published", published=NOW, updated=NOW, first_seen=NOW, agency="dinkes",
    sources=(AT_SOURCE,), html=SafeHtml(""),
)  # fmt: skip


@pytest.fixture
def show(tmp_path: Path) -> Presenter:
    """What makes values for templates, of an edition with one agency."""
    store = Store(f"sqlite:///{tmp_path / 'p.sqlite3'}")
    edition = Edition(
        store, Network("Kabupaten Contoh", timezone=WIB), (AGENCY,), tmp_path / "site", tmp_path / "staging",
        tmp_path, "", NOW, full=True, keys=frozenset(), upto=1,
    )  # fmt: skip
    return Presenter(edition)


def page(show: Presenter, story: Story) -> str:
    """The main part of a story's page."""
    view = show.story(story, show.card(story))
    text = (
        environment()
        .get_template("story.html")
        .render(site=site(), head=head(story.path), story=view, article=SimpleNamespace(content=view.html))
    )
    return text[text.index("<main") : text.index("</main>")]


def event(starts: str, ends: str = "", **fields: str) -> Story:
    said = {"Starts": starts, "Ends": ends, **fields}
    return replace(STORY, kind="agenda", fields={name: value for name, value in said.items() if value})


def at(text: str) -> datetime:
    return datetime.fromisoformat(text)


@pytest.mark.parametrize(
    ("starts", "ends", "zone", "said"),
    [
        ("2026-11-27T00:00:00+07:00", "2026-11-27T23:59:59+07:00", WIB, "27 November 2026"),
        ("2026-11-26T17:00:00Z", "2026-11-29T16:59:59Z", WIB, "27–29 November 2026"),
        ("2026-11-30T00:00:00+07:00", "2026-12-02T23:59:59+07:00", WIB, "30 November–2 Desember 2026"),
        ("2026-12-30T00:00:00+07:00", "2027-01-02T23:59:00+07:00", WIB, "30 Desember 2026–2 Januari 2027"),
        ("2026-11-27T00:00:00+09:00", "", "Asia/Jayapura", "27 November 2026"),
        ("2026-11-27T00:00:00+07:00", "2026-11-27T12:00:00+07:00", WIB, ""),
        ("2026-11-27T09:00:00+07:00", "2026-11-29T23:59:59+07:00", WIB, ""),
        ("2026-11-27T09:00:00+07:00", "", WIB, ""),
        ("2026-11-27T00:00:00Z", "2026-11-27T23:59:59Z", WIB, ""),
        ("2026-11-27T00:00:00+07:00", "2026-11-25T23:59:59+07:00", WIB, ""),
    ],
)
def test_an_event_of_whole_days_is_told_from_one_with_hours(starts: str, ends: str, zone: str, said: str) -> None:
    """From local midnight to the end of a day, or without an end, are days; every other event has hours. A source
    that ends before it begins is told as it was written."""
    found = whole_days(at(starts), at(ends) if ends else None, zone)
    assert (found.text if found else "") == said


def test_whole_days_are_printed_without_hours(show: Presenter) -> None:
    """Neither the story's page nor the lists of home and /agenda/ name an hour of an event of whole days; the days
    stand once in its facts."""
    story = event("2026-11-26T17:00:00Z", "2026-11-29T16:59:59Z", Place="Balai Desa")
    card = show.card(story)
    own = page(show, story).partition('<dl class="facts">')[2].partition("</dl>")[0]
    assert own.count("27–29 November 2026") == 1
    lists = environment().get_template("agenda.html").render(site=site(), head=head("/agenda/"), coming=[card], past=[])
    assert "27–29 November 2026</time>, Balai Desa" in lists
    for text in (own, lists):
        assert "00.00" not in text
        assert "23.59" not in text
        assert "Selesai" not in text


def test_an_event_with_hours_keeps_them(show: Presenter) -> None:
    """Beginning and end of an event with hours are told to the minute."""
    text = page(show, event("2026-11-28T02:00:00Z", "2026-11-28T05:00:00Z"))
    assert "28 November 2026, 09.00 WIB" in text
    assert "28 November 2026, 12.00 WIB" in text


def test_a_day_without_an_end_lasts_until_it_is_over(show: Presenter) -> None:
    """An event that names a day and no end is still to come on the evening of that day."""
    ends = show.card(event("2026-11-26T17:00:00Z")).ends
    assert ends is not None
    assert ends.iso == "2026-11-27T16:59:59Z"


@pytest.mark.parametrize("state", ["", "Terjadwal", "Ditunda", "Dibatalkan"])
def test_the_state_of_an_event_stands_once(show: Presenter, state: str) -> None:
    """Over the title, and not again among the facts."""
    text = page(show, event("2026-11-28T02:00:00Z", State=state))
    assert text.count(f"{state or 'Terjadwal'}<") == 1


def withdrawn(source: Source) -> Story:
    change = Change(NOW, "withdrawn", "Dicabut oleh Dinkes: naskah ini tidak ada lagi di sumbernya.")
    return replace(STORY, status="withdrawn", sources=(source,), history=(change,))


def test_a_withdrawn_page_claims_nothing_and_repeats_nothing(show: Presenter) -> None:
    """A story that was read from a site was not published here directly; one sentence says when it was withdrawn, by
    whom and why, and the history keeps its line."""
    text = page(show, withdrawn(AT_SOURCE))
    notice = re.sub(r"<.*?>", "", text.partition('<div class="notice withdrawn">')[2].partition("</p>")[0]).strip()
    moment = "21 November 2026, 13.30 WIB"
    assert notice == f"Berita ini dicabut pada {moment} oleh Dinkes: naskah ini tidak ada lagi di sumbernya."
    assert "Diterbitkan langsung" not in text
    assert text.count("naskah ini tidak ada lagi di sumbernya") == 1
    assert "<strong>Dicabut</strong></li>" in text
    assert AT_SOURCE.url not in text


def test_the_history_of_what_stands_again_says_once_that_it_was_withdrawn(show: Presenter) -> None:
    """The note in the data is a whole sentence, "Dicabut oleh …"; after the word "Dicabut" its rest is printed."""
    story = withdrawn(AT_SOURCE)
    text = page(show, replace(story, status="published", history=(*story.history, Change(NOW, "restored"))))
    assert "<strong>Dicabut</strong> <span>oleh Dinkes: naskah ini tidak ada lagi di sumbernya.</span>" in text
    assert text.lower().count("dicabut") == 1


@pytest.mark.parametrize("base", ["", "/kabar"])
@pytest.mark.parametrize(
    ("what", "lead", "words", "alone"),
    [
        ("merged", "Digabung dengan", "berita yang sama", "Digabung dengan berita yang sama"),
        ("split", "Dipisah dari", "berita lain", "Dipisah menjadi beberapa berita"),
    ],
)
def test_another_story_is_led_to_in_a_sentence(
    show: Presenter, base: str, what: str, lead: str, words: str, alone: str
) -> None:
    """Where the note of a change is a story's path, the sentence leads there, below the folder that the site lives in,
    and the path is not printed; the other story's own page says it without a link."""
    there = "/berita/2026/11/lain/"
    shown = Presenter(replace(show.edition, site_url=f"https://kabar.contohkab.go.id{base}"))
    text = page(shown, replace(STORY, history=(Change(NOW, what, there),)))
    assert f'<strong>{lead} <a href="{base}{there}">{words}</a></strong></li>' in text
    assert text.count(there) == 1
    assert f"<strong>{alone}</strong></li>" in page(shown, replace(STORY, history=(Change(NOW, what),)))


def test_the_reasons_of_earlier_changes_stay(show: Presenter) -> None:
    """Only the reason that the notice tells is left out of the history."""
    story = withdrawn(AT_SOURCE)
    text = page(show, replace(story, history=(Change(NOW, "text", "Angka diperbaiki."), *story.history)))
    assert "Angka diperbaiki." in text


@pytest.mark.parametrize(
    ("source", "direct"),
    [
        (Source("dinkes", None, "agencies/dinkes/posyandu.md", NOW), True),
        (Source("dinkes", None, "agencies/dinkes/POSYANDU.MD", NOW), True),
        (Source("dinkes", None, "rapat-7@dinkes", NOW), False),
        (Source("dinkes", "https://dinkes.contohkab.go.id/a", "agencies/dinkes/a.md", NOW), False),
    ],
)
def test_only_contributed_stories_were_published_here(show: Presenter, source: Source, direct: bool) -> None:
    """That holds for what its agency wrote for the portal, withdrawn or not, and for nothing else without a link."""
    for story in (replace(STORY, sources=(source,)), withdrawn(source)):
        assert ("Diterbitkan langsung di portal ini." in page(show, story)) == direct


@pytest.mark.parametrize(
    ("mode", "url", "guid", "says"),
    [
        ("full", "https://dinkes.contohkab.go.id/a", "7", "Baca di situs asal"),
        ("excerpt", "https://dinkes.contohkab.go.id/a", "7", "Baca selengkapnya di situs Dinkes"),
        ("link", "https://dinkes.contohkab.go.id/a", "7", "Baca selengkapnya di situs Dinkes"),
        ("link", "https://www.youtube.com/watch?v=dQ", "yt:video:dQ", "Tonton di YouTube"),
        ("link", "https://youtu.be/dQ", "7", "Tonton di YouTube"),
        ("full", "https://m.youtube.com/watch?v=dQ", "7", "Tonton di YouTube"),
        ("link", "https://radio.contohkab.go.id/watch?v=dQ", "yt:video:dQ", "Tonton di situs asal"),
        ("link", "https://youtube.com.contoh.id/a", "7", "Baca selengkapnya di situs Dinkes"),
        ("link", "https://notyoutube.com/a", "7", "Baca selengkapnya di situs Dinkes"),
        ("link", "https://youtube.com@contoh.id/a", "7", "Baca selengkapnya di situs Dinkes"),
    ],
)
def test_one_button_leads_to_the_source(show: Presenter, mode: Any, url: str, guid: str, says: str) -> None:
    """However a story is shown, one link leads to the article at its source, and says what is there; a video's has
    the sign of playing."""
    text = page(show, replace(STORY, mode=mode, sources=(Source("dinkes", url, guid, NOW),)))
    assert text.count(f'href="{url}"') == 1
    link = text.partition(f'<a href="{url}"')[2].partition("</a>")[0]
    assert link.endswith(says)
    assert link.count("<svg") == says.startswith("Tonton")
    before = text.index(url) < text.index('<aside class="rail"')
    assert before == (mode != "full")


@pytest.mark.parametrize(
    ("author", "named"),
    [
        ("Dinas Kesehatan", False), ("DINKES", False), ("dinas kesehatan", False), ("", False),
        ("Bidang Promosi Kesehatan", True), ("Dinas", True), ("Super User", False), ("admin", False),
        ("Admin DLH", True),
    ],
)  # fmt: skip
def test_a_writer_is_named_who_is_one(show: Presenter, author: str, named: bool) -> None:
    """The writer stands beside the agency only where that says more than the agency's name, and is not what a CMS calls
    its first account."""
    assert ("Penulis:" in page(show, replace(STORY, author=author))) == named


# --- a day without an hour ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("at", "told"),
    [
        ("2026-11-20T17:00:00Z", "21 November 2026"),
        ("2026-11-20T17:00:01Z", "21 November 2026, 00.00 WIB"),
        ("2026-11-20T17:01:00Z", "21 November 2026, 00.01 WIB"),
        ("2026-11-21T00:00:00Z", "21 November 2026, 07.00 WIB"),
    ],
)
def test_an_article_of_a_day_shows_no_hour(show: Presenter, at: str, told: str) -> None:
    """Midnight in the network's clock, to the second, is a date without a time: its page shows the day, at its head and
    beside its source. Every other moment keeps its hour, and machines are told the moment in any case."""
    published = datetime.fromisoformat(at)
    story = replace(STORY, published=published, sources=(replace(AT_SOURCE, published=published),))
    text = page(show, story)
    assert text.count(f'<time datetime="{at}">{told}</time>') == 2


def test_what_is_no_date_of_publication_keeps_its_hour(show: Presenter) -> None:
    """A notice that ends at midnight, a correction at midnight: their hour was told."""
    midnight = datetime(2026, 11, 21, 17, tzinfo=UTC)
    change = Change(midnight, "text")
    notice = replace(STORY, kind="peringatan", fields={"Until": "2026-11-21T17:00:00Z"}, history=(change,))
    text = page(show, notice)
    assert text.count("22 November 2026, 00.00 WIB") == 2
