# lua/lib/verbs/{run,recipe}.lua, lua/lib/shell/{recipe,run,apply,source,sharing}.lua
. tests/tap.sh

work=$tmp/work
mkdir -p "$work" "$tmp/sender" "$tmp/empty"
here=$(pwd)
samples=$here/tests/data/samples
export XDG_CONFIG_HOME="$tmp/config" XDG_DATA_HOME="$tmp/data"
cd "$work" || exit 1
LEDE_STORE=$work/s.lede
export LEDE_STORE
"$LEDE" -q add "$samples" "$here/tests/data/later" >/dev/null 2>&1

tags() { "$LEDE" tags --format tsv; }

# --- the shipped ones ----------------------------------------------------------
ok "every shipped recipe passes its examples" "$LEDE" recipe test
for r in "$here"/scripts/*.lua; do
    name=$(basename "$r" .lua)
    ok "$name gives the same with any number of workers and in any order" "$LEDE" recipe verify "$name"
    "$LEDE" -q run "$name" --now 2023-12-01 -- date:..2023-06 >/dev/null 2>&1
    resumed=$("$LEDE" run "$name" --now 2023-12-01 2>"$tmp/said")
    is "$name gives the same when it goes on where it was" "$resumed" "$("$LEDE" run "$name" --now 2023-12-01 --fresh 2>/dev/null)"
    ok "$name computed only the rest then" awk '{for (i = 2; i <= NF; i++) {if ($i == "articles,") all = $(i - 1); if ($i == "computed;") rest = $(i - 1)}} END {exit !(all > 0 && rest < all)}' "$tmp/said"
done

# --- a stranger's path -----------------------------------------------------------
cat >"$tmp/sender/ferries.lua" <<'R'
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
(cd "$tmp/sender" && "$LEDE" recipe pack ./ferries.lua -o "$tmp/sent.lua" >/dev/null)
ok "a packed recipe is one file" test -s "$tmp/sent.lua"
has "it is added from a path" "$("$LEDE" recipe add "$tmp/sent.lua")" "needs read, tag:ferry"
has "the lock file names its origin and hash" "$(cat "$XDG_DATA_HOME/lede/recipes/recipes.lock")" "$tmp/sent.lua"
has "list shows it as the user's" "$("$LEDE" recipe list)" "ferries      1.0.0    user"
out=$("$LEDE" recipe show ferries)
has "show tells what it does, needs and asks" "$out" "Tag articles about ferries"
has "its needs" "$out" "needs read, tag:ferry"
has "its params" "$out" "what to look for"
has "and that nobody let it run yet" "$out" "not granted"
before=$(tags)
out=$("$LEDE" run ferries 2>&1 </dev/null)
is "without a grant and a terminal it does not run" "$?" 1
has "and says what it would need" "$out" "It needs: read, tag:ferry"
is "and leaves the tags as they were" "$(tags)" "$before"
has "a grant lets it run" "$("$LEDE" run ferries --grant 2>&1)" "tags made"
has "the grant is kept for this content" "$("$LEDE" run ferries 2>&1)" "0 tags made, 0 taken back"
first=$("$LEDE" runs --format tsv | awk -F '\t' '/ferries/ {print $1}' | sort -n | head -n 1)
id=$("$LEDE" find tag:ferry --format ids | head -n 1)
has "explain prints what the tag rests on" "$("$LEDE" explain "$id" ferry)" "ferries 1.0.0"
has "explain prints the very words" "$("$LEDE" explain "$id" ferry)" '"ferr"'
out=$(sed 's/"ferr"/"train"/; s/1\.0\.0/1.1.0/; s/A ferry/A train/' "$tmp/sent.lua" >"$XDG_DATA_HOME/lede/recipes/ferries.lua"; "$LEDE" run ferries 2>&1 </dev/null)
is "a changed file asks again" "$?" 1
hasnt "a newer version takes back what it no longer gives" "$("$LEDE" run ferries --grant 2>&1)" " 0 taken back"
has "undo brings the older tags back" "$("$LEDE" undo last 2>&1)" "taken back"
is "and the tags are those of before" "$("$LEDE" find tag:ferry --format ids | head -n 1)" "$id"
has "undo of the first run takes back what it gave" "$("$LEDE" undo "$first" 2>&1)" "taken back, 0 kept"
is "and the tags are those of before the recipe came" "$(tags)" "$before"
has "remove takes it away" "$("$LEDE" recipe remove ferries)" "removed"
has "what is gone is not found, with a suggestion" "$("$LEDE" run topic 2>&1)" "did you mean 'topics'?"

# --- folders, archives, git ---------------------------------------------------------
mkdir -p "$tmp/sender/folder/ships"
cat >"$tmp/sender/folder/ships/recipe.lua" <<'R'
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
echo 'return {"ship", "boat"}' >"$tmp/sender/folder/ships/words.lua"
ok "a folder with modules packs into an archive" "$LEDE" recipe pack "$tmp/sender/folder/ships/recipe.lua" -o "$tmp/ships.tar.gz"
has "which is added again" "$("$LEDE" recipe add "$tmp/ships.tar.gz" 2>&1)" "ships 2.0.0"
has "and runs with its modules" "$("$LEDE" run ships --grant 2>&1)" "ship"
if command -v git >/dev/null 2>&1; then
    (cd "$tmp/sender/folder" && git init -q . && git add . && git -c user.name=x -c user.email=x@localhost commit -qm x)
    has "a git repository is cloned and added" "$("$LEDE" recipe add "$tmp/sender/folder#ships" --project 2>&1)" "ships 2.0.0"
    has "the project's copy wins and is shown as such" "$("$LEDE" recipe list)" "project"
    "$LEDE" recipe remove ships --project >/dev/null
else
    skip "a git repository is cloned and added" "no git"
fi
printf '{"recipes":[{"name":"ships","summary":"Count ships","path":"ships","keywords":["sea"]}]}' >"$tmp/sender/folder/recipes.json"
has "a catalogue is searched" "$("$LEDE" recipe search sea --catalogue "$tmp/sender/folder" 2>&1)" "Count ships"
has "an archive of nothing is refused" "$("$LEDE" recipe add "$samples/harbour.jsonl" 2>&1)" "no archive"

mkdir -p "$tmp/tree/lib/luarocks/rocks-5.4/sea-recipes/1.0-1/recipes"
sed 's/name = "ferries"/name = "rocky"/' "$tmp/sent.lua" >"$tmp/tree/lib/luarocks/rocks-5.4/sea-recipes/1.0-1/recipes/rocky.lua"
has "recipes of installed rocks are found" "$(LUAROCKS_TREES="$tmp/tree" "$LEDE" recipe list)" "rocky        1.0.0    rock"

# --- params ------------------------------------------------------------------------------
has "an unknown param is an error with a suggestion" "$("$LEDE" run topics -p mim=2 2>&1)" "did you mean 'min'?"
has "a wrong type is an error" "$("$LEDE" run topics -p min=two 2>&1)" "must be a whole number, got 'two'"
has "a value out of range is an error" "$("$LEDE" run topics -p min=0 2>&1)" "at least 1"
"$LEDE" run topics -p min=0 >/dev/null 2>&1
is "with status 2" "$?" 2

has "help tells about a recipe as show does" "$("$LEDE" help topics)" "needs read, tag:topic/*"
has "help recipes lists them" "$("$LEDE" help recipes)" "sanctions"

# --- completion ---------------------------------------------------------------------------
complete() { "$LEDE" help --complete -- "$@" | tr '\n' ' '; }
is "recipes complete by name" "$(complete run to)" "topics "
is "params complete by name" "$(complete run topics -p '')" "kinds= list= min= "
is "a choice completes its values" "$(complete run index -p kind=p)" "kind=person kind=place "
is "a truth value too" "$(complete run chronology -p days=)" "days=no days=yes "
is "another param shows its default" "$(complete run topics --dry-run -p min=)" "min=3 "
is "formats complete" "$(complete run topics --format t)" "table tsv "
is "options complete" "$(complete run topics --dr)" "--dry-run "
is "verbs complete, after options too" "$(complete -s x.lede rec)" "recipe "
is "actions complete" "$(complete recipe ver)" "verify "
is "what is unknown completes to nothing" "$(complete run nothing -p '')" ""
if command -v bash >/dev/null 2>&1; then
    press() { PATH="$(dirname "$LEDE"):$PATH" bash --norc -c 'eval "$(lede help --bash)"; COMP_LINE=$1 COMP_POINT=${#1}; _lede; echo "${COMPREPLY[@]}"' bash "$1"; }
    is "Tab in bash names a param" "$(press 'lede run topics -p mi')" "min="
    is "and the values of one, without what stands before the sign" "$(press 'lede run index -p kind=or')" "organisation"
else
    skip "Tab in bash" "no bash"
fi

# --- mistakes in a recipe -------------------------------------------------------------------
cat >"$tmp/wrong.lua" <<'R'
return {
  name = "wrong",
  version = 1,
  sumary = "x",
  needs = {"network"},
  params = {n = {type = "intger"}},
}
R
out=$("$LEDE" recipe show "$tmp/wrong.lua" 2>&1)
has "every mistake is named at its line: version" "$out" "line 3: field 'version' must be a string"
has "unknown fields" "$out" "line 4: unknown field 'sumary'; did you mean 'summary'?"
has "needs" "$out" "line 5: 'network' is nothing that a recipe can need"
has "types of params" "$out" "did you mean 'integer'?"
has "listing runs nothing of its work" "$("$LEDE" recipe list 2>&1)" "recipe"

# --- the store is left as it was ----------------------------------------------------------------
"$LEDE" runs >/dev/null
sum=$(cksum <"$LEDE_STORE")
for body in 'while true do end' 'article:tag("ferry") error("no")' 'article:tag("other")' 'emit("x", ("y"):rep(1 << 20)) while true do emit("x", ("y"):rep(1 << 20)) end'; do
    echo "return {name = 'bad', version = '1', summary = 'x', needs = {'read', 'tag:ferry'}, map = function(article, _, emit) $body end}" >"$tmp/bad.lua"
    out=$("$LEDE" run "$tmp/bad.lua" --grant --seconds 1 2>&1)
    is "a recipe that fails gives status 1: $body" "$?" 1
    is "and leaves the store's bytes as they were" "$(cksum <"$LEDE_STORE")" "$sum"
done

# --- made, tested, blessed --------------------------------------------------------------------------
ok "new makes a working recipe" "$LEDE" recipe new mine
ok "which passes its own test" "$LEDE" recipe test ./mine.lua
sed -i 's/{{"The", 1}, {"the", 1}}/{{"The", 7}}/' mine.lua
out=$("$LEDE" recipe test ./mine.lua 2>&1)
is "a wrong example fails" "$?" 1
has "with a readable difference" "$out" 'got [["The",1],["the",1]], want [["The",7]]'
has "bless writes actual results back" "$("$LEDE" recipe test ./mine.lua --bless --yes 2>&1)" "results written"
ok "and then it passes" "$LEDE" recipe test ./mine.lua

sed 's/^  examples = {/&\n    {article = {headline = "The sea"}, params = {word = "the"}, emits = {{"The", 1}}},/; s/^    \(.*\)"The storm and.*/    \1"Thee"}, params = {word = "the"}, emits = {{"The", 1}}},/' mine.lua >twice.lua
has "an example that fails is named" "$("$LEDE" recipe test ./twice.lua 2>&1)" "FAILED mine, example 2"
"$LEDE" recipe test ./twice.lua --bless --yes >/dev/null 2>&1
ok "bless writes to the example that failed, not to one before that wants the same" "$LEDE" recipe test ./twice.lua

# --- incremental ----------------------------------------------------------------------------------------
"$LEDE" run quoted >/dev/null 2>&1
has "a second run computes nothing" "$("$LEDE" run quoted 2>&1 >/dev/null)" " 0 computed"
echo '{"url":"https://coastwire.example/new","headline":"New","articleBody":"\"It is new,\" said Ada Lindqvist.","inLanguage":"en"}' | "$LEDE" -q add - >/dev/null
has "after adding one article one is computed" "$("$LEDE" run quoted 2>&1 >/dev/null)" " 1 computed"
is "with the same result as computing all" "$("$LEDE" -q run quoted 2>/dev/null)" "$("$LEDE" -q run quoted --fresh 2>/dev/null)"
has "stream maps JSON Lines without a store" "$(head -n 3 "$samples/harbour.jsonl" | LEDE_STORE=/nowhere "$LEDE" run sanctions --stream)" '"name":"topic/sanctions"'
has "a broken line fails alone" "$(printf '{"headline":\n{"headline":"A","articleBody":"b"}\n' | "$LEDE" run quoted --stream 2>&1)" '"emits":[]'
is "and answers each line" "$("$LEDE" run quoted --stream <"$samples/harbour.jsonl" | wc -l)" "$(wc -l <"$samples/harbour.jsonl")"
# --- formats ---------------------------------------------------------------------------------------------------
hasnt "what is for people does not stand between rows for programs" "$("$LEDE" -q run brief --format csv 2>/dev/null)" "By month"
has "but is said beside them" "$("$LEDE" run brief --format csv 2>&1 >/dev/null)" "By month"
has "Markdown has headings" "$("$LEDE" -q run brief --format md)" "## By month"
has "and tables" "$("$LEDE" -q run index --format md)" "| name | kind | articles | article |"
has "tab-separated values have tabs" "$("$LEDE" -q run index --format tsv 2>/dev/null)" "name	kind"
is "ids are those of the articles in the rows" "$("$LEDE" -q run chronology --format ids 2>/dev/null | sort -u)" "$("$LEDE" -q run chronology --format jsonl 2>/dev/null | sed 's/.*"article":"\([^"]*\)".*/\1/' | sort -u)"
rows=$("$LEDE" -q run index -p least=1 --format jsonl 2>/dev/null | wc -l)
is "a table shows as many rows as other formats" "$("$LEDE" -q run index -p least=1 | sed 1,2d | wc -l)" "$rows"
"$LEDE" run topics --format tabel >/dev/null 2>&1
is "a wrong format is wrong usage, before anything runs" "$?" 2
has "tables come as JSON Lines" "$("$LEDE" -q run index --format jsonl)" '"kind":"place"'
finish
