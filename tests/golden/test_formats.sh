# core/read: what every file of the measured formats and faults is read to. A line that changes is looked at:
# when it is right, write the table anew with
#   LUA_PATH="tests/spec/?.lua;;" build/lede tests/golden/formats.lua FOLDER > tests/golden/formats.tsv
. tests/tap.sh

if [ ! -e "$LEDE_SHARED/data/formats/README.md" ]; then
    skip "every file of the measured formats is read to the right record or refused with the right reason" \
        "no $LEDE_SHARED/data/formats"
else
    "$LEDE" tests/golden/formats.lua "$LEDE_SHARED/data/formats" >"$tap_dir/got" 2>&1
    diff "$tap_dir/got" tests/golden/formats.tsv >"$tap_dir/diff"
    status=$?
    head -n 40 "$tap_dir/diff" | sed 's/^/# /'
    tap_line $status "every file of the measured formats is read to the right record or refused with the right reason"
fi
"$LEDE" tests/golden/formats.lua tests/data/formats >"$tap_dir/got" 2>&1
diff "$tap_dir/got" tests/golden/samples.tsv >"$tap_dir/diff"
status=$?
sed 's/^/# /' "$tap_dir/diff"
tap_line $status "our own sample of each format and fault is read to its record or refused with its reason"
done_testing
