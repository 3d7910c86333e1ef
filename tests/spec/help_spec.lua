-- lua/lib/help.lua and lua/lib/docs/*.lua: every example runs, everything has an entry.
local t = require "harness"
local lede = require "lede"
local lib = require "lede.lib"
local help = lib "help"

-- The last `-->` of an example and what follows is the text that its value must be.
local function check_example(entry)
  local code, want = entry.example:match("^(.*)%-%-> (.*)$")
  local f = assert(load(code or entry.example, "=" .. entry.name, "t"))
  local got = f()
  if want then t.eq(tostring(got), want) end
end

for _, entry in ipairs(help.entries()) do
  t.test("the example of " .. entry.name .. " gives what it says", function()
    t.ok(type(entry.name) == "string" and type(entry.signature) == "string" and type(entry.help) == "string")
    if entry.example then check_example(entry) end
  end)
  t.test(entry.name .. " is there", function()
    t.ok(help.resolve(entry.name) ~= nil)
  end)
end

t.test("every function and method has a help entry", function()
  local have, missing = {}, {}
  for _, entry in ipairs(help.entries()) do have[entry.name] = true end
  for name in pairs(help.reachable()) do
    if not have[name] then missing[#missing + 1] = name end
  end
  table.sort(missing)
  t.eq(table.concat(missing, " "), "")
end)

t.test("help finds a function by itself, by name and by its last word", function()
  for _, topic in ipairs {"lede.json.encode", "json.encode", lede.json.encode} do
    t.ok(lede.help(topic):find("lede.json.encode(value)", 1, true))
  end
  t.ok(lede.help("json"):find("lede.json.decode", 1, true))
end)

t.test("an unknown topic gives nil and a suggestion", function()
  local text, message = lede.help("encod")
  t.eq(text, nil)
  t.ok(message:find("did you mean 'encode'", 1, true), message)
end)

t.test("the LuaLS definitions are Lua", function()
  t.ok(load(help.luals()))
end)

t.done()
