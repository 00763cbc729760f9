"""What was typed comes in, the task that it names is run; what invoke itself has to say of it is said in Indonesian.

The one place where invoke's own words are turned: its list, its help, and what it did not understand. The tasks stand
in tasks.py, and nothing of them is known here. What a task says is its own affair.
"""

from __future__ import annotations

import inspect
import os
import re
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from difflib import SequenceMatcher
from typing import Final

from invoke import Exit, Program
from invoke.exceptions import ParseError
from invoke.parser import ParserContext

_ARGUMENTS: Final = {"url": "ALAMAT", "slug": "FOLDER", "file": "BERKAS"}
"""An argument that must be given → how people are told of it."""
_BARE: Final = {"dir": "[DIR]", "name": "[NAMA]"}
"""An option that `./run` also takes without its dashes, right behind the task → how people are told of it."""
_UNREAD: Final = 141
"""What a shell says of a program that wrote where nobody reads: 128 and the number of SIGPIPE."""
_NEAR: Final = 0.6  # of difflib's ratio: `buidl` is near to `build`, `nosuch` to nothing
_MOST: Final = 5
_ALL: Final = "Semua perintah: ./run"

_UNKNOWN: Final = re.compile(r"No idea what (['\"])(.*)\1 is!", re.DOTALL)
_LACKING: Final = re.compile(r"'(.*)' did not receive required positional arguments: (.*)")
_VALUELESS: Final = re.compile(r"Flag <Argument: ([\w-]+).* needed value")
_NO_GROUP: Final = re.compile(r"Sub-collection '(.*)' not found!", re.DOTALL)


class Commands(Program):
    """invoke's program, in the words of those who type."""

    def run(self, argv: list[str] | None = None, exit: bool = True) -> None:
        """As invoke's. Whoever stops reading, as `./run check | head -3` does, stops the command without a word."""
        try:
            try:
                super().run(argv, exit=exit)
            finally:
                sys.stdout.flush()
        except BrokenPipeError:
            _hush()
            sys.exit(_UNREAD)

    def print_help(self) -> None:
        print("Cara pakai: ./run PERINTAH [PILIHAN]\n")
        self.list_tasks()

    def list_tasks(self) -> None:
        super().list_tasks()
        print("Penjelasan satu perintah: ./run --help PERINTAH")

    def task_list_opener(self, extra: str = "") -> str:
        return "Perintah"

    def print_task_help(self, name: str) -> None:
        context = self.parser.contexts[name]
        rows = [(_argument(each.name), each.help or "") for each in context.positional_args]
        bare = [each for each in context.args.values() if each.name in _BARE]
        rows += [(_BARE[each.name], each.help or "") for each in bare]
        usage = " ".join(["./run", name, *(argument for argument, _ in rows)])
        spoken = {f"--{each.name}" for each in bare}
        options = [context.help_for(flag) for flag in _options(context) if flag not in spoken]
        print(f"Cara pakai: {usage}{' [PILIHAN]' if options else ''}\n\n{inspect.getdoc(self.collection[name])}\n")
        rows += [(re.sub("STRING|INT", "NILAI", spec), told) for spec, told in options]
        if rows:
            self.print_columns(rows)

    def normalize_argv(self, argv: list[str] | None) -> None:
        super().normalize_argv(argv)
        if self.argv[2:3] in (["--help"], ["-h"]):  # else a task that must be given something is given this
            self.argv[1:] = ["--help", self.argv[1]]

    def parse_core_args(self) -> None:
        with self._turned():
            super().parse_core_args()

    def parse_tasks(self) -> None:
        with self._turned():
            super().parse_tasks()
            for context in self.tasks:
                if word := _mistaken(context):
                    raise Exit(_unknown_to(context.name or "", context, word), 1)

    def parse_cleanup(self) -> None:
        with self._turned():
            super().parse_cleanup()

    @contextmanager
    def _turned(self) -> Iterator[None]:
        """What invoke did not understand ends with 1 and a sentence of ours."""
        try:
            yield
        except ParseError as error:
            names = self.namespace.task_names if self.namespace else ()
            raise Exit(turned(str(error), error.context, names), 1) from error
        except Exit as end:
            if group := _NO_GROUP.match(end.message or ""):
                raise Exit(f"Kelompok perintah '{group[1]}' tidak ada. {_ALL}", 1) from end
            raise


def _hush() -> None:
    """What is still to be written goes nowhere: Python would complain of it once more on its way out."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except BrokenPipeError:
            os.dup2(nowhere, stream.fileno())


def turned(said: str, context: ParserContext | None, tasks: Iterable[str]) -> str:
    """What invoke said of a command line, in Indonesian: what is wrong with it, and what could have been meant.
    `context` is the task that it had come to, without a name where it had come to none."""
    if unknown := _UNKNOWN.fullmatch(said):
        if context is None or not context.name:
            return _unknown(unknown[2], tasks)
        return _unknown_to(context.name, context, _mistaken(context) or unknown[2])
    if lacking := _LACKING.fullmatch(said):
        needed = " ".join(map(_argument, re.findall(r"'([^']*)'", lacking[2])))
        return f"./run {lacking[1]} memerlukan {needed} di belakangnya. Penjelasannya: ./run --help {lacking[1]}"
    if valueless := _VALUELESS.match(said):
        return f"Pilihan --{valueless[1]} memerlukan isi di belakangnya: --{valueless[1]} NILAI"
    return f"Perintah ini tidak dimengerti ({said}). {_ALL}"


def _unknown(word: str, tasks: Iterable[str]) -> str:
    if word.startswith("-"):
        return f"Pilihan '{word}' tidak dikenal di sini. Tulis perintahnya dahulu: ./run PERINTAH {word}. {_ALL}"
    meant = _nearest(word, tasks)
    return f"Perintah '{word}' tidak ada. {_perhaps(f'./run {each}' for each in meant)}{_ALL}"


def _unknown_to(name: str, context: ParserContext, word: str) -> str:
    """A word behind a task that does not know it."""
    options = _options(context)
    what = f"Pilihan '{word}' tidak ada pada" if word.startswith("-") else f"'{word}' tidak dikenal di belakang"
    known = f"Pilihannya: {', '.join(options)}." if options else "Perintah itu tidak punya pilihan."
    return f"{what} ./run {name}. {_perhaps(_nearest(word, options))}{known} Penjelasannya: ./run --help {name}"


def _options(context: ParserContext) -> list[str]:
    """The options of a task; what it must be given is none, though invoke takes that too behind two dashes."""
    needed = {f"--{each.name}" for each in context.positional_args}
    return sorted(flag for flag in context.flag_names() if flag.startswith("--") and flag not in needed)


def _mistaken(context: ParserContext) -> str:
    """An unknown option that was taken for what the task must be given; "" where there is none."""
    return next((str(each.value) for each in context.positional_args if str(each.value).startswith("-")), "")


def _perhaps(meant: Iterable[str]) -> str:
    found = ", ".join(meant)
    return f"Mungkin maksudnya: {found}. " if found else ""


def _nearest(word: str, names: Iterable[str]) -> list[str]:
    """The names that somebody may have meant, the nearest first; `discover` is near to `sources.discover`."""

    def nearness(name: str) -> float:
        if name.startswith(f"{word}."):
            return 1.0
        return max(SequenceMatcher(None, word.lower(), part).ratio() for part in (name, name.rpartition(".")[2]))

    near = {name: nearness(name) for name in names}
    return sorted((name for name in near if near[name] >= _NEAR), key=lambda name: (-near[name], name))[:_MOST]


def _argument(name: str) -> str:
    return _ARGUMENTS.get(name, name.upper())
