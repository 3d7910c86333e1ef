-- lede terms [options] QUERY
return select(2, ...)("shell/listing") {
  name = "terms", summary = "The words of a selection, by count", usage = "terms [options] [QUERY]",
  options = {
    {"--n", "N", "how many (20)"},
    {"--ngrams", "N", "words a term, 1 to 5"},
    {"--stem", "words of one stem are one term"},
    {"--stopwords", "keep stop words"},
    {"--numbers", "keep numbers"},
    {"--min-articles", "N", "in at least that many articles"},
  },
}
