"""Rendered bytes come in; what differs from what stands is staged, what equals it is skipped.

`Stage` is a folder beside the site in which everything new waits for the gate; `StagingWriter` is the door through
which Pelican's generators reach it. Nothing of the standing site is changed here.
"""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Mapping
from pathlib import Path, PurePosixPath
from typing import Any

from pelican import signals
from pelican.writers import Writer

from plugins.newsroom.errors import BuildRefused
from plugins.portal.edition import Edition


class Stage:
    """What this edition has made so far. Paths are relative to the site, with forward slashes.

    `staged`: path → digest of what differs from what stands; `made`: path → (digest, inputs) of all that was
    rendered; `kept`: what was not rendered because its inputs are the same; `gone`: what shall be removed.
    """

    def __init__(self, edition: Edition) -> None:
        self.edition = edition
        self.folder = edition.staging / "files"
        self.staged: dict[str, str] = {}
        self.made: dict[str, tuple[str, str]] = {}
        self.kept: set[str] = set()
        self.gone: set[str] = set()
        shutil.rmtree(edition.staging, ignore_errors=True)

    def put(self, path: str, data: bytes, inputs: str = "") -> Path | None:
        """Stage a file; the path of the staged file, or None where the same bytes already stand."""
        parts = PurePosixPath(path).parts
        if path.startswith("/") or ".." in parts or path in self.made or not parts:
            raise BuildRefused(f"refused to write {path!r}: outside the site, or written twice")
        self.made[path] = hashlib.sha256(data).hexdigest()[:32], inputs
        try:
            if (self.edition.output / path).read_bytes() == data:
                return None
        except OSError:
            pass  # nothing stands there yet
        target = self.folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
        self.staged[path] = self.made[path][0]
        return target

    def refresh(self, path: str) -> None:
        """Take up what a plugin made of a staged file."""
        self.made[path] = hashlib.sha256((self.folder / path).read_bytes()).hexdigest()[:32], self.made[path][1]
        self.staged[path] = self.made[path][0]

    def same_inputs(self, path: str, inputs: str) -> bool:
        """Whether this page stands and was made from the same inputs; then it need not be rendered."""
        if self.edition.full:
            return False
        row = self.edition.store.q.output(folder=self.edition.folder, path=path)
        if row is None or row["inputs"] != inputs or not (self.edition.output / path).is_file():
            return False
        self.kept.add(path)
        return True

    def remove(self, path: str) -> None:
        self.gone.add(path)


class StagingWriter(Writer):
    """Pelican's writer, with a stage between it and the site."""

    def __init__(self, output_path: str, settings: dict[str, Any] | None = None) -> None:
        super().__init__(output_path, settings=settings)
        self.stage: Stage = self.settings["EDITION_STAGE"]

    def write_file(
        self, name: str, template: Any, context: Mapping[str, Any], relative_urls: bool = False,
        paginated: Any = None, template_name: str | None = None, override_output: bool = False,
        url: str | None = None, inputs: str = "", **kwargs: Any,
    ) -> None:  # fmt: skip
        """Render and stage. `content_written` is sent, as Pelican does, with the path of the staged file, so
        that a plugin may still work on it before the gate sees it."""
        if not name:
            return
        local = {**context, "output_file": name, **kwargs}
        staged = self.stage.put(name, template.render(local).encode("utf-8"), inputs)
        if staged is not None and signals.content_written.receivers:
            signals.content_written.send(str(staged), context=local)
            self.stage.refresh(name)
