-- set:lookup: how often the categories of a dictionary stand in a set, in all or by a field.
local _, lib = ...
local check, rows, internal = lib "check", lib "rows", lib ":internal"
local methods, set, count = lib(":types").set, lib "set", lib "count"

local options_of = {by = "string", per = "number"}

local function group(groups, order, name)
  local g = groups[name]
  if not g then
    g = {words = 0, texts = 0, keys = {}}
    groups[name] = g
    order[#order + 1] = name
  end
  return g
end

local function add(g, matches)
  local seen = {}
  for _, m in ipairs(matches) do
    local key = m.key or m.canonical or m.text
    local row = g.keys[key]
    if not row then
      row = {count = 0, weight = 0, articles = 0}
      g.keys[key] = row
    end
    row.count = row.count + 1
    row.weight = row.weight + (m.weight or 1)
    if not seen[key] then
      seen[key] = true
      row.articles = row.articles + 1
    end
  end
end

-- dictionary is what lede.dictionary or lede.gazetteer gives.
function methods:lookup(dictionary, options)
  check.arg("lookup", 2, dictionary, "lede.dictionary")
  options = check.options("lookup", 3, options, options_of)
  local ids, store = set.ids(self, "lookup"), self.store
  local groups, order, values = {}, {}, nil
  if options.by then values = count.values_by_place(store, ids, options.by, "lookup") end
  local words = {}
  local flat = internal.ids.values(store, ids, 1, #ids, "words", false)
  for i = 1, #flat, 2 do words[flat[i]] = tonumber(flat[i + 1]) or 0 end
  local place = 0
  for article in internal.ids.each(store, ids) do
    place = place + 1
    local matches, message = dictionary:match(article)
    if not matches then error(message, 2) end
    for _, name in ipairs(values and values[place] or {values and "(none)" or ""}) do
      local g = group(groups, order, name)
      g.texts, g.words = g.texts + 1, g.words + (words[place] or 0)
      add(g, matches)
    end
  end
  table.sort(order)
  local list = {}
  for _, name in ipairs(order) do
    local g, keys = groups[name], {}
    for key in pairs(g.keys) do keys[#keys + 1] = key end
    table.sort(keys, function(a, b)
      if g.keys[a].count ~= g.keys[b].count then return g.keys[a].count > g.keys[b].count end
      return a < b
    end)
    for _, key in ipairs(keys) do
      local k = g.keys[key]
      local row = {key = key, count = k.count, weight = k.weight, articles = k.articles, of_articles = g.texts,
        words = g.words, rate = g.words > 0 and k.count * (options.per or 1000) / g.words or 0}
      if options.by then row[options.by] = name end
      list[#list + 1] = row
    end
  end
  local columns = {"key", "count", "weight", "articles", "of_articles", "words", "rate"}
  if options.by then table.insert(columns, 1, options.by) end
  return rows.make(list, {columns = columns})
end
