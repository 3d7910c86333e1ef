# lua/lib/verbs/{run,recipe}.lua, lua/lib/shell/{recipe,run,apply,source,sharing}.lua
. tests/tap.sh

work=$tap_dir/work
mkdir -p "$work" "$tap_dir/sender" "$tap_dir/empty"
here=$(pwd)
samples=$here/tests/data/samples
export XDG_CONFIG_HOME="$tap_dir/config" XDG_DATA_HOME="$tap_dir/data"
cd "$work" || exit 1
LEDE_STORE=$work/s.lede
export LEDE_STORE
"$LEDE" -q add "$samples" "$here/tests/data/later" >/dev/null 2>&1

has() { case $1 in *"$2"*) return 0 ;; *) printf 'got: %s\nwant a part: %s\n' "$1" "$2"; return 1 ;; esac; }
lacks() { case $1 in *"$2"*) printf 'got: %s\nunwanted: %s\n' "$1" "$2"; return 1 ;; *) return 0 ;; esac; }
tags() { "$LEDE" tags --format tsv; }

# --- the shipped ones ----------------------------------------------------------
check "every shipped recipe passes its examples" "$LEDE" recipe test
for r in "$here"/scripts/*.lua; do
    name=$(basename "$r" .lua)
    one=$("$LEDE" -q run "$name" --jobs 1 --dry-run --fresh --now 2023-12-01 2>&1)
    check "$name runs with its defaults" test -n "$one"
    check "$name gives the same with any number of workers and in any order" "$LEDE" recipe verify "$name"
    "$LEDE" -q run "$name" --now 2023-12-01 -- date:..2023-04 >/dev/null 2>&1
    resumed=$("$LEDE" run "$name" --now 2023-12-01 2>"$tap_dir/said")
    same "$name gives the same when it goes on where it was" "$resumed" "$("$LEDE" run "$name" --now 2023-12-01 --fresh 2>/dev/null)"
    check "$name computed only the rest then" grep -qv " $("$LEDE" count "" 2>/dev/null) computed" "$tap_dir/said"
done

# --- a stranger's path -----------------------------------------------------------
cat >"$tap_dir/sender/ferries.lua" <<'R'
return {
  name = "ferries", version = "1.0.0", summary = "Tag articles about ferries",
  needs = {"read", "tag:ferry"},
  params = {word = {type = "string", default = "ferr", help = "what to look for"}},
  map = function(article, params, emit)
    local first, last = (article.body or ""):lower():find(params.word, 1, true)
    if first then
      article:tag("ferry", {spans = {{first = first, last = last}}})
      emit("articles", 1)
    end
  end,
  reduce = function(_, counts) return lede.sum(counts) end,
  examples = {{article = {body = "A ferry."}, tags = {"ferry"}, emits = {{"articles", 1}}}},
}
R
(cd "$tap_dir/sender" && "$LEDE" recipe pack ./ferries.lua -o "$tap_dir/sent.lua" >/dev/null)
check "a packed recipe is one file" test -s "$tap_dir/sent.lua"
check "it is added from a path" has "$("$LEDE" recipe add "$tap_dir/sent.lua")" "needs read, tag:ferry"
check "the lock file names its origin and hash" has "$(cat "$XDG_DATA_HOME/lede/recipes/recipes.lock")" "$tap_dir/sent.lua"
check "list shows it as the user's" has "$("$LEDE" recipe list)" "ferries      1.0.0    user"
before=$(tags)
out=$("$LEDE" run ferries 2>&1 </dev/null)
same "without a grant and a terminal it does not run" "$?" 1
check "and says what it would need" has "$out" "It needs: read, tag:ferry"
same "and leaves the tags as they were" "$(tags)" "$before"
check "a grant lets it run" has "$("$LEDE" run ferries --grant 2>&1)" "tags made"
check "the grant is kept for this content" has "$("$LEDE" run ferries 2>&1)" "0 tags made, 0 taken back"
id=$("$LEDE" find tag:ferry --format ids | head -n 1)
check "explain prints what the tag rests on" has "$("$LEDE" explain "$id" ferry)" "ferries 1.0.0"
check "explain prints the very words" has "$("$LEDE" explain "$id" ferry)" '"ferr"'
out=$(sed 's/"ferr"/"train"/; s/1\.0\.0/1.1.0/; s/A ferry/A train/' "$tap_dir/sent.lua" >"$XDG_DATA_HOME/lede/recipes/ferries.lua"; "$LEDE" run ferries 2>&1 </dev/null)
same "a changed file asks again" "$?" 1
check "a newer version takes back what it no longer gives" lacks "$("$LEDE" run ferries --grant 2>&1)" " 0 taken back"
check "undo brings the older tags back" has "$("$LEDE" undo last 2>&1)" "taken back"
same "and the tags are those of before" "$("$LEDE" find tag:ferry --format ids | head -n 1)" "$id"
check "remove takes it away" has "$("$LEDE" recipe remove ferries)" "removed"
check "what is gone is not found, with a suggestion" has "$("$LEDE" run topic 2>&1)" "did you mean 'topics'?"

# --- folders, archives, git ---------------------------------------------------------
mkdir -p "$tap_dir/sender/folder/ships"
cat >"$tap_dir/sender/folder/ships/recipe.lua" <<'R'
local words = require "words"
return {
  name = "ships", version = "2.0.0", summary = "Count ships", needs = {"read"},
  map = function(article, _, emit)
    for _, w in ipairs(words) do
      if (article.body or ""):find(w, 1, true) then emit(w, 1) end
    end
  end,
  reduce = function(_, counts) return lede.sum(counts) end,
}
R
echo 'return {"ship", "boat"}' >"$tap_dir/sender/folder/ships/words.lua"
check "a folder with modules packs into an archive" "$LEDE" recipe pack "$tap_dir/sender/folder/ships/recipe.lua" -o "$tap_dir/ships.tar.gz"
check "which is added again" has "$("$LEDE" recipe add "$tap_dir/ships.tar.gz" 2>&1)" "ships 2.0.0"
check "and runs with its modules" has "$("$LEDE" run ships --grant 2>&1)" "ship"
if command -v git >/dev/null 2>&1; then
    (cd "$tap_dir/sender/folder" && git init -q . && git add . && git -c user.name=x -c user.email=x@localhost commit -qm x)
    check "a git repository is cloned and added" has "$("$LEDE" recipe add "$tap_dir/sender/folder#ships" --project 2>&1)" "ships 2.0.0"
    check "the project's copy wins and is shown as such" has "$("$LEDE" recipe list)" "project"
    "$LEDE" recipe remove ships --project >/dev/null
else
    skip "a git repository is cloned and added" "no git"
fi
printf '{"recipes":[{"name":"ships","summary":"Count ships","path":"ships","keywords":["sea"]}]}' >"$tap_dir/sender/folder/recipes.json"
check "a catalogue is searched" has "$("$LEDE" recipe search sea --catalogue "$tap_dir/sender/folder" 2>&1)" "Count ships"
check "an archive of nothing is refused" has "$("$LEDE" recipe add "$samples/harbour.jsonl" 2>&1)" "no archive"

mkdir -p "$tap_dir/tree/lib/luarocks/rocks-5.4/sea-recipes/1.0-1/recipes"
sed 's/name = "ferries"/name = "rocky"/' "$tap_dir/sent.lua" >"$tap_dir/tree/lib/luarocks/rocks-5.4/sea-recipes/1.0-1/recipes/rocky.lua"
check "recipes of installed rocks are found" has "$(LUAROCKS_TREES="$tap_dir/tree" "$LEDE" recipe list)" "rocky        1.0.0    rock"

# --- params ------------------------------------------------------------------------------
check "an unknown param is an error with a suggestion" has "$("$LEDE" run topics -p mim=2 2>&1)" "did you mean 'min'?"
check "a wrong type is an error" has "$("$LEDE" run topics -p min=two 2>&1)" "must be a whole number, got 'two'"
check "a value out of range is an error" has "$("$LEDE" run topics -p min=0 2>&1)" "at least 1"
"$LEDE" run topics -p min=0 >/dev/null 2>&1
same "with status 2" "$?" 2

check "help tells about a recipe as show does" has "$("$LEDE" help topics)" "needs read, tag:topic/*"
check "help recipes lists them" has "$("$LEDE" help recipes)" "sanctions"

# --- completion ---------------------------------------------------------------------------
complete() { "$LEDE" help --complete -- "$@" | tr '\n' ' '; }
same "recipes complete by name" "$(complete run to)" "topics "
same "params complete by name" "$(complete run topics -p '')" "kinds= list= min= "
same "a choice completes its values" "$(complete run index -p kind=p)" "kind=person kind=place "
same "a truth value too" "$(complete run chronology -p days=)" "days=no days=yes "
same "another param shows its default" "$(complete run topics --dry-run -p min=)" "min=3 "
same "formats complete" "$(complete run topics --format t)" "table tsv "
same "options complete" "$(complete run topics --dr)" "--dry-run "
same "verbs complete, after options too" "$(complete -s x.lede rec)" "recipe "
same "actions complete" "$(complete recipe ver)" "verify "
same "what is unknown completes to nothing" "$(complete run nothing -p '')" ""
if command -v bash >/dev/null 2>&1; then
    press() { PATH="$(dirname "$LEDE"):$PATH" bash --norc -c 'eval "$(lede help --bash)"; COMP_LINE=$1 COMP_POINT=${#1}; _lede; echo "${COMPREPLY[@]}"' bash "$1"; }
    same "Tab in bash names a param" "$(press 'lede run topics -p mi')" "min="
    same "and the values of one, without what stands before the sign" "$(press 'lede run index -p kind=or')" "organisation"
else
    skip "Tab in bash" "no bash"
fi

# --- mistakes in a recipe -------------------------------------------------------------------
cat >"$tap_dir/wrong.lua" <<'R'
return {
  name = "wrong",
  version = 1,
  sumary = "x",
  needs = {"network"},
  params = {n = {type = "intger"}},
}
R
out=$("$LEDE" recipe show "$tap_dir/wrong.lua" 2>&1)
check "every mistake is named at its line: version" has "$out" "line 3: field 'version' must be a string"
check "unknown fields" has "$out" "line 4: unknown field 'sumary'; did you mean 'summary'?"
check "needs" has "$out" "line 5: 'network' is nothing that a recipe can need"
check "types of params" has "$out" "did you mean 'integer'?"
check "listing runs nothing of its work" has "$("$LEDE" recipe list 2>&1)" "recipe"

# --- the store is left as it was ----------------------------------------------------------------
"$LEDE" runs >/dev/null
sum=$(cksum <"$LEDE_STORE")
for body in 'while true do end' 'article:tag("ferry") error("no")' 'article:tag("other")' 'emit("x", ("y"):rep(1 << 20)) while true do emit("x", ("y"):rep(1 << 20)) end'; do
    echo "return {name = 'bad', version = '1', summary = 'x', needs = {'read', 'tag:ferry'}, map = function(article, _, emit) $body end}" >"$tap_dir/bad.lua"
    out=$("$LEDE" run "$tap_dir/bad.lua" --grant --seconds 1 2>&1)
    same "a recipe that fails gives status 1: $body" "$?" 1
    same "and leaves the store's bytes as they were" "$(cksum <"$LEDE_STORE")" "$sum"
done

# --- made, tested, blessed --------------------------------------------------------------------------
check "new makes a working recipe" "$LEDE" recipe new mine
check "which passes its own test" "$LEDE" recipe test ./mine.lua
sed -i 's/{{"The", 1}, {"the", 1}}/{{"The", 7}}/' mine.lua
out=$("$LEDE" recipe test ./mine.lua 2>&1)
same "a wrong example fails" "$?" 1
check "with a readable difference" has "$out" 'got [["The",1],["the",1]], want [["The",7]]'
check "bless writes actual results back" has "$("$LEDE" recipe test ./mine.lua --bless --yes 2>&1)" "results written"
check "and then it passes" "$LEDE" recipe test ./mine.lua

# --- incremental ----------------------------------------------------------------------------------------
"$LEDE" run quoted >/dev/null 2>&1
check "a second run computes nothing" has "$("$LEDE" run quoted 2>&1 >/dev/null)" " 0 computed"
echo '{"url":"https://coastwire.example/new","headline":"New","articleBody":"\"It is new,\" said Ada Lindqvist.","inLanguage":"en"}' | "$LEDE" -q add - >/dev/null
check "after adding one article one is computed" has "$("$LEDE" run quoted 2>&1 >/dev/null)" " 1 computed"
same "with the same result as computing all" "$("$LEDE" -q run quoted 2>/dev/null)" "$("$LEDE" -q run quoted --fresh 2>/dev/null)"
check "stream maps JSON Lines without a store" has "$(head -n 3 "$samples/harbour.jsonl" | LEDE_STORE=/nowhere "$LEDE" run sanctions --stream)" '"name":"topic/sanctions"'
check "a broken line fails alone" has "$(printf '{"headline":\n{"headline":"A","articleBody":"b"}\n' | "$LEDE" run quoted --stream 2>&1)" '"emits":[]'
same "and answers each line" "$("$LEDE" run quoted --stream <"$samples/harbour.jsonl" | wc -l)" "$(wc -l <"$samples/harbour.jsonl")"
# --- formats ---------------------------------------------------------------------------------------------------
check "what is for people does not stand between rows for programs" lacks "$("$LEDE" -q run brief --format csv 2>/dev/null)" "By month"
check "but is said beside them" has "$("$LEDE" run brief --format csv 2>&1 >/dev/null)" "By month"
check "Markdown has headings" has "$("$LEDE" -q run brief --format md)" "## By month"
check "and tables" has "$("$LEDE" -q run index --format md)" "| name | kind | articles | in |"
check "tab-separated values have tabs" has "$("$LEDE" -q run index --format tsv 2>/dev/null)" "name	kind"
same "ids are those of the articles in the rows" "$("$LEDE" -q run chronology --format ids 2>/dev/null | sort -u)" "$("$LEDE" -q run chronology --format jsonl 2>/dev/null | sed 's/.*"article":"\([^"]*\)".*/\1/' | sort -u)"
rows=$("$LEDE" -q run index -p least=1 --format jsonl 2>/dev/null | wc -l)
same "a table shows as many rows as other formats" "$("$LEDE" -q run index -p least=1 | sed 1,2d | wc -l)" "$rows"
"$LEDE" run topics --format tabel >/dev/null 2>&1
same "a wrong format is wrong usage, before anything runs" "$?" 2
check "tables come as JSON Lines" has "$("$LEDE" -q run index --format jsonl)" '"kind":"place"'
done_testing
