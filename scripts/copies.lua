-- Wire copies and their spread: articles that share passages, the earliest first.
return {
  name = "copies", version = "1.0.0", lede = ">=0.1", author = "lede", license = "MIT",
  summary = "Wire copies and their spread: who ran the same text, and when",
  keywords = {"duplicates", "wire", "spread"},
  needs = {"read"},
  params = {
    shared = {type = "integer", default = 3, min = 1, max = 8, help = "how many of 8 sampled passages make a copy"},
    outlets = {type = "integer", default = 1, min = 1, help = "only stories in at least this many outlets"},
    show = {type = "integer", default = 50, min = 1, help = "stories to show"},
  },
  map = function(article, _, emit)
    local keys = article:fingerprint(8)
    for _, key in ipairs(keys) do emit(key, article.id) end
    if #keys > 0 then
      emit("articles", {id = article.id, date = article.published or "", publisher = article.publisher or "(none)",
        headline = article.headline or ""})
    end
  end,
  finish = function(results, params, out)
    local shared, articles = {}, {}
    for _, a in ipairs(results.articles or {}) do articles[a.id] = a end
    for key, list in pairs(results) do
      if key ~= "articles" and #list > 1 and #list <= 40 then        -- more is boilerplate, not a story
        table.sort(list)
        for i = 1, #list do
          for j = i + 1, #list do
            local pair = list[i] .. " " .. list[j]
            shared[pair] = (shared[pair] or 0) + 1
          end
        end
      end
    end
    local parent = {}
    local function root(id)
      while parent[id] do id = parent[id] end
      return id
    end
    for pair, n in pairs(shared) do
      if n >= params.shared then
        local a, b = pair:match("^(%S+) (%S+)$")
        a, b = root(a), root(b)
        if a ~= b then parent[a < b and b or a] = a < b and a or b end
      end
    end
    local stories = {}
    for id, a in pairs(articles) do
      local r = root(id)
      stories[r] = stories[r] or {}
      table.insert(stories[r], a)
    end
    local rows = {}
    for _, list in pairs(stories) do
      table.sort(list, function(a, b) return a.date .. a.id < b.date .. b.id end)
      local names, outlets = {}, 0
      for _, a in ipairs(list) do
        if not names[a.publisher] then names[a.publisher], outlets = true, outlets + 1 end
      end
      if #list > 1 and outlets >= params.outlets then
        local first, last, ids = list[1], list[#list], {}
        for i, a in ipairs(list) do ids[i] = a.id end
        rows[#rows + 1] = {copies = #list, outlets = outlets, first = first.date, last = last.date,
          publisher = first.publisher, headline = first.headline, articles = table.concat(ids, " ")}
      end
    end
    table.sort(rows, function(a, b)
      if a.copies ~= b.copies then return a.copies > b.copies end
      return a.articles < b.articles
    end)
    local all = #rows
    for i = all, params.show + 1, -1 do rows[i] = nil end
    out:print(("%d stories that more than one article tells in the same words, %d shown"):format(all, #rows))
    out:table(rows, {columns = {"copies", "outlets", "first", "last", "publisher", "headline", "articles"}})
  end,
  examples = {{article = {body = "Too short."}, emits = {}}},
}
