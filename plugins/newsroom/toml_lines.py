"""Where things stand in a TOML file: its text → the line of every table, key and item of an array.

`tomllib` gives the values but not their lines, and a fault without a line helps nobody. The text has passed
`tomllib` before it comes here, so this room reads TOML 1.0 without judging it, and never gives a value back.
"""

from __future__ import annotations

import re
import tomllib
from functools import cached_property
from typing import Final

Spot = tuple[str | int, ...]
"""The way to a value: `("feeds", 0, "url")` is the key `url` of the first `[[feeds]]`."""

_TOKEN: Final = re.compile(
    r'(?P<string>"""(?:[^"\\]++|\\.|"{1,2}(?!"))*+"{3,5}'
    r"|'''(?:[^']++|'{1,2}(?!'))*+'{3,5}"
    r'|"(?:[^"\\\n]++|\\.)*+"'
    r"|'[^'\n]*+')"
    r"|(?P<newline>\n)"
    r"|(?P<mark>[][{}=,.])"
    r"|(?P<bare>[^][{}=,.\s\"'#]++)"
    r"|(?P<blank>[^\S\n]++|#[^\n]*+)"
    r"|(?P<strange>.)",
    re.DOTALL,
)
_DEEPEST: Final = 8  # nothing that we judge lies deeper; below it values are passed over


class Lines:
    """The lines of a text that is valid TOML with `\\n` as its line end. Looked for when first asked for: a file
    without a fault, which most are, never asks."""

    def __init__(self, text: str) -> None:
        self._text = text

    @cached_property
    def at(self) -> dict[Spot, int]:
        """Spot → 1-based line."""
        walk = _Walk(self._text)
        walk.document()
        return walk.lines


class _Walk:
    """One pass over the tokens of a file, from its first line to its last."""

    def __init__(self, text: str) -> None:
        self.lines: dict[Spot, int] = {}
        self.arrays: dict[Spot, int] = {}  # arrays of tables → how many items they have so far
        self.tokens: list[tuple[str, str, int]] = []  # kind, text, line
        self.position = 0
        line = 1
        for token in _TOKEN.finditer(text):
            kind = token.lastgroup or ""
            if kind != "blank":
                self.tokens.append((kind, token[0], line))
            line += token[0].count("\n")

    def peek(self) -> str:
        return self.tokens[self.position][1] if self.position < len(self.tokens) else ""

    def skip(self, *marks: str) -> None:
        while self.peek() in marks and self.position < len(self.tokens):
            self.position += 1

    def document(self) -> None:
        table: Spot = ()
        self.skip("\n")
        while self.position < len(self.tokens):
            if self.peek() == "[":
                table = self.header()
            else:
                self.pair(table)
            self.skip("\n")

    def header(self) -> Spot:
        """`[a.b]` or `[[a.b]]` → the spot of the table that it opens."""
        line = self.tokens[self.position][2]
        self.position += 1
        several = self.peek() == "["
        self.skip("[")
        keys = self.keys()
        self.skip("]")
        spot: Spot = ()
        for key in keys[:-1]:
            spot += (key,)
            spot += (self.arrays[spot] - 1,) if spot in self.arrays else ()
        spot += keys[-1:]
        if several:
            self.lines.setdefault(spot, line)
            self.arrays[spot] = self.arrays.get(spot, 0) + 1
            spot += (self.arrays[spot] - 1,)
        self.lines[spot] = line
        return spot

    def keys(self) -> tuple[str, ...]:
        """A dotted key; the position ends behind it."""
        keys: list[str] = []
        while self.position < len(self.tokens):
            kind, text, _ = self.tokens[self.position]
            if kind not in ("string", "bare") and text != ".":
                break
            if kind == "string":
                keys.append(str(tomllib.loads(f"key = {text}")["key"]))
            elif kind == "bare":
                keys.append(text)
            self.position += 1
        return tuple(keys)

    def pair(self, table: Spot) -> None:
        """`a.b = value`"""
        line = self.tokens[self.position][2]
        spot = table
        for key in self.keys():
            spot += (key,)
            self.lines.setdefault(spot, line)
        if self.peek() != "=":  # cannot be in valid TOML; go on rather than stand still
            self.position += 1
            return
        self.position += 1
        self.value(spot)

    def value(self, spot: Spot) -> None:
        """A value of any kind; the position ends behind it."""
        opening = self.peek()
        if opening in ("[", "{") and len(spot) > _DEEPEST:
            self.pass_over()
        elif opening == "[":
            self.array(spot)
        elif opening == "{":
            self.position += 1
            self.skip("\n", ",")
            while self.peek() not in ("}", ""):
                self.pair(spot)
                self.skip("\n", ",")
            self.position += 1
        else:
            self.position += 1
            while self.peek() not in (",", "]", "}", "\n", ""):
                self.position += 1

    def array(self, spot: Spot) -> None:
        """`[ … ]`, each item with its own line."""
        self.position += 1
        self.skip("\n", ",")
        index = 0
        while self.peek() not in ("]", ""):
            self.lines[(*spot, index)] = self.tokens[self.position][2]
            self.value((*spot, index))
            self.skip("\n", ",")
            index += 1
        self.position += 1

    def pass_over(self) -> None:
        """Everything up to the bracket that closes the one at the position."""
        depth = 0
        while self.position < len(self.tokens):
            mark = self.peek()
            self.position += 1
            depth += (mark in ("[", "{")) - (mark in ("]", "}"))
            if depth == 0:
                return
