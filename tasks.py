"""The portal's commands. `./run` lists them, `./run --help TASK` explains one; this file is the manual.

Operators read its docstrings: what a task does is said in Indonesian. `run` starts this file; invoke alone can too.
"""

import atexit
import gc
import json
import os
import re
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from invoke import Collection, Exit, task

from plugins.newsroom.errors import AnotherRun, BuildRefused, NetworkUnusable, PortalError, SearchUnusable, Stopped
from plugins.office import commands, environment

STOPPED = 130  # what shells call a program that Ctrl-C ended
KEPT = "Tidak ada yang hilang: yang sudah tercatat tetap ada. Jalankan perintah yang sama lagi untuk meneruskan."


@contextmanager
def told() -> Iterator[None]:
    """Expected failures, and Ctrl-C, end with one clear sentence and the exit code of the contract."""
    try:
        yield
    except KeyboardInterrupt as stop:
        raise Exit(f"\nDihentikan. {KEPT}", STOPPED) from stop
    except Stopped as stop:
        raise Exit(f"\nDihentikan. {stop}", STOPPED) from stop
    except AnotherRun as error:
        raise Exit(str(error), 0) from error
    except NetworkUnusable as error:
        raise Exit("\n".join([*map(str, error.faults), str(error)]), 2) from error
    except BuildRefused as error:
        raise Exit(f"Situs tidak diganti; yang lama tetap berdiri. Sebabnya: {error}", 1) from error
    except SearchUnusable as error:
        raise Exit(f"Indeks pencarian tidak diperbarui; yang lama tetap berdiri. Sebabnya: {error}", 1) from error
    except PortalError as error:
        raise Exit(str(error), 2) from error


def number(option: str, said: str) -> int:
    """What stands behind an option that counts something."""
    if not re.fullmatch(r"-?[0-9]{1,9}", said):
        raise PortalError(f"{option} harus bilangan bulat, bukan '{said[:40]}'.")
    return int(said)


@task(help={"report": "tulis hasilnya sebagai JSON ke berkas ini", "only": "hanya instansi ini (nama foldernya)"})
def pull(_: Any, report: str = "", only: str = "") -> None:
    """Menarik umpan dan tulisan semua instansi ke dalam simpanan."""
    with told(), environment.alone():
        from plugins.office import pulling

        pulling.pull_all(report=report, only=only)


@task(
    help={
        "full": "cetak semuanya dari awal, juga yang tidak berubah",
        "jobs": "jumlah proses yang mencetak; biasanya sebanyak inti prosesor",
    }
)
def build(_: Any, full: bool = False, jobs: int = 0) -> None:
    """Mencetak yang berubah dari simpanan menjadi situs."""
    with told(), environment.alone():
        from plugins.office import building

        building.build(full=full, jobs=jobs)


@task
def rollback(_: Any) -> None:
    """Mengembalikan situs ke keadaan sebelum rilis yang terakhir; yang sudah dicabut tidak ikut kembali."""
    with told(), environment.alone():
        from plugins.office import returning, searching

        returning.go_back()
        if searching.stands():
            searching.search()


@task
def search(_: Any) -> None:
    """Memperbarui indeks pencarian dari situs yang sudah dicetak."""
    with told(), environment.alone():
        from plugins.office import searching

        searching.search()


@task(help={"report": "tulis hasil penarikan sebagai JSON ke berkas ini"})
def hourly(_: Any, report: str = "") -> None:
    """Menarik, mencetak, lalu memperbarui pencarian; inilah yang dipanggil pewaktu setiap jam."""
    with told(), environment.alone():
        from plugins.office import building, pulling, searching

        pulling.pull_all(report=report)
        building.build()
        searching.search()


@task
def check(_: Any) -> None:
    """Memeriksa content/: setiap kekeliruan dengan berkas dan barisnya, dan yang perlu diketahui atau diisi."""
    with told():
        from plugins.newsroom.contributed_blanks import blanks as left_blank
        from plugins.office import reminders, review

        content = environment.content()
        faults = review.review(content)
        for fault in faults:
            print(fault)
        known = reminders.reminders(content, environment.now())
        if known:
            print("Perlu diketahui:", *(f"  {each}" for each in known), sep="\n")
        if blanks := left_blank(content):
            print("Masih perlu diisi:", *(f"  {blank}" for blank in blanks), sep="\n")
    if faults:
        raise Exit(f"{len(faults)} hal perlu diperbaiki.", 1)
    if blanks:
        print("Tidak ada kekeliruan; isi yang tersebut di atas sebelum portal dibuka.")
    else:
        print("Tidak ada kekeliruan." if known else "Isi content/ baik.")


@task(help={"address": "alamat berita di portal, atau alamat tulisannya di situs instansi"})
def explain(_: Any, address: str) -> None:
    """Menerangkan jalan sebuah tulisan: dari umpan, aturan, sampai beritanya."""
    with told():
        from plugins.office import explaining

        code = explaining.explain_address(address)
    if code:
        raise Exit(code=code)


@task(help={"url": "alamat situs, atau alamat umpannya", "slug": "tulis ke folder instansi ini, jangan dicetak"})
def discover(_: Any, url: str, slug: str = "") -> None:
    """Mencari umpan sebuah situs dan mencetak agency.toml yang siap pakai."""
    with told():
        from plugins.office import sources

        code = sources.discover_one(url, slug=slug)
    if code:
        raise Exit(code=code)


@task(help={"slug": "folder instansi", "most": "paling banyak sekian tulisan tiap umpan"})
def backfill(_: Any, slug: str, most: str = "1000") -> None:
    """Mengambil berita lama sebuah instansi; meneruskan dari tempat berhenti."""
    with told(), environment.alone():
        from plugins.office import backfilling

        backfilling.backfill_agency(slug, most=number("--most", most))


@task(help={"most": "paling banyak sekian tulisan tiap umpan"})
def backfill_all(_: Any, most: str = "1000") -> None:
    """Mengambil berita lama semua instansi, satu demi satu."""
    with told(), environment.alone():
        from plugins.office import backfilling

        backfilling.backfill_all(most=number("--most", most))


@task(
    name="import",
    help={
        "file": "OPML, atau CSV dari lembar kerja: nama dan alamat situs di setiap baris",
        "dry-run": "hanya melihat dan melaporkan, tanpa menulis",
        "call-list": "tulis siapa yang perlu ditelepon, dan sebabnya, ke berkas CSV ini",
    },
)
def import_(_: Any, file: str, dry_run: bool = False, call_list: str = "") -> None:
    """Mencari umpan seluruh daftar instansi dan menulis foldernya."""
    with told():
        from plugins.office import importing

        importing.import_list(file, dry_run=dry_run, call_list=call_list)


@task(help={"port": "porta di mesin ini", "folder": "yang disajikan; kosong berarti situs yang sudah dicetak"})
def serve(_: Any, port: str = "8000", folder: str = "") -> None:
    """Menyajikan situs yang sudah dicetak di mesin ini, untuk dilihat."""
    with told():
        from plugins.office import preview

        preview.serve(Path(folder) if folder else environment.output(), number("--port", port))


@task(help={"dir": "buat repositori milik daerah di folder ini, misalnya ../portal-kita; tanpa folder, content/ diisi"})
def init(_: Any, dir: str = "") -> None:
    """Menanyakan nama, kode, zona waktu, dan domain daerah, lalu menulis content/."""
    with told():
        from plugins.office import starting

        starting.begin(Path(dir) if dir else None, again=sys.stdin.isatty())


@task(help={"once": "berhenti sebelum menyajikan portalnya", "folder": "tempat demo; kosong berarti var/demo"})
def demo(_: Any, once: bool = False, folder: str = "") -> None:
    """Menyalakan situs-situs contoh, menarik, mencetak, mengindeks, dan menyajikan portalnya."""
    from samples import demonstration

    with told():
        home = environment.region() or environment.ROOT
        demonstration.run(Path(folder) if folder else home / "var" / "demo", once=once)


@task(help={"args": "teruskan ke pytest, misalnya --args '-k dates'"})
def test(c: Any, args: str = "") -> None:
    """Menjalankan semua uji program (untuk pengembang): ruff, mypy, pytest."""
    python = sys.executable
    with c.cd(str(environment.ROOT)):
        if not args:
            # Whole files are shared out. One process more than there are cores, since some tests only wait.
            args = f"-n {min((os.cpu_count() or 1) + 1, 8)} --dist loadfile --no-loadscope-reorder"
            c.run(f'"{python}" -m ruff check --quiet . && "{python}" -m ruff format --check --quiet .')
            c.run(f'"{python}" -m mypy')
        c.run(f'"{python}" -m pytest {args}', pty=sys.stdout.isatty())


@task(help={"name": "yang diukur: real, print, gather, topics, understand, search, killed; kosong berarti semua"})
def bench(_: Any, name: str = "") -> None:
    """Mengukur kecepatan bersama pembandingnya (untuk pengembang)."""
    from benchmarks import figures

    print(json.dumps(figures.run(name), indent=1, ensure_ascii=False))


@task
def lock(c: Any) -> None:
    """Memperbarui daftar paket yang dikunci, requirements/*.txt (untuk pengembang; memerlukan uv)."""
    with told():
        if environment.region():
            raise PortalError(
                "./run lock memperbarui daftar paket program portal, jadi hanya berjalan di salinan git portal itu"
                " sendiri. Di folder daerah ini paket mengikuti versi yang disebut portal.toml."
            )
        if not shutil.which("uv"):
            raise PortalError("./run lock memerlukan program uv, dan uv belum terpasang di mesin ini.")
    with c.cd(str(environment.ROOT)):
        for name, more in (("run", ""), ("test", ""), ("plugins", " --no-deps")):
            c.run(
                "uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate"
                f" --only-binary :all:{more} requirements/{name}.in -o requirements/{name}.txt"
            )


sources = Collection("sources", discover, import_, backfill, backfill_all)
namespace = Collection(
    pull, build, rollback, search, hourly, check, explain, sources, serve, init, demo, test, bench, lock
)

if __name__ == "__main__":
    atexit.register(gc.freeze)  # a process that ends need not look through what it has for garbage
    commands.Commands(environment.VERSION, namespace, "Portal Bakohumas", "./run").run()
