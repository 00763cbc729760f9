"""What people wrote: a file in content/ → its text, or the fault that says why it cannot be read.

Also what all such files share: which names a file or folder may bear, and how a wrong word is answered with
the nearest right one. Never writes, never leaves content/ through a link, never reads above `LARGEST` bytes.
"""

from __future__ import annotations

import difflib
import re
import stat
import unicodedata
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from plugins.newsroom.model import Fault

LARGEST: Final = 1 << 20  # bytes; a long article has twenty thousand

LONGEST_SLUG: Final = 80  # it is part of file names and addresses
_SLUG: Final = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_SHOWN: Final = 60  # characters of a wrong value that a message repeats

_SAID: Final[dict[str, str]] = {
    # fields of articles and pages
    "Title": "judul, headline, subject",
    "Date": "tanggal, tgl, waktu, tanggal terbit, tanggal_terbit, published, terbit",
    "Kind": "jenis, tipe, type", "Summary": "ringkasan, rangkuman, deskripsi, description, excerpt, lead, teras",
    "Tags": "kategori, category, categories, topik, topic, label, tag, kata kunci, kata_kunci, keywords",
    "Picture": "gambar, foto, image, photo, thumbnail, cover, ilustrasi",
    "Alt": "teks alternatif, keterangan gambar, keterangan foto, caption, keterangan",
    "Credit": "kredit, sumber foto, sumber gambar, fotografer, pemilik foto",
    "Author": "penulis, oleh, redaksi, editor",
    "Starts": "mulai, waktu, start, begin", "Ends": "selesai, akhir, berakhir, sampai, end",
    "Place": "tempat, lokasi, location", "State": "keadaan",
    "Claim": "klaim, isu, hoaks", "Verdict": "hasil, putusan, kesimpulan",
    "Evidence": "bukti, penjelasan", "Until": "sampai, berlaku sampai, hingga, selesai",
    "Hazard": "bahaya, ancaman", "Affected": "terdampak, warga terdampak",
    "Evacuation": "evakuasi", "Avoid": "hindari, pencegahan",
    "Help": "bantuan", "Announcer": "pengumum", "Procedure": "tata cara, prosedur", "Measures": "upaya, tindakan",
    "Order": "urutan, urut, posisi", "Menu": "label menu",
    # fields of the TOML files
    "name": "nama", "code": "kode", "timezone": "zona, zona waktu, zona_waktu", "domains": "domain",
    "tagline": "slogan, semboyan", "contact": "kontak, surel, email, telepon", "places": "wilayah",
    "links": "tautan, layanan", "short": "singkatan", "site": "situs, website, web", "color": "warna, colour",
    "topics": "topik", "feeds": "umpan, sumber, rss", "url": "alamat, tautan, link", "pages": "halaman",
    "decision": "keputusan", "do": "lakukan, tindakan, keputusan", "target": "sasaran, berita, alamat, url, tautan",
    "reason": "alasan, sebab", "at": "waktu, tanggal, pada", "by": "oleh, penulis, redaksi", "with": "dengan",
    # what editors decide
    "release": "rilis, terbitkan, loloskan, lepas, lepaskan, tayangkan, publish",
    "withdraw": "cabut, tarik, turunkan, hapus",
    "correct": "ralat, koreksi, perbaiki, betulkan", "pin": "sematkan, sorot, utamakan",
    "hide-picture": "sembunyikan gambar, sembunyikan-gambar, sembunyikan foto, sembunyikan-foto, hapus-gambar",
    "pause": "jeda, hentikan, tunda", "resume": "lanjut, lanjutkan, teruskan", "merge": "gabung, gabungkan, satukan",
    "split": "pisah, pisahkan", "label": "tandai, tanda",
    # what an article may be
    "berita": "news, artikel, article", "pengumuman": "announcement", "agenda": "acara, kegiatan, event",
    "klarifikasi": "hoaks, hoax, bantahan", "peringatan": "warning, bencana",
}  # fmt: skip
"""A word of ours → what people write who mean it, in small letters. One of theirs may stand for words of several
choices, and for two of one; what counts is which of them may stand where it was written."""


def is_slug(name: str) -> bool:
    """Small letters, digits and single hyphens between them: a name that is safe in a path and an address."""
    return len(name) <= LONGEST_SLUG and _SLUG.fullmatch(name) is not None


def slug_of(name: str) -> str:
    """The slug that `name` would have, as long as one may be: "Kec. Sumberjati" → "kec-sumberjati"; may be ""."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return "-".join(re.findall(r"[a-z0-9]+", plain))[:LONGEST_SLUG].rstrip("-")


def quoted(value: object) -> str:
    """A wrong value as a message repeats it: one line, no control characters, not endless."""
    text = "".join(letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in str(value))
    return f"'{text[:_SHOWN]}…'" if len(text) > _SHOWN else f"'{text}'"


def unknown(what: str, word: str, known: Iterable[str]) -> str:
    """`Kolom 'nmae' tidak dikenal; mungkin maksudnya 'name'.`, or the whole choice where nothing is near. A word of
    another language is answered with what it means."""
    by_small = {each.casefold(): each for each in known}
    said = word[:_SHOWN].casefold().strip()
    near = [small for small, each in by_small.items() if said in _SAID.get(each, "").split(", ")]
    near = near or difflib.get_close_matches(said, by_small, n=3, cutoff=0.6)
    mend = f"pilihannya: {', '.join(by_small.values())}"
    if near:
        mend = f"mungkin maksudnya {' atau '.join(repr(by_small[each]) for each in near)}"
    return f"{what} {quoted(word)} tidak dikenal; {mend}."


def name_in(content: Path, path: Path) -> str:
    """`path` relative to content/, with forward slashes, as faults and entries name it."""
    return path.relative_to(content).as_posix().encode("utf-8", "replace").decode()


def leads_outside(content: Path, path: Path) -> bool:
    """Whether `path` is a place outside content/, through links, `..` or from the beginning (or a link to itself)."""
    if not path.is_relative_to(content):
        return True
    way = content
    for part in path.relative_to(content).parts:
        way /= part
        if part == ".." or way.is_symlink():
            break
    else:
        return False  # nearly always; to resolve every path of a large network takes a good part of reading it
    try:
        return not path.resolve().is_relative_to(content.resolve())
    except (OSError, RuntimeError):  # a loop of links: RuntimeError before Python 3.13
        return True


def read_text(content: Path, path: Path) -> str | Fault:
    """The text of a file in content/: UTF-8, with or without a byte order mark, any line ends."""
    file = name_in(content, path)
    if leads_outside(content, path):
        return Fault(file, 0, "Berkas ini tautan ke luar folder content/. Ganti dengan berkas biasa.")
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            return Fault(file, 0, "Ini bukan berkas biasa. Ganti dengan berkas teks.")
        if status.st_size > LARGEST:
            return Fault(file, 0, f"Berkas lebih besar dari {LARGEST >> 20} MiB. Pendekkan isinya.")
        data = path.read_bytes()
    except OSError:
        return Fault(file, 0, "Berkas tidak dapat dibuka. Periksa nama dan izin bacanya.")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        return Fault(file, line, "Ada huruf yang bukan UTF-8. Simpan ulang berkas ini sebagai UTF-8.")
    return text.replace("\r\n", "\n").replace("\r", "\n")
