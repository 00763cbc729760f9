"""One clean and judged article is filed: compared with what is known of it, kept; what became of it goes out.

A conductor's helping hand, shared by `pull` and `intake`; always inside their transaction. An article that was
good and now fails the screen keeps its last good text: what somebody tried to make of it is kept for the editors.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final, Literal

from msgspec import Struct
from msgspec.structs import replace

from plugins.newsroom import stories, topics
from plugins.newsroom.filing_feeds import Teller, is_excerpt, says_otherwise, teller, was_cut
from plugins.newsroom.filing_names import free, known
from plugins.newsroom.identity_churn import WEEK, may_change, may_redate
from plugins.newsroom.model import COUNTED_BACK, WANTS_PAGE, Article, Mode, Verdict, moment
from plugins.newsroom.store import Row, Store
from plugins.newsroom.store_rows import article_values, pictures_from, when
from plugins.newsroom.stories import Desk
from plugins.newsroom.topics_tags import canonical_tags

Fate = Literal["new", "updated", "duplicate", "held", "quarantined", "unchanged"]
_FATES: Final[dict[str, Fate]] = {"hold": "held", "quarantine": "quarantined"}
_QUOTES: Final = str.maketrans({"“": '"', "”": '"', "„": '"', "‘": "'", "’": "'", "–": "-", "—": "-"})


class Filed(Struct, frozen=True):
    """`article` is the row's id; `fresh` where it is published for the first time and waits for its story; `restless`
    where it changes so often that this change must wait."""

    fate: Fate
    article: int
    fresh: bool = False
    restless: bool = False


def file(
    store: Store,
    desk: Desk,
    article: Article,
    verdict: Verdict,
    mode: Mode,
    acquaintances: Mapping[str, Row] | None = None,
) -> Filed:
    """File one article with what the screen thinks of it. `acquaintances`: what `known` said of its whole reading."""
    agency = desk.agencies[article.agency]
    if WANTS_PAGE in article.flags:
        mode = "excerpt"
    article = replace(article, tags=canonical_tags(article.tags))
    rows = known(store, article.agency, [article]) if acquaintances is None else acquaintances
    old = rows.get(article.key)
    who = teller(store, desk, old, article) if old else "same"
    if old and who == "other":
        return Filed("duplicate", old["id"])
    if old:
        inherited = old.get("said_fingerprint") != old["fingerprint"]  # or nobody knows, for it had left the list
        article = _whole(old, article, own=who == "same" and not inherited)
    values = article_values(
        article, mode=mode, topics=topics.topics_of(article, agency),
        places=topics.places_of(article, agency, desk.network.places, desk.network.name),
    )  # fmt: skip
    if desk.decided(("release",), {article.canonical, article.url} - {""}):
        verdict = Verdict("publish")  # an editor's word
    if old is None:
        return _add(store, desk, values, verdict, article)
    return _compare(store, desk, old, values, verdict, article, who)


def _whole(old: Row, article: Article, *, own: bool) -> Article:
    """Where a feed now says but the beginning, the words that we have are kept; the title may be corrected."""
    many = own and bool(old.get("recut"))
    cut = is_excerpt(article.text, old["text"], many=many) and (many or not own or was_cut(article.text))
    if not cut or not article.text:
        return article
    title = article.title if own or says_otherwise(old, article) else old["title"]
    return replace(
        article, title=title, summary=old["summary"], html=old["html"], text=old["text"],
        pictures=pictures_from(old["pictures"]), fingerprint=old["fingerprint"],
    )  # fmt: skip


def _add(store: Store, desk: Desk, values: dict[str, Any], verdict: Verdict, article: Article) -> Filed:
    published = min(article.source_date or desk.now, desk.now)
    free(store, article.agency, article.key)
    row_id = store.q.add_article(
        **values, published=moment(published), first_seen=moment(desk.now),
        decision=verdict.decision, reasons=json.dumps(verdict.reasons, ensure_ascii=False),
    )  # fmt: skip
    store.q.write_words(article=row_id, html=values["html"], text=values["text"])
    fate = _FATES.get(verdict.decision, "new")
    return Filed(fate, row_id, fresh=fate == "new")


def _compare(
    store: Store, desk: Desk, old: Row, values: dict[str, Any], verdict: Verdict, article: Article, who: Teller
) -> Filed:
    values["key"] = _name(store, old, article)
    back = old["gone_at"] is not None
    published = old["published"]
    if COUNTED_BACK in article.flags or article.source_date is None:  # who says no date now takes none back
        values["source_date"] = old["source_date"]
    redated = values["source_date"] and values["source_date"] != old["source_date"] and who != "left"
    if redated and _believed(desk, article, old):
        published = moment(min(article.source_date or desk.now, desk.now))
    if values["digest"] == old["digest"] and published == old["published"] and verdict.decision == old["decision"]:
        _seen(store, old["id"], values if who != "same" else values | _said(old))
        if back and old["story"]:
            stories.compose(store, desk, old["story"])
        return Filed("updated" if back else "unchanged", old["id"])
    printed = old["decision"] == "publish"
    if printed and verdict.decision != "publish":
        fate = _refuse(store, desk, old, values, published, verdict)
        if not back:
            _seen(store, old["id"], values | _said(old))
        return Filed(fate, old["id"])
    changed = _kinds(old, values, published) if printed else []
    if who != "same":  # only its own other words are a change; what only feeds differ in is none
        changed = [what for what in changed if says_otherwise(old, article) and what not in ("date", "picture")]
    if changed and _restless(store, desk, old["id"]):
        _seen(store, old["id"], values | _said(old))
        return Filed("unchanged", old["id"], restless=True)
    if printed and (changed or old["html"] != values["html"]):
        _remember(store, desk, old, ",".join(changed), old["decision"], old["reasons"])
    store.q.change_article(
        **{k: v for k, v in values.items() if k != "agency"}, id=old["id"], published=published,
        changed_at=moment(desk.now), decision=verdict.decision, reasons=json.dumps(verdict.reasons, ensure_ascii=False),
    )  # fmt: skip
    store.q.write_words(article=old["id"], html=values["html"], text=values["text"])
    if not printed:
        return Filed(_FATES.get(verdict.decision, "new"), old["id"], fresh=verdict.decision == "publish")
    if old["story"]:
        stories.compose(store, desk, old["story"], article=old["id"], changed=changed, touch=True)
    return Filed("updated" if changed or back else "unchanged", old["id"])


def _believed(desk: Desk, article: Article, old: Row) -> bool:
    """Whether another date than the one we know is the article's. What is dated back always is."""
    if article.source_date is None or old.get("renamed"):
        return False
    if moment(article.source_date) <= old["published"]:
        return True
    moved, kept = old.get("among", (1, 0))
    seen, published = when(old["first_seen"]), when(old["published"])
    return may_redate(
        article.source_date, first_seen=seen, published=published, now=desk.now, moved=moved, kept=kept
    )  # fmt: skip


def _restless(store: Store, desk: Desk, article: int) -> bool:
    """Whether it changes so often that its next change must wait for a day."""
    rows = store.q.public_changes(article=article, since=moment(desk.now - WEEK))
    return not may_change([when(row["at"]) for row in rows], desk.now)


def _name(store: Store, old: Row, article: Article) -> str:
    """What it is called from now on, unless another article is: then it is known by what its feed said."""
    if old["key"] != article.key and store.q.key_holder(agency=article.agency, key=article.key):
        return str(old["key"])
    return article.key


def _said(old: Row) -> dict[str, Any]:
    """What it said when its words were last taken."""
    return {"raw": old["raw"], "source_date": old["source_date"]}


def _seen(store: Store, row: int, values: Mapping[str, Any]) -> None:
    """The feed that says it now tells it from now on, under its own name for it."""
    said = {name: values[name] for name in ("feed", "key", "guid", "raw", "source_date")}
    store.q.seen_again(id=row, **said)


def _refuse(store: Store, desk: Desk, old: Row, values: dict[str, Any], published: str, verdict: Verdict) -> Fate:
    """A good article's new text fails the screen: the last good one stays."""
    known = store.q.last_refused(article=old["id"])
    if known and known["title"] == values["title"] and known["html"] == values["html"]:
        return "unchanged"
    reasons = json.dumps(verdict.reasons, ensure_ascii=False)
    attempt = {**old, "title": values["title"], "html": values["html"], "published": published}
    _remember(store, desk, attempt, "refused", verdict.decision, reasons)
    return _FATES[verdict.decision]


def _remember(store: Store, desk: Desk, row: Row, what: str, decision: str, reasons: str) -> None:
    store.q.add_revision(
        article=row["id"], at=moment(desk.now), what=what, title=row["title"], html=row["html"],
        published=row["published"], decision=decision, reasons=reasons,
    )  # fmt: skip


def _kinds(old: Row, values: dict[str, Any], published: str) -> list[str]:
    """What the public must be told of: words, numbers, dates, names, title or picture. Mere markup, spacing and
    tracking are none, and neither is what we ourselves clean or show differently."""
    if old["raw"] == values["raw"] or old["mode"] != values["mode"]:
        return []
    found: list[str] = []
    if _same(old["title"]) != _same(values["title"]):
        found.append("title")
    recut = bool(old.get("recut"))
    grown = (recut or was_cut(old["text"])) and is_excerpt(old["text"], values["text"], many=recut)
    if (_same(old["text"]) != _same(values["text"]) and not grown) or old["fields"] != values["fields"]:
        found.append("text")
    if published != old["published"]:
        found.append("date")
    if _picture(old["pictures"]) != _picture(values["pictures"]):
        found.append("picture")
    return found


def _same(text: str) -> str:
    return " ".join(text.translate(_QUOTES).split())


def _picture(pictures: str) -> str:
    """Which picture leads, whatever size and cache parameter it is asked for with."""
    refs = pictures_from(pictures)
    return re.sub(r"-\d{2,4}x\d{2,4}(?=\.\w+$)", "", refs[0].url.partition("?")[0]) if refs else ""


def vanish(store: Store, desk: Desk, article: int, at: datetime) -> None:
    """The article is gone at its source: its story follows."""
    store.q.set_gone(id=article, at=moment(at))
    _follow(store, desk, store.q.article(id=article))


def reappear(store: Store, desk: Desk, article: int) -> None:
    """The article is there again at its source, as it was: its story follows."""
    row = store.q.article(id=article)
    _seen(store, article, row)
    _follow(store, desk, row)


def _follow(store: Store, desk: Desk, row: Row) -> None:
    if row["story"]:
        stories.compose(store, desk, row["story"])
