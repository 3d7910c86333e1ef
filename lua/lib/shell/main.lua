-- The program: reads the command line and hands over to the prompt, to a
-- script or to a verb (lua/lib/verbs). Gives the exit status.
local _, lib, lede = ...
local out, check, show = lib "shell/out", lib "check", lib "shell/show"

-- Options before the verb or script. `takes` says which want a value.
local takes = {["-s"] = "store", ["--store"] = "store", ["-e"] = "code", ["-l"] = "module"}
local flags = {["-q"] = "quiet", ["--quiet"] = "quiet", ["-i"] = "interactive", ["--version"] = "version",
  ["-v"] = "version", ["-h"] = "help", ["--help"] = "help"}

local function unknown_option(word)
  local names = {}
  for name in pairs(takes) do names[#names + 1] = name end
  for name in pairs(flags) do names[#names + 1] = name end
  local near = #word > 2 and check.nearest(word, names)
  return ("no option '%s'%s (lede --help lists them)"):format(word, near and "; did you mean '" .. near .. "'?" or "")
end

-- The command line up to the first word that is no option: options, index of that word; nil, message.
local function parse(argv)
  local opts, i = {steps = {}}, 1
  while argv[i] do
    local word = argv[i]
    local name, joined = word:match("^(%-%-[%w-]+)=(.*)$")
    if not name and word:find("^%-[sel].") then name, joined = word:sub(1, 2), word:sub(3) end
    name = name or word
    if word == "--" then return opts, i + 1 end
    if word == "-" or word:sub(1, 1) ~= "-" then return opts, i end
    if takes[name] then
      local value = joined or argv[i + 1]
      if not value then return nil, ("option '%s' needs a value"):format(name) end
      if not joined then i = i + 1 end
      if takes[name] == "store" then opts.store = value
      else opts.steps[#opts.steps + 1] = {kind = takes[name], text = value} end
      opts.code = opts.code or takes[name] == "code"
    elseif flags[name] and not joined then
      opts[flags[name]] = true
    else
      return nil, unknown_option(word)
    end
    i = i + 1
  end
  return opts, i
end

local function is_script(word)
  return word == "-" or word:find("%.lua$") or word:find("/", 1, true)
end

local function finish(ctx, status)
  ctx.store.close()
  local ok, message = ctx.sys.flush()
  if not ok then
    out.message("standard output: " .. tostring(message))
    return 1
  end
  return status
end

local function run_verb(ctx, word, args)
  local verbs = lib "shell/verbs"
  local verb = verbs.find(word)
  if verb then return verbs.run(ctx, verb, args) end
  local near = check.nearest(word, verbs.names())
  local hint = near and ("; did you mean '%s'?"):format(near) or " (lede --help lists the verbs)"
  if ctx.sys.kind(word) == "file" then hint = "; to run a file of that name: lede ./" .. word end
  out.message(("no verb '%s'%s"):format(word, hint))
  return 2
end

local function dispatch(ctx, opts, argv, at)
  local word = argv[at]
  local rest = table.move(argv, at + 1, #argv, 1, {})
  local script = lib "shell/script"
  if opts.code then
    table.insert(rest, 1, word)
    local status = script.steps(ctx, opts.steps, argv, at - 1)
    if status ~= 0 or not opts.interactive then return status end
    return lib("shell/prompt").run(ctx)
  end
  local status = script.steps(ctx, opts.steps, argv, at - 1)
  if status ~= 0 then return status end
  if not word and not opts.interactive and not ctx.sys.tty(0) then word = "-" end
  if not word then return lib("shell/prompt").run(ctx) end
  if not is_script(word) then return run_verb(ctx, word, rest) end
  status = script.file(ctx, word, argv, at)
  if status ~= 0 or not opts.interactive then return status end
  return lib("shell/prompt").run(ctx)
end

return function(sys, argv)
  local opts, at = parse(argv)
  if not opts then
    out.message(at)
    return 2
  end
  if opts.version then
    print("lede " .. lede.version)
    return 0
  end
  if opts.help then
    io.write(lib("shell/usage")())
    return 0
  end
  out.quiet = opts.quiet
  lib("rows").terminal = sys.width(1)
  local ctx = {sys = sys, argv = argv, quiet = opts.quiet, interactive = opts.interactive,
    store_named = opts.store or os.getenv("LEDE_STORE"),
    store_path = opts.store or os.getenv("LEDE_STORE") or "news.lede"}
  ctx.store = lib("shell/host")(ctx)
  local ok, status = xpcall(dispatch, show.traceback, ctx, opts, argv, at)
  if not ok then
    out.message(show.error(status))
    status = 1
  end
  return finish(ctx, status)
end
