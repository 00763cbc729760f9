"""Reads what was staged before it goes live, and refuses: raises BuildRefused with one sentence, or says nothing.

Every file is one that this edition made, of a kind and at a place that the site knows; every page carries the
strict policy and no script or handler; every internal link has a target; no story is without its page, and no page of
a story goes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final
from urllib.parse import unquote, urlsplit

from plugins.newsroom.errors import BuildRefused, SiteIncomplete
from plugins.portal.writer import Stage

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


def judge(stage: Stage) -> None:
    """Look at everything that was staged; raise BuildRefused at the first thing that must not go live."""
    _lost(stage)
    found = {
        p.relative_to(stage.folder).as_posix() for p in stage.folder.rglob("*") if not p.is_dir() or p.is_symlink()
    }
    if found != set(stage.staged):
        odd = sorted(found ^ set(stage.staged))[:3]
        raise BuildRefused(f"staged files that nobody accounts for, or that are missing: {', '.join(odd)}")
    for path in sorted(stage.staged):
        file = stage.folder / path
        if file.is_symlink() or not KNOWN.fullmatch(path):
            raise BuildRefused(f"the site has no place for a file like {path}")
        if path.endswith(".html"):
            _page(stage, path, file)
    _counts(stage)


def _lost(stage: Stage) -> None:
    """A store forgets no story, and a story's page keeps its address for ever, withdrawn or not: a page that would go
    because the store knows nothing of it says that this is not the store which printed the site."""
    edition = stage.edition
    lost = sorted(p for p in stage.gone if _STORY.fullmatch(p) and (edition.output / p).is_file())
    if lost:
        raise BuildRefused(
            f"{len(lost)} halaman berita yang berdiri di {edition.output} akan hilang karena tidak dikenal oleh"
            f" simpanan {edition.store.path}, misalnya /{lost[0].removesuffix('index.html')}. PORTAL_STORE tampaknya"
            " menunjuk simpanan lain, atau yang baru saja dibuat. Betulkan PORTAL_STORE atau kembalikan simpanan itu"
            " dari cadangan, lalu ulangi. Bila memang hendak mulai dari awal, kosongkan dahulu folder situs itu."
        )


def _page(stage: Stage, path: str, file: Path) -> None:
    html = file.read_text("utf-8")
    if _POLICY not in html:
        raise BuildRefused(f"{path} lacks the content security policy")
    tags = _TAG.findall(html)
    for tag in tags:
        # Values are looked at apart: a headline may well say "slot online = …" in an attribute.
        if _ACTIVE.search(_VALUE.sub('""', tag)) or _SCHEMES.search(tag):
            raise BuildRefused(f"{path} carries active content: {tag[:80]}")
    for target in _targets(tags, stage.edition.base):
        if not _stands(stage, target):
            known = stage.edition.store.q.output(folder=stage.edition.folder, path=target)
            fault = SiteIncomplete if known and not stage.edition.full else BuildRefused
            raise fault(f"{path} links to {target}, and nothing is there")


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


def _stands(stage: Stage, path: str) -> bool:
    if path in stage.gone:
        return False
    return path in stage.made or path in stage.kept or (stage.edition.output / path).is_file()


def _counts(stage: Stage) -> None:
    """As many story pages as stories: what stands and what comes, counted against the store."""
    edition = stage.edition
    if not edition.changed:
        return
    stories = edition.store.q.count_stories()
    if edition.full:
        pages = sum(path.startswith("berita/") for path in stage.made)
    else:
        known = edition.store.q.count_outputs(folder=edition.folder, start="berita/", stop="berita0")
        new = [p for p in stage.made if p.startswith("berita/")]
        pages = known + sum(edition.store.q.output(folder=edition.folder, path=p) is None for p in new)
    if pages != stories:
        raise BuildRefused(f"{stories} stories in the store, {pages} story pages in the site")
