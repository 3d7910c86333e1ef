-- Wire copies and their spread: articles that share passages, the earliest first.

-- How many sampled passages each pair of articles shares: {["a b"] = n}.
local function pairs_of(lists)
  local shared = {}
  for _, list in ipairs(lists) do
    table.sort(list)
    for i = 1, #list do
      for j = i + 1, #list do
        local pair = list[i] .. " " .. list[j]
        shared[pair] = (shared[pair] or 0) + 1
      end
    end
  end
  return shared
end

-- The id that stands for the story of each article.
local function stories_of(shared, least)
  local parent = {}
  local function root(id)
    while parent[id] do id = parent[id] end
    return id
  end
  for pair, n in pairs(shared) do
    local a, b = pair:match("^(%S+) (%S+)$")
    a, b = root(a), root(b)
    if n >= least and a ~= b then parent[a < b and b or a] = a < b and a or b end
  end
  return root
end

-- A story as a row: its articles in order of time, where and when each ran.
local function row_of(list)
  lede.table(list):sort("date article")
  local seen, outlets, spread, others = {}, 0, {}, {}
  for i, a in ipairs(list) do
    local outlet = lede.text.fold(a.publisher)
    if not seen[outlet] then seen[outlet], outlets = true, outlets + 1 end
    spread[i], others[i - 1] = (a.publisher .. " " .. a.date:sub(1, 10)):gsub(" $", ""), a.article
  end
  others[0] = nil
  return {copies = #list, outlets = outlets, headline = list[1].headline, spread = spread, article = list[1].article, others = others}
end

return {
  name = "copies", version = "1.1.0", lede = ">=0.1", author = "lede", license = "MIT",
  summary = "Wire copies and their spread: who ran the same text, and when",
  keywords = {"duplicates", "wire", "spread"},
  needs = {"read"},
  params = {
    shared = {type = "integer", default = 3, min = 1, max = 8, help = "how many of 8 sampled passages make a copy"},
    outlets = {type = "integer", default = 2, min = 1, help = "only stories in at least this many outlets"},
    most = {type = "integer", default = 40, min = 2, help = "passages in more articles are boilerplate, not a story"},
    show = {type = "integer", default = 50, min = 1, help = "stories to show"},
  },
  map = function(article, _, emit)
    local keys = article:fingerprint(8)
    for _, key in ipairs(keys) do emit(key, article.id) end
    if #keys > 0 then
      emit("articles", {article = article.id, date = article.published or "", publisher = article.publisher or "(none)",
        headline = article.headline or ""})
    end
  end,
  finish = function(results, params, out)
    local passages, stories, rows = {}, {}, {}
    for key, list in pairs(results) do
      if key ~= "articles" and #list > 1 and #list <= params.most then passages[#passages + 1] = list end
    end
    local root = stories_of(pairs_of(passages), params.shared)
    for _, a in ipairs(results.articles or {}) do
      local story = root(a.article)
      stories[story] = stories[story] or {}
      table.insert(stories[story], a)
    end
    for _, list in pairs(stories) do
      local row = #list > 1 and row_of(list)
      if row and row.outlets >= params.outlets then rows[#rows + 1] = row end
    end
    out:print(("%d stories that %d outlets or more tell in the same words"):format(#rows, params.outlets))
    out:table(lede.table(rows, {columns = {"copies", "outlets", "headline", "spread", "article", "others"}})
      :sort("-copies -outlets article"):first(params.show))
  end,
  examples = {
    {article = {body = "Too short."}, emits = {}},
    {article = {publisher = "Coast Wire", published = "2023-03-13", headline = "Berths closed",
      body = "Orlen closed two berths in the port of Tarn on Monday and froze the accounts of three firms."},
      emits = {{"3254d2b3", "example"}, {"44861a4e", "example"}, {"59c5a238", "example"}, {"5c42541f", "example"},
        {"6d146790", "example"}, {"8e86921b", "example"}, {"954faf48", "example"}, {"9ea8545e", "example"},
        {"articles", {article = "example", date = "2023-03-13", headline = "Berths closed", publisher = "Coast Wire"}}}},
  },
}
