-- lua/sentences.c
local t = require "harness"
local text = require("lede").text

local function parts(s, language)
  local out = {}
  for i, x in ipairs(text.sentences(s, {language = language})) do
    out[i] = x.text
    t.eq(s:sub(x.first, x.last), x.text)
  end
  return out
end

t.test("a dateline, a source in brackets and a date above a text stand alone", function()
  t.eq(parts("MARLOW (Reuters) - The quay sank.", "en"), {"MARLOW (Reuters) -", "The quay sank."})
  t.eq(parts("(Quay News) The mayor left.", "en"), {"(Quay News)", "The mayor left."})
  t.eq(parts("Sunday, May 3, 2020 The mayor left.", "en"), {"Sunday, May 3, 2020", "The mayor left."})
end)

t.test("sentences without a space between them are told apart, names with a stop are not", function()
  t.eq(parts("It rained.The mayor left.", "en"), {"It rained.", "The mayor left."})
  t.eq(parts("See quay.marlow.example or Booking.Com today.", "en"), {"See quay.marlow.example or Booking.Com today."})
end)

t.test("positions of a span are those of its body", function()
  local list = text.sentences({text = "One came. Two left.", first = 11, last = 29}, {language = "en"})
  t.eq({list[2].first, list[2].last}, {21, 29})
end)

t.test("stop words are found however they are written", function()
  t.ok(text.is_stopword("Don’t", {language = "en"}))
  t.ok(text.is_stopword("ÉTÉ", {language = "fr"}))
  t.ok(text.is_stopword("который", {language = "ru"}))
  t.ok(not text.is_stopword("quay"))
  t.ok(#text.stopwords("de") > 100)
end)

t.test("wrong arguments raise and name what came", function()
  t.raises("to 'sentences'", function() local x = text.sentences() return x end)
  t.raises("language", text.sentences, "a", {language = 3})
end)

t.test("language gives a code and a confidence", function()
  local code, sure = text.language("Le maire a déclaré que le port serait fermé dimanche à cause de la tempête.")
  t.eq(code, "fr")
  t.ok(sure > 0.8 and sure <= 1)
end)

t.done()
