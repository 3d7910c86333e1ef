-- The verbs of the command line: one file each in lua/lib/verbs, which returns
--   {summary = "one line", usage = "find QUERY [options]", help = "more" (optional),
--    options = {{"--sort", "KEY", "what it does"}, {"--parse", "what it does"}},
--    run = function(ctx, args, opts) return exit_status end}
-- An option with three items takes a value (a "..." after its name: many values).
-- `args` are the words before `--` (args.tail: those after it, or nil).
local _, lib = ...
local out, check, show = lib "shell/out", lib "check", lib "shell/show"
local verbs = {}

function verbs.names()
  local names = lib "verbs/"
  table.sort(names)
  return names
end

function verbs.find(name)
  for _, known in ipairs(lib "verbs/") do
    if known == name then
      local verb = lib("verbs/" .. name)
      verb.name = name
      return verb
    end
  end
end

-- The verbs by what they are for, as help lists them.
verbs.groups = {
  {"Articles in and out", "add", "read", "export", "set", "remove"},
  {"Finding and reading", "find", "count", "show", "timeline", "kwic", "diff", "duplicates"},
  {"What articles say", "quotes", "names", "summary", "terms", "keyness", "collocates", "dfm"},
  {"Tags, and why", "tag", "tags", "explain", "annotate"},
  {"Recipes and what they did", "recipe", "run", "runs", "undo"},
  {"The store and its program", "stats", "check", "backup", "compact", "sql", "help"},
}

-- A line each with its summary.
function verbs.listing()
  local lines = {}
  for _, group in ipairs(verbs.groups) do
    lines[#lines + 1] = (#lines > 0 and "\n" or "") .. group[1] .. ":"
    for i = 2, #group do lines[#lines + 1] = ("  %-11s %s"):format(group[i], verbs.find(group[i]).summary) end
  end
  return table.concat(lines, "\n")
end

-- Options that every verb takes.
local common = {
  {"-s", "--store", "FILE", "the store"},
  {"-q", "--quiet", "no messages but failures"},
  {"-h", "--help", "this text"},
}

-- {short or nil, long, value or nil, text, many}
local function option(spec)
  local o, i = {}, 1
  while spec[i]:sub(1, 1) == "-" do
    local name = spec[i]:gsub("%.%.%.$", "")
    o.many = o.many or name ~= spec[i]
    if name:sub(1, 2) == "--" then o.long = name else o.short = name end
    i = i + 1
  end
  if spec[i + 1] then o.value = spec[i] end
  o.text = spec[#spec]
  o.key = (o.long or o.short):gsub("^%-+", ""):gsub("%-", "_")
  return o
end

local function options_of(verb)
  local list, by_name = {}, {}
  for _, specs in ipairs {verb.options or {}, common} do
    for _, spec in ipairs(specs) do
      local o = option(spec)
      list[#list + 1] = o
      for _, name in pairs {o.long, o.short} do by_name[name] = by_name[name] or o end
    end
  end
  return list, by_name
end

-- The options with their texts: {name = "-o, --output FILE", text=}.
function verbs.options(verb)
  local list = {}
  for i, o in ipairs((options_of(verb))) do
    list[i] = {name = (o.short and o.long and o.short .. ", " .. o.long or o.long or o.short) ..
      (o.value and " " .. o.value or ""), text = o.text}
  end
  return list
end

-- {name = whether it takes a value} of every spelling of its options.
function verbs.takes_value(verb)
  local _, by_name = options_of(verb)
  local takes = {}
  for name, o in pairs(by_name) do takes[name] = o.value ~= nil end
  return takes
end

function verbs.usage(verb)
  local lines = {"usage: lede " .. verb.usage, "", verb.summary .. "."}
  if verb.help then lines[#lines + 1] = verb.help end
  lines[#lines + 1] = ""
  for _, o in ipairs(verbs.options(verb)) do lines[#lines + 1] = ("  %-24s %s"):format(o.name, o.text) end
  return table.concat(lines, "\n") .. "\n"
end

local function wrong(message)
  return nil, message
end

local function store_value(opts, o, value)
  if o.many then
    opts[o.key] = opts[o.key] or {}
    table.insert(opts[o.key], value)
  else
    opts[o.key] = value
  end
end

-- The words of the command: args, opts, or nil, message.
function verbs.parse(verb, words)
  local _, by_name = options_of(verb)
  local args, opts, i = {}, {}, 1
  while i <= #words do
    local word = words[i]
    local name, joined = word:match("^(%-%-[%w-]+)=(.*)$")
    name = name or word
    local o = by_name[name]
    if not o and not verb.signs and word:find("^%-%a.") and by_name[word:sub(1, 2)] and by_name[word:sub(1, 2)].value then
      name, joined = word:sub(1, 2), word:sub(3)
      o = by_name[name]
    end
    if word == "--" then
      args.tail = table.move(words, i + 1, #words, 1, {})
      break
    elseif o and o.value then
      local value = joined or words[i + 1]
      if not value then return wrong(("option '%s' needs a value: %s"):format(name, o.value)) end
      if not joined then i = i + 1 end
      store_value(opts, o, value)
    elseif o then
      if joined then return wrong(("option '%s' takes no value"):format(name)) end
      opts[o.key] = true
    elseif word:find("^%-%-%a") or (word:find("^%-%a$") and not verb.signs) then
      local near = check.nearest(name, by_name)
      return wrong(("no option '%s'%s"):format(name, near and "; did you mean '" .. near .. "'?" or ""))
    else
      args[#args + 1] = word
    end
    i = i + 1
  end
  return args, opts
end

-- A whole number that an option holds.
function verbs.number(opts, key, least)
  local text = opts[key]
  if text == nil then return nil end
  local n = math.tointeger(tonumber(text))
  if not n or n < (least or 0) then
    error({usage = ("--%s wants a whole number%s, got '%s'"):format(key:gsub("_", "-"),
      (least or 0) > 0 and " of at least " .. least or "", text)}, 0)
  end
  return n
end

-- Leave the verb: wrong usage, or a failure of the world.
function verbs.misuse(message)
  error({usage = message}, 0)
end

function verbs.fail(message)
  error({failed = message}, 0)
end

-- The file of that name, to be read; - is standard input.
function verbs.input(path)
  if path == "-" then return io.stdin end
  local f, message = io.open(path, "rb")
  if not f then verbs.fail(message) end
  return f
end

-- The query of a verb: its words (from `from` on) and the tail, ANDed by space.
function verbs.query(args, from)
  local parts = table.move(args, from or 1, #args, 1, {})
  for _, word in ipairs(args.tail or {}) do parts[#parts + 1] = word end
  return table.concat(parts, " ")
end

function verbs.store(ctx, mode)
  local store, message = ctx.store.open(mode or "read")
  if not store then verbs.fail(message) end
  return store
end

local function trap(e)
  if type(e) == "table" and (e.usage or e.failed) then return e end
  -- A bad query or argument is the user's words, not a fault in here: no traceback.
  if type(e) == "string" then
    local text = check.plain(e)
    local why = text:match("^bad argument #%d+ to '[%w_]+' %((.*)%)$")
    if why then return {usage = why} end
    return {failed = text, query = text:find("\n%s*%^$") ~= nil}
  end
  return {failed = show.error(e)}
end

function verbs.run(ctx, verb, words)
  local args, opts = verbs.parse(verb, words)
  if not args then
    out.message(("%s: %s (lede %s --help)"):format(verb.name, opts, verb.name))
    return 2
  end
  if opts.help then
    io.write(verbs.usage(verb))
    return 0
  end
  if opts.store then ctx.store_path = opts.store end
  if opts.quiet then out.quiet = true end
  ctx.sys.catch()
  local command = "lede " .. verb.name .. (#words > 0 and " " .. table.concat(words, " ") or "")
  local ok, status = ctx.store.as_verb(verb.kind or verb.name, command, verb.run, trap, ctx, args, opts)
  ctx.sys.release()
  if ok then return status or 0 end
  if type(status) == "string" then status = {failed = status} end   -- the run could not be ended
  if status.usage then
    out.message(("%s: %s (lede %s --help)"):format(verb.name, status.usage, verb.name))
    return 2
  end
  out.message(("%s: %s"):format(verb.name, status.failed))
  return status.query and 2 or 1
end

return verbs
