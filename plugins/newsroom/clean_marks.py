"""The marks that WhatsApp and Markdown set around words: a flattened tree comes in, and `*tebal*` in it is bold.

A mark opens behind a space or a bracket and closes before one, as WhatsApp has it, and something stands between the
two; so `2*3*4`, `(*)`, `*) syarat berlaku`, `nama_berkas_ini` and addresses stay as they are.
"""

from __future__ import annotations

import re
from typing import Final

from plugins.newsroom.clean_letters import Note
from plugins.newsroom.clean_tree import Element, Node

_BEFORE: Final = r"(?:(?<=[\s(\[“\"‘'–—])|(?<![\s\S]))"
_AFTER: Final = r"(?![^\s)\].,;:!?”\"’'–—…])"
_FIRST: Final = r"(?=[\w“\"‘'(\[@#_*~])"
_MARKED: Final = re.compile(
    rf"{_BEFORE}(?:"
    rf"```(?P<mono>[^`]{{1,400}})```"
    rf"|(?P<star>\*{{1,2}}){_FIRST}(?P<bold>[^*\n]{{0,598}}[^*\s])(?P=star)"
    rf"|(?P<line>_{{1,2}}){_FIRST}(?P<italic>[^_\n]{{0,598}}[^_\s])(?P=line)"
    rf"|(?P<wave>~{{1,2}}){_FIRST}(?P<struck>[^~\n]{{0,598}}[^~\s])(?P=wave)"
    rf"){_AFTER}"
)
_ELEMENTS: Final = {"mono": "code", "bold": "strong", "italic": "em", "struck": "s"}
MARKS: Final = "*_~`"
_SIGNS: Final = re.compile(f"[{MARKS}]")
_CODE: Final = frozenset(("pre", "code"))
_SAME: Final = {"bold": ("strong", "b"), "italic": ("em", "i"), "struck": ("s",), "mono": ("code",)}


def bare(text: str) -> str:
    """A line of plain text without its marks: a title in asterisks is that title."""
    if not _SIGNS.search(text):
        return text
    for _ in range(2):  # *_bold and slanted_*
        text = _MARKED.sub(lambda found: found[found.lastgroup or 0], text) if _SIGNS.search(text) else text
    return text


def unmark(root: Element, note: Note) -> None:
    """Turn marks into elements, wherever a text is not code."""
    for child in root.children:
        if not isinstance(child, str) and child.name not in _CODE:
            unmark(child, note)
    if any(isinstance(child, str) and _SIGNS.search(child) for child in root.children):
        _join(root)
        root.children = [node for child in root.children for node in _read(child, root.name, note)]


def _join(parent: Element) -> None:
    """Text beside text is one text: what a wrapper parted was one word."""
    joined: list[Node] = []
    for child in parent.children:
        if isinstance(child, str) and joined and isinstance(joined[-1], str):
            joined[-1] += child
        elif isinstance(child, str) or child.name:
            joined.append(child)
    parent.children = joined


def _read(node: Node, within: str, note: Note) -> list[Node]:
    if not isinstance(node, str) or not _SIGNS.search(node):
        return [node]
    found: list[Node] = []
    place = 0
    for mark in _MARKED.finditer(node):
        kind = next(name for name in _ELEMENTS if mark[name] is not None)
        said = mark[kind]
        if _is_address(node, mark.start()):
            continue
        note("tanda-whatsapp", mark[0])
        inner = _read(said, _ELEMENTS[kind], note)
        found.append(node[place : mark.start()])
        found += inner if within in _SAME[kind] else [Element(_ELEMENTS[kind], None, inner)]
        place = mark.end()
    found.append(node[place:])
    return [each for each in found if each != ""]


def _is_address(text: str, place: int) -> bool:
    """Whether the word that a mark stands in front of, or the one before it, is a web address."""
    word = text[max(0, place - 1) : place + 20]
    return "://" in word or "www." in word
