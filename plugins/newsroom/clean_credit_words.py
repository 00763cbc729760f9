"""How datelines, desk codes and credits are written: the grammar that `clean_credits` reads by.

A part of `clean`. The grammar is closed: places in capitals or with their medium beside them, codes that stand behind
the last full stop, names behind a label. What it does not know stays somebody's sentence.
"""

from __future__ import annotations

import re
from typing import Final

_CAPS: Final = r"[A-Z][A-Z.'’]{2,19}(?:-[A-Z]{2,15})?"
_NAME: Final = r"[A-Z][a-z'’]{1,19}(?:-[A-Z][a-z]{1,15})?"
_PLACE: Final = rf"(?:{_CAPS}(?:\s{_CAPS}){{0,3}}|(?:Kab\.\s)?{_NAME}(?:\s{_NAME}){{0,2}})"
_MEDIUM: Final = (
    r"(?:[\w-]{2,30}\.(?:com|co\.id|go\.id|desa\.id|id|net|org|COM|ID|CO\.ID|GO\.ID|NET)"
    r"|(?:Info|Kabar|Warta|Berita|Media|Suara|Pos|Humas|Kominfo|Diskominfo|Prokopim|MC|ANTARA|Antara)(?:[A-Z]\w{1,20})?"
    r"(?:\s[A-Z]\w{1,15}){0,3}|\w{2,15}(?:News|Newsroom|Pos|Post|Info|Online|Kominfo))"
)
_MONTH: Final = r"(?:Jan|Feb|Mar|Apr|Mei|Jun|Jul|Agu|Agt|Sep|Okt|Nov|Nop|Des)[a-z]{0,7}\.?"
_WEEKDAY: Final = r"(?:Senin|Selasa|Rabu|Kamis|Jum['’]?at|Sabtu|Minggu|Ahad)"
_DAY: Final = rf"(?:{_WEEKDAY},?\s?)?\(?\d\d?(?:[/.-]\d\d?(?:[/.-](?:20)?\d\d)?|\s{_MONTH}(?:\s20\d\d)?)\)?"
_DASH: Final = r"(?:\s{0,2}[–—]{1,2}\s{0,2}|\s-{1,2}\s{0,2}|-{1,2}\s|--)"
_BEGINS: Final = r"(?=[A-Z0-9“\"‘(])"

DATELINE: Final = re.compile(
    rf"(?:(?P<before>{_MEDIUM}),\s)?(?P<place>{_PLACE})"
    rf"(?:(?P<beside>\s?\([\w .&/-]{{2,30}}\)|,\s\((?:{_MEDIUM})\)|,\s{_MEDIUM}|,?\s{_DAY}){_DASH}\s?"
    rf"|(?P<comma>,\s\((?:{_MEDIUM})\))[,:]?\s|{_DASH})(?=\S)"
)
"""Place, with its medium or the day beside it, and a dash."""
DASHES: Final = "-–—("
"""One of these stands in every such line."""
_NO_PLACES: Final = (
    "pengumuman ralat klarifikasi siaran pers rilis undangan info informasi peringatan agenda hoaks hoax update"
    " breaking news foto video catatan opini advertorial lowongan umkm asn tni polri dprd apbd apbn"
    " bpbd pkk pns pppk cpns covid"
    " bpjs kpu bawaslu bmkg bps spbe ppid rsud penting perhatian jadwal daftar laporan sosialisasi gubernur bupati wali"
    " pemkab pemkot pemprov dinas badan kepala kantor sekretaris camat sekda keputusan peraturan syarat selamat tahun"
    " hari hut mou bumd bumdes musrenbang program kegiatan rapat dalam pada untuk tim satgas posko judul tema materi"
    " nama alamat waktu tempat acara salah benar fakta tanya jawab"
)
NO_PLACE: Final = frozenset(_NO_PLACES.split())
"""Words that stand in capitals before a dash and are no places."""
SEATS: Final = frozenset(
    "Jakarta Bandung Semarang Surabaya Yogyakarta Serang Medan Padang Pekanbaru Jambi Palembang Bengkulu Pangkalpinang"
    " Denpasar Mataram Kupang Pontianak Palangkaraya Banjarmasin Banjarbaru Samarinda Manado Palu Makassar Kendari"
    " Gorontalo Mamuju Ambon Ternate Sofifi Jayapura Manokwari Sorong Merauke Nabire Wamena Batam Bogor Bekasi Depok"
    " Tangerang Malang Surakarta Balikpapan".split()
)
"""Provinces' seats and the largest cities: the only places that are known as such in small letters and alone."""
TOWN: Final = re.compile(r"(?:Kota|Kabupaten|Kab\.)\s[A-Z]")

# --- behind the last full stop ------------------------------------------------------------------------

_DESKS: Final = (
    "rls|rilis|release|hms|humas|adv|advertorial|red|redaksi|tim|diskominfo|kominfo|prokopim|mc|dok|admin|adm"
)
_INITIALS: Final = r"[a-z]{2,5}\d?|[A-Z]{2,4}(?:-\d)?|[A-Z]-\d"
_PERSON: Final = r"[A-Z][\w.'’]{1,20}(?:\s[A-Z][\w.'’]{0,20}){0,4}"
_ITEM: Final = (
    rf"(?:(?i:{_DESKS})(?:\s(?:kab|kota|Kab|Kota|KAB|KOTA)?\.?\s?[A-Z]\w{{1,20}}){{0,3}}|{_INITIALS}|{_PERSON})"
)
CODE: Final = re.compile(rf"(?:\((?P<code>\*{{1,3}}|{_ITEM}(?:\s?[/&+|,-]\s?{_ITEM}){{0,3}})\)|\*{{3}})\s?$")
_BARE: Final = rf"(?:{_INITIALS})/(?:(?i:mc|humas|hms|diskominfo|kominfo))(?:\s?[A-Z]\w{{1,20}}){{0,3}}"
BARE_CODE: Final = re.compile(_BARE)
DESK: Final = re.compile(rf"(?:{_DESKS})\b", re.I)
ONLY_INITIALS: Final = re.compile(_INITIALS)
RELEASE: Final = frozenset(("rls", "rilis", "release"))
PAID: Final = frozenset(("adv", "advertorial"))
OFFICES: Final = {"hms": "Humas", "humas": "Humas", "red": "Redaksi", "redaksi": "Redaksi"}
PAID_LINE: Final = re.compile(r"\W{0,3}(?:advertorial|advetorial|adv)\W{0,3}", re.I)
LONGEST_PAID: Final = 17  # characters of such a line
PAID_TITLE: Final = re.compile(r"\W{0,2}(?:advertorial|adv)\s?[\])}:|–—-]", re.I)

# --- names behind a label --------------------------------------------------------------------------------

_WRITER: Final = r"penulis|pewarta|reporter|kontributor|oleh|teks|naskah|liputan|peliput"
_OTHERS: Final = (
    r"foto|fotografer|dok|dokumentasi|editor|penyunting|redaktur|video|videografer|desain|sumber foto|kameramen"
)
_LABEL: Final = rf"(?i:(?:{_WRITER}|{_OTHERS})(?:\s?[/&]\s?(?:{_WRITER}|{_OTHERS}))?)"
_TOKEN: Final = rf"(?!{_LABEL}\s?[:|]|{_WEEKDAY}\b)(?:[A-Z][\w.'’/-]{{0,24}}|dan|bin|binti|&|\([\w .,/-]{{2,60}}\))"
_WHO: Final = rf"(?:{_TOKEN}(?:[\s,]{{1,2}}{_TOKEN}){{0,8}}|[a-z]{{2,6}}(?![\w]))"
PAIR: Final = re.compile(rf"(?P<label>{_LABEL})\s?[:|]\s?(?P<who>{_WHO})[\s,;|/•–-]{{0,4}}\.?\s?")
WRITES: Final = re.compile(rf"(?:{_WRITER})\b", re.I)
BY: Final = ("Oleh", "oleh", "OLEH", "By")
_CLOCK: Final = r"(?:[\s|,–-]{1,4}(?:pukul\s)?\d\d?[.:]\d\d(?:\s?WI(?:B|TA|T))?)?"
BYLINE: Final = re.compile(
    rf"(?:{'|'.join(BY)})\s?:?\s(?P<who>{_WHO})[,|\s–-]{{1,4}}(?:{_WEEKDAY},?\s)?\d\d?\s{_MONTH}\s20\d\d{_CLOCK}"
    rf"(?:\s?[-–|]\s?{_LABEL}\s?:\s?{_WHO}){{0,2}}(?:\s?[-–|]\s?\d{{1,7}})?"
)
"""A whole line that says who and when, as newsrooms of the network print it."""
