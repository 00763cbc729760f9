"""Reads what was staged before it goes live, and refuses: raises BuildRefused with one sentence, or says nothing.

Every file is one that this edition made, of a kind and at a place that the site knows; every page carries the
strict policy and no script or handler, but for the search page's own; every internal link has a target; no story is
without its page, and no page of a story goes.
"""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator, Set
from contextlib import nullcontext, suppress
from functools import lru_cache
from typing import Final
from urllib.parse import unquote, urlsplit

from plugins.newsroom.errors import BuildRefused, SiteIncomplete
from plugins.portal.edition import SEARCHING, Edition
from plugins.portal.hands import Hands, chunks
from plugins.portal.ledger import Ledger
from plugins.portal.stage import Stage

KNOWN: Final = re.compile(
    r"(?:index\.html|404\.html|robots\.txt|status\.json|opml\.xml|sitemap(?:-news)?\.xml|sitemap/\d{4}-\d\d\.xml"
    r"|(?:rss|atom)\.xml|feed\.json|data/index\.json|data/stories/\d{4}-\d\d\.jsonl"
    r"|berita/\d{4}/\d\d/[a-z0-9-]+/index\.html"
    r"|(?:instansi|topik|wilayah)/(?:[a-z0-9-]+/)?(?:\d+/)?(?:\d\d/)?(?:index\.html|(?:rss|atom)\.xml|feed\.json)"
    r"|arsip/(?:\d{4}/\d\d/)?index\.html|w/[a-z0-9-]+\.html|gambar/[0-9a-f]+-\d+\.webp"
    r"|aset/[\w-]+\.[0-9a-f]+\.(?:css|svg|png|ico|woff2|webp|js)|[a-z0-9-]+/index\.html)"
)
"""Every path that the portal may write."""

_STORY: Final = re.compile(r"berita/\d{4}/\d\d/[a-z0-9-]+/index\.html")
_POLICY: Final = re.compile(
    r"""<meta (?:http-equiv="Content-Security-Policy" content="(?P<said>default-src 'none';[^"<>]*)\""""
    r"""|content="(?P<too>default-src 'none';[^"<>]*)" http-equiv="Content-Security-Policy") ?/?>"""
)  # the other way round where a plugin read the page and wrote it again
_RUNS: Final = ("default-src", "script-src", "worker-src", "child-src", "frame-src", "object-src")
_STRICT: Final = ["default-src 'none'"]
_SEARCH: Final = "cari/index.html"
_SEARCHES: Final = [*_STRICT, "script-src 'self' 'wasm-unsafe-eval'", "worker-src 'self'"]
"""What alone runs where: nothing, and on the search page its index reader."""
_SCRIPT: Final = re.compile(r'<script(?: [a-z]+="[^"<>]*")+></script>')
_FORM: Final = re.compile(r'<form(?: [a-z]+="[^"<>]*")+>')
_ELEMENT: Final = re.compile(r"<(?i:script|i?frame|object|embed|applet|base|form|portal)\b")
_SCHEMES: Final = re.compile(r"""https?:|mailto:|/|#|[\w./?%-]*$""", re.I)
_PLAIN_TAG: Final = re.compile(r"<[a-zA-Z][^>]*>?")  # where no value in it holds a ">" and none stands in single quotes
_TAG: Final = re.compile(r"""<[a-zA-Z][^>"']*(?:"[^"]*"[^>"']*|'[^']*'[^>"']*)*>?""")
_SAID: Final = re.compile(
    r"""(?<=[\s"'/])([a-zA-Z][\w:.-]*)\s*=\s*("[^"]*")?"""
)  # an attribute, and its value in quotes
_VALUE: Final = re.compile(r""""[^"]*"|'[^']*'""")
_ACTS: Final = re.compile(r"on|(?:style|srcdoc|formaction|ping|xml:base)$", re.I)  # by how an attribute's name begins
_ADDRESSES: Final = frozenset(("href", "src", "action", "srcset", "xlink:href", "poster", "background", "data"))
_AWAY: Final = ('"https://', '"http://', '"mailto:')
_BARE: Final = re.compile(r"\"[\w./-]*\"")
PART: Final = 200  # files that are judged at a time
MUCH: Final = 300  # from which on it is worth to judge by several processes
REMEMBERED: Final = 20_000  # tags


def judge(stage: Stage, ledger: Ledger, count: int = 1) -> None:
    """Look at everything that was staged; raise BuildRefused at the first thing that must not go live. `count`: of
    processes, where there is much to look at."""
    ledger.write()
    edition, gone = stage.edition, frozenset(ledger.gone())
    _lost(edition, gone)
    _another_site(edition)
    _accounted(stage, ledger)
    reader = _Reader(stage, gone)
    many = count > 1 and sum(ledger.counts().values()) > MUCH
    with Hands(count, edition.store, reader.read) if many else nullcontext() as hands:
        parts = ("\n".join(paths).encode() for paths in chunks(ledger.staged(), PART))
        for _ in hands.do_all(parts) if hands else map(reader.read, parts):
            pass
    _counts(edition, ledger)


def _is_plain_file(path: str) -> bool:
    """Whether it is there, and no link to something else."""
    try:
        return stat.S_ISREG(os.lstat(path).st_mode)
    except OSError:
        return False


def _text(path: str) -> str:
    with open(path, "rb", buffering=0) as file:
        return file.read().decode("utf-8")


def _accounted(stage: Stage, ledger: Ledger) -> None:
    """As many files lie in the stage as were written down, and nothing else; whoever reads them finds that it is
    these."""
    counts = ledger.counts()
    if sum(_lying(str(stage.folder))) != counts.get("new", 0) + counts.get("changed", 0):
        lying = {
            p.relative_to(stage.folder).as_posix() for p in stage.folder.rglob("*") if p.is_symlink() or not p.is_dir()
        }
        odd = sorted(lying ^ set(ledger.staged()))
        raise BuildRefused(f"staged files that nobody accounts for, or that are missing: {', '.join(odd[:3])}")


def _lying(folder: str) -> Iterator[int]:
    """How many files lie in a folder and in those in it, a folder at a time; what is no folder counts as one."""
    folders: list[str] = []
    with suppress(FileNotFoundError), os.scandir(folder) as entries:
        folders = [entry.path if entry.is_dir(follow_symlinks=False) else "" for entry in entries]
    yield folders.count("")
    for each in filter(None, folders):
        yield from _lying(each)


def _lost(edition: Edition, gone: Set[str]) -> None:
    """A store forgets no story, and a story's page keeps its address for ever, withdrawn or not: a page that would go
    because the store knows nothing of it says that this is not the store which printed the site."""
    known = edition.store.q.story_id_at
    lost = sorted(
        path for path in gone
        if _STORY.fullmatch(path) and (edition.output / path).is_file()
        and known(path=f"/{path.removesuffix('index.html')}") is None
    )  # fmt: skip
    if lost:
        raise BuildRefused(
            f"{len(lost)} halaman berita yang berdiri di {edition.output} akan hilang karena tidak dikenal oleh"
            f" simpanan {edition.store.path}, misalnya /{lost[0].removesuffix('index.html')}. PORTAL_STORE tampaknya"
            " menunjuk simpanan lain, atau yang baru saja dibuat. Betulkan PORTAL_STORE atau kembalikan simpanan itu"
            " dari cadangan, lalu ulangi. Bila memang hendak mulai dari awal, kosongkan dahulu folder situs itu."
        )


def _another_site(edition: Edition) -> None:
    """Into a folder that this store never printed into goes no portal where the home page of another site stands."""
    home = edition.output / "index.html"
    new = edition.store.q.edition(folder=edition.folder) is None
    if new and home.is_file() and not _POLICY.search(home.read_text("utf-8", "replace")):
        raise BuildRefused(
            f"di {edition.output} berdiri situs lain: {home} bukan cetakan portal ini. Pindahkan dahulu isi folder"
            " itu, atau pilih folder lain lewat PORTAL_OUTPUT."
        )


class _Reader:
    """Reads pages, one after the other. A tag in which nothing acts and all leads well is looked at once, for most of a
    page's tags stand on every page; what is no tag does nothing."""

    def __init__(self, stage: Stage, gone: Set[str]) -> None:
        self._edition, self._gone = stage.edition, gone
        self._staged = str(stage.folder)
        roots = [self._staged, str(stage.edition.output)]  # most that is linked to stands already, if anything does
        self._roots = roots if stage.edition.full else roots[::-1]
        self._plain: set[str] = set()
        self._idle: set[str] = set()  # names of attributes that do nothing
        self._stands = lru_cache(maxsize=8192)(self._find)

    def read(self, part: bytes) -> bytes:
        """Judge some files, whose paths stand on a line each."""
        for path in part.decode().split("\n"):
            if not KNOWN.fullmatch(path):
                raise BuildRefused(f"the site has no place for a file like {path}")
            if not _is_plain_file(f"{self._staged}/{path}"):
                raise BuildRefused(f"{path} is missing from the stage, or is no file: nobody accounts for it")
            if path.endswith(".html"):
                self.judge(path, _text(f"{self._staged}/{path}"))
        return b""

    def judge(self, path: str, html: str) -> None:
        """Raises BuildRefused for what must not go live, SiteIncomplete where something that stood is missing."""
        policy = _POLICY.search(html)
        said = (policy["said"] or policy["too"] or "") if policy else ""
        runs = [part.strip() for part in said.split(";") if part.strip().startswith(_RUNS)]
        if runs != _STRICT and (path != _SEARCH or runs != _SEARCHES):
            raise BuildRefused(f"{path} lacks the content security policy")
        if path == _SEARCH:
            html = self._without_search(html)
        if len(self._plain) > REMEMBERED:
            self._plain.clear()
        new = set(_PLAIN_TAG.findall(html)) - self._plain
        if any("'" in tag or tag.count('"') % 2 for tag in new):
            new = set(_TAG.findall(html))
        if self._are_plain("".join(new)):
            self._plain |= new
        else:
            self._examine(path, sorted(new))

    def _without_search(self, html: str) -> str:
        """The search page without its form and its script, each as it must be, to the last attribute, and once;
        whatever else acts on it is refused as it is everywhere."""
        base, script = self._edition.base, self._edition.assets.get(SEARCHING, "")
        if script and self._stands(script[1:]):
            html = _without(html, _SCRIPT, {"type": "module", "src": f"{base}{script}"})
        return _without(html, _FORM, {"role": "search", "method": "get", "action": f"{base}/cari/", "id": "cari"})

    def _are_plain(self, tags: str) -> bool:
        """Whether nothing in these acts, or leads anywhere that does not stand. What a value says counts, too."""
        if _ELEMENT.search(tags):
            return False
        for name, value in set(_SAID.findall(tags)):
            if name not in self._idle:
                if name.lower() in _ADDRESSES:
                    if not self._leads_well(name.lower(), value):
                        return False
                elif _ACTS.match(name):
                    return False
                else:
                    self._idle.add(name)
        return True

    def _leads_well(self, name: str, value: str) -> bool:
        if value.startswith(_AWAY):
            return True
        if value.startswith('"/') and _BARE.fullmatch(value) and name != "srcset":  # as nearly all are
            path, base = value[1:-1], self._edition.base
            return not path.startswith(f"{base}/") or self._stands(_file(path[len(base) + 1 :]))
        return bool(value) and all(
            _SCHEMES.match(address) and all(map(self._stands, _own(address, self._edition.base)))
            for address in _addresses(name, value)
        )

    def _find(self, path: str) -> bool:
        if path not in self._gone:
            for root in self._roots:
                with suppress(OSError, ValueError):
                    if stat.S_ISREG(os.stat(f"{root}/{path}").st_mode):
                        return True
        return False

    def _examine(self, path: str, tags: list[str]) -> None:
        """One by one, and without what a value says: a headline may be about `online = …`, or quote ` href="…"`."""
        for tag in tags:
            names = _SAID.findall(_VALUE.sub('""', tag))
            if _ELEMENT.match(tag) or any(_ACTS.match(name) for name, _ in names):
                raise BuildRefused(f"{path} carries active content: {tag[:80]}")
            for name, value in _SAID.findall(tag):
                if name.lower() in _ADDRESSES and not self._leads_well(name.lower(), value):
                    self._refuse(path, tag, _addresses(name.lower(), value))

    def _refuse(self, path: str, tag: str, addresses: list[str]) -> None:
        targets = [target for address in addresses for target in _own(address, self._edition.base)]
        missing = [target for target in targets if not self._stands(target)]
        if not missing or not all(map(_SCHEMES.match, addresses)):
            raise BuildRefused(f"{path} carries active content: {tag[:80]}")
        known = self._edition.store.q.output(folder=self._edition.folder, path=missing[0])
        fault = SiteIncomplete if known and not self._edition.full else BuildRefused
        raise fault(f"{path} links to {missing[0]}, and nothing is there")


def _without(html: str, tag: re.Pattern[str], wanted: dict[str, str]) -> str:
    """A page without the first of such a tag, if that has these attributes alone, in whatever order."""
    found = tag.search(html)
    said = _SAID.findall(found[0]) if found else []
    if found and sorted(said) == sorted((name, f'"{value}"') for name, value in wanted.items()):
        return f"{html[: found.start()]} {html[found.end() :]}"
    return html


def _addresses(name: str, value: str) -> list[str]:
    said = value.strip('"').replace("&amp;", "&").strip()
    return [part.split()[0] for part in said.split(",") if part.strip()] if name == "srcset" else [said]


def _own(address: str, base: str) -> Iterator[str]:
    """The file of this site that an address names, if it names one."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return  # no address at all, and so none of this site
    if not parts.scheme and not parts.netloc and parts.path.startswith(f"{base}/"):
        yield _file(unquote(parts.path[len(base) + 1 :]))


def _file(path: str) -> str:
    return f"{path}index.html" if not path or path.endswith("/") else path


def _counts(edition: Edition, ledger: Ledger) -> None:
    """As many story pages as stories: what stands and what comes, counted against the store."""
    stories, pages = edition.store.q.count_stories(), ledger.story_pages()
    if edition.changed and pages != stories:
        raise BuildRefused(f"{stories} stories in the store, {pages} story pages in the site")
