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

_KINDS: Final = {"kecamatan": r"(?:kecamatan|kec\.?)", "kelurahan": r"(?:kelurahan|kel\.?)", "desa": r"(?:desa|ds\.)"}
"""How a text names a kind of place in front of its name."""

_LABEL: Final = {word: label for label, words in _AFFAIRS.items() for word in words.split()}


def topics_of(article: Article, agency: Agency) -> tuple[str, ...]:
    """At most three labels: from the article's own categories first, else the agency's own affair."""
    said = (re.sub(r"[\s_/&]+", "-", tag.casefold().strip()) for tag in article.tags)
    found = dict.fromkeys(_LABEL[tag] for tag in said if tag in _LABEL)
    return tuple(found)[:3] or agency.topics[:2]


def places_of(article: Article, agency: Agency, places: Sequence[Place]) -> tuple[str, ...]:
    """Places of the network that the text names with their kind ("Kecamatan Sumberjati"), and the place
    that the agency itself serves."""
    text = f"{article.title}\n{article.text}"
    found = [agency.place] if agency.place and any(p.slug == agency.place for p in places) else []
    for place in places:
        if re.search(rf"\b{_KINDS[place.kind]}\s+{re.escape(place.name)}\b", text, re.I):
            found.append(place.slug)
    return tuple(dict.fromkeys(found))[:6]
