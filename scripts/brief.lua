-- A brief of a set: counts by month and section, top terms, the most telling sentences.
local function top(counts, n, name)
  local rows = {}
  for key, count in pairs(counts) do rows[#rows + 1] = {[name] = key, articles = count} end
  table.sort(rows, function(a, b)
    if a.articles ~= b.articles then return a.articles > b.articles end
    return a[name] < b[name]
  end)
  for i = #rows, n + 1, -1 do rows[i] = nil end
  return rows
end

return {
  name = "brief", version = "1.0.0", lede = ">=0.1", author = "lede", license = "MIT",
  summary = "A brief of a set: when, where, which words, and the sentences that tell it",
  keywords = {"summary", "overview"},
  needs = {"read"},
  params = {
    sentences = {type = "integer", default = 8, min = 1, max = 100, help = "how many telling sentences"},
    terms = {type = "integer", default = 15, min = 1, help = "how many terms"},
  },
  map = function(article, _, emit)
    emit("n", 1)
    emit("month", {[article.published and article.published:sub(1, 7) or "(undated)"] = 1})
    emit("section", {[article.section or "(none)"] = 1})
    local seen = {}
    for _, w in ipairs(lede.text.words(article.headline or "")) do
      local word = lede.text.fold(w.text)
      if #word > 2 and w.class == "word" and not seen[word] and not lede.text.is_stopword(word, {language = article.language}) then
        seen[word] = 1
      end
    end
    emit("term", seen)
    local s = article:summary {sentences = 1}[1]
    if s then
      emit("sentence", {{id = article.id, date = article.published or "undated", text = s.text, words = seen}})
    end
  end,
  reduce = function(key, list)
    if key == "n" then return lede.sum(list) end
    local sum = {}
    for _, v in ipairs(list) do
      if key == "sentence" then
        table.move(v, 1, #v, #sum + 1, sum)
      else
        for k, n in pairs(v) do sum[k] = (sum[k] or 0) + n end
      end
    end
    return sum
  end,
  finish = function(results, params, out)
    out:print(("%d articles"):format(results.n or 0))
    if not results.n then return end
    local months = {}
    for month, n in pairs(results.month) do months[#months + 1] = {month = month, articles = n} end
    out:heading("By month")
    out:table(months, {columns = {"month", "articles"}})
    out:heading("By section")
    out:table(top(results.section, 12, "section"), {columns = {"section", "articles"}})
    out:heading("Words of the headlines")
    out:table(top(results.term, params.terms, "term"), {columns = {"term", "articles"}})
    -- Telling: its headline's words are those of many others, its sentence is nobody else's.
    local list, used, rows = results.sentence or {}, {}, {}
    for _, s in ipairs(list) do
      s.score, s.count = 0, 0
      for w in pairs(s.words) do s.score, s.count = s.score + math.log(results.term[w] or 1), s.count + 1 end
      s.score = s.score / math.sqrt(s.count + 1)
    end
    table.sort(list, function(a, b)
      if a.score ~= b.score then return a.score > b.score end
      return a.id < b.id
    end)
    for _, s in ipairs(list) do
      local start = s.text:sub(1, 60)
      if not used[start] and #rows < params.sentences then
        used[start] = true
        rows[#rows + 1] = {date = s.date, article = s.id, sentence = s.text}
      end
    end
    table.sort(rows, function(a, b) return a.date .. a.article < b.date .. b.article end)
    out:heading("Telling sentences")
    out:table(rows, {columns = {"date", "article", "sentence"}})
  end,
  examples = {
    {article = {headline = "Nurses strike", section = "Health", published = "2023-06-01", language = "en",
      body = "Some 2,300 nurses walked out on Thursday."},
      emits = {{"n", 1}, {"month", {["2023-06"] = 1}}, {"section", {Health = 1}}, {"term", {nurses = 1, strike = 1}},
        {"sentence", {{id = "example", date = "2023-06-01", text = "Some 2,300 nurses walked out on Thursday.",
          words = {nurses = 1, strike = 1}}}}}},
  },
}
