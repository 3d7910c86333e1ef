-- lede annotate --with 'COMMAND' [-- QUERY]
local _, lib, lede = ...
local verbs, out, rows, internal = lib "shell/verbs", lib "shell/out", lib "rows", lib ":internal"

local function quoted(path)
  return "'" .. path:gsub("'", "'\\''") .. "'"
end

-- What the command answered before, for the text that it saw: {row = hash}.
local function answered(store, key)
  local seen = {}
  for memo in store:sql("SELECT a.id AS id, m.sees AS sees FROM memo m JOIN article a ON a.row = m.row WHERE m.recipe = ?", key) do
    seen[memo.id] = memo.sees
  end
  return seen
end

-- The articles that the command has not answered yet, as JSON Lines in a file: how many, and by id.
local function write_input(set, path, seen)
  local f = assert(io.open(path, "wb"))
  local asked, n, known = {}, 0, 0
  for article in set:each() do
    if seen[article.id] == article.hash then
      known = known + 1
    else
      n = n + 1
      asked[article.id] = article
      local ok, message = f:write(lede.json.encode {id = article.id, headline = article.headline, body = article.body,
        language = article.language, published = article.published}, "\n")
      if not ok then verbs.fail(message) end
    end
  end
  f:close()
  return n, asked, known
end

-- A span as bytes of the body: first and last are bytes from 1, start and end characters from 0 as Python counts.
local function bytes_of(body, span)
  if math.type(span.first) == "integer" then return span.first, span.last end
  if math.type(span.start) ~= "integer" or math.type(span["end"]) ~= "integer" then return nil end
  local first = utf8.offset(body, span.start + 1)
  local past = utf8.offset(body, span["end"] + 1)
  return first, past and past - 1
end

-- One line of the answer: tags of the article, one a label. Raises where it does not fit.
local function apply(line, asked, prefix)
  local answer, message = lede.json.decode(line)
  if type(answer) ~= "table" then error(message or "no object", 0) end
  local article = asked[answer.id]
  if not article then error(("'%s' is no article that was asked"):format(tostring(answer.id)), 0) end
  local by_label, labels, body = {}, {}, article.body or ""
  for _, span in ipairs(answer.spans or {}) do
    local first, last = bytes_of(body, span)
    if type(span.label) ~= "string" or not first or not last or first < 1 or last < first or last > #body then
      error(("a span of '%s' has no label or is not within the body"):format(answer.id), 0)
    end
    if not by_label[span.label] then
      by_label[span.label] = {}
      labels[#labels + 1] = span.label
    end
    table.insert(by_label[span.label], {first = first, last = last})
  end
  table.sort(labels)
  for _, label in ipairs(labels) do article:tag(prefix .. "/" .. label, {spans = by_label[label]}) end
  asked[answer.id] = nil
  return #labels > 0
end

-- Keep which texts the command has answered. The run ends first: this is no part of it.
local function remember(store, key, asked, hashes)
  local places, sees, answers = {}, {}, {}
  for article in store:sql "SELECT row, id FROM article" do
    if hashes[article.id] and not asked[article.id] then
      places[#places + 1], sees[#sees + 1], answers[#answers + 1] = article.row, hashes[article.id], ""
    end
  end
  internal.finish()
  internal.recipe.remember(store, key, places, sees, answers)
end

return {
  summary = "Spans that another program finds, as tags of a run",
  usage = "annotate --with 'COMMAND' [--as NAME] [-- QUERY]",
  help = "COMMAND reads JSON Lines {id, headline, body, language, published} and answers {\"id\":…, \"spans\":[{\"start\":…, \"end\":…,\n" ..
    "\"label\":…}]}: characters from 0 as Python counts, or first and last as bytes from 1. A label becomes the tag NAME/label\n" ..
    "with the spans as its evidence. Articles that the same command has answered are not asked again while their text is the\n" ..
    "same. What came before a program broke is kept.",
  options = {
    {"--with", "COMMAND", "the program, run by the shell"},
    {"--as", "NAME", "what the tags begin with (annotation)"},
  },
  run = function(ctx, args, opts)
    if not opts.with then verbs.misuse("--with COMMAND expected") end
    local store = verbs.store(ctx, "write")
    local key, input = "annotate " .. (opts.as or "annotation") .. " " .. opts.with, os.tmpname()
    local n, asked, known = write_input(store:find(verbs.query(args)), input, answered(store, key))
    local hashes = {}
    for id, article in pairs(asked) do hashes[id] = article.hash end
    local failed, tagged = 0, 0
    local pipe <close> = io.popen(("(%s) < %s"):format(opts.with, quoted(input)), "r")
    for line in pipe:lines() do
      local ok, result = pcall(apply, line, asked, opts.as or "annotation")
      if not ok then
        failed = failed + 1
        if failed <= 20 then out.message("annotate: " .. tostring(result)) end
      elseif result then
        tagged = tagged + 1
      end
    end
    local good, how, status = pipe:close()
    os.remove(input)
    if not good then
      failed = failed + 1
      out.message(("annotate: the program ended with %s %d"):format(how == "signal" and "signal" or "status", status or -1))
    end
    remember(store, key, asked, hashes)
    local left = 0
    for _ in pairs(asked) do left = left + 1 end
    out.note(("%s asked, %s known from before, %s with spans, %s unanswered"):format(rows.thousands(n), rows.thousands(known),
      rows.thousands(tagged), rows.thousands(left)))
    return (failed > 0 or left > 0) and 1 or 0
  end,
}
