"""A process that is killed, without a process: from some deed on, nothing that it does is done any more.

In: after how many deeds. What a kill leaves in a real one is seen in `tests/contract/test_interrupted.py`.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from plugins.newsroom.store import Store
from plugins.portal import release


class Killed(BaseException):
    """The process is gone at this point; nothing may catch it."""


class Hook:
    """Kills at the n-th time that something is done to a file or a transaction begins or ends; counted from the start,
    or from where the release begins. Whoever is killed does nothing more."""

    def __init__(self, after: int, *, in_release: bool) -> None:
        self.left, self.counting, self.fell = after, not in_release, False

    @contextlib.contextmanager
    def armed(self) -> Iterator[None]:
        with pytest.MonkeyPatch.context() as patch:
            for name in ("link", "replace", "rename", "unlink", "remove", "rmdir", "mkdir", "open", "fsync"):
                patch.setattr(os, name, self._fatal(getattr(os, name)))
            real, released = Store._begun, release.release

            @contextlib.contextmanager
            def begun(store: Store) -> Iterator[None]:
                self.tick()
                with real(store):
                    yield
                self.tick()

            def release_(*arguments: Any, **named: Any) -> Any:
                self.counting = True
                return released(*arguments, **named)

            patch.setattr(Store, "_begun", begun)
            patch.setattr(release, "release", release_)
            yield

    def _fatal(self, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*arguments: Any, **named: Any) -> Any:
            self.tick()
            return real(*arguments, **named)

        return call

    def tick(self) -> None:
        if self.counting:
            self.left -= 1
            if self.left < 0:
                self.fell = True
                raise Killed
