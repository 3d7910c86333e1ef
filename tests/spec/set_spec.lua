-- lua/ids.c, lua/query.c, lua/count.c, lua/tag.c, lua/lib/{set,count,article,diff,periods,dfm,export,copies}.lua
local t = require "harness"
local lede = require "lede"
local sample = require "sample"
local store = sample.open()
local periods = require "lede.lib" "periods"

local function headlines(set)
  local list = {}
  for article in set:each() do list[#list + 1] = article.headline:match("^%a+") end
  return table.concat(list, " ")
end

t.test("the order is by date, undated last; sort changes it and is total", function()
  t.eq(headlines(store:all()), "Harbour Port River Notes")
  t.eq(headlines(store:all():sort("-published")), "River Port Harbour Notes")
  t.eq(headlines(store:all():sort("headline")), "Harbour Notes Port River")
  t.eq(headlines(store:find("port"):sort("relevance"):limit(1)), "Port")
end)

t.test("sets are lazy: what is added later is in them", function()
  local set = store:find("tag:late")
  t.eq(#set, 0)
  store:find("river"):tag("late")
  t.eq(#set, 1)
  store:find("river"):untag("late")
end)

t.test("a loop walks a snapshot: its own writes do not change it", function()
  local n = 0
  for article in store:find("-tag:seen"):each() do
    article:tag("seen")
    n = n + 1
  end
  t.eq(n, 4)
  t.eq(store:all():untag("seen"), 4)
end)

t.test("a loop that is left early lets go of the file", function()
  for article in store:all():each() do break end
  t.eq(store:find("river"):tag("free"), 1)
  store:all():untag("free")
end)

t.test("sets combine by & | -", function()
  local strike, sel = store:find("strike"), store:find("publisher:sel")
  t.eq(headlines(strike & sel), "Harbour")
  t.eq(headlines(strike | sel), "Harbour Port River")
  t.eq(headlines(sel - strike), "River")
  t.eq(headlines((sel - strike) | store:all():limit(1)), "Harbour River")
  t.eq(#(store:all() - store:all()), 0)
  t.raises("a set expected on both sides of '&'", function() return strike & 5 end)
end)

t.test("sets of different stores do not combine", function()
  local other = sample.open()
  t.raises("different stores", function() return store:all() & other:all() end)
  sample.done(other)
end)

t.test("where, filter, map, limit and first narrow", function()
  t.eq(headlines(store:find("port"):where("publisher:mir")), "Port Notes")
  t.eq(headlines(store:all():filter(function(a) return a.section == "Trade" end):sort("-published")), "Port Harbour")
  t.eq(store:all():map(function(a) return a.section end)[1], "Trade")
  t.eq(store:find("nosuchword"):first(), nil)
  t.eq(#store:all():first(10), 4)
  t.eq(#store:all():limit(0), 0)
end)

t.test("a sample depends on its seed alone", function()
  local a, b = store:all():sample(2, {seed = 3}):ids(), store:all():sample(2, {seed = 3}):ids()
  t.eq(a, b)
  t.eq(#store:all():sample(99), 4)
end)

t.test("wrong arguments name function, argument and what came", function()
  t.raises("bad argument #2 to 'sort' (no sort key 'headlin'; did you mean 'headline'?)", function() local x = store:all():sort("headlin") end)
  t.raises("bad argument #2 to 'limit' (integer expected, got string)", function() local x = store:all():limit("x") end)
  t.raises("bad argument #2 to 'tag' (a tag's name expected, got no value)", function() store:all():tag() end)
  t.raises("no option 'nn'", function() local x = store:all():terms {nn = 5} end)
  t.raises("no period 'hour'", function() local x = store:all():count_by("published:hour") end)
end)

t.test("tags of a query carry the words that matched, with their sentence", function()
  t.eq(store:find("strike"):tag("labour"), 2)
  local rows = store:find("harbour"):first():explain("labour")
  t.eq(rows[1].spans[1].text, "strike")
  t.eq(rows[1].spans[1].sentence, "The strike at the port costs $3 million a day.")
  t.eq(store:find("strike"):tag("labour"), store:find("strike"):tag("labour"))
  store:all():untag("labour")
end)

t.test("spans outside of the body raise", function()
  local article = store:find("river"):first()
  t.raises("span 1 (5 to 999) is not within the body", article.tag, article, "x", {spans = {{first = 5, last = 999}}})
  t.raises("span 1 (0 to 3) is not within the body", article.tag, article, "x", {spans = {{first = 0, last = 3}}})
  t.raises("must be a table with 'first' and 'last'", article.tag, article, "x", {spans = {5}})
end)

t.test("matches gives the pieces, by field", function()
  local hits, matched = store:find("harbour"):first():matches("harbour")
  t.eq(matched, true)
  t.eq(hits[1].field, "headline")
  t.eq(hits[2].field, "body")
  t.eq(hits[2].text, "harbour")
  local article = lede.article {language = "en", body = "Strikes end."}
  t.eq(article:matches("strike")[1].text, "Strikes")
end)

t.test("update corrects, and the correction survives adding again", function()
  t.eq(store:find("river"):update {section = "Local", authors = {"Eva Pol"}}, 1)
  local article = store:find("river"):first()
  t.eq(article.section, "Local")
  t.eq(article.authors, {"Eva Pol"})
  store:add(sample.articles[3])
  t.eq(store:find("river"):first().section, "Local")
  t.raises("cannot be assigned", function() article.section = "x" end)
end)

t.test("count_by groups, lists item by item, several fields at once", function()
  local rows = store:all():count_by("authors")
  t.eq(rows:csv(), "authors,count\nAna Sol,1\nCora Lim,1\nDan Eck,1\nEva Pol,1\n(none),1\n")
  t.eq(store:all():count_by("extra.desk")[2]["extra.desk"], "city")
  t.eq(#store:all():count_by("publisher", "published:year"), 3)
end)

-- Bodies: 54 words. "port" stands 1, 2, 0, 1 times.
t.test("terms count what a person counts", function()
  local rows = store:all():terms {n = 3}
  t.eq(rows[1].term, "port")
  t.eq(rows[1].count, 4)
  t.eq(rows[1].articles, 3)
  local words = 0
  for article in store:all():each() do words = words + #article:words() end
  t.eq(rows[1].per_million, 4e6 / words)
  t.eq(store:all():terms({ngrams = 2, min_articles = 1, n = 99})[1].count, 1)
end)

-- 2 of 10 words against 1 of 20: expected 1 and 2; G2 = 2(2 ln 2 + 8 ln(8/9) + 1 ln .5 + 19 ln(19/18)).
t.test("keyness is Dunning's G2", function()
  local s = assert(lede.open(os.tmpname(), {mode = "create"}))
  s:add {language = "en", publisher = "a", body = "port port one two three four five six seven eight"}
  s:add {language = "en", publisher = "b", body = "port " .. ("word "):rep(19)}
  local rows = s:find("publisher:a"):keyness(s:find("publisher:b"), {n = 99})
  local got
  for _, row in ipairs(rows) do if row.term == "port" then got = row end end
  local want = 2 * (2 * math.log(2) + 8 * math.log(8 / 9) + math.log(0.5) + 19 * math.log(19 / 18))
  t.ok(math.abs(got.g2 - want) < 1e-9, got.g2 .. " " .. want)
  t.ok(math.abs(got.log_ratio - 2) < 1e-9, got.log_ratio)
  s:close()
end)

t.test("kwic shows each hit with its words, in its paragraph", function()
  local rows = store:find("strike"):kwic("port", {width = 3})
  t.eq(#rows, 3)
  t.eq(rows[1].left, "strike at the")
  t.eq(rows[1].right, "costs $3 million")
  t.eq(rows[1].article.body:sub(rows[1].first, rows[1].last), "port")
end)

t.test("a time line has its empty periods and says what is undated", function()
  local rows, undated = store:all():timeline("day")
  t.eq(#rows, 13)
  t.eq(rows[2].count, 0)
  t.eq(undated, 1)
  local rates = store:find("strike"):timeline("month", {of = store:all(), per = 100})
  t.eq(rates[1].rate, 100)
  t.eq(rates[2].rate, 0)
end)

t.test("weeks are ISO weeks", function()
  t.eq(periods.of.week("2021-01-03"), "2020-W53")
  t.eq(periods.of.week("2021-01-04"), "2021-W01")
  t.eq(periods.of.week("2024-12-30T10:00"), "2025-W01")
  t.eq(periods.of.week("2024-12"), nil)
  local list = {}
  for p in periods.each("week", "2020-W52", "2021-W02") do list[#list + 1] = p end
  t.eq(table.concat(list, " "), "2020-W52 2020-W53 2021-W01 2021-W02")
  list = {}
  for p in periods.each("month", "2021-11", "2022-02") do list[#list + 1] = p end
  t.eq(table.concat(list, " "), "2021-11 2021-12 2022-01 2022-02")
end)

t.test("a matrix is written as Matrix Market with its rows and columns", function()
  local path = os.tmpname()
  assert(store:all():dfm({n = 2}):export(path))
  local text = io.open(path):read("a")
  t.ok(text:find("^%%%%MatrixMarket matrix coordinate integer general\n4 2 %d+\n"), text)
  t.eq(#select(2, io.open(path .. ".columns"):read("l", "l")) > 0, true)
  assert(store:all():dfm({n = 2}):export(path, {format = "tidy"}))
  t.ok(io.open(path):read("a"):find("^article,term,count\n"))
  for _, tail in ipairs {"", ".rows", ".columns"} do os.remove(path .. tail) end
end)

t.test("export writes schema.org names, and reads back as the same articles", function()
  local path = os.tmpname()
  assert(store:all():export(path, {format = "jsonl"}))
  t.eq(lede.json.decode(io.open(path):read("l")).articleBody, store:all():first().body)
  t.eq(store:add(path, {format = "jsonl"}).added, 0)
  os.remove(path)
end)

t.test("a diff is by sentence", function()
  local s = sample.open()
  s:add {url = "http://sel.example/harbour", headline = "Harbour of Sel open", body = "The harbour of Sel is open, Mayor Ben Ode said on Monday.\n\n" ..
    "\"We have no choice,\" he said. The strike at the port costs $3 million a day."}
  local rows = s:get("http://sel.example/harbour"):diff()
  t.eq(rows:csv():match("^(.-)\n.*$"), "field,op,text,first,last")
  t.eq(#rows, 4)
  t.eq(rows[3].text, "The harbour of Sel is closed, Mayor Ben Ode said on Monday.")
  sample.done(s)
end)

t.test("copies are grouped, the earliest first", function()
  local s = sample.open()
  local text = ("The ferry between Sel and Mir was late again today because the captain could not find his hat anywhere on board. " ..
    "Passengers waited on the quay for three hours and sang songs about the sea until the harbour master came with soup and bread for all of them.")
  s:add {headline = "Late ferry", published = "2022-05-02", body = text .. " Nobody was hurt in the end."}
  s:add {headline = "Ferry late", published = "2022-05-01", body = text}
  local groups = s:all():duplicates()
  t.eq(#groups, 1)
  t.eq(groups[1][1].article.headline, "Ferry late")
  t.eq(groups[1][2].article.headline, "Late ferry")
  t.eq(groups[1][2].article:similar()[1].article.headline, "Ferry late")
  sample.done(s)
end)

-- The ids of all but the first of each group, sorted.
local function followers(s)
  local list = {}
  for _, group in ipairs(s:all():duplicates()) do
    for i = 2, #group do list[#list + 1] = group[i].article.id end
  end
  table.sort(list)
  return table.concat(list, " ")
end

local function found(s, query)
  local list = {}
  for _, id in ipairs(s:find(query):ids()) do list[#list + 1] = id end
  table.sort(list)
  return table.concat(list, " ")
end

t.test("is:duplicate finds all of a group of copies but the earliest", function()
  local s = sample.open()
  local lines = {"The ferry between Sel and Mir was late again today because the captain could not find his hat anywhere on board.",
    "Passengers waited on the quay for three hours and sang songs about the sea until the harbour master came with soup.",
    "A council of nine bakers met behind closed doors to name the best loaf of the year, and nobody could agree on the crust."}
  t.eq(found(s, "is:duplicate"), "")
  s:add {headline = "Late", published = "2022-05-02", body = lines[1] .. " " .. lines[2] .. " Nobody was hurt."}
  s:add {headline = "Early", published = "2022-05-01", body = lines[1] .. " " .. lines[2]}
  s:add {headline = "Undated", body = lines[2] .. " " .. lines[1]}
  s:add {headline = "Bakers", published = "2022-05-03", body = lines[3]}
  t.eq(found(s, "is:duplicate"), followers(s))
  t.eq(headlines(s:find("is:duplicate")), "Late Undated")
  t.eq(headlines(s:find("quay is:duplicate published:*")), "Late")
  t.eq(headlines(s:find("quay -is:duplicate")), "Early")
  t.eq(headlines(s:find("(quay OR bakers) (-is:duplicate OR headline:undated)")), "Early Bakers Undated")
  t.eq(select(2, s:find("headline:late"):first():matches("is:duplicate")), true)
  t.eq(select(2, s:find("headline:early"):first():matches("is:duplicate")), false)
  s:add {headline = "Bread", published = "2022-05-04", body = lines[3] .. " So it was put to a vote."}
  t.eq(headlines(s:find("is:duplicate")), "Late Bread Undated")
  s:find("headline:early"):remove()
  t.eq(headlines(s:find("is:duplicate")), "Bread Undated")
  t.eq(found(s, "is:duplicate"), followers(s))
  sample.done(s)
end)

t.test("removed articles raise where they are still held, and come back by undo", function()
  local s = sample.open()
  local article = s:find("river"):first()
  local run = s:run("take out", function() s:find("river"):remove() end)
  t.eq(#s:all(), 3)
  t.raises("no article", function() return article.headline end)
  s:undo(run)
  t.eq(article.headline, "River at record high")
  sample.done(s)
end)

sample.done(store)
t.done()
