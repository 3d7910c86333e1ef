-- Which articles rest on another outlet's reporting, and on whose.
local verbs = {"reported", "reports", "first reported", "wrote", "has learned", "revealed"}

-- The outlet named before "reported", "told" or after "according to", with its span.
local function citations(body)
  local found = {}
  local function add(name, first, last)
    name = name:gsub("^[Tt]he%s+", "")
    if #name > 2 then found[#found + 1] = {name = name, first = first, last = last} end
  end
  for _, verb in ipairs(verbs) do
    for first, name, last in body:gmatch("(),?%s[Tt]he (%u[%w&.]*[%s%u%w&.]-)%s" .. verb .. "()%f[%W]") do
      add(name, first + 1, last - 1)
    end
    for first, name, last in body:gmatch("(),%s(%u[%w&]+)%s" .. verb .. "()%f[%W]") do add(name, first + 2, last - 1) end
    for first, name, last in body:gmatch("(),%s(%u[%w&]+%s%u[%w&]+)%s" .. verb .. "()%f[%W]") do
      add(name, first + 2, last - 1)
    end
  end
  for first, name, last in body:gmatch("()[Aa]ccording to the (%u%w+%s%u%w+)()%f[%W]") do add(name, first, last - 1) end
  for first, name, last in body:gmatch("()[Aa]ccording to (%u%w+%s%u%w+)()%f[%W]") do add(name, first, last - 1) end
  for first, name, last in body:gmatch("()[Aa]ccording to (%u%u+)()%f[%W]") do add(name, first, last - 1) end
  for first, name, last in body:gmatch("()told [Tt]?h?e?%s?(%u%u+)()%f[%W]") do add(name, first, last - 1) end
  table.sort(found, function(a, b) return a.first < b.first end)
  return found
end

-- A person is cited too, but is no outlet: outlets are known by these words or by capitals.
local function is_outlet(name)
  if name:find("^%u%u+$") and #name <= 5 then return true end
  for _, word in ipairs {"News", "Press", "Times", "Post", "Journal", "Gazette", "Today", "Herald", "Reuters", "Bloomberg",
    "Guardian", "Tribune", "Wire", "Telegraph", "Mail", "Independent", "Politico", "Axios", "Examiner", "Chronicle", "Globe",
    "Observer", "Economist", "Star", "Sun", "Standard", "Agency", "Television", "Radio", "Daily", "Weekly"} do
    if name:find(word, 1, true) then return true end
  end
  return false
end

-- "BBC" and "BBC News" are one house.
local function same_house(a, b)
  a, b = lede.text.fold(a), lede.text.fold(b or "")
  return b ~= "" and (a:find(b, 1, true) ~= nil or b:find(a, 1, true) ~= nil)
end

return {
  name = "cites", version = "1.0.0", lede = ">=0.1", author = "lede", license = "MIT",
  summary = "Articles that rest on another outlet's reporting, and who cites whom",
  keywords = {"sources", "attribution"},
  needs = {"read"},
  query = "lang:en",
  params = {least = {type = "integer", default = 1, min = 1, help = "leave out pairs seen in fewer articles"}},
  map = function(article, _, emit)
    local seen = {}
    for _, c in ipairs(citations(article.body or "")) do
      if is_outlet(c.name) and not seen[c.name] and not same_house(c.name, article.publisher) then
        seen[c.name] = true
        emit((article.publisher or "(no publisher)") .. "\t" .. c.name, 1)
      end
    end
  end,
  reduce = function(_, counts) return lede.sum(counts) end,
  finish = function(results, params, out)
    local rows = {}
    for pair, n in pairs(results) do
      local citing, cited = pair:match("^(.*)\t(.*)$")
      if n >= params.least then rows[#rows + 1] = {citing = citing, cited = cited, articles = n} end
    end
    table.sort(rows, function(a, b)
      if a.articles ~= b.articles then return a.articles > b.articles end
      return a.citing .. a.cited < b.citing .. b.cited
    end)
    out:table(rows, {columns = {"citing", "cited", "articles"}})
  end,
  examples = {
    {article = {publisher = "Coast Wire", body = "The berths are closed, the Harbour Gazette reported."},
      emits = {{"Coast Wire\tHarbour Gazette", 1}}},
    {article = {publisher = "Coast Wire", body = "The berths are closed, she told VBC. Rain is due, it said."},
      emits = {{"Coast Wire\tVBC", 1}}},
    {article = {publisher = "Coast Wire", body = "It will rain, Ada Lindqvist reported."}, emits = {}},
  },
}
