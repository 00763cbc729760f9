"""A build as an operator runs it: Pelican is started with pelicanconf.py, and what went wrong becomes a sentence."""

from __future__ import annotations

import logging
import sys

from pelican import Pelican
from pelican.log import console as pelican_console
from pelican.settings import read_settings

from plugins.newsroom import console, house
from plugins.newsroom.errors import BuildRefused, PortalError
from plugins.portal.release import Released


def build(*, full: bool = False) -> Released:
    """Print what changed into the output folder. Raises BuildRefused where nothing went live."""
    logging.getLogger("pelican").setLevel(logging.WARNING)
    pelican_console.quiet = True  # Pelican counts its own articles, and would say that there are none
    with console.progress() as say:
        settings = read_settings(str(house.ROOT / "pelicanconf.py"), override={"PORTAL_FULL": full, "PORTAL_SAY": say})
        pelican = Pelican(settings)
        try:
            pelican.run()
        except PortalError:
            raise
        except Exception as error:
            raise BuildRefused(f"{type(error).__name__}: {error}") from error
    released: Released = pelican.settings["EDITION_RELEASED"]
    print(
        f"{released.made} berkas diperiksa, {released.written} ditulis, {released.removed} dihapus: {house.output()}",
        file=sys.stderr,
    )
    return released
