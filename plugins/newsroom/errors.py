"""One tree of exceptions for the whole house.

An *expected* failure (a feed that does not answer, a file with a fault) is a value and flows on;
only what nobody could carry on from is raised. What an operator can cause and mend is said in Indonesian::

    PortalError                    anything this project raises on purpose
    ├── NetworkUnusable            network.toml cannot be used: nothing may be pulled or built   (exit 2)
    ├── StoreUnusable              the store or the output cannot be opened                      (exit 2)
    ├── Stopped                    Ctrl-C ended it; the text says what stands and what to do   (exit 130)
    ├── AnotherRun                 another pull or build holds the lock                          (leaves politely)
    ├── WorkerLost                 a worker was killed at its deadline, or died
    │   └── Outlasted              it was killed at its deadline
    ├── Unopened                   the workers had no time left for a source that wants much of it
    ├── BuildRefused               the gate refused, or the build failed; the old site stands    (exit 1)
    │   └── SiteIncomplete         files that should stand are gone: printing everything anew heals it
    └── SearchUnusable             the search index was not renewed; the site and the index that stood stand
"""

from __future__ import annotations

import errno
from typing import Final


class PortalError(Exception):
    """Base of everything that this project raises on purpose; its text is one clear sentence."""


class NetworkUnusable(PortalError):
    """`network.toml` cannot be used. `faults` lists every fault found, in file order."""

    def __init__(self, message: str, faults: tuple[object, ...] = ()) -> None:
        super().__init__(message)
        self.faults = faults


class StoreUnusable(PortalError):
    """The store, or the output folder, cannot be opened or is from a newer version."""


class Stopped(PortalError):
    """Ctrl-C ended a command that has something of its own to say of it; all others let KeyboardInterrupt pass."""


class AnotherRun(PortalError):
    """Another run holds the lock of this store."""


class WorkerLost(PortalError):
    """A worker was killed at its deadline or memory bound, or died of what it was given."""


class Outlasted(WorkerLost):
    """A worker was killed at its deadline."""


class Unopened(PortalError):
    """The workers had no time left for a source that wants much of it: nothing is known of what it sent."""


class BuildRefused(PortalError):
    """Nothing of what was staged went live."""


class SiteIncomplete(BuildRefused):
    """Somebody removed files of the standing site."""


class SearchUnusable(PortalError):
    """The search index was not renewed. The site stands, and the index as it stood."""


_BECAUSE: Final = {
    errno.ENOENT: "berkas atau foldernya tidak ada",
    errno.EACCES: "tidak ada izin",
    errno.EPERM: "tidak ada izin",
    errno.EISDIR: "itu folder, bukan berkas",
    errno.ENOTDIR: "sebagian jalurnya bukan folder",
    errno.EEXIST: "nama itu sudah dipakai",
    errno.ENOTEMPTY: "foldernya tidak kosong",
    errno.ENOSPC: "disk penuh",
    errno.EDQUOT: "jatah disk habis",
    errno.EROFS: "disknya hanya dapat dibaca",
    errno.EIO: "disknya bermasalah",
    errno.ENAMETOOLONG: "namanya terlalu panjang",
    errno.EMFILE: "terlalu banyak berkas yang terbuka",
    errno.EADDRINUSE: "sedang dipakai program lain",
    errno.EADDRNOTAVAIL: "alamat itu tidak ada di mesin ini",
}


def because(error: OSError) -> str:
    """Why the machine refused, as an operator reads it inside of a sentence; its own words where we have none."""
    return _BECAUSE.get(error.errno or 0) or error.strerror or str(error)
