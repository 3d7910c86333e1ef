-- Which articles rest on another outlet's reporting, and on whose.
local name = "((?:\\p{Lu}[\\w&’'-]*)(?: (?:\\p{Lu}[\\w&’'-]*|of|and|de)){0,4}?)"
local patterns = {
  lede.re.compile(name .. " (?:first |also |has |had )?(?:reported|reports|wrote|revealed|learned)\\b"),
  lede.re.compile("\\b(?:[Aa]ccording to|[Rr]eported by|[Cc]iting|[Ii]nterview with|[Oo]btained by|[Pp]ublished by) (?:a report (?:by|in|from) )?(?:[Tt]he )?"
    .. name:gsub("%?%)$", ")")),
}
local told = lede.re.compile("\\b(?:told|tells) (?:[Tt]he )?" .. name:gsub("%?%)$", ")"))

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

local function outlet(text, was_told)
  text = text:gsub("^The ", ""):gsub("[’']s?$", "")
  local last = text:match("[^ ]*$")
  if text ~= last then return (endings[last] or known[last]) and text or nil end
  return (known[text] or was_told and text:find("^%u%u%u%u?$") and not bodies[text]) and text or nil
end

-- "BBC Radio" and "BBC News (Online)" are one house.
local function house(text)
  text = (" " .. lede.text.fold(text or ""):gsub("[()]", "") .. " "):gsub(" ", "  ")
  for _, word in ipairs {"news", "online", "radio", "web", "tv", "television", "sport", "the"} do text = text:gsub(" " .. word .. " ", "") end
  return text
end
local function same_house(a, b)
  a, b = house(a), house(b)
  return b:find("%w") and a:find("%w") and (a:find(b, 1, true) or b:find(a, 1, true))
end

return {
  name = "cites", version = "1.1.0", lede = ">=0.1", author = "lede", license = "MIT",
  summary = "Articles that rest on another outlet's reporting, and who cites whom",
  keywords = {"sources", "attribution"},
  needs = {"read"},
  query = "lang:en",
  params = {
    least = {type = "integer", default = 1, min = 1, help = "leave out pairs seen in fewer articles"},
    show = {type = "integer", default = 50, min = 1, help = "rows to show"},
  },
  map = function(article, _, emit)
    local body, seen = article.body or "", {}
    local function look(pattern, was_told)
      for text in pattern:gmatch(body) do
        local cited = outlet(text, was_told)
        if cited and not seen[cited] and not same_house(cited, article.publisher) then
          seen[cited] = true
          emit((article.publisher or "(no publisher)") .. "\t" .. cited, {n = 1, example = article.id})
        end
      end
    end
    for _, pattern in ipairs(patterns) do look(pattern, false) end
    look(told, true)
  end,
  reduce = function(_, list)
    local n = 0
    for _, v in ipairs(list) do n = n + v.n end
    return {n = n, example = list[1].example}
  end,
  finish = function(results, params, out)
    local rows = {}
    for pair, v in pairs(results) do
      local citing, cited = pair:match("^(.*)\t(.*)$")
      if v.n >= params.least then rows[#rows + 1] = {citing = citing, cited = cited, articles = v.n, example = v.example} end
    end
    table.sort(rows, function(a, b)
      if a.articles ~= b.articles then return a.articles > b.articles end
      return a.citing .. a.cited < b.citing .. b.cited
    end)
    out:print(("%d pairs, %d shown"):format(#rows, math.min(#rows, params.show)))
    out:table(table.move(rows, 1, params.show, 1, {}), {columns = {"citing", "cited", "articles", "example"}})
  end,
  examples = {
    {article = {publisher = "Coast Wire", body = "The berths are closed, the Harbour Gazette reported."},
      emits = {{"Coast Wire\tHarbour Gazette", {n = 1, example = "example"}}}},
    {article = {publisher = "Coast Wire", body = "The berths are closed, she told VBC. Rain is due, it said."},
      emits = {{"Coast Wire\tVBC", {n = 1, example = "example"}}}},
    {article = {publisher = "VBC News", body = "It will rain, Ada Lindqvist reported. It rained, he told VBC."}, emits = {}},
  },
}
