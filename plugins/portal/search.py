"""The search index of what stands: the lines of the site's own /data/ come in, `/pagefind/` goes out.

    /pagefind/shards.json            what reads it (`engine`), the clock of its dates (`zone`), how many stories there
                                     are, the newest shards, the newest first, and where the others are told (`older`)
    /pagefind/<number>-<hash>/       a shard (`search_shard`); another name as soon as anything in it is another

A story is given a shard when it is first seen, and keeps it. Only the last one takes in what is new; a full one is made
anew only where a story in it was changed or withdrawn. What is indexed is what stands, whatever the store has come to
believe since. Beside the store lies what was indexed (`search_memory`); it is written last, so that a run that was cut
off is done again.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from msgspec import Struct

from plugins.newsroom.errors import SearchUnusable, because
from plugins.portal.search_memory import Known, Memory, Shard

FOLDER: Final = "pagefind"
LIST: Final = "shards.json"
FULL: Final = 1000  # stories, with which a shard is full
LETTERS: Final = 3_000_000  # with which it is, too: Pagefind holds some 90 bytes for each
FIRST: Final = 20  # shards that the list tells of itself
FORM: Final = "1"  # of a shard; with another one everything is made anew
_DATA: Final = "data/stories"

Say = Callable[[str, int, int], None]


class Indexed(Struct, frozen=True):
    """What a run did: shards that were made, and how many stories can be found."""

    made: int
    stories: int


class _Fresh(Struct, frozen=True, order=True):
    """A story that has no shard yet; sorted by when it was published."""

    published: str
    story: str
    month: str
    digest: str
    letters: int


def update(output: Path, state: Path, say: Say, full: int = FULL) -> Indexed:
    """Index what stands in `output`; `state`: where what was indexed is remembered. Raises SearchUnusable."""
    memory = Memory(state)
    marks = _marks(output / _DATA)
    if not (output / "data" / "index.json").is_file():
        raise SearchUnusable(f"Belum ada situs di {output}. Jalankan ./run build dahulu.")
    try:
        if not memory.is_of(FORM, full):
            memory.forget(FORM, full)
        about = _About(output)
        if marks == memory.months_seen and about.mark == memory.about and _stands(output, memory):
            _sweep(output, memory)
            return Indexed(0, memory.stories)
        return _update(_Index(output, memory, about, say), marks)
    except (ValueError, LookupError) as error:
        raise SearchUnusable(
            f"Data situs di {output / 'data'} tidak dapat dibaca. Jalankan ./run build --full, lalu ./run search."
        ) from error
    except OSError as error:
        raise SearchUnusable(
            f"Indeks pencarian tidak dapat ditulis ({because(error)}: {error.filename}). Periksa izin folder dan sisa"
            " ruang disk."
        ) from error


class _About:
    """What data/index.json says of the agencies and the clock; `mark` is another where any of it is."""

    def __init__(self, output: Path) -> None:
        told = json.loads((output / "data" / "index.json").read_bytes())
        self.zone: str = told["network"]["timezone"]
        self.names = {each["slug"]: each["short"] or each["name"] for each in told["agencies"]}
        self.mark = _hash(json.dumps([self.zone, self.names], sort_keys=True))


def _update(index: _Index, marks: Mapping[str, str]) -> Indexed:
    memory = index.memory
    anew, digests = index.about.mark != memory.about, dict(memory.digests)
    for month in sorted(marks.keys() | memory.months_seen.keys()):
        if anew or marks.get(month) != memory.months_seen.get(month):
            digest = _digest(index.output, month)
            if anew or digest != digests.get(month):  # a file may be another and say the same, as after a move
                index.compare(month)
            digests[month] = digest
    index.assign()
    index.missing()
    made = index.make()
    index.go_live()
    memory.months_seen, memory.about = dict(marks), index.about.mark
    memory.digests = {month: digests[month] for month in marks}
    memory.before = [name for name in memory.before if name not in index.spoilt]
    memory.save()
    _sweep(index.output, memory)
    return Indexed(made, memory.stories)


class _Index:
    """One run over what changed."""

    def __init__(self, output: Path, memory: Memory, about: _About, say: Say) -> None:
        self.output, self.memory, self.about, self._say = output, memory, about, say
        self.spoilt: set[str] = set()  # folders with words that were taken out: nobody may find them any longer
        self._stale: set[int] = set()
        self._fresh: list[_Fresh] = []
        self._stage = memory.folder / "stage"
        shutil.rmtree(self._stage, ignore_errors=True)

    def compare(self, month: str) -> None:
        """What of a month is new, another, or no longer there."""
        known = self.memory.month(month)
        seen = {line["id"]: self._fresh_of(line, month) for line in _lines(self.output, month)}
        for story, was in known.items():
            digest = seen[story].digest if story in seen else ""
            if digest != was.digest:
                self._stale.add(was.shard)
                if was.digest and (name := self.memory.shards[was.shard].name):
                    self.spoilt.add(name)
                known[story] = Known(was.shard, digest)
        self._fresh += (each for story, each in seen.items() if story not in known and each.digest)

    def _fresh_of(self, line: Mapping[str, Any], month: str) -> _Fresh:
        if line["status"] == "withdrawn":
            return _Fresh(line["published"], line["id"], month, "", 0)
        page = self.page(line)
        digest = _hash("\0".join(page.values()))
        return _Fresh(line["published"], line["id"], month, digest, len(page["text"]) + len(page["title"]))

    def page(self, line: Mapping[str, Any]) -> dict[str, str]:
        """What is told and found of a story: no word of its summary is lost where that is not from its text."""
        text, summary = line["text"], line["summary"]
        words = " ".join((text if summary.rstrip(" .…") in text else f"{summary}\n{text}").split())
        return {
            "url": "/" + "/".join(line["url"].split("/")[-5:]), "title": line["title"],
            "agency": self.about.names.get(line["agency"], line["agency"]), "date": line["published"], "text": words,
        }  # fmt: skip

    def assign(self) -> None:
        """Every new story gets the last shard, or a further one where that is full; the oldest first."""
        shards = self.memory.shards
        for each in sorted(self._fresh):
            if not shards or shards[-1].taken >= self.memory.full or shards[-1].letters >= LETTERS:
                shards.append(Shard(len(shards)))
            last = shards[-1]
            last.taken, last.letters = last.taken + 1, last.letters + each.letters
            if each.month not in last.months:
                last.months.append(each.month)
            self.memory.month(each.month)[each.story] = Known(last.number, each.digest)
            self._stale.add(last.number)
        self._fresh.clear()

    def missing(self) -> None:
        """Shards whose folder somebody removed; all of them where what reads them is gone."""
        engine = self.memory.engine and (self.output / FOLDER / self.memory.engine).is_file()
        for shard in self.memory.shards:
            if shard.name and not (engine and (self.output / FOLDER / shard.name).is_dir()):
                self._stale.add(shard.number)

    def make(self) -> int:
        """Make what is to be made, a shard at a time, into the stage; how many were."""
        if not self._stale:
            return 0
        from plugins.portal import search_shard

        version = f"{FORM} {search_shard.program()[1]}"
        if version != self.memory.version:
            self._stale, self.memory.version = {shard.number for shard in self.memory.shards}, version
        made = 0
        for done, number in enumerate(sorted(self._stale), 1):
            shard = self.memory.shards[number]
            lines = list(self._lines_of(shard))
            shard.first = min((line["published"][:10] for line in lines), default="")
            shard.last = max((line["published"][:10] for line in lines), default="")
            shard.stories = len(lines)
            mark = _hash(json.dumps([version, [list(self.page(line).values()) for line in lines]]))
            shard.name = f"{number}-{mark[:10]}" if lines else ""
            if lines and not self._has(shard.name):
                pages = (search_shard.Page(**self.page(line)) for line in lines)
                self._stage.mkdir(parents=True, exist_ok=True)
                made += 1
                self.memory.engine = search_shard.make(
                    pages, self.memory.folder / "scratch", self._stage / shard.name, self._stage
                )
            self._say("Mengindeks", done, len(self._stale))
        return made

    def _has(self, name: str) -> bool:
        """Whether a shard of that name stands, with what reads it."""
        return (self.output / FOLDER / name).is_dir() and (self.output / FOLDER / self.memory.engine).is_file()

    def _lines_of(self, shard: Shard) -> Iterator[dict[str, Any]]:
        for month in shard.months:
            known = self.memory.month(month)
            for line in _lines(self.output, month):
                if (was := known.get(line["id"])) and was.shard == shard.number and was.digest:
                    yield line

    def go_live(self) -> None:
        """Shards first, the list that names them last."""
        target = self.output / FOLDER
        target.mkdir(exist_ok=True)
        for source in sorted(self._stage.iterdir()) if self._stage.is_dir() else ():
            _move(source, target / source.name)
        for name, body in _lists(self.memory, self.about.zone):
            if _read(target / name) != body:
                half = target / f".{name}.half"
                half.write_bytes(body)
                half.replace(target / name)
        self.memory.zone = self.about.zone


def _lists(memory: Memory, zone: str) -> Iterator[tuple[str, bytes]]:
    """The lists of shards by their names, `shards.json` last."""
    told = sorted((each for each in memory.shards if each.name), key=lambda each: (each.last, each.number))
    rows = [[each.name, each.stories, each.first, each.last] for each in reversed(told)]
    older = ""
    if len(rows) > FIRST:
        body = _json({"shards": rows[FIRST:]})
        older = f"older-{hashlib.sha256(body).hexdigest()[:10]}.json"
        yield older, body
    yield LIST, _json({
        "engine": memory.engine, "zone": zone, "stories": memory.stories, "shards": rows[:FIRST], "older": older,
    })  # fmt: skip


def _stands(output: Path, memory: Memory) -> bool:
    """Whether the index that stands is the one remembered."""
    folder, names = output / FOLDER, {each.name for each in memory.shards if each.name}
    return all(_read(folder / name) == body for name, body in _lists(memory, memory.zone)) and all(
        (folder / name).exists() for name in (*names, *filter(None, [memory.engine]))
    )


def _sweep(output: Path, memory: Memory) -> None:
    """Remove what no list names. What the list before named is kept until the next run, for who is just searching."""
    named = {each.name for each in memory.shards} | {memory.engine} | {n for n, _ in _lists(memory, memory.zone)}
    for path in (output / FOLDER).iterdir():
        if path.name not in named.union(memory.before):
            shutil.rmtree(path) if path.is_dir() and not path.is_symlink() else path.unlink()
    memory.remember(sorted(named - {""}))


def _marks(folder: Path) -> dict[str, str]:
    """Month → size, time and inode of its lines."""
    try:
        entries = list(os.scandir(folder))
    except OSError:
        return {}
    stats = ((entry.name.removesuffix(".jsonl"), entry.stat()) for entry in entries if entry.name.endswith(".jsonl"))
    return {month: f"{stat.st_size} {stat.st_mtime_ns} {stat.st_ino}" for month, stat in stats}


def _digest(output: Path, month: str) -> str:
    try:
        with (output / _DATA / f"{month}.jsonl").open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()[:24]
    except FileNotFoundError:
        return ""


def _lines(output: Path, month: str) -> Iterator[dict[str, Any]]:
    try:
        with (output / _DATA / f"{month}.jsonl").open("rb") as file:
            yield from map(json.loads, file)
    except FileNotFoundError:
        return


def _move(source: Path, target: Path) -> None:
    """Rename into place; to another file system copy beside, then rename."""
    if target.exists():
        return
    try:
        source.rename(target)
    except OSError:
        half = target.with_name(f".{target.name}.half")
        shutil.rmtree(half, ignore_errors=True)
        shutil.copytree(source, half) if source.is_dir() else shutil.copyfile(source, half)
        half.rename(target)


def _read(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except OSError:
        return None


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:24]
