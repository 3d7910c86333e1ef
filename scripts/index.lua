-- An index of people and places: where each stands, like the last pages of a book.
return {
  name = "index", version = "1.1.0", lede = ">=0.1", author = "lede", license = "MIT",
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
      local key = n.kind .. "\t" .. (n.canonical or n.text)
      if (params.kind == "all" or params.kind == n.kind) and not seen[key] then
        seen[key] = true
        emit(key, {n = 1, first = n.first, last = n.last, ids = {article.id}})
      end
    end
  end,
  reduce = function(_, list, params)
    local sum = {n = 0, first = list[1].first, last = list[1].last, ids = {}}
    for _, v in ipairs(list) do
      sum.n = sum.n + v.n
      table.move(v.ids, 1, math.min(#v.ids, params.list - #sum.ids), #sum.ids + 1, sum.ids)
    end
    return sum
  end,
  finish = function(results, params, out)
    local rows = {}
    for key, v in pairs(results) do
      if v.n >= params.least then
        local kind, name = key:match("^(.-)\t(.*)$")
        rows[#rows + 1] = {name = name, kind = kind, articles = v.n, article = v.ids[1], first = v.first, last = v.last,
          others = table.move(v.ids, 2, #v.ids, 1, {})}
      end
    end
    out:print(("%d names in %d articles or more"):format(#rows, params.least))
    out:table(lede.table(rows, {columns = {"name", "kind", "articles", "article", "first", "last", "others"}})
      :sort("-articles name kind"):first(params.show))
  end,
  examples = {
    {article = {language = "en", body = "Officials in Japan spoke to Mr. Tomas Rill on Monday."}, params = {kind = "person"},
      emits = {{"person\tTomas Rill", {n = 1, first = 33, last = 42, ids = {"example"}}}}},
    {article = {language = "en", body = "It rained all day."}, emits = {}},
  },
}
