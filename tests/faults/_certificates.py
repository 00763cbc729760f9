"""Certificates made on the spot: one sound, the others with one fault each, all but one by a root of the tests' own.

A kind of fault comes in, a server's TLS context goes out. Who trusts `root` (`SSL_CERT_FILE`) can verify as anybody
verifies: nothing here switches a check off. Keys live as long as the object.
"""

from __future__ import annotations

import ssl
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

import trustme
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

HOST: Final = "localhost"
KINDS: Final = ("https", "expired", "not-yet", "wrong-host", "self-signed", "incomplete")


class Certificates:
    """A root, an intermediate authority below it, and what they sign."""

    def __init__(self) -> None:
        self._root = trustme.CA()
        self._between = self._root.create_child_ca()

    def write_root(self, folder: Path) -> Path:
        """The file that `SSL_CERT_FILE` names."""
        file = folder / "root.pem"
        self._root.cert_pem.write_to_path(str(file))
        return file

    def context(self, kind: str) -> ssl.SSLContext:
        """A server's side of TLS with one fault; `https` has none, and sends its intermediate certificate."""
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        if kind == "self-signed":
            _load(context, *_by_itself())
            return context
        leaf = self._leaf(kind)
        chain = [pem.bytes() for pem in leaf.cert_chain_pems]
        _load(context, leaf.private_key_pem.bytes(), b"".join(chain[:1] if kind == "incomplete" else chain))
        return context

    def _leaf(self, kind: str) -> trustme.LeafCert:
        day, today = timedelta(days=1), datetime.now(UTC)
        if kind == "expired":
            return self._between.issue_cert(HOST, not_before=today - 90 * day, not_after=today - day)
        if kind == "not-yet":
            return self._between.issue_cert(HOST, not_before=today + day, not_after=today + 90 * day)
        return self._between.issue_cert("dinas-lain.contohkab.example" if kind == "wrong-host" else HOST)


def _by_itself() -> tuple[bytes, bytes]:
    """A key, and a certificate that it signed for itself: what hosting panels put in place until somebody pays."""
    key, today = ec.generate_private_key(ec.SECP256R1()), datetime.now(UTC)
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, HOST)])
    builder = x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
    builder = builder.not_valid_before(today - timedelta(days=1)).not_valid_after(today + timedelta(days=90))
    builder = builder.add_extension(x509.SubjectAlternativeName([x509.DNSName(HOST)]), critical=False)
    encoded = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    return encoded, builder.sign(key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM)


def _load(context: ssl.SSLContext, key: bytes, chain: bytes) -> None:
    """The ssl module takes keys from files only."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "chain.pem"
        file.write_bytes(key + chain)
        context.load_cert_chain(file)
