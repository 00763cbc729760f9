"""The portal: what the newsroom believes becomes a site. A Pelican plugin; it never touches the network.

    edition → rooms (stories, lists, feeds, data, standing pages, assets) → stage → gate → release

Put it into `PLUGINS` as a module. It reads these settings: `PORTAL_OPEN`, a function that gives the open store with
what people wrote taken in, the network, and what is to be said of it; `PORTAL_NOW`, a function that gives the time;
and optionally `PORTAL_FULL` (ignore what was built before), `PORTAL_SAY` (a function that is told of progress) and
`PORTAL_MARK` (a word by which the next build knows that nothing of the portal itself has changed).
"""

from __future__ import annotations


def register() -> None:
    """Called by Pelican."""
    from plugins.portal import plugin  # who only asks what stands imports no Pelican

    plugin.register()
