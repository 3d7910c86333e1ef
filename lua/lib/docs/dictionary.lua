return {
  {
    name = "lede.dictionary",
    signature = "dictionary(path|table, {case=, longest=, format=, text=}) -> dictionary, or nil and a message",
    help = "Make a dictionary: a codebook or watch list that is found in a text in one pass, however long it is. A table holds entries, `{entry, weight}`, " ..
      "`entry = weight` and categories inside, whose keys are paths (\"economy/trade\"). An entry is a word, a phrase, a glob (`tax*`, `*isation`) or a " ..
      "`/regular expression/`. Words compare folded, as searching does; `case = true` wants them as written; `longest = true` drops matches inside others. " ..
      "Files: .json (the same shape), .csv and .tsv (columns entry, key, weight), .dic (LIWC), .yml (the nested lists that quanteda reads), .txt (an entry a line, " ..
      "a tab before a weight, [category] lines); `format` names one (json csv tsv liwc yaml lines), `text` is the file's text where it has been read already.",
    example = [[
local d = lede.dictionary{economy = {"tax*", {"inflation", 2}, trade = {"trade deal", "tariff*"}}}
local m = d:match("Taxes fell after the trade deal.")
return m[1].key, m[1].text --> economy	Taxes
return m[2].key            --> economy/trade
return d:match("Inflation!")[1].weight --> 2.0]],
  },
  {
    name = "dictionary:match",
    signature = "match(article|text) -> list of {key, text, first, last, weight}",
    help = "Every place where an entry stands in the article's body or the text, in order; a key comes once a place. A gazetteer gives " ..
      "{text, first, last, canonical, kind, code} instead. nil and a message where a regular expression runs out of its limits.",
    example = [[
local d = lede.dictionary{fish = {"cod", "north sea"}}
return #d:match("Cod from the North Sea; codes do not count.") --> 2]],
  },
  {
    name = "dictionary:count",
    signature = "count(article|text) -> {key = sum of weights}",
    help = "The sum of the weights of all matches, by key; keys without matches are left out. A weight that was not given is 1.",
    example = [[
return lede.dictionary{tone = {good = 1, bad = -1}}:count("Good, good and bad.").tone --> 1.0]],
  },
  {
    name = "dictionary:keys",
    signature = "keys() -> list of strings",
    help = "The keys, in the order of their first entries.",
    example = [[
return table.concat(lede.dictionary{a = {"x", b = {"y"}}}:keys(), " ") --> a a/b]],
  },
  {
    name = "lede.gazetteer",
    signature = "gazetteer(path|table, {case=, longest=, format=, text=}) -> gazetteer, or nil and a message",
    help = "Make a gazetteer: names of persons, places or anything with `name`, `kind`, `code`, `aliases` (a list, or one text with | between) and `canonical` (else the name), " ..
      "from a list of tables or names or a .csv, .tsv or .json file with these columns. Of matches that overlap the longest counts (`longest = false` keeps all); names written in " ..
      "capitals (US, WHO) match only so, others however written (`case = true`: only as written). A hundred thousand names take one pass like ten.",
    example = [[
local g = lede.gazetteer{{name = "Norway", aliases = "Kingdom of Norway|NO", kind = "place", code = "NOR"}}
local m = g:match("The Kingdom of Norway said no; NO is its code.")
return #m, m[1].canonical --> 2	Norway
return m[2].code          --> NOR]],
  },
}
