"""What an agency may do to an article after it was published, and what the contract calls that.

In: the site that holds the pictures. Out: each article before and after.
"""

from __future__ import annotations

import io
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from PIL import Image

from tests.contract.server import Site
from tests.contract.writing import Item, item, mark

OFFICE = "Kepala Dinas Perikanan"
BODY = (
    "<p>Sebanyak 412 keluarga di Sumberjati menerima bantuan pada 12 Oktober, kata {office}. Petugas mencatat nama "
    "penerima di balai desa dengan berkas nomor {mark}.</p><p>Penyaluran berikutnya berlangsung di "
    '<a href="https://peta.example/lokasi">Lembahwangi</a> dan dibantu karang taruna setempat.</p>'
)


def edited(number: int, **fields: Any) -> Item:
    """An article of its own, with a number, a date, a name and a link in its text."""
    body = item(number).body + BODY.format(office=OFFICE, mark=mark(number))
    return item(number, f"/sunting/{number}/", body=body, **fields)


@dataclass(frozen=True)
class Edit:
    """What an article becomes at its source, and what the contract calls it: the history's `what`, or nothing."""

    number: int
    what: str | None
    before: Item
    after: Item


def edits_of(site: Site) -> dict[str, Edit]:
    """Seven corrections and five edits that are none, each of an article of its own."""
    a, b = site.put("/a.png", drawn("red"), type="image/png"), site.put("/b.png", drawn("blue"), type="image/png")

    def body(number: int, what: str | None, old: str, new: str) -> Edit:
        before = edited(number)
        assert old in before.body
        return Edit(number, what, before, replace(before, body=before.body.replace(old, new)))

    own = site.url("/sunting/113/")
    drawn_before = edited(107)
    drawn_before = replace(drawn_before, body=f'<p><img src="{a}" alt="Peta lokasi"></p>{drawn_before.body}')
    old = replace(edited(100), body=edited(100).body.replace("karang taruna setempat", "pasukan bersepeda"))
    return {
        "words": Edit(100, "text", old, replace(old, body=old.body.replace("pasukan bersepeda", "tim penjaga"))),
        "number": body(101, "text", "412 keluarga", "421 keluarga"),
        "date in the text": body(102, "text", "12 Oktober", "13 Oktober"),
        "name": body(103, "text", OFFICE, "Kepala Dinas Kelautan"),
        "title": Edit(104, "title", edited(104), replace(edited(104), title="Judul Lain untuk Kabar Bantuan")),
        "date": Edit(105, "date", edited(105), replace(edited(105), date=edited(105).date - timedelta(days=1))),
        "picture": Edit(107, "picture", drawn_before, replace(drawn_before, body=drawn_before.body.replace(a, b))),
        "markup": body(110, None, "412 keluarga", "<strong>412</strong> <em class='x'>keluarga</em>"),
        "spacing": body(111, None, "412 keluarga di Sumberjati", "412&nbsp;keluarga  di\n   Sumberjati"),
        "tracking": body(112, None, "peta.example/lokasi", "peta.example/lokasi?utm_source=web&amp;fbclid=9"),
        "own tracking": Edit(113, None, edited(113), replace(edited(113), link=own + "?utm_medium=rss", guid=own)),
        "paragraph tags": body(114, None, "<p>", "<p style='text-align:justify' class='MsoNormal'>"),
    }  # fmt: skip


def drawn(color: str) -> bytes:
    """A picture large enough to be shown."""
    file = io.BytesIO()
    picture = Image.new("RGB", (640, 480), color)
    picture.paste(Image.new("RGB", (320, 100), "white"), (10 if color == "red" else 300, 200))
    picture.save(file, "PNG")
    return file.getvalue()
