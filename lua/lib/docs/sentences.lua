-- Help entries of lua/sentences.c.
return {
  {name = "lede.text.sentences", signature = "lede.text.sentences(s, {language=}) -> list of spans",
   help = [[The sentences of a string or span, each {text, first, last}, white space around them left out. The language chooses
the abbreviations; without it the text's own is detected. A blank line always ends a sentence, a single line end does where
the line could have held more. Source: UAX #29 and the habits of editors.]],
   example = [[
local list = lede.text.sentences("Dr. Ada Quill left at 6 p.m. on Monday. \"It rained.\" Nobody came.", {language = "en"})
return #list           --> 3
]]},
  {name = "lede.text.language", signature = "lede.text.language(s) -> code, confidence",
   help = [[The language of a string or span, judged by its first 4 KB: an ISO 639-1 code, or "und" where nothing tells, and a
confidence from 0 to 1. A few words give a low confidence.]],
   example = [[
local code = lede.text.language("Der Bürgermeister sagte, dass die Brücke noch in diesem Jahr gebaut werden soll.")
return code            --> de
]]},
  {name = "lede.text.is_stopword", signature = "lede.text.is_stopword(word, {language=}) -> boolean",
   help = [[Whether the word, folded as lede.text.fold does, is on the language's list of stop words ("en" where none is
given). A language without a list has no stop words.]],
   example = [[
return lede.text.is_stopword("Don’t", {language = "en"})   --> true
]]},
  {name = "lede.text.stopwords", signature = "lede.text.stopwords(language) -> list of words",
   help = [[The stop words of a language, an empty list where there is none. The lists are our own.]],
   example = [[
return #lede.text.stopwords("xx")   --> 0
]]},
  {name = "article:sentences", signature = "article:sentences() -> list of spans",
   help = [[The sentences of the article's body, as lede.text.sentences gives them, in the article's language or, where it has
none, in the one detected.]],
   example = [[
local a = lede.article {headline = "Rain", body = "It rained. Nobody came."}
return #a:sentences()   --> 2
]]},
}
