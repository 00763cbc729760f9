"""A built site, served on this machine to look at: the one place that listens, and only on loopback."""

from __future__ import annotations

from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, Final

from plugins.newsroom.errors import PortalError, because

TYPES: Final = {".jsonl": "application/jsonl", ".webp": "image/webp", ".json": "application/json; charset=utf-8"}


class _Visit(SimpleHTTPRequestHandler):
    extensions_map = SimpleHTTPRequestHandler.extensions_map | TYPES

    def log_message(self, format: str, *args: Any) -> None:
        """Quiet: who looks at a preview wants to see the site."""

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        page = Path(self.directory) / "404.html"
        if code != 404 or not page.is_file():
            super().send_error(code, message, explain)
            return
        body = page.read_bytes()
        self.send_response(404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)


def server(folder: Path, port: int) -> ThreadingHTTPServer:
    """A server for `folder` on 127.0.0.1; port 0 takes a free one."""
    return ThreadingHTTPServer(("127.0.0.1", port), partial(_Visit, directory=str(folder)))


def serve(folder: Path, port: int) -> None:
    """Serve until Ctrl-C. Raises PortalError where there is nothing to serve, or no such port to be had."""
    if not (folder / "index.html").is_file():
        raise PortalError(f"Belum ada situs di {folder}. Jalankan ./run build dahulu.")
    try:
        httpd = server(folder, port)
    except (OSError, OverflowError) as error:
        why = because(error) if isinstance(error, OSError) else "nomornya 0 sampai 65535"
        raise PortalError(f"Porta {port} tidak dapat dipakai ({why}). Pilih porta lain dengan --port.") from error
    with httpd:
        print(f"Portal: http://127.0.0.1:{httpd.server_port}/  (Ctrl-C menghentikan)", flush=True)
        try:
            httpd.serve_forever()
        except KeyboardInterrupt:
            print()
