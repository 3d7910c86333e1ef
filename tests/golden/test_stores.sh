# core/store/migrate.c: a store that an earlier version wrote holds, brought up to date, what that version knew of it.
. tests/tap.sh

for old in tests/data/stores/schema-*.lede; do
    cp "$old" "$tmp/copy.lede"
    sh tests/golden/dump_store.sh "$tmp/copy.lede" >"$tmp/got" 2>&1
    diff "${old%.lede}.txt" "$tmp/got" >"$tmp/diff"
    result $? "$(basename "$old"): articles, tags, runs, queries and undos are as before" "$(head -n 40 "$tmp/diff")"
    rm -f "$tmp"/copy.lede*
done
finish
