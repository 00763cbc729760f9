"""The 32 government affairs (UU 23/2014 pasal 12) and the house that carries them, each beneath the label that
citizens know; and their words, ready to be found in a text. Text comes in, words that speak of an affair go out.

Words are found by form (`petani`, `pertanian`), phrases before words: "bank sampah" is not a bank. Nothing here
weighs what was found.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from functools import cache, lru_cache
from itertools import pairwise
from typing import Final, NamedTuple

from msgspec import Struct

from plugins.newsroom.remembered import Remembered
from plugins.newsroom.topics_text import places_in, words_of
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
    ("menge", ""), ("memper", ""), ("diper", ""), ("keber", ""), ("pember", ""), ("meng", ""), ("meng", "k"),
    ("meny", "s"), ("men", ""), ("men", "t"), ("mem", ""), ("mem", "p"), ("me", ""), ("peng", ""), ("peng", "k"),
    ("peny", "s"), ("pen", ""), ("pen", "t"), ("pem", ""), ("pem", "p"), ("per", ""), ("pe", ""), ("ber", ""),
    ("be", ""), ("ter", ""), ("di", ""), ("ke", ""), ("se", ""),
)  # fmt: skip
_AS_IT_IS: Final = frozenset("jalan pasar tanah warung rumah barang".split())
"""Words whose other forms speak of something else: "berjalan" is no road."""
_AROUND: Final = frozenset("dan dunia bidang seputar info berita kabar urusan sektor".split())
"""Words of a category beside the one that counts."""

_LONGEST: Final = 30  # letters; no word of the tables is longer

Spoken = tuple[tuple[str, str, float], ...]
"""What a word speaks of: (label, affair code, weight), one affair for each label; empty where it speaks of none."""

Found = tuple[int, str, Spoken]
"""What speaks of affairs in a text: at which word it stands, what the tables call it, of what it speaks."""


class _Vocabulary(NamedTuple):
    known: frozenset[str]  # all keys, those too that only stand in phrases
    words: dict[str, Spoken]
    phrases: dict[tuple[str, str], list[tuple[list[str], Spoken]]]  # by the first two words, longest first


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
    """All tables as they are looked up. A phrase means its words in all forms where their root is marked anywhere."""
    entries = list(_entries())
    roots = {word for words, _, _ in entries for word in words if word.startswith("~")}
    alone = {words[0] for words, _, _ in entries if len(words) == 1}
    speaks: dict[tuple[str, ...], dict[str, float]] = {}
    for words, code, weight in entries:
        keys = tuple(word if word in alone or word[0] in "~-" else _rooted(word, roots) or word for word in words)
        heard = speaks.setdefault(keys, {})
        if code:
            heard[code] = max(weight, heard.get(code, 0.0))
    table = _Vocabulary(frozenset(key for keys in speaks for key in keys), {}, {})
    for keys, heard in sorted(speaks.items(), key=lambda item: -len(item[0])):
        if len(keys) > 1:
            table.phrases.setdefault((keys[0], keys[1]), []).append((list(keys), _one_a_label(heard)))
        elif heard:
            table.words[keys[0]] = _one_a_label(heard)
    return table


def _one_a_label(heard: dict[str, float]) -> Spoken:
    """Of affairs beneath one label only the one that the word speaks of most."""
    best: dict[str, tuple[str, str, float]] = {}
    for code, weight in heard.items():
        label = AFFAIRS[code].label
        if label not in best or weight > best[label][2]:
            best[label] = (label, code, weight)
    return tuple(best.values())


def _rooted(word: str, known: Container[str]) -> str:
    """A word's root as the tables mark it, e.g. "~tani"; "" where they mark none."""
    return next(("~" + root for root in roots_of(word) if "~" + root in known), "")


def key_of(word: str) -> str:
    """What the tables call a word of a text (small letters): itself, its root with `~`, or "" where they know none."""
    known = _vocabulary().known
    if len(word) > _LONGEST or word in known:
        return word if word in known else ""
    bare = _CLITIC.sub("", word)
    if bare in known:
        return bare
    forms = (root for root in roots_of(word) if len(root) > 4 and root in known and root not in _AS_IT_IS)
    return _rooted(word, known) or next(forms, "")


_KEYS: Final = Remembered(key_of)


@lru_cache(1 << 12)
def said_of(phrase: str) -> Spoken:
    """The affairs that a phrase speaks of as a whole: "Dunia Pendidikan", "Seni & Budaya"; not "bukan pendidikan"."""
    words = [word for word in words_of(phrase).lower if word not in _AROUND]
    found = found_in(words)
    known = sum(len(key.split()) for _, key, _ in found)
    labels = {said[0][0] for _, _, said in found}
    return found[0][2] if known == len(words) and len(labels) == 1 else ()


def found_in(text: list[str]) -> list[Found]:
    """What speaks among the words of a text (`Words.lower`), each where it stands first; a phrase is taken whole."""
    _, words, phrases = _vocabulary()
    keys = list(map(_KEYS.__getitem__, text))
    found: dict[str, Found] = {}
    reached = 0
    for at in places_in(phrases, pairwise(keys)):
        if at < reached:
            continue
        for phrase, spoken in phrases[keys[at], keys[at + 1]]:
            reached = at + len(phrase)
            if keys[at:reached] == phrase:
                if spoken:
                    name = " ".join(phrase)
                    found.setdefault(name, (at, name, spoken))
                keys[at:reached] = [""] * len(phrase)
                break
        else:
            reached = at
    for at in places_in(words, keys):
        found.setdefault(keys[at], (at, keys[at], words[keys[at]]))
    return sorted(found.values())
