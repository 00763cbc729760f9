"""`run`, started for real in a copy of a tiny project: real virtual environments, the real pip, real locks.

The packages come from a folder of wheels made here, so that no registry is asked. The project's tasks.py only prints
how it was called, and which version of the package `invoke` it found; what the real one does is not what these tests
are about.
"""

from __future__ import annotations

import ast
import hashlib
import importlib.machinery
import importlib.util
import json
import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

pytestmark = pytest.mark.skipif(os.name == "nt", reason="these tests lean on exec and symbolic links")

SCRIPT = Path(__file__).parents[1] / "run"
PYTHON = Path(getattr(sys, "_base_executable", sys.executable)).resolve()

TASKS = """\
import json, os, sys
from invoke import VERSION
print(json.dumps({"version": VERSION, "arguments": sys.argv[1:], "folder": os.getcwd(), "pid": os.getpid()}))
sys.exit(int(sys.argv[-1]) if "--exit" in sys.argv else 0)
"""


@dataclass(frozen=True)
class Start:
    """How one call of `run` ended."""

    code: int
    out: str
    err: str

    @property
    def told(self) -> dict[str, Any]:
        """What the stand-in for the tasks says of how it was called."""
        told: dict[str, Any] = json.loads(self.out)
        return told


@dataclass(frozen=True)
class Project:
    """A copy of `run` with locks of its own, and the folder of wheels that pip may take from."""

    root: Path
    shelf: Path

    def lock(self, name: str, package: str, version: str) -> None:
        """Writes requirements/<name>.txt for one package, with the real hash of its wheel."""
        wheel = self.shelf / f"{package}-{version}-py3-none-any.whl"
        digest = hashlib.sha256(wheel.read_bytes()).hexdigest()
        folder = self.root / "requirements"
        folder.mkdir(exist_ok=True)
        (folder / f"{name}.txt").write_text(f"{package}=={version} --hash=sha256:{digest}\n")

    def environment(self, *, offline: bool = False) -> dict[str, str]:
        """Nothing of this machine's pip; where `offline`, the shelf is empty, which pip meets as it meets a
        network that does not answer: there is nothing to be had."""
        mine = {k: v for k, v in os.environ.items() if not k.startswith(("PIP_", "PYTHON", "VIRTUAL_ENV"))}
        shelf = self.root / "empty" if offline else self.shelf
        shelf.mkdir(exist_ok=True)
        return mine | {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": str(shelf), "PIP_CONFIG_FILE": os.devnull}

    def open(
        self,
        *arguments: str,
        python: Path = PYTHON,
        folder: Path | None = None,
        offline: bool = False,
        before: tuple[str, ...] = (),
        **more: str,
    ) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [*before, str(python), str(self.root / "run"), *arguments],
            cwd=folder or self.root,
            env=self.environment(offline=offline) | more,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def start(self, *arguments: str, **how: Any) -> Start:
        process = self.open(*arguments, **how)
        out, err = process.communicate(timeout=120)
        return Start(process.returncode, out, err)


def wheel(shelf: Path, name: str, version: str) -> None:
    """The smallest wheel that pip accepts."""
    info = f"{name}-{version}.dist-info"
    files = {
        f"{name}/__init__.py": f"VERSION = {version!r}\n",
        f"{info}/METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n",
        f"{info}/WHEEL": "Wheel-Version: 1.0\nGenerator: tests\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    files[f"{info}/RECORD"] = "".join(f"{path},,\n" for path in [*files, f"{info}/RECORD"])
    with zipfile.ZipFile(shelf / f"{name}-{version}-py3-none-any.whl", "w") as archive:
        for path, text in files.items():
            archive.writestr(path, text)


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    shelf = tmp_path_factory.mktemp("shelf")
    wheel(shelf, "invoke", "1.0")
    wheel(shelf, "invoke", "2.0")
    wheel(shelf, "probe", "1.0")
    return shelf


def new_project(root: Path, shelf: Path) -> Project:
    project = Project(root, shelf)
    shutil.copy2(SCRIPT, root / "run")
    (root / "tasks.py").write_text(TASKS)
    project.lock("run", "invoke", "1.0")
    project.lock("test", "probe", "1.0")
    return project


@dataclass(frozen=True)
class Beginning:
    """A project's first calls: one without network, then two at once over what that one left half-made."""

    project: Project
    refused: Start
    healed: tuple[Start, Start]
    left: Path  # planted in between: what a killed start may leave behind


@pytest.fixture(scope="module")
def beginning(tmp_path_factory: pytest.TempPathFactory, shelf: Path) -> Beginning:
    """Told once, as making a virtual environment takes seconds; most tests go on with copies of its end."""
    project = new_project(tmp_path_factory.mktemp("project"), shelf)
    refused = project.start("demo", offline=True)
    left = project.root / ".venv/lib/left-by-a-killed-start"
    left.write_text("")
    (project.root / ".venv/bin/python").unlink()
    both = [project.open(), project.open("pull")]
    ends = [process.communicate(timeout=120) for process in both]
    one, other = [Start(process.returncode, *end) for process, end in zip(both, ends, strict=True)]
    return Beginning(project, refused, (one, other), left)


Copies = Callable[..., Project]


@pytest.fixture
def copy(beginning: Beginning, tmp_path: Path) -> Copies:
    """A copy of the started project. Without `pip=True` there is no pip in it: whoever calls it fails."""

    def make(*, pip: bool = False) -> Project:
        leave = shutil.ignore_patterns(*([] if pip else ["pip", "pip-*", "setuptools", "pkg_resources"]))
        root = tmp_path / "copy"
        shutil.copytree(beginning.project.root, root, symlinks=True, ignore=leave)
        return Project(root, beginning.project.shelf)

    return make


def test_no_network_is_told_in_a_sentence(beginning: Beginning) -> None:
    """A first start that can fetch nothing exits with 1 and says what to do, on standard error alone."""
    refused = beginning.refused
    assert (refused.code, refused.out) == (1, "")
    assert "run: paket dari requirements/run.txt tidak dapat diambil" in refused.err
    assert "ulangi perintah ini nanti" in refused.err
    assert "Traceback" not in refused.err


def test_the_next_start_makes_again_what_was_left_half_made(beginning: Beginning) -> None:
    """Whatever an unfinished start left goes, its interpreter may even be missing; then all is whole."""
    assert [start.code for start in beginning.healed] == [0, 0], [start.err for start in beginning.healed]
    assert [start.told["version"] for start in beginning.healed] == ["1.0", "1.0"]
    assert not beginning.left.exists()


def test_two_starts_at_once_prepare_once(beginning: Beginning) -> None:
    """One of them prepares and installs, the other waits, says so, and finds everything done."""
    said = "".join(start.err for start in beginning.healed)
    assert said.count("Menyiapkan .venv") == 1
    assert said.count("Memasang paket dari requirements/run.txt") == 1
    assert said.count("sedang menyiapkan .venv; menunggu") == 1
    assert "test.txt" not in said


def test_a_later_start_is_silent_and_calls_no_pip(copy: Copies) -> None:
    """With everything in place nothing is said and nothing is installed: there is no pip to do it with."""
    later = copy().start("pull")
    assert (later.code, later.err) == (0, "")


def test_without_a_task_the_tasks_are_asked_for_nothing(copy: Copies) -> None:
    """`./run` alone hands over nothing, and the tasks list themselves."""
    assert copy().start().told["arguments"] == []


def test_arguments_and_exit_code_pass_through_unchanged(copy: Copies) -> None:
    """What was written arrives as it was written, spaces and all; the task's exit code is the caller's."""
    arguments = ["pull", "--report", "a b.json", "--only", "dinkes", "-e", "--exit", "7"]
    done = copy().start(*arguments)
    assert done.told["arguments"] == arguments
    assert done.code == 7


@pytest.mark.parametrize(
    ("typed", "handed"),
    [
        (["init", "../portal kami"], ["init", "--dir", "../portal kami"]),
        (["init"], ["init"]),
        (["init", "--dir", "x"], ["init", "--dir", "x"]),
        (["--list", "init"], ["--list", "init"]),
        (["bench", "gather"], ["bench", "--name", "gather"]),
        (["bench", "--name", "gather"], ["bench", "--name", "gather"]),
        (["bench"], ["bench"]),
    ],
)
def test_what_may_be_left_out_may_be_given_bare(typed: list[str], handed: list[str]) -> None:
    """`init DIR` and `bench NAME` are what people type; only there, and only where no option follows, is one put in."""
    assert load(SCRIPT).with_option(typed) == handed


def test_init_with_its_folder_arrives_as_an_option(copy: Copies) -> None:
    """What the tasks are handed by the started script."""
    assert copy().start("init", "../portal").told["arguments"] == ["init", "--dir", "../portal"]


def test_the_task_takes_over_the_process(copy: Copies) -> None:
    """The task runs under the process id that the caller knows, so that signals and timers reach it."""
    process = copy().open("hourly")
    out, _ = process.communicate(timeout=30)
    assert json.loads(out)["pid"] == process.pid


def test_the_folder_stays_the_callers_and_nothing_in_it_is_imported(copy: Copies, tmp_path: Path) -> None:
    """Relative paths mean what they say to the caller; an invoke.py, json.py or tasks.py lying there does no harm."""
    project, elsewhere = copy(), tmp_path / "elsewhere"
    elsewhere.mkdir()
    for name in ("invoke.py", "json.py", "tasks.py"):
        (elsewhere / name).write_text("raise SystemExit('imported from the current folder')\n")
    told = project.start("check", folder=elsewhere).told
    assert told["folder"] == str(elsewhere)
    assert told["arguments"] == ["check"]


def test_a_changed_lock_is_installed_and_then_left_alone(copy: Copies) -> None:
    """New lock, new packages, once."""
    project = copy(pip=True)
    project.lock("run", "invoke", "2.0")
    changed, later = project.start("pull"), project.start("pull")
    assert changed.told["version"] == "2.0"
    assert "Memasang paket dari requirements/run.txt" in changed.err
    assert "Menyiapkan" not in changed.err
    assert (later.told["version"], later.err) == ("2.0", "")


def test_what_is_not_the_locked_file_is_refused(copy: Copies) -> None:
    """A package whose hash is not the lock's is never run."""
    project = copy(pip=True)
    lock = project.root / "requirements/run.txt"
    lock.write_text(f"invoke==2.0 --hash=sha256:{'0' * 64}\n")
    refused = project.start("pull")
    assert (refused.code, refused.out) == (1, "")
    assert "HASH" in refused.err.upper()


def test_the_tests_own_tools_come_only_with_the_tests(copy: Copies) -> None:
    """`./run test` installs requirements/test.txt as well; where that cannot be had, the portal goes on."""
    project = copy(pip=True)
    refused, demo = project.start("test", offline=True), project.start("demo", offline=True)
    assert refused.code == 1
    assert "requirements/test.txt tidak dapat diambil" in refused.err
    assert (demo.code, demo.err) == (0, "")
    tested, again = project.start("test"), project.start("test")
    assert (tested.code, tested.err) == (0, "Memasang paket dari requirements/test.txt …\n")
    assert (again.code, again.err) == (0, "")
    assert list(project.root.glob(".venv/lib/*/site-packages/probe"))


def without_note(root: Path) -> None:
    (root / ".venv/portal/sound").unlink()


def python_removed(root: Path) -> None:
    link = root / ".venv/bin/python"
    link.unlink()
    link.symlink_to(root / "removed/python3.11")


def python_replaced(root: Path) -> None:
    other = root / "python3.99"
    other.write_bytes(b"")
    link = root / ".venv/bin/python"
    link.unlink()
    link.symlink_to(other)


def python_upgraded(root: Path) -> None:
    note = root / ".venv/portal/sound"
    path, size, age = note.read_text().split()
    note.write_text(f"{path}\n{int(size) + 1}\n{age}\n")


def load(script: Path) -> ModuleType:
    """The script as a module, for what can be asked without starting it."""
    loader = importlib.machinery.SourceFileLoader("run_script", str(script))
    spec = importlib.util.spec_from_loader("run_script", loader)
    assert spec is not None
    module = importlib.util.module_from_spec(spec)
    loader.exec_module(module)
    return module


@pytest.mark.parametrize("harm", [without_note, python_removed, python_replaced, python_upgraded])
def test_an_environment_of_another_python_is_not_sound(copy: Copies, harm: Callable[[Path], None]) -> None:
    """`.venv` counts as sound only with its mark, and only on the very Python that it was made of."""
    project = copy()
    run = load(project.root / "run")
    assert run.sound()
    harm(project.root)
    assert not run.sound()


def test_debians_missing_ensurepip_is_told_with_the_package_to_install(tmp_path: Path, shelf: Path) -> None:
    """Simulated: a sitecustomize.py hides the module `ensurepip`, which is how Debian's Python looks without
    its venv package. The sentence names the package for this very version, and nothing is left half-made."""
    project = new_project(tmp_path, shelf)
    (tmp_path / "sitecustomize.py").write_text("import sys\nsys.modules['ensurepip'] = None\n")
    refused = project.start("demo", PYTHONPATH=str(tmp_path))
    assert (refused.code, refused.out) == (1, "")
    version = subprocess.check_output([PYTHON, "-c", "import sys; print('%d.%d' % sys.version_info[:2])"], text=True)
    assert f"sudo apt install python{version.strip()}-venv;" in refused.err
    assert "Traceback" not in refused.err


def test_a_folder_that_cannot_be_written_is_told_in_a_sentence(tmp_path: Path, shelf: Path) -> None:
    """The sentence names the folder. Where the tests run as root, its right to write anywhere is dropped."""
    before: tuple[str, ...] = ()
    if os.geteuid() == 0:
        if not shutil.which("setpriv"):
            pytest.skip("root can write everywhere, and setpriv is not here to drop that right")
        before = ("setpriv", "--bounding-set", "-dac_override")
    project = new_project(tmp_path, shelf)
    environment = project.environment()
    tmp_path.chmod(0o555)
    try:
        refused = project.start("demo", before=before, **environment)
    finally:
        tmp_path.chmod(0o755)
    assert (refused.code, refused.out) == (1, "")
    assert f"{tmp_path / '.venv'}" in refused.err
    assert "harus dapat menulis di sana" in refused.err
    assert "Traceback" not in refused.err


def test_an_incomplete_copy_of_the_project_is_told_in_a_sentence(copy: Copies) -> None:
    """Without its lock there is nothing that may be installed."""
    project = copy()
    (project.root / "requirements/run.txt").unlink()
    refused = project.start("demo")
    assert refused.code == 1
    assert "requirements/run.txt tidak ada" in refused.err


def test_python_3_6_can_read_the_script() -> None:
    """An old Python must get as far as saying what is missing: syntax of 3.6, annotations never evaluated."""
    tree = ast.parse(SCRIPT.read_text(encoding="utf-8"), feature_version=(3, 6))
    hints = [node.returns for node in ast.walk(tree) if isinstance(node, ast.FunctionDef) and node.returns]
    assert hints
    assert all(isinstance(hint, ast.Name | ast.Constant) for hint in hints)


@pytest.fixture
def old_python(tmp_path: Path) -> dict[str, str]:
    """Simulated: a Python that calls itself 3.8 (a sitecustomize.py says so for this one path), on a PATH
    where the only other one is a `python3.14` that does not run, as shims of version managers do not."""
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin/old").symlink_to(PYTHON)
    (tmp_path / "sitecustomize.py").write_text(
        f"import sys\nif sys.executable == {str(tmp_path / 'bin/old')!r}:\n"
        "    sys.version_info = (3, 8, 18, 'final', 0)\n    sys.version = '3.8.18 (simulated)'\n"
    )
    shim = tmp_path / "bin/python3.14"
    shim.write_text("#!/bin/sh\nexit 127\n")
    shim.chmod(0o755)
    return {"PATH": str(tmp_path / "bin"), "PYTHONPATH": str(tmp_path)}


def test_an_old_python_alone_is_told_what_to_install(copy: Copies, old_python: dict[str, str], tmp_path: Path) -> None:
    """Too old, and no newer one that runs: one sentence with both versions and a way out."""
    project = copy(pip=True)
    project.lock("run", "invoke", "2.0")
    refused = project.start("demo", python=tmp_path / "bin/old", **old_python)
    assert refused.code == 1
    assert "memerlukan Python 3.11 atau lebih baru; ini 3.8.18" in refused.err
    assert "sudo apt install python3" in refused.err


def test_an_old_python_looks_for_a_newer_one(copy: Copies, old_python: dict[str, str], tmp_path: Path) -> None:
    """The newer one on PATH takes over with the same arguments, past the one that does not run."""
    project = copy(pip=True)
    project.lock("run", "invoke", "2.0")
    (tmp_path / "bin/python3.12").symlink_to(PYTHON)
    done = project.start("pull", "--only", "dinkes", python=tmp_path / "bin/old", **old_python)
    assert done.code == 0, done.err
    assert done.told["version"] == "2.0"
    assert done.told["arguments"] == ["pull", "--only", "dinkes"]
