-- lua/article.c
local t = require "harness"
local lede = require "lede"

t.test("fields come back as they were given", function()
  local a = lede.article {headline = "Harbour closed", authors = {"Ana Sol", "Ben Ode"}, body = "One.\n\nTwo.",
    extra = {desk = "city", rank = 2.5}}
  t.eq(a.headline, "Harbour closed")
  t.eq(a.authors, {"Ana Sol", "Ben Ode"})
  t.eq(a.extra, {desk = "city", rank = 2.5})
  t.eq(a.dek, nil)
  t.eq(a.keywords, {})
end)

t.test("schema.org names are accepted", function()
  local a = lede.article {articleBody = "Text.", datePublished = "2022-03-21", author = "Ana Sol"}
  t.eq(a.body, "Text.")
  t.eq(a.published, "2022-03-21")
  t.eq(a.authors, {"Ana Sol"})
end)

t.test("unknown fields raise with a suggestion", function()
  t.raises("an article has no field 'headlin'; did you mean 'headline'?", lede.article, {headlin = "x"})
  t.raises("no field 'bdy'", function() return lede.article({}).bdy end)
end)

t.test("wrong values raise and name the field and what came", function()
  t.raises("field 'headline' of an article must be a string, got number", lede.article, {headline = 5})
  t.raises("item 2 of the article's 'authors' must be a string, got boolean", lede.article, {authors = {"x", true}})
  t.raises("field 'extra' of an article must be a table, got string", lede.article, {extra = "x"})
  t.raises("table expected, got no value", lede.article)
end)

t.test("fields cannot be assigned to", function()
  t.raises("cannot be assigned to", function() lede.article({}).headline = "x" end)
end)

t.test("invalid UTF-8 is repaired", function()
  t.eq(lede.article({headline = "a\xFFb"}).headline, "a\u{FFFD}b")
end)

t.test("tags of an article without a store are kept by name", function()
  t.eq(lede.article({tags = {"topic/ports", "x"}}).tags, {"topic/ports", "x"})
end)

t.test("articles are equal by id", function()
  t.ok(lede.article {id = "a1"} == lede.article {id = "a1"})
  t.ok(lede.article {id = "a1"} ~= lede.article {id = "a2"})
  t.ok(lede.article {} ~= lede.article {})
end)

t.test("an article is JSON by its fields, in DESIGN's names", function()
  t.eq(lede.json.encode(lede.article {articleBody = "B", keywords = {"k"}}), '{"body":"B","keywords":["k"]}')
end)

t.test("an article prints as its id, else its headline", function()
  t.eq(tostring(lede.article {id = "q7", headline = "H"}), "q7")
  t.eq(tostring(lede.article {headline = "H"}), "H")
end)

t.test("the sentence of a span, more than one where the span is wider", function()
  local a = lede.article {body = "It rained.\n\nNobody came. The hall was dark.", language = "en"}
  t.eq(a:sentence_of {first = 14, last = 15}, "Nobody came.")
  t.eq(a:sentence_of {first = 20, last = 30}, "Nobody came. The hall was dark.")
  t.raises("inside the body", a.sentence_of, a, {first = 40, last = 99})
  t.raises("inside the body", a.sentence_of, a, {})
end)

t.done()
