"""The sample network, pulled over real HTTP and printed: what the report says, what the site shows."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest

from samples.reading import Article
from tests.site.conftest import FIRST, Rounds


def occurrences(article: Article) -> int:
    """How often an article becomes a story: a weekly event once for each week within five."""
    if article.event is None:
        return 1
    starts = (article.event.starts + timedelta(weeks=n) for n in range(article.event.weeks))
    return sum(start < FIRST + timedelta(days=35) for start in starts)


def story(rounds: Rounds, words: str) -> dict[str, Any]:
    return next(line for line in rounds.house.lines() if words in line["title"])


def test_every_site_is_read_in_its_own_dialect(rounds: Rounds) -> None:
    """Of 32 sites, 30 are read whole, each in the dialect of its CMS or by the file that it sends; every honest article
    becomes a story, and a weekly event one for each of the next five weeks."""
    failed = {row["agency"] for row in rounds.reports[0]["sources"] if row["outcome"] == "failed"}
    assert failed == {"imigrasi", "kodim"}
    for slug, site in rounds.network.sites.items():
        if slug in failed or site.dialect == "closed":
            continue
        listed = [a for a in site.articles if a.shown(1)]
        row = rounds.source(1, slug)
        assert row["entries"] == sum(map(occurrences, listed)), slug
        assert row["new"] + row["duplicate"] == sum(occurrences(a) for a in listed if not a.spam), slug


def test_a_site_that_refuses_visitors_sends_its_feed(rounds: Rounds) -> None:
    """What lies in its inbox is published like any feed, and nobody asked the site for it."""
    row = rounds.source(1, "pertanahan")
    assert row["url"] == "agencies/pertanahan/inbox/berita.xml"
    assert (row["outcome"], row["status"], row["entries"], row["new"]) == ("changed", None, 3, 3)


def test_dead_host_and_challenge_page_are_named(rounds: Rounds) -> None:
    """A dead host and a page that checks browsers are failures with that name, never empty feeds."""
    dead, challenge = rounds.source(1, "imigrasi"), rounds.source(1, "kodim")
    assert dead["error"].startswith("refused:")
    assert dead["status"] is None
    assert challenge["error"].startswith("challenge:")
    assert challenge["status"] == 200


def test_hacked_site_is_quarantined_and_its_honest_articles_are_not(rounds: Rounds) -> None:
    """Five gambling posts stay out of every file of the site, the four honest articles between them are in."""
    row = rounds.source(1, "disdag")
    assert (row["new"], row["quarantined"]) == (4, 5)
    spam = [a.title for a in rounds.network.sites["disdag"].articles if a.spam]
    assert len(spam) == 5
    for path, data in rounds.trees[0].items():
        if path.endswith((".html", ".xml", ".json", ".jsonl")):
            text = data.decode("utf-8")
            assert not any(title in text for title in spam), path


def test_one_release_of_three_agencies_is_one_story(rounds: Rounds) -> None:
    """The release that three agencies carry under three titles, one with a lead of its own, is printed once, led by the
    earliest, all three named."""
    copies = [rounds.network.sites[slug].articles for slug in ("dinkes", "diskominfo", "rsud")]
    carried = [next(a for a in articles if a.name == "trio-pekan-imunisasi") for articles in copies]
    assert len({copy.title for copy in carried}) == 3
    assert [copy.body.split(". ")[0].startswith("SUMBERJATI — RSUD") for copy in carried] == [False, False, True]
    trio = [line for line in rounds.house.lines() if "48.320 anak" in line["text"]]
    assert [line["title"] for line in trio] == [carried[0].title]
    assert (trio[0]["agency"], trio[0]["also"]) == ("dinkes", ["diskominfo", "rsud"])
    assert [s["agency"] for s in trio[0]["sources"]] == ["dinkes", "diskominfo", "rsud"]
    assert rounds.reports[0]["totals"]["duplicate"] == 3  # and the edited release, below
    page = rounds.trees[0][trio[0]["url"].partition(".example/")[2] + "index.html"].decode()
    for name in ("Dinas Kesehatan", "Dinas Komunikasi dan Informatika", "RSUD Kabupaten Contoh"):
        assert name in page


def test_edited_release_is_one_story(rounds: Rounds) -> None:
    """The same release with the usual edits is printed once, led by whoever wrote it, and the other is named."""
    told = [(line["agency"], line["also"]) for line in rounds.house.lines() if "usrenbang" in line["text"]]
    assert ("bappeda", ["kec-sumberjati"]) in told
    assert "kec-sumberjati" not in {agency for agency, _ in told}


def test_unchanged_sources_answer_304(rounds: Rounds) -> None:
    """At the second and third pull every source that did not change answers 304 and is not read again."""
    for number in (2, 3):
        rows = [r for r in rounds.reports[number - 1]["sources"] if r["url"].startswith("http")]
        changed = {r["agency"] for r in rows if r["outcome"] == "changed"}
        assert changed == ({"dlh", "dpupr"} if number == 2 else {"dlh"})
        unchanged = [r for r in rows if r["outcome"] == "unchanged"]
        assert len(unchanged) == len(rows) - len(changed) - 2
        assert {r["status"] for r in unchanged} == {304}


def test_correction_follows_its_source(rounds: Rounds) -> None:
    """The figure that the source corrected is corrected here, at the same address, with a public note; what was
    taken out stands nowhere any more."""
    line = next(x for x in rounds.house.lines() if x["agency"] == "dpupr" and x["status"] == "corrected")
    assert [change["what"] for change in line["history"]] == ["text"]
    assert "Rp2,3 miliar" in line["text"]
    assert line["updated"] == "2026-11-21T06:00:00Z"
    path = line["url"].partition(".example/")[2] + "index.html"
    assert b"Rp3,2 miliar" in rounds.trees[0][path]
    for tree_path, data in rounds.trees[1].items():
        assert b"Rp3,2 miliar" not in data, tree_path


def test_withdrawal_follows_its_source(rounds: Rounds) -> None:
    """An article that vanished at its source stays at the second pull and is withdrawn at the third: its page says
    so, its text is gone, its data line stays, no list shows it."""
    rows = [rounds.source(number, "dlh") for number in (1, 2, 3)]
    assert [row["removed"] for row in rows] == [0, 0, 1]
    line = next(x for x in rounds.house.lines() if x["status"] == "withdrawn")
    assert line["agency"] == "dlh"
    assert (line["text"], line["html"], line["summary"], line["pictures"]) == ("", "", "", [])
    assert [c["what"] for c in line["history"]] == ["withdrawn"]
    path = line["url"].partition("https://portal.contohkab.example")[2]
    page = rounds.trees[2][f"{path[1:]}index.html"].decode()
    assert "DLH" in page
    assert "dicabut" in page.lower()
    for name, data in rounds.trees[2].items():
        if not name.startswith(("berita/", "data/")) and name.endswith((".html", ".xml", ".json")):
            assert path not in data.decode(), name


def test_contributed_articles_stand_beside_the_others(rounds: Rounds) -> None:
    """An agency without a site contributes by files: news, announcement, agenda, clarification and warning."""
    own = [line for line in rounds.house.lines() if line["agency"] == "puskesmas-wanasari"]
    assert len(own) == 6
    assert {line["sources"][0]["url"] for line in own} == {None}
    tree = rounds.trees[0]
    for page, words in (("agenda", "Donor Darah"), ("klarifikasi", "Tidak Benar"), ("peringatan", "Waspada Diare")):
        assert words in tree[f"{page}/index.html"].decode()
    assert "Waspada Diare" in tree["index.html"].decode()


@pytest.mark.parametrize("number", [1, 2, 3])
def test_incremental_equals_full(rounds: Rounds, number: int) -> None:
    """After every pull the site that grew is, byte for byte, the site that is printed anew into another folder."""
    grown, anew = rounds.trees[number - 1], rounds.anew[number - 1]
    assert sorted(grown) == sorted(anew)
    assert [path for path in grown if grown[path] != anew[path]] == []


def test_an_hour_costs_what_changed(rounds: Rounds) -> None:
    """Files written by the later builds stay below stories + 6 an agency + 4 a topic or place + 20."""
    for number in (2, 3):
        pages = {p for p in rounds.written[number - 1] if not p.startswith("gambar/")}
        stories = sum(p.startswith("berita/") for p in pages)
        agencies = {p.split("/")[1] for p in pages if p.startswith("instansi/") and p.count("/") > 1}
        others = {p.split("/")[1] for p in pages if p.startswith(("topik/", "wilayah/")) and p.count("/") > 1}
        assert 0 < len(pages) <= stories + 6 * len(agencies) + 4 * len(others) + 20


def test_nothing_new_writes_nothing(rounds: Rounds) -> None:
    """A build with nothing changed leaves every file as it was, to the inode."""
    before = {p: (p.stat().st_mtime_ns, p.stat().st_ino) for p in rounds.house.output.rglob("*") if p.is_file()}
    done = rounds.house.run("build")
    after = {p: (p.stat().st_mtime_ns, p.stat().st_ino) for p in rounds.house.output.rglob("*") if p.is_file()}
    assert before == after
    assert " 0 ditulis" in done.stderr


def test_pelican_itself_prints_the_same(rounds: Rounds) -> None:
    """`pelican content -s pelicanconf.py`, typed in the project's root, prints the same site."""
    import subprocess
    import sys

    from tests.houses import ROOT

    folder = rounds.house.folder / "by-pelican"
    done = subprocess.run(
        [sys.executable, "-m", "pelican", "content", "-s", "pelicanconf.py", "--fatal", "errors"],
        cwd=ROOT,
        env=rounds.house.environment(folder),
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    assert rounds.house.tree(folder) == rounds.trees[2]


def test_status_counts_what_stands(rounds: Rounds) -> None:
    """status.json counts stories by status, sources that read and fail, and says when it was last pulled."""
    status = json.loads(rounds.trees[2]["status.json"])
    lines = rounds.house.lines()
    for name in ("published", "corrected", "withdrawn"):
        assert status["stories"][name] == sum(line["status"] == name for line in lines)
    assert status["sources"] == {"reading": 30, "failing": 2}
    assert status["pulled"] == "2026-11-21"
