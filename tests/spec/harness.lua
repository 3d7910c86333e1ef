-- The specs' own check: TAP on standard output, one line a test.
--   local t = require "harness"
--   t.test("a sentence about behaviour", function() t.eq(got, want) end)
--   t.done()
local t = {}
local count, bad = 0, 0

local function show(v)
  if type(v) == "string" then return ("%q"):format(v) end
  if type(v) ~= "table" then return tostring(v) end
  local keys = {}
  for k in pairs(v) do keys[#keys + 1] = k end
  table.sort(keys, function(a, b) return tostring(a) < tostring(b) end)
  local out = {}
  for _, k in ipairs(keys) do out[#out + 1] = tostring(k) .. "=" .. show(v[k]) end
  return "{" .. table.concat(out, ", ") .. "}"
end

local function same(a, b)
  if a == b then return true end
  if type(a) ~= "table" or type(b) ~= "table" then return false end
  for k, v in pairs(a) do if not same(v, b[k]) then return false end end
  for k in pairs(b) do if a[k] == nil then return false end end
  return true
end

t.show = show

function t.eq(got, want, what)
  if not same(got, want) then
    error((what and what .. ": " or "") .. "got " .. show(got) .. ", want " .. show(want), 2)
  end
end

function t.ok(value, what)
  if not value then error(what or "not true", 2) end
end

-- The call raises, with `part` in its message.
function t.raises(part, f, ...)
  local ok, message = pcall(f, ...)
  if ok then error("did not raise", 2) end
  message = tostring(message)
  if not message:find(part, 1, true) then error("raised " .. show(message) .. ", want " .. show(part), 2) end
end

function t.test(name, f)
  count = count + 1
  local ok, message = xpcall(f, function(m) return debug.traceback(tostring(m), 2) end)
  if not ok then
    bad = bad + 1
    print("# " .. message:gsub("\n", "\n# "))
  end
  print(("%s %d - %s"):format(ok and "ok" or "not ok", count, name))
end

function t.skip(name, why)
  count = count + 1
  print(("ok %d - %s # SKIP %s"):format(count, name, why))
end

-- The folder of measured data, or nil where it is absent (then skip, loudly).
function t.shared()
  local dir = os.getenv("LEDE_SHARED") or "../shared"
  local f = io.open(dir .. "/data/README.md")
  if f then f:close() return dir end
end

function t.done()
  print("1.." .. count)
  os.exit(bad == 0, true)
end

return t
