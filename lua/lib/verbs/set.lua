-- lede set FIELD=VALUE -- QUERY
local _, lib = ...
local verbs, preview, check = lib "shell/verbs", lib "shell/preview", lib "check"

local lists = {authors = true, keywords = true, links = true}
local fields = {url = 1, headline = 1, dek = 1, section = 1, authors = 1, publisher = 1, published = 1, modified = 1,
  language = 1, keywords = 1, body = 1, links = 1}

return {
  summary = "Correct fields of articles by hand",
  usage = "set FIELD=VALUE... -- QUERY",
  help = "A correction stays when the article is added again, and lede undo takes it back. Lists (authors, keywords) are\n" ..
    "written with ; between. An empty value takes the field away.",
  options = {preview.option},
  run = function(ctx, args, opts)
    local values = {}
    for _, word in ipairs(args) do
      local name, value = word:match("^([%w_]+)=(.*)$")
      if not name then verbs.misuse(("FIELD=VALUE expected, got '%s'"):format(word)) end
      if not fields[name] then
        local near = check.nearest(name, fields)
        verbs.misuse(("no field '%s' that can be set%s"):format(name, near and "; did you mean '" .. near .. "'?" or ""))
      end
      if value == "" then
        value = false
      elseif lists[name] then
        local items = {}
        for item in value:gmatch("[^;]+") do items[#items + 1] = item:match("^%s*(.-)%s*$") end
        value = items
      end
      values[name] = value
    end
    if not next(values) then verbs.misuse("FIELD=VALUE expected") end
    if not args.tail then verbs.misuse("-- QUERY expected (an empty one is every article)") end
    local store = verbs.store(ctx, "write")
    return preview.apply(store, opts.dry_run, nil, "changed", function()
      return store:find(table.concat(args.tail, " ")):update(values)
    end)
  end,
}
