-- lede duplicates [options] QUERY
return select(2, ...)("shell/listing") {
  name = "duplicates", summary = "Groups of articles that copy each other, the earliest first",
  usage = "duplicates [options] [QUERY]",
  options = {{"--min", "S", "how similar, from 0 to 1"}},
  -- A group is a list of its own: each of its articles is a row here.
  flatten = function(groups, rows)
    local list = {}
    for i, group in ipairs(groups) do
      for _, row in ipairs(group) do
        list[#list + 1] = {group = i, article = row.article, published = row.article.published,
          publisher = row.article.publisher, headline = row.article.headline, similarity = row.similarity,
          containment = row.containment}
      end
    end
    return rows.make(list, {columns = {"group", "article", "published", "publisher", "headline", "similarity", "containment"}})
  end,
}
