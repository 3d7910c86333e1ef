-- lede read PATH...
local _, lib, lede = ...
local verbs, output, out, internal = lib "shell/verbs", lib "shell/output", lib "shell/out", lib ":internal"

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
        local input, message = internal.open_input(path, {format = opts.input, url = opts.url, charset = opts.charset,
          date_order = opts.date_order})
        if not input then
          failed = failed + 1
          out.message(message)
        end
        while input do
          local kind, what, reason = internal.next_item(input)
          if not kind then break end
          if kind == "article" then
            sink.write(lede.json.encode(what) .. "\n")
          else
            if kind == "failed" then failed = failed + 1 end
            out.message(("%s%s: %s"):format(kind == "skipped" and "skipped: " or "", what or path, reason))
          end
        end
        if input then internal.close_input(input) end
      end
    end)
    return failed > 0 and 1 or 0
  end,
}
