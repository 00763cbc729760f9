"""Reads what the sample sites hold: `site.toml` and the articles beside it in, `Site` and `Article` out.

The format is described in samples/README.md. Ages become moments here, counted back from the first start, and
what will be is counted forward from its day. Nothing is written and nothing is served; a file that cannot be
read is a ValueError that names it.
"""

from __future__ import annotations

import re
import tomllib
import zlib
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from samples import weekly
from samples.batik import MOTIFS

DIALECTS: Final[tuple[str, ...]] = (
    "wordpress", "wordpress-excerpt", "wordpress-rest", "joomla", "opensid", "blogspot", "drupal", "homemade",
    "jsonfeed", "jsonfeed-1.0", "atom", "rdf", "rss091", "utf16", "windows-1252", "ical", "list", "sitemap",
    "youtube", "challenge", "closed", "dead",
)  # fmt: skip
FIELDS: Final = (
    "Title", "Age", "Author", "Tags", "Picture", "Alt", "From", "Until", "Spam", "Starts", "Lasts", "Place", "State",
    "Weeks",
)  # fmt: skip
WINDOW: Final = 10
"""How many articles the feed of a site with weekly reports lists, as WordPress does unless told otherwise."""
_UNITS: Final = {"d": "days", "h": "hours", "m": "minutes"}
_START: Final = re.compile(r"(\d+)d(?: (\d\d)\.(\d\d))?")


@dataclass(frozen=True, slots=True)
class Event:
    """When and where something will be. Whole days begin and end at midnight, `ends` is the first moment after."""

    starts: datetime
    ends: datetime
    whole_days: bool = False
    place: str = ""
    cancelled: bool = False
    weeks: int = 1  # how many times it takes place, a week apart


@dataclass(frozen=True, slots=True)
class Article:
    """One version of an article. `body` is Markdown; moments are aware, in the zone of the first start."""

    name: str  # its file, without .md: also the last part of its address
    title: str
    published: datetime
    updated: datetime
    body: str
    author: str = ""
    tags: tuple[str, ...] = ()
    picture: int | None = None
    alt: str = ""
    since: int = 1  # the first round that lists it
    until: int | None = None  # the last one
    spam: bool = False
    event: Event | None = None

    @property
    def number(self) -> int:
        """What its CMS counts it as: six digits that stay when articles come and go."""
        return 100_000 + zlib.crc32(self.name.encode()) % 900_000

    def shown(self, turn: int) -> bool:
        """Whether the site lists this version in that round."""
        return self.since <= turn and (self.until is None or turn <= self.until)


@dataclass(frozen=True, slots=True)
class Site:
    """One agency's own site. `articles` holds every version of every article, newest first; `past` are older ones
    that its feed does not list any more, though their pages stand."""

    slug: str
    dialect: str
    title: str
    color: str
    motif: str
    share: str
    articles: tuple[Article, ...]
    past: tuple[Article, ...] = ()
    comments_first: bool = False  # whether its home page names the feed of comments before the feed

    def listed(self, turn: int) -> tuple[Article, ...]:
        """What the site lists in that round, newest first."""
        return tuple(article for article in self.articles if article.shown(turn))

    def turned(self, turn: int) -> int:
        """The last round, up to that one, in which the list became what it is then; 1 if it never changed."""
        while turn > 1 and self.listed(turn) == self.listed(turn - 1):
            turn -= 1
        return turn


def span(text: str) -> timedelta:
    """``"2d 3h"`` → two days and three hours; units d, h, m. ValueError for anything else."""
    if not re.fullmatch(r"\s*(\d+\s*[dhm]\s*)+", text):
        raise ValueError(f"{text!r} is no span of time; write it like '2d 3h' with the units d, h, m")
    parts = re.findall(r"(\d+)\s*([dhm])", text)
    return sum((timedelta(**{_UNITS[unit]: int(count)}) for count, unit in parts), timedelta())


def event(fields: dict[str, str], first: datetime) -> Event | None:
    """What `Starts: 3d 09.00` and the fields beside it say; without an hour it is whole days.

    The third day after the first start's own, at nine: what is announced begins at an hour that people choose,
    whenever the first start was. ValueError where `Starts` cannot be read.
    """
    if "Starts" not in fields:
        return None
    found = _START.fullmatch(fields["Starts"])
    if found is None:
        raise ValueError(f"{fields['Starts']!r} is no start; write it like '3d 09.00', or '3d' for a whole day")
    days, hour, minute = (int(part or 0) for part in found.groups())
    starts = first.replace(hour=hour, minute=minute, second=0, microsecond=0) + timedelta(days=days)
    lasts = span(fields.get("Lasts") or ("2h" if found[2] else "1d"))
    cancelled = fields.get("State", "").lower() == "cancelled"
    weeks = int(fields.get("Weeks") or 1)
    return Event(starts, starts + lasts, found[2] is None, fields.get("Place", ""), cancelled, weeks)


def head(text: str) -> tuple[dict[str, str], str]:
    """The fields above the first empty line, and the body below it."""
    top, _, body = text.lstrip("\ufeff\n").partition("\n\n")
    fields = {}
    for line in top.splitlines():
        name, colon, value = line.partition(":")
        if not colon:
            raise ValueError(f"{line!r} is no field; a field is 'Name: value'")
        fields[name.strip()] = value.strip()
    return fields, body.strip()


def read_sites(folder: Path, first: datetime) -> dict[str, Site]:
    """Every site of a `sites/` folder by its slug. `first` is the moment of the first start."""
    return {path.parent.name: read_site(path.parent, first) for path in sorted(folder.glob("*/site.toml"))}


def read_site(folder: Path, first: datetime) -> Site:
    """One site. ValueError, naming the file, for a missing or unknown field."""
    path, articles = folder / "site.toml", _articles(folder, first)
    try:
        fields = tomllib.loads(path.read_text(encoding="utf-8"))
        for name, known in (("dialect", DIALECTS), ("motif", MOTIFS)):
            if fields[name] not in known:
                raise ValueError(f"{name} {fields[name]!r} is unknown; known: {', '.join(known)}")
        reports = _reports(path, int(fields.get("weeks", 0)), first)
        articles = tuple(sorted((*articles, *reports), key=_newest, reverse=True))
        window = WINDOW if reports else len(articles)
        return Site(
            slug=folder.name,
            dialect=fields["dialect"],
            title=fields["title"],
            color=fields["color"],
            motif=fields["motif"],
            share=fields.get("share", ""),
            articles=articles[:window],
            past=articles[window:],
            comments_first=bool(fields.get("comments_first")),
        )
    except KeyError as missing:
        raise ValueError(f"{path}: the field {missing} is missing") from missing
    except ValueError as fault:
        raise ValueError(f"{path}: {fault}") from fault


def _articles(folder: Path, first: datetime) -> tuple[Article, ...]:
    versions: list[Article] = []
    for path in sorted(folder.glob("*.md")):
        if path.name.endswith(".2.md"):
            continue
        fields, body = _file(path)
        article = _article(path, fields, body, first)
        second = path.with_suffix(".2.md")
        if second.exists():
            newer_fields, newer_body = _file(second)
            newer = _article(path, fields | newer_fields, newer_body, first)
            # One second after the first start: later than anything that the first round said.
            updated = first + timedelta(seconds=1)
            versions.append(replace(newer, since=max(2, newer.since), updated=updated))
            article = replace(article, until=1)
        versions.append(article)
    return tuple(sorted(versions, key=_newest, reverse=True))


def _newest(article: Article) -> tuple[datetime, str]:
    return article.published, article.name


def _reports(site: Path, weeks: int, first: datetime) -> list[Article]:
    return [_article(site.with_name(f"{name}.md"), *head(text), first) for name, text in weekly.reports(weeks, first)]


def _file(path: Path) -> tuple[dict[str, str], str]:
    try:
        fields, body = head(path.read_text(encoding="utf-8"))
        unknown = sorted(fields.keys() - set(FIELDS))
        if unknown:
            raise ValueError(f"the field {unknown[0]!r} is unknown; known: {', '.join(FIELDS)}")
        return fields, body
    except ValueError as fault:
        raise ValueError(f"{path}: {fault}") from fault


def _article(path: Path, fields: dict[str, str], body: str, first: datetime) -> Article:
    """`path` is the first version's file: a later version keeps its name, and so its address."""
    try:
        published = first - span(fields["Age"])
        return Article(
            name=path.stem,
            title=fields["Title"],
            published=published,
            updated=published,
            body=body,
            author=fields.get("Author", ""),
            tags=tuple(tag.strip() for tag in fields.get("Tags", "").split(",") if tag.strip()),
            picture=int(fields["Picture"]) if fields.get("Picture") else None,
            alt=fields.get("Alt", ""),
            since=int(fields.get("From") or 1),
            until=int(fields["Until"]) if fields.get("Until") else None,
            spam=fields.get("Spam", "").lower() == "yes",
            event=event(fields, first),
        )
    except KeyError as missing:
        raise ValueError(f"{path}: the field {missing} is missing") from missing
    except ValueError as fault:
        raise ValueError(f"{path}: {fault}") from fault
