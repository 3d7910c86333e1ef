-- Help from one table of texts: lua/lib/docs/*.lua. help(f) in the shell, `lede
-- help`, the LuaLS definitions and the manual page are all made from it.
local _, lib, lede = ...
local check = lib "check"
local help = {}

local entries, by_name

local function load()
  if entries then return end
  entries, by_name = {}, {}
  for _, part in ipairs(lib "docs/") do
    for _, entry in ipairs(lib("docs/" .. part)) do
      entry.part = part
      entries[#entries + 1] = entry
      by_name[entry.name] = entry
    end
  end
  table.sort(entries, function(a, b) return a.name < b.name end)
end

function help.entries()
  load()
  return entries
end

-- The tables that hold a type's methods, by the word before the colon in a name.
function help.methods(kind)
  if kind == "rows" then return lib("rows").__index end
  local methods = lib(":types")[kind]
  if methods then return methods end
  local mt = debug.getregistry()["lede." .. kind]
  return type(mt) == "table" and type(rawget(mt, "__index")) == "table" and mt.__index or nil
end

-- The function that an entry describes, or nil.
function help.resolve(name)
  local kind, method = name:match("^(%w+):([%w_]+)$")
  if kind then
    local methods = help.methods(kind)
    return methods and rawget(methods, method)
  end
  local v = {lede = lede}
  for part in name:gmatch("[%w_]+") do
    v = type(v) == "table" and rawget(v, part) or nil
  end
  return v
end

-- Every function that a user can reach: {name -> function}, for the test that wants an entry for each.
function help.reachable()
  local out = {}
  local function walk(t, prefix)
    for key, v in pairs(t) do
      if type(key) == "string" and key:sub(1, 1) ~= "_" then
        if type(v) == "function" then out[prefix .. key] = v end
        if type(v) == "table" then walk(v, prefix .. key .. ".") end
      end
    end
  end
  walk(lede, "lede.")
  local types = {rows = lib("rows").__index}
  for kind, methods in pairs(lib ":types") do types[kind] = methods end
  for kind, methods in pairs(types) do
    for key, v in pairs(methods) do
      if type(v) == "function" then out[kind .. ":" .. key] = v end
    end
  end
  return out
end

local function wrapped(text, width, indent)
  local out, line = {}, ""
  for word in text:gmatch("%S+") do
    if #line > 0 and #line + #word + 1 > width then
      out[#out + 1] = indent .. line
      line = word
    else
      line = #line > 0 and line .. " " .. word or word
    end
  end
  out[#out + 1] = indent .. line
  return table.concat(out, "\n")
end

local parameters

-- The call with its owner: "store:find(query) -> set".
function help.call(e)
  local call = e.signature
  if call:sub(1, #e.name) == e.name then call = call:sub(#e.name - #e.name:match("[%w_]+$") + 1) end
  return e.name:gsub("[%w_]+$", "") .. call
end

local function entry_text(e)
  local out = {help.call(e), "", wrapped(e.help, 78, "  ")}
  if e.example then
    out[#out + 1] = ""
    for line in (e.example .. "\n"):gmatch("(.-)\n") do out[#out + 1] = ("    " .. line):gsub("%s+$", "") end
  end
  return table.concat(out, "\n")
end

-- A help text's first sentence, cut to one line.
local function brief(text)
  local s = (text:match("^.-%.%f[%s\0]") or text):gsub("%s+", " ")
  return #s > 90 and s:sub(1, 88):gsub("%s+%S*$", "") .. " …" or s
end

-- The names that begin or end as asked, a line each.
local function listing(found)
  local out, wide = {}, 0
  for _, e in ipairs(found) do wide = math.max(wide, #e.name) end
  for _, e in ipairs(found) do
    out[#out + 1] = ("  %-" .. wide .. "s  %s"):format(e.name, brief(e.help))
  end
  return table.concat(out, "\n")
end

local function matching(topic)
  local found = {}
  for _, e in ipairs(entries) do
    local n = e.name
    if n:sub(1, #topic + 1):find("^" .. topic:gsub("%p", "%%%0") .. "[.:]") or n:match("[.:]([%w_]+)$") == topic then
      found[#found + 1] = e
    end
  end
  return found
end

-- An entry's own name may be followed by what it holds (lede.text and its functions).
local function by_topic(topic)
  local exact = by_name[topic] or by_name["lede." .. topic]
  local found = matching(topic)
  if #found == 0 then found = matching("lede." .. topic) end
  if exact then
    local text = entry_text(exact)
    return #found > 0 and found[1] ~= exact and text .. "\n\n" .. listing(found) or text
  end
  if #found == 1 then return entry_text(found[1]) end
  if #found > 1 then return listing(found) end
end

local function overview()
  local parts, out = {}, {"lede " .. lede.version .. ": help(topic), help(function), help \"verbs\"", ""}
  for _, e in ipairs(entries) do
    local part = e.name:match("^(.*)[.:]") or e.name
    if not parts[part] then
      parts[part] = {}
      parts[#parts + 1] = part
    end
    table.insert(parts[part], e.name:match("([%w_]+)$"))
  end
  table.sort(parts)
  for _, part in ipairs(parts) do
    out[#out + 1] = part
    out[#out + 1] = wrapped(table.concat(parts[part], " "), 76, "  ")
  end
  out[#out + 1] = ""
  out[#out + 1] = "More topics: " .. table.concat(help.topics(), ", ")
  return table.concat(out, "\n")
end

-- Topics that are no functions: {name = function() -> text}.
local topics = {}

function help.topic(name, f)
  topics[name] = f
end

function help.topics()
  local out = {}
  for name in pairs(topics) do out[#out + 1] = name end
  table.sort(out)
  return out
end

local function of_value(v)
  for _, e in ipairs(entries) do
    if help.resolve(e.name) == v then return entry_text(e) end
  end
  local mt = debug.getmetatable(v)
  local kind = type(mt) == "table" and type(mt.__name) == "string" and mt.__name:match("%w+$")
  if type(v) == "table" and not kind then
    for name, t in pairs(lede) do if t == v then kind = name end end
    if v == lede then return overview() end
  end
  return kind and by_topic(kind)
end

-- The text about a topic (a name, a function, a value), or nil, message.
function help.text(topic)
  load()
  if topic == nil then return overview() end
  if type(topic) ~= "string" then
    local text = of_value(topic)
    if text then return text end
    return nil, "no help about this " .. type(topic)
  end
  if topics[topic] then return topics[topic]() end
  local text = by_topic(topic)
  if text then return text end
  local names = help.topics()
  for name in pairs(by_name) do
    names[#names + 1] = name
    names[#names + 1] = name:match("([%w_]+)$")
  end
  local near = check.nearest(topic, names)
  return nil, ("no help about '%s'%s"):format(topic, near and "; did you mean '" .. near .. "'?" or "")
end

help.topic("formats", function()
  local out = {"Input formats, as --input names them:", ""}
  for _, f in ipairs(lib(":internal").formats()) do
    out[#out + 1] = ("  %-10s %s"):format(f.name, f.about)
  end
  return table.concat(out, "\n")
end)

help.topic("verbs", function()
  return "Verbs of the command line (lede help VERB tells more):\n\n" .. lib("shell/verbs").listing()
end)

help.topic("functions", overview)

help.topic("query", function() return lib("query_help") end)

for _, name in ipairs {"emit", "finish", "out", "reduce"} do
  help.topic(name, function() return lib("recipe_help") end)
end

-- The names of a signature's parameters, as a definition in Lua can have them.
function parameters(signature)
  local list = signature:match("^[%w_.:]*(%b())") or signature:match("^[%w_.:]*(%b{})") and "(options)" or "()"
  list = list:sub(2, -2):gsub("%b{}", "options"):gsub("%b[]", "")
  local names, used = {}, {}
  for part in (list .. ","):gmatch("%s*(.-)%s*,") do
    local name = part:match("^%.%.%.") or part:match("^[%a_][%w_]*")
    if not name and part ~= "" then name = "value" end
    if name == "function" or name == "end" or name == "or" then name = "_" .. name end
    if name and not used[name] and not used["..."] then
      used[name] = true
      names[#names + 1] = name
    end
  end
  return names
end

-- LuaLS definitions (https://luals.github.io annotations) of everything in the table.
function help.luals()
  load()
  local out = {"---@meta lede", "-- Made by `lede help lua-ls` from the help texts of lede " .. lede.version .. ".", ""}
  local declared = {}
  local function declare(name)
    local parent = name:match("^(.*)%.[%w_]+$")
    if parent and not declared[parent] then declare(parent) end
    if not declared[name] then
      declared[name] = true
      out[#out + 1] = ("%s%s = {}"):format(name:find("%.") and "" or "---@class " .. name .. "\n", name)
    end
  end
  declare "lede"
  for _, kind in ipairs {"store", "set", "article", "rows"} do
    out[#out + 1] = ("---@class lede.%s\nlocal %s = {}"):format(kind, kind)
    declared[kind] = true
  end
  for _, e in ipairs(entries) do
    local names = parameters(e.signature)
    local owner = e.name:match("^(.*)[.:][%w_]+$")
    if owner and not declared[owner] then
      if e.name:find(":") then
        out[#out + 1] = ("---@class lede.%s\nlocal %s = {}"):format(owner, owner)
        declared[owner] = true
      else
        declare(owner)
      end
    end
    if e.signature:find("%(") or e.signature:find("{") then
      out[#out + 1] = "---" .. e.signature:gsub("\n", " "):gsub("^[%w_]+[.:]%f[%w]", "") .. "\n---\n---" .. e.help:gsub("\n", " ")
      out[#out + 1] = ("function %s(%s) end"):format(e.name, table.concat(names, ", "))
      declared[e.name] = true
    end
    out[#out + 1] = ""
  end
  out[#out + 1] = "return lede"
  return table.concat(out, "\n") .. "\n"
end

return help
