-- Dates and amounts through Lua, over samples of our own; the seed article's are in seed_spec.
local t = require "harness"
local lede = require "lede"

local body = table.concat({
  "The Harbour Council of Eastmere said on Tuesday that the new ferry, bought for $4.2 million in March, will sail at 9 a.m. Friday.",
  "Some 3,500 people had signed a petition last year; fares rose by 10-1/2 percent, to €7.75.",
}, "\n\n")
local article = lede.article {headline = "Ferry to sail", body = body, published = "2023-06-07", language = "en"}

local function listed(rows)
  local out = {}
  for _, row in ipairs(rows) do
    out[#out + 1] = ("%s=%s%s"):format(row.text, row.value, row.unit and " " .. row.unit or "")
  end
  return table.concat(out, "; ")
end

t.test("an article's dates have TIMEX3 values, by the day of publication and the tense", function()
  t.eq(listed(article:dates()), "Tuesday=2023-06-06; March=2023-03; 9 a.m. Friday=2023-06-09T09:00; last year=2022")
end)

t.test("an article's amounts have value and unit", function()
  t.eq(listed(article:amounts()), "$4.2 million=4200000 USD; 3,500 people=3500 people; 10-1/2 percent=10.5 %; €7.75=7.75 EUR")
end)

t.test("spans are bytes of the body", function()
  for _, list in ipairs {article:dates(), article:amounts()} do
    for _, row in ipairs(list) do t.eq(body:sub(row.first, row.last), row.text) end
  end
end)

t.test("without a day of publication nothing is told from it", function()
  local undated = lede.article {headline = "Ferry to sail", body = body, language = "en"}
  t.eq(listed(undated:dates()), "")
end)

t.test("long texts of one shape take time in proportion", function()
  for _, piece in ipairs {"at 3 p.m. ", "in March ", "$5 to ", "two years or ", "Friday, ", "one hundred and ", "1/2-", "by the early "} do
    local function seconds(n)
      local start = os.clock()
      local a = lede.article {headline = "x", body = piece:rep(n), published = "2023-06-07", language = "en"}
      local found = #a:dates() + #a:amounts()
      return os.clock() - start, found
    end
    local small = seconds(4000)
    local large = seconds(32000)
    t.ok(large < 0.05 + small * 40, piece .. " is quadratic: " .. small .. " then " .. large)
  end
end)

t.done()
