"""A part of a template that many pages share is rendered once: `{% once key, … %}…{% endonce %}`.

In come the part and the values that it depends on beside `site`, which is the same on every page of an edition; out
goes the same text, rendered for each set of values the first time it is met. The bytes are those of the part itself.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from jinja2 import nodes
from jinja2.ext import Extension
from jinja2.parser import Parser
from markupsafe import Markup

MOST: Final = 4096  # parts that are kept; the oldest go first


class Once(Extension):
    """The tag. What it keeps lives as long as its environment: one edition."""

    tags: set[str] = {"once"}  # noqa: RUF012 (the name and kind that Jinja expects)

    def __init__(self, environment: Any) -> None:
        super().__init__(environment)
        self.kept: dict[tuple[Any, ...], Markup] = {}

    def parse(self, parser: Parser) -> nodes.Node:
        """A call of `_once` with a name of the place and the values."""
        line = next(parser.stream).lineno
        keys: list[nodes.Expr] = [nodes.Const(f"{parser.name}:{line}")]
        while parser.stream.current.type != "block_end":
            keys.append(parser.parse_expression())
            parser.stream.skip_if("comma")
        body = parser.parse_statements(("name:endonce",), drop_needle=True)
        call = self.call_method("_once", [nodes.Tuple(keys, "load")])
        return nodes.CallBlock(call, [], [], body).set_lineno(line)

    def _once(self, key: tuple[Any, ...], caller: Callable[[], Markup]) -> Markup:
        said = self.kept.get(key)
        if said is None:
            if len(self.kept) >= MOST:
                del self.kept[next(iter(self.kept))]
            said = self.kept[key] = Markup(caller())
        return said
