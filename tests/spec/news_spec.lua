-- lua/news.c: quotes and names
local t = require "harness"
local lede = require "lede"

local function quotes(body, options)
  return lede.article {body = body, language = "en"}:quotes(options)
end

local function names(body)
  local out = {}
  for _, n in ipairs(lede.article {body = body, language = "en"}:names()) do out[#out + 1] = n.text .. "/" .. n.kind end
  return table.concat(out, " ")
end

local function speakers(body)
  local out = {}
  for i, q in ipairs(quotes(body)) do out[i] = q.speaker or "-" end
  return table.concat(out, "|")
end

t.test("the span of a quote lies inside its marks", function()
  local body = "Then “we sail at dawn,” said Ada Brandt."
  local q = quotes(body)[1]
  t.eq(body:sub(q.first, q.last), "we sail at dawn,")
  t.eq(q.text, "we sail at dawn,")
  t.eq(body:sub(q.speaker_first, q.speaker_last), "Ada Brandt")
  t.eq(q.cue, "said")
  t.eq(q.kind, "speech")
end)

t.test("the speaker stands before, after, between or inverted", function()
  t.eq(speakers('Ada Brandt said: "We sail at dawn."'), "Ada Brandt")
  t.eq(speakers('"We sail at dawn," Ada Brandt told reporters.'), "Ada Brandt")
  t.eq(speakers('"We sail," said Captain Ada Brandt, "and at dawn."'), "Ada Brandt|Ada Brandt")
  t.eq(speakers('According to Ada Brandt, the harbour is "as good as closed".'), "Ada Brandt")
end)

t.test("pronouns and surnames give the full name", function()
  t.eq(speakers('Mayor Ada Brandt opened the quay. "It is wide," Brandt said. "And it is deep," she added.'),
    "Ada Brandt|Ada Brandt")
end)

t.test("a quote over paragraphs keeps its speaker", function()
  t.eq(speakers("Ada Brandt said: “We sail at dawn.\n\n“We return at dusk.”"), "Ada Brandt|Ada Brandt")
end)

t.test("titles and arm's-length words are no speech, and come on request", function()
  t.eq(#quotes('The "smart" kettle was sold in every town.'), 0)
  local q = quotes('The "smart" kettle was sold in every town.', {terms = true})
  t.eq(q[1].kind, "term")
end)

t.test("indirect speech comes on request", function()
  local q = quotes("Ada Brandt said that the quay would open in May.", {indirect = true})
  t.eq(#q, 1)
  t.eq(q[1].kind, "indirect")
  t.eq(q[1].text, "the quay would open in May")
  t.eq(q[1].speaker, "Ada Brandt")
end)

t.test("marks of other languages are paired", function()
  for _, s in ipairs {"„Wir fahren“", "«On part demain»", "»Wir fahren ab«", "「我们走」"} do
    t.eq(#lede.quotes("Berg sagte: " .. s .. ".", {language = "de", terms = true}), 1, s)
  end
end)

t.test("speakers of other languages are found", function()
  local cases = {
    {"fr", "« Le bateau est en retard », a déclaré la maire Inès Okoro. « Nous attendons », a-t-elle ajouté.", "Inès Okoro|Inès Okoro"},
    {"es", "«El barco llega tarde», dijo la alcaldesa Inés Okoro. “Esperamos”, añadió.", "Inés Okoro|Inés Okoro"},
    {"ru", "«Паром опоздал», — сказала мэр Инес Окоро. Павел Брандт заявил: «Ничего не изменится».", "Инес Окоро|Павел Брандт"},
    {"de", "„Die Fähre ist spät“, sagte Bürgermeisterin Ines Okoro. Sie fügte hinzu: „Es ist Nebel.“", "Ines Okoro|Ines Okoro"},
    {"ja", "山田太郎市長は「船は遅れている」と述べた。「何も変わらない」と鈴木氏は語った。『港』という本。", "山田太郎市長|鈴木"},
    {"zh", "市长王小明说：“船晚点了。”", "市长王小明"},
  }
  for _, case in ipairs(cases) do
    local out = {}
    for i, q in ipairs(lede.article {body = case[2], language = case[1]}:quotes()) do out[i] = q.speaker or "-" end
    t.eq(table.concat(out, "|"), case[3], case[1])
  end
end)

t.test("apostrophes and possessives open no quote, single marks do", function()
  local q = quotes("'We sail,' said Ada Brandt. The workers' union and Ada's crew didn't say 'never'.")
  t.eq(#q, 2)
  t.eq(q[1].text .. q[2].text, "We sail,never")
  t.eq(q[2].speaker, "Ada's crew")
end)

t.test("a quote that never closes ends with its paragraph", function()
  local q = quotes("Ada Brandt said: “We sail at dawn.\n\nThe ferry left.")
  t.eq(#q, 1)
  t.eq(q[1].text, "We sail at dawn.")
end)

t.test("who is told or asked does not speak", function()
  t.eq(speakers('Ada Brandt was asked by Ines Okoro, "Will it sail?"'), "Ines Okoro")
end)

t.test("headlines in capitals give only names that are known otherwise", function()
  t.eq(names("BRANDT OPENS QUAY\n\nMayor Ada Brandt opened the quay."), "BRANDT/person Ada Brandt/person")
end)

t.test("names know titles, places, endings and peoples", function()
  t.eq(names("President Ada Brandt flew from Lisbon to Japan with Okoro Shipping Ltd and Norwegian sailors."),
    "Ada Brandt/person Lisbon/place Japan/place Okoro Shipping Ltd/organisation Norwegian/group")
end)

t.test("a noun of German and a stop word are no names by themselves, whatever English lists hold", function()
  local function found(body, language)
    local out = {}
    for _, n in ipairs(lede.names(body, {language = language})) do out[#out + 1] = n.text .. "/" .. n.kind end
    return table.concat(out, " ")
  end
  t.eq(found("Das Land und der Brand: Millionen Menschen sahen Karl Berg. Später lachte Berg.", "de"), "Karl Berg/person Berg/person")
  t.eq(found("Lo dijo Carlos Ribera. Durante el día llovió.", "es"), "Carlos Ribera/person")
end)

t.test("a user's gazetteer comes first, with canonical names and codes", function()
  local g = lede.gazetteer {{name = "Ostwick", kind = "place", code = "X-1", aliases = "Port Brandt"}, {name = "fog", kind = "weather"}}
  local n = lede.names("Mayor Ada Brandt of Port Brandt likes fog.", {gazetteer = g})
  t.eq(#n, 2)
  t.eq({n[1].text, n[2].text, n[2].kind, n[2].canonical, n[2].code, n[2].rule},
    {"Ada Brandt", "Port Brandt", "place", "Ostwick", "X-1", "gazetteer"})
end)

t.test("a bare surname follows the full name", function()
  local n = lede.names("Ines Okoro won. Okoro smiled.")
  t.eq(n[2].text, "Okoro")
  t.eq(n[2].canonical, "Ines Okoro")
end)

t.test("a titled surname gives the full name of the same sex", function()
  local n = lede.names("Ada Brandt spoke. Ms. Brandt smiled; Mr. Brandt left.")
  t.eq({n[2].canonical, n[3].canonical}, {"Ada Brandt", "Brandt"})
end)

t.test("an office with of or for is no part of the name", function()
  t.eq(names("Deputy Secretary for Public Works Ines Okoro spoke."), "Ines Okoro/person")
end)

t.test("the offset of a row is kept", function()
  local q = lede.quotes({text = 'He said "go".', first = 11, last = 24})
  t.eq(q[1].first, 20)
end)

t.test("wrong use names the argument", function()
  t.raises("string expected", lede.names, 5 == 6)
end)

t.test("everything found is told with its rule, and marked in the body", function()
  local a = lede.article {body = "“It is late,” said Ada Brandt.\n\nOslo paid \27[0m$5 on Monday.", language = "en", published = "2024-05-08"}
  for _, row in ipairs(a:findings()) do
    t.ok(row.rule ~= "" or row.what == "date" or row.what == "amount", row.text)
    t.eq(a.body:sub(row.first, row.last), row.text)
  end
  local plain = a:marked()
  t.ok(plain:find("“{It is late,}” said [Ada Brandt].", 1, true), plain)
  t.ok(not plain:find("\27", 1, true), plain)
  t.ok(a:marked {colour = true}:find("\27[1;36mAda Brandt\27[0m", 1, true))
  t.eq(lede.article {headline = "x"}:marked(), "")
end)

local shared = t.shared()
if shared then
  t.test("every quote, speaker and name of the first article comes out", function()
    local f = assert(io.open(shared .. "/data/seed/expected.json"))
    local want = lede.json.decode(f:read("a"))
    f:close()
    f = assert(io.open(shared .. "/data/seed/article.txt"))
    local all = f:read("a")
    f:close()
    local a = lede.article {body = all:sub(all:find(want.body_starts, 1, true), -1), language = "en"}
    local got = a:quotes()
    t.eq(#got, #want.quotes)
    for i, q in ipairs(want.quotes) do
      t.eq(got[i].text:sub(1, #q.starts), q.starts)
      t.eq(got[i].speaker, q.speaker)
      t.eq(got[i].cue, q.cue)
    end
    local seen = {}
    for _, n in ipairs(a:names()) do
      seen[n.kind .. " " .. n.canonical] = true
      t.ok(n.kind == "group" or not seen["group " .. n.canonical], n.canonical)
    end
    for kind, list in pairs(want.names) do
      if kind ~= "group_or_absent" then
        for _, n in ipairs(list) do t.ok(seen[kind .. " " .. n], kind .. " " .. n) end
      end
    end
  end)
else
  t.skip("every quote, speaker and name of the first article comes out", "no shared data")
end

t.test("an abbreviation introduced in brackets has the full name as its canonical form", function()
  local a = lede.article {language = "en", body = "Engineers of the Northern Water Board (NWB) met in Kastel on Monday. "
    .. "The NWB said it would decide next week, and critics of the NWB were not asked."}
  local found = 0
  for _, n in ipairs(a:names()) do
    if n.text == "NWB" then
      found = found + 1
      t.eq(n.canonical, "Northern Water Board")
      t.eq(n.kind, "organisation")
    end
  end
  t.ok(found >= 2, found .. " found")
end)

t.done()
