-- lua/dictionary.c, lua/lib/dictionary.lua
local t = require "harness"
local lede = require "lede"

local function found(d, text)
  local out = {}
  for _, m in ipairs(assert(d:match(text))) do out[#out + 1] = (m.key or m.canonical) .. "=" .. m.text end
  return table.concat(out, " ")
end

local function file(name, text)
  local path = os.tmpname() .. name
  local f = assert(io.open(path, "wb"))
  f:write(text)
  f:close()
  return path
end

t.test("words, phrases, globs and regular expressions match folded words", function()
  local d = lede.dictionary {k = {"Café", "trade deal", "tax*", "*ism", "c?t", "/\\d+ boats/"}}
  t.eq(found(d, "CAFE, a Trade-Deal; taxation and tourism: cat cot cart, 12 boats"),
    "k=CAFE k=Trade-Deal k=taxation k=tourism k=cat k=cot k=12 boats")
end)

t.test("a possessive and a compound hold their parts", function()
  local d = lede.dictionary {k = {"Okoro", "U.S."}}
  t.eq(found(d, "Okoro's plan is U.S.-led"), "k=Okoro k=U.S.")
end)

t.test("phrases do not cross ends of sentences, brackets and paragraphs", function()
  local d = lede.dictionary {k = {"north sea"}}
  t.eq(found(d, "north! sea north (sea) north\n\nsea north\nsea"), "k=north\nsea")
end)

t.test("nested categories are paths and entries may overlap", function()
  local d = lede.dictionary {a = {"new york", b = {"new york times", c = {"times"}}}}
  t.eq(found(d, "The New York Times"), "a/b=New York Times a=New York a/b/c=Times")
  t.eq(table.concat(d:keys(), " "), "a a/b a/b/c")
end)

t.test("the longest of overlapping matches comes alone on request", function()
  local d = lede.dictionary({a = {"new york", "new york times"}}, {longest = true})
  t.eq(found(d, "The New York Times"), "a=New York Times")
end)

t.test("case counts where asked for", function()
  local d = lede.dictionary({a = {"May"}}, {case = true})
  t.eq(found(d, "May may MAY"), "a=May")
end)

t.test("weights are summed by key", function()
  local d = lede.dictionary {tone = {good = 1.5, bad = -2, {"fine", 0.5}, "dull"}}
  t.eq(d:count("good bad fine dull"), {tone = 1.0})
end)

t.test("a key comes once a place", function()
  t.eq(found(lede.dictionary {a = {"tax*", "taxes", "t*"}}, "taxes"), "a=taxes")
end)

t.test("matches in an article point into its body", function()
  local body = "Fog.\n\nThe tariff rose."
  local m = lede.dictionary({k = {"tariff"}}):match(lede.article {body = body})[1]
  t.eq(body:sub(m.first, m.last), "tariff")
  t.eq(lede.dictionary({k = {"x"}}):match {text = "a x", first = 11, last = 13}[1].first, 13)
end)

t.test("all file formats give the same dictionary", function()
  local files = {
    [".json"] = '{"sea": ["cod*", "north sea"], "land": {"farm": ["barley"]}}',
    [".csv"] = "key,entry\nsea,cod*\nsea,north sea\nland/farm,barley\n",
    [".tsv"] = "entry\tcategory\ncod*\tsea\nnorth sea\tsea\nbarley\tland/farm\n",
    [".dic"] = "%\n1\tsea\n2\tland/farm\n%\ncod*\t1\nnorth sea\t1\nbarley\t2\n",
    [".yml"] = "# mine\nsea:\n  - cod*\n  - 'north sea'\nland:\n  farm: [barley]\n",
    [".yaml"] = "sea:\n- cod*\n- north sea\nland:\n  - farm:\n    - barley\n",
    [".txt"] = "[sea]\ncod*\nnorth sea\n# none\n[land/farm]\nbarley\n",
  }
  for ending, text in pairs(files) do
    local path = file(ending, text)
    local d, why = lede.dictionary(path)
    os.remove(path)
    t.ok(d, why)
    t.eq(found(d, "Codfish of the North Sea and barley"), "sea=Codfish sea=North Sea land/farm=barley", ending)
  end
end)

t.test("a file's text becomes a table that gives the same dictionary", function()
  local made = lede._dictionary_table("[a/b]\ncod*\t2\n[c]\nsea\n", "x.txt")
  t.eq(made, {["a/b"] = {{"cod*", 2}}, c = {"sea"}})
  t.eq(lede.dictionary(made):count("cod and sea"), {["a/b"] = 2.0, c = 1.0})
end)

t.test("a broken file gives nil and a message that names it", function()
  for ending, text in pairs {[".json"] = "{", [".csv"] = "a,b\n1,2\n", [".dic"] = "cod 1", [".yml"] = "sea\n", [".tsv"] = 'entry\n"x'} do
    local path = file(ending, text)
    local d, why = lede.dictionary(path)
    os.remove(path)
    t.eq(d, nil, ending)
    t.ok(why:find(path, 1, true), why)
  end
  local d, why = lede.dictionary("/no/such/file.csv")
  t.eq(d, nil)
  t.ok(why:find("/no/such/file.csv", 1, true), why)
end)

t.test("entries without a word and wrong expressions are named", function()
  local d, why = lede.dictionary {k = {"..."}}
  t.eq(d, nil)
  t.ok(why:find("'...'", 1, true), why)
  d, why = lede.dictionary {k = {"/a(/"}}
  t.eq(d, nil)
  t.ok(why, "a message")
end)

t.test("wrong tables raise", function()
  t.raises("must be", lede.dictionary, {k = true})
  t.raises("string or table expected", lede.dictionary, 1 == 1)
  t.raises("no option", lede.dictionary, {}, {cases = true})
  local loop = {}
  loop.x = loop
  t.raises("nested", lede.dictionary, loop)
  t.raises("has no name", lede.gazetteer, {{kind = "place"}})
end)

t.test("a gazetteer gives canonical names, kinds and codes", function()
  local g = lede.gazetteer {{name = "Ostwick", aliases = {"Port Ostwick", "OST"}, kind = "place", code = "X-1"}, "Ada Brandt"}
  local m = g:match("Port Ostwick's mayor ADA BRANDT left Ostwick; OST is no ost.")
  t.eq(#m, 4)
  t.eq({m[1].canonical, m[1].kind, m[1].code, m[1].text}, {"Ostwick", "place", "X-1", "Port Ostwick"})
  t.eq(m[2].canonical, "Ada Brandt")
  t.eq(m[4].text, "OST")
end)

t.test("a gazetteer is read from CSV", function()
  local path = file(".csv", "\xEF\xBB\xBFName,Kind,Code,Aliases\nOstwick,place,X-1,Port Ostwick|OST\n")
  local g = assert(lede.gazetteer(path))
  os.remove(path)
  t.eq(g:match("in OST")[1].code, "X-1")
end)

t.done()
