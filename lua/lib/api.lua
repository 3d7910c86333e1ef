-- The functions of the module that are written in Lua, put into its table.
local _, lib, lede = ...
local check = lib "check"
local rows = lib "rows"
lib "article"
lib "store"
lib "count"
lib "export"
lib "dfm"
lib "copies"
lib "lookup"
lib "summary"
lib "dictionary"
lib "findings"

-- The sum of a list of numbers.
function lede.sum(list)
  check.arg("sum", 1, list, "table")
  local total = 0
  for i = 1, #list do
    local v = list[i]
    if math.type(v) == nil then
      check.fail("sum", 1, ("a list of numbers expected, got a %s at %d"):format(type(v), i))
    end
    total = total + v
  end
  return total
end

-- Any list of tables becomes a list of rows.
function lede.table(list, options)
  check.arg("table", 1, list, "table")
  options = check.options("table", 2, options, {columns = "table", total = "number"})
  return rows.make(list, options)
end

function lede.chart(list, options)
  check.arg("chart", 1, list, "table")
  return rows.chart(list, options)
end

lede.csv = {encode = lib("csv").encode, decode = lib("csv").decode}
lede.report = lib("report").new

-- Help is looked up only when somebody asks.
function lede.help(topic)
  return lib("help").text(topic)
end
