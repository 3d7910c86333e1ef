-- set:export: articles written for other programs.
local _, lib, lede = ...
local check, csv = lib "check", lib "csv"
local methods = lib(":types").set
local export = {formats = {}}

local schema = {dek = "alternativeHeadline", section = "articleSection", authors = "author", published = "datePublished",
  modified = "dateModified", language = "inLanguage", body = "articleBody"}
local fields = {"id", "url", "headline", "dek", "section", "authors", "publisher", "published", "modified", "language",
  "keywords", "tags", "body", "links", "source", "hash", "date_from"}

function export.formats.jsonl(set, write)
  for article in set:each() do
    local row = {["@context"] = "https://schema.org", ["@type"] = "NewsArticle"}
    for _, name in ipairs(fields) do
      local value = article[name]
      if type(value) == "table" and #value == 0 then value = nil end
      row[schema[name] or name] = value
    end
    if next(article.extra) then row.extra = article.extra end
    write(lede.json.encode(row) .. "\n")
  end
end

local function separated(separator)
  return function(set, write)
    write(csv.line(fields, #fields, separator) .. "\n")
    for article in set:each() do
      local line = {}
      for i, name in ipairs(fields) do line[i] = article[name] end
      write(csv.line(line, #fields, separator) .. "\n")
    end
  end
end

export.formats.csv, export.formats.tsv = separated(","), separated("\t")

function export.formats.md(set, write)
  for article in set:each() do
    local about = {}
    for _, name in ipairs {"published", "publisher", "url", "id"} do about[#about + 1] = article[name] end
    write(("# %s\n\n*%s*\n\n%s\n\n"):format(article.headline or "", table.concat(about, " · "), article.body or ""))
  end
end

function export.write(set, format, write)
  export.formats[format](set, write)
end

-- Write to the path under a private name first, so that a half file never stands there.
function export.to_file(path, fn)
  local temporary = ("%s.%s.tmp"):format(path, tostring({}):match("0x(%x+)") or "1")
  local f, message = io.open(temporary, "wb")
  if not f then return nil, (message:gsub("%.%x+%.tmp", "")) end
  local failed
  local ok, e = pcall(fn, function(text)
    local good, why = f:write(text)
    failed = failed or (not good and why)
  end)
  local closed, why = f:close()
  failed = failed or (not closed and why)
  if not ok or failed then
    os.remove(temporary)
    if not ok then error(e, 0) end
    return nil, path .. ": " .. failed
  end
  return os.rename(temporary, path)
end

function methods:export(path, options)
  check.arg("export", 1, self, "lede.set")
  check.arg("export", 2, path, "string")
  options = check.options("export", 3, options, {format = "string"})
  local format = options.format or path:match("%.(%w+)$") or "jsonl"
  if not export.formats[format] then
    check.fail("export", 3, ("no format '%s': jsonl, csv, tsv, md"):format(format))
  end
  return export.to_file(path, function(write) export.write(self, format, write) end)
end

return export
