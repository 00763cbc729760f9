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
from plugins.newsroom.topics_words_further import FURTHER
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

WORDS: Final = BASIC | OTHER | FURTHER | CHOICE
SURE, LIKELY, HINT = 3.0, 1.2, 0.3
"""What a word weighs: the matter itself, who and what belongs to it, and what is often near it."""

_CLITIC: Final = re.compile(r"(?:nya|lah|kah|pun)$")
_SUFFIXES: Final = ("", "kan", "an", "i")
_PREFIXES: Final = (
    ("memper", ""), ("diper", ""), ("keber", ""), ("pember", ""), ("meng", ""), ("meng", "k"), ("meny", "s"),
    ("men", ""), ("men", "t"), ("mem", ""), ("mem", "p"), ("me", ""), ("peng", ""), ("peng", "k"), ("peny", "s"),
    ("pen", ""), ("pen", "t"), ("pem", ""), ("pem", "p"), ("per", ""), ("pe", ""), ("ber", ""), ("be", ""), ("ter", ""),
    ("di", ""), ("ke", ""), ("se", ""),
)  # fmt: skip
_AS_IT_IS: Final = frozenset("jalan pasar tanah warung rumah barang".split())
"""Words whose other forms speak of something else: "berjalan" is no road."""
_AROUND: Final = frozenset("dan dunia bidang seputar info berita kabar urusan sektor".split())
"""Words of a category beside the one that counts."""

_LONGEST: Final = 30  # letters; no word of the tables is longer

Spoken = tuple[tuple[str, float], ...]
"""The affairs that a word speaks of: (code, weight), one for each label; empty where it speaks of none."""

Found = tuple[int, str, Spoken]
"""A word or phrase of a text that speaks of affairs: at which word, as the tables call it, of what."""


class _Vocabulary(NamedTuple):
    roots: frozenset[str]
    words: dict[str, Spoken]  # empty for words that only stand in phrases
    phrases: dict[str, dict[str, list[tuple[list[str], Spoken]]]]  # first, second → (rest, …), longest first


def roots_of(word: str) -> Iterator[str]:
    """What could be a word's root, likelier ones first: clitics, suffixes and prefixes taken away."""
    for body in dict.fromkeys((word, _CLITIC.sub("", word))):
        for suffix in _SUFFIXES:
            if not body.endswith(suffix) or len(body) - len(suffix) < 3:
                continue
            stem = body[: len(body) - len(suffix)]
            yield stem
            for prefix, restored in _PREFIXES:
                if stem.startswith(prefix) and len(stem) - len(prefix) + len(restored) >= 3:
                    yield restored + stem[len(prefix) :]


def _entries() -> Iterator[tuple[list[str], str, float]]:
    """(words of an entry, affair code or "", weight) of all tables."""
    for code, levels in WORDS.items():
        for weight, text in zip((SURE, LIKELY, HINT), levels, strict=True):
            for entry in text.split(","):
                yield entry.replace("-", " - ").split(), code, weight
    for entry in NOTHING.split(","):
        yield entry.split(), "", HINT


@cache
def _vocabulary() -> _Vocabulary:
    """All tables as they are looked up. A word of a phrase is meant in all its forms where its root is marked anywhere."""
    entries = list(_entries())
    roots = frozenset(word[1:] for words, _, _ in entries for word in words if word.startswith("~"))
    alone = {words[0] for words, _, _ in entries if len(words) == 1}
    speaks: dict[tuple[str, ...], dict[str, float]] = {}
    for words, code, weight in entries:
        keys = tuple(word if word in alone or word[0] in "~-" else _rooted(word, roots) or word for word in words)
        heard = speaks.setdefault(keys, {})
        if code:
            heard[code] = max(weight, heard.get(code, 0.0))
    table = _Vocabulary(roots, {key: () for keys in speaks for key in keys}, {})
    for keys, heard in sorted(speaks.items(), key=lambda item: -len(item[0])):
        if len(keys) == 1:
            table.words[keys[0]] = _one_a_label(heard)
        else:
            table.phrases.setdefault(keys[0], {}).setdefault(keys[1], []).append((list(keys[1:]), _one_a_label(heard)))
    return table


def _one_a_label(heard: dict[str, float]) -> Spoken:
    """Of affairs beneath one label only the one that the word speaks of most."""
    best: dict[str, tuple[str, float]] = {}
    for code, weight in heard.items():
        label = AFFAIRS[code].label
        if label not in best or weight > best[label][1]:
            best[label] = (code, weight)
    return tuple(best.values())


def _rooted(word: str, roots: frozenset[str]) -> str:
    return next(("~" + root for root in roots_of(word) if root in roots), "")


@lru_cache(1 << 15)
def key_of(word: str) -> str:
    """What the tables call a word of a text (small letters): itself, its root with `~`, or "" where they know none."""
    table = _vocabulary()
    if word in table.words or len(word) > _LONGEST:
        return word if len(word) <= _LONGEST else ""
    bare = _CLITIC.sub("", word)
    if bare in table.words:
        return bare
    forms = (root for root in roots_of(word) if len(root) > 4 and root in table.words and root not in _AS_IT_IS)
    return _rooted(word, table.roots) or next(forms, "")


def said_of(phrase: str) -> Spoken:
    """The affairs that a phrase speaks of as a whole: "Dunia Pendidikan", "Seni & Budaya"; not "bukan pendidikan"."""
    words = [word for word in phrase.lower().split() if word not in _AROUND]
    found = found_in(" ".join(words))
    known = sum(len(key.split()) for _, key, _ in found)
    return found[0][2] if found and known == len(words) and len({_labels(said) for _, _, said in found}) == 1 else ()


def _labels(spoken: Spoken) -> frozenset[str]:
    return frozenset(AFFAIRS[code].label for code, _ in spoken)


def found_in(text: str) -> list[Found]:
    """All that speaks in a text, in its order; a phrase is taken whole."""
    words, phrases = _vocabulary()[1:]
    keys = [*map(key_of, words_of(text).lower), ""]
    found: list[Found] = []
    reached = 0
    for at, key in enumerate(keys):
        if not key or at < reached:
            continue
        spoken = words[key]
        longer = phrases.get(key)
        if longer and keys[at + 1] in longer:
            for rest, speaks in longer[keys[at + 1]]:
                if keys[at + 1 : at + 1 + len(rest)] == rest:
                    reached, spoken, key = at + 1 + len(rest), speaks, " ".join((key, *rest))
                    break
        if spoken:
            found.append((at, key, spoken))
    return found
