"""Addresses as people type them into lists → absolute http(s) addresses. Text in, text out; a part of `roster`.

Nothing is looked up. What is read: a domain without a scheme, a machine's number with a port or alone in its cell,
`http//`, `htpps://`, spaces, a remark behind it. What is not: an e-mail address, a person's degrees (`S.Pd`), an
agency's code (`1.02.0.00`), a bare `localhost`.
"""

from __future__ import annotations

import re
from ipaddress import IPv4Address
from typing import Final
from urllib.parse import urlsplit

MAIL: Final = re.compile(r"[^\s@<>,;:()]{1,100}@[^\s@<>,;:()]{1,100}\.[a-z]{2,20}", re.I)

_ADDRESS: Final = re.compile(
    r"(?:\b(h?t{1,3}p{1,2}(s?)p?)\s*[:;.]?\s*/{1,3}\s*)?"
    r"((?:[a-z0-9_-]{1,63}\.){1,10}[a-z][a-z0-9-]{1,20}|\d{1,3}(?:\.\d{1,3}){3}|localhost)(:\d{1,5})?"
    r"((?:[/?#][^\s\"'<>|;\\\x00-\x20\x7f]*)?)",
    re.I,
)
_PLAUSIBLE: Final = re.compile(r"(?:www\..+|.+\.(?:id|com|org|net|info|edu|gov|xyz|site|online|website|example))", re.I)
_SOCIAL: Final = re.compile(
    r"(?:.+\.)?(?:instagram\.com|facebook\.com|fb\.com|fb\.me|twitter\.com|x\.com|tiktok\.com|threads\.net|wa\.me|t\.me"
    r"|whatsapp\.com|linktr\.ee)"
)
_NONE: Final = re.compile(
    r"(?:tidak|tdk|tak|belum|blm|non|nihil|kosong|dalam (?:proses|perbaikan|pengembangan)|n/?a\b|none|null|mati\b|x$)",
    re.I,
)


def addresses(cell: str) -> list[str]:
    """Every address in a cell, in order; `https` where it names no scheme. E-mail addresses are none."""
    found = []
    for match in _ADDRESS.finditer(MAIL.sub(" ", cell)):
        scheme, secure, host, port, rest = match.groups()
        if not scheme and not _PLAUSIBLE.fullmatch(host) and not _is_machine(match, cell):
            continue
        path = rest.rstrip(".,)")
        plain = "http" if scheme and not secure else "https"
        door = port if port and int(port[1:]) < 65536 else ""
        found.append(f"{plain}://{host.lower()}{door}{'' if path == '/' else path}")
    return list(dict.fromkeys(found))


def _is_machine(match: re.Match[str], cell: str) -> bool:
    """Whether a number in four parts is meant as a machine: with a port, or alone in its cell; codes look alike."""
    try:
        IPv4Address(match[3])
    except ValueError:
        return False
    longer = re.search(r"[\w.]$", cell[: match.start()]) or re.match(r"\w", cell[match.end() :])
    return match[0] == cell.strip() or (bool(match[4]) and not longer)


def is_address(text: str) -> bool:
    """Whether a text is an address and nothing else: the host that stands in for a name, not a name."""
    return not re.search(r"\s", text) and (":" in text or text == "localhost" or bool(addresses(text)))


def is_none(cell: str) -> bool:
    """Whether a cell says that there is nothing: "-", "belum ada", "Tidak aktif"."""
    return not re.search(r"[a-z0-9]", cell, re.I) or (_NONE.match(cell) is not None and not addresses(cell))


def is_social(address: str) -> bool:
    """Whether an address is an account at a social network, which is no site and has no feed."""
    return _SOCIAL.fullmatch(host_of(address)) is not None


def host_of(address: str) -> str:
    """The host, small; "" where there is none."""
    try:
        return urlsplit(address).hostname or ""
    except ValueError:
        return ""


def place_of(address: str) -> str:
    """What two ways of writing one address have in common: host with port and path, without `www.` and scheme."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return address
    return (
        f"{parts.netloc.lower().removeprefix('www.')}{parts.path.rstrip('/')}{'?' if parts.query else ''}{parts.query}"
    )
