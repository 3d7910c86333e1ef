-- lede compact [--purge]
local _, lib = ...
local verbs, out, rows = lib "shell/verbs", lib "shell/out", lib "rows"

return {
  summary = "Give unused space back",
  usage = "compact [--purge]",
  help = "The full-text index becomes one piece, where many small writes left several.\n" ..
    "With --purge removed articles go for good: no byte of their text stays, and undo cannot bring them back.",
  options = {{"--purge", "let go of what was removed"}},
  run = function(ctx, _, opts)
    local store = verbs.store(ctx, "write")
    local before = store:stats().file_bytes
    local ok, message = store:compact {purge = opts.purge}
    if not ok then verbs.fail(message) end
    out.note(("%s bytes, before %s"):format(rows.thousands(store:stats().file_bytes), rows.thousands(before)))
    return 0
  end,
}
