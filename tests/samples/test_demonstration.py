"""The demonstration, ended as whoever started it in the background ends it: by SIGTERM.

Real processes, and a network of one agency.
"""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from samples.network import Layout, lay_out
from tests.houses import ROOT

pytestmark = pytest.mark.skipif(os.name == "nt", reason="there are no such signals there")

CONTENT = {
    "content/network.toml": 'name = "Kabupaten Contoh"\ndomains = ["127.0.0.1"]\nallow_private_addresses = true\n',
    "content/agencies/dinkes/agency.toml": (
        'name = "Dinas Kesehatan"\nkind = "dinas"\nsite = "{site}"\n[[feeds]]\nurl = "{site}/feed/"\n'
    ),
    "sites/dinkes/site.toml": 'dialect = "wordpress"\ntitle = "Dinas Kesehatan"\ncolor = "#0b6e4f"\nmotif = "kawung"\n',
    "sites/dinkes/kabar.md": "Title: Kabar dari Dinas\nAge: 2h\n\nSatu paragraf tentang pekerjaan hari ini.\n",
}


@pytest.fixture
def layout(tmp_path: Path) -> Layout:
    """One agency with one article, laid out where the demonstration will look."""
    for name, text in CONTENT.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    return lay_out(tmp_path / "demo", now=datetime.now(UTC), source=tmp_path)


@pytest.fixture
def demo(layout: Layout) -> Iterator[subprocess.Popen[str]]:
    """`./run demo &` of a script, deaf to Ctrl-C as a shell starts it, in a group of its own; whatever the test found,
    nobody of it is left behind."""
    process = subprocess.Popen(
        [sys.executable, str(ROOT / "tasks.py"), "demo", "--folder", str(layout.folder)],
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_IGN),
    )  # fmt: skip
    yield process
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except ProcessLookupError:
        return
    process.communicate()


def answers(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def pulls(layout: Layout) -> bool:
    return (layout.folder / "portal.sqlite3").exists()


def shows(layout: Layout) -> bool:
    return answers(layout.portal)


@pytest.mark.parametrize("at_work", [pulls, shows], ids=["while it pulls", "while it shows the portal"])
def test_who_ends_the_demo_ends_all_that_it_started(
    demo: subprocess.Popen[str], layout: Layout, at_work: Callable[[Layout], bool]
) -> None:
    """SIGTERM to the one process that was started: it ends with 0, as after Ctrl-C, and so does what it had at work, a
    pull with its sentence; the sites and the portal answer no more, and nobody holds its output open."""
    patience = time.monotonic() + 60
    while not at_work(layout):
        assert demo.poll() is None, demo.communicate()
        assert time.monotonic() < patience
        time.sleep(0.02)
    assert answers(layout.ports["dinkes"])
    demo.terminate()
    _, err = demo.communicate(timeout=30)
    assert (demo.returncode, "Traceback" in err) == (0, False), err
    assert ("Dihentikan." in err) == (at_work is pulls), err
    assert not answers(layout.portal)
    assert not answers(layout.ports["dinkes"])
