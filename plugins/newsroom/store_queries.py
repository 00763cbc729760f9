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
        connection.row_factory = _row
        self._connection = connection
        self._common = aiosql.from_path(_SQL / "common", "sqlite3", encoding="utf-8")
        self._engine = aiosql.from_path(_SQL / "sqlite", "sqlite3", encoding="utf-8")

    def __getattr__(self, name: str) -> Any:
        query = self._query(name)
        bound = partial(_WAYS[query.operation], self._connection.execute, query.sql)
        setattr(self, name, bound)
        return bound

    def each(self, name: str, rows: Iterable[Row]) -> None:
        """The same change, once for each row of values."""
        self._connection.executemany(self._query(name).sql, rows)

    def script(self, name: str) -> Iterator[str]:
        """The statements of a script; none holds a semicolon inside."""
        return (statement for statement in self._query(name).sql.split(";") if statement.strip())

    def _query(self, name: str) -> Any:
        return getattr(self._engine, name, None) or getattr(self._common, name)


def _row(cursor: sqlite3.Cursor, values: tuple[Any, ...]) -> Row:
    """A row by column name: the same shape for every engine."""
    return {column[0]: value for column, value in zip(cursor.description, values, strict=False)}


def _many(execute: Execute, sql: str, **values: Any) -> Iterator[Row]:
    return iter(execute(sql, values))


def _one(execute: Execute, sql: str, **values: Any) -> Row | None:
    found: Row | None = execute(sql, values).fetchone()
    return found


def _value(execute: Execute, sql: str, **values: Any) -> Any:
    found = execute(sql, values).fetchone()
    return next(iter(found.values())) if found else None


def _change(execute: Execute, sql: str, **values: Any) -> int:
    return execute(sql, values).rowcount


_WAYS: Final = {
    SQLOperationType.SELECT: _many, SQLOperationType.SELECT_ONE: _one, SQLOperationType.SELECT_VALUE: _value,
    SQLOperationType.INSERT_UPDATE_DELETE: _change,
}  # fmt: skip
