-- Amounts of money in their sentences, the largest first.
return {
  name = "money", version = "1.1.0", lede = ">=0.1", author = "lede", license = "MIT",
  summary = "The money trail: amounts in their sentences, the largest first",
  keywords = {"money", "amounts"},
  needs = {"read"},
  params = {
    currency = {type = "string", optional = true, help = "only this currency code, such as USD"},
    least = {type = "number", default = 1000, min = 0, help = "leave out smaller amounts"},
    show = {type = "integer", default = 50, min = 1, help = "rows to show of each currency"},
  },
  map = function(article, params, emit)
    for _, a in ipairs(article:amounts()) do
      local value = tonumber(a.value)
      if value and value >= params.least and a.unit and a.unit:find("^%u%u%u$") and (not params.currency or a.unit == params.currency) then
        local sentence = article:sentence_of(a)
        emit(a.unit .. " " .. sentence .. value, {articles = 1, currency = a.unit, value = value, amount = a.text, date = article.published,
          article = article.id, first = a.first, last = a.last, sentence = sentence})
      end
    end
  end,
  -- Copies of a sentence are one row, that of the first article.
  reduce = function(_, list)
    local sum, articles = list[1], 0
    for _, v in ipairs(list) do articles = articles + v.articles end
    sum.articles = articles
    return sum
  end,
  finish = function(results, params, out)
    local by_currency, amounts = {}, 0
    for _, v in pairs(results) do
      by_currency[v.currency] = by_currency[v.currency] or lede.table {}
      table.insert(by_currency[v.currency], v)
      amounts = amounts + 1
    end
    local rows = {}
    for currency, list in pairs(by_currency) do
      local shown = list:sort("-value date article first"):first(params.show)
      out:print(("%s: %d amounts, %d shown"):format(currency, #list, #shown))
      table.move(shown, 1, #shown, #rows + 1, rows)
    end
    out:table(lede.table(rows, {columns = {"currency", "value", "amount", "articles", "date", "article", "first", "last", "sentence"},
      total = amounts}))
  end,
  examples = {
    {article = {language = "en", published = "2023-06-07", body = "It rained. Repairs will cost about $7 million, the report says."},
      emits = {{"USD Repairs will cost about $7 million, the report says.7000000", {articles = 1, currency = "USD", value = 7000000,
        amount = "$7 million", date = "2023-06-07", article = "example", first = 36, last = 45,
        sentence = "Repairs will cost about $7 million, the report says."}}}},
  },
}
