-- lede dfm -o FILE QUERY
local _, lib = ...
local verbs, out, rows = lib "shell/verbs", lib "shell/out", lib "rows"

return {
  summary = "A matrix of articles by terms, for other programs",
  usage = "dfm [options] -o FILE [QUERY]",
  help = "mtx writes FILE (Matrix Market), FILE.rows (ids) and FILE.columns (terms); tidy writes article,term,count as CSV.",
  options = {
    {"-o", "--output", "FILE", "where it goes"},
    {"--format", "F", "mtx (the default) or tidy"},
    {"--n", "N", "the most frequent terms only"},
    {"--ngrams", "N", "words a term, 1 to 5"},
    {"--stem", "words of one stem are one term"},
    {"--stopwords", "keep stop words"},
    {"--min-articles", "N", "in at least that many articles"},
  },
  run = function(ctx, args, opts)
    if not opts.output then verbs.misuse("-o FILE expected") end
    if opts.format and opts.format ~= "mtx" and opts.format ~= "tidy" then
      verbs.misuse(("--format wants mtx or tidy, got '%s'"):format(opts.format))
    end
    local matrix = verbs.store(ctx):find(verbs.query(args)):dfm {n = verbs.number(opts, "n"), stem = opts.stem,
      ngrams = verbs.number(opts, "ngrams", 1), stopwords = opts.stopwords, min_articles = verbs.number(opts, "min_articles")}
    local ok, message = matrix:export(opts.output, {format = opts.format})
    if not ok then verbs.fail(message) end
    out.note(("%s articles, %s terms"):format(rows.thousands(matrix.articles), rows.thousands(matrix.terms)))
    return 0
  end,
}
