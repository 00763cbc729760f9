"""Reading the sources: where they may live, what counts as a feed, and that one mistake stops nobody."""

from __future__ import annotations

import pytest

from tests.contract.network import Found, Portal, Pulled, publish, toml
from tests.contract.server import Site
from tests.contract.writing import atom, item, json_feed, mark, rss

# How a feed may be dressed.


@pytest.fixture(scope="module")
def dressed(found: Found, module_site: Site) -> tuple[Portal, Pulled]:
    """The same kind of feed in every dress that real sites put on it; its article is `item(n)`."""
    site, portal = module_site, found("busana")
    base = site.url("").rstrip("/")
    warning = b"<br />\n<b>Warning</b>: Undefined variable $x in <b>/var/www/feed.php</b> on line <b>3</b><br />\n"

    def utf16(feed: bytes) -> bytes:
        return feed.decode().replace('"UTF-8"', '"UTF-16"').encode("utf-16")

    bodies = {
        "label": (rss(base, [item(10)]), {"type": "text/html; charset=utf-8"}),
        "polos": (rss(base, [item(11)]), {"type": "text/plain"}),
        "php": (warning + rss(base, [item(12)]), {"type": "text/html"}),
        "kosong": (b"\n\n \n" + rss(base, [item(13)]), {}),
        "zip": (rss(base, [item(14)]), {"zipped": True}),
        "atom": (atom(base, [item(15)]), {"type": "application/atom+xml"}),
        "json": (json_feed(base, [item(16)]), {"type": "application/feed+json"}),
        "utf16": (utf16(rss(base, [item(17)])), {"type": "application/rss+xml"}),
        "ansi": (
            rss(base, [item(18, body=f"<p>“Kutipan” — nomor {mark(18)} tetap terbaca.</p>")])
            .decode().replace('"UTF-8"', '"windows-1252"').encode("windows-1252"),
            {"type": "text/xml"},
        ),
        "pindah": (b"", {"status": 301, "headers": {"Location": site.url("/baru")}}),
    }  # fmt: skip
    site.put("/baru", rss(base, [item(19)]))
    for slug, (body, more) in bodies.items():
        portal.agency(slug, site.put(f"/{slug}", body, **more))
    pulled = portal.pull()
    portal.build()
    return portal, pulled


@pytest.mark.parametrize(
    ("slug", "number"),
    [
        ("label", 10), ("polos", 11), ("php", 12), ("kosong", 13), ("zip", 14),
        ("atom", 15), ("json", 16), ("utf16", 17), ("ansi", 18), ("pindah", 19),
    ],
)  # fmt: skip
def test_a_body_is_judged_by_what_it_is(dressed: tuple[Portal, Pulled], slug: str, number: int) -> None:
    """The contract: "RSS served as `text/html`, or behind a PHP warning, is read", and so is every other dress of a
    feed.

    A redirect that stays on the network is followed."""
    portal, pulled = dressed
    row = pulled.of(slug)
    assert (row["outcome"], row["new"], row["error"]) == ("changed", 1, None)
    assert portal.story(mark(number))["agency"] == slug


def test_letters_survive_their_encoding(dressed: tuple[Portal, Pulled]) -> None:
    """Quotation marks and dashes of a windows-1252 feed arrive as such."""
    assert "“Kutipan” — nomor" in dressed[0].story(mark(18))["text"]


# Where sources may live.


@pytest.fixture(scope="module")
def elsewhere(found: Found, module_site: Site) -> tuple[Portal, Pulled, list[str]]:
    """A network whose sources, redirects and entries lie on it and off it; and what other hosts were asked."""
    site, portal = module_site, found("batas", domains=["127.0.0.1", "*.contohkab.go.id"])
    strange = Site()

    def at(number: int, link: str) -> bytes:
        return rss(site.url("").rstrip("/"), [item(number, link=link), item(number + 1)])

    portal.agency("asing", strange.put("/asing", rss(strange.url(""), [item(20)])).replace("127.0.0.1", "localhost"))
    away = {"Location": strange.url("/umpan", "localhost")}
    strange.put("/umpan", rss(strange.url(""), [item(22)]))
    portal.agency("lari", site.put("/lari", "", 302, headers=away))
    portal.agency("luar", site.put("/luar", at(24, "http://localhost:1/24/")))
    portal.agency("dalam", site.put("/dalam", at(26, "https://dinkes.contohkab.go.id/26/")))
    portal.agency("mirip", site.put("/mirip", at(28, "https://dinkes.contohkab.go.id.tipu.example/28/")))
    portal.agency("dempet", site.put("/dempet", at(30, "https://palsucontohkab.go.id/30/")))
    portal.agency("sendiri", site.put("/sendiri", at(32, "http://localhost:1/32/")), domains=["localhost"])
    links = '<p>Baca <a href="https://www.bps.example/data">data lengkap</a> atau <a href="javascript:alert(1)">ini</a>'
    entry = item(34, body=f"{item(34).body}{links} dan <a href='ftp://a.example/b'>itu</a>.</p>")
    portal.agency("tautan", publish(site, "/tautan", [entry]))
    pulled = portal.pull()
    portal.build()
    asked = [request.path for request in strange.log]
    strange.close()
    return portal, pulled, asked


def test_a_feed_off_the_network_is_a_fault_of_the_registry(elsewhere: tuple[Portal, Pulled, list[str]]) -> None:
    """The contract: "A feed configured elsewhere is a fault of the registry": named with its line, never asked, and
    check fails."""
    portal, pulled, asked = elsewhere
    fault = pulled.fault("agencies/asing/agency.toml")
    line = (portal.content / fault["file"]).read_text().splitlines()[fault["line"] - 1]
    assert line.startswith("url")
    assert "/asing" not in asked
    done = portal.run("check")
    assert done.code == 1
    assert f"agencies/asing/agency.toml:{fault['line']}" in done.said


def test_a_redirect_off_the_network_is_failed(elsewhere: tuple[Portal, Pulled, list[str]]) -> None:
    """The contract: "a redirect off the network is a failure": `failed`, with a reason, and the other host is not
    even asked."""
    _, pulled, asked = elsewhere
    row = pulled.of("lari")
    assert row["outcome"] == "failed"
    assert "localhost" in row["error"] or "jaringan" in row["error"]
    assert "/umpan" not in asked


@pytest.mark.parametrize(("slug", "number"), [("luar", 24), ("mirip", 28), ("dempet", 30)])
def test_an_entry_elsewhere_is_held(elsewhere: tuple[Portal, Pulled, list[str]], slug: str, number: int) -> None:
    """The contract: "an entry whose address lies elsewhere is held": counted, printed nowhere, its neighbour
    published."""
    portal, pulled, _ = elsewhere
    row = pulled.of(slug)
    assert (row["new"], row["held"]) == (1, 1)
    assert portal.holding(mark(number)) == []
    assert portal.story(mark(number + 1))


@pytest.mark.parametrize(("slug", "number"), [("dalam", 26), ("sendiri", 32)])
def test_an_entry_on_the_network_is_published(
    elsewhere: tuple[Portal, Pulled, list[str]], slug: str, number: int
) -> None:
    """A pattern `*.contohkab.go.id` takes in its hosts; "an agency may add its own `domains`"."""
    portal, pulled, _ = elsewhere
    assert (pulled.of(slug)["new"], pulled.of(slug)["held"]) == (2, 0)
    assert portal.story(mark(number))["agency"] == slug


def test_what_was_held_for_its_domain_follows_the_domains(portal: Portal, site: Site) -> None:
    """Held where its domain was not named, with its title and reason at the end of the pull; published at the next pull
    once it is, though the site answers that nothing has changed."""
    url = publish(site, "/luar", [item(41, link="https://blog.contoh.example/41/")], etag='"1"')
    portal.agency("luar", url)
    first = portal.pull()
    assert (first.of("luar")["new"], first.of("luar")["held"]) == (0, 1)
    assert f"Ditahan: luar: {item(41).title} <https://blog.contoh.example/41/>" in first.said
    portal.set(domains=["127.0.0.1", "*.contoh.example"])
    portal.later(hours=1)
    second = portal.pull()
    assert (second.of("luar")["new"], second.of("luar")["held"]) == (1, 0)
    portal.build()
    assert portal.story(mark(41))["agency"] == "luar"


def test_links_in_a_text_may_go_anywhere_on_http(elsewhere: tuple[Portal, Pulled, list[str]]) -> None:
    """The contract: "Links inside a text may go anywhere on http(s)"; no other scheme is printed, its words are."""
    html = elsewhere[0].story(mark(34))["html"]
    assert "https://www.bps.example/data" in html
    assert "javascript:" not in html
    assert "ftp:" not in html
    assert "itu" in html


def test_without_domains_there_is_no_such_limit(portal: Portal, site: Site) -> None:
    """The contract: "No `domains` at all: no such limit": an entry from anywhere is published."""
    del portal.settings["domains"]
    portal.set()
    portal.agency("bebas", publish(site, "/bebas", [item(40, link="https://mana-saja.example/40/")]))
    assert (portal.pull().of("bebas")["new"], portal.pull().of("bebas")["held"]) == (1, 0)


def test_a_private_address_is_failed_where_not_allowed(portal: Portal, site: Site) -> None:
    """The contract: "`failed`: … a private address refused is `failed`": nothing is asked, the report says why."""
    portal.set(allow_private_addresses=False)
    portal.agency("dinkes", publish(site, "/dinkes", [item(1)]))
    row = portal.pull().of("dinkes")
    assert row["outcome"] == "failed"
    assert row["error"]
    assert site.log == []


def test_an_agency_taken_out_keeps_its_section_as_closed(portal: Portal, site: Site) -> None:
    """The contract: "An agency taken out of content/ keeps its section and stories under its last known name, marked
    closed"."""
    portal.agency("lama", publish(site, "/lama", [item(1), item(2)]), name="Kantor Arsip Daerah")
    portal.agency("baru", publish(site, "/baru", [item(3)]))
    portal.pull()
    portal.build()
    before = portal.page("/instansi/lama/")
    (portal.content / "agencies/lama/agency.toml").unlink()
    (portal.content / "agencies/lama").rmdir()
    portal.later(hours=1)
    site.forget()
    pulled = portal.pull()
    portal.build()
    assert not site.asked("/lama")
    assert {row["agency"] for row in pulled.report["sources"]} == {"baru"}
    assert pulled.report["faults"] == []
    after = portal.page("/instansi/lama/")
    assert "Kantor Arsip Daerah" in after
    assert portal.story(mark(1))["status"] == portal.story(mark(2))["status"] == "published"
    assert after != before
    assert any(word in after.lower() for word in ("ditutup", "tidak lagi", "tutup", "berhenti"))


def test_a_broken_agency_toml_stops_nobody(portal: Portal, site: Site) -> None:
    """A broken agency.toml: named with file and line on standard error and in the report; that agency goes on with
    its last good configuration, one that never had any is left out, all others are pulled; exit 0; check: 1."""
    portal.agency("ada", publish(site, "/ada", [item(1)]), name="Dinas Yang Ada")
    portal.agency("lain", publish(site, "/lain", [item(2)]))
    portal.pull()
    publish(site, "/ada", [item(3), item(1)])
    publish(site, "/lain", [item(4), item(2)])
    portal.write("agencies/ada/agency.toml", 'name = "Dinas Yang Ada"\nkind = "dinas\n')
    unknown = toml({"name": "Dinas", "short": "D", "kind": "dinas"}) + '\n[[feeds]]\nurl = "%s"\nmod = "full"\n'
    portal.write("agencies/anyar/agency.toml", unknown % publish(site, "/anyar", [item(5)]))
    portal.later(hours=1)
    pulled = portal.pull()
    portal.build()
    assert pulled.of("ada")["new"] == pulled.of("lain")["new"] == 1
    assert pulled.fault("agencies/ada/agency.toml")["line"] == 2
    nearest = pulled.fault("agencies/anyar/agency.toml")
    assert nearest["line"] == 7
    assert "mod" in nearest["message"]
    assert "mode" in nearest["message"].replace("'mod'", "")
    assert portal.story(mark(3))["agency"] == "ada"
    assert "Dinas Yang Ada" in portal.page("/instansi/ada/")
    assert portal.holding(mark(5)) == []
    done = portal.run("check")
    assert done.code == 1
    for place in ("agencies/ada/agency.toml:2", "agencies/anyar/agency.toml:7"):
        assert place in pulled.err
        assert place in done.said


def test_modes_print_no_more_than_they_say(portal: Portal, site: Site) -> None:
    """`mode = "link"`: title and address; `"excerpt"`: a summary, not the whole text."""
    portal.agency("tautan", publish(site, "/tautan", [item(1)]), mode="link")
    portal.agency("cuplik", publish(site, "/cuplik", [item(2)]), mode="excerpt")
    portal.pull()
    portal.build()
    assert not portal.holding(item(1).words)
    assert portal.story(item(1).title)["sources"][0]["url"] == site.url("/berita/1/")
    last = item(2).body.rpartition(". ")[2].removesuffix("</p>")
    assert not portal.holding(last)
    assert portal.story(item(2).title)["summary"]


def test_an_injected_line_is_lost_and_the_article_published(portal: Portal, site: Site) -> None:
    """The contract: "An honest article with one injected line or hidden link loses the line and is published"; a page
    of nothing but gambling is quarantined, and a police release against gambling is news."""
    hidden = '<div style="display:none"><a href="https://zeus88.example/">slot gacor maxwin</a></div>'
    spam = (
        '<p>Situs slot gacor maxwin, daftar slot online dan togel online di <a href="https://z.example/">sini</a>.</p>'
    )
    police = (
        "<p>Polres mengungkap jaringan judi online dan menangkap dua tersangka. Kapolres mengimbau warga waspada "
        f"terhadap bahaya judi online. Barang bukti tercatat dengan nomor {mark(3)}.</p>"
    )
    items = [
        item(1, body=item(1).body + hidden),
        item(2, title="Slot Gacor Hari Ini Maxwin", body=spam * 3),
        item(3, title="Polres Ungkap Jaringan Judi Online", body=police),
    ]
    portal.agency("polres", publish(site, "/polres", items), kind="instansi_vertikal")
    row = portal.pull().of("polres")
    portal.build()
    assert (row["new"], row["quarantined"]) == (2, 1)
    assert portal.story(mark(1))["status"] == portal.story(mark(3))["status"] == "published"
    assert portal.holding("maxwin") == portal.holding("zeus88") == []
