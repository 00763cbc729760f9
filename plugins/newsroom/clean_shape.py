"""The shape of an article: a parsed body comes in, and is made of blocks and lines that hold no other blocks.

Wrappers go, loose text becomes paragraphs, emptiness goes; the words stay, in their order. What may be printed at
all is `clean`'s to say, which hands in its list. Parents' children are put together anew, from the inside out.
"""

from __future__ import annotations

from typing import Final

from plugins.newsroom.clean_letters import visible
from plugins.newsroom.clean_tree import Element, Node, elements, is_silent
from plugins.newsroom.strange_letters import one_line

_BLOCKS: Final = frozenset(
    (
        "p h1 h2 h3 h4 h5 h6 ul ol li blockquote pre hr dl dt dd table caption thead tbody tfoot tr td th div "
        "section article figure figcaption header footer main aside center address"
    ).split()
)
_ROWS: Final = frozenset("caption thead tbody tfoot tr td th".split())
_LINES: Final = frozenset("p h2 h3 h4 strong b em i s sub sup a code".split())
_TOP: Final = frozenset("p h2 h3 h4".split())
BREAK: Final = "\ue000"  # stands for a line break while text is gathered; sources cannot send it in
_EMPTIED: Final = frozenset("p h2 h3 h4 li blockquote ul ol strong em b i s sub sup a dl dt dd pre code".split())
_SAME: Final = {"h1": "h2", "h5": "h4", "h6": "h4", "strike": "s", "del": "s"}
_HEADINGS: Final = frozenset(("h2", "h3", "h4"))


def flatten(root: Element, keep: frozenset[str]) -> None:
    """Nested wrappers go, loose text becomes paragraphs, two line breaks make a new one, emptiness goes. `keep` names
    the elements that stay."""
    _flatten(root, keep, tabled=False)
    _paragraphs(root)


def _flatten(parent: Element, keep: frozenset[str], *, tabled: bool) -> None:
    """`tabled`: whether a table stands around it. Rows and cells outside of any table are but boxes."""
    if not tabled and parent.name in _ROWS:
        parent.name = "div"
    parent.name = _SAME.get(parent.name, parent.name)
    if len(parent.children) == 1 and isinstance(parent.children[0], str):  # as most are: nothing but words
        if parent.name in _TOP and _is_blank(parent.children[0]):
            parent.children = []
        if parent.name in _BLOCKS and parent.name not in keep:
            _paragraphs(parent)
        return
    for child in parent.children:
        if not isinstance(child, str):
            _flatten(child, keep, tabled=tabled or parent.name == "table")
    children: list[Node] = []
    for child in parent.children:
        if isinstance(child, str) or (child.name in keep and not _is_empty(child)):
            children.append(child)
        elif child.name not in keep:
            children += child.children
    parent.children = _as_line(parent, children) if parent.name in _LINES else children
    if parent.name in _BLOCKS and (parent.name not in keep or parent.name == "blockquote"):
        _paragraphs(parent)


def prune(parent: Element) -> None:
    """What stands around nothing any more goes."""
    for child in parent.children:
        if not isinstance(child, str):
            prune(child)
    parent.children = [
        child for child in parent.children if isinstance(child, str) or (child.name and not _is_empty(child))
    ]


def _is_empty(element: Element) -> bool:
    return (
        element.name in _EMPTIED
        and is_silent(element)
        and not any(inner.name in ("hr", "table") for inner in elements(element))
    )


def _as_line(parent: Element, children: list[Node]) -> list[Node]:
    """The children of a paragraph, a heading, an emphasis or a link, none of which may hold a block. A heading joins
    the paragraphs in it; of all others that do hold blocks only a wrapper is left, and what they said of the whole
    (bold, a link) is said within each paragraph."""
    blocks = [child for child in children if not isinstance(child, str) and child.name in _BLOCKS]
    if blocks and (parent.name not in _HEADINGS or any(block.name != "p" for block in blocks)):
        for block in blocks:
            if block.name == "p" and parent.name not in _TOP and not _says_already(block, parent.name):
                block.children = [Element(parent.name, parent.attributes, block.children)]
        parent.name = "div"
        return children
    found: list[Node] = []
    for child in children:
        if not isinstance(child, str) and child.name == "p":
            found += [Element("br"), *child.children]
        else:
            found.append(child)
    return _trimmed(found) if parent.name in _TOP else found


def _says_already(block: Element, name: str) -> bool:
    """Whether all of a block stands in such an element: bold within bold is bold."""
    while len(block.children) == 1 and not isinstance(inner := block.children[0], str):
        if inner.name == name:
            return True
        block = inner
    return False


def _trimmed(line: list[Node]) -> list[Node]:
    """Without breaks and white space at either end."""
    first, last = 0, len(line)
    while first < last and (_is_break(line[first]) or _is_blank(line[first])):
        first += 1
    while first < last and (_is_break(line[last - 1]) or _is_blank(line[last - 1])):
        last -= 1
    return line[first:last]


def _paragraphs(parent: Element) -> None:
    """Wrap the loose inline content of a block in paragraphs, a new one at every double line break."""
    made: list[Node] = []
    run: list[Node] = []

    def close() -> None:
        while run and (_is_break(run[-1]) or _is_blank(run[-1])):
            run.pop()
        if run:
            made.append(Element("p", children=run.copy()))
            run.clear()

    for node in parent.children:
        if not isinstance(node, str) and node.name in _BLOCKS:
            if run:
                close()
            made.append(node)
        elif _is_break(node) and run and _is_break(_last_solid(run)):
            close()
        elif run or not (_is_blank(node) or _is_break(node)):
            run.append(node)
    close()
    parent.children = made


def _last_solid(run: list[Node]) -> Node:
    return next((node for node in reversed(run) if not _is_blank(node)), run[-1])


def _is_blank(node: Node) -> bool:
    return isinstance(node, str) and (not node or node.isspace())


def _is_break(node: Node) -> bool:
    return not isinstance(node, str) and node.name == "br"


def text_of(root: Element) -> str:
    """Plain text, a line a block; the words of the HTML in their order and no others. A source's own line ends are
    white space, but in <pre>."""
    pieces: list[str] = []
    _gather(root, pieces)
    said = _lines("".join(pieces).split(BREAK))
    seen = visible(said)
    return said if seen is said else _lines(seen.split("\n"))


def _lines(pieces: list[str]) -> str:
    return "\n".join(line for piece in pieces if (line := one_line(piece)))


def _gather(parent: Element, pieces: list[str], *, as_written: bool = False) -> None:
    for child in parent.children:
        if isinstance(child, str):
            pieces.append(child.replace("\n", BREAK) if as_written else child)
        else:
            if child.name == "br" or child.name in _BLOCKS:
                pieces.append(BREAK)
            _gather(child, pieces, as_written=as_written or child.name == "pre")
