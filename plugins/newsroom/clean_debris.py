"""What editors leave behind: shortcodes, blocks of WordPress, settings of Word, bullets that somebody typed.

Markup or a flattened tree comes in; the debris goes out of it, and what it stood for stays: a film, a caption, a list.
No word that a person wrote goes.
"""

from __future__ import annotations

import html
import re
from typing import Final

from plugins.newsroom.clean_embeds import card
from plugins.newsroom.clean_letters import Note
from plugins.newsroom.clean_tree import Element, Node, elements, words

# --- in the markup ---------------------------------------------------------------------------------

_BUILDERS: Final = (
    r"vc_\w{1,40}|et_pb_\w{1,40}|fusion_\w{1,40}|su_\w{1,40}|tie_\w{1,40}|td_block_\w{1,40}|av_\w{1,40}|mk_\w{1,40}"
    r"|rev_slider|elementor-template|contact-form-7|wpforms|ngg\w{0,20}|metaslider|smartslider3|best_wordpress_gallery"
    r"|gallery|caption|embed|embedyt|youtube|video|audio|playlist|googlemaps?|google-map|pdf-embedder|pdfjs-viewer|gview"
    r"|embeddoc|pdf|row|column|button|spacer|divider|dropcap|bagikan|sharethis|addtoany|jetpack_\w{1,30}"
)
_CERTAIN: Final = (
    r"vc_|et_pb_|fusion_|td_block_|rev_slider|contact-form-7|elementor-template|wpforms|ngg|addtoany|jetpack_"
)
_SHORTCODE: Final = re.compile(
    rf"\[(?:/(?:{_BUILDERS})\s?|(?:{_BUILDERS})(?:\s[^\[\]<>]{{0,600}}=[^\[\]<>]{{0,1400}})|(?:{_CERTAIN})[\w-]{{0,40}}\s?/?)\]",
    re.I,
)
_LEADS: Final = re.compile(
    r"(?:url|src|file|mp4|mp3|href|link)\s?=\s?(?:&quot;|&#8221;|&#8243;|[\"'“”″])?(https?://[^\s\"'“”″<>&\]]{4,600})",
    re.I,
)
_ENCLOSED: Final = re.compile(
    r"\[(embed|embedyt|youtube)(?:\s[^\[\]<>]{0,200})?\]\s*(https?://[^\s\[\]<>]{4,600})\s*\[/\1\]", re.I
)
_CAPTION: Final = re.compile(
    r"\[caption(?:\s[^\[\]<>]{0,600})?\]((?:<a\s[^<>]{0,1500}>)?\s?<img\s[^<>]{0,3000}>\s?(?:</a>)?)([^\[]{0,1000})\[/caption\]",
    re.I,
)
_BLOCK: Final = re.compile(r"(?:&lt;|<)!--\s?/?wp:[^<>]{0,600}?--(?:&gt;|>)")
_SETTINGS: Final = re.compile(
    r"(?:normal\s)?0\s(?:\d\s)?(?:false\s){2,3}[a-z-]{2,6}(?:\s[a-z-]{2,7}){1,3}(?:\smicrosoftinternetexplorer4)?"
    r"|(?:/\*\s?style definitions\s?\*/\s?)?table\.mso\w{1,30}\s?\{[^{}]{0,1500}\}"
    r"|(?:(?:st1|[vow])\\?:\*\s?\{[^{}]{0,200}\}\s?){1,6}",
    re.I,
)


_SELECTED: Final = (
    r"(?:[.#*:\[>+~][^\s{},]{0,80}|(?:html|body|div|span|section|article|header|footer|nav|main|aside|figure|figcaption|table"
    r"|thead|tbody|tr|td|th|ul|ol|li|dl|dt|dd|a|p|b|i|em|strong|img|video|iframe|form|input|select|button|label|svg"
    r"|h[1-6])(?:[.#:\[>+~][^\s{},]{0,80})?)"
)
_DECLARED: Final = r"\s*[\w-]{2,40}\s*:[^;{}]{1,300}"
_STYLE: Final = rf"{_SELECTED}(?:[\s,]+{_SELECTED}){{0,30}}\s*\{{{_DECLARED}(?:;{_DECLARED}){{0,60}};?\s*\}}"
_SHEET: Final = re.compile(
    rf"(?:^|(?<=\s))(?:/\*[^*]{{0,300}}\*/\s*)?"
    rf"(?:(?:{_STYLE}|@media[^{{}}]{{1,100}}\{{\s*(?:{_STYLE}\s*){{1,40}}\}})\s*)+"
)
_OF_SHEETS: Final = re.compile(
    r"[{;]\s*(?:background|border|bottom|box|clear|color|cursor|display|float|font|height|left|letter|line|list|margin"
    r"|max|min|opacity|overflow|padding|position|right|text|top|transition|transform|width|z-index|-(?:webkit|moz))"
    r"[\w-]*\s*:"
)


def sweep_markup(markup: str, note: Note) -> str:
    """HTML without shortcodes and without the marks of blocks that were printed; films and captions stay."""
    if "wp:" in markup and (blocks := _BLOCK.findall(markup)):
        printed = [block for block in blocks if block.startswith("&")]
        markup = _BLOCK.sub("", markup)
        if printed:
            note("sisa-gutenberg", html.unescape(printed[0]))
    if "]" not in markup or "[" not in markup:
        return markup
    markup = _CAPTION.sub(r"<figure>\1<figcaption>\2</figcaption></figure>", markup)
    markup = _ENCLOSED.sub(lambda found: f"<p>{found[2]}</p>", markup)
    return _SHORTCODE.sub(lambda code: _instead(code[0], note), markup)


def _instead(code: str, note: Note) -> str:
    """A shortcode that leads somewhere becomes a link there; any other goes."""
    note("kode-singkat", html.unescape(code))
    led = _LEADS.search(code)
    return f'<p><a href="{html.escape(led[1])}">{card(led[1])}</a></p>' if led and card(led[1]) else ""


# --- in the tree --------------------------------------------------------------------------------------

_OF_WORD: Final = ("alse ", "FALSE ", "Mso", ":*")
_OF_SHEET: Final = "{"
_BULLET: Final = re.compile(r"\s*([·•▪◦‣●○■◆➢►✓§]|-(?=\s)|–(?=\s)|\*(?=\s)|(\d{1,2})[.)](?=\s))\s*(?=\S)")
_FIRSTS: Final = frozenset("·•▪◦‣●○■◆➢►✓§-–*0123456789")
_SURE: Final = frozenset("·•▪◦‣●○■◆➢►✓§")
_FEW: Final = 2  # paragraphs behind a bullet; behind a dash or a number it takes one more
_LONGEST_ITEM: Final = 400
_TABLE: Final = frozenset("table caption thead tbody tfoot tr td th".split())


def is_debris(said: str) -> bool:
    """Whether a line may be an item that somebody typed, or settings of Word or of a page: most lines are neither."""
    return said[:1] in _FIRSTS or _OF_SHEET in said or any(map(said.__contains__, _OF_WORD))


def sweep_tree(root: Element, note: Note) -> None:
    """Lists where somebody typed them, as what they are."""
    _walk(root, note)


def _walk(parent: Element, note: Note) -> None:
    children: list[Node] = []
    typed = strays = False
    for child in parent.children:
        if isinstance(child, str):
            children.append(child)
            continue
        if child.name not in ("p", "h2", "h3", "h4", "pre"):
            _walk(child, note)
        if child.name == "p" and _without_sheets(child, note) and not "".join(words(child)).strip():
            continue
        if child.name == "p" and child.children and isinstance(first := child.children[0], str):
            if _BULLET.match(first):
                typed = True
            elif any(map(first.__contains__, _OF_WORD)) and _is_settings(child):
                note("sisa-word", " ".join(words(child)))
                continue
        strays = strays or child.name == "li"
        children.append(child)
    parent.children = _listed(children, note) if typed else children
    if strays and parent.name not in ("ul", "ol"):
        parent.children = _gathered(parent.children)


def _without_sheets(paragraph: Element, note: Note) -> bool:
    """Whether rules of a style sheet that a page builder printed among the words went out of a paragraph."""

    def instead(sheet: re.Match[str]) -> str:
        if not _OF_SHEETS.search(sheet[0]):
            return sheet[0]
        note("sisa-gaya", sheet[0])
        return ""

    before = paragraph.children
    paragraph.children = [_SHEET.sub(instead, n) if isinstance(n, str) and _OF_SHEET in n else n for n in before]
    return paragraph.children != before


def _is_settings(paragraph: Element) -> bool:
    said = " ".join("".join(words(paragraph)).split())
    return len(said) < 4000 and bool(_SETTINGS.fullmatch(said))


def unframe(table: Element, note: Note) -> None:
    """A table of a single cell is but a box around its text."""
    parts = [each for each in elements(table) if each.name in _TABLE]
    cells = [each for each in parts if each.name in ("td", "th", "caption", "table")]
    if len(cells) == 1 and cells[0].name in ("td", "th"):
        note("tabel-bingkai", " ".join("".join(words(table)).split()))
        for each in (table, *parts):
            each.name = "div"


def _listed(children: list[Node], note: Note) -> list[Node]:
    """Runs of paragraphs that begin with the same bullet, or with 1, 2, 3, are one list."""
    made: list[Node] = []
    run: list[Element] = []
    kind = ""

    def close() -> None:
        if len(run) >= (_FEW if kind in _SURE else _FEW + 1):
            made.append(_as_list(run, "ol" if kind == "1" else "ul", note))
        else:
            made.extend(run)
        run.clear()

    for child in children:
        if isinstance(child, str) and not child.strip():
            continue
        found = _typed(child)
        this = "" if not found else "1" if found[2] else found[1]
        if this != kind or (this == "1" and found and int(found[2]) != len(run) + 1):
            close()
            kind = this if this != "1" or (found and int(found[2]) == 1) else ""
        if kind and not isinstance(child, str):
            run.append(child)
        else:
            made.append(child)
    close()
    return made


def _typed(child: Node) -> re.Match[str] | None:
    """The bullet of a paragraph of one line that is no longer than an item of a list."""
    if isinstance(child, str) or child.name != "p" or not child.children or not isinstance(child.children[0], str):
        return None
    one_line = not any(not isinstance(node, str) and node.name == "br" for node in child.children)
    return _BULLET.match(child.children[0]) if one_line and sum(map(len, words(child))) <= _LONGEST_ITEM else None


def _as_list(run: list[Element], name: str, note: Note) -> Element:
    items: list[Node] = []
    for paragraph in run:
        first = paragraph.children[0]
        assert isinstance(first, str)
        mark = _BULLET.match(first)
        assert mark
        note("poin-ketikan", mark[0])
        items.append(Element("li", None, [first[mark.end() :], *paragraph.children[1:]]))
    return Element(name, None, items)


def _gathered(children: list[Node]) -> list[Node]:
    """Items outside of any list are one."""
    made: list[Node] = []
    for child in children:
        if isinstance(child, str) or child.name != "li":
            made.append(child)
        elif made and not isinstance(last := made[-1], str) and last.name == "ul" and last.attributes.get("made"):
            last.children.append(child)
        else:
            made.append(Element("ul", {"made": "1"}, [child]))
    return made
