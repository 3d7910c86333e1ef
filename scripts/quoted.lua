-- Who is quoted, how often and in how many articles, with the latest quote.
return {
  name = "quoted", version = "1.0.0", lede = ">=0.1", author = "lede", license = "MIT",
  summary = "Who is quoted: quotes, articles, words, and the latest quote of each speaker",
  keywords = {"quotes", "speakers"},
  needs = {"read"},
  params = {
    least = {type = "integer", default = 2, min = 1, help = "leave out speakers with fewer quotes"},
    show = {type = "integer", default = 50, min = 1, help = "rows to show"},
  },
  map = function(article, _, emit)
    local by = {}
    for _, q in ipairs(article:quotes()) do
      if q.speaker then
        local s = by[q.speaker] or {quotes = 0, articles = 1, words = 0, date = article.published or "", id = article.id}
        by[q.speaker] = s
        s.quotes, s.words, s.text = s.quotes + 1, s.words + lede.text.count_words(q.text), q.text
      end
    end
    for speaker, s in pairs(by) do emit(speaker, s) end
  end,
  reduce = function(_, list)
    local sum = {quotes = 0, articles = 0, words = 0, date = ""}
    for _, s in ipairs(list) do
      sum.quotes, sum.articles, sum.words = sum.quotes + s.quotes, sum.articles + s.articles, sum.words + s.words
      if s.date >= sum.date then sum.date, sum.id, sum.text = s.date, s.id, s.text end
    end
    return sum
  end,
  finish = function(results, params, out)
    local rows, speakers = {}, 0
    for speaker, s in pairs(results) do
      speakers = speakers + 1
      if s.quotes >= params.least then
        rows[#rows + 1] = {speaker = speaker, quotes = s.quotes, articles = s.articles, words = s.words, latest = s.date,
          article = s.id, quote = s.text}
      end
    end
    table.sort(rows, function(a, b)
      if a.quotes ~= b.quotes then return a.quotes > b.quotes end
      return a.speaker < b.speaker
    end)
    local all = #rows
    for i = all, params.show + 1, -1 do rows[i] = nil end
    out:print(("%d speakers, %d with %d quotes or more, %d shown"):format(speakers, all, params.least, #rows))
    out:table(rows, {columns = {"speaker", "quotes", "articles", "words", "latest", "article", "quote"}})
  end,
  examples = {
    {article = {language = "en", published = "2023-06-07", body = "“The first letter was filed,” said Judge Amara Sule. It rained."},
      emits = {{"Amara Sule", {quotes = 1, articles = 1, words = 5, date = "2023-06-07", id = "example",
        text = "The first letter was filed,"}}}},
    {article = {language = "en", body = "It rained."}, emits = {}},
  },
}
