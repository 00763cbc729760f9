"""The shape of an article: a parsed body comes in, and is made of blocks and lines that hold no other blocks.

Wrappers go, loose text becomes paragraphs, emptiness goes; the words stay, in their order. What may be printed at
all is `clean`'s to say, which hands in its list. Parents' children are put together anew, from the inside out:
moving them one by one takes time by the square of their number.
"""

from __future__ import annotations

from typing import Final

from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString, PageElement

from plugins.newsroom.clean_tree import is_silent, put, tags
from plugins.newsroom.text import UNSEEN

_BLOCKS: Final = frozenset(
    (
        "p h1 h2 h3 h4 h5 h6 ul ol li blockquote pre hr dl dt dd table caption thead tbody tfoot tr td th div "
        "section article figure figcaption header footer main aside center address"
    ).split()
)
_ROWS: Final = frozenset("caption thead tbody tfoot tr td th".split())
_LINES: Final = frozenset("p h2 h3 h4 strong b em i sub sup a code".split())
_TOP: Final = frozenset("p h2 h3 h4".split())
BREAK: Final = "\ue000"  # stands for a line break while text is gathered; sources cannot send it in
_EMPTIED: Final = frozenset("p h2 h3 h4 li blockquote ul ol strong em b i sub sup a dl dt dd pre code".split())
_HEADINGS: Final = {"h1": "h2", "h5": "h4", "h6": "h4"}


def flatten(root: Tag, soup: BeautifulSoup, keep: frozenset[str]) -> None:
    """Nested wrappers go, loose text becomes paragraphs, two line breaks make a new one, emptiness goes. `keep` names
    the elements that stay."""
    inside = tags(root)
    for stray in inside:
        if stray.name in _ROWS and all(parent.name != "table" for parent in stray.parents):
            stray.name = "div"
    for parent in reversed([root, *inside]):
        parent.name = _HEADINGS.get(parent.name, parent.name)
        children: list[PageElement] = []
        for child in parent.contents:
            if not isinstance(child, Tag) or (child.name in keep and not _is_empty(child)):
                children.append(child)
            elif child.name not in keep:
                children += child.contents
        if parent.name in _LINES:
            children = _as_line(parent, children, soup)
        if list(map(id, children)) != list(map(id, parent.contents)):
            put(parent, children)
        if parent is root or (parent.name in _BLOCKS and parent.name not in keep):
            _paragraphs(parent, soup)


def _is_empty(tag: Tag) -> bool:
    return tag.name in _EMPTIED and is_silent(tag) and not any(inner.name in ("hr", "table") for inner in tags(tag))


def _as_line(parent: Tag, children: list[PageElement], soup: BeautifulSoup) -> list[PageElement]:
    """The children of a paragraph, a heading, an emphasis or a link, none of which may hold a block. A heading joins
    the paragraphs in it; of all others that do hold blocks only a wrapper is left, and what they said of the whole
    (bold, a link) is said within each paragraph."""
    blocks = [child for child in children if isinstance(child, Tag) and child.name in _BLOCKS]
    if blocks and (parent.name not in _HEADINGS.values() or any(block.name != "p" for block in blocks)):
        for block in blocks:
            if block.name == "p" and parent.name not in _TOP:
                inner = soup.new_tag(parent.name)
                inner.attrs = parent.attrs
                inner.extend(list(block.contents))
                block.append(inner)
        parent.name = "div"
        return children
    found: list[PageElement] = []
    for child in children:
        found += [soup.new_tag("br"), *child.contents] if isinstance(child, Tag) and child.name == "p" else [child]
    return _trimmed(found) if parent.name in _TOP else found


def _trimmed(line: list[PageElement]) -> list[PageElement]:
    """Without breaks and white space at either end."""
    first, last = 0, len(line)
    while first < last and (_is_break(line[first]) or _is_blank(line[first])):
        first += 1
    while first < last and (_is_break(line[last - 1]) or _is_blank(line[last - 1])):
        last -= 1
    return line[first:last]


def _paragraphs(parent: Tag, soup: BeautifulSoup) -> None:
    """Wrap the loose inline content of a block in paragraphs, a new one at every double line break."""
    made: list[PageElement | list[PageElement]] = []  # blocks, and what will be paragraphs
    run: list[PageElement] = []

    def close() -> None:
        while run and (_is_break(run[-1]) or _is_blank(run[-1])):
            run.pop()
        if run:
            made.append(run.copy())
            run.clear()

    for node in parent.contents:
        if isinstance(node, Tag) and node.name in _BLOCKS:
            close()
            made.append(node)
        elif _is_break(node) and run and _is_break(_last_solid(run)):
            close()
        elif run or not (_is_blank(node) or _is_break(node)):
            run.append(node)
    close()
    if any(isinstance(part, list) for part in made):
        parent.clear()
    put(parent, [_paragraph(part, soup) if isinstance(part, list) else part for part in made])


def _paragraph(line: list[PageElement], soup: BeautifulSoup) -> Tag:
    paragraph = soup.new_tag("p")
    paragraph.extend(line)
    return paragraph


def _last_solid(run: list[PageElement]) -> PageElement:
    return next((node for node in reversed(run) if not _is_blank(node)), run[-1])


def _is_blank(node: PageElement) -> bool:
    return isinstance(node, NavigableString) and not node.strip()


def _is_break(node: PageElement) -> bool:
    return isinstance(node, Tag) and node.name == "br"


def text_of(root: Tag) -> str:
    """Plain text, a line a block; the words of the HTML in their order and no others. A source's own line ends are
    white space, but in <pre>."""
    pieces: list[str] = []
    _gather(root, pieces)
    lines = (" ".join(line.split()) for line in UNSEEN.sub("", "".join(pieces)).split(BREAK))
    return "\n".join(line for line in lines if line)


def _gather(parent: Tag, pieces: list[str], *, as_written: bool = False) -> None:
    for node in parent.contents:
        if isinstance(node, Tag):
            if node.name == "br" or node.name in _BLOCKS:
                pieces.append(BREAK)
            _gather(node, pieces, as_written=as_written or node.name == "pre")
        else:
            pieces.append(str(node).replace("\n", BREAK) if as_written else str(node))
