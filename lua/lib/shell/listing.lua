-- Verbs that ask a set one question and print the rows: the options are those
-- of the set's method of the same name.
local _, lib = ...
local verbs, output, rows = lib "shell/verbs", lib "shell/output", lib "rows"

local whole = {n = true, ngrams = true, min_articles = true, sentences = true}

local function method_options(opts, specs)
  local t = {}
  for _, spec in ipairs(specs) do
    local key = spec[1]:gsub("^%-+", ""):gsub("%-", "_")
    if whole[key] then
      t[key] = verbs.number(opts, key, 1)
    elseif key == "min" and opts.min then
      t.min = tonumber(opts.min) or verbs.misuse(("--min wants a number, got '%s'"):format(opts.min))
    else
      t[key] = opts[key]
    end
  end
  return t
end

return function(about)
  return {
    summary = about.summary, usage = about.usage, options = output.with(table.unpack(about.options)),
    run = function(ctx, args, opts)
      local set = verbs.store(ctx):find(verbs.query(args))
      local ask = set[about.name]
      if not ask then verbs.fail("this lede cannot do that yet") end
      local list = ask(set, method_options(opts, about.options))
      if about.flatten then list = about.flatten(list, rows) end
      return output.rows(ctx, list, opts)
    end,
  }
end
