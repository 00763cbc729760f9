"""The 32 government affairs (UU 23/2014 pasal 12) and the house that carries them, each beneath the label that
citizens know; and their words, ready to be found in a text. Text comes in, words that speak of an affair go out.

Words are found by form (`petani`, `pertanian`), phrases before words: "bank sampah" is not a bank. Nothing here
weighs what was found.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Final, NamedTuple

from msgspec import Struct

from plugins.newsroom.topics_text import words_of
from plugins.newsroom.topics_words_basic import BASIC
from plugins.newsroom.topics_words_choice import CHOICE, NOTHING
from plugins.newsroom.topics_words_other import OTHER


class Affair(Struct, frozen=True):
    """One affair: its code (Permendagri 90/2019), its name, and the slug of the label above it."""

    code: str
    name: str
    label: str


AFFAIRS: Final[dict[str, Affair]] = {
    code: Affair(code, name, label)
    for code, name, label in (
        ("1.01", "Pendidikan", "pendidikan"),
        ("1.02", "Kesehatan", "kesehatan"),
        ("1.03", "Pekerjaan umum dan penataan ruang", "jalan-bangunan"),
        ("1.04", "Perumahan rakyat dan kawasan permukiman", "jalan-bangunan"),
        ("1.05", "Ketenteraman, ketertiban umum, dan pelindungan masyarakat", "bencana-ketertiban"),
        ("1.06", "Sosial", "bantuan-sosial"),
        ("2.07", "Tenaga kerja", "kerja-usaha"),
        ("2.08", "Pemberdayaan perempuan dan pelindungan anak", "bantuan-sosial"),
        ("2.09", "Pangan", "pertanian-pangan"),
        ("2.10", "Pertanahan", "jalan-bangunan"),
        ("2.11", "Lingkungan hidup", "lingkungan"),
        ("2.12", "Administrasi kependudukan dan pencatatan sipil", "kependudukan"),
        ("2.13", "Pemberdayaan masyarakat dan desa", "desa"),
        ("2.14", "Pengendalian penduduk dan keluarga berencana", "kependudukan"),
        ("2.15", "Perhubungan", "jalan-bangunan"),
        ("2.16", "Komunikasi dan informatika", "pemerintahan"),
        ("2.17", "Koperasi, usaha kecil, dan menengah", "kerja-usaha"),
        ("2.18", "Penanaman modal", "kerja-usaha"),
        ("2.19", "Kepemudaan dan olahraga", "wisata-budaya"),
        ("2.20", "Statistik", "pemerintahan"),
        ("2.21", "Persandian", "pemerintahan"),
        ("2.22", "Kebudayaan", "wisata-budaya"),
        ("2.23", "Perpustakaan", "pendidikan"),
        ("2.24", "Kearsipan", "pemerintahan"),
        ("3.25", "Kelautan dan perikanan", "pertanian-pangan"),
        ("3.26", "Pariwisata", "wisata-budaya"),
        ("3.27", "Pertanian", "pertanian-pangan"),
        ("3.28", "Kehutanan", "lingkungan"),
        ("3.29", "Energi dan sumber daya mineral", "jalan-bangunan"),
        ("3.30", "Perdagangan", "kerja-usaha"),
        ("3.31", "Perindustrian", "kerja-usaha"),
        ("3.32", "Transmigrasi", "kependudukan"),
        ("4", "Sekretariat daerah dan sekretariat DPRD", "pemerintahan"),
        ("5", "Perencanaan, keuangan, kepegawaian, penelitian", "pemerintahan"),
        ("6", "Pengawasan", "pemerintahan"),
        ("7", "Kecamatan dan kelurahan", "pemerintahan"),
        ("8", "Pemerintahan umum dan pemilihan", "pemerintahan"),
    )
}
"""Code → affair: 32 of the law, and what carries them (4 to 8)."""

WORDS: Final = BASIC | OTHER | CHOICE
SURE, LIKELY, HINT = 0, 1, 2

_CLITIC: Final = re.compile(r"(?:nya|lah|kah|pun)$")
_PREFIXES: Final = (
    ("memper", ""), ("diper", ""), ("keber", ""), ("pember", ""), ("meng", ""), ("meng", "k"), ("meny", "s"),
    ("men", ""), ("men", "t"), ("mem", ""), ("mem", "p"), ("me", ""), ("peng", ""), ("peng", "k"), ("peny", "s"),
    ("pen", ""), ("pen", "t"), ("pem", ""), ("pem", "p"), ("per", ""), ("pe", ""), ("ber", ""), ("be", ""), ("ter", ""),
    ("di", ""), ("ke", ""), ("se", ""),
)  # fmt: skip
_AS_IT_IS: Final = frozenset("jalan pasar tanah warung rumah barang".split())
"""Words whose other forms speak of something else: "berjalan" is no road."""

_SUFFIXES: Final = ("", "kan", "an", "i")

Spoken = tuple[tuple[str, int], ...]
"""What a word speaks of: (affair code, SURE | LIKELY | HINT), or nothing at all."""


class _Vocabulary(NamedTuple):
    roots: frozenset[str]
    words: dict[str, Spoken]  # key → what it speaks of; () for words that only stand in phrases
    phrases: dict[str, list[tuple[tuple[str, ...], Spoken]]]  # first key → (the keys after it, …), longest first


class Found(NamedTuple):
    """A word or phrase of a text that speaks of affairs: as the table writes it, at which word it begins."""

    at: int
    key: str
    speaks: Spoken


def roots_of(word: str) -> Iterator[str]:
    """What could be a word's root, likelier ones first: clitics, suffixes and prefixes taken away."""
    bare = _CLITIC.sub("", word)
    for body in dict.fromkeys((word, bare)):
        for suffix in _SUFFIXES:
            if not body.endswith(suffix) or len(body) - len(suffix) < 3:
                continue
            stem = body[: len(body) - len(suffix)]
            yield stem
            for prefix, restored in _PREFIXES:
                if stem.startswith(prefix) and len(stem) - len(prefix) + len(restored) >= 3:
                    yield restored + stem[len(prefix) :]


def _entries() -> Iterator[tuple[list[str], str, int]]:
    """(words of an entry, affair code or "", level) of all tables."""
    for code, levels in WORDS.items():
        for level, text in enumerate(levels):
            for entry in text.split(","):
                if words := entry.split():
                    yield words, code, level
    for entry in NOTHING.split(","):
        yield entry.split(), "", HINT


@cache
def _vocabulary() -> _Vocabulary:
    entries = [([part for word in words for part in re.split(r"(?<=.)(-)", word) if part], code, level) for words, code, level in _entries()]
    roots = frozenset(word[1:] for words, _, _ in entries for word in words if word.startswith("~"))
    singles = {words[0] for words, _, _ in entries if len(words) == 1}
    heard: dict[tuple[str, ...], dict[str, int]] = {}
    for words, code, level in entries:
        keys = tuple(w if w in singles or w == "-" or w.startswith("~") else _rooted(w, roots) or w for w in words)
        levels = heard.setdefault(keys, {})
        if code:
            levels[code] = min(level, levels.get(code, HINT))
    table = _Vocabulary(roots, {}, {})
    for keys, levels in heard.items():
        table.words.update(dict.fromkeys(set(keys) - table.words.keys(), ()))
        if len(keys) == 1:
            table.words[keys[0]] = tuple(levels.items())
        else:
            table.phrases.setdefault(keys[0], []).append((keys[1:], tuple(levels.items())))
    for rest in table.phrases.values():
        rest.sort(key=lambda phrase: -len(phrase[0]))
    return table


@cache
def _rooted(word: str, roots: frozenset[str]) -> str:
    return next(("~" + root for root in roots_of(word) if root in roots), "")


@lru_cache(1 << 15)
def key_of(word: str) -> str:
    """What the tables call a word of a text (small letters): itself, its root with `~`, or "" where they know none."""
    if len(word) > 30:
        return ""
    table = _vocabulary()
    if word in table.words:
        return word
    if rooted := _rooted(word, table.roots):
        return rooted
    bare = _CLITIC.sub("", word)
    if bare in table.words:
        return bare
    return next((root for root in roots_of(word) if len(root) > 4 and root in table.words and root not in _AS_IT_IS), "")


def found_in(text: str) -> list[Found]:
    """All that speaks in a text, in its order; a phrase is taken whole."""
    table = _vocabulary()
    words = words_of(text).lower
    keys = list(map(key_of, words))
    found: list[Found] = []
    reached = 0
    for at, key in [(at, key) for at, key in enumerate(keys) if key]:
        if at < reached:
            continue
        spoken, name = table.words[key], key
        for rest, speaks in table.phrases.get(key, ()):
            if tuple(keys[at + 1 : at + 1 + len(rest)]) == rest:
                reached, spoken, name = at + 1 + len(rest), speaks, " ".join((key, *rest))
                break
        if spoken:
            found.append(Found(at, name, spoken))
    return found
