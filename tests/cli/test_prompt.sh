# lua/lib/shell/prompt.lua, lua/shell/line.c: the interactive shell on a terminal.
. tests/tap.sh
cd "$tmp" || exit 1
XDG_STATE_HOME=$tmp/state
export XDG_STATE_HOME
tty() { # EDITOR < lines
    LEDE_EDITOR_LIB=$1 timeout 60 python3 "$top/tests/cli/on_tty.py" "$LEDE" -s new.lede >.shown
    status=$?
    shown=$(cat .shown)
}

for editor in libreadline.so.8 libedit.so.2 none; do
    if [ $editor != none ] && ! ldconfig -p 2>/dev/null | grep -q "$editor"; then
        skip "the shell with $editor" "it is not installed"
        continue
    fi
    cat >lines <<'L'
!expect > 
local x = 5
x + 36
local function f(n)
return n * 2
end
f(x + 100)
while true do end
!sleep 0.3
^C
!expect interrupted
"after the " .. "loop"
half a line that Ctrl-C gives up
^C
(function() local x <const> = 1 return x end)()
"a\27[31mb"
{1, {deep = true}}
error{code = 41}
nosuch.field
r = store:add{headline = "Harbour closed", body = "It is."}
store:all()
store:all():first()
help find
find harbour
40 +
3
"last" .. "line"
exit
L
    sed -i 's/^half a line.*/("given up"/' lines
    tty $editor <lines
    is "with $editor: exit leaves with status 0" "$status" 0
    has "with $editor: a local lives on to the next line" "$shown" "
41
"
    has "with $editor: a function goes over several lines" "$shown" "
210
"
    has "with $editor: Ctrl-C ends the running line" "$shown" "interrupted!"
    has "with $editor: and not the shell" "$shown" "after the loop"
    has "with $editor: control characters are shown, not sent" "$shown" 'a\x1b[31mb'
    has "with $editor: tables are shown" "$shown" "deep = true"
    has "with $editor: an error object that is no string is shown" "$shown" "code = 41"
    has "with $editor: an expression goes over several lines" "$shown" "
43
"
    has "with $editor: help takes a word as it is" "$shown" "store:find  "
    has "with $editor: a verb of the command line is told apart" "$shown" "'find' is a verb"
    has "with $editor: a set is its query, count and first rows" "$shown" "set (all articles): 1 article"
    has "with $editor: an article is its headline and what is known" "$shown" "
Harbour closed
  "
    has "with $editor: a line goes on after an error" "$shown" "lastline"
done
"$LEDE" -q -s run.lede add "$top/tests/data/samples"
run sh -c 'printf "%s\n" "run quoted -p least=3 -p \"show=1\"" "run quoted -p leest=3" "run quoted -p \"x" "6 * 7" "find(2)" | "$LEDE" -s run.lede -i'
has "the prompt runs a recipe as the command line does" "$out" "Ilse Marwen"
has "and names what is wrong with its params" "$err" "did you mean 'least'"
has "a verb that is called like a function is told apart too" "$err" "'find' is a verb"
has "and a quote without an end" "$err" "a quote that has no end"
has "and goes on after it" "$out" "42"
ok "history is in the user's state folder" grep -q "local x = 5" "$XDG_STATE_HOME/lede/history"
if ldconfig -p 2>/dev/null | grep -q libreadline.so.8; then
    cat >lines <<'L'
!expect > 
trap = setmetatable({}, {__index = function() print("ran the trap") end})
trap.fie^I
^C
string.re^I
^C
store:cha^I
^C
store:find("x"):colloc^I
^C
run quot^I
!expect run quoted
^C
run topics -p ki^I
!expect -p kinds=
!sleep 2
^C
run topics -p kinds=^I
!expect -p kinds=2
!sleep 2
^C
^D
L
    tty libreadline.so.8 <lines
    is "Ctrl-D leaves with status 0" "$status" 0
    has "completion knows the fields of tables" "$shown" "string.rep"
    has "completion knows a store that is not open yet" "$shown" "store:changes"
    has "completion knows what a call gives" "$shown" "):collocates"
    has "completion knows the recipes that run takes" "$shown" "run quoted"
    has "completion knows their params" "$shown" "-p kinds="
    has "completion knows the default of a param" "$shown" "-p kinds=2"
    hasnt "completion runs no __index" "$(echo "$shown" | grep -v setmetatable)" "ran the trap"
else
    skip "completion" "readline is not installed"
fi
finish
