"""What every test may lean on: a closed network, a home of its own, the corpora, a browser, one moment.

Nothing of the machine that the tests run on comes in, save the folder of corpora and the browser. Whoever
tries to leave the machine is stopped and the test fails, even where the code under test swallowed the error.
"""

from __future__ import annotations

import ipaddress
import locale
import os
import shutil
import signal
import socket
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser

OPERATORS: Final = ("PORTAL_CONTENT", "PORTAL_STORE", "PORTAL_OUTPUT", "PORTAL_NOW", "SITEURL")
"""Settings of whoever runs the portal on this machine; no test sees them."""

SLOW: Final = (
    "contract/test_deadlines", "corpora/", "faults/test_faults", "site/test_network", "browser/", "contract/",
    "office/", "test_run", "test_deploy",
)  # fmt: skip
"""What takes long begins first, and the thousands of quick tests come last: where several processes share the files,
none of them is left alone with a long one at the end."""

CHROMIUM_ARGUMENTS: Final = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
)

_restore: Final = pytest.MonkeyPatch()
_attempts: Final[list[str]] = []


class NetworkClosed(RuntimeError):
    """A test tried to leave this machine."""

    def __init__(self, what: str) -> None:
        super().__init__(f"a test may reach loopback only, and this one tried {what}")
        _attempts.append(str(self))


def stays_here(host: object) -> bool:
    """Whether a host is this very machine: loopback, or none given, or a name that RFC 6761 gives to it."""
    name = host.decode() if isinstance(host, bytes) else host
    if name is None or name == "":
        return True
    if not isinstance(name, str):
        return False
    if name == "localhost" or name.endswith(".localhost"):
        return True
    try:
        address = ipaddress.ip_address(name.partition("%")[0])
    except ValueError:
        return False
    mapped = getattr(address, "ipv4_mapped", None)
    return bool((mapped or address).is_loopback)


def _close_the_network() -> None:
    """In this process; child processes open sockets of their own and have to be given loopback addresses."""
    connect, connect_ex, sendto = socket.socket.connect, socket.socket.connect_ex, socket.socket.sendto
    resolve = socket.getaddrinfo

    def check(sock: socket.socket, address: Any) -> None:
        if sock.family in (socket.AF_INET, socket.AF_INET6) and not stays_here(address[0]):
            raise NetworkClosed(f"to reach {address[0]}, port {address[1]}")

    def checked_connect(self: socket.socket, address: Any) -> None:
        check(self, address)
        connect(self, address)

    def checked_connect_ex(self: socket.socket, address: Any) -> int:
        check(self, address)
        return connect_ex(self, address)

    def checked_sendto(self: socket.socket, data: Any, *rest: Any) -> int:
        check(self, rest[-1])
        return sendto(self, data, *rest)

    def checked_resolve(host: Any, *rest: Any, **options: Any) -> Any:
        name = host.decode() if isinstance(host, bytes) else host
        if isinstance(name, str) and name.rstrip(".").endswith((".invalid", ".test", ".example")):
            raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")  # RFC 6761: never resolved
        if not stays_here(host) and not _is_number(name):
            raise NetworkClosed(f"to look up {name}")
        return resolve(host, *rest, **options)

    _restore.setattr(socket.socket, "connect", checked_connect)
    _restore.setattr(socket.socket, "connect_ex", checked_connect_ex)
    _restore.setattr(socket.socket, "sendto", checked_sendto)
    _restore.setattr(socket, "getaddrinfo", checked_resolve)


def _is_number(host: object) -> bool:
    """Whether the resolver asks nobody for it, as for `10.0.0.1`, but also `0x7f.1` and `2130706433`."""
    if not isinstance(host, str):
        return False
    try:
        ipaddress.ip_address(host.partition("%")[0])
    except ValueError:
        try:
            socket.inet_aton(host)
        except OSError:
            return False
    return True


def pytest_configure(config: pytest.Config) -> None:
    home = tempfile.mkdtemp(prefix="home-of-the-tests-")
    config.add_cleanup(lambda: shutil.rmtree(home, ignore_errors=True))
    _restore.setenv("HOME", home)
    # A command that a test starts is compiled once, not at every start; and a Ctrl-C that a test sends reaches it, even
    # where all of this was started in the background, whose children ignore it.
    _restore.delenv("PYTHONDONTWRITEBYTECODE", raising=False)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    for name in (*OPERATORS, "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"):
        _restore.delenv(name, raising=False)
    _close_the_network()


def pytest_unconfigure() -> None:
    _restore.undo()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=lambda item: next((n for n, name in enumerate(SLOW) if f"tests/{name}" in item.nodeid), len(SLOW)))


@pytest.fixture(autouse=True)
def own_language() -> Iterator[None]:
    """Pelican sets the language of the process that it runs in; the next test finds its own."""
    before = locale.setlocale(locale.LC_ALL)
    yield
    locale.setlocale(locale.LC_ALL, before)


@pytest.fixture(autouse=True)
def network_stays_closed() -> Iterator[None]:
    """Fails the test that tried to leave, whatever became of the error."""
    _attempts.clear()
    yield
    assert not _attempts, "\n".join(_attempts)


@pytest.fixture
def attempts() -> list[str]:
    """What the closed network refused in this test; who provokes that on purpose clears it."""
    return _attempts


@pytest.fixture(scope="session")
def corpora() -> Path:
    """The folder of real documents that nobody of this project wrote; named by PORTAL_CORPORA."""
    folder = os.environ.get("PORTAL_CORPORA", "")
    if not folder:
        pytest.skip("PORTAL_CORPORA is not set: no corpora of real documents here")
    path = Path(folder)
    if not path.is_dir():
        pytest.fail(f"PORTAL_CORPORA={folder} is not a folder")
    return path


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """A headless browser that knows loopback alone. Missing, it is skipped; in CI that is a failure.

    One per module: while it runs, the module's tests stand inside its event loop and cannot start another.
    """
    names = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
    path = next(filter(None, map(shutil.which, names)), None)
    if path is None:
        missing = "no Chromium on this machine: install it for the tests of what readers see"
        pytest.fail(missing) if os.environ.get("CI") == "true" else pytest.skip(missing)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(CHROMIUM_ARGUMENTS))
        yield browser
        browser.close()


@pytest.fixture
def now() -> datetime:
    """One fixed moment: Saturday 21 November 2026, 13.30 WIB."""
    return datetime(2026, 11, 21, 6, 30, tzinfo=UTC)
