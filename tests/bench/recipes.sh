#!/bin/sh
# recipes.sh STORE [RECIPE...]: on a copy of the store, whether each shipped recipe gives the same bytes with one, two and
# eight workers and in another order; after a run that was killed half-way; and when it goes on after a run over part of the
# articles. Takes minutes a recipe on a large store; with VERIFY=no the first is left out.
LEDE=${LEDE:-build/lede}
store=$1
shift
[ $# -gt 0 ] || set -- $(for r in scripts/*.lua; do basename "$r" .lua; done)
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
"$LEDE" -q -s "$store" backup "$dir/copy.lede" >/dev/null || exit 1
LEDE_STORE=$dir/copy.lede
export LEDE_STORE
part=${PART:-words:300..}
bad=0

run() { # NAME OPTIONS...: rows to stdout, what is said to $dir/said
    recipe=$1
    shift
    "$LEDE" run "$recipe" --now 2026-01-01 --format jsonl "$@" 2>"$dir/said"
}

differs() { # WHAT
    printf '  %s DIFFERS' "$1"
    bad=$((bad + 1))
}

for name; do
    printf '%s:' "$name"
    began=$(date +%s.%N)
    if [ "$VERIFY" = no ]; then
        run "$name" --dry-run --fresh >/dev/null
        runs=1
    else
        "$LEDE" recipe verify "$name" >"$dir/verified" 2>&1 || differs verify
        printf ' %s,' "$(awk '{print $NF == "DIFFERS" ? "DIFFERS" : $NF}' "$dir/verified" | sort | uniq -c | awk '{printf "%s%s times %s", sep, $1, $2; sep = " "}')"
        runs=5
    fi
    half=$(awk -v a="$began" -v b="$(date +%s.%N)" -v n="$runs" 'BEGIN { printf "%.1f", (b - a) / n / 2 }')
    timeout -s KILL "$half" "$LEDE" -q run "$name" --now 2026-01-01 >/dev/null 2>&1
    [ $? = 137 ] && printf ' killed after %s s,' "$half" || printf ' ended before it could be killed,'
    "$LEDE" check -q >/dev/null 2>&1 || differs "the store's check"
    run "$name" -- "$part" >/dev/null
    run "$name" >"$dir/resumed" || differs "the run after it fails:"
    printf ' then %s' "$(sed -n 's/.*: \([0-9]* articles, [0-9]* computed\).*/\1/p' "$dir/said")"
    run "$name" --fresh >"$dir/fresh" || differs "a fresh run fails:"
    cmp -s "$dir/resumed" "$dir/fresh" || differs "a run that goes on"
    [ -s "$dir/fresh" ] || printf ' (no row: nothing was compared)'
    echo
done
exit $((bad > 0))
