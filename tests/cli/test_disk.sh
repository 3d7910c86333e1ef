# The program on a disk that runs full, and on one that cannot be written: small file systems in memory, seen by this
# test alone. Only root can make them.
if [ "$1" != inside ]; then
    if unshare -m sh -c 'mount -t tmpfs -o size=1m none /mnt' 2>/dev/null; then
        exec unshare -m sh "$0" inside
    fi
    echo "ok 1 - a real disk that is full or read-only # SKIP mounting one takes root"
    echo "1..1"
    exit 0
fi
. tests/tap.sh
cd "$tmp" || exit 1

mkdir disk
mount -t tmpfs -o size=1500k none disk
awk 'BEGIN {
    for (i = 1; i <= 3000; i++)
        printf "{\"url\":\"http://sel.example/%d\",\"headline\":\"Harbour note %d\",\"language\":\"en\",\"body\":\"Ship %d left pier %d of Sel for the town of Mir with %d crates of lamps, and came back with rope, sail and tar.\"}\n", i, i, i * 7, i % 40, i * 13
}' >notes.jsonl
LEDE_STORE=$tmp/disk/a.lede
export LEDE_STORE

head -200 notes.jsonl >first.jsonl
run "$LEDE" add first.jsonl
is "articles that fit are added" "$out" "added 200, updated 0, same 0, skipped 0, failed 0"
run "$LEDE" add notes.jsonl
is "a full disk: status 1" "$status" 1
has "with the reason" "$err" "the disk is full"
has "and the store's name" "$err" "$LEDE_STORE"
run "$LEDE" check
is "the store is sound" "$status" 0
run "$LEDE" find --format ids -- '"pier 7"'
is "and can be searched" "$status" 0
kept=$("$LEDE" sql --format csv "SELECT count(*) FROM articles" | tail -1)
ok "what was there before is there" test "$kept" -ge 200
head -c 3000000 /dev/zero >disk/filler 2>/dev/null
run "$LEDE" backup disk/copy.lede
is "a backup that does not fit: status 1" "$status" 1
is "and leaves nothing" "$(ls disk | grep -c copy)" 0

rm disk/filler
mount -o remount,size=64m disk
run "$LEDE" add notes.jsonl
is "with room, the same again completes" "$status" 0
is "all are there" "$("$LEDE" sql --format csv "SELECT count(*) FROM articles" | tail -1)" 3000
run "$LEDE" backup disk/copy.lede
is "and so does the backup" "$status" 0
run "$LEDE" check
is "sound" "$status" 0

mount -o remount,ro disk
run "$LEDE" find --format ids -- '"pier 7"' tar
is "a read-only disk can be searched" "$status" 0
is "with all its articles" "$(echo "$out" | wc -l)" 75
run "$LEDE" tag +x -- tar
is "but not written: status 1" "$status" 1
has "with the reason" "$err" "read-only"
run "$LEDE" add notes.jsonl
is "nor added to: status 1" "$status" 1
has "with the reason too" "$err" "read-only"
run "$LEDE" check
is "it can be checked: status 0" "$status" 0
umount disk
finish
