-- lede.csv: RFC 4180 text from rows and back.
local _, lib = ...
local check = lib "check"
local csv = {}

local function cell(value, separator)
  local s = lib("rows").cell(value)
  if s:find('[",\r\n]') or s:find(separator, 1, true) or s:find("^%s") or s:find("%s$") then
    s = '"' .. s:gsub('"', '""') .. '"'
  end
  return s
end

-- A line of cells, without its end.
function csv.line(cells, n, separator)
  local out = {}
  for i = 1, n do out[i] = cell(cells[i], separator or ",") end
  return table.concat(out, separator or ",")
end

function csv.encode(list, options)
  check.arg("encode", 1, list, "table")
  options = check.options("encode", 2, options, {separator = "string", columns = "table", header = "boolean"})
  local columns = options.columns or lib("rows").columns_of(list)
  local out = {}
  if options.header ~= false then out[1] = csv.line(columns, #columns, options.separator) end
  for _, row in ipairs(list) do
    local cells = {}
    for i, name in ipairs(columns) do cells[i] = lib("rows").value(row, name) end
    out[#out + 1] = csv.line(cells, #columns, options.separator)
  end
  out[#out + 1] = ""
  return table.concat(out, "\n")
end

-- The cells of one record from `at`: list, place after the record's end, or nil, message.
local function record(s, at, sep)
  local cells, n = {}, #s
  while true do
    local value
    if s:sub(at, at) == '"' then
      local parts, from = {}, at + 1
      while true do
        local mark = s:find('"', from, true)
        if not mark then return nil, "a quoted cell has no end" end
        parts[#parts + 1] = s:sub(from, mark - 1)
        if s:sub(mark + 1, mark + 1) ~= '"' then at = mark + 1 break end
        parts[#parts + 1] = '"'
        from = mark + 2
      end
      value = table.concat(parts)
      local rest = s:match("^[^" .. sep .. "\r\n]*", at)
      value, at = value .. rest, at + #rest
    else
      value = s:match("^[^" .. sep .. "\r\n]*", at)
      at = at + #value
    end
    cells[#cells + 1] = value
    local c = s:sub(at, at)
    if c == "" or at > n then return cells, n + 1 end
    at = at + 1
    if c == "\r" or c == "\n" then
      if c == "\r" and s:sub(at, at) == "\n" then at = at + 1 end
      return cells, at
    end
  end
end

-- The text's rows, named by its first line (header=false: numbered).
function csv.decode(s, options)
  check.arg("decode", 1, s, "string")
  options = check.options("decode", 2, options, {separator = "string", header = "boolean"})
  local sep = "%" .. (options.separator or ","):sub(1, 1)
  if options.separator == "\t" then sep = "\t" end
  local list, names, at, line = {}, nil, s:sub(1, 3) == "\xEF\xBB\xBF" and 4 or 1, 0
  while at <= #s do
    local cells, after = record(s, at, sep)
    line = line + 1
    if not cells then return nil, ("record %d: %s"):format(line, after) end
    at = after
    if #cells == 1 and cells[1] == "" then
      -- an empty line is no row
    elseif options.header == false then
      list[#list + 1] = cells
    elseif not names then
      names = cells
    else
      local row = {}
      for i, name in ipairs(names) do row[name] = cells[i] end
      list[#list + 1] = row
    end
  end
  return lib("rows").make(list, {columns = names})
end

return csv
