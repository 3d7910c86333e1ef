-- lede backup FILE
local _, lib = ...
local verbs = lib "shell/verbs"

return {
  summary = "Write a whole copy of the store, while others use it",
  usage = "backup FILE",
  help = "Copying the file alone can miss what its -wal still holds; this does not.",
  run = function(ctx, args)
    if #args ~= 1 then verbs.misuse("one file expected") end
    local ok, message = verbs.store(ctx):backup(args[1])
    if not ok then verbs.fail(message) end
    return 0
  end,
}
