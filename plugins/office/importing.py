"""A list of agencies → their folders in content/, and the sites that need a telephone call.

    the file | read behind the wall | who is new | discover, side by side | a folder each, whole or not at all | told

What stands is never touched: an agency that has a folder is skipped, so the same command can be run again until nobody
is missing. A site without a feed gets no folder: it is called, mended, and taken by the next run, as is whoever's site
is no address; nor does a site that another publishes already. Only what a portal printed itself (`/opml.xml`) is taken
as it stands. Nothing is written that `./run check` would complain of. The order and the folders are here; who is new is
in `importing_plan`, what is said of them in `importing_told`.
"""

from __future__ import annotations

import asyncio
import json
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from plugins.newsroom import registry
from plugins.newsroom.addresses import on_network
from plugins.newsroom.discover import Discovery, Found, agency_toml, discover
from plugins.newsroom.discover_toml import NAMED
from plugins.newsroom.errors import PortalError, WorkerLost, because
from plugins.newsroom.fetch import Net
from plugins.newsroom.model import Network
from plugins.newsroom.roster import LARGEST
from plugins.newsroom.roster_colors import colors_of
from plugins.newsroom.roster_sites import host_of, place_of
from plugins.newsroom.roster_words import Candidate, Roster
from plugins.newsroom.walls import ListJob, Workers
from plugins.office import environment, importing_folder, importing_told, terminal
from plugins.office.importing_folder import HALF
from plugins.office.importing_plan import bare, displaced, doubled, plan, shared
from plugins.office.importing_told import Call, Result

SITES: Final = 16  # visited at a time
SECONDS: Final = 300.0  # for one site, all its questions together


class Visit(Struct, frozen=True):
    """What is known of the run by everyone who visits a site."""

    net: Net
    readers: Workers
    network: Network
    content: Path
    dry: bool
    shared: frozenset[str] = frozenset()  # sites, as `place_of` has them, at which several of the list live
    colors: Mapping[str, str] = {}  # of those who are new, by slug
    owners: Mapping[str, str] = {}  # site, as `place_of` has it → folder, of those whose folder another would have had


def import_list(file: str, *, dry_run: bool = False, call_list: str = "") -> None:
    """Import the list in `file`; tell on standard output what came of it, on standard error what is wrong with it.

    Raises PortalError where the list cannot be used, NetworkUnusable, SystemExit where no column of sites was found.
    """
    content = environment.content()
    network = registry.read_network(content)
    path = Path.cwd() / file
    body = _body(path)
    with terminal.progress() as say:
        roster, results = asyncio.run(_import(body, path.name, network, content, dry_run, say))
    terminal.tell_faults(roster.faults)
    if roster.siteless:
        raise SystemExit(2)  # its keeper has been asked for a heading
    if not roster.candidates:
        raise PortalError(f"{path.name}: tidak ada instansi yang dapat diimpor dari berkas ini.")
    importing_told.tell(results, network, roster.joined, dry=dry_run)
    if call_list:
        importing_told.write_calls(Path.cwd() / call_list, results)


def _body(path: Path) -> bytes:
    """The bytes of the list, one more than is read at most."""
    try:
        with path.open("rb") as file:
            return file.read(LARGEST + 1)
    except OSError as error:
        raise PortalError(f"{path}: daftar tidak dapat dibuka ({because(error)}).") from error


async def _import(
    body: bytes, name: str, network: Network, content: Path, dry: bool, say: terminal.Say
) -> tuple[Roster, list[Result]]:
    agent = environment.agent(network.contact)
    private = network.allow_private_addresses
    with Workers() as readers:
        try:
            roster = await readers.roster(ListJob(body, name))
        except WorkerLost as error:
            raise PortalError(f"{name}: daftar ini tidak dapat diolah dalam batas waktu dan memori.") from error
        async with Net(allow_private=private, agent=agent, now=environment.now) as net:
            visit = Visit(net, readers, network, content, dry)
            return roster, await _side_by_side(visit, roster.candidates, say)


async def _side_by_side(visit: Visit, candidates: Sequence[Candidate], say: terminal.Say) -> list[Result]:
    """Every candidate's end, in the order of the list; each has its folder as soon as it is known."""
    if not visit.dry:
        for left in visit.content.glob(f"{HALF}*"):
            shutil.rmtree(left, ignore_errors=True)  # what a run that was killed left behind
    agencies = registry.read_agencies(visit.content, visit.network).agencies
    planned = plan(candidates, agencies, _folders(visit.content))
    twins = doubled(planned, agencies)
    new = [candidate.slug for n, (candidate, stands) in enumerate(planned) if not stands and n not in twins]
    colors = colors_of(new, (agency.color for agency in agencies))
    first = displaced(candidates, planned, agencies)
    owners = {place_of(agency.site): agency.slug for agency in first.values()}
    visit = replace(visit, shared=shared(candidates), colors=colors, owners=owners)
    siteless = {agency.slug for agency in agencies if not agency.site}
    turns, done = asyncio.Semaphore(SITES), 0

    async def one(n: int, candidate: Candidate, stands: bool) -> Result:
        nonlocal done
        async with turns:
            if stands:
                named = bool(candidate.site) and candidate.slug in siteless
                result = Result(candidate, "stands", named=named)
            elif n in twins:
                result = Result(candidate, "twin", twin=twins[n])
            else:
                result = replace(await _one(visit, candidate), first=first.get(n))
        done += 1
        say("Situs", done, len(planned))
        return result

    return list(await asyncio.gather(*(one(n, *each) for n, each in enumerate(planned))))


def _folders(content: Path) -> frozenset[str]:
    home = content / "agencies"
    return frozenset(path.name for path in home.iterdir()) if home.is_dir() else frozenset()


# --- one agency ----------------------------------------------------------------------------------------


async def _one(visit: Visit, candidate: Candidate) -> Result:
    """One agency, from its address to its folder. What goes wrong with it stays with it."""
    try:
        async with asyncio.timeout(SECONDS):
            result = await _looked_at(visit, candidate)
    except TimeoutError:
        return Result(candidate, "call", calls=(Call(candidate.site, "timeout"),))
    except Exception as error:  # one site's surprise never reaches another: it is told, not swallowed
        return Result(candidate, "call", problem=f"{type(error).__name__}: {error}")
    if result.fate != "new" or visit.dry:
        return result
    try:
        problem = importing_folder.write(visit.content, visit.network, candidate.slug, result.text)
    except OSError as error:
        problem = f"folder tidak dapat ditulis: {because(error)}"
    return replace(result, fate="call", problem=problem) if problem else result


async def _looked_at(visit: Visit, candidate: Candidate) -> Result:
    """What is to be written of one agency: what a portal printed as it stands, else what its site has to offer."""
    if candidate.stray:
        return Result(candidate, "call", calls=(Call(candidate.stray.text, candidate.stray.what),))
    calls: list[Call] = []
    answered: list[Found] = []
    last: Discovery | None = None
    for feed in candidate.feeds:
        if any(name.startswith("select.") for name, _ in feed.settings):
            continue  # a list in a page, which discovery cannot read
        last = await _discover(visit, feed.url)
        same = [each for each in last.found if bare(feed.url) in (bare(each.url), bare(each.final))]
        if same and same[0].foreign:
            calls.append(Call(feed.url, "off-network", same[0].final))
        elif same:
            answered.append(same[0])
        else:
            calls.append(Call(feed.url, dict(last.tried).get(feed.url) or last.error or "not-a-feed"))
    if answered or candidate.settled or not candidate.site:
        mode = "full" if all(each.full for each in answered) else "excerpt"
        text = _toml(candidate, visit, mode)
        return Result(candidate, "new", text, next(iter(answered), None), tuple(calls))
    if calls and place_of(candidate.site) in visit.shared:
        return Result(candidate, "call", calls=tuple(calls))  # whatever else the site offers may be another's
    found = last if last is not None and last.found else await _discover(visit, candidate.site)
    if owner := visit.owners.get(place_of(found.site)):  # the list has an older address of an agency that stands
        return Result(replace(candidate, slug=owner), "stands")
    best = next(iter(found.found), None)
    if best is None:
        return Result(candidate, "call", calls=(Call(candidate.site, found.error),))
    if best.foreign:  # only the site says that it is the agency's
        return Result(candidate, "call", calls=(Call(candidate.site, "off-network", best.final),))
    text = agency_toml(
        found, name=candidate.name, short=candidate.short, kind=candidate.kind, slug=candidate.slug,
        color=visit.colors[candidate.slug], guide=environment.guide("panduan-sumber.md"),
    )  # fmt: skip
    return Result(candidate, "new", text, best, tuple(calls))


async def _discover(visit: Visit, url: str) -> Discovery:
    return await discover(
        url, net=visit.net, workers=visit.readers, network=visit.network, say=lambda _: None, now=environment.now
    )


def _toml(candidate: Candidate, visit: Visit, mode: str) -> str:
    """An agency.toml with what the list itself says; `mode` where it says none. Its text is of one line and printable,
    and TOML escapes like JSON."""
    fields: dict[str, object] = {"name": candidate.name}
    if candidate.short and candidate.short != candidate.name:
        fields["short"] = candidate.short
    fields |= {"kind": candidate.kind, "color": visit.colors[candidate.slug]}
    if candidate.site:
        fields["site"] = candidate.site
    domains = visit.network.domains
    own = dict.fromkeys(host_of(feed.url) for feed in candidate.feeds if not on_network(feed.url, domains))
    if own:
        fields["domains"] = list(own)
    lines = [f"{name} = {_value(value)}" for name, value in fields.items()]
    if own:
        lines.insert(-1, NAMED)
    for feed in candidate.feeds:
        lines += ["", "[[feeds]]", f"url = {_value(feed.url)}", f"mode = {_value(feed.mode or mode)}"]
        lines += [f"{name} = {value if _is_number(name, value) else _value(value)}" for name, value in feed.settings]
    return "\n".join(lines) + "\n"


def _is_number(name: str, value: str) -> bool:
    return name == "pages" and value.isascii() and value.isdecimal()


def _value(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
