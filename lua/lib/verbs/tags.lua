-- lede tags [dump|restore]
local _, lib = ...
local verbs, output, out, preview, dump = lib "shell/verbs", lib "shell/output", lib "shell/out", lib "shell/preview", lib "shell/dump"

local function write_dump(ctx, store, opts)
  output.to(ctx, opts, function(sink)
    sink.write("# lede tags: one assertion a line, for `lede tags restore`\n")
    for line in dump.lines(store) do sink.write(line .. "\n") end
  end)
  return 0
end

-- Bring each article of the file to exactly what its lines say, in one run.
local function restore(store, path, opts)
  local wanted = dump.read(path)
  for _, complaint in ipairs(wanted.complaints) do out.message(complaint) end
  return preview.apply(store, opts.dry_run, "tags restore " .. path, "changed", function()
    local changed, failed = 0, #wanted.complaints
    for _, entry in ipairs(wanted) do
      local article, message = store:get(entry.id)
      if not article then
        failed = failed + 1
        out.message(("%s:%d: %s"):format(path, entry.number, message))
      else
        local done, wrong = dump.apply(article, entry, opts.accumulate)
        failed = failed + #wrong
        for _, line in ipairs(wrong) do out.message(("%s:%d: %s"):format(path, line.number, line.why)) end
        if done then changed = changed + 1 end
      end
    end
    return changed, failed
  end)
end

return {
  summary = "The tags of the store; dump and restore them as text",
  usage = "tags [options] · lede tags dump [-o FILE] · lede tags restore FILE",
  help = "A dump has a line an assertion, ordered by article, tag and what it says, so that it diffs well:\n" ..
    '  +NAME  --  id:ID  spans=5-16,69-77 value="3" note="seen twice" coder="ann"\n' ..
    "-NAME is a coder's judgement that the tag does not apply. Spans count bytes of the body from 1, both ends inside; in\n" ..
    "quotes, \\n, \\t, \\r, \\\" and \\\\ stand for themselves; in names, %20 is a space. Lines of `+NAME +NAME -- id:ID` are read\n" ..
    "too. Articles that a file does not name keep their tags; the whole restoring is one run.",
  options = output.with({"--accumulate", "restore: only add, take no tag off"}, {"--dry-run", "restore: do everything but write, and print the difference"}),
  run = function(ctx, args, opts)
    if args[1] == "dump" then return write_dump(ctx, verbs.store(ctx), opts) end
    if args[1] == "restore" then
      if not args[2] then verbs.misuse("a file expected") end
      return restore(verbs.store(ctx, "write"), args[2], opts)
    end
    if args[1] then verbs.misuse(("dump or restore expected, got '%s'"):format(args[1])) end
    return output.rows(ctx, verbs.store(ctx):tags(), opts)
  end,
}
