"""The portal's commands. `./run` lists them, `./run --help TASK` explains one; this file is the manual."""

import json
import os
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from invoke import Collection, Exit, task

from plugins.newsroom.errors import AnotherRun, BuildRefused, NetworkUnusable, PortalError
from plugins.office import environment


@contextmanager
def told() -> Iterator[None]:
    """Expected failures end with one clear sentence and the exit code of the contract."""
    try:
        yield
    except AnotherRun as error:
        raise Exit(str(error), 0) from error
    except NetworkUnusable as error:
        raise Exit("\n".join([*map(str, error.faults), str(error)]), 2) from error
    except BuildRefused as error:
        raise Exit(f"Refused, the old site stands: {error}", 1) from error
    except PortalError as error:
        raise Exit(str(error), 2) from error


def number(option: str, said: str) -> int:
    """What stands behind an option that counts something."""
    if not re.fullmatch(r"-?[0-9]{1,9}", said):
        raise PortalError(f"{option} harus bilangan bulat, bukan '{said[:40]}'.")
    return int(said)


@task(help={"report": "write the report as JSON into this file", "only": "pull this agency alone (its folder's name)"})
def pull(_: Any, report: str = "", only: str = "") -> None:
    """Pull every agency's feeds and contributed articles into the store."""
    from plugins.office import pulling

    with told(), environment.alone():
        pulling.pull_all(report=report, only=only)


@task(help={"full": "ignore what was built before and print everything anew"})
def build(_: Any, full: bool = False) -> None:
    """Print what changed: store → site, through the gate."""
    from plugins.office import building

    with told(), environment.alone():
        building.build(full=full)


@task(help={"report": "write the pull's report as JSON into this file"})
def hourly(_: Any, report: str = "") -> None:
    """Pull and build under one lock: what timers and CI call."""
    from plugins.office import building, pulling

    with told(), environment.alone():
        pulling.pull_all(report=report)
        building.build()


@task
def check(_: Any) -> None:
    """Judge content/ as a reviewer would: every fault, with file and line; and what is still to be filled in."""
    from plugins.office import review

    faults = review.review(environment.content())
    for fault in faults:
        print(fault)
    if blanks := review.blanks(environment.content()):
        print("Masih perlu diisi:", *(f"  {blank}" for blank in blanks), sep="\n")
    if faults:
        raise Exit(f"{len(faults)} hal perlu diperbaiki.", 1)
    print("Tidak ada kekeliruan; isi yang tersebut di atas sebelum portal dibuka." if blanks else "Isi content/ baik.")


@task(help={"url": "the address of a site, or of a feed", "slug": "write this agency's folder instead of printing"})
def discover(_: Any, url: str, slug: str = "") -> None:
    """Find a site's feeds and print a ready agency.toml."""
    from plugins.office import sources

    with told():
        code = sources.discover_one(url, slug=slug)
    if code:
        raise Exit(code=code)


@task(help={"slug": "the agency's folder", "most": "articles of one feed in one run"})
def backfill(_: Any, slug: str, most: str = "1000") -> None:
    """Fetch what lies behind an agency's feeds, politely; goes on where it stopped."""
    from plugins.office import backfilling

    with told(), environment.alone():
        backfilling.backfill_agency(slug, most=number("--most", most))


@task(help={"most": "articles of one feed in one run"})
def backfill_all(_: Any, most: str = "1000") -> None:
    """Fetch what lies behind every agency's feeds, one agency after the other."""
    from plugins.office import backfilling

    with told(), environment.alone():
        backfilling.backfill_all(most=number("--most", most))


@task(
    name="import",
    help={
        "file": "OPML, or CSV from a spreadsheet with a name and a home page in each line",
        "dry-run": "look and tell, but write nothing",
        "call-list": "write whom to call and why into this CSV file",
    },
)
def import_(_: Any, file: str, dry_run: bool = False, call_list: str = "") -> None:
    """Find the feeds of a whole list of agencies and write their folders."""
    from plugins.office import importing

    with told():
        importing.import_list(file, dry_run=dry_run, call_list=call_list)


@task(help={"port": "the port on this machine", "folder": "what to serve; the built site if left out"})
def serve(_: Any, port: str = "8000", folder: str = "") -> None:
    """Serve the built site on this machine, to look at it."""
    from plugins.office import preview

    with told():
        preview.serve(Path(folder) if folder else environment.output(), number("--port", port))


@task(help={"dir": "make a repository of the region's own there, which pins this version of the portal"})
def init(_: Any, dir: str = "") -> None:
    """Ask for the region's name, code, time zone and domains, and write its content."""
    from plugins.office import starting

    with told():
        starting.begin(Path(dir) if dir else None)


@task(help={"once": "end after the build", "folder": "where the demo lives; var/demo if left out"})
def demo(_: Any, once: bool = False, folder: str = "") -> None:
    """Serve the sample network's sites, pull them, build and serve the portal."""
    from samples import demonstration

    with told():
        demonstration.run(Path(folder) if folder else environment.ROOT / "var" / "demo", once=once)


@task(help={"args": "further arguments for pytest, e.g. --args '-k dates'"})
def test(c: Any, args: str = "") -> None:
    """Run the whole test suite: ruff, mypy strict, pytest."""
    python = sys.executable
    with c.cd(str(environment.ROOT)):
        if not args:
            # Whole files are shared out. One process more than there are cores, since some tests only wait.
            args = f"-n {min((os.cpu_count() or 1) + 1, 8)} --dist loadfile --no-loadscope-reorder"
            c.run(f'"{python}" -m ruff check --quiet . && "{python}" -m ruff format --check --quiet .')
            c.run(f'"{python}" -m mypy')
        c.run(f'"{python}" -m pytest {args}', pty=sys.stdout.isatty())


@task(help={"name": "which figures: real, print, gather; all if left out"})
def bench(_: Any, name: str = "") -> None:
    """Measure: figures as ratios to peers in the same run."""
    from benchmarks import figures

    print(json.dumps(figures.run(name), indent=1, ensure_ascii=False))


@task
def lock(c: Any) -> None:
    """Resolve requirements/*.in anew into the hash-locked requirements/*.txt (needs uv)."""
    for name in ("run", "test"):
        c.run(
            "uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate"
            f" --only-binary :all: requirements/{name}.in -o requirements/{name}.txt"
        )


sources = Collection("sources", discover, import_, backfill, backfill_all)
namespace = Collection(pull, build, hourly, check, sources, serve, init, demo, test, bench, lock)
