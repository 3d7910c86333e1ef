-- lede check
local _, lib = ...
local verbs, output, out, rows = lib "shell/verbs", lib "shell/output", lib "shell/out", lib "rows"

return {
  summary = "Verify the store: file, index, hashes, spans, orphans",
  usage = "check",
  options = output.with({"--reindex", "build the search index anew instead"}),
  run = function(ctx, _, opts)
    if opts.reindex then
      local ok, message = verbs.store(ctx, "write"):reindex()
      if not ok then verbs.fail(message) end
      return 0
    end
    local list, message = verbs.store(ctx):check()
    if not list then verbs.fail(message) end
    if #list == 0 then
      out.note("the store is sound")
      return 0
    end
    output.rows(ctx, list, opts)
    out.message(("check: %s problem%s"):format(rows.thousands(#list), #list == 1 and "" or "s"))
    return 1
  end,
}
