-- lua/lib/help.lua and lua/lib/docs/*.lua: every example runs, everything has an entry.
local t = require "harness"
local lede = require "lede"
local lib = require "lede.lib"
local help = lib "help"
local sample = require "sample"

-- A line of an example that ends in `--> VALUE` must give that value; lines
-- that begin with `-->` are further lines of it. Lines without stay for the next.
local function check_example(entry)
  local kept, code, want = {}, nil, nil
  local function run()
    if not code then return end
    local f = assert(load(table.concat(kept, "\n") .. "\n" .. code, "=" .. entry.name, "t"))
    local got = table.pack(f())
    for i = 1, math.max(got.n, 1) do got[i] = tostring(got[i]) end
    if want and not want:find("\t", 1, true) then got = {got[1]} end   -- several values: tabs between
    if want then t.eq((table.concat(got, "\t"):gsub("\n$", "")), want) end
    code, want = nil, nil
  end
  for line in (entry.example .. "\n"):gmatch("(.-)\n") do
    local before, value = line:match("^(.-)%s*%-%-> ?(.*)$")
    if not before then
      run()
      kept[#kept + 1] = line
    elseif before == "" then
      want = want .. "\n" .. value
    else
      run()
      code, want = before, value
    end
  end
  run()
  if #kept > 0 then assert(load(table.concat(kept, "\n"), "=" .. entry.name, "t"))() end
end

for _, entry in ipairs(help.entries()) do
  t.test("the example of " .. entry.name .. " gives what it says", function()
    t.ok(type(entry.name) == "string" and type(entry.signature) == "string" and type(entry.help) == "string")
    if not entry.example then return end
    local needs = entry.example:find("%f[%w]store%f[%W]")
    if needs then store = sample.open() end
    local ok, message = pcall(check_example, entry)
    if needs then
      local opened = rawget(_G, "store")
      store = nil
      sample.done(opened)
    end
    if not ok then error(message, 0) end
  end)
  t.test(entry.name .. " is there", function()
    t.ok(help.resolve(entry.name) ~= nil)
  end)
end

local function missing()
  local have, list = {}, {}
  for _, entry in ipairs(help.entries()) do have[entry.name] = true end
  for name in pairs(help.reachable()) do
    if not have[name] then list[#list + 1] = name end
  end
  table.sort(list)
  return table.concat(list, " ")
end

t.test("every function and method has a help entry", function() t.eq(missing(), "") end)

t.test("help finds a function by itself, by name and by its last word", function()
  for _, topic in ipairs {"lede.json.encode", "json.encode", lede.json.encode} do
    t.ok(lede.help(topic):find("lede.json.encode(value)", 1, true))
  end
  t.ok(lede.help("json"):find("lede.json.decode", 1, true))
end)

t.test("what a recipe's functions are given has a page under each of their names", function()
  for _, topic in ipairs {"emit", "out", "reduce", "finish"} do
    t.ok(lede.help(topic):find("emit(key, value)", 1, true))
  end
end)

t.test("an unknown topic gives nil and a suggestion", function()
  local text, message = lede.help("encod")
  t.eq(text, nil)
  t.ok(message:find("did you mean 'encode'", 1, true), message)
end)

t.test("the LuaLS definitions are Lua", function()
  t.ok(load(help.luals()))
end)

t.test("every verb is in one group of the list", function()
  local verbs, seen = lib "shell/verbs", {}
  for _, group in ipairs(verbs.groups) do
    for i = 2, #group do
      t.ok(verbs.find(group[i]), group[i])
      t.ok(not seen[group[i]], group[i])
      seen[group[i]] = true
    end
  end
  for _, name in ipairs(verbs.names()) do t.ok(seen[name], name) end
end)

t.done()
