"""An article's words come in; what can be compared of them goes out: sentences, numbers, names, days, and the sketch by
which its kin are found.

A part of `match`. Letters' case, marks and spacing are no difference. What is a number or a name is told by its form
alone; whoever compares decides what it means.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import chain
from struct import pack, unpack
from typing import Final
from zlib import crc32

from msgspec import Struct

from plugins.newsroom.match_numbers import MONTHS, in_full
from plugins.newsroom.remembered import Remembered
from plugins.newsroom.strange_letters import small

LONGEST: Final = 20_000  # characters of a text that are compared; a long report is told by its beginning
MARKED: Final = 4  # words by which a sentence is told
LETTERS: Final = 8  # that they have together, or they tell nothing
FEWEST: Final = 3  # words of a sentence; fewer tell nothing
ENDLESS: Final = 60  # words, from which on it is no sentence
PIECE: Final = 25  # words of such a one that are compared at a time
MARKS: Final = 20  # sentences of a text by which its kin are found
TERMS: Final = 16  # words that tell an event from others
SHORTEST: Final = 4  # letters of such a word
DAYS: Final = 16  # that a text speaks of
HEAD: Final = 2  # sentences that say what happened

_DATE: Final = re.compile(
    r"(\d\d?)(?!\d)(?:\s*[-–]\s*(\d{1,2})(?=\s+[a-z]))?(?:\s*([/-])\s*(\d{1,2})(?:\s*[/-]\s*(\d{2,4}))?(?![\d/.,]*\d)"
    rf"|\s+({'|'.join(sorted(MONTHS, key=len, reverse=True))})\b\.?(?:\s+(\d{{4}}))?)",
    re.I,
)
_TOKEN: Final = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*|\d+(?:[.,:]\d+)*")
_MISREAD: Final = re.compile(r"[lIoO\d.,]*(?:\d[.,]?[lIoO]|[lIoO][.,]?\d)[lIoO\d.,]*")
_DIGITS: Final = str.maketrans("lIoO", "1100")
_MISREAD_DAY: Final = re.compile(r"(?<!\w)(?:[lIoO]\d|\d[lIoO])(?=[/ -])")  # "l6/11/2026"


def _pieces(piece: str) -> list[str]:
    """What a machine misread of a number is read again: "2O23", "l4", "3l.470". Most pieces are a word and no more."""
    if piece.isalpha():
        return [piece]
    return _TOKEN.findall(_MISREAD.sub(lambda number: number[0].translate(_DIGITS), piece))


_TOKENS: Final[Remembered[list[str]]] = Remembered(_pieces)
"""The words and numbers of what stands between spaces: most of it has been met before."""
_ENDS: Final = ("? ", "! ", ".” ", '." ', ".) ")  # of a sentence, beside ". "
_NO_LETTERS: Final = bytes(each for each in range(128) if not chr(each).isalpha()) + "“”‘’–—…\xa0".encode()
_FAR: Final = timedelta(days=200)  # from its publication, from which on a day without a year is of another one


class Sentence(Struct):
    """`said` and its `tokens` as written, `words` in small letters."""

    said: str
    tokens: list[str]
    words: list[str]
    _names: list[str] | None = None
    _numbers: list[str] | None = None

    def names(self) -> list[str]:
        """Words with a capital, but for the first, in small letters."""
        if self._names is None:
            said = zip(self.tokens[1:], self.words[1:], strict=True)
            self._names = [word for token, word in said if token[0].isupper() and not word[0].isdigit()]
        return self._names

    def numbers(self) -> list[str]:
        if self._numbers is None:
            self._numbers = [word for word in self.words if word[0].isdigit()]
        return self._numbers


class Run(Struct):
    """The words of a text on end, and `at` which of them each one is."""

    tokens: list[str]
    words: list[str]
    at: dict[str, list[int]]


class Reading(Struct):
    """One article, ready to be compared. `day`: when it was published; `days`: those that it speaks of. `bags`: the
    words of each sentence, and `at`: which sentence has them; `told`: the words of all sentences; `size`: how many they
    are, each as often as it stands there."""

    title: Sentence
    sentences: list[Sentence]
    day: date
    days: set[date]
    bags: list[frozenset[str]]
    at: dict[frozenset[str], int]
    told: set[str]
    size: int
    _words: set[str] | None = None
    _figures: set[str] | None = None
    _places: dict[str, list[int]] = {}
    _run: Run | None = None

    def words(self) -> set[str]:
        """Those of its title, too."""
        if self._words is None:
            self._words = self.told.union(self.title.words)
        return self._words

    def figures(self) -> set[str]:
        if self._figures is None:
            self._figures = {word for word in self.told if word[0].isdigit()}
        return self._figures

    def places(self) -> dict[str, list[int]]:
        """The sentences that each word stands in."""
        if not self._places:
            for place, bag in enumerate(self.bags):
                for word in bag:
                    self._places.setdefault(word, []).append(place)
        return self._places

    def run(self) -> Run:
        """All of its words on end, whatever lines and full stops part them."""
        if self._run is None:
            tokens = [token for each in self.sentences for token in each.tokens]
            words = [word for each in self.sentences for word in each.words]
            at: dict[str, list[int]] = {}
            for spot, word in enumerate(words):
                at.setdefault(word, []).append(spot)
            self._run = Run(tokens, words, at)
        return self._run


class Sketch(Struct, frozen=True):
    """By what the kin of an article are found, as numbers of 32 bits: `marks` of its sentences; `terms` of its event,
    first those of its title and its first sentences, of which there are `heads`; the `days` that it speaks of, of which
    one without a year has none."""

    marks: tuple[int, ...] = ()
    terms: tuple[int, ...] = ()
    heads: int = 0
    days: tuple[int, ...] = ()

    def packed(self) -> bytes:
        counts = bytes((len(self.marks), len(self.terms), self.heads, len(self.days)))
        numbers = (*self.marks, *self.terms, *self.days)
        return counts + pack(f"<{len(numbers)}I", *numbers)


def unpacked(sketch: bytes) -> Sketch:
    """The reverse of `Sketch.packed`."""
    if not sketch:
        return Sketch()
    marks, terms, heads, days = sketch[:4]
    numbers = unpack(f"<{marks + terms + days}I", sketch[4:])
    return Sketch(numbers[:marks], numbers[marks : marks + terms], heads, numbers[marks + terms :])


def read(title: str, text: str, day: date) -> Reading:
    """`day`: when it was published; a day that the text names without a year is the nearest to it."""
    sentences = _sentences(text)
    bags = [frozenset(each.words) for each in sentences]
    at = {bag: place for place, bag in reversed(list(enumerate(bags)))}
    told, size = set[str]().union(*bags), sum([len(each.words) for each in sentences])
    return Reading(sentence(title), sentences, day, near(_days(text[:LONGEST]), day), bags, at, told, size)


def sketch(title: str, text: str) -> Sketch:
    """The bottom sketch of its sentences (the same ones of two texts are kept in both), its terms and its days. This is
    done for every article that comes in, so a text is gone over once, and nothing is made that is not kept."""
    parts = _parts(text)
    marks = sorted(set(map(mark, parts)) - {0})[:MARKS]
    terms = dict.fromkeys(_term(word.lower()) for word in _tokens(title) if len(word) >= SHORTEST)
    heads = len(terms)
    for place, part in enumerate(parts):
        if place >= HEAD and len(terms) >= TERMS:
            break
        terms |= dict.fromkeys(filter(None, map(_NAMED.__getitem__, part.split()[1:])))
        heads = len(terms) if place < HEAD else heads
    days = tuple(sorted(_days(text[:LONGEST])))[:DAYS]
    return Sketch(tuple(marks), tuple(terms)[:TERMS], min(heads, TERMS), days)


def near(days: Iterable[int], day: date) -> set[date]:
    """Days of a sketch as dates; one without a year is the nearest to `day`."""
    return {made for each in days if (made := _near(each >> 9, each >> 5 & 15, each & 31, day))}


def _sentences(text: str) -> list[Sentence]:
    found = chain.from_iterable(map(_in_pieces, map(sentence, _parts(text))))
    return [each for each in found if len(each.words) >= FEWEST]


def _in_pieces(said: Sentence) -> Iterator[Sentence]:
    """A sentence, or pieces of what goes on and on without a full stop: all the words of a whole text tell nothing."""
    if len(said.words) <= ENDLESS:
        yield said
        return
    for start in range(0, len(said.words), PIECE):
        tokens, words = said.tokens[start : start + PIECE], said.words[start : start + PIECE]
        yield Sentence(" ".join(tokens), tokens, words)


def _parts(text: str) -> list[str]:
    """The sentences of a text, and what an abbreviation makes of them: the same in every copy."""
    lines = text[:LONGEST].split("\n")
    rest = [f" {line}" if line[:1].islower() else f". {line}" for line in lines[1:]]  # in small letters a line goes on
    text = lines[0] + "".join(rest)
    for end in _ENDS:
        text = text.replace(end, ". ")
    return text.split(". ")


def sentence(said: str) -> Sentence:
    """A sentence, or a title."""
    tokens = _tokens(said)
    words = small(" ".join(tokens)).split(" ") if tokens else []
    return Sentence(said, *in_full(tokens, words))


def _tokens(text: str) -> list[str]:
    return list(chain.from_iterable(map(_TOKENS.__getitem__, text.split())))


def mark(said: str) -> int:
    """Tells a sentence from nearly all others by its last words, and is the same where another word or a number of it
    is another; 0 where it is too short for one."""
    words = said.rsplit(None, MARKED)
    if len(words) <= FEWEST:
        return 0
    letters = "".join(words[-MARKED:]).encode("utf-8", "replace").translate(None, _NO_LETTERS).lower()
    return crc32(letters) if len(letters) >= LETTERS else 0


def word_hash(word: str) -> int:
    return crc32(word.encode("utf-8", "replace"))


def _term(word: str) -> int:
    return word_hash(word) ^ 0x5A5A5A5A  # no term is a mark


def _name(piece: str) -> int:
    named = (word for word in _TOKENS[piece] if word[0].isupper() and len(word) >= SHORTEST)
    return next((_term(word.lower()) for word in named), 0)


_NAMED: Final[Remembered[int]] = Remembered(_name)
"""The term of what stands between spaces, if it has a capital; else 0."""


def _days(text: str) -> set[int]:
    """Year, month and day in one number."""
    found = set()
    text = _MISREAD_DAY.sub(lambda day: day[0].translate(_DIGITS), text)
    for match in _DATE.finditer(text):
        before = text[match.start() - 1 : match.start()]
        number, last, sign, month, year, name, of = match.groups()
        of_year = int(month if month else MONTHS[name.lower()])
        if before.isdigit() or before in ("/", ".", ",") or (sign == "-" and not year):
            continue  # a number among others; "8-12" says from eight to twelve
        told = int(year or of or 0)
        told += 2000 if 0 < told < 100 else 0
        days = (int(day) for day in (number, last) if day)
        found |= {told << 9 | of_year << 5 | day for day in days if 1 <= day <= 31 and 1 <= of_year <= 12}
    return found


def _near(year: int, month: int, number: int, day: date) -> date | None:
    try:
        made = date(year or day.year, month, number)
        if not year and abs(made - day) > _FAR:
            made = made.replace(year=day.year + (1 if made < day else -1))
    except ValueError:
        return None
    return made
