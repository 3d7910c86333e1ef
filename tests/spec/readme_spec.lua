-- README.md: every command and every line of Lua in it runs and gives what is shown.
-- After a change in what is printed: LEDE_README_UPDATE=1 build/lede tests/spec/readme_spec.lua, and read the difference.
local t = require "harness"
local dir = os.tmpname()
os.remove(dir)
os.execute("mkdir -p " .. dir)
local build = os.getenv("LEDE_BUILD") or "build"

local f = assert(io.open("README.md"))
local readme = f:read("a")
f:close()

local function shell(command)
  local path = dir .. "/out"
  local _, _, status = os.execute(("PATH=%s:$PATH LEDE_STORE=%s/strait.lede sh -c '%s' >%s 2>&1 </dev/null"):format(build, dir,
    command:gsub("'", "'\\''"), path))
  local out = assert(io.open(path))
  local text = out:read("a")
  out:close()
  return status, text
end

-- Output as shown: spaces at line ends do not count; a line "..." stands for any lines.
local function matches(got, want)
  local function lines(text)
    local list = {}
    for line in (text:gsub("%s+$", "") .. "\n"):gmatch("(.-)%s*\n") do list[#list + 1] = line end
    return list
  end
  local g, w = lines(got), lines(want)
  local i = 1
  for j, line in ipairs(w) do
    if line == "..." then
      local next_line = w[j + 1]
      while g[i] and g[i] ~= next_line do i = i + 1 end
    elseif g[i] == line then
      i = i + 1
    else
      return false, ("line %d: got %s, want %s"):format(i, tostring(g[i]), line)
    end
  end
  return i > #g, ("%d lines more than shown, first: %s"):format(#g - i + 1, tostring(g[i]))
end

-- A block as a list of {command, shown}.
local function steps(block)
  local list = {}
  for line in (block .. "\n"):gmatch("(.-)\n") do
    local command = line:match("^%$ (.*)$")
    if command then
      list[#list + 1] = {command = command, shown = {}}
    elseif list[1] then
      table.insert(list[#list].shown, line)
    end
  end
  return list
end

-- LEDE_README_UPDATE=1 writes what the commands print now into the page (where it shows no "...").
local update = os.getenv("LEDE_README_UPDATE")
local function step(s)
  local shown = table.concat(s.shown, "\n")
  if s.command:find("^make") then return end
  local status, got = shell(s.command)
  if update and not shown:find("%.%.%.", 1) and shown ~= "" then s.shown = {(got:gsub("[ \n]+$", ""):gsub(" +\n", "\n"))} end
  t.test("README: " .. s.command, function()
    t.eq(status, 0, got)
    if shown ~= "" and not update then
      local same, why = matches(got, shown)
      t.ok(same, why)
    end
  end)
end

local written = readme:gsub("\n```console\n(.-)\n```", function(block)
  local out = {}
  for _, s in ipairs(steps(block)) do
    step(s)
    out[#out + 1] = "$ " .. s.command
    table.move(s.shown, 1, #s.shown, #out + 1, out)
  end
  return "\n```console\n" .. table.concat(out, "\n") .. "\n```"
end)
if update then
  local out = assert(io.open("README.md", "w"))
  out:write(written)
  out:close()
end

local n = 0
for block in readme:gmatch("\n```lua\n(.-)\n```") do
  n = n + 1
  t.test("README: Lua block " .. n, function()
    local path = ("%s/block%d.lua"):format(dir, n)
    local out = assert(io.open(path, "w"))
    out:write(block)
    out:close()
    local recipe = block:find("\nreturn {", 1, true) or block:find("^return {")
    local status, got = shell(recipe and ("lede recipe test %s"):format(path) or ("lede -s %s/strait.lede %s"):format(dir, path))
    t.eq(status, 0, got)
  end)
end

t.test("README names both commands", function()
  t.ok(readme:find("make demo", 1, true) and readme:find("make check", 1, true))
end)

os.execute("rm -rf " .. dir)
t.done()
