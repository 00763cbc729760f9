"""The named queries of sql/, bound to one connection: a name and its values go in, rows as dictionaries come out.

A part of `store`. In a file a query stands below its name: `-- name: pages()` gives rows, `page(slug)^` a row or None,
`count()$` a value, `save(slug)!` how many rows it changed, `schema()#` a script of statements.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import Any, Final

Row = dict[str, Any]
Execute = Callable[[str, dict[str, Any]], sqlite3.Cursor]

_SQL: Final = Path(__file__).with_name("sql")
_NAME: Final = re.compile(r"^-- name: (\w+)\([\w, ]*\)([$^!#]?)$", re.M)


class Queries:
    """`queries.name(value=…)` runs the query of that name."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._found = {name: found for folder in ("common", "sqlite") for name, found in _read(_SQL / folder)}

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_") or name not in self._found:
            raise AttributeError(f"sql/ has no query {name!r}")
        way, sql = self._found[name]
        bound = partial(_WAYS[way], self._connection.execute, sql)
        setattr(self, name, bound)
        return bound

    def each(self, name: str, rows: Iterable[Row]) -> int:
        """The same change, once for each row of values; how many rows it changed."""
        return self._connection.executemany(self._found[name][1], rows).rowcount

    def script(self, name: str) -> Iterator[str]:
        """The statements of a script; what a trigger does holds semicolons itself."""
        statement = ""
        for part in self._found[name][1].split(";"):
            statement += f"{part};"
            if sqlite3.complete_statement(statement):
                if statement.strip() != ";":
                    yield statement
                statement = ""


def _read(folder: Path) -> Iterator[tuple[str, tuple[str, str]]]:
    """Name → how it is asked and what is asked, of every file of a folder."""
    for path in sorted(folder.glob("*.sql")):
        text = path.read_text("utf-8")
        _, *parts = _NAME.split(text)
        if text.count("-- name:") != len(parts) // 3:
            raise ValueError(f"{path} has a name that cannot be read")
        for name, way, sql in zip(parts[::3], parts[1::3], parts[2::3], strict=True):
            yield name, (way, sql.strip())


def _many(execute: Execute, sql: str, **values: Any) -> Iterator[Row]:
    found = execute(sql, values)
    names = _names(found)
    return (dict(zip(names, row, strict=False)) for row in found)


def _one(execute: Execute, sql: str, **values: Any) -> Row | None:
    found = execute(sql, values)
    row = found.fetchone()
    return None if row is None else dict(zip(_names(found), row, strict=False))


def _value(execute: Execute, sql: str, **values: Any) -> Any:
    row = execute(sql, values).fetchone()
    return None if row is None else row[0]


def _change(execute: Execute, sql: str, **values: Any) -> int:
    return execute(sql, values).rowcount


def _names(found: sqlite3.Cursor) -> tuple[str, ...]:
    """The columns of what was found, asked once for all rows."""
    return tuple([column[0] for column in found.description])


_WAYS: Final = {"": _many, "^": _one, "$": _value, "!": _change}
