"""A regency that does not exist: numbers come in, its agencies' configuration and their articles go out.

The n-th article is always the same, whoever asks and in whatever order: some 2,500 letters of plain Indonesian news
as agencies write it, with places, categories, a link and now and then a list. Nobody in it is named but by office.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from plugins.newsroom.model import TOPICS, Entry

AGENCIES: Final = 60
DAYS: Final = 548  # eighteen months
HERE: Final = "allow_private_addresses = true\npull_minutes = 120\n"
"""In network.toml, where the feeds are on this machine; no figure is cut off by a pull's own deadline."""

_PLACES: Final = (
    "Sumberjati", "Lembahwangi", "Tirtamulya", "Karangasri", "Banyubening", "Sidomakmur", "Wanasari", "Gunungsari",
    "Kalijernih", "Ngargotirto", "Pasirkuning", "Rawabunga", "Telagaasri", "Umbulrejo", "Watulawang", "Jatikerta",
)  # fmt: skip
_KINDS: Final = ("dinas", "badan", "kecamatan", "desa", "puskesmas", "sekolah")
_TAGS: Final = (
    "Perencanaan", "Kesehatan", "Pendidikan", "Jalan", "Banjir", "Bantuan Sosial", "UMKM", "Pertanian", "Sampah",
    "Kependudukan", "Dana Desa", "Pariwisata",
)  # fmt: skip
_OFFICES: Final = (
    "Kepala dinas", "Sekretaris daerah", "Camat setempat", "Kepala bidang pelayanan", "Ketua panitia",
    "Kepala puskesmas", "Koordinator penyuluh", "Kepala seksi pemerintahan", "Ketua kelompok tani",
    "Kepala bagian humas", "Ketua forum warga", "Pengawas lapangan",
)  # fmt: skip
_DID: Final = (
    "meresmikan", "meninjau", "membuka", "menyerahkan", "memperpanjang", "menyiapkan", "mengevaluasi", "memperbaiki",
    "menyosialisasikan", "memetakan", "menata ulang", "melanjutkan", "membagikan", "mendata",
)  # fmt: skip
_WHAT: Final = (
    "layanan administrasi keliling", "saluran irigasi tersier", "posyandu remaja", "jembatan gantung",
    "pelatihan pembukuan usaha kecil", "bibit padi tahan genangan", "gedung perpustakaan", "bank sampah warga",
    "jalur evakuasi bencana", "penerangan jalan lingkungan", "imunisasi susulan", "pasar tani mingguan",
    "beasiswa pelajar berprestasi", "peta rawan longsor", "bantuan alat pertanian", "festival seni rakyat",
    "perekaman data kependudukan", "sumur resapan",
)  # fmt: skip
_WHY: Final = (
    "agar warga tidak perlu datang ke ibu kota kabupaten", "sebagai tindak lanjut musyawarah perencanaan",
    "untuk memangkas antrean yang selama ini dikeluhkan", "supaya musim hujan dapat dihadapi lebih siap",
    "sesuai dengan rencana kerja tahun berjalan", "karena jumlah penerima manfaat terus bertambah",
    "setelah pendataan ulang selesai dilakukan", "dengan melibatkan karang taruna dan kader",
)  # fmt: skip
_THEN: Final = (
    "Pendaftaran dibuka pada hari kerja pukul {h}.00 sampai {l}.30 WIB tanpa dipungut biaya.",
    "Anggaran yang disiapkan mencapai Rp{n} juta dan seluruhnya dapat dipantau oleh warga.",
    "Sebanyak {n} keluarga tercatat sebagai penerima pada tahap ini, sisanya menyusul.",
    "Warga yang membutuhkan keterangan dapat menghubungi kantor pelayanan terdekat pada jam kerja.",
    "Petugas mencatat {n} laporan yang masuk, dan {m} di antaranya sudah ditindaklanjuti.",
    "Pekerjaan ditargetkan rampung dalam {m} hari, bergantung pada cuaca di lapangan.",
    "Hasilnya akan diumumkan di papan informasi balai desa dan di laman resmi.",
)  # fmt: skip


def write_content(folder: Path, feeds: Sequence[str] = ()) -> None:
    """content/ of the regency: the network, its places, and its agencies without any feed or with one of these."""
    places = "".join(
        f'\n[[places]]\nkind = "{"kecamatan" if n < 6 else "desa"}"\nname = "{name}"\n'
        for n, name in enumerate(_PLACES)
    )
    folder.mkdir(parents=True)
    here = f'domains = ["*.rekaan.example", "127.0.0.1"]\n{HERE}' if feeds else ""
    network = f'name = "Kabupaten Rekaan"\ncode = "00.99"\n{here}{places}'
    (folder / "network.toml").write_text(network, encoding="utf-8")
    topics = list(TOPICS)
    for n in range(len(feeds) or AGENCIES):
        home = folder / "agencies" / slug(n)
        home.mkdir(parents=True)
        own = f'"{topics[n % 12]}", "{topics[(n + 5) % 12]}"'
        text = f'name = "Instansi Rekaan {n + 1}"\nkind = "{_KINDS[n % 6]}"\nsite = "{site(n)}"\ntopics = [{own}]\n'
        if feeds:
            text += f'\n[[feeds]]\nurl = "{feeds[n]}"\n'
        (home / "agency.toml").write_text(text, encoding="utf-8")


def slug(agency: int) -> str:
    return f"instansi-{agency + 1}"


def site(agency: int) -> str:
    return f"https://{slug(agency)}.rekaan.example"


def entry(number: int, agency: int, published: datetime) -> Entry:
    """The article of that number, as its agency's feed would carry it."""
    chance = random.Random(number)
    what, place = chance.choice(_WHAT), chance.choice(_PLACES)
    kind = "Kecamatan" if _PLACES.index(place) < 6 else "Desa"
    head = f"{chance.choice(_DID).capitalize()} {what} di {place}, {chance.choice(_WHY)}"
    paragraphs = [f"<p>{_sentences(chance, 3)}</p>" for _ in range(5)]
    paragraphs.insert(1, f"<p>Kegiatan ini berlangsung di {kind} {place}. {_sentences(chance, 2)}</p>")
    if number % 4 == 0:
        rows = "".join(f"<li>{chance.choice(_WHAT).capitalize()}, {chance.randint(2, 90)} titik</li>" for _ in range(4))
        paragraphs.insert(4, f"<h3>Rincian</h3><ul>{rows}</ul>")
    address = f"{site(agency)}/berita/{number}"
    paragraphs.append(f'<p>Keterangan lengkap ada di <a href="{address}/lampiran">lampiran</a>.</p>')
    return Entry(
        guid=address, url=address, title=head[0] + head[1:120], content="\n".join(paragraphs),
        published=published.isoformat(), author="Humas", tags=(_TAGS[number % 12],) if number % 3 else (),
    )  # fmt: skip


def _sentences(chance: random.Random, most: int) -> str:
    found = []
    for _ in range(most):
        when = chance.choice(("pekan ini", "pekan lalu", "bulan ini", "sejak awal bulan", "pada triwulan ini"))
        found.append(
            f"{chance.choice(_OFFICES)} {chance.choice(_DID)} {chance.choice(_WHAT)} {when}, {chance.choice(_WHY)}."
        )
    n, m = chance.randint(20, 990), chance.randint(3, 60)
    found.append(chance.choice(_THEN).format(n=n, m=m, h=chance.randint(7, 9), l=chance.randint(13, 15)))
    return " ".join(found)


def moment_of(number: int, now: datetime, days: int = DAYS) -> datetime:
    """When the n-th article of the archive was published: somewhere in so many days before `now`."""
    return now - timedelta(minutes=random.Random(f"moment {number}").randint(24 * 60, days * 24 * 60))
