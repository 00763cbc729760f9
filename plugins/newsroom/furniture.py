"""What in an article's HTML is not the article: what is hidden from readers, and what plug-ins hang on.

Elements come in, a yes or no goes out; nothing is removed here. Style is judged as a browser would see it, because
whoever breaks into a site hides links in honest texts. Lines of the page are told by `clean_line_words`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from plugins.newsroom.clean_tree import Element, words

LONGEST_STYLE: Final = 2000  # characters of it that are judged
_HIDING: Final = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|(?<![-\w])opacity\s*:\s*0?(?:\.0\d*)?%?\s*(?:;|!|$)"
    r"|font-size\s*:\s*(?:0+(?:\.[01]\d*)?(?:\w\w|rem|%)?|\.[01]\d*\w+|[12](?:\.\d+)?px|1pt)\s*(?:;|!|$)"
    r"|(?<![-\w])color\s*:\s*transparent"
    r"|(?:left|top|right|bottom|text-indent|margin(?:-left|-top|-right)?|translate[xy]?)\s*[:(]\s*-\d{3,}"
    r"|clip\s*:\s*rect\(\s*[01]|clip-path\s*:\s*inset\(\s*(?:50|100)%|scale\(\s*0\s*\)",
    re.I,
)
_CUT_OFF: Final = re.compile(r"overflow\s*:\s*(?:hidden|clip|auto|scroll)", re.I)
_TINY: Final = re.compile(r"(?<![-\w])(?:max-)?(?:width|height)\s*:\s*[01](?:px|em|%)?\s*(?:;|!|$)", re.I)
_RULE: Final = re.compile(r"([^{}]{1,500})\{([^{}]{0,2000})\}")
_FURNITURE_CLASS: Final = re.compile(
    r"(?:^|[\s_-])(?:field--name-(?:title|uid|created)|sharedaddy|addtoany\w*|heateor\w*|a2a_kit|ssba|jp-relatedposts|yarpp|related-?posts?|adsbygoogle"
    r"|post-?views?|post-?ratings?|share-?(?:buttons?|bar|row|links?)|social-?(?:share|links?|buttons?)|wp-smiley"
    r"|elementor-(?:screen-only|share-buttons|post-navigation)|screen-reader-text|sr-only|visually-hidden|crp_related"
    r"|wp-block-(?:social-links|latest-posts|post-navigation-link)|td-post-sharing\w*|essb_links|tptn_counter)"
    r"(?:$|[\s_-])",
    re.I,
)


def hidden_names(sheets: Iterable[str]) -> set[str]:
    """The classes and ids that style sheets within the text hide."""
    rules = [rule for sheet in sheets for rule in _RULE.findall(sheet[:20_000])]
    return {name for selector, how in rules if _hides(how) for name in re.findall(r"[.#]([\w-]+)\s*(?:,|$)", selector)}


def _hides(style: str) -> bool:
    return _is_hiding(style[:LONGEST_STYLE])


@lru_cache(1024)  # most elements of an article have one of three styles
def _is_hiding(style: str) -> bool:
    said = re.sub(r"/\*.*?\*/", "", style, flags=re.S)
    return bool(_HIDING.search(said) or (_CUT_OFF.search(said) and _TINY.search(said)))


def is_hidden(element: Element) -> bool:
    """By attribute, by style, or as a frame or a running line of no size."""
    said = element.attributes
    if not said:
        return False
    if "hidden" in said or ("style" in said and _hides(said["style"])):
        return True
    sizes = (said.get(side, "").removesuffix("px").strip() for side in ("width", "height"))
    return element.name in ("iframe", "marquee") and any(size in ("0", "1", "2") for size in sizes)


def is_share_row(element: Element) -> bool:
    """Buttons, counters and related links that plug-ins hang on, by their classes; long ones may be the article."""
    classes = element.attributes.get("class", "")
    return bool(classes and _FURNITURE_CLASS.search(classes)) and sum(map(len, words(element))) < 400
