# core/store/migrate.c: a store that an earlier version wrote holds, brought up to date, what that version knew of it.
. tests/tap.sh

for old in tests/data/stores/schema-*.lede; do
    cp "$old" "$tap_dir/copy.lede"
    sh tests/golden/dump_store.sh "$tap_dir/copy.lede" >"$tap_dir/got" 2>&1
    diff "${old%.lede}.txt" "$tap_dir/got" >"$tap_dir/diff"
    status=$?
    head -n 40 "$tap_dir/diff" | sed 's/^/# /'
    tap_line $status "$(basename "$old"): articles, tags, runs, queries and undos are as before"
    rm -f "$tap_dir"/copy.lede*
done
done_testing
