"""An article's HTML the way each CMS writes it, and the pages that people would see.

An `Edition` and an `Article` in, a string of HTML out. Raw HTML in an article's body passes through as it
is: that is how a break-in gets into a site. Feeds are made in `dialects`, out of what is made here.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime
from email.utils import format_datetime
from html import escape, unescape
from typing import Final

from markdown import markdown

from samples.cms import Edition
from samples.reading import Article

EMPTY: Final = "/aset/kosong.gif"
"""What stands where a picture will be loaded once somebody scrolls there."""


def prose(article: Article) -> str:
    """The body as plain HTML."""
    return markdown(article.body, output_format="html")


def words(article: Article) -> str:
    """The body as text in one line."""
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", prose(article))).split())


def numbered(text: str) -> str:
    """Escaped as WordPress does: typographic signs as numbers, ``–`` becomes ``&#8211;``."""
    safe = escape(text, quote=False)
    return "".join(f"&#{ord(sign)};" if sign in "–—‘’“”…" else sign for sign in safe)


def cdata(value: str) -> str:
    """A CDATA section that ends only where it should."""
    return f"<![CDATA[{value.replace(']]>', ']]]]><![CDATA[>')}]]>"


def utc(when: datetime) -> str:
    """A date of RSS in UTC: ``Thu, 19 Nov 2026 07:44:51 +0000``."""
    return format_datetime(when.astimezone(UTC))


def body(edition: Edition, article: Article) -> str:
    """The article's HTML as its CMS writes it, with its picture and the site's share row if it has one."""
    return _BODIES.get(edition.site.dialect, _plain)(edition, article)


# --- how each CMS writes -------------------------------------------------------------------------


def _image(edition: Edition, article: Article, source: str, extra: str = "") -> str:
    width, height = next(iter(edition.cms.sizes.values()))
    return f'<img src="{source}" alt="{escape(article.alt)}" width="{width}" height="{height}"{extra} />'


def _share(edition: Edition) -> str:
    return f"<p>{escape(edition.site.share)}</p>\n" if edition.site.share else ""


def _plain(edition: Edition, article: Article) -> str:
    picture = f"<p>{_image(edition, article, edition.picture(article))}</p>\n" if article.picture is not None else ""
    return f"{picture}{prose(article)}\n{_share(edition)}"


def _wordpress(edition: Edition, article: Article) -> str:
    text = prose(article)
    for tag, block in (("h2", "heading"), ("ul", "list"), ("ol", "list"), ("blockquote", "quote")):
        text = text.replace(f"<{tag}>", f'<{tag} class="wp-block-{block}">')
    text = re.sub(r"\n(?=<(?:p|h2|ul|ol|blockquote|figure)\b)", "\n\n\n\n", text)
    return f"{_figure(edition, article)}\n{text}\n{_sharedaddy(edition, article)}"


def _figure(edition: Edition, article: Article) -> str:
    if article.picture is None:
        return ""
    small, large, full = (edition.picture(article, size) for size in ("-300x169", "-1024x576", ""))
    sources = f"{large} 1024w, {small} 300w, {full} 1200w"
    return (
        f'\n<figure class="wp-block-image size-large"><img loading="lazy" decoding="async" width="1024" '
        f'height="576" src="{large}" alt="{escape(article.alt)}" class="wp-image-{article.number + 1}" '
        f'srcset="{sources}" sizes="auto, (max-width: 1024px) 100vw, 1024px" /></figure>\n\n\n'
    )


def _sharedaddy(edition: Edition, article: Article) -> str:
    """The row of buttons that a well-known plugin adds; its words end up in the text of every article."""
    if not edition.site.share:
        return ""
    label, _, rest = edition.site.share.rpartition(":")
    buttons = "".join(
        f'<li><a rel="nofollow noopener" class="share-icon sd-button" href="{edition.page(article)}'
        f'?share={name.split()[-1].lower()}"><span>{escape(name)}</span></a></li>'
        for name in re.findall(r"\S+(?: [a-z]\S*)*", rest)
    )
    title = f'<h3 class="sd-title">{escape(label)}:</h3>' if label else ""
    return (
        '<div class="sharedaddy sd-sharing-enabled">'
        '<div class="robots-nocontent sd-block sd-social sd-sharing">'
        f'{title}<div class="sd-content"><ul>{buttons}<li class="share-end"></li></ul></div></div></div>\n'
    )


def _joomla(edition: Edition, article: Article) -> str:
    source = edition.picture(article).removeprefix(f"{edition.base}/")  # relative to the site, not the page
    image = _image(edition, article, source, ' loading="lazy"')
    picture = f"<p>{image}</p>\n" if article.picture is not None else ""
    return f"{picture}{prose(article)}\n{_share(edition)}"


def _drupal(edition: Edition, article: Article) -> str:
    source = edition.picture(article).removeprefix(edition.base)
    label = "field--label-hidden"
    picture = (
        f'<div class="field field--name-field-image field--type-image {label}"><div class="field__item">'
        f"{_image(edition, article, source)}</div></div>\n"
        if article.picture is not None
        else ""
    )
    return (
        f'{picture}<div class="field field--name-body field--type-text-with-summary {label}">'
        f'<div class="field__item">{prose(article)}\n{_share(edition)}</div></div>\n'
    )


def _opensid(edition: Edition, article: Article) -> str:
    picture = _image(edition, article, edition.picture(article)) if article.picture is not None else ""
    return f"{picture}{prose(article)}\n{_share(edition)}"


def _blogspot(edition: Edition, article: Article) -> str:
    picture = (
        '<div class="separator" style="clear: both; text-align: center;">'
        f'<a href="{edition.picture(article)}" imageanchor="1" style="margin-left: 1em; margin-right: 1em;">'
        f'<img alt="{escape(article.alt)}" border="0" '
        f'data-original-height="675" data-original-width="1200" height="180" '
        f'src="{edition.picture(article, "s320")}" width="320" /></a></div><br />'
        if article.picture is not None
        else ""
    )
    return f'{picture}<div style="text-align: justify;">{prose(article)}</div>{_share(edition)}'


def _homemade(edition: Edition, article: Article) -> str:
    source = edition.picture(article).removeprefix(edition.base)
    picture = (
        f'<p style="text-align:center"><img src="{source}" style="width:100%" /></p>\n'
        if article.picture is not None
        else ""
    )
    text = prose(article).replace("<p>", '<p style="text-align:justify">')
    return f"{picture}{text}\n<p>&nbsp;</p>\n{_share(edition)}"


def _xhtml(edition: Edition, article: Article) -> str:
    source = edition.picture(article).removeprefix(f"{edition.base}/")  # relative to xml:base
    picture = f"<p>{_image(edition, article, source)}</p>\n" if article.picture is not None else ""
    return f"{picture}{markdown(article.body, output_format='xhtml')}\n{_share(edition)}"


def _lazy(edition: Edition, article: Article) -> str:
    source = edition.picture(article).removeprefix(edition.base)
    picture = (
        f'<p><img class="lazy" src="{EMPTY}" data-src="{source}" alt="{escape(article.alt)}"></p>\n'
        if article.picture is not None
        else ""
    )
    return f"{picture}{prose(article)}\n{_share(edition)}"


_BODIES: Final[dict[str, Callable[[Edition, Article], str]]] = {
    "wordpress": _wordpress,
    "wordpress-excerpt": _wordpress,
    "wordpress-rest": _wordpress,
    "joomla": _joomla,
    "drupal": _drupal,
    "opensid": _opensid,
    "blogspot": _blogspot,
    "homemade": _homemade,
    "atom": _xhtml,
    "list": _lazy,
}
