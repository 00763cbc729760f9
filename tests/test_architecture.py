"""The rules of the house, read from the imports. Source text comes in, a list of what is broken goes out.

Whoever wants to bend a rule changes the table below, in a change of its own that says why.
"""

from __future__ import annotations

import ast
import re
import socket
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

import pytest

ROOT: Final = Path(__file__).parents[1]

# --- the table ----------------------------------------------------------------------------------

WORDS: Final = ("model", "errors", "outcomes")
"""In plugins/newsroom: what everybody speaks. They import no sibling."""

CONDUCTORS: Final = (
    "pull", "visit", "intake", "content_mark", "taken", "walls", "filing", "stories", "album", "discover", "backfill",
    "explain",
)  # fmt: skip
"""In plugins/newsroom: those who know the order. They may import any sibling, but not in a circle."""

PARTS: Final = {
    "registry": ("addresses", "toml_lines", "toml_tables", "written"),
    "contributed": ("field_lines", "markup", "written"),
    "clean": ("text", "furniture", "strange_letters"),
    "screen": ("strange_letters",),
    "fetch": ("address_rule",),
    "inbox": ("written",),
    "match": ("remembered", "strange_letters"),
    "topics": ("remembered",),
}
"""Steps that take more than one file. A part is imported by its own steps and by conductors. A file
`<step>_<something>.py` is a part of that step without being named here."""

# Everything else in plugins/newsroom is a step: it imports WORDS, and what else it needs it is given.

PORTAL_READS: Final = ("store", "registry", "model", "errors", "dates")
"""What plugins/portal may import of the newsroom. The newsroom imports nothing of the portal."""

DOORS: Final = {
    "socket": ("newsroom/fetch",),
    "ssl": ("newsroom/fetch",),
    "aiohttp": ("newsroom/fetch",),
    "http.client": ("newsroom/fetch",),
    "urllib.request": ("newsroom/fetch",),
    "http.server": ("office/preview",),
    "sqlite3": ("newsroom/store",),
    "feedparser": ("newsroom/parse",),
    "bs4": ("newsroom/parse", "newsroom/clean"),
    "lxml": ("newsroom/parse", "newsroom/clean"),
    "nh3": ("newsroom/clean",),
    "markdown": ("newsroom/contributed",),
    "PIL": ("newsroom/pictures", "portal/cards"),
    "pagefind_bin": ("portal/search",),
    "ahocorasick_rs": ("newsroom/screen",),
    "msgspec": ("newsroom/walls", "newsroom/store", "portal/generator"),
    "pelican": ("portal/", "office/building"),
    "jinja2": ("portal/",),
}
"""One library, one door."""

VALUES: Final = ("msgspec.Struct", "msgspec.field", "msgspec.structs")
"""What values are made of, everywhere: of `msgspec` only reading and writing has a door."""

SAFE_HTML: Final = ("newsroom/clean",)
"""Who calls SafeHtml(…). Everybody may write SafeHtml("")."""

LONGEST_MODULE: Final = {"": 320, "plugins/newsroom/model.py": 420}  # lines; the model is a glossary, no room
LONGEST_FUNCTION: Final = 45
RAW_IN_THEMES: Final = 1  # places in themes/ that print without escaping

# --- reading ------------------------------------------------------------------------------------


def imported(path: str, source: str) -> Iterator[tuple[int, str]]:
    """Line and dotted name of all that a module imports; `from a.b import c` is a.b.c, dots are resolved."""
    package = path.removesuffix(".py").split("/")[:-1]
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = package[: len(package) - node.level + 1] if node.level else []
            base = [*above, *(node.module or "").split(".")] if node.module else above
            yield from ((node.lineno, ".".join([*base, alias.name])) for alias in node.names)
        elif isinstance(node, ast.Call) and ast.unparse(node.func).endswith(("import_module", "__import__")):
            name = node.args[0] if node.args else None
            yield (
                node.lineno,
                str(name.value) if isinstance(name, ast.Constant) else "a name made while running",
            )


def within(name: str, package: str) -> str:
    """`a.b.c.d` within `a.b` is `c`; "" where it lies elsewhere."""
    return name.removeprefix(package + ".").split(".")[0] if name.startswith(package + ".") else ""


def is_of(module: str, room: str) -> bool:
    """Whether a file belongs to a room: the file itself, `<room>_….py`, its folder, a part in the table."""
    parts = PARTS.get(room.removeprefix("newsroom/"), ())
    return module == room or module.startswith((room + "_", room + "/")) or module.split("/")[-1] in parts


# --- the rules: path from the root, source → what is broken, as "line: sentence" -----------------


def siblings(path: str, source: str) -> Iterator[str]:
    """Words import no sibling, steps import words and their own parts, conductors what they like."""
    if not path.startswith("plugins/newsroom/"):
        return
    module = path.removeprefix("plugins/newsroom/").removesuffix(".py")
    steps = [step for step in PARTS if is_of(module, step)] or [module.split("/")[0].split("_")[0]]
    for line, name in imported(path, source):
        sibling = within(name, "plugins.newsroom")
        if not sibling or any(is_of(module, conductor) for conductor in CONDUCTORS):
            continue
        if module in WORDS:
            yield f"{line}: {module} is a word of the house and imports no sibling, but imports {sibling}"
        elif sibling not in WORDS and not any(is_of(sibling, step) for step in steps):
            yield f"{line}: {module} is a step and imports only {' and '.join(WORDS)}, but imports {sibling}"


def sides(path: str, source: str) -> Iterator[str]:
    """The newsroom does not know the portal; the portal knows of the newsroom what it may read; neither side
    knows the office, which joins them."""
    for line, name in imported(path, source):
        outside = path.startswith("plugins/") and not path.startswith("plugins/office/")
        if outside and (name + ".").startswith("plugins.office."):
            yield f"{line}: the office joins both sides, and neither knows of it, but this imports {name}"
        if path.startswith("plugins/newsroom/") and (name + ".").startswith("plugins.portal."):
            yield f"{line}: the newsroom does not know the portal, but imports {name}"
        read = within(name, "plugins.newsroom")
        if path.startswith("plugins/portal/") and read and not any(is_of(read, room) for room in PORTAL_READS):
            yield f"{line}: the portal reads {', '.join(PORTAL_READS)} of the newsroom, but imports {read}"


def doors(path: str, source: str) -> Iterator[str]:
    """One library comes in at one door."""
    module = path.removeprefix("plugins/").removesuffix(".py")
    for line, name in imported(path, source):
        for library, allowed in DOORS.items():
            if not (name + ".").startswith(library + ".") or name.startswith(VALUES):
                continue
            if not any(module.startswith(door) if door.endswith("/") else is_of(module, door) for door in allowed):
                yield f"{line}: {library} is imported only by {' and '.join(allowed)}"


def safe_html(path: str, source: str) -> Iterator[str]:
    """SafeHtml is made in one place; a cast is making it, too."""
    if any(is_of(path.removeprefix("plugins/").removesuffix(".py"), maker) for maker in SAFE_HTML):
        return
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call) or not node.args:
            continue
        called, given = ast.unparse(node.func).split(".")[-1], ast.unparse(node.args[0])
        if (called == "SafeHtml" and given != "''") or (called == "cast" and "SafeHtml" in given):
            yield f"{node.lineno}: SafeHtml is made only by {' and '.join(SAFE_HTML)}"


def sizes(path: str, source: str) -> Iterator[str]:
    """Short modules, short functions."""
    lines, limit = source.count("\n"), LONGEST_MODULE.get(path, LONGEST_MODULE[""])
    if lines > limit:
        yield f"1: a module has at most {limit} lines, this one has {lines}"
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            if length > LONGEST_FUNCTION:
                yield f"{node.lineno}: a function has at most {LONGEST_FUNCTION} lines: {node.name}, {length}"


def docstrings(path: str, source: str) -> Iterator[str]:
    """A module opens with a paragraph: what comes in, what goes out, what it never does. Empty ones don't."""
    if source.strip() and not ast.get_docstring(ast.parse(source)):
        yield "1: a module opens with a docstring"


Rule = Callable[[str, str], Iterator[str]]
RULES: Final[tuple[Rule, ...]] = (siblings, sides, doors, safe_html, sizes, docstrings)


def circles(house: dict[str, str]) -> list[str]:
    """Modules that import one another in a ring, each ring told once as `a → b → a`."""
    names = {path.removesuffix(".py").replace("/", "."): path for path in house}
    graph = {
        name: sorted(
            {n for _, full in imported(path, house[path]) for n in (full, full.rpartition(".")[0])} & names.keys()
        )
        for name, path in names.items()
    }
    found: list[str] = []
    done: set[str] = set()

    def walk(name: str, trail: tuple[str, ...]) -> None:
        if name in trail:
            found.append(" → ".join((*trail[trail.index(name) :], name)))
        elif name not in done:
            for other in graph[name]:
                walk(other, (*trail, name))
            done.add(name)

    for name in graph:
        walk(name, ())
    return found


def unescaped(template: str) -> list[int]:
    """The lines of a template that print something without escaping it."""
    raw = re.compile(r"\|\s*safe\b|autoescape\s+false|\bMarkup\b")
    return [number for number, line in enumerate(template.splitlines(), 1) for _ in raw.finditer(line)]


# --- the house as it stands ---------------------------------------------------------------------


@pytest.fixture(scope="module")
def house() -> dict[str, str]:
    """Path from the root → source, of plugins/ and the tasks."""
    paths = [*sorted((ROOT / "plugins").rglob("*.py")), *ROOT.glob("tasks.py")]
    return {path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8") for path in paths}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_the_house_keeps_its_rules(house: dict[str, str], rule: Rule) -> None:
    """Every module of plugins/, and tasks.py, keeps every rule."""
    assert house
    broken = [f"{path}:{fault}" for path, source in house.items() for fault in rule(path, source)]
    assert not broken, "\n" + "\n".join(dict.fromkeys(broken))


def test_no_module_imports_in_a_circle(house: dict[str, str]) -> None:
    """What imports what can be drawn from left to right."""
    assert circles(house) == []


def test_the_table_names_what_there_is(house: dict[str, str]) -> None:
    """Words and parts in the table are files in the house: a rule for nobody protects nothing."""
    named = [*WORDS, *(part for parts in PARTS.values() for part in parts)]
    assert [name for name in named if f"plugins/newsroom/{name}.py" not in house] == []


def test_themes_print_raw_in_one_place() -> None:
    """Autoescape is on, and one single place of all themes prints what `clean` has made safe."""
    templates = [path for path in sorted((ROOT / "themes").rglob("*")) if path.suffix in {".html", ".xml", ".svg"}]
    found = [
        f"{path.relative_to(ROOT)}:{line}" for path in templates for line in unescaped(path.read_text(encoding="utf-8"))
    ]
    assert len(found) <= RAW_IN_THEMES, found


# --- planted faults: the rules can fail -----------------------------------------------------------

PLANTED: Final[list[tuple[Rule, str, str, str]]] = [
    (sides, "newsroom/pull.py", "from plugins.office import environment", "neither knows of it"),
    (sides, "portal/data.py", "from plugins.office import terminal", "neither knows of it"),
    (siblings, "newsroom/model.py", "from plugins.newsroom.errors import PortalError", "imports no sibling"),
    (siblings, "newsroom/errors.py", "from . import model", "imports no sibling"),
    (siblings, "newsroom/screen.py", "from plugins.newsroom.clean import plain", "but imports clean"),
    (siblings, "newsroom/screen.py", "from plugins.newsroom import dates", "but imports dates"),
    (siblings, "newsroom/screen.py", "import plugins.newsroom.store as s", "but imports store"),
    (siblings, "newsroom/screen.py", "from .registry import read", "but imports registry"),
    (siblings, "newsroom/screen.py", "def f():\n    from ..newsroom.pull import pull", "but imports pull"),
    (siblings, "newsroom/clean.py", "from plugins.newsroom.written import quoted", "but imports written"),
    (
        siblings,
        "newsroom/markup.py",
        "from plugins.newsroom.toml_lines import Spot",
        "but imports toml_lines",
    ),
    (siblings, "newsroom/written.py", "from plugins.newsroom.clean import plain", "but imports clean"),
    (siblings, "newsroom/store_rows.py", "from plugins.newsroom.clean import plain", "but imports clean"),
    (sides, "newsroom/pull.py", "from plugins.portal import view", "does not know the portal"),
    (sides, "newsroom/pull.py", "import plugins.portal", "does not know the portal"),
    (sides, "portal/lists.py", "from plugins.newsroom.fetch import Net", "but imports fetch"),
    (sides, "portal/lists.py", "from ..newsroom import pull", "but imports pull"),
    (doors, "newsroom/pull.py", "import pelican", "pelican is imported only by portal/"),
    (
        doors,
        "newsroom/pull.py",
        "from aiohttp import ClientSession",
        "aiohttp is imported only by newsroom/fetch",
    ),
    (doors, "newsroom/pull.py", "import os, ssl", "ssl is imported only"),
    (doors, "portal/data.py", "from urllib import request", "urllib.request is imported only"),
    (doors, "portal/data.py", "import http.server", "only by office/preview"),
    (doors, "portal/data.py", "import sqlite3", "only by newsroom/store"),
    (
        doors,
        "portal/data.py",
        "from PIL.Image import open as o",
        "only by newsroom/pictures and portal/cards",
    ),
    (
        doors,
        "portal/data.py",
        "import importlib\nimportlib.import_module('socket')",
        "2: socket is imported only",
    ),
    (doors, "newsroom/fetcher.py", "import socket", "only by newsroom/fetch"),
    (doors, "newsroom/screen.py", "import lxml.html", "lxml is imported only"),
    (safe_html, "newsroom/pull.py", "x = SafeHtml(text)", "made only by newsroom/clean"),
    (safe_html, "portal/data.py", "x = model.SafeHtml('<b>')", "made only by newsroom/clean"),
    (safe_html, "portal/data.py", "x = cast('SafeHtml', text)", "made only by newsroom/clean"),
    (sizes, "portal/data.py", "x = 1\n" * 321, "at most 320 lines, this one has 321"),
    (
        sizes,
        "portal/data.py",
        "class A:\n    async def f(self):\n" + "        x = 1\n" * 45,
        "2: a function has at most",
    ),
    (docstrings, "portal/data.py", "# a comment is not enough\nx = 1", "opens with a docstring"),
]

INNOCENT: Final[list[tuple[str, str]]] = [
    ("newsroom/screen.py", "from plugins.newsroom.model import Article\nfrom .errors import PortalError"),
    ("newsroom/registry.py", "from plugins.newsroom.written import quoted\nfrom . import toml_tables"),
    ("newsroom/contributed.py", "from plugins.newsroom import field_lines, markup, written"),
    ("newsroom/markup.py", "import markdown"),
    ("newsroom/toml_tables.py", "from plugins.newsroom.toml_lines import Spot"),
    ("newsroom/store_rows.py", "import sqlite3\nfrom plugins.newsroom.store import Store"),
    (
        "newsroom/pull.py",
        "from plugins.newsroom import clean, parse, walls\nfrom urllib.parse import urlsplit",
    ),
    ("newsroom/clean.py", "import nh3\nx = SafeHtml(nh3.clean(y))"),
    (
        "portal/lists.py",
        "from pelican import signals\nfrom plugins.newsroom.store import Store\nx = SafeHtml('')",
    ),
    ("portal/lists.py", "def f() -> None:\n" + "    x = 1\n" * 44),
]


@pytest.mark.parametrize(("rule", "path", "source", "told"), PLANTED)
def test_a_planted_fault_is_caught(rule: Rule, path: str, source: str, told: str) -> None:
    """Each rule sees its fault, names the line and says what is allowed."""
    faults = list(rule(f"plugins/{path}", source))
    assert len(faults) == 1
    assert re.match(r"\d+: ", faults[0])
    assert told in faults[0]


@pytest.mark.parametrize(("path", "source"), INNOCENT)
def test_what_is_allowed_is_left_alone(path: str, source: str) -> None:
    """No rule cries at what the table allows."""
    documented = f'"""What it does."""\n{source}'
    assert [fault for rule in RULES for fault in rule(f"plugins/{path}", documented)] == []


def test_a_planted_circle_is_caught() -> None:
    """Also one that closes over three modules."""
    line = {"plugins/a.py": "from plugins import b", "plugins/b.py": "import plugins.c", "plugins/c.py": ""}
    assert circles(line) == []
    ring = line | {"plugins/c.py": "from plugins.a import x"}
    assert circles(ring) == ["plugins.a → plugins.b → plugins.c → plugins.a"]


def test_a_planted_raw_print_is_caught() -> None:
    """Every way of printing raw is seen, and the word in an honest place is not."""
    assert unescaped("{{ a | safe }} {{ b|safe }}\n<p>\n{% autoescape false %}") == [1, 1, 3]
    assert unescaped('{% from "raw.html" import safe_html %}{{ safe_html(x) }} {{ a|safely }}') == []


# --- the tests' own rule: nothing leaves the machine ----------------------------------------------


def connect(address: str) -> None:
    with socket.socket(socket.AF_INET6 if ":" in address else socket.AF_INET) as sock:
        sock.settimeout(1)
        sock.connect((address, 80))


def send(address: str) -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sock:
        sock.sendto(b"", (address, 53))


def look_up(name: str) -> None:
    socket.getaddrinfo(name, 80)


@pytest.mark.parametrize(
    ("leave", "where"),
    [
        (connect, "93.184.215.14"),
        (connect, "10.0.0.1"),
        (connect, "169.254.169.254"),
        (connect, "2606:2800:21f:cb07:6820:80da:af6b:8b2c"),
        (connect, "::ffff:10.0.0.1"),
        (connect, "dinkes.contohkab.go.id"),
        (send, "9.9.9.9"),
        (look_up, "dinkes.contohkab.go.id"),
        (look_up, "localhost.contohkab.go.id"),
    ],
)
def test_no_test_can_leave_the_machine(leave: Callable[[str], None], where: str, attempts: list[str]) -> None:
    """It is stopped with a sentence that names the address, and noted even if somebody swallows the error."""
    with pytest.raises(RuntimeError, match=f"loopback only.*{re.escape(where)}"):
        leave(where)
    assert len(attempts) == 1
    attempts.clear()


def test_loopback_stays_open() -> None:
    """A server of the tests' own is reached by number and by name; a name that cannot exist is unknown."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        for host in ("127.0.0.1", "localhost"):
            socket.create_connection((host, port), timeout=5).close()
    with pytest.raises(socket.gaierror):
        look_up("tidak-ada.invalid")
