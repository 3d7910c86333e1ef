-- core/read/html*.c: one page a kind of fault, read by lede.read
local t = require "harness"

local P1 = "The town of Norderwick is to build its swimming hall beside the railway station after all, since fourteen of its " ..
  "twenty-three councillors chose the cheaper of two plans."
local P2 = "Diggers arrive once the ground has thawed, and the old hall stays open until the new roof is tight, which the builders " ..
  "promise for the first frost of the year after next."
local P3 = "Four swimming clubs wanted a third plan with a deeper pool, which Mayor Tilde Arnau called a fine idea for a richer " ..
  "town, and nobody asked her to explain herself."

local function page(name)
  for article in assert(lede.read("tests/data/html/" .. name .. ".html")) do return article end
end

local function paragraphs(...) return table.concat({...}, "\n\n") end

t.test("digits of an article's number in the URL are no day", function()
  local a = page "number_in_url"
  t.eq(a.published, "2021-04-17")
  t.eq(a.date_from, "page")
  t.eq(a.body, paragraphs(P1, P2))
end)

t.test("ISO-8859-1 is read as windows-1252", function()
  local a = page "latin1"
  t.eq(a.headline, "Mühle am Flüsschen")
  t.ok(a.body:find("Grüße – aus Südhafen", 1, true))
end)

t.test("a charset that lies loses to valid UTF-8", function()
  t.eq(page("lying_charset").headline, "Mühle")
end)

t.test("a paragraph that is one link stays", function()
  t.eq(page("linked_paragraph").body, paragraphs(P1,
    "Read the plans of both halls here: the councillors had them on their desks for a month, and six of them say so.", P2))
end)

t.test("unclosed paragraphs in a table of layout are whole", function()
  t.eq(page("unclosed").body, paragraphs(P1,
    "If a lane is w metres wide, eight of them fill 8w and their ropes w/5 more, and the plot holds both.", P2))
end)

t.test("nested and mixed lists of authors give every person", function()
  t.eq(page("authors").authors, {"Ute Brand", "Ida Holm", "Jo Lind, Jr.", "Omar Vael"})
end)

t.test("a headline is whole at its colon and without the site", function()
  local a = page "colon"
  t.eq(a.headline, "Pools: Where the Money Goes")
  t.eq(a.publisher, "Norderwick Post")
end)

t.test("neither who comments nor the site is an author, nor is a comment's date the article's", function()
  local a = page "comments"
  t.eq(a.authors, {})
  t.eq(a.published, nil)
  t.eq(a.body, paragraphs(P1, P2, P3))
end)

t.test("a text about cookies is no body", function()
  t.eq(page("consent").body, paragraphs(P1, P2))
end)

t.test("siblings of the main container stay, an advertisement between them goes", function()
  t.eq(page("siblings").body, paragraphs(P1, P2, P3))
end)

t.test("elements that no list knows keep their text", function()
  t.eq(page("custom_tags").body, paragraphs(P1, "“We shall build it again, stone by stone, whatever the sea may think of it.”", P2))
end)

t.test("a page whose text stands in a data block only is read", function()
  t.eq(page("next_data").body, paragraphs(P1, P2, P3))
end)

t.test("articleBody stands in where the page shows a stub, and published and modified stay apart", function()
  local a = page "articlebody"
  t.eq(a.body, paragraphs(P1, P2, P3))
  t.eq(a.published, "2021-04-25T10:00:00+02:00")
  t.eq(a.modified, "2021-04-26T08:30:00+02:00")
end)

t.test("the page's language orders day and month, and no zone is invented", function()
  local a = page "dates_de"
  t.eq(a.published, "2021-04-03T12:46")
  t.eq(a.authors, {"Ida Holm"})
  t.eq(a.language, "de")
end)

t.test("other dates of the page order day and month", function()
  t.eq(page("ambiguous_date").published, "2021-04-03")
end)

t.test("dates that cannot be are refused with a note", function()
  local a = page "impossible_dates"
  t.eq(a.published, nil)
  t.ok(#a.notes > 0)
end)

t.test("a list of other articles is no body", function()
  t.eq(page("teasers").body, paragraphs(P1, P2))
end)

local function made(head, top)
  local text = "<html><head><title>Ferry is late</title>" .. head .. "</head><body><h1>Ferry is late" .. top .. "<p>" .. P1 ..
    "</p><p>" .. P2 .. "</p></body></html>"
  for article in lede.read("x.html", {text = text}) do return article end
end

t.test("the sign in a heading that links to the heading is no part of it", function()
  t.eq(made("", '<a class="headerlink" href="#late">¶</a></h1>').headline, "Ferry is late")
end)

t.test("a given name in brackets belongs to the author's name", function()
  t.eq(made("", '</h1><p class="byline">By <a rel="author">Ida (R.J.) Holm</a></p>').authors, {"Ida (R.J.) Holm"})
  t.eq(made("", '</h1><p class="byline">By <a rel="author">Ida Holm (Pier News)</a></p>').authors, {"Ida Holm"})
end)

t.test("what one accepts by pressing a button is nobody's name", function()
  t.eq(made("", '</h1><p>By pressing "Send" readers accept the House Rules and Pier Terms.</p>').authors, {})
end)

t.done()
