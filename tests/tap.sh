# tap.sh: TAP for shell tests; every one sources it. $LEDE is the program, $top
# the repository (where a test starts), $tmp an empty folder that goes away at the end.
#   run CMD...              run it: its output in $out and $err, exit status in $status
#   is "sentence" GOT WANT · has "sentence" TEXT PART · hasnt · ok "sentence" CMD...
#   skip "sentence" WHY
#   finish                  the plan; ends with the exit status
top=$(pwd)
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
count=0 bad=0 status= err=

run() {
    "$@" >"$tmp/.out" 2>"$tmp/.err" </dev/null
    status=$?
    out=$(cat "$tmp/.out") err=$(cat "$tmp/.err")
}

result() { # 0|1 SENTENCE WHY...
    count=$((count + 1))
    if [ "$1" = 0 ]; then
        echo "ok $count - $2"
    else
        bad=$((bad + 1))
        echo "not ok $count - $2"
        shift 2
        printf '%s\n' "$@" | sed 's/^/# /'
    fi
}

is() {
    [ "$2" = "$3" ]
    result $? "$1" "got: $2" "want: $3" "stderr of the last run: $err"
}

has() {
    case $2 in *"$3"*) result 0 "$1" ;; *) result 1 "$1" "got: $2" "want a part: $3" "status: $status, stderr of the last run: $err" ;; esac
}

hasnt() {
    case $2 in *"$3"*) result 1 "$1" "got: $2" "unwanted: $3" ;; *) result 0 "$1" ;; esac
}

ok() {
    sentence=$1
    shift
    "$@" >"$tmp/.ok" 2>&1
    result $? "$sentence" "$* failed: $(tail -n 20 "$tmp/.ok")"
}

skip() {
    count=$((count + 1))
    echo "ok $count - $1 # SKIP $2"
}

finish() {
    echo "1..$count"
    [ "$bad" = 0 ]
    exit
}
