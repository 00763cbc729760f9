"""Jinja as the portal uses it: an environment comes in as Pelican made it, and goes out so that a page costs less.

No byte of a page is another for it. Templates do not change while an edition is printed, so nobody looks whether they
did, and one that is imported is run once. A macro is called with no more ado than a function, and plain text is escaped
only where it holds something to escape. What many pages share is rendered once (`once`).
"""

from __future__ import annotations

import hashlib
import re
import shutil
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from jinja2 import Environment, FileSystemBytecodeCache, Template, nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.environment import TemplateModule
from jinja2.runtime import Context, Macro
from jinja2.utils import missing
from markupsafe import Markup, escape

from plugins.portal import once

_special: Final = re.compile(r"""[&<>"']""").search


def _escaped(value: object) -> str:
    """The same as `markupsafe.escape`, sooner."""
    if type(value) is Markup or (type(value) is str and not _special(value)):
        return value
    return escape(value)


class _Code(CodeGenerator):
    """Prints values by `environment.escaped`."""

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape or finalize.src is not None:
            super()._output_child_pre(node, frame, finalize)
        else:
            self.write("environment.escaped(")


class _Context(Context):
    """Calls a macro that is given nothing out of the ordinary by its place alone."""

    def call(self, called: Any, /, *arguments: Any, **named: Any) -> Any:
        if type(called) is Macro and self.eval_ctx.autoescape:
            named.pop("_block_vars", None)
            named.pop("_loop_vars", None)
            left = called._argument_count - len(arguments)
            plain = not (called.caller or called.catch_kwargs or called.catch_varargs)
            if plain and not named and left >= 0:
                return Markup(called._func(*arguments, *[missing] * left))
        return super().call(called, *arguments, **named)


class _Imported(Template):
    """A template whose module, as others import it, is made once: all are given the same globals."""

    def _get_default_module(self, ctx: Context | None = None) -> TemplateModule:
        if self._module is None:
            self._module = self.make_module()
        return self._module


def render(template: Template, context: dict[str, Any], local: dict[str, Any]) -> str:
    """A page of what all pages have and what this one has for itself. What all have is not copied for each."""
    if template.globals.keys() - context.keys():
        context.update({name: value for name, value in template.globals.items() if name not in context})
    context.update(local)
    try:
        return "".join(template.root_render_func(template.new_context(context, shared=True)))
    except Exception:
        template.environment.handle_exception()  # raises it again, with the template's own lines
    finally:
        for name in local:
            del context[name]


def _way() -> str:
    """A hash of how templates are compiled here."""
    files = (Path(__file__), Path(once.__file__))
    return hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()[:12]


def tune(environment: Environment, compiled: Path) -> None:
    """To be called before any template is loaded. `compiled`: a folder of our own for what templates are compiled to.
    Jinja itself sees whether a template has changed; what was compiled in another way goes."""
    own = compiled / _way()
    own.mkdir(parents=True, exist_ok=True)
    for other in compiled.iterdir():
        if other != own:
            shutil.rmtree(other, ignore_errors=True)
    environment.bytecode_cache = FileSystemBytecodeCache(str(own), "%s")
    environment.auto_reload = False
    environment.template_class = _Imported
    environment.context_class = _Context
    environment.code_generator_class = _Code
    environment.extend(escaped=_escaped)
    environment.add_extension(once.Once)
    environment.get_template = lru_cache(maxsize=None)(environment.get_template)  # type: ignore[method-assign]  # of this one alone
