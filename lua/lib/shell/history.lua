-- What earlier runs of a recipe left in a store, read through plain SQL.
local _, lib, lede = ...
local history = {}

-- Names, values and notes as JSON; most are seen often.
local text_of = setmetatable({}, {__index = function(t, s)
  t[s] = lede.json.encode(s)
  return t[s]
end})

-- The assertions of the recipe that stand: {row = {tag = {name, spans, value, note, count}}}; spans are JSON, nil for none.
function history.assertions(store, name)
  local found = {}
  for a in store:sql([[SELECT g.article AS row, t.name AS tag, e.spans AS spans, e.value AS value, e.note AS note
      FROM run r CROSS JOIN event e ON e.id BETWEEN r.id << 32 AND (r.id << 32) + 4294967295
      CROSS JOIN tagged g ON g.tag = e.tag AND g.article = e.article AND g.event = e.id AND g.state = 0
      JOIN tag t ON t.id = g.tag WHERE r.kind = 'recipe' AND r.name = ?1]], name) do
    local of = found[a.row] or {}
    found[a.row] = of
    a.count = of[a.tag] and of[a.tag].count + 1 or 1
    of[a.tag] = a
  end
  return found
end

-- A text that differs where assertions do, `spans` as JSON.
function history.written(name, spans, value, note)
  return table.concat({name, spans or "[]", value or "", note or ""}, "\0")
end

-- What an answer of map says that asks for just these tags in the order of their names, as worker.lua writes it; nil
-- where none could.
function history.as_asked(tags)
  local names, parts = {}, {}
  for name in pairs(tags) do names[#names + 1] = name end
  table.sort(names)
  for i, name in ipairs(names) do
    local t = tags[name]
    if t.count > 1 then return nil end
    parts[i] = ('{"name":%s%s,"spans":%s%s}'):format(text_of[name], t.note and ',"note":' .. text_of[t.note] or "", t.spans or "[]",
      t.value and ',"value":' .. text_of[t.value] or "")
  end
  return '{"lines":[],"tags":[' .. table.concat(parts, ",") .. '],"untags":[]}'
end

-- {row = {tag = true}} of tags that only runs of this recipe assert.
function history.own_tags(store, name)
  local own = {}
  for row, tags in pairs(history.assertions(store, name)) do
    own[row] = {}
    for tag in pairs(tags) do own[row][tag] = true end
  end
  for a in store:sql([[SELECT g.article AS row, t.name AS tag FROM tagged g JOIN tag t ON t.id = g.tag
      JOIN run r ON r.id = g.event >> 32 WHERE g.state = 0 AND NOT (r.kind = 'recipe' AND r.name = ?1)]], name) do
    if own[a.row] then own[a.row][a.tag] = nil end
  end
  return own
end

-- {row = bytes of the body}
function history.sizes(store)
  local sizes = {}
  for a in store:sql "SELECT row, bytes FROM article" do sizes[a.row] = a.bytes end
  return sizes
end

return history
