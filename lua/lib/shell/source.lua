-- Where a recipe's articles come from: a selection of a store, packed for the
-- workers, with what earlier runs of the same recipe remembered.
local _, lib, lede = ...
local json = lede.json
local run = lib "shell/run"
local history, sets, inner = lib "shell/history", lib "set", lib(":internal").recipe
local source = {}

local FORM = "packed emits" -- how answers are written: what was remembered in another form is not taken for one

local function fail(message) error({failed = message}, 0) end

-- A set of the recipe's own selection, narrowed by the query of the command line.
local function selection(store, about, query)
  if (about.query or "") == "" and query == "" then return store:all() end
  local ok, set = pcall(store.find, store, about.query or "")
  if not ok then fail("the recipe's query: " .. tostring(set)) end
  if query ~= "" then set = set:where(query) end
  return set
end

-- {n, id(i), article(i), pack(frame, i), body_n(i), recall(answers, todo, most), key}: see run.compute.
function source.of_store(ctx, store, r, said, query, options)
  local set = selection(store, r.about, query)
  local rows = inner.rows(sets.ids(set, "run"))
  local s = {n = #rows, rows = rows, query = query, store = store}
  -- What an answer depends on beside the article; on today only where the recipe asks for it.
  local now = ""
  for _, text in pairs(r.files) do
    if text:find("%f[%w_]now%f[^%w_]") then now = options.now end
  end
  s.key = r.about.name .. " " .. ctx.sys.sha256(table.concat({FORM, r.hash, json.encode(said), lede.version, now}, "\n")):sub(1, 16)
  local current, at
  local function article(i)
    if at ~= i then current, at = inner.at(store, rows[i]), i end
    return current
  end
  s.article = article
  function s.id(i) return article(i).id end
  local sizes
  function s.body_n(i)
    sizes = sizes or history.sizes(store)
    return sizes[rows[i]] or 0
  end
  -- Tags of the recipe's own earlier runs are not among what map sees: a second run would see another world.
  local recalled, own
  function s.pack(frame, i)
    local about = ""
    if recalled:more(i) then
      own = own or history.own_tags(store, r.about.name)
      about = run.about(article(i), own[rows[i]] or {})
    end
    frame:row(store, rows[i], about)
  end
  function s.recall(answers, todo, most)
    recalled = answers
    return answers:recall(store, s.key, rows, options.fresh, todo, most)
  end
  return s
end

-- Run the recipe over a selection: the articles, and what run.compute says. All of it sees one state of the
-- store, whatever others write meanwhile: what is remembered is what was seen.
function source.compute(ctx, store, r, said, query, options)
  inner.hold(store, true)
  local _ <close> = setmetatable({}, {__close = function() inner.hold(store, false) end})
  local articles = source.of_store(ctx, store, r, said, query, options)
  return articles, run.compute(ctx.sys, r, options, articles)
end

return source
