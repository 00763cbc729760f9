"""An article comes in; the topics and places that are known of it go out, and what speaks for each. Pure, and modest:
only what its agency, its tags and its own words say plainly. Whoever guesses misinforms.

Every word counts once, where it stands first: in the title most, then in the lead; what is said late in an article is
often of something else. An agency's own affair is a hint and no more: the police plant trees, too.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from msgspec import Struct

from plugins.newsroom.model import Agency, Article, Place
from plugins.newsroom.topics_gazetteer import Gazetteer
from plugins.newsroom.topics_places import Located, locate
from plugins.newsroom.topics_tags import canonical_tags
from plugins.newsroom.topics_text import words_of
from plugins.newsroom.topics_words import HINT, found_in, said_of

MOST_TOPICS: Final = 3
MOST_PLACES: Final = 6  # more are a list, and not where it happened

_TITLE, _LEAD, _TEXT = 4.0, 1.5, 1.0
"""What a word weighs by where it stands first."""
_LEAD_WORDS: Final = 45
_READ: Final = 200  # words of the text: what it speaks of has been said by then
_TAG, _NEXT_TAG = 5.0, 1.0
_OWN: Final = (2.0, 1.0)  # its first affair, its second
_LEAST: Final = 5.0  # who has less is not spoken of
_PLAIN, _BESIDE, _THIRD = 18.0, 0.65, 0.75
"""A second topic is said plainly, however loud the first is, or nearly as much as the first; a third one both."""
_REASONS: Final = 8

_KINDS: Final[dict[str, str]] = {
    "satpol_pp": "bencana-ketertiban", "rsud": "kesehatan", "puskesmas": "kesehatan", "sekolah": "pendidikan",
    "ptn": "pendidikan", "desa": "desa", "inspektorat": "pemerintahan", "setwan": "pemerintahan",
    "penyelenggara_pemilu": "pemerintahan",
}  # fmt: skip
"""Kinds of agency that have one affair, whatever they are called."""


class Topic(Struct, frozen=True):
    """A label with the affair beneath it that spoke most, its score, and what spoke, loudest first: words of the title
    ("judul: petani"), of the text ("teks: pupuk"), tags ("kategori: …"), the agency ("instansi: …")."""

    label: str
    affair: str
    score: float
    because: tuple[str, ...]


_Voice = tuple[float, str, str, str]
"""Something that speaks for a label: how much, for which affair, where (judul, teks, kategori, instansi), what."""


def topics_of(article: Article, agency: Agency) -> tuple[str, ...]:
    """At most three labels, the first the main one; the agency's own affair where nothing else speaks."""
    return tuple(topic.label for topic in topics_told(article, agency))


def topics_told(article: Article, agency: Agency) -> tuple[Topic, ...]:
    """The same with what speaks for each."""
    heard: dict[str, list[_Voice]] = defaultdict(list)
    _words(article, agency, heard)
    spoken = _totals(heard)
    _tags(article, heard)
    tagged = spoken or _totals(heard)
    for label, weight in zip(_own(agency), _OWN, strict=False):
        heard[label].append((weight, "", "instansi", agency.name))
    total = _totals(heard)
    first = max(total, key=lambda label: total[label], default="")
    if not first or total[first] < _LEAST:
        return tuple(Topic(label, "", 0.0, (f"instansi: {agency.name}",)) for label in _own(agency)[:2])
    further = _further(tagged, first, total[first], _PLAIN if spoken else 0.0)
    return tuple(_topic(label, total[label], heard[label]) for label in (first, *further))


def _totals(heard: dict[str, list[_Voice]]) -> dict[str, float]:
    return {label: sum([voice[0] for voice in voices]) for label, voices in heard.items()}


def _further(said: dict[str, float], first: str, top: float, plain: float) -> list[str]:
    """The labels beside the first one. The article's own words decide, tags only where it has none: an agency's own
    affair is not in all that it writes."""
    others = sorted((label for label in said if label != first), key=lambda label: -said[label])[: MOST_TOPICS - 1]
    if not others or said[others[0]] < max(_LEAST, min(_PLAIN, _BESIDE * top)):
        return []
    return [others[0], *(label for label in others[1:] if said[label] >= max(plain, _THIRD * top))]


def _topic(label: str, score: float, voices: list[_Voice]) -> Topic:
    affairs: dict[str, float] = {}
    for weight, code, _, _ in voices:
        if code:
            affairs[code] = affairs.get(code, 0.0) + weight
    affair = max(affairs, key=lambda code: affairs[code], default="")
    loudest = sorted(voices, key=lambda voice: -voice[0])[:_REASONS]
    return Topic(label, affair, round(score, 1), tuple(f"{where}: {_plain(what)}" for _, _, where, what in loudest))


def _plain(word: str) -> str:
    """A word of the tables as people write it."""
    return word.replace("~", "").replace(" - ", "-")


def _words(article: Article, agency: Agency, heard: dict[str, list[_Voice]]) -> None:
    """What the title and the text say, each word once, where it stands first."""
    title = found_in(words_of(article.title).lower)
    text = _without(words_of(article.text).lower[:_READ], words_of(agency.name).lower)
    for _, word, speaks in title:
        for label, code, share in speaks:
            heard[label].append((share * _TITLE, code, "judul", word))
    told = {word for _, word, _ in title}
    for at, word, speaks in found_in(text):
        if word not in told:
            weight = _LEAD if at < _LEAD_WORDS else _TEXT
            for label, code, share in speaks:
                heard[label].append((share * weight, code, "teks", word))


def _without(words: list[str], name: list[str]) -> list[str]:
    """A text without the name of the agency that tells it: who tells it is not what is told."""
    if len(name) < 2:
        return words
    at = -1
    for _ in range(words.count(name[0])):
        at = words.index(name[0], at + 1)
        if words[at : at + len(name)] == name:
            words[at : at + len(name)] = [""] * len(name)
    return words


def _tags(article: Article, heard: dict[str, list[_Voice]]) -> None:
    """What its agency filed it under."""
    tagged: set[str] = set()
    for tag in canonical_tags(article.tags):
        for label, code, share in said_of(tag):
            if share > HINT:
                heard[label].append((_NEXT_TAG if label in tagged else _TAG, code, "kategori", tag))
                tagged.add(label)


def _own(agency: Agency) -> tuple[str, ...]:
    """The labels of an agency's own affairs: as it says, else by its kind, else by its name."""
    return agency.topics or _named(agency.kind, agency.name)


@lru_cache(1024)
def _named(kind: str, name: str) -> tuple[str, ...]:
    if kind in _KINDS:
        return (_KINDS[kind],)
    spoken = [label for _, _, said in found_in(words_of(name).lower) for label, _, weight in said if weight > HINT]
    return tuple(dict.fromkeys(spoken))[:2]


def places_of(article: Article, agency: Agency, places: Sequence[Place], home: str = "") -> tuple[str, ...]:
    """The place that the agency serves, then at most six in all of those that the article names, as it names them.
    `home` is what the network's region is called: "Kecamatan Sumberjati, Kabupaten Contoh" lies there."""
    return tuple(located.place.slug for located in places_told(article, agency, places, home))


def places_told(article: Article, agency: Agency, places: Sequence[Place], home: str = "") -> tuple[Located, ...]:
    """The same with what says so."""
    gazetteer = _gazetteer(places)
    own = gazetteer.served.get(agency.place)
    first = [Located(own, f"instansi: {agency.name}")] if own else []
    named = locate(article.title, article.text, gazetteer, home=f"{home} {agency.name}", own=agency.place)
    return (*first, *(located for located in named if located.place is not own))[:MOST_PLACES]


def _gazetteer(places: Sequence[Place]) -> Gazetteer:
    """One for a network, made once: the last network's is kept, and known by being the very same object."""
    if not _LAST or _LAST[0][0] is not places:
        _LAST[:] = [(places, Gazetteer(places))]
    return _LAST[0][1]


_LAST: Final[list[tuple[Sequence[Place], Gazetteer]]] = []
