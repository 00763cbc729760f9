"""What runs the portal for a region: its `run`, its memory on machines that forget, units and workflow.

Everything is started for real, against real git repositories made here; of the portal's own part there is a
stand-in that prints how it was called, since what the real one does is told in other tests.
"""

from __future__ import annotations

import ast
import importlib.machinery
import importlib.util
import json
import os
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from plugins.newsroom.store import Store

pytestmark = pytest.mark.skipif(os.name == "nt", reason="these tests lean on sh, exec and signals")

ROOT = Path(__file__).parents[1]
DEPLOY = ROOT / "deploy"
RUN = DEPLOY / "region/run"
MEMORY = DEPLOY / "github/memori.sh"

ENGINE = """\
import json, os, sys
names = ("PORTAL_CONTENT", "PORTAL_STORE", "PORTAL_OUTPUT", "SITEURL")
told = {name: os.environ.get(name) for name in names}
print(json.dumps({**told, "version": VERSION, "arguments": sys.argv[1:], "folder": os.getcwd(), "pid": os.getpid()}))
sys.exit(int(sys.argv[-1]) if "--exit" in sys.argv else 0)
"""


def git(folder: Path, *arguments: str) -> str:
    who = ["-c", "user.name=Penguji", "-c", "user.email=penguji@contohkab.go.id"]
    done = subprocess.run(["git", "-C", folder, *who, *arguments], check=True, capture_output=True, text=True)
    return done.stdout.strip()


def commit(folder: Path, message: str) -> str:
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", message)
    return git(folder, "rev-parse", "HEAD")


@dataclass(frozen=True)
class End:
    """How a command ended."""

    code: int
    out: str
    err: str

    @property
    def told(self) -> dict[str, Any]:
        """What the stand-in for the portal says of how it was called."""
        told: dict[str, Any] = json.loads(self.out)
        return told


def finish(process: subprocess.Popen[str]) -> End:
    out, err = process.communicate(timeout=60)
    return End(process.returncode, out, err)


# --- the region's run -----------------------------------------------------------------------------


@dataclass(frozen=True)
class Region:
    """A region's repository with its pin, and the repository that the portal comes from."""

    root: Path
    source: Path

    def pin(self, version: str, source: str = "") -> None:
        (self.root / "portal.toml").write_text(f'# pin\nsource = "{source or self.source}"\nversion = "{version}"\n')

    def release(self, version: str) -> str:
        """A new version of the portal; the files of the one before are gone from it."""
        for old in self.source.glob("only_in_*"):
            old.unlink()
        (self.source / "run").write_text(f"VERSION = {version!r}\n{ENGINE}")
        (self.source / f"only_in_{version}.py").write_text("")
        made = commit(self.source, version)
        git(self.source, "tag", version)
        return made

    def open(self, *arguments: str, folder: Path | None = None, **more: str) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [sys.executable, str(self.root / "run"), *arguments],
            cwd=folder or self.root, env={**os.environ, **more}, stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        )  # fmt: skip

    def start(self, *arguments: str, **how: Any) -> End:
        return finish(self.open(*arguments, **how))


@pytest.fixture
def region(tmp_path: Path) -> Region:
    region = Region(tmp_path / "daerah kami", tmp_path / "portal")
    region.root.mkdir()
    region.source.mkdir()
    git(region.source, "init", "--quiet")
    (region.source / ".gitignore").write_text(".venv/\n")
    region.release("v1")
    shutil.copy2(RUN, region.root / "run")
    region.pin("v1")
    return region


def test_the_portal_is_brought_and_told_where_the_region_is(region: Region) -> None:
    """The pinned version runs with this region's content, store and site; only the portal's own words are on
    standard output."""
    done = region.start("pull", "--only", "dinkes kota", folder=region.source)
    assert done.code == 0, done.err
    assert done.told["version"] == "v1"
    assert done.told["PORTAL_CONTENT"] == str(region.root / "content")
    assert done.told["PORTAL_STORE"] == f"sqlite:///{region.root}/var/portal.sqlite3"
    assert done.told["PORTAL_OUTPUT"] == str(region.root / "output")
    assert done.told["arguments"] == ["pull", "--only", "dinkes kota"]
    assert done.told["folder"] == str(region.source)


def test_what_the_operator_set_stands(region: Region) -> None:
    """Places named in the environment are not replaced; empty ones count as not named. Other variables pass."""
    told = region.start("hourly", PORTAL_OUTPUT="/srv/situs", PORTAL_STORE="", SITEURL="https://contohkab.go.id").told
    assert told["PORTAL_OUTPUT"] == "/srv/situs"
    assert told["PORTAL_STORE"].endswith("/var/portal.sqlite3")
    assert told["SITEURL"] == "https://contohkab.go.id"


def test_a_later_start_asks_nobody(region: Region) -> None:
    """Once brought, neither the source nor git is needed, and nothing is said."""
    region.start("hourly")
    shutil.rmtree(region.source)
    later = region.start("hourly", PATH="/nowhere")
    assert (later.code, later.err) == (0, "")


def test_the_portal_takes_over_the_process(region: Region) -> None:
    """Signals, timers and the exit code pass through."""
    process = region.open("hourly", "--exit", "7")
    done = finish(process)
    assert (done.told["pid"], done.code) == (process.pid, 7)


def test_another_version_is_one_line(region: Region) -> None:
    """Forward by tag, back by commit, without a merge; files of the other version do not stay, packages do."""
    first = git(region.source, "rev-parse", "HEAD")
    region.start("hourly")
    (region.root / ".engine/.venv").mkdir()
    (region.root / ".engine/run").write_text("changed by somebody")
    region.release("v2")
    region.pin("v2")
    assert region.start("hourly").told["version"] == "v2"
    assert not (region.root / ".engine/only_in_v1.py").exists()
    region.pin(first)
    back = region.start("hourly")
    assert back.told["version"] == "v1"
    assert sorted(path.name for path in (region.root / ".engine").glob("only_in_*")) == ["only_in_v1.py"]
    assert (region.root / ".engine/.venv").is_dir()


def test_a_known_commit_needs_no_network(region: Region) -> None:
    """Going back to a version that was here before works with the source gone."""
    first = git(region.source, "rev-parse", "HEAD")
    region.release("v2")
    region.pin("v2")
    region.start("hourly")
    shutil.rmtree(region.source)
    region.pin(first)
    assert region.start("hourly").told["version"] == "v1"


def test_a_source_may_be_named_from_the_regions_folder(region: Region) -> None:
    """A relative path means the same from wherever the command is typed."""
    region.pin("v1", "../portal")
    assert region.start("hourly", folder=Path("/")).told["version"] == "v1"


def half_initialised(engine: Path) -> None:
    (engine / ".git").mkdir(parents=True)
    (engine / ".git/HEAD").write_text("")


def killed_while_checking_out(engine: Path) -> None:
    """Git was killed with its locks held, and left files of another version."""
    (engine / ".git/portal-pin").unlink()
    (engine / ".git/index.lock").write_text("")
    (engine / ".git/config.lock").write_text("")
    (engine / "run").unlink()
    (engine / "only_in_v0.py").write_text("")


def objects_lost(engine: Path) -> None:
    (engine / ".git/portal-pin").unlink()
    shutil.rmtree(engine / ".git/objects")


def emptied_by_somebody(engine: Path) -> None:
    for path in engine.iterdir():
        if path.is_file():
            path.unlink()


@pytest.mark.parametrize("harm", [half_initialised, killed_while_checking_out, objects_lost, emptied_by_somebody])
def test_what_was_left_half_made_heals(region: Region, harm: Any) -> None:
    """Whatever a killed start left, the next one makes the pinned version of it."""
    if harm is not half_initialised:
        region.start("hourly")
    harm(region.root / ".engine")
    healed = region.start("hourly")
    assert healed.code == 0, healed.err
    assert sorted(path.name for path in (region.root / ".engine").glob("only_in_*")) == ["only_in_v1.py"]
    assert git(region.root / ".engine", "status", "--porcelain") == ""


def test_two_starts_at_once_bring_it_once(region: Region) -> None:
    """The second waits and finds it done."""
    ends = [finish(process) for process in [region.open("hourly"), region.open("hourly")]]
    assert [end.code for end in ends] == [0, 0], ends
    assert "".join(end.err for end in ends).count("Mengambil portal") == 1


def test_without_network_it_is_told_in_a_sentence(region: Region) -> None:
    """A source that does not answer: exit 1, what to do, no traceback; the version that stands stays usable."""
    region.start("hourly")
    region.pin("v2", "http://127.0.0.1:9/portal.git")
    refused = region.start("hourly")
    assert (refused.code, refused.out) == (1, "")
    assert "portal tidak dapat diambil dari http://127.0.0.1:9/portal.git" in refused.err
    assert "tersambung ke jaringan" in refused.err
    assert "Traceback" not in refused.err
    region.pin("v1")
    assert region.start("hourly").told["version"] == "v1"


def test_without_git_it_is_told_in_a_sentence(region: Region, tmp_path: Path) -> None:
    """What to install, and no traceback."""
    refused = region.start("hourly", PATH=str(tmp_path))
    assert (refused.code, refused.out) == (1, "")
    assert "sudo apt install git" in refused.err.replace("\n", " ")
    assert "Traceback" not in refused.err


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (None, "portal.toml tidak ada"),
        (None, 'buat lagi berkas itu dengan dua baris: source = "alamat repositori portal" dan version = "tag atau'),
        ("", "harus memuat dua baris"),
        ('source = "x"\n', "harus memuat dua baris"),
        ('source = "{source}"\nversion = "--upload-pack=x"\n', "harus memuat dua baris"),
        ('source = "\\q"\nversion = "v1"\n', "harus memuat dua baris"),
        ('source = "{source}"\nversion = "v9"\n', "versi v9 tidak ada di"),
    ],
)
def test_a_bad_pin_is_told_in_a_sentence(region: Region, text: str | None, told: str) -> None:
    """Each with the file or the version that is wrong."""
    path = region.root / "portal.toml"
    path.unlink() if text is None else path.write_text(text.replace("{source}", str(region.source)))
    refused = region.start("hourly")
    assert (refused.code, refused.out) == (1, "")
    assert told in refused.err
    assert "Traceback" not in refused.err


def test_a_lost_pin_is_told_as_it_was(region: Region) -> None:
    """Nothing of a new repository is in git yet: whoever loses the file is told the two lines that it had."""
    assert region.start("hourly").code == 0
    lost = region.root / "portal.toml"
    text = lost.read_text()
    lost.unlink()
    refused = region.start("hourly")
    assert (refused.code, "git checkout portal.toml" in refused.err) == (1, True)
    for line in text.splitlines()[1:]:
        assert line in refused.err


def test_a_hook_of_another_repository_does_no_harm(region: Region) -> None:
    """Called where git has set its own variables, the repository they name is not touched."""
    before = git(region.source, "rev-parse", "HEAD"), (region.source / ".git/config").read_bytes()
    done = region.start("hourly", GIT_DIR=str(region.source / ".git"), GIT_WORK_TREE=str(region.source))
    assert done.code == 0, done.err
    assert (git(region.source, "rev-parse", "HEAD"), (region.source / ".git/config").read_bytes()) == before


def test_the_portal_itself_can_be_pinned(region: Region, tmp_path: Path) -> None:
    """The real repository, at its real commit: what is brought is a whole checkout of it."""
    if not (ROOT / ".git").exists():
        pytest.skip("this copy of the project is not a git repository")
    real = tmp_path / "asli"
    subprocess.run(["git", "-c", f"safe.directory={ROOT}/.git", "clone", "--quiet", ROOT, real], check=True)
    head = git(real, "rev-parse", "HEAD")
    module = load(region.root / "run")
    module.bring(str(real), head)
    assert git(region.root / ".engine", "rev-parse", "HEAD") == head
    assert (region.root / ".engine/run").read_bytes() == (real / "run").read_bytes()
    assert module.stands(str(real), head)


def load(script: Path) -> ModuleType:
    """A script as a module, for what can be asked without starting it."""
    loader = importlib.machinery.SourceFileLoader("region_run", str(script))
    spec = importlib.util.spec_from_loader("region_run", loader)
    assert spec is not None
    module = importlib.util.module_from_spec(spec)
    loader.exec_module(module)
    return module


def test_python_3_6_can_read_the_regions_run() -> None:
    """Any Python may start it; the portal's own run then finds one that is new enough."""
    ast.parse(RUN.read_text(encoding="utf-8"), feature_version=(3, 6))


# --- the memory ------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Machine:
    """A fresh machine with a clone of the region's repository, as CI gives one for each run."""

    root: Path

    def open(self, what: str, *, shell: str = "sh", **more: str) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [shell, str(MEMORY), what], cwd=self.root, env={**os.environ, **more}, stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True,
        )  # fmt: skip

    def memory(self, what: str, **how: Any) -> End:
        return finish(self.open(what, **how))

    def run_portal(self, story: str) -> None:
        """What a run leaves: a story in the store, a picture beside it, a page in the site."""
        store = Store(f"sqlite:///{self.root}/var/portal.sqlite3")
        store.q.set_meta(key=story, value="terbit")
        store.close()
        for path, text in {
            f"var/pictures/ab/{story}-640.webp": f"\r\n{story}\r\n",
            "var/staging/x/half.html": "setengah",
            f"output/berita/{story}/index.html": f"<p>{story}</p>\r\n",
            "output/index.html": f"<h1>{story}</h1>",
        }.items():
            (self.root / path).parent.mkdir(parents=True, exist_ok=True)
            (self.root / path).write_bytes(text.encode())

    def knows(self) -> set[str]:
        """The stories that the store remembers."""
        with closing(sqlite3.connect(self.root / "var/portal.sqlite3")) as store:
            return {row[0] for row in store.execute("SELECT key FROM meta WHERE value = 'terbit'")}

    def site(self) -> dict[str, bytes]:
        site = self.root / "output"
        return {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()}


@dataclass(frozen=True)
class Hub:
    """The region's repository as it is hosted."""

    root: Path
    machines: Path

    def machine(self) -> Machine:
        """A new one, at the place where the one before was: CI's folder is always the same."""
        shutil.rmtree(self.machines, ignore_errors=True)
        subprocess.run(["git", "clone", "--quiet", "--depth=1", f"file://{self.root}", self.machines], check=True)
        return Machine(self.machines)

    def branch(self, name: str) -> str:
        return git(self.root, "for-each-ref", "--format=%(objectname)", f"refs/heads/{name}")


@pytest.fixture
def hub(tmp_path: Path) -> Hub:
    work = tmp_path / "kerja"
    work.mkdir()
    git(work, "init", "--quiet")
    git(work, "symbolic-ref", "HEAD", "refs/heads/main")
    (work / ".gitignore").write_text("var/\noutput/\n")
    (work / ".gitattributes").write_text("* text=auto eol=lf\n")
    commit(work, "Portal")
    subprocess.run(["git", "clone", "--quiet", "--bare", work, tmp_path / "hub.git"], check=True)
    return Hub(tmp_path / "hub.git", tmp_path / "mesin")


def first_run(hub: Hub, story: str = "satu") -> Machine:
    machine = hub.machine()
    assert machine.memory("restore").code == 0
    machine.run_portal(story)
    saved = machine.memory("save")
    assert saved.code == 0, saved.err
    return machine


def test_with_neither_memory_nor_site_it_starts_fresh(hub: Hub) -> None:
    """The very first run: nothing is restored, and that is said."""
    machine = hub.machine()
    done = machine.memory("restore")
    assert (done.code, done.out) == (0, "")
    assert "mulai dari awal" in done.err
    assert not (machine.root / "var").exists()


def test_what_was_saved_is_restored(hub: Hub) -> None:
    """Store, pictures and site come back to the byte on a machine that never saw them; nothing else does."""
    before = first_run(hub).site()
    machine = hub.machine()
    done = machine.memory("restore")
    assert done.code == 0, done.err
    assert machine.knows() == {"satu"}
    assert (machine.root / "var/pictures/ab/satu-640.webp").read_bytes() == b"\r\nsatu\r\n"
    assert machine.site() == before | {".nojekyll": b""}
    assert sorted(path.name for path in (machine.root / "var").iterdir()) == ["pictures", "portal.sqlite3"]
    assert git(machine.root, "status", "--porcelain") == ""


def test_run_after_run_the_memory_grows_and_the_history_does_not(hub: Hub) -> None:
    """Each branch stays one commit; what a later run took away is gone."""
    first_run(hub)
    machine = hub.machine()
    machine.memory("restore")
    machine.run_portal("dua")
    (machine.root / "output/berita/satu/index.html").unlink()
    assert machine.memory("save").code == 0
    machine = hub.machine()
    machine.memory("restore")
    assert machine.knows() == {"satu", "dua"}
    assert "berita/satu/index.html" not in machine.site()
    assert [git(hub.root, "rev-list", "--count", name) for name in ("memori", "situs")] == ["1", "1"]


def test_one_machine_may_save_again(hub: Hub) -> None:
    """A second save on the same machine follows its own first one."""
    machine = first_run(hub)
    machine.run_portal("dua")
    assert machine.memory("save").code == 0
    assert machine.memory("save").code == 0


def test_a_site_without_its_memory_stops_the_run(hub: Hub) -> None:
    """Never is an emptied portal published: exit 1, the sentence says why and both ways out."""
    first_run(hub)
    git(hub.root, "update-ref", "-d", "refs/heads/memori")
    machine = hub.machine()
    refused = machine.memory("restore")
    assert refused.code == 1
    assert "ingatannya (cabang memori) tidak ada" in refused.err
    assert "hapus cabang situs" in refused.err
    assert not (machine.root / "var/portal.sqlite3").exists()
    assert hub.branch("situs")


def test_a_memory_without_its_site_is_restored(hub: Hub) -> None:
    """A site can be printed again from the memory."""
    first_run(hub)
    git(hub.root, "update-ref", "-d", "refs/heads/situs")
    machine = hub.machine()
    done = machine.memory("restore")
    assert done.code == 0, done.err
    assert machine.knows() == {"satu"}
    assert "dicetak ulang" in done.err
    assert machine.site() == {}


def test_a_site_that_is_not_the_memorys_is_printed_anew(hub: Hub, tmp_path: Path) -> None:
    """Where somebody put other pages on the branch, nothing is built on top of them."""
    first_run(hub)
    work = tmp_path / "kerja"
    git(work, "push", "--quiet", "--force", str(hub.root), "main:situs")
    machine = hub.machine()
    assert machine.memory("restore").code == 0
    assert machine.site() == {}


def test_a_site_printed_into_another_place_is_printed_anew(hub: Hub) -> None:
    """The store knows its site by the folder: in another one nothing may be left over from it."""
    first_run(hub)
    machine = hub.machine()
    assert machine.memory("restore", PORTAL_OUTPUT="situs/baru").code == 0
    assert not (machine.root / "situs/baru/index.html").exists()


def test_a_repository_that_does_not_answer_is_not_one_without_memory(hub: Hub) -> None:
    """A network that fails ends the run instead of starting an empty portal."""
    first_run(hub)
    machine = hub.machine()
    hub.root.rename(hub.root.with_name("away.git"))
    refused = machine.memory("restore")
    assert refused.code == 1
    assert "tidak menjawab" in refused.err


def test_a_store_that_is_here_is_not_replaced(hub: Hub) -> None:
    """Called by mistake where a portal lives, restore destroys nothing."""
    machine = first_run(hub)
    before = (machine.root / "var/portal.sqlite3").read_bytes()
    refused = machine.memory("restore")
    assert refused.code == 1
    assert "tidak ditimpa" in refused.err
    assert (machine.root / "var/portal.sqlite3").read_bytes() == before


def test_without_a_store_nothing_is_saved(hub: Hub) -> None:
    """A run that never got to its store leaves the old memory."""
    first_run(hub)
    old = hub.branch("memori")
    refused = hub.machine().memory("save")
    assert refused.code == 1
    assert "tidak ada" in refused.err
    assert hub.branch("memori") == old


def test_without_a_site_the_published_one_stays(hub: Hub) -> None:
    """Where the build never stood, the memory is kept and the branch of the site is left alone."""
    first_run(hub)
    old = hub.branch("memori"), hub.branch("situs")
    machine = hub.machine()
    machine.memory("restore")
    machine.run_portal("dua")
    shutil.rmtree(machine.root / "output")
    assert machine.memory("save").code == 0
    assert hub.branch("memori") != old[0]
    assert hub.branch("situs") == old[1]
    later = hub.machine()
    later.memory("restore")
    assert later.knows() == {"satu", "dua"}
    assert later.site() == {}


def test_a_broken_store_does_not_replace_a_good_memory(hub: Hub) -> None:
    """What cannot be read whole is never saved."""
    first_run(hub)
    old = hub.branch("memori")
    machine = hub.machine()
    machine.memory("restore")
    with (machine.root / "var/portal.sqlite3").open("r+b") as file:
        file.truncate(5000)
    refused = machine.memory("save")
    assert refused.code == 1
    assert "ingatan yang lama dibiarkan" in refused.err
    assert "Traceback" not in refused.err
    assert hub.branch("memori") == old


def test_what_lies_in_the_journal_is_saved(hub: Hub) -> None:
    """A store that is still open has its last words in a file beside it; they are not forgotten."""
    machine = hub.machine()
    machine.run_portal("satu")
    store = sqlite3.connect(machine.root / "var/portal.sqlite3")
    store.execute("INSERT INTO meta (key, value) VALUES ('dua', 'terbit')")
    store.commit()
    assert (machine.root / "var/portal.sqlite3-wal").stat().st_size > 0
    assert machine.memory("save").code == 0
    store.close()
    later = hub.machine()
    later.memory("restore")
    assert later.knows() == {"satu", "dua"}


def test_a_large_store_comes_back_in_order(hub: Hub) -> None:
    """It is kept in pieces that every host takes; unchanged pieces are the same objects as before."""
    machine = first_run(hub)
    question = "SELECT substr(isi, 1, 1), length(replace(isi, substr(isi, 1, 1), '')), length(isi) FROM besar"
    with closing(sqlite3.connect(machine.root / "var/portal.sqlite3")) as store:
        store.execute("CREATE TABLE besar (isi TEXT)")
        store.executemany("INSERT INTO besar VALUES (?)", [(letter * 9_000_000,) for letter in "abc"])
        store.commit()
    assert machine.memory("save").code == 0
    pieces = set(git(hub.root, "ls-tree", "memori:store").splitlines())
    assert len(pieces) == 4
    machine.run_portal("dua")
    assert machine.memory("save").code == 0
    assert len(pieces & set(git(hub.root, "ls-tree", "memori:store").splitlines())) == 3
    later = hub.machine()
    later.memory("restore")
    with closing(sqlite3.connect(later.root / "var/portal.sqlite3")) as store:
        assert store.execute(question).fetchall() == [(letter, 0, 9_000_000) for letter in "abc"]


def hook(hub: Hub, text: str, name: str = "pre-receive") -> None:
    path = hub.root / "hooks" / name
    path.write_text(f"#!/bin/sh\n{text}\n")
    path.chmod(0o755)


@pytest.mark.parametrize(
    ("name", "text"), [("pre-receive", "exit 1"), ("update", 'test "$1" != refs/heads/situs')], ids=["both", "the site"]
)
def test_a_refused_save_leaves_the_old_memory(hub: Hub, name: str, text: str) -> None:
    """The host takes both branches or neither; what was there stays and can be restored."""
    first_run(hub)
    old = hub.branch("memori"), hub.branch("situs")
    machine = hub.machine()
    machine.memory("restore")
    machine.run_portal("dua")
    hook(hub, text, name)
    refused = machine.memory("save")
    assert refused.code == 1
    assert "yang lama tetap utuh" in refused.err
    assert (hub.branch("memori"), hub.branch("situs")) == old
    later = hub.machine()
    later.memory("restore")
    assert later.knows() == {"satu"}


def test_a_save_killed_half_way_leaves_the_old_memory(hub: Hub, tmp_path: Path) -> None:
    """Killed while the host was taking it: both branches stand as before, and nothing is left on the machine."""
    first_run(hub)
    old = hub.branch("memori"), hub.branch("situs")
    machine = hub.machine()
    machine.memory("restore")
    machine.run_portal("dua")
    hook(hub, f"touch '{tmp_path}/reached'; sleep 30; exit 1")
    (tmp_path / "scratch").mkdir()
    process = machine.open("save", TMPDIR=str(tmp_path / "scratch"))
    for _ in range(300):
        if (tmp_path / "reached").exists():
            break
        time.sleep(0.1)
    os.killpg(process.pid, signal.SIGTERM)
    assert finish(process).code != 0
    assert (tmp_path / "reached").exists()
    assert (hub.branch("memori"), hub.branch("situs")) == old
    assert list((tmp_path / "scratch").iterdir()) == []


def test_a_memory_that_changed_meanwhile_is_not_overwritten(hub: Hub, tmp_path: Path) -> None:
    """Two runs at once, or one that never restored: the later save is refused, the earlier one stands."""
    first_run(hub)
    slow = hub.machine()
    slow.memory("restore")
    moved = slow.root.rename(tmp_path / "lambat")
    fast = hub.machine()
    fast.memory("restore")
    fast.run_portal("dua")
    assert fast.memory("save").code == 0
    old = hub.branch("memori")
    Machine(moved).run_portal("tiga")
    unaware = hub.machine()
    unaware.run_portal("empat")
    for machine in (Machine(moved), unaware):
        refused = machine.memory("save")
        assert refused.code == 1
        assert "tidak tersimpan" in refused.err
    assert hub.branch("memori") == old


def test_a_second_restore_finishes_the_first(hub: Hub) -> None:
    """The store comes last: without it, whatever lies about is laid anew."""
    first_run(hub)
    machine = hub.machine()
    machine.memory("restore")
    (machine.root / "var/portal.sqlite3").rename(machine.root / "var/portal.sqlite3.new")
    (machine.root / "var/pictures/ab/satu-640.webp").write_bytes(b"half")
    assert machine.memory("restore").code == 0
    assert machine.knows() == {"satu"}
    assert (machine.root / "var/pictures/ab/satu-640.webp").read_bytes() == b"\r\nsatu\r\n"


def test_places_are_those_of_the_environment(hub: Hub) -> None:
    """PORTAL_STORE and PORTAL_OUTPUT as for every other command; a store that is no file is refused."""
    machine = hub.machine()
    machine.run_portal("satu")
    (machine.root / "var").rename(machine.root / "lain")
    (machine.root / "output").rename(machine.root / "situs")
    places = {"PORTAL_STORE": "sqlite:///lain/portal.sqlite3", "PORTAL_OUTPUT": str(machine.root / "situs")}
    assert machine.memory("save", **places).code == 0
    later = hub.machine()
    assert later.memory("restore", **places).code == 0
    assert (later.root / "lain/pictures/ab/satu-640.webp").exists()
    assert (later.root / "situs/index.html").exists()
    assert later.memory("save", PORTAL_STORE="postgresql://contoh/portal").code == 1


@pytest.mark.parametrize("shell", ["dash", "bash"])
def test_the_script_is_plain_shell(hub: Hub, shell: str) -> None:
    """Whatever `sh` is there can run it."""
    if shutil.which(shell) is None:
        pytest.skip(f"{shell} is not on this machine")
    machine = hub.machine()
    assert machine.memory("restore", shell=shell).code == 0
    machine.run_portal("satu")
    assert machine.memory("save", shell=shell).code == 0
    assert hub.machine().memory("restore", shell=shell).code == 0


# --- units and workflow ----------------------------------------------------------------------------


def units(folder: Path, region: Path, *, user: bool) -> list[Path]:
    """Both units as they are installed; those of a user with what the comment tells to cut off."""
    text = (DEPLOY / "systemd/portal.service").read_text(encoding="utf-8")
    if user:
        (command,) = re.findall(r"sed '(.+)' systemd/portal\.service", text)
        text = subprocess.check_output(["sed", command, DEPLOY / "systemd/portal.service"], text=True)
        assert "\nUser=" not in text
    (folder / "portal.service").write_text(text.replace("/srv/portal", str(region)).replace("%h/portal", str(region)))
    shutil.copy2(DEPLOY / "systemd/portal.timer", folder)
    return [folder / "portal.service", folder / "portal.timer"]


@pytest.mark.parametrize("user", [False, True])
def test_systemd_takes_the_units(tmp_path: Path, user: bool) -> None:
    """As system units and, cut as their comment tells, as user units: not one warning."""
    if shutil.which("systemd-analyze") is None:
        pytest.skip("systemd is not on this machine")
    (tmp_path / "run").write_text("#!/bin/sh\n")
    (tmp_path / "run").chmod(0o755)
    (tmp_path / "units").mkdir()
    paths = units(tmp_path / "units", tmp_path, user=user)
    done = subprocess.run(
        ["systemd-analyze", *(["--user"] if user else []), "verify", *paths],
        env={**os.environ, "XDG_RUNTIME_DIR": str(tmp_path)}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")


def test_the_timer_is_hourly_and_makes_up_for_lost_time() -> None:
    """A machine that was off runs at once; portals do not all ask in the same second."""
    timer = (DEPLOY / "systemd/portal.timer").read_text(encoding="utf-8").splitlines()
    assert {"OnCalendar=hourly", "Persistent=true"} <= set(timer)
    assert any(line.startswith("RandomizedDelaySec=") for line in timer)


def workflow() -> str:
    return (DEPLOY / "github/portal.yml").read_text(encoding="utf-8")


def test_the_workflow_restores_before_it_runs_and_saves_after() -> None:
    """In this order, each by the tested script of the pinned portal."""
    steps = re.findall(r"^ +(?:- )?run: (.+)$", workflow(), re.MULTILINE)
    memory = f"sh .engine/{MEMORY.relative_to(ROOT)}"
    assert steps == ["./run", f"{memory} restore", "./run hourly", f"{memory} save"]


def test_the_workflow_has_no_right_that_it_does_not_need() -> None:
    """None at first, then those of each job; no secret is read; one run at a time, none is cut off."""
    text = workflow()
    assert "\npermissions: {}" in text
    granted = re.findall(r"^      ([a-z-]+): (read|write)\b", text, re.MULTILINE)
    assert granted == [("contents", "write"), ("pages", "read"), ("pages", "write"), ("id-token", "write")]
    assert "secrets." not in text
    assert "cancel-in-progress: false" in text


def test_the_workflow_names_its_actions_by_major_version() -> None:
    """Only the host's own actions, none of them at a moving branch."""
    actions = re.findall(r"uses: (\S+)", workflow())
    assert len(actions) == 5
    assert [action for action in actions if not re.fullmatch(r"actions/[a-z-]+@v\d+", action)] == []
