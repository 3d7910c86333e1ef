-- lede remove -- QUERY
local _, lib = ...
local verbs, preview = lib "shell/verbs", lib "shell/preview"

return {
  summary = "Take articles out of the store",
  usage = "remove -- QUERY",
  help = "lede undo brings them back, until lede compact --purge.",
  options = {preview.option},
  run = function(ctx, args, opts)
    if #args > 0 then verbs.misuse("write the query after --: lede remove -- QUERY") end
    if not args.tail or #args.tail == 0 then verbs.misuse("-- QUERY expected") end
    local store = verbs.store(ctx, "write")
    return preview.apply(store, opts.dry_run, nil, "removed", function()
      return store:find(table.concat(args.tail, " ")):remove()
    end)
  end,
}
