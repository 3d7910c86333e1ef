#!/bin/sh
# The best 20 by relevance against Xapian, the same texts and queries in one run.
# LEDE_XAPIAN_DB names a database that an earlier run made of the same store
# (LEDE_BENCH_STORE): making it takes minutes where the texts are many.
# Skipped where libxapian-dev or a C++ compiler is absent.
B=${LEDE_BUILD:-build}
if ! command -v xapian-config >/dev/null || ! command -v g++ >/dev/null; then
    echo "skipped: libxapian-dev and g++ are needed"
    exit 0
fi
[ -x "$B/bench/query" ] || { echo "skipped: $B/bench/query is not built"; exit 0; }
peer=$B/bench/query_xapian
# shellcheck disable=SC2046
g++ -O2 -std=c++17 -o "$peer" tests/bench/query_xapian.cc $(xapian-config --cxxflags --libs) || exit 1
db=${LEDE_XAPIAN_DB:-$peer.db}
if [ ! -d "$db" ]; then
    "$B/bench/query" texts | XAPIAN_FLUSH_THRESHOLD=200000 "$peer" "$db.new" || exit 1
    mv "$db.new" "$db"
fi
"$B/bench/query" times >"$B/bench/query.times"
[ -s "$B/bench/query.times" ] || exit 0
tab=$(printf '\t')
set --
while IFS=$tab read -r query ms; do set -- "$@" "$query"; done <"$B/bench/query.times"
"$peer" "$db" "$@" >"$B/bench/query_xapian.times"
paste "$B/bench/query.times" "$B/bench/query_xapian.times" |
    awk -F'\t' '{ printf "%-30s lede %8.2f ms  Xapian %8.2f ms  ratio %.2f\n", $1, $2, $4, $2 / $4 }'
