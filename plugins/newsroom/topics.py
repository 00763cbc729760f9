"""An article comes in; the topics and places that are known of it go out, and what speaks for each. Pure, and modest:
only what its agency, its tags and its own words say plainly. Whoever guesses misinforms.

Every word counts once, where it stands first: in the title most, then in the lead; what is said late in an article is
often of something else. An agency's own affair is a hint and no more: the police plant trees, too.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final

from msgspec import Struct

from plugins.newsroom.model import Agency, Article, Place
from plugins.newsroom.topics_places import Gazetteer, Located, locate
from plugins.newsroom.topics_tags import canonical_tags
from plugins.newsroom.topics_text import LONGEST
from plugins.newsroom.topics_words import AFFAIRS, HINT, Found, found_in, said_of

MOST_TOPICS: Final = 3
MOST_PLACES: Final = 6  # more are a list, and not where it happened

_TITLE: Final = 4.0
_ZONES: Final = ((45, 1.5), (130, 1.0))
"""How much a word of the text weighs: up to which word, how much. The lead is about 45 words."""
_LATE: Final = 0.6
_TAG, _NEXT_TAG = 5.0, 1.0
_OWN, _NEXT_OWN = 2.0, 1.0
_LEAST: Final = 5.0  # who has less is not spoken of
_SECOND, _THIRD = 0.5, 0.75  # of the first one's score
_REASONS: Final = 8

_KINDS: Final[dict[str, str]] = {
    "satpol_pp": "bencana-ketertiban", "rsud": "kesehatan", "puskesmas": "kesehatan", "sekolah": "pendidikan",
    "ptn": "pendidikan", "desa": "desa", "inspektorat": "pemerintahan", "setwan": "pemerintahan",
    "penyelenggara_pemilu": "pemerintahan",
}  # fmt: skip
"""Kinds of agency that have one affair, whatever they are called."""


class Topic(Struct, frozen=True):
    """A label with the affair beneath it that spoke most, its score, and what spoke, strongest first: words of the title
    ("judul: petani"), of the text ("teks: pupuk"), tags ("kategori: …"), the agency ("instansi: …")."""

    label: str
    affair: str
    score: float
    because: tuple[str, ...]


Heard = dict[str, list[tuple[float, str, str]]]
"""Label → (weight, affair code, what spoke)."""


def topics_of(article: Article, agency: Agency) -> tuple[str, ...]:
    """At most three labels, the first the main one; the agency's own affair where nothing else speaks."""
    return tuple(topic.label for topic in topics_told(article, agency))


def topics_told(article: Article, agency: Agency) -> tuple[Topic, ...]:
    """The same with what speaks for each."""
    heard: Heard = {}
    for label, weight, code, what in _evidence(article, agency):
        heard.setdefault(label, []).append((weight, code, what))
    scores = sorted(((sum(w for w, _, _ in said), label) for label, said in heard.items()), key=lambda one: -one[0])
    if not scores or scores[0][0] < _LEAST:
        return tuple(Topic(label, "", 0.0, (f"instansi: {agency.name}",)) for label in _own(agency)[:2])
    top = scores[0][0]
    wanted = [(score, label) for score, label in scores[:2] if score >= max(_LEAST, _SECOND * top)]
    wanted += [(score, label) for score, label in scores[2:MOST_TOPICS] if score >= max(_LEAST, _THIRD * top)]
    return tuple(_topic(label, score, heard[label]) for score, label in wanted)


def _topic(label: str, score: float, said: list[tuple[float, str, str]]) -> Topic:
    affairs: dict[str, float] = {}
    for weight, code, _ in said:
        affairs[code] = affairs.get(code, 0.0) + weight
    affairs.pop("", None)
    strongest = sorted(said, key=lambda one: -one[0])[:_REASONS]
    affair = max(affairs, key=lambda code: affairs[code], default="")
    return Topic(label, affair, round(score, 1), tuple(what for _, _, what in strongest))


def _evidence(article: Article, agency: Agency) -> Iterator[tuple[str, float, str, str]]:
    """(label, weight, affair code, what spoke) of all that speaks, each word once."""
    seen: set[str] = set()
    text = article.text[:LONGEST]
    if " " in agency.name:
        text = text.replace(agency.name, " ")  # who tells it is not what is told
    for where, found in (("judul", found_in(article.title)), ("teks", found_in(text))):
        for at, word, spoken in found:
            if word in seen:
                continue
            seen.add(word)
            zone = _TITLE if where == "judul" else next((zone for end, zone in _ZONES if at < end), _LATE)
            for code, weight in spoken:
                yield AFFAIRS[code].label, weight * zone, code, f"{where}: {word}"
    tagged: set[str] = set()
    for tag in canonical_tags(article.tags):
        for code, weight in said_of(tag):
            if weight > HINT:
                label = AFFAIRS[code].label
                yield label, _NEXT_TAG if label in tagged else _TAG, code, f"kategori: {tag}"
                tagged.add(label)
    for label, weight in zip(_own(agency), (_OWN, _NEXT_OWN), strict=False):
        yield label, weight, "", f"instansi: {agency.name}"


def _own(agency: Agency) -> tuple[str, ...]:
    """The labels of an agency's own affairs: as it says, else by its kind, else by its name."""
    return agency.topics or _named(agency.kind, agency.name)


@lru_cache(1024)
def _named(kind: str, name: str) -> tuple[str, ...]:
    if kind in _KINDS:
        return (_KINDS[kind],)
    spoken = [AFFAIRS[code].label for _, _, said in found_in(name) for code, weight in said if weight > HINT]
    return tuple(dict.fromkeys(spoken))[:2]


def places_of(article: Article, agency: Agency, places: Sequence[Place], home: str = "") -> tuple[str, ...]:
    """The place that the agency serves, then at most six in all of those that the article names, as it names them.
    `home` is what the network's region is called: "Kecamatan Sumberjati, Kabupaten Contoh" lies there."""
    return tuple(located.place.slug for located in places_told(article, agency, places, home))


def places_told(article: Article, agency: Agency, places: Sequence[Place], home: str = "") -> tuple[Located, ...]:
    """The same with what says so."""
    gazetteer = _gazetteer(tuple(places))
    own = [Located(place, f"instansi: {agency.name}") for place in places if agency.place and place.slug == agency.place]
    named = locate(article.title, article.text, gazetteer, home=f"{home} {agency.name}", own=agency.place)
    return (*own, *(located for located in named if located.place.slug != agency.place))[:MOST_PLACES]


@lru_cache(8)
def _gazetteer(places: tuple[Place, ...]) -> Gazetteer:
    """One for each network, made once."""
    return Gazetteer(places)
