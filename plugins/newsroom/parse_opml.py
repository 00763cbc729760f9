"""OPML → its outlines: who is listed, with the addresses, and in which group.

Text comes in, `(line, cells)` goes out, the cells named as in `roster`. What is broken is read as far as it goes. The
XML is hostile: what stands before the root is dropped with every DOCTYPE, a document that defines entities is refused,
so nothing is ever expanded and nothing fetched; depth and count are bounded. A part of `parse`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

from lxml import etree

DEEPEST: Final = 50  # outlines within outlines
MOST: Final = 5000  # outlines

_ROOT: Final = re.compile(r"<opml(?=[\s/>])", re.I)
_ENTITIES: Final = re.compile(r"<!\s*ENTITY|<!DOCTYPE[^>]{0,2000}\[", re.I)
_ATTRIBUTES: Final = {
    "name": ("title", "text"), "feed": ("xmlurl",), "site": ("htmlurl",), "kind": ("kind",), "short": ("short",),
    "slug": ("slug",), "mode": ("mode",), "contact": ("contact",),
}  # fmt: skip
"""Cell → the attributes that fill it, by their local names in small letters; the first that says something."""

_OURS: Final = "{urn:bakohumas:opml}"
_FATAL: Final = 3  # libxml2: not well-formed; below it are prefixes that nobody declared
_PAGES: Final = frozenset({"html", "html+xpath"})  # lists in pages: how to read them stands elsewhere
_FEEDS: Final = frozenset({"rss", "atom", "rdf", "feed", "rss1", "jsonfeed", ""})

Cells = dict[str, str]


def outlines(text: str) -> tuple[list[tuple[int, Cells]], str]:
    """Every outline that stands for an agency, and a sentence about what could not be read, or ""."""
    root = _ROOT.search(text)
    if root is None:
        return [], "Berkas ini bukan OPML: tidak ada <opml> di dalamnya."
    if _ENTITIES.search(text):
        return [], "OPML ini mendefinisikan entitas XML, dan itu tidak diterima. Ekspor ulang dari pembaca umpan."
    before = text.count("\n", 0, root.start())
    # A parser without a DTD, and without anything to define one: no entity but the five of XML has a meaning.
    parser = etree.XMLParser(
        recover=True, resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False, remove_comments=True,
        remove_pis=True, strip_cdata=True, encoding="utf-8",
    )  # fmt: skip
    try:
        top = etree.fromstring(text[root.start() :].encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError:
        top = None
    if top is None:
        return [], "Berkas OPML ini rusak dan tidak terbaca. Ekspor ulang dari pembaca umpan."
    found: list[tuple[int, Cells]] = []
    deep = more = False
    for element, groups in _walk(top):
        if len(groups) > DEEPEST:
            deep = True
        elif len(found) == MOST:
            more = True
            break
        elif cells := _cells(element, groups):
            found.append((before + (element.sourceline or 1), cells))
    return found, _told(any(error.level >= _FATAL for error in parser.error_log), deep, more)


def _told(broken: bool, deep: bool, more: bool) -> str:
    said = (
        (broken, "OPML ini rusak; yang dapat dibaca tetap dipakai. Periksa apakah ada instansi yang hilang."),
        (deep, f"Kelompok yang bersarang lebih dari {DEEPEST} tingkat dilewati."),
        (more, f"Hanya {MOST} baris pertama yang dibaca. Bagi menjadi beberapa daftar."),
    )
    return " ".join(sentence for applies, sentence in said if applies)


def _walk(top: Any) -> Iterator[tuple[Any, tuple[str, ...]]]:
    """Every outline in the order of the document, with the names of the groups around it, nearest first.

    No recursion; below the deepest that counts, nothing is looked for.
    """
    waiting: list[tuple[Any, tuple[str, ...]]] = [(top, ())]
    while waiting:
        element, groups = waiting.pop()
        is_outline = _local(element.tag) == "outline"
        if is_outline:
            yield element, groups
        if len(groups) <= DEEPEST:
            inner = (_named(element), *groups) if is_outline else groups
            waiting += [(child, inner) for child in reversed(element) if _local(child.tag) in ("outline", "body")]


def _cells(element: Any, groups: tuple[str, ...]) -> Cells:
    """What an outline says; empty for a group, which names no address and no agency of ours."""
    has, own = _attributes(element), _of_ours(element)
    cells = {cell: next((has[name] for name in names if has.get(name)), "") for cell, names in _ATTRIBUTES.items()}
    if has.get("type", "").lower() in _PAGES and "select.item" not in own:
        cells["site"], cells["feed"] = cells["site"] or cells["feed"], ""
    if has.get("url") and has.get("type", "").lower() != "include":
        cells["feed" if has.get("type", "").lower() in _FEEDS else "site"] = has["url"]
    if not (cells["feed"] or cells["site"] or cells["slug"]):
        return {}
    cells["group"] = "\n".join((has.get("category", ""), *groups))
    return {**cells, **own, "settled": "1"} if own.get("slug") else cells


def _of_ours(element: Any) -> Cells:
    """What the outline says in the words of a portal like this one."""
    return {name.removeprefix(_OURS): value for name, value in element.attrib.items() if name.startswith(_OURS)}


def _named(element: Any) -> str:
    has = _attributes(element)
    return has.get("title") or has.get("text", "")


def _attributes(element: Any) -> Cells:
    return {_local(name): value for name, value in element.attrib.items()}


def _local(name: Any) -> str:
    return str(name).rpartition("}")[2].rpartition(":")[2].lower() if isinstance(name, str) else ""
