-- Lists of rows: plain tables with one shared metatable. They print as an
-- aligned table, bounded with the true count, and write themselves in the
-- formats that other programs read.
local _, lib, lede = ...
local safe, check = lib "safe", lib "check"

local methods = {}
local rows = {__name = "rows", __index = methods}

-- What is known about a list beside its items, so that the list stays plain.
local known = setmetatable({}, {__mode = "k"})

rows.shown = 20      -- rows that printing shows
rows.terminal = nil  -- columns of the terminal, where there is one

-- Common names first; others follow by the alphabet.
local order = {"article", "id", "published", "publisher", "headline", "key", "term", "text", "left", "keyword",
  "right", "name", "kind", "speaker", "value", "unit", "count", "articles", "first", "last"}
local rank = {}
for i, name in ipairs(order) do rank[name] = i end

local article_columns = {"id", "published", "publisher", "headline"}

local function is_article(v)
  local mt = type(v) == "userdata" and debug.getmetatable(v)
  return mt and mt.__name == "lede.article"
end

function rows.make(list, about)
  local names = about and about.columns
  if names and #names == 0 then names = nil end
  known[list] = {columns = names, total = about and about.total}
  return setmetatable(list, rows)
end

-- The order of columns, as a text with spaces between or a list.
function rows.columns(list, names)
  local out = names
  if type(names) == "string" then
    out = {}
    for name in names:gmatch("%S+") do out[#out + 1] = name end
  end
  known[list] = known[list] or {}
  known[list].columns = out
  return list
end

function rows.columns_of(list)
  local about = known[list]
  if about and about.columns then return about.columns end
  local seen, names = {}, {}
  for _, row in ipairs(list) do
    if type(row) ~= "table" then
      if is_article(row) then return article_columns end
      return {"value"}
    end
    for name in pairs(row) do
      if not seen[name] then
        seen[name] = true
        names[#names + 1] = name
      end
    end
  end
  table.sort(names, function(a, b)
    local ra, rb = rank[a] or 99, rank[b] or 99
    if ra ~= rb then return ra < rb end
    if math.type(a) and math.type(b) then return a < b end
    return tostring(a) < tostring(b)
  end)
  return names
end

-- What is known about a list of rows: {columns =, total =}, either may be absent.
function rows.about(list)
  local about = known[list] or {}
  return {columns = about.columns, total = about.total}
end

-- How many rows there were before `first` cut the list.
function rows.total(list)
  local about = known[list]
  return about and about.total or #list
end

function rows.value(row, name)
  if type(row) == "table" or is_article(row) then return row[name] end
  return row
end

local function number(v)
  if math.type(v) == "integer" then return ("%d"):format(v) end
  if v ~= v or v == math.huge or v == -math.huge then return tostring(v) end
  local s = ("%.15g"):format(v)
  return tonumber(s) == v and s or ("%.17g"):format(v)
end

-- A value as the text of a cell: an article is its id, a list its items.
function rows.cell(v)
  local kind = type(v)
  if kind == "string" then return v end
  if kind == "nil" then return "" end
  if kind == "number" then return number(v) end
  if kind == "table" and not getmetatable(v) then
    local out = {}
    for i, item in ipairs(v) do
      if type(item) == "table" then return lede.json.encode(v) end
      out[i] = rows.cell(item)
    end
    if #out > 0 or next(v) == nil then return table.concat(out, "; ") end
    return lede.json.encode(v)
  end
  if is_article(v) then return v.id or v.headline or "" end
  return tostring(v)
end

-- For people: numbers short and grouped in thousands, text on one line.
local function pretty(v)
  if math.type(v) == "float" and v == v and math.abs(v) < 1e15 then
    local size = math.abs(v)
    if size >= 1000 then return rows.thousands(math.floor(v + 0.5)) end
    return ("%.4g"):format(v):find("e") and ("%g"):format(v) or ("%." .. (size >= 100 and 1 or size >= 10 and 2 or 3) .. "f"):format(v)
  end
  if math.type(v) == "integer" then return rows.thousands(v) end
  return safe.line(rows.cell(v))
end

function rows.thousands(v)
  local s = ("%d"):format(v)
  local sign, digits = s:match("^(-?)(%d+)$")
  if #digits < 5 then return s end
  return sign .. digits:reverse():gsub("(%d%d%d)", "%1,"):reverse():gsub("^,", "")
end

-- Take from the widest column until all fit.
local function fit(widths, room)
  local total = 0
  for _, w in ipairs(widths) do total = total + w end
  while total > room do
    local widest = 1
    for i, w in ipairs(widths) do if w > widths[widest] then widest = i end end
    if widths[widest] <= 6 then return end
    widths[widest] = widths[widest] - 1
    total = total - 1
  end
end

local function count_line(list, shown)
  local about = known[list]
  local total = about and about.total or #list
  if total <= shown then return nil end
  return ("… %s of %s rows"):format(rows.thousands(shown), rows.thousands(total))
end

-- Sort in place by columns, `-name` descending: numbers, then text by byte, then what is absent; equal rows stay as they were.
function methods:sort(keys)
  check.arg("sort", 1, keys, "string")
  local names, down = {}, {}
  for sign, name in keys:gmatch("(%-?)(%S+)") do
    names[#names + 1] = name
    down[#names] = sign == "-"
  end
  return lib(":internal").sort(self, names, down, rows.value, rows.cell)
end

-- The first n rows, which know how many there were.
function methods:first(n)
  check.arg("first", 1, n, "number")
  return rows.make(table.move(self, 1, math.min(n, #self), 1, {}), {columns = rows.columns_of(self), total = rows.total(self)})
end

-- The list as an aligned table: {rows = how many at most, width = columns of the screen}.
function methods:text(options)
  options = check.options("text", 1, options, {rows = "number", width = "number", header = "boolean"})
  local most = math.min(#self, options.rows or #self)
  local width = options.width or rows.terminal
  local names = rows.columns_of(self)
  local cells, widths, right = {}, {}, {}
  for i, name in ipairs(names) do widths[i], right[i] = safe.width(tostring(name)), true end
  for r = 1, most do
    local line = {}
    for i, name in ipairs(names) do
      local v = rows.value(self[r], name)
      if v ~= nil and type(v) ~= "number" then right[i] = false end
      line[i] = pretty(v)
      widths[i] = math.max(widths[i], safe.width(line[i]))
    end
    cells[r] = line
  end
  if width then fit(widths, width - 2 * (#names - 1)) end
  local out = {}
  local function add(line)
    local parts = {}
    for i = 1, #names do
      local s = safe.cut(line[i], widths[i])
      parts[i] = (i == #names and not right[i]) and s or safe.pad(s, widths[i], right[i])
    end
    out[#out + 1] = table.concat(parts, "  ")
  end
  if options.header ~= false and #names > 0 then
    local head = {}
    for i, name in ipairs(names) do head[i] = tostring(name) end
    add(head)
  end
  for r = 1, most do add(cells[r]) end
  out[#out + 1] = count_line(self, most)
  if #self == 0 then out = {"(no rows)"} end
  return table.concat(out, "\n")
end

function rows:__tostring()
  return methods.text(self, {rows = rows.shown})
end

function methods:csv(options)
  return lib("csv").encode(self, options)
end

-- One JSON object a line; articles in a row are their ids.
function methods:jsonl()
  local out = {}
  for i, row in ipairs(self) do out[i] = lede.json.encode(row) end
  out[#out + 1] = ""
  return table.concat(out, "\n")
end

function methods:md()
  local names, out = rows.columns_of(self), {}
  local function line(cells)
    for i, s in ipairs(cells) do cells[i] = s:gsub("%s+", " "):gsub("\\", "\\\\"):gsub("|", "\\|") end
    out[#out + 1] = "| " .. table.concat(cells, " | ") .. " |"
  end
  local head, rule = {}, {}
  for i, name in ipairs(names) do
    head[i] = tostring(name)
    rule[i] = #self > 0 and type(rows.value(self[1], name)) == "number" and "--:" or "---"
  end
  line(head)
  line(rule)
  for _, row in ipairs(self) do
    local cells = {}
    for i, name in ipairs(names) do cells[i] = rows.cell(rows.value(row, name)) end
    line(cells)
  end
  out[#out + 1] = ""
  return table.concat(out, "\n")
end

local entities = {["&"] = "&amp;", ["<"] = "&lt;", [">"] = "&gt;", ['"'] = "&quot;", ["'"] = "&#39;"}

function rows.escape(s)
  return (s:gsub("[&<>\"']", entities))
end

function methods:html()
  local names, out = rows.columns_of(self), {"<table>", "<thead><tr>"}
  for _, name in ipairs(names) do out[#out + 1] = "<th>" .. rows.escape(tostring(name)) .. "</th>" end
  out[#out + 1] = "</tr></thead>\n<tbody>"
  for _, row in ipairs(self) do
    local line = {}
    for i, name in ipairs(names) do line[i] = "<td>" .. rows.escape(rows.cell(rows.value(row, name))) .. "</td>" end
    out[#out + 1] = "<tr>" .. table.concat(line) .. "</tr>"
  end
  out[#out + 1] = "</tbody>\n</table>\n"
  return table.concat(out, "\n")
end

-- The columns that a chart shows: the first that is no number, and `count` or the first number.
local function chart_columns(list, options)
  local label, value = options.label, options.value
  local first = list[1]
  for _, name in ipairs(rows.columns_of(list)) do
    local v = first and rows.value(first, name)
    if type(v) == "number" then
      if not value or (not options.value and name == "count") then value = name end
    elseif v ~= nil and not label then
      label = name
    end
  end
  return label, value
end

local eighths = {"▏", "▎", "▍", "▌", "▋", "▊", "▉"}

local function bar(share, room)
  local units = math.floor(share * room * 8 + 0.5)
  return ("█"):rep(units // 8) .. (eighths[units % 8] or "")
end

-- Bars of text, one a row: {label=, value=, width=, rows=}.
function rows.chart(list, options)
  options = check.options("chart", 2, options,
    {label = "string|number", value = "string|number", width = "number", rows = "number"})
  if #list == 0 then return "(no rows)" end
  local label, value = chart_columns(list, options)
  if not value then check.fail("chart", 1, "rows with a number expected") end
  local most, labels, numbers = math.min(#list, options.rows or 60), {}, {}
  local wide, long, top = 0, 0, 0
  for i = 1, most do
    local v = tonumber(rows.value(list[i], value)) or 0
    labels[i] = label and safe.cut(pretty(rows.value(list[i], label)), 40) or tostring(i)
    numbers[i] = pretty(v)
    wide, long = math.max(wide, safe.width(labels[i])), math.max(long, safe.width(numbers[i]))
    top = math.max(top, v)
  end
  local room = math.max(10, (options.width or rows.terminal or 80) - wide - long - 4)
  local out = {}
  for i = 1, most do
    local v = tonumber(rows.value(list[i], value)) or 0
    local length = top > 0 and v > 0 and bar(v / top, room) or ""
    out[i] = (safe.pad(labels[i], wide) .. "  " .. safe.pad(numbers[i], long, true) .. "  " .. length):gsub("%s+$", "")
  end
  out[#out + 1] = count_line(list, most)
  return table.concat(out, "\n")
end

function methods:chart(options)
  return rows.chart(self, options)
end

return rows
