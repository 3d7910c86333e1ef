-- Data as the verbs print it: --format, --fields and -o mean the same everywhere.
local _, lib, lede = ...
local out, verbs, rows, csv, safe = lib "shell/out", lib "shell/verbs", lib "rows", lib "csv", lib "safe"
local output = {}

local formats = {table = 1, line = 1, jsonl = 1, csv = 1, tsv = 1, md = 1, html = 1, ids = 1}

-- Their names.
function output.formats()
  local list = {}
  for name in pairs(formats) do list[#list + 1] = name end
  table.sort(list)
  return list
end

-- Options for verbs that print rows or articles.
output.options = {
  {"--format", "F", "table (the default), line, jsonl, csv, tsv, md, html or ids"},
  {"-o", "--output", "FILE", "write there instead of standard output; the file appears when it is whole"},
}

function output.with(...)
  local list = {}
  for _, options in ipairs {{...}, output.options} do
    for _, option in ipairs(options) do list[#list + 1] = option end
  end
  return list
end

local function format_of(opts)
  local format = opts.format or "table"
  if not formats[format] then
    local near = lib("check").nearest(format, formats)
    verbs.misuse(("no format '%s'%s"):format(format, near and "; did you mean '" .. near .. "'?" or
      ": table, line, jsonl, csv, tsv, md, html, ids"))
  end
  return format
end

-- Where data goes, closed (or given up) whatever fn does.
function output.to(ctx, opts, fn)
  local sink, message = out.open(opts.output, ctx.sys)
  if not sink then verbs.fail(message) end
  local ok, e = pcall(fn, sink)
  local done, why = sink.close(ok)
  if not ok then error(e, 0) end
  if done == nil then verbs.fail(why or "could not be written") end
end

-- The id of the article that a row is about, nil where it is about none.
local function id_of(row)
  local article = row
  if type(row) == "table" then article = row.article or row.id end
  return article and (type(article) ~= "string" and article.id or tostring(article))
end

local function line_of(row, names)
  local cells = {}
  for i, name in ipairs(names) do cells[i] = safe.line(rows.cell(rows.value(row, name))) end
  return table.concat(cells, "\t")
end

-- The text of a list of rows in the format.
local function text_of(list, format, sink)
  if format == "jsonl" then return list:jsonl() end
  if format == "csv" then return list:csv() end
  if format == "tsv" then return list:csv {separator = "\t"} end
  if format == "md" then return list:md() end
  if format == "html" then return list:html() end
  local names, lines = rows.columns_of(list), {}
  if format == "table" then return list:text {width = sink.terminal and rows.terminal or nil} .. "\n" end
  for _, row in ipairs(list) do
    local line
    if format == "ids" then line = id_of(row) else line = line_of(row, names) end
    lines[#lines + 1] = line
  end
  lines[#lines + 1] = ""
  return table.concat(lines, "\n")
end

output.text_of, output.format_of = text_of, format_of

-- Print rows as the options ask. Gives the exit status.
function output.rows(ctx, list, opts)
  local format = format_of(opts)
  output.to(ctx, opts, function(sink) sink.write(text_of(list, format, sink)) end)
  return 0
end

local default_fields = {"id", "published", "publisher", "headline"}

local function fields_of(opts)
  if not opts.fields then return nil end
  local list = {}
  for name in opts.fields:gmatch("[^,%s]+") do list[#list + 1] = name end
  if #list == 0 then verbs.misuse("--fields wants names with commas between") end
  return list
end

-- A field of an article, `extra.KEY` and numbers of words too.
local function field(article, name)
  local key = name:match("^extra%.(.+)$")
  if key then return article.extra[key] end
  if name == "words" then return #article:words() end
  return article[name]
end

local function row_of(article, fields)
  local row = {}
  for _, name in ipairs(fields) do row[name] = field(article, name) end
  return row
end

local writers = {}

function writers.ids(sink, article) sink.write(article.id .. "\n") end

function writers.jsonl(sink, article, fields)
  sink.write(lede.json.encode(fields and row_of(article, fields) or article) .. "\n")
end

local function cells(sink, article, fields, separator)
  local line = {}
  for i, name in ipairs(fields) do line[i] = field(article, name) end
  sink.write(csv.line(line, #fields, separator) .. "\n")
end

function writers.csv(sink, article, fields) cells(sink, article, fields, ",") end
function writers.tsv(sink, article, fields) cells(sink, article, fields, "\t") end

function writers.line(sink, article, fields)
  local line = {}
  for i, name in ipairs(fields) do line[i] = safe.line(rows.cell(field(article, name))) end
  sink.write(table.concat(line, "  ") .. "\n")
end

local line_fields = {"id", "published", "headline", "publisher"}

-- Print a set's articles as the options ask; formats but table, md and html go out as they are read.
function output.articles(ctx, set, opts, total)
  local format, fields = format_of(opts), fields_of(opts)
  output.to(ctx, opts, function(sink)
    local write = writers[format]
    if not write then
      local list = {}
      for article in set:each() do list[#list + 1] = row_of(article, fields or default_fields) end
      sink.write(text_of(rows.make(list, {columns = fields or default_fields, total = total}), format, sink))
      return
    end
    if format == "line" then fields = fields or line_fields end
    if format == "csv" or format == "tsv" then
      fields = fields or default_fields
      sink.write(csv.line(fields, #fields, format == "tsv" and "\t" or ",") .. "\n")
    end
    for article in set:each() do write(sink, article, fields) end
  end)
  return 0
end

return output
