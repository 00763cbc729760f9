"""The tree that a body is while it is cleaned: markup comes in and is parsed; its elements, its words and, in the end,
its markup go out.

What is asked of every element of every article is asked by plain walks over the tree: a search costs bs4 more than
parsing does. Nothing is judged here.
"""

from __future__ import annotations

import html
import warnings
from collections.abc import Mapping, Sequence
from typing import Any, Final, cast

from bs4 import BeautifulSoup, Tag
from bs4.builder._lxml import LXMLTreeBuilder  # bs4.builder names it too, but not for type checkers
from bs4.element import CData, NavigableString, PageElement

_WORDS: Final = frozenset((NavigableString, CData))  # not the readings over Chinese letters, not scripts, not styles
_EMPTY: Final = frozenset(("br", "hr"))


class _Builder(LXMLTreeBuilder):
    """Keeps its parser for the next body: to make one costs half of what it costs to parse an article."""

    _kept: Any = None

    def parser_for(self, encoding: str | None) -> Any:
        kept, self._kept = self._kept, None
        return kept if kept is not None and encoding is None else super().parser_for(encoding)

    def feed(self, markup: str | bytes) -> None:
        super().feed(markup)
        if isinstance(markup, str):
            self._kept = self.parser  # never one in which something went wrong


_idle: Final[list[_Builder]] = []  # as many as ever parsed at the same time, in threads of their own


def parsed(markup: str) -> tuple[BeautifulSoup, Tag]:
    """The tree, and its body."""
    try:
        builder = _idle.pop()
    except IndexError:
        builder = _Builder()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of text that looks like an address, or like XML: it is HTML to us
        soup = BeautifulSoup(markup, builder=builder)
    _idle.append(builder)
    return soup, next((tag for tag in soup.descendants if isinstance(tag, Tag) and tag.name == "body"), soup)


def tags(root: Tag) -> list[Tag]:
    """All elements within, in their order."""
    return [node for node in root.descendants if isinstance(node, Tag)]


def words(tag: Tag) -> list[str]:
    """What it says, piece by piece."""
    return [node for node in tag.descendants if isinstance(node, NavigableString) and type(node) in _WORDS]


def is_silent(tag: Tag) -> bool:
    """Whether it says nothing at all."""
    return not any(type(node) in _WORDS and str.strip(cast(str, node)) for node in tag.descendants)


def put(parent: Tag, children: Sequence[PageElement]) -> None:
    """Put an element's children together anew: moving them one by one takes time by the square of their number."""
    wanted = {id(child) for child in children}
    if list(map(id, children)) == [id(child) for child in parent.contents if id(child) in wanted]:
        for at in range(len(parent.contents) - 1, -1, -1):
            if id(parent.contents[at]) not in wanted:
                parent.contents[at].extract(_self_index=at)
    else:
        parent.clear()
        parent.extend(children)


def printed(root: Tag, attributes: Mapping[str, set[str]]) -> str:
    """The markup within, with no attributes but these."""
    found: list[str] = []
    _print(root, attributes, found)
    return "".join(found)


def _print(parent: Tag, attributes: Mapping[str, set[str]], found: list[str]) -> None:
    for node in parent.contents:
        if not isinstance(node, Tag):
            found.append(html.escape(str(node), quote=False))
            continue
        known = attributes.get(node.name, ())
        said = "".join(f' {k}="{html.escape(str(v))}"' for k, v in node.attrs.items() if k in known)
        if node.name in _EMPTY and not node.contents:
            found.append(f"<{node.name}>")
        else:
            found.append(f"<{node.name}{said}>")
            _print(node, attributes, found)
            found.append(f"</{node.name}>")
