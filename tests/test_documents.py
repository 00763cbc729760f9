"""What is written beside the code: it names what there is, its links lead somewhere, it tells of us alone.

The files come from git, so that what lies about on somebody's machine does not count.
"""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final
from urllib.parse import unquote

import pytest

from plugins.newsroom.contributed import COMMON, OF_KIND
from plugins.newsroom.model import DECISIONS
from plugins.newsroom.outcomes import FAILURES
from plugins.newsroom.registry import read_decisions
from plugins.newsroom.stories import CORRECTIONS
from plugins.newsroom.stories_idle import amiss
from plugins.portal.present import CHANGES

ROOT: Final = Path(__file__).parents[1]
READMES: Final = ("README.md", "README.id.md")
COMMANDS: Final = ("./run demo", "./run test")

FOREIGN: Final = {
    "the host of a package registry": r"\b(?:"
    + "py"
    + r"pi\.org|files\.python"
    + r"hosted\.org|registry\.npm"
    + r"js\.org)",
    "a path of somebody's machine": r"(?<![\w.:/~-])(?:/wo"
    + r"rk/|/ro"
    + r"ot/|/ho"
    + r"me/\w|/Us"
    + r"ers/\w|[A-Z]:\\\\?Us"
    + r"ers\\)",
}
"""What no file of the project may hold, joined from pieces so that this file does not hold it either."""


def readme() -> str:
    """Both READMEs in one; skipped until the first is written."""
    found = [ROOT / name for name in READMES if (ROOT / name).exists()]
    if not found:
        pytest.skip("README.md is not written yet")
    return "\n".join(path.read_text(encoding="utf-8") for path in found)


def documents() -> list[Path]:
    """Every Markdown file of the root and of docs/."""
    return sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])


def tracked() -> list[Path]:
    """The files that belong to the project: known to git, or new and not ignored."""
    if shutil.which("git") is None or not (ROOT / ".git").exists():
        pytest.skip("this copy of the project is not a git repository")
    ours = ["git", "-C", str(ROOT), "-c", f"safe.directory={ROOT}"]  # whoever owns the copy
    listing = [*ours, "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(listing, check=True, capture_output=True, text=True).stdout.split("\0")
    return [path for name in names if name and (path := ROOT / name).is_file()]


def tasks(source: str) -> list[str]:
    """The names of the tasks in tasks.py, as one types them: decorated with @task, `_` is `-`."""
    return [
        node.name.rstrip("_").replace("_", "-")
        for node in ast.parse(source).body
        if isinstance(node, ast.FunctionDef)
        and any(ast.unparse(decorator).split("(")[0] == "task" for decorator in node.decorator_list)
    ]


def links(text: str) -> Iterator[str]:
    """The addresses of a Markdown text's links and pictures that lead to files; code is left out."""
    prose = re.sub(r"```.*?```|`[^`\n]*`", "", text, flags=re.DOTALL)
    for target in re.findall(r"\]\(\s*<?([^)\s>]+)", prose) + re.findall(r"^\[[^]]+\]:\s*(\S+)", prose, re.MULTILINE):
        if not re.match(r"[a-z][a-z0-9+.-]*:|#|//", target, re.IGNORECASE):
            yield unquote(target.partition("#")[0])


def foreign(text: str) -> list[str]:
    """What a text holds that the project does not speak of."""
    return [f"{what}: {found[0]}" for what, pattern in FOREIGN.items() if (found := re.search(pattern, text))]


def test_the_readme_comes_in_both_languages() -> None:
    """English for those who look for software, Indonesian for those who run it."""
    assert [name for name in READMES if not (ROOT / name).exists()] == []


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("name", READMES)
def test_a_readme_states_the_two_commands(name: str, command: str) -> None:
    """Whoever reads one README knows how to see the portal and how to test it."""
    if not (ROOT / name).exists():
        pytest.skip(f"{name} is not written yet")
    assert command in (ROOT / name).read_text(encoding="utf-8")


def told_alike(text: str) -> dict[str, list[str]]:
    """What both languages must have in common: headings and tables by their number, commands, settings, options and
    links by their names."""
    return {
        "headings": re.findall(r"^#+(?= )", text, re.MULTILINE),
        "rows": re.findall(r"^\|(?= `(?:\./run )?[A-Za-z_.-]+)", text, re.MULTILINE),
        "commands": sorted(set(re.findall(r"\./run ([a-z][a-z.-]*)", text))),
        "settings": sorted(set(re.findall(r"`(PORTAL_[A-Z]+|SITEURL)`", text))),
        "options": sorted(set(re.findall(r"`(--[a-z-]+)", text))),
        "links": sorted(set(links(text)) - set(READMES)),
    }


def test_both_readmes_tell_the_same() -> None:
    """Whoever reads one of them misses nothing that stands in the other."""
    english, indonesian = (told_alike((ROOT / name).read_text(encoding="utf-8")) for name in READMES)
    assert english == indonesian
    assert english["settings"] == ["PORTAL_CONTENT", "PORTAL_NOW", "PORTAL_OUTPUT", "PORTAL_STORE", "SITEURL"]


def test_every_task_is_told_of() -> None:
    """A task that no document mentions is one that nobody runs."""
    if not (ROOT / "tasks.py").exists():
        pytest.skip("tasks.py is not written yet")
    told = readme() + "\n".join(path.read_text(encoding="utf-8") for path in documents())
    names = tasks((ROOT / "tasks.py").read_text(encoding="utf-8"))
    assert names
    assert [name for name in names if not re.search(rf"\./run (?:\S+\.)?{re.escape(name)}\b", told)] == []


AFTERNOON: Final = ("cd ../", "sources.import", "sources.discover", "sources.backfill")


@pytest.mark.parametrize("document", [*READMES, "docs/operasi.md", "docs/operating.md"])
def test_the_way_to_the_first_stories_is_told_in_order(document: str) -> None:
    """Behind `init` with a folder: go there, import or discover, then backfill. What is typed in the portal's own copy
    would fill that copy."""
    text = (ROOT / document).read_text(encoding="utf-8")
    text = text[text.index("./run init ../") :]
    places = [text.find(mark) for mark in AFTERNOON]
    assert -1 not in places
    assert places == sorted(places)


@pytest.mark.parametrize(
    ("document", "counted"),
    [("README.md", r": (\d+) of them, in (\d+) dialects"), ("README.id.md", r": (\d+) situs, dengan (\d+) macam")],
)
def test_the_sample_network_is_counted_right(document: str, counted: str) -> None:
    """So many sites, so many dialects that something can be read in."""
    dialects = [
        tomllib.loads(path.read_text(encoding="utf-8"))["dialect"]
        for path in (ROOT / "samples" / "sites").glob("*/site.toml")
    ]
    found = re.search(counted, (ROOT / document).read_text(encoding="utf-8"))
    assert found is not None
    readable = set(dialects) - {"challenge", "closed", "dead"}
    assert (int(found[1]), int(found[2])) == (len(dialects), len(readable))


def missing(document: str, marks: Iterable[str]) -> list[str]:
    """Those of `marks` that a document of docs/ does not hold."""
    text = (ROOT / "docs" / document).read_text(encoding="utf-8")
    return [mark for mark in marks if mark not in text]


def test_every_failure_is_explained() -> None:
    """Whoever meets an identifier in the report finds it, with sentence and hint, in the guide to the report."""
    rows = (f"| `{name}` | {each.sentence} | {each.hint} |" for name, each in FAILURES.items())
    assert missing("hasil-penarikan.md", rows) == []


def test_every_field_of_a_contributed_article_is_explained() -> None:
    """A field that the guide does not name is one that no agency uses."""
    names = (*COMMON, *(name for names in OF_KIND.values() for name in names))
    assert missing("panduan-kontributor.md", (f"| `{name}` |" for name in names)) == []


def test_every_decision_is_explained() -> None:
    """What decisions.toml takes, the editors' guide tells of, also where it does nothing yet."""
    assert missing("panduan-redaksi.md", (f"`{do}`" for do in DECISIONS)) == []


def test_every_decision_has_its_example(tmp_path: Path) -> None:
    """In the starter's decisions.toml: as many as it says, one for each kind, and each is sound once its # are gone."""
    text = (ROOT / "content" / "decisions.toml").read_text(encoding="utf-8")
    blocks = re.findall(r"^# (\[\[decision\]\]\n(?:# .+\n)+)", text, re.MULTILINE)
    (tmp_path / "decisions.toml").write_text("\n".join(block.replace("\n# ", "\n") for block in blocks), "utf-8")
    found = read_decisions(tmp_path)
    assert (list(found.faults), amiss(found.decisions)) == ([], [])
    assert sorted(each.do for each in found.decisions) == sorted(DECISIONS)
    number = {9: "sembilan", 10: "sepuluh", 11: "sebelas"}[len(blocks)]
    assert f"salah satu dari {number} contoh di bawah" in text


def test_one_word_for_quotation_marks() -> None:
    """Messages, starter and guides say "tanda kutip"; whoever reads another word looks for another sign."""
    rooms = [path for room in ("plugins", "content", "samples") for path in (ROOT / room).rglob("*")]
    texts = {path: path.read_text("utf-8") for path in (*documents(), *rooms) if path.suffix in {".py", ".md", ".toml"}}
    assert len(texts) > 200
    assert [path for path, text in texts.items() if re.search(r"tanda(?: |-)petik|petiknya", text, re.IGNORECASE)] == []


@pytest.mark.parametrize("document", documents(), ids=lambda path: path.relative_to(ROOT).as_posix())
def test_links_lead_to_files(document: Path) -> None:
    """A relative link stands for a file or a folder in this very copy."""
    targets = links(document.read_text(encoding="utf-8"))
    lost = [target for target in targets if not (document.parent / target.lstrip("/")).exists()]
    assert lost == []


def test_the_project_speaks_of_itself_alone() -> None:
    """No registry's host and nobody's folders: where packages come from is each machine's own affair."""
    found = []
    for path in tracked():
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue  # pictures, fonts, feeds in other encodings
        found += [f"{path.relative_to(ROOT)}: {what}" for what in foreign(text)]
    assert found == []


def test_no_merge_was_left_half_done() -> None:
    """No file holds the marks that stand between two versions of a passage."""
    marks = ("<" * 7 + " ", ">" * 7 + " ")
    found = []
    for path in tracked():
        text = path.read_bytes().decode("utf-8", "replace")
        found += [f"{path.relative_to(ROOT)}: {line}" for line in text.splitlines() if line.startswith(marks)]
    assert found == []


# --- planted faults -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "pip install --index-url https://" + "py" + "pi.org/simple",
        "url = 'https://files.python" + "hosted.org/packages/x'",
        "sudo -u portal ls /ro" + "ot/portal",
        "PORTAL_CORPORA=/wo" + "rk/shared",
        "cd /ho" + "me/budi",
        "cd C:\\Us" + "ers\\budi",
    ],
)
def test_a_planted_foreign_name_is_caught(text: str) -> None:
    """Hosts and folders are seen wherever they stand in a line."""
    assert len(foreign(text)) == 1


def test_what_only_looks_foreign_is_left_alone() -> None:
    """The same words inside an address of the web are somebody's page, not somebody's machine."""
    assert (
        foreign("https://contohkab.go.id/ho" + "me/berita ./wo" + "rk/ var/ro" + "ot/ the python.org installer") == []
    )


def test_links_are_read_as_markdown_means_them() -> None:
    """Links, pictures and references count; addresses of the web, anchors and code do not."""
    text = (
        "[a](docs/a.md) ![b](b%20c.png) [c](https://contohkab.go.id/x) [d](#d) [e](e.md#part)\n"
        "`[f](f.md)`\n```\n[g](g.md)\n```\n[h]: h.md\n[i](mailto:a@contohkab.go.id)\n"
    )
    assert list(links(text)) == ["docs/a.md", "b c.png", "e.md", "h.md"]


def test_tasks_are_read_as_they_are_typed() -> None:
    """With and without arguments of the decorator; what is no task is none."""
    source = "@task\ndef demo(c): ...\n@task(help={})\ndef archive_export(c): ...\ndef helper(): ...\n"
    assert tasks(source) == ["demo", "archive-export"]


@pytest.mark.parametrize("content", ["content", "samples/content"])
def test_the_guideline_promises_what_the_history_tells(content: str) -> None:
    """Citizens are told that a correction names the kind of thing that changed, by the words of the history itself, and
    not which part of a text it was."""
    said = (ROOT / content / "pages/pedoman.md").read_text(encoding="utf-8")
    corrections = said.partition("## Ralat")[2].partition("##")[0]
    kinds = [CHANGES[kind].removesuffix(" diperbarui").lower() for kind in sorted(CORRECTIONS)]
    assert [kind for kind in kinds if not re.search(rf"\b{kind}", corrections)] == []
    assert "bagian" not in corrections
