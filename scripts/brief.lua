-- A brief of a set: counts by time and section, top terms, the most telling sentences.
local function counted(counts, name)
  local rows = {}
  for key, count in pairs(counts) do rows[#rows + 1] = {[name] = key, articles = count} end
  return lede.table(rows, {columns = {name, "articles"}})
end

-- By month, or by year where there are too many months to look at.
local function by_time(months)
  local rows = counted(months, "month")
  if #rows <= 24 then return rows, "month" end
  local years = {}
  for month, n in pairs(months) do
    local year = month:match("^%d%d%d%d") or month
    years[year] = (years[year] or 0) + n
  end
  return counted(years, "year"), "year"
end

-- Telling: its headline's words are those of many others, its sentence is nobody else's.
local function telling(sentences, terms, n)
  for _, s in ipairs(sentences) do
    local score, words = 0, 0
    for w in pairs(s.words) do score, words = score + math.log(terms[w] or 1), words + 1 end
    s.score = score / math.sqrt(words + 1)
  end
  local used, rows = {}, lede.table({}, {columns = {"date", "article", "first", "last", "sentence"}})
  for _, s in ipairs(lede.table(sentences):sort("-score article")) do
    local start = s.sentence:sub(1, 60)
    if not used[start] and #rows < n then
      used[start] = true
      rows[#rows + 1] = s
    end
  end
  return rows:sort("date article")
end

return {
  name = "brief", version = "1.1.0", lede = ">=0.1", author = "lede", license = "MIT",
  summary = "A brief of a set: when, where, which words, and the sentences that tell it",
  keywords = {"summary", "overview"},
  needs = {"read"},
  params = {
    sentences = {type = "integer", default = 8, min = 1, max = 100, help = "how many telling sentences"},
    terms = {type = "integer", default = 15, min = 1, help = "how many terms"},
  },
  map = function(article, _, emit)
    emit("month", {[article.published and article.published:sub(1, 7) or "undated"] = 1})
    emit("section", {[article.section or "(none)"] = 1})
    local seen = {}
    for _, w in ipairs(lede.text.words(article.headline or "", {language = article.language})) do
      local word = lede.text.fold(w.text)
      if #word > 2 and w.class == "word" and not lede.text.is_stopword(word, {language = article.language}) then seen[word] = 1 end
    end
    emit("term", seen)
    local s = article:summary {sentences = 1}[1]
    if s then
      emit("sentence", {{article = article.id, date = article.published or "undated", first = s.first, last = s.last,
        sentence = s.text, words = seen}})
    end
  end,
  reduce = function(key, list)
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
    local times, unit = by_time(results.month or {})
    local articles = 0
    for _, row in ipairs(times) do articles = articles + row.articles end
    out:print(articles .. " articles")
    out:heading("By " .. unit)
    out:chart(times, {label = unit, value = "articles"})
    out:table(counted(results.section or {}, "section"):sort("-articles section"):first(12), {title = "By section"})
    out:table(counted(results.term or {}, "term"):sort("-articles term"):first(params.terms), {title = "Words of the headlines"})
    out:table(telling(results.sentence or {}, results.term or {}, params.sentences), {title = "Telling sentences"})
  end,
  examples = {
    {article = {headline = "Nurses strike", section = "Health", published = "2023-06-01", language = "en",
      body = "Some 2,300 nurses walked out on Thursday."},
      emits = {{"month", {["2023-06"] = 1}}, {"section", {Health = 1}}, {"term", {nurses = 1, strike = 1}},
        {"sentence", {{article = "example", date = "2023-06-01", first = 1, last = 41,
          sentence = "Some 2,300 nurses walked out on Thursday.", words = {nurses = 1, strike = 1}}}}}},
  },
}
