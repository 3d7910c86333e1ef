-- Recipes on disk: where they lie, what they say of themselves, whether that is
-- whole, and what their params mean. Nothing of a recipe runs here: its table
-- is read in a worker process (lua/shell/worker.c).
local _, lib, lede = ...
local check = lib "check"
local recipe = {}

-- --- where recipes lie -------------------------------------------------------

local function home(variable, default)
  local dir = os.getenv(variable)
  if dir and dir ~= "" then return dir end
  return (os.getenv("HOME") or ".") .. default
end

function recipe.user_folder() return home("XDG_DATA_HOME", "/.local/share") .. "/lede/recipes" end
function recipe.config_folder() return home("XDG_CONFIG_HOME", "/.config") .. "/lede" end
recipe.project_folder = "recipes"

-- The folder that the program's own recipes are in: beside the build, or installed.
local function shipped_folder(sys)
  local bin = sys.exe():match("^(.*)/[^/]*$") or "."
  for _, dir in ipairs {bin .. "/../share/lede/recipes", bin .. "/../scripts", bin .. "/../../scripts"} do
    if sys.kind(dir) == "directory" then return dir end
  end
end

-- The folders named `recipes` of installed LuaRocks rocks: TREE/lib/luarocks/rocks-5.4/ROCK/VERSION/recipes.
local function rock_folders(sys)
  local found = {}
  local trees = os.getenv("LUAROCKS_TREES") or ((os.getenv("HOME") or "") .. "/.luarocks:/usr/local:/usr")
  for tree in trees:gmatch("[^:]+") do
    local rocks = tree .. "/lib/luarocks/rocks-5.4"
    for _, rock in ipairs(sys.list(rocks) or {}) do
      for _, version in ipairs(sys.list(rocks .. "/" .. rock) or {}) do
        local dir = rocks .. "/" .. rock .. "/" .. version .. "/recipes"
        if sys.kind(dir) == "directory" then found[#found + 1] = dir end
      end
    end
  end
  return found
end

-- The folders to look in, best first: {path, origin}.
function recipe.folders(sys)
  local list = {{recipe.project_folder, "project"}, {recipe.user_folder(), "user"}}
  local shipped = shipped_folder(sys)
  if shipped then list[#list + 1] = {shipped, "shipped"} end
  for _, dir in ipairs(rock_folders(sys)) do list[#list + 1] = {dir, "rock"} end
  return list
end

local function main_file(sys, path)
  if sys.kind(path) == "directory" then path = path .. "/recipe.lua" end
  return sys.kind(path) == "file" and path or nil
end

-- The main file of a recipe named on the command line, and its origin; or nil, message.
function recipe.locate(sys, name)
  if name:find("/", 1, true) or name:find("%.lua$") then
    local path = main_file(sys, name)
    if path then return path, "path" end
    return nil, ("no recipe at '%s'"):format(name)
  end
  for _, f in ipairs(recipe.folders(sys)) do
    local path = main_file(sys, f[1] .. "/" .. name .. ".lua") or main_file(sys, f[1] .. "/" .. name)
    if path then return path, f[2] end
  end
  local near = check.nearest(name, recipe.names(sys))
  return nil, ("no recipe '%s'%s"):format(name, near and "; did you mean '" .. near .. "'?" or " (lede recipe list)")
end

-- Every recipe that can be named: a list of {name, path, origin}, by name; the first folder wins.
function recipe.all(sys)
  local seen, list = {}, {}
  for _, f in ipairs(recipe.folders(sys)) do
    for _, entry in ipairs(sys.list(f[1]) or {}) do
      local name = entry:match("^([%w_-]+)%.lua$") or (entry:match("^[%w_-]+$") and entry)
      local path = name and main_file(sys, f[1] .. "/" .. entry)
      if path and not seen[name] then
        seen[name] = true
        list[#list + 1] = {name = name, path = path, origin = f[2]}
      end
    end
  end
  table.sort(list, function(a, b) return a.name < b.name end)
  return list
end

function recipe.names(sys)
  local names = {}
  for i, r in ipairs(recipe.all(sys)) do names[i] = r.name end
  return names
end

local function read_file(path)
  local f, message = io.open(path, "rb")
  if not f then return nil, message end
  local text = f:read("a")
  f:close()
  if not text then return nil, path .. ": cannot be read" end
  return text
end

recipe.read_file = read_file

-- The recipe's files: {path, name, code, hash, modules = {name = code}}; or nil, message.
function recipe.load(sys, path)
  local code, message = read_file(path)
  if not code then return nil, message end
  if #code > 1 << 20 then return nil, path .. ": larger than a recipe may be (1 MB)" end
  local r = {path = path, code = code, modules = {}, files = {[path:match("[^/]*$")] = code}}
  local folder = path:match("^(.*)/recipe%.lua$")
  for _, entry in ipairs(folder and sys.list(folder) or {}) do
    if sys.kind(folder .. "/" .. entry) == "file" then
      local text = read_file(folder .. "/" .. entry)
      local module = entry:match("^([%w_]+)%.lua$")
      r.files[entry] = text
      if module and module ~= "recipe" then r.modules[module] = text end
    end
  end
  r.name = folder and folder:match("[^/]*$") or path:match("([^/]*)%.lua$") or path
  r.hash = recipe.hash(sys, r.files)
  return r
end

-- The hash of a recipe: over the names and contents of its files. One file hashes as itself.
function recipe.hash(sys, files)
  local names = {}
  for name in pairs(files) do names[#names + 1] = name end
  if #names == 1 then return sys.sha256(files[names[1]]) end
  table.sort(names)
  local parts = {}
  for _, name in ipairs(names) do parts[#parts + 1] = name .. "\0" .. sys.sha256(files[name]) .. "\n" end
  return sys.sha256(table.concat(parts))
end

-- --- what it says of itself ------------------------------------------------------

local LIMITS = {memory = 64 << 20, seconds = 5}   -- of the wall clock: the machine may be busy

-- An error frame of a worker, as one text.
function recipe.complaint(payload)
  local e = lede.json.decode(payload)
  if type(e) ~= "table" then return payload ~= "" and payload or "an error without a message" end
  local lines = {tostring(e.message)}
  for _, line in ipairs(e.where or {}) do lines[#lines + 1] = "  " .. line end
  return table.concat(lines, "\n"), e.article
end

-- Read the recipe's table in a worker with tiny limits: its description, or nil, message.
function recipe.describe(sys, r)
  local pool, message = sys.pool(1, LIMITS.memory)
  if not pool then return nil, message end
  pool:say("I", lede.json.encode {code = r.code, name = r.path:match("[^/]*$"), modules = r.modules})
  local type, payload = pool:hear(LIMITS.seconds)
  pool:close()
  if not type then return nil, ("%s: reading it: %s"):format(r.path, payload) end
  if type == "X" then return nil, (recipe.complaint(payload)) end
  if type ~= "M" then return nil, r.path .. ": reading it: protocol: an unexpected frame" end
  return lede.json.decode(payload)
end

-- --- whether that is whole -----------------------------------------------------------

-- The line where `word` is first a key in the code, else 1.
local function line_of(code, word)
  local n = 1
  for line in (code .. "\n"):gmatch("(.-)\n") do
    if line:find("%f[%w_]" .. word:gsub("%p", "%%%0") .. "%f[^%w_]%s*[%]\"']*%s*=") then return n end
    n = n + 1
  end
  return 1
end

local fields = {
  name = "string", version = "string", lede = "string", summary = "string", author = "string", license = "string",
  keywords = "table", needs = "table", query = "string", params = "table", map = "boolean", reduce = "boolean",
  finish = "boolean", examples = "table",
}
local param_fields = {type = true, default = true, min = true, max = true, help = true, optional = true, choices = true}
local param_types = {string = true, number = true, integer = true, boolean = true, date = true, choice = true,
  file = true, dictionary = true, query = true}

local function version_fits(want, have)
  local op, major, minor, patch = want:match("^%s*([<>=~]*)%s*(%d+)%.?(%d*)%.?(%d*)%s*$")
  if not op then return nil end
  local function number(a, b, c) return (tonumber(a) or 0) * 1000000 + (tonumber(b) or 0) * 1000 + (tonumber(c) or 0) end
  local w, h = number(major, minor, patch), number(have:match("(%d+)%.?(%d*)%.?(%d*)"))
  if op == ">=" then return h >= w elseif op == ">" then return h > w elseif op == "<=" then return h <= w
  elseif op == "<" then return h < w else return h == w end
end

local function check_needs(d, say)
  for _, need in ipairs(d.needs or {}) do
    if type(need) ~= "string" or not (need == "read" or need == "write" or need:find("^tag:.")) then
      say("needs", ("'%s' is nothing that a recipe can need (read, tag:PATTERN, write)"):format(tostring(need)))
    end
  end
end

local function check_params(d, say)
  for name, p in pairs(d.params or {}) do
    if type(name) ~= "string" or not name:find("^[%a_][%w_]*$") then
      say("params", ("'%s' is no name for a param"):format(tostring(name)))
    elseif type(p) ~= "table" then
      say(name, ("param '%s' must be a table"):format(name))
    else
      if not param_types[p.type] then
        local near = check.nearest(tostring(p.type), param_types)
        say(name, ("param '%s' has the unknown type '%s'%s"):format(name, tostring(p.type),
          near and "; did you mean '" .. near .. "'?" or ""))
      end
      for key in pairs(p) do
        if not param_fields[key] then say(name, ("param '%s' has an unknown field '%s'"):format(name, tostring(key))) end
      end
      if p.type == "choice" and type(p.choices) ~= "table" then
        say(name, ("param '%s' is a choice without 'choices'"):format(name))
      end
      if p.default ~= nil and param_types[p.type] then
        local ok, why = recipe.convert(p, p.default)
        if ok == nil then say(name, ("the default of param '%s' %s"):format(name, why)) end
      end
    end
  end
end

-- Every mistake in the description: a list of "line N: what".
function recipe.mistakes(d, code, version)
  local list = {}
  local function say(key, what) list[#list + 1] = {line = line_of(code, key), text = what} end
  for key, value in pairs(d) do
    if not fields[key] then
      local near = check.nearest(tostring(key), fields)
      say(tostring(key), ("unknown field '%s'%s"):format(tostring(key), near and "; did you mean '" .. near .. "'?" or ""))
    elseif type(value) ~= fields[key] then
      say(key, ("field '%s' must be a %s, got a %s"):format(key, fields[key] == "boolean" and "function" or fields[key],
        type(value) == "boolean" and "function or boolean" or type(value)))
    end
  end
  for _, key in ipairs {"name", "version", "summary"} do
    if d[key] == nil or d[key] == "" then say("name", ("field '%s' is missing"):format(key)) end
  end
  if type(d.name) == "string" and not d.name:find("^[%a][%w_-]*$") then
    say("name", "the name may hold letters, digits, '-' and '_' only")
  end
  if d.map == nil and d.finish == nil then say("name", "there is neither map nor finish") end
  if type(d.lede) == "string" then
    local fits = version_fits(d.lede, version)
    if fits == nil then say("lede", ("'%s' is no version condition"):format(d.lede))
    elseif not fits then say("lede", ("it needs lede %s, this is %s"):format(d.lede, version)) end
  end
  if type(d.needs) == "table" then check_needs(d, say) end
  if type(d.params) == "table" then check_params(d, say) end
  for i, e in ipairs(type(d.examples) == "table" and d.examples or {}) do
    if type(e) ~= "table" or type(e.article) ~= "table" then
      say("examples", ("example %d has no article"):format(i))
    end
  end
  table.sort(list, function(a, b) return a.line ~= b.line and a.line < b.line or a.line == b.line and a.text < b.text end)
  local out = {}
  for i, m in ipairs(list) do out[i] = ("line %d: %s"):format(m.line, m.text) end
  return out
end

-- Load, describe and check in one: the recipe with `about`, or nil, message.
function recipe.open(sys, name)
  local path, origin = recipe.locate(sys, name)
  if not path then return nil, origin end
  local r, message = recipe.load(sys, path)
  if not r then return nil, message end
  r.origin = origin
  r.about, message = recipe.describe(sys, r)
  if not r.about then return nil, message end
  local mistakes = recipe.mistakes(r.about, r.code, lede.version)
  if #mistakes > 0 then
    return nil, ("%s is no whole recipe:\n  %s"):format(path, table.concat(mistakes, "\n  "))
  end
  return r
end

-- --- params ------------------------------------------------------------------------------

local converters = {}
function converters.string(_, v) return type(v) == "string" and v or nil, "must be a string" end
function converters.number(_, v) return tonumber(v), "must be a number" end
function converters.integer(_, v) return math.tointeger(tonumber(v)), "must be a whole number" end
function converters.boolean(_, v)
  local words = {["true"] = true, yes = true, on = true, ["1"] = true, ["false"] = false, no = false, off = false, ["0"] = false}
  local b = words[tostring(v):lower()]
  return b, "must be yes or no"
end
function converters.date(_, v)
  local iso, why = lede.date.parse(tostring(v))
  return iso, why or "must be a date"
end
function converters.choice(p, v)
  for _, c in ipairs(p.choices) do
    if c == v then return v end
  end
  local near = check.nearest(tostring(v), p.choices)
  return nil, ("must be one of %s%s"):format(table.concat(p.choices, ", "), near and "; did you mean '" .. near .. "'?" or "")
end
function converters.query(_, v) return type(v) == "string" and v or nil, "must be a query" end
function converters.file(_, v) return type(v) == "string" and v or nil, "must name a file" end
function converters.dictionary(_, v)
  return (type(v) == "string" or type(v) == "table") and v or nil, "must name a dictionary file"
end

-- A param's value from what was given: value, or nil, what it must be.
function recipe.convert(p, given)
  local v, why = converters[p.type](p, given)
  if v == nil then return nil, why end
  if type(v) == "number" and p.min and v < p.min then return nil, ("must be at least %s"):format(p.min) end
  if type(v) == "number" and p.max and v > p.max then return nil, ("must be at most %s"):format(p.max) end
  return v
end

-- Files that params name are read here and handed in whole.
local function hand_in(sys, p, name, v, hashes)
  if type(v) ~= "string" then return v end
  local text, message = read_file(v)
  if not text then return nil, ("param '%s': %s"):format(name, message) end
  hashes[name] = sys.sha256(text)
  if p.type == "file" then return text end
  local d
  d, message = lede._dictionary_table(text, v)
  if not d then return nil, ("param '%s': %s"):format(name, message) end
  return d
end

-- All params of the recipe from {name = text}: values, what was said about them for the run; or nil, message.
function recipe.params(sys, about, given)
  local values, said, hashes = {}, {}, {}
  local known = about.params or {}
  local order = {}
  for name in pairs(given) do order[#order + 1] = name end
  table.sort(order)
  for _, name in ipairs(order) do
    if not known[name] then
      local near = check.nearest(name, known)
      return nil, ("the recipe has no param '%s'%s"):format(name, near and "; did you mean '" .. near .. "'?" or "")
    end
  end
  order = {}
  for name in pairs(known) do order[#order + 1] = name end
  table.sort(order)
  for _, name in ipairs(order) do
    local p = known[name]
    local v = given[name]
    if v == nil then v = p.default end
    if v == nil and not p.optional and p.default == nil then
      return nil, ("param '%s' is needed: -p %s=%s (%s)"):format(name, name, p.type:upper(), p.help or "no help")
    end
    if v ~= nil then
      local why
      local raw = v
      v, why = recipe.convert(p, v)
      if v == nil then return nil, ("param '%s' %s, got '%s'"):format(name, why, tostring(raw)) end
      said[name] = v
      if p.type == "file" or p.type == "dictionary" then
        v, why = hand_in(sys, p, name, v, hashes)
        if v == nil then return nil, why end
        if hashes[name] then said[name] = {file = said[name], sha256 = hashes[name]} end
      end
      values[name] = v
    end
  end
  return values, said
end

-- The tag patterns that `needs` ask for.
function recipe.tag_patterns(about)
  local list = {}
  for _, need in ipairs(about.needs or {}) do
    local p = need:match("^tag:(.*)$")
    if p then list[#list + 1] = p end
  end
  return list
end

function recipe.needs_write(about)
  for _, need in ipairs(about.needs or {}) do
    if need == "write" then return true end
  end
  return false
end

-- --- grants -----------------------------------------------------------------------------------

-- Recipes that we ship need no grant, wherever their file lies.
function recipe.is_shipped(sys, hash)
  local dir = shipped_folder(sys)
  for _, entry in ipairs(dir and sys.list(dir) or {}) do
    if entry:find("%.lua$") then
      local text = read_file(dir .. "/" .. entry)
      if text and sys.sha256(text) == hash then return true end
    end
  end
  return false
end

local function grants_file() return recipe.config_folder() .. "/grants" end

function recipe.is_granted(hash)
  local text = read_file(grants_file())
  return text ~= nil and ("\n" .. text):find("\n" .. hash .. " ", 1, true) ~= nil
end

-- Remember that the user let this content run: true, or nil, message.
function recipe.grant(sys, r)
  local ok, message = sys.mkdir(recipe.config_folder())
  if not ok then return nil, message end
  local f
  f, message = io.open(grants_file(), "a")
  if not f then return nil, message end
  f:write(("%s %s %s needs %s\n"):format(r.hash, r.about.name, r.about.version, table.concat(r.about.needs or {}, " ")))
  return f:close()
end

return recipe
