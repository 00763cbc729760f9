"""The tree that a body is while it is cleaned: markup comes in and is parsed; its elements, its words and, in the end,
its markup go out.

libxml2 parses, the tree is our own: an element is a name, attributes and children, and a child is an element or text.
It knows nothing of its neighbours, so that it is built, walked and put together anew for a fraction of what a library
asks that keeps every node linked to every other. Nothing is judged here.
"""

from __future__ import annotations

import html
from collections.abc import Collection, Iterator, Mapping
from typing import Any, Final, TypeAlias

from lxml import etree

DEPTH: Final = 120  # nesting; nh3 and others are quadratic in it
ELEMENTS: Final = 20_000  # tags of one entry's HTML; the longest annual report has some thousands
_EMPTY: Final = frozenset(("br", "hr"))
_DEEPEST: Final = DEPTH + 2  # of all that are open: the document, its <html> and <body> come first
_CODE: Final = frozenset(("script", "style", "template"))


class Element:
    """One element. Without a name it is dropped: nobody prints it, and it holds nothing."""

    __slots__ = ("attributes", "children", "name")

    def __init__(self, name: str, attributes: dict[str, str] | None = None, children: list[Node] | None = None) -> None:
        self.name = name
        self.attributes: dict[str, str] = {} if attributes is None else attributes
        self.children: list[Node] = [] if children is None else children


Node: TypeAlias = Element | str


class _Builder:
    """What the parser tells of becomes a tree. Comments, instructions and doctypes are not even taken in; what is
    nested deeper than may be lies side by side, in its order, so that nobody who walks the tree goes too deep."""

    def __init__(self) -> None:
        self._said: list[str] = []
        self.data: Final = self._said.append
        self._begin()

    def _begin(self) -> None:
        self._open = [Element("")]
        self._deep: list[Node] | None = None  # where all lies that is too deep
        self._stood: dict[Element, Element] = {}

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        opened = self._open
        if self._said:
            self._say()
        element = Element(name, dict(attributes) if attributes else {}, [])
        within = opened[-1].children
        if len(opened) > _DEEPEST:
            within = self._deep = opened[_DEEPEST].children
            if opened[-1].name in _CODE:  # beside it as within it: what stands in code is code
                element.name = opened[-1].name
            self._stood[element] = opened[-1]
        within.append(element)
        opened.append(element)

    def end(self, _name: str) -> None:
        if self._said:
            self._say()
        self._open.pop()

    def comment(self, text: str) -> None:
        """A word with a comment in it is one word."""

    def pi(self, target: str, data: str | None = None) -> None:
        """Nor are instructions anything that was said."""

    def close(self) -> tuple[Element, dict[Element, Element]]:
        if self._said:
            self._say()
        whole, stood = self._open[0], self._stood
        self._begin()
        return whole, stood

    def _say(self) -> None:
        within = self._open[-1]
        if len(self._open) > _DEEPEST + 1 and self._deep and self._deep[-1] is not within:
            behind = Element(within.name, within.attributes)  # goes on behind what stood in it
            self._stood[behind] = within
            within = self._open[-1] = behind
            self._deep.append(within)
        within.children.append("".join(self._said))
        self._said.clear()


_idle: Final[list[Any]] = []  # parsers, as many as ever parsed at the same time: one costs half of what it does at once


def parsed(markup: str) -> tuple[Element, Element, dict[Element, Element], bool]:
    """The whole document; its body; what stood in what, of all that was nested too deep and lies side by side, in its
    order; and whether it was nested too deep or of too many elements. Of what stands behind the last element that may
    be, words are left."""
    if not markup.strip():
        return Element("html"), Element("body"), {}, False
    first, *others = _stretches(markup)
    whole, stood = _tree(first)
    body = next((element for element in elements(whole) if element.name == "body"), whole)
    for stretch in others:
        body.children.append(" ".join(words(_tree(stretch)[0])))
    return whole, body, stood, bool(stood or others)


def _stretches(markup: str) -> Iterator[str]:
    """Markup in pieces of so many tags: a parser looks for what a tag closes among all that are open."""
    while markup.count("<") > ELEMENTS:
        *tags, behind = markup.split("<", ELEMENTS)
        yield "<".join(tags)
        markup = f"<{behind}"
    yield markup


def _tree(markup: str) -> tuple[Element, dict[Element, Element]]:
    parser = _idle.pop() if _idle else etree.HTMLParser(target=_Builder(), recover=True)
    parser.feed(markup)
    whole, stood = parser.close()
    _idle.append(parser)  # never one in which something went wrong
    return whole, stood


def elements(root: Element) -> Iterator[Element]:
    """All elements within, in their order; one that is changed when it comes is gone through as it is then."""
    inner = [iter(root.children)]  # no generator within another: each step would go through them all
    while inner:
        for child in inner[-1]:
            if not isinstance(child, str):
                yield child
                inner.append(iter(child.children))
                break
        else:
            inner.pop()


def words(root: Element) -> list[str]:
    """What it says, piece by piece."""
    found: list[str] = []
    _speak(root, found)
    return found


def _speak(parent: Element, found: list[str]) -> None:
    for child in parent.children:
        if isinstance(child, str):
            found.append(child)
        elif child.name not in _CODE:
            _speak(child, found)


def is_silent(root: Element) -> bool:
    """Whether it says nothing at all."""
    for child in root.children:
        if isinstance(child, str):
            if child and not child.isspace():
                return False
        elif child.name not in _CODE and not is_silent(child):
            return False
    return True


def drop(element: Element) -> None:
    """It and all that stands in it is no more, whoever still holds it."""
    for inner in elements(element):
        inner.name = ""
    element.name, element.attributes, element.children = "", {}, []


def printed(root: Element, attributes: Mapping[str, Collection[str]]) -> str:
    """The markup within, with no attributes but these."""
    found: list[str] = []
    _print(root, attributes, found)
    return "".join(found)


def _print(parent: Element, attributes: Mapping[str, Collection[str]], found: list[str]) -> None:
    for child in parent.children:
        if isinstance(child, str):
            found.append(html.escape(child, quote=False))
        elif child.name in _EMPTY and not child.children:
            found.append(f"<{child.name}>")
        elif child.name:
            said = ""
            if child.attributes:
                known = attributes.get(child.name, ())
                said = "".join(f' {k}="{html.escape(v)}"' for k, v in child.attributes.items() if k in known)
            found.append(f"<{child.name}{said}>")
            if len(child.children) == 1 and isinstance(child.children[0], str):
                found.append(html.escape(child.children[0], quote=False))
            else:
                _print(child, attributes, found)
            found.append(f"</{child.name}>")
