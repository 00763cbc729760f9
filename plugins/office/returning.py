"""`./run rollback` as an operator runs it: the site goes back to what stood before its last release, and what
did not is told."""

from __future__ import annotations

import sys
from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

from plugins.newsroom.errors import NetworkUnusable
from plugins.office import environment
from plugins.portal import rollback

TOLD: Final = 5  # files that stayed


def go_back() -> None:
    """Undo the last release. Raises PortalError where that cannot be, BuildRefused where the gate refuses."""
    store = environment.standing_store()
    try:
        network = store.network()
        if network is None:
            raise NetworkUnusable("Simpanan ini belum mengenal network.toml. Jalankan ./run build dahulu.")
        done = rollback.go_back(store, network, environment.output(), environment.site_url(), environment.now())
    finally:
        store.close()
    at = datetime.fromisoformat(done.at).astimezone(ZoneInfo(network.timezone))
    print(
        f"Situs kembali ke keadaan {at:%Y-%m-%d pukul %H.%M}: {done.released.written} berkas dikembalikan,"
        f" {done.released.removed} dihapus: {environment.output()}",
        file=sys.stderr,
    )
    if done.stayed:
        print(
            f"{len(done.stayed)} berkas tetap seperti sekarang, karena isinya yang lama menyebut berita yang sudah"
            " dicabut atau diralat, atau karena berkas lain memerlukannya:",
            *(f"  {path}" for path in done.stayed[:TOLD]),
            *([f"  … dan {len(done.stayed) - TOLD} lagi"] if len(done.stayed) > TOLD else []),
            sep="\n", file=sys.stderr,
        )  # fmt: skip
    print(
        "Pencetakan berikutnya (./run build, ./run hourly) mencetak lagi semua yang berubah sejak itu. Betulkan dahulu"
        " sebabnya, atau hentikan pewaktunya.",
        file=sys.stderr,
    )
