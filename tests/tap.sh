# The shell tests' own check: TAP on standard output. Sourced by every test.
#   . tests/tap.sh
#   check "a sentence about behaviour" COMMAND...     status 0 passes
#   same "sentence" GOT WANT
#   skip "sentence" "why"
#   done_testing
tap_n=0 tap_bad=0
tap_dir=$(mktemp -d)
trap 'rm -rf "$tap_dir"' EXIT

tap_line() { # STATUS SENTENCE
    tap_n=$((tap_n + 1))
    if [ "$1" = 0 ]; then
        echo "ok $tap_n - $2"
    else
        tap_bad=$((tap_bad + 1))
        echo "not ok $tap_n - $2"
    fi
}

check() {
    tap_name=$1
    shift
    "$@" >"$tap_dir/.check" 2>&1
    tap_status=$?
    [ $tap_status = 0 ] || sed 's/^/# /' "$tap_dir/.check" | tail -n 20
    tap_line $tap_status "$tap_name"
}

same() {
    if [ "$2" = "$3" ]; then
        tap_line 0 "$1"
    else
        printf '%s\n' "got:  $2" "want: $3" | sed 's/^/# /'
        tap_line 1 "$1"
    fi
}

skip() {
    tap_n=$((tap_n + 1))
    echo "ok $tap_n - $1 # SKIP $2"
}

done_testing() {
    echo "1..$tap_n"
    [ "$tap_bad" = 0 ]
}
