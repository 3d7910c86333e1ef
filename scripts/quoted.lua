-- Who is quoted, how often and in how many articles, with the latest quote.
local upper, lower = lede.re.compile("\\p{Lu}"), lede.re.compile("\\p{Ll}")

-- "Ada Lindqvist" and "陈伟" are names; "she", "a spokesman" and "The ministry" are not.
local function is_name(speaker, language)
  local first, rest = speaker:match("^(%S+)(.*)$")
  if upper:find(rest or "") then return true end
  if not first or lede.text.is_stopword(lede.text.fold(first), {language = language}) then return false end
  return upper:find(first) or not lower:find(speaker)
end

return {
  name = "quoted", version = "1.1.0", lede = ">=0.1", author = "lede", license = "MIT",
  summary = "Who is quoted: quotes, articles, words, and the latest quote of each speaker",
  keywords = {"quotes", "speakers"},
  needs = {"read"},
  params = {
    least = {type = "integer", default = 2, min = 1, help = "leave out speakers with fewer quotes"},
    show = {type = "integer", default = 50, min = 1, help = "rows to show"},
  },
  map = function(article, _, emit)
    local by, unnamed = {}, 0
    for _, q in ipairs(article:quotes()) do
      if q.speaker and is_name(q.speaker, article.language) then
        local s = by[q.speaker] or {quotes = 0, articles = 1, words = 0, latest = article.published or "", article = article.id, quote = ""}
        by[q.speaker] = s
        s.quotes, s.words = s.quotes + 1, s.words + lede.text.count_words(q.text)
        if #q.text > #s.quote then s.first, s.last, s.quote = q.first, q.last, q.text end -- the longest tells most
      else
        unnamed = unnamed + 1
      end
    end
    for speaker, s in pairs(by) do emit(speaker, s) end
    if unnamed > 0 then emit("", {quotes = unnamed}) end
  end,
  reduce = function(speaker, list)
    local sum = {quotes = 0, articles = 0, words = 0, latest = ""}
    for _, s in ipairs(list) do
      sum.quotes = sum.quotes + s.quotes
      if speaker ~= "" then
        sum.articles, sum.words = sum.articles + s.articles, sum.words + s.words
        if s.latest >= sum.latest then
          sum.latest, sum.article, sum.first, sum.last, sum.quote = s.latest, s.article, s.first, s.last, s.quote
        end
      end
    end
    return sum
  end,
  finish = function(results, params, out)
    local rows, speakers, quotes = {}, 0, 0
    for speaker, s in pairs(results) do
      if speaker ~= "" then
        speakers, quotes = speakers + 1, quotes + s.quotes
        s.speaker = speaker
        if s.quotes >= params.least then rows[#rows + 1] = s end
      end
    end
    out:print(("%d quotes of %d named speakers, %d of nobody named"):format(quotes, speakers,
      results[""] and results[""].quotes or 0))
    out:print(("%d speakers of at least %d quotes"):format(#rows, params.least))
    out:table(lede.table(rows, {columns = {"speaker", "quotes", "articles", "words", "latest", "article", "first", "last", "quote"}})
      :sort("-quotes speaker"):first(params.show))
  end,
  examples = {
    {article = {language = "en", published = "2023-06-07", body = "“The first letter was filed,” said Judge Amara Sule. “It is late,” she said."},
      emits = {{"Amara Sule", {quotes = 2, articles = 1, words = 8, latest = "2023-06-07", article = "example", first = 4, last = 30,
        quote = "The first letter was filed,"}}}},
    {article = {language = "en", body = "“It rained,” a spokesman said."}, emits = {{"", {quotes = 1}}}},
  },
}
