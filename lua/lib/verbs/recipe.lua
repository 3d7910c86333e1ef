-- lede recipe list|show|new|test|verify|add|remove|pack|search
local _, lib, lede = ...
local verbs, out, safe, check = lib "shell/verbs", lib "shell/out", lib "safe", lib "check"
local recipe, run = lib "shell/recipe", lib "shell/run"

local actions = {}

local function open(ctx, name)
  local r, message = recipe.open(ctx.sys, name)
  if not r then verbs.fail(message) end
  return r
end

local function one_name(args, what)
  if #args ~= 2 then verbs.misuse(("%s wants one recipe"):format(what)) end
  return args[2]
end

-- --- list and show --------------------------------------------------------------

-- The index that scripts/README.md holds: recipe, params and what it is for, from the recipes themselves.
function actions.index(ctx, args)
  local lines = {"| recipe | needs | params | what it does |", "| --- | --- | --- | --- |"}
  for _, name in ipairs(table.move(args, 2, #args, 1, {})) do
    local a = open(ctx, name).about
    local params = {}
    for param in pairs(a.params or {}) do params[#params + 1] = "`" .. param .. "`" end
    table.sort(params)
    lines[#lines + 1] = ("| `%s` | %s | %s | %s |"):format(a.name, table.concat(a.needs or {}, ", "), table.concat(params, " "), a.summary)
  end
  print(table.concat(lines, "\n"))
  return 0
end

function actions.list(ctx)
  local rows = {}
  for _, found in ipairs(recipe.all(ctx.sys)) do
    local r, message = recipe.open(ctx.sys, found.path)
    rows[#rows + 1] = {
      recipe = found.name, version = r and r.about.version or "?", origin = found.origin,
      hash = r and r.hash:sub(1, 12) or "", summary = r and r.about.summary or "broken: " .. message:match("^[^\n]*"),
    }
  end
  print(lib("rows").make(rows, {columns = {"recipe", "version", "origin", "hash", "summary"}}))
  return 0
end

local function param_line(name, p)
  local parts = {p.type}
  if p.choices then parts[#parts + 1] = table.concat(p.choices, "|") end
  if p.default ~= nil then parts[#parts + 1] = "default " .. tostring(p.default) end
  if p.min then parts[#parts + 1] = "at least " .. p.min end
  if p.max then parts[#parts + 1] = "at most " .. p.max end
  if p.optional then parts[#parts + 1] = "optional" end
  return ("  -p %-24s %s"):format(name .. "=" .. p.type:upper(), (p.help and p.help .. "; " or "") .. table.concat(parts, ", "))
end

-- What a recipe does, needs and asks, as text.
local function describe(ctx, r)
  local a = r.about
  local lines = {
    ("%s %s: %s"):format(a.name, a.version, a.summary),
    ("by %s, licence %s, from %s (%s)"):format(a.author or "unknown", a.license or "not stated", r.path, r.origin),
    "sha256 " .. r.hash,
    "needs " .. (#(a.needs or {}) > 0 and table.concat(a.needs, ", ") or "nothing"),
    "selects " .. (a.query and a.query ~= "" and a.query or "every article"),
  }
  if recipe.is_shipped(ctx.sys, r.hash) then
    lines[#lines + 1] = "shipped with lede: runs without being asked"
  else
    lines[#lines + 1] = recipe.is_granted(r.hash) and "granted: you let this content run before" or
      "not granted yet: the first run asks (or takes --grant)"
  end
  local names = {}
  for name in pairs(a.params or {}) do names[#names + 1] = name end
  table.sort(names)
  lines[#lines + 1] = #names > 0 and "params:" or "no params"
  for _, name in ipairs(names) do lines[#lines + 1] = param_line(name, a.params[name]) end
  lines[#lines + 1] = ("%d examples (lede recipe test %s)"):format(#(a.examples or {}), a.name)
  return safe.lines(table.concat(lines, "\n"))
end

function actions.show(ctx, args, opts)
  local r = open(ctx, one_name(args, "show"))
  print(describe(ctx, r))
  if opts.code then print("\n" .. safe.lines(r.code)) end
  return 0
end

-- --- new ----------------------------------------------------------------------------

local template = [[
-- %s: say here in a line what it is for.
return {
  name = "%s", version = "0.1.0", lede = ">=0.1",
  summary = "Count articles by a word of their headline",
  author = "%s", license = "MIT", keywords = {},
  needs = {"read"},                       -- read | tag:PATTERN | write
  query = "",                             -- which articles; -- QUERY narrows it
  params = {
    word = {type = "string", default = "the", help = "the word to count"},
  },
  map = function(article, params, emit)   -- once an article, in any worker
    for _, w in ipairs(lede.text.words(article.headline or "")) do
      if lede.text.fold(w.text) == lede.text.fold(params.word) then emit(w.text, 1) end
    end
  end,
  reduce = function(key, counts, params) return lede.sum(counts) end,
  finish = function(results, params, out) -- once, at the end
    local rows = {}
    for word, n in pairs(results) do rows[#rows + 1] = {word = word, count = n} end
    out:table(rows, {columns = {"word", "count"}})
  end,
  examples = {
    {article = {headline = "The storm and the sea"}, params = {word = "the"}, emits = {{"The", 1}, {"the", 1}}},
  },
}
]]

actions["new"] = function(ctx, args)
  local name = one_name(args, "new")
  local path = name:find("%.lua$") and name or name .. ".lua"
  name = path:match("([^/]*)%.lua$")
  if not name:find("^%a[%w_-]*$") then verbs.misuse("a recipe's name holds letters, digits, '-' and '_'") end
  if ctx.sys.kind(path) then verbs.fail(path .. ": is there already") end
  local f, message = io.open(path, "w")
  if not f then verbs.fail(message) end
  f:write(template:format(name, name, os.getenv("USER") or "you"))
  f:close()
  print(("%s written; lede recipe test %s, then lede run %s"):format(path, path, path:find("/") and path or "./" .. path))
  return 0
end

-- --- test ------------------------------------------------------------------------------

-- Replace the n-th place where `was` stands in the code, plainly, by `now`: the code, nil where there is none.
local function replaced(code, n, was, now)
  local first, last = 0, 0
  for _ = 1, n do
    first, last = code:find(was, last + 1, true)
    if not first then return nil end
  end
  return code:sub(1, first - 1) .. now .. code:sub(last + 1)
end

-- Write the actual results over those of the examples that failed, where these stand on one line.
local function bless(r, results)
  local changed, code = 0, r.code
  local kept = {}                     -- how often a text stands in earlier examples that stay as they are
  for i, result in ipairs(results) do
    for key, want in pairs {tags = r.about.examples[i].tags, emits = r.about.examples[i].emits} do
      local was = key .. " = " .. lib("shell/literal")(want)
      local new = not result.ok and result[key] and
        replaced(code, (kept[was] or 0) + 1, was, key .. " = " .. lib("shell/literal")(result[key]))
      if new and new ~= code then
        code, changed = new, changed + 1
      else
        kept[was] = (kept[was] or 0) + 1
      end
    end
  end
  return code, changed
end

local function test_one(ctx, r, opts)
  local results = run.examples(ctx.sys, r, {now = "2026-01-01", seconds = verbs.number(opts, "seconds", 1),
    memory = opts.memory and verbs.number(opts, "memory", 1) << 20})
  local bad = 0
  for i, result in ipairs(results) do
    print(("%s %s, example %d%s"):format(result.ok and "ok    " or "FAILED", r.about.name, i,
      result.ok and "" or ": " .. safe.lines(result.message)))
    if not result.ok then bad = bad + 1 end
  end
  if #results == 0 then print(("none   %s has no examples"):format(r.about.name)) end
  if bad > 0 and opts.bless then
    local code, changed = bless(r, results)
    if changed == 0 then verbs.fail("nothing was blessed: the examples that failed are not written as lede would write them") end
    if ctx.sys.tty(0) and not opts.yes then
      io.stderr:write(("Write %d actual results into %s? [y/N] "):format(changed, r.path))
      if not (io.read("l") or ""):find("^[yY]") then return bad end
    elseif not opts.yes then
      verbs.fail("--bless asks on a terminal; elsewhere give --yes too")
    end
    local f = assert(io.open(r.path, "w"))
    f:write(code)
    f:close()
    print(("%d results written into %s"):format(changed, r.path))
    return 0
  end
  return bad
end

function actions.test(ctx, args, opts)
  local names = table.move(args, 2, #args, 1, {})
  if #names == 0 then names = recipe.names(ctx.sys) end
  local bad = 0
  for _, name in ipairs(names) do bad = bad + test_one(ctx, open(ctx, name), opts) end
  return bad > 0 and 1 or 0
end

-- --- verify -----------------------------------------------------------------------------------

function actions.verify(ctx, args)
  local r = open(ctx, one_name(args, "verify"))
  if not (recipe.is_shipped(ctx.sys, r.hash) or recipe.is_granted(r.hash)) then
    verbs.fail("not granted yet: run it once with --grant")
  end
  local values, said = recipe.params(ctx.sys, r.about, {})
  if not values then verbs.misuse(said) end
  local store = verbs.store(ctx, "read")
  local source = lib "shell/source"
  local query = table.concat(args.tail or {}, " ")
  local prints, names = {}, {"one worker", "two workers", "eight workers", "shuffled", "once more"}
  for i, jobs in ipairs {1, 2, 8, 2, 1} do
    local options = {params = values, jobs = jobs, now = "2026-01-01", fresh = true, shuffle = i == 4}
    local articles, result = source.compute(ctx, store, r, said, query, options)
    prints[i] = ctx.sys.sha256(run.fingerprint(articles, result))
    print(("%-14s %s%s"):format(names[i], prints[i]:sub(1, 16), prints[i] == prints[1] and "" or "  DIFFERS"))
  end
  for i = 2, #prints do
    if prints[i] ~= prints[1] then
      out.message(("verify: %s gives another result with %s than with %s"):format(r.about.name, names[i], names[1]))
      return 1
    end
  end
  return 0
end

-- --- sharing -------------------------------------------------------------------------------------

function actions.pack(ctx, args, opts)
  local r = open(ctx, one_name(args, "pack"))
  local path, message = lib("shell/sharing").pack(ctx.sys, r, opts.output)
  if not path then verbs.fail(message) end
  print(("%s written (%s %s, sha256 %s)"):format(path, r.about.name, r.about.version, r.hash))
  return 0
end

function actions.add(ctx, args, opts)
  local r, message = lib("shell/sharing").add(ctx.sys, one_name(args, "add"), opts.project)
  if not r then verbs.fail(message) end
  print(describe(ctx, r))
  return 0
end

function actions.remove(ctx, args, opts)
  local ok, message = lib("shell/sharing").remove(ctx.sys, one_name(args, "remove"), opts.project)
  if not ok then verbs.fail(message) end
  print(ok)
  return 0
end

function actions.search(ctx, args, opts)
  local rows, message = lib("shell/sharing").search(ctx.sys, opts.catalogue or os.getenv("LEDE_CATALOGUE"), args[2])
  if not rows then verbs.fail(message) end
  print(lib("rows").make(rows, {columns = {"recipe", "version", "summary", "from"}}))
  return 0
end

-- The recipes by name, for `lede help recipes`.
local function overview(ctx)
  local lines = {"Recipes (lede help NAME or lede recipe show NAME, lede run NAME):", ""}
  for _, found in ipairs(recipe.all(ctx.sys)) do
    local r = recipe.open(ctx.sys, found.path)
    lines[#lines + 1] = ("  %-14s %s"):format(found.name, r and safe.line(r.about.summary) or "(broken)")
  end
  return table.concat(lines, "\n")
end

-- What `lede help` says about a recipe, or nil.
local function about(ctx, name)
  if name == "recipes" then return overview(ctx) end
  if not recipe.locate(ctx.sys, name) then return nil end
  local r, message = recipe.open(ctx.sys, name)
  return r and describe(ctx, r) or message
end

local action_names = {}
for name in pairs(actions) do action_names[#action_names + 1] = name end
table.sort(action_names)

return {
  actions = action_names,
  summary = "List, show, make, test, verify and share recipes",
  usage = "recipe list|show|index|new|test|verify|add|remove|pack|search [NAME] [options]",
  help = [[
  list             recipes that can be named, with origin and hash
  show NAME        what it does, needs and asks, who wrote it, its hash (--code: its text)
  index NAME...    a Markdown table of them
  new NAME         a working recipe to start from
  test [NAME...]   run its examples (--bless writes actual results back)
  verify NAME      run it with several workers and shuffled, and compare
  add FROM         copy a recipe here: a file, a folder, a .tar.gz, or what git can clone
  remove NAME      take it away again
  pack NAME        one file to send
  search [WORD]    look through a catalogue (a folder or git repository with recipes.json)]],
  options = {
    {"--code", "show: with its text"},
    {"--bless", "test: write actual results back into the file, after asking"},
    {"--yes", "test --bless: do not ask"},
    {"--seconds", "N", "test: limit for one example (10)"},
    {"--memory", "MB", "test: limit for a worker (512)"},
    {"--project", "add, remove: the project's folder (recipes/) instead of the user's"},
    {"--catalogue", "PLACE", "search: which catalogue (else $LEDE_CATALOGUE)"},
    {"-o", "--output", "FILE", "pack: the file to write"},
  },
  about = about,
  run = function(ctx, args, opts)
    local action = actions[args[1] or ""]
    if not action then
      local near = args[1] and check.nearest(args[1], actions)
      verbs.misuse(args[1] and ("no action '%s'%s"):format(args[1], near and "; did you mean '" .. near .. "'?" or "") or "an action is needed")
    end
    return action(ctx, args, opts)
  end,
}
