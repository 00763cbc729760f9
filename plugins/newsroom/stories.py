"""Articles become stories: copies are joined, the leading one's words are printed, the public history is kept.

Called by the conductors that change articles (`pull`, `intake`, `album`), inside the same transaction wherever
an article that is already printed changes, so that a crash never separates a change from its history. Nothing is
fetched and nothing is rendered; what must be printed again is touched in the store.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Final
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from msgspec import Struct, field
from msgspec.structs import replace

from plugins.newsroom import match
from plugins.newsroom.identity import canonical
from plugins.newsroom.model import (
    Agency,
    Change,
    Decision,
    Fault,
    Network,
    Picture,
    Source,
    Status,
    Story,
    moment,
)  # fmt: skip
from plugins.newsroom.store import Row, Store
from plugins.newsroom.store_rows import pictures_from, story_data, story_from, when
from plugins.newsroom.text import named_source

CORRECTIONS: Final = frozenset({"title", "text", "date", "picture"})
AT_ONCE: Final = 500  # articles that are held at a time


class Desk(Struct, frozen=True):
    """What everyone in the newsroom knows during one run."""

    network: Network
    agencies: dict[str, Agency]
    decisions: tuple[Decision, ...]
    now: datetime
    sites: dict[str, str] = field(default_factory=dict)

    def decided(self, do: Iterable[str], keys: set[str]) -> Decision | None:
        """The latest decision of these kinds about any of these addresses."""
        return max(self.about(do, keys), key=lambda d: d.at, default=None)

    def about(self, do: Iterable[str], keys: set[str]) -> list[Decision]:
        """All decisions of these kinds about any of these addresses, in their order."""
        return [d for d in self.decisions if d.do in do and target_key(d.target) in keys]

    def named(self, text: str) -> str:
        """The agency that a text names as its source, by its full or short name; "" where none."""
        said = named_source(text).casefold()
        names = ((a.slug, {a.name.casefold(), a.short.casefold()}) for a in self.agencies.values())
        return next((slug for slug, known in names if said in known), "") if said else ""

    def name(self, slug: str) -> str:
        agency = self.agencies.get(slug)
        return (agency.short or agency.name) if agency else slug


def open_desk(store: Store, network: Network, now: datetime) -> Desk:
    """The desk as the store remembers it: agencies and decisions as they were last good."""
    agencies = {agency.slug: agency for agency in store.agencies()}
    sites = {slug: match.host_of(agency.site) for slug, agency in agencies.items() if agency.site}
    rows = json.loads(store.q.get_meta(key="decisions") or "[]")
    return Desk(network, agencies, tuple(Decision(**{**row, "at": when(row["at"])}) for row in rows), now, sites)


def target_key(target: str) -> str:
    """What a decision's target is compared by: the path of a story here, else the canonical address."""
    path = urlsplit(target).path
    if "/berita/" in path:
        tail = path[path.index("/berita/") :]
        if len(tail.strip("/").split("/")) == 4:
            return tail.rstrip("/") + "/"
    return canonical(target) or target


def settle(store: Store, desk: Desk) -> dict[int, bool]:
    """Every article that may be published and has no story yet gets one. Returns article id → whether it
    joined a story that others already carry. In an order that does not depend on who answered first, and all or
    nothing: no article is ever left in a story that was not made."""
    joined: dict[int, bool] = {}
    affected: dict[str, bool] = {}  # story → whether it is a new one
    with store.transaction():
        for article in _pending(store):
            published = when(article["published"])
            found = store.q.story_carrying(
                fingerprint=article["fingerprint"], canonical=article["canonical"], agency=article["agency"],
                title=article["title"], earliest=moment(published - match.WINDOW),
                latest=moment(published + match.WINDOW), day_before=moment(published - match.TWICE),
                day_after=moment(published + match.TWICE),
            )  # fmt: skip
            story = found or _new_id(store, article)
            store.q.join_story(id=article["id"], story=story)
            joined[article["id"]] = found is not None
            affected.setdefault(story, found is None)
        for story, new in affected.items():
            compose(store, desk, story, new=new)
        _pin(store, desk)
    return joined


def _pending(store: Store) -> Iterator[Row]:
    """The articles that wait for a story, from the oldest; a few at a time, for a first pull may bring a hundred
    thousand."""
    waiting = [row["id"] for row in store.q.pending_articles()]
    for start in range(0, len(waiting), AT_ONCE):
        ids = waiting[start : start + AT_ONCE]
        rows = {row["id"]: row for row in store.q.articles_to_settle(ids=json.dumps(ids))}
        yield from (rows[each] for each in ids)


def named(store: Store, key: str) -> list[str]:
    """The stories that a decision's target names: the one at that path, or those that carry that address."""
    here = store.q.story_id_at(path=key)
    return [here] if here else [row["story"] for row in store.q.stories_of_article_address(canonical=key)]


def unmatched(store: Store, desk: Desk) -> list[Fault]:
    """A fault for each decision whose target is no story, no article and no feed that is known."""
    if not desk.decisions:
        return []
    feeds = {key for a in desk.agencies.values() for f in a.feeds for key in (f.url, target_key(f.url))}
    return [
        Fault(
            "decisions.toml",
            d.line,
            f"Target “{d.target}” tidak cocok dengan berita, tulisan, atau sumber mana pun, sehingga keputusan ini"
            " belum berpengaruh. Periksa alamatnya.",
        )
        for d in desk.decisions
        if not ({d.target, target_key(d.target)} & feeds)
        and not named(store, target_key(d.target))
        and not list(store.q.held_at(canonical=target_key(d.target)))
    ]


def _pin(store: Store, desk: Desk) -> None:
    """Remember which stories lead the home page, in the order of the decisions."""
    pins = [story for d in desk.decisions if d.do == "pin" for story in named(store, target_key(d.target))]
    live = [story for story in dict.fromkeys(pins) if store.q.story(id=story)["status"] != "withdrawn"]
    store.q.set_meta(key="pinned", value=json.dumps(live))


def _new_id(store: Store, article: Row) -> str:
    for salt in range(1000):
        text = f"{article['agency']}\n{article['key']}\n{salt or ''}"
        found = hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:12]
        if not store.q.story_is_known(story=found):
            return found
    raise AssertionError("a thousand stories of one article")


def compose(
    store: Store, desk: Desk, story_id: str, *, article: int = 0, changed: Sequence[str] = (), touch: bool = False,
    new: bool = False,
) -> None:  # fmt: skip
    """Make a story anew from its copies and keep what differs.

    `changed` says what kind of thing just changed in `article` of which the public must be told (title, text, date,
    picture); it counts where that copy leads. `touch` prints the story again though nothing differs here (mere markup).
    `new`: nothing is kept of this story yet, so nothing is looked for.
    """
    rows = list(store.q.story_articles(story=story_id))
    if not rows:
        return
    old_row: Row = {} if new else store.q.story(id=story_id) or {}
    old = story_from(old_row, store.q.story_history(story=story_id)) if old_row else None
    live = [row for row in rows if row["gone_at"] is None]
    kept = [row for row in rows if old_row and row["id"] == old_row["lead"]]
    leader = _leader(live or kept or rows, desk)  # gone everywhere, the last one that led keeps its name on it
    leads = bool(old_row) and old_row["lead"] == leader["id"] == article
    story = _story(store, desk, story_id, leader, live or rows, old)
    notes = _changes(desk, story, old, leader, live, changed if leads else ())
    history = (*story.history, *notes)
    story = replace(
        story, status=_status(history, desk, _keys(story.path, rows), live), history=history,
        updated=max((c.at for c in history), default=story.published),
    )  # fmt: skip
    if old and not touch and not notes and old == story and old_row["lead"] == leader["id"]:
        return
    for note in notes:
        store.q.add_history(story=story.id, at=moment(note.at), what=note.what, note=note.note)
    store.q.save_story(
        id=story.id, path=story.path, month=story.month, lead=leader["id"], agency=story.agency, kind=story.kind,
        status=story.status, title=story.title, summary=story.summary, published=moment(story.published),
        updated=moment(story.updated), first_seen=moment(story.first_seen), data=story_data(story),
    )  # fmt: skip
    if leader["pictures"] != "[]":
        store.q.want_pictures(story=story.id)
    store.shelve(story, live=story.status != "withdrawn", new=new)


def _leader(rows: Sequence[Row], desk: Desk) -> Row:
    if len(rows) == 1:
        return rows[0]
    copies = [
        match.Copy(r["id"], r["agency"], when(r["published"]), r["canonical"], r["origin"], desk.named(r["text"]))
        for r in rows
    ]
    chosen = match.lead(copies, desk.sites).id
    return next(row for row in rows if row["id"] == chosen)


def _story(store: Store, desk: Desk, story_id: str, leader: Row, rows: Sequence[Row], old: Story | None) -> Story:
    """The story as its copies make it, history and status still the old ones."""
    published = when(leader["published"])
    path = old.path if old else _address(store, desk, story_id, leader["title"], published)
    hide = desk.decided(("hide-picture",), _keys(path, rows))
    firsts: dict[str, Row] = {}
    for row in rows:
        firsts.setdefault(row["agency"], row)
    firsts[leader["agency"]] = leader
    return Story(
        id=story_id, path=path, month="-".join(path.split("/")[2:4]), title=leader["title"], summary=leader["summary"],
        kind=leader["kind"], status="published",
        published=published, updated=published,
        first_seen=old.first_seen if old else min(when(r["first_seen"]) for r in rows),
        agency=leader["agency"], also=tuple(sorted(set(firsts) - {leader["agency"]})),
        sources=tuple(
            Source(r["agency"], r["url"] or None, r["guid"], when(r["published"]))
            for r in (leader, *(firsts[s] for s in sorted(firsts) if s != leader["agency"]))
        ),
        topics=tuple(json.loads(leader["topics"])), places=tuple(json.loads(leader["places"])),
        pictures=() if hide else _pictures(store, leader), history=old.history if old else (),
        fields=json.loads(leader["fields"]),
    )  # fmt: skip


def _pictures(store: Store, leader: Row) -> tuple[Picture, ...]:
    found: dict[str, Picture] = {}
    for ref in pictures_from(leader["pictures"]):
        row = store.q.picture(url=ref.url)
        if row and row["name"]:
            found.setdefault(
                row["name"],
                Picture(
                    row["name"], row["width"], row["height"], tuple(json.loads(row["widths"])), ref.alt, ref.credit
                ),
            )
    return tuple(found.values())


def _address(store: Store, desk: Desk, story_id: str, title: str, published: datetime) -> str:
    """A new story's own address; the month is the network's own time."""
    local = published.astimezone(ZoneInfo(desk.network.timezone))
    base = f"/berita/{local:%Y/%m}/{match.slug(title) or 'berita-' + story_id[:6]}"
    number = 1
    while store.q.story_id_at(path=(path := f"{base}/" if number == 1 else f"{base}-{number}/")):
        number += 1
    return path


def _keys(path: str, rows: Sequence[Row]) -> set[str]:
    """Everything by which a decision may name this story."""
    return {path, *(row["canonical"] for row in rows), *(row["url"] for row in rows)} - {""}


def _changes(
    desk: Desk, story: Story, old: Story | None, leader: Row, live: Sequence[Row], changed: Sequence[str]
) -> list[Change]:
    """What the public history gains."""
    keys = _keys(story.path, [*live, leader])
    notes = [Change(desk.now, what) for what in changed]
    ruling = desk.decided(("withdraw", "release"), keys)
    withdrawn = bool(ruling and ruling.do == "withdraw")
    if (withdrawn or not live) and (old is None or old.status != "withdrawn"):
        if ruling and withdrawn:
            notes.append(Change(min(ruling.at, desk.now), "withdrawn", f"Dicabut oleh {ruling.by}: {ruling.reason}"))
        else:
            who = desk.name(leader["agency"])
            notes.append(Change(desk.now, "withdrawn", f"Dicabut oleh {who}: naskah ini tidak ada lagi di sumbernya."))
    elif old and old.status == "withdrawn" and live and not withdrawn:
        notes.append(Change(desk.now, "restored"))
    told = {c.note for c in story.history}
    notes += [Change(d.at, "text", d.reason) for d in desk.about(("correct",), keys) if d.reason not in told]
    return notes


def _status(history: Sequence[Change], desk: Desk, keys: set[str], live: Sequence[Row]) -> Status:
    ruling = desk.decided(("withdraw", "release"), keys)
    if not live or (ruling and ruling.do == "withdraw"):
        return "withdrawn"
    return "corrected" if any(c.what in CORRECTIONS for c in history) else "published"
