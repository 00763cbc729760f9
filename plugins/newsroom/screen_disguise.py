"""Whoever is screened writes in disguise: a text comes in as somebody wrote it, and goes out in the letters it means.

What costs time is done only where something shows that it is needed, for nearly every text is plain. Nothing is
judged here.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from functools import lru_cache
from string import ascii_letters, ascii_lowercase, digits
from typing import Final, Protocol

from ahocorasick_rs import BytesAhoCorasick

from plugins.newsroom import strange_letters
from plugins.newsroom.strange_letters import strange

LONGEST_WORD: Final = 80
_STRANGE: Final = re.compile(r"[^\x00-\x7f]+")
_LOOKALIKES: Final = str.maketrans(
    "аеорсухікмтгѕЅвнјԁԛԝɡɑαορτνικυχəǝᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘʀꜱᴛᴜᴠᴡʏᴢ",
    "aeopcyxikmtrssbhjdqwgaaoptvikuxeeabcdefghijklmnoprstuvwyz",
)
_LEET: Final = str.maketrans("4@31!05$7698", "aaeiiosstggb")

_GAP: Final = r"[ .·•_*|~\-]"
_SPACED: Final = re.compile(rf"(?<![^\W_])((?:[^\W_]{_GAP}{{1,2}}){{3,60}}[^\W_])(?![^\W_])")
_LONELY: Final = re.compile(rf"{_GAP}[^\W_]{_GAP}{{1,2}}[^\W_]{_GAP}")  # two letters in the middle of what is spaced
_STRETCHED: Final = re.compile(r"([A-Za-z])\1{2,}")
_TRIPLES: Final = BytesAhoCorasick([letter.encode() * 3 for letter in ascii_lowercase])
_STRETCHED_STRANGE: Final = re.compile(r"([^\x00-\x7f])(?<=[^\W\d_])\1{2,}")
_MIXED: Final = re.compile(r"[\d@!$](?:(?=[^\W\d])|(?<=[^\W\d].))")  # a sign for a letter stands beside a letter
_DOTS: Final = frozenset("·•")
_TOKEN: Final = re.compile(r"[\w@!$]+")
_SIGNS: Final = re.compile(r"[\d@!$]")
_SIGNED: Final = re.compile(r"[^\W_]*(?:[@!$][^\W_]+|\d)[\w@!$]*")


def _shape(kinds: dict[str, str]) -> bytes:
    """A table that shows what kind of character stands where; one that is not ASCII is a "?", and may be a letter."""
    known = {sign: kind for signs, kind in kinds.items() for sign in signs}
    return bytes(ord(known.get(chr(code), "-")) for code in range(128)) + b"-" * 128


_SPACING: Final = _shape({f"{ascii_letters}{digits}?": "a", " .*_|~-": " "})
_SIGNING: Final = _shape({f"{ascii_letters}_?": "a", f"{digits}@!$": "0"})
_BESIDE: Final = re.compile(rb"0(?:(?=a)|(?<=a0))")  # begins with a plain sign: found out in a tenth of the time


@lru_cache(2)  # a text is looked through for lines that were slipped in, and judged when they are out
def normalise(text: str) -> str:
    """Undo the usual disguises: invisible and look-alike letters, emblems, letters that are spaced or dotted,
    stretched or written as digits."""
    plain = text if all(map(_means_itself, set(strange(text)))) else _unmasked(text)
    if _may_be_spaced(plain) and _LONELY.search(plain):
        plain = _SPACED.sub(lambda letters: re.sub(_GAP, "", letters[1]), plain)
    if _TRIPLES.find_matches_as_indexes(plain.encode("utf-8", "replace").lower()):
        plain = _STRETCHED.sub(r"\1", plain)
    if any(map(str.isalpha, strange(plain))):
        plain = _STRETCHED_STRANGE.sub(r"\1", plain)
    return _without_signs(plain)


@lru_cache(4096)
def _means_itself(character: str) -> bool:
    """Whether it is a mark or a sign that stands for nothing else, whatever stands beside it: nearly all are, in most
    texts."""
    kind, meant = unicodedata.category(character)[0], unicodedata.normalize("NFKD", character)
    return kind in "PS" and meant == character == _letter(character)


def _unmasked(text: str) -> str:
    """In the letters that are meant."""
    plain = _strange(unicodedata.normalize("NFKD", text), lambda run: "".join(map(_letter, run)))
    return _strange(unicodedata.normalize("NFKC", plain), lambda run: run.translate(_LOOKALIKES))


def _may_be_spaced(text: str) -> bool:
    """Whether two letters may stand alone, one after the other: seen at a tenth of what it costs to look for them."""
    dotted = not _DOTS.isdisjoint(strange(text))
    plain = text.replace("·", " ").replace("•", " ") if dotted else text
    shape = plain.encode("ascii", "replace").translate(_SPACING)
    at = shape.find(b" a ")
    while at >= 0 and not shape.startswith((b"a ", b" a "), at + 3):
        at = shape.find(b" a ", at + 2)
    return at >= 0


def _without_signs(text: str) -> str:
    """With letters for the signs in all words, as spaces part them, in which one stands beside a letter."""
    foreign = any(map(str.isdecimal, strange(text)))
    shape = text.encode("ascii", "replace").translate(_SIGNING)
    if not foreign and b"0a" not in shape and b"a0" not in shape:
        return text
    found: list[str] = []
    reached = 0
    for sign in _MIXED.finditer(text) if foreign else _BESIDE.finditer(shape):
        if sign.start() >= reached:
            start, end = text.rfind(" ", 0, sign.start()) + 1, text.find(" ", sign.end())
            found.append(text[reached:start])
            reached = end if end >= 0 else len(text)
            found.append(_TOKEN.sub(_unleet_token, text[start:reached]))
    return "".join((*found, text[reached:])) if found else text


def _strange(text: str, meant: Callable[[str], str]) -> str:
    """With every run of letters that are not on a plain keyboard replaced by what is meant: most are what they are."""
    if all(meant(sign) == sign for sign in set(strange(text))):
        return text
    return _STRANGE.sub(lambda run: meant(run[0]), text)


@lru_cache(4096)
def _letter(character: str) -> str:
    """A letter for an emblem of it, nothing for marks and what cannot be seen."""
    code = ord(character)
    for first, last in ((0x1F150, 0x1F169), (0x1F170, 0x1F189), (0x1F1E6, 0x1F1FF)):
        if first <= code <= last:
            return chr(ord("a") + code - first)
    return "" if unicodedata.category(character) in ("Mn", "Me", "Cf") else character


def _unleet_token(token: re.Match[str]) -> str:
    """A token without signs for letters stays; one that is longer than any word is nobody's disguise, and looking
    through it takes time by the square of its length."""
    if len(token[0]) > LONGEST_WORD or not _SIGNS.search(token[0]):
        return token[0]
    return _SIGNED.sub(_unleet, token[0])


def _unleet(word: re.Match[str]) -> str:
    """`g4c0r` → `gacor`; digits at a word's end stay, for `slot88` and `zeus138` are brands as they stand."""
    stem = word[0].rstrip("0123456789!")
    if sum(c.isalpha() for c in stem) < 2:
        return word[0]
    return stem.translate(_LEET) + word[0][len(stem) :]


@lru_cache(4096)
def stands_for_a_letter(character: str) -> bool:
    """Whether it looks like a plain letter or digit and is none."""
    return not character.isascii() and (character.isalpha() or character.isdecimal()) and normalise(character).isascii()


def flat(text: str) -> str:
    """Signs between words are spaces, as in addresses and in `SLOT•GACOR`."""
    return re.sub(r"[-_/.+?=&%•·|~*]+", " ", text)


def small(text: str) -> str:
    """In small letters, one for one: the letters that are i and s to whoever ignores case are i and s."""
    if not text.isascii():
        text = text.replace("ı", "i").replace("ſ", "s").replace("İ", "i")
    return strange_letters.small(text)


class Table(Protocol):
    """What is looked for in small letters."""

    def finditer(self, text: str, /) -> Iterator[re.Match[str]]: ...


class Said:
    """A text as it is written, and in small letters: what is found in these is told as it is written."""

    def __init__(self, written: str) -> None:
        self.written: Final = written
        self.small: Final = small(written)

    def each(self, table: Table) -> Iterator[str]:
        return (self.written[hit.start() : hit.end()] for hit in table.finditer(self.small))

    def first(self, table: Table) -> str:
        """What is found first; "" where nothing is."""
        return next(self.each(table), "")

    def kinds(self, table: Table) -> set[str]:
        """What is found, each once, whatever its case."""
        return {hit.lower() for hit in self.each(table)}

    def flat(self) -> Said:
        return Said(flat(self.written))
