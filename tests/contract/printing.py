"""A network that was pulled and built, to be looked at, and how its pages are read.

In: what founds a network, and a site on loopback. Out: a portal whose output stands.
"""

from __future__ import annotations

from datetime import timedelta
from functools import cache
from typing import Final
from urllib.parse import urljoin

from bs4 import BeautifulSoup

from tests.contract.network import SITEURL, Found, Portal, files, publish
from tests.contract.server import Site
from tests.contract.writing import START, item

FEEDS: Final = ("atom.xml", "rss.xml", "feed.json")
PLACE: Final = ["[[places]]", 'kind = "kecamatan"', 'name = "Sumberjati"', 'slug = "sumberjati"']
NEWS: Final = {"dinas-1": range(100, 145), "dinas-12": range(200, 203), "rsud": range(300, 306)}


def parsed(body: bytes | str) -> BeautifulSoup:
    return BeautifulSoup(body, "html5lib")


def nothing_yet(found: Found) -> Portal:
    """The first build of a network that has no agencies and no stories."""
    portal = found("kosong")
    portal.pull()
    portal.build()
    return portal


def print_network(found: Found, site: Site) -> Portal:
    """Fifty-four stories over three months of three agencies, one with a contributed article of each kind."""
    portal = found("cetak", lines=PLACE)
    for slug, numbers in NEWS.items():
        items = [item(n, f"/{slug}/{n}/", date=START - timedelta(hours=1 + 37 * (n % 100))) for n in numbers]
        more = {"topics": ["kesehatan"]} if slug == "rsud" else {}
        portal.agency(slug, publish(site, f"/{slug}", items), name=f"Kantor {slug.title()}", **more)
    written = {
        "pengumuman": "Kind: pengumuman\n",
        "agenda": "Kind: agenda\nStarts: 2026-11-28T09:00:00+07:00\nEnds: 2026-11-28T12:00:00+07:00\nPlace: Balai\n",
        "klarifikasi": "Kind: klarifikasi\nClaim: Iuran naik\nVerdict: Salah\nEvidence: https://a.example/bukti\n",
        "peringatan": "Kind: peringatan\nUntil: 2026-11-25T09:00:00+07:00\n",
    }
    for kind, fields in written.items():
        portal.write(
            f"agencies/rsud/{kind}.md",
            f"Title: Judul {kind.title()} dari Rumah Sakit\nDate: 2026-11-21T09:00:00+07:00\n{fields}\n"
            f"Isi {kind} di Kecamatan Sumberjati yang ditulis langsung oleh petugas rumah sakit.\n",
        )
    portal.pull()
    portal.build()
    return portal


@cache
def html_pages(portal: Portal) -> list[tuple[str, BeautifulSoup]]:
    return [(path, parsed(body)) for path, body in files(portal.output, ".html").items()]


def links(path: str, page: BeautifulSoup) -> set[str]:
    """The addresses of the site itself that a page links to or loads."""
    here = f"{SITEURL}/{path.removesuffix('index.html')}"
    found = {tag.get("href") or tag.get("src") for tag in page.find_all(["a", "link", "img", "script", "source"])}
    absolute = {urljoin(here, address).partition("#")[0] for address in found if address}
    return {address for address in absolute if address.startswith(SITEURL + "/")}
