-- scripts/*.lua as a user meets them, on a store of our samples: the preview, the run, the run again, what a row or a tag
-- rests on, undo, and the formats. tests/cli/test_recipes.sh has orders, workers and going on.
local t = require "harness"
local lede = require "lede"
local program = os.getenv("LEDE") or "build/lede"

local dir = os.tmpname()
os.remove(dir)
os.execute("mkdir -p " .. dir)

local function text_of(path)
  local f = assert(io.open(path, "rb"))
  local text = f:read("a")
  f:close()
  return text
end

-- Standard output and standard error of the program; an end with another status than 0 is an error.
local function run(...)
  local command = ("%s %s 2>%s/said"):format(program, table.concat({...}, " "), dir)
  local p = assert(io.popen(command))
  local out = p:read("a")
  local ok = p:close()
  local said = text_of(dir .. "/said")
  if not ok then error(command .. " failed: " .. said, 2) end
  return out, said
end

local path = dir .. "/samples.lede"
run("-q -s", path, "add tests/data/samples tests/data/later")
local store = assert(lede.open(path, {mode = "read"}))

local function body(id, revision)
  local article = assert(store:get(id))
  return revision and article:revisions()[revision].body or article.body
end

-- --- what rows rest on ------------------------------------------------------------

local explained = {}
local function explain(id)
  explained[id] = explained[id] or run("-s", path, "explain", id, "--findings --format jsonl")
  return explained[id]
end

-- The bytes a row points to are what it says, and `lede explain` finds the same there.
local function points_to(field, found)
  return function(row)
    t.eq(body(row.article):sub(row.first, row.last), row[field])
    if found then t.ok(explain(row.article):find(('"first":%d,"last":%d'):format(row.first, row.last), 1, true), row.article) end
  end
end

local function names_it(row)
  local text = body(row.article):sub(row.first, row.last)
  t.ok(row.name:find(text, 1, true), text .. " for " .. row.name)
end

local function stands_in_its_revision(row)
  if row.field ~= "body" then return end
  t.eq(body(row.article, row.op == "-" and row.revision - 1 or row.revision):sub(row.first, row.last), row.text)
end

local function shares_passages(row)
  local keys, shared = {}, 0
  for _, key in ipairs(store:get(row.article):fingerprint()) do keys[key] = true end
  for _, key in ipairs(store:get(row.others[1]):fingerprint()) do shared = shared + (keys[key] and 1 or 0) end
  t.ok(shared >= 3, shared .. " keys shared")
end

local function is_as_stored(row) t.eq(row.published, store:get(row.article).published) end

-- recipe, params, rows it gives, parts of the first; `rests` checks a row, `tag` is one it makes, on that article.
local table_of = {
  {"boilerplate", params = "-p least=2", rows = 3, first = {articles = 2, publishers = 2}, rests = points_to "text"},
  {"brief", rows = 44, first = {month = "2023-03", articles = 6}, rests = points_to "sentence"},
  {"chronology", rows = 25, first = {date = "2023-01-19", said = "19 January"}, rests = points_to("said", true)},
  {"cites", rows = 4, first = {citing = "Vestria Today", cited = "Harbour Gazette", articles = 2}, rests = points_to "cited"},
  {"copies", rows = 3, first = {copies = 2, outlets = 2, spread = {"Harbour Gazette 2023-08-15",
    "Vestria Today 2023-08-16"}}, rests = shares_passages},
  {"edits", rows = 10, first = {field = "headline", op = "-", revision = 2, admitted = false}, rests = stands_in_its_revision},
  {"index", rows = 12, first = {name = "Karel Dobos", kind = "person", articles = 4}, rests = names_it},
  {"money", rows = 8, first = {currency = "EUR", value = 18500000}, rests = points_to("amount", true)},
  {"quoted", rows = 5, first = {speaker = "Ilse Marwen", quotes = 4, articles = 3}, rests = points_to("quote", true)},
  {"sanctions", rows = 2, first = {month = "2023-03", articles = 4}, tag = "topic/sanctions", article = "vk54mtx571rf"},
  {"topics", rows = 4, first = {topic = "health", articles = 2}, tag = "topic/economy", article = "nkdzq3ac8x3f"},
  {"undated", rows = 2, first = {kind = "month only", published = "2023-10"}, rests = is_as_stored},
}

-- --- the formats ---------------------------------------------------------------------

local function rows_of_jsonl(text)
  local rows = {}
  for line in text:gmatch("[^\n]+") do rows[#rows + 1] = assert(lede.json.decode(line)) end
  return rows
end

-- Tables of CSV stand one after the other with a blank line between.
local function rows_of_csv(text)
  local rows = {}
  for part in (text .. "\n"):gmatch("(.-\n)\n") do
    for _, row in ipairs(assert(lede.csv.decode(part))) do rows[#rows + 1] = row end
  end
  return rows
end

-- A row of JSON as CSV would say it, in the columns that the CSV has.
local function cells(row, columns)
  local out = {}
  for name in pairs(columns) do
    out[name] = lede.csv.decode(lede.csv.encode({{v = row[name], last = "."}}, {columns = {"v", "last"}}))[1].v
  end
  return out
end

local function markdown_rows(text)
  local n, tables = 0, 0
  for line in text:gmatch("[^\n]+") do
    if line:find("^| ") then n = n + 1 end
    if line:find("^| %-%-[-:]") then tables = tables + 1 end
  end
  return n - 2 * tables
end

-- --- each of them -----------------------------------------------------------------------

local function tags_of()
  local list = {}
  for row in store:sql("SELECT article, tag, value FROM article_tags ORDER BY article, tag") do
    list[#list + 1] = row.article .. " " .. row.tag .. " " .. (row.value or "")
  end
  return table.concat(list, "\n")
end
-- In another process: closing a file that SQLite has open here would take its locks away.
local function checksum()
  local p = assert(io.popen("cksum <" .. path))
  local sum = p:read("a")
  p:close()
  return sum
end

local function number_of_runs() return #store:runs() end

local function previews(name, params, is_tagger)
  local before, runs, tags = checksum(), number_of_runs(), tags_of()
  local shown, said = run("-s", path, "run", name, params, "--now 2023-12-01 --dry-run")
  t.ok(said:find("nothing was written", 1, true), said)
  t.eq(shown:find("article +op +tag") ~= nil, is_tagger)
  t.eq(checksum(), before)
  t.eq(number_of_runs(), runs)
  t.eq(tags_of(), tags)
  return shown
end

local function explains(c)
  local list = rows_of_jsonl((run("-s", path, "explain", c.article, c.tag, "--format jsonl")))
  t.eq(#list, 1)
  t.eq(list[1].run_name, c[1])
  t.ok(#list[1].spans > 0, "no spans")
  for _, span in ipairs(list[1].spans) do t.eq(body(c.article):sub(span.first, span.last), span.text) end
end

local function check_recipe(c)
  local name, params = c[1], c.params or ""
  local now = "--now 2023-12-01"
  local tags, runs = tags_of(), number_of_runs()
  local shown, rows
  t.test(name .. ": a dry run shows what would change and leaves the store's bytes as they were", function()
    shown = previews(name, params, c.tag ~= nil)
  end)
  t.test(name .. ": a run gives rows", function()
    rows = rows_of_jsonl((run("-s", path, "run", name, params, now, "--format jsonl")))
    t.eq(#rows, c.rows)
    for field, value in pairs(c.first) do t.eq(rows[1][field], value, field) end
  end)
  t.test(name .. ": the same run again computes and changes nothing; CSV says what JSON Lines say", function()
    local was = tags_of()
    local out, said = run("-s", path, "run", name, params, now, "--format csv")
    t.ok(said:find(" 0 computed; 0 tags made, 0 taken back", 1, true), said)
    t.eq(tags_of(), was)
    local read = rows_of_csv(out)
    t.eq(#read, #rows)
    for i, row in ipairs(read) do t.eq(row, cells(rows[i], row), "row " .. i) end
  end)
  t.test(name .. ": tables and Markdown have the same rows", function()
    local markdown = run("-s", path, "run", name, params, now, "--format md")
    local charted = select(2, markdown:gsub("\n[%w-]+ +%d+ +█[^\n]*", ""))
    t.eq(markdown_rows(markdown) + charted, #rows)
    local last = rows[#rows]
    for _, field in ipairs {"article", "month", "topic"} do
      if last[field] then t.ok(shown:find(last[field], 1, true), "no " .. last[field] .. " in the table") end
    end
  end)
  t.test(name .. ": what is shown is found at the bytes it names", function()
    local checked = 0
    for _, row in ipairs(rows) do
      if c.rests and row.article then
        c.rests(row)
        checked = checked + 1
      end
    end
    if c.tag then explains(c) else t.ok(checked > 0, "nothing to check") end
  end)
  t.test(name .. ": undo takes its tags back, a report leaves none", function()
    if c.tag then
      t.ok(tags_of() ~= tags, "no tags were made")
      run("-s", path, "undo last")
    end
    t.eq(tags_of(), tags)
    t.eq(number_of_runs(), runs + (c.tag and 2 or 0))
  end)
end

for _, c in ipairs(table_of) do check_recipe(c) end

-- What the store remembers that map asked for, by row, in a run of the recipe of that name.
local function asked_in(name)
  local asked = {}
  for m in store:sql("SELECT row, answer FROM memo WHERE recipe LIKE ?1 || ' %'", name) do
    local text = string.unpack("s4", m.answer)
    if text ~= "" then asked[m.row] = text end
  end
  return asked
end

t.test("an answer is known from the tags that stand, and tags that differ are made anew", function()
  local history = require "lede.lib" "shell/history"
  local f = assert(io.open(dir .. "/marks.lua", "w"))
  f:write [[return {name = "marks", version = "1", summary = "Tags of every form", needs = {"read", "tag:mark/*"},
    map = function(article)
      article:tag("mark/b \"ö\"", {value = 2.5, note = "say \"no\"\n\tfür 3 €\1"})
      article:tag("mark/a", {spans = {{first = 1, last = 2}, {first = 4, last = 4}}, value = 3})
      if #article.body % 2 == 0 then article:tag("mark/c") end
    end}]]
  f:close()
  local before = tags_of()
  local function again() return select(2, run("-s", path, "run", dir .. "/marks.lua --grant")) end
  again()
  local stand, n = history.assertions(store, "marks"), 0
  for row, text in pairs(asked_in "marks") do
    n = n + 1
    local unsorted = text:gsub('^(.-%[)({"name":"mark/b.-}),({"name":"mark/a".-})([],])', "%1%3,%2%4") -- map gave b before a
    t.eq(history.as_asked(stand[row]), unsorted)
  end
  t.eq(n, 27)
  t.ok(again():find("0 computed; 0 tags made, 0 taken back", 1, true))
  local tagged = tags_of()
  run("-s", path, [[-e 'store:find("words:..50"):untag("mark/a")']])
  t.ok(tags_of() ~= tagged)
  t.ok(again():find("0 computed", 1, true))
  t.eq(tags_of(), tagged)
  for _ = 1, number_of_runs() do
    if tags_of() == before then break end
    run("-s", path, "undo last")
  end
  t.eq(tags_of(), before)
end)

t.test("a run that is killed leaves a sound store, and its run or nothing", function()
  local before, runs = tags_of(), number_of_runs()
  for _, seconds in ipairs {0.02, 0.05, 0.1, 0.2, 0.4} do
    os.execute(("timeout -s KILL %s %s -q -s %s run topics --fresh >/dev/null 2>&1"):format(seconds, program, path))
    run("-q -s", path, "check")
    if number_of_runs() > runs then
      t.ok(tags_of() ~= before)
      run("-s", path, "undo last")
      runs = number_of_runs()
    end
    t.eq(tags_of(), before)
  end
end)

t.test("every shipped recipe is here", function()
  local names, here = {}, {}
  local p = assert(io.popen("ls scripts/*.lua"))
  for file in p:lines() do names[#names + 1] = file:match("([^/]+)%.lua$") end
  p:close()
  for i, c in ipairs(table_of) do here[i] = c[1] end
  t.eq(here, names)
end)

store:close()
os.execute("rm -rf " .. dir)
t.done()
