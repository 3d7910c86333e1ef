#!/bin/sh
# make.sh OUT: a small store that holds something of everything, as the program
# $LEDE (build/lede) writes it. Run at the top of the tree. schema-N.lede was
# made so by the last version that wrote schema N, and beside it schema-N.txt
# says what that version knew of it (tests/golden/dump_store.sh):
#
#   tests/data/stores/make.sh tests/data/stores/schema-N.lede
#   sh tests/golden/dump_store.sh COPY-OF-IT > tests/data/stores/schema-N.txt
#
# A file that is here is never made again: it stands for those people have.
set -e
LEDE=${LEDE:-build/lede}
LEDE_STORE=$1
LOGNAME=keeper
export LEDE_STORE LOGNAME
[ ! -e "$1" ] || { echo "$1 is there" >&2; exit 1; }

"$LEDE" add -q tests/data/samples
"$LEDE" run -q topics -p min=2                              # run 2: tags with spans and values
"$LEDE" add -q tests/data/later                             # run 3: an article has two texts
"$LEDE" tag -q +desk/lead '+später' -- sanctions            # run 4
"$LEDE" tag -q -topic/health -- strike                      # run 5: takes tags of run 2 back
"$LEDE" set -q section=Shipping -- ferry                    # run 6, undone by 9
"$LEDE" set -q published=2023-03-15 -- headline:freezes     # run 7: a field that stays corrected
"$LEDE" find -q --save strait 'strait OR ferry' >/dev/null
"$LEDE" remove -q -- bridge                                 # run 8
"$LEDE" undo -q 6                                           # run 9
"$LEDE" run -q topics -p min=2                              # run 10: tags what changed
"$LEDE" undo -q 2                                           # run 11
"$LEDE" undo -q 11                                          # run 12: and back
echo 'article,tag,value,note,coder,no
mfmsgkcfx963,code/tone,calm,as agreed,Ada Quill,
mfmsgkcfx963,code/tone,,,Ben Ode,1' | "$LEDE" tag -q --from -   # run 13: two coders
"$LEDE" compact -q
