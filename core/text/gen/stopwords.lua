-- Make the tables of stop words from lists, folding them as texts are:
--   build/lede core/text/gen/stopwords.lua core/text/gen/stopwords.txt stop > core/text/stopword_data.c
--   build/lede core/text/gen/stopwords.lua core/text/gen/weakwords.txt weak > core/news/keyphrase_weak.c
-- A list is a line: the language's code and its words, in any order. They are
-- our own.
local path, kind = arg[1], arg[2]
local lists, order = {}, {}
for line in io.lines(path) do
  local code, words = line:match("^(%S+)%s+(.*)$")
  lists[code], order[#order + 1] = words, code
end
if kind == "stop" then
  -- Serbian is written in two scripts; Bosnian and Croatian share their small words.
  lists.sr, lists.bs = lists.sr .. " " .. lists.hr, lists.hr
  order[#order + 1] = "bs"
end
table.sort(order)

-- FNV-1a, 32 bits, as core/text/stopword.c has it.
local function hash(s)
  local h = 2166136261
  for i = 1, #s do h = ((h ~ s:byte(i)) * 16777619) & 0xFFFFFFFF end
  return h
end

-- Open addressing: the number of the word (from 1) in each slot, 0 for none.
local function slots(folded)
  local size = 16
  while size < 2 * #folded do size = size * 2 end
  local slot = {}
  for i = 0, size - 1 do slot[i] = 0 end
  for i, f in ipairs(folded) do
    local at = hash(f) & (size - 1)
    while slot[at] ~= 0 do at = (at + 1) & (size - 1) end
    slot[at] = i
  end
  return slot, size
end

local function items(count, item)
  local line = "   "
  for i = 1, count do
    local s = item(i)
    if #line + #s > 112 then io.write(line, "\n") line = "   " end
    line = line .. s
  end
  io.write(line, "\n};\n")
end

local function quoted(s) return '"' .. s:gsub('[\\"]', "\\%0") .. '"' end

local head = {
  stop = [[
/*
 * Stop words by language: our own lists, sorted by the byte order of their
 * folded form. The second string is the word as written, where folding changes
 * it. Made by core/text/gen/stopwords.lua.
 */
#include "text/stopword.h"
]],
  weak = [[
/*
 * Words that are no stop words and yet no key phrase by themselves: numbers,
 * days, months, sizes, verbs of saying, by language. Our own lists, folded and
 * sorted by byte. Made by core/text/gen/stopwords.lua.
 */
#include "news/keyphrase.h"

#include <string.h>
]],
}
io.write(head[kind])
for _, code in ipairs(order) do
  local seen, folded = {}, {}
  for word in lists[code]:gmatch("%S+") do
    local f = lede.text.fold(word)
    if not seen[f] then seen[f], folded[#folded + 1] = word, f end
  end
  table.sort(folded)
  io.write("\nstatic const lede__stopword ", kind, "_", code, "[] = {\n")
  items(#folded, function(i)
    local f = folded[i]
    return (" {%s, %s},"):format(quoted(f), seen[f] == f and "0" or quoted(seen[f]))
  end)
  local slot, size = slots(folded)
  io.write("\nstatic const uint16_t ", kind, "_", code, "_slots[", size, "] = {\n")
  items(size, function(i) return (" %d,"):format(slot[i - 1]) end)
end
io.write(("\n#define LIST(l) {#l, %s_##l, sizeof %s_##l / sizeof *%s_##l, %s_##l##_slots, sizeof %s_##l##_slots / sizeof(uint16_t)}\n\n")
  :format(kind, kind, kind, kind, kind))
io.write(kind == "stop" and "const lede__stopwords lede__stopword_lists[] = {\n" or "static const lede__stopwords lists[] = {\n")
items(#order, function(i) return " LIST(" .. order[i] .. ")," end)
io.write(kind == "stop" and "\nconst size_t lede__stopword_list_count = sizeof lede__stopword_lists / sizeof *lede__stopword_lists;\n" or [[

const lede__stopwords *lede__weak_words_of(const char *language)
{
    size_t i;

    for (i = 0; i < sizeof lists / sizeof *lists; i++)
        if (strncmp(lists[i].language, language, 2) == 0)
            return &lists[i];
    return NULL;
}
]])
