"""What a printing made is written down as it goes on: outputs come in by parts, counts and lists go out, streamed.

It lies in the store, so that nothing of an archive's length is held, and so that a release that was cut off can be
finished. `orphans` finds what an earlier edition left that this one did not make.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from plugins.newsroom.errors import BuildRefused
from plugins.newsroom.store import Row, Store
from plugins.portal.edition import Edition
from plugins.portal.fragments import Fragment
from plugins.portal.stage import Made, Output

OURS: Final = ("gambar", "berita", "instansi", "topik", "wilayah", "arsip", "w", "data", "sitemap")
"""Folders of the site in which nobody else has a file of a kind that the portal writes."""
ANYTHING: Final = re.compile(".*")
HELD: Final = 1000  # outputs that are held before they are written down


class Ledger:
    """The outputs of one printing. Whatever an earlier one left half-way is forgotten."""

    def __init__(self, edition: Edition) -> None:
        self.edition = edition
        self.due = ""
        self._store: Store = edition.store
        self._of = {"folder": edition.folder}
        self._held: list[Output] = []
        self._pieces: list[Fragment] = []
        with self._store.transaction():
            self._store.q.drop_prints(**self._of)

    def take(self, made: Made) -> None:
        """What came of a part of the printing."""
        self._held += made.outputs
        self._pieces += made.fragments
        self.due = min(filter(None, (self.due, made.due)), default="")
        if len(self._held) + len(self._pieces) >= HELD:
            self.write()

    def write(self) -> None:
        """Write down what is held. Raises BuildRefused where one path was made twice, and not the same."""
        if not self._held and not self._pieces:
            return
        made = [self._row(each) for each in self._held if each.fate not in ("kept", "gone")]
        rest = [{**self._of, "path": e.path, "fate": e.fate} for e in self._held if e.fate in ("kept", "gone")]
        pieces, self._held, self._pieces = self._pieces, [], []
        with self._store.transaction():
            q = self._store.q
            dropped = [self._piece(each) for each in pieces if each.body is None]
            q.each("drop_fragments", (row for row in dropped if not row["kind"]))
            q.each("drop_fragment", (row for row in dropped if row["kind"]))
            q.each("save_fragment", map(self._piece, (each for each in pieces if each.body is not None)))
            if q.each("write_print", made) < len(made):
                twice = next(row["path"] for row in made if not self._is(row))
                raise BuildRefused(f"refused to write {twice!r}: written twice")
            q.each("write_unprinted", rest)

    def _row(self, each: Output) -> Row:
        return {**self._of, "path": each.path, "fate": each.fate, "digest": each.digest, "inputs": each.inputs}

    def _piece(self, each: Fragment) -> Row:
        return {**self._of, "kind": each.kind, "story": each.story, "look": each.look, "body": each.body}

    def _is(self, row: Row) -> bool:
        return bool(self._store.q.digest_of(**self._of, path=row["path"]) == row["digest"])

    def orphans(self, known: re.Pattern[str] = ANYTHING) -> None:
        """Mark as gone what an earlier edition put into this folder and a full one did not make: by the store's record,
        and in the folders that are ours alone by what lies there, for a store may be younger than the site. A file of a
        kind that we do not write (`known`: the paths that we do) is somebody else's, and stays."""
        self.write()
        if not self.edition.full:
            return
        with self._store.transaction():
            self._store.q.mark_orphans(**self._of)
            for folder in OURS:
                lying = filter(known.fullmatch, _files(self.edition.output, folder))
                unknown = (path for path in lying if self.fate(path) is None)
                self._store.q.each("write_unprinted", ({**self._of, "path": path, "fate": "gone"} for path in unknown))

    def strangers(self) -> list[str]:
        """Files that stood where something is staged, and that are none of what this store had printed there."""
        return [row["path"] for row in self._store.q.strangers(**self._of)]

    def fate(self, path: str) -> str | None:
        """What became of a path in this printing, as far as it is written down."""
        found: str | None = self._store.q.print_of(**self._of, path=path)
        return found

    def staged(self) -> Iterator[str]:
        return (row["path"] for row in self._store.q.staged_prints(**self._of))

    def gone(self) -> list[str]:
        return [row["path"] for row in self._store.q.gone_prints(**self._of)]

    def counts(self) -> dict[str, int]:
        """How many outputs met each fate."""
        return {row["fate"]: row["files"] for row in self._store.q.print_counts(**self._of)}

    def story_pages(self) -> int:
        """How many pages of stories will stand."""
        q = self._store.q
        if self.edition.full:
            return int(q.story_pages(**self._of))
        stood = q.edition(**self._of)["stories"]
        return int(stood + q.story_pages_new(**self._of) - q.story_pages_gone(**self._of))


def _files(output: Path, folder: str) -> Iterator[str]:
    for path in (output / folder).rglob("*"):
        if path.is_file():
            yield path.relative_to(output).as_posix()
