"""Who on a list is new, who stands, and who is there twice: candidates come in, a folder's name for each goes out.

Pure; a part of `importing`. Nothing is asked and nothing is written.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from plugins.newsroom.model import Agency
from plugins.newsroom.roster_names import folded
from plugins.newsroom.roster_sites import place_of
from plugins.newsroom.roster_words import Candidate


def plan(
    candidates: Iterable[Candidate], agencies: Iterable[Agency], folders: frozenset[str]
) -> list[tuple[Candidate, bool]]:
    """Each candidate with the folder's name that it gets or has, and whether it stands already.

    An agency that stands is known by its site, else by one of its feeds, its name, or its folder's name: so a second
    run gives every line of a list the folder that the first one gave it, also where two of them would like the same.
    A site at which several of the list live tells none of them. A folder of that name is no sign where the agency in
    it has another site: that is another agency, and the candidate gets the next name.
    """
    agencies, candidates = list(agencies), list(candidates)
    many = shared(candidates)
    sites = [(place_of(agency.site), agency) for agency in reversed(agencies) if agency.site]
    by_site = {place: agency.slug for place, agency in sites if place not in many}
    by_both = {(place, folded(agency.name)): agency.slug for place, agency in sites}
    by_feed = {bare(feed.url): agency.slug for agency in reversed(agencies) for feed in agency.feeds}
    by_name = {folded(agency.name): agency for agency in reversed(agencies)}
    site_of = {agency.slug: place_of(agency.site) for agency in agencies if agency.site}

    def known(candidate: Candidate) -> str:
        place, name = place_of(candidate.site) if candidate.site else "", folded(candidate.name)
        named = by_name.get(name)
        same = named.slug if named and (not named.site or not candidate.site) else ""
        feeds = (by_feed.get(bare(feed.url), "") for feed in candidate.feeds)
        return by_both.get((place, name)) or by_site.get(place) or next(filter(None, feeds), "") or same

    def held(candidate: Candidate) -> bool:
        other = candidate.site and site_of.get(candidate.slug, place_of(candidate.site)) != place_of(candidate.site)
        return candidate.slug in folders and not other

    slugs = list(map(known, candidates))
    taken = set(filter(None, slugs))
    planned = []
    for candidate, slug in zip(candidates, slugs, strict=True):
        stands = bool(slug) or (held(candidate) and candidate.slug not in taken)
        slug = slug or (candidate.slug if stands else _free(candidate.slug, taken | folders))
        taken.add(slug)
        planned.append((replace(candidate, slug=slug), stands))
    return planned


def displaced(
    candidates: Sequence[Candidate], planned: Sequence[tuple[Candidate, bool]], agencies: Iterable[Agency]
) -> dict[int, Agency]:
    """Who among the new would have had a folder that an agency with another site has: place in `planned` → that one."""
    owners = {agency.slug: agency for agency in agencies if agency.site}
    pairs = enumerate(zip(candidates, planned, strict=True))
    return {
        n: owners[wanted.slug]
        for n, (wanted, (candidate, stands)) in pairs
        if not stands and wanted.site and candidate.slug != wanted.slug and wanted.slug in owners
    }


def doubled(planned: Sequence[tuple[Candidate, bool]], agencies: Iterable[Agency]) -> dict[int, str]:
    """Who among the new would publish what another publishes already: place in `planned` → that other's folder.

    An agency that stands goes before the list, and in the list the first line goes first. Several may live at one site
    where each names feeds of its own; what a portal printed was sorted out there.
    """
    owners: dict[str, str] = {}
    for agency in agencies:
        for place in (*([place_of(agency.site)] if agency.site else ()), *(bare(feed.url) for feed in agency.feeds)):
            owners.setdefault(place, agency.slug)
    found: dict[int, str] = {}
    for index, (candidate, stands) in enumerate(planned):
        site = [place_of(candidate.site)] if candidate.site else []
        feeds = [bare(feed.url) for feed in candidate.feeds]
        others = [owners.get(place, "") for place in feeds or site]
        if others and all(others) and not stands and not candidate.settled:
            found[index] = others[0]
            continue
        for place in (*site, *feeds):
            owners.setdefault(place, candidate.slug)
    return found


def shared(candidates: Iterable[Candidate]) -> frozenset[str]:
    places = Counter(place_of(candidate.site) for candidate in candidates if candidate.site)
    return frozenset(place for place, count in places.items() if count > 1)


def _free(slug: str, taken: set[str]) -> str:
    return next(name for n in range(1, len(taken) + 2) if (name := slug if n == 1 else f"{slug}-{n}") not in taken)


def bare(url: str) -> str:
    """An address without its scheme: what a list calls http answers by https today."""
    return url.partition("://")[2]
