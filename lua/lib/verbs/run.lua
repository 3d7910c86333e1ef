-- lede run RECIPE [-p NAME=VALUE...] [-- QUERY]
local _, lib, lede = ...
local verbs, out, safe = lib "shell/verbs", lib "shell/out", lib "safe"
local recipe, source, apply = lib "shell/recipe", lib "shell/source", lib "shell/apply"

-- {name = value} from the -p options.
local function given_params(list)
  local given = {}
  for _, text in ipairs(list or {}) do
    local name, value = text:match("^([%a_][%w_]*)=(.*)$")
    if not name then verbs.misuse(("-p wants NAME=VALUE, got '%s'"):format(text)) end
    if given[name] then verbs.misuse(("param '%s' is given twice"):format(name)) end
    given[name] = value
  end
  return given
end

local function needs_line(about)
  return #(about.needs or {}) > 0 and table.concat(about.needs, ", ") or "nothing"
end

-- Whether this content may run: shipped, granted before, granted now.
local function permit(ctx, r, opts)
  if recipe.is_shipped(ctx.sys, r.hash) or recipe.is_granted(r.hash) then return end
  if not opts.grant then
    local asked = ("recipe '%s' %s (%s) is not ours. It needs: %s"):format(safe.line(r.about.name), safe.line(r.about.version),
      r.path, safe.line(needs_line(r.about)))
    if not (ctx.sys.tty(0) and ctx.sys.tty(2)) then
      verbs.fail(asked .. "; read it (lede recipe show " .. r.path .. "), then run it with --grant")
    end
    io.stderr:write(asked, "\nLet it? [y/N] ")
    local answer = io.read("l")
    if not answer or not answer:find("^[yY]") then verbs.fail "not granted; nothing was run" end
  end
  local ok, message = recipe.grant(ctx.sys, r)
  if not ok then out.message("the grant could not be kept: " .. tostring(message)) end
end

local function progress_of(ctx, name)
  if ctx.quiet or not ctx.sys.tty(2) then return nil end
  local began = ctx.sys.clock()
  return function(done, all, last)
    local spent = ctx.sys.clock() - began
    local rate = done / math.max(spent, 1e-6)
    io.stderr:write(("\r%s: %d of %d articles, %.0f/s, %.0f s left \27[K"):format(name, done, all, rate, rate > 0 and (all - done) / rate or 0))
    if last then io.stderr:write("\r\27[K") end
  end
end

local function megabytes(opts, key, default)
  local n = verbs.number(opts, key, 1)
  return n and n << 20 or default
end

local function run_options(ctx, opts, about)
  return {
    jobs = verbs.number(opts, "jobs", 1) or ctx.sys.cores(), now = opts.now or os.date("!%Y-%m-%d"),
    seconds = verbs.number(opts, "seconds", 1), idle = verbs.number(opts, "idle", 1),
    memory = megabytes(opts, "memory", nil), output = megabytes(opts, "output_limit", nil),
    progress = progress_of(ctx, about.name), dry = opts.dry_run, fresh = opts.fresh,
  }
end

return {
  summary = "Run a recipe safely: in worker processes, in a sandbox, undoable",
  usage = "run RECIPE [-p NAME=VALUE...] [options] [-- QUERY]",
  help = "RECIPE is a name (lede recipe list) or a path. QUERY narrows the recipe's own selection.\n" ..
    "Articles of which nothing changed since the last run of the same recipe are not computed again.",
  options = {
    {"-p...", "--param...", "NAME=VALUE", "a param of the recipe (lede help RECIPE lists them)"},
    {"-j", "--jobs", "N", "worker processes (default: one a core)"},
    {"--grant", "give a recipe that is not ours what it needs, without asking"},
    {"--dry-run", "do everything but write, and print the difference"},
    {"--fresh", "compute every article again"},
    {"--now", "DATE", "what the recipe takes for today"},
    {"--seconds", "N", "limit for one article (10)"},
    {"--idle", "N", "limit without any progress, in seconds (600)"},
    {"--memory", "MB", "limit for a worker (512)"},
    {"--output-limit", "MB", "limit for all that a recipe says (1024)"},
    {"--format", "F", "of tables: table (the default), line, jsonl, csv, tsv, md, html or ids"},
    {"-o", "--output", "PATH", "write there instead of stdout; a folder for recipes that write files"},
    {"--stream", "map JSON Lines from stdin to stdout, without a store"},
  },
  run = function(ctx, args, opts)
    if #args ~= 1 then verbs.misuse("one recipe is needed") end
    lib("shell/output").format_of(opts)
    local r, message = recipe.open(ctx.sys, args[1])
    if not r then verbs.fail(message) end
    permit(ctx, r, opts)
    local values, said = recipe.params(ctx.sys, r.about, given_params(opts.param))
    if not values then verbs.misuse(said) end
    local options = run_options(ctx, opts, r.about)
    options.params = values
    if opts.stream then return lib("shell/stream")(ctx, r, options) end
    ctx.sys.roomy(64 << 20)
    -- Much is built here and little thrown away: collecting often only costs.
    collectgarbage("incremental", 400, 400)
    local store = verbs.store(ctx, "write")
    local query = table.concat(args.tail or {}, " ")
    local articles, result = source.compute(ctx, store, r, said, query, options)
    return apply(ctx, store, r, said, articles, result, options, opts)
  end,
}
