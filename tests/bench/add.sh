#!/bin/sh
# Adding JSON Lines: lede against `sqlite-utils insert` and `enable-fts` on the
# same file in the same run, in MB of JSON a second of processor time.
LEDE=${LEDE:-build/lede}
corpora=${LEDE_SHARED:-../shared}/data/corpora
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
if [ -r "$corpora/bbc-2004-2005.jsonl.gz" ]; then
    zcat "$corpora/bbc-2004-2005.jsonl.gz" "$corpora/reuters-21578.jsonl.gz" "$corpora/reuters-c50.jsonl.gz" >"$dir/a.jsonl"
else
    echo "  (no measured corpora: 40,000 copies of our samples with changed words instead)"
    awk -v n=1800 '{ for (i = 0; i < n; i++) { l = $0; gsub(/"url":"/, "&" i "x", l); gsub(/Tarn/, "Tarn" i, l); print l } }' tests/data/samples/harbour.jsonl >"$dir/a.jsonl"
fi
bytes=$(wc -c <"$dir/a.jsonl")

rate() { awk -v b="$bytes" -v s="$1" 'BEGIN { printf "%.1f", b / 1e6 / s }'; }

ours=$(bash -c "$(cat <<B
TIMEFORMAT='%U %S'
{ time "$LEDE" -q -s "$dir/a.lede" add "$dir/a.jsonl" >/dev/null 2>&1; } 2>&1
B
)" | awk '{print $1 + $2}')
printf '  lede add: %s MB/s of JSON, language, fingerprint and index included; file %s times the JSON\n' "$(rate "$ours")" \
    "$(awk -v a="$(wc -c <"$dir/a.lede")" -v b="$bytes" 'BEGIN { printf "%.2f", a / b }')"
if ! command -v sqlite-utils >/dev/null 2>&1; then
    echo "  sqlite-utils is not installed: not compared"
    exit 0
fi
theirs=$(bash -c "$(cat <<B
TIMEFORMAT='%U %S'
{ time { sqlite-utils insert --nl --alter "$dir/b.db" a "$dir/a.jsonl" && sqlite-utils enable-fts "$dir/b.db" a headline articleBody; } >/dev/null 2>&1; } 2>&1
B
)" | awk '{print $1 + $2}')
printf '  sqlite-utils insert and enable-fts: %s MB/s; lede is %s times as fast\n' "$(rate "$theirs")" \
    "$(awk -v a="$ours" -v b="$theirs" 'BEGIN { printf "%.1f", b / a }')"
