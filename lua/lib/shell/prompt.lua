-- The interactive shell.
local _, lib, lede = ...
local show, lex, script, help = lib "shell/show", lib "shell/lex", lib "shell/script", lib "help"
local prompt = {}

-- Names that lines declared `local` live in `kept`; all else is global.
local function environment()
  local kept = {}
  local env = setmetatable({}, {
    __index = function(_, key)
      if kept[key] then return kept[key].value end
      return _G[key]
    end,
    __newindex = function(_, key, value)
      if kept[key] then kept[key].value = value else _G[key] = value end
    end,
  })
  return env, kept
end

local function incomplete(message)
  return message and message:sub(-5) == "<eof>"
end

-- The compiled text (as an expression where it is one), or nil, message, whether more lines may mend it.
local function compile(text, env, kept)
  local f, half = load("return " .. text, "=prompt", "t", env)
  if f then return f end
  local code, names = lex.globalize(text)
  local message
  f, message = load(code, "=prompt", "t", env)
  if not f then
    local _, plain = load(text, "=prompt", "t", env)
    return nil, plain or message, incomplete(plain or message) or incomplete(half)
  end
  return function()
    for _, name in ipairs(names) do kept[name] = kept[name] or {value = nil} end
    return f()
  end
end

local function print_results(...)
  for i = 1, select("#", ...) do
    local v = select(i, ...)
    io.stdout:write(show.value(v), "\n")
  end
end

-- Keys of a table (and of the tables behind it) that begin with `word`; nothing of the value's own runs.
local function keys_of(v, word, found)
  local mt = debug.getmetatable(v)
  local lists = {}
  if type(v) == "table" then lists[1] = v end
  if type(mt) == "table" then
    for _, name in ipairs {"__index", "methods", "fields"} do
      local t = rawget(mt, name)
      if type(t) == "table" then lists[#lists + 1] = t end
    end
  end
  for _, t in ipairs(lists) do
    for key in next, t do
      if type(key) == "string" and key:sub(1, #word) == word and key:find("^[%a_][%w_]*$") and
        (key:sub(1, 1) ~= "_" or word:sub(1, 1) == "_") then found[key] = true end
    end
  end
end

-- The value at the end of a path of names, by raw access only.
local function walk(path, kept)
  local v
  for name in path:gmatch("[%w_]+") do
    if v == nil then
      if kept[name] then v = kept[name].value else v = rawget(_G, name) end
    elseif type(v) == "table" then
      v = rawget(v, name)
    else
      return nil
    end
    if v == nil then return nil end
  end
  return v
end

-- Methods of what the call that ends the text gives, as its help tells: store:find("x"):
local function keys_of_result(text, word, found)
  local name = text:match("([%w_]+)%s*%b()%s*$") or text:match("([%w_]+)%s*%b{}%s*$")
  for _, e in ipairs(name and help.entries() or {}) do
    if e.name:match("[%w_]+$") == name then keys_of(help.methods(e.signature:match("%-> (%w+)")), word, found) end
  end
end

-- The words of `run quoted -p least=3`, quoted as a shell has them; nil, message where a quote has no end.
local function words_of(text)
  local words, at = {}, text:find("%S")
  while at do
    local word = ""
    while text:find("^%S", at) do
      local quote = text:match("^['\"]", at)
      local last = quote and text:find(quote, at + 1, true) or at
      if quote and last == at then return nil, "a quote that has no end" end
      word = word .. (quote and text:sub(at + 1, last - 1) or text:sub(at, at))
      at = last + 1
    end
    words[#words + 1] = word
    at = text:find("%S", at)
  end
  return words
end

-- Whether the line runs a recipe as the command line does.
local function asks_run(text)
  return text:find("^%s*run%s+[%w_./-]") ~= nil
end

-- What the word at [first, last] of such a line may become: names of recipes, options, params.
local function complete_run(ctx, text, first, last)
  local words = words_of(text:sub(1, last))
  if not words then return {} end
  if text:sub(last, last):find("%s") or last < first and text:sub(first - 1, first - 1):find("%s") then words[#words + 1] = "" end
  local before = #words[#words] - (last - first + 1)   -- of the word that the editor takes to be another
  local out = {}
  for i, word in ipairs(lib("shell/complete").words(ctx, words)) do out[i] = word:sub(before + 1) end
  return out
end

-- What the word at [first, last] of the line may become.
function prompt.complete(line, first, last, kept, ctx)
  if asks_run(line) or line:find("^%s*run%s+$") then return complete_run(ctx, line, first, last) end
  local typed = line:sub(first, last)
  local path, mark, word = typed:match("^([%w_.]-)([.:]?)([%w_]*)$")
  if not path then return {} end
  local found, out = {}, {}
  if mark == "" then
    keys_of(_G, word, found)
    for name in next, kept do if name:sub(1, #word) == word then found[name] = true end end
    if ("store"):sub(1, #word) == word then found.store = true end
  elseif path == "" then
    keys_of_result(line:sub(1, first - 1), word, found)
  else
    local v = walk(path, kept)
    if v == nil and path == "store" then v = help.methods("store") end   -- it is opened at its first use
    keys_of(v, word, found)
  end
  for name in next, found do out[#out + 1] = path .. mark .. name end
  table.sort(out)
  return out
end

local function state_file(sys)
  local dir = os.getenv("XDG_STATE_HOME")
  if not dir or dir == "" then
    local home = os.getenv("HOME")
    if not home or home == "" then return nil end
    dir = home .. "/.local/state"
  end
  return sys.mkdir(dir .. "/lede") and dir .. "/lede/history" or nil
end

-- Read lines until they make a whole: text, or nil at the end of input. A recipe is run from one line.
local function read(sys, env, kept, history)
  local text = sys.line("> ")
  if not text then return text end
  if text:find("%S") then sys.history(text, history) end
  text = text:gsub("^%s*=", "")
  while true do
    local f, message, more = compile(text, env, kept)
    if f or not more or asks_run(text) then return text, f, message end
    local line = sys.line(">> ")
    if line == false then return false end
    if not line then return text, nil, message end
    if line:find("%S") then sys.history(line, history) end
    text = text .. "\n" .. line
  end
end

-- The message of a line that failed, with a hint where its word is a verb of the command line.
local function told(message, verb)
  if verb and lib("shell/verbs").find(verb) then
    message = ("%s\n'%s' is a verb of the command line; help(\"functions\") lists what there is here"):format(message, verb)
  end
  io.stderr:write("lede: ", message, "\n")
end

local function line(ctx, text, f)
  ctx.sys.catch()
  local result = table.pack(ctx.store.as_run("prompt", text, f))
  if result[1] and result.n > 1 then
    result = table.pack(xpcall(print_results, show.traceback, table.unpack(result, 2, result.n)))
  end
  ctx.sys.release()
  io.stdout:flush()
  if not result[1] then
    local message = show.error(result[2])
    told(message, message:match("a nil value %(global '(%l+)'%)"))
  end
end

-- Words that others' prompts know, where nothing of the user's has the name.
local function leaves(text, env)
  local word = text:match("^%s*(%l+)[%s();]*$")
  return (word == "exit" or word == "quit") and env[word] == nil
end

-- `help find`, without the quotes that Lua wants.
local function asks_help(text)
  return text:match("^%s*help%s+([%w_.:]+)%s*$")
end

local function run_recipe(ctx, text)
  local verbs = lib "shell/verbs"
  local words, message = words_of(text)
  if not words then return io.stderr:write("lede: ", message, "\n") end
  verbs.run(ctx, verbs.find "run", table.move(words, 2, #words, 1, {}))
  io.stdout:flush()
end

function prompt.run(ctx)
  local sys = ctx.sys
  ctx.store_named = ctx.store_named or ctx.store_path
  script.prepare(ctx)
  if not getmetatable(_G) then ctx.store.global(_G) end
  local env, kept = environment()
  local history = state_file(sys)
  sys.editor(function(text, first, last) return prompt.complete(text, first, last, kept, ctx) end, history)
  if sys.tty(0) and not ctx.quiet then
    print(("lede %s · store: %s · help() for help, exit or Ctrl-D to leave"):format(lede.version, ctx.store_path))
  end
  while true do
    local text, f, message = read(sys, env, kept, history)
    if text == nil or (text and leaves(text, env)) then break end
    local topic = not f and text and asks_help(text)
    if not f and text and asks_run(text) then
      run_recipe(ctx, text)
    elseif f or topic then
      line(ctx, text, f or function() _G.help(topic) end)
    elseif text and message then
      told(message, text:match("^%s*(%l+)%s+%S"))
    end
  end
  if sys.tty(0) then io.stdout:write("\n") end
  return 0
end

return prompt
