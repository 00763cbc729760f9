"""What editors leave behind, and what was embedded: it goes, or becomes what it stood for."""

from __future__ import annotations

import re
import time

import pytest

from plugins.newsroom.clean import Body
from plugins.newsroom.clean_embeds import card, plain_address
from plugins.newsroom.clean_rules import Notes
from plugins.newsroom.model import PictureRef

SITE = "https://dinkes.contohkab.go.id"
PAGE = f"{SITE}/berita/1/"


def body(markup: str) -> tuple[Body, list[str]]:
    notes = Notes()
    return Body(markup, PAGE, lambda lines: [False] * len(lines), notes), [rule for rule, _ in notes.all]


def safe(markup: str) -> str:
    return body(markup)[0].safe.replace(' rel="noopener nofollow ugc"', "")


# --- shortcodes, blocks, Word ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "code",
    ["[vc_row]", "[/vc_column]", '[vc_column width=&#8221;1/2&#8243;]', '[gallery ids="1,2"]', "[/caption]", "[et_pb_section fb_built=1]", "[contact-form-7 id=3]",
     "[rev_slider]", "[fusion_text]", '[video width="1"]', "[/embed]", '[ngg src="galleries" ids="1"]', '[button color="red" link="#"]', "[su_spacer size=20]"],
)  # fmt: skip
def test_leftover_shortcodes_go(code: str) -> None:
    """Those of known builders and plug-ins."""
    found, rules = body(f"<p>Isi {code}teks.</p>{code}")
    assert found.text == "Isi teks."
    assert set(rules) == {"kode-singkat"}


@pytest.mark.parametrize(
    "said",
    [
        "[1]",
        "[VIDEO] Bupati hadir",
        "[Foto: Humas]",
        "[button]",
        "[row]",
        "[…]",
        "[gallery]",
        "[a=b]",
        "[sic]",
        "[pdf]",
        "x[vc",
    ],
)
def test_brackets_that_a_person_wrote_stay(said: str) -> None:
    """Footnotes, kickers and names in brackets."""
    assert body(f"<p>{said}</p>")[0].text == said


@pytest.mark.parametrize(
    "sheet",
    [
        ".share-footer a:hover { opacity: 1; -webkit-transition: opacity .3s; }",
        "body.index { background-color: #9C8978; } body.post { background-color: #263842; }",
        "/*! elementor - v3.5 */ .elementor-heading-title{padding:0;margin:0}.x[class*=size-]&gt;a{color:inherit}",
        "@media (max-width: 600px) { .a { color: red; } .b{top:1px} }",
        ".a, .b\n{\n margin: 0;\n}",
    ],
)
def test_style_sheets_printed_among_the_words_go(sheet: str) -> None:
    """In a paragraph of their own, behind a sentence, and without any paragraph."""
    for markup in (f"<p>Isi teks.</p><p>{sheet}</p>", f"<p>Isi teks. {sheet}</p>", f"Isi teks.\n\n{sheet}"):
        found, rules = body(markup)
        assert (found.text, rules) == ("Isi teks.", ["sisa-gaya"])


@pytest.mark.parametrize(
    "said",
    ["Rumus {x: 1} dipakai.", "Jadwal { Senin: libur; Selasa: masuk }", "kami { color: red } hadir", "{color: merah}",
     ".a { Warna: biru }", "{ }"],
)  # fmt: skip
def test_braces_that_a_person_wrote_stay(said: str) -> None:
    """What has no selector or declares nothing of a style sheet."""
    assert body(f"<p>{said}</p>")[0].text == said


def test_words_between_two_styles_stay() -> None:
    """A selector takes no word of a sentence along."""
    assert body("<p>.a{top:1px} Bupati hadir .b {top:1px}</p>")[0].text == "Bupati hadir"


def test_what_a_shortcode_stood_for_stays() -> None:
    """A caption, a film, a document."""
    found, _ = body(
        '[caption id="a" align="x" width="3"]<a href="/b.jpg"><img src="/a.jpg"></a> Foto bersama warga[/caption]<p>Isi.</p>'
    )
    assert (found.pictures, found.text) == ([PictureRef(f"{SITE}/a.jpg", "", "Foto bersama warga")], "Isi.")
    assert (
        safe("[embed]https://youtu.be/abcdefg[/embed]")
        == '<p><a href="https://youtu.be/abcdefg">Lihat video di YouTube</a></p>'
    )
    assert (
        safe('[pdf-embedder url="https://a.go.id/x.pdf"]')
        == '<p><a href="https://a.go.id/x.pdf">Buka dokumen (PDF)</a></p>'
    )


@pytest.mark.parametrize(
    ("markup", "wanted"),
    [
        ("<!-- wp:paragraph --><p>Isi.</p><!-- /wp:paragraph -->", "<p>Isi.</p>"), ("<p>&lt;!-- wp:list {&quot;a&quot;:1} --&gt;Isi.&lt;!-- /wp:list --&gt;</p>", "<p>Isi.</p>"),
        ("<xml><w:View>Normal</w:View><w:Zoom>0</w:Zoom></xml><p>Isi.</p>", "<p>Isi.</p>"), ("<p>Normal 0 false false false IN X-NONE X-NONE MicrosoftInternetExplorer4</p><p>Isi.</p>", "<p>Isi.</p>"),
        ('<p class="MsoNormal" style="mso-x:y">Isi.<o:p>&nbsp;</o:p></p><p class="MsoNormal"><o:p></o:p></p>', "<p>Isi.</p>"), ("<p>a<![if !supportLists]>b<![endif]>c</p>", "<p>abc</p>"),
        ("<p>/* Style Definitions */ table.MsoNormalTable {mso-style-name:\"Table Normal\";}</p><p>Isi.</p>", "<p>Isi.</p>"),
        ("<p>Normal 0 derajat, katanya.</p>", "<p>Normal 0 derajat, katanya.</p>"), ("<p>Jawaban false dianggap salah.</p>", "<p>Jawaban false dianggap salah.</p>"),
        ("<ul><li>a</li><li></li></ul><ul></ul><div><p></p></div>", "<ul><li>a</li></ul>"), ("<h3><div>a</div></h3><h3></h3>", "<h3>a</h3>"),
        ("<p><strong>Syarat pendaftaran</strong></p>", "<p><strong>Syarat pendaftaran</strong></p>"),
        ("<li>a</li><li>b</li><p>c</p>", "<ul><li>a</li><li>b</li></ul><p>c</p>"), ("<blockquote>a<p>b</p></blockquote>", "<blockquote><p>a</p><p>b</p></blockquote>"),
    ],
)  # fmt: skip
def test_debris_goes(markup: str, wanted: str) -> None:
    """Of Word, of WordPress and of empty boxes; sentences that look a little like it stay."""
    assert safe(markup) == wanted


@pytest.mark.parametrize(
    ("lines", "wanted"),
    [
        (("· a", "· b"), "ul"), (("• a", "•b"), "ul"), (("- a", "- b", "- c"), "ul"), (("1. a", "2. b", "3. c"), "ol"), (("1) a", "2) b", "3) c"), "ol"),
        (("▪\xa0\xa0 a", "▪ b"), "ul"), (("- a", "- b"), ""), (("1. a", "2. b"), ""), (("2. a", "3. b", "4. c"), ""), (("1. a", "3. b", "4. c"), ""),
        (("-a", "-b", "-c"), ""), (("· a",), ""), (("1.000 warga hadir", "2.000 warga pulang", "3.000 lagi"), ""), (("10.30 WIB buka", "11.30 WIB tutup", "12.30"), ""),
        (("– a", "– b", "– c"), "ul"), (("1. " + "a " * 300, "2. b", "3. c"), ""),
    ],
)  # fmt: skip
def test_typed_items_become_a_list(lines: tuple[str, ...], wanted: str) -> None:
    """Only where it is certain: the same bullet again and again, or numbers from one on."""
    found, rules = body("".join(f"<p>{line}</p>" for line in lines) + "<p>Isi.</p>")
    assert f"<{wanted}>" in found.safe if wanted else "<li>" not in found.safe
    assert ("poin-ketikan" in rules) is bool(wanted)
    assert found.text.endswith("Isi.")


@pytest.mark.parametrize(
    ("markup", "wanted"),
    [
        ("<table><tr><td>Satu sel.</td></tr></table>", "<p>Satu sel.</p>"), ("<table><tr><td><table><tr><td>Dua kali.</td></tr></table></td></tr></table>", "<p>Dua kali.</p>"),
        ("<table><tr><td><p>a</p><ul><li>b</li></ul></td></tr></table>", "<p>a</p><ul><li>b</li></ul>"),
        ("<table><tr><td>a</td><td>b</td></tr></table>", "<table><tbody><tr><td>a</td><td>b</td></tr></tbody></table>"),
        ("<table><caption>Harga</caption><tr><td>a</td></tr></table>", "<table><caption>Harga</caption><tbody><tr><td>a</td></tr></tbody></table>"),
    ],
)  # fmt: skip
def test_a_table_of_one_cell_is_a_box(markup: str, wanted: str) -> None:
    """Every other table is kept, as a child of the text itself, where the theme lets it scroll."""
    assert re.sub("</?tbody>", "", safe(markup)) == re.sub("</?tbody>", "", wanted)


# --- what is embedded ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("https://www.youtube.com/embed/abcdefg", "Lihat video di YouTube"), ("https://youtu.be/abcdefg", "Lihat video di YouTube"), ("https://www.instagram.com/p/X/", "Lihat kiriman di Instagram"),
        ("https://twitter.com/a/status/1", "Lihat kiriman di X"), ("https://x.com/a/status/1", "Lihat kiriman di X"), ("https://www.facebook.com/dinkes/posts/1", "Lihat kiriman di Facebook"),
        ("https://www.facebook.com/watch/?v=1", "Lihat video di Facebook"), ("https://www.tiktok.com/@a/video/1", "Lihat video di TikTok"), ("https://www.google.com/maps/embed?pb=1", "Lihat peta di Google Maps"),
        ("https://maps.app.goo.gl/abc", "Lihat peta di Google Maps"), ("https://a.go.id/unduh/x.pdf?v=1", "Buka dokumen (PDF)"), ("https://drive.google.com/file/d/1/preview", "Buka dokumen di Google Drive"),
        ("https://docs.google.com/forms/d/1", "Buka formulir di Google Formulir"), ("https://a.go.id/x.html", ""), ("https://youtube.com.a.example/", ""), ("https://a.example/?u=youtube.com/", ""),
        ("https://a.go.id/pdf", ""), ("", ""),
    ],
)  # fmt: skip
def test_a_link_says_what_is_there(address: str, said: str) -> None:
    """In Indonesian, by the host alone and never by what only looks like it."""
    assert card(address) == said


@pytest.mark.parametrize(
    ("frame", "address"),
    [
        ("https://www.youtube.com/embed/abcdefg?rel=0", "https://www.youtube.com/watch?v=abcdefg"), ("https://www.youtube-nocookie.com/embed/abcdefg", "https://www.youtube.com/watch?v=abcdefg"),
        ("https://www.youtube.com/embed/videoseries?list=PL1", "https://www.youtube.com/embed/videoseries?list=PL1"),
        ("https://www.google.com/maps/embed?pb=!1m18!2d106.8271!3d-6.1754!2m3", "https://www.google.com/maps/search/?api=1&query=-6.1754,106.8271"),
        ("https://docs.google.com/viewer?url=https%3A%2F%2Fa.go.id%2Fx.pdf&embedded=true", "https://a.go.id/x.pdf"), ("https://docs.google.com/viewer?url=javascript:1", "https://docs.google.com/viewer?url=javascript:1"),
        ("https://www.facebook.com/plugins/video.php?href=https%3A%2F%2Fwww.facebook.com%2Fa%2Fvideos%2F1", "https://www.facebook.com/a/videos/1"), ("https://a.go.id/", "https://a.go.id/"),
    ],
)  # fmt: skip
def test_a_frame_leads_where_people_see_it(frame: str, address: str) -> None:
    """A film to its page, a viewer to its document, a map to its place."""
    assert plain_address(frame) == address


CARD = '<p><a href="https://www.instagram.com/p/X/">Lihat kiriman di Instagram</a></p>'


@pytest.mark.parametrize(
    ("markup", "wanted"),
    [
        ('<blockquote class="instagram-media" data-instgrm-permalink="https://www.instagram.com/p/X/"><p>View this post on Instagram</p>A post shared by Dinas (@d)</blockquote>', CARD),
        ('<blockquote class="instagram-media"><p>Posyandu dibuka.</p><a href="https://www.instagram.com/p/X/">A post shared by Dinas (@d)</a></blockquote>', "<blockquote><p>Posyandu dibuka.</p></blockquote>" + CARD),
        ('<blockquote class="twitter-tweet"><p>Jalan ditutup.</p>— Dishub <a href="https://twitter.com/d/status/1">1 Mei</a></blockquote>',
         '<blockquote><p>Jalan ditutup.</p><p>— Dishub <a href="https://twitter.com/d/status/1">1 Mei</a></p></blockquote><p><a href="https://twitter.com/d/status/1">Lihat kiriman di X</a></p>'),
        ('<figure class="wp-block-embed"><div>\nhttps://www.instagram.com/p/X/\n</div></figure>', CARD), ("<p>https://www.instagram.com/p/X/</p>", CARD),
        ('<object data="/x.pdf"><embed src="/x.pdf"></object>', f'<p><a href="{SITE}/x.pdf">Buka dokumen (PDF)</a></p>'), ('<iframe data-src="https://www.instagram.com/p/X/"></iframe>', CARD),
        ('<div class="fb-post" data-href="https://www.facebook.com/a/posts/1"></div>', '<p><a href="https://www.facebook.com/a/posts/1">Lihat kiriman di Facebook</a></p>'),
        ("<p>https://www.lapor.go.id/</p>", "<p>https://www.lapor.go.id/</p>"), ("<p>Lihat https://www.instagram.com/p/X/</p>", "<p>Lihat https://www.instagram.com/p/X/</p>"),
    ],
)  # fmt: skip
def test_an_embed_becomes_a_link(markup: str, wanted: str) -> None:
    """Posts keep the words that people wrote in them; the address is one of the article's links."""
    assert safe(f"{markup}<p>Isi.</p>") == f"{wanted}<p>Isi.</p>"


def test_pictures_of_every_kind() -> None:
    """Lazy ones, those for readers without scripts, Blogspot's in a table; counters and pixels are none."""
    found, rules = body(
        '<noscript><img src="/a.jpg"><a href="/x">x</a></noscript><amp-img src="/b.jpg"></amp-img><img src="https://pixel.wp.com/g.gif?x=1"><img src="/c.gif" width="1" height="1">'
        '<table class="tr-caption-container"><tr><td><a href="/d.jpg"><img src="/d.jpg"></a></td></tr><tr><td class="tr-caption">Foto: Humas</td></tr></table><p>Isi.</p>'
    )
    assert [(picture.url, picture.credit) for picture in found.pictures] == [
        (f"{SITE}/a.jpg", ""),
        (f"{SITE}/b.jpg", ""),
        (f"{SITE}/d.jpg", "Foto: Humas"),
    ]
    assert (found.text, found.links) == ("Isi.", [])
    assert rules.count("piksel-pelacak") == 2


def test_a_caption_that_is_a_paragraph_is_text() -> None:
    """Nothing of it is cut off to fit under a picture."""
    said = "Warga dan petugas bekerja bakti sejak pagi di tepi sungai. " * 5
    found, _ = body(f"<figure><img src='/a.jpg'><figcaption>{said}</figcaption></figure>")
    assert found.text == said.strip()


@pytest.mark.parametrize(
    "markup",
    ["[vc_row " * 40_000, "[" * 300_000, "[caption]<img src=a>" * 20_000, "[embed]https://a" * 20_000, "&lt;!-- wp:" * 30_000, '[gallery ids="' * 30_000, "<p>· a</p>" * 9_000,
     "<p>1. a</p>" * 9_000, "<table><tr><td>" * 9_000, "<p>https://youtu.be/a</p>" * 9_000, "<p>Normal 0 false " + "false " * 60_000, '<blockquote class="twitter-tweet">' * 6_000,
     "[pdf-embedder url=" + "a=" * 100_000, ".a " * 60_000 + "{", ".a{b:c;" * 30_000, ".a{top:c} " * 20_000, "@media a{" * 20_000],
    ids=lambda markup: markup[:14],
)  # fmt: skip
def test_no_debris_takes_long(markup: str) -> None:
    """Time grows with the length alone."""
    began = time.process_time()
    body(markup)
    assert time.process_time() - began < 8
