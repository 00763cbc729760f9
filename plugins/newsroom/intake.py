"""What people wrote goes into the store: agencies, pages, decisions and contributed articles. No network.

A smaller conductor, the first part of every pull and of every build. Everything with a fault is named and left at
its last good state: an agency's configuration, a page, an article, the decisions that can be read. Nothing is asked
again of files that have not changed since.
"""

from __future__ import annotations

import asyncio
import hashlib
import json
from collections import Counter
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from msgspec.structs import asdict, replace

from plugins.newsroom import album, contributed, filing, inbox, registry, stories, stories_settle
from plugins.newsroom.content_mark import mark
from plugins.newsroom.errors import WorkerLost
from plugins.newsroom.model import Agency, Entry, Fault, Network, PictureRef, Place, SourceReport, moment
from plugins.newsroom.store import Store
from plugins.newsroom.store_rows import agency_config, agency_from, as_json
from plugins.newsroom.stories import Desk
from plugins.newsroom.stories_idle import amiss
from plugins.newsroom.stories_ruled import became, settled, shown, stood
from plugins.newsroom.stories_targets import addresses, copies, named, target_key
from plugins.newsroom.taken import Taken, remember
from plugins.newsroom.walls import EntryJob, Workers


async def take_in(content: Path, store: Store, workers: Workers, *, now: datetime) -> Taken:
    """Bring the store up to what content/ says. Raises NetworkUnusable, and then nothing has changed."""
    network = registry.read_network(content)
    seen = mark(content)
    taken = Taken(Desk(network, {}, (), now))
    with store.transaction():
        earlier = stories.decisions(store)
        faults_found = [*_agencies(content, store, network), *_pages(content, store), *_decisions(content, store)]
        taken.desk = stories.open_desk(store, network, now)
    faults_found += await _articles(content, store, workers, taken)
    for agency in taken.desk.agencies.values():
        faults_found += [] if agency.closed else inbox.faults(content, agency)
    taken.ruled = _rule(store, taken.desk)
    taken.stood = stood(store, (*earlier, *taken.desk.decisions))
    taken.faults = tuple(sorted(faults_found, key=lambda f: (f.file, f.line)))
    taken.mark = seen
    remember(taken, store)
    return taken


async def build_intake(content: Path, store: Store, *, now: datetime, say: Callable[[str, int, int], None]) -> Taken:
    """What a build does first: take in, settle, and develop the pictures that lie in content/."""
    with Workers() as workers:
        taken = await take_in(content, store, workers, now=now)
        joined = stories_settle.settle(store, taken.desk)  # also what a pull that was cut off left waiting
        taken.ruled |= settled(store, taken.stood)
        if joined or taken.sources:
            forever = asyncio.get_running_loop().time() + 3600
            await album.fill(store, taken.desk, workers, content, net=None, until=forever, say=say)
        return taken


def _agencies(content: Path, store: Store, network: Network) -> list[Fault]:
    found = registry.read_agencies(content, network)
    known = {row["slug"]: row for row in store.q.agencies()}
    for agency in found.agencies:
        config = agency_config(agency)
        profile = _rendered(agency.profile) if agency.profile.strip() else ""
        old = known.get(agency.slug)
        if old is None or (old["config"], old["profile"], old["closed"]) != (config, profile, 0):
            store.q.save_agency(slug=agency.slug, config=config, profile=profile)
            store.touch(f"list:agency:{agency.slug}")
            if old is not None and _face(agency) != _face(agency_from(old["config"], closed=bool(old["closed"]))):
                store.touch_agency(agency.slug)
    unreadable = any(fault.file == "agencies" for fault in found.faults)
    for slug, row in known.items():
        if (
            not unreadable
            and slug not in found.broken
            and slug not in {a.slug for a in found.agencies}
            and not row["closed"]
        ):
            store.q.close_agency(slug=slug)
            store.touch_agency(slug)
    if (old_network := store.network()) != network:
        store.q.set_meta(key="network", value=as_json(network))
        _touch_places(store, old_network.places if old_network else (), network.places)
    return list(found.faults)


def _face(agency: Agency) -> tuple[object, ...]:
    """What stories and cards show of an agency."""
    return agency.name, agency.short, agency.kind, agency.color, agency.closed


def _touch_places(store: Store, old: tuple[Place, ...], new: tuple[Place, ...]) -> None:
    """What else is said of the network is a matter of every page's look, which is known by its fingerprint."""
    store.touch("network")
    before, after = ({place.slug: place for place in each} for each in (old, new))
    if before.keys() - after.keys():
        store.touch("everything")  # a section goes, and whatever leads there
    for slug in after:
        if before.get(slug) != after[slug]:  # one that comes back has its stories still
            store.touch_list(f"place:{slug}")


def _rendered(profile: str) -> str:
    from plugins.newsroom.markup import render

    return _clean(render(profile))


def _clean(markup: str) -> str:
    from plugins.newsroom import clean  # whoever has nothing to clean need not know how

    return clean.fragment(markup)


def _pages(content: Path, store: Store) -> list[Fault]:
    faults: list[Fault] = []
    kept: set[str] = set()
    known = {row["slug"]: row for row in store.q.pages()}
    for path in contributed.page_files(content):
        page = contributed.read_page(content, path)
        if isinstance(page, list):
            faults += page
            kept.add(path.stem)
            continue
        kept.add(page.slug)
        row = {"slug": page.slug, "title": page.title, "summary": page.summary, "menu": page.menu,
               "position": page.order, "html": _clean(page.html)}  # fmt: skip
        if known.get(page.slug) != row:
            store.q.save_page(**row)
            store.touch(f"page:{page.slug}")
    for slug in set(known) - kept:
        store.q.drop_page(slug=slug)
        store.touch(f"page:{slug}")
    return faults


# --- decisions -----------------------------------------------------------------------------------


def _decisions(content: Path, store: Store) -> list[Fault]:
    found = registry.read_decisions(content)
    if found.readable:
        values = [{**asdict(each), "at": moment(each.at)} for each in found.decisions]
        store.q.set_meta(key="decisions", value=json.dumps(values, ensure_ascii=False))
    return [*found.faults, *amiss(found.decisions)]


def _rule(store: Store, desk: Desk) -> dict[str, int]:
    """Apply what the editors decided, and take back what they took back: every story that a decision names or
    named is made anew; what they released is published. Returns what became of how many. Who is one story with whom is
    seen when all are settled."""
    told: Counter[str] = Counter()
    named_before = set(json.loads(store.q.get_meta(key="ruled") or "[]"))
    keys = [list(map(target_key, addresses(each).values())) for each in desk.decisions]
    targets, parties = {each[0] for each in keys}, {key for each in keys for key in each}
    with store.transaction():
        for key in sorted(targets | named_before):
            if desk.decided(("release",), {key}):
                for row in list(store.q.held_at(canonical=key)):
                    store.q.set_decision(id=row["id"], decision="publish", reasons="[]")
                    told["dilepas"] += 1
            for story in named(store, key):
                before = shown(store, story)
                stories.compose(store, desk, story)
                told.update(became(before, shown(store, story)))
        for key in parties | named_before:
            for article in copies(store, key):
                store.q.unmatch(article=article)
        store.q.set_meta(key="ruled", value=json.dumps(sorted(parties)))
    return dict(told)


# --- contributed articles ------------------------------------------------------------------------


async def _articles(content: Path, store: Store, workers: Workers, taken: Taken) -> list[Fault]:
    faults: list[Fault] = []
    for agency in taken.desk.agencies.values():
        if agency.closed:
            continue
        files = contributed.article_files(content, agency.slug)
        known = {row["feed"]: row for row in store.q.contributed_articles(agency=agency.slug)}
        if files or known:
            row = SourceReport(agency.slug, f"agencies/{agency.slug}/", entries=len(files))
            faults += await _agency_articles(content, store, workers, taken, agency, files, row)
            present = {path.relative_to(content).as_posix() for path in files}
            for feed, article in known.items():
                if feed not in present:  # taken out of content/: withdrawn by whoever wrote it
                    with store.transaction():
                        filing.vanish(store, taken.desk, article["id"], taken.desk.now)
                    row.removed += 1
            changed = row.new + row.updated + row.held + row.quarantined + row.removed
            row.outcome = "changed" if changed else "unchanged"
            taken.sources.append(row)
    return faults


async def _agency_articles(
    content: Path, store: Store, workers: Workers, taken: Taken, agency: Agency, files: list[Path], row: SourceReport
) -> list[Fault]:
    from plugins.newsroom import dates

    faults: list[Fault] = []
    zone = taken.desk.network.timezone
    for path in files:
        entry = contributed.read_article(content, path, timezone=zone, parse_date=dates.parse)
        if isinstance(entry, list):
            faults += entry
            continue
        name = path.relative_to(content).as_posix()
        try:
            batch = await workers.tidy(EntryJob(_with_marked_picture(content, entry), agency.slug, name, zone))
        except WorkerLost:
            faults.append(Fault(name, 0, "Naskah ini tidak dapat diolah dalam batas waktu. Ringkaslah atau bagi dua."))
            continue
        with store.transaction():
            filed = filing.file(store, taken.desk, batch.articles[0], batch.verdicts[0], "full")
        if filed.fate != "unchanged":
            setattr(row, filed.fate, getattr(row, filed.fate) + 1)
        if filed.fresh:
            taken.fresh[filed.article] = row
    return faults


def _with_marked_picture(content: Path, entry: Entry) -> Entry:
    """A picture's address says which bytes it had, so that a new picture under an old name is seen."""
    marked: list[PictureRef] = []
    for picture in entry.pictures:
        path = content / picture.url.removeprefix("file:")
        digest = hashlib.sha256(path.read_bytes()).hexdigest()[:12] if path.is_file() else ""
        marked.append(replace(picture, url=f"{picture.url}#{digest}"))
    return replace(entry, pictures=tuple(marked))
