-- Which articles rest on another outlet's reporting, and on whose.
local name = "((?:\\p{Lu}[\\w&’'-]*)(?: (?:\\p{Lu}[\\w&’'-]*|of|and|de)){0,4}%s)"
local shortest, longest = name:format("?"), name:format("")
local by = "\\b(?:[Aa]ccording to|[Rr]eported by|[Cc]iting|[Ii]nterview with|[Oo]btained by|[Pp]ublished by) "
local patterns = {
  lede.re.compile(shortest .. " (?:first |also |has |had )?(?:reported|reports|wrote|revealed|learned)\\b"),
  lede.re.compile(by .. "(?:a report (?:by|in|from) )?(?:[Tt]he )?" .. longest),
}
local told = lede.re.compile("\\b(?:told|tells) (?:[Tt]he )?" .. longest)

local function set(words)
  local s = {}
  for word in words:gmatch("%S+") do s[word] = true end
  return s
end
-- A longer name is an outlet's by its last word; one word where it is known, or in capitals where people "told" it something.
local endings = set("News Press Times Post Journal Gazette Today Herald Tribune Wire Telegraph Mail Independent Examiner Chronicle " ..
  "Globe Observer Star Sun Standard Television Radio Daily Weekly Review Magazine Inquirer Dispatch Beast Guardian Economist Agency")
local known = set("Reuters Bloomberg Politico Axios Newsweek Vox Slate Breitbart BuzzFeed HuffPost Interfax TASS Xinhua Kyodo Spiegel " ..
  "Guardian Economist Newsmax Intercept AP AFP BBC CNN NBC CBS ABC NPR PBS MSNBC CNBC CBC NHK Sky")
local bodies = set("NATO FBI CIA NSA UN EU WHO CDC IMF ISIS DNC RNC ICE FEMA EPA NASA OPEC IAEA US UK USA GOP MPs DHS DOJ TSA NRA PM")
local full = {AP = "Associated Press", HuffPost = "Huffington Post", AFP = "Agence France-Presse"}

local function outlet(text, was_told)
  text = text:gsub("^The ", ""):gsub("’", "'"):gsub("'s?$", "")
  local owner = text:match("^(.-)'s ")                                  -- the BBC's Today
  if known[owner] then text = owner end
  local last = text:match("[^ ]*$")
  if text ~= last then return (endings[last] or known[last]) and text or nil end
  return (known[text] or was_told and text:find("^%u%u%u%u?$") and not bodies[text]) and (full[text] or text) or nil
end

-- "BBC Radio" and "BBC News (Online)" are one house.
local function house(text)
  text = (" " .. lede.text.fold(full[text] or text or ""):gsub("[()]", "") .. " "):gsub(" ", "  ")
  for _, word in ipairs {"news", "online", "radio", "web", "tv", "television", "sport", "the"} do text = text:gsub(" " .. word .. " ", "") end
  return text
end
local function same_house(a, b)
  a, b = house(a), house(b)
  return b:find("%w") and a:find("%w") and (a:find(b, 1, true) or b:find(a, 1, true))
end

return {
  name = "cites", version = "1.2.0", lede = ">=0.1", author = "lede", license = "MIT",
  summary = "Articles that rest on another outlet's reporting, and who cites whom",
  keywords = {"sources", "attribution"},
  needs = {"read"},
  query = "lang:en",
  params = {
    least = {type = "integer", default = 1, min = 1, help = "leave out pairs seen in fewer articles"},
    show = {type = "integer", default = 50, min = 1, help = "rows to show"},
  },
  map = function(article, _, emit)
    local seen = {}
    local function look(pattern, was_told)
      for _, match in ipairs(lede.re.spans(article.body or "", pattern)) do
        local span = match.groups[1]
        local cited = outlet(span.text, was_told)
        if cited and not seen[cited] and not same_house(cited, article.publisher) then
          seen[cited] = true
          emit((article.publisher or "(no publisher)") .. "\t" .. cited, {n = 1, article = article.id, first = span.first,
            last = span.last, sentence = article:sentence_of(span)})
        end
      end
    end
    for _, pattern in ipairs(patterns) do look(pattern, false) end
    look(told, true)
  end,
  reduce = function(_, list)
    local n = 0
    for _, v in ipairs(list) do n = n + v.n end
    local v = list[1]
    return {n = n, article = v.article, first = v.first, last = v.last, sentence = v.sentence}
  end,
  finish = function(results, params, out)
    local rows = {}
    for pair, v in pairs(results) do
      v.citing, v.cited = pair:match("^(.*)\t(.*)$")
      v.articles = v.n
      if v.n >= params.least then rows[#rows + 1] = v end
    end
    out:print(#rows .. " pairs")
    out:table(lede.table(rows, {columns = {"citing", "cited", "articles", "article", "first", "last", "sentence"}})
      :sort("-articles citing cited"):first(params.show))
  end,
  examples = {
    {article = {publisher = "Coast Wire", body = "The berths are closed, the Harbour Gazette reported."},
      emits = {{"Coast Wire\tHarbour Gazette", {n = 1, article = "example", first = 28, last = 42, sentence = "The berths are closed, the Harbour Gazette reported."}}}},
    {article = {publisher = "Coast Wire", body = "The berths are closed, she told VBC. Rain is due, it said."},
      emits = {{"Coast Wire\tVBC", {n = 1, article = "example", first = 33, last = 35, sentence = "The berths are closed, she told VBC."}}}},
    {article = {publisher = "VBC News", body = "It will rain, Ada Lindqvist reported. It rained, he told VBC."}, emits = {}},
  },
}
