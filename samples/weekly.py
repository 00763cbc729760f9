"""Weekly reports on food prices, so that a site has a past: a number of weeks in, articles as text out.

Each is a whole article in the format of samples/README.md, the newest first. The figures are invented: they
follow from the commodity and the week alone, so that a report says of the week before what that week's report
said of itself. No file, no clock and no randomness.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Final

from samples.months import MONTHS

_ORDINALS: Final = ("Pertama", "Kedua", "Ketiga", "Keempat", "Kelima")
_MARKETS: Final = ("Pasar Sumberjati", "Pasar Lembahwangi", "Pasar Tirtamulya", "Pasar Gunungsari Utara")
_GOODS: Final = (
    ("Beras medium", 13_400, 300, "kilogram"), ("Cabai rawit merah", 46_000, 16_000, "kilogram"),
    ("Cabai merah keriting", 38_000, 11_000, "kilogram"), ("Bawang merah", 33_000, 7_000, "kilogram"),
    ("Telur ayam", 27_500, 1_800, "kilogram"), ("Daging ayam", 35_500, 2_600, "kilogram"),
    ("Gula pasir", 17_200, 400, "kilogram"), ("Minyak goreng", 16_800, 600, "liter"),
)  # fmt: skip
"""Name, usual price in rupiah, how far it strays either way, and what it is sold by."""

_OPENINGS: Final = (
    "Petugas Dinas Ketahanan Pangan mencatat harga delapan bahan pangan pokok di empat pasar kecamatan. Angka berikut "
    "adalah rata-rata dari keempatnya, ditanyakan kepada tiga pedagang di setiap pasar pada pagi hari.",
    "Pemantauan pekan ini dilakukan setelah bongkar muat subuh selesai, ketika harga eceran sudah terbentuk. Petugas "
    "menanyai dua belas pedagang, lalu mengambil rata-ratanya.",
    "Delapan bahan pangan kembali dipantau di empat pasar kecamatan. Harga yang dicatat ialah harga yang benar-benar "
    "dibayar pembeli, bukan harga yang dipasang di papan.",
)
_CLOSINGS: Final = (
    "Catatan lengkap tiap pasar dapat dilihat di papan pengumuman pengelola pasar.",
    "Pedagang yang kesulitan mendapat pasokan dapat menghubungi penyuluh di kantor kecamatan.",
    "Warga disarankan membandingkan harga di beberapa lapak sebelum membeli dalam jumlah banyak.",
    "Dinas memantau kembali pekan depan pada hari yang sama agar angkanya dapat dibandingkan.",
)


def reports(weeks: int, first: datetime) -> Iterator[tuple[str, str]]:
    """Name and text of the newest `weeks` reports; the last appeared two days before the first start."""
    for back in range(weeks):
        age = timedelta(days=2 + 7 * back, hours=3)
        yield _report(weeks - back, first - age, f"{age.days}d 3h")


def price(good: int, week: int) -> int:
    """Rupiah for one commodity in one week, to the hundred: a slow wave with a little of the week's own."""
    name, usual, strays, _ = _GOODS[good]
    own = zlib.crc32(f"{name} {week}".encode()) % 1001 / 500 - 1
    turn = (week * 5 + good * 7) % 26
    wave = (turn if turn <= 13 else 26 - turn) / 6.5 - 1
    return round((usual + strays * (0.75 * wave + 0.25 * own)) / 100) * 100


def _report(week: int, when: datetime, age: str) -> tuple[str, str]:
    now = [price(good, week) for good in range(len(_GOODS))]
    before = [price(good, week - 1) for good in range(len(_GOODS))]
    moved = sorted(range(len(_GOODS)), key=lambda good: (now[good] - before[good]) / before[good])
    down, up = moved[0], moved[-1]
    nth, month = _ORDINALS[(when.day - 1) // 7], MONTHS[when.month - 1]
    rows = "\n".join(f"- {_row(good, now[good], before[good])}" for good in range(len(_GOODS)))
    market = _MARKETS[week % len(_MARKETS)]
    text = (
        f"Title: Harga Pangan Pekan {nth} {month} {when.year}: {_headline(up, down, now, before)}\n"
        f"Age: {age}\nAuthor: Bidang Distribusi Pangan\nTags: Harga Pangan, Pasar\n\n"
        f"{_OPENINGS[week % len(_OPENINGS)]}\n\n"
        f"Dibandingkan dengan pekan sebelumnya, {_moves(up, now, before)}, sedangkan {_moves(down, now, before)}. "
        f"Selisih antarpasar terbesar pekan ini ditemukan di {market}.\n\n## Harga rata-rata\n\n{rows}\n\n"
        f"{_CLOSINGS[week % len(_CLOSINGS)]}\n"
    )
    return f"harga-pangan-{when:%Y-%m-%d}", text


def _headline(up: int, down: int, now: list[int], before: list[int]) -> str:
    rises, falls = now[up] > before[up], now[down] < before[down]
    said = [f"{_GOODS[up][0]} Naik" if rises else "", f"{_GOODS[down][0]} Turun" if falls else ""]
    return ", ".join(part for part in said if part).title() or "Semua Tetap"


def _moves(good: int, now: list[int], before: list[int]) -> str:
    name, change = _GOODS[good][0].lower(), now[good] - before[good]
    if not change:
        return f"harga {name} tidak berubah"
    return f"harga {name} {'naik' if change > 0 else 'turun'} {_rupiah(abs(change))}"


def _row(good: int, now: int, before: int) -> str:
    name, _, _, unit = _GOODS[good]
    change = "tetap" if now == before else f"{'naik' if now > before else 'turun'} dari {_rupiah(before)}"
    return f"{name}: {_rupiah(now)} per {unit}, {change}"


def _rupiah(amount: int) -> str:
    return f"Rp{amount:,}".replace(",", ".")
