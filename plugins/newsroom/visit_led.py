"""Which article is which new entry, where its own page says so: it leads to the entry's.

A part of `visit`. The articles of a reading come in, keys of entries with the articles that lead to them go out;
`filing_names` says whether that is believed. Asked is only what is missed for the first time beside something new of
the same moment or the same words: in the next reading both would be stories.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Final

from plugins.newsroom import filing_feeds
from plugins.newsroom.archives import spellings
from plugins.newsroom.identity import canonical
from plugins.newsroom.model import Article, moment
from plugins.newsroom.outcomes import Fetched
from plugins.newsroom.store import Row
from plugins.newsroom.visit_bodies import Bodies

PAGES: Final = 3  # of articles that are missing for the first time; more at once are a site that renames them all


async def led(bodies: Bodies, articles: Sequence[Article], seen: Mapping[str, int]) -> dict[str, int]:
    """The key of an entry that nobody knows → the id of the one article whose page leads there. `seen`: key
    → the article of what is listed beside these."""
    missing = _missing(bodies, articles, seen)
    new = _new(bodies, articles) if missing else []
    alike = [r for r in missing if any(_may_be(r, article) for article in new)]
    places = {article.canonical: article.key for article in new if article.canonical}
    found: defaultdict[str, list[int]] = defaultdict(list)
    for r in alike[:PAGES]:
        answer = await bodies.get(r["url"])
        if isinstance(answer, Fetched):
            for key in {places[form] for form in spellings(canonical(answer.final_url)) & places.keys()}:
                found[key].append(r["id"])
    return {key: ids[0] for key, ids in found.items() if len(ids) == 1}  # where several lead, anything may


def _missing(bodies: Bodies, articles: Sequence[Article], seen: Mapping[str, int]) -> list[Row]:
    """What the last good reading listed and this one does not, though it lists something older; the newest first."""
    keys = {article.key for article in articles} | seen.keys()
    addresses = {article.canonical for article in articles} - {""}
    known = list(bodies.shared.store.q.last_said(agency=bodies.feed.agency, feed=bodies.feed.url))
    oldest = min((r["source_date"] for r in known if r["key"] in keys and r["source_date"]), default=None)
    gone = [r for r in known if r["key"] not in keys and r["canonical"] not in addresses and r["url"]]
    missing = [r for r in gone if oldest and (r["source_date"] or "") > oldest and bodies.allowed(r["url"])]
    return sorted(missing, key=lambda r: r["source_date"], reverse=True)


def _new(bodies: Bodies, articles: Sequence[Article]) -> list[Article]:
    """The entries that nobody knows."""
    store, feed = bodies.shared.store, bodies.feed
    known = filing_feeds.named(store, feed.agency, feed.url, {article.key for article in articles})
    return [article for article in articles if article.key not in known]


def _may_be(r: Row, article: Article) -> bool:
    """Whether it is worth a question."""
    date = moment(article.source_date) if article.source_date else None
    return bool(date == r["source_date"] or (article.fingerprint and article.fingerprint == r["fingerprint"]))
