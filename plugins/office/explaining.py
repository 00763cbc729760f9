"""`./run explain`: an article's way through the house, told in Indonesian on standard output."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from datetime import datetime
from typing import Final

from plugins.newsroom import dates, registry
from plugins.newsroom.explain import Way, explain, known_as
from plugins.newsroom.model import TOPICS
from plugins.newsroom.store_rows import when
from plugins.newsroom.stories import open_desk
from plugins.newsroom.topics_words import AFFAIRS
from plugins.office import environment
from plugins.office.doubts import AGAINST, merging

_UNKNOWN: Final = (
    "Alamat '{}' tidak dikenal di simpanan ini: bukan alamat berita di portal, dan bukan alamat tulisan di situs"
    " instansi yang pernah ditarik. Salin alamatnya dari peramban, utuh dari https:// sampai akhir."
)
_FOUND: Final = "Alamat ini dikenal sebagai {}\n"
_SEVERAL: Final = (
    "Alamat '{}' tidak dikenal persis begitu, dan ada beberapa yang mirip: {}. Ulangi dengan salah satunya."
)
_DECISIONS: Final = {"publish": "diterbitkan", "hold": "ditahan", "quarantine": "dikarantina"}
_STATUS: Final = {"published": "terbit", "corrected": "terbit, sudah diperbarui", "withdrawn": "dicabut"}
_CHANGES: Final = {
    "title": "judul diperbarui", "text": "isi diperbarui", "date": "tanggal diperbarui", "picture": "gambar diperbarui",
    "withdrawn": "dicabut", "restored": "ditayangkan kembali", "merged": "digabung", "split": "dipisahkan",
}  # fmt: skip
_FROM_OR_INTO: Final = {"merged": "digabung dengan", "split": "dipisahkan dari"}
_ANSWERS: Final = {"same": "berita yang sama", "related": "peristiwa yang sama", "doubtful": "meragukan"}


def explain_address(address: str) -> int:
    """Print the way of what is at an address; the exit code: 1 where nobody knows it, or which is meant."""
    content = environment.content()
    store = environment.standing_store()
    try:
        desk = open_desk(store, registry.read_network(content), environment.now())
        known = known_as(store, address)
        if len(known) != 1:
            print((_SEVERAL if known else _UNKNOWN).format(address, ", ".join(known)), file=sys.stderr)
            return 1
        if known != (address,):
            print(_FOUND.format(*known))
        for number, way in enumerate(explain(store, desk, *known)):
            print(*([""] if number else []), *_told(way, desk.network.timezone, desk.now), sep="\n")
        return 0
    finally:
        store.close()


def _told(way: Way, zone: str, now: datetime) -> Iterator[str]:
    row = way.row
    yield f"{row['title']}"
    yield f"  {row['url'] or row['feed']}"
    yield "Diambil"
    read = f", terakhir memuatnya {dates.long_text(way.read_at, zone)}" if way.read_at else ""
    yield f"  umpan {row['feed']}{read}"
    yield from (f"  juga dimuat umpan {feed}" for feed in way.others)
    yield f"  pertama dilihat {dates.long_text(when(row['first_seen']), zone)}"
    dated = dates.long_text(when(row["source_date"]), zone) if row["source_date"] else "tidak disebut sumbernya"
    yield f"  tanggal menurut sumber: {dated}"
    if row["decision"] == "publish":
        yield f"  diterbitkan dengan tanggal {dates.long_text(when(row['published']), zone)}"
    yield "Dibersihkan"
    yield from (f"  {rule.name}: {rule.words or '(tanpa kata)'}\n    {rule.does}" for rule in way.rules)
    if not way.rules:
        yield "  tidak ada yang dibuang atau diubah"
    yield from _fields(way)
    yield "Disaring"
    reasons = json.loads(row["reasons"])
    yield f"  {_DECISIONS[row['decision']]}" + (f": {'; '.join(reasons)}" if reasons else "")
    yield "Topik dan wilayah"
    for topic in way.topics:
        affair = f" (urusan {AFFAIRS[topic.affair].name.lower()})" if topic.affair in AFFAIRS else ""
        yield f"  {TOPICS[topic.label]}{affair}: {', '.join(topic.because)}"
    yield from (f"  {located.place.name}: {located.because}" for located in way.places)
    yield "Dibandingkan"
    for kin in way.kin:
        against = f"; {', '.join(AGAINST[each] for each in kin.against)}" if kin.against else ""
        yield f"  {_ANSWERS[kin.answer]} ({kin.share:.0%} kata{against}): {kin.title}\n    {kin.url or kin.agency}"
        if kin.answer == "doubtful" and way.story and kin.path != way.story.path:
            yield "    Bila memang satu berita, tempelkan ini di content/decisions.toml:"
            yield from (f"      {line}" for line in merging(way.story.path, kin.path, now, zone))
    if not way.kin:
        yield "  tidak ada yang mirip di sekitar waktu itu"
    if way.decisions:
        yield "Diputuskan redaksi"
    yield from (f"  {each.do} (content/decisions.toml, baris {each.line}): {each.reason}" for each in way.decisions)
    yield from _story(way, zone)


def _fields(way: Way) -> Iterator[str]:
    row = way.row
    labels = ", ".join(json.loads(row["labels"]))
    said = (("tempat", row["dateline"]), ("penulis", row["author"]), ("label", labels))
    yield from (f"  {name}: {value}" for name, value in said if value)


def _story(way: Way, zone: str) -> Iterator[str]:
    story = way.story
    yield "Berita"
    if story is None:
        yield "  belum menjadi berita"
        return
    yield f"  {story.path} ({_STATUS[story.status]})"
    yield f"  dipimpin {story.agency}" + (f"; juga dimuat {', '.join(story.also)}" if story.also else "")
    for change in story.history:
        what = (_FROM_OR_INTO if change.note else {}).get(change.what, _CHANGES[change.what])
        said = change.note if change.what == "withdrawn" else f"{what} {change.note}".rstrip()
        yield f"  riwayat: {dates.long_text(change.at, zone)}, {said}"
