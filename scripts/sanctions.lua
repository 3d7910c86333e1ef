-- Tag articles that report economic sanctions: a word for the measure near a word for its doing.
local words = lede.dictionary {
  measure = {"sanction", "sanctions", "sanctioned", "sanctioning", "embargo", "embargoes", "export ban*", "import ban*",
    "asset freeze*", "travel ban*", "blacklist*", "price cap"},
  act = {"impose*", "imposing", "lift", "lifted", "lifting", "freeze*", "froze", "frozen", "seize*", "ban", "banned", "target*",
    "extend*", "ease", "eased", "tighten*", "evade*", "evading", "against", "announce*", "threat*", "penalt*"},
}

return {
  name = "sanctions", version = "1.0.0", lede = ">=0.1", author = "lede", license = "MIT",
  summary = "Tag articles that report economic sanctions",
  keywords = {"economy", "sanctions"},
  needs = {"read", "tag:topic/sanctions"},
  query = "sanction OR sanctions OR embargo OR (asset freeze) OR blacklist",
  params = {
    min = {type = "integer", default = 1, min = 1, help = "how many sentences must report a measure"},
    list = {type = "dictionary", optional = true, help = "own dictionary with the categories measure and act"},
  },
  map = function(article, params, emit)
    local dictionary = params.list and lede.dictionary(params.list) or words
    local matches, sentences, spans = dictionary:match(article), article:sentences(), {}
    local i = 1
    for _, s in ipairs(sentences) do
      local measure, act
      while matches[i] and matches[i].first <= s.last do
        local m = matches[i]
        if m.key:find("^measure") then measure = measure or m elseif m.key:find("^act") then act = act or m end
        i = i + 1
      end
      if measure and act then spans[#spans + 1] = {first = s.first, last = s.last} end
    end
    if #spans >= params.min then
      article:tag("topic/sanctions", {spans = spans, value = #spans})
      emit(article.published and article.published:sub(1, 7) or "(undated)", 1)
    end
  end,
  reduce = function(_, counts) return lede.sum(counts) end,
  finish = function(results, _, out)
    local rows = {}
    for month, n in pairs(results) do rows[#rows + 1] = {month = month, articles = n} end
    out:table(rows, {columns = {"month", "articles"}})
  end,
  examples = {
    {article = {body = "Orlen imposed sanctions on three firms. It rained.", published = "2023-03-13"},
      tags = {"topic/sanctions"}, emits = {{"2023-03", 1}}},
    {article = {body = "The sanctions of taste are many."}, tags = {}, emits = {}},
  },
}
