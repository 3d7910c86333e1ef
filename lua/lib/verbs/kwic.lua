-- lede kwic [options] QUERY
local _, lib = ...
local verbs, output = lib "shell/verbs", lib "shell/output"

return {
  summary = "Each hit of a query with the words around it",
  usage = "kwic [options] QUERY [-- QUERY]",
  help = "The first query is what is shown; the one after -- narrows the articles.",
  options = output.with(
    {"--width", "N", "words to each side (8)"},
    {"--sentence", "no further than the sentence"},
    {"--sort", "KEY", "left, right or keyword"},
    {"--n", "N", "how many at most"}),
  run = function(ctx, args, opts)
    if #args == 0 then verbs.misuse("a query expected") end
    local set = verbs.store(ctx):find(table.concat(args.tail or {}, " "))
    if opts.sort and not ({left = 1, right = 1, keyword = 1})[opts.sort] then
      verbs.misuse(("--sort wants left, right or keyword, got '%s'"):format(opts.sort))
    end
    local list = set:kwic(table.concat(args, " "), {width = verbs.number(opts, "width"), sort = opts.sort,
      within = opts.sentence and "sentence" or nil, n = verbs.number(opts, "n")})
    return output.rows(ctx, list, opts)
  end,
}
