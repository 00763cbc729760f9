"""A text and the places of the network come in; the places that it names go out, each with the words that say so.

A name alone proves little: people, schools, streets, companies and other regions carry the same ones. What stands
before and after it decides, then what the rest of the text says of it. Precision before recall: who doubts is silent.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Final, Literal, NamedTuple

from msgspec import Struct

from plugins.newsroom.model import Place
from plugins.newsroom.topics_gazetteer import Gazetteer
from plugins.newsroom.topics_places_text import Text
from plugins.newsroom.topics_places_words import (
    CLASSES,
    COMPARED,
    CONNECTORS,
    KINDS,
    LEFT,
    LEFT_OUT,
    LIVING,
    NAMELY,
    NO_NAMES,
    NOT_PLACES,
    OF_REGIONS,
    OFFICES,
    ORIGINS,
    PEOPLE,
    PERSONS,
    QUALIFIERS,
    REGIONAL,
    REGIONS,
    RESIDENTS,
    STREETS,
)  # fmt: skip
from plugins.newsroom.topics_text import MARKS, places_in

Said = Literal["kind", "office", "dateline", "bare", "first", "other", "elsewhere", ""]
"""What a mention is by what stands around it: a place by its kind, its office or as a dateline; a bare name in a title
or after a preposition; a bare name that begins a sentence; the name of something else; of a place in another region;
or nothing that could be told."""

_PROOF: Final = ("kind", "office", "dateline")


class Located(Struct, frozen=True):
    """One place that an article speaks of; `because` is what says so, as the text has it: "Kecamatan Sumberjati"."""

    place: Place
    because: str


class _Mention(NamedTuple):
    """A name at the words `start` to `end`; `kinds` are those that the text gives it."""

    name: str
    start: int
    end: int
    said: Said
    kinds: tuple[str, ...] = ()


def locate(title: str, text: str, gazetteer: Gazetteer, *, home: str = "", own: str = "") -> list[Located]:
    """The places that a title and a text name, in their order there. `home` is what the network's region is called;
    `own` the slug of the place that the agency serves: of two places of one name, it means its own."""
    words = Text(title, text)
    dateline = " ".join(words.lower[words.body : words.dateline])
    if words.dateline - words.body < 4 and dateline not in REGIONS and not gazetteer.at(words.lower, words.body):
        home = f"{home} {dateline}"  # "NUSARAYA –"; whoever travels writes from elsewhere
    mentions: list[_Mention] = []
    reached = 0
    for at in places_in(gazetteer.firsts, words.lower):
        name = gazetteer.at(words.lower, at)
        if name and at >= reached:
            reached = at + len(name)
            mentions.append(_mention(words, " ".join(name), at, reached, gazetteer, mentions, home.lower()))
    if mentions and (away := words.abroad(home.lower())):
        mentions = [each._replace(said="elsewhere") if each.start in away else each for each in mentions]
    return _judge(words, mentions, gazetteer, own)


def _mention(
    text: Text, name: str, start: int, end: int, gazetteer: Gazetteer, earlier: list[_Mention], home: str
) -> _Mention:
    """One mention, by what stands before and after it."""
    said, kinds = _before(text, name, start, gazetteer, earlier)
    if not text.words[start].lstrip(MARKS)[:1].isupper() and (said not in ("kind", "office") or gazetteer.plain(name)):
        return _Mention(name, start, end, "")
    return _Mention(name, start, end, _after(text, start, end, gazetteer, home) or said, kinds)


def _before(
    text: Text, name: str, start: int, gazetteer: Gazetteer, earlier: list[_Mention]
) -> tuple[Said, tuple[str, ...]]:
    """What the words in front of a name make of it, and the kinds that they give it."""
    has = {place.kind for place in gazetteer.named[name]}
    word = text.before(start)
    if kinds := KINDS.get(word):
        if gazetteer.plain(name) and text.before(start - 1) in CLASSES:
            return "other", ()
        if _of_an_address(text, start - 1) or _of_origin(text, start - 1) or _left_out(text, start):
            return "other", ()
        if earlier and _also_of_origin(text, earlier[-1], start - 1):
            return "other", ()
        return ("kind", kinds) if has & set(kinds) else ("elsewhere", ())
    if kinds := OFFICES.get(word):
        return ("office", kinds) if has & set(kinds) else ("", ())
    if word in REGIONAL:
        return "elsewhere", ()
    if word in NOT_PLACES or (word.isdigit() and text.before(start - 1) in NOT_PLACES):
        return "other", ()
    if earlier and _goes_on(text, earlier[-1], start):
        said, kinds = earlier[-1].said, earlier[-1].kinds
        if said in ("other", "elsewhere", "bare", "first") or (kinds and has & set(kinds)):
            return said, kinds
    if text.body <= start < text.dateline:
        return "dateline", ()
    if word in NAMELY and (kinds := _announced(text, start)):
        return ("kind", kinds) if has & set(kinds) else ("", ())
    if start < text.body or (word in PEOPLE and text.words[start - 1].islower()):
        return "bare", ()
    return ("first" if text.begins(start) else ""), ()


def _of_an_address(text: Text, kind: int) -> bool:
    """Whether a kind goes on with a street and its number: an office stands there, the news does not."""
    words = text.lower[max(kind - 8, text.body) : kind]
    return bool(words) and words[-1].isdigit() and not STREETS.isdisjoint(words)


def _of_origin(text: Text, kind: int) -> bool:
    """Whether somebody merely comes from there: what happened did so elsewhere."""
    near, behind = text.before(kind), text.before(kind - 1)
    if near in RESIDENTS and kind > 1:
        return text.words[kind - 2].endswith(",")  # "korban, warga Desa Sumberjati"
    return near in ORIGINS or (near == "di" and behind in LIVING) or (near == "dari" and behind in PERSONS)


def _also_of_origin(text: Text, before: _Mention, kind: int) -> bool:
    """Whether a kind goes on with where somebody comes from: "asal Desa Damai dan Desa Sumberjati"."""
    goes_on = before.said == "other" and before.end == kind - 1 and text.before(kind) == "dan"
    return goes_on and text.before(before.start) in KINDS


def _left_out(text: Text, start: int) -> bool:
    """Whether the words around a place say that it is not there: "kecuali Desa Sumberjati", "Desa Sumberjati tidak
    termasuk"."""
    behind, told = text.lower[start : start + 5], text.sentence(start)
    if told[:2] == ["tahun", "lalu"] or not COMPARED.isdisjoint(told) or ("belajar", "dari") in pairwise(told):
        return True
    if not LEFT.isdisjoint((text.before(start - 1), *behind)):
        return True
    return any(pair in LEFT_OUT for pair in pairwise(behind))


def _goes_on(text: Text, before: _Mention, start: int) -> bool:
    """Whether a name goes on with the list of an earlier one: "Desa Sukamaju, Mekarsari, dan Damai"; names that are
    none of the network's may stand between them."""
    between = text.words[before.end : start]
    if len(between) > 6 or text.words[start][0] in MARKS or text.mark(before.end).strip(",–—-/"):
        return False
    if not between:
        return text.mark(before.end) == ","
    if any(word[-1] in MARKS and word[-1] not in ",–—-/" for word in between):
        return False
    lower = text.lower[before.end : start]
    if lower[-1] not in CONNECTORS and lower[-1] not in ("", "-") and not between[-1].endswith(","):
        return False
    names = [
        word for word, small in zip(between, lower, strict=True) if small not in CONNECTORS and small not in ("", "-")
    ]
    return all(word[0].isupper() and word.lower().strip(",") not in NO_NAMES for word in names)


def _announced(text: Text, start: int) -> tuple[str, ...]:
    """The kind that a list was announced with: "tiga desa, yakni …"."""
    return next((KINDS[word] for word in reversed(text.sentence(start)) if word in KINDS), ())


def _after(text: Text, start: int, end: int, gazetteer: Gazetteer, home: str) -> Said:
    """What stands behind a name and takes it away: a longer name, another region; "" where nothing does."""
    if end >= len(text.words):
        return ""
    mark, word, small = text.mark(end), text.words[end], text.lower[end]
    if not mark and word[0].isupper() and small not in NO_NAMES:
        if text.region(end, home) == "elsewhere":
            return "elsewhere"
        shouted = start < text.body or (text.words[start].isupper() and text.words[end].isupper())
        if small in QUALIFIERS or not shouted:
            return "other"
    if small in ("di", "dari") and not mark and (where := text.region(end + 1, home)):
        return "elsewhere" if where == "elsewhere" else ""
    if mark in (",", "(") or not mark:
        if text.region(end, home) == "elsewhere" and (small in OF_REGIONS or not gazetteer.at(text.lower, end)):
            return "elsewhere"
        if KINDS.get(small) == ("kecamatan",) and gazetteer.districts and word[0].isupper():
            outer = gazetteer.at(text.lower, end + 1)
            after = end + 1 + len(outer)
            if not outer or (text.mark(after) in (",", "(", "") and text.region(after, home) == "elsewhere"):
                return "elsewhere"
    return ""


def _judge(text: Text, mentions: list[_Mention], gazetteer: Gazetteer, own: str) -> list[Located]:
    """What all mentions say together: a bare name needs to be nothing else in the whole text."""
    longer = {
        (m.name, text.lower[m.end])
        for m in mentions
        if m.said == "other" and text.body <= m.start < m.end < len(text.lower)
    }
    elsewhere = {m.name for m in mentions if m.said == "elsewhere"}
    abroad = {(m.name, kind) for m in mentions if m.said == "elsewhere" for kind in m.kinds}
    kinds: dict[str, set[str]] = {}
    for mention in mentions:
        if mention.said in _PROOF:
            kinds.setdefault(mention.name, set()).update(mention.kinds)
    chosen: dict[str, Located] = {}
    for at, mention in enumerate(mentions):
        proven = mention.said in _PROOF or (mention.said in ("bare", "first") and mention.name in kinds)
        if not proven and not _stands_alone(text, mentions, at, gazetteer, elsewhere):
            continue
        if mention.end < len(text.lower) and (mention.name, text.lower[mention.end]) in longer:
            continue
        if any((mention.name, kind) in abroad for kind in mention.kinds):
            continue
        place = _which(mention, gazetteer.named[mention.name], kinds.get(mention.name, set()), own)
        if place and place.slug not in chosen:
            front = 1 if text.before(mention.start) in KINDS or text.before(mention.start) in OFFICES else 0
            chosen[place.slug] = Located(place, text.quoted(mention.start - front, mention.end))
    return list(chosen.values())


def _stands_alone(text: Text, mentions: list[_Mention], at: int, gazetteer: Gazetteer, elsewhere: set[str]) -> bool:
    """Whether a bare name may be believed: it is no plain word, or stands in one list with a name that is none."""
    this = mentions[at]
    if this.said not in ("bare", "first") or this.name in elsewhere:
        return False
    if any(m.name == this.name and text.words[m.start].lstrip(MARKS)[:1].islower() for m in mentions):
        return False  # the text knows it as a plain word
    if this.said == "bare" and not gazetteer.plain(this.name):
        return True
    first, last = at, at
    while first > 0 and _goes_on(text, mentions[first - 1], mentions[first].start):
        first -= 1
    while last + 1 < len(mentions) and _goes_on(text, mentions[last], mentions[last + 1].start):
        last += 1
    company = mentions[first : last + 1]
    return len(company) > 1 and any(
        m.said in (*_PROOF, "bare", "first") and m.name not in elsewhere and not gazetteer.plain(m.name)
        for m in company
    )


def _which(mention: _Mention, places: list[Place], kinds: set[str], own: str) -> Place | None:
    """Which place of a name is meant: by the kind in front, the agency's own, the kind elsewhere in the text, a
    dateline's district; None where nothing says."""
    fitting = [place for place in places if not mention.kinds or place.kind in mention.kinds]
    for wanted in (
        lambda place: place.slug == own,
        lambda place: place.kind in kinds,
        lambda place: mention.said == "dateline" and place.kind == "kecamatan",
    ):
        if len(fitting) > 1:
            fitting = [place for place in fitting if wanted(place)] or fitting
    return fitting[0] if len(fitting) == 1 else None
