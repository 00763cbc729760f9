"""Bytes that were printed come in; what differs from what stands is staged, what equals it is passed over.

The stage is a folder beside the store in which everything new waits for the gate. Nothing of the standing site is
changed here. What was done is handed over, a part at a time, to be written down (`ledger`).
"""

from __future__ import annotations

import hashlib
import os
import shutil
from contextlib import suppress
from typing import Literal

from msgspec import Struct

from plugins.newsroom.errors import BuildRefused
from plugins.portal.edition import Edition
from plugins.portal.fragments import Fragment

Fate = Literal["new", "changed", "same", "kept", "gone"]


class Output(Struct, frozen=True):
    """What became of one path: staged as `new` or `changed`, the `same` bytes as stand, `kept` without being printed
    for it would show the same, or `gone`. `digest`: SHA-256 of its bytes; `inputs`: of what a page shows that is looked
    at in every edition."""

    path: str
    fate: Fate
    digest: str = ""
    inputs: str = ""


class Made(Struct, frozen=True):
    """What came of a part of the printing, which has so many `names` of one `room`; `due`: when time alone makes
    something of it stale."""

    outputs: list[Output] = []
    fragments: list[Fragment] = []
    due: str = ""
    names: int = 0
    room: int = 0


class Stage:
    """Paths are relative to the site, with forward slashes."""

    def __init__(self, edition: Edition) -> None:
        self.edition = edition
        self.folder = edition.staging / "files"
        self._output, self._folder = str(edition.output), str(self.folder)
        self._bare = not edition.output.is_dir()  # nothing stands there
        self._done: dict[str, Output] = {}
        self._folders: set[str] = set()
        shutil.rmtree(edition.staging, ignore_errors=True)

    def put(self, path: str, data: bytes, inputs: str = "", *, edited: bool = False) -> str:
        """Stage a file; where it lies now, or "" where the same bytes already stand. `edited`: somebody else still
        works on it there, and `refresh` has to be told when that is done; only then it is compared."""
        parts = path.split("/")
        if not {"", ".", ".."}.isdisjoint(parts) or (path in self._done and self._done[path].fate != "gone"):
            raise BuildRefused(f"refused to write {path!r}: outside the site, or written twice")
        digest = hashlib.sha256(data).hexdigest()
        stands = None if self._bare else _stands(f"{self._output}/{path}", data)
        if stands and not edited:
            self._done[path] = Output(path, "same", digest, inputs)
            return ""
        self._done[path] = Output(path, "new" if stands is None else "changed", digest, inputs)
        self._open_folder("/".join(parts[:-1]))
        return _write(f"{self._folder}/{path}", data)

    def refresh(self, path: str) -> None:
        """Take up what a plugin made of a staged file. Where that is what stands already, nothing is staged."""
        staged, was = self.folder / path, self._done[path]
        data = staged.read_bytes()
        same = not self._bare and _stands(f"{self._output}/{path}", data)
        self._done[path] = Output(path, "same" if same else was.fate, hashlib.sha256(data).hexdigest(), was.inputs)
        if same:
            staged.unlink()

    def has(self, path: str) -> bool:
        """Whether this path was printed or kept already, in this part."""
        return path in self._done

    def keep(self, path: str) -> None:
        """What stands at this path stays as it is."""
        self._done[path] = Output(path, "kept")

    def same_inputs(self, path: str, inputs: str) -> bool:
        """Whether this page stands and was made from the same inputs; then it need not be rendered."""
        edition = self.edition
        if edition.full:
            return False
        row = edition.store.q.output(folder=edition.folder, path=path)
        if row is None or row["inputs"] != inputs or not os.path.isfile(f"{self._output}/{path}"):
            return False
        self.keep(path)
        return True

    def remove(self, path: str) -> None:
        self._done.setdefault(path, Output(path, "gone"))

    def hand_over(self) -> list[Output]:
        """What was done since the last time."""
        done, self._done = list(self._done.values()), {}
        return done

    def _open_folder(self, folder: str) -> None:
        """Make a folder of the stage and those that it lies in. What was made is remembered."""
        if folder in self._folders:
            return
        if folder:
            self._open_folder(folder.rpartition("/")[0])
            with suppress(FileExistsError):  # another process of this printing was first
                os.mkdir(f"{self._folder}/{folder}")
        else:
            os.makedirs(self._folder, exist_ok=True)
        self._folders.add(folder)


def _write(path: str, data: bytes) -> str:
    file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o666)
    try:
        while data:  # a large file may be written in parts
            data = data[os.write(file, data) :]
    except OSError as error:
        error.filename = path  # the system knows an open file by its number
        raise
    finally:
        os.close(file)
    return path


def _stands(path: str, data: bytes) -> bool | None:
    """Whether these bytes stand there; None where nothing does. The size is asked first: it nearly always differs."""
    try:
        if os.stat(path).st_size != len(data):
            return False
        with open(path, "rb", buffering=0) as file:
            return file.read() == data
    except OSError:
        return None
