"""What pages depend on beside the store: a theme, this package's code and settings come in, one hash for each template
goes out, of that template and all that it includes, imports or extends.

A page is printed anew where its template's hash is another. The hash of "" is that of everything without a template,
feeds and data; that of `ANY` of what every page shows whatever its template is.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from pathlib import Path
from types import ModuleType
from typing import Any, Final

ANY: Final = "any page"
_CODE: Final = Path(__file__).parent
_NEWSROOM: Final = _CODE.parent / "newsroom"
_NAMED: Final = re.compile(r"{%-?\s*(?:extends|include|import|from)\b(.*?)-?%}", re.S)
_QUOTED: Final = re.compile(r"""["']([^"']+)["']""")
_SETTING: Final = re.compile(r"\b[A-Z][A-Z0-9_]{2,}\b")


def looks(
    folders: Sequence[Path], settings: Mapping[str, Any], shown: Mapping[str, Any], told: Mapping[str, Any]
) -> dict[str, str]:
    """Template → hash. `folders`: where templates are looked for, the first that has one counts; `settings`: Pelican's,
    of which those count that a template names; `shown`: what is on every page; `told`: what feeds and data say of
    the network."""
    code = _hash(_code())
    sources = _sources(folders)
    found = {"": _hash([code, canonical(told)]), ANY: _hash([code, canonical(shown)])}
    for name in sources:
        parts = sorted(_closure(name, sources))
        used = sorted({word for part in parts for word in _SETTING.findall(sources[part]) if word in settings})
        values = canonical({word: settings[word] for word in used})
        found[name] = _hash([code, canonical(shown), values, *(f"{part}\0{sources[part]}" for part in parts)])
    return found


def strangers(plugins: Sequence[ModuleType], settings: Mapping[str, Any], known: Set[str]) -> Iterator[str]:
    """What tells other plugins of Pelican from other ones: their code, and all settings that are neither Pelican's own
    (`known`) nor ours. Nothing where there are none."""
    for plugin in plugins:
        file = Path(plugin.__file__ or "")
        for path in sorted(file.parent.rglob("*.py")) if file.name == "__init__.py" else [file]:
            yield f"{plugin.__name__} {path.name} {_hash([path.read_text('utf-8', 'replace')])}"
    for name in sorted(settings if plugins else ()):
        if name not in known and not name.startswith(("PORTAL_", "EDITION")):
            yield f"{name} {_told(settings[name])}"


def _told(value: Any) -> str:
    try:
        return canonical(value)
    except TypeError:  # names that JSON does not know
        return repr(value)


def canonical(value: Any) -> str:
    """The same value as the same JSON, whatever made it: a tuple is a list, a path its text, and order is none."""
    return json.dumps(value, sort_keys=True, ensure_ascii=False, default=_named)


def _named(value: Any) -> str | list[str]:
    """A function or a class by its name, a set in order: how Python shows them differs from run to run."""
    if isinstance(value, Set):
        return sorted(map(str, value))
    return f"{value.__module__}.{value.__qualname__}" if hasattr(value, "__qualname__") else str(value)


def _hash(parts: Iterable[str]) -> str:
    digest = hashlib.sha256()
    for part in parts:
        digest.update(part.encode("utf-8", "surrogateescape") + b"\0")
    return digest.hexdigest()[:32]


def _code() -> Iterable[str]:
    """What makes values for templates, and text without them."""
    for path in (*sorted(_CODE.glob("*.py")), _NEWSROOM / "dates.py", _NEWSROOM / "model.py"):
        yield path.name
        yield path.read_text("utf-8")


def _sources(folders: Sequence[Path]) -> dict[str, str]:
    found: dict[str, str] = {}
    for folder in folders:
        for path in sorted(folder.rglob("*.html")):
            found.setdefault(path.relative_to(folder).as_posix().removesuffix(".html"), path.read_text("utf-8"))
    return found


def _closure(name: str, sources: Mapping[str, str]) -> set[str]:
    """A template and what it is made of. One that is named by a variable may be any."""
    seen: set[str] = set()
    coming = [name]
    while coming:
        part = coming.pop()
        if part in seen or part not in sources:
            continue
        seen.add(part)
        for named in _NAMED.findall(sources[part]):
            quoted = _QUOTED.findall(named)
            coming += [each.removesuffix(".html") for each in quoted] if quoted else list(sources)
    return seen
