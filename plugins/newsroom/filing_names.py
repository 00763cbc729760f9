"""What is known of the articles of a reading, under whatever name it was known. A part of `filing`.

A reading comes in, rows by key go out. A site may rename its entries, one or all at once, and may give a name to
another article; whoever is recognised gets the new name here, whoever lost a name to another gets one of our own.
Nothing else of an article is changed.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence

from plugins.newsroom.identity_repair import Known, Read, akin, another, repair, retitled, told_moment
from plugins.newsroom.model import COUNTED_BACK, Article, moment
from plugins.newsroom.store import Row, Store
from plugins.newsroom.store_rows import when


def known(
    store: Store, agency: str, articles: Sequence[Article], feed: str = "", *, whole: bool = False,
    led: Mapping[str, int] | None = None,
) -> dict[str, Row]:  # fmt: skip
    """Key → what is known of each article of a reading, under whatever name it was known. A site may rename its
    entries, one or all at once: who is recognised keeps its history and its date, under the new name. It may also
    give a name to another article: who had it before lives on under a name of our own. `feed` where the articles are
    what a feed lists now, `whole` where they are all that it lists; `led`: key → the article whose page leads there."""
    keys = {article.key for article in articles}
    rows: dict[str, Row] = {
        row["key"]: row for row in store.q.articles_by_keys(agency=agency, keys=json.dumps(sorted(keys)))
    }
    released = _release(store, agency, articles, rows)

    def strangers() -> list[Article]:
        return [article for article in articles if article.key not in rows]

    def meet(found: Iterable[tuple[Article, int]]) -> None:
        for article, old in found:
            row = store.q.article(id=old)
            if row["feed"] == article.feed:  # else it bears the name that the feed gave it which tells it
                store.q.rekey_article(id=old, key=article.key, guid=article.guid, feed=article.feed)
            rows[article.key] = {**row, "renamed": True}

    followed = [(article, old) for article in strangers() if (old := (led or {}).get(article.key))]
    meet((article, old) for article, old in followed if _one(store.q.article(id=old), article))
    meet((article, old) for article, old in _namesakes(store, agency, strangers(), feed) if old not in released)
    met = _one_by_one(store, agency, strangers(), keys, {row["id"] for row in rows.values()})
    meet((article, row["id"]) for article, row in met if row["feed"] != article.feed)
    many = whole and len(strangers()) > len(articles) // 2
    renamed = _by(repair, store, agency, articles, feed, rows) if many else []
    meet(renamed or ((article, row["id"]) for article, row in met if row["feed"] == article.feed))
    if whole and any(article.fingerprint and article.source_date for article in strangers()):
        meet(_by(retitled, store, agency, articles, feed, rows))
    return rows


def _release(store: Store, agency: str, articles: Sequence[Article], rows: dict[str, Row]) -> set[int]:
    """Take the names from those whose name is another article's now, and say who they are; and see how the reading
    dates the rest. An article that another entry has the address or all the words of, or an entry that has another
    article's address, is told by that."""
    met = [(article, row) for article in articles if (row := rows.get(article.key))]
    odd = [(article, row) for article, row in met if article.raw != row["raw"] and _may_change_hands(article)]
    doubtful = {article.key for article, row in odd if article.title != row["title"] and _elsewhere(article, row)}
    moved, kept = _redated(met, doubtful)
    released: set[int] = set()
    if not odd:
        return released
    listed = {article.canonical: article.key for article in articles}
    said = {(article.title, article.fingerprint): article.key for article in articles if article.fingerprint}
    addresses = json.dumps(sorted({article.canonical for article, _ in odd} - {""}))
    found = store.q.articles_by_addresses(agency=agency, addresses=addresses)
    owners = {row["canonical"]: row["id"] for row in found}
    for article, row in odd:
        row.setdefault("among", (moved + 1, kept))
        dated = moved <= max(1, kept) and COUNTED_BACK not in article.flags
        if (
            (row["canonical"] and listed.get(row["canonical"], article.key) != article.key)
            or said.get((row["title"], row["fingerprint"]), article.key) != article.key
            or owners.get(article.canonical, row["id"]) != row["id"]
            or another(_known(row), _read(article), (row["text"], article.text), dated=dated)
        ):
            store.q.rekey_article(id=row["id"], key=_former(row), guid=row["guid"], feed=row["feed"])
            rows.pop(article.key, None)
            released.add(row["id"])
    return released


def _former(row: Row) -> str:
    """The name of our own that an article bears whose name is another's now."""
    return f"former:{row['id']}"


def _elsewhere(article: Article, row: Row) -> bool:
    """Whether an entry has another address than what bears its name, or says none."""
    return not article.canonical or article.canonical != row["canonical"]


def _may_change_hands(article: Article) -> bool:
    """Whether the name of an article may have been another's before. A calendar's may not: it is one event's for ever
    (RFC 5545, 3.8.4.7)."""
    return article.key.startswith(("guid:", "link:")) and article.kind != "agenda"


def _redated(met: Sequence[tuple[Article, Row]], odd: set[str]) -> tuple[int, int]:
    """How many known entries the source dates forward, and how many not; those that it does are told how many. What
    we merely read otherwise than yesterday it does not."""
    moved: list[Row] = []
    kept = 0
    for article, row in met:
        if article.source_date is None or COUNTED_BACK in article.flags or article.key in odd:
            continue
        if article.raw != row["raw"] and row["published"] < moment(article.source_date) != row["source_date"]:
            moved.append(row)
        else:
            kept += 1
    for row in moved:
        row["among"] = len(moved), kept
    return len(moved), kept


def _by(
    who: Callable[[Sequence[Known], Sequence[Read]], dict[int, int]],
    store: Store, agency: str, articles: Sequence[Article], feed: str, met: Mapping[str, Row],
) -> list[tuple[Article, int]]:  # fmt: skip
    """Which article of a reading is which row of the last one, by what `identity_repair` says. Those `met` already
    bear the reading's name for them, though another feed may tell them under its own."""
    names = {row["id"]: key for key, row in met.items()}
    last = store.q.last_listed(agency=agency, feed=feed)
    listed = [_known({**row, "key": names.get(row["id"], row["key"])}) for row in last]
    found = who(listed, [_read(article) for article in articles]) if listed else {}
    return [(articles[place], row) for place, row in found.items()]


def _known(row: Row) -> Known:
    date = when(row["source_date"]) if row["source_date"] else None
    return Known(row["id"], row["key"], row["canonical"], row["title"], date, row["fingerprint"])


def _read(article: Article) -> Read:
    return Read(article.key, article.canonical, article.title, article.source_date, article.fingerprint)


def _namesakes(store: Store, agency: str, strangers: Sequence[Article], feed: str) -> list[tuple[Article, int]]:
    """Who lost its name since the last reading to an article of another feed: two tables of one site count from one,
    and row number 7 is a piece of news here and an announcement there."""
    by_guid = {article.guid: article for article in strangers if article.guid}
    if not by_guid:
        return []
    lost = [row for row in store.q.last_listed(agency=agency, feed=feed) if row["key"] == _former(row)]
    met = [(by_guid[row["guid"]], store.q.article(id=row["id"])) for row in lost if row["guid"] in by_guid]
    return [(article, row["id"]) for article, row in met if _alike(row, article)]


def _one_by_one(
    store: Store, agency: str, strangers: Sequence[Article], listed: set[str], taken: set[int]
) -> list[tuple[Article, Row]]:
    """An entry that merely changed its guid is recognised by its address, unless the reading lists the old one too."""
    addresses = sorted({a.canonical for a in strangers} - {""})
    if not addresses:
        return []
    rows = store.q.articles_by_addresses(agency=agency, addresses=json.dumps(addresses))
    twins = {row["canonical"]: row["id"] for row in rows if row["key"] not in listed and row["id"] not in taken}
    met = [(article, twins.pop(article.canonical)) for article in strangers if article.canonical in twins]
    found = [(article, store.q.article(id=old)) for article, old in met]
    return [(article, row) for article, row in found if _alike(row, article)]


def _one(row: Row, article: Article) -> bool:
    """Whether an article whose page leads to another is that one. The site's word is not enough: some send whoever asks
    for what is gone to the newest, or to the notice of the same name, which may have the same words next week. It is
    believed of the same moment; of the same day, or where no day is told, with most of the words."""
    old, new = _known(row), _read(article)
    if old.source_date != new.source_date:
        return False
    same = bool(old.fingerprint and old.fingerprint == new.fingerprint)
    return same or told_moment(old) is not None or akin(old, new, (row["text"], article.text))


def _alike(row: Row, article: Article) -> bool:
    """Whether an entry with another guid is what we know at its address."""
    return not another(_known(row), _read(article), (row["text"], article.text), named=False)
