-- formats.lua FOLDER: a line of facts about each file below it, as test_formats.sh compares them:
-- path, format, articles, skipped, failed, charset, date and headline of the first article, first reason.
local lede = require "lede"
local folder = arg[1]
local rows, order = {}, {}

local function field(s, n)
  s = (s or ""):gsub("%c", " ")
  return #s > n and s:sub(1, utf8.offset(s, 0, n) - 1) or s
end

for article, item in lede.read(folder, {all = true}) do
  local path = item.source:sub(#folder + 2):gsub("#%d+$", "")
  local row = rows[path]
  if not row then
    row = {path = path, article = 0, skipped = 0, failed = 0}
    rows[path] = row
    order[#order + 1] = path
  end
  row[item.kind] = row[item.kind] + 1
  row.format = row.format or item.format
  if article and not row.headline then
    row.headline, row.published = article.headline or "", article.published or ""
    row.charset, row.format = item.charset or "", item.format
  end
  row.reason = row.reason or item.reason
end
for _, path in ipairs(order) do
  local r = rows[path]
  print(table.concat({path, r.format or "", r.article, r.skipped, r.failed, r.charset or "", r.published or "", field(r.headline, 70),
    field(r.reason, 70)}, "\t"))
end
