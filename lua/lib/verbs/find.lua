-- lede find QUERY
local _, lib = ...
local verbs, output, out, rows, internal = lib "shell/verbs", lib "shell/output", lib "shell/out", lib "rows", lib ":internal"
local safe, check = lib "safe", lib "check"

-- Terms of the query that no article holds are said, so that a typo is seen.
local function say_zero_terms(set)
  for _, term in ipairs(internal.query.zero_terms(set.node.query, set.store)) do
    out.note(("'%s' is in no article"):format(safe.cut(safe.line(term), 60)))
  end
end

-- A line a query -> counts.
local function batch(ctx, store, opts)
  local list, failed = {}, 0
  for line in verbs.input(opts.batch):lines() do
    if line:find("%S") then
      local ok, count = pcall(function() return store:find(line):count() end)
      if not ok then
        failed = failed + 1
        out.message("find: " .. check.plain(tostring(count)))
      end
      list[#list + 1] = {query = line, count = ok and count or nil}
    end
  end
  output.rows(ctx, rows.make(list, {columns = {"query", "count"}}), opts)
  return failed > 0 and 1 or 0
end

return {
  summary = "The articles that a query finds",
  usage = "find QUERY [options] · lede find --batch FILE",
  help = "Words are ANDed; lede help query tells the language. On a terminal the first 20 are shown with the true count.",
  options = output.with(
    {"--sort", "KEY", "published (the default), added, headline, words, relevance, modified or id; -KEY descends"},
    {"--limit", "N", "that many at most"},
    {"--fields", "A,B", "the fields to print (extra.KEY too)"},
    {"--save", "NAME", "save the query under that name, for query:NAME"},
    {"--parse", "how the query is understood, instead of what it finds"},
    {"--batch", "FILE", "a query a line (- is standard input): how many each finds"},
    {"--now", "DATE", "the day that \"last week\" counts from"}),
  run = function(ctx, args, opts)
    internal.now = opts.now
    local store = verbs.store(ctx, opts.save and "write" or "read")
    if opts.batch then return batch(ctx, store, opts) end
    local query = verbs.query(args)
    local set = store:find(query)
    if opts.save then
      local ok, message = store:save(opts.save, query)
      if not ok then verbs.fail(message) end
    end
    if opts.parse then
      io.write(internal.query.describe(set.node.query, store), "\n")
      return 0
    end
    say_zero_terms(set)
    local limit = verbs.number(opts, "limit")
    local format = opts.format or "table"
    if not limit and format == "table" and not opts.output and ctx.sys.tty(1) then limit = 20 end
    local total = limit and set:count() or nil
    if opts.sort then set = set:sort(opts.sort) end
    if limit then set = set:limit(limit) end
    return output.articles(ctx, set, opts, total)
  end,
}
