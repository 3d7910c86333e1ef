-- What a worker does: reads a recipe, then maps articles, or folds what was
-- emitted and finishes. Runs inside the process that lua/shell/worker.c walls in.
--
-- Frames in:  I {code, name, modules, mode}     read the recipe
--             G {params, now, needs}            begin
--             A articles                        map them (answers P)
--             T {article, params}               map one example (answers P)
--             E emits                           fold these
--             F {}                              finish (answers O ..., D)
-- Frames out: M metadata, K ready, P results, O output, D done, X error.
return function(host)
  local lede, json = lede, lede.json
  local sandbox, rows_of = host.lib "shell/sandbox", host.lib "rows"
  local traceback = host.debug.traceback
  local recipe, params, environment, forget
  local current                       -- what the article under way asked for
  local OUT_OF_MEMORY = "not enough memory" -- what Lua raises, without calling a handler
  local MOST = 8 * 1024 * 1024 -- bytes that one article may emit

  local function say(type, value) host.write(type, json.encode(value)) end

  -- Errors of our own making carry this metatable; a recipe cannot forge it.
  local ours = {}
  local function complain(message) error(setmetatable({message = message, where = {}}, ours), 0) end

  -- An error as text, with the recipe's own lines and none of ours.
  local function explain(e)
    if getmetatable(e) == ours then return e end
    local text = type(e) == "string" and e or ("an error object (a " .. type(e) .. ")")
    local where = {}
    for line in traceback("", 2):gmatch("[^\n]+") do
      line = line:match("^%s*(.-)%s*$")
      if not line:find("lede/", 1, true) and not line:find("[C]", 1, true) and line ~= "stack traceback:" then
        where[#where + 1] = line
      end
    end
    return {message = text, where = where}
  end

  local function fail(e)
    if type(e) ~= "table" then e = {message = tostring(e), where = {}} end
    say("X", {message = e.message, where = e.where, article = e.article})
  end

  -- The end that no pcall can swallow.
  local function die(message)
    fail {message = message, where = {}}
    host.quit()
  end

  -- --- reading the recipe ----------------------------------------------------

  local lines = {}
  local function printed(...)
    local out = {}
    for i = 1, select("#", ...) do out[i] = tostring((select(i, ...))):gsub(": 0x%x+$", "") end
    lines[#lines + 1] = table.concat(out, "\t")
    if current then
      current.size = current.size + #lines[#lines]
      if current.size > MOST then die "output limit: one article printed more than 8 MB" end
    end
  end

  local now
  local function read_recipe(message)
    local sealed = sandbox.lede(lede, message.now)
    environment = sandbox.environment(sealed, printed, message.modules)
    local chunk, why = load(message.code, "@" .. message.name, "t", environment)
    if not chunk then complain(why) end
    recipe = chunk()
    if type(recipe) ~= "table" then
      complain(message.name .. ": a recipe returns a table, this one returned a " .. type(recipe))
    end
    -- The description: everything but functions, which become true.
    local function plain(v, depth)
      local t = type(v)
      if t == "function" then return true end
      if t ~= "table" then return t == "userdata" and "userdata" or v end
      if depth > 20 then complain("the recipe's table is nested too deep") end
      local out = {}
      for k, item in pairs(v) do
        if type(k) ~= "string" and type(k) ~= "number" then
          complain("the recipe's table has a key that is a " .. type(k))
        end
        out[#v > 0 and k or tostring(k)] = plain(item, depth + 1)
      end
      return out
    end
    say("M", plain(recipe, 0))
  end

  -- --- map -----------------------------------------------------------------------

  local patterns = {}                 -- tags that `needs` allow

  local function allowed(name)
    for _, p in ipairs(patterns) do
      if p == name or p == "*" or (p:sub(-1) == "*" and name:sub(1, #p - 1) == p:sub(1, -2)) then return true end
    end
    return false
  end

  local function need_article(a, what)
    if a ~= current.article then error(what .. ": only the article that map was given can be tagged", 3) end
  end

  local function clean_spans(spans, body)
    local out = {}
    for _, s in ipairs(spans or {}) do
      local first, last = math.tointeger(s.first), math.tointeger(s.last)
      if not first or not last or first < 1 or last < first or last > #body then
        error("article:tag: a span needs 'first' and 'last' inside the body", 3)
      end
      out[#out + 1] = {first, last}
    end
    return out
  end

  local methods = {}
  function methods.tag(a, name, options)
    need_article(a, "article:tag")
    if type(name) ~= "string" or name == "" then error("article:tag: a tag's name is a string that is not empty", 2) end
    if not allowed(name) then
      error(("article:tag: the recipe's needs do not ask for tag:%s"):format(name), 2)
    end
    options = options or {}
    current.size = current.size + #name + 16 * #(options.spans or {}) + 64
    if current.size > MOST then die "output limit: one article was given more than 8 MB of tags" end
    current.tags = current.tags or {}
    current.tags[#current.tags + 1] = {
      name = name, spans = clean_spans(options.spans, a.body or ""),
      value = options.value ~= nil and tostring(options.value) or nil,
      note = options.note ~= nil and tostring(options.note) or nil,
    }
  end
  function methods.untag(a, name)
    need_article(a, "article:untag")
    if not allowed(name) then
      error(("article:untag: the recipe's needs do not ask for tag:%s"):format(tostring(name)), 2)
    end
    current.untags = current.untags or {}
    current.untags[#current.untags + 1] = name
  end
  function methods.revisions(a) return current.article == a and current.info.revisions or {} end
  for _, name in ipairs {"update", "explain", "similar"} do
    methods[name] = function() error(("article:%s needs the store, which map does not see"):format(name), 2) end
  end

  local beside = {id = true, tags = true, revision = true} -- what is known of an article beside its fields
  local mt = host.metatable "lede.article"
  local inner = mt.__index
  mt.__index = function(a, k)
    local m = methods[k]
    if m then return m end
    if beside[k] and current and current.article == a then return current.info[k] end
    if type(inner) == "table" then return inner[k] end
    return inner(a, k)
  end

  local emit, close, answers = host.answering(MOST, function() die "output limit: one article emitted more than 8 MB" end)

  -- Map one article, with chance drawn from its id: the same wherever it is mapped.
  local none = {}
  local function map_one(article, i, with)
    current = {article = article, info = i, size = 0}
    if #lines > 0 then lines = {} end
    host.seed(i.id)
    recipe.map(article, with, emit)
    forget()
    local c, asked = current, ""
    if c.tags or c.untags or #lines > 0 then
      asked = json.encode {tags = c.tags or none, untags = c.untags or none, lines = lines}
    end
    close(asked)
  end

  local function map_batch(payload)
    local n, at = 0, 0
    while true do
      local article, id, about, after = host.unpack(payload, at)
      if not article then break end
      at = after
      n = n + 1
      host.mark(n)
      local i = about == "" and {} or json.decode(about)
      i.id, i.tags = id, i.tags or {}
      local ok, e = xpcall(map_one, explain, article, i, params)
      if not ok then
        if type(e) ~= "table" then e = {message = e == OUT_OF_MEMORY and "memory limit" or tostring(e), where = {}} end
        error(setmetatable({message = e.message, where = e.where, article = id}, ours), 0)
      end
    end
    host.mark(0)
    host.write("P", answers())
  end

  local function map_example(message)
    local fields, i = {}, {id = "example", tags = {}}
    for k, v in pairs(message.article) do
      if k == "tags" or k == "id" or k == "revisions" or k == "revision" then i[k] = v else fields[k] = v end
    end
    local article = lede.article(fields)
    map_one(article, i, sandbox.readonly_deep(message.params))
    host.write("P", answers())
  end

  -- --- reduce and finish ------------------------------------------------------------

  local FOLD = 1000                   -- values of a key that are folded at once
  local folding                       -- what was emitted, packed until it is folded
  local sums = {}                     -- by a key's number: what reduce made of the values before, in a table of one

  local function reduced(i)
    local key, values = folding:take(i, sums[i] and sums[i][1])
    sums[i] = nil
    if recipe.reduce then return key, (recipe.reduce(key, values, params)) end
    return key, values
  end

  -- A frame holds the emits of many articles, in their order.
  local function fold_all(payload, n)
    local at, i = folding:add(payload, n, 0)
    while at do
      sums[i] = {select(2, reduced(i))}
      at, i = folding:add(payload, n, at)
    end
  end

  -- Everything that was emitted, by key: lists, or what reduce made of them.
  local function folded()
    local results = folding:results()
    for i = 1, #folding do
      local key, value = reduced(i)
      results[key] = value
    end
    return results
  end

  local out = {}
  local function put(op, t)
    t.op = op
    say("O", t)
  end
  function out.print(_, ...)
    local parts = {}
    for i = 1, select("#", ...) do parts[i] = tostring((select(i, ...))) end
    put("print", {text = table.concat(parts, "\t")})
  end
  function out.heading(_, text) put("heading", {text = tostring(text)}) end
  function out.table(_, rows, options)
    local about = rows_of.about(rows)
    for k, v in pairs(options or {}) do about[k] = v end
    put("table", {rows = rows, options = about})
  end
  function out.chart(_, rows, options) put("chart", {rows = rows, options = options}) end
  function out.write(_, name, text) put("write", {name = tostring(name), text = tostring(text)}) end
  function out.tag(_, id, name, options)
    if type(id) == "userdata" then id = id.id end
    if type(name) ~= "string" or not allowed(name) then
      error(("out:tag: the recipe's needs do not ask for tag:%s"):format(tostring(name)), 2)
    end
    put("tag", {id = id, name = name, spans = options and options.spans, value = options and options.value, note = options and options.note})
  end

  local function finish()
    host.seed "finish"
    local values = folded()
    if recipe.finish then
      recipe.finish(values, params, sandbox.readonly(out))
    else
      local rows = {}
      for _, key in ipairs(sandbox.ordered(values)) do
        local v = values[key]
        if not recipe.reduce and #v == 1 then v = v[1] end
        rows[#rows + 1] = {key = key, value = type(v) == "table" and json.encode(v) or v}
      end
      if #rows > 0 then out:table(rows, {columns = {"key", "value"}}) end
    end
    for _, line in ipairs(lines) do out:print(line) end
    say("D", {})
  end

  -- --- the loop ------------------------------------------------------------------------

  local function begin(message)
    params = sandbox.readonly_deep(message.params)
    patterns = message.tags or {}
    if message.mode == "map" then
      if type(recipe.map) ~= "function" then complain("the recipe has no map function") end
      forget = sandbox.forgetful({recipe.map}, host.debug)
    else
      folding = host.folding(recipe.reduce and FOLD or 0)
      collectgarbage("incremental", 300, 400) -- results only grow: looking at them all again and again costs the most
    end
    say("K", {})
  end

  local handlers = {
    I = function(p) read_recipe(json.decode(p)) end,
    G = function(p) begin(json.decode(p)) end,
    A = map_batch,
    T = function(p) map_example(json.decode(p)) end,
    E = fold_all,
    F = finish,
  }

  json.decode "{}" -- the JSON library draws its seed at first use, which the walls would refuse
  host.hide_all()
  host.seal()
  while true do
    local type, payload, n = host.read()
    if not type then return end
    local ok, e = xpcall(handlers[type], explain, payload, n)
    if not ok then
      if e == OUT_OF_MEMORY then e = {message = "memory limit", where = {}} end
      fail(e)
      return
    end
  end
end
