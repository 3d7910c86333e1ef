-- lede timeline [options] QUERY
local _, lib = ...
local verbs, output, out, rows = lib "shell/verbs", lib "shell/output", lib "shell/out", lib "rows"

return {
  summary = "How many articles a period, the empty ones too",
  usage = "timeline [options] [QUERY]",
  options = output.with(
    {"--period", "P", "day, week, month (the default), quarter or year"},
    {"--of", "QUERY", "as a rate of what that query finds"},
    {"--per", "N", "the rate is per so many (1)"},
    {"--by", "FIELD", "one line a value of the field"},
    {"--words", "count words, not articles"},
    {"--chart", "bars instead of a table"}),
  run = function(ctx, args, opts)
    local store = verbs.store(ctx)
    local period = opts.period or "month"
    if not lib("periods").of[period] then
      verbs.misuse(("--period wants day, week, month, quarter or year, got '%s'"):format(period))
    end
    local list, undated = store:find(verbs.query(args)):timeline(period, {of = opts.of and store:find(opts.of),
      per = verbs.number(opts, "per", 1), by = opts.by, unit = opts.words and "words" or nil})
    if undated > 0 then out.note(("%s without such a date are left out"):format(rows.thousands(undated))) end
    if not opts.chart then return output.rows(ctx, list, opts) end
    output.to(ctx, opts, function(sink)
      sink.write(list:chart {rows = #list, value = opts.of and "rate" or "count"} .. "\n")
    end)
    return 0
  end,
}
