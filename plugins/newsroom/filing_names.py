"""What is known of the articles of a reading, under whatever name it was known. A part of `filing`.

A reading comes in, rows by key go out. A site may rename its entries, one or all at once, and may give a name to
another article; whoever is recognised gets the new name here, whoever lost a name to another gets one of our own.
Nothing else of an article is changed.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from plugins.newsroom.archives import spellings
from plugins.newsroom.filing_feeds import named, recut
from plugins.newsroom.identity_repair import Known, Read, akin, another, outlasts, repair, retitled, told_moment
from plugins.newsroom.model import COUNTED_BACK, Article, moment
from plugins.newsroom.store import Row, Store
from plugins.newsroom.store_rows import when
from plugins.newsroom.text import opening


def known(
    store: Store, agency: str, articles: Sequence[Article], feed: str = "", *, whole: bool = False,
    led: Mapping[str, int] | None = None,
) -> dict[str, Row]:  # fmt: skip
    """Key → what is known of each article of a reading, under whatever name it was known. A site may rename its
    entries, one or all at once: who is recognised keeps its history and its date, under the new name. It may also
    give a name to another article: who had it before lives on under a name of our own. `feed` where the articles are
    what a feed lists now, `whole` where they are all that it lists; `led`: key → the article whose page leads there."""
    if not store.q.has_articles(agency=agency):
        return {}
    keys = {article.key for article in articles}
    rows = named(store, agency, feed, keys)
    _release(store, agency, articles, rows)
    last = {row["id"]: row for row in store.q.last_said(agency=agency, feed=feed)} if len(rows) < len(keys) else {}

    def strangers() -> list[Article]:
        return [article for article in articles if article.key not in rows]

    def meet(found: Iterable[tuple[Article, int]]) -> None:
        for article, old in found:
            row = store.q.article(id=old)
            if row["feed"] == article.feed:  # else it bears the name that the feed gave it which tells it
                free(store, agency, article.key, old)
                store.q.rekey_article(id=old, key=article.key, guid=article.guid, feed=article.feed)
                row |= {"key": article.key, "renamed": True}
            rows[article.key] = row | _as_said(last.get(old))

    followed = [(article, old) for article in strangers() if (old := (led or {}).get(article.key))]
    meet((article, old) for article, old in followed if _one(store.q.article(id=old), article))
    met = _one_by_one(store, agency, strangers(), keys, {row["id"] for row in rows.values()})
    meet((article, row["id"]) for article, row in met if row["feed"] != article.feed)
    many = whole and len(strangers()) > len(articles) // 2
    renamed = _by(repair, last.values(), articles, rows) if many else []
    meet(renamed or ((article, row["id"]) for article, row in met if row["feed"] == article.feed))
    if whole and any(article.source_date for article in strangers()):
        meet(_by(retitled, last.values(), articles, rows))
    recut([(article, row) for article in articles if (row := rows.get(article.key))])
    return rows


def free(store: Store, agency: str, key: str, own: int = 0) -> None:
    """Make a name free for the article whose it is now. Who had it is told under it by another feed, and known by what
    that one said."""
    holder = store.q.key_holder(agency=agency, key=key)
    if holder is not None and holder["id"] != own:
        _rename(store, holder)


def _rename(store: Store, row: Row) -> None:
    store.q.rekey_article(id=row["id"], key=f"former:{row['id']}", guid=row["guid"], feed=row["feed"])


def _release(store: Store, agency: str, articles: Sequence[Article], rows: dict[str, Row]) -> None:
    """Take the names from those whose name is another article's now, and see how the reading dates the rest. An
    article that another entry has the address or all the words of, or an entry that has another article's address, is
    told by that."""
    met = [(article, row) for article in articles if (row := rows.get(article.key))]
    odd = [(article, row) for article, row in met if article.raw != _last(row, "raw") and _may_change_hands(article)]
    retold = [(article, row) for article, row in odd if article.title != _last(row, "title")]
    doubtful = {article.key for article, row in retold if _elsewhere(article, row)}
    moved, kept = _redated(met, doubtful)
    if not odd:
        return
    listed = {article.canonical: article.key for article in articles}
    said = {(article.title, article.fingerprint): article.key for article in articles if article.fingerprint}
    addresses = _list({article.canonical for article, _ in odd} - {""})
    owners = {row["canonical"]: row["id"] for row in store.q.articles_by_addresses(agency=agency, addresses=addresses)}
    for article, row in odd:
        row.setdefault("among", (moved + 1, kept))
        dated = moved <= max(1, kept) and COUNTED_BACK not in article.flags
        was = _known(row)
        if (
            (was.canonical and listed.get(was.canonical, article.key) != article.key)
            or said.get((was.title, was.fingerprint), article.key) != article.key
            or owners.get(article.canonical, row["id"]) != row["id"]
            or another(was, _read(article), (row["text"], article.text), dated=dated)
            or _of_another_table(row, article)
        ):
            if row["key"] == article.key:
                _rename(store, row)
            rows.pop(article.key, None)


def _of_another_table(row: Row, article: Article) -> bool:
    """Whether nothing but a row's number says that an article of another feed is this one: two tables of one site count
    from one, and row number 7 is a piece of news here and an announcement there."""
    if row["feed"] == article.feed or "said_key" in row or outlasts(article.key):
        return False
    return row["title"] != article.title and not (row["fingerprint"] and row["fingerprint"] == article.fingerprint)


def _as_said(said: Row | None) -> Row:
    names = ("canonical", "title", "raw", "fingerprint")
    return {"said_date": said["source_date"], **{f"said_{name}": said[name] for name in names}} if said else {}


def _last(row: Row, name: str) -> Any:
    """What the feed itself last said, where it did: another feed may tell the article, in its own words."""
    return row.get(f"said_{name}", row[name])


def _elsewhere(article: Article, row: Row) -> bool:
    """Whether an entry has another address than what bears its name, or says none."""
    return not article.canonical or article.canonical != _last(row, "canonical")


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
        own = row["feed"] == article.feed  # else another feed's date was taken, and this one's is compared with itself
        raw, date = (row["raw"], row["source_date"]) if own else (_last(row, "raw"), row.get("said_date"))
        if article.raw != raw and row["published"] < moment(article.source_date) != date:
            moved.append(row)
        else:
            kept += 1
    for row in moved:
        row["among"] = len(moved), kept
    return len(moved), kept


def _by(
    who: Callable[[Sequence[Known], Sequence[Read]], dict[int, int]],
    last: Iterable[Row], articles: Sequence[Article], met: Mapping[str, Row],
) -> list[tuple[Article, int]]:  # fmt: skip
    """Which article of a reading is which row of the last one, by what `identity_repair` says of those that nobody was
    met for."""
    taken = {row["id"] for row in met.values()}
    known = [_known(row) for row in last if row["id"] not in taken or row["key"] in met]
    found = who(known, [_read(article) for article in articles]) if known else {}
    return [(articles[place], row) for place, row in found.items() if articles[place].key not in met]


def _known(row: Row) -> Known:
    """As the feed itself last said it, where it did."""
    told = row.get("said_date", row["source_date"])
    return Known(
        row["id"], row["key"], _last(row, "canonical"), _last(row, "title"), when(told) if told else None,
        _last(row, "fingerprint"), row.get("opening", ""),
    )  # fmt: skip


def _read(article: Article) -> Read:
    return Read(
        article.key, article.canonical, article.title, article.source_date, article.fingerprint, opening(article.text)
    )


def _one_by_one(
    store: Store, agency: str, strangers: Sequence[Article], listed: set[str], taken: set[int]
) -> list[tuple[Article, Row]]:
    """An entry that merely changed its guid is recognised by its address, however that is spelled, unless the reading
    lists the old one too."""
    spelled = {form: article.canonical for article in strangers for form in spellings(article.canonical)}
    if not spelled:
        return []
    rows = store.q.articles_by_addresses(agency=agency, addresses=_list(spelled))
    near = sorted(rows, key=lambda row: row["canonical"] == spelled[row["canonical"]])  # the very same last: it counts
    left = [row for row in near if row["key"] not in listed and row["id"] not in taken]
    twins = {spelled[row["canonical"]]: row["id"] for row in left}
    met = [(article, twins.pop(article.canonical)) for article in strangers if article.canonical in twins]
    found = [(article, store.q.article(id=old)) for article, old in met]
    return [(article, row) for article, row in found if _alike(row, article)]


def _list(values: Iterable[str]) -> str:
    return json.dumps(sorted(values))


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
