-- A store of four invented articles, for specs and for the examples of the help.
local lede = require "lede"
local sample = {}

sample.articles = {
  {url = "http://sel.example/harbour", headline = "Harbour of Sel closed", published = "2022-03-21T12:46",
    publisher = "Sel Daily", section = "Trade", authors = {"Ana Sol"}, language = "en",
    body = "The harbour of Sel is closed, Mayor Ben Ode said on Monday.\n\n\"We have no choice,\" he said. " ..
      "The strike at the port costs $3 million a day."},
  {url = "http://mir.example/strike", headline = "Port strike enters second week", published = "2022-03-28",
    publisher = "Mir Post", section = "Trade", authors = {"Cora Lim", "Dan Eck"}, language = "en",
    body = "Workers of the port of Sel went on with their strike.\n\nNo ship has left the port since Monday."},
  {url = "http://sel.example/river", headline = "River at record high", published = "2022-04-02",
    publisher = "Sel Daily", section = "Weather", language = "en", tags = {"topic/flood"},
    body = "The river Mir rose above all marks.\n\nSchools are closed."},
  {headline = "Notes from the council", publisher = "Mir Post", language = "en", extra = {desk = "city"},
    body = "The council of Sel met. Nothing was decided about the port."},
}

local paths = setmetatable({}, {__mode = "k"})

-- An open store in a new temporary file; sample.done(store) closes and removes it.
function sample.open()
  local path = os.tmpname()
  local store = assert(lede.open(path, {mode = "create"}))
  for _, fields in ipairs(sample.articles) do assert(store:add(fields)) end
  paths[store] = path
  return store, path
end

function sample.done(store)
  local path = paths[store]
  store:close()
  for _, tail in ipairs {"", "-wal", "-shm"} do os.remove(path .. tail) end
end

return sample
