-- Assertions as text, one a line, for lede tags dump and restore:
--   +topic/x  --  id:abc  spans=5-16,69-77 value="3" note="a \\"word\\"" coder="ann"
-- -NAME is a judgement that the tag does not apply.
local _, lib = ...
local batch, internal, check = lib "shell/batch", lib ":internal", lib "check"
local dump = {}

local escapes = {["\n"] = "\\n", ["\t"] = "\\t", ["\r"] = "\\r", ['"'] = '\\"', ["\\"] = "\\\\"}
local meant = {n = "\n", t = "\t", r = "\r"}

local function quote(text)
  return '"' .. text:gsub('[%c"\\]', function(c) return escapes[c] or ("\\x%02x"):format(c:byte()) end) .. '"'
end

local function unquote(text)
  return (text:gsub("\\(.)(%x?%x?)", function(c, hex)
    if c == "x" and #hex == 2 then return string.char(tonumber(hex, 16)) end
    return (meant[c] or c) .. hex
  end))
end

-- The words of an assertion as a line: {tag, no, spans, value, note, by}. Spans are those in the text of today: where
-- the text of one is gone, it is left out, as it could not be given back.
local function line_of(id, a)
  local about, spans = {}, {}
  for _, span in ipairs(a.spans or {}) do
    if span.now_first then spans[#spans + 1] = ("%d-%d"):format(span.now_first, span.now_last) end
  end
  if #spans > 0 then about[1] = "spans=" .. table.concat(spans, ",") end
  for _, pair in ipairs {{"value", a.value}, {"note", a.note}, {"coder", a.by}} do
    if pair[2] then about[#about + 1] = pair[1] .. "=" .. quote(pair[2]) end
  end
  return ("%s%s  --  id:%s%s"):format(a.no and "-" or "+", batch.quote(a.tag), id,
    #about > 0 and "  " .. table.concat(about, " ") or "")
end

-- What stands of an article by tag and coder: a run keeps one assertion of each, so those of several runs become one,
-- with the spans of all and the latest value and note. Where a tag stands by any of them, it stands.
local function merged(article)
  local list, by_key = {}, {}
  for _, a in ipairs(internal.evidence(article) or {}) do
    local key = a.tag .. "\0" .. (a.by or "")
    local one = by_key[key]
    if not one or (one.no and not a.no) then
      local at = one and one.at or #list + 1
      one = {at = at, tag = a.tag, no = a.no, by = a.by, spans = {}, seen = {}}
      by_key[key], list[at] = one, one
    end
    if a.no == one.no then
      one.value, one.note = a.value or one.value, a.note or one.note
      for _, span in ipairs(a.spans) do
        local place = span.now_first and ("%d-%d"):format(span.now_first, span.now_last)
        if place and not one.seen[place] then one.spans[#one.spans + 1] = span end
        if place then one.seen[place] = true end
      end
    end
  end
  for _, one in ipairs(list) do
    table.sort(one.spans, function(x, y)
      if x.now_first ~= y.now_first then return x.now_first < y.now_first end
      return x.now_last < y.now_last
    end)
  end
  return list
end

local function of_article(article)
  local lines = {}
  for i, a in ipairs(merged(article)) do lines[i] = line_of(article.id, a) end
  table.sort(lines)
  return lines
end

-- for line in dump.lines(store): all assertions, by article.
function dump.lines(store)
  local list, message = internal.assertions(store)
  if not list then error(message, 0) end
  local at = 0
  local articles, last = {}, nil
  for _, row in ipairs(list) do
    if row.article ~= last then articles[#articles + 1] = row.article end
    last = row.article
  end
  local lines, i = {}, 0
  return function()
    while i >= #lines do
      at = at + 1
      if not articles[at] then return nil end
      lines, i = of_article(articles[at]), 0
    end
    i = i + 1
    return lines[i]
  end
end

-- The spans of a list "5-16,69-77", nil where it is none.
local function read_spans(text)
  local spans = {}
  for part in (text .. ","):gmatch("(.-),") do
    local first, last = part:match("^(%d+)%-(%d+)$")
    first, last = math.tointeger(tonumber(first or "")), math.tointeger(tonumber(last or ""))
    if not first or not last then return nil end
    spans[#spans + 1] = {first = first, last = last}
  end
  return spans
end

-- Where the quoted text that opens at `at` closes.
local function closing(text, at)
  at = at + 1
  while true do
    at = text:find('["\\]', at)
    if not at or text:sub(at, at) == '"' then return at end
    at = at + 2
  end
end

-- What follows the id: spans=..., then key="..." pairs. nil where it is something else.
local function read_about(text, a)
  local at = text:find("%S")
  while at do
    local key, stop = text:match("^(%l+)=()", at)
    if key == "spans" then
      local list, past = text:match("^([%d,-]+)()", stop)
      if not list then return nil end
      a.spans, at = read_spans(list), past
      if not a.spans then return nil end
    elseif (key == "value" or key == "note" or key == "coder") and text:sub(stop, stop) == '"' then
      local close = closing(text, stop)
      local value = close and unquote(text:sub(stop + 1, close - 1))
      if not value or value:find("\0", 1, true) then return nil end
      a[key == "coder" and "by" or key], at = value, close + 1
    else
      return nil
    end
    at = text:find("%S", at)
  end
  return true
end

-- The articles of a file in its order: {id, number, {tag, no, spans, value, note, by}...}; and its .complaints.
function dump.read(path)
  local list, by_id = {complaints = {}}, {}
  for number, words, query in batch.lines(path) do
    local id, about = (query or ""):match("^%s*id:(%S+)%s*(.-)%s*$")
    local a = {}
    local signed = pcall(batch.signs, words)
    if not id or not signed or #words == 0 or not read_about(about, a) or (about ~= "" and #words > 1) then
      table.insert(list.complaints, ("%s:%d: '+NAME -- id:ID' expected"):format(path, number))
    else
      local entry = by_id[id] or {id = id, number = number}
      if not by_id[id] then list[#list + 1] = entry end
      by_id[id] = entry
      for _, word in ipairs(words) do
        local adds, removes = batch.signs {word}
        entry[#entry + 1] = {number = number, tag = adds[1] or removes[1], no = adds[1] == nil, spans = a.spans, value = a.value,
          note = a.note, by = a.by, bare = about == "" and adds[1] ~= nil}
      end
    end
  end
  return list
end

local function line_of_wanted(id, a)
  local spans = {}
  for i, span in ipairs(a.spans or {}) do spans[i] = {now_first = span.first, now_last = span.last} end
  return line_of(id, {tag = a.tag, no = a.no, spans = spans, value = a.value, note = a.note, by = a.by})
end

-- Bring the article to what the entry says (or only add): whether anything changed, and lines {number, why} that failed.
function dump.apply(article, entry, accumulate)
  local wanted, have, stale, changed, wrong = {}, {}, {}, false, {}
  for _, a in ipairs(entry) do
    wanted[line_of_wanted(article.id, a)] = true
    if a.bare then wanted["+" .. a.tag] = true end
  end
  for _, a in ipairs(merged(article)) do
    local line = line_of(article.id, a)
    have[line] = a.tag
    if not a.no then have["+" .. a.tag] = a.tag end
    if not wanted[line] and not (wanted["+" .. a.tag] and not a.no) and not accumulate then stale[a.tag] = true end
  end
  -- A tag is taken back as a whole; what should stand of it is asserted again.
  for tag in pairs(stale) do changed = article:untag(tag) or changed end
  for _, a in ipairs(entry) do
    local line = line_of_wanted(article.id, a)
    local there = have[a.bare and "+" .. a.tag or line]
    if not there or stale[there] then
      local ok, done, message = pcall(article.tag, article, a.tag, {spans = a.spans, value = a.value, note = a.note, by = a.by,
        no = a.no or nil})
      if not ok or done == nil then
        wrong[#wrong + 1] = {number = a.number, why = check.plain(tostring(ok and message or done))}
      end
      changed = changed or ok and done
    end
  end
  return changed, wrong
end

return dump
