-- Checks of arguments for functions written in Lua: what is wrong is named the
-- way luaL_argerror names it, at the place of the caller's caller.
local check = {}

local function got(value)
  if value == nil then return "no value" end
  local mt = debug.getmetatable(value)
  local name = type(mt) == "table" and rawget(mt, "__name")
  return type(name) == "string" and name or type(value)
end

function check.fail(fname, n, message, level)
  error(("bad argument #%d to '%s' (%s)"):format(n, fname, message), (level or 1) + 2)
end

-- A message without the places in our own files that it was raised at.
function check.plain(message)
  local cut
  repeat message, cut = message:gsub("^lede/[%w_/]+%.lua:%d+: ", "") until cut == 0
  return message
end

-- `want` is a type, "integer", or several with "|" between.
local function fits(value, want)
  local kind = got(value)
  for w in want:gmatch("[^|]+") do
    if kind == w or type(value) == w or (w == "integer" and math.type(value) == "integer") then return true end
  end
  return false
end

function check.arg(fname, n, value, want, level)
  if not fits(value, want) then
    check.fail(fname, n, ("%s expected, got %s"):format(want:gsub("|", " or "), got(value)), (level or 1) + 1)
  end
  return value
end

-- An options table: every key known and of its type; gives a table even where none came.
function check.options(fname, n, options, known, level)
  if options == nil then return {} end
  check.arg(fname, n, options, "table", (level or 1) + 1)
  for key, value in pairs(options) do
    local want = known[key]
    if not want then
      local near = check.nearest(tostring(key), known)
      check.fail(fname, n, ("no option '%s'%s"):format(tostring(key), near and "; did you mean '" .. near .. "'?" or ""),
        (level or 1) + 1)
    elseif not fits(value, want) then
      check.fail(fname, n, ("option '%s' must be %s, got %s"):format(key, want:gsub("|", " or "), got(value)),
        (level or 1) + 1)
    end
  end
  return options
end

-- How many letters to change, add, drop or swap; `most` and more count the same.
local function distance(a, b)
  local before, row = {}, {}
  for j = 0, #b do row[j] = j end
  for i = 1, #a do
    local last = before
    before, row = row, {[0] = i}
    for j = 1, #b do
      local same = a:byte(i) == b:byte(j)
      row[j] = math.min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (same and 0 or 1))
      if i > 1 and j > 1 and a:byte(i) == b:byte(j - 1) and a:byte(i - 1) == b:byte(j) then
        row[j] = math.min(row[j], last[j - 2] + 1)
      end
    end
  end
  return row[#b]
end

-- The known name (key or item of `known`) nearest to what was typed, or nil when none is near.
function check.nearest(name, known)
  local best, least
  local names = {}
  for key, value in pairs(known) do names[#names + 1] = type(key) == "number" and value or key end
  table.sort(names)
  for _, candidate in ipairs(names) do
    local d = #candidate < 60 and #name < 60 and distance(name, candidate) or 99
    if #name >= 2 and candidate:sub(1, #name) == name then d = math.min(d, 1) end
    if d <= math.max(1, #candidate // 3) and (not least or d < least) then best, least = candidate, d end
  end
  return best
end

-- The message for a field that articles do not have.
local fields = {"id", "url", "headline", "dek", "section", "authors", "publisher", "published", "modified", "language",
  "keywords", "tags", "body", "links", "source", "hash", "date_from", "extra", "notes", "added", "revision"}

function check.no_field(name)
  local near = check.nearest(name, fields)
  return ("an article has no field '%s'%s"):format(name, near and "; did you mean '" .. near .. "'?" or "")
end

return check
