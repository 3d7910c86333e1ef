-- lede read PATH...
local _, lib, lede = ...
local verbs, output, out, reading = lib "shell/verbs", lib "shell/output", lib "shell/out", lib "shell/reading"

-- Write the articles of one path; returns how many of its items failed.
local function read(path, options, write)
  local step, state, _, close = lede.read(path, options)
  if not step then
    out.message(state)
    return 1
  end
  local failed = 0
  for article, item in step, state, nil, close do
    if article then
      write(lede.json.encode(article) .. "\n")
    else
      if item.kind == "failed" then failed = failed + 1 end
      out.message(reading.reason(item.kind, item.source, item.reason))
    end
  end
  return failed
end

return {
  summary = "What would be read, as JSON Lines, without a store",
  usage = "read [options] PATH...",
  help = "Why an input gives no article is told on standard error; the exit status is 1 where one failed, 0 where all were\n" ..
    "read or are no articles.",
  options = {
    reading.options[1],
    reading.options[2],
    reading.options[3],
    reading.options[4],
    reading.options[5],
    output.options[2],
  },
  run = function(ctx, args, opts)
    if #args == 0 then verbs.misuse("a path expected") end
    local options, failed = reading.of(opts), 0
    options.all = true
    output.to(ctx, opts, function(sink)
      for _, path in ipairs(args) do failed = failed + read(path, options, sink.write) end
    end)
    return failed > 0 and 1 or 0
  end,
}
