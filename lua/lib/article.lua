-- Methods of articles that are better written in Lua.
local _, lib, lede = ...
local check, rows, internal = lib "check", lib "rows", lib ":internal"
local methods = lib(":types").article

local A = "lede.article"

local function text_walk(name)
  methods[name] = function(self)
    check.arg(name, 1, self, A)
    return lede.text[name](self.body or "", {language = self.language})
  end
end

text_walk "words"

function methods:paragraphs()
  check.arg("paragraphs", 1, self, A)
  return internal.paragraphs(self.body or "")
end

-- The words of the body by count, as set:terms counts them.
function methods:counts(options)
  check.arg("counts", 1, self, A)
  options = check.options("counts", 2, options, {n = "integer", stem = "boolean", stopwords = "boolean", numbers = "boolean",
    ngrams = "integer"})
  local counter = internal.count.new_counter(options)
  internal.count.count_text(counter, self.body or "", self.language)
  local list, total = internal.count.top_terms(counter, options.n or 20, 1)
  return rows.make(list, {columns = rows.columns_of(list), total = total})
end

-- The pieces of headline, dek and body that the query matches: the evidence.
function methods:matches(query)
  check.arg("matches", 1, self, A)
  check.arg("matches", 2, query, "string")
  local parsed = lib("set").parse(internal.is_stored(self), query)
  local matched, hits = internal.query.match(parsed, self)
  return hits, matched
end

local tag_options = {spans = "table|rows", value = "string", note = "string", by = "string", no = "boolean"}

local function own_tag(self, name, options)
  local list = internal.own_tags(self)
  for _, tag in ipairs(list) do
    if tag.name == name then return false end
  end
  list[#list + 1] = {name = name, spans = options.spans, value = options.value, note = options.note, by = options.by,
    no = options.no}
  return true
end

function methods:tag(name, options)
  check.arg("tag", 1, self, A)
  check.arg("tag", 2, name, "string")
  options = check.options("tag", 3, options, tag_options)
  if not internal.is_stored(self) then return own_tag(self, name, options) end
  return internal.tag(self, name, options.spans, options.value, options.note, options.by, options.no)
end

function methods:untag(name)
  check.arg("untag", 1, self, A)
  check.arg("untag", 2, name, "string")
  if internal.is_stored(self) then return internal.untag(self, name) end
  local list = internal.own_tags(self)
  for i, tag in ipairs(list) do
    if tag.name == name then
      table.remove(list, i)
      return true
    end
  end
  return false
end

-- A field's new value as the store takes it: text, or JSON for a list.
local function field_text(key, value)
  if value == false then return nil end
  if type(value) == "table" then return lede.json.encode(value) end
  if type(value) ~= "string" then
    error(("field '%s' of an article must be a string or a list, got %s"):format(key, type(value)), 3)
  end
  return value
end

function methods:update(fields)
  check.arg("update", 1, self, A)
  check.arg("update", 2, fields, "table")
  if not internal.is_stored(self) then
    check.fail("update", 1, "an article of a store expected, this one is in none: make another with lede.article{}")
  end
  local keys, changed = {}, false
  for key in pairs(fields) do keys[#keys + 1] = key end
  table.sort(keys)
  internal.batch(internal.is_stored(self), 1)
  local ok, message = pcall(function()
    for _, key in ipairs(keys) do
      local done, why = internal.set_field(self, key, field_text(key, fields[key]))
      if done == nil then error(why, 0) end
      changed = changed or done
    end
  end)
  internal.batch(internal.is_stored(self), -1)
  if not ok then error(type(message) == "string" and check.plain(message) or message, 2) end
  return changed
end

function methods:remove()
  check.arg("remove", 1, self, A)
  return internal.remove(self)
end

function methods:revisions()
  check.arg("revisions", 1, self, A)
  if not internal.is_stored(self) then
    return rows.make({{revision = 1, headline = self.headline, dek = self.dek, body = self.body, published = self.published,
      modified = self.modified}})
  end
  return internal.revisions(self)
end

-- What a tag (or every tag) rests on: run, recipe, version, parameters, and the sentences.
function methods:explain(tag)
  check.arg("explain", 1, self, A)
  check.arg("explain", 2, tag, "string|nil")
  local list, message = internal.evidence(self, tag)
  if not list then return nil, message end
  for _, row in ipairs(list) do
    for _, span in ipairs(row.spans) do span.sentence = lib("diff").sentence_of(row.body or "", span, self.language) end
  end
  return list
end

-- The sentence that a span of the body lies in.
function methods:sentence_of(span)
  check.arg("sentence_of", 1, self, A)
  check.arg("sentence_of", 2, span, "table")
  local body, first, last = self.body or "", math.tointeger(span.first), math.tointeger(span.last)
  if not first or not last or first < 1 or last > #body then
    check.fail("sentence_of", 2, "a span inside the body expected, with first and last")
  end
  return lib("diff").sentence_of(body, {first = first, last = last}, self.language)
end

function methods:diff(revision, to)
  check.arg("diff", 1, self, A)
  check.arg("diff", 2, revision, "integer|nil")
  check.arg("diff", 3, to, "integer|nil")
  local list, message = self:revisions()
  if not list then return nil, message end
  if not revision and #list < 2 then return nil, ("article %s has one revision: nothing has changed"):format(self.id) end
  local from = revision or #list - 1
  to = to or #list
  if not list[from] or not list[to] then
    return nil, ("article %s has no revision %d"):format(self.id, list[from] and to or from)
  end
  return lib("diff").articles(list[from], list[to], self.language)
end

return methods
