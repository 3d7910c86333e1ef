-- An index of people and places: where each stands, like the last pages of a book.
return {
  name = "index", version = "1.0.0", lede = ">=0.1", author = "lede", license = "MIT",
  summary = "An index of people, places and organisations, with the articles that name them",
  keywords = {"names", "people", "places"},
  needs = {"read"},
  params = {
    kind = {type = "choice", choices = {"person", "place", "organisation", "group", "all"}, default = "all",
      help = "only names of this kind"},
    least = {type = "integer", default = 2, min = 1, help = "leave out names in fewer articles"},
    show = {type = "integer", default = 100, min = 1, help = "rows to show"},
    list = {type = "integer", default = 5, min = 1, help = "article ids a row"},
  },
  map = function(article, params, emit)
    local seen = {}
    for _, n in ipairs(article:names()) do
      local name = n.canonical or n.text
      local key = n.kind .. "\t" .. name
      if (params.kind == "all" or params.kind == n.kind) and not seen[key] then
        seen[key] = true
        emit(key, {n = 1, ids = {article.id}})
      end
    end
  end,
  reduce = function(_, list)
    local sum = {n = 0, ids = {}}
    for _, v in ipairs(list) do
      sum.n = sum.n + v.n
      for _, id in ipairs(v.ids) do
        if #sum.ids < 20 then sum.ids[#sum.ids + 1] = id end
      end
    end
    return sum
  end,
  finish = function(results, params, out)
    local rows = {}
    for key, v in pairs(results) do
      if v.n >= params.least then
        local kind, name = key:match("^(.-)\t(.*)$")
        rows[#rows + 1] = {name = name, kind = kind, articles = v.n,
          ["in"] = table.concat(v.ids, " ", 1, math.min(params.list, #v.ids)) .. (v.n > params.list and " ..." or "")}
      end
    end
    table.sort(rows, function(a, b)
      if a.articles ~= b.articles then return a.articles > b.articles end
      return a.name .. a.kind < b.name .. b.kind
    end)
    local all = #rows
    for i = all, params.show + 1, -1 do rows[i] = nil end
    out:print(("%d names in %d articles or more, %d shown"):format(all, params.least, #rows))
    out:table(rows, {columns = {"name", "kind", "articles", "in"}})
  end,
  examples = {
    {article = {language = "en", body = "Officials in Japan spoke to Mr. Tomas Rill on Monday."}, params = {kind = "person"},
      emits = {{"person\tTomas Rill", {n = 1, ids = {"example"}}}}},
    {article = {language = "en", body = "It rained all day."}, emits = {}},
  },
}
