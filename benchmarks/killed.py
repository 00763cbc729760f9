"""kill -9 at 200 moments of builds: how many left what behind, and whether anything was wrong.

A region of sixty stories with pictures, in three scenes: a little came, changed and went; every page is another;
nothing stands yet. Moments are spread over an undisturbed build's time, every third over its release. The whole group
of processes is killed, or the parent alone, or one of its children. Afterwards every link of the site that a reader can
come to leads somewhere, and every file is whole; after one more build the site is what a fresh build of the same store
makes.
"""

from __future__ import annotations

import os
import tempfile
from collections import Counter
from pathlib import Path
from typing import Any, Final

from rich.console import Console

from tests.site.killing import KINDS, Killing, Seen

MOMENTS: Final = int(os.environ.get("KILLED_MOMENTS", "200"))
STORIES: Final = 60
SEED: Final = 2026


def run() -> dict[str, Any]:
    """One moment after the other, until so many builds were killed. `faults` names what was wrong; none where all
    healed."""
    said = Console(stderr=True)
    with tempfile.TemporaryDirectory(prefix="killed-") as name:
        killing = Killing(Path(name), STORIES)
        seen: list[Seen] = []
        coming = iter(killing.moments(3 * MOMENTS, SEED))
        while (killed := sum(each.killed for each in seen)) < MOMENTS:  # a build may end before its moment
            last = killing.at(next(coming))
            seen.append(last)
            at = f"{last.moment.kind} {last.moment.whom} {last.stood}/{last.of}"
            said.print(f"{killed + last.killed}/{MOMENTS} {at} {last.faults[:3]}")
        seconds = {kind: round(killing.scenes[kind].seconds, 2) for kind in KINDS}
    return {
        "moments": len(seen),
        "seconds_undisturbed": seconds,
        "killed": sum(each.killed for each in seen),
        "by_scene": Counter(each.moment.kind for each in seen if each.killed),
        "who_was_killed": Counter(each.moment.whom for each in seen if each.killed),
        "old_site_stood": sum(each.killed and not each.stood for each in seen),
        "a_mixture_stood": sum(each.killed and 0 < each.stood < each.of for each in seen),
        "new_site_stood": sum(each.killed and each.stood == each.of for each in seen),
        "a_journal_lay_there": sum(each.killed and each.journal for each in seen),
        "faults": [f"{each.moment}: {fault}" for each in seen for fault in each.faults],
    }
