-- lede help [TOPIC]
local _, lib = ...
local verbs, help, out = lib "shell/verbs", lib "help", lib "shell/out"

return {
  summary = "Every Lua function, verb, query operator and recipe, from one set of texts",
  usage = "help [TOPIC]",
  help = "TOPIC is a verb (find), a recipe (topics), a function (text.words), a type (set), or one of `query`, `formats`,\n`functions`, `verbs`, `recipes` and `emit` (what a recipe's functions are given).",
  options = {
    {"--luals", "the definitions for the Lua language server"}, {"--man", "the manual page"},
    {"--bash", "completion for bash: eval \"$(lede help --bash)\""},
    {"--complete", "what the last of the words after -- may become, one a line"},
  },
  run = function(ctx, args, opts)
    local topic = opts.luals and "lua-ls" or opts.man and "man" or args[1]
    if topic == "lua-ls" then
      io.write(help.luals())
      return 0
    end
    if topic == "man" then
      io.write(lib("manual")())
      return 0
    end
    if opts.bash then
      io.write(lib("shell/complete").bash)
      return 0
    end
    if opts.complete then
      for _, word in ipairs(lib("shell/complete").words(ctx, args.tail or {})) do print(word) end
      return 0
    end
    if not topic then
      io.write(lib("shell/usage")())
      return 0
    end
    local verb = verbs.find(topic)
    local text, message = help.text(topic)
    if verb then
      text = text and text ~= "" and verbs.usage(verb) .. "\n" .. text or verbs.usage(verb)
    end
    text = text or lib("verbs/recipe").about(ctx, topic)
    if not text then
      out.message("help: " .. message)
      return 1
    end
    io.write(text, "\n")
    return 0
  end,
}
