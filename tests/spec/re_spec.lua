-- lua/re.c
local t = require "harness"
local re = require("lede").re

t.test("find, match and gmatch give what string's do", function()
  t.eq({re.find("a12b", "(\\d)(\\d)")}, {2, 3, "1", "2"})
  t.eq({re.match("a12b", "\\d+")}, {"12"})
  t.eq({re.match("a", "b")}, {nil})
  t.eq({re.match("ac", "a(b)?(c)")}, {false, "c"})
  local out = {}
  for k, v in re.gmatch("a=1, b=2", "(\\w)=(\\w)") do out[#out + 1] = k .. v end
  t.eq(out, {"a1", "b2"})
end)

t.test("an empty match does not stop the walk", function()
  t.eq({re.gsub("abc", "x*", "-")}, {"-a-b-c-", 4})
  t.eq({re.gsub("añb", "", ".")}, {".a.ñ.b.", 4})
end)

t.test("positions of a span are those of its body", function()
  local span = {text = "the quay", first = 101, last = 108}
  t.eq({re.find(span, "quay")}, {105, 108})
  t.eq({re.find(span, "quay", {init = 106})}, {nil})
  t.eq(re.spans(span, "q(?<rest>\\w+)")[1].groups.rest.first, 106)
end)

t.test("a replacement may be a text, a function or a table", function()
  t.eq({re.gsub("x1 y2", "([a-z])(?<n>\\d)", "%{n}%1%%")}, {"1x% 2y%", 2})
  t.eq({re.gsub("x1 y2", "[a-z]", string.upper, {n = 1})}, {"X1 y2", 1})
  t.eq({re.gsub("x y", "\\w", {x = "z"})}, {"z y", 2})
  t.raises("does not have", re.gsub, "x", "x", "%{no}")
  t.raises("must be a string", re.gsub, "x", "x", function() return {} end)
end)

t.test("options are checked and obeyed", function()
  t.eq(re.match("AB", "b", {ignorecase = true}), "B")
  t.eq(re.match("a.b", ".", {literal = true}), ".")
  t.raises("unknown option 'ignore'", re.match, "a", "a", {ignore = true})
  t.raises("wrong pattern at character", re.match, "a", "(a")
end)

t.test("a pattern that would never end raises and names the limit", function()
  t.raises("limit of", re.match, ("a"):rep(5000) .. "!b", "(a+)+$b")
end)

t.test("many patterns do not pile up", function()
  for i = 1, 1000 do re.find("x" .. i, "x" .. i .. "$") end
  t.eq(re.compile("a(b)"):find("xab"), 2)
end)

t.done()
