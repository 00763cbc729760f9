"""Documents of strangers become a network on this machine: files come in, a content/ and an open port go out.

Each document is one agency with one feed, served byte for byte. Who is pulled from here cannot leave the machine:
pictures and articles that the documents link to are not asked for, on whatever machine this runs.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Final

TYPES: Final = {
    ".atom": "application/atom+xml",
    ".rss": "application/rss+xml",
    ".xml": "application/xml",
    ".json": "application/feed+json",
}
_NO_DOCUMENTS: Final = frozenset({"LICENSE"})

CLOSED: Final = '''"""Loaded by each Python that has this folder in PYTHONPATH: no name leads beyond this machine."""

import socket

_resolve = socket.getaddrinfo


def _here(host, *rest, **options):
    name = host.decode() if isinstance(host, bytes) else host
    if name not in (None, "", "127.0.0.1", "localhost"):
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
    return _resolve(host, *rest, **options)


socket.getaddrinfo = _here
'''


@dataclass(frozen=True, slots=True)
class Document:
    """One file. `name` is its path in the corpora, `slug` its agency's."""

    name: str
    slug: str
    body: bytes

    @property
    def packed(self) -> bool:
        """Whether it was stored as it went over the wire, compressed."""
        return self.body[:2] == b"\x1f\x8b"


def documents(corpora: Path, folders: Sequence[str]) -> list[Document]:
    """Every document of these folders, by name; licences and hidden files are none."""
    found: list[Document] = []
    for path in sorted(p for folder in folders for p in (corpora / folder).rglob("*") if p.is_file()):
        if path.name not in _NO_DOCUMENTS and not path.name.startswith("."):
            name = path.relative_to(corpora).as_posix()
            found.append(Document(name, "-".join(re.findall(r"[a-z0-9]+", name.lower())), path.read_bytes()))
    return found


def write_content(folder: Path, docs: Sequence[Document], address: str) -> None:
    """A content/ in which each document is an agency."""
    folder.mkdir(parents=True)
    (folder / "network.toml").write_text(
        'name = "Kabupaten Korpus"\ncode = "00.98"\nallow_private_addresses = true\n', encoding="utf-8"
    )
    for doc in docs:
        home = folder / "agencies" / doc.slug
        home.mkdir(parents=True)
        (home / "agency.toml").write_text(
            f'name = "{doc.name}"\nkind = "dinas"\n\n[[feeds]]\nurl = "{address}/{doc.name}"\n', encoding="utf-8"
        )


def close_the_network(folder: Path) -> str:
    """A folder for PYTHONPATH."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "sitecustomize.py").write_text(CLOSED, encoding="utf-8")
    return str(folder)


@contextmanager
def serving(docs: Sequence[Document]) -> Iterator[str]:
    """Serve the documents on a free port of loopback while the block runs; gives the address, without a slash."""

    class Visit(BaseHTTPRequestHandler):
        shelf: Final = {f"/{doc.name}": doc for doc in docs}
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            doc = self.shelf.get(self.path)
            self.send_response(200 if doc else 404)
            if doc:
                self.send_header("Content-Type", TYPES[Path(doc.name).suffix])
            if doc and doc.packed:
                self.send_header("Content-Encoding", "gzip")
            self.send_header("Content-Length", str(len(doc.body) if doc else 0))
            self.end_headers()
            self.wfile.write(doc.body if doc else b"")

        def log_message(self, format: str, *args: object) -> None:
            """Quiet."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Visit) as server:
        thread = threading.Thread(target=server.serve_forever, name="served")
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_address[1]}"
        finally:
            server.shutdown()
            thread.join()
