-- Paragraphs that many articles share: newsletter boxes, agency lines, subscription pleas.
local function paragraphs(body)
  local list = {}
  for p in (body .. "\n\n"):gmatch("(.-)\n\n") do
    p = p:gsub("%s+", " "):match("^ ?(.-) ?$")
    if p ~= "" then list[#list + 1] = p end
  end
  return list
end

return {
  name = "boilerplate", version = "1.1.0", lede = ">=0.1", author = "lede", license = "MIT",
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
    for _, p in ipairs(paragraphs(article.body or "")) do
      if #p >= 12 and #p <= params.longest and not seen[p] then
        seen[p] = true
        emit(p, article.publisher or "(none)")
      end
    end
  end,
  reduce = function(_, list)
    local sum = {n = 0, publishers = {}}
    if #list == 1 then return list[1] end              -- most paragraphs stand once: they stay as small as they came
    for _, v in ipairs(list) do
      local part = type(v) == "table" and v or {n = 1, publishers = {[v] = 1}}
      sum.n = sum.n + part.n
      for name, n in pairs(part.publishers) do sum.publishers[name] = (sum.publishers[name] or 0) + n end
    end
    return sum
  end,
  finish = function(results, params, out)
    local rows, total = {}, 0
    for text, v in pairs(results) do
      if type(v) == "table" and v.n >= params.least then
        local names = {}
        for name in pairs(v.publishers) do names[#names + 1] = name end
        table.sort(names, function(a, b)
          if v.publishers[a] ~= v.publishers[b] then return v.publishers[a] > v.publishers[b] end
          return a < b
        end)
        rows[#rows + 1] = {articles = v.n, publishers = #names, most = names[1], text = text}
      end
    end
    table.sort(rows, function(a, b)
      if a.articles ~= b.articles then return a.articles > b.articles end
      return a.text < b.text
    end)
    total = #rows
    for i = #rows, params.show + 1, -1 do rows[i] = nil end
    if total > #rows then out:print(("%d of %d shared paragraphs:"):format(#rows, total)) end
    out:table(rows, {columns = {"articles", "publishers", "most", "text"}})
  end,
  examples = {
    {article = {publisher = "Coast Wire", body = "Wind.\n\nSign up for our letter.\n\nSign up for our letter."},
      emits = {{"Sign up for our letter.", "Coast Wire"}}},
  },
}
