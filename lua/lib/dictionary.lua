-- lede.dictionary and lede.gazetteer: from tables and files of several formats
-- to the flat list of entries that the C side takes.
local _, lib, lede = ...
local check = lib "check"
local internal = lib ":internal"
local dictionary = {}

local LONGEST, CASE, CAPITALS = 1, 2, 4
local DEPTH = 32

-- --- tables ------------------------------------------------------------------

local function path(parent, key) return parent == "" and key or parent .. "/" .. key end

local flatten

-- One item of a list: an entry, or {entry, weight}.
local function item(out, key, v, level)
  if type(v) == "string" then
    out[#out + 1] = {key = key, pattern = v}
  elseif type(v) == "table" and type(v[1]) == "string" and (v[2] == nil or type(v[2]) == "number") and v[3] == nil and #v == (v[2] and 2 or 1) then
    out[#out + 1] = {key = key, pattern = v[1], weight = v[2]}
  elseif type(v) == "table" then
    flatten(out, key, v, level)
  else
    error(("an entry of '%s' must be a string or {string, weight}, got %s"):format(key, type(v)), 0)
  end
end

-- {"tax*", "trade deal", good = 2, trade = {"tariff*"}}: entries, weighted entries and categories inside.
function flatten(out, key, t, level)
  if level > DEPTH then error("categories are nested too deep", 0) end
  for _, v in ipairs(t) do item(out, key, v, level + 1) end
  local names = {}
  for k in pairs(t) do
    if type(k) == "string" then names[#names + 1] = k
    elseif math.type(k) ~= "integer" or k < 1 or k > #t then error(("'%s' is no category's name"):format(tostring(k)), 0) end
  end
  table.sort(names)
  for _, k in ipairs(names) do
    local v = t[k]
    if type(v) == "number" then
      out[#out + 1] = {key = key, pattern = k, weight = v}
    elseif type(v) == "table" then
      flatten(out, path(key, k), v, level + 1)
    elseif type(v) == "string" then
      out[#out + 1] = {key = path(key, k), pattern = v}
    else
      error(("category '%s' must be a list of entries, got %s"):format(k, type(v)), 0)
    end
  end
  return out
end

-- --- files -------------------------------------------------------------------

local function column(row, ...)
  for _, name in ipairs {...} do
    local v = row[name]
    if v ~= nil and v ~= "" then return v end
  end
  return nil
end

-- Column names in lower case.
local function lowered(rows)
  local out = {}
  for i, row in ipairs(rows) do
    local new = {}
    for k, v in pairs(row) do new[tostring(k):lower()] = v end
    out[i] = new
  end
  return out
end

local function table_rows(text, format)
  local rows, why = lede.csv.decode(text, {header = true, separator = format == "tsv" and "\t" or ","})
  if not rows then error(why, 0) end
  return lowered(rows)
end

local function from_rows(rows)
  local out = {}
  for i, row in ipairs(rows) do
    local pattern = column(row, "entry", "pattern", "word", "term", "phrase")
    if not pattern then error(("line %d has no entry: a column 'entry' (or pattern, word, term, phrase) is needed"):format(i + 1), 0) end
    out[#out + 1] = {key = column(row, "key", "category") or "", pattern = pattern,
                     weight = tonumber(column(row, "weight", "score", "value"))}
  end
  return out
end

-- LIWC: %, lines "number name", %, lines "word number number".
local function from_liwc(text)
  local names, out, part = {}, {}, 0
  for line in (text .. "\n"):gmatch("(.-)\r?\n") do
    if line:match("^%s*%%%s*$") then
      part = part + 1
    elseif part == 1 then
      local id, name = line:match("^%s*(%S+)%s+(.-)%s*$")
      if id then names[id] = name end
    elseif part >= 2 and line:find("%S") then
      local word, rest = line:match("^%s*([^\t]-)\t+(.*)$")
      if not word then word, rest = line:match("^%s*(%S+)%s+(.*)$") end
      for id in (rest or ""):gmatch("%S+") do
        if not names[id] then error(("'%s' names the category %s, which is not listed"):format(word, id), 0) end
        out[#out + 1] = {key = names[id], pattern = word}
      end
    end
  end
  if part < 2 then error("no category part between two lines of %", 0) end
  return out
end

local function unquote(s)
  return s:match('^"(.*)"$') or s:match("^'(.*)'$") or s
end

local function comma_list(s)
  local out = {}
  for v in s:gmatch("[^,]+") do
    v = v:match("^%s*(.-)%s*$")
    if v ~= "" then out[#out + 1] = unquote(v) end
  end
  return out
end

-- The part of YAML that dictionaries use: mappings by indentation, lists, [a, b], comments.
local function from_yaml(text)
  local root = {}
  local stack = {{indent = -1, node = root}}
  local number = 0
  for line in (text .. "\n"):gmatch("(.-)\r?\n") do
    number = number + 1
    local indent, rest = line:match("^(%s*)(.-)%s*$")
    rest = rest:gsub("^#.*$", ""):gsub("%s+#.*$", "")
    if rest ~= "" and rest ~= "---" and rest ~= "..." then
      if indent:find("\t") then error(("line %d: a tab cannot indent"):format(number), 0) end
      local value = rest:match("^%-%s+(.*)$")
      local depth = #indent
      while #stack > 1 and (stack[#stack].indent > depth or (stack[#stack].indent == depth and not value) or
                            (stack[#stack].indent == depth and value and not stack[#stack].list)) do
        if stack[#stack].indent == depth and value then break end
        table.remove(stack)
      end
      local top = stack[#stack]
      if value then
        local key, sub = value:match("^([^:%[]-):%s*(.*)$")
        if key and (sub == "" or sub:find("^%[")) then
          local child = {}
          top.node[unquote(key)] = child
          if sub ~= "" then for _, v in ipairs(comma_list(sub:match("^%[(.*)%]$") or "")) do child[#child + 1] = v end
          else stack[#stack + 1] = {indent = depth + 2, node = child, list = true} end
        else
          top.node[#top.node + 1] = unquote(value)
        end
      else
        local key, sub = rest:match("^(.-):%s*(.*)$")
        if not key then error(("line %d: 'key:' or '- entry' expected"):format(number), 0) end
        if #stack > DEPTH then error(("line %d: categories are nested too deep"):format(number), 0) end
        local child = {}
        top.node[unquote(key)] = child
        local list = sub:match("^%[(.*)%]$")
        if list then
          for _, v in ipairs(comma_list(list)) do child[#child + 1] = v end
        elseif sub ~= "" then
          child[1] = unquote(sub)
        else
          stack[#stack + 1] = {indent = depth, node = child, list = true}
        end
      end
    end
  end
  return flatten({}, "", root, 0)
end

-- Plain lines: an entry, or an entry, a tab and a weight; [category] begins a category.
local function from_lines(text)
  local out, key = {}, ""
  for line in (text .. "\n"):gmatch("(.-)\r?\n") do
    line = line:match("^%s*(.-)%s*$")
    if line ~= "" and not line:find("^#") then
      local name = line:match("^%[(.+)%]$")
      if name then
        key = name
      else
        local pattern, weight = line:match("^(.-)\t+(%-?[%d.]+)$")
        out[#out + 1] = {key = key, pattern = pattern or line, weight = tonumber(weight)}
      end
    end
  end
  return out
end

local readers = {
  json = function(text)
    local value, why = lede.json.decode(text)
    if type(value) ~= "table" then error(why or "the JSON is no object", 0) end
    return flatten({}, "", value, 0)
  end,
  csv = function(text) return from_rows(table_rows(text, "csv")) end,
  tsv = function(text) return from_rows(table_rows(text, "tsv")) end,
  liwc = from_liwc,
  yaml = from_yaml,
  lines = from_lines,
}
local by_ending = {json = "json", csv = "csv", tsv = "tsv", tab = "tsv", dic = "liwc", yml = "yaml", yaml = "yaml", txt = "lines", lc = "lines"}

local function format_of(name, text)
  local format = by_ending[(name:match("%.(%w+)$") or ""):lower()]
  if format then return format end
  if text:find("^%s*[{%[]") and not text:find("^%s*%[[^\n\"]*%]%s*\n") then return "json" end
  if text:find("^%s*%%") then return "liwc" end
  return "lines"
end

local function strip_mark(text) return (text:gsub("^\xEF\xBB\xBF", "")) end

local function read_file(name)
  local f, why = io.open(name, "rb")
  if not f then return nil, why end
  local text = f:read("a")
  f:close()
  if not text then return nil, name .. ": cannot be read" end
  return text
end

-- --- making them ---------------------------------------------------------------

local function flags_of(options, default)
  local flags = default
  if options.longest ~= nil then flags = options.longest and flags | LONGEST or flags & ~LONGEST end
  if options.case then flags = (flags | CASE) & ~CAPITALS end
  return flags
end

local known = {case = "boolean", longest = "boolean", format = "string", text = "string"}

-- Entries of text in a format; for files that the program has read already.
function dictionary.parse(text, name, format)
  text = strip_mark(text)
  format = format or format_of(name, text)
  local reader = readers[format]
  if not reader then error(("no dictionary format '%s'"):format(format), 0) end
  return reader(text)
end

-- The same as a table that lede.dictionary takes: how a file reaches a recipe, which has no files.
function lede._dictionary_table(text, name, format)
  local ok, entries = pcall(dictionary.parse, text, name or "", format)
  if not ok then return nil, tostring(entries) end
  local out = {}
  for _, e in ipairs(entries) do
    local list = out
    if e.key ~= "" then
      list = out[e.key] or {}
      out[e.key] = list
    end
    list[#list + 1] = e.weight and {e.pattern, e.weight} or e.pattern
  end
  return out
end

function lede.dictionary(source, options)
  check.arg("dictionary", 1, source, "string|table")
  options = check.options("dictionary", 2, options, known)
  local name, text = "dictionary", options.text
  if type(source) == "string" then
    name = source
    if not text then
      local why
      text, why = read_file(source)
      if not text then return nil, why end
    end
  end
  local ok, entries
  if text then
    ok, entries = pcall(dictionary.parse, text, name, options.format)
    if not ok then return nil, name .. ": " .. tostring(entries) end
  else
    ok, entries = pcall(flatten, {}, "", source, 0)
    if not ok then check.fail("dictionary", 1, tostring(entries)) end
  end
  return internal.dictionary(entries, flags_of(options, 0), false)
end

-- The aliases of a gazetteer's row: a list, or one text with | between.
local function aliases(v)
  if type(v) == "table" then return v end
  local out = {}
  for a in tostring(v or ""):gmatch("[^|]+") do out[#out + 1] = a:match("^%s*(.-)%s*$") end
  return out
end

local function gazetteer_entries(rows)
  local out = {}
  for i, row in ipairs(rows) do
    if type(row) == "string" then row = {name = row} end
    if type(row) ~= "table" then error(("item %d must be a name or a table, got %s"):format(i, type(row)), 0) end
    local name = column(row, "name", "entry", "label")
    if type(name) ~= "string" then error(("item %d has no name"):format(i), 0) end
    local canonical = column(row, "canonical") or name
    local seen = {}
    local function add(pattern)
      if pattern == "" or seen[pattern] then return end
      seen[pattern] = true
      out[#out + 1] = {key = canonical, pattern = pattern, kind = column(row, "kind", "type"), code = column(row, "code", "id"),
                       weight = tonumber(row.weight)}
    end
    add(name)
    for _, a in ipairs(aliases(column(row, "aliases", "alias"))) do add(tostring(a)) end
  end
  return out
end

function lede.gazetteer(source, options)
  check.arg("gazetteer", 1, source, "string|table")
  options = check.options("gazetteer", 2, options, known)
  local rows, text = source, options.text
  if type(source) == "string" then
    if not text then
      local why
      text, why = read_file(source)
      if not text then return nil, why end
    end
    text = strip_mark(text)
    local format = options.format or by_ending[(source:match("%.(%w+)$") or ""):lower()] or "csv"
    local ok
    if format == "json" then ok, rows = pcall(lede.json.decode, text)
    else ok, rows = pcall(table_rows, text, format) end
    if not ok or type(rows) ~= "table" then return nil, source .. ": " .. tostring(rows) end
  end
  local ok, entries = pcall(gazetteer_entries, rows)
  if not ok then
    if type(source) == "string" then return nil, source .. ": " .. tostring(entries) end
    check.fail("gazetteer", 1, tostring(entries))
  end
  return internal.dictionary(entries, flags_of(options, LONGEST | CAPITALS), true)
end

return dictionary
