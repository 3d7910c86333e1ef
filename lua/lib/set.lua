-- Sets: lazy selections of articles. A set is a tree of what was asked for;
-- each question evaluates it into a snapshot of rows (lua/ids.c), the query
-- being C's work. It is a plain table, so that nothing is held open by it.
local _, lib = ...
local check, rows, internal = lib "check", lib "rows", lib ":internal"
local ids_of, query_of = internal.ids, internal.query

local methods = lib(":types").set
local set = {__name = "lede.set", __index = methods}
local make = {}

local NAME = "lede.set"

local function new(store, node)
  return setmetatable({store = store, node = node}, set)
end

-- The place of a mistake in a query, marked.
function make.caret(message, query, at)
  if not at then return message end
  local line = query:gsub("[%c]", " ")
  local first = math.max(1, at - 60)
  while first > 1 and line:byte(first) and line:byte(first) & 0xC0 == 0x80 do first = first - 1 end
  local head, tail = line:sub(first, at - 1), line:sub(at, at + 60)
  tail = tail:sub(1, (utf8.len(tail) and #tail) or (select(2, utf8.len(tail)) or 1) - 1)
  return ("%s\n  %s%s\n  %s^"):format(message, head, tail, (" "):rep(lib("safe").width(head)))
end

-- The parsed query; raises at the caller's caller where it is wrong.
function make.parse(store, query, level)
  local parsed, message, at = query_of.parse(store, query)
  if not parsed then error(make.caret(message, query, at), (level or 1) + 2) end
  return parsed
end

function make.all(store)
  return new(store, {kind = "all"})
end

function make.of_query(store, query)
  return new(store, {kind = "query", text = query, query = make.parse(store, query)})
end

-- The set of a list of articles.
function make.of_articles(store, list)
  return new(store, {kind = "ids", ids = ids_of.of_articles(store, list)})
end

-- --- evaluation ---------------------------------------------------------------

local evaluate

local kinds = {}

function kinds.all(store, _, sort, limit)
  local ids = ids_of.all(store)
  if sort then ids = ids_of.sort(store, ids, sort) end
  return limit and ids_of.slice(ids, 1, limit) or ids
end

function kinds.query(store, node, sort, limit)
  if limit == 0 then return ids_of.slice(ids_of.all(store), 1, 0) end
  return query_of.find(node.query, store, sort, limit or 0)
end

function kinds.ids(_, node)
  return node.ids
end

local function no_relevance(key)
  if key:find("relevance", 1, true) then
    error("sort by relevance needs a query right before it: store:find(...):sort(\"relevance\")", 0)
  end
end

function kinds.sort(store, node, _, limit)
  local base = node.base
  if base.kind == "query" or base.kind == "all" and not node.key:find("relevance") then
    return kinds[base.kind](store, base, node.key, limit)
  end
  no_relevance(node.key)
  return ids_of.sort(store, evaluate(store, base), node.key)
end

function kinds.limit(store, node)
  local base = node.base
  if base.kind == "query" or base.kind == "all" or base.kind == "sort" then
    local ids = kinds[base.kind](store, base, nil, node.n)
    return #ids > node.n and ids_of.slice(ids, 1, node.n) or ids
  end
  return ids_of.slice(evaluate(store, base), 1, node.n)
end

function kinds.sample(store, node)
  return ids_of.sample(evaluate(store, node.base), node.n, node.seed)
end

function kinds.where(store, node)
  local ids = evaluate(store, node.base)
  return query_of.filter(node.query, store, ids_of.slice(ids, 1, #ids))
end

function kinds.filter(store, node)
  local ids = evaluate(store, node.base)
  local kept = {}
  for article in ids_of.each(store, ids) do
    if node.fn(article) then kept[#kept + 1] = article end
  end
  return ids_of.of_articles(store, kept)
end

local function combination(store, node)
  local a, b = evaluate(store, node.a), evaluate(store, node.b)
  local ids = ids_of.combine(a, b, node.kind)
  return node.kind == "or" and ids_of.sort(store, ids, "published") or ids
end

kinds["and"], kinds["or"], kinds["not"] = combination, combination, combination

function evaluate(store, node)
  return kinds[node.kind](store, node)
end

local function self_ids(self, fname)
  check.arg(fname, 1, self, NAME, 2)
  local ok, ids = pcall(evaluate, self.store, self.node)
  if not ok then error(ids, 3) end
  return ids
end

make.ids = self_ids

-- --- narrowing ------------------------------------------------------------------

function methods:where(query)
  check.arg("where", 1, self, NAME)
  check.arg("where", 2, query, "string")
  return new(self.store, {kind = "where", base = self.node, text = query, query = make.parse(self.store, query)})
end

function methods:filter(fn)
  check.arg("filter", 1, self, NAME)
  check.arg("filter", 2, fn, "function")
  return new(self.store, {kind = "filter", base = self.node, fn = fn})
end

local sort_keys = {published = 1, modified = 1, added = 1, headline = 1, words = 1, relevance = 1, id = 1}

function methods:sort(key)
  check.arg("sort", 1, self, NAME)
  check.arg("sort", 2, key, "string")
  local name = key:gsub("^%-", "")
  if not sort_keys[name] then
    local near = check.nearest(name, sort_keys)
    check.fail("sort", 2, ("no sort key '%s'%s"):format(key, near and "; did you mean '" .. near .. "'?" or
      ": published, modified, added, headline, words, relevance, id"))
  end
  return new(self.store, {kind = "sort", base = self.node, key = key})
end

function methods:limit(n)
  check.arg("limit", 1, self, NAME)
  check.arg("limit", 2, n, "integer")
  if n < 0 then check.fail("limit", 2, "a number of articles expected, got " .. n) end
  return new(self.store, {kind = "limit", base = self.node, n = n})
end

function methods:sample(n, options)
  check.arg("sample", 1, self, NAME)
  check.arg("sample", 2, n, "integer")
  options = check.options("sample", 3, options, {seed = "integer"})
  if n < 0 then check.fail("sample", 2, "a number of articles expected, got " .. n) end
  return new(self.store, {kind = "sample", base = self.node, n = n, seed = options.seed or 1})
end

local function combine(kind, sign)
  return function(a, b)
    if getmetatable(a) ~= set or getmetatable(b) ~= set then
      error(("a set expected on both sides of '%s', got %s and %s"):format(sign, type(a), type(b)), 2)
    end
    if a.store ~= b.store then error("the sets are of different stores", 2) end
    return new(a.store, {kind = kind, a = a.node, b = b.node})
  end
end

set.__band, set.__bor, set.__sub = combine("and", "&"), combine("or", "|"), combine("not", "-")

-- --- asking ---------------------------------------------------------------------

function methods:each()
  return ids_of.each(self.store, self_ids(self, "each"))
end

function methods:ids()
  local ids = self_ids(self, "ids")
  local flat = ids_of.values(self.store, ids, 1, #ids, "id", false)
  local out = {}
  for i = 2, #flat, 2 do out[#out + 1] = flat[i] end
  return out
end

function methods:count()
  check.arg("count", 1, self, NAME)
  if self.node.kind == "query" then return query_of.count(self.node.query, self.store) end
  return #self_ids(self, "count")
end

set.__len = methods.count

function methods:first(n)
  check.arg("first", 1, self, NAME)
  check.arg("first", 2, n, "integer|nil")
  local node = {kind = "limit", base = self.node, n = n or 1}
  local ids = self_ids(new(self.store, node), "first")
  if not n then return ids_of.article(self.store, ids, 1) end
  local list = {}
  for i = 1, #ids do list[i] = ids_of.article(self.store, ids, i) end
  return rows.make(list, {columns = {"id", "published", "publisher", "headline"}})
end

function methods:map(fn)
  check.arg("map", 1, self, NAME)
  check.arg("map", 2, fn, "function")
  local out = {}
  for article in ids_of.each(self.store, self_ids(self, "map")) do
    local value = fn(article)
    if value ~= nil then out[#out + 1] = value end
  end
  return rows.make(out)
end

-- How the set was asked for.
local function describe(node)
  local k = node.kind
  if k == "all" then return "all articles" end
  if k == "query" then return node.text == "" and "all articles" or node.text end
  if k == "ids" then return "a list" end
  if k == "and" or k == "or" or k == "not" then
    local sign = k == "and" and " & " or k == "or" and " | " or " - "
    return "(" .. describe(node.a) .. ")" .. sign .. "(" .. describe(node.b) .. ")"
  end
  local base = describe(node.base)
  if k == "where" then return base .. " where " .. node.text end
  if k == "sort" then return base .. " by " .. node.key end
  if k == "limit" then return base .. ", first " .. node.n end
  if k == "sample" then return base .. ", sample of " .. node.n end
  return base .. ", filtered"
end

function set:__tostring()
  return "set (" .. describe(self.node) .. ")"
end

make.describe = function(self) return describe(self.node) end

-- The queries whose matches are the evidence for a tag on this set's articles.
local function queries(node, out)
  if node.kind == "query" or node.kind == "where" then out[#out + 1] = node.query end
  if node.base then queries(node.base, out) end
  if node.kind == "and" or node.kind == "or" then
    queries(node.a, out)
    queries(node.b, out)
  elseif node.kind == "not" then
    queries(node.a, out)
  end
  return out
end

function make.spans(list, article)
  local spans, seen = {}, {}
  for _, query in ipairs(list) do
    local _, hits = query_of.match(query, article)
    for _, hit in ipairs(hits) do
      local key = hit.first .. "-" .. hit.last
      if hit.field == "body" and not seen[key] then
        seen[key] = true
        spans[#spans + 1] = hit
      end
    end
  end
  return spans
end

-- --- writing --------------------------------------------------------------------

local function raised(ok, message)
  if ok == nil then error(message, 0) end
  return ok
end

-- Tag with the matches of the queries as evidence.
local function tag_with_spans(self, ids, names, list, options)
  local changed = 0
  for article in ids_of.each(self.store, ids) do
    local spans, any = make.spans(list, article), false
    for _, name in ipairs(names) do
      any = raised(internal.tag(article, name, spans, options.value, options.note, options.by, options.no)) or any
    end
    if any then changed = changed + 1 end
  end
  return changed
end

local function names_and_options(fname, ...)
  local names, options = table.pack(...), {}
  if type(names[names.n]) == "table" then
    options = check.options(fname, names.n + 1, names[names.n],
      {value = "string", note = "string", by = "string", no = "boolean"}, 2)
    names[names.n] = nil
    names.n = names.n - 1
  end
  if names.n == 0 then check.fail(fname, 2, "a tag's name expected, got no value", 2) end
  for i = 1, names.n do check.arg(fname, i + 1, names[i], "string", 2) end
  return names, options
end

function methods:tag(...)
  local ids = self_ids(self, "tag")
  local names, options = names_and_options("tag", ...)
  local list = queries(self.node, {})
  return internal.grouped(self.store, "tag", "tag " .. table.concat(names, " "), function()
    if #list > 0 then return tag_with_spans(self, ids, names, list, options) end
    local changed = 0
    for _, name in ipairs(names) do
      changed = math.max(changed, raised(internal.tag_ids(self.store, ids, name, options.value, options.note, options.by,
        options.no)))
    end
    return changed
  end)
end

function methods:untag(...)
  local ids = self_ids(self, "untag")
  local names = names_and_options("untag", ...)
  return internal.grouped(self.store, "untag", "untag " .. table.concat(names, " "), function()
    local changed = 0
    for _, name in ipairs(names) do changed = math.max(changed, raised(internal.untag_ids(self.store, ids, name))) end
    return changed
  end)
end

function methods:update(fields)
  local ids = self_ids(self, "update")
  check.arg("update", 2, fields, "table")
  return internal.grouped(self.store, "set", "update", function()
    local changed = 0
    for article in ids_of.each(self.store, ids) do
      if article:update(fields) then changed = changed + 1 end
    end
    return changed
  end)
end

function methods:remove()
  local ids = self_ids(self, "remove")
  return internal.grouped(self.store, "remove", "remove", function()
    for i = 1, #ids do raised(internal.remove(ids_of.article(self.store, ids, i))) end
    return #ids
  end)
end

function methods:agreement(coder_a, coder_b, options)
  local ids = self_ids(self, "agreement")
  check.arg("agreement", 2, coder_a, "string")
  check.arg("agreement", 3, coder_b, "string")
  options = check.options("agreement", 4, options, {tag = "string"})
  return internal.agreement(self.store, ids, options.tag, coder_a, coder_b)
end

return make
