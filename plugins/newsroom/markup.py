"""Markdown → HTML, for articles, profiles and pages; the one room that knows the Markdown library.

Raw HTML comes out as text, and a link that Pelican would take for a file of this machine (`{attach}../.env`)
comes out as its words. Beyond that the result is not safe: which links and tags may stand is for `clean`.
"""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote

from markdown import Markdown
from markdown.inlinepatterns import (
    IMAGE_LINK_RE,
    IMAGE_REFERENCE_RE,
    LINK_RE,
    REFERENCE_RE,
    ImageInlineProcessor,
    ImageReferenceInlineProcessor,
    LinkInlineProcessor,
    ReferenceInlineProcessor,
    ShortImageReferenceInlineProcessor,
    ShortReferenceInlineProcessor,
)
from markdown.treeprocessors import Treeprocessor

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

LONGEST: Final = 100_000  # letters; the slowest text found of that length takes two seconds
_LINES: Final = 500  # of one block: Markdown needs the square of them for headings without a line between
_STEPS: Final = 200_000  # letters that one kind of link may look through in search of its closing bracket
_FILE_LINK: Final = re.compile(r"[\s\x00-\x20\u200b\ufeff]*[{|]")  # INTRASITE_LINK_REGEX of Pelican


def render(markdown_text: str) -> str:
    """The HTML of a Markdown text. Text above `LONGEST` letters comes out as bare paragraphs."""
    if len(markdown_text) > LONGEST:
        blocks = re.split(r"\n(?:[^\S\n]*\n)+", markdown_text)
        plain = (html.escape(block.strip(), quote=False) for block in blocks)
        return "\n".join(f"<p>{words}</p>" for words in plain if words)
    return _markdown().convert(_in_blocks(markdown_text))


def _in_blocks(text: str) -> str:
    """The text with an empty line wherever `_LINES` of them follow each other without one."""
    lines: list[str] = []
    run = 0
    for line in text.split("\n"):
        run = run + 1 if line.strip() else 0
        lines += ["", line] if run and run % _LINES == 0 else [line]
    return "\n".join(lines)


def _markdown() -> Markdown:
    """A Markdown of its own for each text: no state passes from one contributor to another."""
    markdown = Markdown(extensions=["tables", "sane_lists"])
    markdown.preprocessors.deregister("html_block")
    patterns = markdown.inlinePatterns
    patterns.deregister("html")
    patterns.register(_Reference(REFERENCE_RE, markdown), "reference", 170)
    patterns.register(_Link(LINK_RE, markdown), "link", 160)
    patterns.register(_Image(IMAGE_LINK_RE, markdown), "image_link", 150)
    patterns.register(_ImageReference(IMAGE_REFERENCE_RE, markdown), "image_reference", 140)
    patterns.register(_ShortReference(REFERENCE_RE, markdown), "short_reference", 130)
    patterns.register(_ShortImageReference(IMAGE_REFERENCE_RE, markdown), "short_image_ref", 125)
    # after `unescape` (0), which makes "\{" a "{"
    markdown.treeprocessors.register(_Unlink(markdown), "unlink", -10)
    return markdown


class _Frugal(LinkInlineProcessor):
    """A link that stops looking for closing brackets once it has looked long enough.

    The library scans to the end of the paragraph for each opening bracket: 8,000 of them took it 30 s.
    """

    steps = _STEPS

    def getText(self, data: str, index: int) -> tuple[str, int, bool]:
        if self.steps <= 0:
            return "", index, False
        text, end, closed = super().getText(data, index)
        self.steps -= end - index
        return text, end, closed

    def getLink(self, data: str, index: int) -> tuple[str, str | None, int, bool]:
        if self.steps <= 0:
            return "", None, index, False
        href, title, end, closed = super().getLink(data, index)
        self.steps -= (end if closed else len(data)) - index
        return href, title, end, closed


class _Link(_Frugal, LinkInlineProcessor):
    pass


class _Image(_Frugal, ImageInlineProcessor):
    pass


class _Reference(_Frugal, ReferenceInlineProcessor):
    pass


class _ImageReference(_Frugal, ImageReferenceInlineProcessor):
    pass


class _ShortReference(_Frugal, ShortReferenceInlineProcessor):
    pass


class _ShortImageReference(_Frugal, ShortImageReferenceInlineProcessor):
    pass


class _Unlink(Treeprocessor):
    """Links and pictures that name a file of this machine become their words."""

    def run(self, root: Element) -> None:
        for element in root.iter():
            address = element.get("href") or element.get("src") or ""
            if _FILE_LINK.match(unquote(html.unescape(address))):
                element.text = element.text or element.get("alt")
                element.tag = "span"
                element.attrib.clear()
