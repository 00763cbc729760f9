"""What the environment says is taken as it was meant; nothing in it or in network.toml spoils how sites are asked."""

from __future__ import annotations

from pathlib import Path

import pytest

from plugins.newsroom.errors import PortalError
from plugins.office import environment
from tests.contract.network import Portal, publish
from tests.contract.server import Site
from tests.contract.writing import item

SITE = "https://kabar.contohkab.go.id"
READ = {
    "PORTAL_CONTENT": environment.content, "PORTAL_STORE": environment.store_url, "PORTAL_OUTPUT": environment.output,
    "PORTAL_NOW": environment.now, "SITEURL": environment.site_url,
}  # fmt: skip
SAID = {
    "PORTAL_CONTENT": "isi daerah", "PORTAL_STORE": "sqlite:///simpan/p.sqlite3", "PORTAL_OUTPUT": "situs",
    "PORTAL_NOW": "2026-11-21T06:30:00Z", "SITEURL": SITE,
}  # fmt: skip


@pytest.mark.parametrize("around", ["{}\n", " {}", "\t{} \r\n", "{}\xa0"])
@pytest.mark.parametrize("name", READ)
def test_white_space_around_a_value_is_none_of_it(name: str, around: str) -> None:
    """As a secret of a continuous integration or a line of a file has it."""
    assert READ[name]({name: around.format(SAID[name])}) == READ[name]({name: SAID[name]})


@pytest.mark.parametrize("name", READ)
def test_a_value_of_white_space_is_none(name: str) -> None:
    """Then what holds is what holds without it."""
    moment = name == "PORTAL_NOW"
    assert moment or READ[name]({name: " \n"}) == READ[name]({})
    assert not moment or environment.now({name: " \n"}).year > 2000


@pytest.mark.parametrize("sign", ["\n", "\r", "\x00", "\x1b", "\x7f", "\x85"])
@pytest.mark.parametrize("name", READ)
def test_control_characters_within_are_refused(name: str, sign: str) -> None:
    """With the name of what held them, and without printing them."""
    with pytest.raises(PortalError, match=name) as refused:
        READ[name]({name: SAID[name][:3] + sign + SAID[name][3:]})
    assert sign not in str(refused.value)


@pytest.mark.parametrize("url", [f"{SITE}/a b", f"{SITE}/\u200b", f"{SITE}/\udcff"])
def test_an_address_that_nobody_could_type_is_refused(url: str) -> None:
    """Blanks and letters that are not seen."""
    with pytest.raises(PortalError, match=r"^SITEURL memuat spasi"):
        environment.site_url({"SITEURL": url})


@pytest.mark.parametrize(
    ("contact", "about"),
    [
        ("humas@contohkab.go.id", " (+{}; humas@contohkab.go.id)"), ("", " (+{})"), ("a@b.id\r\nX-Lain: 1", " (+{})"),
        ("humas\x00@b.id", " (+{})"), ("humás@b.id", " (+{})"), ("a)b@c.id", " (+{})"),
        ("x" * 20_000 + "@b.id", " (+{})"),
    ],
)  # fmt: skip
def test_no_contact_makes_a_header_that_none_may_send(
    monkeypatch: pytest.MonkeyPatch, contact: str, about: str
) -> None:
    """The portal says who it is with what is left."""
    monkeypatch.setenv("SITEURL", SITE)
    assert environment.agent(contact) == f"PortalBakohumas/{environment.VERSION}" + about.format(SITE)


def test_an_address_in_other_letters_is_left_out_of_the_header(monkeypatch: pytest.MonkeyPatch) -> None:
    """It may stand on pages, but no header holds it."""
    monkeypatch.setenv("SITEURL", "https://kabar–baru.go.id")
    assert environment.agent("a@b.id") == f"PortalBakohumas/{environment.VERSION} (a@b.id)"


def test_a_pull_whose_values_end_with_a_line_reads_its_sources(tmp_path: Path) -> None:
    """All of them at once, as a workflow hands them over: the source is asked, and told the clean address."""
    portal, site = Portal(tmp_path / "p"), Site()
    try:
        portal.agency("dinas", publish(site, "/feed/", [item(1)]))
        ended = {name: f"{value}\n" for name, value in portal.environment(SITEURL=SITE).items() if name in READ}
        pulled = portal.pull(**ended)
        assert pulled.of("dinas")["new"] == 1
        assert {asked.headers["user-agent"] for asked in site.log} == {
            f"PortalBakohumas/{environment.VERSION} (+{SITE})"
        }
    finally:
        site.close()
