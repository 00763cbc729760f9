"""The demonstration: the sample network's sites are served, pulled, built and the portal is shown.

Everything lives in one folder (`var/demo/`): the laid-out samples, the store, the pictures, the site. Each start is
one pull; what the sites show moves on with it. Pull, build and serve are the portal's own commands, run as anyone runs
them; the last one prints the portal's address. Whoever ends the demo ends whatever of them is at work.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from shlex import quote

from plugins.newsroom.errors import PortalError, because
from samples.network import Network, PortTaken, advance, lay_out

ROOT = Path(__file__).resolve().parents[1]
PATIENCE = 10.0  # seconds that a command has to end when it is asked to


def run(folder: Path, *, once: bool) -> None:
    """Serve, pull, build, index, show; with `once` end after that. Exits 1 with a sentence where a step failed; raises
    PortalError where `folder` cannot be written."""
    began = time.monotonic()
    try:
        layout = lay_out(folder, now=datetime.now(UTC))
        if not once and not _free(layout.portal):
            raise SystemExit(f"Port {layout.portal} dipakai program lain; demo lain mungkin masih berjalan.")
        number = advance(folder)
    except OSError as error:
        raise PortalError(
            f"Demo tidak dapat disiapkan: {error.filename or folder} tidak dapat ditulis ({because(error)}). Periksa"
            " izin dan sisa ruang disk, atau sebut tempat lain, misalnya ./run demo --folder /tmp/demo"
        ) from error
    environment = os.environ | {
        "PORTAL_CONTENT": str(layout.content),
        "PORTAL_STORE": f"sqlite:///{folder.resolve() / 'portal.sqlite3'}",
        "PORTAL_OUTPUT": str(folder.resolve() / "output"),
        "SITEURL": layout.portal_address.rstrip("/"),
    }
    signal.signal(signal.SIGTERM, _asked_to_end)  # whoever ends the demo ends its server, too
    signal.signal(signal.SIGINT, signal.default_int_handler)  # which what a shell starts in the background ignores
    try:
        with Network(folder) as network:
            print(f"Kabupaten Contoh: {len(network.sites)} situs instansi, penarikan ke-{number}.", flush=True)
            for command in (("pull", "--report", str(folder.resolve() / "report.json")), ("build",), ("search",)):
                if code := _carry_out(command, environment):
                    raise SystemExit(code)
            print(f"Selesai dalam {time.monotonic() - began:.1f} detik: {folder / 'output'}", flush=True)
            if not once:
                print(*addresses(network), sep="\n", flush=True)
                _carry_out(("serve", "--port", str(layout.portal)), environment)
    except PortTaken as error:
        raise SystemExit(str(error)) from error
    except KeyboardInterrupt:
        print()


def addresses(network: Network) -> Iterator[str]:
    """Where the sites are, and how one of them is tried out: their addresses are private, which the demo's network.toml
    alone allows."""
    yield "\nSitus contoh, menyala selama demo berjalan:"
    for slug, site in network.sites.items():
        yield f"  {slug:21} {site.dialect:18} {network.address(slug)}"
    content = network.layout.content.resolve()
    store = f"sqlite:///{content.parent / 'portal.sqlite3'}"
    yield "Mencari umpan salah satunya, dari terminal lain:"
    yield f"  {_command({'PORTAL_CONTENT': str(content)})} sources.discover {network.address('dinkes')}"
    yield "Menerangkan jalan sebuah berita, dengan alamatnya dari peramban:"
    yield f"  {_command({'PORTAL_CONTENT': str(content), 'PORTAL_STORE': store})} explain ALAMAT\n"


def _command(settings: dict[str, str]) -> str:
    """The command with these settings, as one types it on this machine."""
    if os.name == "nt":
        return "".join(f'set "{name}={value}" && ' for name, value in settings.items()) + "py run"
    return "".join(f"{name}={quote(value)} " for name, value in settings.items()) + "./run"


def _carry_out(command: Sequence[str], environment: dict[str, str]) -> int:
    """One of the portal's commands, to its end; its exit code. Whoever ends the demo ends it first, by the Ctrl-C that
    commands obey, and that reaches it without us where it was typed at a terminal."""
    process = subprocess.Popen([sys.executable, "-m", "invoke", *command], cwd=ROOT, env=environment)
    try:
        return process.wait()
    except KeyboardInterrupt as asked:
        if isinstance(asked, _Ended):
            process.send_signal(signal.SIGINT)
        try:
            process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            process.kill()
        raise


class _Ended(KeyboardInterrupt):
    """SIGTERM: who sends it means the demo alone."""


def _asked_to_end(*_: object) -> None:
    raise _Ended


def _free(port: int) -> bool:
    import socket

    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) != 0
