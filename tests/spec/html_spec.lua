-- core/read/html*.c: one page a kind of fault, read by lede.read
local t = require "harness"

local P1 = "The harbour board of Norderwick met on Tuesday evening, and its members heard three captains, two shop owners and a teacher " ..
  "before they voted on the new ferry."
local P2 = "Tickets cost what they cost until the first week of May, a leaflet on every quay explains to travellers, but the last crossing on Sundays is to " ..
  "start half an hour sooner than this year."
local P3 = "Another meeting will follow after the winter, once somebody has counted what a larger hull costs, and the mayor has seen the study " ..
  "of the wooden quay too."

local function page(name)
  for article in assert(lede.read("tests/data/html/" .. name .. ".html")) do return article end
end

local function paragraphs(...) return table.concat({...}, "\n\n") end

t.test("digits of an article's number in the URL are no day", function()
  local a = page "number_in_url"
  t.eq(a.published, "2021-04-25")
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
    "On Friday all three captains denied that they had left the pier before the bell was rung, the court was told.", P2))
end)

t.test("unclosed paragraphs in a table of layout are whole", function()
  t.eq(page("unclosed").body, paragraphs(P1,
    "With load v the short rope runs out by -3v and the long rope by v/4, which keeps the cage level.", P2))
end)

t.test("nested and mixed lists of authors give every person", function()
  t.eq(page("authors").authors, {"Ute Brand", "Ida Holm", "Jo Lind, Jr.", "Omar Vael"})
end)

t.test("a headline is whole at its colon and without the site", function()
  local a = page "colon"
  t.eq(a.headline, "Storms: What They Are and How You Get Ready")
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

t.done()
