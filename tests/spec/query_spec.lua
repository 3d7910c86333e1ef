-- core/store/query_*.c through store:find: generated queries against a slow evaluator in Lua, errors, evidence.
local t = require "harness"
local lede = require "lede"

local seed = 20260131
local function random(n)
  seed = (seed * 1103515245 + 12345) % 2147483648
  return seed // 65536 % n + 1
end

-- Words whose English stems are told by hand: the first of a row stands for the row.
local families = {{"ferry", "ferries"}, {"strike", "strikes"}, {"port", "ports"}, {"mayor", "mayors"}, {"tide", "tides"}, {"quay"}}
local words, family = {}, {}
for _, row in ipairs(families) do
  for _, word in ipairs(row) do
    words[#words + 1] = word
    family[word] = row[1]
  end
end
local sections, dates = {"Trade", "World trade", "Sport"}, {"2021", "2021-05", "2021-05-04", "2022-03-28T10:00"}

local function some_words(n)
  local list = {}
  for i = 1, n do list[i] = words[random(#words)] end
  return list
end

local path = os.tmpname()
local store = assert(lede.open(path, {mode = "create"}))
local articles = {}
for i = 1, 300 do
  local a = {headline = some_words(random(4)), body = some_words(random(12)), section = sections[random(3)], published = dates[random(4)]}
  articles[i] = a
  a.name = "n" .. i
  store:add{headline = table.concat(a.headline, " "), body = table.concat(a.body, " ") .. " " .. a.name, section = a.section,
    published = a.published, language = "en"}
end

-- Leaves: {text, function(article)}.
local function anywhere(a, field, f)
  return (field ~= "body" and f(a.headline)) or (field ~= "headline" and f(a.body)) or false
end

local leaves = {
  function(field)   -- a word, by stem
    local w = words[random(#words)]
    return w, function(a)
      return anywhere(a, field, function(list)
        for _, x in ipairs(list) do if family[x] == family[w] then return true end end
      end)
    end
  end,
  function(field)   -- as written
    local w = words[random(#words)]
    return "=" .. w, function(a)
      return anywhere(a, field, function(list)
        for _, x in ipairs(list) do if x == w then return true end end
      end)
    end
  end,
  function(field)   -- a phrase
    local p = some_words(2)
    return '"' .. table.concat(p, " ") .. '"', function(a)
      return anywhere(a, field, function(list)
        for i = 1, #list - 1 do if list[i] == p[1] and list[i + 1] == p[2] then return true end end
      end)
    end
  end,
  function(field)   -- a prefix
    local p = words[random(#words)]:sub(1, random(4))
    return p .. "*", function(a)
      return anywhere(a, field, function(list)
        for _, x in ipairs(list) do if x:sub(1, #p) == p then return true end end
      end)
    end
  end,
  function(field)   -- near
    local p, n = some_words(2), random(4) - 1
    return ("near(%s %s, %d)"):format(p[1], p[2], n), function(a)
      return anywhere(a, field, function(list)
        for i, x in ipairs(list) do
          for j, y in ipairs(list) do
            if family[x] == family[p[1]] and family[y] == family[p[2]] and math.abs(i - j) - 1 <= n then return true end
          end
        end
      end)
    end
  end,
}

local function leaf()
  local kind = random(8)
  if kind == 1 then return "section:trade", function(a) return a.section:lower():find("trade") ~= nil end end
  if kind == 2 then
    local d = ({"2021", "2021-05", "2022"})[random(3)]
    return "date:" .. d, function(a) return a.published:sub(1, #d) == d end
  end
  local field = ({"", "", "headline", "body"})[random(4)]
  local text, f = leaves[random(#leaves)](field)
  return (field ~= "" and field .. ":" or "") .. text, f
end

local function tree(depth)
  if depth == 0 or random(4) == 1 then return leaf() end
  local kind = random(5)
  local text, f = tree(depth - 1)
  if kind == 1 then return "-(" .. text .. ")", function(a) return not f(a) end end
  local other, g = tree(depth - 1)
  if kind <= 3 then return "(" .. text .. " OR " .. other .. ")", function(a) return f(a) or g(a) end end
  return "(" .. text .. " " .. other .. ")", function(a) return f(a) and g(a) end
end

t.test("generated queries find what a slow evaluator finds", function()
  for _ = 1, 400 do
    local text, f = tree(random(4))
    local want, got = {}, {}
    for _, a in ipairs(articles) do want[a.name] = f(a) or nil end
    for a in store:find(text):each() do got[a.body:match("n%d+$")] = true end
    t.eq(got, want, text)
  end
end)

t.test("a mistake names its place", function()
  t.raises("never closed", function() return store:find('ferry "port') end)
  t.raises("did you mean 'headline:'", function() return store:find("headlin:port") end)
end)

t.test("any pasted text is answered or refused by us", function()
  for _, s in ipairs{"'", "C++", "COVID-19", "rt.com", "日本", "日", "", "don't", "a:b:c", "50% off!", "-", "--", "😀", "؟", "a\0b", "#tag @name"} do
    local ok, message = pcall(function() return store:find(s):count() end)
    t.ok(ok or not tostring(message):find("fts5") and not tostring(message):find("SQL"), s .. ": " .. tostring(message))
  end
end)

t.test("matches are the evidence, with the meaning of find", function()
  local a = lede.article{headline = "Ferries late", body = "The ferry left. No ferries came back.", language = "en"}
  local list = a:matches("ferry")
  t.eq(#list, 3)
  t.eq(list[1].text, "Ferries")
  t.eq(a.body:sub(list[3].first, list[3].last), "ferries")
end)

store:close()
for _, tail in ipairs{"", "-wal", "-shm"} do os.remove(path .. tail) end
t.done()
