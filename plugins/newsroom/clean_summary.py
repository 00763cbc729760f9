"""A summary: the lines of an article's prose come in, its first real sentences go out.

Nothing is made up and nothing rearranged; a heading, the title said again and a list are no sentences.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from plugins.newsroom.strange_letters import one_line

SUMMARY: Final = 240
MOST: Final = SUMMARY + 60  # of one sentence that is longer than that
_READ: Final = 4 * SUMMARY  # characters of the prose that are looked at
_SENTENCE_END: Final = re.compile(r"[.!?…](?P<closed>[\"”’')\]]{0,3})\s+(?=[\"“‘(\[]{0,3}[A-Z0-9])")
_SHORTENED: Final = re.compile(
    r"(?:^|(?<=[\s(“\"]))(?:[A-Z]|[A-Za-z]{1,4}(?:\.[A-Za-z]{1,5}){1,4}|(?i:drs?|dra|drg|hj?|ir|prof|kab|kec|kel|prov|kep|no|nomor|jl"
    r"|jln|gg|tn|ny|sdr|telp|tlp|hp|yth|mr|mrs|ms|vs|rev|rep|sen|st|tgl|pkl|hlm|hal|vol|bag|sub|dsn|ds|rt|rw|kav|blk|lt|ps|psl|ay|rp"
    r"|dkk|pt|cv|ud|kol|kapt|mayjen|brigjen|letkol|serda|kombes|akbp|akp|kompol|iptu|ipda|aiptu|bripka|kh|tgk|sh|se|mm|msi|mpd|spd|skm))\.$"
)
_SHORTENED_AT_MOST: Final = 26  # characters, with what stands before it
_SIGNS: Final = 20  # by which two writings of one title may differ
_OPENING: Final = 8  # characters by which most lines are told from a title
_SAID: Final = frozenset('.!?…:;”"’')


def summarise(lines: Sequence[str], title: str = "") -> str:
    """The first sentences that fit in about 240 characters, cut at a sentence or a word."""
    prose: list[str] = []
    size = 0
    for line in lines:
        if line and line[-1] in _SAID and not says(line, title):
            prose.append(line)
            size += len(line) + 1
            if size > _READ:
                break
    if not prose:  # nobody ends a sentence here
        prose = [line for line in lines[:40] if not says(line, title)]
    taken = ""
    for sentence in sentences(one_line(" ".join(prose)[:_READ])):
        if not taken and says(sentence, title):
            continue
        if taken and len(taken) + len(sentence) + 1 > SUMMARY:
            break
        taken = f"{taken} {sentence}".strip()
    if len(taken) <= MOST:
        return taken
    return taken[:SUMMARY].rsplit(" ", 1)[0].rstrip(",;:–—- ") + " …"


def sentences(flat: str) -> Iterator[str]:
    """Split where a sentence ends, and not behind a title, an initial or a shortened word."""
    begin = 0
    for end in _SENTENCE_END.finditer(flat):
        stop = end.start() + 1
        word = flat.rfind(" ", begin, stop) + 1
        if end["closed"] or not _SHORTENED.search(flat, max(begin, word, stop - _SHORTENED_AT_MOST), stop):
            yield flat[begin:stop] + end["closed"]
            begin = end.end()
    if begin < len(flat):
        yield flat[begin:]


def says(line: str, title: str) -> bool:
    """Whether a line says the title and nothing else, whatever signs stand in either."""
    if not title or abs(len(line) - len(title)) > _SIGNS:
        return False
    first, other = _letters(line[:_OPENING]), _letters(title[:_OPENING])
    return (first.startswith(other) or other.startswith(first)) and _letters(line) == _letters(title)


def _letters(said: str) -> str:
    return "".join(re.findall(r"\w", said.casefold()))
