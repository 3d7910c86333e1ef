# lua/lib/shell/{main,script}.lua: scripts and lines run as lua(1) runs them.
. tests/tap.sh
cd "$tmp" || exit 1

printf 'print(#arg, arg[0], arg[1], arg[2], ...)\n' >s.lua
run "$LEDE" s.lua a --quiet
is "a script gets its arguments, options after it included" "$out" "$(printf '2\ts.lua\ta\t--quiet\ta\t--quiet')"
printf '#!/usr/bin/env lede\nprint("ran")\n' >noext
run "$LEDE" ./noext
is "a path with a slash is a script, and its first line may be #!" "$out" ran
out=$(echo 'print(1 + 1, arg[0])' | "$LEDE" -)
is "- is standard input" "$out" "$(printf '2\t-')"
out=$(echo 'print(40 + 2)' | "$LEDE")
is "no words and no terminal: standard input is the script" "$out" 42
run "$LEDE" -e 'x = 1' -e 'print(x, arg[1], ...)' one
is "-e runs in order and takes arguments" "$out" "$(printf '1\tone\tone')"
printf 'return {n = 7}\n' >mod.lua
run env LUA_PATH="./?.lua" "$LEDE" -l mod -e 'print(mod.n)'
is "-l loads a module into a global" "$out" 7

printf 'local function f()\n  error("no luck")\nend\nf()\n' >bad.lua
run "$LEDE" bad.lua
is "a script that fails gives status 1" "$status" 1
has "its message names the line" "$err" "lede: bad.lua:2: no luck"
has "the traceback shows the script's own lines" "$err" "bad.lua:4: in main chunk"
hasnt "and no lines of the program itself" "$err" "lede/shell"
printf 'store:add{headline = "A", body = "b"}\n\nstore:all():update{nosuch = "x"}\n' >update.lua
run "$LEDE" -q -s update.lede update.lua
has "an error found within our own Lua names the script's line" "$err" "lede: update.lua:3: an article has no field 'nosuch'"
hasnt "and none of ours" "$err" "lede/set.lua"
cat >caught.lua <<'END'
local set = store:all()
print(pcall(function()
  set:update{nosuch = "x"}
end))
print(pcall(set.update, set, {nosuch = "x"}))
print((pcall(error, "mine")), select("#", pcall(error)), (pcall(pcall)))
print(pcall(function(...) return select("#", ...) end, nil, nil))
print(coroutine.wrap(pcall)(function() return coroutine.yield("yielded") end))
END
run "$LEDE" -q -s update.lede caught.lua
is "an error that a script catches names its line too, and pcall is Lua's otherwise" "$out" "\
false	caught.lua:3: an article has no field 'nosuch' that can be set
false	caught.lua:5: an article has no field 'nosuch' that can be set
false	2	false
true	2
yielded"
run "$LEDE" -e 'error({code = 5})'
has "an error object that is a table is shown" "$err" "code = 5"
run "$LEDE" -e 'error(setmetatable({}, {__tostring = function() return "my error" end}))'
is "an error object with __tostring says what it says" "$err" "lede: my error"
run "$LEDE" -e 'error()'
has "an error without an object is still an error" "$err" "nil"
is "with status 1" "$status" 1
run "$LEDE" -e 'x = = 1'
is "a syntax error gives status 1" "$status" 1
run "$LEDE" missing.lua
is "a missing script gives status 1" "$status" 1
has "and its name" "$err" "missing.lua"
run "$LEDE" -e 'os.exit(7)'
is "os.exit gives its status" "$status" 7
run "$LEDE" --stroe x
is "an unknown option gives status 2" "$status" 2
has "with a suggestion" "$err" "did you mean '--store'?"
run "$LEDE" fnid x
is "an unknown verb gives status 2" "$status" 2
run "$LEDE" -e
is "an option without its value gives status 2" "$status" 2
run "$LEDE" --version
has "--version prints it" "$out" "lede 0."
run "$LEDE" --help
has "--help lists the verbs" "$out" "help "
run "$LEDE" help --help
has "each verb has --help" "$out" "usage: lede help"
run "$LEDE" help --hepl
is "an unknown option of a verb gives status 2" "$status" 2
has "with a suggestion too" "$err" "did you mean '--help'?"

cat >recipe.lua <<'R'
-- a comment with return { in it
local function map(article) end
io.stderr:write("this must not run\n")
return {
  name = "mine", version = "1.0.0", needs = {"read"},
  map = map,
}
R
run "$LEDE" recipe.lua
is "a recipe given as a script is refused" "$status" 2
has "and lede run is named" "$err" "lede run recipe.lua"
hasnt "before anything of it ran" "$err" "must not run"

if [ -e /dev/full ]; then
    "$LEDE" -e 'print("x")' >/dev/full 2>.err
    is "output that cannot be written is a failure" "$?" 1
fi
finish
