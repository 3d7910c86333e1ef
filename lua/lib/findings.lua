-- article:findings and article:marked: everything that was found in a body,
-- each piece with the rule that found it.
local _, lib = ...
local check = lib "check"
local rows = lib "rows"
local safe = lib "safe"
local methods = lib(":types").article
local findings = {}

local function describe(what, row)
  if what == "quote" then return row.speaker or "" end
  if what == "name" then return row.canonical ~= row.text and row.kind .. ": " .. row.canonical or row.kind end
  if what == "date" then return row.value end
  return (tostring(row.value):gsub("%.0$", "")) .. (row.unit and " " .. row.unit or "")
end

-- Rows {what, text, value, rule, first, last} in order of the text, the longer first.
function findings.of(article)
  local list = {}
  local function take(what, found)
    for _, row in ipairs(found or {}) do
      list[#list + 1] = {what = what, text = row.text, value = describe(what, row), rule = row.rule or "", first = row.first, last = row.last}
    end
  end
  take("quote", article:quotes())
  take("name", article:names())
  if methods.dates then take("date", article:dates()) end
  if methods.amounts then take("amount", article:amounts()) end
  table.sort(list, function(a, b)
    if a.first ~= b.first then return a.first < b.first end
    if a.last ~= b.last then return a.last > b.last end
    return a.what < b.what
  end)
  return rows.make(list, {columns = {"what", "text", "value", "rule", "first", "last"}})
end

local colours = {quote = "\27[32m", name = "\27[1;36m", date = "\27[35m", amount = "\27[33m"}
local plain = {quote = {"{", "}"}, name = {"[", "]"}, date = {"<", ">"}, amount = {"<", ">"}}

function findings.painted(what, text)
  return colours[what] .. text .. "\27[0m"
end

-- The bytes from `first` to `last` with what was found in them marked; pieces that cross an outer one's end are left plain.
local function mark(body, list, first, last, colour)
  local out, open, at = {}, {}, first
  local function upto(stop)
    if stop > at then out[#out + 1] = safe.lines(body:sub(at, stop - 1)) at = stop end
  end
  local function close()
    local top = table.remove(open)
    upto(top.last + 1)
    out[#out + 1] = colour and "\27[0m" .. (open[#open] and colours[open[#open].what] or "") or plain[top.what][2]
  end
  for _, row in ipairs(list) do
    if row.first >= first and row.last <= last then
      while open[#open] and open[#open].last < row.first do close() end
      if not open[#open] or row.last <= open[#open].last then
        upto(row.first)
        out[#out + 1] = colour and colours[row.what] or plain[row.what][1]
        open[#open + 1] = row
      end
    end
  end
  while open[1] do close() end
  upto(last + 1)
  return table.concat(out)
end

-- The body as text for a terminal: each paragraph marked, under it a line for each thing found and why.
function findings.marked(article, colour)
  local body = article.body or ""
  local list = findings.of(article)
  local out, next_row, at, carried = {}, 1, 1, {}
  while at <= #body do
    local gap, after = body:find("\n%s*\n", at)
    local last = (gap or #body + 1) - 1
    local here, pieces, longer = {}, {}, {}
    local function take(row)          -- a quote may run over several paragraphs: each has its piece of it
      pieces[#pieces + 1] = {what = row.what, first = math.max(row.first, at), last = math.min(row.last, last)}
      if row.last > last then longer[#longer + 1] = row end
    end
    for _, row in ipairs(carried) do take(row) end
    while list[next_row] and list[next_row].first <= last do
      here[#here + 1] = list[next_row]
      take(list[next_row])
      next_row = next_row + 1
    end
    carried = longer
    out[#out + 1] = mark(body, pieces, at, last, colour)
    for _, row in ipairs(here) do
      out[#out + 1] = ("    %-6s %s%s  (%s)"):format(row.what, safe.line((row.text:gsub("%s+", " "))),
        row.value ~= "" and " = " .. safe.line(row.value) or "", row.rule)
    end
    out[#out + 1] = ""
    at = (after or #body) + 1
  end
  return table.concat(out, "\n")
end

function methods:findings()
  check.arg("findings", 1, self, "lede.article")
  return findings.of(self)
end

function methods:marked(options)
  check.arg("marked", 1, self, "lede.article")
  options = check.options("marked", 2, options, {colour = "boolean"})
  return findings.marked(self, options.colour == true)
end

return findings
