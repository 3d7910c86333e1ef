-- What `lede add` and `lede read` share: the options that say how inputs are read.
local _, lib = ...
local verbs = lib "shell/verbs"
local reading = {}

reading.options = {
  {"--input", "F", "the format, where it should not be detected"},
  {"--map...", "COLUMN=field", "what a column of the input means (more than once)"},
  {"--date-order", "dmy|mdy", "how 3/4/2022 is read"},
  {"--url", "URL", "where a single page came from"},
  {"--charset", "NAME", "the charset that was declared for it"},
}

-- The pairs of NAME=VALUE options as a table, nil where there are none.
function reading.pairs(list, option)
  local t = {}
  for _, text in ipairs(list or {}) do
    local name, value = text:match("^([^=]+)=(.*)$")
    if not name then verbs.misuse(("%s wants NAME=VALUE, got '%s'"):format(option, text)) end
    t[name] = value
  end
  return next(t) and t or nil
end

-- The options of lede.read and store:add that were given on the command line.
function reading.of(opts)
  local order = opts.date_order
  if order and order ~= "dmy" and order ~= "mdy" then
    verbs.misuse(("--date-order wants dmy or mdy, got '%s'"):format(order))
  end
  return {format = opts.input, map = reading.pairs(opts.map, "--map"), date_order = order, url = opts.url, charset = opts.charset}
end

-- The line that tells a person why an input gave no article.
function reading.reason(kind, source, reason)
  return ("%s%s: %s"):format(kind == "skipped" and "skipped: " or "", source or "?", reason or "?")
end

return reading
