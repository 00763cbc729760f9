"""The search index as an operator runs it: environment in, an index of what stands in the output folder out.

It reads the site that was printed and not the store, so it can never find what does not stand. Where nothing was
printed since, nothing is read or written, and Pagefind is not even imported.
"""

from __future__ import annotations

import hashlib
import sys
from pathlib import Path

from plugins.office import environment
from plugins.portal import search as portal_search


def stands() -> bool:
    """Whether there is an index."""
    return (environment.output() / portal_search.FOLDER).is_dir()


def search(full: int = portal_search.FULL) -> None:
    """Bring the index up to what stands, in shards of so many stories. Raises SearchUnusable; then the site stands, and
    the index as it stood."""
    from plugins.office import terminal

    output = environment.output().resolve()
    store = Path(environment.store_url().removeprefix("sqlite:///"))
    state = (store.parent / "search" / hashlib.sha256(str(output).encode()).hexdigest()[:12]).resolve()
    with terminal.progress() as say:
        done = portal_search.update(output, state, say, full)
    print(
        f"Pencarian: {done.stories} berita dapat dicari, {done.made} bagian indeks dibuat: "
        f"{output / portal_search.FOLDER}",
        file=sys.stderr,
    )
