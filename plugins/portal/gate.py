"""Reads what was staged before it goes live, and refuses: raises BuildRefused with one sentence, or says nothing.

Every file is one that this edition made, of a kind and at a place that the site knows; every page carries the
strict policy and no script or handler; every internal link has a target; no story is without its page, and no page of
a story goes.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Set
from contextlib import suppress
from functools import lru_cache
from typing import Final
from urllib.parse import unquote, urlsplit

from plugins.newsroom.errors import BuildRefused, SiteIncomplete
from plugins.portal.edition import Edition
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
_POLICY: Final = '<meta http-equiv="Content-Security-Policy" content="default-src \'none\';'
_ACTIVE: Final = re.compile(r"<(?:script|iframe|object|embed|base|form)\b|\s(?:on\w+|style|srcdoc)\s*=", re.I)
_SCHEMES: Final = re.compile(r"""\s(?:href|src|action)\s*=\s*"(?!https?:|mailto:|/|#|[\w./?%-]*")""", re.I)
_VALUE: Final = re.compile(r'"[^"]*"')
_TAG: Final = re.compile(r"<[a-zA-Z][^>]*>")
_LINKS: Final = re.compile(r"""\s(?:href|src)\s*=\s*"([^"]*)\"""")
_SRCSET: Final = re.compile(r"""\ssrcset\s*=\s*"([^"]*)\"""")


def judge(stage: Stage, ledger: Ledger) -> None:
    """Look at everything that was staged; raise BuildRefused at the first thing that must not go live."""
    ledger.write()
    edition, gone = stage.edition, frozenset(ledger.gone())
    _lost(edition, gone)
    _accounted(stage, ledger)
    standing = _Standing(stage, gone)
    for path in ledger.staged():
        if not KNOWN.fullmatch(path):
            raise BuildRefused(f"the site has no place for a file like {path}")
        if path.endswith(".html"):
            _page(standing, path, (stage.folder / path).read_text("utf-8"))
    _counts(edition, ledger)


def _accounted(stage: Stage, ledger: Ledger) -> None:
    """Exactly the files lie in the stage that were written down."""
    counts = ledger.counts()
    found = list(_regular(str(stage.folder)))
    if len(found) != counts.get("new", 0) + counts.get("changed", 0) or None in found:
        lying = {
            p.relative_to(stage.folder).as_posix() for p in stage.folder.rglob("*") if p.is_symlink() or not p.is_dir()
        }
        odd = sorted(lying ^ set(ledger.staged())) or ["a link"]
        raise BuildRefused(f"staged files that nobody accounts for, or that are missing: {', '.join(odd[:3])}")


def _regular(folder: str) -> Iterator[str | None]:
    """The files of a folder and of those in it; None for what is neither."""
    with suppress(FileNotFoundError), os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                yield from _regular(entry.path)
            else:
                yield entry.name if entry.is_file(follow_symlinks=False) else None


def _lost(edition: Edition, gone: Set[str]) -> None:
    """A store forgets no story, and a story's page keeps its address for ever, withdrawn or not: a page that would go
    because the store knows nothing of it says that this is not the store which printed the site."""
    lost = sorted(p for p in gone if _STORY.fullmatch(p) and (edition.output / p).is_file())
    if lost:
        raise BuildRefused(
            f"{len(lost)} halaman berita yang berdiri di {edition.output} akan hilang karena tidak dikenal oleh"
            f" simpanan {edition.store.path}, misalnya /{lost[0].removesuffix('index.html')}. PORTAL_STORE tampaknya"
            " menunjuk simpanan lain, atau yang baru saja dibuat. Betulkan PORTAL_STORE atau kembalikan simpanan itu"
            " dari cadangan, lalu ulangi. Bila memang hendak mulai dari awal, kosongkan dahulu folder situs itu."
        )


def _page(standing: _Standing, path: str, html: str) -> None:
    if _POLICY not in html:
        raise BuildRefused(f"{path} lacks the content security policy")
    tags = _TAG.findall(html)
    for tag in tags:
        # Values are looked at apart: a headline may well say "slot online = …" in an attribute.
        if _ACTIVE.search(_VALUE.sub('""', tag)) or _SCHEMES.search(tag):
            raise BuildRefused(f"{path} carries active content: {tag[:80]}")
    for target in _targets(tags, standing.edition.base):
        if not standing.has(target):
            known = standing.edition.store.q.output(folder=standing.edition.folder, path=target)
            fault = SiteIncomplete if known and not standing.edition.full else BuildRefused
            raise fault(f"{path} links to {target}, and nothing is there")


class _Standing:
    """What will stand when this printing is applied."""

    def __init__(self, stage: Stage, gone: Set[str]) -> None:
        self.edition, self._gone = stage.edition, gone
        self._roots = str(stage.folder), str(stage.edition.output)
        self.has = lru_cache(maxsize=4096)(self._has)

    def _has(self, path: str) -> bool:
        return path not in self._gone and any(os.path.isfile(f"{root}/{path}") for root in self._roots)


def _targets(tags: Iterable[str], base: str) -> Iterator[str]:
    """The files of this site that a page needs or links to; what its text merely quotes is no link."""
    inside = "\n".join(tags)
    addresses = set(_LINKS.findall(inside))
    for srcset in _SRCSET.findall(inside):
        addresses |= {part.split()[0] for part in srcset.split(",") if part.strip()}
    for address in sorted(addresses):
        try:
            parts = urlsplit(address.replace("&amp;", "&"))
        except ValueError:
            continue  # no address at all, and so none of this site
        if parts.scheme or parts.netloc or not parts.path.startswith(f"{base}/"):
            continue
        path = unquote(parts.path[len(base) + 1 :])
        yield f"{path}index.html" if not path or path.endswith("/") else path


def _counts(edition: Edition, ledger: Ledger) -> None:
    """As many story pages as stories: what stands and what comes, counted against the store."""
    stories, pages = edition.store.q.count_stories(), ledger.story_pages()
    if edition.changed and pages != stories:
        raise BuildRefused(f"{stories} stories in the store, {pages} story pages in the site")
