"""How a message crosses the wall: its length, and its bytes. A part of `walls`.

Both sides send and receive in the same way; neither believes a length that nobody needs.
"""

from __future__ import annotations

import struct
from typing import IO, Final

LONGEST: Final = 256 * 1024 * 1024


def send(pipe: IO[bytes], payload: bytes) -> None:
    """Raises OSError where nobody reads it."""
    pipe.write(struct.pack(">I", len(payload)) + payload)
    pipe.flush()


def receive(pipe: IO[bytes]) -> bytes:
    """Raises EOFError where it ends early, ValueError where it is too long."""
    head = pipe.read(4)
    if len(head) < 4:
        raise EOFError
    length = struct.unpack(">I", head)[0]
    if length > LONGEST:
        raise ValueError(f"an answer of {length} bytes")
    payload = pipe.read(length)
    if len(payload) < length:
        raise EOFError
    return payload
