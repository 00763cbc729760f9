"""A shard as Pagefind made it comes in, the same one for less to fetch goes out.

Pagefind cuts its index into chunks of some 22 KB, and a reader fetches one for each word that is looked for. What
is kept of a word knows nothing of another, so chunks are cut between words, to some 4 KB. Pagefind also finds words
that begin with the one that was typed, in the same chunk; so words that begin alike stay together. Pages and chunks
get short names, for Pagefind's are random, and half of what its list of them weighs is that.

What is read here is Pagefind's own form (CBOR behind a mark, in gzip), of the version that requirements/ locks.
Whatever looks otherwise than known is refused.
"""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from plugins.newsroom.errors import SearchUnusable

CHUNK: Final = 8_000  # bytes of words before they are packed, from which on a chunk may end
ALIKE: Final = 3  # first letters; words that begin with the same ones stay in one chunk
META: Final = "pf_meta"
UNKNOWN: Final = "Program pencari (Pagefind) menulis indeks dengan bentuk yang tidak dikenal portal ini."
_MARK: Final = b"pagefind_dcd"
_DIGITS: Final = "0123456789abcdefghijklmnopqrstuvwxyz"
_UINT, _NEGATIVE, _BYTES, _TEXT, _ARRAY = range(5)  # CBOR's kinds of items, as far as they occur
_PAGES, _CHUNKS = 1, 2  # where the list of pages and that of chunks stand in the meta


def cut(made: Path, folder: Path) -> list[str]:
    """Write the index of `made` into `folder`: `meta.pf_meta` and `index/`. Pagefind's names of the pages, in the order
    of the short names that they have now: the first is "0", the 36th "z"."""
    (source,) = made.glob(f"*.{META}")
    meta, _ = _item(unpacked(source.read_bytes()), 0)
    pages: list[list[Any]] = meta[_PAGES]
    chunks: list[list[str]] = []
    (folder / "index").mkdir()
    for _, _, name in meta[_CHUNKS]:
        for first, last, body in _cut(unpacked((made / "index" / f"{name}.pf_index").read_bytes())):
            chunks.append([first, last, short(len(chunks))])
            (folder / "index" / f"{chunks[-1][2]}.pf_index").write_bytes(packed(body))
    named = [[short(number), *page[1:]] for number, page in enumerate(pages)]
    (folder / f"meta.{META}").write_bytes(packed(_written([*meta[:_PAGES], named, chunks, *meta[_CHUNKS + 1 :]])))
    return [page[0] for page in pages]


def short(number: int) -> str:
    """The name of what is the `number`-th."""
    name = _DIGITS[number % 36]
    while number := number // 36:
        name = _DIGITS[number % 36] + name
    return name


def packed(body: bytes) -> bytes:
    return gzip.compress(_MARK + body, 9, mtime=0)


def unpacked(data: bytes) -> bytes:
    """What Pagefind packed. Raises SearchUnusable where it is something else."""
    body = gzip.decompress(data)
    if not body.startswith(_MARK):
        raise SearchUnusable(UNKNOWN)
    return body[len(_MARK) :]


def _cut(chunk: bytes) -> Iterator[tuple[str, str, bytes]]:
    """First word, last word and the bytes of each part. A chunk is an array of one: the array of its words."""
    at = _start(chunk, 0, of=1)
    count, at = _head(chunk, at)[1:]
    words: list[str] = []
    begin = at
    for _ in range(count):
        word, _ = _item(chunk, _head(chunk, at)[2])  # a word is an array, and its first item is how it is spelled
        if at - begin >= CHUNK and word[:ALIKE] != words[-1][:ALIKE]:
            yield _part(words, chunk[begin:at])
            words, begin = [], at
        words.append(word)
        at = _end(chunk, at)
    yield _part(words, chunk[begin:at])


def _part(words: list[str], told: bytes) -> tuple[str, str, bytes]:
    return words[0], words[-1], _written_head(_ARRAY, 1) + _written_head(_ARRAY, len(words)) + told


def _start(data: bytes, at: int, *, of: int) -> int:
    """Where the items of an array begin that has so many."""
    kind, count, at = _head(data, at)
    if (kind, count) != (_ARRAY, of):
        raise SearchUnusable(UNKNOWN)
    return at


def _head(data: bytes, at: int) -> tuple[int, int, int]:
    """Kind, number and the place behind it."""
    kind, number = data[at] >> 5, data[at] & 31
    at += 1
    if number >= 24:
        size = 1 << (number - 24)
        if size > 8:
            raise SearchUnusable(UNKNOWN)
        number, at = int.from_bytes(data[at : at + size]), at + size
    return kind, number, at


def _end(data: bytes, at: int) -> int:
    """The place behind an item. An index has millions of them, most of which are small numbers."""
    left = 1
    while left:
        first = data[at]
        left -= 1
        if (small := first & 31) > 25 or _BYTES << 5 <= first < _ARRAY << 5:
            kind, number, at = _head(data, at)
            left += number if kind == _ARRAY else 0
            at += number if kind in (_BYTES, _TEXT) else 0
            continue
        at += 1 if small < 24 else small - 22
        if first >= _ARRAY << 5:
            left += small if small < 24 else int.from_bytes(data[at - (small - 23) : at])
    return at


def _item(data: bytes, at: int) -> tuple[Any, int]:
    """An item and the place behind it."""
    kind, number, at = _head(data, at)
    if kind == _TEXT:
        return data[at : at + number].decode(), at + number
    if kind == _ARRAY:
        items = []
        for _ in range(number):
            item, at = _item(data, at)
            items.append(item)
        return items, at
    if kind in (_UINT, _NEGATIVE):
        return (number if kind == _UINT else -1 - number), at
    raise SearchUnusable(UNKNOWN)


def _written(item: Any) -> bytes:
    if isinstance(item, str):
        text = item.encode()
        return _written_head(_TEXT, len(text)) + text
    if isinstance(item, list):
        return _written_head(_ARRAY, len(item)) + b"".join(map(_written, item))
    return _written_head(_UINT, item) if item >= 0 else _written_head(_NEGATIVE, -1 - item)


def _written_head(kind: int, number: int) -> bytes:
    if number < 24:
        return bytes([kind << 5 | number])
    size = next(power for power in range(4) if number < 1 << (8 << power))
    return bytes([kind << 5 | 24 + size]) + number.to_bytes(1 << size)
