"""What an import ends in, told in Indonesian: what was written, whom to call and why, what network.toml should say.

Results come in, lines for standard output go out, and the list of calls as a spreadsheet. What sites and lists say of
themselves is printed as plain text. Nothing is decided here.
"""

from __future__ import annotations

import csv
import json
import re
import sys
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import IO, Final, Literal

from msgspec import Struct

from plugins.newsroom import dates
from plugins.newsroom.addresses import on_network
from plugins.newsroom.discover import UNANSWERED, Found
from plugins.newsroom.errors import PortalError, because
from plugins.newsroom.model import Agency, Network
from plugins.newsroom.outcomes import FAILURES, Failure
from plugins.newsroom.roster_sites import host_of
from plugins.newsroom.roster_words import Candidate, Joined
from plugins.office import environment
from plugins.office.sources import allowing

_NO_FEED: Final = "situsnya terbuka, tetapi umpan tidak ditemukan"
_NO_FEED_HINT: Final = (
    "Apakah situs punya RSS, dan di alamat mana? Minta dinyalakan. Tanpa itu: daftar berita dengan penanda CSS"
    " (caranya di {guide}), atau kosongkan alamat situsnya di daftar supaya instansi menulis langsung di portal."
)
_OFF: Final = Failure(
    "umpannya berada di luar domain jaringan",
    "Umpan itu belum dipakai: hanya situsnya yang menyebutnya. Apakah alamat itu memang milik instansi? Bila ya, tulis"
    " di kolom RSS daftar, lalu impor lagi.",
)
_STRAYS: Final = {
    "mail": Failure(
        "kolom situs di daftar memuat alamat surel",
        "Apa alamat situsnya? Tulis di daftar, misalnya dinkes.contohkab.go.id; kosongkan bila memang tidak punya.",
    ),
    "social": Failure(
        "yang tercatat di daftar akun media sosial, bukan situs",
        "Apakah instansi punya situs? Tulis alamatnya di daftar; kosongkan bila memang tidak punya.",
    ),
    "unclear": Failure(
        "alamat situs di daftar tidak dapat dibaca",
        "Apa alamat situsnya? Tulis di daftar, misalnya dinkes.contohkab.go.id; kosongkan bila memang tidak punya.",
    ),
}
"""What stands in a list's column of sites and is none. With an empty cell the agency writes in the portal itself."""
_SURPRISE: Final = Failure("tidak dapat dicatat", "Periksa barisnya di daftar, lalu ulangi.")
_HEADS: Final = ("Nama", "Situs", "Sebab", "Yang ditanyakan", "Kontak", "Baris")
_PRIVATE: Final = "private-address"  # refused by ourselves, which is no fault of the line
_OUTSIDE: Final = (UNANSWERED | {"dns"}) - {_PRIVATE}


class Call(Struct, frozen=True):
    """An address that failed, and the key of FAILURES that says how; or a stray, and what it is. `led`: where it leads,
    if off the network."""

    url: str
    error: str
    led: str = ""

    def failure(self) -> Failure:
        if self.error == "not-a-feed":
            return Failure(_NO_FEED, _NO_FEED_HINT.format(guide=environment.guide("panduan-sumber.md")))
        if self.led:
            return Failure(f"{_OFF.sentence} ({self.led})", _OFF.hint)
        return _STRAYS.get(self.error) or FAILURES[self.error]


class Result(Struct, frozen=True):
    """What became of one candidate. `text` is its agency.toml, `feed` what was found; `problem` is what nobody
    expected. A new agency may have calls too: those of its feeds that could not be read. `named`: it stands without a
    site, and the list now names one."""

    candidate: Candidate
    fate: Literal["new", "stands", "twin", "call"]
    text: str = ""
    feed: Found | None = None
    calls: tuple[Call, ...] = ()
    problem: str = ""
    named: bool = False
    first: Agency | None = None  # who has the folder that it would have had
    twin: str = ""  # the folder of whoever publishes the same already


def tell(
    results: Sequence[Result], network: Network, joined: Sequence[Joined] = (), *, dry: bool = False,
    out: IO[str] | None = None,
) -> None:  # fmt: skip
    """The tables that end an import. `joined`: the lines of the list that are no candidates of their own."""
    stream = out or sys.stdout
    for line in (
        *_new(results, network, dry), *_standing(results), *_twins(results, joined), *_calls(results),
        *_domains(results, network, dry), *_summary(results, joined, dry),
    ):  # fmt: skip
        print(line, file=stream)


def _new(results: Iterable[Result], network: Network, dry: bool) -> Iterator[str]:
    new = [each for each in results if each.fate == "new"]
    if new:
        yield "Akan ditulis:" if dry else "Berhasil:"
    rows = [
        (
            each.candidate.slug,
            each.candidate.name,
            *(_found(each.feed, network) if each.feed else _unread(each.candidate)),
        )
        for each in new
    ]
    yield from _columns(rows)
    for who, first in ((each.candidate, each.first) for each in new if each.first):
        yield f"  {who.slug} (baris {who.line}): folder {first.slug} sudah dipakai instansi lain, {_plain(first.name)}"
        yield f"    ({_plain(first.site)}). Mau nama lain? Tulis di kolom 'Folder'. Bila itu instansi yang sama dan"
        yield f"    situsnya pindah: ubah site di content/agencies/{first.slug}/agency.toml, dan hapus folder baru itu."


def _unread(candidate: Candidate) -> tuple[str, str, str]:
    """An agency of which no feed was read: it has none, or what the list says of it is taken as it stands."""
    if candidate.feeds:
        return "menurut daftar", f"{len(candidate.feeds)} umpan", ""
    return "tanpa umpan" if candidate.site else "tanpa situs", "menulis langsung di portal", ""


def _found(found: Found, network: Network) -> tuple[str, ...]:
    feed = found.feed
    newest = dates.short_text(feed.newest_at, network.timezone) if feed.newest_at else "tanpa tanggal"
    return feed.dialect, f"{feed.entries} tulisan", f"terbaru {newest}" if feed.entries else ""


def _standing(results: Iterable[Result]) -> Iterator[str]:
    standing = [each for each in results if each.fate == "stands"]
    if standing:
        yield "\nSudah ada, dilewati:"
    yield from _columns([(each.candidate.slug, each.candidate.name) for each in standing])
    for slug, site in ((each.candidate.slug, each.candidate.site) for each in standing if each.named):
        yield f"  {slug} sudah ada tanpa situs; daftar kini menyebut {site}: tambahkan situs dan umpannya ke"
        yield f"    content/agencies/{slug}/agency.toml, seperti yang dicetak ./run sources.discover {site}"


def _twins(results: Sequence[Result], joined: Sequence[Joined]) -> Iterator[str]:
    twins = [each for each in results if each.fate == "twin"]
    if twins or joined:
        yield "\nSitusnya sama dengan instansi lain, tidak ditulis:"
    for who, twin in ((each.candidate, each.twin) for each in twins):
        yield f"  {_plain(who.name)} ({who.slug}, baris {who.line}): {_plain(who.site)} sudah dipakai {twin}"
    firsts = {each.candidate.line: each.candidate for each in results}
    for line in joined:
        first = firsts[line.first]
        yield f"  {_plain(line.name)} (baris {line.line}): {_plain(line.site)} sudah dipakai baris {first.line},"
        yield f"    {_plain(first.name)} ({first.slug}); digabung"
    if twins or joined:
        yield "  Hapus baris yang lebih, betulkan alamatnya, atau bila memang beberapa instansi berbagi satu situs, isi"
        yield "  umpan masing-masing di kolom RSS."


def calls(results: Iterable[Result]) -> Iterator[tuple[str, str, str, str, str, str]]:
    """One row a call: name, site, why, what to ask, contact, line of the list."""
    for each in results:
        who = each.candidate
        for call in each.calls:
            failure = call.failure()
            yield who.name, call.url, failure.sentence, failure.hint, who.contact, str(who.line)
        if each.problem:
            yield (
                who.name,
                who.site,
                f"{_SURPRISE.sentence}: {each.problem}",
                _SURPRISE.hint,
                who.contact,
                str(who.line),
            )


def _calls(results: Sequence[Result]) -> Iterator[str]:
    rows = list(calls(results))
    if rows:
        yield "\nPerlu ditelepon:"
    for name, site, why, ask, contact, line in rows:
        yield f"  {_plain(name)}: {site}" + (f" (kontak {_plain(contact)})" if contact else "")
        yield f"    baris {line}: {_plain(why)}"
        yield f"    {ask}"


def _domains(results: Iterable[Result], network: Network, dry: bool) -> Iterator[str]:
    """What was let in because the list names it, and the line for network.toml that lets it in for all; or all hosts,
    where there is no limit yet."""
    new = [each for each in results if each.fate == "new" and each.text]
    own = {each.candidate.slug: _own(each.text) for each in new if _own(each.text)}
    hosts = {domain for domains in own.values() for domain in domains}
    if not network.domains:
        hosts = {host for each in new if (host := host_of(each.candidate.site))}
    if not hosts:
        return
    wanted = [*network.domains, *(p for p in patterns(hosts) if not on_network(p.replace("*", "x"), network.domains))]
    if network.domains:
        done = "akan ditulis" if dry else "sudah ditulis"
        yield f"\nDi luar domain jaringan. Karena daftar menyebutnya, baris domains {done} di agency.toml instansi ini;"
        yield "bila bukan milik instansi, hapus baris itu beserta umpannya:"
        yield from _columns([(f"content/agencies/{slug}", ", ".join(domains)) for slug, domains in own.items()])
        yield "Supaya diterima bagi seluruh jaringan, tulis di network.toml:"
    else:
        yield "\nJaringan belum dibatasi. Bila semua ini milik instansi, tulis di network.toml:"
    yield f"  domains = {json.dumps(wanted)}"


def _own(text: str) -> list[str]:
    """The domains that an agency.toml had to let in for itself."""
    return [str(domain) for domain in tomllib.loads(text).get("domains", [])]


def patterns(hosts: Iterable[str]) -> list[str]:
    """The fewest patterns for these hosts: `*.` where two share a government's domain, else the host itself."""
    known = sorted(set(hosts))
    parents = Counter(host.partition(".")[2] for host in known)
    wide = {
        parent for parent, n in parents.items() if n > 1 and (parent == "desa.id" or re.search(r".\.go\.id$", parent))
    }
    found = [f"*.{parent}" if (parent := host.partition(".")[2]) in wide else host for host in known]
    return list(dict.fromkeys(found))


def _summary(results: Sequence[Result], joined: Sequence[Joined], dry: bool) -> Iterator[str]:
    count = Counter(each.fate for each in results)
    new = f"{count['new']} {'akan ditulis' if dry else 'ditulis'}"
    twins = f"{count['twin']} bersitus sama, " if count["twin"] else ""
    twins += f"{len(joined)} baris digabung, " if joined else ""
    yield f"\n{len(results)} instansi: {new}, {count['stands']} sudah ada, {twins}{count['call']} perlu ditelepon."
    if any(call.error == _PRIVATE for each in results for call in each.calls):
        yield f"Ada situs yang ditolak karena alamatnya di jaringan pribadi. {allowing()}"
    visited = [each for each in results if each.feed or (each.calls and not each.candidate.stray)]
    visited = [each for each in visited if not each.calls or each.calls[0].error != _PRIVATE]
    if len(visited) > 2 and all(each.calls and each.calls[0].error in _OUTSIDE for each in visited):
        yield "Semua situs gagal dihubungi: periksa sambungan internet mesin ini."
    if count["call"] and not dry:
        yield "Sesudah situsnya diperbaiki, jalankan perintah yang sama lagi: yang sudah ada dilewati."
    if count["new"]:
        yield from _permanent() if dry else _next(results)


def _permanent() -> Iterator[str]:
    yield "Nama folder (kolom pertama di atas) menjadi alamat tetap instansi di portal; sesudah terbit jangan diganti."
    yield "Mau nama lain? Beri daftar itu kolom 'Folder' (huruf kecil, angka, tanda hubung) sebelum mengimpornya."


def _next(results: Iterable[Result]) -> Iterator[str]:
    yield "Langkah berikutnya:"
    fed = next((each.candidate.slug for each in results if each.fate == "new" and each.feed), "")
    steps = [
        ("check", "memeriksa isi content/"), ("pull", "menarik berita terbaru"),
        *([(f"sources.backfill {fed}", "mengambil arsipnya; begitu juga instansi lain")] if fed else []),
        ("build", "mencetak portal"), ("serve", "melihatnya di komputer ini"),
    ]  # fmt: skip
    yield from _columns([(f"./run {command}", what) for command, what in steps])


def write_calls(path: Path, results: Iterable[Result]) -> None:
    """The calls as a spreadsheet opens them here: semicolons, and a mark that says UTF-8. Raises PortalError."""
    try:
        with path.open("w", encoding="utf-8-sig", newline="") as file:
            table = csv.writer(file, delimiter=";")
            table.writerow(_HEADS)
            table.writerows([_harmless(cell) for cell in row] for row in calls(results))
    except OSError as error:
        raise PortalError(f"{path}: daftar telepon tidak dapat ditulis ({because(error)}).") from error


def _harmless(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula; a telephone number may begin with its plus."""
    plain = _plain(cell)
    return f"'{plain}" if re.match(r"[=@]|[+-](?![\d\s()-]*$)", plain) else plain


def _plain(text: str) -> str:
    return "".join(letter if letter.isprintable() else " " for letter in text)


def _columns(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    widths = [max(len(row[n]) for row in rows) for n in range(len(rows[0]))] if rows else []
    for row in rows:
        yield "  " + "  ".join(_plain(cell).ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
