-- Walking a store from Lua: articles a second, calling a function for each. The
-- limits are 1,000,000 without touching the body, 600,000 touching it.
local path = os.tmpname()
local store = assert(lede.open(path, {mode = "create"}))
local n = 20000
local lines = os.tmpname()
local f = io.open(lines, "w")
local body = ("The harbour of Sel was closed again and nobody knew for how long it would be. "):rep(13)
for i = 1, n do
  f:write(lede.json.encode {headline = "Story " .. i, body = body .. i, language = "en", published = "2022-03-21"}, "\n")
end
f:close()
assert(store:add(lines, {format = "jsonl"}))

local all = store:all()
local function rate(what, limit, fn)
  local best = 0
  for _ = 1, 25 do
    local started, count = os.clock(), 0
    for article in all:each() do
      fn(article)
      count = count + 1
    end
    best = math.max(best, count / (os.clock() - started))
  end
  print(("scan, %-18s %8.0f articles/s, %.2f of the limit"):format(what .. ":", best, best / limit))
end

local seen = 0
rate("no field", 1000000, function(article) seen = seen + (article and 1 or 0) end)
rate("body of 1 KB", 600000, function(article) seen = seen + #article.body end)
store:close()
for _, tail in ipairs {"", "-wal", "-shm"} do os.remove(path .. tail) end
os.remove(lines)
