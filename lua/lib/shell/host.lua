-- The store of this process: opened at first use, closed at the end; and the
-- run that a script or a prompt line is, begun at its first write.
local _, lib, lede = ...
local out, internal = lib "shell/out", lib ":internal"

return function(ctx)
  local host = {}
  local open

  -- The open store, or nil, message. Mode as in lede.open.
  function host.open(mode)
    if open then return open end
    if not lede.open then return nil, "this lede was built without a store" end
    local fresh = mode == "create" and not ctx.sys.kind(ctx.store_path)
    local store, message = lede.open(ctx.store_path, {mode = mode})
    if not store then return nil, message end
    if fresh then out.note(("new store '%s'"):format(ctx.store_path)) end
    open = store
    return store
  end

  -- `store` as a global that opens at first use.
  function host.global(env)
    local mt = getmetatable(env) or {}
    mt.__index = function(_, key)
      if key ~= "store" then return nil end
      local store, message = host.open("create")
      if not store then error(message, 2) end
      rawset(env, "store", store)
      return store
    end
    setmetatable(env, mt)
  end

  local function guarded(kind, command, handler, f, ...)
    internal.command, internal.command_kind = command, kind
    local results = table.pack(xpcall(f, handler, ...))
    internal.command = nil
    local ended, message = internal.finish()
    if not ended and results[1] then return false, message end
    return table.unpack(results, 1, results.n)
  end

  -- Run f(...) as one run named by `command`: whatever it writes can be undone as one.
  function host.as_run(kind, command, f, ...)
    return guarded(kind, command, lib("shell/show").traceback, f, ...)
  end

  -- The same for a verb, whose errors `trap` makes into messages.
  function host.as_verb(kind, command, f, trap, ...)
    return guarded(kind, command, trap, f, ...)
  end

  function host.close()
    if open then open:close() end
    open = nil
    collectgarbage()
  end

  return host
end
