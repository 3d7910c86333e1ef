-- lua/lib/rows.lua, csv.lua, report.lua, safe.lua
local t = require "harness"
local lede = require "lede"

local function list()
  return lede.table({{term = "haven", count = 3}, {term = "a|b, \"c\"", count = 12345}}, {columns = {"term", "count"}})
end

t.test("rows print as an aligned table, numbers to the right", function()
  t.eq(tostring(list()), 'term       count\nhaven          3\na|b, "c"  12,345')
end)

t.test("printing is bounded, with the true count", function()
  local rows = {}
  for i = 1, 12000 do rows[i] = {n = i} end
  local text = tostring(lede.table(rows))
  t.ok(text:find("… 20 of 12,000 rows", 1, true), text)
end)

t.test("no rows say so", function() t.eq(tostring(lede.table {}), "(no rows)") end)

t.test("rows sort by several columns, text after numbers, what is absent last, equal rows as they were", function()
  local rows = lede.table {{n = 1, w = "b", i = 1}, {n = 2, w = "a", i = 2}, {n = 2, i = 3}, {n = "x", i = 4}, {n = 1, w = "b", i = 5}}
  local function order(keys)
    local out = {}
    for i, row in ipairs(rows:sort(keys)) do out[i] = row.i end
    return table.concat(out, " ")
  end
  t.eq(order "n w", "1 5 2 3 4")
  t.eq(order "-n w", "4 2 3 1 5")
  t.eq(order "-i", "5 4 3 2 1")
end)

t.test("rows of any values sort, and always the same", function()
  local nan = 0 / 0
  local list = {nan, 3, "10", nan, -math.huge, 2^53, math.maxinteger, math.mininteger, "9", true, false, "é", "e", 2.5, -0.0, 0, 2^63}
  local function order(values)
    local made = {}
    for i, v in ipairs(values) do made[i] = {v = v} end
    local out = {}
    for i, row in ipairs(lede.table(made):sort("v")) do out[i] = tostring(row.v):gsub("^-nan$", "nan") end
    return table.concat(out, " ")
  end
  local want = "-inf -9223372036854775808 -0.0 0 2.5 3 9.007199254741e+15 9223372036854775807 9.2233720368548e+18 nan nan 10 9 e false true é"
  t.eq(order(list), want)
  table.sort(list, function(a, b) return tostring(a) < tostring(b) end)
  t.eq(order(list):gsub("0 %-0%.0", "-0.0 0"), want) -- equal ones stay as they were
end)

t.test("rows that are no tables sort by themselves", function()
  t.eq(table.concat(lede.table({"b", "c", "a"}):sort("-value"), " "), "c b a")
  t.eq(lede.table({}):sort("n"), {})
  t.eq(#lede.table({{n = 1}}):sort(""), 1)
end)

t.test("the first rows say of how many they are", function()
  local rows = list():first(1)
  t.eq(#rows, 1)
  t.eq(tostring(rows), "term   count\nhaven      3\n… 1 of 2 rows")
  t.eq(#list():first(9), 2)
end)

t.test("large numbers with a fraction are shown in thousands too", function()
  t.eq(tostring(lede.table {{n = 3e10}, {n = 1234.6}, {n = 12.345}, {n = 1e-7}}), "             n\n30,000,000,000\n          1235\n         12.35\n         1e-07")
end)

t.test("wide letters take two columns", function()
  if not lede.text.width then return end
  t.eq(tostring(lede.table({{a = "日本", b = "x"}, {a = "abcd", b = "y"}})), "a     b\n日本  x\nabcd  y")
end)

t.test("control characters and direction marks are shown, not sent", function()
  local text = tostring(lede.table {{a = "x\27[2J\n\u{202e}y\u{9b}"}})
  t.ok(not text:find("\27"), text)
  t.ok(text:find("x\\x1b[2J \\u{202e}y\\u{9b}", 1, true), text)
end)

t.test("CSV quotes what needs it", function()
  t.eq(list():csv(), 'term,count\nhaven,3\n"a|b, ""c""",12345\n')
end)

t.test("CSV comes back as it was", function()
  local rows = {{a = 'x "y", z', b = "line\none"}, {a = "", b = " s "}}
  local back = lede.csv.decode(lede.csv.encode(rows))
  t.eq(#back, 2)
  t.eq(back[1].a, rows[1].a)
  t.eq(back[1].b, rows[1].b)
  t.eq(back[2].b, " s ")
end)

t.test("CSV with a mark at its start, CRLF and no last line end is read", function()
  local rows = lede.csv.decode("\xEF\xBB\xBFa;b\r\n1;\"x\r\ny\"\r\n2;z", {separator = ";"})
  t.eq(rows[1].b, "x\r\ny")
  t.eq(rows[2].a, "2")
end)

t.test("CSV with an open quote gives nil and the record", function()
  local rows, message = lede.csv.decode('a,b\n1,"x')
  t.eq(rows, nil)
  t.ok(message:find("record 2", 1, true), message)
end)

t.test("JSON Lines, Markdown and HTML escape what they must", function()
  t.eq(list():jsonl(), '{"count":3,"term":"haven"}\n{"count":12345,"term":"a|b, \\"c\\""}\n')
  t.ok(list():md():find('| a\\|b, "c" | 12345 |', 1, true))
  t.ok(list():html():find("<td>a|b, &quot;c&quot;</td>", 1, true))
end)

t.test("a chart has a bar for each row", function()
  local text = lede.chart({{day = "Mo", count = 10}, {day = "Tu", count = 5}}, {width = 30})
  t.eq(text, "Mo  10  " .. ("█"):rep(22) .. "\nTu   5  " .. ("█"):rep(11))
end)

t.test("an article in a row is its id", function()
  local a = lede.article {id = "abc123", headline = "H"}
  local rows = lede.table {{article = a, count = 1}}
  t.eq(rows:csv(), "article,count\nabc123,1\n")
  t.eq(rows:jsonl(), '{"article":"abc123","count":1}\n')
end)

t.test("wrong arguments name function, argument and what came", function()
  t.raises("bad argument #1 to 'table' (table expected, got number)", lede.table, 5)
  t.raises("no option 'colums'; did you mean 'columns'?", lede.table, {}, {colums = {}})
  t.raises("a list of numbers expected", lede.sum, {1, "x"})
  t.raises("rows with a number", lede.chart, {{a = "x"}})
end)

t.test("a report is one page in Markdown or HTML", function()
  local page = lede.report {title = "T<1>", parts = {"Some text.", {heading = "Terms", rows = list()}}}
  t.ok(page:md():find("# T<1>\n\nSome text.\n\n## Terms\n", 1, true), page:md())
  t.ok(page:html():find("<h1>T&lt;1&gt;</h1>", 1, true))
end)

t.done()
