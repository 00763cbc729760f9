"""Releases of the tests' own, as agencies pass them on: one text in the several shapes that it takes on its way.

In: what differs (a place, a day, figures). Out: plain paragraphs. It knows nothing of the portal.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import Final


@dataclass(frozen=True)
class Release:
    """A health office's release about one day in one village. Whoever changes a field tells of something else."""

    place: str = "Sumberjati"
    day: str = "Selasa (17/11/2026)"
    children: str = "214"
    drops: str = "460"
    nurses: str = "18"
    hours: str = "08.30"
    villages: str = "12"
    doses: str = "3.750"
    share: str = "94,5"
    toddlers: str = "1.236"

    def paragraphs(self) -> list[str]:
        told = {each.name: getattr(self, each.name) for each in fields(self)}
        return [paragraph.format(**told) for paragraph in PARAGRAPHS]

    def text(self) -> str:
        return "\n".join(self.paragraphs())


PARAGRAPHS: Final = (
    "Dinas Kesehatan membuka pekan imunisasi polio di Balai Desa {place}, {day}. Pada hari pertama {children} "
    "balita menerima tetes vaksin sejak pukul {hours}.",
    "Kepala Dinas Kesehatan mengatakan, {nurses} bidan desa dibagi dalam enam pos agar antrean tidak panjang. "
    "Setiap pos menyimpan vaksin dalam kotak dingin yang suhunya dicatat dua kali sehari.",
    "Orang tua cukup membawa buku kesehatan ibu dan anak. Balita yang sedang demam ditunda dan didatangi petugas "
    "di rumah pada pekan berikutnya.",
    "Sasaran seluruh kecamatan {toddlers} balita di {villages} desa. Tahun lalu cakupannya {share} persen, dan "
    "sisanya tersebar di dusun yang sulit dijangkau saat hujan.",
    "Untuk itu Puskesmas {place} meminjam perahu milik kelompok nelayan. Persediaan {doses} dosis telah tiba di "
    "gudang farmasi, cukup untuk dua putaran, dan {drops} penetes cadangan disimpan terpisah.",
    "Seorang ibu mengaku baru tahu jadwalnya dari pengeras suara masjid. Ia berharap pengumuman berikutnya juga "
    "ditempel di warung karena banyak ibu berbelanja pagi hari.",
    "Putaran kedua menyusul sebulan kemudian di tempat yang sama. Layanan ini tidak dipungut biaya, dan petugas "
    "melayani pertanyaan warga di loket puskesmas pada jam kerja.",
)

RELEASE: Final = Release()

LEAD: Final = (
    "Warga kecamatan kami menyambut baik layanan kesehatan yang dibuka di balai desa pekan ini. Camat mengajak para"
    " ketua rukun tetangga mengantar tetangganya yang tidak punya kendaraan."
)
"""What a sub-district puts in front of a release that is not its own."""


def elsewhere() -> Release:
    """The same office, the same form: another village, another day, other figures."""
    return Release("Karangasri", "Kamis (19/11/2026)", "97", "120", "7", "09.00", "5", "1.480", "88,2", "604")


def corrected(release: Release = RELEASE) -> Release:
    """One figure put right."""
    return replace(release, children="241")


def refigured(release: Release = RELEASE) -> Release:
    """So many other figures in the same words that nobody can say whether they were put right or count another day."""
    return replace(release, children="188", doses="3.120", share="91,7", drops="455", toddlers="1.180", nurses="21")


def prices(week: int) -> tuple[str, str]:
    """The market's prices of a week, in the words of every week."""
    day = 3 + 7 * week
    said = [("Beras medium", 12_400), ("Gula pasir", 17_250), ("Minyak goreng", 16_100), ("Cabai rawit", 41_500),
            ("Bawang merah", 33_700), ("Telur ayam", 27_900), ("Daging ayam", 34_800)]  # fmt: skip
    lines = [f"{name} dijual Rp{price + week * 350 + 50 * n} per kilogram." for n, (name, price) in enumerate(said)]
    head = (
        f"Dinas Perdagangan memantau harga kebutuhan pokok di Pasar Wanasari pada Selasa ({day}/11/2026). Petugas"
        " mendatangi sepuluh kios dan mencatat harga rata-rata menjelang siang."
    )
    tail = (
        "Warga yang menemukan harga tidak wajar dapat melapor ke pos pengaduan pasar. Pantauan berikutnya pekan depan."
    )
    return f"Harga Kebutuhan Pokok di Pasar Wanasari, {day} November 2026", "\n".join([head, " ".join(lines), tail])
