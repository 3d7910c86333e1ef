-- A value as Lua source, keys in order: what `lede recipe test --bless` writes.
local function literal(v)
  if type(v) ~= "table" then return type(v) == "string" and ("%q"):format(v):gsub("\\\n", "\\n") or tostring(v) end
  local parts = {}
  if #v > 0 or next(v) == nil then
    for i, item in ipairs(v) do parts[i] = literal(item) end
  else
    local keys = {}
    for k in pairs(v) do keys[#keys + 1] = k end
    table.sort(keys)
    for i, k in ipairs(keys) do
      local name = tostring(k)
      parts[i] = (name:find("^[%a_][%w_]*$") and name or ("[%q]"):format(name)) .. " = " .. literal(v[k])
    end
  end
  return "{" .. table.concat(parts, ", ") .. "}"
end

return literal
