local quotes_help = "What is said, between marks of any of the usual kinds: a row for each pair (one a paragraph where a quote runs on), its span inside " ..
  "the marks. `speaker` is the full name that the article gives the speaker anywhere (or the words that name them, where it gives none), `speaker_first` and " ..
  "`speaker_last` the words beside the quote (\"he\"), `cue` the word of saying, `rule` how the speaker was found. Titles, nicknames and so-called things " ..
  "are left out; `terms = true` gives them too, with kind \"term\". `indirect = true` adds what is reported without marks (said that ...), with kind \"indirect\". " ..
  "All by rules; who speaks is right in about five of six direct quotes of English news."
local names_help = "Persons, places, organisations and groups (peoples, faiths, members of parties), in order of the text, titles and possessive endings left out. " ..
  "`canonical` is the fullest form of the name in the article: a surname gives the full name. `rule` says why. English is meant; other languages get what " ..
  "word lists and shapes give. `gazetteer` is one of lede.gazetteer: its entries of these kinds come first, with their canonical names and codes. Judged on gold rows, " ..
  "nine of ten names of English agency news are right in span and kind, seven of ten of encyclopaedia text."
return {
  {
    name = "article:quotes",
    signature = "quotes({indirect=, terms=, language=}) -> list of {text, first, last, speaker, speaker_first, speaker_last, cue, kind, rule}",
    help = quotes_help,
    example = [[
local a = lede.article{body = "“The ferry is late,” said Ines Okoro, who runs it. “It is the fog.”", language = "en"}
local q = a:quotes()
return #q             --> 2
return q[1].text      --> The ferry is late,
return q[2].speaker   --> Ines Okoro
return q[1].cue       --> said]],
  },
  {
    name = "article:names",
    signature = "names({gazetteer=, language=}) -> list of {text, first, last, kind, canonical, rule, code}",
    help = names_help,
    example = [[
local a = lede.article{body = "Mayor Ines Okoro flew to Norway on Monday. Okoro met the Harbour Board.", language = "en"}
local n = a:names()
return #n             --> 4
return n[1].kind      --> person
return n[3].canonical --> Ines Okoro
return n[4].kind      --> organisation]],
  },
  {
    name = "lede.quotes",
    signature = "quotes(text, {indirect=, terms=, language=}) -> list of rows",
    help = "The quotes of a text (or of a row with `text`): as article:quotes.",
    example = [[
return lede.quotes('He said "it works".')[1].text --> it works]],
  },
  {
    name = "lede.names",
    signature = "names(text, {gazetteer=, language=}) -> list of rows",
    help = "The names of a text (or of a row with `text`): as article:names.",
    example = [[
return lede.names("It rained in Lisbon.")[1].kind --> place]],
  },
  {
    name = "article:findings",
    signature = "findings() -> list of {what, text, value, rule, first, last}",
    help = "Everything found in the body - quotes, names, dates, amounts - in order of the text, the longer first: `what` it is, `value` (the speaker, the kind " ..
      "and full name, the date, the amount), and the `rule` that found it.",
    example = [[
local f = lede.article{body = "“It is late,” said Ada Brandt.", language = "en"}:findings()
return f[1].what, f[1].value --> quote	Ada Brandt
return f[2].rule             --> given name first]],
  },
  {
    name = "article:marked",
    signature = "marked({colour=}) -> string",
    help = "The body with what was found marked, for reading: names in [ ], quotes in { }, dates and amounts in < >, or in colours of the terminal with `colour = true`; " ..
      "under each paragraph a line for each thing, with its value and the rule that found it. Control characters of the text are shown, not sent.",
    example = [[
return (lede.article{body = "Ada Brandt left.", language = "en"}:marked():match("[^\n]*")) --> [Ada Brandt] left.]],
  },
}
