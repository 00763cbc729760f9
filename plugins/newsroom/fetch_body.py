"""A body as it arrives: chunks come in, bytes go out, inflated one layer and counted. A part of `fetch`.

Nothing is read from a socket here, and nothing is understood.
"""

from __future__ import annotations

import zlib

from plugins.newsroom.outcomes import Failed, Fetched


class Body:
    """What has arrived so far, inflated one layer, counted before and while inflating."""

    def __init__(self, limit: int) -> None:
        self.data = bytearray()
        self.gzip = False
        self._limit = limit
        self._arrived = 0
        self._inflate = zlib.decompressobj(wbits=31)
        self._url, self._status, self._type = "", 0, ""

    def expect(self, url: str, status: int, content_type: str) -> None:
        self._url, self._status, self._type = url, status, content_type

    def add(self, chunk: bytes) -> bool:
        """Take a chunk; False once the cap is passed. Raises ValueError where the gzip stream is broken."""
        self._arrived += len(chunk)  # also what inflates to nothing, or comes after the stream's end
        try:
            if not self.gzip:
                self.data += chunk
                if self._arrived - len(chunk) < 2 and self.data.startswith(b"\x1f\x8b"):
                    self.gzip, chunk = True, bytes(self.data)  # compressed, whether or not it says so
                    self.data = bytearray(self._inflate.decompress(chunk, self._limit + 1))
            elif not self._inflate.eof:
                self.data += self._inflate.decompress(chunk, self._limit + 1 - len(self.data))
        except zlib.error as error:
            raise BadEncoding(str(error)) from error
        return max(len(self.data), self._arrived) <= self._limit

    def whole(self) -> bool:
        """Whether the end was reached; a second member of the stream (RFC 1952, 2.2) is not read."""
        ended = self._inflate.eof and not self._inflate.unused_data.startswith(b"\x1f\x8b")
        return not self.gzip or ended or not self._arrived

    def cut_short(self, asked: str, error: str, detail: str = "") -> Fetched | Failed:
        """What there is, marked incomplete; a plain failure where nothing useful has arrived."""
        if self._status == 200 and self.data:
            return Fetched(asked, self._url, 200, bytes(self.data), self._type, complete=False, error=error)
        return Failed(asked, error, detail, self._status or None)


class BadEncoding(ValueError):
    """The body is not the gzip it says it is."""
