#!/bin/sh
# The portal's memory on machines that forget: `memori.sh restore` before a run, `memori.sh save` after it.
#
# What must outlive the machine lies in two branches of the region's own repository: `memori` (the store, its pictures
# and what of the site was indexed for searching) and `situs` (the site as it stands). Each is one commit without a past, so that the repository does not
# grow, and both are replaced in one push that succeeds or fails as a whole. To be called in the repository; reads
# PORTAL_STORE and PORTAL_OUTPUT, and writes nothing else but objects and refs/portal/ in .git.
#
# A site that stands without its memory stops the run: printed from an empty store, the portal would be emptied.

set -eu

say() { printf '%s\n' "memori: $*" >&2; }
stop() { say "$@"; exit 1; }
git() { command git -c core.autocrlf=false "$@"; } # bytes stay bytes

store=${PORTAL_STORE:-sqlite:///var/portal.sqlite3}
case $store in
sqlite:///*) store=${store#sqlite:///} ;;
*) stop "PORTAL_STORE bukan berkas SQLite; ingatan seperti itu tidak disimpan di cabang git." ;;
esac
site=${PORTAL_OUTPUT:-output}
beside="pictures search" # folders beside the store

git rev-parse --git-dir >/dev/null || stop "jalankan di dalam repositori daerah."

# The commit that a branch had when it was last seen here; empty where it was not there.
seen() { git rev-parse --quiet --verify "refs/portal/$1" || true; }

# Fetches a branch, or forgets it where the repository has none. $2: what the repository said it has.
look() {
    if printf '%s\n' "$2" | grep -q "refs/heads/$1\$"; then
        git fetch --quiet --no-tags origin "+refs/heads/$1:refs/portal/$1"
    else
        git update-ref -d "refs/portal/$1"
    fi
}

# Lays the files of a tree into a folder. $1: the tree; $2: the folder.
lay() {
    mkdir -p "$2"
    git read-tree "$1"
    git --work-tree="$2" checkout-index --quiet --all --force
}

# A site is known by its bytes and by its place: the store notes what it printed by the folder it printed into.
named() {
    mkdir -p "$site"
    printf '%s %s\n' "$1" "$(cd "$site" && pwd -P)"
}

restore() {
    [ ! -e "$store" ] || stop "$store sudah ada di mesin ini dan tidak ditimpa. Pindahkan dahulu, lalu ulangi."
    # A repository that does not answer is no repository without memory.
    there=$(git ls-remote origin refs/heads/memori refs/heads/situs) ||
        stop "repositori tidak menjawab, jadi belum diketahui apakah ada ingatan. Ulangi nanti."
    look memori "$there"
    look situs "$there"
    memory=$(seen memori)
    standing=$(seen situs)
    if [ -z "$memory" ] && [ -n "$standing" ]; then
        stop "situs sudah terbit (cabang situs), tetapi ingatannya (cabang memori) tidak ada. Portal tidak" \
            "dijalankan supaya situs tidak terbit dalam keadaan kosong. Kembalikan cabang memori dari cadangan;" \
            "bila memang hendak mulai dari awal, hapus cabang situs."
    fi
    if [ -z "$memory" ]; then
        say "belum ada ingatan dan belum ada situs; portal mulai dari awal."
        return
    fi
    for folder in $beside; do
        if [ -n "$(git ls-tree "$memory" "$folder")" ]; then lay "$memory:$folder" "$(dirname "$store")/$folder"; fi
    done
    # The site is laid out only if it is the very one that the memory knows; else everything is printed anew.
    known=$(git cat-file blob "$memory:situs")
    if [ -n "$standing" ] && [ "$(named "$(git rev-parse "$standing^{tree}")")" = "$known" ]; then
        lay "$standing" "$site"
    else
        say "situs yang terbit bukan cetakan ingatan ini; semua halaman akan dicetak ulang."
    fi
    mkdir -p "$(dirname "$store")"
    for piece in $(git ls-tree --name-only "$memory:store"); do
        git cat-file blob "$memory:store/$piece"
    done >"$store.new"
    mv "$store.new" "$store" # last: while it is missing, a restore may be repeated
    say "ingatan dipulihkan."
}

save() {
    [ -f "$store" ] || stop "$store tidak ada; ingatan yang lama dibiarkan."
    tree=""
    if [ -f "$site/index.html" ]; then
        git read-tree --empty
        git --work-tree="$site" add --all --force .
        # Some hosts leave out what begins with _ unless this file says otherwise.
        git update-index --add --cacheinfo "100644,$(git hash-object -w --stdin </dev/null),.nojekyll"
        tree=$(git write-tree)
    fi
    inside=$(remembered "$tree")
    memory=$(git commit-tree -m "Ingatan portal" "$inside")
    set -- "--force-with-lease=refs/heads/memori:$(seen memori)" origin "$memory:refs/heads/memori"
    if [ -n "$tree" ]; then
        standing=$(git commit-tree -m "Situs portal" "$tree")
        set -- "--force-with-lease=refs/heads/situs:$(seen situs)" "$@" "$standing:refs/heads/situs"
    fi
    git push --quiet --atomic "$@" ||
        stop "ingatan tidak tersimpan; yang lama tetap utuh. Bila cabangnya diubah dari tempat lain sejak" \
            "dipulihkan, jalankan ulang dari awal."
    git update-ref refs/portal/memori "$memory"
    if [ -n "$tree" ]; then git update-ref refs/portal/situs "$standing"; fi
    say "ingatan disimpan."
}

# The tree of a memory: the store in pieces, so that what did not change is not sent again and no file outgrows
# what a host takes; the pictures and the memory of the search; which site they were printed into. $1: the tree of that site, if it stands.
remembered() {
    mkdir "$scratch/store"
    # Not a copy of the file: beside it may lie a journal with what was written last.
    python3 - "$store" "$scratch/whole" <<'PYTHON' || stop "$store rusak atau sedang terkunci; ingatan yang lama dibiarkan."
import sqlite3, sys
source, target = map(sqlite3.connect, sys.argv[1:])
try:
    source.backup(target)
    (found,) = target.execute("PRAGMA quick_check").fetchone()
except sqlite3.Error as error:
    sys.exit(str(error))
target.close()
sys.exit(0 if found == "ok" else found)
PYTHON
    split -b 8m -a 3 "$scratch/whole" "$scratch/store/"
    named "$1" >"$scratch/situs"
    printf '%s\n' "Ingatan portal: penyimpanan dan gambarnya. Jangan diubah atau dihapus." >"$scratch/README.md"
    git read-tree --empty
    git --work-tree="$scratch" add --force README.md situs store
    for folder in $beside; do
        if [ -d "$(dirname "$store")/$folder" ]; then
            git --work-tree="$(dirname "$store")" add --all --force "$folder"
        fi
    done
    git write-tree
}

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM
export GIT_INDEX_FILE="$scratch/index"
export GIT_AUTHOR_NAME=Portal GIT_AUTHOR_EMAIL=portal@localhost
export GIT_COMMITTER_NAME=Portal GIT_COMMITTER_EMAIL=portal@localhost

case ${1:-} in
restore) restore ;;
save) save ;;
*) stop "pakai: memori.sh restore | save" ;;
esac
