-- set:summary: the sentences that say most about a whole set. Each article's own
-- best sentences compete; words that many articles of the set share count,
-- and what was said by a chosen sentence counts no more.
local _, lib, lede = ...
local check, rows, internal = lib "check", lib "rows", lib ":internal"
local methods, set = lib(":types").set, lib "set"
local count_of = internal.count

local most_terms, pool_size = 300, 400

-- The weight of the set's most shared words: how many articles hold them, on a logarithmic scale to 1.
local function weights_of(store, ids)
  local counter = count_of.count_ids(count_of.new_counter {}, store, ids)
  local top = count_of.top_terms(counter, most_terms, 1)
  local weights, most = {}, 0
  for _, row in ipairs(top) do most = math.max(most, row.articles) end
  for _, row in ipairs(top) do weights[row.term] = math.log(1 + row.articles) / math.log(1 + most) end
  return weights
end

-- The set's words in a sentence.
local function words_of(text, weights, language)
  local words, seen, total = {}, {}, 0
  for _, word in ipairs(lede.text.words(text, {language = language})) do
    total = total + 1
    local folded = lede.text.fold(word.text)
    if weights[folded] and not seen[folded] then
      seen[folded] = true
      words[#words + 1] = folded
    end
  end
  return words, total
end

local function better(a, b)
  if a.score ~= b.score then return a.score > b.score end
  if a.place ~= b.place then return a.place < b.place end
  return a.first < b.first
end

-- The best sentences of all articles by themselves: at most `pool_size`.
local function candidates(self, ids, weights)
  local pool, place = {}, 0
  for article in internal.ids.each(self.store, ids) do
    place = place + 1
    local language = article.language
    for _, s in ipairs(article:summary {sentences = 2}) do
      local words, total = words_of(s.text, weights, language)
      local sum = 0
      for _, word in ipairs(words) do sum = sum + weights[word] end
      if total >= 5 then
        pool[#pool + 1] = {text = s.text, first = s.first, last = s.last, article = article, place = place, words = words,
          score = (0.4 + 0.6 * s.score) * sum / (8 + math.sqrt(total))}
      end
    end
    if #pool >= 4 * pool_size then
      table.sort(pool, better)
      for i = #pool, pool_size + 1, -1 do pool[i] = nil end
    end
  end
  table.sort(pool, better)
  return pool
end

-- The candidate that adds most: words that were said, and articles that spoke already, count less.
local function next_best(pool, weights, said, used)
  local best, most
  for _, c in ipairs(pool) do
    if not c.taken then
      local all, fresh = 0, 0
      for _, word in ipairs(c.words) do
        all = all + weights[word]
        fresh = fresh + (said[word] and 0.25 or 1) * weights[word]
      end
      local score = all > 0 and c.score * (fresh / all) ^ 2 * 0.6 ^ (used[c.place] or 0) or 0
      if not most or score > most then best, most = c, score end
    end
  end
  return best, most
end

function methods:summary(options)
  options = check.options("summary", 2, options, {sentences = "integer"})
  local ids = set.ids(self, "summary")
  local weights = weights_of(self.store, ids)
  local pool, said, used, chosen = candidates(self, ids, weights), {}, {}, {}
  for _ = 1, options.sentences or 5 do
    local best, score = next_best(pool, weights, said, used)
    if not best or score <= 0 then break end
    best.taken = true
    used[best.place] = (used[best.place] or 0) + 1
    for _, word in ipairs(best.words) do said[word] = true end
    chosen[#chosen + 1] = best
  end
  local top = chosen[1] and chosen[1].score or 1
  table.sort(chosen, function(a, b)
    if a.place ~= b.place then return a.place < b.place end
    return a.first < b.first
  end)
  local list = {}
  for i, c in ipairs(chosen) do
    list[i] = {article = c.article, published = c.article.published, text = c.text, first = c.first, last = c.last,
      score = c.score / top}
  end
  return rows.make(list, {columns = {"article", "published", "text", "first", "last", "score"}})
end
