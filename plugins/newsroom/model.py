"""The words we use. Frozen values, no behaviour beyond what a value can say of itself.

Every step of the newsroom takes some of these and gives others back; nothing here reads a file,
a clock or a socket. Moments are aware datetimes in UTC; `moment()` prints them as RFC 3339.
"""

from __future__ import annotations

from datetime import UTC, datetime
from functools import lru_cache
from typing import Final, Literal, NewType

from msgspec import Struct, field

SafeHtml = NewType("SafeHtml", str)
"""HTML that `clean` made by allow-list. Nothing else makes it, and the theme prints it in one place."""

Mode = Literal["full", "excerpt", "link"]
Identity = Literal["auto", "guid", "link", "text"]
"""What tells a feed's entries apart: its guids, its addresses, or title and date; `auto` takes the first that does."""
Decided = Literal["publish", "hold", "quarantine"]
Status = Literal["published", "corrected", "withdrawn"]

NO_HTML: Final = SafeHtml("")

FAILING: Final = 3
"""Failures of a source in a row, from which on the public is told: a single bad hour is nobody's disgrace."""

AGENCY_KINDS: Final[dict[str, str]] = {
    "kepala_daerah": "Kepala daerah",
    "setda": "Sekretariat daerah",
    "setwan": "Sekretariat DPRD",
    "inspektorat": "Inspektorat",
    "dinas": "Dinas",
    "badan": "Badan",
    "satpol_pp": "Satpol PP",
    "kecamatan": "Kecamatan",
    "kelurahan": "Kelurahan",
    "desa": "Desa",
    "uptd": "UPTD",
    "rsud": "Rumah sakit daerah",
    "puskesmas": "Puskesmas",
    "sekolah": "Sekolah",
    "bumd": "BUMD",
    "instansi_vertikal": "Instansi vertikal",
    "penyelenggara_pemilu": "Penyelenggara pemilu",
    "bumn_cabang": "Cabang BUMN",
    "ptn": "Perguruan tinggi negeri",
    "lpp": "Lembaga penyiaran publik",
    "komunitas": "Komunitas",
    "forkopimda": "Forkopimda",
}
"""The kinds of agency a Bakohumas network has, in the order in which the public expects them."""

STORY_KINDS: Final[dict[str, str]] = {
    "berita": "Berita",
    "pengumuman": "Pengumuman",
    "agenda": "Agenda",
    "klarifikasi": "Klarifikasi",
    "peringatan": "Peringatan",
}

TOPICS: Final[dict[str, str]] = {
    "pemerintahan": "Pemerintahan",
    "kesehatan": "Kesehatan",
    "pendidikan": "Pendidikan",
    "jalan-bangunan": "Jalan & bangunan",
    "bencana-ketertiban": "Bencana & ketertiban",
    "bantuan-sosial": "Bantuan sosial",
    "kerja-usaha": "Kerja & usaha",
    "pertanian-pangan": "Pertanian & pangan",
    "lingkungan": "Lingkungan",
    "kependudukan": "Kependudukan",
    "desa": "Desa",
    "wisata-budaya": "Wisata & budaya",
}
"""Twelve plain labels above the 32 government affairs (UU 23/2014 pasal 12): slug → what citizens read."""


@lru_cache(4096)  # a pull says the same few moments of every article
def moment(when: datetime) -> str:
    """RFC 3339 in UTC to the second, e.g. ``2026-11-21T06:30:00Z``."""
    return when.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="seconds") + "Z"


# --- what people wrote ---------------------------------------------------------------------------


class Fault(Struct, frozen=True):
    """Something wrong in content/, or with what it names. `file` is relative to content/ ("": none of them), `line` is
    1-based (0: the whole file).

    `message` is Indonesian and says what is wrong and how to mend it.
    """

    file: str
    line: int
    message: str

    def __str__(self) -> str:
        where = f"{self.file}:{self.line}" if self.line else self.file
        return f"{where}: {self.message}" if where else self.message


class Place(Struct, frozen=True):
    """A kecamatan, kelurahan or desa of the network."""

    slug: str
    name: str  # "Sumberjati"
    kind: str  # kecamatan | kelurahan | desa


class Network(Struct, frozen=True):
    """network.toml, judged."""

    name: str
    code: str = ""
    timezone: str = "Asia/Jakarta"
    domains: tuple[str, ...] = ()  # patterns; empty: no limit
    allow_private_addresses: bool = False
    places: tuple[Place, ...] = ()
    tagline: str = ""
    contact: str = ""  # an e-mail address, told to the sites that are asked and shown to the public
    pull_minutes: float = 10.0  # the deadline of a whole pull
    links: tuple[tuple[str, str], ...] = ()  # (label, address) of services that every page's foot shows


class Select(Struct, frozen=True):
    """Where pages that are no feed keep things: CSS selectors, "" where none is given.

    `item` is one entry of a list; `title`, `link`, `date`, `summary` and `picture` are looked for within it, `next`
    leads to the list's next page. `body` is looked for within the item, else on the entry's own page, where `date`
    and `picture` are looked for too if the item has none.
    """

    item: str = ""
    title: str = ""
    link: str = ""
    date: str = ""
    summary: str = ""
    picture: str = ""
    body: str = ""
    next: str = ""


class Feed(Struct, frozen=True):
    """One place that an agency publishes at: an address, or the path in content/ of a file in the agency's inbox."""

    agency: str
    url: str
    mode: Mode = "full"
    timezone: str = ""  # the clock of the source where it differs from the network's
    identity: Identity = "auto"
    select: Select | None = None
    pages: int = 1  # of a list, at most

    @property
    def pushed(self) -> bool:
        """Whether its body lies in content/ and nobody is asked for it."""
        return self.url.startswith("agencies/")


class Agency(Struct, frozen=True):
    """agency.toml and profile.md, judged. `slug` is the folder's name."""

    slug: str
    name: str
    kind: str
    short: str = ""  # never empty once judged: the name where none is given
    site: str = ""
    color: str = ""  # "#rrggbb"
    topics: tuple[str, ...] = ()  # the topics that are this agency's own affair
    place: str = ""  # the slug of the place it serves, for kecamatan, kelurahan and desa
    domains: tuple[str, ...] = ()  # beside the network's
    contact: str = ""
    feeds: tuple[Feed, ...] = ()
    profile: str = ""  # Markdown as written; `contributed` turns it into SafeHtml
    closed: bool = False  # taken out of content/: keeps its section and its stories


DECISIONS: Final[tuple[str, ...]] = (
    "release", "withdraw", "correct", "pin", "hide-picture", "pause", "resume", "merge", "split", "label",
)  # fmt: skip


class Decision(Struct, frozen=True):
    """One `[[decision]]` of decisions.toml."""

    do: str
    target: str
    reason: str
    at: datetime
    by: str
    other: str = ""  # the field `with`
    line: int = 0
    lines: dict[str, int] = field(default_factory=dict)  # of its fields, by their names

    def line_of(self, name: str) -> int:
        """The line of a field, as the file calls it; the decision's own where it is not known."""
        return self.lines.get(name, self.line)


# --- what it says --------------------------------------------------------------------------------


class PictureRef(Struct, frozen=True):
    """A picture where its source keeps it."""

    url: str
    alt: str = ""
    credit: str = ""


class Entry(Struct, frozen=True):
    """One item exactly as its source wrote it: every field is hostile, HTML is raw, dates are text."""

    guid: str = ""
    url: str = ""
    title: str = ""
    summary: str = ""
    content: str = ""
    published: str = ""
    updated: str = ""
    author: str = ""
    tags: tuple[str, ...] = ()
    pictures: tuple[PictureRef, ...] = ()
    origin: str = ""  # the address of whom the item itself names as its source
    base: str = ""  # what its relative links are relative to, where it says so (xml:base)
    kind: str = "berita"
    fields: dict[str, str] = field(default_factory=dict)  # Starts, Ends, Claim, … of contributed articles


COUNTED_BACK: Final = "tanggal-dihitung"
"""Flag of an article whose source counts back ("2 jam yang lalu"): its date is what the first reading made of it."""


WANTS_PAGE: Final = "menunggu-halaman"
"""Flag of an article whose own page could not be had yet: shown as an excerpt until it can."""


class Article(Struct, frozen=True):
    """One agency's copy of a story, clean and dated. Plain text but for `html`."""

    agency: str
    feed: str  # the feed's address; for a contributed article the path of its file in content/
    key: str  # its identity within the agency
    guid: str
    url: str  # its address at the source, absolute http(s), or ""
    canonical: str  # the same without tracking; "" where the address does not tell articles apart
    title: str
    summary: str
    html: SafeHtml
    text: str
    source_date: datetime | None  # what the source says; None where it says nothing usable
    author: str = ""
    tags: tuple[str, ...] = ()
    pictures: tuple[PictureRef, ...] = ()
    origin: str = ""
    kind: str = "berita"
    fields: dict[str, str] = field(default_factory=dict)
    raw: str = ""  # hash of what the source sent: what we clean better tomorrow is no correction
    fingerprint: str = ""  # of the normalised text; "" where it is too short to tell stories apart
    hidden: tuple[str, ...] = ()  # addresses of links that were hidden from readers
    links: tuple[str, ...] = ()  # addresses that the text links to
    flags: tuple[str, ...] = ()  # what the cleaner noticed, for the report
    sketch: bytes = b""  # by which its kin are found; see `match_reading`
    dateline: str = ""  # the place that the text begins with, as written
    labels: tuple[str, ...] = ()  # "rilis": rewritten from a release; "advertorial": paid for
    removed: tuple[tuple[str, str], ...] = ()  # (rule, the words that it took out or changed), at most sixty


class Verdict(Struct, frozen=True):
    """What the screen thinks of an article, with its reasons in plain Indonesian."""

    decision: Decided
    reasons: tuple[str, ...] = ()


class Picture(Struct, frozen=True):
    """One of our own re-encoded pictures: `name` is its content hash, one file a width."""

    name: str
    width: int
    height: int
    widths: tuple[int, ...]
    alt: str = ""
    credit: str = ""


class Encoded(Struct, frozen=True):
    """A picture that was just re-encoded. `name` is the hash of the source's bytes, so that pages are the same on every
    platform, whatever the encoder makes of them. `files` holds (width, WebP bytes); `width` and `height` are the
    widest one's."""

    name: str
    width: int
    height: int
    files: tuple[tuple[int, bytes], ...]


class Source(Struct, frozen=True):
    """One agency's copy as the story page names it."""

    agency: str
    url: str | None
    guid: str
    published: datetime


class Change(Struct, frozen=True):
    """One line of a story's public history.

    `what`: title, text, date, picture, withdrawn, restored, merged, split. `note` is a sentence for the public; of
    `merged` the path of the story that this one became a part of, of `split` the path of the one that this one was a
    part of, and "" on that other's own page.
    """

    at: datetime
    what: str
    note: str = ""


class Story(Struct, frozen=True):
    """What is printed: one story, whoever carries it. `path` never changes once published."""

    id: str
    path: str  # /berita/2026/11/slug/
    month: str  # "2026-11", the network's own time; as in the path
    title: str
    summary: str
    kind: str
    status: Status
    published: datetime
    updated: datetime
    first_seen: datetime
    agency: str
    also: tuple[str, ...] = ()
    sources: tuple[Source, ...] = ()
    topics: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    pictures: tuple[Picture, ...] = ()
    history: tuple[Change, ...] = ()
    author: str = ""
    mode: Mode = "full"
    related: tuple[str, ...] = ()  # ids of stories that tell of the same event
    merged: str = ""  # the path of the story that it became a part of
    fields: dict[str, str] = field(default_factory=dict)
    html: SafeHtml = NO_HTML  # the words are there only where they are printed
    text: str = ""


# --- what is told afterwards ---------------------------------------------------------------------


class SourceReport(Struct):
    """One row of the pull report. Every entry of the feed counts once:
    new, updated, duplicate, held, quarantined, or unchanged (not printed)."""

    agency: str
    url: str
    outcome: Literal["changed", "unchanged", "failed", "paused", "skipped"] = "unchanged"
    status: int | None = None
    entries: int = 0
    new: int = 0
    updated: int = 0
    duplicate: int = 0
    held: int = 0
    quarantined: int = 0
    removed: int = 0
    error: str | None = None
    seconds: float = 0.0
