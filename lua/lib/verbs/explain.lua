-- lede explain ID [TAG]: what a tag rests on; without one the body too, with what was found in it marked
local _, lib = ...
local verbs, output, safe = lib "shell/verbs", lib "shell/output", lib "safe"
local findings = lib "findings"

local function text_of(list)
  local lines = {}
  for _, row in ipairs(list) do
    lines[#lines + 1] = ("%s%s  by run %d: %s%s"):format(row.tag, row.no and " (judged not to apply)" or "", row.run,
      row.run_name or "?", row.version and " " .. row.version or "")
    local about = {}
    for _, name in ipairs {"when", "who", "by", "params", "value", "note"} do
      if row[name] then about[#about + 1] = name .. " " .. row[name] end
    end
    if #about > 0 then lines[#lines + 1] = "    " .. table.concat(about, ", ") end
    for _, span in ipairs(row.spans) do
      lines[#lines + 1] = ("    %d-%d \"%s\"%s"):format(span.first, span.last, safe.line(span.text or ""),
        span.now_first and "" or "  (no longer in the text)")
      if span.sentence and span.sentence ~= span.text then lines[#lines + 1] = "        " .. safe.line(span.sentence) end
    end
  end
  return table.concat(lines, "\n") .. "\n"
end

local legend = {{"quote", "{quote} with its speaker"}, {"name", "[name] with its kind"}, {"date", "<date> with its value"},
  {"amount", "<amount> with its value"}}

-- The body, marked by colours on a terminal and by brackets elsewhere; under each paragraph the rule of each finding.
local function show_body(sink, article)
  local colour = sink.terminal and (os.getenv("NO_COLOR") or "") == ""
  local marks = {}
  for i, pair in ipairs(legend) do marks[i] = colour and findings.painted(pair[1], (pair[2]:gsub("[%[%]{}<>]", ""))) or pair[2] end
  local text = safe.line(article.headline or "(no headline)") .. "\n" .. table.concat(marks, ", ") .. "\n\n" ..
    findings.marked(article, colour)
  sink.styled(text)
end

-- Without a tag: every tag, and the body with what was found in it.
local function explain_all(ctx, article, list, opts)
  if opts.findings and opts.format and opts.format ~= "table" then return output.rows(ctx, findings.of(article), opts) end
  output.to(ctx, opts, function(sink)
    if #list > 0 and not opts.findings then sink.write(text_of(list) .. "\n") end
    show_body(sink, article)
  end)
  return 0
end

return {
  summary = "What a tag rests on: recipe, version, parameters, the sentences",
  usage = "explain ID [TAG]",
  help = "Without TAG all tags, and the body with quotes, names, dates and amounts marked and the rule that found each.",
  options = output.with({"--findings", "only what was found in the body, no tags; with --format as rows"}),
  run = function(ctx, args, opts)
    if not args[1] then verbs.misuse("an article's id expected") end
    local article, message = verbs.store(ctx):get(args[1])
    if not article then verbs.fail(message) end
    local list
    list, message = article:explain(args[2])
    if not list then verbs.fail(message) end
    if not args[2] and (opts.findings or not opts.format or opts.format == "table") then
      return explain_all(ctx, article, list, opts)
    end
    if #list == 0 then
      verbs.fail(args[2] and ("article %s has no tag '%s'"):format(article.id, args[2]) or
        ("article %s has no tags"):format(article.id))
    end
    if opts.format and opts.format ~= "table" then
      for _, row in ipairs(list) do row.body = nil end
      return output.rows(ctx, list, opts)
    end
    output.to(ctx, opts, function(sink) sink.write(text_of(list)) end)
    return 0
  end,
}
