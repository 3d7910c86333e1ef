-- Running scripts and lines as lua(1) does.
local _, lib = ...
local out, show, safe = lib "shell/out", lib "shell/show", lib "safe"
local script = {}

-- `arg` as lua(1) makes it: the script is 0, what came before it is negative.
local function set_arg(argv, at)
  local list = {}
  for i = 0, #argv do list[i - at] = argv[i] end
  arg = list
  return list
end

-- On a terminal print() shows control characters instead of sending them;
-- io.write is left alone, for scripts that draw.
local function guard_print(ctx)
  if not ctx.sys.tty(1) then return end
  function print(...)
    local parts = table.pack(...)
    for i = 1, parts.n do parts[i] = safe.lines(tostring(parts[i])) end
    io.stdout:write(table.concat(parts, "\t", 1, parts.n), "\n")
  end
end

-- os.exit closes the store first, so that the file is whole without its journal.
local function guard_exit(ctx)
  local exit = os.exit
  function os.exit(...)
    ctx.store.close()
    exit(...)
  end
end

-- An error of one of our files that a script catches names the script's line, as one that nobody catches does. What our
-- files catch themselves stays as it is.
local function guard_pcall()
  local pcall, xpcall, caught, getinfo = pcall, xpcall, show.caught, debug.getinfo
  function _G.pcall(...)
    local caller = getinfo(2, "S")
    if select("#", ...) == 0 or caller and caller.source:find("^[=@]?lede/") then return pcall(...) end
    return xpcall(..., caught, select(2, ...))
  end
end

-- The globals that scripts and the prompt have beside Lua's own.
function script.prepare(ctx)
  if ctx.prepared then return end
  ctx.prepared = true
  guard_print(ctx)
  guard_exit(ctx)
  guard_pcall()
  if ctx.store_named then ctx.store.global(_G) end
  function help(topic)
    local text, message = lib("help").text(topic)
    print(text or message)
  end
end

local function failed(e)
  out.message(show.error(e))
  return 1
end

local function run(ctx, command, f, ...)
  script.prepare(ctx)
  ctx.sys.catch()
  local ok, result = ctx.store.as_run("script", command, f, ...)
  ctx.sys.release()
  if not ok then return failed(result) end
  return 0, result
end

local function refuse(name)
  out.message(("'%s' is a recipe: `lede run %s` runs it safely"):format(name, name))
  return 2
end

local function read_script(path)
  if path == "-" then return io.read("a"), "=stdin" end
  local f, message = io.open(path, "rb")
  if not f then return nil, message end
  local code, why = f:read("a")
  f:close()
  if not code then return nil, ("%s: %s"):format(path, why) end
  return code, "@" .. path
end

-- Run a script file (`-`: stdin) with the words after it as arguments.
function script.file(ctx, path, argv, at)
  local code, name = read_script(path)
  if not code then return failed("cannot open " .. name) end
  if lib("shell/lex").is_recipe(code) then return refuse(path) end
  if code:sub(1, 3) == "\xEF\xBB\xBF" then code = code:sub(4) end
  if code:sub(1, 1) == "#" then code = "--" .. code end
  local f, message = load(code, name, "t")
  if not f then return failed(message) end
  local list = set_arg(argv, at)
  local status, result = run(ctx, "script " .. path, f, table.unpack(list, 1, #list))
  if status == 0 and type(result) == "table" and rawget(result, "name") and type(rawget(result, "map")) == "function" then
    return refuse(path)
  end
  return status
end

-- The -l and -e of the command line, in order. `last` is the index of the word before the arguments.
function script.steps(ctx, steps, argv, last)
  local list = #steps > 0 and set_arg(argv, last) or {}
  if #steps > 0 then list[0] = argv[0] end
  for _, step in ipairs(steps) do
    local f, message
    if step.kind == "module" then
      local name = step.text
      f = function() _G[name:match("[%w_]+$") or name] = require(name) end
    else
      f, message = load(step.text, "=(command line)", "t")
      if not f then return failed(message) end
    end
    local status = run(ctx, "lede -e", f, table.unpack(list, 1, #list))
    if status ~= 0 then return status end
  end
  return 0
end

return script
