-- The syntax of changes to tags, `+NAME -NAME -- QUERY`, for lede tag and lede tags.
local _, lib = ...
local verbs, out, check = lib "shell/verbs", lib "shell/out", lib "check"
local batch = {}

-- Spaces, % and control characters of a name as %20; and back.
function batch.quote(name)
  return (name:gsub("[%%%s%c]", function(c) return ("%%%02x"):format(c:byte()) end))
end

local function unquote(word)
  return (word:gsub("%%(%x%x)", function(hex) return string.char(tonumber(hex, 16)) end))
end

-- The names to add and to take off among the words.
function batch.signs(words)
  local adds, removes = {}, {}
  for _, word in ipairs(words) do
    local sign, name = word:match("^([+-])(.+)$")
    if not sign then verbs.misuse(("+NAME or -NAME expected, got '%s'"):format(word)) end
    table.insert(sign == "+" and adds or removes, unquote(name))
  end
  return adds, removes
end

function batch.on_set(set, adds, removes, coder)
  local changed = 0
  if #removes > 0 then changed = set:untag(table.unpack(removes)) end
  if #adds > 0 then
    adds = table.move(adds, 1, #adds, 1, {})
    if coder then adds[#adds + 1] = {by = coder} end
    changed = math.max(changed, set:tag(table.unpack(adds)))
  end
  return changed
end

function batch.change(article, adds, removes, coder)
  local changed = false
  for _, name in ipairs(removes) do changed = article:untag(name) or changed end
  for _, name in ipairs(adds) do changed = article:tag(name, {by = coder}) or changed end
  return changed
end

-- for number, words, query in batch.lines(path): blank lines and # comments left out.
function batch.lines(path)
  local number, step = 0, verbs.input(path):lines()
  return function()
    while true do
      local line = step()
      if not line then return nil end
      number = number + 1
      if line:find("%S") and not line:find("^%s*#") then
        local head, query = line:match("^(.-)%s+%-%-%s+(.*)$")
        if not head then head, query = line:match("^(.-)%s+%-%-$"), "" end
        local words = {}
        for word in (head or line):gmatch("%S+") do words[#words + 1] = word end
        return number, words, head and query
      end
    end
  end
end

-- Apply a file of lines: articles changed, lines that failed.
function batch.apply(store, path, coder)
  local changed, failed = 0, 0
  for number, words, query in batch.lines(path) do
    local ok, n = pcall(function()
      if not query then error("' -- QUERY' expected", 0) end
      local adds, removes = batch.signs(words)
      return batch.on_set(store:find(query), adds, removes, coder)
    end)
    if ok then
      changed = changed + n
    else
      failed = failed + 1
      if type(n) == "table" then n = n.usage or n.failed end
      out.message(("%s:%d: %s"):format(path, number, check.plain(tostring(n))))
    end
  end
  return changed, failed
end

return batch
