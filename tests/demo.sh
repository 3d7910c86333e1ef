#!/bin/sh
# The main job on our samples: add, find, tag, summarise, report, undo. Each
# command is shown before its output. $LEDE names the program.
set -e
LEDE=${LEDE:-build/lede}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
LEDE_STORE=$dir/strait.lede
export LEDE_STORE

step() { # COMMENT COMMAND...
    [ -z "$1" ] || printf '\n# %s\n' "$1"
    printf '$ lede'
    shift
    for word in "$@"; do
        case $word in *[!A-Za-z0-9_./:=+-]*) printf " '%s'" "$word" ;; *) printf ' %s' "$word" ;; esac
    done
    printf '\n'
    "$LEDE" "$@"
}

step "Add a folder of page dumps and JSON Lines, then a later version of one story" add tests/data/samples
step "" add tests/data/later
step "Find what you know to look for" find 'sanctions (strait OR ferry) -regatta' --sort relevance
step "Count it" count --by publisher published:2023-03..2023-06
step "Preview a recipe that tags articles by topic, run it, ask what a tag rests on" run topics -p min=2 --dry-run
step "" run topics -p min=2
step "" explain nkdzq3ac8x3f topic/economy
step "Who is quoted?" run quoted -p least=1 -p show=6
step "Who cites whom?" run cites
step "A brief of the English articles" run brief -p sentences=4 -p terms=6 -- lang:en
step "A dozen lines of Lua do the rest" tests/data/weeks.lua
step "Every run is listed and can be undone" runs
step "" undo last
