-- lede read PATH...
local _, lib, lede = ...
local verbs, output, out = lib "shell/verbs", lib "shell/output", lib "shell/out"

return {
  summary = "What would be read, as JSON Lines, without a store",
  usage = "read [options] PATH...",
  options = {
    {"--input", "F", "the format, where it should not be detected"},
    {"--url", "URL", "where a single page came from"},
    {"--charset", "NAME", "the charset that was declared for it"},
    {"--date-order", "dmy|mdy", "how 3/4/2022 is read"},
    output.options[2],
  },
  run = function(ctx, args, opts)
    if #args == 0 then verbs.misuse("a path expected") end
    local failed = 0
    output.to(ctx, opts, function(sink)
      for _, path in ipairs(args) do
        local step, state, _, close = lede.read(path, {format = opts.input, url = opts.url, charset = opts.charset,
          date_order = opts.date_order, all = true})
        if not step then
          failed = failed + 1
          out.message(state)
        else
          for article, item in step, state, nil, close do
            if article then
              sink.write(lede.json.encode(article) .. "\n")
            else
              if item.kind == "failed" then failed = failed + 1 end
              out.message(("%s%s: %s"):format(item.kind == "skipped" and "skipped: " or "", item.source or path, item.reason))
            end
          end
        end
      end
    end)
    return failed > 0 and 1 or 0
  end,
}
