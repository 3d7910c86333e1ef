-- Amounts of money in their sentences, the largest first.
return {
  name = "money", version = "1.0.0", lede = ">=0.1", author = "lede", license = "MIT",
  summary = "The money trail: amounts in their sentences, the largest first",
  keywords = {"money", "amounts"},
  needs = {"read"},
  params = {
    currency = {type = "string", optional = true, help = "only this currency code, such as USD"},
    least = {type = "number", default = 1000, min = 0, help = "leave out smaller amounts"},
    show = {type = "integer", default = 50, min = 1, help = "rows to show"},
  },
  map = function(article, params, emit)
    local sentences
    for _, a in ipairs(article:amounts()) do
      local value = type(a.value) == "number" and a.value
      if a.unit and a.unit:find("^%u%u%u$") and value and value >= params.least
        and (not params.currency or a.unit == params.currency) then
        sentences = sentences or article:sentences()
        local text = a.text
        for _, s in ipairs(sentences) do
          if s.first <= a.first and a.last <= s.last then text = s.text end
        end
        emit(a.unit, {value = value, amount = a.text, date = article.published, id = article.id, sentence = text})
      end
    end
  end,
  finish = function(results, params, out)
    for unit, list in pairs(results) do
      table.sort(list, function(a, b)
        if a.value ~= b.value then return a.value > b.value end
        return a.id .. a.sentence < b.id .. b.sentence
      end)
      local rows = {}
      for i = 1, math.min(params.show, #list) do
        local a = list[i]
        rows[i] = {value = a.value, amount = a.amount, date = a.date, article = a.id, sentence = a.sentence}
      end
      out:heading(("%s: %d amounts, %d shown"):format(unit, #list, #rows))
      out:table(rows, {columns = {"value", "amount", "date", "article", "sentence"}})
    end
  end,
  examples = {
    {article = {language = "en", published = "2023-06-07", body = "It rained. Repairs will cost about $7 million, the report says."},
      emits = {{"USD", {value = 7000000, amount = "$7 million", date = "2023-06-07", id = "example",
        sentence = "Repairs will cost about $7 million, the report says."}}}},
  },
}
