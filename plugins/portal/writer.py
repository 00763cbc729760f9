"""The door through which Pelican's generators reach the stage: a writer that renders and stages, and writes nothing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pelican import signals
from pelican.writers import Writer

from plugins.portal.stage import Stage


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
