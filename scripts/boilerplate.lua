-- Paragraphs that many articles share: newsletter boxes, agency lines, subscription pleas.

-- The name with the highest count (the first in the alphabet of those), and how many names there are.
local function most(counts)
  local best, n = nil, 0
  for name, count in pairs(counts) do
    n = n + 1
    if not best or count > counts[best] or (count == counts[best] and name < best) then best = name end
  end
  return best, n
end

-- What map emits is one short text, because most paragraphs stand once: place and publisher.
local function sighting(v)
  local id, first, last, publisher = v:match("^(%S+) (%d+) (%d+) (.*)$")
  return {n = 1, publishers = {[publisher] = 1}, article = id, first = math.tointeger(first), last = math.tointeger(last)}
end

return {
  name = "boilerplate", version = "1.2.0", lede = ">=0.1", author = "lede", license = "MIT",
  summary = "Paragraphs that stand in many articles, by publisher",
  keywords = {"quality", "cleaning"},
  needs = {"read"},
  params = {
    least = {type = "integer", default = 3, min = 2, help = "in how many articles a paragraph must stand"},
    longest = {type = "integer", default = 400, min = 20, help = "longer paragraphs are no boilerplate (bytes)"},
    show = {type = "integer", default = 50, min = 1, help = "rows to show"},
  },
  map = function(article, params, emit)
    local seen = {}
    for _, p in ipairs(article:paragraphs()) do
      local text = p.text:gsub("%s+", " ")
      if #text >= 12 and #text <= params.longest and not seen[text] then
        seen[text] = true
        emit(text, ("%s %d %d %s"):format(article.id, p.first, p.last, article.publisher or "(none)"))
      end
    end
  end,
  reduce = function(_, list)
    if #list == 1 then return list[1] end
    local sum
    for _, v in ipairs(list) do
      local part = type(v) == "table" and v or sighting(v)
      if sum then
        sum.n = sum.n + part.n
        for name, n in pairs(part.publishers) do sum.publishers[name] = (sum.publishers[name] or 0) + n end
      else
        sum = part
      end
    end
    return sum
  end,
  finish = function(results, params, out)
    local rows = {}
    for text, v in pairs(results) do
      if type(v) == "table" and v.n >= params.least then
        local mostly, publishers = most(v.publishers)
        rows[#rows + 1] = {articles = v.n, publishers = publishers, mostly = mostly, article = v.article, first = v.first,
          last = v.last, text = text}
      end
    end
    out:print(("%d paragraphs stand in %d articles or more"):format(#rows, params.least))
    out:table(lede.table(rows, {columns = {"articles", "publishers", "mostly", "article", "first", "last", "text"}})
      :sort("-articles text"):first(params.show))
  end,
  examples = {
    {article = {publisher = "Coast Wire", body = "Wind.\n\nSign up for our letter.\n\nSign up for our letter."},
      emits = {{"Sign up for our letter.", "example 8 30 Coast Wire"}}},
  },
}
