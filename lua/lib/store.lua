-- Methods of the store that are better written in Lua.
local _, lib, lede = ...
local check, rows, internal = lib "check", lib "rows", lib ":internal"
local store = lib(":types").store
local set = lib "set"

local S = "lede.store"

-- Run fn as one run: the one that is open or that the script is, else one of its own.
local function grouped(self, kind, name, fn)
  if not internal.is_grouped(self) then
    local results = table.pack(self:run(name, fn, {kind = kind, commit = "bulk"}))
    return table.unpack(results, 2, results.n)
  end
  internal.batch(self, 1)
  local results = table.pack(pcall(fn))
  internal.batch(self, -1)
  if not results[1] then error(results[2], 0) end
  return table.unpack(results, 2, results.n)
end

internal.grouped = grouped

function store:all()
  check.arg("all", 1, self, S)
  return set.all(self)
end

function store:find(query)
  check.arg("find", 1, self, S)
  check.arg("find", 2, query, "string")
  return set.of_query(self, query)
end

function store:save(name, query)
  check.arg("save", 1, self, S)
  check.arg("save", 2, name, "string")
  check.arg("save", 3, query, "string|nil")
  if query then set.parse(self, query) end
  return internal.save_query(self, name, query)
end

-- The rows of a SELECT, one at a time: for row in store:sql(...).
function store:sql(query, ...)
  check.arg("sql", 1, self, S)
  check.arg("sql", 2, query, "string")
  local step, names, statement = internal.sql(self, query, ...)
  if not step then return nil, names end
  return step, names, nil, statement
end

local function add_article(self, article)
  if type(article) == "table" then article = lede.article(article) end
  local outcome, id, reason, added = internal.add_article(self, article)
  if not outcome then return nil, id end
  local result = {added = 0, updated = 0, same = 0, skipped = 0, failed = 0, notes = rows.make({}), id = id}
  result[outcome] = 1
  result.article = added
  if reason ~= "" then result.notes[1] = {outcome = outcome, id = id, reason = reason} end
  if added then
    for _, tag in ipairs(internal.is_stored(article) and {} or internal.own_tags(article)) do
      added:tag(tag.name, {spans = tag.spans, value = tag.value, note = tag.note, by = tag.by})
    end
  end
  return result
end

local add_options = {format = "string", url = "string", charset = "string", date_order = "string", map = "table",
  set = "table", progress = "function", report = "function", every = "boolean"}

local columns = {columns = {"outcome", "source", "format", "id", "reason", "notes"}}

local function add_path(self, path, options)
  local input, message = internal.open_input(path, options)
  if not input then return nil, message end
  local result = {added = 0, updated = 0, same = 0, skipped = 0, failed = 0, notes = rows.make({}, columns)}
  grouped(self, "add", "add " .. path, function()
    local guard <close> = input
    repeat
      local notes = options.report and {} or result.notes
      local more, read, total = internal.add_some(self, input, result, notes, options.set, options.every)
      if more == nil then
        result.failed = result.failed + 1
        table.insert(notes, {outcome = "failed", source = path, reason = read})
      elseif options.progress then
        options.progress(read, total, result)
      end
      for _, note in ipairs(options.report and notes or {}) do options.report(note) end
    until not more
  end)
  return result
end

function store:add(what, options)
  check.arg("add", 1, self, S)
  check.arg("add", 2, what, "string|table|lede.article")
  options = check.options("add", 3, options, add_options)
  if type(what) == "string" then return add_path(self, what, options) end
  return grouped(self, "add", "add article", function() return add_article(self, what) end)
end

return store
