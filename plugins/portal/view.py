"""What a template sees. Frozen and typed; made from the store by the rooms of the portal, printed by the theme.

Every text is plain and is escaped by the template engine, save `StoryView.html`, `PageView.html` and
`AgencyView.profile`, which the newsroom's cleaner made by allow-list. Every address is ready to print:
it already carries the base path under which the site lives.
"""

from __future__ import annotations

from markupsafe import Markup
from msgspec import Struct


class When(Struct, frozen=True):
    """A moment as it is printed. `iso` for machines; `text` "21 November 2026, 13.30 WIB", of a day without an hour
    the day; `day` "21 November 2026"; `short` "21 Nov 2026"."""

    iso: str
    text: str
    day: str
    short: str


class Link(Struct, frozen=True):
    label: str
    href: str


class FeedLink(Struct, frozen=True):
    """`type` is application/rss+xml, application/atom+xml or application/feed+json."""

    title: str
    type: str
    href: str


class Image(Struct, frozen=True):
    """A picture of our own. `srcset` is ready to print ("… 400w, … 800w"); `src` is the middle width."""

    src: str
    srcset: str
    width: int
    height: int
    alt: str
    credit: str


class AgencyRef(Struct, frozen=True):
    """An agency as a card or a line names it. `color` "#rrggbb", never empty."""

    slug: str
    name: str
    short: str
    kind_label: str
    color: str
    href: str
    closed: bool


class Card(Struct, frozen=True):
    """A story in a list."""

    href: str
    title: str
    summary: str
    kind: str  # berita, pengumuman, agenda, klarifikasi, peringatan
    kind_label: str
    agency: AgencyRef
    also_count: int  # how many other agencies carry it
    published: When
    corrected: bool
    image: Image | None
    starts: When | None  # agenda; the `text` of an event of whole days is its days, "27–29 November 2026"
    ends: When | None
    place: str  # agenda: where
    state: str  # agenda: Terjadwal, Ditunda, Dibatalkan
    verdict: str  # klarifikasi: Salah, Menyesatkan, Benar, Belum terbukti
    until: When | None  # peringatan: its end


class SourceView(Struct, frozen=True):
    agency: AgencyRef
    href: str  # the article at its source; "" where it has no address there, or is withdrawn
    published: When
    contributed: bool  # whether its agency wrote it for the portal itself
    video: str  # "youtube" where that address plays a video there, "elsewhere" where another site does, else ""


class ChangeView(Struct, frozen=True):
    """A line of the public history: `label` and `note` are read on end ("Dicabut" "oleh Dinkes: naskah ini …"), or
    `label` and the words of `other`, which lead to another story ("Dipisah dari" "berita lain")."""

    at: When
    what: str  # title, text, date, picture, withdrawn, restored, merged, split
    label: str
    note: str = ""
    other: Link | None = None


class RelatedView(Struct, frozen=True):
    """Another story of the same event."""

    title: str
    href: str
    agency: AgencyRef
    published: When


class StoryView(Struct, frozen=True):
    """The story page. Where `withdrawn` is set, `html`, `summary`, `images` and `facts` are empty."""

    title: str
    summary: str
    html: str
    kind: str
    kind_label: str
    agency: AgencyRef
    also: tuple[SourceView, ...]  # "Juga dimuat oleh …": the other agencies, each with its own link and date
    source: SourceView  # the leading agency's own copy
    published: When
    updated: When | None  # set where the story was corrected
    author: str
    mode: str  # full | excerpt | link
    images: tuple[Image, ...]
    topics: tuple[Link, ...]
    places: tuple[Link, ...]
    facts: tuple[tuple[str, str], ...]  # (label, value) of an agenda, a klarifikasi or a peringatan
    starts: When | None
    ends: When | None
    place: str
    state: str
    verdict: str
    until: When | None
    withdrawn: ChangeView | None  # when, and in `note` by whom and why: "oleh Dinkes: naskah ini …"
    history: tuple[ChangeView, ...]  # newest first
    related: tuple[RelatedView, ...]  # "Liputan terkait"


class AgencyView(Struct, frozen=True):
    """An agency's section, and its line in the list of agencies."""

    ref: AgencyRef
    site: str
    contact: str
    profile: str  # safe HTML
    latest: When | None
    months: tuple[Link, ...]  # newest first
    connected: bool  # whether it has a feed or contributed files at all


class AgencyGroup(Struct, frozen=True):
    """Agencies of one kind, for the list of agencies."""

    label: str
    agencies: tuple[AgencyView, ...]


class Day(Struct, frozen=True):
    """One day's stories in a month's archive, newest day first."""

    label: str  # "Sabtu, 21 November 2026"
    cards: list[Markup]  # as `_card.html` made them


class BoardRow(Struct, frozen=True):
    """An agency on the activity board. `state`: aktif, jarang, tidak-aktif, belum-terhubung, dijeda, tutup."""

    agency: AgencyRef
    state: str
    state_label: str
    latest: When | None
    note: str  # why its source cannot be read at the moment, in one sentence; "" where all is well


class PageView(Struct, frozen=True):
    """A page that the region wrote: tentang, kontak, …"""

    title: str
    html: str


class Paging(Struct, frozen=True):
    """Numbered from the oldest; the newest page stands at the section's own address."""

    older: Link | None
    newest: Link | None
    label: str  # "Halaman 3", "" on the newest


class Site(Struct, frozen=True):
    """The same on every page."""

    name: str  # "Kabupaten Contoh"
    tagline: str
    home: str  # address of the home page
    stylesheet: str
    icon: str
    nav: tuple[Link, ...]
    topics: tuple[Link, ...]
    pages: tuple[Link, ...]  # the region's own pages, for the foot
    services: tuple[Link, ...]  # LAPOR!, PPID, … from network.toml
    contact: str


class Head(Struct, frozen=True):
    """What the head of one page needs. `canonical` is empty on 404 and widgets."""

    title: str
    description: str
    canonical: str
    path: str  # this page's own address
    section: str  # the address of the section that it lies in, to mark the current entry of the navigation
    trail: tuple[Link, ...]  # breadcrumbs, without the page itself
    feeds: tuple[FeedLink, ...]
    image: str  # absolute address of a picture for sharing, or ""
    index: bool  # False: robots noindex
