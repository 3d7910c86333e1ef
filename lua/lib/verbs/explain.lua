-- lede explain ID [TAG]
local _, lib = ...
local verbs, output, rows, safe = lib "shell/verbs", lib "shell/output", lib "rows", lib "safe"

local function text_of(list)
  local lines = {}
  for _, row in ipairs(list) do
    lines[#lines + 1] = ("%s%s  by run %d: %s%s"):format(row.tag, row.no and " (judged not to apply)" or "", row.run,
      row.run_name or "?", row.version and " " .. row.version or "")
    local about = {}
    for _, name in ipairs {"when", "who", "by", "params", "value", "note"} do
      if row[name] then about[#about + 1] = name .. " " .. row[name] end
    end
    if #about > 0 then lines[#lines + 1] = "    " .. table.concat(about, ", ") end
    for _, span in ipairs(row.spans) do
      lines[#lines + 1] = ("    %d-%d \"%s\"%s"):format(span.first, span.last, safe.line(span.text or ""),
        span.now_first and "" or "  (no longer in the text)")
      if span.sentence and span.sentence ~= span.text then lines[#lines + 1] = "        " .. safe.line(span.sentence) end
    end
  end
  return table.concat(lines, "\n") .. "\n"
end

return {
  summary = "What a tag rests on: recipe, version, parameters, the sentences",
  usage = "explain ID [TAG]",
  options = output.with(),
  run = function(ctx, args, opts)
    if not args[1] then verbs.misuse("an article's id expected") end
    local article, message = verbs.store(ctx):get(args[1])
    if not article then verbs.fail(message) end
    local list
    list, message = article:explain(args[2])
    if not list then verbs.fail(message) end
    if #list == 0 then
      verbs.fail(args[2] and ("article %s has no tag '%s'"):format(article.id, args[2]) or
        ("article %s has no tags"):format(article.id))
    end
    if opts.format and opts.format ~= "table" then
      for _, row in ipairs(list) do row.body = nil end
      return output.rows(ctx, list, opts)
    end
    output.to(ctx, opts, function(sink) sink.write(text_of(list)) end)
    return 0
  end,
}
