-- Running a recipe: articles go out to workers in batches that are fixed by
-- the order of articles, answers come back and are kept by article,
-- emits are folded by one more worker, and only then is anything written, in
-- one run. A dry run is the same path without that last step.
local _, lib, lede = ...
local recipe = lib "shell/recipe"
local new_answers = lib(":internal").answers
local json = lede.json
local run = {}

local BATCH_BYTES, BATCH_ARTICLES = 256 * 1024, 128
local PIECE = 2048    -- articles that are looked at together for what was remembered of them
local AHEAD = 4       -- pieces that are looked at while workers begin
run.limits = {seconds = 10, idle = 600, memory = 512 << 20, output = 1 << 30}

local function fail(message) error({failed = message}, 0) end

-- --- workers --------------------------------------------------------------------

-- A pool whose workers read the recipe, while this process may go on with something else.
local function start_pool(sys, r, options, jobs, mode)
  local pool, message = sys.pool(jobs, options.memory)
  if not pool then fail(message) end
  pool:say("I", json.encode {code = r.code, name = r.path:match("[^/]*$"), modules = r.modules, now = options.now})
  pool:say("G", json.encode {params = options.params, mode = mode, tags = recipe.tag_patterns(r.about)})
  return pool
end

-- Wait until they have.
local function await_pool(pool, r, options, jobs)
  for i = 1, jobs do
    for _, want in ipairs {"M", "K"} do
      local type, payload = pool:hear(options.seconds, i)
      if type ~= want then
        if not type then fail(("%s: reading it: %s"):format(r.about.name, payload)) end
        fail(type == "X" and (recipe.complaint(payload)) or "protocol: an unexpected frame")
      end
    end
  end
end

-- --- map --------------------------------------------------------------------------

-- What map can see of an article beside its fields, as JSON; "" for nothing.
local function about(article, own)
  local t = {}
  local tags = {}
  for _, name in ipairs(article.tags or {}) do
    if not own[name] then tags[#tags + 1] = name end
  end
  if #tags > 0 then t.tags = tags end
  if (article.revision or 1) > 1 then
    t.revision = article.revision
    t.revisions = {}
    for i, rev in ipairs(article:revisions()) do
      t.revisions[i] = {revision = rev.revision, headline = rev.headline, dek = rev.dek, body = rev.body,
        published = rev.published, modified = rev.modified, current = rev.current}
    end
  end
  return next(t) and json.encode(t) or ""
end

run.about = about

-- The places to compute, found as they are wanted: `list`, so far, of which the `next`-th is the next to be computed,
-- and in how many places more there may be one.
local function all_todo(articles, answers)
  local todo = {list = {}, next = 1, left = 0}
  if articles.recall then
    todo.left = articles.n
  else
    for i = 1, articles.n do todo.list[i] = i end
  end
  function todo.look() todo.left = articles.recall(answers, todo.list, PIECE) end
  -- Look until there are `n` from `next` on: whether there are.
  function todo.find(n)
    while #todo.list - todo.next + 1 < n and todo.left > 0 do todo.look() end
    return #todo.list - todo.next + 1 >= n
  end
  return todo
end

-- Map the articles at the places of `todo`.
local function map_all(sys, r, options, articles, todo, answers, progress)
  todo.find(8 * options.jobs)
  local list = todo.list
  if #list == 0 then return end
  local jobs = math.max(1, math.min(options.jobs, #list // 8 + 1))
  local pool <close> = start_pool(sys, r, options, jobs, "map")
  for _ = 1, AHEAD do
    if todo.left > 0 then todo.look() end
  end
  await_pool(pool, r, options, jobs)
  local batches, done = {}, 0
  local function feed(batch, frame)
    local first = todo.next
    while todo.next - first < BATCH_ARTICLES and #frame < BATCH_BYTES and todo.find(1) do
      articles.pack(frame, list[todo.next])
      todo.next = todo.next + 1
    end
    if todo.next == first then return false end
    batches[batch] = {first = first, n = todo.next - first}
    return true
  end
  local function take(batch, type, payload)
    if type == "X" then
      local text, id = recipe.complaint(payload)
      return (id and "article " .. tostring(id) .. ": " or "") .. text
    end
    if type ~= "P" then return "protocol: an unexpected frame" end
    local b = batches[batch]
    local wrong = answers:take(list, b.first, b.n, payload)
    done = done + b.n
    batches[batch] = nil
    return wrong
  end
  local ok, message, mark, batch = pool:each(feed, take, options.seconds, progress and function() progress(done, #list + todo.left) end)
  if ok then
    if progress then progress(done, #list, true) end
    return
  end
  local b = batches[batch]
  local id = b and mark and mark > 0 and mark <= b.n and articles.id(list[b.first + mark - 1])
  if message == "time limit" then
    message = ("time limit: article %s took longer than %g s"):format(id or "?", options.seconds)
  elseif id and message:find("^sandbox") or id and message:find("^memory") then
    message = ("%s (article %s)"):format(message, id)
  end
  fail(message)
end

-- --- reduce and finish ------------------------------------------------------------------

local function fold_all(pool, r, options, answers)
  await_pool(pool, r, options, 1)
  local function limit(message)
    return message == "time limit" and ("time limit: reduce or finish took longer than %g s"):format(options.idle) or message
  end
  local emits, at = answers:emits(1)
  while emits do
    pool:say("E", emits)
    local ok, message = pool:drain(options.idle)
    if not ok then fail(limit(message)) end
    emits, at = answers:emits(at)
  end
  pool:say("F", "")
  local ops, size = {}, 0
  while true do
    local kind, payload = pool:hear(options.idle)
    if kind == "D" then return ops end
    if kind == "X" then fail((recipe.complaint(payload))) end
    if kind ~= "O" then fail(kind and "protocol: an unexpected frame" or limit(payload)) end
    size = size + #payload
    if size > options.output then fail(("output limit: more than %d MB in all"):format(options.output >> 20)) end
    local op = json.decode(payload)
    if type(op) == "table" then ops[#ops + 1] = op end
  end
end

-- --- what was asked for ------------------------------------------------------------------

local function allowed(patterns, name)
  for _, p in ipairs(patterns) do
    if p == name or p == "*" or (p:sub(-1) == "*" and name:sub(1, #p - 1) == p:sub(1, -2)) then return true end
  end
  return false
end

-- One assertion that a worker asked for, every part of it checked.
local function checked_tag(patterns, t, body_n)
  if type(t) ~= "table" or type(t.name) ~= "string" then fail "protocol: a tag without a name" end
  if not allowed(patterns, t.name) then fail(("protocol: the recipe's needs do not ask for tag:%s"):format(t.name)) end
  local spans = {}
  for i, s in ipairs(type(t.spans) == "table" and t.spans or {}) do
    local first, last = type(s) == "table" and (s.first or s[1]), type(s) == "table" and (s.last or s[2])
    if math.type(first) ~= "integer" or math.type(last) ~= "integer" or first < 1 or last < first or last > body_n then
      fail(("protocol: a span of tag '%s' is outside the body"):format(t.name))
    end
    spans[i] = {first = first, last = last}
  end
  local function text(v) return v ~= nil and tostring(v) or nil end
  return {name = t.name, spans = spans, value = text(t.value), note = text(t.note)}
end

-- What map emitted for an article, as a list of {key, value}.
function run.emits(sys, packed)
  local ok, list = pcall(sys.emits, packed)
  return ok and list or fail "protocol: emits that cannot be read"
end

-- What an answer asks for, as text, in words: {tags = {...}, untags = {...}, lines = {...}}, every part of it checked.
function run.asked(patterns, articles, i, text)
  local t = json.decode(text)
  if type(t) ~= "table" then fail "protocol: an answer that is no JSON" end
  local asked = {tags = {}, untags = {}, lines = {}}
  for _, tag in ipairs(t.tags or {}) do
    asked.tags[#asked.tags + 1] = checked_tag(patterns, tag, articles.body_n(i))
  end
  for _, name in ipairs(t.untags or {}) do
    if type(name) ~= "string" or not allowed(patterns, name) then fail "protocol: an untag outside the needs" end
    asked.untags[#asked.untags + 1] = name
  end
  for _, line in ipairs(t.lines or {}) do asked.lines[#asked.lines + 1] = articles.id(i) .. ": " .. tostring(line) end
  return asked
end

-- What map asked for, by place: place, text.
function run.each_asked(answers)
  return function(_, at) return answers:asked(at + 1) end, nil, 0
end

-- The lines that map printed. That there are none is seen without decoding an answer.
function run.lines(r, articles, answers)
  local lines, patterns, none = {}, recipe.tag_patterns(r.about), '{"lines":[],'
  for i, text in run.each_asked(answers) do
    if text:sub(1, #none) ~= none then
      for _, line in ipairs(run.asked(patterns, articles, i, text).lines) do lines[#lines + 1] = line end
    end
  end
  return lines
end

run.checked_tag = checked_tag

-- --- the whole -----------------------------------------------------------------------------

-- Another order, the same on every run, for `lede recipe verify`.
local function shuffle(list)
  local seed = 20220321
  for i = #list, 2, -1 do
    seed = (seed * 1103515245 + 12345) & 0x7FFFFFFF
    local j = seed % i + 1
    list[i], list[j] = list[j], list[i]
  end
end

-- Map recipe `r` over `articles` (a source: n, id(i), pack(frame, i), body_n(i), recall(answers, todo, most), which may be absent):
-- {answers, todo}, where todo are the places that were computed.
function run.map(sys, r, options, articles)
  for k, v in pairs(run.limits) do options[k] = options[k] or v end
  local answers = new_answers(articles.n, options.output)
  local todo = all_todo(articles, answers)
  if r.about.map then
    if options.shuffle then
      todo.find(articles.n)
      shuffle(todo.list)
    end
    map_all(sys, r, options, articles, todo, answers, options.progress)
  end
  return {answers = answers, todo = r.about.map and todo.list or {}}
end

-- The same, folded and finished: ops is what finish said. Nothing is written.
function run.compute(sys, r, options, articles)
  for k, v in pairs(run.limits) do options[k] = options[k] or v end
  local folder <close> = start_pool(sys, r, options, 1, "reduce")
  local result = run.map(sys, r, options, articles)
  result.ops = fold_all(folder, r, options, result.answers)
  result.computed = #result.todo
  return result
end

-- All that a run came to, as one text: equal texts are equal results.
function run.fingerprint(articles, result)
  local parts = {}
  for i = 1, articles.n do
    local asked, emits = result.answers:get(i)
    if asked ~= "" or emits ~= "" then parts[#parts + 1] = articles.id(i) .. "\0" .. asked .. "\0" .. emits end
  end
  parts[#parts + 1] = json.encode(result.ops)
  return table.concat(parts, "\n")
end

-- --- examples ---------------------------------------------------------------------------------

local function same(a, b)
  if a == b then return true end
  if type(a) == "number" and type(b) == "number" then return math.abs(a - b) <= 1e-9 * math.max(1, math.abs(a)) end
  if type(a) ~= "table" or type(b) ~= "table" then return false end
  for k, v in pairs(a) do if not same(v, b[k]) then return false end end
  for k in pairs(b) do if a[k] == nil then return false end end
  return true
end

-- Run the examples of a recipe: a list of {ok, message, tags, emits}.
function run.examples(sys, r, options)
  for k, v in pairs(run.limits) do options[k] = options[k] or v end
  local results = {}
  for i, example in ipairs(r.about.examples or {}) do
    local given = {}
    for k, v in pairs(example.params or {}) do given[k] = v end
    local values, why = recipe.params(sys, r.about, given)
    if not values then
      results[i] = {ok = false, message = why}
    else
      options.params = values
      local pool <close> = start_pool(sys, r, options, 1, "map")
      await_pool(pool, r, options, 1)
      pool:say("T", json.encode {article = example.article, params = values})
      local kind, payload = pool:hear(options.seconds)
      if kind ~= "P" then
        results[i] = {ok = false, message = kind == "X" and (recipe.complaint(payload)) or tostring(payload)}
      else
        local asked, emits = string.unpack("s4s4", payload)
        local names, got = {}, run.emits(sys, emits)
        for _, t in ipairs(asked ~= "" and json.decode(asked).tags or {}) do names[#names + 1] = t.name end
        local wrong = {}
        if example.tags and not same(names, example.tags) then
          wrong[#wrong + 1] = ("tags: got %s, want %s"):format(json.encode(names), json.encode(example.tags))
        end
        if example.emits and not same(got, example.emits) then
          wrong[#wrong + 1] = ("emits: got %s, want %s"):format(json.encode(got), json.encode(example.emits))
        end
        results[i] = {ok = #wrong == 0, message = table.concat(wrong, "; "), tags = names, emits = got}
      end
    end
  end
  return results
end

return run
