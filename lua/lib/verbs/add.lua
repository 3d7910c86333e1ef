-- lede add PATH...
local _, lib, lede = ...
local verbs, out, rows, reading = lib "shell/verbs", lib "shell/out", lib "rows", lib "shell/reading"

local kinds = {"added", "updated", "same", "skipped", "failed"}
local most_said = 20

local function time_left(seconds)
  seconds = math.floor(seconds)
  if seconds >= 3600 then return ("%dh%02d"):format(seconds // 3600, seconds % 3600 // 60) end
  return ("%d:%02d"):format(seconds // 60, seconds % 60)
end

-- A line that is drawn over itself on a terminal; nothing elsewhere.
local function progress_bar(ctx, path)
  if out.quiet or not ctx.sys.tty(2) then return function() end, function() end end
  local started, drawn = ctx.sys.clock(), 0
  local function draw(read, total, counts)
    local now = ctx.sys.clock()
    if now - drawn < 0.1 then return end
    drawn = now
    local seconds = math.max(now - started, 0.001)
    local line = ("%s  %s articles, %.1f MB/s"):format((path:match("[^/]+$") or path):sub(-20), rows.thousands(counts.added + counts.updated +
      counts.same), read / seconds / 1e6)
    if total > 0 then
      local share = math.min(read / total, 1)
      line = ("%3d%% [%-20s] %s, %s left"):format(math.floor(share * 100), ("#"):rep(math.floor(share * 20)), line,
        share > 0 and time_left(seconds / share - seconds) or "?")
    end
    io.stderr:write("\r", line:sub(1, (ctx.sys.width(2) or 80) - 1), "\27[K")
  end
  return draw, function() if drawn > 0 then io.stderr:write("\r\27[K") end end
end

-- The function that writes a note to the report (nil without one), and the one that ends it.
local function open_report(ctx, path)
  if not path then return nil, function() end end
  local sink, message = out.open(path, ctx.sys)
  if not sink then verbs.fail(message) end
  return function(note) sink.write(lede.json.encode(note) .. "\n") end, function()
    local ok, why = sink.close(true)
    if not ok then verbs.fail(why) end
  end
end

local function say(note, said)
  if note.outcome ~= "failed" and note.outcome ~= "skipped" then return end
  said[note.outcome] = (said[note.outcome] or 0) + 1
  if said[note.outcome] <= most_said then
    local tell = note.outcome == "failed" and out.message or out.note
    tell(reading.reason(note.outcome, note.source, note.reason))
  end
end

local function add_all(store, ctx, paths, options, report)
  local sum, said = {}, {}
  for _, kind in ipairs(kinds) do sum[kind] = 0 end
  for _, path in ipairs(paths) do
    local draw, clear = progress_bar(ctx, path)
    local counts = {}
    options.progress = function(read, total, so_far)
      counts = so_far
      draw(read, total, so_far)
    end
    options.report = function(note)
      if note.outcome == "failed" or note.outcome == "skipped" then clear() end
      say(note, said)
      if report then report(note) end
    end
    options.every = report ~= nil
    local ok, result, message = pcall(store.add, store, path, options)
    clear()
    if not ok then
      for _, kind in ipairs(kinds) do sum[kind] = sum[kind] + (counts[kind] or 0) end
      if not tostring(result):find("interrupted!", 1, true) then error(result, 0) end
      out.message "interrupted: what was read is kept, and the same command again completes it"
      return sum, true
    end
    if not result then
      result = {added = 0, updated = 0, same = 0, skipped = 0, failed = 1}
      options.report {outcome = "failed", source = path, reason = message}
    end
    for _, kind in ipairs(kinds) do sum[kind] = sum[kind] + result[kind] end
  end
  for _, kind in ipairs {"failed", "skipped"} do
    if (said[kind] or 0) > most_said then
      out.message(("… and %s more %s (--report FILE lists every one)"):format(rows.thousands(said[kind] - most_said), kind))
    end
  end
  return sum
end

return {
  summary = "Read articles of any format into the store",
  usage = "add [options] PATH...",
  help = "PATH is a file, a folder (whole), or - for standard input; lede help formats lists what is read. What was read is\n" ..
    "kept when something fails: the reasons are told, and the exit status is 1. Skipped is what is no article.",
  options = {
    reading.options[1],
    reading.options[2],
    {"--set...", "field=value", "a field of every article"},
    reading.options[3],
    reading.options[4],
    reading.options[5],
    {"--report", "FILE", "a JSON line about every input and member: added, updated, same, skipped or failed, and why"},
  },
  run = function(ctx, args, opts)
    for _, path in ipairs(args.tail or {}) do args[#args + 1] = path end
    if #args == 0 then verbs.misuse("a path expected") end
    local options = reading.of(opts)
    options.set = reading.pairs(opts.set, "--set")
    local store = verbs.store(ctx, "create")
    local report, close_report = open_report(ctx, opts.report)
    local sum, stopped = add_all(store, ctx, args, options, report)
    close_report()
    local parts = {}
    for i, kind in ipairs(kinds) do parts[i] = ("%s %s"):format(kind, rows.thousands(sum[kind])) end
    if not out.quiet then print(table.concat(parts, ", ")) end
    return (stopped or sum.failed > 0) and 1 or 0
  end,
}
