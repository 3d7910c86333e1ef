-- lua/text.c: lede.text on strings and spans.
local t = require "harness"
local text = lede.text

local function join(list, field)
  local out = {}
  for _, row in ipairs(list) do out[#out + 1] = row[field or "text"] end
  return table.concat(out, "|")
end

t.test("words carry text, positions and class", function()
  local s = "Ada’s 3.5 #ideas at rt.com"
  local list = text.words(s)
  t.eq(join(list), "Ada’s|3.5|#ideas|at|rt.com")
  t.eq(join(list, "class"), "word|number|hashtag|word|url")
  for _, w in ipairs(list) do t.eq(s:sub(w.first, w.last), w.text) end
end)

t.test("spans of a span point into the body it came from", function()
  local body = "First part.\n\nThe second part."
  local span = {text = "The second part.", first = 14, last = 29}
  for _, list in ipairs {text.words(span), text.graphemes(span), text.ngrams(span, 2)} do
    for _, w in ipairs(list) do t.eq(body:sub(w.first, w.last), w.text) end
  end
  for piece, first, last in text.segments(span, "word") do t.eq(body:sub(first, last), piece) end
  t.eq(text.words(span)[1].first, 14)
end)

t.test("every function takes a row with text", function()
  local row = {text = "Übung", first = 5, last = 10}
  t.eq(text.valid(row), true)
  t.eq(text.repair(row), "Übung")
  t.eq(text.nfc(row), "Übung")
  t.eq(text.nfkc(row), "Übung")
  t.eq(#text.nfd(row), 7)
  t.eq(text.nfkc_casefold(row), "übung")
  t.eq(text.fold(row), "ubung")
  t.eq(text.count_words(row), 1)
  t.eq(text.stem(row, {language = "de"}), "ubung")
  t.eq(text.width(row), 5)
  t.eq(text.distance(row, "Übung"), 0)
  t.eq(text.similarity("Übung", row), 1.0)
end)

t.test("segments of every kind tile the text", function()
  local s = "Hello, wörld! It’s 3.5 \u{1F468}\u{200D}\u{1F469}.\n日本\xFF\0 end"
  for _, kind in ipairs {"word", "sentence", "grapheme"} do
    local out, at = {}, 0
    for piece, first, last in text.segments(s, kind) do
      t.eq(first, at + 1)
      at = last
      out[#out + 1] = piece
    end
    t.eq(at, #s)
    t.eq(table.concat(out), s)
  end
  t.eq(text.segments("", "word")(), nil)
end)

t.test("segments of a number are those of its text", function()
  local out = {}
  for piece in text.segments(12.5, "word") do out[#out + 1] = piece end
  t.eq(out, {"12.5"})
end)

t.test("folding is what search compares, diacritics can be kept", function()
  t.eq(text.fold("L’ÉTÉ"), "l'ete")
  t.eq(text.fold("L’ÉTÉ", {diacritics = true}), "l'été")
  t.eq(text.fold("İIıi"), "iiii")
  t.eq(text.fold("Łódź ﬁ Straße Ёлка"), "lodz fi strasse елка")
end)

t.test("repair counts what it replaced and keeps zeros", function()
  local s, n = text.repair("a\0b\xFF\xE2\x80")
  t.eq(s, "a\0b\u{FFFD}\u{FFFD}")
  t.eq(n, 2)
end)

t.test("stems take the language's code or a table, and leave other languages' words folded", function()
  t.eq(text.stem("Reopening"), "reopen")
  t.eq(text.stem("Reopening", "en"), "reopen")
  t.eq(text.stem("maisons", {language = "fr"}), "maison")
  t.eq(text.stem("Nyumba", {language = "sw"}), "nyumba")
  t.eq(text.stem(""), "")
end)

t.test("distances count characters and respect max", function()
  t.eq(text.distance("harbour", "harbuor"), 1)
  t.eq(text.distance("Málaga", "Malaga"), 1)
  local d, message = text.distance("abcdef", "uvwxyz", {max = 3})
  t.eq(d, nil)
  t.eq(message, "more than 3")
  t.eq(text.distance("abc", "abd", {max = 1}), 1)
end)

t.test("similarity knows two methods and names an unknown one", function()
  t.eq(("%.3f"):format(text.similarity("DIXON", "DICKSONX")), "0.813")
  t.eq(text.similarity("a b", "b c", {method = "jaccard"}), 1 / 3)
  t.raises("'cosine'", text.similarity, "a", "b", {method = "cosine"})
end)

t.test("n-grams carry their folded words", function()
  t.eq(join(text.ngrams("The Old Port", 2), "gram"), "the old|old port")
  t.eq(join(text.ngrams("The Old Port", 2)), "The Old|Old Port")
  t.eq(join(text.ngrams("a b c", 2, {skip = 1}), "gram"), "a b|a c|b c")
  t.eq(join(text.ngrams("a b c"), "gram"), "a b|b c")
  t.raises("from 1 to 8", text.ngrams, "a", 9)
  t.raises("skip", text.ngrams, "a", 2, {skip = 9})
end)

t.test("wrong arguments are named", function()
  t.raises("string expected", text.words)
  t.raises("row with 'text'", text.words, {})
  t.raises("invalid option 'line'", text.segments, "a", "line")
  t.raises("option 'max'", text.distance, "a", "b", {max = "x"})
end)

t.test("an article gives its words and paragraphs with spans into the body", function()
  local a = lede.article {headline = "Port", body = "The port’s open.\n\nIt rained."}
  t.eq(join(a:words()), "The|port’s|open|It|rained")
  local list = a:paragraphs()
  t.eq(join(list), "The port’s open.|It rained.")
  t.eq(a.body:sub(list[2].first, list[2].last), "It rained.")
end)

t.test("ten megabytes of one unbroken segment take moments", function()
  local s = "." .. (")"):rep(10 * 1024 * 1024)
  local start, n = os.clock(), 0
  for _ in text.segments(s, "sentence") do n = n + 1 end
  t.eq(n, 1)
  t.ok(os.clock() - start < 20, "slow")
end)

t.done()
