-- lede tags [dump|restore]
local _, lib = ...
local verbs, output, out, batch, rows = lib "shell/verbs", lib "shell/output", lib "shell/out", lib "shell/batch", lib "rows"

local function dump(ctx, store, opts)
  output.to(ctx, opts, function(sink)
    sink.write("# lede tags: one article a line, for `lede tags restore`\n")
    for article in store:find("is:tagged"):sort("id"):each() do
      local names = article.tags
      table.sort(names)
      for i, name in ipairs(names) do names[i] = "+" .. batch.quote(name) end
      sink.write(table.concat(names, " ") .. " -- id:" .. article.id .. "\n")
    end
  end)
  return 0
end

-- Bring each article of the file to exactly the tags of its line.
local function restore(store, path, accumulate)
  local changed, failed = 0, 0
  for number, words, query in batch.lines(path) do
    local article, message = store:get((query or ""):match("^id:(%S+)$") or "")
    if not article then
      failed = failed + 1
      out.message(("%s:%d: %s"):format(path, number, message))
    else
      local adds, wanted, removes = batch.signs(words), {}, {}
      local have = {}
      for _, name in ipairs(article.tags) do have[name] = true end
      local missing = {}
      for _, name in ipairs(adds) do
        wanted[name] = true
        if not have[name] then missing[#missing + 1] = name end
      end
      for name in pairs(have) do
        if not wanted[name] and not accumulate then removes[#removes + 1] = name end
      end
      if #missing + #removes > 0 and batch.change(article, missing, removes) then changed = changed + 1 end
    end
  end
  out.note(("%s article%s changed"):format(rows.thousands(changed), changed == 1 and "" or "s"))
  return failed > 0 and 1 or 0
end

return {
  summary = "The tags of the store; dump and restore them as text",
  usage = "tags [options] · lede tags dump [-o FILE] · lede tags restore FILE",
  help = "A dump has a line an article, `+NAME +NAME -- id:ID`, ordered by id, so that it diffs well. Articles that a file\n" ..
    "does not name keep their tags.",
  options = output.with({"--accumulate", "restore: only add, take no tag off"}),
  run = function(ctx, args, opts)
    if args[1] == "dump" then return dump(ctx, verbs.store(ctx), opts) end
    if args[1] == "restore" then
      if not args[2] then verbs.misuse("a file expected") end
      return restore(verbs.store(ctx, "write"), args[2], opts.accumulate)
    end
    if args[1] then verbs.misuse(("dump or restore expected, got '%s'"):format(args[1])) end
    return output.rows(ctx, verbs.store(ctx):tags(), opts)
  end,
}
