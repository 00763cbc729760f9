"""The named queries of sql/, bound to one connection: a name and its values go in, rows as dictionaries come out.

A part of `store`. aiosql reads the files; what it reads is handed to sqlite3 without its wrappers, which cost as much
as a small statement itself.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import Any, Final

import aiosql
from aiosql.types import SQLOperationType

Row = dict[str, Any]
Execute = Callable[[str, dict[str, Any]], sqlite3.Cursor]

_SQL: Final = Path(__file__).with_name("sql")


class Queries:
    """`queries.name(value=…)` runs the query of that name: a value ($), a row or None (^), rows, or a count (!)."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._common = aiosql.from_path(_SQL / "common", "sqlite3", encoding="utf-8")
        self._engine = aiosql.from_path(_SQL / "sqlite", "sqlite3", encoding="utf-8")

    def __getattr__(self, name: str) -> Any:
        query = self._query(name)
        bound = partial(_WAYS[query.operation], self._connection.execute, query.sql)
        setattr(self, name, bound)
        return bound

    def each(self, name: str, rows: Iterable[Row]) -> int:
        """The same change, once for each row of values; how many rows it changed."""
        return self._connection.executemany(self._query(name).sql, rows).rowcount

    def script(self, name: str) -> Iterator[str]:
        """The statements of a script; what a trigger does holds semicolons itself."""
        statement = ""
        for part in self._query(name).sql.split(";"):
            statement += f"{part};"
            if sqlite3.complete_statement(statement):
                if statement.strip() != ";":
                    yield statement
                statement = ""

    def _query(self, name: str) -> Any:
        return getattr(self._engine, name, None) or getattr(self._common, name)


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


_WAYS: Final = {
    SQLOperationType.SELECT: _many, SQLOperationType.SELECT_ONE: _one, SQLOperationType.SELECT_VALUE: _value,
    SQLOperationType.INSERT_UPDATE_DELETE: _change,
}  # fmt: skip
