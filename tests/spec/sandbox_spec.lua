-- lua/shell/{sandbox,worker,pool}.c, lua/lib/shell/{sandbox,worker}.lua: attempts to get
-- out of a recipe's sandbox, to hide from its limits, or to leave something behind.
local t = require "harness"
local lede_program = os.getenv("LEDE") or "build/lede"
local sanitized = lede_program:find("asan", 1, true) ~= nil

local dir = os.tmpname()
os.remove(dir)
os.execute("mkdir -p " .. dir)

local function bytes_of(path)
  local f = assert(io.open(path, "rb"))
  local text = f:read("a")
  f:close()
  return text
end

-- A store of two articles, whose bytes no attempt may change.
local store_path = dir .. "/secret.lede"
os.execute(([[printf '{"headline":"Secret","articleBody":"abcdef"}\n{"headline":"Later","articleBody":"abcdef"}\n' | %s -q -s %s add - >/dev/null 2>&1]])
  :format(lede_program, store_path))
local stored = bytes_of(store_path)

-- Run a recipe over the store whose map has this body: status, output, seconds.
local function attempt(body, head, memory, seconds, options)
  local path = dir .. "/attempt.lua"
  local f = assert(io.open(path, "w"))
  f:write((head or ""), "\nreturn {name = 'attempt', version = '1', summary = 'x', needs = {'read', 'tag:ok/*'},\n",
    "map = function(article, params, emit)\n", body, "\nend}\n")
  f:close()
  local p = assert(io.popen(("b=$(date +%%s%%N); %s -s %s run %s --grant --seconds %d --memory %d --format jsonl %s 2>&1; echo \"status $? $(($(date +%%s%%N) - b))\"")
    :format(lede_program, store_path, path, seconds or 1, memory or 64, options or "")))
  local out = p:read("a")
  p:close()
  local status, spent = out:match("status (%d+) (%d+)%s*$")
  t.ok(bytes_of(store_path) == stored, "the store's bytes changed")
  return tonumber(status), out, tonumber(spent) / 1e9
end

-- A recipe is stopped 0.3 s after its limit at the latest; starting and ending take what they take on this machine now.
local function ends_in_time(body, head, memory, limit, spent)
  for _ = 1, 3 do
    local _, _, idle = attempt("", nil, memory, 20, "--dry-run")
    if spent <= limit + 0.3 + 2 * idle then return true end
    _, _, spent = attempt(body, head, memory, 1)
  end
  return false
end

-- On a busy machine anything may take a while: a limit of time that a test is not about must not come first.
local patience = 20

-- The body runs to its end and emits nothing but what it should.
local function harmless(name, body, head, memory)
  t.test(name, function()
    local status, out = attempt(body, head, memory, patience, "--dry-run")
    t.eq(status, 0, out)
    t.ok(not out:find('"key"', 1, true), out)
  end)
end

-- The body is stopped within its limit, with a message that holds `part`.
local function stopped(name, part, body, head, memory, limit)
  t.test(name, function()
    local seconds = part == "time limit" and 1 or patience
    local status, out, spent = attempt(body, head, memory, seconds)
    t.eq(status, 1, out)
    t.ok(out:find(part, 1, true), "no '" .. part .. "' in: " .. out)
    if not sanitized then t.ok(ends_in_time(body, head, memory, limit or seconds, spent), "took " .. spent .. " s") end
  end)
end

-- --- what is not there ------------------------------------------------------

for _, name in ipairs {"io", "os", "debug", "package", "dofile", "loadfile", "collectgarbage", "warn", "store",
  "string.dump", "math.randomseed", "lede.open", "lede.read", "lede.report", "lede.run"} do
  harmless(name .. " is not there", ("local v = _G for k in ('%s'):gmatch('[^.]+') do v = v[k] end if v ~= nil then emit('there', true) end"):format(name))
end
harmless("require finds only the recipe's own modules", "if pcall(require, 'io') or pcall(require, 'lede') then emit('there', true) end")
harmless("a global of the host is not reached through a loaded chunk",
  "local v = load('return io or os or debug or package')() if v then emit('there', true) end")
harmless("a chunk with an environment of its own has nothing else",
  "local ok, v = pcall(load('return print', 'x', 't', {})) if v ~= nil then emit('there', true) end")
harmless("nothing is found behind the environment's metatable", "if getmetatable(_G) ~= false and getmetatable(_G) ~= nil then emit('mt', true) end")
harmless("the metatable of strings is hidden", "if type(getmetatable('')) == 'table' then emit('mt', true) end")
harmless("the metatable of articles is hidden", "if type(getmetatable(article)) == 'table' then emit('mt', true) end")
harmless("the article of map has no way to the store",
  "for _, k in ipairs {'update', 'similar', 'explain'} do if pcall(article[k], article, {}) then emit(k, true) end end")
harmless("an upvalue of a library function is out of reach", "if _G.debug or rawget(_G, 'debug') then emit('debug', true) end")
harmless("tostring and format show no addresses",
  "for _, v in ipairs {{}, print, coroutine.create(print)} do if tostring(v):find('0x') or ('%s'):format(v):find('0x') then emit('address', true) end end if pcall(string.format, '%p', {}) then emit('p', true) end")

-- --- files: those of the store above all ------------------------------------

for _, call in ipairs {"lede.open", "lede.read", "lede.dictionary", "lede.gazetteer", "lede.report", "lede.csv.read", "lede.csv.open", "dofile",
  "loadfile", "require", "io.open", "load"} do
  harmless(call .. " does not read the store's file",
    ("local f = _G for k in ('%s'):gmatch('[^.]+') do f = f and f[k] end local ok, v = pcall(f, %q) if ok and v then emit('read', tostring(v)) end"):format(call, store_path))
end
harmless("an article that names a file as its source does not read it",
  ("local a = lede.article {headline = 'x', source = %q, url = 'file://' .. %q} if (a.body or '') ~= '' then emit('read', true) end"):format(store_path, store_path))
-- --- code that is not text ------------------------------------------------------

harmless("binary chunks are not loaded", [[if load("\27Lua", "x", "b") or load("\27Lua", "x", "bt") or load("\27Lua") then emit("loaded", true) end]])
harmless("a binary chunk in pieces is not loaded",
  [[local i, parts = 0, {"\27", "Lua"} if load(function() i = i + 1 return parts[i] end, "x", "b") then emit("loaded", true) end]])
t.test("a recipe that is a binary chunk is refused", function()
  local path = dir .. "/binary.lua"
  local f = assert(io.open(path, "wb"))
  f:write(string.dump(load "return {}"))
  f:close()
  local p = io.popen(("%s recipe show %s 2>&1"):format(lede_program, path))
  t.ok(p:read("a"):find("binary", 1, true))
  p:close()
end)

-- --- what cannot be changed --------------------------------------------------------

for _, code in ipairs {"string.rep = print", "rawset(string, 'rep', print)", "lede.text.words = print", "lede.text = nil",
  "rawset(lede, 'text', nil)", "math.pi = 3", "table.insert = nil", "left_behind = 1", "_G.left_behind = 1",
  "rawset(_G, 'left_behind', 1)", "params.x = 1", "setmetatable(string, {})", "setmetatable(_G, {})", "article.headline = 'x'",
  "getmetatable('').__index = {}"} do
  harmless("refused: " .. code, ("local ok = pcall(function() %s end) if ok then emit('done', true) end"):format(code))
end
harmless("__gc cannot be set", "if pcall(setmetatable, {}, {__gc = function() end}) then emit('gc', true) end")
harmless("weak tables cannot be made", "if pcall(setmetatable, {}, {__mode = 'k'}) then emit('weak', true) end")
t.test("a counter outside of map starts anew for each article", function()
  local status, out = attempt("n = n + 1 emit('n', n)", "local n = 0", nil, patience, "--dry-run")
  t.eq(status, 0, out)
  t.ok(out:find('{"key":"n","value":"[1,1]"}', 1, true), out)
end)
harmless("a table outside of map cannot be written", "if pcall(function() seen.x = 1 end) then emit('wrote', true) end", "local seen = {}")
harmless("nor through a function beside it", "if pcall(put, 'x') then emit('wrote', true) end", "local seen = {} local function put(k) seen[k] = 1 end")
harmless("nor with rawset, insert or sort",
  "if pcall(rawset, seen, 3, 1) or pcall(table.insert, seen, 1) or pcall(table.sort, seen, function(a, b) return a > b end) then emit('wrote', true) end",
  "local seen = {1, 2}")
t.test("map that keeps a coroutine is named", function()
  local status, out = attempt("return f()", "local co = coroutine.create(function() end) local function f() return co end")
  t.eq(status, 1, out)
  t.ok(out:find("coroutine", 1, true), out)
end)

-- --- what does not end ---------------------------------------------------------------

stopped("an endless loop", "time limit", "while true do end")
stopped("an endless loop under pcall", "time limit", "while true do pcall(function() while true do end end) end")
stopped("an endless xpcall handler", "time limit", "xpcall(error, function() while true do end end)")
stopped("an error handler that fails for ever", "time limit", "while true do xpcall(error, function(e) error(e) end) end")
stopped("an endless __close", "time limit", "local x <close> = setmetatable({}, {__close = function() while true do end end}) error('x')")
stopped("an endless __index", "time limit", "local m = {} m.__index = function(t, k) while true do end end return setmetatable({}, m).x")
stopped("an endless coroutine", "time limit", "coroutine.wrap(function() while true do coroutine.yield() while true do end end end)() coroutine.wrap(function() while true do end end)()")
stopped("coroutines that restart each other", "time limit", "while true do local co = coroutine.create(function() error('x') end) coroutine.resume(co) end")
stopped("a pattern that backtracks", "time limit", "local s = ('a'):rep(40) return s:find(('a?'):rep(40) .. ('a'):rep(40) .. 'b')")
stopped("a pattern bomb of lazy repeats", "time limit", "local s = ('x'):rep(4000) return s:find(('.-'):rep(12) .. 'y')")
stopped("gsub over and over", "time limit", "local s = ('ab'):rep(1000) while true do s:gsub('(a)(b)', '%2%1') end")
stopped("a sort that never agrees", "time limit", "while true do pcall(table.sort, {3, 1, 2, 5, 4, 9, 8}, function() return true end) end")
stopped("string.format for ever", "time limit", "while true do ('%99.99f'):format(1e308) end")
stopped("text functions for ever", "time limit", "while true do lede.text.words(('word '):rep(1000)) end")
harmless("a regular expression that backtracks meets its own limit", "local ok = pcall(lede.re.find, ('a'):rep(60), '(a+)+$b') return ok")

-- --- what grows ------------------------------------------------------------------------

stopped("a table without end", "memory limit", "local t = {} while true do t[#t + 1] = {} end")
stopped("a table without end under pcall", "memory limit", "while true do pcall(function() local t = {} while true do t[#t + 1] = {t} end end) end")
stopped("string.rep of everything", "memory limit", "local s = ('x'):rep(1 << 30)")
stopped("a string doubled for ever", "memory limit", "local s = 'x' while true do s = s .. s end")
stopped("string.rep under xpcall", "memory limit", "xpcall(function() return ('x'):rep(1 << 30) end, function() return 1 end)")
stopped("string.rep in a coroutine", "memory limit", "coroutine.resume(coroutine.create(function() return ('x'):rep(1 << 30) end))")
stopped("string.rep in a wrapped coroutine", "memory limit", "pcall(coroutine.wrap(function() return ('x'):rep(1 << 30) end))")
stopped("memory asked for in a metamethod", "memory limit", "local m = setmetatable({}, {__tostring = function() return ('x'):rep(1 << 30) end}) pcall(tostring, m)")
stopped("recursion without end", "stack overflow", "local function f() return 1 + f() end return f()", nil, 256)
harmless("recursion without end under pcall is an error like any other", "local function f() return 1 + f() end return pcall(f)", nil, 256)
stopped("a flood of emits", "output limit", "while true do emit('key', ('x'):rep(1000)) end")
stopped("a flood of emits under pcall", "output limit", "while true do pcall(emit, 'key', ('x'):rep(1000)) end")
stopped("a flood of lines", "limit", "while true do print(('x'):rep(1000)) end")
stopped("a flood of tags", "limit", "while true do article:tag('ok/x') end")

-- --- what may not be said ----------------------------------------------------------------

stopped("a tag outside the needs", "needs", "article:tag('topic/other')")
stopped("a tag with a span outside the body", "inside the body", "article:tag('ok/x', {spans = {{first = 1, last = 99}}})")
stopped("a tag without a name", "name", "article:tag('')")
stopped("an emit that JSON cannot hold", "JSON", "emit('x', print)")
stopped("an emit that holds itself", "nested", "local a = {} a[1] = a emit('x', a)")
stopped("an emit of no number", "JSON", "emit('x', 0/0)")
stopped("a key that is a table", "key", "emit({}, 1)")
stopped("an error object that is a table", "error object", "error({})")
stopped("an error object that is nil", "error", "error(nil)")
stopped("another article cannot be tagged", "only the article", "local a = lede.article {body = 'x'} article.tag(a, 'ok/x')")

-- --- reading a recipe ---------------------------------------------------------------------

stopped("a recipe that never returns its table", "time limit", "", "while true do end", nil, 5)
-- Reading has its own short limit of time, which a busy machine may meet first.
stopped("a recipe that eats memory while it is read", " limit", "", "local t = {} while true do t[#t + 1] = {} end")
stopped("a recipe that fails while it is read names its line", "attempt.lua:1", "", "error('no')")

os.execute("rm -rf " .. dir)
t.done()
