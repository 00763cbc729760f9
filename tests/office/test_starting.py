"""How a region makes the portal its own: what is asked, what is written, and what is left alone.

The engine that is pinned is a real git repository made here, with the content/ and deploy/ of this very copy.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from plugins.newsroom import registry
from plugins.newsroom.addresses import on_network
from plugins.newsroom.errors import PortalError, Stopped
from plugins.office import environment
from plugins.office.review import review
from plugins.office.starting import Ask, begin

ROOT = Path(__file__).parents[2]
ANSWERS = ("Kabupaten Contoh", "33.99", "WIB", "*.contohkab.go.id, *.desa.id", "humas@contohkab.go.id")


def answering(*lines: str, asked: list[str] | None = None) -> Ask:
    """Somebody who types these lines and then no more."""
    left = iter(lines)

    def ask(question: str) -> str:
        if asked is not None:
            asked.append(question)
        try:
            return next(left)
        except StopIteration:
            raise EOFError from None

    return ask


def git(folder: Path, *arguments: str) -> str:
    who = ["-c", "user.name=Penguji", "-c", "user.email=penguji@contohkab.go.id"]
    done = subprocess.run(["git", "-C", folder, *who, *arguments], check=True, capture_output=True, text=True)
    return done.stdout.strip()


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def everything(folder: Path) -> dict[str, bytes]:
    """Every file below a folder but git's own, by its path."""
    files = (path for path in folder.rglob("*") if path.is_file())
    found = {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}
    return {name: content for name, content in found.items() if not name.startswith(".git/")}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A checkout of the portal: its starter and what it lays into a region's repository."""
    root = tmp_path / "mesin"
    for part in ("content", "deploy"):
        shutil.copytree(ROOT / part, root / part)
    git(root, "init", "--quiet")
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--message", "Portal")
    return root


@pytest.fixture
def content(root: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The content/ of that checkout, named as an operator names it."""
    monkeypatch.setenv("PORTAL_CONTENT", str(root / "content"))
    return root / "content"


# --- in place --------------------------------------------------------------------------------------


def test_the_answers_become_the_network(root: Path, content: Path) -> None:
    """Every answer is read back as it was meant, and a reviewer finds nothing to say."""
    begin(None, ask=answering(*ANSWERS), root=root)
    network = registry.read_network(content)
    assert (network.name, network.code, network.timezone) == ("Kabupaten Contoh", "33.99", "Asia/Jakarta")
    assert network.domains == ("*.contohkab.go.id", "*.desa.id")
    assert network.contact == "humas@contohkab.go.id"
    assert review(content) == []


def test_only_the_open_lines_change(root: Path, content: Path) -> None:
    """Comments, places and whatever else stands in the starter stay; the contact page gets its address."""
    before = everything(content)
    begin(None, ask=answering(*ANSWERS), root=root)
    after = everything(content)
    assert {name for name in after if after[name] != before.get(name)} == {"network.toml", "pages/kontak.md"}
    old, new = (each["network.toml"].decode().splitlines() for each in (before, after))
    assert len(old) == len(new)
    assert sum(a != b for a, b in zip(old, new, strict=True)) == 4  # the zone was right already
    assert "Surel: humas@contohkab.go.id" in after["pages/kontak.md"].decode()


def test_an_empty_folder_gets_the_whole_starter(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """PORTAL_CONTENT may name a folder that is not there yet; the starter of the checkout stays as it is."""
    monkeypatch.setenv("PORTAL_CONTENT", str(tmp_path / "baru" / "isi"))
    begin(None, ask=answering(*ANSWERS), root=root)
    assert everything(tmp_path / "baru/isi").keys() == everything(root / "content").keys()
    assert review(tmp_path / "baru/isi") == []
    assert names(tmp_path / "baru") == ["isi"]
    assert git(root, "status", "--porcelain") == ""


def test_what_may_be_empty_may_be_left_empty(root: Path, content: Path) -> None:
    """No domains: no limit yet. No address: none is shown. The zone follows from the province."""
    asked: list[str] = []
    begin(None, ask=answering("Kota Contoh", "73.72", "", "", "", asked=asked), root=root)
    network = registry.read_network(content)
    assert (network.timezone, network.domains, network.contact) == ("Asia/Makassar", (), "")
    assert "[WITA]" in asked[2]
    assert review(content) == []


def test_a_regions_domain_means_all_of_it(root: Path, content: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Whoever types the bare domain gets its agencies' subdomains too, and is told in one sentence; who typed both, or
    a star alone, gets what was typed and no remark."""
    begin(None, ask=answering(*ANSWERS[:3], "wanajayakab.go.id, *.desa.id", ""), root=root)
    domains = registry.read_network(content).domains
    assert domains == ("wanajayakab.go.id", "*.wanajayakab.go.id", "*.desa.id")
    assert on_network("https://dishub.wanajayakab.go.id/feed/", domains)
    (said,) = (line for line in capsys.readouterr().out.splitlines() if "beserta" in line)
    assert said.startswith('Ditulis "wanajayakab.go.id" beserta "*.wanajayakab.go.id", supaya semua situs')


def test_what_was_typed_in_full_is_no_news(root: Path, content: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A star and its domain, both typed: as they are, each once."""
    begin(None, ask=answering(*ANSWERS[:3], "*.contohkab.go.id contohkab.go.id", ""), root=root)
    assert registry.read_network(content).domains == ("*.contohkab.go.id", "contohkab.go.id")
    assert "beserta" not in capsys.readouterr().out


@pytest.mark.parametrize(
    ("code", "zone"),
    [
        ("11.71", "WIB"),
        ("36", "WIB"),
        ("61.01", "WIB"),
        ("51.71", "WITA"),
        ("64.72", "WITA"),
        ("71.71", "WITA"),
        ("81.71", "WIT"),
        ("94.01", "WIT"),
    ],
)
def test_the_zone_offered_is_the_provinces(root: Path, content: Path, code: str, zone: str) -> None:
    """From Aceh to Papua, as the three zones are drawn."""
    asked: list[str] = []
    begin(None, ask=answering("Kabupaten Contoh", code, "", "", "", asked=asked), root=root)
    assert f"[{zone}]" in asked[2]


def test_a_bad_answer_is_asked_again(root: Path, content: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Each is told what is wrong with it, in the words of the registry, until it is right."""
    lines = ["", '""', "Kabupaten Contoh", "3324", "00.00", "99.99", "33.00", "33.99", "Jakarta", "wit",
             "https://contohkab.go.id/", "*.id/x", "abc def", "contohkab.go.id desa.id", "humas", 'humas@"contoh".id',
             "humas@contohkab.go.id"]  # fmt: skip
    asked: list[str] = []
    begin(None, ask=answering(*lines, asked=asked), root=root)
    network = registry.read_network(content)
    assert network.timezone == "Asia/Jayapura"
    assert network.domains == ("contohkab.go.id", "*.contohkab.go.id", "desa.id", "*.desa.id")
    assert len(asked) == len(lines)
    told = capsys.readouterr().err
    for sentence in (
        "kosong",
        "dua angka provinsi",
        "Provinsi 99 tidak ada",
        "11–21",
        "'Jakarta' tidak dikenal",
        "tulis nama situs saja",
        "'abc' bukan nama situs, karena tidak bertitik",
        "'def' bukan nama situs",
        "surel",
    ):
        assert sentence in told


def test_the_provinces_are_those_that_there_are(root: Path, content: Path) -> None:
    """Of a hundred pairs of digits those that the Kemendagri has set aside for provinces, and no other."""
    taken = []
    for province in range(100):
        try:
            begin(None, ask=answering("Kabupaten Contoh", f"{province:02}.01"), again=False, root=root)
        except PortalError as error:
            taken += [] if "tidak ada. Kode Kemendagri" in str(error) else [province]
    assert taken == [
        *range(11, 22), *range(31, 37), 51, 52, 53, *range(61, 66), *range(71, 77), 81, 82, *range(91, 98),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("lines", "told"),
    [(("", *ANSWERS), "Nama daerah kosong"), (("Kabupaten Contoh", "99.99", *ANSWERS[1:]), "Provinsi 99 tidak ada")],
)
def test_where_nobody_can_be_asked_again_a_bad_answer_is_the_end(
    root: Path, content: Path, lines: tuple[str, ...], told: str
) -> None:
    """The next line would answer another question: it is not even read, and nothing is written."""
    asked: list[str] = []
    with pytest.raises(PortalError, match=f"{told}.* Tidak ada yang ditulis"):
        begin(None, ask=answering(*lines, asked=asked), again=False, root=root)
    assert len(asked) == (2 if "99.99" in lines else 1)
    assert git(root, "status", "--porcelain") == ""


def test_quotes_and_backslashes_in_a_name_are_kept(root: Path, content: Path) -> None:
    """A name is text, whatever stands in it: nothing of it can become another field."""
    name = 'Kabupaten "Contoh" \\ allow_private_addresses = true'
    begin(None, ask=answering(name, *ANSWERS[1:]), root=root)
    network = registry.read_network(content)
    assert network.name == name
    assert not network.allow_private_addresses


@pytest.mark.parametrize("lines", [(), ANSWERS[:1], ANSWERS[:4], ("", "")])
def test_broken_off_nothing_is_written(root: Path, content: Path, lines: tuple[str, ...]) -> None:
    """The end of the input at any question leaves every file as it was."""
    with pytest.raises(PortalError, match="Tidak ada yang ditulis"):
        begin(None, ask=answering(*lines), root=root)
    assert git(root, "status", "--porcelain") == ""


def test_ctrl_c_is_an_end_like_any_other(root: Path, content: Path) -> None:
    """No traceback, nothing written."""

    def ask(_: str) -> str:
        raise KeyboardInterrupt

    with pytest.raises(Stopped, match="Tidak ada yang ditulis"):
        begin(None, ask=ask, root=root)
    assert git(root, "status", "--porcelain") == ""


@pytest.mark.parametrize("line", ['name = "Kabupaten Anda"', 'code = "00.00"', "domains = []"])
def test_a_network_that_is_somebodys_is_never_overwritten(root: Path, content: Path, line: str) -> None:
    """One open line filled in is enough; nobody is even asked."""
    path = content / "network.toml"
    path.write_text(path.read_text().replace(line, f"{line}  # milik kami"))
    before, asked = everything(content), list[str]()
    with pytest.raises(PortalError, match="tidak ditimpa"):
        begin(None, ask=answering(*ANSWERS, asked=asked), root=root)
    assert everything(content) == before
    assert asked == []


def test_a_second_time_is_refused(root: Path, content: Path) -> None:
    """What init wrote is the region's, too."""
    begin(None, ask=answering(*ANSWERS), root=root)
    with pytest.raises(PortalError, match="tidak ditimpa"):
        begin(None, ask=answering(*ANSWERS), root=root)


def test_a_folder_of_other_things_is_left_alone(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No network.toml, but not empty: nothing is put between somebody's files."""
    (tmp_path / "isi").mkdir()
    (tmp_path / "isi/catatan.txt").write_text("penting")
    monkeypatch.setenv("PORTAL_CONTENT", str(tmp_path / "isi"))
    with pytest.raises(PortalError, match="tidak ditimpa"):
        begin(None, ask=answering(*ANSWERS), root=root)
    assert names(tmp_path / "isi") == ["catatan.txt"]


# --- a repository of the region's own ----------------------------------------------------------------


def pin(folder: Path) -> tuple[str, str]:
    read = tomllib.loads((folder / "portal.toml").read_text(encoding="utf-8"))
    return read["source"], read["version"]


@pytest.fixture
def made(root: Path, tmp_path: Path) -> Path:
    begin(tmp_path / "daerah", ask=answering(*ANSWERS), root=root)
    return tmp_path / "daerah"


def test_a_repository_holds_the_region_and_not_the_program(made: Path) -> None:
    """Content with the answers, the pin, the entry, what runs it hourly; a git repository ready to commit."""
    files = everything(made)
    ours = {name for name in files if not name.startswith("content/")}
    assert ours == {
        "run", "portal.toml", "README.md", ".gitignore", ".gitattributes",
        "systemd/portal.service", "systemd/portal.timer", ".github/workflows/portal.yml",
    }  # fmt: skip
    assert registry.read_network(made / "content").name == "Kabupaten Contoh"
    assert review(made / "content") == []
    assert files["README.md"].startswith(b"# Portal Kabupaten Contoh\n")
    assert os.access(made / "run", os.X_OK)
    assert git(made, "symbolic-ref", "HEAD") == "refs/heads/main"


AFTERNOON = ("sources.import", "sources.discover", "check", "sources.backfill", "hourly", "serve")


def in_order(text: str) -> list[str]:
    """The commands of the first afternoon that a text names, each where it first stands."""
    found = {name: text.find(f"./run {name}") for name in AFTERNOON}
    return sorted((name for name, at in found.items() if at >= 0), key=lambda name: found[name])


def test_who_begins_is_told_the_afternoons_work(root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """From the list of sites to a look at the portal, in order: the last lines of init, first how to get there; the
    repository's own README; and each of these commands is one that there is."""
    begin(tmp_path / "daerah", ask=answering(*ANSWERS), root=root)
    said = capsys.readouterr().out
    assert said.index(f'cd "{tmp_path / "daerah"}"') < said.index("./run sources.import")
    readme = (tmp_path / "daerah/README.md").read_text("utf-8")
    listed = subprocess.run([sys.executable, "-m", "invoke", "--list"], cwd=ROOT, capture_output=True, text=True).stdout
    for text in (said, readme):
        assert in_order(text) == list(AFTERNOON)
        named = set(re.findall(r"\./run ([a-z][a-z.-]*[a-z])", text))
        assert named - set(listed.split()) == set()


def test_what_the_repository_is_told_to_read_is_there(made: Path) -> None:
    """A guide of the engine is named where the engine lies: `.engine/docs/…` stands in docs/ of this very copy."""
    texts = [(made / name).read_text("utf-8") for name in ("README.md", "content/agencies/README.md")]
    guides = [guide for text in texts for guide in re.findall(r"\.engine/(docs/[a-z.-]*)", text)]
    assert len(guides) >= 3
    assert [guide for guide in guides if not (ROOT / guide).exists()] == []


def test_what_is_made_again_stays_out_of_git(made: Path) -> None:
    """The program, the memory and the site are ignored, and the lists with people's telephone numbers, under whatever
    name and in whatever folder; all that people wrote is not."""
    lists = ("daftar.csv", "telepon.csv", "telepon-mei.csv", "daftar opd.xlsx", "umpan.opml", "daftar/telepon.csv")
    for name in (".engine/run", ".engine.lock", "var/portal.sqlite3", "output/index.html", *lists):
        (made / name).parent.mkdir(exist_ok=True)
        (made / name).touch()
    git(made, "add", "--all")
    tracked = set(git(made, "ls-files").splitlines())
    assert not {name for name in tracked if name.startswith((".engine", "var", "output"))}
    assert not {name for name in tracked if name.endswith((".csv", ".xlsx", ".opml"))}
    assert "content/network.toml" in tracked


def test_the_pin_is_this_very_commit(root: Path, made: Path) -> None:
    """Without a remote the checkout itself is the source."""
    assert pin(made) == (str(root), git(root, "rev-parse", "HEAD"))


def test_a_tag_reads_better_than_a_commit(root: Path, tmp_path: Path) -> None:
    """Where the commit has a tag, that is pinned; the remote is the source, without its user and password."""
    git(root, "tag", "v1.2.0")
    git(root, "remote", "add", "origin", "https://petugas:s4nd1@git.contohkab.go.id/portal.git")
    begin(tmp_path / "daerah", ask=answering(*ANSWERS), root=root)
    assert pin(tmp_path / "daerah") == ("https://git.contohkab.go.id/portal.git", "v1.2.0")
    assert b"s4nd1" not in b"".join(everything(tmp_path / "daerah").values())


def test_the_content_that_a_region_began_with_comes_along(root: Path, content: Path, tmp_path: Path) -> None:
    """Who made this copy its own is not asked twice: agencies, places and decisions go with it."""
    begin(None, ask=answering(*ANSWERS), root=root)
    (content / "agencies/dinkes").mkdir()
    (content / "agencies/dinkes/agency.toml").write_text('name = "Dinas Kesehatan"\nkind = "dinas"\n')
    begin(tmp_path / "daerah", ask=answering(), root=root)
    assert everything(tmp_path / "daerah/content") == everything(content)


def test_an_empty_folder_is_filled(root: Path, tmp_path: Path) -> None:
    """The folder may stand, as one made for the portal's user does; nothing else is left beside or in it."""
    (tmp_path / "daerah").mkdir()
    begin(tmp_path / "daerah", ask=answering(*ANSWERS), root=root)
    assert pin(tmp_path / "daerah")[0] == str(root)
    assert names(tmp_path / "daerah") == sorted(
        [".git", ".gitattributes", ".github", ".gitignore", "README.md", "content", "portal.toml", "run", "systemd"]
    )
    assert names(tmp_path) == ["daerah", "mesin"]


def test_a_folder_in_use_is_refused(root: Path, tmp_path: Path) -> None:
    """A folder with anything in it, and a file, stay as they are."""
    (tmp_path / "penuh").mkdir()
    (tmp_path / "penuh/a.txt").touch()
    (tmp_path / "berkas").touch()
    for name in ("penuh", "berkas"):
        with pytest.raises(PortalError, match="sudah ada dan tidak kosong"):
            begin(tmp_path / name, ask=answering(*ANSWERS), root=root)
    assert names(tmp_path / "penuh") == ["a.txt"]


def test_broken_off_there_is_no_repository(root: Path, tmp_path: Path) -> None:
    """Not even a folder."""
    with pytest.raises(PortalError, match="Tidak ada yang ditulis"):
        begin(tmp_path / "daerah", ask=answering("Kabupaten Contoh"), root=root)
    assert names(tmp_path) == ["mesin"]


def test_a_failure_half_way_leaves_nothing(root: Path, tmp_path: Path) -> None:
    """An incomplete copy of the portal: the sentence names the file, and no half repository stands."""
    (root / "deploy/github/portal.yml").unlink()
    with pytest.raises(PortalError, match=r"portal\.yml"):
        begin(tmp_path / "daerah", ask=answering(*ANSWERS), root=root)
    assert names(tmp_path) == ["mesin"]


def test_a_copy_without_git_cannot_be_pinned(root: Path, tmp_path: Path) -> None:
    """An unpacked archive has no version; one that lies inside another repository has not that one's, either."""
    shutil.rmtree(root / ".git")
    with pytest.raises(PortalError, match="versi portal tidak dapat dikunci"):
        begin(tmp_path / "daerah", ask=answering(*ANSWERS), root=root)
    git(tmp_path, "init", "--quiet")
    git(tmp_path, "commit", "--quiet", "--allow-empty", "--message", "Lain")
    with pytest.raises(PortalError, match="versi portal tidak dapat dikunci"):
        begin(tmp_path / "daerah", ask=answering(*ANSWERS), root=root)


def test_without_git_it_is_said(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One sentence, with what to install, before anything is asked."""
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(PortalError, match="git belum terpasang"):
        begin(tmp_path / "daerah", ask=answering(), root=root)


# --- as a command --------------------------------------------------------------------------------------


def command(content: Path, *arguments: str, typed: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PORTAL_CONTENT": str(content)}
    return subprocess.run(
        [sys.executable, "-P", "-m", "invoke", "--search-root", str(ROOT), "init", *arguments],
        input=typed, env=environment, cwd=content.parent, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip


@pytest.mark.skipif(not (ROOT / ".git").exists(), reason="this copy of the project is not a git repository")
def test_the_command_reads_lines_where_there_is_no_terminal(tmp_path: Path) -> None:
    """Answers may be piped in; refusals and broken-off input end with 2 and one sentence."""
    if not (ROOT / "content/network.toml").read_text().count('code = "00.00"'):
        pytest.skip("this copy has a region already")
    broken = command(tmp_path / "isi", typed="Kabupaten Contoh\n")
    assert broken.returncode == 2
    assert "Tidak ada yang ditulis" in broken.stderr
    assert names(tmp_path) == []
    wrong = command(tmp_path / "isi", typed="\n".join(["Kabupaten Contoh", "99.99", *ANSWERS[1:]]) + "\n")
    assert (wrong.returncode, names(tmp_path)) == (2, [])
    assert "Provinsi 99 tidak ada." in wrong.stderr
    done = command(tmp_path / "isi", typed="\n".join(ANSWERS) + "\n")
    assert done.returncode == 0, done.stderr
    assert review(tmp_path / "isi") == []
    again = command(tmp_path / "isi", typed="\n".join(ANSWERS) + "\n")
    assert (again.returncode, "Traceback" in again.stderr) == (2, False)
    assert "tidak ditimpa" in again.stderr
    own = command(tmp_path / "isi", "--dir", "daerah", typed="\n".join(ANSWERS) + "\n")
    assert own.returncode == 0, own.stderr
    assert registry.read_network(tmp_path / "daerah/content").code == "33.99"


def test_the_shipped_starter_is_nobodys() -> None:
    """In a copy as it is shipped init has something to fill in: its open lines are those that init knows."""
    text = (environment.ROOT / "content/network.toml").read_text(encoding="utf-8")
    if 'name = "Kabupaten Anda"' not in text:
        pytest.skip("this copy has a region already")
    from plugins.office.starting import _OPEN

    assert [line for line in _OPEN.values() if text.splitlines().count(line) != 1] == []
