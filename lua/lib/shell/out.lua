-- What the program prints: messages on stderr, data on stdout or into a file
-- that gets its name only when it is whole.
local _, lib = ...
local safe = lib "safe"
local out = {quiet = false}

-- `lede: what failed: why`
function out.message(text)
  io.stdout:flush()
  io.stderr:write("lede: ", (safe.lines(text)), "\n")
end

-- The same unless -q was given.
function out.note(text)
  if not out.quiet then out.message(text) end
end

-- Where data goes: `path` nil is stdout. {write = f(text), styled = f(text), close = f(ok) -> true or nil, message};
-- styled text holds colours of ours, its maker has made the rest safe.
function out.open(path, sys)
  if not path or path == "-" then
    local clean = sys.tty(1)
    return {
      terminal = clean,
      write = function(text) return io.stdout:write(clean and safe.lines(text) or text) end,
      styled = function(text) return io.stdout:write(text) end,
      close = function() return io.stdout:flush() end,
    }
  end
  local temporary = ("%s.%d.tmp"):format(path, sys.pid())
  local f, message = io.open(temporary, "wb")
  if not f then return nil, (message:gsub("%.%d+%.tmp", "")) end
  local failed
  local function write(text)
    local ok, why = f:write(text)
    failed = failed or (not ok and why)
    return ok, why
  end
  return {
    write = write,
    styled = write,
    close = function(good)
      local ok, why = f:close()
      failed = failed or (not ok and why)
      if failed or good == false then
        os.remove(temporary)
        return nil, path .. ": " .. (failed or "given up")
      end
      return os.rename(temporary, path)
    end,
  }
end

return out
