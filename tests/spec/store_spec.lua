-- lua/store.c, lua/run.c, lua/sql.c, lua/add.c, lua/input.c, lua/care.c, lua/lib/store.lua
local t = require "harness"
local lede = require "lede"
local sample = require "sample"

local function with_store(name, f)
  t.test(name, function()
    local store = sample.open()
    local ok, message = xpcall(f, debug.traceback, store)
    sample.done(store)
    if not ok then error(message, 0) end
  end)
end

t.test("a store that is not there is a failure of the world", function()
  local store, message = lede.open("/no/such/place/x.lede")
  t.eq(store, nil)
  t.ok(message:find("/no/such/place/x.lede", 1, true), message)
end)

t.test("a wrong mode raises and names what came", function()
  t.raises("mode must be 'read', 'write' or 'create', got 'rw'", lede.open, "x.lede", {mode = "rw"})
end)

t.test("a file that is no store is refused, and left as it was", function()
  local path = os.tmpname()
  local f = io.open(path, "w")
  f:write(("not a store\n"):rep(100))
  f:close()
  local store, message = lede.open(path)
  t.eq(store, nil)
  t.ok(message:find(path, 1, true), message)
  t.eq(#io.open(path):read("a"), 1200)
  os.remove(path)
end)

t.test("a file too short to be a store is refused, an empty one is not", function()
  local path = os.tmpname()
  for _, n in ipairs {1, 2, 16, 99, 100, 511, 512} do
    local f = io.open(path, "w")
    f:write(("x"):rep(n))
    f:close()
    for _, mode in ipairs {"read", "write", "create"} do
      local store, message = lede.open(path, {mode = mode})
      t.eq(store, nil)
      t.ok(message:find("is not a store", 1, true), message)
      t.eq(#io.open(path):read("a"), n)
    end
  end
  io.open(path, "w"):close()
  t.eq(assert(lede.open(path, {mode = "read"})):all():count(), 0)
  os.remove(path)
end)

with_store("using a closed store, its sets and its articles raises", function(store)
  local set, article = store:all(), store:all():first()
  store:close()
  store:close()
  t.raises("the store is closed", store.stats, store)
  t.raises("closed", set.count, set)
  t.raises("closed", function() return article.headline end)
end)

with_store("an article keeps its store alive", function(store)
  local path = os.tmpname()
  local article
  do
    local other = lede.open(path, {mode = "create"})
    other:add {headline = "Alone"}
    article = other:all():first()
  end
  collectgarbage()
  collectgarbage()
  t.eq(article.headline, "Alone")
  article = nil
  collectgarbage()
  collectgarbage()
  os.remove(path)
end)

with_store("adding the same again adds nothing; another text is a revision", function(store)
  local fields = {url = "http://sel.example/river", headline = "River at record high", body = "The river Mir fell."}
  t.eq(store:add(sample.articles[3]).same, 1)
  t.eq(store:add(fields).updated, 1)
  local article = store:get("http://sel.example/river")
  t.eq(#article:revisions(), 2)
  t.eq(article.revision, 2)
  t.eq(article.body, "The river Mir fell.")
end)

with_store("a path that is not there is a failure of the world", function(store)
  local result, message = store:add("/no/such/folder")
  t.eq(result, nil)
  t.ok(message:find("/no/such/folder", 1, true), message)
end)

with_store("a file is added whole; a broken line fails alone, with its reason", function(store)
  local path = os.tmpname()
  local f = io.open(path, "w")
  f:write('{"headline":"A","body":"one"}\n{"headline":\n{"headline":"B","body":"two"}\n')
  f:close()
  local seen = 0
  local result = store:add(path, {format = "jsonl", progress = function() seen = seen + 1 end})
  os.remove(path)
  t.eq(result.added, 2)
  t.eq(result.failed, 1)
  t.eq(result.notes[1].outcome, "failed")
  t.ok(result.notes[1].reason ~= "", "a reason")
  t.ok(seen > 0, "progress was told")
end)

with_store("wrong arguments name function, argument and what came", function(store)
  t.raises("bad argument #2 to 'find' (string expected, got number)", function() store:find(5) end)
  t.raises("bad argument #2 to 'add' (string or table or lede.article expected, got boolean)", function() store:add(true) end)
  t.raises("no option 'formt'; did you mean 'format'?", function() store:add("x", {formt = "csv"}) end)
  t.raises("a run's number or \"last\" expected, got x", function() store:undo("x") end)
end)

with_store("a bad query raises at once, with a caret under the place", function(store)
  local ok, message = pcall(function() local s = store:find("port (strike") end)
  t.eq(ok, false)
  t.ok(message:find("\n  port %(strike\n       %^"), message)
  t.ok(message:find("store_spec.lua", 1, true), "the caller's line: " .. message)
end)

with_store("store:run is one run; an error takes its writes back and is raised again", function(store)
  local id, value = store:run("mine", function()
    store:all():tag("a")
    store:all():tag("b")
    return 42
  end)
  t.eq(value, 42)
  t.eq(store:runs(id)[1].name, "mine")
  t.raises("no luck", store.run, store, "bad", function()
    store:all():tag("c")
    error("no luck")
  end)
  t.eq(store:find("tag:c"):count(), 0)
  t.eq(store:undo(id).undone, 8)
  t.eq(store:find("tag:a"):count(), 0)
end)

with_store("any two revisions can be compared", function(store)
  local url = "http://sel.example/three"
  for _, body in ipairs {"One ship left.", "Two ships left.", "Three ships left."} do store:add {url = url, headline = "Ships", body = body} end
  local article = store:get(url)
  local function changed(...)
    local out = {}
    for _, row in ipairs(assert(article:diff(...))) do out[#out + 1] = row.op .. row.text end
    return table.concat(out, " ")
  end
  t.eq(changed(), "-Two ships left. +Three ships left.")
  t.eq(changed(1), "-One ship left. +Three ships left.")
  t.eq(changed(1, 2), "-One ship left. +Two ships left.")
  t.eq(select(2, article:diff(1, 4)), "article " .. article.id .. " has no revision 4")
end)

with_store("a dry run shows the difference and leaves nothing", function(store)
  local id, changes = store:run("try", function() store:find("strike"):tag("x") end, {dry = true})
  t.eq(id, 0)
  t.eq(#changes, 2)
  t.eq(changes[1].op, "tag")
  t.eq(changes[1].what, "x")
  t.eq(store:find("tag:x"):count(), 0)
end)

with_store("runs do not nest", function(store)
  t.raises("cannot be called within store:run", store.run, store, "a", function() store:run("b", function() end) end)
end)

with_store("undo keeps what was changed since, and says so", function(store)
  local run = store:run("one", function() store:find("river"):update {section = "A"} end)
  store:run("two", function() store:find("river"):update {section = "B"} end)
  local result = store:undo(run)
  t.eq(result.kept, 1)
  t.ok(result.notes[1].kept ~= "", "a reason")
  t.eq(store:find("river"):first().section, "B")
end)

with_store("sql reads, binds, and refuses to write", function(store)
  local list = {}
  for row in store:sql("SELECT headline, 1.5 AS x FROM articles WHERE publisher = ? ORDER BY headline", "Mir Post") do
    list[#list + 1] = row
  end
  t.eq(#list, 2)
  t.eq(list[2].headline, "Port strike enters second week")
  t.eq(list[1].x, 1.5)
  local step, message = store:sql("DELETE FROM article")
  t.eq(step, nil)
  t.ok(message, "a message")
  t.raises("1 values expected for the query's parameters, got 0", store.sql, store, "SELECT ?")
end)

with_store("an abandoned sql loop does not keep the store from closing", function(store)
  for row in store:sql("SELECT * FROM articles") do break end
  local step = store:sql("SELECT * FROM articles")
  step()
  store:close()
  t.raises("closed", step)
end)

with_store("backup is a whole store; check finds it sound", function(store)
  local path = os.tmpname()
  os.remove(path)
  t.eq(store:backup(path), true)
  local copy <close> = assert(lede.open(path, {mode = "read"}))
  t.eq(#copy:all(), 4)
  t.eq(#copy:check(), 0)
  os.remove(path)
end)

with_store("a store opened for reading refuses writes by a message", function(store)
  store:close()
  local path = os.tmpname()
  local made = assert(lede.open(path, {mode = "create"}))
  made:add {headline = "x"}
  made:close()
  local reading <close> = assert(lede.open(path, {mode = "read"}))
  local ok, result, message = pcall(reading.add, reading, {headline = "y"})
  t.ok(not ok or result == nil, "not added")
  os.remove(path)
end)

t.done()
