"""The public site: pelicanconf with a real address. SITEURL must be set, since feeds and sitemaps need it."""

import os
import sys

sys.path.insert(0, os.curdir)
from pelicanconf import *  # noqa: F403

if not SITEURL.startswith(("https://", "http://")):  # noqa: F405
    raise SystemExit("SITEURL belum diisi: tulis alamat publik portal, misalnya SITEURL=https://berita.contohkab.go.id")
