# core/read: what every file of the measured formats and faults is read to. A line that changes is looked at:
# when it is right, write the table anew with
#   LUA_PATH="tests/spec/?.lua;;" build/lede tests/golden/formats.lua FOLDER > tests/golden/formats.tsv
. tests/tap.sh

table() { # SENTENCE FOLDER TABLE
    "$LEDE" tests/golden/formats.lua "$2" >"$tmp/got" 2>&1
    diff "$tmp/got" "$3" >"$tmp/diff"
    result $? "$1" "$(head -n 40 "$tmp/diff")"
}

sentence="every file of the measured formats is read to the right record or refused with the right reason"
if [ -e "$LEDE_SHARED/data/formats/README.md" ]; then
    table "$sentence" "$LEDE_SHARED/data/formats" tests/golden/formats.tsv
else
    skip "$sentence" "no $LEDE_SHARED/data/formats"
fi
table "our own sample of each format and fault is read to its record or refused with its reason" tests/data/formats tests/golden/samples.tsv
finish
