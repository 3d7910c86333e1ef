-- lede runs [ID]
local _, lib = ...
local verbs, output, rows = lib "shell/verbs", lib "shell/output", lib "rows"

local function number(text)
  local n = math.tointeger(tonumber(text))
  if not n or n < 1 then verbs.misuse(("a run's number expected, got '%s'"):format(text)) end
  return n
end

return {
  summary = "The runs that wrote to the store, or what one of them did",
  usage = "runs [ID]",
  options = output.with(),
  run = function(ctx, args, opts)
    local store = verbs.store(ctx)
    if not args[1] then
      local list = store:runs()
      return output.rows(ctx, rows.columns(list, "id started who kind state added updated tagged untagged set removed name"),
        opts)
    end
    local list = store:runs(number(args[1]))
    if #list == 0 then verbs.fail(("no run %s"):format(args[1])) end
    if opts.format and opts.format ~= "table" then return output.rows(ctx, store:changes(number(args[1])), opts) end
    output.to(ctx, opts, function(sink)
      local names = {}
      for name in pairs(list[1]) do names[#names + 1] = name end
      table.sort(names)
      for _, name in ipairs(names) do sink.write(("%-12s %s\n"):format(name, rows.cell(list[1][name]))) end
      local changes = store:changes(number(args[1]))
      sink.write("\n" .. changes:text {rows = 200, width = rows.terminal} .. "\n")
    end)
    return 0
  end,
}
