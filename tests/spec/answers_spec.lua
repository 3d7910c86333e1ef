-- lua/answers.c: what workers answer is checked byte for byte, kept by place, read again in order.
local t = require "harness"
local lede = require "lede"
local sample = require "sample"
local new = debug.getregistry()["lede:internal"].answers
local function answer(asked, emits) return string.pack("<s4s4", asked, emits) end
-- An emit as lua/shell/emits.c writes them: two lengths, then key and value, which are passed on unread.
local function emit(key, value) return string.pack("<I4I4", #key, #value) .. key .. value end

t.test("answers come back by place", function()
  local a = new(3, 1 << 20)
  t.eq(a:take({3, 1}, 1, 2, answer("third", emit("k", "3")) .. answer("", emit("k", "1"))), nil)
  t.eq({a:get(3)}, {"third", emit("k", "3")})
  t.eq({a:get(1)}, {"", emit("k", "1")})
  t.eq({a:get(2)}, {"", ""})
  t.eq({a:asked(1)}, {3, "third"})
  t.eq({a:asked(4)}, {})
  t.eq({a:emits(1)}, {emit("k", "1") .. emit("k", "3"), 4})
  t.eq({a:emits(4)}, {})
end)

t.test("answers that do not fit into memory lie in a file and come back the same", function()
  local a, n = new(300, 1 << 30), 300
  local function text(i) return emit("", (tostring(i) .. " "):rep(1 << 17)) end
  for i = 1, n do
    local got = a:take({i}, 1, 1, answer("", text(i)))
    if got then error(got) end
  end
  for i = 1, n do
    local _, emits = a:get(i)
    if emits ~= text(i) then error("place " .. i .. " has changed") end
  end
end)

t.test("what is remembered is looked for in pieces, in the order of rows, the last piece first", function()
  local store, path = sample.open()
  store:close() -- with the run that added
  store = lede.open(path, {mode = "write"})
  local a, rows, todo = new(4, 1 << 20), {3, 1, 4, 2}, {}
  t.eq(a:recall(store, "fish 1", rows, false, todo, 3), 1)
  t.eq(todo, {4, 1, 3})
  t.eq(a:take(todo, 1, 2, answer("", emit("k", "4")) .. answer("", emit("k", "1"))), nil)
  a:remember(store, "fish 1", rows, {1, 4})
  t.eq(a:recall(store, "fish 1", rows, false, todo, 3), 0)
  t.eq(todo, {4, 1, 3, 2})
  t.eq(a:recall(store, "fish 1", rows, false, todo, 3), 0)
  local b, again = new(4, 1 << 20), {}
  t.eq(b:recall(store, "fish 1", rows, false, again, 9), 0)
  t.eq(again, {2, 3})
  t.eq({b:get(1)}, {"", emit("k", "1")})
  t.eq({b:get(4)}, {"", emit("k", "4")})
  store:close()
  for _, tail in ipairs {"", "-wal", "-shm"} do os.remove(path .. tail) end
end)

local forged = {
  {"a text that is cut short", answer("", emit("k", "1")):sub(1, -2), "cut short"},
  {"no text at all", "", "cut short"},
  {"a length beyond the end", string.pack("<I4", 0xFFFFFFFF) .. "x", "cut short"},
  {"a second length beyond the end", string.pack("<I4I4", 0, 0xFFFFFFFF), "cut short"},
  {"lengths that wrap around", string.pack("<I4", 0xFFFFFFF8) .. ("x"):rep(16), "cut short"},
  {"one answer too many", answer("", "") .. answer("", ""), "too long"},
  {"bytes after the last answer", answer("", emit("k", "1")) .. "x", "too long"},
  {"an emit without lengths", answer("", "1234567"), "cut short"},
  {"an emit's key beyond the end", answer("", string.pack("<I4I4", 2, 0) .. "k"), "cut short"},
  {"an emit's value beyond the end", answer("", string.pack("<I4I4", 1, 0xFFFFFFFF) .. "k"), "cut short"},
}
for _, f in ipairs(forged) do
  t.test("an answer with " .. f[1] .. " is refused", function()
    local got = new(2, 1 << 20):take({1}, 1, 1, f[2])
    t.ok(got and got:find(f[3], 1, true), tostring(got))
  end)
end

t.test("more than the limit in all is refused", function()
  local a = new(2, 1 << 20)
  t.eq(a:take({1, 2}, 1, 2, answer("", emit("", ("x"):rep(600000))):rep(2)), "output limit: more than 1 MB in all")
end)
t.test("a place that is not there cannot be answered", function()
  t.ok(not pcall(new(1, 100).take, new(1, 100), {2}, 1, 1, answer("", "")))
end)
t.done()
