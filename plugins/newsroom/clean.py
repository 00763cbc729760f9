"""An entry comes in, an article goes out: plain titles and summaries, safe HTML, absolute links.

Hidden elements go first, while the style that hides them is still there; then page furniture; then the
structure is made plain; nh3 has the last word, by allow-list. Sole maker of `SafeHtml`. Nothing is fetched,
no verdict is given: what was hidden, linked to or left out is handed on for the screen to judge.
"""

from __future__ import annotations

import hashlib
import html
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Final, TypeAlias
from urllib.parse import urlsplit

import nh3

from plugins.newsroom.clean_shape import BREAK, flatten, text_of
from plugins.newsroom.clean_tree import Element, drop, elements, is_silent, parsed, printed, words
from plugins.newsroom.furniture import hidden_names, is_furniture, is_hidden, is_share_row
from plugins.newsroom.model import Article, Entry, Mode, PictureRef, SafeHtml
from plugins.newsroom.text import UNSEEN, fingerprint, first_words, one_each, plain, summarise, web_link

Injected: TypeAlias = Callable[[Sequence[str]], list[bool]]
"""Which blocks of a text somebody slipped in; each comes with the addresses that it links to."""

# --- the allow-list: all that may ever stand in a story ------------------------------------------
TAGS: Final = frozenset(
    (
        "p br h2 h3 h4 ul ol li blockquote strong b em i sub sup a pre code hr dl dt dd table caption thead tbody "
        "tfoot tr th td"
    ).split()
)
ATTRIBUTES: Final[dict[str, set[str]]] = {
    "a": {"href"}, "td": {"colspan", "rowspan"}, "th": {"colspan", "rowspan"}, "*": set(),
}  # fmt: skip
LINK_REL: Final = "noopener nofollow ugc"

_LAST_WORD: Final = nh3.Cleaner(
    tags=set(TAGS), attributes={k: set(v) for k, v in ATTRIBUTES.items()}, clean_content_tags={"script", "style"},
    url_schemes={"http", "https"}, url_relative="deny", link_rel=LINK_REL,
)  # fmt: skip

# --- bounds ----------------------------------------------------------------------------------------
MARKUP: Final = 512 * 1024  # characters of one entry's HTML
TITLE: Final = 300
PICTURES: Final = 8
_GONE: Final = frozenset(
    (
        "script style noscript template svg math object embed form button input select textarea link meta title head "
        "frame frameset noframes noembed applet dialog datalist plaintext xmp listing canvas map"
    ).split()
)
_FRAMES: Final = frozenset(("iframe", "video", "audio"))
_LINES: Final = frozenset(("p", "h2", "h3", "h4", "li", "blockquote"))
_ESCAPED: Final = re.compile(r"&lt;/?(?:p|div|br|a|img|span|table|ul|ol|li|strong|em|h[1-6])\b", re.I)
_TAG: Final = re.compile(r"</?[a-zA-Z][\w:-]*+[^<>]*+>")
_SIZE: Final = re.compile(r"\d{1,6}(?:\.\d{1,3})?[wx]")
_BETWEEN: Final = re.compile(r"(?<=[wx]),|,\s+")  # two pictures of a srcset; addresses may hold commas


def article(
    entry: Entry, *, agency: str, feed: str, key: str, canonical: str, mode: Mode,
    parse_date: Callable[[str], datetime | None], injected: Injected, own_summary: bool = False,
) -> Article:  # fmt: skip
    """Clean one entry. `parse_date` reads the source's dates; `injected` knows lines that somebody slipped in, of
    which an honest article may lose one; `own_summary`: a person wrote the summary, it is kept as it is."""
    raw = entry.content if own_summary else max(entry.content, entry.summary, key=len)
    base = web_link(entry.base, entry.url) or entry.url
    headline = plain(entry.title)
    body = Body(raw, base, injected, title=headline)
    title = headline[:TITLE] or first_words(body.text) or "(tanpa judul)"
    summary = plain(entry.summary) if own_summary else ""
    summary = summary or (summarise(body.text) if mode != "link" else "")
    safe, text = body.safe, body.text
    if not text and not headline:
        body.flags.append("kosong")
    if mode != "full":
        text = summary if mode == "excerpt" else ""
        safe = SafeHtml(f"<p>{html.escape(text, quote=False)}</p>" if text else "")
    pictures = one_each((*_absolute_pictures(entry.pictures, base, own=own_summary), *body.pictures))
    return Article(
        agency=agency, feed=feed, key=key, guid=UNSEEN.sub("", entry.guid).strip(), url=web_link(entry.url, entry.url),
        canonical=canonical, title=title, summary=summary, html=safe, text=text,
        source_date=parse_date(entry.published), author=plain(entry.author)[:120],
        tags=tuple(dict.fromkeys(filter(None, (plain(t)[:80] for t in entry.tags))))[:20],
        pictures=pictures[:PICTURES], origin=web_link(entry.origin, entry.url), kind=entry.kind,
        fields={k: plain(v) for k, v in entry.fields.items()}, raw=_digest(entry), fingerprint=fingerprint(body.text),
        hidden=tuple(body.hidden), links=tuple(body.links), flags=tuple(body.flags),
    )  # fmt: skip


def fragment(markup: str) -> SafeHtml:
    """HTML of our own people (a profile, a page) → SafeHtml, by the same allow-list."""
    return Body(markup, "", lambda lines: [False] * len(lines)).safe


def _digest(entry: Entry) -> str:
    """A hash of what the source sent."""
    extras = (repr(entry.pictures), repr(sorted(entry.fields.items())))
    said = (entry.title, entry.content, entry.summary, entry.published, *extras)
    return hashlib.sha256("\0".join(said).encode("utf-8", "replace")).hexdigest()[:32]


def _absolute_pictures(pictures: tuple[PictureRef, ...], base: str, *, own: bool) -> Iterator[PictureRef]:
    """Pictures at absolute addresses; a file in content/ only where our own people name it."""
    for picture in pictures:
        url = picture.url if own and picture.url.startswith("file:") else web_link(picture.url, base)
        if url:
            yield PictureRef(url, plain(picture.alt)[:300], plain(picture.credit)[:200])


class Body:
    """One body on its way from a source's HTML to ours. After construction: `safe`, `text`, and what was met."""

    def __init__(self, markup: str, base: str, injected: Injected, title: str = "") -> None:
        self.base, self.title = base, title
        self.hidden: list[str] = []
        self.links: list[str] = []
        self.flags: list[str] = []
        self.pictures: list[PictureRef] = []
        if not _TAG.search(markup) and _ESCAPED.search(markup):
            markup = html.unescape(markup)  # escaped once too often: its readers would see the tags
        markup = UNSEEN.sub("", markup.replace("\xa0", " ").replace("&nbsp;", " ")).replace(BREAK, "")
        if len(markup) > MARKUP:
            markup = markup[:MARKUP]
            self.flags.append("terlalu-panjang")
        whole, root, stood, too_deep = parsed(markup)
        if too_deep:
            self.flags.append("terlalu-dalam")
        self._drop(whole, root, stood)
        self._take_pictures(root)
        for element in elements(root):
            if element.name in _FRAMES:
                self._embed_to_link(element)
        for element in elements(root):
            if element.name == "a":
                self._mend_link(element)
        flatten(root, TAGS)
        self._drop_lines(root, injected)
        self.text = text_of(root)
        made = printed(root, ATTRIBUTES)
        if len(made) > 4 * MARKUP:  # what was said of the whole, said within each of thousands of paragraphs
            made = "".join(f"<p>{html.escape(line, quote=False)}</p>" for line in self.text.split("\n"))
            self.flags.append("terlalu-panjang")
        self.safe = SafeHtml(_LAST_WORD.clean(UNSEEN.sub("", made)).strip())

    def _drop(self, whole: Element, root: Element, stood: Mapping[Element, Element]) -> None:
        """Active content, hidden elements (their links are kept as evidence), share rows."""
        names = hidden_names("".join(words(sheet)) for sheet in elements(whole) if sheet.name == "style")
        for element, outer in stood.items():  # too deep to lie within: beside it as within it
            if outer.name in _GONE:
                element.name = outer.name
            elif _is_unseen(outer, names):
                element.attributes["hidden"] = ""
        for element in list(elements(root)):
            if not element.name:  # it went with what it stood in
                continue
            if element.name in _GONE or is_share_row(element):
                drop(element)
            elif _is_unseen(element, names):
                links = [each.attributes for each in (element, *elements(element)) if each.name in ("a", "iframe")]
                urls = (web_link(link.get("href") or link.get("src") or "", self.base) for link in links)
                self.hidden += filter(None, urls)
                drop(element)
        if self.hidden:
            self.flags.append("tautan-tersembunyi")

    def _take_pictures(self, parent: Element, caption: Element | None = None) -> None:
        """Every picture, with the caption of the figure that it stands in."""
        if parent.name == "figure":
            caption = next((each for each in elements(parent) if each.name == "figcaption"), None)
        for child in parent.children:
            if not isinstance(child, str):
                self._take_pictures(child, caption)
                if child.name == "img":
                    self._take_picture(child, caption if caption and caption.name else None)

    def _take_picture(self, image: Element, caption: Element | None) -> None:
        said = image.attributes
        lazy = (*(said.get(name, "") for name in ("data-src", "data-lazy-src", "data-original", "src")), _largest(said))
        url = web_link(next((each for each in lazy if each and not each.startswith("data:")), ""), self.base)
        sizes = (said.get(side, "") for side in ("width", "height"))
        tiny = any(size.isdecimal() and int(size) <= 40 for size in sizes)
        if url and not tiny and "s.w.org/images/core/emoji" not in url:
            credit = plain(printed(caption, {})) if caption else ""
            self.pictures.append(PictureRef(url, plain(said.get("alt", ""))[:300], credit[:200]))
            if caption:
                drop(caption)
        drop(image)

    def _embed_to_link(self, frame: Element) -> None:
        """A film, a map or a document in a frame becomes a plain link to it."""
        sources = (each.attributes.get("src") for each in elements(frame) if each.name == "source")
        address = frame.attributes.get("src") or (frame.name != "iframe" and next(sources, "")) or ""
        url = web_link(address, self.base)
        link = Element("a", {"href": url}, [f"Lihat di {urlsplit(url).hostname}"])
        drop(frame)
        frame.name, frame.children = "span", [Element("br"), link, Element("br")] if url else []

    def _mend_link(self, anchor: Element) -> None:
        url = web_link(anchor.attributes.get("href", ""), self.base)
        if url and not is_silent(anchor):
            anchor.attributes = {"href": url}
            self.links.append(url)
        else:
            anchor.name = "span"  # and goes with the wrappers

    def _drop_lines(self, root: Element, injected: Injected) -> None:
        """Furniture lines go; so does one injected line of an otherwise honest text of three blocks or more."""
        blocks = [each for each in elements(root) if each.name in _LINES and not _holds_lines(each)]
        for block in blocks:
            if block.name and is_furniture(" ".join(words(block))):
                drop(block)
        left = [block for block in blocks if block.name]
        if self.title and left and " ".join(" ".join(words(left[0])).split()) == self.title:
            drop(left.pop(0))  # its page says the title already
        bad = [
            block for block, slipped_in in zip(left, injected([*map(_with_addresses, left)]), strict=True) if slipped_in
        ]
        if len(bad) == 1 and len(left) >= 3:
            gone = {each.attributes["href"] for each in elements(bad[0]) if each.name == "a"}
            self.links = [link for link in self.links if link not in gone]
            self.flags.append("baris-sisipan")
            drop(bad[0])
        elif len(bad) > 1:
            self.flags.append("banyak-sisipan")


def _largest(image: Mapping[str, str]) -> str:
    """The largest of a picture's set, for those that have no other address; "" where there is none."""
    sets = (image.get(name, "") for name in ("data-srcset", "data-lazy-srcset", "srcset"))
    each = [part.split() for part in _BETWEEN.split(next(filter(None, sets), "")[:20_000])]
    sized = [
        (float(rest[0][:-1]) if rest and _SIZE.fullmatch(rest[0]) else 0, first) for first, *rest in filter(None, each)
    ]
    return max(sized, key=lambda one: one[0], default=(0, ""))[1].strip(",")


def _is_unseen(element: Element, names: set[str]) -> bool:
    """Whether readers do not see it; `names`: the classes and ids that style sheets hide."""
    return is_hidden(element) or bool(names and not names.isdisjoint(_names(element)))


def _names(element: Element) -> list[str]:
    """Its classes and its id."""
    return [*element.attributes.get("class", "").split(), element.attributes.get("id", "")]


def _holds_lines(block: Element) -> bool:
    return any(inner.name in ("p", "li") for inner in elements(block))


def _with_addresses(block: Element) -> str:
    """What it says, and where it leads."""
    addresses = (each.attributes["href"] for each in elements(block) if each.name == "a")
    return " ".join((" ".join(words(block)), *addresses))
