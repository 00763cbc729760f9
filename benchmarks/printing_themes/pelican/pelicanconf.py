"""Plain Pelican: agencies are categories, topics and places are tags, months are period archives. Categories and tags
go by their addresses; what they are called is looked up."""

import json
from pathlib import Path

HERE = Path(__file__).parent
SITE = json.loads((HERE / "site.json").read_text("utf-8"))
SITENAME, SITEURL = SITE["name"], SITE["url"]
MENUITEMS = [(link["label"], link["href"]) for link in SITE["nav"]]
FOOT, LABELS = SITE["foot"], SITE["labels"]
THEME, PATH, OUTPUT_PATH = str(HERE), str(HERE / "content"), str(HERE / "public")
TIMEZONE = "Asia/Jakarta"
JINJA_ENVIRONMENT = {"autoescape": True, "trim_blocks": True, "lstrip_blocks": True}
ARTICLE_URL = "{slug}/"
ARTICLE_SAVE_AS = "{slug}/index.html"
SLUGIFY_SOURCE = "basename"
SLUG_REGEX_SUBSTITUTIONS: list[tuple[str, str]] = []
CATEGORY_URL, CATEGORY_SAVE_AS = "instansi/{slug}/", "instansi/{slug}/index.html"
TAG_URL, TAG_SAVE_AS = "{slug}/", "{slug}/index.html"
MONTH_ARCHIVE_SAVE_AS, MONTH_ARCHIVE_URL = "arsip/{date:%Y}/{date:%m}/index.html", "arsip/{date:%Y}/{date:%m}/"
AUTHOR_SAVE_AS = AUTHORS_SAVE_AS = CATEGORIES_SAVE_AS = TAGS_SAVE_AS = ARCHIVES_SAVE_AS = ""
DIRECT_TEMPLATES = ["index"]
DEFAULT_PAGINATION = 24
PAGINATION_PATTERNS = ((1, "{url}", "{save_as}"), (2, "{base_name}/{number}/", "{base_name}/{number}/index.html"))
PAGINATED_TEMPLATES = {"category": 24, "tag": 24}
FEED_ALL_ATOM, FEED_ALL_RSS = "atom.xml", "rss.xml"
CATEGORY_FEED_ATOM, CATEGORY_FEED_RSS = "instansi/{slug}/atom.xml", "instansi/{slug}/rss.xml"
TAG_FEED_ATOM, TAG_FEED_RSS = "{slug}/atom.xml", "{slug}/rss.xml"
TRANSLATION_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None
FEED_MAX_ITEMS = 20
RSS_FEED_SUMMARY_ONLY = False
THEME_STATIC_PATHS: list[str] = []
