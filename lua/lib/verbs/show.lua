-- lede show ID...
local _, lib = ...
local verbs, output, rows, safe = lib "shell/verbs", lib "shell/output", lib "rows", lib "safe"

local function text_of(article)
  local lines = {}
  local function add(name, value)
    if type(value) == "table" then value = table.concat(value, "; ") end
    if value ~= nil and value ~= "" then lines[#lines + 1] = ("%-10s %s"):format(name, tostring(value)) end
  end
  for _, name in ipairs {"id", "url", "publisher", "section", "authors", "published", "date_from", "modified", "language",
    "keywords", "tags", "source", "added", "revision"} do
    if name ~= "revision" or article.revision ~= 1 then add(name, article[name]) end
  end
  for key, value in pairs(article.extra) do lines[#lines + 1] = ("extra.%s %s"):format(key, rows.cell(value)) end
  table.sort(lines, function(a, b) return (a:find("^extra") and 1 or 0) < (b:find("^extra") and 1 or 0) end)
  local out = {article.headline or "(no headline)"}
  if article.dek then out[#out + 1] = article.dek end
  out[#out + 1] = table.concat(lines, "\n")
  out[#out + 1] = article.body
  return safe.lines(table.concat(out, "\n\n")) .. "\n"
end

return {
  summary = "Articles in readable form, with what is known about each",
  usage = "show ID...",
  options = output.with(),
  run = function(ctx, args, opts)
    if #args == 0 then verbs.misuse("an article's id expected") end
    local store = verbs.store(ctx)
    local found = {}
    for i, key in ipairs(args) do
      local article, message = store:get(key)
      if not article then verbs.fail(message) end
      found[i] = article
    end
    if opts.format and opts.format ~= "table" then
      return output.rows(ctx, rows.make(found, {columns = {"id", "published", "publisher", "headline", "body"}}), opts)
    end
    output.to(ctx, opts, function(sink)
      for i, article in ipairs(found) do
        sink.write((i > 1 and "\n" .. ("-"):rep(72) .. "\n\n" or "") .. text_of(article))
      end
    end)
    return 0
  end,
}
