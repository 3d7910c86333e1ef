-- What changed between two texts of an article: sentence by sentence.
local _, lib, lede = ...
local rows = lib "rows"
local diff = {}

local function sentences(text, language)
  local out = {}
  if not text or text == "" then return out end
  for _, s in ipairs(lede.text.sentences(text, {language = language})) do
    out[#out + 1] = {text = s.text or text:sub(s.first, s.last), first = s.first, last = s.last}
  end
  return out
end

-- The sentence that a span of the body lies in (the span itself where it is wider).
function diff.sentence_of(body, span, language)
  local first, last = span.first, span.last
  local from, to = first, last
  -- Only the paragraph is cut, not the whole body.
  local before = body:sub(1, first - 1)
  local start = 1
  for at in before:gmatch("\n\n+()") do start = at end
  local stop = body:find("\n\n", last, true) or #body + 1
  for _, s in ipairs(sentences(body:sub(start, stop - 1), language)) do
    local a, b = s.first + start - 1, s.last + start - 1
    if a <= first and b >= first then from = a end
    if a <= last and b >= last then to = b end
  end
  return body:sub(math.min(from, first), math.max(to, last))
end

-- What is common at both ends aside, the longest common subsequence; texts so
-- large that its table would be are called replaced.
local most_cells = 1000000

local function changes(a, b)
  local head = 0
  while head < #a and head < #b and a[head + 1].text == b[head + 1].text do head = head + 1 end
  local tail = 0
  while tail < #a - head and tail < #b - head and a[#a - tail].text == b[#b - tail].text do tail = tail + 1 end
  local x, y = table.move(a, head + 1, #a - tail, 1, {}), table.move(b, head + 1, #b - tail, 1, {})
  local out = {}
  if #x * #y <= most_cells then
    local length = {}
    for i = #x + 1, 1, -1 do
      length[i] = {}
      for j = #y + 1, 1, -1 do
        if i > #x or j > #y then length[i][j] = 0
        elseif x[i].text == y[j].text then length[i][j] = length[i + 1][j + 1] + 1
        else length[i][j] = math.max(length[i + 1][j], length[i][j + 1]) end
      end
    end
    local i, j = 1, 1
    while i <= #x or j <= #y do
      if i <= #x and j <= #y and x[i].text == y[j].text then i, j = i + 1, j + 1
      elseif i <= #x and (j > #y or length[i + 1][j] >= length[i][j + 1]) then
        out[#out + 1] = {op = "-", text = x[i].text, first = x[i].first, last = x[i].last}
        i = i + 1
      else
        out[#out + 1] = {op = "+", text = y[j].text, first = y[j].first, last = y[j].last}
        j = j + 1
      end
    end
    return out
  end
  for _, s in ipairs(x) do out[#out + 1] = {op = "-", text = s.text, first = s.first, last = s.last} end
  for _, s in ipairs(y) do out[#out + 1] = {op = "+", text = s.text, first = s.first, last = s.last} end
  return out
end

-- Rows {field, op = "-" | "+", text, first, last} from the old to the new text.
function diff.articles(old, new, language)
  local out = {}
  for _, field in ipairs {"headline", "dek", "published", "modified"} do
    if old[field] ~= new[field] then
      if old[field] then out[#out + 1] = {field = field, op = "-", text = old[field]} end
      if new[field] then out[#out + 1] = {field = field, op = "+", text = new[field]} end
    end
  end
  for _, change in ipairs(changes(sentences(old.body, language), sentences(new.body, language))) do
    change.field = "body"
    out[#out + 1] = change
  end
  return rows.make(out, {columns = {"field", "op", "text", "first", "last"}})
end

return diff
