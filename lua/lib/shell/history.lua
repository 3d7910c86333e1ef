-- What earlier runs of a recipe left in a store, read through plain SQL.
local _, lib, lede = ...
local history = {}

-- The assertions of the recipe that stand: {row = {tag = {name, spans, value, note, count}}}.
function history.assertions(store, name)
  local found = {}
  for a in store:sql([[SELECT g.article AS row, t.name AS tag, e.spans AS spans, e.value AS value, e.note AS note
      FROM run r JOIN event e ON e.id BETWEEN r.id << 32 AND (r.id << 32) + 4294967295
      JOIN tagged g ON g.tag = e.tag AND g.article = e.article AND g.event = e.id AND g.state = 0
      JOIN tag t ON t.id = g.tag WHERE r.kind = 'recipe' AND r.name = ?1]], name) do
    local spans = {}
    for i, s in ipairs(a.spans and lede.json.decode(a.spans) or {}) do spans[i] = {first = s[1], last = s[2]} end
    found[a.row] = found[a.row] or {}
    local there = found[a.row][a.tag]
    found[a.row][a.tag] = {name = a.tag, spans = spans, value = a.value, note = a.note, count = there and there.count + 1 or 1}
  end
  return found
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
