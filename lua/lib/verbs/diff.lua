-- lede diff ID [REVISION]
local _, lib = ...
local verbs, output = lib "shell/verbs", lib "shell/output"

return {
  summary = "What changed between revisions of an article",
  usage = "diff ID [REVISION]",
  help = "From that revision (else the one before) to the current text, sentence by sentence.",
  options = output.with(),
  run = function(ctx, args, opts)
    if not args[1] then verbs.misuse("an article's id expected") end
    local article, message = verbs.store(ctx):get(args[1])
    if not article then verbs.fail(message) end
    local revision = args[2] and math.tointeger(tonumber(args[2]))
    if args[2] and not revision then verbs.misuse(("a revision's number expected, got '%s'"):format(args[2])) end
    local list
    list, message = article:diff(revision)
    if not list then verbs.fail(message) end
    if opts.format and opts.format ~= "table" then return output.rows(ctx, list, opts) end
    output.to(ctx, opts, function(sink)
      for _, row in ipairs(list) do sink.write(("%s%s %s\n"):format(row.op, row.field ~= "body" and " " .. row.field .. ":" or "", row.text)) end
    end)
    return 0
  end,
}
