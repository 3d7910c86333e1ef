-- Text on its way to a terminal: what would move the cursor, change colours or
-- turn the order of letters around is shown, not sent.
local _, _, lede = ...
local safe = {}

local function shown(c)
  return ("\\x%02x"):format(c:byte())
end

-- C1 controls and the marks that override text direction, as they are encoded.
local function shown_utf8(c)
  return ("\\u{%x}"):format(utf8.codepoint(c))
end

-- Keep line ends and tabs, show every other control; broken UTF-8 is repaired.
function safe.lines(s)
  if s:find("[\x80-\xFF]") then
    if not utf8.len(s) then s = lede.text.repair and lede.text.repair(s) or s:gsub("[\x80-\xFF]", "?") end
    s = s:gsub("\xC2[\x80-\x9F]", shown_utf8)
    s = s:gsub("\xE2\x80[\xAA-\xAE]", shown_utf8):gsub("\xE2\x81[\xA6-\xA9]", shown_utf8)
  end
  return (s:gsub("[\0-\8\v-\31\127]", shown))
end

-- The same on one line: line ends and tabs become spaces.
function safe.line(s)
  return safe.lines((s:gsub("%s+", " ")))
end

-- Columns that the text takes on a terminal.
function safe.width(s)
  if not s:find("[\x80-\xFF]") then return #s end
  return lede.text.width and lede.text.width(s) or utf8.len(s) or #s
end

-- The start of the text that fits into `most` columns, with a mark where it was cut.
function safe.cut(s, most)
  if safe.width(s) <= most then return s end
  local used, last = 0, 0
  for at, code in utf8.codes(s, true) do
    local c = utf8.char(code)
    local w = safe.width(c)
    if used + w > most - 1 then break end
    used, last = used + w, at + #c - 1
  end
  return s:sub(1, last) .. "…"
end

-- The text filled up with spaces to `n` columns.
function safe.pad(s, n, right)
  local fill = (" "):rep(n - safe.width(s))
  return right and fill .. s or s .. fill
end

return safe
