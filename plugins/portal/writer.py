"""The door through which Pelican's generators reach the stage: a writer that renders and stages, and writes nothing."""

from __future__ import annotations

from typing import Any

from pelican import signals
from pelican.writers import Writer

from plugins.portal.stage import Stage
from plugins.portal.templates import render


class StagingWriter(Writer):
    """Pelican's writer, with a stage between it and the site."""

    def __init__(self, output_path: str, settings: dict[str, Any] | None = None) -> None:
        super().__init__(output_path, settings=settings)
        self.stage: Stage = self.settings["EDITION_STAGE"]

    def write_file(
        self, name: str, template: Any, context: dict[str, Any], relative_urls: bool = False,
        paginated: Any = None, template_name: str | None = None, override_output: bool = False,
        url: str | None = None, inputs: str = "", **kwargs: Any,
    ) -> None:  # fmt: skip
        """Render and stage. `content_written` is sent, as Pelican does, with the path of the staged file, so that a
        plugin may still work on it before the gate sees it. Where somebody listens, what stands is compared with what
        came of that."""
        if not name:
            return
        local = {"output_file": name, **kwargs}
        data = render(template, context, local).encode("utf-8")
        listened = bool(signals.content_written.receivers)
        staged = self.stage.put(name, data, inputs, edited=listened)
        if listened:
            signals.content_written.send(staged, context={**context, **local})
            self.stage.refresh(name)
