# lua/lib/verbs/*.lua, lua/lib/shell/{verbs,output,batch}.lua: the verbs on a small store.
. tests/tap.sh
cd "$tmp" || exit 1

cat >news.jsonl <<'J'
{"url":"http://sel.example/harbour","headline":"Harbour of Sel closed","published":"2022-03-21T12:46","publisher":"Sel Daily","section":"Trade","language":"en","body":"The harbour of Sel is closed, Mayor Ben Ode said on Monday.\n\nThe strike at the port costs $3 million a day."}
{"url":"http://mir.example/strike","headline":"Port strike enters second week","published":"2022-03-28","publisher":"Mir Post","section":"Trade","language":"en","body":"Workers of the port of Sel went on with their strike.\n\nNo ship has left the port since Monday."}
{"url":"http://sel.example/river","headline":"River at record high","published":"2022-04-02","publisher":"Sel Daily","language":"en","body":"The river Mir rose above all marks.\u001b[2J Schools are closed."}
J
printf '{"headline":"Broken\n{"headline":"Fine","body":"A fine text."}\n' >broken.jsonl

run "$LEDE" find x
is "a store that is not there: status 1" "$status" 1
has "and its name" "$err" "news.lede"
run "$LEDE" add news.jsonl
is "add reports what it did" "$out" "added 3, updated 0, same 0, skipped 0, failed 0"
is "with status 0" "$status" 0
run "$LEDE" add news.jsonl
is "the same again adds nothing" "$out" "added 0, updated 0, same 3, skipped 0, failed 0"
run "$LEDE" add --report report.jsonl --set publisher="Ode Weekly" broken.jsonl missing.jsonl
is "a broken line and a missing file fail alone" "$out" "added 1, updated 0, same 0, skipped 0, failed 2"
is "with status 1" "$status" 1
has "the reason names the file" "$err" "broken.jsonl"
has "and the missing one" "$err" "missing.jsonl"
has "the report lists them" "$(cat report.jsonl)" '"outcome":"failed"'
run "$LEDE" count publisher:ode
is "--set gives every article a field" "$out" 1

run "$LEDE" find strike --format ids
is "find prints ids" "$(echo "$out" | wc -l)" 2
id=$(echo "$out" | head -1)
run "$LEDE" find -- strike -week
has "a query may follow --" "$out" "Harbour of Sel closed"
run "$LEDE" find strike --format csv --fields headline,publisher
is "fields and CSV" "$out" "headline,publisher
Harbour of Sel closed,Sel Daily
Port strike enters second week,Mir Post"
run "$LEDE" find strike --limit 1
has "a bounded table tells the true count" "$out" "1 of 2"
run "$LEDE" find strike --sort -published --format jsonl --fields headline -o found.jsonl
is "-o writes a file and nothing else" "$out" ""
is "the file is whole" "$(head -1 found.jsonl)" '{"headline":"Port strike enters second week"}'
run "$LEDE" find strike nosuchword
has "a term that hits nothing is said" "$err" "'nosuchword' is in no article"
is "on stderr only, with status 0" "$status" 0
run "$LEDE" find 'port (strike'
is "a bad query: status 2" "$status" 2
has "with a caret" "$err" "     ^"
run "$LEDE" find strike --formt csv
is "an unknown option: status 2" "$status" 2
has "with a suggestion" "$err" "did you mean '--format'?"
run "$LEDE" find strike --format xml
is "an unknown format: status 2" "$status" 2
run "$LEDE" find strike --limit many
is "a limit that is no number: status 2" "$status" 2
run "$LEDE" find --parse 'port OR ship'
has "--parse tells how a query is understood" "$out" "any of"
printf 'strike\nriver\n"lone\n' >queries
run "$LEDE" find --batch queries --format tsv
has "--batch counts each query" "$out" "$(printf 'strike\t2')"
is "and fails with the bad one" "$status" 1
run "$LEDE" find --save trade section:trade --format ids
run "$LEDE" count query:trade
is "a saved query is used by name" "$out" 2

run "$LEDE" show "$id"
has "show prints an article" "$out" "Mayor Ben Ode said on Monday."
run "$LEDE" show nosuchid
is "an id that is not there: status 1" "$status" 1
river=$("$LEDE" find river --format ids)
run "$LEDE" show "$river"
has "control characters of a text are shown, not sent" "$out" 'marks.\x1b[2J Schools'
run "$LEDE" count --by published:month --format csv
is "count groups" "$out" "published:month,count
2022-03,2
2022-04,1
(undated),1"

run "$LEDE" tag +labour '+with%20space' -- strike
is "tag: status 0" "$status" 0
has "tag tells how many changed" "$err" "2 articles changed"
run "$LEDE" explain "$id" labour
has "explain shows the words" "$out" '"strike"'
has "and their sentence" "$out" "The strike at the port costs"
run "$LEDE" explain "$id"
has "explain without a tag shows the tags" "$out" '"strike"'
has "and the body with what was found marked" "$out" "[Ben Ode] said on <Monday>"
has "and the rule of each finding" "$out" "(weekday)"
hasnt "and no colours where it is no terminal" "$out" "$(printf '\033')"
run "$LEDE" explain "$id" --findings --format jsonl
has "explain --findings gives rows" "$out" '"what":"date"'
run "$LEDE" explain "$river" --findings
has "control characters of a body are shown there too" "$out" 'marks.\x1b[2J Schools'
run "$LEDE" tags
has "tags lists" "$out" "with space"
run "$LEDE" tags dump -o tags.txt
run "$LEDE" tag -labour -- strike
run "$LEDE" count tag:labour
is "untag takes off" "$out" 0
run "$LEDE" tags restore tags.txt
run "$LEDE" count tag:labour
is "restore brings back what was dumped" "$out" 2
run "$LEDE" undo last --dry-run
has "undo --dry-run says what it would do" "$out" "2 would be taken back"
run "$LEDE" undo last
run "$LEDE" count tag:labour
is "undo takes a run back" "$out" 0
printf '+first -- river\n+second -- tag:first\n-first -- tag:second\n' >rules
before=$("$LEDE" sql "SELECT count(*) FROM run")
run "$LEDE" tag --batch rules --dry-run
has "a dry run shows what rules would make of the tags of the rules before them" "$out" "$(printf 'untag  first')"
has "and says that nothing was written" "$err" "nothing was written"
run "$LEDE" count tag:second
is "nor was it" "$out" 0
run "$LEDE" set section=Weather --dry-run -- river
has "set --dry-run names the field" "$out" section
run "$LEDE" remove --dry-run -- river
has "remove --dry-run names the article" "$out" remove
run "$LEDE" tags restore tags.txt --dry-run
has "tags restore --dry-run names the tags it would bring back" "$out" labour
run "$LEDE" count "river -section:Weather -tag:labour"
is "dry runs leave the articles as they are" "$out" 1
is "and make no run" "$("$LEDE" sql "SELECT count(*) FROM run")" "$before"
printf '+wet -- river\n# a comment\n+bad name -- (\n' >batch
run "$LEDE" tag --batch batch
is "a batch keeps what is right and fails with the rest" "$status" 1
has "naming the line" "$err" "batch:3:"
run "$LEDE" count tag:wet
is "the right line was done" "$out" 1
echo "$river" | "$LEDE" tag +byid --ids -
run "$LEDE" count tag:byid
is "tag --ids - reads ids" "$out" 1
printf 'id,tag,coder\n%s,coded,ana\n' "$river" >codes.csv
run "$LEDE" tag --from codes.csv
run "$LEDE" explain "$river" coded
has "tag --from keeps the coder" "$out" "by ana"
run "$LEDE" tag labour -- strike
is "a name without a sign: status 2" "$status" 2

run "$LEDE" set section=Weather -- river
run "$LEDE" count section:weather
is "set corrects" "$out" 1
run "$LEDE" set secton=x -- river
has "an unknown field gets a suggestion" "$err" "did you mean 'section'?"
run "$LEDE" remove -- river
run "$LEDE" count
is "remove takes out" "$out" 3
run "$LEDE" undo last
run "$LEDE" count
is "undo brings back" "$out" 4
run "$LEDE" runs --format jsonl
has "runs lists what wrote" "$out" '"kind":"tag"'
run "$LEDE" runs 1
has "runs ID tells what it did" "$out" "add"
run "$LEDE" undo 99
is "a run that is not there: status 1" "$status" 1

run "$LEDE" terms --n 1 --format tsv
has "terms" "$out" "port"
run "$LEDE" kwic strike --width 2 --format tsv
has "kwic" "$out" "The	strike"
run "$LEDE" keyness strike
is "keyness: status 0" "$status" 0
run "$LEDE" collocates port --min-count 1 --n 3
has "collocates" "$out" "log_dice"
run "$LEDE" timeline --period month --format csv
has "timeline" "$out" "2022-03,2"
has "says what is undated" "$err" "1 without such a date"
run "$LEDE" quotes
is "quotes: status 0" "$status" 0
run "$LEDE" names --kind person
has "names" "$out" "Ben Ode"
run "$LEDE" summary --sentences 2 --format ids
is "summary: status 0" "$status" 0
cat >tagger.py <<'P'
import json, sys
for line in sys.stdin:
    a = json.loads(line)
    at = a["body"].find("port")
    print(json.dumps({"id": a["id"], "spans": [{"start": at, "end": at + 4, "label": "place"}] if at >= 0 else []}))
P
run "$LEDE" annotate --with 'python3 tagger.py' --as mine
has "annotate asks another program" "$err" "4 asked, 0 known from before, 2 with spans"
run "$LEDE" explain "$id" mine/place
has "its spans are the evidence" "$out" '"port"'
run "$LEDE" annotate --with 'python3 tagger.py' --as mine
has "and does not ask again about the same text" "$err" "0 asked, 4 known"
run "$LEDE" annotate --with 'head -1 >/dev/null; echo broken; exit 3'
is "a broken program: status 1" "$status" 1
has "its answer is told" "$err" "status 3"
# Dumps: every assertion, and back.
cat >codes.csv <<'C'
id,tag,value,note,coder,no
ID,topic/x,3,"a ""word"", a \ and a tab	here",ann,
ID,topic/x,,,"Bo Öde",1
ID,two words %20 ü,,"two
lines",ann,
nosuchid,topic/x,,,,
C
sed "s/^ID/$id/" codes.csv >codes2.csv
run "$LEDE" tag --from codes2.csv
is "codes of a table: one row names no article" "$status" 1
has "and is named" "$err" "codes2.csv, record 5"
run "$LEDE" tags dump
has "a dump has a line an assertion" "$out" "+topic/x  --  id:$id  value=\"3\" note=\"a \\\"word\\\", a \\\\ and a tab\\there\" coder=\"ann\""
has "and judgements that a tag does not apply" "$out" "-topic/x  --  id:$id  coder=\"Bo Öde\""
has "names without spaces, notes in one line" "$out" "+two%20words%20%2520%20ü  --  id:$id  note=\"two\\nlines\" coder=\"ann\""
has "and spans" "$out" "spans="
"$LEDE" tags dump -o before.txt
"$LEDE" -q tag -topic/x '-two%20words%20%2520%20ü' +more -- "id:$id"
ok "the same restored twice" "$LEDE" tags restore before.txt
"$LEDE" tags dump -o after.txt
is "a dump is restored as it was" "$(cat after.txt)" "$(cat before.txt)"
run "$LEDE" tags restore before.txt
has "and again changes nothing" "$err" "0 articles changed"
"$LEDE" --store other.lede -q add news.jsonl 2>/dev/null
"$LEDE" --store other.lede tags restore before.txt 2>/dev/null
is "in another store too, in one run" "$("$LEDE" --store other.lede tags dump | grep "id:$id")" "$(grep "id:$id" before.txt)"
"$LEDE" --store other.lede -q undo last
is "that undo takes back" "$("$LEDE" --store other.lede tags dump | grep -c id:)" 0
echo "+plain +also -- id:$id" | "$LEDE" --store other.lede -q tags restore -
is "lines of names alone are read" "$("$LEDE" --store other.lede count 'tag:plain tag:also')" 1
echo "+broken -- id:$id value=x" >bad.txt
run "$LEDE" tags restore bad.txt
is "a line that is none fails" "$status" 1
has "with its number" "$err" "bad.txt:1:"
printf '%s\n' "+far -- id:$id  spans=1-999999" "+ -- id:$id" "+open -- id:$id note=\"x\\" "+huge -- id:$id  spans=1-99999999999999999999" \
    "+near -- id:$id  spans=1-3" >bad.txt
run "$LEDE" --store other.lede tags restore bad.txt
has "a span outside of the text is told" "$err" "bad.txt:1: span 1"
has "a line without a name too" "$err" "bad.txt:2:"
has "and a quote that does not close" "$err" "bad.txt:3:"
has "and a number beyond all texts" "$err" "bad.txt:4:"
is "the good line after them is done" "$("$LEDE" --store other.lede tags dump)" "# lede tags: one assertion a line, for \`lede tags restore\`
+near  --  id:$id  spans=1-3"

# The three bulk ways of tagging, each with tags that go.
printf '%s\n' '+b1 +b%%202 -- id:'"$id" '' '# note' '-b1 +b3 -- id:'"$id" 'no sign -- x' '+b4' >batch2
run "$LEDE" tag --batch batch2
is "a batch with wrong lines: status 1" "$status" 1
has "each is named" "$err" "batch2:5:"
has "also one without a query" "$err" "batch2:6:"
is "later lines take off what earlier ones put" "$("$LEDE" count -- "id:$id tag:b3 -tag:b1")" 1
printf '%s\n%s\n' "$id" nosuchid | "$LEDE" tag -b3 +b5 --ids - 2>ids.err
has "an id that names nothing is told" "$(cat ids.err)" "nosuchid"
is "the others are done" "$("$LEDE" count 'tag:b5 -tag:b3')" 1
printf 'url,tag,no\nhttp://www.sel.example/harbour?utm_source=x,byurl,\nhttp://sel.example/river,byurl,1\n' >urls.csv
run "$LEDE" tag --from urls.csv --as ann
is "codes by URL" "$status" 0
is "a judgement against makes no tag" "$("$LEDE" count tag:byurl)" 1
has "but is kept" "$("$LEDE" tags dump)" '-byurl  --  '
printf 'article,tag\n%s,byarticle\n' "$id" | "$LEDE" tag --from - 2>/dev/null
is "and a table on standard input" "$("$LEDE" count tag:byarticle)" 1

# An export is added as what it was.
"$LEDE" export -o exported.jsonl
run "$LEDE" --store fresh.lede add --report notes.jsonl exported.jsonl
has "an export goes into a fresh store" "$out" "updated 0, same 0, skipped 0, failed 0"
is "with the same ids and hashes" "$("$LEDE" --store fresh.lede export | grep -o '"\(id\|hash\)":"[^"]*"')" \
    "$(grep -o '"\(id\|hash\)":"[^"]*"' exported.jsonl)"
hasnt "nothing of lede's own in extra" "$("$LEDE" --store fresh.lede sql 'SELECT extra FROM articles' --format tsv)" "schema.org"
is "tags are left to the dump of tags" "$("$LEDE" --store fresh.lede count is:tagged)" 0
has "and the report says so" "$(cat notes.jsonl)" "lede tags dump"
run "$LEDE" --store fresh.lede add exported.jsonl
has "the same again is the same" "$out" "added 0, updated 0, same 4"
run "$LEDE" add exported.jsonl
has "in the store that it came from too" "$out" "added 0, updated 0, same 4"
run "$LEDE" duplicates
is "duplicates: status 0" "$status" 0
run "$LEDE" dfm -o m.mtx
has "dfm writes a matrix" "$(head -1 m.mtx)" "MatrixMarket"
run "$LEDE" export --format csv -- strike
has "export" "$out" "Port strike enters second week"
run "$LEDE" sql 'SELECT count(*) AS n FROM articles' --format csv
is "sql" "$out" "n
4"
run "$LEDE" sql 'DELETE FROM article'
is "sql refuses to write: status 1" "$status" 1
run "$LEDE" backup copy.lede
run "$LEDE" -s copy.lede check
is "a backup is a sound store" "$status" 0
run "$LEDE" backup /no/such/folder/x.lede
is "a backup that cannot be written: status 1" "$status" 1
run "$LEDE" stats --format csv
has "stats" "$out" "articles,4"
run "$LEDE" compact --purge
is "compact: status 0" "$status" 0
run "$LEDE" diff "$river"
has "diff of one revision says that nothing has changed" "$err" "has one revision: nothing has changed"
run "$LEDE" read news.jsonl
has "read prints JSON Lines with our names" "$out" '"headline":"Harbour of Sel closed"'
run "$LEDE" read missing.jsonl
is "reading what is not there: status 1" "$status" 1

# Killed at any moment: what was there is sound, and the same command completes it.
i=0
while [ $i -lt 3000 ]; do
    i=$((i + 1))
    echo "{\"headline\":\"Story $i\",\"body\":\"The harbour of Sel was closed on day $i and opened on the next.\"}"
done >many.jsonl
for pause in 0.02 0.05 0.1 0.2; do
    "$LEDE" -s many.lede -q add many.jsonl &
    sleep $pause
    kill -9 $! 2>/dev/null
    wait $! 2>/dev/null
    [ -e many.lede ] || continue
    run "$LEDE" -s many.lede -q check
    is "killed after $pause s, the store is sound" "$status" 0
done 2>/dev/null
run "$LEDE" -s many.lede add many.jsonl
run "$LEDE" -s many.lede count
is "and the same command completes it" "$out" 3000

cat >write.lua <<'L'
store:find("strike"):tag("one")
store:find("river"):tag("two")
L
run "$LEDE" -s news.lede write.lua
run "$LEDE" undo last
run "$LEDE" count tag:one OR tag:two
is "a script is one run" "$out" 0
printf 'store:all():tag("kept")\nerror("stop")\n' >half.lua
run "$LEDE" -s news.lede half.lua
run "$LEDE" count tag:kept
is "what a failing script wrote is kept, undoable" "$out" 4
mkdir ro && cp news.lede ro/ && chmod 555 ro && chmod 444 ro/news.lede
run "$LEDE" -s ro/news.lede count
is "a read-only store is read" "$out" 4
chmod 755 ro
seq 1000 >nostore.lede
run "$LEDE" -s nostore.lede find x
is "a file that is no store: status 1" "$status" 1
has "and its name" "$err" "nostore.lede"
for verb in "find --batch" "tag --from" "tag +x --ids" "tags restore"; do
    run "$LEDE" $verb nofile
    is "lede $verb FILE: a file that is not there is told" "$err" "lede: ${verb%% *}: nofile: No such file or directory"
done
run "$LEDE" count --by published:decade
is "a period that is none is wrong usage" "$status" 2
has "and told without the names of inner functions" "$err" "lede: count: no period 'decade'"
run "$LEDE" names --kind boat
has "a kind of name that is none is told" "$err" "no kind 'boat'"
run "$LEDE" set published=yesterday -- ferry OR strike
has "a value that does not fit is told without our own lines" "$err" "lede: set: 'yesterday' is no ISO 8601 date"
finish
