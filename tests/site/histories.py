"""A small region whose past can be made up step by step, and what must be true of its site after each.

The newsroom's own filing and settling, the command `build` itself, a real store; only the network and the worker
processes are left out, which have tests of their own. Everything that is long in life is short here (pages of lists,
feeds, parts of the work), so that two dozen stories meet every seam.
"""

from __future__ import annotations

import asyncio
import contextlib
import copy
import hashlib
import io
import json
import os
import re
import shutil
import sqlite3
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Final

import pytest
from PIL import Image

from plugins.newsroom import intake, store_sheets, stories, stories_settle
from plugins.newsroom import store as store_module
from plugins.newsroom.errors import BuildRefused, PortalError
from plugins.newsroom.store import Store
from plugins.office import building, environment
from plugins.portal import feeds, gate, generator, ledger, lists, release, rollback, standing
from plugins.portal.edition import staging_of
from tests.contract.writing import item
from tests.houses import ROOT
from tests.releases import RELEASE, Release, refigured
from tests.site.histories_held import Tree, dangling, followed, none, stamps, told_apart, tree
from tests.site.histories_killed import Hook, Killed
from tests.site.posting import AtOnce, Posted, file

SHORT: Final[tuple[tuple[Any, str, int], ...]] = (
    (store_sheets, "SHEET", 3), (store_sheets, "CLOSING", 1), (store_module, "ENLISTED", 20),
    (feeds, "NEWEST", 6), (feeds, "SPARE", 1),
    (lists, "SECTION", 5), (lists, "WIDGET", 2), (standing, "HOME", 4), (standing, "DEPTH", 30), (standing, "MANY", 6),
    (generator, "CHUNK", 5), (generator, "MUCH", 12), (ledger, "HELD", 10), (gate, "PART", 7), (gate, "MUCH", 30),
)  # fmt: skip
"""What is long in life, and how long it is here."""

AGENCIES: Final = ("dinkes", "dishub", "camat", "rsud")
START: Final = datetime.fromisoformat("2026-11-21T06:30:00+00:00")
CODE: Final = re.compile(rb"BKS-\d{5}")
_PAST: Final = frozenset((
    "now", "site_url", "jobs", "posted", "agencies", "decisions", "network", "places", "lost", "known", "_codes",
    "_stands_for",
))  # fmt: skip


class Region:
    """One region in one folder."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.content = folder, folder / "content"
        self.now, self.site_url, self.jobs = START, "https://kabar.contohkab.example", 1
        self.posted: list[Posted] = []
        self.agencies: dict[str, dict[str, str]] = {}
        self.decisions: list[dict[str, str]] = []
        self.network: dict[str, str] = {"name": "Kabupaten Contoh", "code": "33.99"}
        self.places: dict[str, str] = {"sumberjati": "Sumberjati", "wanasari": "Wanasari"}
        self.lost: dict[str, set[str]] = {}
        self.known: dict[str, set[str]] = {}
        self._codes = 0
        self._stands_for: dict[str, str] = {}  # the address with which each site was built last
        self._opened: list[Store] = []
        self._patch = pytest.MonkeyPatch()
        self._first: dict[str, Any] = {}

    # --- the folder -----------------------------------------------------------------------------

    def open(self) -> None:
        """Put the short measures and this region's folder in the place of the project's own."""
        for name in ("PORTAL_CONTENT", "PORTAL_STORE", "PORTAL_OUTPUT", "PORTAL_NOW", "SITEURL"):
            self._patch.setenv(name, "")
        for module, name, value in SHORT:
            self._patch.setattr(module, name, value)
        self._patch.setattr(environment, "ROOT", self.folder)
        self._patch.setattr(intake, "Workers", AtOnce)
        real = environment.open_store

        def open_store(content: Path) -> Store:
            self._opened.append(store := real(content))
            return store

        self._patch.setattr(environment, "open_store", open_store)

    def close(self) -> None:
        self.forget()
        self._patch.undo()

    def found(self) -> None:
        """The region on its first day: four agencies, two places, a page, nothing published."""
        shutil.copy2(ROOT / "pelicanconf.py", self.folder)
        (self.folder / "plugins").symlink_to(ROOT / "plugins")
        (self.folder / "requirements").symlink_to(ROOT / "requirements")
        shutil.copytree(ROOT / "themes", self.folder / "themes")
        for number, slug in enumerate(AGENCIES):
            self.agency(slug, name=f"Kantor {slug.title()}", kind=("dinas", "dinas", "kecamatan", "rsud")[number])
        self.write_network()
        self.write("pages/tentang.md", "Title: Tentang\nMenu: Tentang\n\nPortal kabar resmi.\n")

    def keep(self) -> None:
        """From here `start_over` begins again."""
        shutil.copytree(self.folder, self.folder.with_name("first"), symlinks=True)
        self._first = {name: copy.deepcopy(value) for name, value in vars(self).items() if name in _PAST}

    def start_over(self) -> None:
        """As it was when it was kept."""
        shutil.rmtree(self.folder)
        shutil.copytree(self.folder.with_name("first"), self.folder, symlinks=True)
        vars(self).update(copy.deepcopy(self._first))

    def write(self, path: str, text: str) -> None:
        """A file of content/, with a time of its own: here more may be written in a moment than a clock can tell."""
        file = self.content / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
        self._codes += 1
        os.utime(file, ns=(0, 10**15 + self._codes))

    def agency(self, slug: str, **fields: str) -> None:
        self.agencies[slug] = fields = {**self.agencies.get(slug, {}), **fields}
        own = 'topics = ["kesehatan", "desa"]\n' if slug in ("dinkes", "rsud") else 'topics = ["lingkungan"]\n'
        head = "".join(f"{name} = {json.dumps(value)}\n" for name, value in fields.items())
        feed = f'\n[[feeds]]\nurl = "https://{slug}.contohkab.example/feed/"\n'
        self.write(f"agencies/{slug}/agency.toml", head + own + feed)

    def write_network(self) -> None:
        head = "".join(f"{name} = {json.dumps(value)}\n" for name, value in self.network.items())
        places = "".join(
            f'\n[[places]]\nkind = "desa"\nname = {json.dumps(name)}\nslug = "{slug}"\n'
            for slug, name in self.places.items()
        )
        self.write("network.toml", head + places)

    def decide(self, do: str, target: str, **more: str) -> None:
        """An editor decides, some minutes after the last time."""
        at = self.now - timedelta(hours=2) + timedelta(minutes=len(self.decisions))
        said = {"do": do, "target": target, "reason": f"Alasan {self.another(10**6)}.", "by": "Redaksi"}
        self.decisions.append({**said, **more, "at": at.isoformat()})
        self.write_decisions()

    def write_decisions(self) -> None:
        text = ""
        for each in self.decisions:
            said = (f"{name} = {value if name == 'at' else json.dumps(value)}\n" for name, value in each.items())
            text += f"[[decision]]\n{''.join(said)}\n"
        self.write("decisions.toml", text)

    def draw(self, path: str) -> None:
        """A picture that is like no other."""
        self._codes += 1
        made = io.BytesIO()
        Image.new("RGB", (130, 120), (self._codes % 251, 90, self._codes % 13)).save(made, "PNG")
        (self.content / path).write_bytes(made.getvalue())
        os.utime(self.content / path, ns=(0, 10**15 + self._codes))

    def address(self, posted: Posted, *, here: bool) -> str:
        """By which an editor names it: that of its source, or of its story here."""
        with contextlib.closing(sqlite3.connect(self.folder / "var/portal.sqlite3")) as db:
            row = db.execute(
                "SELECT s.path FROM article a JOIN story s ON s.id = a.story WHERE a.id = ?", (posted.row,)
            ).fetchone()
        return f"{self.site_url or 'https://kabar.example'}{row[0]}" if here and row else posted.url

    # --- what a pull does -----------------------------------------------------------------------

    def another(self, most: int) -> int:
        """A number below `most` that was not the last one."""
        self._codes += 1
        return self._codes % most

    def new_code(self) -> str:
        self._codes += 1
        return f"BKS-{self._codes:05}"

    def post(self, agency: str, at: datetime) -> Posted:
        """An agency writes an article that nobody has written yet."""
        number = len(self.posted)
        self.posted.append(Posted(number, agency, at, self.new_code(), item(number).title))
        return self.posted[-1]

    def pass_on(self, agency: str, at: datetime, release: Release) -> Posted:
        """An agency tells of a polio week, in words that others use, too."""
        posted = self.post(agency, at)
        posted.title = f"Pekan Imunisasi Polio Dibuka di {release.place}"
        posted.words = "".join(f"<p>{paragraph}</p>" for paragraph in release.paragraphs())
        return posted

    def pulled(self, *posted: Posted, settle: bool = True) -> None:
        """These are read at their sites. `settle` False: the pull is cut off before they have their stories."""
        with self.newsroom() as (store, desk):
            with store.transaction():
                for each in posted:
                    each.row = file(store, desk, each)
            if settle:
                stories_settle.settle(store, desk)

    @contextlib.contextmanager
    def newsroom(self) -> Iterator[tuple[Store, stories.Desk]]:
        """The open store, with everything that people wrote taken in, and the desk that judges by it."""
        self._environment(self.folder)
        store = environment.open_store(self.content)
        taken = asyncio.run(intake.build_intake(self.content, store, now=self.now, say=lambda *_: None))
        yield store, taken.desk
        store.close()

    # --- building -------------------------------------------------------------------------------

    def build(self, output: str = "output", *, full: bool = False) -> None:
        """`./run build`, held to all that must be true of it."""
        site = self.folder / output
        before, stood = stamps(site), tree(site)
        carried_on = any((self.folder / "var/staging").glob("*/journal.json"))  # then a file may change and change back
        self._run(self.folder, site, full=full)
        after, grown = stamps(site), tree(site)
        written = {path for path, stamp in after.items() if before.get(path, stamp) != stamp}
        same = (path for path in written if stood[path] == grown[path] and not carried_on)
        none("files that were written though they were the same", same)
        self._hold(output, grown, full=full)
        self._run(self.folder, site)
        none("files that a second build writes", stamps(site).items() ^ after.items())

    def build_by_pelican(self) -> None:
        """Where nothing changed, nothing is written, though Pelican is started."""
        site = self.folder / "output"
        before = stamps(site)
        self._environment(self.folder, site)
        with contextlib.redirect_stderr(io.StringIO()):
            building._print([], full=False, jobs=self.jobs)
        none("files that a second build writes", stamps(site).items() ^ before.items())

    def build_killed(self, hook: Hook, output: str = "output") -> bool:
        """A build that is killed; whether it was before it ended. In what it leaves no link dangles that a reader can
        come to: nothing leads to what is new or goes."""
        site = self.folder / output
        with hook.armed(), contextlib.suppress(Killed):
            self._run(self.folder, site, jobs=1)  # of several, nobody knows who would have got how far
        self.forget()
        stands = tree(site)
        if self._stands_for.get(output) != self.site_url:
            self._stands_for[output] = "partly another"
        elif not self.lost.get(output):
            none("links that dangle", followed(stands, self.site_url))
        none("story pages that went", self._stories(output) - stands.keys() - self.lost.get(output, set()))
        return hook.fell

    def back(self, hook: Hook | None = None) -> str:
        """`./run rollback`: no link dangles, and nothing comes back that is gone at its source. What it did: "" where
        there is nothing to go back to."""
        site = self.folder / "output"
        self._environment(self.folder, site)
        store = environment.open_store(self.content)
        release.finish(store, staging_of(store.path, site))  # as it begins with itself
        before = tree(site)
        network = store.network()
        assert network
        try:
            with hook.armed() if hook else contextlib.nullcontext():
                done = rollback.go_back(store, network, site, self.site_url, self.now)
        except Killed:
            self._stands_for["output"] = "perhaps another"
            return "is killed"
        except BuildRefused as error:  # what stood before has another address, or files of it are lost
            assert self.lost.get("output") or tree(site) == before
            return f"is refused: {error}"
        except PortalError:
            assert tree(site) == before
            return ""
        finally:
            self.forget()
        now = tree(site)
        if self._stands_for.get("output") == self.site_url and not self.lost.get("output"):
            none("links that dangle", dangling(now, self.site_url))
        came = {code for path, data in now.items() if data != before.get(path) for code in CODE.findall(data)}
        none("words that are gone at their source", self._hidden() & came)
        with contextlib.closing(sqlite3.connect(self.folder / "var/portal.sqlite3")) as db:
            rows = {path for (path,) in db.execute("SELECT path FROM output WHERE folder = ?", (str(site.resolve()),))}
        lost = self.lost.setdefault("output", set())
        lost -= now.keys()
        none("files of which the store or the folder alone knows", (rows - lost) ^ now.keys())
        self.known["output"] = {path for path in now if path.startswith("berita/")}
        return f"goes back by {done.released.written} files, {done.released.removed} go, {len(done.stayed)} stay"

    def _hidden(self) -> set[bytes]:
        hidden = {each.code.encode() for each in self.posted if each.gone}
        return hidden - {each.code.encode() for each in self.posted if not each.gone}

    def _hold(self, output: str, grown: Tree, *, full: bool) -> None:
        lost = self.lost.setdefault(output, set())
        lost -= grown.keys()
        assert not (full and lost), "a full build brings back what was lost"
        anew = self._anew()
        wrong = sorted(p for p in anew.keys() | grown.keys() if anew.get(p) != grown.get(p) and p not in lost)
        assert not wrong, "\n".join(told_apart(wrong, grown, anew))
        none("links that dangle", (each for each in dangling(grown, self.site_url) if each[1] not in lost))
        with contextlib.closing(sqlite3.connect(self.folder / "var/portal.sqlite3")) as db:
            rows = dict(
                db.execute("SELECT path, digest FROM output WHERE folder = ?", (str((self.folder / output).resolve()),))
            )
            none("files of which the store or the folder alone knows", (rows.keys() - lost) ^ grown.keys())
            other = (path for path, body in grown.items() if hashlib.sha256(body).hexdigest() != rows[path])
            none("files with other bytes than the store knows of", other)
            taken = db.execute("SELECT value FROM meta WHERE key = 'decisions'").fetchone()
            assert len(json.loads(taken[0])) == len(self.decisions), "a decision was not understood"
            self._hold_words(db, grown, whole=not lost)
        none("story pages that went", self._stories(output) - grown.keys() - lost)
        self._stands_for[output] = self.site_url
        self.known[output] = self._stories(output) | {path for path in grown if path.startswith("berita/")}

    def _hold_words(self, db: sqlite3.Connection, grown: Tree, *, whole: bool) -> None:
        """The words of a version stand in the site exactly as long as that version leads a story that is live."""
        led = db.execute("SELECT w.text FROM story s JOIN words w ON w.article = s.lead WHERE s.status <> 'withdrawn'")
        wanted = {code for (text,) in led for code in CODE.findall(text.encode())}
        wanted |= {code for (html,) in db.execute("SELECT html FROM page") for code in CODE.findall(html.encode())}
        wanted |= {code for (said,) in db.execute("SELECT profile FROM agency") for code in CODE.findall(said.encode())}
        found = {code for data in grown.values() for code in CODE.findall(data)}
        none("words that nobody says any more", found - wanted)
        none("words that are missing", wanted - found if whole else ())
        none("words that are gone at their source", self._hidden() & found)

    def _stories(self, output: str) -> set[str]:
        return self.known.get(output, set())

    def _anew(self) -> Tree:
        """A full build of the same store, by a copy of it, into a folder of its own."""
        fresh = self.folder.parent / "fresh"
        for name in ("output", "var/staging", "var/releases", "var/pictures"):
            shutil.rmtree(fresh / name, ignore_errors=True)
        (fresh / "var").mkdir(parents=True, exist_ok=True)
        for each in (fresh / "var").glob("portal.sqlite3*"):
            each.unlink()
        with (
            contextlib.closing(sqlite3.connect(self.folder / "var/portal.sqlite3")) as old,
            contextlib.closing(sqlite3.connect(fresh / "var/portal.sqlite3")) as new,
        ):
            old.backup(new)
            for table in ("output", "printed", "edition", "fragment"):
                new.execute(f"DELETE FROM {table}")
            new.commit()
        if (self.folder / "var/pictures").is_dir():
            shutil.copytree(self.folder / "var/pictures", fresh / "var/pictures")
        self._run(fresh, fresh / "output")
        return tree(fresh / "output")

    def _run(self, house: Path, site: Path, *, full: bool = False, jobs: int = 0) -> None:
        self._environment(house, site)
        said = io.StringIO()
        with contextlib.redirect_stderr(said), contextlib.redirect_stdout(said):
            building.build(full=full, jobs=jobs or self.jobs)

    def _environment(self, house: Path, site: Path | None = None) -> None:
        os.environ |= {
            "PORTAL_CONTENT": str(self.content), "PORTAL_STORE": f"sqlite:///{house / 'var/portal.sqlite3'}",
            "PORTAL_OUTPUT": str(site or house / "output"), "PORTAL_NOW": self.now.isoformat(),
            "SITEURL": self.site_url,
        }  # fmt: skip

    def forget(self) -> None:
        """What a killed process had open is closed by nobody but the system."""
        for store in self._opened:
            with contextlib.suppress(sqlite3.Error):
                store.close()
        self._opened.clear()


def founded(folder: Path) -> Region:
    """A region with two dozen stories in five months, built once; to be closed."""
    region = Region(folder / "house")
    region.folder.mkdir()
    region.open()
    region.found()
    region.pulled(
        *(region.post(AGENCIES[n % 4], region.now - timedelta(days=6 * n, hours=n)) for n in range(24)),
        region.pass_on("dinkes", region.now - timedelta(days=3), RELEASE),
        region.pass_on("rsud", region.now - timedelta(days=2), refigured()),
    )
    region.build()
    region.forget()
    return region
