-- The article that the project started from, where it is at hand: the record, and what it says.
local t = require "harness"
local lede = require "lede"
local shared = t.shared()

if not shared then
  t.skip("the seed article gives its expected record", "no measured data: set LEDE_SHARED")
  t.done()
end

local f = assert(io.open(shared .. "/data/seed/expected.json"))
local want = assert(lede.json.decode(f:read("a")))
f:close()
local article
for a in assert(lede.read(shared .. "/data/seed/article.txt")) do article = a end

for _, field in ipairs {"headline", "dek", "section", "published", "modified", "date_from", "language", "authors"} do
  t.test("its " .. field, function() t.eq(article[field], want[field]) end)
end
t.test("its body, without boilerplate", function()
  t.eq(#article:paragraphs(), want.paragraphs)
  t.eq(article.body:sub(1, #want.body_starts), want.body_starts)
  t.eq(article.body:sub(-#want.body_ends), want.body_ends)
  for _, text in ipairs(want.body_has_not) do t.ok(not article.body:find(text, 1, true), text) end
end)

for _, q in ipairs(want.quotes) do
  t.test("the quote by " .. q.speaker .. " with " .. q.cue .. " at " .. #q.starts, function()
    local found
    for _, got in ipairs(article:quotes()) do
      if got.text:sub(1, #q.starts) == q.starts then found = got end
    end
    t.ok(found, "not found")
    t.eq(found.speaker, q.speaker)
    t.eq(found.cue, q.cue)
    t.eq(article.body:sub(found.first, found.last), found.text)
  end)
end

t.test("its dates", function()
  for _, d in ipairs(want.dates) do
    local times = 0
    for _, got in ipairs(article:dates()) do
      if got.value == d.value then times = times + 1 end
    end
    t.eq(times, d.times)
  end
end)

t.test("its amounts", function()
  for _, a in ipairs(want.amounts) do
    local times = 0
    for _, got in ipairs(article:amounts {kind = "money"}) do
      if got.value == a.value and got.unit == a.unit and got.text == a.text then times = times + 1 end
    end
    t.eq(times, a.times)
  end
end)

local kinds = {}
for _, n in ipairs(article:names()) do
  kinds[n.text] = n.kind
  kinds[n.canonical or n.text] = n.kind
end
for _, kind in ipairs {"person", "place", "organisation"} do
  for i, name in ipairs(want.names[kind]) do
    t.test(("its %s %d"):format(kind, i), function() t.eq(kinds[name], kind, name) end)
  end
end
t.test("its groups are no persons or places", function()
  for _, name in ipairs(want.names.group_or_absent) do t.ok(kinds[name] == nil or kinds[name] == "group", name) end
end)
t.done()
