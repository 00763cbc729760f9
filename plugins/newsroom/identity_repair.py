"""Names that change hands: which entry is which known article, if its name does not say so? A part of `identity`.

A new CMS, https, another permalink setting: every guid and often every address changes, and everything would be
news again. A CMS that makes all its names of the title renames an article whose title is corrected; one that numbers
its rows gives an old name to a new article. What a feed's last good reading listed and what it lists now come in; a
map goes out. Left out is whatever could be two things: an article told twice is a nuisance, one article's text under
another's address a lie.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Hashable, Sequence
from datetime import datetime, timedelta
from typing import Final
from urllib.parse import urlsplit

from msgspec import Struct

ENOUGH: Final = 3
"""New names from which on one speaks of a change of names. Fewer are new articles, or a feed of one or two, whose
every new article looks like a change of all names."""

CLOCK: Final = timedelta(hours=12)
"""By which a new CMS may date the same article otherwise: nine hours for a clock that was not set, or the day alone."""


LONG: Final = 16
"""Characters of a guid that no row number has."""


class Known(Struct, frozen=True):
    """An article as a feed last said it. `id` is its row, `opening` as in `text`, the rest as in `model.Article`."""

    id: int
    key: str
    canonical: str
    title: str
    source_date: datetime | None
    fingerprint: str
    opening: str = ""


class Read(Struct, frozen=True):
    """An entry of the reading, as far as it tells who it is."""

    key: str
    canonical: str
    title: str
    source_date: datetime | None
    fingerprint: str
    opening: str = ""


One = Known | Read
Mark = Callable[[One], Hashable | None]
Agreement = Callable[[Known, Read], bool]


def repair(known: Sequence[Known], reading: Sequence[Read]) -> dict[int, int]:
    """Which entry (its place in `reading`) is which known article (its `id`). Empty unless names were changed.

    `known` is what the feed's last good reading listed and no more: last year's greeting may have this year's words.
    `reading` is a complete one. Names were changed when at least half of the reading, and at least three, have keys
    that nobody knows, while as many known articles are missing from it. A feed of one or two must have changed all,
    and only the same text under the same title at the same time is believed.

    Marks are tried from the strongest to the weakest; each must be borne by one known article and one entry alone.
    So a title that comes every week is never matched by itself, and neither is an address that a new CMS gave to
    another article. The result is one to one, and hangs on no order.
    """
    entries = {entry.key: place for place, entry in reversed(list(enumerate(reading)))}  # listed twice: the first
    listed, names = [reading[place] for place in entries.values()], {article.key for article in known}
    fresh = {entry.key for entry in listed if entry.key not in names}
    missing = {article.id for article in known if article.key not in entries}
    few = len(listed) < ENOUGH
    need = len(listed) if few else max(ENOUGH, (len(listed) + 1) // 2)
    if not fresh or len(fresh) < need or len(missing) < need:
        return {}
    found: dict[str, int] = {}
    for mark, agree in FOR_FEW if few else (*MARKS, IMPORTED) if _is_import(known, listed) else MARKS:
        for article, entry in _pairs(mark, known, listed):
            if entry.key in fresh and article.id in missing and agree(article, entry):
                found[entry.key] = article.id
                fresh.discard(entry.key)
                missing.discard(article.id)
    return {entries[key]: row for key, row in sorted(found.items(), key=lambda pair: entries[pair[0]])}


def retitled(known: Sequence[Known], reading: Sequence[Read]) -> dict[int, int]:
    """Which entry (its place in `reading`) is which known article (its `id`) under a title that was corrected.

    OpenSID and others make slug, address and guid of the title, so that nothing of the old name is left. Taken for the
    same are a stranger and a missing article of the same words, twenty or more, and the same moment, where nobody else
    bears both: notices made of one template on one day stay as many as they are listed, and a day alone is no moment.
    And only one that cannot have
    left the window: something older is still listed, or nobody came in who could have pushed it out.

    `known` is what the feed's last good reading listed, `reading` a complete one.
    """
    places = {entry.key: place for place, entry in reversed(list(enumerate(reading)))}
    listed, names = [reading[place] for place in places.values()], {article.key for article in known}
    fresh = places.keys() - names
    if not fresh or names <= places.keys():
        return {}
    pairs = [
        (article, entry)
        for article, entry in _pairs(_letter, known, listed)
        if entry.key in fresh and article.key not in places
    ]
    pushed = len(pairs) < len(fresh) or len(listed) < len(known)
    oldest = min((entry.source_date for entry in listed if entry.source_date), default=None)
    return {
        places[entry.key]: article.id
        for article, entry in sorted(pairs, key=lambda pair: places[pair[1].key])
        if not pushed or (oldest and article.source_date and oldest < article.source_date)
    }


def another(article: Known, entry: Read, texts: tuple[str, str], *, dated: bool = True, named: bool = True) -> bool:
    """Whether an entry that has an article's guid (`named`) or its address is another article.

    Some CMSs number the rows of a table that is emptied now and then, or the places in their list; some offices write
    every notice over the last one, often under the same title. An edited article may have another title, text, and
    address made of the title, but it keeps its day or most of its words; its words alone prove nothing on another day,
    unless its guid lasts or its address is the same: the notices of one template have them too. `dated` says whether
    the source's dates are any. `texts` are the article's and the entry's.
    """
    there = bool(article.canonical and entry.canonical) and _place(article) == _place(entry)
    firm = there or outlasts(entry.key)
    if dated and not _near(article, entry):
        return not (firm and _worded(article, entry, texts))
    if named and firm:
        return False
    moment = dated and told_moment(article) is not None and article.source_date == entry.source_date
    return not (moment or (there and _title(article) == _title(entry)) or _worded(article, entry, texts))


def _worded(article: Known, entry: Read, texts: tuple[str, str]) -> bool:
    """Whether they have the same words, or are most likely one before and after an edit."""
    return bool(article.fingerprint and article.fingerprint == entry.fingerprint) or akin(article, entry, texts)


def akin(article: One, entry: One, texts: tuple[str, str]) -> bool:
    """Whether two texts are most likely one before and after an edit; where one is empty, the titles must do."""
    return _akin(*texts) if all(texts) else _akin(article.title, entry.title, run=1)


def told_moment(one: One) -> datetime | None:
    """A date that tells one article from the next. A full hour does not: whoever writes days alone means midnight,
    and all of a day's articles have it."""
    date = one.source_date
    return date if date and (date.minute or date.second) else None


def outlasts(key: str) -> bool:
    """Whether a guid is made to be one article's for ever: with a host, or long enough for a hash. A bare number is
    a row's, or a place's in the list."""
    guid = key.removeprefix("guid:")
    return ":" in guid or "/" in guid or len(guid) >= LONG


def _akin(one: str, other: str, *, run: int = 3) -> bool:
    """Whether half of the shorter text's runs of words are the other's too. Two articles of one office that share
    what such offices always say have up to a third."""
    ours, theirs = _runs(one, run), _runs(other, run)
    return 2 * len(ours & theirs) >= max(1, min(len(ours), len(theirs)))


def _runs(text: str, run: int) -> set[tuple[str, ...]]:
    words = _words(text)
    return {tuple(words[n : n + run]) for n in range(len(words) - run + 1)}


def _pairs(mark: Mark, known: Sequence[Known], listed: Sequence[Read]) -> list[tuple[Known, Read]]:
    """Who bears the same mark, where one on each side does."""
    ours: dict[Hashable, list[Known]] = defaultdict(list)
    theirs: dict[Hashable, list[Read]] = defaultdict(list)
    for article in known:
        ours[mark(article)].append(article)
    for entry in listed:
        theirs[mark(entry)].append(entry)
    return [
        (ours[value][0], theirs[value][0])
        for value in ours.keys() & theirs.keys() - {None}
        if len(ours[value]) == 1 and len(theirs[value]) == 1
    ]


def _is_import(known: Sequence[Known], listed: Sequence[Read]) -> bool:
    """Whether all is of one day that was of several: a weekly batch of notices was of one day before, too."""
    before, now = ({one.source_date.date() for one in ones if one.source_date} for ones in (known, listed))
    return len(now) == 1 and len(before) >= ENOUGH


# --- marks, None where there is none, and what must agree beside them --------------------------------


def _title(one: One) -> str | None:
    """The title in letters and digits alone: a new CMS writes other quotation marks and capitals."""
    return " ".join(_words(one.title)) or None


def _words(text: str) -> list[str]:
    return re.sub(r"[\W_]+", " ", unicodedata.normalize("NFKC", text).casefold()).split()


def _place(one: One) -> Hashable | None:
    """The address without what moves when a site moves: scheme, www, index.php, the last slash."""
    if not one.canonical:
        return None
    parts = urlsplit(one.canonical)
    path = re.sub(r"/index\.php(?=/|$)", "", parts.path).rstrip("/")
    return parts.netloc.removeprefix("www."), path, parts.query


def _all(*values: Hashable | None) -> Hashable | None:
    return values if all(values) else None


def _any(_article: Known, _entry: Read) -> bool:
    return True


def _near(article: Known, entry: Read) -> bool:
    """The dates are not further apart than two clocks, where both have one."""
    if article.source_date is None or entry.source_date is None:
        return True
    return abs(article.source_date - entry.source_date) <= CLOCK


def _undenied(article: Known, entry: Read) -> bool:
    """A title alone is believed at about the same time; without any date, only where no other text denies it."""
    if article.source_date is None and entry.source_date is None:
        return not (article.fingerprint and entry.fingerprint)
    return None not in (article.source_date, entry.source_date) and _near(article, entry)


def _text(one: One) -> Hashable | None:
    return _all(one.fingerprint, _title(one))


def _letter(one: One) -> Hashable | None:
    """What is left of an article whose title is another: its words, or how a short one begins, and its moment."""
    return _all(one.fingerprint or one.opening, told_moment(one))


MARKS: Final[tuple[tuple[Mark, Agreement], ...]] = (
    (lambda one: _all(_place(one), _title(one)), _near),
    (lambda one: _all(_place(one), one.fingerprint), _any),
    (lambda one: _all(one.fingerprint, _title(one), one.source_date), _any),
    (_text, _near),
    (lambda one: _all(_title(one), one.source_date), _any),
    (_title, _undenied),
)
IMPORTED: Final[tuple[Mark, Agreement]] = (_text, _any)
"""What an import dated on its own day."""
FOR_FEW: Final[tuple[tuple[Mark, Agreement], ...]] = ((_text, _near),)
