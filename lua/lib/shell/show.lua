-- How the prompt shows a value: an article in a line, a set with its first
-- rows, tables indented and bounded with the true count. Nothing of the
-- value's own runs but the printing of our types.
local _, lib = ...
local safe, rows = lib "safe", lib "rows"
local show = {}

local most_items, most_depth, most_text = 40, 4, 2000

local function kind_of(v)
  local mt = debug.getmetatable(v)
  return type(mt) == "table" and rawget(mt, "__name") or nil
end

local function article(a)
  local about = {}
  for _, field in ipairs {"published", "publisher", "id"} do about[#about + 1] = a[field] end
  return safe.line(a.headline or (a.body or ""):sub(1, 60)) .. "\n  " .. safe.line(table.concat(about, " · "))
end

local function quoted(s)
  local text = safe.lines(#s > 200 and s:sub(1, (utf8.offset(s, 0, 201) or 201) - 1) or s)
  text = text:gsub("\n", "\\n"):gsub("\t", "\\t"):gsub('"', '\\"')
  return '"' .. text .. '"' .. (#s > 200 and (" … %s bytes"):format(rows.thousands(#s)) or "")
end

local function sorted_keys(t)
  local keys, n = {}, #t
  for k in next, t do
    if not (math.type(k) == "integer" and k >= 1 and k <= n) then keys[#keys + 1] = k end
  end
  table.sort(keys, function(a, b)
    if type(a) == type(b) and (type(a) == "string" or type(a) == "number") then return a < b end
    return tostring(type(a)) < tostring(type(b))
  end)
  return keys
end

local value

local function key_text(k)
  if type(k) == "string" then return k:find("^[%a_][%w_]*$") and k or "[" .. quoted(k) .. "]" end
  return "[" .. value(k, most_depth, {}) .. "]"
end

local function table_text(t, depth, seen)
  if next(t) == nil then return "{}" end
  if seen[t] then return "{…}" end
  if depth >= most_depth then return "{ … }" end
  seen[t] = true
  local pad, out, count = ("  "):rep(depth + 1), {}, 0
  for i = 1, rawlen(t) do
    count = count + 1
    if count <= most_items then out[#out + 1] = pad .. value(rawget(t, i), depth + 1, seen) end
  end
  for _, k in ipairs(sorted_keys(t)) do
    count = count + 1
    if count <= most_items then
      out[#out + 1] = pad .. key_text(k) .. " = " .. value(rawget(t, k), depth + 1, seen)
    end
  end
  seen[t] = nil
  if count > most_items then
    out[#out + 1] = ("%s… %d of %s items"):format(pad, most_items, rows.thousands(count))
  end
  local short = table.concat(out, ", "):gsub("\n", ""):gsub("^%s+", ""):gsub(", +", ", ")
  if #out == count and #short <= 70 and not short:find("{ ", 1, true) then return "{" .. short .. "}" end
  return "{\n" .. table.concat(out, ",\n") .. "\n" .. ("  "):rep(depth) .. "}"
end

function value(v, depth, seen)
  local kind = type(v)
  if kind == "string" then return quoted(v) end
  if kind == "table" then return table_text(v, depth, seen) end
  if kind == "userdata" and kind_of(v) == "lede.article" then
    return "article " .. (v.id or quoted(v.headline or ""))
  end
  if kind == "number" or kind == "boolean" or kind == "nil" then return tostring(v) end
  return (safe.line(tostring(v)))
end

local function set(s)
  local count, shown = #s, 5
  local out = {("%s: %s article%s"):format(safe.line(tostring(s)), rows.thousands(count), count == 1 and "" or "s")}
  if count > 0 then
    local list = rows.make(s:first(shown), {total = count})
    out[#out + 1] = list:text {}
  end
  return table.concat(out, "\n")
end

-- The text of a value as the prompt prints it.
function show.value(v)
  local name = kind_of(v)
  if type(v) == "string" then return (safe.lines(#v > most_text * 10 and v:sub(1, most_text * 10) .. " …" or v)) end
  if name == "lede.article" then return article(v) end
  if name == "lede.set" then return set(v) end
  if name == "rows" then return tostring(v) end
  if type(v) == "table" and not (debug.getmetatable(v) and rawget(debug.getmetatable(v), "__tostring")) then
    return table_text(v, 0, {})
  end
  if v == rawget(_G, "help") and v then return (lib("help").text()) end
  if type(v) == "function" then
    for _, e in ipairs(lib("help").entries()) do
      if lib("help").resolve(e.name) == v then return ("function %s: %s"):format(e.name, e.signature) end
    end
  end
  return (safe.lines(tostring(v)))
end

-- An error object, whatever it is, as a message.
function show.error(e)
  if type(e) == "string" then return e end
  local mt = debug.getmetatable(e)
  if type(mt) == "table" and rawget(mt, "__tostring") then
    local ok, s = pcall(tostring, e)
    if ok and type(s) == "string" then return s end
  end
  if type(e) == "table" then return "(error object is a table: " .. table_text(e, 0, {}) .. ")" end
  return ("(error object is a %s value: %s)"):format(type(e), tostring(e))
end

-- A message that one of our own files raised, with the place of the first line of the user's in its stead.
local function at_users_line(message, lines)
  local plain = lib("check").plain(message)
  if plain == message then return message end
  for _, line in ipairs(lines) do
    local place = line:match("^%s*(.-:%d+:) in ")
    if place then return place .. " " .. plain end
  end
  return plain
end

-- Frames of our own Lua files say nothing to who wrote the script.
local function is_ours(line)
  return line:find("^%s*lede/[%w_/]+%.lua:") or line:find("^%s*%(%.%.%.tail calls%.%.%.%)$")
end

-- An error that a script catches, for xpcall: one that our own files raised names the script's line.
function show.caught(e)
  if type(e) ~= "string" or lib("check").plain(e) == e then return e end
  local lines = {}
  for line in debug.traceback("", 2):gmatch("[^\n]+") do
    if not is_ours(line) then lines[#lines + 1] = line end
  end
  return at_users_line(e, lines)
end

-- A traceback without the frames of the program itself.
function show.traceback(message, level)
  if message == nil then message = "(error object is nil)" end
  if type(message) ~= "string" then return message end
  local stack = debug.traceback("", (level or 1) + 1):match("\nstack traceback:\n(.*)$")
  if not stack then return message end
  local lines = {}
  for line in stack:gmatch("[^\n]+") do
    if line:find("^%s*%[C%]: in function 'xpcall'") then break end
    if not is_ours(line) then lines[#lines + 1] = line end
  end
  message = at_users_line(message, lines)
  if #lines == 1 and lines[1]:find("^%s*prompt:%d+: in main chunk") then return message end
  while lines[1] and (lines[1]:find("^%s*%[C%]: in function 'error'")) do table.remove(lines, 1) end
  return #lines > 0 and message .. "\nstack traceback:\n" .. table.concat(lines, "\n") or message
end

return show
