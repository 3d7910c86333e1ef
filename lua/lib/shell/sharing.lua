-- How recipes travel: packed into one file, added from a path, an archive or a
-- git repository, removed, found in a catalogue. Every copy is written down
-- with its origin and hashes in a lock file beside it. Nothing is run here.
local _, lib, lede = ...
local recipe = lib "shell/recipe"
local sharing = {}

local function folder_of(project) return project and recipe.project_folder or recipe.user_folder() end
local function lock_path(project) return folder_of(project) .. "/recipes.lock" end

-- The lock file: {name = {from, sha256, version}}.
local function read_lock(project)
  local text = recipe.read_file(lock_path(project))
  local lock = text and lede.json.decode(text)
  return type(lock) == "table" and lock or {}
end

local function write_file(path, text)
  local f, message = io.open(path .. ".tmp", "wb")
  if not f then return nil, message end
  local ok, why = f:write(text)
  f:close()
  if not ok then
    os.remove(path .. ".tmp")
    return nil, why
  end
  return os.rename(path .. ".tmp", path)
end

local function write_lock(project, lock)
  local names, lines = {}, {}
  for name in pairs(lock) do names[#names + 1] = name end
  table.sort(names)
  for i, name in ipairs(names) do lines[i] = "  " .. lede.json.encode(name) .. ": " .. lede.json.encode(lock[name]) end
  return write_file(lock_path(project), "{\n" .. table.concat(lines, ",\n") .. "\n}\n")
end

-- A scratch folder that is removed when it is closed.
local function scratch(sys)
  local dir = os.tmpname()
  os.remove(dir)
  assert(sys.mkdir(dir))
  return setmetatable({path = dir}, {__close = function() sys.call("rm", "-rf", dir) end})
end

-- --- pack -------------------------------------------------------------------------

-- A single file goes as it is, a folder as NAME-VERSION.tar.gz: the path written, or nil, message.
function sharing.pack(sys, r, to)
  local name = r.about.name .. "-" .. r.about.version
  if r.path:match("[^/]*$") ~= "recipe.lua" then
    local path = to or name .. ".lua"
    local ok, message = write_file(path, r.code)
    if not ok then return nil, message end
    return path
  end
  local path, folder = to or name .. ".tar.gz", r.path:match("^(.*)/")
  local ok, message = sys.call("tar", "-czf", path .. ".tmp", "--sort=name", "--mtime=@0", "--owner=0", "--group=0",
    "-C", folder .. "/..", folder:match("[^/]*$"))
  if not ok then return nil, message end
  ok, message = os.rename(path .. ".tmp", path)
  return ok and path or nil, message
end

-- --- add ---------------------------------------------------------------------------

-- The one recipe in a folder: its main file, or nil, message.
local function main_in(sys, dir, from)
  if sys.kind(dir .. "/recipe.lua") == "file" then return dir .. "/recipe.lua" end
  local found = {}
  for _, entry in ipairs(sys.list(dir) or {}) do
    local path = dir .. "/" .. entry
    if sys.kind(path) == "file" and entry:find("%.lua$") then found[#found + 1] = path end
    if sys.kind(path) == "directory" and sys.kind(path .. "/recipe.lua") == "file" then found[#found + 1] = path .. "/recipe.lua" end
  end
  if #found == 1 then return found[1] end
  if #found == 0 then return nil, from .. ": no recipe in it" end
  local names = {}
  for i, path in ipairs(found) do names[i] = path:sub(#dir + 2) end
  return nil, ("%s: holds %d recipes, name one: %s"):format(from, #found, table.concat(names, ", "))
end

local function from_archive(sys, from, dir)
  -- tar refuses absolute names and '..' by itself; links are left out by what is copied later.
  local ok, message = sys.call("tar", "-xzf", from, "-C", dir, "--no-same-owner", "--no-same-permissions")
  if not ok then return nil, from .. ": is no archive that tar can read (" .. message .. ")" end
  return main_in(sys, dir, from)
end

local function from_git(sys, from, dir)
  local place, inner = from:match("^(.-)#(.*)$")
  place = place or from
  if place:find("^%-") then return nil, "a place does not begin with '-'" end
  local ok, message = sys.call("git", "clone", "--quiet", "--depth", "1", "--no-recurse-submodules", "--", place, dir .. "/clone")
  if not ok then return nil, ("%s: git could not clone it (%s)"):format(place, message) end
  if inner and inner ~= "" then
    if inner:find("..", 1, true) then return nil, "a path inside a repository has no '..'" end
    local path = dir .. "/clone/" .. inner
    if sys.kind(path) == "directory" then path = path .. "/recipe.lua" end
    if sys.kind(path) ~= "file" then return nil, ("%s: no recipe at '%s'"):format(place, inner) end
    return path
  end
  return main_in(sys, dir .. "/clone", from)
end

local function find_main(sys, from, dir)
  if sys.kind(from) == "file" then
    if from:find("%.lua$") then return from end
    return from_archive(sys, from, dir)
  end
  if sys.kind(from) == "directory" and sys.kind(from .. "/.git") == nil then return main_in(sys, from, from) end
  if sys.kind(from) == "directory" or from:find("://", 1, true) or from:find("^[%w.-]+@[%w.-]+:") or from:find("#", 1, true) then
    return from_git(sys, from, dir)
  end
  return nil, ("nothing at '%s': a file, a folder, a .tar.gz or what git can clone is needed"):format(from)
end

-- Copy the recipe's files: one file, or a folder with its plain files.
local function copy_in(sys, r, folder)
  local ok, message = sys.mkdir(folder)
  if not ok then return nil, message end
  if r.path:match("[^/]*$") ~= "recipe.lua" then
    local path = folder .. "/" .. r.about.name .. ".lua"
    ok, message = write_file(path, r.code)
    return ok and path or nil, message
  end
  local dir = folder .. "/" .. r.about.name
  ok, message = sys.mkdir(dir)
  if not ok then return nil, message end
  for name, text in pairs(r.files) do
    ok, message = write_file(dir .. "/" .. name, text)
    if not ok then return nil, message end
  end
  return dir .. "/recipe.lua"
end

-- Add from a file, folder, archive or git repository: the recipe as it lies here now, or nil, message.
function sharing.add(sys, from, project)
  local dir <close> = scratch(sys)
  local main, message = find_main(sys, from, dir.path)
  if not main then return nil, message end
  local r
  r, message = recipe.open(sys, main)
  if not r then return nil, message end
  local path
  path, message = copy_in(sys, r, folder_of(project))
  if not path then return nil, message end
  local lock = read_lock(project)
  lock[r.about.name] = {from = from, sha256 = r.hash, version = r.about.version}
  local ok
  ok, message = write_lock(project, lock)
  if not ok then return nil, message end
  return recipe.open(sys, path)
end

-- --- remove ------------------------------------------------------------------------------

function sharing.remove(sys, name, project)
  if not name:find("^%a[%w_-]*$") then return nil, ("'%s' is no recipe's name"):format(name) end
  local folder = folder_of(project)
  local lock = read_lock(project)
  local file, dir = folder .. "/" .. name .. ".lua", folder .. "/" .. name
  if not lock[name] then
    return nil, ("'%s' was not added with `lede recipe add` to %s"):format(name, folder)
  end
  if sys.kind(file) == "file" then
    os.remove(file)
  elseif sys.kind(dir) == "directory" then
    local ok, message = sys.call("rm", "-rf", dir)
    if not ok then return nil, message end
  end
  lock[name] = nil
  local ok, message = write_lock(project, lock)
  if not ok then return nil, message end
  return ("%s removed from %s"):format(name, folder)
end

-- --- catalogues ------------------------------------------------------------------------------

-- Rows of a catalogue (a folder or git repository with recipes.json) that hold the word.
function sharing.search(sys, place, word)
  if not place then return nil, "no catalogue: --catalogue PLACE or $LEDE_CATALOGUE (a folder or git repository with recipes.json)" end
  local dir <close> = scratch(sys)
  local folder = place
  if sys.kind(place) ~= "directory" then
    folder = dir.path .. "/clone"
    local ok, message = sys.call("git", "clone", "--quiet", "--depth", "1", "--", place, folder)
    if not ok then return nil, ("%s: git could not clone it (%s)"):format(place, message) end
  end
  local text, message = recipe.read_file(folder .. "/recipes.json")
  if not text then return nil, message end
  local list
  list, message = lede.json.decode(text)
  if type(list) ~= "table" then return nil, ("%s/recipes.json: %s"):format(place, message or "is no list") end
  local rows = {}
  for _, entry in ipairs(list.recipes or list) do
    if type(entry) == "table" and type(entry.name) == "string" then
      local all = (entry.name .. " " .. tostring(entry.summary or "") .. " " .. table.concat(entry.keywords or {}, " ")):lower()
      if not word or all:find(word:lower(), 1, true) then
        rows[#rows + 1] = {recipe = entry.name, version = entry.version or "", summary = entry.summary or "",
          from = entry.from or (sys.kind(place) == "directory" and place .. "/" .. (entry.path or entry.name .. ".lua")
            or place .. "#" .. (entry.path or entry.name .. ".lua"))}
      end
    end
  end
  table.sort(rows, function(a, b) return a.recipe < b.recipe end)
  return rows
end

return sharing
