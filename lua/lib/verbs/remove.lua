-- lede remove -- QUERY
local _, lib = ...
local verbs, out, rows = lib "shell/verbs", lib "shell/out", lib "rows"

return {
  summary = "Take articles out of the store",
  usage = "remove -- QUERY",
  help = "lede undo brings them back, until lede compact --purge.",
  run = function(ctx, args)
    if #args > 0 then verbs.misuse("write the query after --: lede remove -- QUERY") end
    if not args.tail or #args.tail == 0 then verbs.misuse("-- QUERY expected") end
    local n = verbs.store(ctx, "write"):find(table.concat(args.tail, " ")):remove()
    out.note(("%s article%s removed"):format(rows.thousands(n), n == 1 and "" or "s"))
    return 0
  end,
}
