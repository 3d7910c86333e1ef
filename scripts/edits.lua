-- What was changed between the revisions of an article, and whether it says so.
local notes = {"correction:", "clarification:", "corrected", "was updated", "has been updated", "editor's note", "korrektur", "anmerkung der redaktion",
  "rectificatif", "mis à jour", "corrección", "fe de errat", "nota de la redacción", "исправлено"}

local function admits(text)
  text = text:lower():gsub("’", "'")
  for _, note in ipairs(notes) do
    if text:find(note, 1, true) then return true end
  end
  return false
end

-- A sentence without what only typesetters change.
local function plain(text)
  return (text:gsub("[“”„«»]", '"'):gsub("[‘’]", "'"):gsub("\u{a0}", " "):gsub("%s+", " "))
end

-- The changes of headline, dek and body, those of typesetters left out.
local function real(changes)
  local sides, list = {["-"] = {}, ["+"] = {}}, {}
  for _, c in ipairs(changes) do sides[c.op][c.field .. plain(c.text)] = true end
  for _, c in ipairs(changes) do
    local key = c.field .. plain(c.text)
    if c.field ~= "published" and c.field ~= "modified" and not (sides["-"][key] and sides["+"][key]) then list[#list + 1] = c end
  end
  return list
end

return {
  name = "edits", version = "1.1.0", lede = ">=0.1", author = "lede", license = "MIT",
  summary = "What changed between revisions, and whether the article admits it",
  keywords = {"revisions", "corrections"},
  needs = {"read"},
  query = "is:revised",
  params = {
    stealth = {type = "boolean", default = false, help = "only changes that the new text does not mention"},
    show = {type = "integer", default = 20, min = 1, help = "changes to show of a revision"},
  },
  map = function(article, params, emit)
    for i = 2, #article:revisions() do
      local changes, admitted = real(article:diff(i - 1, i)), false
      for _, c in ipairs(changes) do admitted = admitted or c.op == "+" and admits(c.text) end
      if #changes > 0 and not (params.stealth and admitted) then
        emit(article.id, {headline = article.headline, revision = i, admitted = admitted, changes = changes})
      end
    end
  end,
  finish = function(results, params, out)
    local rows, total, revisions, open = {}, 0, 0, 0
    for id, list in pairs(results) do
      for _, r in ipairs(list) do
        revisions, total, open = revisions + 1, total + #r.changes, open + (r.admitted and 1 or 0)
        for _, c in ipairs(table.move(r.changes, 1, params.show, 1, {})) do
          c.article, c.revision, c.admitted = id, r.revision, r.admitted
          rows[#rows + 1] = c
        end
      end
    end
    out:print(("revisions that changed: %d, that say so: %d"):format(revisions, open))
    out:table(lede.table(rows, {columns = {"article", "revision", "admitted", "field", "op", "first", "last", "text"}, total = total}))
  end,
  examples = {
    {article = {headline = "Strike", body = "It rained. Ten left.", revisions = {
      {headline = "Strike", body = "It rained. Nine left."}, {headline = "Strike", body = "It rained. Ten left."}}},
      emits = {{"example", {headline = "Strike", revision = 2, admitted = false, changes = {
        {field = "body", op = "-", text = "Nine left.", first = 12, last = 21},
        {field = "body", op = "+", text = "Ten left.", first = 12, last = 20}}}}}},
    {article = {headline = "Strike", body = "It rained."}, emits = {}},
  },
}
