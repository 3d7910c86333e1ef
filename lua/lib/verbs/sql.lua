-- lede sql SELECT
local _, lib = ...
local verbs, output, rows = lib "shell/verbs", lib "shell/output", lib "rows"

return {
  summary = "A read-only SELECT over the documented views",
  usage = "sql SELECT",
  help = "Views: articles, article_tags, spans, runs.",
  options = output.with(),
  run = function(ctx, args, opts)
    local text = verbs.query(args)
    if not text:find("%S") then verbs.misuse("a SELECT expected") end
    local step, names, _, close = verbs.store(ctx):sql(text)
    if not step then verbs.fail(names) end
    local guard <close> = close
    local list = {}
    for row in step do list[#list + 1] = row end
    return output.rows(ctx, rows.make(list, {columns = names}), opts)
  end,
}
