# lua/lib/verbs/{read,add}.lua, lua/lib/shell/reading.lua: options of reading, what is told of each input.
. tests/tap.sh
cd "$tmp" || exit 1

outcomes() { sed 's/.*"outcome":"\([a-z]*\)".*/\1/' "$1" | sort | uniq -c | awk '{printf "%s%s %s", sep, $2, $1; sep = ", "}'; }

# --- lede read ---------------------------------------------------------------------
printf 'Titel;wann;Inhalt\nFerry is late;3/4/2022;It was late again.\n' >table.csv
run "$LEDE" read --map Titel=headline --map wann=published --map Inhalt=body --date-order dmy table.csv
is "read maps columns" "$status" 0
has "headline" "$out" '"headline":"Ferry is late"'
has "and orders dates" "$out" '2022-04-03'
run "$LEDE" read --map Titel table.csv
is "a map without a field is misuse" "$status" 2
has "and named" "$err" "--map wants NAME=VALUE, got 'Titel'"
run "$LEDE" read --date-order ymd table.csv
has "so is an unknown order" "$status $err" "2 lede: read: --date-order wants dmy or mdy, got 'ymd'"
run "$LEDE" read --map Titel=colour table.csv
has "a field that articles do not have is named" "$err" "no field 'colour'"
run "$LEDE" read missing.csv
is "a missing file fails" "$status" 1

# --- lede add --report ---------------------------------------------------------------
mkdir in
printf '{"url":"http://a.example/1","headline":"One","body":"First."}\n{"x":1}\n{"headline":\n' >in/a.jsonl
printf '{"url":"http://a.example/1","headline":"One","body":"First."}\n' >in/b.jsonl
printf '{"url":"http://a.example/1","headline":"One","body":"Second."}\n' >in/c.jsonl
printf '\211PNG\r\n\032\n' >in/d.png
run "$LEDE" -s s.lede add --report report.jsonl in none.html
is "every item is counted" "$out" "added 1, updated 1, same 1, skipped 2, failed 2"
is "a failure gives status 1" "$status" 1
is "the report has a line for each" "$(outcomes report.jsonl)" "added 1, failed 2, same 1, skipped 2, updated 1"
is "with its source and why" "$(grep skipped report.jsonl | head -n 1)" \
    '{"format":"jsonl","outcome":"skipped","reason":"line 2: neither headline nor body","source":"in/a.jsonl#2"}'
has "with the article's id" "$(grep '"added"' report.jsonl)" '"id":"'
hasnt "and no reason where none is needed" "$(grep '"added"' report.jsonl)" reason
has "an input that cannot be opened is in it" "$(cat report.jsonl)" '"source":"none.html"'
run "$LEDE" -s s.lede add --report again.jsonl in/b.jsonl in/d.png
is "what is named and no article fails" "$status $(outcomes again.jsonl)" "1 failed 1, same 1"
mkdir only
cp in/d.png only
run "$LEDE" -s s.lede add --report again.jsonl only
is "skipped alone exits 0" "$status $(outcomes again.jsonl)" "0 skipped 1"
run "$LEDE" -s s.lede add --report /no/such/folder/r.jsonl in
is "a report that cannot be written is said before anything is read" "$status" 1
has "by name" "$err" "/no/such/folder/r.jsonl"
run "$LEDE" -s s.lede add --report - -q in/c.jsonl
is "- writes it to standard output" "$(echo "$out" | grep -c '"outcome"')" 1
finish
