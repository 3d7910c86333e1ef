-- Copies: set:duplicates and article:similar.
local _, lib = ...
local check, rows, internal = lib "check", lib "rows", lib ":internal"
local set_methods, article_methods, set = lib(":types").set, lib(":types").article, lib "set"
local copies, ids_of = internal.copies, internal.ids

local columns = {columns = {"article", "similarity", "containment"}}

-- Groups of articles of the set that copy each other, the earliest first; with
-- `other`, groups that hold articles of both.
function set_methods:duplicates(options)
  options = check.options("duplicates", 2, options, {min = "number", other = "lede.set"})
  local ids, own = set.ids(self, "duplicates"), nil
  if options.other then
    own = {}
    for _, id in ipairs(self:ids()) do own[id] = true end
    ids = ids_of.combine(ids, set.ids(options.other, "duplicates"), "or")
  end
  ids = ids_of.sort(self.store, ids, "published")
  local flat = copies.groups(copies.prints(self.store, ids), options.min or 0.5)
  local by_group, list = {}, {}
  for i = 1, #flat, 4 do
    local group = by_group[flat[i]]
    if not group then
      group = rows.make({}, columns)
      by_group[flat[i]] = group
      list[#list + 1] = group
    end
    group[#group + 1] = {article = ids_of.article(self.store, ids, flat[i + 1]), similarity = flat[i + 2],
      containment = flat[i + 3]}
  end
  if own then
    local kept = {}
    for _, group in ipairs(list) do
      local here, there = false, false
      for _, row in ipairs(group) do
        if own[row.article.id] then here = true else there = true end
      end
      if here and there then kept[#kept + 1] = group end
    end
    list = kept
  end
  return rows.make(list)
end

-- The articles of the store that share most with this one.
function article_methods:similar(options)
  check.arg("similar", 1, self, "lede.article")
  options = check.options("similar", 2, options, {n = "integer", min = "number"})
  local store = internal.is_stored(self)
  if not store then check.fail("similar", 1, "an article of a store expected, this one is in none") end
  local ids = ids_of.all(store)
  local flat = copies.like(copies.prints(store, ids), self.body or "", options.min or 0.2)
  local list = {}
  for i = 1, #flat, 3 do
    local other = ids_of.article(store, ids, flat[i])
    if other ~= self then
      list[#list + 1] = {article = other, similarity = flat[i + 1], containment = flat[i + 2], place = flat[i]}
    end
  end
  table.sort(list, function(a, b)
    if a.containment ~= b.containment then return a.containment > b.containment end
    if a.similarity ~= b.similarity then return a.similarity > b.similarity end
    return a.place < b.place
  end)
  local total = #list
  for i = total, (options.n or 10) + 1, -1 do list[i] = nil end
  for _, row in ipairs(list) do row.place = nil end
  return rows.make(list, {columns = columns.columns, total = total})
end

-- What articles say, over a set: a row each, with the article.
function set_methods:quotes(options)
  options = check.options("quotes", 2, options, {speaker = "string", n = "integer", indirect = "boolean"})
  local wanted = options.speaker and options.speaker:lower()
  local out, total = {}, 0
  for article in ids_of.each(self.store, set.ids(self, "quotes")) do
    for _, quote in ipairs(article:quotes {indirect = options.indirect}) do
      if not wanted or (quote.speaker and quote.speaker:lower():find(wanted, 1, true)) then
        total = total + 1
        if not options.n or total <= options.n then
          quote.article = article
          out[#out + 1] = quote
        end
      end
    end
  end
  return rows.make(out, {columns = {"article", "speaker", "cue", "text", "first", "last"}, total = total})
end

local name_kinds = {person = true, place = true, organisation = true, group = true}

-- Names by how many articles hold them, under their canonical form.
function set_methods:names(options)
  options = check.options("names", 2, options, {n = "integer", kind = "string"})
  if options.kind and not name_kinds[options.kind] then
    check.fail("names", 2, ("no kind '%s' of names: person, place, organisation or group"):format(options.kind))
  end
  local found, list = {}, {}
  for article in ids_of.each(self.store, set.ids(self, "names")) do
    local seen = {}
    for _, name in ipairs(article:names()) do
      if not options.kind or name.kind == options.kind then
        local text = name.canonical or name.text
        local key = text .. "\0" .. name.kind
        local row = found[key]
        if not row then
          row = {name = text, kind = name.kind, count = 0, articles = 0}
          found[key] = row
          list[#list + 1] = row
        end
        row.count = row.count + 1
        if not seen[key] then
          seen[key] = true
          row.articles = row.articles + 1
        end
      end
    end
  end
  table.sort(list, function(a, b)
    if a.articles ~= b.articles then return a.articles > b.articles end
    if a.count ~= b.count then return a.count > b.count end
    if a.name ~= b.name then return a.name < b.name end
    return a.kind < b.kind
  end)
  local total = #list
  for i = total, (options.n or 50) + 1, -1 do list[i] = nil end
  return rows.make(list, {columns = {"name", "kind", "articles", "count"}, total = total})
end
