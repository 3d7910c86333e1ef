-- lede add PATH...
local _, lib, lede = ...
local verbs, out, rows = lib "shell/verbs", lib "shell/out", lib "rows"

local kinds = {"added", "updated", "same", "skipped", "failed"}
local most_said = 20

-- The pairs of NAME=VALUE options as a table.
local function pairs_of(list, option)
  local t = {}
  for _, text in ipairs(list or {}) do
    local name, value = text:match("^([^=]+)=(.*)$")
    if not name then verbs.misuse(("%s wants NAME=VALUE, got '%s'"):format(option, text)) end
    t[name] = value
  end
  return next(t) and t or nil
end

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

local function open_report(ctx, path)
  if not path then return function() end, function() end end
  local sink, message = out.open(path, ctx.sys)
  if not sink then verbs.fail(message) end
  return function(note) sink.write(lede.json.encode(note) .. "\n") end, sink.close
end

local function say(note, said)
  if note.outcome ~= "failed" and note.outcome ~= "skipped" then return end
  said[note.outcome] = (said[note.outcome] or 0) + 1
  if said[note.outcome] <= most_said then
    local tell = note.outcome == "failed" and out.message or out.note
    tell(("%s%s: %s"):format(note.outcome == "skipped" and "skipped: " or "", note.source or "?", note.reason or "?"))
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
      report(note)
    end
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
    {"--input", "F", "the format, where it should not be detected"},
    {"--map...", "COLUMN=field", "what a column of the input means (more than once)"},
    {"--set...", "field=value", "a field of every article"},
    {"--date-order", "dmy|mdy", "how 3/4/2022 is read"},
    {"--url", "URL", "where a single page came from"},
    {"--charset", "NAME", "the charset that was declared for it"},
    {"--report", "FILE", "a JSON line about each input that was not simply added"},
  },
  run = function(ctx, args, opts)
    for _, path in ipairs(args.tail or {}) do args[#args + 1] = path end
    if #args == 0 then verbs.misuse("a path expected") end
    local order = opts.date_order
    if order and order ~= "dmy" and order ~= "mdy" and order ~= "ymd" then
      verbs.misuse(("--date-order wants dmy or mdy, got '%s'"):format(order))
    end
    local options = {format = opts.input, map = pairs_of(opts.map, "--map"), set = pairs_of(opts.set, "--set"),
      date_order = order, url = opts.url, charset = opts.charset}
    local store = verbs.store(ctx, "create")
    local report, close_report = open_report(ctx, opts.report)
    local sum, stopped = add_all(store, ctx, args, options, report)
    close_report(true)
    local parts = {}
    for i, kind in ipairs(kinds) do parts[i] = ("%s %s"):format(kind, rows.thousands(sum[kind])) end
    if not out.quiet then print(table.concat(parts, ", ")) end
    return (stopped or sum.failed > 0) and 1 or 0
  end,
}
