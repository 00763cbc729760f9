"""What the person at the terminal reads of `./run` itself: the real tasks.py, asked the way people ask."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def typed(*words: str, tasks: Path = ROOT / "tasks.py", folder: Path | None = None, **more: str) -> tuple[int, str]:
    """Exit code and everything said."""
    done = subprocess.run(
        [sys.executable, str(tasks), *words], cwd=folder, env=os.environ | more, stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, timeout=60, check=False,
    )  # fmt: skip
    return done.returncode, done.stdout


ENGLISH = re.compile(
    r"\b(?:the|of|and|with|this|task|tasks|usage|options?|available|none|string|flag|needed|what|is|core|docstring)\b",
    re.IGNORECASE,
)
"""Words that no Indonesian sentence holds and hardly an English one does without."""


def names() -> list[str]:
    """Every task, as it is typed."""
    listed = subprocess.run(
        [sys.executable, "-m", "invoke", "--list", "--list-format", "json"], cwd=ROOT, capture_output=True, text=True
    )
    root = json.loads(listed.stdout)
    inner = [f"{group['name']}.{each['name']}" for group in root["collections"] for each in group["tasks"]]
    return [each["name"] for each in root["tasks"]] + inner


NAMES = names()


@pytest.mark.parametrize("words", [(), ("--help",), ("--list",), ("--list", "sources")])
def test_the_list_is_indonesian_and_says_how_to_go_on(words: tuple[str, ...]) -> None:
    """However it is asked for: every task with a sentence, and how one of them is explained."""
    code, said = typed(*words)
    assert code == 0
    assert not ENGLISH.search(said), said
    assert "Penjelasan satu perintah: ./run --help PERINTAH" in said
    for name in NAMES:
        if words != ("--list", "sources"):
            assert re.search(rf"^  {re.escape(name)} {{2,}}\w", said, re.MULTILINE), name


def test_there_are_tasks() -> None:
    """What the other tests go through is not nothing."""
    assert {"demo", "pull", "sources.import", "sources.backfill-all"} <= set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_every_task_is_explained_in_indonesian(name: str) -> None:
    """`--help TASK` and `TASK --help` are the same, also where a task must be given something."""
    code, said = typed("--help", name)
    assert code == 0
    assert said.startswith(f"Cara pakai: ./run {name}")
    assert not ENGLISH.search(said), said
    assert typed(name, "--help") == (0, said)


def test_what_must_be_given_is_named_as_people_call_it() -> None:
    """An argument is shown as one, and not as the option that invoke also takes it for."""
    said = typed("--help", "sources.import")[1]
    assert said.startswith("Cara pakai: ./run sources.import BERKAS [PILIHAN]")
    assert "--file" not in said
    assert "--dry-run" in said
    assert typed("--help", "check")[1].startswith("Cara pakai: ./run check\n")


@pytest.mark.parametrize(("name", "argument"), [("init", "[DIR]"), ("bench", "[NAMA]")])
def test_what_may_be_given_is_named_too(name: str, argument: str) -> None:
    """What `./run` takes right behind the task stands in the line of its use and among what is explained; the option
    that it is turned into is not told as a second thing."""
    said = typed("--help", name)[1]
    assert said.startswith(f"Cara pakai: ./run {name} {argument}\n")
    assert re.search(rf"^  {re.escape(argument)} +\w", said, re.MULTILINE)
    assert "--" not in said


MISTAKES = [
    (("nosuch",), "Perintah 'nosuch' tidak ada. Semua perintah: ./run\n"),
    (("--help", "nosuch"), "Perintah 'nosuch' tidak ada. Semua perintah: ./run\n"),
    (("biuld",), "Perintah 'biuld' tidak ada. Mungkin maksudnya: ./run build."),
    (("discover",), "Mungkin maksudnya: ./run sources.discover."),
    (("source.import", "x"), "Mungkin maksudnya: ./run sources.import"),
    (("sources",), "./run sources.backfill, ./run sources.backfill-all, ./run sources.discover, ./run sources.import."),
    (("--list", "nosuch"), "Kelompok perintah 'nosuch' tidak ada."),
    (("it's",), "Perintah 'it's' tidak ada."),
    (("pull", "--nosuch"), "Pilihan '--nosuch' tidak ada pada ./run pull. Pilihannya: --only, --report."),
    (("pull", "--onyl", "x"), "Mungkin maksudnya: --only."),
    (("pull", "dinkes"), "'dinkes' tidak dikenal di belakang ./run pull."),
    (("check", "--full"), "Perintah itu tidak punya pilihan."),
    (("--full", "build"), "Tulis perintahnya dahulu: ./run PERINTAH --full"),
    (("sources.discover",), "./run sources.discover memerlukan ALAMAT di belakangnya."),
    (("sources.import", "--dryrun"), "Mungkin maksudnya: --dry-run."),
    (("sources.import", "--dryrun", "a.csv"), "Pilihan '--dryrun' tidak ada pada ./run sources.import."),
    (("pull", "--only"), "Pilihan --only memerlukan isi di belakangnya: --only NILAI"),
]


@pytest.mark.parametrize(
    ("words", "told"), MISTAKES, ids=lambda each: " ".join(each) if isinstance(each, tuple) else ""
)
def test_what_was_not_understood_is_told_with_a_way_out(words: tuple[str, ...], told: str) -> None:
    """Every kind of sentence that invoke has for it, turned: exit 1, what is wrong, and what may have been meant."""
    code, said = typed(*words)
    assert code == 1
    assert told in said
    assert not ENGLISH.search(said), said
    assert "Traceback" not in said


@pytest.mark.parametrize(
    ("words", "settings", "told"),
    [
        (("pull",), {"PORTAL_NOW": "kemarin"}, "PORTAL_NOW=kemarin bukan waktu. Tulis seperti 2026-11-21T06:30:00Z"),
        (("pull",), {"PORTAL_NOW": "1200-01-01"}, "PORTAL_NOW=1200-01-01 bukan tahun"),
        (("build",), {"SITEURL": "contohkab.go.id"}, "misalnya SITEURL=https://contohkab.go.id"),
        (("pull",), {"PORTAL_STORE": "var/portal.db"}, "PORTAL_STORE=var/portal.db bukan simpanan yang dikenal."),
        (("pull",), {"PORTAL_STORE": "mysql://u:s4nd1@h/d"}, "PORTAL_STORE=mysql:… bukan simpanan yang dikenal."),
        (("pull",), {"PORTAL_STORE": "sqlite:////dev/null/x.sqlite3"}, "/dev/null/x.lock tidak dapat dibuka"),
    ],
)
def test_a_wrong_setting_is_told_in_indonesian(
    words: tuple[str, ...], settings: dict[str, str], told: str, tmp_path: Path
) -> None:
    """Its name, what it says and what it might say: exit 2; a password in it stays where it is."""
    (tmp_path / "content").mkdir()
    (tmp_path / "content/network.toml").write_text('name = "Kabupaten Contoh"\n')
    mine = {"PORTAL_CONTENT": str(tmp_path / "content"), "PORTAL_STORE": f"sqlite:///{tmp_path / 'a.sqlite3'}"}
    code, said = typed(*words, **(mine | {"PORTAL_OUTPUT": str(tmp_path / "output")} | settings))
    assert code == 2, said
    assert told in said
    assert "s4nd1" not in said
    assert not ENGLISH.search(said.replace(str(tmp_path), "")), said


@pytest.mark.parametrize("command", ["pull", "build", "hourly"])
def test_a_missing_network_is_told_with_its_path(command: str, tmp_path: Path) -> None:
    """Where it was looked for, and how one is made; no file, no folder, no traceback."""
    where = {"PORTAL_STORE": f"sqlite:///{tmp_path / 'a.sqlite3'}", "PORTAL_OUTPUT": str(tmp_path / "output")}
    code, said = typed(command, PORTAL_CONTENT=str(tmp_path / "tiada"), **where)
    assert code == 2, said
    assert f"{tmp_path / 'tiada'}/network.toml" in said
    assert "./run init" in said
    assert not ENGLISH.search(said.replace(str(tmp_path), "")), said


@pytest.fixture
def engine(tmp_path: Path) -> Path:
    """A region's folder whose `.engine/` is this very copy, as far as a task needs it to begin."""
    folder = tmp_path / "daerah"
    (folder / ".engine").mkdir(parents=True)
    (folder / "portal.toml").write_text('source = ""\nversion = ""\n')
    shutil.copy2(ROOT / "tasks.py", folder / ".engine")
    for part in ("plugins", "samples"):
        shutil.copytree(ROOT / part, folder / ".engine" / part, ignore=shutil.ignore_patterns("__pycache__"))
    return folder / ".engine"


def test_lock_says_where_it_works(engine: Path) -> None:
    """In a region's folder there is nothing to lock: exit 2 and a sentence, and no file is touched."""
    code, said = typed("lock", tasks=engine / "tasks.py", folder=engine.parent)
    assert code == 2
    assert "salinan git portal itu sendiri" in said
    assert "portal.toml" in said


def test_lock_works_from_anywhere(tmp_path: Path) -> None:
    """It looks for its lists where they are, and says so where its tool is missing."""
    (tmp_path / "bin").mkdir()
    code, said = typed("lock", folder=tmp_path, PATH=str(tmp_path / "bin"))
    assert code == 2
    assert "memerlukan program uv" in said
    tool = tmp_path / "bin/uv"
    looks = 'for each; do case "$each" in *.in) test -f "$each" || exit 9;; esac; done'
    tool.write_text(f'#!/bin/sh\n{looks}\npwd >> "{tmp_path}/seen"\n')
    tool.chmod(0o755)
    code, said = typed("lock", folder=tmp_path, PATH=f"{tmp_path / 'bin'}:/bin:/usr/bin")
    assert (code, said) == (0, "")
    assert (tmp_path / "seen").read_text().split() == [str(ROOT)] * 3


def test_a_guide_is_named_where_it_lies(engine: Path) -> None:
    """In a region's folder the guides lie in `.engine/docs/`: discovery, the list of calls and the printed agency.toml
    name that place, and a copy of its own names docs/."""
    asked = (
        "from plugins.newsroom.discover import Discovery, agency_toml\n"
        "from plugins.office import environment, importing_told, sources\n"
        "import sys\n"
        "print(importing_told.Call('https://a.id', 'not-a-feed').failure().hint)\n"
        "done = Discovery('a.id', 'https://a.id', error='not-a-feed')\n"
        "sources.tell(done, None, sys.stdout)\n"
        "print(agency_toml(done, guide=environment.guide('panduan-sumber.md')))\n"
    )
    for root, place in ((engine, ".engine/docs/"), (ROOT, "docs/")):
        said = subprocess.run(
            [sys.executable, "-c", asked], cwd=root, capture_output=True, text=True, check=True
        ).stdout
        assert re.findall(r"(\S*)panduan-sumber\.md", said.replace("(", " ")) == [place] * 3


def test_a_regions_demo_lies_in_the_regions_var(engine: Path) -> None:
    """What is tried out lands in the folder that belongs to the region, never in `.engine/`, which `run` clears."""
    asked = "from plugins.office import environment; print(environment.region())"
    for root, expected in ((engine, str(engine.parent)), (ROOT, "None")):
        found = subprocess.run([sys.executable, "-c", asked], cwd=root, capture_output=True, text=True, check=True)
        assert found.stdout.strip() == expected


@pytest.mark.parametrize("both", [False, True])
def test_whoever_stops_reading_stops_the_command(tmp_path: Path, both: bool) -> None:
    """`./run check | head -1`: what was read is right, and nothing is complained of, also where errors go the same
    way; the shell is told that nobody read the rest."""
    content = tmp_path / "content"
    shutil.copytree(ROOT / "content", content)
    (content / "pages/kontak.md").write_text("Title: Kontak\n\n" + "[nomor telepon]\n" * 4_000)
    with subprocess.Popen(
        [sys.executable, str(ROOT / "tasks.py"), "check"], env=os.environ | {"PORTAL_CONTENT": str(content)},
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT if both else subprocess.PIPE, text=True,
    ) as command:  # fmt: skip
        assert command.stdout
        first = command.stdout.readline()
        command.stdout.close()
        said = command.stderr.read() if command.stderr else ""
    assert (first, said, command.returncode) == ("Masih perlu diisi:\n", "", 141)
