"""The whole corpus through one real pull: every document of strangers is served, asked for, read and accounted for.

The folder is named by PORTAL_CORPORA; without it these tests are skipped.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

import pytest

from plugins.newsroom.outcomes import FAILURES
from plugins.newsroom.store import Store
from tests.contract.network import Portal, ended
from tests.contract.server import Site
from tests.corpora.differences import DIFFERENCES, Case, explanation
from tests.corpora.documents import Document, count, documents

SITES: Final = 32  # four questions at a time go to a host with its port
FATES: Final = ("new", "updated", "duplicate", "held", "quarantined")

CLOSED: Final = '''"""Loaded by each Python with this folder in PYTHONPATH: no other machine is reached."""

import socket

_resolve, _connect = socket.getaddrinfo, socket.socket.connect


def _resolved(host, *rest, **options):
    if host not in ("127.0.0.1", b"127.0.0.1"):
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
    return _resolve(host, *rest, **options)


def _connected(self, address):
    if self.family in (socket.AF_INET, socket.AF_INET6) and address[0] != "127.0.0.1":
        raise ConnectionRefusedError(address)
    return _connect(self, address)


socket.getaddrinfo, socket.socket.connect = _resolved, _connected
'''


@dataclass(frozen=True)
class Pulls:
    """Two pulls of all documents, a little less than a day apart, so that every source is due again.

    The second time a third of the sites say 304, a third send the same bytes, and a third a line end more, which is
    another body with the same news: `again` is what each does, by document. `touched` is what would be printed anew
    after the second.
    """

    first: tuple[Case, ...]
    second: Mapping[str, Mapping[str, Any]]
    again: Mapping[str, str]
    faults: list[Any]
    touched: list[str]


@pytest.fixture(scope="module")
def pulls(corpora: Path, tmp_path_factory: pytest.TempPathFactory) -> Pulls:
    folder = tmp_path_factory.mktemp("corpora")
    (folder / "closed").mkdir()
    (folder / "closed/sitecustomize.py").write_text(CLOSED, encoding="utf-8")
    portal = Portal(folder, domains=[], pull_minutes=60)
    docs = documents(corpora)
    sites = [Site() for _ in range(SITES)]
    urls: dict[str, str] = {}
    again: dict[str, str] = {}
    for n, doc in enumerate(docs):
        again[doc.name] = "another" if n % 3 == 2 and not doc.packed else ("304", "the same")[n % 3 % 2]
        urls[doc.name] = serve(sites[n % SITES], doc, doc.stored, tagged=again[doc.name] == "304")
        portal.agency(f"agency-{n}", urls[doc.name], name=doc.name)
    with ThreadPoolExecutor(1) as beside:
        counting = beside.submit(lambda: [count(doc) for doc in docs])
        first = pull(portal)
    for n, doc in enumerate(docs):
        if again[doc.name] == "another":
            serve(sites[n % SITES], doc, doc.stored + b"\n", tagged=False)
    portal.later(hours=22)
    store = Store(f"sqlite:///{folder / 'portal.sqlite3'}")
    latest = store.q.latest_touch()
    second = pull(portal)
    touched = [row["key"] for row in store.q.touched_since(seq=latest)]
    store.close()
    for site in sites:
        site.close()
    rows = {row["url"]: row for row in first["sources"]}
    later = {row["url"]: row for row in second["sources"]}
    cases = tuple(Case(doc, said, rows[urls[doc.name]]) for doc, said in zip(docs, counting.result(), strict=True))
    return Pulls(cases, {name: later[url] for name, url in urls.items()}, again, first["faults"], touched)


def serve(site: Site, doc: Document, body: bytes, *, tagged: bool) -> str:
    """Put a document on a site, with its own headers and, if `tagged`, with a validator; gives its address."""
    headers = dict(doc.headers)
    kind, etag = headers.pop("content-type"), headers.pop("etag", "")
    if tagged:
        etag = etag or f'"{hashlib.sha256(body).hexdigest()[:16]}"'
    return site.put(quote(f"/{doc.name}"), body, type=kind, headers=headers, etag=etag if tagged else "")


def pull(portal: Portal) -> dict[str, Any]:
    """`pull --report`, with no way off this machine; it must end with 0."""
    file = portal.folder / "report.json"
    started = portal.start("pull", "--report", str(file), PYTHONPATH=str(portal.folder / "closed"))
    done = ended(started, 300)
    assert done.code == 0, f"pull ended with {done.code}: {done.said[-4000:]}"
    report: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    return report


def told(cases: list[Case]) -> str:
    return "\n".join(map(str, cases))


def test_every_document_is_asked_and_answered(pulls: Pulls) -> None:
    """One row a document: read, or failed by a known name. No worker is lost, nothing surprises, nobody waits."""
    assert len(pulls.first) >= 2900
    assert pulls.faults == []
    astray = [
        case
        for case in pulls.first
        if case.row["outcome"] not in ("changed", "unchanged", "failed")
        or case.row["status"] != 200
        or (case.row["outcome"] == "failed") != bool(case.error)
        or (case.error and (case.error not in FAILURES or case.error == "worker"))
    ]
    assert astray == [], told(astray)


def test_every_entry_has_one_fate(pulls: Pulls) -> None:
    """New, a copy, held or quarantined: no entry is lost between reading and filing, none is changed at first sight."""
    lost = [c for c in pulls.first if sum(c.row[fate] for fate in FATES) != c.entries or c.row["updated"]]
    assert lost == [], told(lost)


def test_every_difference_is_explained(pulls: Pulls) -> None:
    """Where the portal counts differently from feedparser, or fails where that does not, the table says why; and each
    line of the table explains as many documents as it says."""
    differing = [case for case in pulls.first if not case.agrees]
    unexplained = [case for case in differing if not explanation(case)]
    assert unexplained == [], told(unexplained)
    assert Counter(map(explanation, differing)) == {line.name: line.documents for line in DIFFERENCES}


def test_a_second_pull_finds_nothing_new(pulls: Pulls) -> None:
    """Of what was read, nothing is new, changed or gone, whether the site says so, sends the same bytes, or sends the
    same news in other bytes; nothing would be printed anew, but that the sources were asked on another day. What failed
    fails again, for the same reason. An entry that a document says twice is told as a copy at each reading."""
    wrong: list[str] = []
    for case in pulls.first:
        name, row = case.document.name, pulls.second[case.document.name]
        read, answer = not case.error, pulls.again[case.document.name]
        again = row["duplicate"] if answer == "another" or not read else 0
        expected = {
            "outcome": "unchanged" if read else "failed",
            "error": case.row["error"],
            "status": 304 if read and answer == "304" else 200,
            "entries": case.entries if answer == "another" or not read else 0,
            "removed": 0, **dict.fromkeys(FATES, 0), "duplicate": min(again, case.row["duplicate"]),
        }  # fmt: skip
        if any(row[key] != value for key, value in expected.items()):
            wrong.append(f"{name} ({answer}): {row}")
    assert wrong == [], "\n".join(wrong)
    assert pulls.touched == ["sources"]
