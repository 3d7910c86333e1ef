-- lede export -- QUERY
local _, lib = ...
local verbs, output, export = lib "shell/verbs", lib "shell/output", lib "export"

return {
  summary = "Articles in a format for others, schema.org names in JSON Lines",
  usage = "export [options] [-- QUERY]",
  help = "JSON Lines are read again by lede add as the same articles; their tags travel by lede tags dump and restore.",
  options = {
    {"--format", "F", "jsonl (schema.org names, the default), csv, tsv or md"},
    output.options[2],
  },
  run = function(ctx, args, opts)
    local format = opts.format or "jsonl"
    if not export.formats[format] then verbs.misuse(("no format '%s': jsonl, csv, tsv, md"):format(format)) end
    local set = verbs.store(ctx):find(verbs.query(args))
    output.to(ctx, opts, function(sink) export.write(set, format, sink.write) end)
    return 0
  end,
}
