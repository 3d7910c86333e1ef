-- lede keyness QUERY -- QUERY
local _, lib = ...
local verbs, output = lib "shell/verbs", lib "shell/output"

return {
  summary = "The words that mark one selection against another",
  usage = "keyness [options] QUERY -- REFERENCE",
  help = "Without a reference it is every other article.",
  options = output.with(
    {"--n", "N", "how many (20)"},
    {"--ngrams", "N", "words a term, 1 to 5"},
    {"--stem", "words of one stem are one term"},
    {"--min-articles", "N", "in at least that many articles"}),
  run = function(ctx, args, opts)
    if #args == 0 then verbs.misuse("a query expected") end
    local store = verbs.store(ctx)
    local set = store:find(table.concat(args, " "))
    local other = args.tail and store:find(table.concat(args.tail, " ")) or store:all() - set
    return output.rows(ctx, set:keyness(other, {n = verbs.number(opts, "n"), ngrams = verbs.number(opts, "ngrams", 1),
      stem = opts.stem, min_articles = verbs.number(opts, "min_articles")}), opts)
  end,
}
