-- set:dfm: which article holds which term how often, written for R, Python and others.
local _, lib = ...
local check, internal, csv = lib "check", lib ":internal", lib "csv"
local methods, set, export = lib(":types").set, lib "set", lib "export"
local count_of = internal.count

local matrix = {__name = "lede.matrix"}
matrix.__index = matrix

local options_of = {n = "integer", stem = "boolean", stopwords = "boolean", numbers = "boolean", ngrams = "integer",
  min_articles = "integer"}

function methods:dfm(options)
  options = check.options("dfm", 2, options, options_of)
  local ids = set.ids(self, "dfm")
  local counter = count_of.count_ids(count_of.new_counter(options), self.store, ids)
  local kept, names = {}, {}
  -- Columns are the terms that are kept, most frequent first.
  local top, places = count_of.top_terms(counter, options.n or 0, options.min_articles or 1), {}
  local _, _, size = count_of.totals(counter)
  for i = 1, size do places[(count_of.term_at(counter, i))] = i end
  for column, row in ipairs(top) do
    kept[places[row.term]] = column
    names[column] = row.term
  end
  return setmetatable({store = self.store, ids = ids, counter = counter, kept = kept, names = names, articles = #ids,
    terms = #names}, matrix)
end

-- for row, article, cells in each(matrix): cells is a list {column, count} in order of columns.
local function each(m)
  local row, step, s, c, close = 0, internal.ids.each(m.store, m.ids)
  return function()
    local article = step(s, c)
    if not article then return nil end
    row = row + 1
    local flat, cells = count_of.cells(m.counter, article.body or "", article.language), {}
    for i = 1, #flat, 2 do
      local column = m.kept[flat[i]]
      if column then cells[#cells + 1] = {column, flat[i + 1]} end
    end
    table.sort(cells, function(a, b) return a[1] < b[1] end)
    return row, article, cells
  end, nil, nil, close
end

local function lines(path, count, text_of)
  return export.to_file(path, function(write)
    for i = 1, count do write(text_of(i) .. "\n") end
  end)
end

-- Matrix Market coordinate format; its header holds the number of cells, which takes a walk of its own.
local function write_mtx(m, path)
  local cells, ids = 0, {}
  for row, article, list in each(m) do
    cells = cells + #list
    ids[row] = article.id
  end
  local ok, message = export.to_file(path, function(write)
    write(("%%%%MatrixMarket matrix coordinate integer general\n%d %d %d\n"):format(m.articles, m.terms, cells))
    for row, _, list in each(m) do
      for _, cell in ipairs(list) do write(("%d %d %d\n"):format(row, cell[1], cell[2])) end
    end
  end)
  if not ok then return nil, message end
  ok, message = lines(path .. ".rows", m.articles, function(i) return ids[i] end)
  if not ok then return nil, message end
  return lines(path .. ".columns", m.terms, function(i) return m.names[i] end)
end

local function write_tidy(m, path)
  return export.to_file(path, function(write)
    write("article,term,count\n")
    for _, article, list in each(m) do
      for _, cell in ipairs(list) do write(csv.line({article.id, m.names[cell[1]], cell[2]}, 3) .. "\n") end
    end
  end)
end

function matrix:export(path, options)
  check.arg("export", 2, path, "string")
  options = check.options("export", 3, options, {format = "string"})
  local format = options.format or "mtx"
  if format == "mtx" then return write_mtx(self, path) end
  if format == "tidy" then return write_tidy(self, path) end
  check.fail("export", 3, ("no format '%s': mtx, tidy"):format(format))
end

function matrix:__tostring()
  return ("matrix of %d articles by %d terms"):format(self.articles, self.terms)
end

return matrix
