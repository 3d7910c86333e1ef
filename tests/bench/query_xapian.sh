#!/bin/sh
# The best 20 by relevance against Xapian, the same texts and queries in one run.
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
if [ ! -d "$peer.db" ]; then
    "$B/bench/query" texts | XAPIAN_FLUSH_THRESHOLD=200000 "$peer" "$peer.new" || exit 1
    mv "$peer.new" "$peer.db"
fi
"$B/bench/query" times >"$B/bench/query.times"
[ -s "$B/bench/query.times" ] || exit 0
tab=$(printf '\t')
set --
while IFS=$tab read -r query ms; do set -- "$@" "$query"; done <"$B/bench/query.times"
"$peer" "$peer.db" "$@" >"$B/bench/query_xapian.times"
paste "$B/bench/query.times" "$B/bench/query_xapian.times" |
    awk -F'\t' '{ printf "%-30s lede %8.2f ms  Xapian %8.2f ms  ratio %.2f\n", $1, $2, $4, $2 / $4 }'
