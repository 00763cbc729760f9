"""What went wrong while a page was printed comes in as an exception, a sentence for whoever has to mend it goes out:
what it was, in which template and at which line, and which page was being printed."""

from __future__ import annotations

from collections.abc import Iterator
from types import TracebackType

from jinja2 import TemplateNotFound, TemplateSyntaxError
from msgspec import Struct

from plugins.newsroom.errors import because


class Place(Struct, frozen=True):
    """A line of a template."""

    file: str
    line: int

    def __str__(self) -> str:
        return f"{self.file}, baris {self.line}"


def told(error: Exception, page: str = "") -> str:
    """One sentence of Indonesian. `page`: the address or the name of what was being printed."""
    during = f" saat mencetak {page}" if page else ""
    at = _syntax(error) or next(iter([*_places(error.__traceback__)][::-1]), None)
    if at or isinstance(error, TemplateNotFound):
        where = f" {at}" if at else ""
        return f"templat{where} keliru{during}: {_said(error)}. Betulkan templat itu, lalu ulangi."
    if isinstance(error, OSError):
        file = f" ({error.filename2 or error.filename})" if error.filename else ""
        return f"{because(error)}{file}{during}. Periksa sisa ruang disk dan izin foldernya, lalu ulangi."
    return f"program ini sendiri keliru{during}: {_said(error)}"


def _said(error: Exception) -> str:
    if isinstance(error, TemplateNotFound):
        return f"templat {error.name or error} tidak ada"
    if isinstance(error, TemplateSyntaxError):
        return str(error.message).rstrip(".")
    return f"{type(error).__name__}: {error}"


def _syntax(error: Exception) -> Place | None:
    if isinstance(error, TemplateSyntaxError):
        return Place(error.filename or error.name or "?", error.lineno)
    return None


def _places(trace: TracebackType | None) -> Iterator[Place]:
    """Lines of templates that were being rendered, the innermost last: as Jinja tells them, or as they lie in what it
    compiled, where it has not yet been asked."""
    while trace:
        known = trace.tb_frame.f_globals
        if "__jinja_exception__" in known:
            yield Place(trace.tb_frame.f_code.co_filename, trace.tb_lineno)
        elif template := known.get("__jinja_template__"):
            yield Place(template.filename or template.name, template.get_corresponding_lineno(trace.tb_lineno))
        trace = trace.tb_next
