"""A portal of its own for a test: content, store and site in one folder, the commands run as anyone runs them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]


@dataclass
class House:
    """`run` starts a command of the portal; `now` is its clock."""

    folder: Path
    content: Path
    now: str = "2026-11-21T05:00:00Z"
    site_url: str = "https://portal.contohkab.example"
    output: Path = field(init=False)

    def __post_init__(self) -> None:
        self.output = self.folder / "output"

    def environment(self, output: Path | None = None) -> dict[str, str]:
        return os.environ | {
            "PORTAL_CONTENT": str(self.content),
            "PORTAL_STORE": f"sqlite:///{self.folder / 'portal.sqlite3'}",
            "PORTAL_OUTPUT": str(output or self.output),
            "PORTAL_NOW": self.now,
            "SITEURL": self.site_url,
        }

    def run(self, *command: str, output: Path | None = None, code: int = 0) -> subprocess.CompletedProcess[str]:
        """Run one command to its end and hold it to an exit code."""
        done = self.attempt(*command, output=output)
        assert done.returncode == code, f"{command} ended with {done.returncode}\n{done.stdout}\n{done.stderr}"
        return done

    def attempt(self, *command: str, output: Path | None = None) -> subprocess.CompletedProcess[str]:
        """Run one command to its end, whatever that is."""
        return subprocess.run(
            [sys.executable, "-m", "invoke", *command],
            cwd=ROOT,
            env=self.environment(output),
            capture_output=True,
            text=True,
            timeout=120,
        )

    def pull(self, **options: Any) -> dict[str, Any]:
        """Pull, and give the report."""
        report = self.folder / "report.json"
        self.run("pull", "--report", str(report), **options)
        return dict(json.loads(report.read_text("utf-8")))

    def lines(self, output: Path | None = None) -> list[dict[str, Any]]:
        """Every data line of the built site."""
        shards = sorted(((output or self.output) / "data" / "stories").glob("*.jsonl"))
        return [json.loads(line) for shard in shards for line in shard.read_text("utf-8").splitlines()]

    def tree(self, output: Path | None = None) -> dict[str, bytes]:
        """Path → bytes of every file of the site."""
        folder = output or self.output
        return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}
