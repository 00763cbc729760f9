"""Nothing that a source writes into an address leads the portal into somebody's own network.

A canary listens on 127.0.0.1 and ::1, and must never be called. Loopback has to play the Internet too, since no test
may leave the machine: 127.0.0.2 is taken for a public address, and the canary's port for a usual one, so that only the
rule for addresses can refuse. Every address of the table is asked for directly and behind one, three and five hops.
"""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Final
from urllib.parse import quote, unquote

import pytest

from plugins.newsroom import address_rule, fetch
from plugins.newsroom.fetch import Answer, Ask, Net
from plugins.newsroom.outcomes import FAILURES, Failed, Fetched
from tests.faults import Visit, feed, moved, ok
from tests.faults._names import NameServer

NOW: Final = datetime(2026, 11, 21, 5, 0, tzinfo=UTC)
PUBLIC: Final = "127.0.0.2"
PRIVATE: Final = "127.0.0.1"
SITE: Final = "dinkes.contohkab.example"
HOPS: Final = (0, 1, 3, 5)
SCHEMES: Final = ("http", "https", "HTTP")

# --- the table: a host as a source could write it → what the refusal must be called ----------------------

HOSTS: Final = {
    # loopback, spelt in every way that some reader of addresses takes; what is no canonical IPv4 is no address to us
    "127.0.0.1": "private-address", "127.1": "bad-address", "127.0.1": "bad-address", "2130706433": "bad-address",
    "017700000001": "bad-address", "0177.0.0.1": "bad-address", "0": "bad-address", "0x7f000001": "private-address",
    "0x7f.0.0.1": "private-address", "0x7f.1": "private-address", "0177.0.0.0x1": "private-address",
    "127.255.255.254": "private-address", "127.0.0.3": "private-address", "0.0.0.0": "private-address",
    "localhost": "private-address", "LOCALHOST": "private-address", "dinkes.localhost": "private-address",
    "127。0。0。1": "private-address", "①②⑦.⓪.⓪.①": "private-address", "１２７.0.0.1": "private-address",
    "[::1]": "private-address", "[0:0:0:0:0:0:0:1]": "private-address", "[::]": "private-address",
    # IPv4 inside IPv6: mapped, compatible, translated, NAT64, 6to4, Teredo
    "[::ffff:127.0.0.1]": "private-address", "[::ffff:7f00:1]": "private-address",
    "[::127.0.0.1]": "private-address", "[::ffff:0:127.0.0.1]": "private-address",
    "[64:ff9b::7f00:1]": "private-address", "[64:ff9b:1::7f00:1]": "private-address",
    "[2002:7f00:1::]": "private-address", "[2001:0:7f00:1::]": "private-address",
    # other people's own networks, clouds' secrets, and what is nobody's (IANA's special registries)
    "10.0.0.1": "private-address", "172.16.0.1": "private-address", "192.168.1.1": "private-address",
    "169.254.169.254": "private-address", "100.64.0.1": "private-address", "100.100.100.200": "private-address",
    "192.0.0.192": "private-address", "198.18.0.1": "private-address", "192.0.2.1": "private-address",
    "198.51.100.1": "private-address", "203.0.113.1": "private-address", "192.88.99.1": "private-address",
    "224.0.0.1": "private-address", "239.255.255.250": "private-address", "240.0.0.1": "private-address",
    "255.255.255.255": "private-address", "[fc00::1]": "private-address", "[fd00:ec2::254]": "private-address",
    "[fe80::1]": "private-address", "[fec0::1]": "private-address", "[ff02::1]": "private-address",
    "[3fff::1]": "private-address", "[100::1]": "private-address", "[2001:db8::1]": "private-address",
    "[2001:2::1]": "private-address", "[2001:10::1]": "private-address", "[5f00::1]": "private-address",
    # names that lead there
    "dalam.contohkab.example": "private-address", "dalam6.contohkab.example": "private-address",
    "dipetakan.contohkab.example": "private-address", "awan.contohkab.example": "private-address",
    "mati-lalu-dalam.contohkab.example": "private-address", "dalam-lalu-mati.contohkab.example": "private-address",
    # readers differ about where the host ends
    "admin@127.0.0.1": "bad-address", "dinkes.contohkab.example@127.0.0.1": "bad-address",
    "127.0.0.1\\@dinkes.contohkab.example": "bad-address", "dinkes.contohkab.example\\@127.0.0.1": "bad-address",
    "dinkes.contohkab.example:80@127.0.0.1": "bad-address", "127.0.0.1 dinkes.contohkab.example": "bad-address",
    "127.0.0.1\tdinkes": "bad-address", "[::1": "bad-address", "[127.0.0.1]": "bad-address", "": "bad-address",
}  # fmt: skip

NAMES: Final = {
    SITE: [[PUBLIC]],
    "dinkes.localhost": [[PRIVATE]],
    "dalam.contohkab.example": [[PRIVATE]],
    "dalam6.contohkab.example": [["::1"]],
    "dipetakan.contohkab.example": [["::ffff:127.0.0.1"]],
    "awan.contohkab.example": [["169.254.169.254"]],
    "mati-lalu-dalam.contohkab.example": [["127.0.0.4", PRIVATE]],
    "dalam-lalu-mati.contohkab.example": [[PRIVATE, "127.0.0.4", "10.0.0.1"]],
}

NO_WEB: Final = (
    "ftp://{}/", "file://{}/etc/passwd", "file:///etc/passwd", "gopher://{}/_INFO", "dict://{}/info", "ldap://{}/",
    "ws://{}/", "wss://{}/", "unix:///run/docker.sock", "jar:http://{}!/", "javascript:fetch('http://{}')",
    "data:text/xml,<rss/>", "view-source:http://{}/", "tftp://{}/a", "smb://{}/a", "http+unix://{}/", "//{}",
)  # fmt: skip
"""Schemes in which there is no feed; `{}` is the canary."""


# --- canary, Internet, and a line that takes one for the other -------------------------------------------


@dataclass
class Scene:
    """Both sides on one port. `called` empties the canary's queue and counts who was in it."""

    port: int
    canaries: list[socket.socket] = field(default_factory=list)

    def called(self) -> int:
        count = 0
        for canary in self.canaries:
            while True:
                try:
                    canary.accept()[0].close()
                except BlockingIOError:
                    break
                count += 1
        return count

    def ask(self, *urls: str, names: NameServer | None = None, private: bool = False) -> list[Answer]:
        """Ask one address after another within one pull; the Internet's side serves meanwhile."""
        return asyncio.run(self._ask(urls, names or NameServer(NAMES), private))

    async def _ask(self, urls: tuple[str, ...], names: NameServer, private: bool) -> list[Answer]:
        seconds = 0.5 if private else 10  # a canary that is called does not answer
        net = Net(allow_private=private, agent="Portal Uji", now=lambda: NOW, seconds=seconds, lookup=names)
        async with await asyncio.start_server(self._internet, PUBLIC, self.port) as serving, net:
            answers = [await net.get(Ask(url)) for url in urls]
            serving.close()
        return answers

    async def _internet(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """`/hops/3/<address>` leads there in three hops; everything else is a feed."""
        with closing(writer):
            path = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split(" ")[1]
            _, kind, left, target = [*path.split("/", 3), "", "", ""][:4]
            visit = Visit(f"http://{SITE}:{self.port}", reader, writer, path)
            if kind == "hops":
                further = f"/hops/{int(left) - 1}/{target}" if int(left) > 1 else unquote(target)
                await visit.send(moved(further))
            else:
                await visit.send(ok(feed(visit)))

    def behind(self, hops: int, address: str) -> str:
        """An address that leads to another in so many hops."""
        return f"http://{SITE}:{self.port}/hops/{hops}/{quote(address, safe='')}" if hops else address


@pytest.fixture
def scene(monkeypatch: pytest.MonkeyPatch) -> Iterator[Scene]:
    canary = socket.create_server((PRIVATE, 0))
    made = Scene(canary.getsockname()[1], [canary])
    try:
        socket.create_server((PUBLIC, made.port)).close()
    except OSError:
        canary.close()
        pytest.skip(f"{PUBLIC} cannot be had on this machine: nothing can play the Internet")
    with suppress(OSError):  # no IPv6 here
        made.canaries.append(socket.create_server(("::1", made.port), family=socket.AF_INET6))
    for each in made.canaries:
        each.setblocking(False)

    real = fetch.may_connect

    def may_connect(address: str, *, allow_private: bool) -> bool:
        return address == PUBLIC or real(address, allow_private=allow_private)

    monkeypatch.setattr(fetch, "may_connect", may_connect)
    monkeypatch.setattr(address_rule, "USUAL_PORTS", address_rule.USUAL_PORTS | {made.port})
    yield made
    for each in made.canaries:
        each.close()


def refused(answer: Answer) -> str:
    """What a refusal is called; it must be one that the portal has a sentence for."""
    assert isinstance(answer, Failed), answer
    assert answer.error in FAILURES
    return answer.error


# --- the promises ----------------------------------------------------------------------------------------


def test_the_canary_hears_whoever_calls(scene: Scene) -> None:
    """Else all that follows would prove nothing: where private addresses are allowed, it is called."""
    canary, hops = f"http://{PRIVATE}:{scene.port}/", f"http://{SITE}:{scene.port}/hops/1/"
    scene.ask(canary, hops + quote(canary, safe=""), private=True)
    assert scene.called() == 2


def test_the_internet_is_reached(scene: Scene) -> None:
    """A site at a public address is read, directly and behind five hops, and nobody calls the canary."""
    site = f"http://{SITE}:{scene.port}/feed/"
    for answer in scene.ask(site, scene.behind(5, site)):
        assert isinstance(answer, Fetched), answer
    assert scene.called() == 0


def test_the_table_is_large_enough() -> None:
    """Forty ways to write a host, each in several schemes and behind several hops."""
    assert len(HOSTS) >= 40
    assert len(HOSTS) * len(SCHEMES) * len(HOPS) >= 480


@pytest.mark.parametrize("host", HOSTS, ids=ascii)
def test_no_address_leads_to_the_canary(scene: Scene, host: str) -> None:
    """However a host is spelt, in whichever scheme, directly or behind hops: nobody connects, and it is said why."""
    addresses = [f"{scheme}://{host}:{scene.port}/rahasia" for scheme in SCHEMES]
    asked = [scene.behind(hops, address) for address in addresses for hops in HOPS]
    named = {url: refused(answer) for url, answer in zip(asked, scene.ask(*asked), strict=True)}
    assert named == dict.fromkeys(asked, HOSTS[host])
    assert scene.called() == 0


@pytest.mark.parametrize("form", NO_WEB)
def test_no_other_scheme_is_spoken(scene: Scene, form: str) -> None:
    """http and https alone are asked, whatever a redirect says."""
    address = form.format(f"{PRIVATE}:{scene.port}")
    wanted = "private-address" if address.startswith("//") else "bad-address"  # from a redirect, that is http
    answers = scene.ask(*(scene.behind(hops, address) for hops in HOPS if hops or wanted == "bad-address"))
    assert {refused(answer) for answer in answers} == {wanted}
    assert scene.called() == 0


def test_a_name_that_changes_between_two_pulls_is_judged_anew(scene: Scene) -> None:
    """It was public when it was configured and leads home now: it was read then, and is refused now."""
    names = NameServer({SITE: [[PUBLIC], [PRIVATE]]})
    site = f"http://{SITE}:{scene.port}/feed/"
    (first,), (second,) = scene.ask(site, names=names), scene.ask(site, names=names)
    assert isinstance(first, Fetched)
    assert refused(second) == "private-address"
    assert scene.called() == 0


def test_a_name_that_changes_between_two_hops_changes_nothing(scene: Scene) -> None:
    """Asked once a pull, a name server cannot say one thing to the check and another to the connection."""
    names = NameServer({SITE: [[PUBLIC], [PRIVATE]]})
    site = f"http://{SITE}:{scene.port}/feed/"
    for answer in scene.ask(scene.behind(4, site), site, names=names):
        assert isinstance(answer, Fetched)
    assert names.asked == [SITE]
    assert scene.called() == 0


@pytest.mark.parametrize("dead", ["127.0.0.4", "10.0.0.1", "::1"])
@pytest.mark.parametrize("first", [True, False])
def test_of_several_addresses_only_public_ones_are_dialled(scene: Scene, dead: str, first: bool) -> None:
    """A name that leads to a public address and to private ones is read at the public one, in whichever order."""
    names = NameServer({SITE: [[PUBLIC, PRIVATE, dead] if first else [PRIVATE, dead, PUBLIC]]})
    (answer,) = scene.ask(f"http://{SITE}:{scene.port}/feed/", names=names)
    assert isinstance(answer, Fetched), answer
    assert scene.called() == 0


def test_a_public_address_that_is_dead_is_no_way_round(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the public address refuses, the next in line is judged all the same."""
    stands_in = fetch.may_connect

    def may_connect(address: str, *, allow_private: bool) -> bool:
        return address == "127.0.0.4" or stands_in(address, allow_private=allow_private)

    monkeypatch.setattr(fetch, "may_connect", may_connect)
    names = NameServer({SITE: [["127.0.0.4", PRIVATE, "::1"]]})
    (answer,) = scene.ask(f"http://{SITE}:{scene.port}/feed/", names=names)
    assert refused(answer) in ("private-address", "refused", "connect")
    assert scene.called() == 0


def test_a_name_that_nobody_has_is_called_so(scene: Scene) -> None:
    """No such name is a failure of its own, directly and behind a hop."""
    address = f"http://tidak-ada.contohkab.example:{scene.port}/"
    assert [refused(answer) for answer in scene.ask(address, scene.behind(2, address))] == ["dns", "dns"]


@pytest.mark.parametrize("port", [1, 22, 25, 3306, 6379, 11211, 65535])
def test_ports_of_other_services_are_not_asked(scene: Scene, port: int) -> None:
    """A feed lives on a port of the web; what listens elsewhere would take our question for its own language."""
    address = f"http://{SITE}:{port}/feed/"
    direct, hopped = scene.ask(address, scene.behind(1, address))
    assert refused(direct) == "odd-port"
    assert refused(hopped) in ("odd-port", "bad-address")
