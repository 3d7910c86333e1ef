-- What `lede --help` and `lede help` print.
local _, lib = ...

local usage = [[
usage: lede [-s STORE]                        the interactive shell on the store
       lede [-s STORE] SCRIPT.lua [ARG...]    run a script, as lua(1) does; - is stdin
       lede [-s STORE] -e CODE [ARG...]       run a line of Lua (-i: and go on interactively; -l MODULE first)
       lede [-s STORE] VERB ...               work on the store
options: -s, --store FILE   the store (else $LEDE_STORE, else news.lede)
         -q, --quiet        no messages but failures
         --version  -h, --help

%s

lede help TOPIC tells more: a verb, a recipe, a function (text.words), a type (set), or %s.
]]

return function()
  local topics = lib("help").topics()
  topics[#topics + 1] = "recipes"
  table.sort(topics)
  local last = table.remove(topics)
  return usage:format(lib("shell/verbs").listing(), table.concat(topics, ", ") .. " and " .. last)
end
