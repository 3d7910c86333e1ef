-- lede tag +NAME -NAME -- QUERY
local _, lib = ...
local verbs, out, preview, batches = lib "shell/verbs", lib "shell/out", lib "shell/preview", lib "shell/batch"

local function filled(value) return value and value ~= "" and value or nil end

-- Whether the row says that the tag does not apply: no (1, yes, true, x), or code or applies (0, no, false).
local negative = {["0"] = true, no = true, ["false"] = true, n = true}

local function says_no(row)
  return not negative[(filled(row.no) or "0"):lower()] or negative[(row.applies or row.code or ""):lower()]
end

-- Rows of a CSV with a header: article, id or url; tag; and value, note, coder, no where they are there.
local function from_csv(store, path, opts)
  local f = verbs.input(path)
  local list, why = lib("csv").decode(f:read("a"))
  f:close()
  if not list then verbs.fail(path .. ": " .. why) end
  local changed, failed = 0, 0
  for i, row in ipairs(list) do
    local article, reason = store:get(filled(row.article) or filled(row.id) or filled(row.url) or "")
    if article and row.tag and row.tag ~= "" then
      local ok, done, why = pcall(article.tag, article, row.tag, {value = filled(row.value), note = filled(row.note),
        by = filled(row.coder) or filled(row.by) or opts.as, no = says_no(row)})
      if ok and done ~= nil then
        changed = changed + (done and 1 or 0)
      else
        failed = failed + 1
        out.message(("tag: %s, record %d: %s"):format(path, i + 1, ok and why or done))
      end
    else
      failed = failed + 1
      out.message(("tag: %s, record %d: %s"):format(path, i + 1, reason or "no column 'tag'"))
    end
  end
  return changed, failed
end

local function read_ids(path)
  local list = {}
  for line in verbs.input(path):lines() do
    local id = line:match("%S+")
    if id then list[#list + 1] = id end
  end
  return list
end

local function by_ids(store, path, adds, removes, opts)
  local changed, failed = 0, 0
  for _, id in ipairs(read_ids(path)) do
    local article, message = store:get(id)
    if article then
      if batches.change(article, adds, removes, opts.as) then changed = changed + 1 end
    else
      failed = failed + 1
      out.message("tag: " .. message)
    end
  end
  return changed, failed
end

return {
  summary = "Tag articles by hand, or take tags off",
  usage = "tag +NAME -NAME [options] -- QUERY",
  help = "Tags of a query carry the words that matched as their evidence; lede undo takes the run back. Lines of a batch\n" ..
    "see the tags that the lines before them made, in a dry run too.",
  signs = true,
  options = {
    {"--as", "CODER", "who judges"},
    {"--batch", "FILE", "lines of `+NAME -NAME -- QUERY` (- is standard input)"},
    {"--from", "CSV", "codes with columns article (or id, url), tag and, where wanted, value, note, coder, no (1: judged not to apply)"},
    {"--ids", "FILE", "the articles of these ids (- is standard input) instead of a query"},
    preview.option,
  },
  run = function(ctx, args, opts)
    local adds, removes
    if not (opts.batch or opts.from) then
      adds, removes = batches.signs(args)
      if #adds + #removes == 0 then verbs.misuse("+NAME or -NAME expected") end
      if not opts.ids and not args.tail then verbs.misuse("-- QUERY expected (an empty one is every article)") end
    end
    local store = verbs.store(ctx, "write")
    return preview.apply(store, opts.dry_run, nil, "changed", function()
      if opts.batch then return batches.apply(store, opts.batch, opts.as) end
      if opts.from then return from_csv(store, opts.from, opts) end
      if opts.ids then return by_ids(store, opts.ids, adds, removes, opts) end
      return batches.on_set(store:find(table.concat(args.tail, " ")), adds, removes, opts.as)
    end)
  end,
}
