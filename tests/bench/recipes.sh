#!/bin/sh
# recipes.sh STORE [RECIPE...]: on a copy of the store, whether each shipped recipe gives the same bytes with one, two and
# eight workers, in another order, and when it goes on after a run over part of the articles. Takes minutes on a large store.
LEDE=${LEDE:-build/lede}
store=$1
shift
[ $# -gt 0 ] || set -- $(for r in scripts/*.lua; do basename "$r" .lua; done)
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cp "$store" "$dir/copy.lede"
LEDE_STORE=$dir/copy.lede
export LEDE_STORE
part=${PART:-words:300..}
bad=0
for name; do
    verified=$("$LEDE" recipe verify "$name" 2>&1) || bad=$((bad + 1))
    "$LEDE" -q run "$name" --now 2026-01-01 -- "$part" >/dev/null 2>&1 || bad=$((bad + 1))
    "$LEDE" run "$name" --now 2026-01-01 >"$dir/resumed" 2>"$dir/said"
    "$LEDE" run "$name" --now 2026-01-01 --fresh >"$dir/fresh" 2>/dev/null
    same=resumed-same
    cmp -s "$dir/resumed" "$dir/fresh" || { same=RESUMED-DIFFERS; bad=$((bad + 1)); }
    printf '%s: %s; %s; %s\n' "$name" "$(echo "$verified" | awk '{print $NF == "DIFFERS" ? "DIFFERS" : substr($0, 16, 8)}' | uniq -c | awk '{print $1 "x" $2}' | tr '\n' ' ')" \
        "$same" "$(sed -n 's/.*: \([0-9]* articles, [0-9]* computed\).*/\1/p' "$dir/said")"
done
exit $((bad > 0))
