"""A Markdown file of an agency, or a page of the region → an `Entry` or a `Page`, or all its faults at once.

What comes out is as hostile as what a feed brings: it still goes through `clean`. Only the fields that are
named here count, so that nobody sets where a page is saved or how it looks. Nothing here opens a picture.
"""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final, Protocol

from msgspec import Struct

from plugins.newsroom.field_lines import Fields, read_fields
from plugins.newsroom.model import STORY_KINDS, Entry, Fault, PictureRef, moment
from plugins.newsroom.written import is_slug, leads_outside, name_in, quoted, slug_of

COMMON: Final = ("Title", "Date", "Kind", "Summary", "Tags", "Picture", "Alt", "Credit", "Author")
OF_KIND: Final[dict[str, tuple[str, ...]]] = {
    "agenda": ("Starts", "Ends", "Place", "State"),
    "klarifikasi": ("Claim", "Verdict", "Evidence"),
    "peringatan": (
        "Until", "Hazard", "Affected", "Evacuation", "Avoid", "Help", "Announcer", "Procedure", "Measures",
    ),
}  # fmt: skip
"""The fields that only one kind may have. Those of a peringatan are what Perki 1/2021 asks of a notice."""
PAGE_FIELDS: Final = ("Title", "Summary", "Order", "Menu")

STATES: Final = ("Terjadwal", "Ditunda", "Dibatalkan")
VERDICTS: Final = ("Salah", "Menyesatkan", "Benar", "Belum terbukti")
RESERVED: Final = frozenset((
    "berita", "instansi", "topik", "wilayah", "arsip", "agenda", "klarifikasi", "peringatan", "keaktifan",
    "cari", "data", "w", "gambar", "pagefind", "aset", "sitemap",
))  # fmt: skip
"""First segments of the site's own addresses, which no page may take."""

_PICTURES: Final = (".png", ".jpg", ".jpeg", ".webp", ".gif")
_NOT_ARTICLES: Final = ("readme.md", "profile.md")
_EXAMPLE: Final = "2026-11-21 13:30"
_TIME: Final = re.compile(
    r"[0-9]:[0-9]|[0-9]t[0-9]|pukul|pkl|jam|(?<![0-9.])[0-9]{1,2}\.[0-9]{2}(?![0-9.])", re.IGNORECASE
)


class ParseDate(Protocol):
    """`dates.parse`, which reads a date in the clock of `zone`."""

    def __call__(self, text: str, *, zone: str) -> datetime | None:
        """The moment in UTC; None where the text names none."""


class Page(Struct, frozen=True):
    """A page that the region wrote. `html` is raw: it goes through `clean` before anybody sees it."""

    slug: str
    title: str
    summary: str = ""
    order: int = 0
    menu: str = ""  # its label in the menu; "" keeps it out
    html: str = ""


def article_files(content: Path, agency: str) -> list[Path]:
    """The Markdown files of an agency that are articles, by name."""
    return [path for path in _markdown_files(content / "agencies" / agency)
            if path.name.lower() not in _NOT_ARTICLES]  # fmt: skip


def page_files(content: Path) -> list[Path]:
    """The Markdown files of content/pages that are pages, by name."""
    return [path for path in _markdown_files(content / "pages") if path.name.lower() != "readme.md"]


def _markdown_files(folder: Path) -> list[Path]:
    try:
        files = list(folder.iterdir()) if folder.is_dir() else []
    except OSError:
        return []  # a folder that may not be read; `registry` names it
    return sorted(path for path in files if path.suffix.lower() == ".md" and not path.name.startswith("."))


def read_article(content: Path, path: Path, *, timezone: str, parse_date: ParseDate) -> Entry | list[Fault]:
    """An article as its agency wrote it, or its faults by line.

    `timezone` is the clock of dates without one. In the entry's fields, moments are RFC 3339 in UTC; an
    `Ends` or `Until` that names only a day lasts to the end of that day. `guid` is the path in content/, a
    picture's address is `file:` and its path in content/.
    """
    if not path.name.isprintable() or path.name != path.name.encode("utf-8", "replace").decode():
        return [Fault(name_in(content, path), 0, "Nama berkas ini memuat huruf yang rusak. Ganti namanya.")]
    fields = read_fields(content, path, (*COMMON, *(name for names in OF_KIND.values() for name in names)))
    if isinstance(fields, Fault):
        return [fields]
    kind = fields.choice("Kind", STORY_KINDS) if fields.values.get("Kind") else "berita"
    clock = _Clock(fields, timezone, parse_date)
    published = clock.moment("Date", required=True)
    entry = Entry(
        guid=name_in(content, path),
        title=fields.text("Title", required="Jadwal Posyandu Bulan Desember"),
        summary=fields.text("Summary"),
        content=_body(fields),
        published=published,
        author=fields.text("Author"),
        tags=tuple(dict.fromkeys(tag.strip() for tag in fields.text("Tags").split(",") if tag.strip())),
        pictures=_picture(content, path, fields),
        kind=kind,
        fields=_of_kind(fields, kind, clock) if kind else {},
    )
    return sorted(fields.faults, key=lambda fault: fault.line) or entry


def not_yet(content: Path, path: Path, entry: Entry, now: datetime) -> Fault | None:
    """What its agency should know of an article that is dated after `now`: nothing here waits for a date. The line is
    that of its `Date`."""
    if entry.published <= moment(now):  # RFC 3339 in UTC sorts as text
        return None
    fields = read_fields(content, path, ("Date",))
    line, said = (fields.lines.get("Date", 0), fields.text("Date")) if isinstance(fields, Fields) else (0, "")
    mend = "perbaiki tanggalnya, atau kirim naskah ini bila waktunya tiba"
    return Fault(
        name_in(content, path),
        line,
        f"Tanggal {quoted(said)} belum tiba, dan portal tidak menunda terbit: tulisan ini terbit begitu dibaca, dengan"
        f" waktu saat itu; {mend}.",
    )


class _Clock(Struct, frozen=True):
    """Reads the moments of one file."""

    fields: Fields
    zone: str
    parse_date: ParseDate

    def moment(self, name: str, *, required: bool = False, to_day_end: bool = False) -> str:
        """A field's moment as RFC 3339 in UTC; "" where there is none. A fault where it cannot be read."""
        text = self.fields.text(name, required=_EXAMPLE if required else "")
        when = self.parse_date(text, zone=self.zone) if text else None
        if when is None:
            if text:
                wrong = f"Waktu {quoted(text)} pada kolom '{name}' tidak dapat dibaca"
                mend = f"tulis misalnya {_EXAMPLE} atau 21 November 2026 13.30 WIB"
                self.fields.fault(f"{wrong}; {mend}.", name)
            return ""
        if to_day_end and not _TIME.search(text):
            when += timedelta(days=1, seconds=-1)
        return moment(when)


def _of_kind(fields: Fields, kind: str, clock: _Clock) -> dict[str, str]:
    """The fields that only this kind has; those of another kind are faults."""
    for other, names in OF_KIND.items():
        for name in names:
            if kind != other and name in fields.values:
                mend = f"hapus kolom itu, atau tulis Kind: {other}"
                fields.fault(f"Kolom '{name}' hanya untuk {other}, sedangkan ini {kind}; {mend}.", name)
    values = {name: fields.text(name) for name in OF_KIND.get(kind, ())}
    if kind == "agenda":
        values["Starts"] = clock.moment("Starts", required=True)
        values["Ends"] = clock.moment("Ends", to_day_end=True)
        values["State"] = fields.choice("State", STATES)
        if values["Ends"] and values["Ends"] < values["Starts"]:  # RFC 3339 in UTC sorts as text
            fields.fault("Kolom 'Ends' lebih awal dari 'Starts'; periksa kedua waktunya.", "Ends")
    elif kind == "klarifikasi":
        fields.text("Claim", required="Bantuan tunai dibagikan lewat pesan berantai")
        values["Verdict"] = fields.choice("Verdict", VERDICTS, required="Salah")
    elif kind == "peringatan":
        values["Until"] = clock.moment("Until", required=True, to_day_end=True)
    return {name: value for name, value in values.items() if value}


def _picture(content: Path, path: Path, fields: Fields) -> tuple[PictureRef, ...]:
    name = fields.text("Picture")
    if not name:
        return ()
    beside = path.parent / name
    if re.search(r"[/\\:]", name) or name.startswith(".") or not name.isprintable() or len(name.encode()) > 200:
        fields.fault("Kolom 'Picture' harus nama berkas saja, tanpa folder, misalnya foto.jpg.", "Picture")
    elif beside.suffix.lower() not in _PICTURES:
        fields.fault(f"Gambar {quoted(name)} harus berjenis {', '.join(_PICTURES)}.", "Picture")
    elif leads_outside(content, beside) or not beside.is_file():
        mend = "letakkan berkasnya di folder yang sama dengan tulisan ini"
        fields.fault(f"Gambar {quoted(name)} tidak ada; {mend}.", "Picture")
    else:
        address = f"file:{name_in(content, beside)}"
        return (PictureRef(address, fields.text("Alt"), fields.text("Credit")),)
    return ()


def _body(fields: Fields) -> str:
    from plugins.newsroom.markup import LONGEST, render  # whoever has nothing to render need not know how

    last = max(fields.lines.values(), default=1)
    if not fields.body:
        message = "Isi tulisan kosong. Tulis isinya di bawah satu baris kosong sesudah kolom."
        fields.faults.append(Fault(fields.file, last, message))
    elif len(fields.body) > LONGEST:
        message = f"Isi tulisan lebih dari {LONGEST} huruf. Bagi menjadi beberapa tulisan."
        fields.faults.append(Fault(fields.file, last + 1, message))
    else:
        return render(fields.body)
    return ""


def read_page(content: Path, path: Path) -> Page | list[Fault]:
    """A page as the region wrote it, or its faults by line. Its slug is the file's name."""
    fields = read_fields(content, path, PAGE_FIELDS)
    if isinstance(fields, Fault):
        return [fields]
    order = fields.text("Order")
    if order and not re.fullmatch(r"-?[0-9]{1,6}", order):
        fields.fault(f"Kolom 'Order': {quoted(order)} bukan bilangan bulat; tulis misalnya 2.", "Order")
    if not is_slug(path.stem):
        near = slug_of(path.stem) or "tentang"
        rule = f"Nama berkas harus huruf kecil, angka, dan tanda hubung, misalnya {near}.md."
        fields.faults.append(Fault(fields.file, 0, rule))
    elif path.stem in RESERVED:
        rule = f"Nama '{path.stem}' dipakai bagian lain dari situs ini. Ganti nama berkasnya."
        fields.faults.append(Fault(fields.file, 0, rule))
    title, body = fields.text("Title", required="Tentang Portal Ini"), _body(fields)
    if fields.faults:
        return sorted(fields.faults, key=lambda fault: fault.line)
    return Page(path.stem, title, fields.text("Summary"), int(order or 0), fields.text("Menu"), body)
