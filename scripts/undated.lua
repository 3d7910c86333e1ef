-- Articles whose date is missing, guessed or odd, so that no chart rests on them unseen.
local function oddity(article, params)
  local date = article.published
  if not date then return "no date" end
  local year = tonumber(date:match("^(%d%d%d%d)"))
  if not year then return "not a date: " .. date end
  if year < params.earliest then return "before " .. params.earliest end
  if lede.now and date:sub(1, 10) > lede.now:sub(1, 10) then return "in the future" end
  if #date < 10 then return #date == 4 and "year only" or "month only" end
  if article.modified and #article.modified >= 10 and article.modified:sub(1, 10) < date:sub(1, 10) then
    return "changed before it was published"
  end
  if article.date_from == "url" or article.date_from == "file" then return "guessed from the " .. article.date_from end
end

return {
  name = "undated", version = "1.0.1", lede = ">=0.1", author = "lede", license = "MIT",
  summary = "Articles without a date, or with one to doubt",
  keywords = {"dates", "quality"},
  needs = {"read"},
  params = {
    earliest = {type = "integer", default = 1900, help = "years before this one are odd"},
    show = {type = "integer", default = 5, min = 0, help = "examples of each kind"},
  },
  map = function(article, params, emit)
    local what = oddity(article, params)
    if what then
      emit(what, {id = article.id, published = article.published, headline = article.headline, source = article.source})
    end
    emit("", 1)
  end,
  finish = function(results, params, out)
    local rows, doubtful, total = {}, 0, #(results[""] or {})
    for what, list in pairs(results) do
      if what ~= "" then
        doubtful = doubtful + #list
        out:print(("%s: %d of %d articles"):format(what, #list, total))
        for i = 1, math.min(params.show, #list) do
          local a = list[i]
          rows[#rows + 1] = {kind = what, article = a.id, published = a.published, headline = a.headline, source = a.source}
        end
      end
    end
    out:table(lede.table(rows, {columns = {"kind", "article", "published", "headline", "source"}, total = doubtful}))
  end,
  examples = {
    {article = {headline = "Storm", body = "Wind."}, emits = {{"no date", {id = "example", headline = "Storm"}}, {"", 1}}},
    {article = {headline = "Storm", body = "Wind.", published = "2023-10"},
      emits = {{"month only", {id = "example", headline = "Storm", published = "2023-10"}}, {"", 1}}},
    {article = {headline = "Storm", body = "Wind.", published = "2023-10-04"}, emits = {{"", 1}}},
  },
}
