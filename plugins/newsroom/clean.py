"""An entry comes in, an article goes out: plain titles and summaries, safe HTML, absolute links.

Letters are mended first, then hidden elements go, while the style that hides them is still there; then the structure
is made plain, and the page's lines go; nh3 has the last word, by allow-list. Sole maker of `SafeHtml`. Nothing is
fetched, no verdict is given: what was hidden, linked to or left out is handed on for the screen to judge, and what
each rule took out or changed is noted.
"""

from __future__ import annotations

import hashlib
import html
import re
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from typing import Final

import nh3

from plugins.newsroom.clean_credits import credits
from plugins.newsroom.clean_debris import is_debris, sweep_markup, sweep_tree, unframe
from plugins.newsroom.clean_embeds import POSTS, address_of, is_bare_address, plain_address, shown
from plugins.newsroom.clean_letters import mend_markup, seen, visible
from plugins.newsroom.clean_lines import Furnished, Injected
from plugins.newsroom.clean_marks import MARKS, bare, unmark
from plugins.newsroom.clean_pictures import Album
from plugins.newsroom.clean_rules import Notes
from plugins.newsroom.clean_shape import BREAK, flatten, prune, text_of
from plugins.newsroom.clean_summary import summarise
from plugins.newsroom.clean_tree import Element, drop, elements, is_silent, parsed, printed, words
from plugins.newsroom.furniture import hidden_names, is_hidden, is_share_row
from plugins.newsroom.model import Article, Entry, Mode, PictureRef, SafeHtml
from plugins.newsroom.text import fingerprint, first_words, one_each, plain, web_link

# --- the allow-list: all that may ever stand in a story ------------------------------------------
TAGS: Final = frozenset(
    (
        "p br h2 h3 h4 ul ol li blockquote strong b em i s sub sup a pre code hr dl dt dd table caption thead tbody "
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
        "frame frameset noframes noembed applet dialog datalist plaintext xmp listing canvas map xml"
    ).split()
)
_FILES: Final = frozenset(("object", "embed"))
_EMBEDDED: Final = _FILES | {"iframe", "video", "audio"}
_PICTURES: Final = frozenset(("img", "amp-img"))
_ESCAPED: Final = re.compile(r"&lt;/?(?:p|div|br|a|img|span|table|ul|ol|li|strong|em|h[1-6])\b", re.I)
_AS_A_HEAD: Final = re.compile(
    r"\s*+(?:<!--(?>.*?-->)\s*+)*+<(?:script|style|link|meta|title|base|noscript|template)\b", re.I | re.S
)
"""Begins as a document's head does: a parser takes a <section> behind it for more of the head."""
_TAG: Final = re.compile(r"</?[a-zA-Z][\w:-]*+[^<>]*+>")


def article(
    entry: Entry, *, agency: str, feed: str, key: str, canonical: str, mode: Mode,
    parse_date: Callable[[str], datetime | None], injected: Injected, own_summary: bool = False,
) -> Article:  # fmt: skip
    """Clean one entry. `parse_date` reads the source's dates; `injected` knows lines that somebody slipped in, of
    which an honest article may lose one; `own_summary`: a person wrote the summary, it is kept as it is."""
    raw = entry.content if own_summary else max(entry.content, entry.summary, key=len)
    base = web_link(entry.base, entry.url) or entry.url
    notes = Notes()
    headline = bare(plain(entry.title, notes))
    body = Body(raw, base, injected, notes, title=headline)
    title = _fitting(headline, notes) or first_words(body.text) or "(tanpa judul)"
    said = credits(body.text, headline, entry.tags, notes)
    summary = plain(entry.summary) if own_summary else ""
    summary = summary or (summarise(said.prose, headline) if mode != "link" else "")
    safe, text = body.safe, body.text
    if not text and (not headline or body.said):
        body.flags.append("tanpa-isi" if headline else "kosong")
    if mode != "full":
        text = summary if mode == "excerpt" else ""
        safe = SafeHtml(f"<p>{html.escape(text, quote=False)}</p>" if text else "")
    pictures = one_each((*_absolute_pictures(entry.pictures, base, own=own_summary), *body.pictures))
    return Article(
        agency=agency, feed=feed, key=key, guid=seen(entry.guid).strip(), url=web_link(entry.url, entry.url),
        canonical=canonical, title=title, summary=summary, html=safe, text=text,
        source_date=parse_date(entry.published), author=plain(entry.author)[:120] or said.author[:120],
        tags=tuple(dict.fromkeys(filter(None, (plain(t)[:80] for t in (*entry.tags, *body.tags)))))[:20],
        pictures=pictures[:PICTURES], origin=web_link(entry.origin, entry.url), kind=entry.kind,
        fields={k: plain(v) for k, v in entry.fields.items()}, raw=_digest(entry), fingerprint=fingerprint(body.text),
        hidden=tuple(body.hidden), links=tuple(body.links), flags=tuple(body.flags),
        dateline=said.dateline, labels=said.labels, removed=notes.short(),
    )  # fmt: skip


def _fitting(headline: str, note: Notes) -> str:
    """A title as long as one may be; a longer one is cut at a word."""
    if len(headline) <= TITLE:
        return headline
    cut = headline[: TITLE - 2]
    cut = (cut.rpartition(" ")[0] or cut).rstrip(",;:–—- ")
    note("judul-panjang", headline[len(cut) :])
    return f"{cut} …"


def fragment(markup: str) -> SafeHtml:
    """HTML of our own people (a profile, a page) → SafeHtml, by the same allow-list."""
    return Body(markup, "", None, Notes()).safe


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
    """One body on its way from a source's HTML to ours. After construction: `safe`, `text`, and what was met. Without
    `injected` it is our own people's: no page stands around it."""

    def __init__(self, markup: str, base: str, injected: Injected | None, note: Notes, title: str = "") -> None:
        self.base, self.title, self.note = base, title, note
        self.hidden: list[str] = []
        self.links: list[str] = []
        self.flags: list[str] = []
        self.tags: list[str] = []
        self._album = Album(base, note)
        self.pictures = self._album.pictures
        markup = self._mended(markup)
        whole, root, stood, too_deep = parsed(markup)
        if too_deep:
            self.flags.append("terlalu-dalam")
        self.said = not is_silent(root)
        self._take_apart(whole, root, stood, styled="<style" in markup.lower())
        flatten(root, TAGS)
        if injected is None or self._drop_lines(root, injected):
            sweep_tree(root, note)
        self.text = text_of(root)
        if any(map(self.text.__contains__, MARKS)):
            unmark(root, note)
            self.text = text_of(root)
        self.safe = self._printed(root)

    def _mended(self, markup: str) -> str:
        """The markup as its writer meant it, before anything is made of it."""
        if len(markup) > MARKUP:
            self.note("terlalu-panjang", markup[MARKUP:][:400])
            markup = markup[:MARKUP]
            self.flags.append("terlalu-panjang")
        markup = mend_markup(markup, self.note).replace(BREAK, "")
        if not _TAG.search(markup) and _ESCAPED.search(markup):
            markup = mend_markup(html.unescape(markup), self.note)  # escaped once too often: readers would see the tags
        markup = sweep_markup(markup.replace("&nbsp;", " "), self.note)
        return f"<body>{markup}" if _AS_A_HEAD.match(markup) else markup

    def _printed(self, root: Element) -> SafeHtml:
        made = printed(root, ATTRIBUTES)
        if len(made) > 4 * MARKUP:  # what was said of the whole, said within each of thousands of paragraphs
            made = "".join(f"<p>{html.escape(line, quote=False)}</p>" for line in self.text.split("\n"))
            self.flags.append("terlalu-panjang")
        return SafeHtml(_LAST_WORD.clean(visible(made)).strip())

    def _take_apart(self, whole: Element, root: Element, stood: Mapping[Element, Element], *, styled: bool) -> None:
        """Active content and hidden elements go (their links are kept as evidence), so do share rows; pictures go to
        their own place, frames become links, links absolute."""
        sheets = [sheet for sheet in elements(whole) if sheet.name == "style"] if styled else []
        names = hidden_names("".join(words(sheet)) for sheet in sheets) if sheets else set()
        for element, outer in stood.items():  # too deep to lie within: beside it as within it
            if outer.name in _GONE:
                element.name = outer.name
            elif _is_unseen(outer, names):
                element.attributes["hidden"] = ""
        left = [element for element in list(elements(root)) if element.name and self._stays(element, names)]
        if self.hidden:
            self.flags.append("tautan-tersembunyi")
        kinds = {element.name for element in left}
        if not kinds.isdisjoint(_PICTURES):
            self._album.take(root)
        if not kinds.isdisjoint(_EMBEDDED):
            for element in left:
                if element.name in _EMBEDDED:
                    self._embed_to_link(element)
        if "a" in kinds:
            for element in left:
                if element.name == "a":
                    self._mend_link(element)
        if "table" in kinds:
            for element in reversed(left):
                if element.name == "table":
                    unframe(element, self.note)

    def _stays(self, element: Element, names: set[str]) -> bool:
        """Whether it does, once what must go of it is gone."""
        if element.name in _GONE:
            self._leave_out(element)
        elif not element.attributes:
            return True
        elif is_share_row(element):
            self.note("alat-halaman", " ".join(words(element)))
            drop(element)
        elif _is_unseen(element, names):
            links = [each.attributes for each in (element, *elements(element)) if each.name in ("a", "iframe")]
            urls = (web_link(link.get("href") or link.get("src") or "", self.base) for link in links)
            self.hidden += filter(None, urls)
            self.note("elemen-tersembunyi", " ".join(words(element)))
            drop(element)
        elif POSTS.search(element.attributes.get("class", "")):
            self._quote_to_link(element)
        elif "tr-caption" in element.attributes.get("class", ""):  # a picture of Blogspot in a table of its own
            element.name = "figure" if element.name == "table" else "figcaption"
        return bool(element.name)

    def _leave_out(self, element: Element) -> None:
        if element.name in _FILES and address_of(element):
            return
        if element.name == "noscript" and (pictures := [each for each in elements(element) if each.name == "img"]):
            for each in elements(element):
                each.name = "img" if each.name == "img" else ""
            element.name, element.children = "span", [*pictures]  # a lazy picture for those without scripts
            return
        self.note("kode-aktif", f"<{element.name}> {' '.join(words(element))}")
        drop(element)

    def _embed_to_link(self, frame: Element) -> None:
        """A film, a map or a document in a frame becomes a plain link to it."""
        if not frame.name:
            return
        url = plain_address(web_link(address_of(frame), self.base))
        self.note("sematan", f"{url} {' '.join(words(frame))}")
        drop(frame)
        frame.name, frame.children = "span", self._card(url)

    def _quote_to_link(self, post: Element) -> None:
        """A post that a script would fetch keeps its words and gets a link."""
        if url := web_link(address_of(post), self.base):
            self.note("sematan", url)
            said = Element("blockquote", None, post.children)
            post.name, post.children = "div", [said, Element("p", children=self._card(url))]

    def _card(self, url: str) -> list[Element | str]:
        if not url:
            return []
        self.links.append(url)
        return [Element("br"), Element("a", {"href": url}, [*shown(url)]), Element("br")]

    def _mend_link(self, anchor: Element) -> None:
        url = web_link(anchor.attributes.get("href", ""), self.base)
        if url and not is_silent(anchor):
            anchor.attributes = {"href": url}
            self.links.append(url)
        else:
            anchor.name = "span"  # and goes with the wrappers

    def _drop_lines(self, root: Element, injected: Injected) -> bool:
        """Lines of the page go; so does one that somebody slipped into an otherwise honest text. Returns whether what
        is left may hold items or debris."""
        furnished = Furnished(root, self.title, self.note)
        for line in furnished.lines:
            if url := is_bare_address(line.block) if line.said.startswith("http") else "":
                self.note("sematan", url)
                line.block.children = self._card(plain_address(web_link(url, "")))[1:2]
        if furnished.clear(injected):
            prune(root)
        self.links = [link for link in self.links if link not in furnished.gone]
        self.flags += furnished.flags
        self.tags = furnished.tags
        return any(line.item or is_debris(line.said) for line in furnished.lines)


def _is_unseen(element: Element, names: set[str]) -> bool:
    """Whether readers do not see it; `names`: the classes and ids that style sheets hide."""
    return is_hidden(element) or bool(names and not names.isdisjoint(_names(element)))


def _names(element: Element) -> list[str]:
    """Its classes and its id."""
    return [*element.attributes.get("class", "").split(), element.attributes.get("id", "")]
