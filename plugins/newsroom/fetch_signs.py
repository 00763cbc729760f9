"""What an error, a header or a redirect says: a key of FAILURES, a number of seconds, an address. A part of `fetch`.

Pure: the clock is given in, and whatever the other side wrote, nothing is raised.
"""

from __future__ import annotations

import re
import socket
import ssl
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Final
from urllib.parse import urljoin

import aiohttp

from plugins.newsroom.fetch_body import BadEncoding

REFUSED: Final = "refused by the address rule"
PERMANENT: Final = frozenset({301, 308})
REDIRECTS: Final = frozenset({301, 302, 303, 307, 308})

_HEADER: Final = 2048  # characters of a header's value
_MAX_AGE: Final = re.compile(r"(?:^|[\s,])max-age\s*=\s*\"?(\d{1,10})", re.I)
_STALE: Final = re.compile(r"(?:^|[\s,])(?:no-cache|no-store|must-revalidate\s*,\s*max-age=0)", re.I)

# OpenSSL's verdicts on a certificate (x509_vfy.h), as far as their causes differ for whoever must mend them.
_TLS: Final = {
    9: "tls-expired",  # not yet valid
    10: "tls-expired",
    2: "tls-chain", 18: "tls-chain", 19: "tls-chain", 20: "tls-chain", 21: "tls-chain",  # an issuer missing, or unknown
    62: "tls-host", 63: "tls-host", 64: "tls-host",
}  # fmt: skip


def cause(error: Exception) -> str:
    """The key of FAILURES for what went wrong underneath."""
    if REFUSED in str(error):
        return "private-address"
    verdict = getattr(error, "certificate_error", error)
    if isinstance(verdict, ssl.SSLCertVerificationError):
        return _TLS.get(verdict.verify_code, "tls")
    table: tuple[tuple[type[Exception], str], ...] = (
        (BadEncoding, "encoding"),
        (aiohttp.ClientConnectorDNSError, "dns"),
        (aiohttp.ClientSSLError, "tls"),
        (ssl.SSLError, "tls"),
        (aiohttp.ConnectionTimeoutError, "timeout"),
        (aiohttp.InvalidURL, "bad-address"),
        (aiohttp.ClientPayloadError, "truncated"),
        (aiohttp.ClientResponseError, "not-http"),
        (aiohttp.ClientConnectorError, "connect"),
        (ConnectionRefusedError, "refused"),
        (socket.gaierror, "dns"),
    )
    if isinstance(error, aiohttp.ClientConnectorError) and isinstance(error.os_error, ConnectionRefusedError):
        return "refused"
    if isinstance(error, aiohttp.ClientConnectorError) and isinstance(error.os_error, ConnectionResetError):
        return "reset"
    return next((name for kind, name in table if isinstance(error, kind)), "reset")


def header(headers: Mapping[str, str], name: str) -> str:
    """A header's text; "" where it is not text that could be kept and sent back."""
    return _text(headers.get(name, ""))


def _text(said: str) -> str:
    said = said.strip()
    return said if said.isprintable() and len(said) <= _HEADER else ""


def target(url: str, location: str) -> str:
    """Where a redirect leads; "" where nobody can tell."""
    try:
        return urljoin(url, location) if location else ""
    except ValueError:
        return ""


def retry_after(said: Sequence[str], now: datetime) -> float | None:
    """What all `Retry-After` of an answer say, in seconds from `now`: the longest of them; None where none of them says
    anything that can be understood."""
    waits = [seconds_to_wait(_text(each), now) for each in said]
    return max((wait for wait in waits if wait is not None), default=None)


def seconds_to_wait(said: str, now: datetime) -> float | None:
    """One `Retry-After` in seconds from `now`: a number of seconds or an HTTP date (RFC 9110, 10.2.3)."""
    if said.isdecimal():
        return float(said[:9])
    at = moment(said)
    return None if at is None else max(0.0, (at - now).total_seconds())


def fresh_for(headers: Mapping[str, str], now: datetime) -> float | None:
    """For how many seconds the answer says that it stays good: `max-age` less its `Age`, else `Expires` less its
    `Date` (RFC 9111, 4.2). 0 where it may not be kept, None where it says nothing."""
    control = header(headers, "Cache-Control")
    if _STALE.search(control):
        return 0.0
    age = _MAX_AGE.search(control)
    if age:
        spent = header(headers, "Age")
        return max(0.0, float(age[1]) - (float(spent[:9]) if spent.isdecimal() else 0.0))
    expires = header(headers, "Expires")
    if not expires:
        return None
    until, since = moment(expires), moment(header(headers, "Date")) or now
    return max(0.0, (until - since).total_seconds()) if until else 0.0  # "0" and nonsense mean: already stale


def moment(said: str) -> datetime | None:
    """A date of HTTP (RFC 9110, 5.6.7) in UTC; None where it is none."""
    try:
        at = parsedate_to_datetime(said)
        return (at if at.tzinfo else at.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError, TypeError):
        return None
