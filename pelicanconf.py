"""Pelican's configuration of the portal. `pelican content -s pelicanconf.py` works as `./run build` does.

Everything that a region may want to set lies in content/ and in the environment (PORTAL_CONTENT, PORTAL_STORE,
PORTAL_OUTPUT, PORTAL_NOW, SITEURL); what stands here joins the newsroom to the portal and idles Pelican's own
generators, which read files where this portal reads its store.
"""

from plugins import portal
from plugins.office import building, environment

PATH = str(environment.content())
OUTPUT_PATH = str(environment.output())
THEME = str(environment.ROOT / "themes" / "sinergi")
SITEURL = environment.site_url()
SITENAME = "Portal Bakohumas"
DEFAULT_LANG = "id"
TIMEZONE = "UTC"  # articles bring their network's own
# What Pelican itself says of a date is the same on every machine, whatever languages that one has.
LOCALE = ["C"]
DEFAULT_DATE_FORMAT = "%d/%m/%Y"
CATEGORY_URL, TAG_URL, AUTHOR_URL = "instansi/{slug}/", "topik/{slug}/", ""  # of an author there is no page

PLUGINS = [portal]
PORTAL_OPEN = building.open_store
PORTAL_NOW = environment.now

# The theme escapes; what is safe HTML is printed in one named place.
JINJA_ENVIRONMENT = {"autoescape": True, "trim_blocks": True, "lstrip_blocks": True}

READERS = {"rst": None, "html": None}  # what people write is read by the newsroom
# Pelican's own generators rest: articles and pages come from the store.
ARTICLE_PATHS: list[str] = []
PAGE_PATHS: list[str] = []
STATIC_PATHS: list[str] = []
THEME_STATIC_PATHS: list[str] = []
DIRECT_TEMPLATES: list[str] = []
FEED_ALL_ATOM = CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None
AUTHOR_SAVE_AS = CATEGORY_SAVE_AS = TAG_SAVE_AS = ""
DELETE_OUTPUT_DIRECTORY = False
CACHE_CONTENT = False
LOAD_CONTENT_CACHE = False
