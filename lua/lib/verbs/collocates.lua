-- lede collocates WORD [-- QUERY]
local _, lib = ...
local verbs, output = lib "shell/verbs", lib "shell/output"

return {
  summary = "The words that stand near a word more often than chance",
  usage = "collocates [options] WORD [-- QUERY]",
  options = output.with(
    {"--n", "N", "how many (20)"},
    {"--window", "N", "words to each side (5)"},
    {"--sentence", "the whole sentence instead"},
    {"--stopwords", "keep stop words"},
    {"--exact", "the word as written, not by stem"},
    {"--min-count", "N", "near at least so often (2)"},
    {"--sort", "KEY", "g2 (the default), pmi, log_dice or count"}),
  run = function(ctx, args, opts)
    if #args ~= 1 then verbs.misuse("one word expected (a query for the articles goes after --)") end
    if opts.sort and not ({g2 = 1, pmi = 1, log_dice = 1, count = 1})[opts.sort] then
      verbs.misuse(("--sort wants g2, pmi, log_dice or count, got '%s'"):format(opts.sort))
    end
    local set = verbs.store(ctx):find(table.concat(args.tail or {}, " "))
    return output.rows(ctx, set:collocates(args[1], {n = verbs.number(opts, "n"), window = verbs.number(opts, "window", 1),
      within = opts.sentence and "sentence" or nil, stopwords = opts.stopwords, exact = opts.exact, sort = opts.sort,
      min_count = verbs.number(opts, "min_count", 1)}), opts)
  end,
}
