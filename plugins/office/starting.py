"""How a region makes the portal its own: a few answers come in, its content/ or a repository of its own goes out.

Everything is asked and judged before the first file is written, and a new folder appears whole or not at all.
What somebody wrote is never overwritten: only a network.toml whose open lines still stand as shipped takes the
answers in. Nothing here fetches or commits.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from plugins.newsroom import registry
from plugins.newsroom.addresses import whole_domains
from plugins.newsroom.errors import NetworkUnusable, PortalError, Stopped, because
from plugins.newsroom.model import Fault, Network
from plugins.office import environment

Ask = Callable[[str], str]

_OPEN: Final = {
    "name": 'name = "Kabupaten Anda"',
    "code": 'code = "00.00"',
    "timezone": 'timezone = "Asia/Jakarta"',
    "domains": "domains = []",
    "contact": '# contact = "diskominfo@kabupatenanda.example"',
}
"""Field → the line of the shipped network.toml that waits for its answer."""

_QUESTIONS: Final = {
    "name": "Nama daerah, misalnya Kabupaten Contoh",
    "code": "Kode wilayah Kemendagri, misalnya 33.24",
    "timezone": "Zona waktu: WIB, WITA, WIT, atau nama IANA",
    "domains": "Domain situs instansi, dipisah koma, misalnya *.contohkab.go.id, *.desa.id (boleh kosong)",
    "contact": "Surel pengelola (boleh kosong)",
}
_CODE: Final = re.compile(r"[0-9]{2}(\.(?!00)[0-9]{2})?")
_PROVINCES: Final = ((11, 21), (31, 36), (51, 53), (61, 65), (71, 76), (81, 82), (91, 97))
"""First and last code of the provinces of each island group, as the Kemendagri numbers them (Kepmendagri
100.1.1-6117/2022)."""
_MAIL_LINE: Final = ("pages/kontak.md", "[surel redaksi]")
_FILES: Final = {
    "region/run": "run",
    "region/portal.toml": "portal.toml",
    "region/README.md": "README.md",
    "region/gitignore": ".gitignore",
    "region/gitattributes": ".gitattributes",
    "systemd/portal.service": "systemd/portal.service",
    "systemd/portal.timer": "systemd/portal.timer",
    "github/portal.yml": ".github/workflows/portal.yml",
}
"""What lies in deploy/ → where a region's repository has it."""

_STEPS: Final = {
    "./run sources.import daftar.csv": "banyak situs sekaligus: nama instansi dan alamat situsnya",
    "./run sources.discover ALAMAT": "satu situs: mencetak agency.toml-nya",
    "./run check": "memeriksa content/ dan menyebut yang masih perlu diisi",
    "./run sources.backfill FOLDER": "berita lama satu instansi; semuanya: ./run sources.backfill-all",
    "./run hourly": "menarik berita, lalu mencetak halaman",
    "./run serve": "menyajikannya di mesin ini untuk dilihat",
}
"""The afternoon's work, from a list of sites to a portal that can be looked at: command → what it does."""

_OF_ANOTHER_REPOSITORY: Final = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY", "GIT_PREFIX")
"""What git sets for its hooks; a command started in a hook would work on the wrong repository."""


def typed(question: str) -> str:
    """The line that answers a question. Where no terminal shows what is typed, it is shown here."""
    line = input(question)
    if not sys.stdin.isatty():
        print(line)
    return line


def begin(folder: Path | None, *, ask: Ask = typed, again: bool = True, root: Path = environment.ROOT) -> None:
    """Without `folder`: the region's answers into PORTAL_CONTENT. With it: a repository of the region's own there.

    `ask` shows a question and gives the typed line; it raises EOFError where nobody answers any more. `again`: a bad
    answer is asked for once more; without it, as where lines are piped in and the next one answers the next question,
    it ends the asking. `root` is the checkout that ships the starter and is pinned. Raises PortalError, with nothing
    written, where something stands in the way.
    """
    try:
        if folder is None:
            _own_content(environment.content(), ask, again, root)
        else:
            _own_repository((Path.cwd() / folder).resolve(), ask, again, root)
    except OSError as error:
        raise PortalError(
            f"{error.filename} tidak dapat ditulis ({because(error)}). Periksa izin dan sisa ruang disk."
        ) from error


def _own_content(content: Path, ask: Ask, again: bool, root: Path) -> None:
    starter = root / "content"
    bare = _is_free(content)
    if not _is_starter(starter if bare else content):
        whose = starter if bare else content
        raise PortalError(
            f"{whose / 'network.toml'} sudah disesuaikan atau tidak utuh, jadi tidak ditimpa. "
            "Ubah berkas itu langsung, atau tunjuk folder kosong dengan PORTAL_CONTENT."
        )
    network = _interview(ask, again)
    if bare:
        with _whole(content) as made:
            shutil.copytree(starter, made, dirs_exist_ok=True)
            _fill(made, network)
    else:
        _fill(content, network)
    _say(f"Isi portal {network.name} siap di {content}.")


def _own_repository(folder: Path, ask: Ask, again: bool, root: Path) -> None:
    if not _is_free(folder):
        raise PortalError(f"{folder} sudah ada dan tidak kosong. Sebut folder yang belum ada.")
    source, version = _pin(root)
    fresh = _is_starter(root / "content")  # else this copy has a region already, which takes its content along
    network = _interview(ask, again) if fresh else registry.read_network(root / "content")
    with _whole(folder) as made:
        shutil.copytree(root / "content", made / "content")
        if fresh:
            _fill(made / "content", network)
        for name, target in _FILES.items():
            (made / target).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(root / "deploy" / name, made / target)
        (made / "run").chmod(0o755)
        pin = {'source = ""': f"source = {_toml(source)}", 'version = ""': f"version = {_toml(version)}"}
        _replace_lines(made / "portal.toml", pin)
        _replace_lines(made / "README.md", {"# Portal Kabupaten Anda": f"# Portal {network.name}"})
        _git(made, "init", "--quiet")
        _git(made, "symbolic-ref", "HEAD", "refs/heads/main")
    _say(f"Repositori portal {network.name} siap di {folder}.", f'cd "{folder}"')


# --- the questions ---------------------------------------------------------------------------------


def _interview(ask: Ask, again: bool) -> Network:
    """Ask until every answer is one that the registry takes. Raises PortalError where the asking is broken off."""
    given: dict[str, object] = {}
    network = Network("")
    for field, question in _QUESTIONS.items():
        default = _zone_of(network.code) if field == "timezone" else ""
        prompt = f"{question} [{default}]: " if default else f"{question}: "
        while True:
            try:
                answer = ask(prompt).strip() or default
            except EOFError as end:
                raise PortalError("\nDibatalkan. Tidak ada yang ditulis.") from end
            except KeyboardInterrupt as stop:
                raise Stopped("Tidak ada yang ditulis.") from stop
            judged = _judge({**given, field: _meant(field, answer)})
            if isinstance(judged, Network):
                break
            if not again:
                raise PortalError(f"{judged} Tidak ada yang ditulis.")
            print(judged, file=sys.stderr, flush=True)
        given[field] = _meant(field, answer)
        network = judged
        if field == "domains" and (told := _widened(answer, network.domains)):
            print(told, flush=True)
    return network


def _meant(field: str, answer: str) -> object:
    """What was typed, as the field of network.toml wants it."""
    if field == "domains":
        return list(whole_domains(_typed_patterns(answer)))
    return answer.upper() if field == "timezone" and len(answer) <= 4 else answer


def _typed_patterns(answer: str) -> list[str]:
    return [pattern for pattern in re.split(r"[,;\s]+", answer) if pattern]


def _widened(answer: str, patterns: tuple[str, ...]) -> str:
    """What is written beside what was typed, in a sentence; "" where nothing is."""
    added = [f'"{pattern}"' for pattern in patterns if pattern not in _typed_patterns(answer)]
    kept = [f'"{pattern}"' for pattern in patterns if f'"*.{pattern}"' in added]
    if not added:
        return ""
    return (
        f"Ditulis {', '.join(kept)} beserta {', '.join(added)}, supaya semua situs di bawah domain itu ikut diterima."
    )


def _judge(given: Mapping[str, object]) -> Network | str:
    """The answers so far, read as network.toml is always read; else what is wrong with them."""
    if not re.search(r"\w", str(given.get("name", "x"))):
        return "Nama daerah kosong. Tulis misalnya Kabupaten Contoh."
    with TemporaryDirectory() as folder:
        text = "".join(f"{field} = {_toml(value)}\n" for field, value in given.items())
        # What a terminal of another encoding sent stays what it is, and is told like any file that is no UTF-8.
        (Path(folder) / "network.toml").write_text(text, encoding="utf-8", errors="surrogateescape")
        try:
            network = registry.read_network(Path(folder))
        except NetworkUnusable as error:
            return "\n".join(each.message for each in error.faults if isinstance(each, Fault))
    return (_code_problem(network.code) if "code" in given else "") or network


def _code_problem(code: str) -> str:
    if not _CODE.fullmatch(code):
        return "Kode wilayah terdiri atas dua angka provinsi, titik, dan dua angka kabupaten/kota: 33.24."
    if any(first <= int(code[:2]) <= last for first, last in _PROVINCES):
        return ""
    known = ", ".join(f"{first}–{last}" for first, last in _PROVINCES)
    return f"Provinsi {code[:2]} tidak ada. Kode Kemendagri diawali kode provinsinya: {known}."


def _zone_of(code: str) -> str:
    """The zone of a region by its province code: Keppres 41/1987, the codes as the Kemendagri gives them."""
    if code[:1] in ("8", "9"):
        return "WIT"
    return "WITA" if code[:1] in ("5", "7") or code[:2] in ("63", "64", "65") else "WIB"


# --- the files ---------------------------------------------------------------------------------------


def _is_free(folder: Path) -> bool:
    return not os.path.lexists(folder) or (folder.is_dir() and not any(folder.iterdir()))


def _is_starter(content: Path) -> bool:
    """Whether the network.toml of this folder is nobody's yet: all its open lines stand as shipped."""
    path = content / "network.toml"
    return path.is_file() and set(_OPEN.values()) <= set(path.read_text("utf-8", "replace").splitlines())


def _fill(content: Path, network: Network) -> None:
    """Write the answers into a starter. network.toml comes last: until then the whole can be repeated."""
    page, blank = content / _MAIL_LINE[0], _MAIL_LINE[1]
    if network.contact and page.is_file():
        _write(page, page.read_text("utf-8").replace(blank, network.contact))
    answers = {
        "name": network.name, "code": network.code, "timezone": network.timezone,
        "domains": list(network.domains), "contact": network.contact,
    }  # fmt: skip
    lines = {_OPEN[field]: f"{field} = {_toml(value)}" for field, value in answers.items() if value}
    _replace_lines(content / "network.toml", lines)


def _replace_lines(path: Path, lines: Mapping[str, str]) -> None:
    _write(path, "".join(f"{lines.get(line, line)}\n" for line in path.read_text("utf-8").splitlines()))


def _write(path: Path, text: str) -> None:
    """All or nothing."""
    half = path.with_name(f".{path.name}.half")
    half.write_text(text, encoding="utf-8", newline="\n")
    half.replace(path)


def _toml(value: object) -> str:
    """A text or a list of texts as TOML; its basic strings are escaped like those of JSON."""
    return json.dumps(value, ensure_ascii=False)


@contextmanager
def _whole(folder: Path) -> Iterator[Path]:
    """A folder to fill, which becomes `folder` when all is in it. `folder` is free; it may stand, empty."""
    stood = folder.exists()
    nearby = folder if stood else folder.parent
    nearby.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(prefix=".init-", dir=nearby) as half:
        made = Path(half) / "made"
        made.mkdir()
        yield made
        if not stood:
            made.rename(folder)
        for child in list(made.iterdir()) if stood else ():
            child.rename(folder / child.name)


# --- the pin -------------------------------------------------------------------------------------------


def _pin(root: Path) -> tuple[str, str]:
    """Where this very version of the portal can be fetched from, and its tag or commit. Raises PortalError."""
    top = _git(root, "rev-parse", "--show-toplevel")
    version = _git(root, "describe", "--tags", "--exact-match", "HEAD") or _git(root, "rev-parse", "HEAD")
    if not top or Path(top).resolve() != root.resolve() or not version:
        raise PortalError(
            f"{root} bukan repositori git, jadi versi portal tidak dapat dikunci. "
            "Ambil portal dengan git clone, lalu ulangi dari sana."
        )
    source = _git(root, "remote", "get-url", "origin") or str(root)
    if (root / source).exists():
        source = str((root / source).resolve())
    # portal.toml is read by many: a user and password in the address stay here.
    return re.sub(r"^(https?://)[^/]*@", r"\1", source), version


def _git(folder: Path, *arguments: str) -> str:
    """What git says on standard output; "" where it refuses. Raises PortalError where there is no git."""
    command = shutil.which("git")
    if command is None:
        raise PortalError("Program git belum terpasang (Debian dan Ubuntu: sudo apt install git).")
    variables = {name: value for name, value in os.environ.items() if name not in _OF_ANOTHER_REPOSITORY}
    ours = [command, "-C", str(folder), "-c", f"safe.directory={folder}"]  # whoever owns the copy
    done = subprocess.run([*ours, *arguments], env=variables, capture_output=True, text=True, check=False)
    return done.stdout.strip() if done.returncode == 0 else ""


def _say(done: str, *first: str) -> None:
    width = max(map(len, _STEPS))
    steps = [*first, *(f"{command:{width}}  # {does}" for command, does in _STEPS.items())]
    print(f"\n{done}\nLangkah berikutnya:", *(f"  {step}" for step in steps), sep="\n")
