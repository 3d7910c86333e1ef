-- What was changed between the revisions of an article, and whether it says so.
local function sentences(body)
  local list = {}
  for _, s in ipairs(lede.text.sentences(body)) do list[#list + 1] = s.text end
  return list
end

-- Sentences of `a` that `b` does not have, in order.
local function missing(a, b)
  local there, out = {}, {}
  for _, s in ipairs(b) do there[s] = true end
  for _, s in ipairs(a) do
    if not there[s] then out[#out + 1] = s end
  end
  return out
end

local function admits(body)
  for _, word in ipairs {"correction", "clarification", "corrected", "was updated", "has been updated", "editor's note", "editor’s note"} do
    if body:lower():find(word, 1, true) then return true end
  end
  return false
end

return {
  name = "edits", version = "1.0.0", lede = ">=0.1", author = "lede", license = "MIT",
  summary = "What changed between revisions, and whether the article admits it",
  keywords = {"revisions", "corrections"},
  needs = {"read"},
  query = "is:revised",
  params = {stealth = {type = "boolean", default = false, help = "only changes that the text does not mention"}},
  map = function(article, params, emit)
    local revisions = article:revisions()
    for i = 2, #revisions do
      local old, new = revisions[i - 1], revisions[i]
      local before, after = sentences(old.body or ""), sentences(new.body or "")
      local gone, come = missing(before, after), missing(after, before)
      local headline = old.headline ~= new.headline and {old.headline or "", new.headline or ""} or nil
      local open = admits(new.body or "")
      if (#gone > 0 or #come > 0 or headline) and not (params.stealth and open) then
        emit(article.id, {revision = i, removed = gone, added = come, headline = headline, admitted = open,
          publisher = article.publisher, title = new.headline})
      end
    end
  end,
  finish = function(results, _, out)
    local rows = {}
    for id, changes in pairs(results) do
      for _, c in ipairs(changes) do
        out:heading(("%s %s, revision %d%s"):format(id, c.title or "", c.revision, c.admitted and " (says so)" or ""))
        if c.headline then out:print("  headline: " .. c.headline[1] .. " -> " .. c.headline[2]) end
        for _, s in ipairs(c.removed) do out:print("  - " .. s) end
        for _, s in ipairs(c.added) do out:print("  + " .. s) end
        rows[#rows + 1] = {article = id, publisher = c.publisher, revision = c.revision, removed = #c.removed,
          added = #c.added, headline = c.headline ~= nil, admitted = c.admitted}
      end
    end
    out:table(rows, {columns = {"article", "publisher", "revision", "removed", "added", "headline", "admitted"}})
  end,
  examples = {
    {article = {headline = "Strike", body = "It rained. Ten left.", revisions = {
      {headline = "Strike", body = "It rained. Nine left."}, {headline = "Strike", body = "It rained. Ten left."}}},
      emits = {{"example", {revision = 2, removed = {"Nine left."}, added = {"Ten left."}, admitted = false, title = "Strike"}}}},
    {article = {headline = "Strike", body = "It rained."}, emits = {}},
  },
}
