-- lede run RECIPE --stream: articles as JSON Lines on stdin, answers as JSON
-- Lines on stdout, without a store: what Spark's pipe and Hadoop streaming want.
-- An answer is {"id", "tags": [{"name", "spans", "value", "note"}], "emits": [[key, value]]}.
local _, lib, lede = ...
local run, recipe, out = lib "shell/run", lib "shell/recipe", lib "shell/out"
local json = lede.json

local CHUNK = 2000 -- articles held at once

local function source_of(list)
  local s = {n = #list}
  function s.id(i) return list[i].id or list[i].url or list[i].source or tostring(i) end
  function s.body_n(i) return #(list[i].body or "") end
  function s.pack(frame, i) frame:article(list[i], s.id(i), run.about(list[i], {})) end
  return s
end

local function answer(articles, asked, emits, i)
  return json.encode {id = articles.id(i), tags = asked and asked.tags or {}, untags = asked and asked.untags or {}, emits = emits}
end

return function(ctx, r, options)
  local sink = assert(out.open(nil, ctx.sys))
  local list, failed, patterns = {}, 0, recipe.tag_patterns(r.about)
  local function flush()
    local articles = source_of(list)
    local result = run.map(ctx.sys, r, options, articles)
    for _, line in ipairs(run.lines(r, articles, result.answers)) do out.message(line) end
    for i = 1, articles.n do
      local text, emits = result.answers:get(i)
      local asked = text ~= "" and run.asked(patterns, articles, i, text)
      sink.write(answer(articles, asked, run.emits(ctx.sys, emits), i) .. "\n")
    end
    list = {}
  end
  local f, state, control, closing = lede.read("-", {format = "jsonl", all = true})
  if not f then error({failed = state}, 0) end
  for article, item in f, state, control, closing do
    if article then
      list[#list + 1] = article
      if #list == CHUNK then flush() end
    else
      failed = failed + (item.kind == "failed" and 1 or 0)
      out.message(("%s: %s: %s"):format(item.kind, item.source, item.reason))
    end
  end
  if #list > 0 then flush() end
  local ok, message = sink.close(true)
  if ok == nil then error({failed = message}, 0) end
  return failed > 0 and 1 or 0
end
