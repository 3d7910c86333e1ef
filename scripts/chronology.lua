-- A chronology from the dates that the texts themselves name, each with its sentence.
return {
  name = "chronology", version = "1.0.0", lede = ">=0.1", author = "lede", license = "MIT",
  summary = "A chronology: the dates named in the texts, each with its sentence",
  keywords = {"dates", "timeline"},
  needs = {"read"},
  params = {
    from = {type = "date", optional = true, help = "leave out earlier dates"},
    to = {type = "date", optional = true, help = "leave out later dates"},
    days = {type = "boolean", default = true, help = "only dates of a whole day, no months or years"},
  },
  map = function(article, params, emit)
    local sentences
    for _, d in ipairs(article:dates()) do
      local day = d.value:match("^%d%d%d%d%-%d%d%-%d%d") or (not params.days and d.value:match("^%d%d%d%d%-?%d?%d?$"))
      if day and (not params.from or day >= params.from) and (not params.to or day <= params.to) then
        sentences = sentences or article:sentences()
        for _, s in ipairs(sentences) do
          if s.first <= d.first and d.last <= s.last then
            emit(day, {id = article.id, said = d.text, sentence = s.text})
          end
        end
      end
    end
  end,
  finish = function(results, _, out)
    local rows = {}
    for day, list in pairs(results) do
      local seen = {}
      for _, v in ipairs(list) do
        if not seen[v.sentence] then
          seen[v.sentence] = true
          rows[#rows + 1] = {date = day, said = v.said, article = v.id, sentence = v.sentence}
        end
      end
    end
    out:table(rows, {columns = {"date", "said", "article", "sentence"}})
  end,
  examples = {
    {article = {language = "en", published = "2023-09-19", body = "The bridge was shut on 19 January 2023. It rained."},
      emits = {{"2023-01-19", {id = "example", said = "19 January 2023", sentence = "The bridge was shut on 19 January 2023."}}}},
  },
}
