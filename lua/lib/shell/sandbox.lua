-- The environment of a recipe: copies of what is harmless, the same on every
-- run. Built inside the worker process, whose walls (lua/shell/sandbox.c) hold
-- even if something here did not.

local _, lib = ...
local names_of = lib(":internal").names
local getmetatable, setmetatable, rawget, rawset, type = getmetatable, setmetatable, rawget, rawset, type
local error, select, next, pcall, xpcall, tostring = error, select, next, pcall, xpcall, tostring
local sandbox = {}

-- --- read-only tables ------------------------------------------------------

local frozen = setmetatable({}, {__mode = "k"}) -- proxy -> what it shows

local function refuse(_, key)
  error(("'%s' cannot be set: what one article leaves behind would change the next"):format(tostring(key)), 2)
end

-- A proxy that shows `t` and refuses writes; `mt` may bring metamethods along.
local function readonly(t, mt)
  local index, proxy = mt and mt.__index, {}
  local new = {}
  for k, v in next, mt or {} do new[k] = v end
  new.__metatable = false
  new.__newindex = refuse
  new.__len = mt and mt.__len or function() return #t end
  new.__index = not index and t or function(p, k)
    local v = t[k]
    if v ~= nil then return v end
    if type(index) == "function" then return index(p, k) end
    return index[k]
  end
  frozen[proxy] = t
  return setmetatable(proxy, new)
end

sandbox.readonly = readonly

-- The same for all that a plain value holds.
function sandbox.readonly_deep(v)
  if type(v) ~= "table" or frozen[v] then return v end
  local shadow = {}
  for k, item in next, v do shadow[k] = sandbox.readonly_deep(item) end
  return readonly(shadow)
end

-- --- order -------------------------------------------------------------------

local rank = {number = 1, string = 2, boolean = 3}
local function before(a, b)
  local ta, tb = type(a), type(b)
  if ta ~= tb then return rank[ta] < rank[tb] end
  if ta == "boolean" then return a and not b end
  return a < b
end

local sort = table.sort
local function ordered_keys(t)
  local names, count = names_of(t)
  if names then return names, count end
  local keys, n, sorted, one_type, first = {}, 0, true, true, nil
  for k in next, t do
    local kind = type(k)
    if not rank[kind] then error(("pairs needs keys that are strings, numbers or booleans, got a %s"):format(kind), 3) end
    n = n + 1
    keys[n] = k
    first = first or kind
    if k ~= n then sorted = false end
    if kind ~= first or kind == "boolean" then one_type = false end
  end
  if not sorted then sort(keys, not one_type and before or nil) end
  return keys, n
end

-- The keys of a table in that order.
sandbox.ordered = ordered_keys

-- pairs in the order of keys: numbers, then strings by byte, then booleans.
local function ordered_pairs(t)
  if type(t) ~= "table" and type(t) ~= "userdata" then error(("bad argument #1 to 'pairs' (table expected, got %s)"):format(type(t)), 2) end
  t = frozen[t] or t
  if type(t) ~= "table" then return pairs(t) end
  local keys, n = ordered_keys(t)
  local i = 0
  return function()
    while i < n do
      i = i + 1
      local k = keys[i]
      local v = rawget(t, k)
      if v ~= nil then return k, v end
    end
  end, t, nil
end

-- next in the same order; made for `next(t)` ("is it empty?"), slow as a walk.
local function ordered_next(t, key)
  t = frozen[t] or t
  if type(t) ~= "table" then error(("bad argument #1 to 'next' (table expected, got %s)"):format(type(t)), 2) end
  if key == nil and next(t) == nil then return nil end
  local keys, n = ordered_keys(t)
  for i = 1, n do
    if key == nil then return keys[i], t[keys[i]] end
    if keys[i] == key then key = nil end
  end
end

-- --- calls that could hide a stop ----------------------------------------------

local NO_MEMORY = "not enough memory"
local function settle(ok, ...)
  if not ok and (...) == NO_MEMORY then error(NO_MEMORY, 0) end
  return ok, ...
end

local function safe_pcall(f, ...) return settle(pcall(f, ...)) end
local function safe_xpcall(f, handler, ...) return settle(xpcall(f, handler, ...)) end

local resume, close, wrap_status = coroutine.resume, coroutine.close, coroutine.status
local create = coroutine.create
local function safe_resume(co, ...) return settle(resume(co, ...)) end
local function safe_close(co) return settle(close(co)) end

local function results(co, ok, ...)
  if ok then return ... end
  if (...) ~= NO_MEMORY and wrap_status(co) ~= "dead" then close(co) end
  error((...), 0)
end
local function safe_wrap(f)
  local co = create(f)
  return function(...) return results(co, resume(co, ...)) end
end

-- --- no addresses -----------------------------------------------------------------

local gsub, find, format = string.gsub, string.find, string.format
local function safe_tostring(v)
  local s = tostring(v)
  local t = type(v)
  if t == "string" or t == "number" or t == "nil" or t == "boolean" then return s end
  return (gsub(s, ": 0x%x+$", ""))
end

local pack, unpack = table.pack, table.unpack
local function safe_format(f, ...)
  if type(f) == "string" and find(f, "%%[%-0-9]*p") then error("'%p' is not there in the sandbox", 2) end
  local args = pack(...)
  for i = 1, args.n do
    local t = type(args[i])
    if t == "table" or t == "function" or t == "thread" or t == "userdata" then args[i] = safe_tostring(args[i]) end
  end
  return format(f, unpack(args, 1, args.n))
end

-- --- the environment ------------------------------------------------------------------

local function copy(t, without)
  local out = {}
  for k, v in next, t do
    if not (without and without[k]) then out[k] = v end
  end
  return out
end

local function safe_setmetatable(t, mt)
  if type(t) ~= "table" then error(("bad argument #1 to 'setmetatable' (table expected, got %s)"):format(type(t)), 2) end
  if type(mt) == "table" then
    if rawget(mt, "__gc") ~= nil then error("'__gc' is not there in the sandbox", 2) end
    if rawget(mt, "__mode") ~= nil then error("weak tables are not there in the sandbox", 2) end
    if rawget(mt, "__name") ~= nil then error("'__name' is not there in the sandbox", 2) end
  end
  return setmetatable(t, mt)
end

local function safe_rawset(t, k, v)
  if frozen[t] then refuse(t, k) end
  return rawset(t, k, v)
end
local function safe_rawget(t, k) return rawget(frozen[t] or t, k) end
local function safe_rawlen(t) return rawlen(frozen[t] or t) end

local real_load = load
local allowed_lede = {"text", "re", "json", "csv", "date", "sum", "table", "chart", "dictionary", "gazetteer", "article"}

-- The dictionary and gazetteer calls without their way to the disk.
local function no_files(name, f)
  return function(what, options)
    if type(what) ~= "table" then
      error(("lede.%s takes a table in a recipe; files come in through a param"):format(name), 2)
    end
    return f(what, options)
  end
end

function sandbox.lede(lede, now)
  local out = {version = lede.version, now = now}
  for _, name in ipairs(allowed_lede) do
    local v = lede[name]
    if name == "dictionary" or name == "gazetteer" then v = v and no_files(name, v) end
    out[name] = type(v) == "table" and readonly(copy(v), nil) or v
  end
  return readonly(out)
end

-- A fresh global table. `lede` is what sandbox.lede gave, `print` where lines go.
function sandbox.environment(lede, print, modules)
  local env = {
    assert = assert, error = error, ipairs = ipairs, pairs = ordered_pairs, next = ordered_next, pcall = safe_pcall,
    xpcall = safe_xpcall, print = print, rawequal = rawequal, rawget = safe_rawget, rawlen = safe_rawlen,
    rawset = safe_rawset, select = select, setmetatable = safe_setmetatable, getmetatable = getmetatable,
    tonumber = tonumber, tostring = safe_tostring, type = type, _VERSION = _VERSION, lede = lede,
  }
  local str = copy(string, {dump = true})
  str.format = safe_format
  env.string = readonly(str)
  env.table = readonly(copy(table))
  env.math = readonly(copy(math, {randomseed = true}))
  env.utf8 = readonly(copy(utf8))
  env.coroutine = readonly {
    create = create, resume = safe_resume, wrap = safe_wrap, yield = coroutine.yield, status = wrap_status,
    isyieldable = coroutine.isyieldable, running = coroutine.running, close = safe_close,
  }
  local proxy
  function env.load(chunk, name, _, with)
    if type(chunk) == "function" then
      local parts = {}
      for piece in chunk do parts[#parts + 1] = piece end
      chunk = table.concat(parts)
    end
    return real_load(chunk, name or "=load", "t", with == nil and proxy or with)
  end
  local loaded = {}
  function env.require(name)
    if loaded[name] == nil then
      local code = modules and modules[name]
      if not code then error(("no module '%s' in this recipe's folder"):format(safe_tostring(name)), 2) end
      local f, why = real_load(code, "@" .. name .. ".lua", "t", proxy)
      if not f then error(why, 0) end
      local v = f(name)
      loaded[name] = v == nil and true or v
    end
    return loaded[name]
  end
  proxy = setmetatable({}, {
    __index = env, __metatable = false,
    __newindex = function(_, k) error(("global '%s' is not declared: a recipe has locals only"):format(safe_tostring(k)), 2) end,
  })
  frozen[proxy] = env
  env._G = proxy
  -- Methods of strings come from the copy, and nobody can change them.
  local mt = getmetatable("")
  mt.__index = str
  mt.__metatable = false
  return proxy
end

-- --- a recipe that cannot remember ---------------------------------------------------

-- Replace the tables that the functions of a recipe close over by read-only
-- views, so that map sees one article and nothing that another left behind.
-- Returns a function that puts back every plain upvalue that was assigned.
function sandbox.forgetful(functions, debug)
  local seen, plain = {}, {}
  local shut

  local function shut_function(f)
    if seen[f] then return end
    seen[f] = true
    local i = 1
    while true do
      local name, v = debug.getupvalue(f, i)
      if not name then break end
      local t = type(v)
      if t == "thread" then error(("upvalue '%s' keeps a coroutine from one article to the next"):format(name), 0) end
      if name ~= "_ENV" then
        local s = shut(v)
        if s ~= v then debug.setupvalue(f, i, s) end
        plain[#plain + 1] = {f, i, s}
      end
      i = i + 1
    end
  end

  function shut(v)
    local t = type(v)
    if t == "function" then
      local info = debug.getinfo(v, "S")
      if info.what ~= "C" and not info.source:find("^=lede/") then shut_function(v) end
      return v
    end
    if t ~= "table" or frozen[v] then return v end
    if seen[v] then return seen[v] end
    local shadow = {}
    local mt = debug.getmetatable(v)
    local proxy = readonly(shadow, mt)
    seen[v] = proxy
    for k, item in next, v do shadow[k] = shut(item) end
    return proxy
  end

  for _, f in ipairs(functions) do shut_function(f) end
  local n = #plain
  return function()
    for i = 1, n do
      local p = plain[i]
      local _, v = debug.getupvalue(p[1], p[2])
      if v ~= p[3] then debug.setupvalue(p[1], p[2], p[3]) end
    end
  end
end

return sandbox
