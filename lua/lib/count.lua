-- What sets count: terms, keyness, collocates, concordances, groups over fields
-- and time, matrices. The counting itself is C's (lua/count.c).
local _, lib = ...
local check, rows, internal = lib "check", lib "rows", lib ":internal"
local methods, set, periods = lib(":types").set, lib "set", lib "periods"
local count_of = internal.count

local term_options = {n = "integer", stem = "boolean", stopwords = "boolean", numbers = "boolean", ngrams = "integer",
  min_articles = "integer"}

local function counter(self, options, fname)
  return count_of.count_ids(count_of.new_counter(options), self.store, set.ids(self, fname))
end

local function bounded(list, total)
  return rows.make(list, {columns = rows.columns_of(list), total = total})
end

function methods:terms(options)
  options = check.options("terms", 2, options, term_options)
  local c = counter(self, options, "terms")
  return bounded(count_of.top_terms(c, options.n or 20, options.min_articles or 1))
end

function methods:keyness(other, options)
  check.arg("keyness", 2, other, "lede.set")
  options = check.options("keyness", 3, options, term_options)
  local a, b = counter(self, options, "keyness"), counter(other, options, "keyness")
  return bounded(count_of.top_keys(a, b, options.n or 20, options.min_articles or 1))
end

local collocate_options = {n = "integer", window = "integer", within = "string", stopwords = "boolean", exact = "boolean",
  sort = "string", min_count = "integer"}

function methods:collocates(word, options)
  check.arg("collocates", 2, word, "string")
  options = check.options("collocates", 3, options, collocate_options)
  if options.within and options.within ~= "sentence" then
    check.fail("collocates", 3, ("option 'within' must be \"sentence\", got '%s'"):format(options.within))
  end
  local sort = options.sort or "g2"
  if not ({g2 = 1, pmi = 1, log_dice = 1, count = 1})[sort] then
    check.fail("collocates", 3, ("option 'sort' must be g2, pmi, log_dice or count, got '%s'"):format(sort))
  end
  local all, nodes = count_of.collocates(self.store, set.ids(self, "collocates"), word, {window = options.window,
    sentence = options.within == "sentence", stopwords = options.stopwords, exact = options.exact})
  local kept, least = {}, options.min_count or 2
  for _, row in ipairs(all) do if row.count >= least then kept[#kept + 1] = row end end
  table.sort(kept, function(a, b)
    if a[sort] ~= b[sort] then return a[sort] > b[sort] end
    return a.term < b.term
  end)
  local total, n = #kept, options.n or 20
  for i = #kept, n + 1, -1 do kept[i] = nil end
  return rows.make(kept, {columns = rows.columns_of(all), total = total}), nodes
end

-- Key words in context: a row for each hit of the query in a body.
function methods:kwic(query, options)
  check.arg("kwic", 2, query, "string")
  options = check.options("kwic", 3, options, {width = "integer", within = "string", sort = "string", n = "integer"})
  local parsed = set.parse(self.store, query)
  local width, sentence = options.width or 8, options.within == "sentence"
  local out = {}
  for article in internal.ids.each(self.store, set.ids(self:where(query), "kwic")) do
    local _, found = internal.query.match(parsed, article)
    local hits = {}
    for _, hit in ipairs(found) do if hit.field == "body" then hits[#hits + 1] = hit end end
    if #hits > 0 then
      local around = count_of.contexts(article.body, article.language, hits, width, sentence)
      for i, hit in ipairs(hits) do
        out[#out + 1] = {article = article, left = (around[2 * i - 1]:gsub("%s+$", "")), keyword = hit.text,
          right = (around[2 * i]:gsub("^%s+", "")), first = hit.first, last = hit.last}
      end
    end
  end
  local key = options.sort
  if key then
    if not ({left = 1, right = 1, keyword = 1})[key] then
      check.fail("kwic", 3, ("option 'sort' must be left, right or keyword, got '%s'"):format(key))
    end
    local function of(row)
      if key ~= "left" then return row[key]:lower() end
      local words = {}
      for word in row.left:lower():gmatch("%S+") do table.insert(words, 1, word) end
      return table.concat(words, " ")
    end
    local sorted = {}
    for i, row in ipairs(out) do sorted[i] = {of(row), i, row} end
    table.sort(sorted, function(a, b) if a[1] ~= b[1] then return a[1] < b[1] end return a[2] < b[2] end)
    for i, s in ipairs(sorted) do out[i] = s[3] end
  end
  local total = #out
  for i = total, (options.n or total) + 1, -1 do out[i] = nil end
  return rows.make(out, {columns = {"article", "left", "keyword", "right", "first", "last"}, total = total})
end

-- --- groups ------------------------------------------------------------------------

local chunk = 4096

-- "published:month" -> the field and the function that shortens its values.
local function group_field(spec, fname, n)
  local field, unit = spec:match("^([%w_.]+):(%a+)$")
  if not field then return spec end
  if not periods.of[unit] then
    check.fail(fname, n, ("no period '%s' in '%s': day, week, month, quarter or year"):format(unit, spec), 2)
  end
  return field, periods.of[unit]
end

-- The values of a field for rows [first, last]: place -> list (absent: none).
local function values_of(store, ids, first, last, field, shorten)
  local flat = internal.ids.values(store, ids, first, last, field, true)
  local out = {}
  for i = 1, #flat, 2 do
    local place, value = flat[i], flat[i + 1]
    if shorten then value = shorten(value) or "(undated)" end
    if value ~= "" then   -- an empty value is none
      out[place] = out[place] or {}
      table.insert(out[place], value)
    end
  end
  return out
end

local none = {"(none)"}

-- Call fn(place, values) for each article and combination of its values.
local function each_combination(store, ids, fields, fn)
  for first = 1, #ids, chunk do
    local last, columns = math.min(first + chunk - 1, #ids), {}
    for i, f in ipairs(fields) do columns[i] = values_of(store, ids, first, last, f.field, f.shorten) end
    local combination = {}
    local function walk(place, i)
      if i > #fields then return fn(place, combination) end
      for _, value in ipairs(columns[i][place] or none) do
        combination[i] = value
        walk(place, i + 1)
      end
    end
    for place = first, last do walk(place, 1) end
  end
end

local function fields_of(fname, ...)
  local fields = {}
  for i = 1, select("#", ...) do
    local spec = check.arg(fname, i + 1, (select(i, ...)), "string", 2)
    local field, shorten = group_field(spec, fname, i + 1)
    fields[i] = {name = spec, field = field, shorten = shorten}
  end
  return fields
end

local count = {}

-- Place in the snapshot -> the values of a field (or of a date's period) there.
function count.values_by_place(store, ids, spec, fname)
  local f = fields_of(fname, spec)[1]
  local out = {}
  for first = 1, #ids, chunk do
    for place, list in pairs(values_of(store, ids, first, math.min(first + chunk - 1, #ids), f.field, f.shorten)) do
      out[place] = list
    end
  end
  return out
end

-- Articles by the values of fields; an article counts once for each of its authors, tags...
function methods:count_by(...)
  local fields = fields_of("count_by", ...)
  if #fields == 0 then check.fail("count_by", 2, "a field's name expected, got no value") end
  local ids = set.ids(self, "count_by")
  local groups, list, columns = {}, {}, {}
  for i, f in ipairs(fields) do columns[i] = f.name end
  each_combination(self.store, ids, fields, function(_, values)
    local key = table.concat(values, "\0")
    local row = groups[key]
    if not row then
      row = {count = 0}
      for i, f in ipairs(fields) do row[f.name] = values[i] end
      groups[key] = row
      list[#list + 1] = row
    end
    row.count = row.count + 1
  end)
  local dated = fields[1].shorten
  table.sort(list, function(a, b)
    if not dated and a.count ~= b.count then return a.count > b.count end
    for _, f in ipairs(fields) do
      local x, y = a[f.name], b[f.name]
      local absent_x, absent_y = x == "(none)" or x == "(undated)", y == "(none)" or y == "(undated)"
      if absent_x ~= absent_y then return absent_y end
      if x ~= y then return x < y end
    end
    return false
  end)
  columns[#columns + 1] = "count"
  return rows.make(list, {columns = columns})
end

-- --- over time -----------------------------------------------------------------------

-- Per period: articles or words; of is the set that the rate is of.
local function tally(self, unit, shorten, by, fname)
  local ids = set.ids(self, fname)
  local out, undated = {}, 0
  local words
  if unit == "words" then
    words = {}
    for first = 1, #ids, chunk do
      local flat = internal.ids.values(self.store, ids, first, math.min(first + chunk - 1, #ids), "words", false)
      for i = 1, #flat, 2 do words[flat[i]] = tonumber(flat[i + 1]) end
    end
  end
  local fields = {{field = "published", shorten = shorten}, by and {field = by} or nil}
  each_combination(self.store, ids, fields, function(place, values)
    local period, group = values[1], values[2] or ""
    if period == "(undated)" or period == "(none)" then
      undated = undated + 1
      return
    end
    out[group] = out[group] or {}
    out[group][period] = (out[group][period] or 0) + (words and words[place] or 1)
  end)
  return out, undated
end

local function span(groups)
  local first, last
  for _, counts in pairs(groups) do
    for period in pairs(counts) do
      if not first or period < first then first = period end
      if not last or period > last then last = period end
    end
  end
  return first, last
end

local timeline_options = {per = "number", unit = "string", of = "lede.set", by = "string"}

function methods:timeline(period, options)
  check.arg("timeline", 2, period, "string|nil")
  options = check.options("timeline", 3, options, timeline_options)
  period = period or "month"
  local shorten = periods.of[period]
  if not shorten then
    check.fail("timeline", 2, ("a period expected (day, week, month, quarter, year), got '%s'"):format(period))
  end
  local unit = options.unit or "articles"
  if unit ~= "articles" and unit ~= "words" then
    check.fail("timeline", 3, ("option 'unit' must be \"articles\" or \"words\", got '%s'"):format(unit))
  end
  local groups, undated = tally(self, unit, shorten, options.by, "timeline")
  local base = options.of and tally(options.of, unit, shorten, nil, "timeline")[""] or nil
  local first, last = span(base and {base} or groups)
  local names, list = {}, {}
  for name in pairs(groups) do names[#names + 1] = name end
  table.sort(names)
  if #names == 0 and base then names[1] = "" end
  for _, name in ipairs(names) do
    for p in periods.each(period, first, last) do
      local row = {period = p, count = groups[name] and groups[name][p] or 0}
      if options.by then row[options.by] = name end
      if base then
        row.of = base[p] or 0
        row.rate = row.of > 0 and row.count * (options.per or 1) / row.of or 0
      end
      list[#list + 1] = row
    end
  end
  local columns = {"period"}
  if options.by then columns[#columns + 1] = options.by end
  columns[#columns + 1] = "count"
  if base then columns[#columns + 1] = "of" columns[#columns + 1] = "rate" end
  return rows.make(list, {columns = columns}), undated
end

return count
