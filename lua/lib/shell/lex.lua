-- A small Lua lexer: enough to see blocks, top-level locals and what a file returns.
local lex = {}

local keywords = {}
for word in ([[and break do else elseif end false for function goto if in local nil not or repeat return then
  true until while]]):gmatch("%S+") do keywords[word] = true end

-- The token at or after `at`: kind, first, last; nil at the end. Comments are skipped.
local function token(s, at)
  while true do
    at = s:find("%S", at)
    if not at then return nil end
    local level = s:match("^%-%-%[(=*)%[", at)
    if level then
      local _, last = s:find("]" .. level .. "]", at, true)
      at = (last or #s) + 1
    elseif s:sub(at, at + 1) == "--" then
      at = (s:find("\n", at, true) or #s) + 1
    else
      break
    end
  end
  local word = s:match("^[%a_][%w_]*", at)
  if word then return keywords[word] and "keyword" or "name", at, at + #word - 1 end
  local level = s:match("^%[(=*)%[", at)
  if level then
    local _, last = s:find("]" .. level .. "]", at, true)
    return "string", at, last or #s
  end
  local c = s:sub(at, at)
  if c == '"' or c == "'" then
    local i = at + 1
    while i <= #s do
      local d = s:sub(i, i)
      if d == "\\" then i = i + 1 elseif d == c or d == "\n" then break end
      i = i + 1
    end
    return "string", at, math.min(i, #s)
  end
  local number = s:match("^0[xX][%x.]+", at) or s:match("^%.?%d[%w.]*", at)
  if number then return "number", at, at + #number - 1 end
  return "mark", at, at
end

-- for kind, text, first, last in lex.tokens(s)
function lex.tokens(s)
  local at = 1
  return function()
    local kind, first, last = token(s, at)
    if not kind then return nil end
    at = last + 1
    return kind, s:sub(first, last), first, last
  end
end

local opens = {["function"] = true, ["do"] = true, ["if"] = true, ["repeat"] = true}
local closes = {["end"] = true, ["until"] = true}

-- All tokens, each with the depth of blocks and of brackets that it stands in.
function lex.list(s)
  local out, depth, brackets = {}, 0, 0
  if s:sub(1, 1) == "#" then s = "--" .. s end
  for kind, text, first, last in lex.tokens(s) do
    if kind == "keyword" and closes[text] then depth = depth - 1 end
    if kind == "mark" and text:find("[%)%]}]") then brackets = brackets - 1 end
    out[#out + 1] = {kind = kind, text = text, first = first, last = last, depth = depth, brackets = brackets}
    if kind == "keyword" and opens[text] then depth = depth + 1 end
    if kind == "mark" and text:find("[%(%[{]") then brackets = brackets + 1 end
  end
  return out
end

-- The names that `local` at token i declares, and the token after them; nil for attributes that must stay.
local function declared(list, i)
  local names = {}
  while true do
    local name = list[i + 1]
    if not name or name.kind ~= "name" then return nil end
    names[#names + 1] = name
    i = i + 2
    if list[i] and list[i].text == "<" then
      if not list[i + 1] or list[i + 1].text == "close" then return nil end
      name.attribute = {list[i].first, list[i + 2] and list[i + 2].last or #name.text}
      i = i + 3
    end
    if not list[i] or list[i].text ~= "," then return names, list[i], list[i - 1].last end
  end
end

-- `local` at the top level taken away, so that the name lives on in the
-- environment: the new text and the list of names. Lines stay where they are.
function lex.globalize(s)
  local list, names, edits = lex.list(s), {}, {}
  for i, tok in ipairs(list) do
    if tok.text == "local" and tok.kind == "keyword" and tok.depth == 0 and tok.brackets == 0 then
      local after = list[i + 1]
      if after and after.text == "function" and list[i + 2] then
        names[#names + 1] = list[i + 2].text
        edits[#edits + 1] = {tok.first, tok.last, ""}
      else
        local found, following, stop = declared(list, i)
        if found then
          edits[#edits + 1] = {tok.first, tok.last, ""}
          for _, name in ipairs(found) do
            names[#names + 1] = name.text
            if name.attribute then edits[#edits + 1] = {name.attribute[1], name.attribute[2], ""} end
          end
          if not following or following.text ~= "=" then edits[#edits + 1] = {stop + 1, stop, " = nil"} end
        end
      end
    end
  end
  local out, at = {}, 1
  for _, e in ipairs(edits) do
    out[#out + 1] = s:sub(at, e[1] - 1) .. e[3]
    at = e[2] + 1
  end
  out[#out + 1] = s:sub(at)
  return table.concat(out), names
end

-- Whether the file's last act is to return a table with a recipe's keys.
function lex.is_recipe(s)
  local list = lex.list(s)
  for i, tok in ipairs(list) do
    if tok.text == "return" and tok.depth == 0 and list[i + 1] and list[i + 1].text == "{" then
      local keys = {}
      for j = i + 2, #list do
        local t, eq = list[j], list[j + 1]
        if t.kind == "name" and t.brackets == 1 and t.depth == 0 and eq and eq.text == "=" then keys[t.text] = true end
      end
      return (keys.name and (keys.map or keys.needs or keys.finish or keys.examples)) and true or false
    end
  end
  return false
end

return lex
