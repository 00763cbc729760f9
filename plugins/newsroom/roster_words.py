"""What a list of agencies says, as values: the words that `roster` and those who use it share. No behaviour."""

from __future__ import annotations

from typing import Literal, NamedTuple

from msgspec import Struct

from plugins.newsroom.model import Fault, Mode


class Listed(NamedTuple):
    """A feed that the list names; `mode` where it says one. `settings` are further fields of its `[[feeds]]`."""

    url: str
    mode: Mode | None = None
    settings: tuple[tuple[str, str], ...] = ()


class Stray(NamedTuple):
    """What stands where the site's address belongs and is none: its text, as hostile as the rest, and what it is."""

    text: str
    what: Literal["mail", "social", "unclear"]


class Candidate(Struct, frozen=True):
    """An agency as a list has it. Every field is plain text of one line and hostile.

    `name` is never empty. `site` is absolute http(s), "" where the agency has none. `kind` is a key of AGENCY_KINDS,
    `slug` is a slug; both were guessed where the list says nothing. `line` is where it stands in the list, 1-based.
    With a `stray` there is no `site`, and nobody knows whether the agency has one: that is for a telephone call.
    """

    name: str
    site: str
    feeds: tuple[Listed, ...]
    kind: str
    short: str
    slug: str
    contact: str
    line: int
    settled: bool = False  # a portal printed it: what it says was judged there, and is taken as it stands
    stray: Stray | None = None


class Joined(NamedTuple):
    """A line that became part of an earlier candidate because both have one site: what it says, and that one's line."""

    name: str
    site: str
    line: int
    first: int


class Roster(Struct, frozen=True):
    """A list that was read. `faults` are told; nothing in them keeps a candidate from being tried. `siteless`: it has a
    column of names but none of sites, so nobody is a candidate until somebody says which column that is. `joined`: the
    lines that are no candidates of their own, though somebody may have meant an agency."""

    candidates: tuple[Candidate, ...]
    faults: tuple[Fault, ...]
    siteless: bool = False
    joined: tuple[Joined, ...] = ()
