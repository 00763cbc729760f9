"""The editors' decisions come in; a fault goes out for each that does nothing, or nothing yet. A part of `stories`.

`amiss` tells what the decisions alone show, and needs no store; `unmatched` tells what becomes of their addresses in
the store. Nothing is left out and nothing is changed: a decision with such a fault stands as it was written.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from plugins.newsroom.model import Decision, Fault
from plugins.newsroom.store import Store
from plugins.newsroom.stories import Desk
from plugins.newsroom.stories_targets import PAIRING, addresses, copies, mates, named, target_key

WITH: Final = (*PAIRING, "label")
"""Which decisions have a `with`."""

OPPOSITE: Final = {
    "merge": "split", "split": "merge", "withdraw": "release", "release": "withdraw", "pause": "resume",
    "resume": "pause",
}  # fmt: skip
_WAITS: Final = {"hold": "ditahan", "quarantine": "dikarantina"}
_NOTHING: Final = "jadi keputusan ini tidak mengubah apa pun. Tulis alamat yang satunya."
_STORY: Final = "berita atau tulisan"


def amiss(decisions: Sequence[Decision]) -> list[Fault]:
    """What decisions.toml itself shows: a `with` that says nothing, and two decisions at one moment of which nobody
    knows which is meant."""
    return [*_idle_with(decisions), *_contrary(decisions)]


def _idle_with(decisions: Sequence[Decision]) -> Iterator[Fault]:
    for each in decisions:
        if each.other and each.do not in WITH:
            whose = f"{', '.join(WITH[:-1])}, dan {WITH[-1]}"
            said = f"Keputusan '{each.do}' tidak memakai kolom 'with', jadi isinya tidak berpengaruh."
            yield _fault(each, "with", f"{said} Hapus baris ini; kolom 'with' hanya untuk {whose}.")
        elif _same(each):
            yield _fault(each, "with", f"Kolom 'with' menunjuk alamat yang sama dengan 'target', {_NOTHING}")


def _same(decision: Decision) -> bool:
    """Whether both addresses are one, as they are written."""
    named_twice = addresses(decision).values()
    return len(set(map(target_key, named_twice))) < len(named_twice)


def _contrary(decisions: Sequence[Decision]) -> Iterator[Fault]:
    """Of opposite decisions about the same the later one counts; where both are of one moment, neither is later."""
    seen: dict[tuple[object, ...], Decision] = {}
    for each in decisions:
        opposite = OPPOSITE.get(each.do, "")
        against = [seen[key] for about in _about(each) if (key := (each.at, opposite, about)) in seen]
        if against:
            said = f"Keputusan '{each.do}' ini dan '{opposite}' di baris {against[0].line} berlawanan, padahal waktunya"
            mend = "Beri yang dimaksud waktu yang lebih akhir, atau hapus yang lain."
            yield _fault(each, "at", f"{said} sama. {mend}")
        seen |= {(each.at, each.do, about): each for about in _about(each)}


def _about(decision: Decision) -> list[frozenset[str]]:
    """What a decision is about; a merge is of each of the two as well, for who is to stand alone is in no pair."""
    pair = frozenset(map(target_key, addresses(decision).values()))
    return [pair, *(frozenset({each}) for each in pair)] if decision.do == "merge" else [pair]


def unmatched(store: Store, desk: Desk) -> list[Fault]:
    """What the store shows: an address that nobody knows, or whose article is still held; two addresses of one article;
    nothing that a split could part."""
    if not desk.decisions:
        return []
    feeds = {key for a in desk.agencies.values() for f in a.feeds for key in (f.url, target_key(f.url))}
    merges = [each for each in desk.decisions if each.do == "merge"]
    merged = {article for each in merges for found in _sides(store, each).values() for article in found}
    found: list[Fault] = []
    for each in desk.decisions:
        if each.do in PAIRING:
            found += _unpaired(store, each, merged)
        elif not _known(store, each, feeds):
            found.append(_unknown(each, "target", "sumber" if each.do in ("pause", "resume") else _STORY))
    return found


def _known(store: Store, decision: Decision, feeds: set[str]) -> bool:
    key = target_key(decision.target)
    if decision.do in ("pause", "resume"):
        return bool({decision.target, key} & feeds)
    return bool(named(store, key) or list(store.q.held_at(canonical=key)))


def _sides(store: Store, decision: Decision) -> dict[str, set[int]]:
    """The articles that each address of a merge or a split names, by the field that holds it."""
    return {name: copies(store, target_key(address)) for name, address in addresses(decision).items()}


def _unpaired(store: Store, decision: Decision, merged: set[int]) -> Iterator[Fault]:
    """Why a merge joins nothing and a split parts nothing; `merged`: the articles that any merge names."""
    sides = _sides(store, decision)
    for name, articles in sides.items():
        if not articles:
            yield _held(store, decision, name) or _unknown(decision, name, _STORY)
        elif decision.do == "split" and not articles & merged and len(articles | mates(store, articles)) == 1:
            said = f"Tulisan “{addresses(decision)[name]}” pada '{name}' tidak punya salinan lain, jadi tidak ada yang"
            yield _fault(decision, name, f"{said} dipisahkan. Periksa alamatnya, atau hapus keputusan ini.")
    if len(sides) == 2 and all(sides.values()) and len(set().union(*sides.values())) == 1 and not _same(decision):
        yield _fault(decision, "with", f"Kolom 'with' menunjuk tulisan yang sama dengan 'target', {_NOTHING}")


def _held(store: Store, decision: Decision, name: str) -> Fault | None:
    """Of what came and was not published, which an editor may let pass."""
    address = addresses(decision)[name]
    for row in store.q.held_at(canonical=target_key(address)):
        said = f"Tulisan “{address}” pada '{name}' masih {_WAITS[row['decision']]}, jadi keputusan ini menunggu sampai"
        return _fault(decision, name, f"{said} tulisan itu terbit. Bila layak terbit, lepaskan dengan release.")
    return None


def _unknown(decision: Decision, name: str, what: str) -> Fault:
    said = f"Alamat “{addresses(decision)[name]}” pada '{name}' tidak cocok dengan {what} mana pun, sehingga keputusan"
    return _fault(decision, name, f"{said} ini belum berpengaruh. Periksa alamatnya.")


def _fault(decision: Decision, name: str, message: str) -> Fault:
    return Fault("decisions.toml", decision.line_of(name), message)
