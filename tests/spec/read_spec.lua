-- lua/read.c
local t = require "harness"
local lede = require "lede"

local lines = '{"headline":"A"}\n{"headline":\n{"x":1}\n{"headline":"B","author":["Ann Berg"]}\n'

t.test("a loop gives articles and what is known of each", function()
  local got = {}
  for article, item in lede.read("x.jsonl", {text = lines}) do
    got[#got + 1] = article.headline .. " " .. item.source .. " " .. item.format
  end
  t.eq(got, {"A x.jsonl#1 jsonl", "B x.jsonl#4 jsonl"})
end)

t.test("all gives what was skipped or failed as false with a reason", function()
  local got = {}
  for article, item in lede.read("x.jsonl", {text = lines, all = true}) do
    got[#got + 1] = item.kind .. (article and "" or ": " .. item.reason)
  end
  t.eq(got, {"article", "failed: line 2: JSON is cut short after 12 bytes",
    "skipped: line 3: neither headline nor body", "article"})
end)

t.test("an article outlives its loop and the reading closes on break", function()
  local kept
  for article in lede.read("x.jsonl", {text = lines}) do
    kept = article
    break
  end
  collectgarbage()
  t.eq(kept.headline, "A")
end)

t.test("a missing file gives nil and a message", function()
  local f, message = lede.read("/no/such/file")
  t.eq(f, nil)
  t.eq(message, "cannot open '/no/such/file': No such file or directory")
end)

t.test("wrong use raises", function()
  t.raises("no input format 'xyz'", lede.read, "x", {format = "xyz"})
  t.raises("option 'map'", lede.read, "x", {map = "a"})
  t.raises("no field 'colour'", lede.read, "x", {map = {a = "colour"}, text = ""})
  t.raises("must not be negative", lede.read, "x", {max_record = -1})
end)

t.test("map and date_order reach the reader", function()
  local read = lede.read("x.jsonl", {text = '{"Titel":"Ja","wann":"3/4/2022"}\n{}', date_order = "dmy",
    map = {titel = "headline", wann = "published"}, format = "jsonl"})
  local f, state = read, select(2, lede.read("x.jsonl", {text = ""}))
  t.ok(f and state)
  for article in lede.read("x.jsonl", {text = '{"Titel":"Ja","wann":"3/4/2022"}\n{}', date_order = "dmy",
    map = {titel = "headline", wann = "published"}, format = "jsonl"}) do
    t.eq(article.headline, "Ja")
    t.eq(article.published, "2022-04-03")
  end
end)

local shared = t.shared()
if shared then
  t.test("the seed article gives its expected record", function()
    local f = assert(io.open(shared .. "/data/seed/expected.json"))
    local want = lede.json.decode(f:read("a"))
    f:close()
    local n = 0
    for article in lede.read(shared .. "/data/seed/article.txt") do
      n = n + 1
      for _, field in ipairs {"headline", "dek", "section", "published", "modified", "date_from", "language"} do
        t.eq(article[field], want[field], field)
      end
      local _, breaks = article.body:gsub("\n\n", "")
      t.eq(breaks + 1, want.paragraphs)
      t.eq(article.body:sub(1, #want.body_starts), want.body_starts)
      t.eq(article.body:sub(-#want.body_ends), want.body_ends)
      for _, part in ipairs(want.body_has_not) do t.ok(not article.body:find(part, 1, true), part) end
    end
    t.eq(n, 1)
  end)
else
  t.skip("the seed article gives its expected record", "no ../shared")
end

-- core/read/settle.c
local function one(record)
  record.body = record.body or "The ferry to Solvik was four hours late again."
  for article in assert(lede.read("x.json", {text = lede.json.encode(record)})) do return article end
end

t.test("a declared language yields to a text in another script, with a note", function()
  local text = "Паром в Сольвик снова опоздал на четыре часа, и пассажиры ждали на пристани под дождём."
  local a = one {headline = "Паром", body = text, language = "en"}
  t.eq(a.language, "ru")
  t.eq(a.notes, {"language: the source says en, the text is ru"})
  t.eq(one({headline = "Паром", body = text, language = "uk"}).language, "uk")
  t.eq(one({headline = "Паром", body = text, language = "sr"}).language, "sr")
  t.eq(one({headline = "Паром", body = text, language = "xx"}).language, "xx")
  t.eq(one({headline = "Ferry", body = "The 東京 ferry is late, and nobody at the pier knows why it is.", language = "en"}).language, "en")
end)

t.test("authors are people: no job, no signs, no agency that is the publisher", function()
  local a = one {headline = "Ferry", author = {"Staff Reporter", "Ida Holm", "??? ???", "PNA", "News Desk"}, publisher = "PNA"}
  t.eq(a.authors, {"Ida Holm"})
  t.eq(one({headline = "Ferry", author = "PNA", publisher = "Pier News"}).authors, {"PNA"})
  t.eq(one({headline = "Ferry", author = {"Редакция Пирс"}}).authors, {"Редакция Пирс"})
end)

t.test("a body that the source has cut is noted", function()
  local a = one {headline = "Ferry", body = "The ferry was late… [+1234 chars]"}
  t.eq(a.body, "The ferry was late…")
  t.eq(a.notes, {"the source gives the beginning only: 1234 characters are missing"})
  t.eq(one({headline = "Ferry", body = "The line is too long [80 chars]"}).body, "The line is too long [80 chars]")
end)

t.test("a publisher that is an address is the host's name", function()
  t.eq(one({headline = "Ferry", publisher = "http://www.pier.example/news"}).publisher, "pier.example")
  t.eq(one({headline = "Ferry", publisher = "https://pier"}).publisher, "https://pier")
  t.eq(one({headline = "Ferry", publisher = "Pier News"}).publisher, "Pier News")
end)

t.test("a feed's text that was escaped once too often is read", function()
  local feed = '<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>Ferry</title><summary type="text">late&amp;nbsp;again' ..
    '</summary><content type="text">The ferry is late.</content></entry></feed>'
  for a in assert(lede.read("x.xml", {text = feed})) do t.eq(a.dek, "late\u{a0}again") end
end)

t.done()
