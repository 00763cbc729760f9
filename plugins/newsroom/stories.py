"""A story is made of its copies: the leading one's words are printed, the public history is kept.

Called by the conductors that change articles (`filing`, `intake`, `album`, `stories_settle`), inside the same
transaction wherever an article that is already printed changes, so that a crash never separates a change from its
history. Nothing is fetched and nothing is rendered; what must be printed again is touched in the store.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

from msgspec import Struct, field
from msgspec.structs import replace

from plugins.newsroom import match
from plugins.newsroom.model import Agency, Change, Decision, Network, Picture, Source, Status, Story, moment
from plugins.newsroom.store import Row, Store
from plugins.newsroom.store_rows import pictures_from, story_data, story_from, when
from plugins.newsroom.stories_targets import named, target_key
from plugins.newsroom.text import named_source

CORRECTIONS: Final = frozenset({"title", "text", "date", "picture"})


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
    return Desk(network, agencies, decisions(store), now, sites)


def decisions(store: Store) -> tuple[Decision, ...]:
    """The editors' decisions as they were last taken in."""
    rows = json.loads(store.q.get_meta(key="decisions") or "[]")
    return tuple(Decision(**{**row, "at": when(row["at"])}) for row in rows)


def pin(store: Store, desk: Desk) -> None:
    """Remember which stories lead the home page, in the order of the decisions."""
    pins = [story for d in desk.decisions if d.do == "pin" for story in named(store, target_key(d.target))]
    live = [story for story in dict.fromkeys(pins) if store.q.story(id=story)["status"] != "withdrawn"]
    if live != list(store.pinned()):
        with store.transaction():
            store.q.set_meta(key="pinned", value=json.dumps(live))
            store.touch("pinned")  # the home page alone


def compose(
    store: Store, desk: Desk, story_id: str, *, article: int = 0, changed: Sequence[str] = (), touch: bool = False,
    new: bool = False, alone: bool = False, told: Sequence[Change] = (),
) -> None:  # fmt: skip
    """Make a story anew from its copies and keep what differs. `told`: what else the public is to know.

    `changed` says what kind of thing just changed in `article` of which the public must be told (title, text, date,
    picture); it counts where that copy leads. `touch` prints the story again though nothing differs here (mere markup).
    `new`: nothing is kept of this story yet, so nothing is looked for; `alone`: nor is anything related to it.
    """
    rows = list(store.q.story_articles(story=story_id))
    if not rows:
        return  # it became a part of another
    old_row: Row = {} if new else store.q.story(id=story_id) or {}
    old = story_from(old_row, store.q.story_history(story=story_id)) if old_row else None
    live = [row for row in rows if row["gone_at"] is None]
    kept = [row for row in rows if old_row and row["id"] == old_row["lead"]]
    # gone everywhere, the last one that led keeps its name on it
    leader = _leader(store, live or kept or rows, desk, story_id)
    related = () if alone else tuple(row["id"] for row in store.q.related_stories(story=story_id))
    former = former_addresses(store, story_id, rows)
    story = _story(store, desk, story_id, leader, live or rows, old, related, former)
    if not (old_row and old_row["lead"] == leader["id"] == article):
        changed = _other_words(store, old_row, leader, live) if old and live else ()
    keys = keys_of(story.path, [*live, leader], former)
    notes = [*told, *_changes(desk, story, old, leader, live, changed, keys)]
    history = (*story.history, *notes)
    story = replace(
        story, status=_status(history, desk, keys_of(story.path, rows, former), live), history=history,
        updated=max((c.at for c in history), default=story.published),
    )  # fmt: skip
    if old and not touch and not notes and old == story and old_row["lead"] == leader["id"]:
        return
    for note in notes:
        store.q.add_history(story=story.id, at=moment(note.at), what=note.what, note=note.note)
    _save(store, story, leader["id"], old_row["founder"] if old_row else rows[0]["id"])
    if old and (old.title, old.status) != (story.title, story.status):
        store.touch(*(f"story:{row['id']}" for row in store.q.kin_stories(story=story_id)))  # they name it
    if leader["pictures"] != "[]":
        store.q.want_pictures(story=story.id)
    store.shelve(story, live=story.status != "withdrawn", new=new)


def _save(store: Store, story: Story, lead: int, founder: int) -> None:
    store.q.save_story(
        id=story.id, path=story.path, month=story.month, lead=lead, agency=story.agency, kind=story.kind,
        status=story.status, title=story.title, summary=story.summary, published=moment(story.published),
        updated=moment(story.updated), first_seen=moment(story.first_seen), data=story_data(story), founder=founder,
    )  # fmt: skip


def _leader(store: Store, rows: Sequence[Row], desk: Desk, story: str) -> Row:
    """The copy that leads. Where its agency told it twice, the later one is what it has to say now."""
    if len(rows) == 1:
        return rows[0]
    texts = {row["article"]: row["text"] for row in store.q.story_texts(story=story)}
    copies = [
        match.Copy(r["id"], r["agency"], when(r["published"]), r["canonical"], r["origin"], desk.named(texts[r["id"]]))
        for r in rows
    ]
    chosen = next(row for row in rows if row["id"] == match.lead(copies, desk.sites).id)
    own = [row for row in rows if row["agency"] == chosen["agency"]]
    return chosen if all(texts[row["id"]] == texts[chosen["id"]] for row in own) else own[-1]


def _other_words(store: Store, old_row: Row, leader: Row, live: Sequence[Row]) -> list[str]:
    """What the public must be told of where another copy leads than before: its agency said it anew, or the copy that
    led is gone. Where an earlier copy was only found later, nobody corrected anything."""
    before = store.q.article(id=old_row["lead"])
    stands = any(row["id"] == before["id"] for row in live)
    if before["id"] == leader["id"] or (stands and before["agency"] != leader["agency"]):
        return []
    now = store.q.article(id=leader["id"])
    return [name for name in ("title", "text") if " ".join(before[name].split()) != " ".join(now[name].split())]


def absorb(store: Store, desk: Desk, story_id: str, into: str) -> None:
    """A story that has no copy left became a part of another: its address leads there, its line says so."""
    old = story_from(store.q.story(id=story_id), store.q.story_history(story=story_id))
    target = store.q.story(id=into)
    if not old.merged:
        store.q.add_history(story=story_id, at=moment(desk.now), what="merged", note=target["path"])
    story = replace(old, status="withdrawn", merged=target["path"], updated=desk.now, related=())
    store.q.merge_story(id=story_id, into_=into, data=story_data(story), updated=moment(desk.now))
    store.shelve(story, live=False)
    for row in list(store.q.merged_into(story=story_id)):
        absorb(store, desk, row["id"], into)


def _story(
    store: Store, desk: Desk, story_id: str, leader: Row, rows: Sequence[Row], old: Story | None,
    related: tuple[str, ...], former: Sequence[str],
) -> Story:  # fmt: skip
    """The story as its copies make it, history and status still the old ones."""
    published = min(when(row["published"]) for row in rows if row["agency"] == leader["agency"])
    path = old.path if old else _address(store, desk, story_id, leader["title"], published)
    hide = desk.decided(("hide-picture",), keys_of(path, rows, former))
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
        fields=json.loads(leader["fields"]), related=related,
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


def former_addresses(store: Store, story_id: str, rows: Sequence[Row]) -> list[str]:
    """The addresses of the stories that became a part of this one: what was decided of them counts here."""
    if len(rows) == 1:
        return []
    return [row["path"] for row in store.q.founded(articles=json.dumps([row["id"] for row in rows]), story=story_id)]


def keys_of(path: str, rows: Sequence[Row], former: Sequence[str]) -> set[str]:
    """Everything by which a decision may name this story."""
    return {path, *former, *(row["canonical"] for row in rows), *(row["url"] for row in rows)} - {""}


def _changes(
    desk: Desk, story: Story, old: Story | None, leader: Row, live: Sequence[Row], changed: Sequence[str],
    keys: set[str],
) -> list[Change]:  # fmt: skip
    """What the public history gains."""
    notes = [Change(desk.now, what) for what in changed]
    ruling = desk.decided(("withdraw", "release"), keys)
    withdrawn = bool(ruling and ruling.do == "withdraw")
    told_gone = _told_gone(old)
    if (withdrawn or not live) and not told_gone:
        if ruling and withdrawn:
            notes.append(Change(min(ruling.at, desk.now), "withdrawn", f"Dicabut oleh {ruling.by}: {ruling.reason}"))
        else:
            who = desk.name(leader["agency"])
            notes.append(Change(desk.now, "withdrawn", f"Dicabut oleh {who}: naskah ini tidak ada lagi di sumbernya."))
    elif told_gone and live and not withdrawn:
        notes.append(Change(desk.now, "restored"))
    told = {c.note for c in story.history}
    notes += [Change(d.at, "text", d.reason) for d in desk.about(("correct",), keys) if d.reason not in told]
    return notes


def _told_gone(old: Story | None) -> bool:
    """Whether the history told that a story was withdrawn, and no more. That it became a part of another is no such
    word: parted again, it was never withdrawn, and is not restored."""
    if old is None or not old.merged:
        return old is not None and old.status == "withdrawn"
    return [c.what for c in old.history if c.what in ("withdrawn", "restored")][-1:] == ["withdrawn"]


def _status(history: Sequence[Change], desk: Desk, keys: set[str], live: Sequence[Row]) -> Status:
    ruling = desk.decided(("withdraw", "release"), keys)
    if not live or (ruling and ruling.do == "withdraw"):
        return "withdrawn"
    return "corrected" if any(c.what in CORRECTIONS for c in history) else "published"
