-- lua/json.c
local t = require "harness"
local lede = require "lede"
local json = lede.json

t.test("values come back as they were", function()
  local v = {a = {1, 2.5, "x\n\0\"é"}, b = true, c = {d = {}}}
  t.eq(json.decode(json.encode(v)), v)
end)

t.test("keys are written in byte order and an empty table as a list", function()
  t.eq(json.encode {b = 1, a = {}, c = "\27"}, [[{"a":[],"b":1,"c":"\u001b"}]])
end)

t.test("null decodes to nil", function()
  t.eq(json.decode('{"a":null}'), {})
end)

t.test("broken JSON gives nil and a message with its place", function()
  local v, message = json.decode("{")
  t.eq(v, nil)
  t.ok(message:find("line 1", 1, true), message)
end)

t.test("what JSON cannot hold raises", function()
  t.raises("cannot be JSON", json.encode, print)
  t.raises("no number", json.encode, 0 / 0)
  local loop = {}
  loop[1] = loop
  t.raises("nested", json.encode, loop)
end)

t.test("invalid UTF-8 is repaired on the way out", function()
  t.eq(json.encode("a\xFFb"), '"a\u{FFFD}b"')
end)

t.done()
