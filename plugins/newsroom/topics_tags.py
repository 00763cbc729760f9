"""An article's tags come in as its agency writes them; canonical ones go out. Nothing here knows what they mean.

Case, spaces and signs are made one, what has several names gets one, what is written twice for the plural is written
once, and what says nothing about an article ("Berita", "Headline", "2024") is no tag.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

MOST: Final = 30  # tags of an article that are looked at
LONGEST: Final = 60  # characters of one

_SIGNS: Final = re.compile(r"[#@\"'“”‘’*•|]+")
_SPACES: Final = re.compile(r"[\s_/+,;:.–—-]+")
_AND: Final = re.compile(r"\s*&\s*")
_GLUED: Final = re.compile(r"(?<=[a-z])(?=[A-Z][a-z])")
_TWICE: Final = re.compile(r"\b(\w{3,})(?: \1)+\b")
_NUMBER: Final = re.compile(r"[\d ]+")

JUNK: Final = frozenset(
    " ".join(tag.split())
    for tag in """
    admin, agenda, article, artikel, banner, belum berkategori, beranda, berita, berita daerah, berita dinas,
    berita foto, berita instansi, berita kabupaten, berita kecamatan, berita kegiatan, berita kota, berita opd,
    berita terbaru, berita terkini, berita umum, berita utama, blog, breaking news, bupati, category, daerah,
    default, dokumentasi, featured, fokus, foto, galeri, galeri foto, general, headline, headline news,
    headlines, highlight, home, hot news, humas, info, info publik, info terkini, informasi, informasi umum,
    internasional, kabar, kabar daerah, kabar terbaru, kabar terkini, kategori, kegiatan, kegiatan dinas,
    lain, lainnya, latest news, liputan, lokal, nasional, news, pemkab, pemkot, pengumuman, pilihan,
    populer, post, posts, press release, publikasi, redaksi, regional, rilis, siaran pers, slide, slider,
    sorotan, tag, tags, tak berkategori, tanpa kategori, terbaru, terkini, terpopuler, tes, test,
    tidak berkategori, tidak dikategorikan, top, trending, umum, uncategorised, uncategorized, unggulan, update,
    video, viral, wakil bupati, wali kota, warta
    """.split(",")
)
"""Tags that say nothing of what an article is about."""

ONE_NAME: Final[dict[str, str]] = {
    other.strip(): name
    for name, others in {
        "dukcapil": "disdukcapil, dispendukcapil, dindukcapil, dinas dukcapil, dinas kependudukan dan pencatatan sipil",
        "ktp el": "ktp elektronik, e ktp, ektp, ktpel, e ktp el",
        "identitas kependudukan digital": "ikd",
        "kartu identitas anak": "kia",
        "covid 19": "covid, covid19, corona, virus corona, korona, coronavirus, sars cov 2, virus covid 19",
        "umkm": "usaha mikro, usaha mikro kecil, usaha mikro kecil menengah, usaha mikro kecil dan menengah, ukm",
        "kb": "keluarga berencana, program kb",
        "apbdes": "apbdesa, apb desa, anggaran pendapatan dan belanja desa",
        "bumdes": "bum desa, bumdesa, badan usaha milik desa",
        "pilkades": "pemilihan kepala desa",
        "pilkada": "pemilihan kepala daerah, pilkada serentak",
        "pemilu": "pemilihan umum, pemilu serentak",
        "asn": "aparatur sipil negara",
        "pns": "pegawai negeri sipil",
        "pppk": "p3k, pegawai pemerintah dengan perjanjian kerja",
        "satpol pp": "satpolpp, satuan polisi pamong praja, pol pp",
        "damkar": "pemadam kebakaran",
        "bpbd": "badan penanggulangan bencana daerah",
        "dbd": "demam berdarah, demam berdarah dengue",
        "tbc": "tb, tuberkulosis, tuberculosis",
        "bansos": "bantuan sosial",
        "blt": "bantuan langsung tunai, blt dd, blt dana desa, blt desa",
        "pkh": "program keluarga harapan",
        "ppdb": "penerimaan peserta didik baru",
        "spmb": "sistem penerimaan murid baru",
        "paud": "pendidikan anak usia dini",
        "rtlh": "rutilahu, rumah tidak layak huni",
        "pupr": "dpupr, dinas pupr, pu pr, pekerjaan umum dan penataan ruang",
        "dinas kesehatan": "dinkes",
        "dinas pendidikan": "disdik, diknas",
        "dinas sosial": "dinsos",
        "dinas perhubungan": "dishub",
        "dinas lingkungan hidup": "dlh",
        "diskominfo": "kominfo, dinas kominfo, dinas komunikasi dan informatika",
        "phk": "pemutusan hubungan kerja",
        "narkoba": "narkotika",
        "hoaks": "hoax",
        "pemerintahan desa": "pemdes",
        "sampah": "persampahan, pengelolaan sampah",
        "olahraga": "olah raga, sport, sports",
        "pariwisata": "wisata, tourism",
        "ramadan": "ramadhan",
        "idulfitri": "idul fitri, lebaran",
        "iduladha": "idul adha, kurban, qurban",
        "jamaah haji": "jemaah haji, calon jamaah haji, calon jemaah haji",
        "tmmd": "tni manunggal membangun desa",
        "mbg": "makan bergizi gratis",
        "koperasi merah putih": "kopdes merah putih, koperasi desa merah putih, kdmp, kopdes",
        "musrenbang": "musyawarah perencanaan pembangunan",
        "spbe": "sistem pemerintahan berbasis elektronik, e government",
        "hut ri": "hari kemerdekaan, dirgahayu ri",
        "hut": "hari ulang tahun, ulang tahun",
    }.items()
    for other in others.split(",")
}  # fmt: skip
"""Another name → the name under which the house keeps a matter."""


@lru_cache(1 << 12)
def canonical(tag: str) -> str:
    """One tag as the house writes it, in small letters with single spaces; "" where it says nothing."""
    words = _GLUED.sub(" ", _SIGNS.sub(" ", tag))
    plain = _SPACES.sub(" ", _AND.sub(" dan ", words).lower()).strip()[:LONGEST].strip()
    once = _TWICE.sub(r"\1", plain)
    if once in JUNK or _NUMBER.fullmatch(once) or len(once) < 2:
        return ""
    return ONE_NAME.get(once, once)


def canonical_tags(tags: Iterable[str]) -> tuple[str, ...]:
    """An article's tags, each once and in their order, junk left out."""
    found = dict.fromkeys(canonical(tag[: 4 * LONGEST]) for tag in list(tags)[:MOST])
    found.pop("", None)
    return tuple(found)
