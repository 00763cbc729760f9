"""The figures of understanding: invented news is as uneven as it says, sealed pairs stay closed, and what is printed has
every part. Small sizes: nothing here is about speed."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from benchmarks import understand, understand_fill, understand_match, understand_pairs, understand_peers
from benchmarks.realistic import COPIES, CYCLE, Archive
from benchmarks.understand_pairs import OPEN
from plugins.newsroom.store import Store


@pytest.fixture(scope="module")
def archive() -> Archive:
    return Archive(700, 30)


def test_an_article_is_always_the_same(archive: Archive) -> None:
    """Whoever asks, and in whatever order: figures of two days can be compared."""
    told = [archive.told(number) for number in (5, 300, 699)]
    assert [Archive(700, 30).told(number) for number in (699, 300, 5)] == told[::-1]
    assert hashlib.sha256(told[0].text.encode()).hexdigest()[:12] == "80f47ef6b1c3"


def test_words_are_as_uneven_as_in_news(archive: Archive) -> None:
    """A few words are everywhere, a third of all are met once, and an article has some 2,500 letters."""
    told = [archive.told(number) for number in range(200)]
    words = Counter(word for each in told for word in each.text.lower().replace(".", " ").split())
    commonest = sum(times for _, times in words.most_common(50)) / words.total()
    once = sum(times == 1 for times in words.values()) / len(words)
    assert 0.2 < commonest < 0.5
    assert 0.25 < once < 0.6
    assert 2200 < sum(len(each.text) for each in told) / len(told) < 2800


def test_one_in_ten_is_a_copy(archive: Archive) -> None:
    """Of a release that another agency told before, under its own title or with its own lead, and never of itself."""
    told = [archive.told(number) for number in range(700)]
    copies = [each for each in told if each.release != each.number]
    assert 0.04 < len(copies) / len(told) < 0.14
    for each in copies:
        first = told[each.release]
        assert first.release == first.number
        assert first.agency != each.agency
        assert first.at < each.at
        assert set(each.paragraphs) & set(first.paragraphs)
    assert {each.number % CYCLE for each in copies} <= set(COPIES)


def test_a_filled_store_settles_new_articles(tmp_path: Path, archive: Archive) -> None:
    """What was filled is as if it had been pulled: copies of old releases join their stories, others none."""
    found = understand_match.run(archive.articles, archive.days, 2, tmp_path)
    joined = found["joined"]
    assert joined["copies"] > 0
    assert joined["joined"] >= joined["copies"] - 1
    assert joined["wrongly"] == 0
    assert found["index"]["most"] > 64
    assert min(found[name] for name in understand_match.PARTS) > 0


def test_a_thin_store_has_the_words_that_are_read(tmp_path: Path) -> None:
    """Words of the last weeks only, and a sketch and a story's name for every article."""
    thin = Archive(420, 400)
    understand_fill.fill(f"sqlite:///{tmp_path / 'thin.sqlite3'}", thin, thin=True)
    store = Store(f"sqlite:///{tmp_path / 'thin.sqlite3'}")
    assert store.q.article(id=1)["text"] == ""
    assert store.q.article(id=420)["text"] == thin.told(419).text
    assert len(list(store.q.sketches_of(ids=json.dumps([1, 2, 420])))) == 3
    assert list(store.q.pending_articles()) == []
    store.close()


def test_sealed_pairs_stay_closed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody reads the held-out set by asking for figures; its hash is looked at all the same."""
    monkeypatch.delenv(OPEN, raising=False)
    with pytest.raises(PermissionError, match=OPEN):
        understand_pairs.pairs("held-out")
    assert set(understand_pairs.seals()) == {
        "match/held-out.jsonl", "match/held-out-further.jsonl", "topics/held-out.jsonl"
    }  # fmt: skip
    assert all(understand_pairs.seals().values())


def test_scores_count_what_is_said_and_what_is_meant() -> None:
    """Two said, one of them wrong; two meant, one of them missed."""
    meant = [{"label": label} for label in ("same", "same", "related", "different")]
    told = understand_pairs.scored(meant, ["same", "related", "related", "same"])
    assert (told["same_precision"], told["same_recall"], told["related_precision"]) == (0.5, 0.5, 0.5)
    assert told["related_of_one_event"] == 1.0
    assert told["confusion"]["different"] == {"same": 1, "related": 0, "different": 0}


def test_both_ways_of_answering(tmp_path: Path) -> None:
    """Pairs of every label, by their words and through the house: neither joins what is not the same."""
    found = understand_pairs.pairs("tuning")
    some = [pair for label in understand_pairs.LABELS for pair in found if pair["label"] == label][::14]
    told = understand_pairs.figures(some, tmp_path)
    for way in ("alone", "house"):
        assert sum(n for answers in told[way]["confusion"].values() for n in answers.values()) == len(some)
        assert told[way]["same_precision"] == 1.0
        assert told[way]["same_recall"] > 0.8


def test_all_of_it_is_measured(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> None:
    """Every part has its figures and its row, what is left out says so, and each promise its answer."""
    for name in (OPEN, understand.MILLION, understand_match.KEPT):
        monkeypatch.delenv(name, raising=False)
    found = understand.run(articles=60, rounds=1, stores=((200, 10), (1_000_000, 3650)), peers=150, most=20)
    json.dumps(found)
    assert set(found["steps"]["microseconds"]) == set(found["steps"]["share"])
    assert found["steps"]["held"] == 0
    assert understand.MILLION in found["matching"][1]["skipped"]
    assert found["pairs"]["held-out"] == found["topics"]["held-out"] == {"sealed": True}
    assert set(found["peers"]["cost"]) == {"ours", *understand_peers.PEERS} - found["peers"]["missing"].keys()
    assert all(_is_whole(promise) for promise in found["promises"])
    assert not any("held-out" in promise["what"] for promise in found["promises"])
    said = capfd.readouterr().err
    for words in ("as it was sealed", "sealed: ", "stored per second of cpu", "reader's plugin", "at least"):
        assert words in said
    for sentence in found["peers"]["missing"].values():
        assert sentence.split(":")[0] in said


def _is_whole(promise: dict[str, Any]) -> bool:
    return set(promise) == {"what", "found", "sense", "limit", "holds"} and promise["sense"] in ("at least", "at most")
