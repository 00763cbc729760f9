"""A part of a template that many pages share is rendered once: `{% once key, … %}…{% endonce %}`.

In come the part and the values that it depends on beside `site`, which is the same on every page of an edition; out
goes the same text, rendered for each set of values the first time it is met. The bytes are those of the part itself.
"""

from __future__ import annotations

from typing import Any, Final

from jinja2 import nodes
from jinja2.ext import Extension
from jinja2.parser import Parser
from markupsafe import Markup

MOST: Final = 4096  # parts that are kept; the oldest go first


class _Kept(dict[tuple[Any, ...], Markup | None]):
    """What was rendered, by its place and values; None where it was not yet."""

    def __missing__(self, _: tuple[Any, ...]) -> None:
        return None


class Once(Extension):
    """The tag. What it keeps lives as long as its environment: one edition."""

    tags: set[str] = {"once"}  # noqa: RUF012 (the name and kind that Jinja expects)

    def __init__(self, environment: Any) -> None:
        super().__init__(environment)
        self.kept = _Kept()

    def parse(self, parser: Parser) -> list[nodes.Node]:
        """What is kept under the place and the values is printed; where nothing is, the part is rendered and kept."""
        line = next(parser.stream).lineno
        keys: list[nodes.Expr] = [nodes.Const(f"{parser.name}:{line}")]
        while parser.stream.current.type != "block_end":
            keys.append(parser.parse_expression())
            parser.stream.skip_if("comma")
        body = parser.parse_statements(("name:endonce",), drop_needle=True)
        key, found, made = (parser.free_identifier() for _ in range(3))
        look = nodes.Getitem(self.attr("kept"), key, "load")
        keep = self.call_method("_keep", [key, made])
        return [
            nodes.Assign(_to(key), nodes.Tuple(keys, "load")).set_lineno(line),
            nodes.Assign(_to(found), look).set_lineno(line),
            nodes.If(
                nodes.Test(found, "none", [], [], None, None),
                [nodes.AssignBlock(_to(made), None, body), nodes.Output([keep])], [], [nodes.Output([found])],
            ).set_lineno(line),
        ]  # fmt: skip

    def _keep(self, key: tuple[Any, ...], said: Markup) -> Markup:
        if len(self.kept) >= MOST:
            del self.kept[next(iter(self.kept))]
        self.kept[key] = said
        return said


def _to(name: nodes.InternalName) -> nodes.Expr:
    return name
