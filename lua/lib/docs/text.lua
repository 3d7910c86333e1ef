-- Help entries of lua/text.c.
return {
  {name = "lede.text.valid", signature = "valid(s) -> boolean",
    help = "Whether a string or span is well-formed UTF-8 (Unicode 15, table 3-7).",
    example = [[
return lede.text.valid("Reykjavík")   --> true
return lede.text.valid("\xFF")        --> false]]},
  {name = "lede.text.repair", signature = "repair(s) -> string, number of parts replaced",
    help = "A string or span as well-formed UTF-8: each ill-formed part becomes U+FFFD (Unicode 15, section 3.9).",
    example = [[return lede.text.repair("a\xFFb")   --> a�b]]},
  {name = "lede.text.nfc", signature = "nfc(s) -> string",
    help = "A string or span in normal form NFC (UAX #15), letters and their marks composed. What is normal already is returned as it is.",
    example = [[return #lede.text.nfc("e\u{301}")   --> 2]]},
  {name = "lede.text.nfd", signature = "nfd(s) -> string",
    help = "A string or span in normal form NFD (UAX #15), letters and their marks apart.",
    example = [[return #lede.text.nfd("é")   --> 3]]},
  {name = "lede.text.nfkc", signature = "nfkc(s) -> string",
    help = "A string or span in normal form NFKC (UAX #15): NFC in which full-width letters, ligatures and the like are plain ones.",
    example = [[return lede.text.nfkc("ﬁne ＡＢＣ")   --> fine ABC]]},
  {name = "lede.text.nfkc_casefold", signature = "nfkc_casefold(s) -> string",
    help = "A string or span in NFKC_Casefold (Unicode 15, section 3.13): NFKC without case and without characters that do not show. " ..
      "lede.text.fold goes further.",
    example = [[return lede.text.nfkc_casefold("Straße")   --> strasse]]},
  {name = "lede.text.fold", signature = "fold(s, {diacritics = false}) -> string",
    help = "A string or span as search, counts and stop words compare it: no case, NFKC, accents off Latin, Greek and Cyrillic letters, no " ..
      "points or vowel signs in Hebrew and Arabic; ss for ß, l for ł, o for ø, ae for æ, th for þ, i for all four Turkish i, е for ё (й stays й); " ..
      "one alef for أ إ آ ٱ, ي for ى and ی, ه for ة, ك for ک, no tatweel; a straight apostrophe for ’ and its likes; 0-9 for every script's digits. " ..
      "`diacritics = true` keeps accents, points and letters and does the rest. Folding twice changes nothing.",
    example = [[
return lede.text.fold("L’ÉTÉ à Łódź")                         --> l'ete a lodz
return lede.text.fold("L’ÉTÉ à Łódź", {diacritics = true})    --> l'été à łódź
return lede.text.fold("Straße") == lede.text.fold("STRASSE")  --> true]]},
  {name = "lede.text.words", signature = "words(s, {language=}) -> list of spans",
    help = "The words of a string or span, each {text, first, last, class}; `class` is word, number, ideograph, url, email, hashtag, mention or emoji. " ..
      "One word: U.S.-led, Covid-19, AT&T, can’t, l’été, 3.5, 1,000, rt.com, a URL without the full stop after it, #topic, @name. Several: and/or, 12:30. " ..
      "Without a dictionary a word of Chinese is one character, of Japanese a character or a row of kana, of Thai, Lao, Khmer a row between spaces. " ..
      "The words are those of the language-independent UAX #29, so that `language` changes nothing today. Spans of a span point into its body.",
    example = [[
return #lede.text.words("The U.S.-led plan can’t fail.")              --> 5
return lede.text.words("See https://example.com/a.")[2].text           --> https://example.com/a
return lede.text.words("#harvest")[1].class                            --> hashtag]]},
  {name = "lede.text.count_words", signature = "count_words(s) -> integer",
    help = "How many words a string or span has: those of lede.text.words but emoji. In Chinese it counts characters, in Thai rows between spaces.",
    example = [[return lede.text.count_words("Two words 👍")   --> 2]]},
  {name = "lede.text.segments", signature = "segments(s, kind) -> iterator of text, first, last",
    help = "The raw segments of a string or span by UAX #29 (Unicode 15): `kind` is \"word\" (the default), \"sentence\" or \"grapheme\". " ..
      "Segments tile the text: spaces and marks are segments too. lede.text.words and sentences are what counting wants.",
    example = [[
local n = 0
for text, first, last in lede.text.segments("Hello, you", "word") do n = n + 1 end
return n   --> 4]]},
  {name = "lede.text.graphemes", signature = "graphemes(s) -> list of spans",
    help = "What a reader takes for one character each, by UAX #29: a letter with its marks, a flag, a family of emoji.",
    example = [[return #lede.text.graphemes("e\u{301}🇮🇸")   --> 2]]},
  {name = "lede.text.stem", signature = "stem(word, {language = \"en\"}) -> string",
    help = "The Snowball stem of the word, which is folded first; the language's code alone may stand for the table. " ..
      "In a language without a stemmer the folded word itself.",
    example = [[
return lede.text.stem("Harbours")                     --> harbour
return lede.text.stem("Brücken", {language = "de"})   --> bruck]]},
  {name = "lede.text.width", signature = "width(s) -> integer",
    help = "How many columns a string or span takes on a terminal: wide characters and emoji sequences two, marks and control characters none.",
    example = [[return lede.text.width("日本 e\u{301} 👩‍👧")   --> 9]]},
  {name = "lede.text.distance", signature = "distance(a, b, {max=}) -> integer, or nil, message",
    help = "How many characters must be put in, taken out, replaced or swapped with their neighbour to make one of the other (optimal string " ..
      "alignment). They are compared as they are: fold them first where case should not count. nil where it is more than `max`, or where " ..
      "long texts are too different to compare in about a second.",
    example = [[
return lede.text.distance("harbour", "harbuor")          --> 1
return lede.text.distance("kitten", "sitting")           --> 3
return lede.text.distance("abcdef", "xyz", {max = 2})    --> nil]]},
  {name = "lede.text.similarity", signature = "similarity(a, b, {method = \"jaro_winkler\"}) -> number from 0 to 1, or nil, message",
    help = "How alike two strings or spans are. \"jaro_winkler\" compares characters and suits names (Winkler 1990; 16,384 bytes at most); \"jaccard\" compares the " ..
      "sets of their words, folded: those they share by those either has.",
    example = [[
return ("%.3f"):format(lede.text.similarity("MARTHA", "MARHTA"))                              --> 0.961
return lede.text.similarity("the old port", "The new port", {method = "jaccard"})   --> 0.5]]},
  {name = "lede.text.ngrams", signature = "ngrams(s, n, {skip = 0}) -> list of spans",
    help = "The rows of n words (2 where not given, 8 at most), each {text, first, last, gram}: `gram` is the words folded, with a space between. With `skip` " ..
      "(4 at most) also those that leave out up to that many words in all. None reaches over a blank line.",
    example = [[
return lede.text.ngrams("The Old Port reopens", 2)[2].gram          --> old port
return #lede.text.ngrams("one two three four", 2, {skip = 1})       --> 5]]},
  {name = "article:words", signature = "article:words() -> list of spans",
    help = "The words of the article's body, each {text, first, last, class}, as lede.text.words gives them.",
    example = [[return #lede.article{headline = "Rain", body = "It can’t rain."}:words()   --> 3]]},
  {name = "article:paragraphs", signature = "article:paragraphs() -> list of spans",
    help = "The paragraphs of the article's body, each {text, first, last}: what stands between blank lines, without white space at its ends.",
    example = [[return lede.article{headline = "Rain", body = "It rained.\n\nNobody came."}:paragraphs()[2].text   --> Nobody came.]]},
}
