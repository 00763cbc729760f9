"""The conductor of discovery: a site's address comes in, what can be read there goes out.

    home page → feeds that it names → its CMS's paths → its news section → guesses → sitemaps → calendar | best first

One question at a time to a site and few of them, all under the walls of a pull: the address rule of `Net`, bodies
opened by `Workers` alone. It ends at the first feed that leaves nothing to wish for, and gives up on a site that has
stopped answering. It decides nothing that `discover_choice` can decide, stores nothing and prints nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Final
from urllib.parse import urljoin

from msgspec import Struct

from plugins.newsroom import discover_choice as choice
from plugins.newsroom.addresses import address_problem, on_network
from plugins.newsroom.discover_choice import Discovery as Discovery
from plugins.newsroom.discover_choice import Found as Found
from plugins.newsroom.discover_toml import agency_toml as agency_toml
from plugins.newsroom.discover_toml import plain_name
from plugins.newsroom.discover_toml import wanted_hosts as wanted_hosts
from plugins.newsroom.errors import WorkerLost
from plugins.newsroom.fetch import Ask, Net
from plugins.newsroom.model import Network
from plugins.newsroom.outcomes import Failed, Fetched
from plugins.newsroom.parse_look_words import Listing, Look, Page, host_of, same_site
from plugins.newsroom.walls import LookJob, NameJob, Workers

MOST: Final = 25  # questions to one site, redirects not counted
_FEEDS: Final = 18  # of them for feeds
_GUESSED: Final = 6  # of these for well-known places, where nobody knows the CMS
_LISTS: Final = 4  # of them for sitemaps
_FURTHER: Final = 4  # questions after a feed that can be read, in hope of a better one
_PATIENCE: Final = 2  # questions in a row that nobody answered
_SECTIONS: Final = 2

UNANSWERED: Final = frozenset(
    "refused connect timeout tls tls-expired tls-chain tls-host reset not-http private-address".split()
)
"""Failures after which another door of the same host is tried, and that count towards giving up."""

Say = Callable[[str], None]


def clock() -> datetime:
    return datetime.now(UTC)


async def discover(
    url: str, *, net: Net, workers: Workers, network: Network | None, say: Say, now: Callable[[], datetime] = clock
) -> Discovery:
    """What can be read at `url`, an address of a site with or without its scheme, or of a feed.

    `network` says what lies off it; None: no limit. `say` is told each address before it is asked. Never raises for
    anything that the other side does.
    """
    visit = _Visit(url.strip(), net, workers, network, say, now())
    home = await visit.home()
    site = choice.folder(home.final) if home.final else ""
    page = home.look.page or Page("")
    if not home.unanswered and not visit.enough:
        await visit.search(page, site, walled=home.look.error not in ("", "not-a-feed"))
    found = choice.best_first(visit.found.values(), page.cms, visit.now)
    own = (page.site_name, page.title) if home.look.error in ("", "not-a-feed") else ()  # a wall's title is its own
    titles = (*own, *(each.feed.title for each in found))
    error = visit.gave_up or home.look.error or "not-a-feed"
    return Discovery(
        asked=visit.url[:1000],
        site=site.rstrip("/"),
        title=next(filter(None, map(plain_name, titles)), ""),
        cms=page.cms or ("wordpress" if found and found[0].feed.dialect == "wordpress-rest" else ""),
        found=found,
        why=choice.why(found, page.cms, visit.now, visit.tried),
        tried=tuple(visit.tried),
        error="" if found else error,
        status=home.status,
        moved="" if home.unanswered or choice.asked_for(home.asked, host_of(home.final)) else home.final,
        sections=page.sections,
        channels=page.channels,
        requests=visit.requests,
        answered=not home.unanswered,
    )


class _Answer(Struct, frozen=True):
    """What one question ended in. `keep`: the address to configure, where permanent redirects led."""

    asked: str
    look: Look
    final: str
    keep: str
    status: int | None = None

    @property
    def unanswered(self) -> bool:
        return self.look.error in UNANSWERED or self.look.error in ("dns", "bad-address", "odd-port")


@dataclass
class _Visit:
    """One site's visit: what was asked, found and refused so far."""

    url: str
    net: Net
    workers: Workers
    network: Network | None
    say: Say
    now: datetime
    requests: int = 0
    tried: list[tuple[str, str]] = field(default_factory=list)
    found: dict[str, Found] = field(default_factory=dict)
    gave_up: str = ""  # the failure at which the visit was broken off
    enough: bool = False
    _seen: set[str] = field(default_factory=set)
    _silent: int = 0
    _further: int = _FURTHER

    async def home(self) -> _Answer:
        """The site's home page through the first door that opens. A feed's address leads to its site's root."""
        answers: list[_Answer] = []
        for same_host in choice.doors(self.url):
            for door in same_host:
                answers.append(await self.ask(door))
                self._note(answers[-1], expected="not-a-feed")
                if not answers[-1].unanswered:
                    return await self._root_of(answers[-1])
                if answers[-1].look.error == "dns":
                    break  # the other name may be known
            else:
                break  # the host is known, and does not answer
        if not answers:
            return _Answer(self.url, Look("bad-address"), "", "")
        # The first failure tells more than "refused": a certificate's fault is one that somebody can mend.
        return next((each for each in answers if each.look.error not in ("refused", "connect", "dns")), answers[0])

    async def _root_of(self, answer: _Answer) -> _Answer:
        self._silent, self.gave_up = 0, self.gave_up if answer.status == 429 else ""
        if answer.look.feed is None and answer.look.error in ("", "not-a-feed") and answer.status is None:
            return answer
        root = urljoin(answer.final, "/")
        self._take(answer)
        if root == answer.final or self.gave_up:
            return answer
        home = await self.ask(root)
        self._note(home, expected="not-a-feed")
        return answer if home.unanswered else home

    async def search(self, page: Page, site: str, *, walled: bool) -> None:
        """Everything that may be there, the likeliest first, until it is enough."""
        if walled:  # feeds are sometimes let through where pages are not
            await self._try_all(choice.join(site, path) for path in choice.GUESSES[:4])
            return
        await self._try_all(choice.named(page, site))
        for section in page.sections[:_SECTIONS] if not self._useful() else ():
            answer = await self._try(section, feed=False)
            if answer and answer.look.page:
                named = choice.named(answer.look.page, choice.folder(answer.final))
                await self._try_all(named, most=_FEEDS if page.cms else _FEEDS - _GUESSED)
        if not self._useful():
            root = urljoin(site, "/")
            bases = dict.fromkeys((site, root))
            await self._try_all(choice.join(base, path) for base in bases for path in choice.GUESSES)
            await self._try_all(choice.left_over(page, site), most=MOST - _LISTS)
        if not self._useful():
            await self._sitemaps(urljoin(site, "/"))
        if not self._useful():
            await self._try_all(page.calendars, most=MOST)

    async def _sitemaps(self, root: str) -> None:
        robots = await self._try(urljoin(root, "robots.txt"), most=MOST, feed=False)
        told = [each for each in robots.look.sitemaps if same_site(each, root)] if robots else []
        for address in (choice.news_parts(told) or [urljoin(root, path) for path in choice.SITEMAPS])[:3]:
            answer = await self._try(address, most=MOST)
            listing = answer.look.feed if answer else None
            if listing and not self._useful():
                parts = [each for each in choice.news_parts(listing.more) if same_site(each, root)]
                await self._try_all(parts[:2], most=MOST)
            if self._useful():
                return

    def _useful(self) -> bool:
        return any(each.feed.entries and not each.foreign for each in self.found.values())

    async def _try_all(self, addresses: Iterable[str], *, most: int = _FEEDS) -> None:
        for address in addresses:
            if self.enough:
                return
            await self._try(address, most=most)

    async def _try(self, address: str, *, most: int = _FEEDS, feed: bool = True) -> _Answer | None:
        """Ask, and keep what is a feed; None where it was asked before, or where it is time to stop. `feed`: whether
        it is a disappointment where it is none."""
        if self.enough or self.gave_up or self.requests >= most or address in self._seen:
            return None
        if self._useful():
            self._further -= 1
            self.enough = self._further < 0
            if self.enough:
                return None
        answer = await self.ask(address)
        self._note(answer, expected="" if feed else answer.look.error)
        self._take(answer)
        return answer

    def _note(self, answer: _Answer, *, expected: str) -> None:
        if answer.look.error not in ("", expected):
            self.tried.append((answer.asked, answer.look.error))

    def _take(self, answer: _Answer) -> None:
        listing = answer.look.feed
        if listing is None or answer.look.error or listing.dialect == "sitemap-index":
            return
        found = self._judged(answer, listing)
        self.found.setdefault(answer.final, found)
        self.enough = self.enough or choice.is_good(found, self.now)

    def _judged(self, answer: _Answer, listing: Listing) -> Found:
        domains = self.network.domains if self.network else ()
        keep = answer.asked if address_problem(answer.keep) else answer.keep
        own = dict.fromkeys((host_of(keep), host_of(answer.final)))
        off = tuple(host for host in own if not on_network(host, domains))
        return Found(
            keep, answer.final, listing, off,
            foreign=not all(choice.asked_for(self.url, host) for host in off),
            strangers=tuple(host for host in listing.hosts if not on_network(host, domains)),
        )  # fmt: skip

    async def ask(self, address: str) -> _Answer:
        """One question, told and counted."""
        self.say(address)
        self.requests += 1
        self._seen.add(address)
        async with self.net.turn(address) as turn:
            got = await self.net.get(Ask(address), turn)
            try:
                answer = (
                    await self._opened(address, got) if isinstance(got, Fetched) else await self._named(address, got)
                )
            except WorkerLost:
                answer = _Answer(address, Look("worker"), address, address)
        self._silent = self._silent + 1 if answer.unanswered or answer.status == 503 else 0
        if self._silent >= _PATIENCE or answer.status == 429:
            self.gave_up = answer.look.error
        self._seen.add(answer.final)
        return answer

    async def _opened(self, address: str, got: Fetched) -> _Answer:
        zone = self.network.timezone if self.network else "Asia/Jakarta"
        look = await self.workers.look(LookJob(got.body, got.final_url, got.content_type, zone))
        if not got.complete and look.feed:
            look = Look(got.error)  # a pull would not get further
        return _Answer(address, look, got.final_url, got.moved or address)

    async def _named(self, address: str, got: object) -> _Answer:
        """A failure under its truest name: what came with a refusal may be a challenge, what came with a 404 is
        just a page."""
        failed = got if isinstance(got, Failed) else Failed(address, "http-status")
        error = failed.error
        if error == "odd-port" and choice.is_private(address):
            error = "private-address"  # that is what keeps it out, on whatever port
        if failed.page and failed.status not in (404, 410):
            said = (await self.workers.name(NameJob(failed.page))).error
            error = said if said != "not-a-feed" else error
        return _Answer(address, Look(error), failed.moved or address, address, failed.status)
