"""Which entry is which: tables of addresses as they come, and readings in which entries share something."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from plugins.newsroom.identity import canonical, identify
from plugins.newsroom.model import Entry, Identity

SITE = "https://dinkes.contohkab.go.id"

SAME = [
    (f"{SITE}/berita/1", f"{SITE}/berita/1"),
    (f"{SITE}/berita/1/", f"{SITE}/berita/1/"),
    ("HTTPS://Dinkes.ContohKab.go.id/Berita/1", f"{SITE}/Berita/1"),
    (f"{SITE}:443/berita/1", f"{SITE}/berita/1"),
    ("http://dinkes.contohkab.go.id:80/a", "http://dinkes.contohkab.go.id/a"),
    ("http://127.0.0.1:20001/a", "http://127.0.0.1:20001/a"),
    ("http://[::1]:8000/a", "http://[::1]:8000/a"),
    ("http://[::1]/a", "http://[::1]/a"),
    (f"  {SITE}/a\n", f"{SITE}/a"),
    (f"{SITE}/a#komentar", f"{SITE}/a"),
    (f"{SITE}/a?utm_source=rss&utm_medium=feed", f"{SITE}/a"),
    (f"{SITE}/a?page28332434234=3", f"{SITE}/a"),
    (f"{SITE}/a?pgrelated=222", f"{SITE}/a"),
    (f"{SITE}/a/amp/?amp=1", f"{SITE}/a/"),
    (f"{SITE}/a/amp", f"{SITE}/a/"),
    (f"{SITE}/a/amp/amp/", f"{SITE}/a/"),
    (f"{SITE}/2026/11/a.html?m=0", f"{SITE}/2026/11/a.html"),
    (f"{SITE}/a?m=1", f"{SITE}/a"),
    (f"{SITE}/a?fbclid=x&gclid=y&msclkid=z&igshid=w&_ga=1", f"{SITE}/a"),
    (f"{SITE}/a?replytocom=5", f"{SITE}/a"),
    (f"{SITE}/a?share=whatsapp", f"{SITE}/a"),
    (f"{SITE}/a?print=print", f"{SITE}/a"),
    (f"{SITE}/?p=123", f"{SITE}/?p=123"),
    (f"{SITE}/?p=123&utm_source=rss", f"{SITE}/?p=123"),
    (f"{SITE}?p=123", f"{SITE}/?p=123"),
    (f"{SITE}/index.php?option=com_content&view=article&id=5&Itemid=9",
     f"{SITE}/index.php?option=com_content&view=article&id=5&Itemid=9"),
    (f"{SITE}/baca?berita=5", f"{SITE}/baca?berita=5"),
    (f"{SITE}/?page_id=2", f"{SITE}/?page_id=2"),
    (f"{SITE}/a?page=2", f"{SITE}/a?page=2"),
    (f"{SITE}/a?id=1&id=2&kosong=", f"{SITE}/a?id=1&id=2&kosong="),
    (f"{SITE}/a?q=caf%C3%A9", f"{SITE}/a?q=caf%C3%A9"),
    ("https://user:sandi@dinkes.contohkab.go.id/a", f"{SITE}/a"),
    (f"{SITE}/ampera/1", f"{SITE}/ampera/1"),
    (f"{SITE}/kampanye?mode=amp", f"{SITE}/kampanye?mode=amp"),
    (f"{SITE}/a?x=\ud800", f"{SITE}/a?x=%3F"),
    # trackers that came later, and links that were escaped twice
    (f"{SITE}/a?_gl=1*abc*_ga*xyz", f"{SITE}/a"),
    (f"{SITE}/a?srsltid=AfmBOo&gad_source=1&gbraid=0AA&wbraid=C&gclsrc=aw.ds", f"{SITE}/a"),
    (f"{SITE}/a?igsh=x&mibextid=y&ttclid=z&twclid=w&yclid=v&fb_action_ids=1&_hsenc=2&mkt_tok=3", f"{SITE}/a"),
    (f"{SITE}/a?ref=beranda&ref_src=twsrc", f"{SITE}/a"),
    (f"{SITE}/arsip?ref=123", f"{SITE}/arsip?ref=123"),
    (f"{SITE}/?p=12&amp;utm_source=rss&amp;amp;fbclid=x", f"{SITE}/?p=12"),
    (f"{SITE}/a?UTM_Source=RSS&FBCLID=x", f"{SITE}/a"),
    (f"{SITE}/a?_x_tr_sl=id&_x_tr_tl=en&_x_tr_hl=id", f"{SITE}/a"),
    (f"{SITE}/a?doing_wp_cron=1628150691.1230", f"{SITE}/a"),
    (f"{SITE}/a?noamp=mobile", f"{SITE}/a"),
    (f"{SITE}/a/amp/?usqp=mq331AQ&amp_js_v=0.1", f"{SITE}/a/?amp_js_v=0.1"),
    # sessions
    (f"{SITE}/baca.php?id=5&PHPSESSID=0a1b", f"{SITE}/baca.php?id=5"),
    (f"{SITE}/baca.asp?id=5&ASPSESSIONIDQQ=X", f"{SITE}/baca.asp?id=5"),
    (f"{SITE}/baca.cfm?id=5&CFID=1&CFTOKEN=2", f"{SITE}/baca.cfm?id=5"),
    (f"{SITE}/berita.jsp;jsessionid=0A1B.node1?id=5", f"{SITE}/berita.jsp?id=5"),
    (f"{SITE}/berita;JSESSIONID=0A1B/5", f"{SITE}/berita/5"),
    (f"{SITE}/(S(lit3py55t21z5v55vlm25s55))/berita/5.aspx", f"{SITE}/berita/5.aspx"),
    (f"{SITE}/berita/(S(pendek))/5", f"{SITE}/berita/(S(pendek))/5"),
    # what names the article, whoever made the site
    (f"{SITE}/?page_id=2&cat=7", f"{SITE}/?page_id=2&cat=7"),
    (f"{SITE}/index.php?option=com_content&view=article&id=5&tmpl=component&print=1",
     f"{SITE}/index.php?option=com_content&view=article&id=5"),
    (f"{SITE}/modules.php?name=News&file=article&sid=12", f"{SITE}/modules.php?name=News&file=article&sid=12"),
    (f"{SITE}/index.php/first/artikel/55", f"{SITE}/index.php/first/artikel/55"),
    (f"{SITE}/?module=detailberita&id=9", f"{SITE}/?module=detailberita&id=9"),
    ("https://www.youtube.com/watch?v=abc&utm_source=x", "https://www.youtube.com/watch?v=abc"),
    (f"{SITE}/berita?judul=banjir&tahun=2026", f"{SITE}/berita?judul=banjir&tahun=2026"),
    (f"{SITE}/berita/page/2", f"{SITE}/berita/page/2"),
]  # fmt: skip

NOTHING = [
    "", " ", SITE, f"{SITE}/", f"{SITE}/#a", f"{SITE}/?utm_source=rss", f"{SITE}/?m=1", f"{SITE}//", f"{SITE}/amp/",
    "mailto:a@b.go.id", "javascript:alert(1)", "ftp://a.go.id/b", "/berita/1", "berita", "http:///a", "http://[::1",
    f"{SITE}/;jsessionid=1", f"{SITE}/?PHPSESSID=1&_gl=2", f"{SITE}/(S(lit3py55t21z5v55vlm25s55))/amp",
    "https://a.go.id:99999/a", "https://a.go.id:x/a", "tag:desa.go.id,2026:1", "data:text/html,a",
]  # fmt: skip


@pytest.mark.parametrize(("address", "wanted"), SAME)
def test_an_address_without_its_travels(address: str, wanted: str) -> None:
    """Tracking, fragments, ports by default, AMP and mobile forms go; what names the article stays."""
    assert canonical(address) == wanted


@pytest.mark.parametrize("address", NOTHING)
def test_an_address_that_tells_nothing_apart(address: str) -> None:
    """Home pages and what is no web address cannot say which article is meant."""
    assert canonical(address) == ""


ADDRESSES = st.text() | st.builds(
    "{}://{}{}{}".format,
    st.sampled_from(["http", "https", "HTTP", "ftp"]),
    st.sampled_from(["a.go.id", "A.go.id:80", "[::1]:8000", "u@a", "a:443", "é.desa.id"]),
    st.lists(
        st.sampled_from(
            ["/", "amp", "/amp", "a", "%2F", "..", ";x", "é", " ", ";jsessionid=", f"/(S({'a' * 24}))", "(S("]
        )
    ).map("".join),
    st.lists(
        st.sampled_from(
            [
                "?",
                "&",
                "p=1",
                "m=1",
                "utm_a=1",
                "a=%ff",
                "=",
                "#x",
                "amp=1",
                "+",
                "é",
                "amp;",
                "ref=1",
                "ref=x",
                "PHPSESSID=1",
            ]
        )
    ).map("".join),
)


@given(ADDRESSES)
def test_the_canonical_address_is_its_own(address: str) -> None:
    """Done twice it changes nothing, it never raises, and it is "" or an absolute web address that can be stored."""
    once = canonical(address)
    assert canonical(once) == once
    assert not once or (urlsplit(once).scheme in ("http", "https") and urlsplit(once).hostname)
    once.encode()


# --- keys ------------------------------------------------------------------------------------------------


def keys(*entries: Entry) -> list[str]:
    return [key for key, _ in identify(entries)]


def kinds(*entries: Entry) -> list[str]:
    return [key.partition(":")[0] for key in keys(*entries)]


def entry(number: int, *, guid: str = "", url: str = "", published: str = "") -> Entry:
    return Entry(guid=guid, url=url, title=f"Berita {number}", content=f"Isi {number}", published=published)


def test_a_guid_is_the_key() -> None:
    """The source's own name for it, whatever became of its address."""
    found = identify([entry(1, guid="77", url=f"{SITE}/a?utm_source=x")])
    assert found == [("guid:77", f"{SITE}/a")]


def test_without_a_guid_the_address_is_the_key() -> None:
    """Cleaned of its travels, so that tomorrow's tracking is not another article."""
    first = keys(entry(1, url=f"{SITE}/a?utm_source=x"))
    assert first == keys(entry(1, url=f"{SITE}/a?fbclid=y#z")) == [f"link:{SITE}/a"]


def test_without_both_title_and_date_are_the_key() -> None:
    """And without a date the text: two notices of the same title stay two."""
    assert kinds(entry(1, published="2026-11-01")) == ["said"]
    assert keys(entry(1, published="2026-11-01")) != keys(entry(1, published="2026-11-02"))
    assert keys(entry(1)) != keys(entry(2))
    short, long = Entry(title="Pengumuman", summary="Satu"), Entry(title="Pengumuman", summary="Dua")
    assert len(set(keys(short, long))) == 2


def test_a_shared_guid_tells_nothing_apart() -> None:
    """CMSs that write the site's address, or 0, as every guid: the links are used instead."""
    two = [
        entry(1, guid="0", url=f"{SITE}/1"),
        entry(2, guid="0", url=f"{SITE}/2"),
        entry(3, guid="9", url=f"{SITE}/3"),
    ]
    assert keys(*two) == [f"link:{SITE}/1", f"link:{SITE}/2", "guid:9"]


def test_a_shared_link_tells_nothing_apart() -> None:
    """Every entry links to the same page: it is nobody's canonical address, and titles tell them apart."""
    two = [entry(1, url=f"{SITE}/berita"), entry(2, url=f"{SITE}/berita")]
    assert [address for _, address in identify(two)] == ["", ""]
    assert kinds(*two) == ["said", "said"]
    assert len(set(keys(*two))) == 2
    named = [entry(1, guid="a", url=f"{SITE}/berita"), entry(2, guid="b", url=f"{SITE}/berita")]
    assert identify(named) == [("guid:a", ""), ("guid:b", "")]


def test_a_home_page_as_guid_and_link_tells_nothing_apart() -> None:
    """The worst of them: both the same for all. A single such entry keeps its guid, for nobody shares it."""
    assert kinds(*(entry(n, guid=SITE, url=SITE) for n in (1, 2))) == ["said", "said"]
    assert kinds(entry(1, guid=SITE, url=SITE)) == ["guid"]


def test_an_entry_listed_twice_is_one() -> None:
    """The same guid, address and title: the same key, which the conductor counts as a duplicate."""
    one = entry(1, guid="77", url=f"{SITE}/1")
    assert keys(one, entry(2, guid="78", url=f"{SITE}/2"), one) == ["guid:77", "guid:78", "guid:77"]


def test_a_key_does_not_hang_on_its_place_in_the_feed() -> None:
    """Order, and what else is listed, change no key that tells its entry apart."""
    entries = [entry(n, guid=f"g{n}", url=f"{SITE}/{n}") for n in range(5)]
    assert keys(*entries) == list(reversed(keys(*reversed(entries)))) == [keys(e)[0] for e in entries]


@given(st.lists(st.builds(
    Entry, guid=st.text(st.characters(codec=None)) | st.sampled_from(["", "0", "a" * 900, "a\0b", "a\nb", "\ud800"]),
    url=ADDRESSES, title=st.text(st.characters(codec=None)), published=st.text(), content=st.text(),
), max_size=6))  # fmt: skip
def test_every_entry_gets_a_key_that_can_be_stored(entries: list[Entry]) -> None:
    """As many as there are, in order, of a bounded length, without what databases refuse."""
    found = identify(entries)
    assert len(found) == len(entries)
    for key, address in found:
        assert 1 < len(key) <= 500
        assert key.isprintable()
        (key + address).encode()


@given(st.text("ab\x00\ud800\n", min_size=495, max_size=510), st.text("ab\x00\ud800\n", min_size=495, max_size=510))
def test_long_or_odd_guids_stay_apart(one: str, other: str) -> None:
    """What is cut or left out is hashed in."""
    found = keys(entry(1, guid=one), entry(2, guid=other))
    assert (found[0] == found[1]) <= (one == other)


STORED = [  # keys as the stores have had them since the first of them
    (Entry(guid="77", url=f"{SITE}/1"), "guid:77"),
    (Entry(url=f"{SITE}/a/amp/?utm_source=x&page12=3"), f"link:{SITE}/a/"),
    (Entry(url=f"{SITE}/a?ref=rss&_gl=1&PHPSESSID=2"), f"link:{SITE}/a?ref=rss&_gl=1&PHPSESSID=2"),
    (Entry(url=f"{SITE}/a;jsessionid=1"), f"link:{SITE}/a;jsessionid=1"),
    (Entry(title="Jadwal", published="2026-11-01", content="Isi"), "said:9c550b7582e9064447720d3d0a8868d7"),
    (Entry(title="Jadwal", summary="Isi"), "said:c580212ba507f95c65fed2056a1bddb0"),
]  # fmt: skip


@pytest.mark.parametrize(("one", "key"), STORED)
def test_keys_stay_what_stores_know_them_by(one: Entry, key: str) -> None:
    """What canonical addresses learn to drop later makes no article new: keys are written down here, letter by letter."""
    assert keys(one) == [key]


# --- policies --------------------------------------------------------------------------------------------


def by(policy: Identity, *entries: Entry) -> list[str]:
    return [key for key, _ in identify(entries, policy)]


@pytest.mark.parametrize(("policy", "kind"), [("auto", "guid"), ("guid", "guid"), ("link", "link"), ("text", "said")])
def test_a_policy_names_what_is_trusted(policy: Identity, kind: str) -> None:
    """An entry that has everything is known by what its feed's policy says."""
    (key,) = by(policy, entry(1, guid="77", url=f"{SITE}/1", published="2026-11-01"))
    assert key.partition(":")[0] == kind


@pytest.mark.parametrize("guid", ["", "0"])
def test_a_guid_that_fails_leaves_title_and_date(guid: str) -> None:
    """A feed that is read by its guids has addresses that change: where the guid is empty or shared, they are no help."""
    two = [entry(n, guid=guid, url=f"{SITE}/{n}", published="2026-11-01") for n in (1, 2)]
    moved = [replace(one, url=f"{one.url}9") for one in two]
    assert [key.partition(":")[0] for key in by("guid", *two)] == ["said", "said"]
    assert by("guid", *two) == by("guid", *moved)


@pytest.mark.parametrize("url", ["", SITE, f"{SITE}/berita"])
def test_a_link_that_fails_leaves_title_and_date(url: str) -> None:
    """A feed that is read by its addresses has guids that change: where the address tells nothing, they are no help."""
    two = [entry(n, guid=f"{n}", url=url, published="2026-11-01") for n in (1, 2)]
    renamed = [replace(one, guid=f"{one.guid}9") for one in two]
    assert [key.partition(":")[0] for key in by("link", *two)] == ["said", "said"]
    assert by("link", *two) == by("link", *renamed)


def test_text_survives_an_edited_body_and_new_names() -> None:
    """Title and date are the key: neither what is below them nor what the site calls it counts."""
    before = Entry(guid="a", url=f"{SITE}/a", title="Banjir", published="2026-11-01", content="Lama")
    after = Entry(guid="b", url=f"{SITE}/b", title="Banjir", published="2026-11-01", content="Baru", summary="x")
    assert by("text", before) == by("text", after)
    assert by("text", before) != by("text", replace(after, title="Banjir surut"))
    assert by("text", before) != by("text", replace(after, published="2026-11-02"))


def test_text_keeps_two_notices_of_one_day_apart() -> None:
    """The same title and date twice in a reading: then the body counts, too. The same of everything is one entry."""
    one, two = (Entry(title="Pengumuman", published="2026-11-01", content=body) for body in ("Satu", "Dua"))
    assert len(set(by("text", one, two, one))) == 2
    assert by("text", one, one)[0] == by("text", one, one)[1] == by("text", one)[0]
    assert len(set(by("text", replace(one, published=""), replace(two, published="")))) == 2


def test_links_are_read_without_what_keys_of_old_kept() -> None:
    """A site whose links carry a session is one for `link`: the address alone is the key."""
    assert by("link", entry(1, url=f"{SITE}/a?id=5&PHPSESSID=1")) == [f"link:{SITE}/a?id=5"]


@pytest.mark.parametrize("policy", ["auto", "guid", "link", "text"])
def test_the_address_does_not_hang_on_the_policy(policy: Identity) -> None:
    """The canonical address is for telling copies of a story; a shared one is nobody's under any policy."""
    found = identify([entry(1, guid="1", url=f"{SITE}/a?_gl=1"), entry(2, guid="2", url=SITE + "/b")], policy)
    assert [address for _, address in found] == [f"{SITE}/a", f"{SITE}/b"]
    shared = identify([entry(1, guid="1", url=f"{SITE}/a?_gl=1"), entry(2, guid="2", url=f"{SITE}/a")], policy)
    assert [address for _, address in shared] == ["", ""]


@given(
    st.lists(
        st.builds(
            Entry, guid=st.sampled_from(["", "0", "1"]), url=st.sampled_from(["", SITE, f"{SITE}/1", f"{SITE}/2"]),
            title=st.sampled_from("ab"), published=st.sampled_from(["", "1"]), content=st.sampled_from(["", "x", "y"]),
        ),
        max_size=6,
    ),
    st.sampled_from(["auto", "guid", "link", "text"]),
)  # fmt: skip
def test_no_key_hangs_on_the_order_of_the_feed(entries: list[Entry], policy: Identity) -> None:
    """Under every policy, equal entries have equal keys, and a reading turned round gives the same ones turned round."""
    found = identify(entries, policy)
    assert identify(entries[::-1], policy) == found[::-1]
    assert len(found) == len(entries)
