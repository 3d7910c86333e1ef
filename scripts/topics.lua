-- Tag articles by topic, from a dictionary of words; every tag carries the words that made it.
local topics = lede.dictionary {
  politics = {"government", "parliament", "minister", "election*", "president", "senate", "opposition", "coalition",
    "prime minister", "foreign minister", "vote", "voters", "campaign", "cabinet", "lawmakers"},
  economy = {"inflation", "central bank", "interest rate*", "economy", "unemployment", "exports", "imports", "tariff*",
    "stock market", "shares", "investors", "recession", "budget", "trade", "currency"},
  conflict = {"war", "troops", "army", "missile*", "ceasefire", "invasion", "attack*", "soldiers", "military", "airstrike*",
    "hostages", "rebels", "weapons"},
  health = {"hospital*", "doctor*", "nurse*", "vaccine*", "virus", "disease*", "patients", "clinic*", "epidemic", "medicine*"},
  climate = {"climate change", "global warming", "emissions", "drought*", "flood*", "wildfire*", "renewable*", "carbon",
    "heatwave*", "reservoir*"},
  justice = {"court", "judge", "trial", "police", "prosecutor*", "lawsuit", "prison", "arrested", "verdict", "inquiry"},
  sport = {"match", "tournament", "champion*", "league", "coach", "goal", "goals", "olympic*", "team", "regatta", "season"},
  science = {"scientists", "researchers", "biologist*", "study", "telescope", "laboratory", "species", "space", "genome"},
}

return {
  name = "topics", version = "1.0.0", lede = ">=0.1", author = "lede", license = "MIT",
  summary = "Tag English articles by topic, with the words that made each tag",
  keywords = {"topics", "dictionary", "codebook"},
  needs = {"read", "tag:topic/*"},
  query = "lang:en",
  params = {
    min = {type = "integer", default = 3, min = 1, help = "how many matches make a topic"},
    kinds = {type = "integer", default = 2, min = 1, help = "how many different words must be among them"},
    list = {type = "dictionary", optional = true, help = "own dictionary instead of the built-in one"},
  },
  map = function(article, params, emit)
    local dictionary = params.list and lede.dictionary(params.list) or topics
    local found = {}
    for _, m in ipairs(dictionary:match(article)) do
      local key = m.key:match("^[^/]+")
      local f = found[key] or {spans = {}, words = {}, kinds = 0}
      found[key] = f
      f.spans[#f.spans + 1] = {first = m.first, last = m.last}
      local word = m.text:lower()
      if not f.words[word] then f.words[word], f.kinds = true, f.kinds + 1 end
    end
    for topic, f in pairs(found) do
      if #f.spans >= params.min and f.kinds >= params.kinds then
        article:tag("topic/" .. topic, {spans = f.spans, value = #f.spans})
        emit(topic, 1)
      end
    end
  end,
  reduce = function(_, counts) return lede.sum(counts) end,
  finish = function(results, _, out)
    local rows = {}
    for topic, n in pairs(results) do rows[#rows + 1] = {topic = topic, articles = n} end
    out:table(lede.table(rows, {columns = {"topic", "articles"}}):sort("-articles topic"))
  end,
  examples = {
    {article = {body = "Nurses left six clinics. A doctor stayed with the patients."}, tags = {"topic/health"},
      emits = {{"health", 1}}},
    {article = {body = "The doctor slept."}, tags = {}, emits = {}},
  },
}
