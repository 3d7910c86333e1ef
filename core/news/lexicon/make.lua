-- make.lua OUTDIR LIST...: print the tables name_table_*.c from the word lists.
-- A list has lines "CLASSES: word word ..."; `_` stands for a space inside an
-- entry, `#` opens a comment. Classes are the letters of name_lexicon.h.
-- A bucket is one string: for each entry its length + 31, two bytes that number
-- its set of classes (base 90 from '#', '\' and '?' left out), and the entry.
local letters = "wmfstrCcRPdgoaehlLDxpvTnbNuGq"
local BUCKETS, HALF = 16384, 8192
local words, order = {}, {}

local function add(word, bits)
  if not words[word] then
    order[#order + 1] = word
    words[word] = 0
  end
  words[word] = words[word] | bits
end

local out = arg[1]
for i = 2, #arg do
  for line in io.lines(arg[i]) do
    line = line:gsub("#.*", "")
    local classes, list = line:match("^%s*(%a+):%s*(.*)$")
    if classes then
      local bits = 0
      for c in classes:gmatch(".") do
        local at = assert(letters:find(c, 1, true), "no class " .. c)
        bits = bits | (1 << (at - 1))
      end
      for word in list:gmatch("%S+") do
        word = word:gsub("_", " ")
        assert(#word <= 48, word)
        add(word, bits)
        local head = word:match("^(%S+) ")
        if head then add(head, 1 << 20) end
      end
    elseif line:find("%S") then
      error(arg[i] .. ": no classes: " .. line)
    end
  end
end
table.sort(order)

local function hash(s)
  local h = 2166136261
  for i = 1, #s do h = ((h ~ s:byte(i)) * 16777619) & 0xffffffff end
  return h ~ (h >> 15)
end

local digits = {}
for c = 35, 35 + 89 do digits[#digits + 1] = string.char(c) end
local sets, numbers = {}, {}
local function number(bits)
  if not numbers[bits] then
    sets[#sets + 1] = bits
    numbers[bits] = #sets - 1
  end
  local n = numbers[bits]
  return digits[n // 90 + 1] .. digits[n % 90 + 1]
end

local buckets = {}
for i = 0, BUCKETS - 1 do buckets[i] = "" end
for _, w in ipairs(order) do
  local h = hash(w) % BUCKETS
  buckets[h] = buckets[h] .. string.char(#w + 31) .. number(words[w]) .. w
end

local function quote(s)
  return '"' .. s:gsub('[\\"?]', "\\%0"):gsub("[\128-\255]+", function(x)
    return x:gsub(".", function(c) return ("\\%03o"):format(c:byte()) end)
  end) .. '"'
end

local function write(name, text)
  local f = assert(io.open(out .. "/" .. name, "w"))
  f:write("/* Made by core/news/lexicon/make.lua from the lists beside it: do not edit. */\n", text)
  f:close()
end

local function half(name, from, to)
  local t = {'#include "news/name_table.h"\n\nconst char *const lede__table_' .. name .. "[LEDE__TABLE_HALF] = {"}
  local line = ""
  for i = from, to do
    local q = quote(buckets[i]) .. ","
    if #line + #q > 110 then
      t[#t + 1] = "    " .. line
      line = ""
    end
    line = line .. q
  end
  t[#t + 1] = "    " .. line .. "\n};\n"
  write("name_table_" .. name .. ".c", table.concat(t, "\n"))
end

half("low", 0, HALF - 1)
half("high", HALF, BUCKETS - 1)
local t = {}
for i, bits in ipairs(sets) do t[i] = ("0x%xu"):format(bits) end
write("name_table_classes.c", '#include "news/name_table.h"\n\nconst uint32_t lede__table_classes[] = {' ..
  table.concat(t, ", ") .. "};\n")
io.stderr:write(#order, " entries, ", #sets, " sets of classes\n")
