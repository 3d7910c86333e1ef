-- What a word of the command line may become: `lede help --complete -- WORDS`,
-- which the completion of bash (`lede help --bash`) asks at each press of Tab.
local _, lib = ...
local verbs, recipe, output = lib "shell/verbs", lib "shell/recipe", lib "shell/output"
local complete = {}

complete.bash = [==[
# Completion for lede in bash: eval "$(lede help --bash)"
_lede() {
    local line=${COMP_LINE:0:COMP_POINT} words=() cur
    read -ra words <<<"$line"
    case $line in *[[:space:]]) words+=("") ;; esac
    cur=${words[-1]}
    mapfile -t COMPREPLY < <("${words[0]}" help --complete -- "${words[@]:1}" 2>/dev/null)
    [[ ${COMPREPLY[0]} == *= ]] && compopt -o nospace 2>/dev/null
    # Bash takes '=' for the end of a word: what stands before it is not to come again.
    [[ $cur == *=* && $COMP_WORDBREAKS == *=* ]] && COMPREPLY=("${COMPREPLY[@]#"${cur%"${cur##*=}"}"}")
}
complete -o default -F _lede lede
]==]

local function sorted(list)
  table.sort(list)
  return list
end

-- The params of the recipe, and behind NAME= what it may be.
local function params(ctx, name, typed)
  local r = name and recipe.open(ctx.sys, name)
  local list = {}
  for param, p in pairs(r and r.about.params or {}) do
    if typed:sub(1, #param + 1) ~= param .. "=" then
      list[#list + 1] = param .. "="
    elseif p.choices then
      for _, choice in ipairs(p.choices) do list[#list + 1] = param .. "=" .. choice end
    elseif p.type == "boolean" then
      list[#list + 1], list[#list + 2] = param .. "=no", param .. "=yes"
    elseif p.default ~= nil then
      list[#list + 1] = param .. "=" .. tostring(p.default)
    end
  end
  return sorted(list)
end

local of_recipes = {show = true, test = true, verify = true, pack = true, remove = true}

-- What a word of the verb that is no option may be, after the words before it.
local function words_of(ctx, verb, before)
  if verb.name == "run" and #before == 0 then return recipe.names(ctx.sys) end
  if verb.name == "recipe" then
    if #before == 0 then return lib("verbs/recipe").actions end
    return of_recipes[before[1]] and recipe.names(ctx.sys) or {}
  end
  if verb.name == "help" and #before == 0 then
    local list = table.move(recipe.names(ctx.sys), 1, 1000, 1, lib("help").topics())
    return table.move(verbs.names(), 1, 1000, #list + 1, list)
  end
  return {}
end

local function option_names(options)
  local list = {}
  for name in pairs(options) do list[#list + 1] = name end
  return sorted(list)
end

-- The words before the last, sorted out: those that are no options, and the option that waits for its value.
local function read(options, words)
  local plain, waiting = {}, nil
  for i = 1, #words - 1 do
    if waiting then
      waiting = nil
    elseif options[words[i]] ~= nil then
      waiting = options[words[i]] and words[i] or nil
    else
      plain[#plain + 1] = words[i]
    end
  end
  return plain, waiting
end

local function candidates(ctx, words)
  local typed = words[#words] or ""
  local globals = {["-s"] = true, ["--store"] = true, ["-q"] = false, ["--quiet"] = false, ["--version"] = false, ["--help"] = false}
  local plain, waiting = read(globals, words)
  local verb = plain[1] and verbs.find(plain[1])
  if not verb then
    if waiting then return {} end
    return typed:sub(1, 1) == "-" and option_names(globals) or verbs.names()
  end
  local options = verbs.takes_value(verb)
  plain, waiting = read(options, words)
  if waiting == "-p" or waiting == "--param" then return params(ctx, plain[2], typed) end
  if waiting == "--format" then return output.formats() end
  if waiting then return {} end
  if typed:sub(1, 1) == "-" then return option_names(options) end
  return words_of(ctx, verb, table.move(plain, 2, #plain, 1, {}))
end

-- The candidates that begin as the last of the words does.
function complete.words(ctx, words)
  local typed, list = words[#words] or "", {}
  for _, word in ipairs(candidates(ctx, words)) do
    if word:sub(1, #typed) == typed then list[#list + 1] = word end
  end
  return list
end

return complete
