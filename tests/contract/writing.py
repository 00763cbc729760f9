"""What the agencies of the tests write: articles that differ from one another, and feeds that carry them.

In: a number, so that every run writes the same. Out: `Item`, and RSS, Atom or JSON Feed as bytes.
It knows nothing of the portal.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from html import escape
from typing import Any, Final

START: Final = datetime(2026, 11, 21, 6, 30, tzinfo=UTC)
"""The moment at which most tests begin: Saturday 21 November 2026, 13.30 WIB."""

DEEDS: Final = (
    "memperbaiki saluran irigasi", "membuka pos pelayanan kesehatan ibu", "menata ulang pasar sayur",
    "melatih kader perpustakaan keliling", "mendata rumah tidak layak huni", "menanam bibit bakau di muara",
    "mengganti lampu jalan lintas", "membagikan alat tangkap ramah lingkungan", "memeriksa kelayakan angkutan pelajar",
    "menyusun peta batas desa", "mengeruk kolam retensi", "membuka kelas bahasa isyarat bagi petugas loket",
    "memugar gedung kesenian lama", "mencetak ulang kartu identitas anak", "menguji mutu air sumur bersama",
    "mengirim tangki air bersih", "merawat jembatan gantung", "membina perajin anyaman rotan",
    "memasang pengukur curah hujan", "meresmikan rumah produksi bersama",
)  # fmt: skip
PLACES: Final = (
    "Sumberjati", "Lembahwangi", "Karangasri", "Banyubening", "Wanasari", "Tegalrejo", "Margomulyo", "Pasirjaya",
    "Rawakencana", "Sukaramai", "Mekarbaru", "Tanjungharapan", "Bukitcahya", "Kalisalak", "Pulaugading",
)  # fmt: skip
PEOPLE: Final = (
    "kelompok tani", "para pedagang kecil", "siswa sekolah dasar", "nelayan pesisir", "penyandang disabilitas",
    "kader posyandu", "karang taruna", "pengrajin batik", "peternak sapi perah", "pengemudi angkutan",
    "guru honorer", "petugas kebersihan", "pengurus koperasi", "lansia yang tinggal sendiri",
)  # fmt: skip
SENTENCES: Final = (
    "Pekerjaan di {place} itu dimulai sesudah warga dan {people} bermusyawarah selama {small} hari.",
    "Dana yang dipakai mencapai Rp{money} juta dan seluruhnya berasal dari anggaran tahun berjalan.",
    "Sedikitnya {count} orang merasakan manfaatnya, terutama {people} di sekitar {place}.",
    "Kepala bidang yang membawahi urusan ini meminta {people} ikut merawat hasilnya.",
    "Tahap berikutnya akan berlangsung di {place} dan melibatkan {small} regu petugas lapangan.",
    "Menurut catatan kantor, permintaan serupa datang pula dari {place} sebanyak {count} berkas.",
    "Cuaca yang tidak menentu sempat menunda pengiriman bahan ke {place} hingga {small} pekan.",
    "Warga {place} dapat bertanya langsung di loket pelayanan pada hari dan jam kerja.",
    "Hasil pemeriksaan menunjukkan {count} titik masih perlu ditangani sebelum musim hujan.",
    "Camat {place} menyebut kerja sama dengan {people} sebagai kunci kelancarannya.",
    "Pemerintah daerah juga {deed} di {place} agar manfaatnya lebih merata.",
    "Sebanyak {small} lembaga lain telah menyatakan siap membantu {people}.",
)


@dataclass(frozen=True)
class Item:
    """One article at its source; `date` may be any string that a feed would carry, or nothing."""

    path: str
    title: str
    body: str
    date: datetime | str | None = START
    guid: str = ""
    link: str = ""

    @property
    def words(self) -> str:
        """The body's first sentence, to be looked for in what was printed."""
        return self.body.removeprefix("<p>").partition("</p>")[0].partition(". ")[0]


def item(number: int, path: str = "", **fields: Any) -> Item:
    """Article `number`, always the same; no two numbers tell the same story, and `mark(number)` is in it alone.

    Its date lies before `START`, the higher the number the earlier, unless `date` is given.
    """
    dice = random.Random(number)

    def fill(sentence: str) -> str:
        return sentence.format(
            place=dice.choice(PLACES), people=dice.choice(PEOPLE), deed=dice.choice(DEEDS),
            small=dice.randint(2, 29), count=dice.randint(31, 998), money=dice.randint(31, 998),
        )  # fmt: skip

    deed, place = dice.choice(DEEDS), dice.choice(PLACES)
    first = f"Petugas {deed} di {place} dengan berkas nomor {mark(number)} sejak awal pekan. "
    body = [first + fill(sentence) for sentence in dice.sample(SENTENCES, 1)]
    body += [" ".join(map(fill, dice.sample(SENTENCES, 3))) for _ in range(2)]
    title = f"Petugas {deed.title()} bagi {dice.choice(PEOPLE).title()} {place} {mark(number)}"
    html = "".join(f"<p>{paragraph}</p>" for paragraph in body)
    told = {"title": title, "body": html, "date": START - timedelta(minutes=5 + 7 * (number % 1000)), **fields}
    return Item(path or f"/berita/{number}/", **told)


def mark(number: int) -> str:
    """The figure that only this article's text holds."""
    return f"{number // 1000 + 40}.{number % 1000:03}"


def rss(base: str, items: Iterable[Item], extra: str = "", title: str = "Kabar Instansi") -> bytes:
    """An RSS 2.0 feed with the whole text, as WordPress writes it. `base` is the site's address without a path."""
    entries = []
    for each in items:
        link = each.link or base + each.path
        date = format_datetime(each.date) if isinstance(each.date, datetime) else each.date
        entries.append(
            f"<item><title>{escape(each.title)}</title><link>{escape(link)}</link>"
            f'<guid isPermaLink="false">{escape(each.guid or link)}</guid>'
            + (f"<pubDate>{escape(date)}</pubDate>" if date is not None else "")
            + f"<content:encoded><![CDATA[{each.body}]]></content:encoded></item>\n"
        )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>'
        f"<title>{escape(title)}</title><link>{base}/</link><description>Kabar</description>{extra}\n"
        f"{''.join(entries)}</channel></rss>"
    ).encode()


def atom(base: str, items: Iterable[Item]) -> bytes:
    """An Atom feed of the same."""
    entries = "".join(
        f"<entry><title>{escape(each.title)}</title><id>{escape(each.guid or base + each.path)}</id>"
        f'<link rel="alternate" href="{base + each.path}"/><updated>{each.date:%Y-%m-%dT%H:%M:%SZ}</updated>'
        f"<published>{each.date:%Y-%m-%dT%H:%M:%SZ}</published>"
        f'<content type="html">{escape(each.body)}</content></entry>'
        for each in items
    )
    return (
        f'<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Kabar</title>'
        f"<id>{base}/</id><updated>2026-11-21T00:00:00Z</updated>{entries}</feed>"
    ).encode()


def json_feed(base: str, items: Iterable[Item]) -> bytes:
    """A JSON Feed of the same."""
    entries = [
        {
            "id": each.guid or base + each.path,
            "url": base + each.path,
            "title": each.title,
            "content_html": each.body,
            "date_published": f"{each.date:%Y-%m-%dT%H:%M:%SZ}",
        }
        for each in items
    ]
    feed = {"version": "https://jsonfeed.org/version/1.1", "title": "Kabar", "home_page_url": base, "items": entries}
    return json.dumps(feed).encode()
