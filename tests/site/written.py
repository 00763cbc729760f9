"""A small region whose agencies write all their news by hand: numbers come in, its content/ goes out.

No site has to be asked for anything, so that a build alone makes a whole portal of it.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

from PIL import Image

from tests.contract.writing import item

AGENCIES: Final = ("dinkes", "dishub", "camat-wanasari")
KINDS: Final = {
    "agenda": "Kind: agenda\nStarts: 2026-11-28 09:00\nEnds: 2026-11-28 12:00\nPlace: Balai Desa\n",
    "klarifikasi": "Kind: klarifikasi\nClaim: Iuran naik\nVerdict: Salah\nEvidence: https://a.example/bukti\n",
    "peringatan": "Kind: peringatan\nUntil: 2026-11-25 09:00\n",
}
TABLE: Final = "\n\n| Loket | Jam |\n| --- | --- |\n| A | 08.00 |\n| B | 09.00 |\n"


def write_region(content: Path, stories: int, *, pictures: bool = False) -> Path:
    """content/ with so many articles of three agencies, over three months; `pictures`: every ninth has one, which a
    pull has to open."""
    (content / "pages").mkdir(parents=True)
    places = '[[places]]\nkind = "kecamatan"\nname = "Wanasari"\nslug = "wanasari"\n'
    head = 'name = "Kabupaten Contoh"\ncode = "33.99"\ntimezone = "Asia/Jakarta"\ndomains = ["contohkab.example"]\n'
    (content / "network.toml").write_text(f"{head}\n{places}", "utf-8")
    (content / "pages/tentang.md").write_text("Title: Tentang\nMenu: Tentang\n\nPortal kabar resmi daerah.\n", "utf-8")
    for slug in AGENCIES:
        home = content / "agencies" / slug
        home.mkdir(parents=True)
        fields = f'name = "Kantor {slug.title()}"\nshort = "{slug.title()}"\nkind = "dinas"\n'
        (home / "agency.toml").write_text(fields + 'topics = ["kesehatan"]\n' * (slug == "dinkes"), "utf-8")
    for number in range(stories):
        write_article(content, number, picture=pictures and number % 9 == 0)
    return content


def write_article(content: Path, number: int, *, picture: bool = False, more: str = "") -> Path:
    """Article `number`, always the same; the higher the number the older. `more`: Markdown behind its text."""
    written = item(number)
    day, month = 21 - number % 20, 11 - number // 20 % 3
    fields = f"Title: {written.title}\nDate: 2026-{month:02}-{day:02} {6 + number % 6:02}:{number % 60:02}\n"
    if number % 4 == 1:
        fields += "Author: Humas Kecamatan\n"
    if number % 15 < len(KINDS):
        fields += list(KINDS.values())[number % 15]
    home = content / "agencies" / AGENCIES[number % len(AGENCIES)]
    if picture:
        fields += f"Picture: foto-{number}.png\nAlt: Petugas di balai desa\n"
        Image.new("RGB", (640, 360), (number % 256, 90, 120)).save(home / f"foto-{number}.png")
    text = "\n\n".join(re.findall(r"<p>(.*?)</p>", written.body))
    path = home / f"kabar-{number}.md"
    path.write_text(f"{fields}\n{text}{TABLE if number % 10 == 3 else ''}\n{more}\n", "utf-8")
    return path
