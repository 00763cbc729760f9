"""An archive of invented news whose words are as unevenly used as those of real news: a number comes in, an article
goes out, always the same one.

A few words are everywhere and most are rare (Zipf), and so are the phrases that sentences are made of. What makes
matching hard is there: paragraphs of background that an agency, or many, put under each release; bulletins that come
round every week with other figures; and, one in ten, releases that two to five agencies carry under another title, with
a lead of their own, or cut in half. Nobody in it is named but by office, and no place in it exists.
"""

from __future__ import annotations

import random
from datetime import datetime, timedelta
from functools import cached_property
from typing import Final

from msgspec import Struct

from benchmarks import measure
from plugins.newsroom.model import TOPICS, Agency, Entry, Network, Place

LENGTH: Final = 2350  # letters of an article, before its last paragraph is told to its end
AGENCIES: Final = 100
PLACES: Final = 300
WORDS, PHRASES, NATIONAL = 25_000, 80_000, 60
CYCLE: Final = 35  # articles, of which
COPIES: Final = (0, 7, 14, 21, 28)  # these may carry a release that another agency told before them, and
BULLETINS: Final = (3, 17, 31)  # these come round every week
END: Final = datetime.fromisoformat(measure.NOW)

_COMMON: Final = (
    "yang dan di untuk dengan ini dari pada dalam akan tidak itu juga oleh kepada para bagi telah dapat serta sebagai "
    "adalah kami secara agar tersebut lebih tahun masyarakat kegiatan warga daerah program pemerintah bersama melalui "
    "hari kabupaten desa pelayanan sudah ada bisa kita menjadi dilaksanakan hingga sampai semua atau masih harus saat "
    "karena kata ujar setiap anak dinas bupati jalan sekolah kesehatan bantuan petani pasar air sampah data anggaran "
    "pembangunan peserta pelatihan pendidikan kecamatan camat kepala bidang orang rumah keluarga baru antara selama "
    "dilakukan diharapkan mendukung meningkatkan seluruh sebanyak berharap terus langsung kerja tim petugas puskesmas "
    "lingkungan ekonomi usaha produk harga beras pupuk panen banjir longsor posko darurat jembatan irigasi stunting "
    "posyandu imunisasi guru siswa lomba juara wisata budaya festival koperasi pajak izin layanan aplikasi digital "
    "musyawarah rencana aset laporan inflasi tenaga stok gudang lahan kebun ternak ikan hutan bibit pohon kantor aula "
    "lapangan gotong royong sosialisasi penyuluhan pendampingan evaluasi pengawasan penyerahan peresmian peninjauan"
).split()  # fmt: skip
_ONSETS: Final = "b c d g h j k l m n p r s t w ng ny tr pr kr".split()
_RIMES: Final = "a i u e o an in un ang ing ung ar is at ak ul ai".split()
_BEFORE: Final = ("", "", "", "me", "ber", "di", "pe", "ter", "ke", "se")
_AFTER: Final = ("", "", "", "kan", "an", "i", "nya")
_KINDS: Final = ("dinas", "badan", "kecamatan", "desa", "puskesmas", "sekolah")
_OFFICES: Final = (
    "Bupati", "Wakil bupati", "Sekretaris daerah", "Kepala dinas", "Camat", "Kepala bidang pelayanan", "Kepala desa",
    "Kepala puskesmas", "Ketua panitia", "Koordinator penyuluh", "Kepala bagian humas", "Ketua kelompok tani",
)  # fmt: skip
_DID: Final = (
    "membuka", "meninjau", "meresmikan", "menyerahkan", "memimpin", "menghadiri", "menyosialisasikan", "memantau",
    "mengevaluasi", "meluncurkan", "memperbaiki", "menyalurkan",
)  # fmt: skip
_UNITS: Final = ("orang", "keluarga", "hektare", "ton", "unit", "persen", "kilometer", "paket", "juta rupiah", "titik")
_DAYS: Final = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
_GOODS: Final = (
    "Beras medium",
    "Cabai rawit",
    "Bawang merah",
    "Telur ayam",
    "Minyak goreng",
    "Gula pasir",
    "Daging ayam",
)


class Told(Struct, frozen=True):
    """One article: who told it when, and of which release it is a copy (its own number where of none)."""

    number: int
    agency: int
    at: datetime
    title: str
    paragraphs: tuple[str, ...]
    release: int

    @property
    def text(self) -> str:
        return "\n".join(self.paragraphs)


class Archive:
    """Articles 0 to `articles` - 1 over that many days until the clock of the figures; later numbers are told at that
    clock, one a minute back."""

    def __init__(self, articles: int, days: int) -> None:
        self.articles, self.days = articles, days
        self.weekly = max(1, round(articles / max(days, 1) * 7 / CYCLE * len(BULLETINS)))  # bulletins in a week

    def told(self, number: int) -> Told:
        block, slot = divmod(number, CYCLE)
        at = self.at(number)
        if slot in BULLETINS:
            return self._bulletin(number, (block * len(BULLETINS) + BULLETINS.index(slot)) % self.weekly, at)
        if slot in COPIES and (copy := COPIES.index(slot)) < _copies(block - copy) and block >= copy:
            return self._copy(number, block - copy, copy, at)
        return self._release(number, number, at)

    def at(self, number: int) -> datetime:
        if number >= self.articles:
            return END - timedelta(minutes=number % 50)
        return END - timedelta(days=self.days) * ((self.articles - number) / self.articles)

    def entry(self, number: int) -> Entry:
        """As its agency's feed would carry it: with the debris of the page around it."""
        told = self.told(number)
        address = f"{site(told.agency)}/berita/{number}"
        place = PLACE_NAMES[number % 12].upper()
        parts = [f"<p><strong>{place}</strong> &#8211; {told.paragraphs[0]}</p>"]
        parts += [f'<p style="text-align: justify;">{part}</p>' for part in told.paragraphs[1:]]
        if number % 3 == 0:
            parts.insert(
                0, f'<div class="sharedaddy"><a href="{address}?share=wa">WhatsApp</a> <a href="#">Cetak</a></div>'
            )
        if number % 2 == 0:
            parts.insert(len(parts) // 2, f'<figure><img src="{address}.jpg" alt="{told.title}"></figure>')
        if number % 4 == 0:
            parts.append(f'<p>Baca juga: <a href="{site(told.agency)}/berita/{number - 9}">Berita lainnya</a></p>')
        parts.append("<p>(Humas)</p>" if number % 2 else "<p>&nbsp;</p>")
        return Entry(
            guid=address, url=address, title=told.title, content="\n".join(parts), published=told.at.isoformat(),
            author="Humas", tags=(f"{STOCK.words[number % 90].capitalize()}",) if number % 3 else (),
        )  # fmt: skip

    def _release(self, number: int, seed: int, at: datetime) -> Told:
        chance = random.Random(seed)
        agency, what = STOCK.rank(chance, AGENCIES, 8), STOCK.phrase(chance)
        office, did, place = chance.choice(_OFFICES), chance.choice(_DID), STOCK.place(chance)
        title = f"{office} {did} {what} di {place}, {STOCK.phrase(chance)}".title()
        day = f"{_DAYS[at.weekday()]} ({at.day}/{at.month}/{at.year})"
        lead = f"{office} {did} {what} {STOCK.phrase(chance)} di {place}, {day}. {STOCK.sentence(chance)}"
        paragraphs = [lead]
        background = [] if chance.random() < 0.6 else [self._background(chance, agency)]
        length = LENGTH - sum(map(len, background))
        while sum(map(len, paragraphs)) < length:
            paragraphs.append(" ".join(STOCK.sentence(chance) for _ in range(chance.randint(1, 4))))
        return Told(number, agency, at, title, (*paragraphs, *background), number)

    def _background(self, chance: random.Random, agency: int) -> str:
        """What this agency, or many, say under each release of a kind."""
        own = chance.random() < 0.7
        of = f"agency {agency} {STOCK.rank(chance, 8, 1)}" if own else f"nation {STOCK.rank(chance, NATIONAL, 2)}"
        dice = random.Random(of)
        return " ".join(STOCK.sentence(dice) for _ in range(4))

    def _copy(self, number: int, release: int, copy: int, at: datetime) -> Told:
        first = release * CYCLE
        told = self._release(number, first, self.at(first))
        chance = random.Random(f"copy {number}")
        agency, title, paragraphs = (told.agency + 7 * copy) % AGENCIES, told.title, told.paragraphs
        if copy in (1, 3):
            title = f"{STOCK.place(chance)}: {STOCK.phrase(chance)}, {STOCK.phrase(chance)}".title()
        if copy == 2:
            paragraphs = (f"{STOCK.sentence(chance)} {STOCK.sentence(chance)}", *paragraphs)
        if copy == 3:
            paragraphs = paragraphs[: len(paragraphs) // 2 + 1]
        return Told(number, agency, at, title, paragraphs, first)

    def _bulletin(self, number: int, kind: int, at: datetime) -> Told:
        """The same every week, but for its day and its figures."""
        frame, chance = random.Random(f"bulletin {kind}"), random.Random(number)
        agency, place, what = frame.randrange(AGENCIES), STOCK.place(frame), STOCK.phrase(frame)
        day = f"{_DAYS[at.weekday()]} ({at.day}/{at.month}/{at.year})"
        paragraphs = [f"Perkembangan {what} di {place} dipantau petugas, {day}. {STOCK.sentence(frame)}"]
        while sum(map(len, paragraphs)) < LENGTH - 450:
            paragraphs.append(" ".join(STOCK.sentence(frame) for _ in range(3)))
        prices = (f"{goods} di pasar itu dijual Rp{chance.randint(90, 900)}00 per kilogram." for goods in _GOODS)
        paragraphs.insert(1, " ".join(prices))
        return Told(number, agency, at, f"Pantauan {what} di {place}".title(), tuple(paragraphs), number)


def _copies(block: int) -> int:
    return random.Random(f"copies {block}").randint(2, 5)


class _Stock:
    """Words and phrases, the commonest first."""

    @cached_property
    def words(self) -> list[str]:
        chance, words = random.Random("words"), dict.fromkeys(_COMMON)
        while len(words) < WORDS:
            stem = "".join(
                chance.choice(_ONSETS) + chance.choice(_RIMES) for _ in range(chance.choice((1, 1, 2, 2, 2)))
            )
            words[chance.choice(_BEFORE) + stem + chance.choice(_AFTER)] = None
        return list(words)

    @cached_property
    def phrases(self) -> list[str]:
        chance = random.Random("phrases")
        return [
            " ".join(self.words[self.rank(chance, WORDS, 5)] for _ in range(chance.choice((1, 2, 3, 3, 4))))
            for _ in range(PHRASES)
        ]

    @staticmethod
    def rank(chance: random.Random, many: int, flat: int) -> int:
        """One of so many, the n-th with a chance of 1 / (n + flat), nearly (Zipf and Mandelbrot)."""
        return int(flat * (1 + many / flat) ** chance.random()) - flat

    def phrase(self, chance: random.Random) -> str:
        return self.phrases[self.rank(chance, PHRASES, 40)]

    def place(self, chance: random.Random) -> str:
        return PLACE_NAMES[self.rank(chance, PLACES, 5)]

    def sentence(self, chance: random.Random) -> str:
        said = [self.phrase(chance) for _ in range(chance.randint(3, 7))]
        if chance.random() < 0.3:
            said.insert(chance.randrange(len(said)), f"{chance.randint(2, 990)} {chance.choice(_UNITS)}")
        if chance.random() < 0.35:
            said.append(f"di {self.place(chance)}")
        if chance.random() < 0.1:  # a name that is met but now and then
            said.append(self.words[chance.randrange(WORDS)].capitalize())
        made = " ".join(said)
        return f"{made[0].upper()}{made[1:]}."


STOCK: Final = _Stock()


def _place_names() -> tuple[str, ...]:
    chance, found = random.Random("places"), dict[str, None]()
    while len(found) < PLACES:
        first, second = chance.choice(("Suka", "Karang", "Tirta", "Sido", "Wana", "Banyu", "Lembah", "Gunung", "Kali",
                                       "Umbul", "Rawa", "Pasir", "Telaga", "Jati", "Ngargo", "Watu")), chance.choice(
            ("makmur", "sari", "wangi", "mulya", "jaya", "rejo", "indah", "asri", "lawang", "kuning", "jernih", "tirto",
             "bening", "kerta", "bunga", "harjo", "luhur", "agung", "raya", "baru"))  # fmt: skip
        found[first + second] = None
    return tuple(found)


PLACE_NAMES: Final = _place_names()


def network() -> Network:
    kinds = ("kecamatan",) * 20 + ("desa",) * (PLACES - 20)
    places = tuple(Place(name.lower(), name, kind) for name, kind in zip(PLACE_NAMES, kinds, strict=True))
    return Network("Kabupaten Rekaan", "00.99", domains=("*.rekaan.example",), places=places)


def agencies() -> dict[str, Agency]:
    topics = list(TOPICS)
    return {
        slug(n): Agency(
            slug(n), f"Instansi Rekaan {n + 1}", _KINDS[n % 6], f"Instansi {n + 1}", site=site(n),
            topics=(topics[n % 12],),
        )
        for n in range(AGENCIES)
    }  # fmt: skip


def slug(agency: int) -> str:
    return f"instansi-{agency + 1}"


def site(agency: int) -> str:
    return f"https://{slug(agency)}.rekaan.example"
