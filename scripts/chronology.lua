-- A chronology from the dates that the texts themselves name, each with its sentences.
return {
  name = "chronology", version = "1.1.0", lede = ">=0.1", author = "lede", license = "MIT",
  summary = "A chronology: the dates named in the texts, each with its sentences",
  keywords = {"dates", "timeline"},
  needs = {"read"},
  params = {
    from = {type = "date", optional = true, help = "leave out earlier dates"},
    to = {type = "date", optional = true, help = "leave out later dates"},
    days = {type = "boolean", default = true, help = "only dates of a whole day, no months or years"},
    least = {type = "integer", default = 1, min = 1, help = "leave out dates that fewer articles name"},
    each = {type = "integer", default = 2, min = 1, max = 50, help = "sentences of a date"},
    show = {type = "integer", default = 100, min = 1, help = "dates to show: those that most articles name"},
  },
  map = function(article, params, emit)
    local seen = {}
    for _, d in ipairs(article:dates()) do
      local date = d.value:match("^%d%d%d%d%-%d%d%-%d%d") or (not params.days and d.value:match("^%d%d%d%d%-?%d?%d?$"))
      if date and not seen[date] and (not params.from or date >= params.from) and (not params.to or date <= params.to) then
        seen[date] = true
        emit(date, {n = 1, named = {{article = article.id, said = d.text, first = d.first, last = d.last,
          sentence = article:sentence_of(d)}}})
      end
    end
  end,
  -- The first sentences of a date, none of them twice, and how many articles name it.
  reduce = function(_, list, params)
    local sum, seen = {n = 0, named = {}}, {}
    for _, v in ipairs(list) do
      sum.n = sum.n + v.n
      for _, named in ipairs(v.named) do
        if #sum.named < params.each and not seen[named.sentence] then
          seen[named.sentence] = true
          sum.named[#sum.named + 1] = named
        end
      end
    end
    return sum
  end,
  finish = function(results, params, out)
    local dates = lede.table {}
    for date, v in pairs(results) do
      if v.n >= params.least then dates[#dates + 1] = {date = date, articles = v.n} end
    end
    local shown = dates:sort("-articles date"):first(params.show):sort("date")
    out:print(("%d dates named, %d shown"):format(#dates, #shown))
    local rows = {}
    for _, day in ipairs(shown) do
      for _, named in ipairs(results[day.date].named) do
        named.date, named.articles = day.date, day.articles
        rows[#rows + 1] = named
      end
    end
    out:table(rows, {columns = {"date", "articles", "article", "said", "first", "last", "sentence"}})
  end,
  examples = {
    {article = {language = "en", published = "2023-09-19", body = "The bridge was shut on 19 January 2023. It rained."},
      emits = {{"2023-01-19", {n = 1, named = {{article = "example", said = "19 January 2023", first = 24,
        last = 38, sentence = "The bridge was shut on 19 January 2023."}}}}}},
  },
}
