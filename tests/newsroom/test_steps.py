"""What a page costs grows with the page: four times as much of it, about four times as many steps."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any

import pytest

from plugins.newsroom.model import Entry
from plugins.newsroom.parse import page

TEXT = "kata " * 60
BYLINE = "<span class=byline>x</span>"

HOSTILE: dict[str, Callable[[int], str]] = {
    "bylines behind lines": lambda n: "x<br>" * n + "<i>" * n + BYLINE * (n // 4) + "</i>" * n,
    "bylines behind a long line": lambda n: "<b></b>" * n + "<i>" * n + BYLINE * (n // 4) + "</i>" * n,
    "bylines in one line": lambda n: BYLINE * n,
    "texts deep within": lambda n: "<i>" * n + "<b class=content></b>" * n + "</i>" * n,
    "texts within texts": lambda n: '<div class="post-content post-body item-page artikel">' * n + "<b></b>" * n,
    "times deep within": lambda n: "<i>" * n + "<b><time></time></b>" * n,
    "links": lambda n: "<a href=/a>b</a> " * n,
    "many classes": lambda n: f'<p class="{"entry-meta-x " * n}">',
    "many attributes": lambda n: f"<p {' '.join(f'a{i}=1' for i in range(n))}>",
    "tables within tables": lambda n: "<table><tr><td>a" * (n // 4),
    "lists within lists": lambda n: "<ul><li>a" * (n // 2),
    "what is never closed": lambda n: "<div><b>a" * (n // 2),
}


def steps(work: Callable[[], Any]) -> int:
    """Calls, of generators too, that a piece of work makes."""
    made = 0

    def count(_frame: Any, event: str, _argument: Any) -> None:
        nonlocal made
        made += event in ("call", "c_call")

    sys.setprofile(count)
    try:
        work()
    finally:
        sys.setprofile(None)
    return made


def cost(shape: str, size: int) -> int:
    """Steps from the page of an article to its entry."""
    markup = f"<div class=entry-content>{TEXT}{HOSTILE[shape](size)}</div>".encode()
    return steps(lambda: page(markup, url="http://a.id/1", content_type="text/html", select=None, entry=Entry()))


@pytest.mark.parametrize("shape", HOSTILE)
def test_an_articles_page_costs_what_it_is_long(shape: str) -> None:
    """However its elements stand, beside or within each other."""
    cost(shape, 50)  # what is only made once is made now
    assert cost(shape, 200) < 6 * cost(shape, 50)


def test_a_title_is_looked_through_once() -> None:
    """White space without end within it is one blank; to look for its end from each of its places would take minutes."""
    markup = f'<meta property="og:title" content="Kabar{" " * 200_000}baik">{TEXT}<p>'.encode()
    found = page(markup, url="http://a.id/1", content_type="text/html", select=None, entry=Entry())
    assert isinstance(found, Entry)
    assert found.title == "Kabar baik"
