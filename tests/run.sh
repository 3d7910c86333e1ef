#!/bin/sh
# run.sh BUILD [WORD]: run the test programs that were built under BUILD (those
# whose path holds WORD), each of which prints TAP; count their lines. The last
# line is "N passed, N failed, N skipped". Exit status 1 if anything failed.
B=$1
word=$2
out=$B/tests/out
mkdir -p "$out"
passed=0 failed=0 skipped=0
LEDE=$(cd "$B" && pwd)/lede
LEDE_BUILD=$(cd "$B" && pwd)
LEDE_SHARED=${LEDE_SHARED:-../shared}
LUA_PATH="tests/spec/?.lua;;"
LUA_CPATH="$LEDE_BUILD/?.so;;"
export LEDE LEDE_BUILD LEDE_SHARED LUA_PATH LUA_CPATH
# An empty home, so that no test sees a user's settings.
HOME=$LEDE_BUILD/tests/home
XDG_CONFIG_HOME=$HOME/.config XDG_STATE_HOME=$HOME/.state XDG_DATA_HOME=$HOME/.data
rm -rf "$HOME"
mkdir -p "$HOME"
export HOME XDG_CONFIG_HOME XDG_STATE_HOME XDG_DATA_HOME
unset LEDE_STORE

run() { # NAME COMMAND...
    name=$1
    shift
    case $name in *"$word"*) ;; *) return ;; esac
    log=$out/$(echo "$name" | tr '/' '_').tap
    timeout -k 5 "${LEDE_TEST_TIMEOUT:-600}" "$@" >"$log" 2>&1 </dev/null
    status=$?
    ok=$(grep -c '^ok ' "$log")
    skip=$(grep -c '^ok .*# SKIP' "$log")
    bad=$(grep -c '^not ok ' "$log")
    # A program that dies, or promises more tests than it ran, has failed once more.
    plan=$(sed -n 's/^1\.\.\([0-9]*\)$/\1/p' "$log" | tail -1)
    if [ "$bad" = 0 ] && { [ $status != 0 ] || [ -z "$plan" ] || [ "$plan" != "$ok" ]; }; then
        bad=1
        echo "not ok - $name ended with status $status after $ok of ${plan:-an unknown number of} tests" >>"$log"
    fi
    passed=$((passed + ok - skip)) skipped=$((skipped + skip)) failed=$((failed + bad))
    if [ "$bad" != 0 ]; then
        echo "FAILED  $name"
        tail -n 60 "$log" | sed 's/^/    /'
    else
        echo "ok      $name ($ok)"
        grep '# SKIP' "$log" | sed 's/^ok [0-9]* -*/        skipped:/'
    fi
}

for t in tests/unit/test_*.c; do
    [ -e "$t" ] && run "$t" "$B/tests/$(basename "$t" .c)"
done
for t in tests/spec/*_spec.lua; do
    [ -e "$t" ] && run "$t" "$LEDE" "$t"
done
for t in tests/cli/test_*.sh; do
    [ -e "$t" ] && run "$t" sh "$t"
done
for t in tests/golden/test_*.sh tests/guard/test_*.sh; do
    [ -e "$t" ] && run "$t" sh "$t"
done
echo
echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" = 0 ] && [ "$passed" != 0 ]
