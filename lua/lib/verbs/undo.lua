-- lede undo RUN|last [--dry-run]
local _, lib = ...
local verbs, out, rows = lib "shell/verbs", lib "shell/out", lib "rows"

return {
  summary = "Take a run back, item by item",
  usage = "undo RUN|last [--dry-run]",
  help = "What others changed since stays, and is told. An undo is a run itself.",
  options = {{"--dry-run", "only say what would be taken back"}},
  run = function(ctx, args, opts)
    local which = args[1]
    if not which then verbs.misuse("a run's number or 'last' expected") end
    if which ~= "last" then
      local n = math.tointeger(tonumber(which))
      if not n or n < 1 then verbs.misuse(("a run's number or 'last' expected, got '%s'"):format(which)) end
      which = n
    end
    local result, message = verbs.store(ctx, "write"):undo(which, {dry = opts.dry_run})
    if not result then verbs.fail(message) end
    for _, note in ipairs(result.notes) do
      if note.kept then out.message(("kept: %s of %s: %s"):format(note.op .. (note.what and " " .. note.what or ""), note.id,
        note.kept)) end
    end
    local n = rows.thousands(result.undone)
    print(opts.dry_run and ("%s would be taken back, %s kept"):format(n, rows.thousands(result.kept)) or
      ("%s taken back, %s kept%s"):format(n, rows.thousands(result.kept), result.run > 0 and " (run " .. result.run .. ")" or ""))
    return 0
  end,
}
