"""Where this portal stands: the environment of the contract comes in, paths, clock, store and lock go out.

Reads PORTAL_CONTENT, PORTAL_STORE, PORTAL_OUTPUT, PORTAL_NOW and SITEURL, and nothing else of the environment. What
is named there is relative to where the command was typed; what is left out stands in the project's own folder. White
space around a value is none of it: whoever keeps values as secrets or in files keeps a line end with them.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, Final

from plugins.newsroom.errors import AnotherRun, PortalError, StoreUnusable, because

if TYPE_CHECKING:
    from plugins.newsroom.store import Store

ROOT: Final = Path(__file__).resolve().parents[2]
VERSION: Final = "0.1.0"

_SQLITE: Final = "sqlite:///"
_MOMENT: Final = "Tulis seperti 2026-11-21T06:30:00Z, atau kosongkan untuk memakai jam mesin ini."
_CONTROL: Final = re.compile(r"[\x00-\x1f\x7f-\x9f]")
_IN_HEADER: Final = re.compile(r"[!-'*-\[\]-~]{1,254}")  # RFC 9110: no blank, bracket or backslash; RFC 5321: as long


def region() -> Path | None:
    """The region's folder whose `.engine/` this copy of the portal is; None for a copy of its own.

    Seen by where it stands: the region's `run` is a file of the region, as old as its repository.
    """
    return ROOT.parent if ROOT.name == ".engine" and (ROOT.parent / "portal.toml").is_file() else None


def guide(name: str) -> str:
    """Where a guide of docs/ lies, as seen from the folder in which `./run` is typed."""
    return f".engine/docs/{name}" if region() else f"docs/{name}"


def content(env: Mapping[str, str] = os.environ) -> Path:
    return _path(env, "PORTAL_CONTENT", "content")


def output(env: Mapping[str, str] = os.environ) -> Path:
    return _path(env, "PORTAL_OUTPUT", "output")


def store_url(env: Mapping[str, str] = os.environ) -> str:
    """Where the store is. Raises StoreUnusable where that is no file, before anything is made beside it."""
    url = _said(env, "PORTAL_STORE") or f"{_SQLITE}{ROOT / 'var' / 'portal.sqlite3'}"
    if not url.startswith(_SQLITE):
        kind = f"{url.partition(':')[0]}:…" if ":" in url else url  # whatever follows may hold a password
        raise StoreUnusable(
            f"PORTAL_STORE={kind} bukan simpanan yang dikenal. Tulis {_SQLITE} dan letak berkasnya, misalnya "
            f"PORTAL_STORE={_SQLITE}var/portal.sqlite3, atau kosongkan."
        )
    return f"{_SQLITE}{Path.cwd() / url.removeprefix(_SQLITE)}"


def site_url(env: Mapping[str, str] = os.environ) -> str:
    """The site's public address without a slash at its end; may be empty. Raises PortalError where it is none."""
    url = _said(env, "SITEURL").rstrip("/")
    if " " in url or not url.isprintable():
        raise PortalError("SITEURL memuat spasi atau huruf yang tidak terlihat. Ketik ulang alamat situsnya.")
    if url and not url.startswith(("https://", "http://")):
        raise PortalError(f"SITEURL={url} bukan alamat situs. Awali dengan https://, misalnya SITEURL=https://{url}")
    return url


def _said(env: Mapping[str, str], name: str) -> str:
    """What the environment says; "" where it says nothing. Raises PortalError on control characters."""
    said = env.get(name, "").strip()
    if _CONTROL.search(said):
        raise PortalError(
            f"{name} memuat huruf kendali, misalnya pindah baris, di tengah isinya. Ketik ulang dalam satu baris."
        )
    return said


def _path(env: Mapping[str, str], name: str, default: str) -> Path:
    named = _said(env, name)
    return Path.cwd() / named if named else ROOT / default


def now(env: Mapping[str, str] = os.environ) -> datetime:
    """The clock, to the second; fixed where PORTAL_NOW says so. Raises PortalError on nonsense."""
    fixed = _said(env, "PORTAL_NOW")
    if not fixed:
        return datetime.now(UTC).replace(microsecond=0)
    try:
        at = datetime.fromisoformat(fixed)
    except ValueError as error:
        raise PortalError(f"PORTAL_NOW={fixed} bukan waktu. {_MOMENT}") from error
    if not 2000 <= at.year < 2200:
        raise PortalError(f"PORTAL_NOW={fixed} bukan tahun yang mungkin. {_MOMENT}")
    return (at if at.tzinfo else at.replace(tzinfo=UTC)).astimezone(UTC)


def open_store(content: Path) -> Store:
    """The store, opened. Where there is none yet, one is made and that is said on standard error, since it may well be
    one that was mistyped or lost; none is made for a network that cannot be used. Raises NetworkUnusable and
    StoreUnusable."""
    from plugins.newsroom.store import Store

    url = store_url()
    path = Path(url.removeprefix(_SQLITE))
    stood = path.exists()
    if not stood:
        from plugins.newsroom import registry

        registry.read_network(content)
    store = Store(url)
    if not stood:
        print(f"Simpanan baru dibuat di {path}.", file=sys.stderr)
    return store


def standing_store() -> Store:
    """The store, opened to be read. Raises StoreUnusable where there is none: who only asks makes none."""
    from plugins.newsroom.store import Store

    path = Path((url := store_url()).removeprefix(_SQLITE))
    if not path.exists():
        raise StoreUnusable(
            f"Simpanan {path} belum ada. Jalankan ./run pull dahulu, atau tunjuk simpanan yang sudah ada:"
            f" PORTAL_STORE={_SQLITE}LETAK/portal.sqlite3."
        )
    return Store(url)


def agent(contact: str = "") -> str:
    """The User-Agent: who asks, for whom, and whom to write to; what no header may hold is left out."""
    site = site_url()
    about = "; ".join(filter(_IN_HEADER.fullmatch, (f"+{site}" if site else "", contact)))
    return f"PortalBakohumas/{VERSION}" + (f" ({about})" if about else "")


@contextmanager
def alone() -> Iterator[None]:
    """Only one run at a time for one store. The lock is the operating system's: a crash cannot leave it behind.

    Raises AnotherRun at once where another run works.
    """
    path = Path(store_url().removeprefix(_SQLITE)).with_suffix(".lock")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        file = path.open("a+")
    except OSError as error:
        raise StoreUnusable(
            f"{path} tidak dapat dibuka ({because(error)}). Simpanan portal harus dapat ditulis di sana: jalankan "
            "sebagai pengguna yang memilikinya, atau periksa PORTAL_STORE."
        ) from error
    with file:
        if not _take(file):
            raise AnotherRun("Perintah lain sedang menarik atau mencetak dengan simpanan ini; yang ini mengalah.")
        yield


def _take(file: IO[Any]) -> bool:
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
