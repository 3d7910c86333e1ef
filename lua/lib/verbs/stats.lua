-- lede stats
local _, lib = ...
local verbs, output, rows = lib "shell/verbs", lib "shell/output", lib "rows"

local order = {"articles", "undated", "first", "last", "words", "text_bytes", "file_bytes", "revisions", "removed", "tags",
  "assertions", "runs"}

return {
  summary = "How much the store holds",
  usage = "stats",
  options = output.with(),
  run = function(ctx, _, opts)
    local stats, message = verbs.store(ctx):stats()
    if not stats then verbs.fail(message) end
    local list = {}
    for _, name in ipairs(order) do list[#list + 1] = {name = name, value = stats[name]} end
    return output.rows(ctx, rows.make(list, {columns = {"name", "value"}}), opts)
  end,
}
