"""A text and the places of the network come in; the places that it names go out, each with the words that say so.

A name alone proves little: people, schools, streets, companies and other regions carry the same ones. What stands
before and after it decides, then what the rest of the text says of it. Precision before recall: who doubts is silent.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from msgspec import Struct

from plugins.newsroom.model import Place
from plugins.newsroom.topics_places_words import (
    BUILT, CLASSES, COMMON, CONNECTORS, KINDS, NAMELY, NO_NAMES, NOT_PLACES, OF_REGIONS, OFFICES, PEOPLE, QUALIFIERS, REGIONAL,
    REGIONS,
)  # fmt: skip

LONGEST_TEXT: Final = 12_000  # characters of a text that are looked at
MOST: Final = 6  # more places than this are a list and not where it happened

_WORD: Final = re.compile(r"([^\W_]+)")
_DATELINE: Final = re.compile(r"[^\n]{0,70}?\s(?:[–—]|--?)\s")
_SPACE: Final = re.compile(r"\s+")
_STRONG: Final = ("kind", "office", "dateline")


class Located(Struct, frozen=True):
    """One place that an article speaks of. `because` is what says so, as the text has it: "Kecamatan Sumberjati"."""

    place: Place
    because: str


class _Mention(NamedTuple):
    """Where a name stands (words `start` to `end`), and what speaks for it there: "kind", "office", "dateline", "bare";
    "no": it names something else; "foreign": a place of that name elsewhere; "": nothing."""

    name: str
    start: int
    end: int
    speaks: str
    kinds: tuple[str, ...] = ()


class Gazetteer:
    """The names of a network's places, ready to be found in one walk over a text's words."""

    def __init__(self, places: Sequence[Place]) -> None:
        self.named: dict[str, list[Place]] = {}
        self.firsts: dict[str, list[tuple[str, ...]]] = {}
        for place in places:
            words = tuple(word.lower() for word in _WORD.findall(place.name))
            if words:
                self.named.setdefault(" ".join(words), []).append(place)
                self.firsts.setdefault(words[0], []).append(words)
        for names in self.firsts.values():
            names[:] = sorted(set(names), key=lambda words: (-len(words), words))
        self.districts = any(place.kind == "kecamatan" for place in places)

    def begins(self, lower: list[str], at: int) -> tuple[str, ...]:
        """The longest name that begins at a word of a text, as its words; empty where none does."""
        names = self.firsts.get(lower[at], ()) if at < len(lower) else ()
        return next((name for name in names if tuple(lower[at : at + len(name)]) == name), ())

    def common(self, name: str) -> bool:
        """Whether a name is a plain word besides: alone it says nothing."""
        first, *rest = name.split()
        return all(word in COMMON for word in rest) and (first in BUILT if rest else first in COMMON)


class _Text:
    """A title and a text as words and what stands between them. `title` is how many of the words are the title's."""

    def __init__(self, title: str, text: str) -> None:
        title, text = title[:LONGEST_TEXT], text[:LONGEST_TEXT].lstrip()
        parts = _WORD.split(f"{title}\n{text}")
        self.words, self.gaps = parts[1::2], parts[0::2]
        self.lower = [word.lower() for word in self.words]
        self.title = len(_WORD.findall(title))
        dateline = _DATELINE.match(text)
        self.dateline = self.title + (len(_WORD.findall(dateline[0])) if dateline else 0)

    def before(self, at: int, back: int = 1) -> str:
        """The word before a word, in small letters; "" where a sentence or a quotation begins between them."""
        if at - back < 0:
            return ""
        gap, word = self.gaps[at - back + 1], self.lower[at - back]
        short = gap.startswith(".") and len(word) < 4  # "Kec. Sumberjati", "Jl. Merdeka"
        return word if _SPACE.fullmatch(gap[1:] if short else gap) or gap in ("-", "/") else ""

    def after(self, end: int) -> str:
        """The word that follows a name directly, as it is written; "" where anything but a space is between."""
        return self.words[end] if end < len(self.words) and self.gaps[end] == " " else ""

    def region_at(self, at: int, home: str) -> str:
        """"home" or "foreign" where a regency, town or province is named at this word; "" where none is."""
        if at >= len(self.words):
            return ""
        word = self.lower[at]
        if word in OF_REGIONS:
            name = " ".join(self.lower[at + 1 : at + 2])
            return "home" if name and name in home.split() else "foreign"
        for length in (4, 3, 2, 1):
            name = " ".join(self.lower[at : at + length])
            if name in REGIONS and self.words[at][:1].isupper():
                return "home" if name in home else "foreign"
        return ""

    def said(self, start: int, end: int) -> str:
        """The words from `start` to `end` with what stands between them, on one line."""
        joined = "".join(word + gap for word, gap in zip(self.words[start:end], self.gaps[start + 1 : end + 1], strict=False))
        return " ".join(joined[: len(joined) - len(self.gaps[end])].split())


def locate(title: str, text: str, gazetteer: Gazetteer, *, home: str = "", own: str = "") -> list[Located]:
    """The places of the network that a title and a text name, in their order there. `home` is what the network's own
    region is called; `own` the slug of the place that the agency serves."""
    words = _Text(title, text)
    if words.dateline - words.title < 4 and not gazetteer.begins(words.lower, words.title):
        home = f"{home} {' '.join(words.lower[words.title : words.dateline])}"  # "NUSARAYA –"
    home = home.lower()
    mentions = _mentions(words, gazetteer, home)
    return _judged(words, mentions, gazetteer, own)


def _mentions(text: _Text, gazetteer: Gazetteer, home: str) -> list[_Mention]:
    found: list[_Mention] = []
    reached = 0
    firsts = gazetteer.firsts
    for at in [at for at, word in enumerate(text.lower) if word in firsts]:
        name = gazetteer.begins(text.lower, at)
        end = at + len(name)
        if name and at >= reached and all(_SPACE.fullmatch(gap) for gap in text.gaps[at + 1 : end]):
            found.append(_weighed(text, " ".join(name), at, end, gazetteer, found, home))
            reached = end
    return found


def _weighed(
    text: _Text, name: str, start: int, end: int, gazetteer: Gazetteer, known: list[_Mention], home: str
) -> _Mention:
    """What one mention says by what stands around it."""
    speaks, kinds = _front(text, name, start, gazetteer, known)
    small = not text.words[start][:1].isupper()
    if small and (speaks not in ("kind", "office") or gazetteer.common(name)):
        return _Mention(name, start, end, "")
    behind = _behind(text, name, start, end, speaks, gazetteer, home)
    return _Mention(name, start, end, behind or speaks, kinds)


def _front(
    text: _Text, name: str, start: int, gazetteer: Gazetteer, known: list[_Mention]
) -> tuple[str, tuple[str, ...]]:
    """What the words in front of a name make of it, and which kinds of place it can be."""
    has = tuple(place.kind for place in gazetteer.named[name])
    word = text.before(start)
    if word in KINDS:
        status = gazetteer.common(name) and text.before(start - 1) in CLASSES
        return ("kind", KINDS[word]) if set(has) & set(KINDS[word]) and not status else ("foreign", ())
    if word in OFFICES:
        return ("office", OFFICES[word]) if set(has) & set(OFFICES[word]) else ("", ())
    if word in REGIONAL:
        return "foreign", ()
    if word in NOT_PLACES or (text.words[start - 1].isdigit() and text.before(start - 1) in NOT_PLACES):
        return "no", ()
    if known and (joined := _continues(text, known[-1], start)):
        before = known[-1]
        if joined == "list" and before.speaks in ("kind", "office", "no", "foreign"):
            return before.speaks, before.kinds if set(before.kinds) & set(has) or before.speaks == "no" else has
        if joined == "list" and before.speaks in ("bare", "first"):
            return before.speaks, ()
    if start < text.dateline and start >= text.title:
        return "dateline", ()
    if word in NAMELY and (kinds := _announced(text, start)):
        return ("kind", kinds) if set(kinds) & set(has) else ("", ())
    if start < text.title:
        return "bare", ()
    if word in PEOPLE and text.words[start - 1].islower():
        return "bare", ()
    return ("first" if start == text.title or text.gaps[start].strip(' \n"“').endswith(".") else ""), ()


def _continues(text: _Text, before: _Mention, start: int) -> str:
    """ "list" where a name goes on with the list that an earlier one began: "Desa Sukamaju, Mekarsari, dan Damai";
    up to two names in between may be none of the network's."""
    between = text.words[before.end : start]
    if any(gap.strip(" ,–-/&\n") for gap in text.gaps[before.end : start + 1]) or len(between) > 6:
        return ""
    if not between:
        return "list" if text.gaps[start].strip() else ""
    if text.lower[start - 1] in CONNECTORS or (text.gaps[start].startswith(",") and text.gaps[before.end].startswith(",")):
        rest = [word for word in between if word.lower() not in CONNECTORS]
        return "list" if all(word[:1].isupper() and word.lower() not in NO_NAMES for word in rest) else ""
    return ""


def _announced(text: _Text, start: int) -> tuple[str, ...]:
    """Which kind a list was announced as: "tiga desa, yakni …"."""
    for at in range(start - 1, max(start - 9, -1), -1):
        if text.lower[at] in KINDS:
            return KINDS[text.lower[at]]
    return ()


def _behind(
    text: _Text, name: str, start: int, end: int, speaks: str, gazetteer: Gazetteer, home: str
) -> str:
    """What stands behind a name and takes it away: a longer name, another region; "" where nothing does."""
    if end >= len(text.words):
        return ""
    gap, word, small = text.gaps[end], text.words[end], text.lower[end]
    if gap == "-" and word.islower():
        return "no"
    shouted = start < text.title or (text.words[start].isupper() and word.isupper())
    if gap == " " and word[:1].isupper() and small not in NO_NAMES:
        if text.region_at(end, home) == "foreign":
            return "foreign"
        if small in QUALIFIERS or not shouted:
            return "no"
    if _SPACE.fullmatch(gap) and small in OF_REGIONS or gap.strip() in (",", "("):
        region = text.region_at(end, home)
        if region == "foreign" and (small in OF_REGIONS or not gazetteer.begins(text.lower, end)):
            return "foreign"
        if not region and KINDS.get(small) == ("kecamatan",) and gazetteer.districts:
            district = gazetteer.begins(text.lower, end + 1)
            after = end + 1 + len(district)
            if not district or (text.gaps[after].strip() in (",", "(") and text.region_at(after, home) == "foreign"):
                return "foreign"
    return ""


def _judged(text: _Text, mentions: list[_Mention], gazetteer: Gazetteer, own: str) -> list[Located]:
    """What all mentions of a name say together."""
    longer = {
        (m.name, text.lower[m.end]) for m in mentions if m.speaks == "no" and m.start >= text.title and text.after(m.end)[:1].isupper()
    }
    foreign = {m.name for m in mentions if m.speaks == "foreign"}
    sure: dict[str, set[str]] = {}
    for mention in mentions:
        if mention.speaks in _STRONG:
            sure.setdefault(mention.name, set()).update(mention.kinds)
    chosen: dict[str, Located] = {}
    for at, mention in enumerate(mentions):
        if mention.speaks not in (*_STRONG, "bare", "first"):
            continue
        if mention.end < len(text.lower) and (mention.name, text.lower[mention.end]) in longer:
            continue
        if mention.speaks not in _STRONG and mention.name not in sure:
            if mention.name in foreign:
                continue
            if (mention.speaks == "first" or gazetteer.common(mention.name)) and not _in_company(text, mentions, at, gazetteer):
                continue
        place = _which(mention, gazetteer.named[mention.name], sure.get(mention.name, set()), own)
        if place and place.slug not in chosen:
            front = 1 if mention.speaks in ("kind", "office") and mention.start else 0
            chosen[place.slug] = Located(place, text.said(mention.start - front, mention.end))
    return list(chosen.values())


def _in_company(text: _Text, mentions: list[_Mention], at: int, gazetteer: Gazetteer) -> bool:
    """Whether a plain word stands in one list with a name that is no plain word."""
    for a, b, other in ((at - 1, at, at - 1), (at, at + 1, at + 1)):
        if a >= 0 and b < len(mentions) and _continues(text, mentions[a], mentions[b].start):
            if not gazetteer.common(mentions[other].name) and mentions[other].speaks in (*_STRONG, "bare", "first"):
                return True
    return False


def _which(mention: _Mention, places: list[Place], kinds: set[str], own: str) -> Place | None:
    """Which of the places of one name is meant: by the kind in front, the agency's own, the kind elsewhere in the text, a
    dateline's district; None where nothing says."""
    fitting = [place for place in places if place.kind in mention.kinds] if mention.kinds else places
    if len(fitting) > 1:
        fitting = [p for p in fitting if p.slug == own] or [p for p in fitting if p.kind in kinds] or fitting
    if len(fitting) > 1 and mention.speaks == "dateline":
        fitting = [place for place in fitting if place.kind == "kecamatan"] or fitting
    return fitting[0] if len(fitting) == 1 else None
