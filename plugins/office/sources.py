"""Finding a site's feeds as an operator asks for it: an address in, a ready agency.toml on standard output.

What was found is told on standard error: a table (rich) on a terminal, plain lines elsewhere, in Indonesian. Nothing
is written, unless the agency's folder was named; nothing is stored, and what stands is never touched.
"""

from __future__ import annotations

import asyncio
import json
import sys
from collections import Counter
from typing import IO

from plugins.newsroom import dates, registry
from plugins.newsroom.discover import MOST, Discovery, Found, agency_toml, discover, wanted_hosts
from plugins.newsroom.discover_choice import typed_problem
from plugins.newsroom.errors import NetworkUnusable, PortalError, Stopped, because
from plugins.newsroom.fetch import Net
from plugins.newsroom.model import Network
from plugins.newsroom.outcomes import FAILURES
from plugins.newsroom.roster_colors import colors_of
from plugins.newsroom.walls import Workers
from plugins.newsroom.written import is_slug
from plugins.office import environment, importing_folder

_CMS = {
    "wordpress": "WordPress", "joomla": "Joomla", "opensid": "OpenSID", "blogger": "Blogger", "drupal": "Drupal",
    "wix": "Wix",
}  # fmt: skip
_KINDS = {
    "rss": "RSS", "atom": "Atom", "rdf": "RDF", "cdf": "CDF", "json-feed": "JSON Feed",
    "wordpress-rest": "WordPress REST", "youtube": "YouTube", "ical": "iCalendar", "sitemap": "peta situs",
    "list": "daftar HTML",
}  # fmt: skip
_BARE = {"sitemap": "di halamannya", "youtube": "tidak ada (tampil sebagai kartu tautan)"}  # what never holds a text
_NEARLY_ALL = 0.9  # share of entries with their whole text; a short notice looks like an excerpt
_HEADS = ("Alamat", "Jenis", "Tulisan", "Terbaru", "Teks")


def discover_one(url: str, *, slug: str = "", out: IO[str] | None = None, err: IO[str] | None = None) -> int:
    """Discover, tell, print. 0 where something can be read, 1 where nothing can.

    With `slug` the agency's folder is written instead of printed, if something can be read. Where nobody answered at
    all nothing is printed: what such a file would say is not known. Raises PortalError where `url` is no address or
    that folder cannot be made, NetworkUnusable where nobody could judge what is in it, Stopped where Ctrl-C ended it.
    """
    talk = err or sys.stderr
    if problem := typed_problem(url):
        raise PortalError(
            f"'{url.strip()[:100]}' bukan alamat situs: {problem}. Tulis misalnya"
            " ./run sources.discover dinkes.contohkab.go.id"
        )
    network = _room_for(slug) if slug else known_network(talk)
    try:
        done = asyncio.run(_discover(url, network, talk))
    except KeyboardInterrupt as stop:
        raise Stopped("Tidak ada yang ditulis.") from stop
    tell(done, network, talk)
    if slug and network and done.found:
        _write(done, slug, network, talk)
    elif done.answered or done.found:
        text = agency_toml(done, guide=environment.guide("panduan-sumber.md"))
        print(text, end="", file=out or sys.stdout, flush=True)
    return 0 if done.found else 1


def _room_for(slug: str) -> Network:
    """The network, where an agency's folder of this name may be made; seen before anybody is asked."""
    if not is_slug(slug):
        raise PortalError(f"Nama folder '{slug}' tidak sah: pakai huruf kecil, angka, dan tanda hubung.")
    if (environment.content() / "agencies" / slug).exists():
        raise PortalError(f"content/agencies/{slug} sudah ada dan tidak ditimpa. Pilih nama lain, atau sunting isinya.")
    return registry.read_network(environment.content())


def _write(done: Discovery, slug: str, network: Network, talk: IO[str]) -> None:
    try:
        content = environment.content()
        used = (agency.color for agency in registry.read_agencies(content, network).agencies)
        text = agency_toml(
            done, slug=slug, color=colors_of([slug], used)[slug], guide=environment.guide("panduan-sumber.md")
        )
        problem = importing_folder.write(content, network, slug, text)
    except OSError as error:
        problem = f"folder tidak dapat ditulis ({because(error)})"
    if problem:
        raise PortalError(f"{slug} tidak ditulis: {problem}")
    print(f"Ditulis: content/agencies/{slug}/agency.toml dan profile.md. Lengkapi, lalu ./run check.", file=talk)


def known_network(talk: IO[str]) -> Network | None:
    """The network of content/; None, and said so, where it cannot be read: then nothing limits what may be found."""
    try:
        return registry.read_network(environment.content())
    except NetworkUnusable as error:
        for fault in error.faults:
            print(fault, file=talk)
        print("Domain jaringan tidak diketahui, jadi alamat mana pun diterima.", file=talk)
        return None


async def _discover(url: str, network: Network | None, talk: IO[str]) -> Discovery:
    agent = environment.agent(network.contact if network else "")
    private = bool(network and network.allow_private_addresses)
    asked = 0

    def say(address: str) -> None:
        nonlocal asked
        asked += 1
        print(f"  {asked:2}/{MOST} {address}", file=talk, flush=True)

    print(f"Mencari umpan di {url} …", file=talk)
    with Workers(1) as workers:
        async with Net(allow_private=private, agent=agent, now=environment.now) as net:
            return await discover(url, net=net, workers=workers, network=network, say=say, now=environment.now)


def tell(done: Discovery, network: Network | None, talk: IO[str]) -> None:
    """What was found, what was refused and why, what there is to decide."""
    zone = network.timezone if network else "Asia/Jakarta"
    print(file=talk)
    if done.title or done.cms:
        print(f"Situs: {done.title or 'tanpa nama'}, CMS: {_CMS.get(done.cms, 'tidak dikenal')}", file=talk)
    if done.moved:
        print(f"Situs mengalihkan ke {done.moved}. Pastikan memang milik instansi.", file=talk)
    refused = Counter(error for _, error in done.tried)
    for error, count in refused.items() if done.found else ():
        print(f"Dilewati: {count} alamat, {FAILURES[error].sentence}", file=talk)
    if done.found:
        _table([_row(each, zone) for each in done.found], talk)
        for line in (done.why, *_let_in(done), *_warnings(done.found[0])):
            if line:
                print(line, file=talk)
    else:
        print(*_nothing(done), sep="\n", file=talk)
    print(f"{done.requests} pertanyaan kepada situs.\n", file=talk)


def _nothing(done: Discovery) -> tuple[str, ...]:
    """Why there is no feed, and what can be done."""
    if done.error == "not-a-feed":
        return (
            "Situs dapat dibuka, tetapi tidak ada umpan di alamat-alamat yang lazim.",
            "Minta pengelola situs menyalakan RSS, atau pakai salah satu cara dalam agency.toml di bawah (panduannya"
            f" {environment.guide('panduan-sumber.md')}).",
        )
    failure, code = FAILURES[done.error], f" (HTTP {done.status})" if done.status else ""
    told = [f"Belum ada umpan yang dapat dibaca: {failure.sentence}{code}.", failure.hint]
    if done.error == "private-address":
        told.append(allowing())
    if not done.answered:
        told.append(
            "Situs tidak menjawab, jadi agency.toml tidak dicetak. Ulangi perintah ini bila sudah dapat dibuka."
        )
    return tuple(told)


def allowing() -> str:
    """What lets in a site of this machine: missing where somebody tries a sample site with a region's own content/."""
    where = environment.content() / "network.toml"
    return (
        f"Bila situs ini memang di mesin atau jaringan sendiri: tulis allow_private_addresses = true di {where}. "
        "Untuk situs contoh, pakai perintah yang dicetak ./run demo."
    )


def _row(found: Found, zone: str) -> tuple[str, ...]:
    feed = found.feed
    newest = dates.short_text(feed.newest_at, zone) if feed.newest_at else feed.newest or "tanpa tanggal"
    if feed.dialect in _BARE:
        return found.url, _KINDS[feed.dialect], str(feed.entries), newest, _BARE[feed.dialect]
    whole = "lengkap" if feed.full >= _NEARLY_ALL else "sebagian lengkap" if found.full else "kutipan"
    return found.url, _KINDS.get(feed.dialect, feed.dialect), str(feed.entries), newest, whole


def _let_in(done: Discovery) -> list[str]:
    """What agency.toml says of hosts off the network: let in because somebody named them, or left to be let in."""
    hosts = wanted_hosts(done)
    if not hosts:
        return []
    line = f"domains = {json.dumps(hosts)}"
    if done.found[0].foreign:
        return [
            f"Umpan ini di luar domain jaringan, jadi belum dipakai: umpan itu dan baris {line} ditulis di agency.toml"
            " dengan tanda # di depannya. Bila memang milik instansi, hapus tanda # itu."
        ]
    return [
        f"Di luar domain jaringan. Karena alamatnya Anda sebut sendiri, agency.toml memuat baris {line}."
        " Bila bukan milik instansi, hapus baris itu beserta umpannya."
    ]


def _warnings(found: Found) -> list[str]:
    """What the operator should know of the feed that was chosen."""
    feed = found.feed
    told = []
    if feed.hosts:
        held = " (sebagian di luar jaringan: tulisannya ditahan)" if found.strangers else ""
        told.append(f"Domain lain di dalamnya: {', '.join(feed.hosts)}{held}")
    if feed.entries and feed.dated < 1:
        told.append(f"{round((1 - feed.dated) * 100)}% tulisannya tanpa tanggal yang dapat dibaca.")
    if feed.repeated:
        told.append(f"{round(feed.repeated * 100)}% tulisannya berulang.")
    if not feed.entries:
        told.append("Umpan ini masih kosong.")
    return told


def _table(rows: list[tuple[str, ...]], talk: IO[str]) -> None:
    if not talk.isatty():
        for url, kind, entries, newest, whole in rows:
            print(f"{url}: {kind}, {entries} tulisan, terbaru {newest}, teks {whole}", file=talk)
        return
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(*_HEADS)
    for row in rows:
        table.add_row(*map(Text, row))  # Text: what a site says is no markup
    Console(file=talk).print(table)
