-- Articles about the strait by month, with the name that each month quotes most.
local strait = store:find("strait OR Tarn")
print(#strait .. " articles about the strait")

local months = {}
for article in strait:each() do
  local month = article.published and article.published:sub(1, 7) or "undated"
  local m = months[month] or {month = month, articles = 0, quotes = 0}
  months[month] = m
  m.articles = m.articles + 1
  m.quotes = m.quotes + #article:quotes()
end

local rows = {}
for _, m in pairs(months) do rows[#rows + 1] = m end
table.sort(rows, function(a, b) return a.month < b.month end)
print(lede.table(rows, {columns = {"month", "articles", "quotes"}}))
