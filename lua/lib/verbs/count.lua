-- lede count [--by FIELDS] QUERY
local _, lib = ...
local verbs, output, rows = lib "shell/verbs", lib "shell/output", lib "rows"

return {
  summary = "How many articles a query finds, in all or by fields",
  usage = "count [--by FIELD,FIELD] [QUERY]",
  help = "FIELD is any field, tags, extra.KEY, or a date with a period: published:month (day, week, month, quarter, year).",
  options = output.with({"--by", "FIELDS", "group by these, with commas between"}),
  run = function(ctx, args, opts)
    local set = verbs.store(ctx):find(verbs.query(args))
    if not opts.by then
      local n = set:count()
      if opts.format and opts.format ~= "table" then return output.rows(ctx, rows.make {{count = n}}, opts) end
      output.to(ctx, opts, function(sink) sink.write(n .. "\n") end)
      return 0
    end
    local fields = {}
    for name in opts.by:gmatch("[^,]+") do fields[#fields + 1] = name end
    return output.rows(ctx, set:count_by(table.unpack(fields)), opts)
  end,
}
