"""A name server of the tests' own, which may change its mind: names come in, addresses go out, nobody is asked.

It answers in the shape of `socket.getaddrinfo`. Spellings of numbers (`0x7f.1`) and `localhost` are read by the
machine's own resolver, as they would be in earnest; every other name that it was not told does not exist.
"""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Mapping, Sequence
from typing import Any


class NameServer:
    """`told` gives each name one or more answers, each a list of addresses; the last one stays. `asked` counts."""

    def __init__(self, told: Mapping[str, Sequence[Sequence[str]]]) -> None:
        self._left = {name: list(answers) for name, answers in told.items()}
        self.asked: list[str] = []

    def __call__(self, host: str) -> list[tuple[Any, ...]]:
        self.asked.append(host)
        if host not in self._left:
            if not _needs_nobody(host):
                raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
            return list(socket.getaddrinfo(host, None, type=socket.SOCK_STREAM))
        answers = self._left[host]
        return [_info(address) for address in (answers.pop(0) if len(answers) > 1 else answers[0])]


def _info(address: str) -> tuple[Any, ...]:
    six = ":" in address
    where = (address, 0, 0, 0) if six else (address, 0)
    return (socket.AF_INET6 if six else socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP, "", where)


def _needs_nobody(host: str) -> bool:
    """Whether the machine's resolver answers without asking anybody."""
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        ipaddress.ip_address(host.partition("%")[0])
    except ValueError:
        try:
            socket.inet_aton(host)
        except (OSError, UnicodeError):
            return False
    return True
