"""The lines of an article, and those that go: what its page says, what somebody slipped in, a title that is repeated.

A flattened tree comes in; its lines that are the page's and not the article's go out of it, each with a note. A line
goes where all of it is known (`clean_line_words`), or where what stands beside it says what it is: a bare number
beside the share buttons, links under "Berita Terkait". What might be a person's stays.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import groupby
from typing import Final, TypeAlias

from plugins.newsroom.clean_letters import Note
from plugins.newsroom.clean_line_words import (
    LONGEST,
    NETWORKS,
    NUMBER,
    RELATED,
    SEE_ALSO,
    hashtags,
    is_downloader,
    rule_of,
)
from plugins.newsroom.clean_summary import says
from plugins.newsroom.clean_tree import Element, Node, drop, elements, words
from plugins.newsroom.strange_letters import one_line

Injected: TypeAlias = Callable[[Sequence[str]], list[bool]]
"""Which lines of a text somebody slipped in; each comes with the addresses that it links to."""

_TEXT: Final = frozenset(("p", "h2", "h3", "h4"))
_HOLDERS: Final = frozenset("ul ol li blockquote dl dt dd table caption thead tbody tfoot tr td th".split())
_HEADINGS: Final = frozenset(("h2", "h3", "h4"))
_NEAR: Final = frozenset(("bagikan", "penghitung", "komentar"))
_TITLE_AGAIN: Final = 3  # words of a title that tell it, whatever marks stand around it


class Line:
    """One line: a block, or what stands in it between two breaks. `rule` is why it goes; "" while it stays."""

    __slots__ = ("block", "item", "linked", "links", "nodes", "rule", "said")

    def __init__(self, block: Element, nodes: list[Node], *, item: bool) -> None:
        self.block, self.nodes, self.item, self.rule = block, nodes, item, ""
        self.links: list[str] = []
        self.linked = 0  # letters of it that are a link's
        if len(nodes) == 1 and isinstance(nodes[0], str):
            self.said = one_line(nodes[0])
            return
        pieces: list[str] = []
        self._read(nodes, pieces)
        self.said = one_line("".join(pieces))

    def _read(self, nodes: list[Node], pieces: list[str]) -> None:
        for node in nodes:
            if isinstance(node, str):
                pieces.append(node)
            elif node.name == "br":
                pieces.append(" ")
            elif node.name:
                before = len(pieces)
                self._read(node.children, pieces)
                if node.name == "a":
                    self.links.append(node.attributes.get("href", ""))
                    self.linked += sum(map(len, pieces[before:]))
                elif node.name in ("li", "td", "dd"):
                    pieces.append(" ")

    @property
    def is_link(self) -> bool:
        """Whether it is little more than a link."""
        return self.linked * 5 >= len(self.said) * 4 > 0


def lines_of(root: Element) -> list[Line]:
    """The lines of a flattened tree, in their order; cells of tables are none."""
    found: list[Line] = []
    _find(root, found, item=False)
    return found


def _find(parent: Element, found: list[Line], *, item: bool) -> None:
    for child in parent.children:
        if isinstance(child, str):
            continue
        if child.name in _TEXT:
            _add(child, found, item=item)
        elif child.name in _HOLDERS:
            before = len(found)
            _find(child, found, item=item or child.name == "li")
            if child.name in ("li", "blockquote") and len(found) == before:
                _add(child, found, item=child.name == "li")


def _add(block: Element, found: list[Line], *, item: bool) -> None:
    nodes = block.children
    if len(nodes) > 1 and any(map(_is_break, nodes)):
        for is_break, run in groupby(nodes, _is_break):
            if not is_break:
                found.append(Line(block, list(run), item=item))
    else:
        found.append(Line(block, nodes, item=item))


def _is_break(node: Node) -> bool:
    return not isinstance(node, str) and node.name == "br"


class Furnished:
    """An article's lines without those of its page. After `clear`: `tags` and `flags`, and the links that went."""

    def __init__(self, root: Element, title: str, note: Note) -> None:
        self.lines = lines_of(root)
        self.title, self.note = title, note
        self.tags: list[str] = []
        self.flags: list[str] = []
        self.gone: list[str] = []
        self.cut: set[Element] = set()  # blocks of which a part of a line went

    def clear(self, injected: Injected) -> bool:
        """Take out what is not the article's; whether there was anything."""
        for line in self.lines:
            line.rule = rule_of(line.said) or (_with_a_link(line) if "uga" in line.said or "UGA" in line.said else "")
        self._see_also()
        self._beside()
        self._related()
        self._title()
        self._hashtags()
        self._slipped_in(injected)
        return self._take_out()

    def _left(self) -> list[Line]:
        return [line for line in self.lines if not line.rule and line.said]

    def _see_also(self) -> None:
        """An invitation to read another article in the middle of a line."""
        for place, line in enumerate(self.lines):
            if line.links and not line.rule and " juga" in line.said:
                kept, cut = _without_see_also(line.nodes)
                if cut:
                    self.lines[place] = rest = Line(line.block, kept, item=line.item)
                    rest.rule = "" if rest.said else "baca-juga"
                    self.cut.add(line.block)
                    for said in cut:
                        self.note("baca-juga", said)

    def _beside(self) -> None:
        """Bare numbers and names of networks, next to a row of buttons or to each other beside it."""
        for step in (1, -1):
            near = ""
            for line in self.lines[::step]:
                if line.rule:
                    near = line.rule if line.rule in _NEAR else ""
                elif near and NUMBER.fullmatch(line.said):
                    line.rule = "penghitung"
                elif near == "bagikan" and len(line.said) < LONGEST and NETWORKS.fullmatch(line.said):
                    line.rule = near
                elif line.said:
                    near = ""

    def _related(self) -> None:
        """A heading over other articles, and their list."""
        for place, line in enumerate(self.lines):
            if line.linked == len(line.said) or not line.said[:1].isalpha() or len(line.said) > 40:
                continue
            if (line.rule not in ("", "baca-juga")) or not RELATED.fullmatch(line.said):
                continue
            below = self.lines[place + 1 :]
            listed = next((n for n, each in enumerate(below) if each.said and not _is_other(each)), len(below))
            if any(each.said for each in below[:listed]):
                for each in (line, *below[:listed]):
                    each.rule = each.rule or "daftar-terkait"
            elif line.block.name in _HEADINGS and not any(each.said and not each.rule for each in below):
                line.rule = line.rule or "daftar-terkait"

    def _title(self) -> None:
        """Its page says the title already."""
        if self.title and (first := next((line for line in self.lines if line.said and not line.rule), None)):
            again = len(self.title.split()) >= _TITLE_AGAIN and says(first.said, self.title)
            if first.said == self.title or again:
                first.rule = "judul-berulang"

    def _hashtags(self) -> None:
        last = True
        for line in reversed(self.lines):
            if line.said and not line.rule:
                tags = hashtags(line.said, last=last) if len(line.said) <= LONGEST and line.said[0] in "#TtLl" else []
                if not tags:
                    last = False
                else:
                    line.rule = "tagar"
                    self.tags[:0] = tags

    def _slipped_in(self, injected: Injected) -> None:
        """One injected line of an otherwise honest text of three lines or more; more are left for people to see."""
        left = self._left()
        said = [" ".join((line.said, *line.links)) for line in left]
        downloads = [line for line in left if is_downloader(line.said)]
        bad = [line for line, slipped_in in zip(left, injected(said), strict=True) if slipped_in or line in downloads]
        if len(bad) == 1 and len(left) >= 3:
            bad[0].rule = "baris-unduhan" if bad[0] in downloads else "baris-sisipan"
            self.gone += bad[0].links
            self.flags.append("baris-sisipan")
        elif len(bad) > 1:
            self.flags.append("banyak-sisipan")

    def _take_out(self) -> bool:
        """A line that goes takes its break along; a block without lines goes. Returns whether any did."""
        touched = {line.block for line in self.lines if line.rule} | self.cut
        for block, run in groupby(self.lines, lambda line: line.block) if touched else ():
            lines = list(run)
            if block not in touched:
                continue
            for line in lines:
                if line.rule:
                    self.note(line.rule, line.said)
            left = [line for line in lines if not line.rule]
            if any(line.said for line in left):
                block.children = [node for line in left for node in (Element("br"), *line.nodes)][1:]
            else:
                drop(block)
        return bool(touched)


def _with_a_link(line: Line) -> str:
    """A call to read on without a colon is a person's sentence unless the rest of it is a link."""
    if line.links and len(line.said) <= LONGEST and (see := SEE_ALSO.match(line.said)):
        return "baca-juga" if line.linked * 5 >= (len(line.said) - see.end()) * 4 else ""
    return "baca-juga" if line.said[:9] == "BACA JUGA" and len(line.said) <= 200 else ""


def _is_other(line: Line) -> bool:
    """Whether a line under such a heading names another article: a link, or an item that is no sentence."""
    return bool(line.rule) or line.is_link or (line.item and len(line.said) < 200 and line.said[-1] not in ".!?:;")


_LEADS_ON: Final = re.compile(r"\(?\b(?:baca|lihat|simak) juga\s?:\s{0,3}$", re.I)
_ALL_OF_IT: Final = re.compile(r"\(?(?:baca|lihat|simak) juga\s?:.{1,300}", re.I)


def _without_see_also(nodes: list[Node]) -> tuple[list[Node], list[str]]:
    """A line without "(Baca juga: …)" and its link in the middle of it, and what was cut out."""
    kept: list[Node] = []
    cut: list[str] = []
    bracket = False
    for node in nodes:
        if isinstance(node, str):
            kept.append(node[1:] if bracket and node.startswith(")") else node)
            bracket = False
            continue
        said = " ".join("".join(words(node)).split())
        linked = node.name == "a" or any(each.name == "a" for each in elements(node))
        before = kept[-1] if kept and isinstance(kept[-1], str) else ""
        if linked and (led := _LEADS_ON.search(before[-40:])):
            kept[-1] = before[: len(before) - len(led[0])].rstrip()
            bracket = led[0].startswith("(")
            cut.append(f"{led[0].strip()} {said}")
        elif linked and _ALL_OF_IT.fullmatch(said):
            cut.append(said)
        else:
            kept.append(node)
    return kept, cut
