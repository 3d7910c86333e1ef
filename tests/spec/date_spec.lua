-- lua/date.c: lede.date
local t = require "harness"

t.test("a date is read as ISO text", function()
  t.eq(lede.date.parse("March 21, 2022 12:46pm"), "2022-03-21T12:46")
  t.eq(lede.date.parse("3/4/2022", {order = "mdy"}), "2022-03-04")
  t.eq(lede.date.parse("3/4/2022", {language = "de"}), "2022-04-03")
  t.eq(lede.date.parse("1647866765", {epoch = true}), "2022-03-21T12:46:05Z")
end)

t.test("what is no date gives nil and a reason", function()
  local d, why = lede.date.parse("31 February 2022")
  t.eq(d, nil)
  t.ok(why:find("does not exist", 1, true))
  d, why = lede.date.parse("3/4/2022")
  t.eq(d, nil)
  t.ok(why:find("mdy", 1, true))
end)

t.test("wrong arguments raise and name the option", function()
  local ok, why = pcall(lede.date.parse, "2022", {order = "xyz"})
  t.eq(ok, false)
  t.ok(why:find("order", 1, true))
  t.eq(pcall(lede.date.parse, nil), false)
end)

t.done()
