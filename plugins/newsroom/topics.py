"""An article comes in; the topics and places that are known of it go out. Pure, and modest: only what its
agency, its categories and its own words say plainly. Whoever guesses misinforms.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from plugins.newsroom.model import Agency, Article, Place

_AFFAIRS: Final[dict[str, str]] = {
    "pemerintahan": "pemerintahan perencanaan musrenbang anggaran apbd kepegawaian asn spbe kominfo statistik",
    "kesehatan": "kesehatan imunisasi vaksinasi posyandu puskesmas rsud gizi stunting penyakit",
    "pendidikan": "pendidikan sekolah guru siswa beasiswa perpustakaan literasi ppdb spmb",
    "jalan-bangunan": "infrastruktur jalan jembatan pekerjaan-umum tata-ruang perumahan drainase irigasi",
    "bencana-ketertiban": "bencana banjir longsor kebakaran ketertiban keamanan kriminal kamtibmas hukum cuaca",
    "bantuan-sosial": "sosial bantuan-sosial bansos disabilitas lansia pkh",
    "kerja-usaha": "umkm koperasi perdagangan pasar industri investasi tenaga-kerja lowongan perizinan harga",
    "pertanian-pangan": "pertanian pangan perikanan peternakan petani panen pupuk",
    "lingkungan": "lingkungan lingkungan-hidup sampah kebersihan penghijauan air-bersih",
    "kependudukan": "kependudukan dukcapil ktp-el akta paspor keimigrasian keluarga-berencana",
    "desa": "desa pemerintahan-desa bumdes dana-desa",
    "wisata-budaya": "wisata pariwisata budaya kebudayaan seni olahraga pemuda",
}
"""Categories and tags that agencies give their articles → the label that citizens know."""

_KINDS: Final = re.compile(
    r"\b(?:(?P<kecamatan>kecamatan|kec\.?)|(?P<kelurahan>kelurahan|kel\.?)|(?P<desa>desa|ds\.))\s+"
)
"""How a text names a kind of place in front of its name."""

_LONGEST: Final = 80  # characters of a place's name
_LABEL: Final = {word: label for label, words in _AFFAIRS.items() for word in words.split()}


def topics_of(article: Article, agency: Agency) -> tuple[str, ...]:
    """At most three labels: from the article's own categories first, else the agency's own affair."""
    said = (re.sub(r"[\s_/&]+", "-", tag.casefold().strip()) for tag in article.tags)
    found = dict.fromkeys(_LABEL[tag] for tag in said if tag in _LABEL)
    return tuple(found)[:3] or agency.topics[:2]


def places_of(article: Article, agency: Agency, places: Sequence[Place]) -> tuple[str, ...]:
    """Places of the network that the text names with their kind ("Kecamatan Sumberjati"), and the place
    that the agency itself serves."""
    own = [place.slug for place in places if agency.place and place.slug == agency.place]
    text = f"{article.title}\n{article.text}".lower()
    named: set[Place] = set()
    for kind in _KINDS.finditer(text):
        after = text[kind.end() : kind.end() + _LONGEST]
        named |= {place for place in places if place.kind == kind.lastgroup and _begins(after, place.name.lower())}
    return tuple(dict.fromkeys((*own, *(place.slug for place in places if place in named))))[:6]


def _begins(text: str, name: str) -> bool:
    """Whether a text begins with this name and not with a longer word."""
    following = text[len(name) : len(name) + 1]
    return text.startswith(name) and not (following.isalnum() or following == "_")
