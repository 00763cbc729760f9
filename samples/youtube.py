"""A channel's feed in the shape that YouTube gives it, with this machine's addresses: an `Edition` in, bytes out.

Atom with the media module; the text of a video is its description, and the count of views is why `updated` moves
though nobody changed a word. No file is read.
"""

from __future__ import annotations

from datetime import UTC, datetime
from xml.sax.saxutils import escape as text

from samples.cms import CHANNEL, Answer, Edition
from samples.markup import words
from samples.reading import Article


def feed(edition: Edition) -> Answer:
    """``/feeds/videos.xml?channel_id=…``: the newest videos; the channel's own id stands there without its UC."""
    channel = f"{edition.base}/channel/{CHANNEL}"
    author = f"<author>\n  <name>{text(edition.site.title)}</name>\n  <uri>{channel}</uri>\n </author>"
    first = min((article.published for article in edition.articles), default=edition.changed)
    entries = "".join(_entry(edition, article, author) for article in edition.articles)
    document = (
        '<?xml version="1.0" encoding="UTF-8"?>\n<feed xmlns:yt="http://www.youtube.com/xml/schemas/2015" '
        'xmlns:media="http://search.yahoo.com/mrss/" xmlns="http://www.w3.org/2005/Atom">\n'
        f' <link rel="self" href="{edition.feed}"/>\n <id>yt:channel:{CHANNEL[2:]}</id>\n'
        f" <yt:channelId>{CHANNEL[2:]}</yt:channelId>\n <title>{text(edition.site.title)}</title>\n"
        f' <link rel="alternate" href="{channel}"/>\n {author}\n <published>{_utc(first)}</published>\n'
        f"{entries}</feed>\n"
    )
    return Answer(document.encode(), "text/xml; charset=UTF-8", changed=edition.changed)


def _entry(edition: Edition, article: Article, author: str) -> str:
    link = edition.page(article)
    video, title = link.rpartition("v=")[2], text(article.title)
    thumbnail = (
        f'   <media:thumbnail url="{edition.picture(article)}" width="480" height="360"/>\n'
        if article.picture is not None
        else ""
    )
    described = text(" ".join(part for part in (words(article), edition.site.share) if part))
    return (
        f" <entry>\n  <id>yt:video:{video}</id>\n  <yt:videoId>{video}</yt:videoId>\n"
        f"  <yt:channelId>{CHANNEL}</yt:channelId>\n  <title>{title}</title>\n"
        f'  <link rel="alternate" href="{link}"/>\n  {author}\n  <published>{_utc(article.published)}</published>\n'
        f"  <updated>{_utc(article.updated)}</updated>\n  <media:group>\n   <media:title>{title}</media:title>\n"
        f'   <media:content url="{edition.base}/v/{video}?version=3" type="application/x-shockwave-flash" '
        f'width="640" height="390"/>\n{thumbnail}   <media:description>{described}</media:description>\n'
        f'   <media:community>\n    <media:starRating count="{article.number % 90}" average="5.00" min="1" max="5"/>\n'
        f'    <media:statistics views="{article.number % 2_000}"/>\n'
        "   </media:community>\n  </media:group>\n </entry>\n"
    )


def _utc(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="seconds")
