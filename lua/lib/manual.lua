-- The manual page lede.1, from the texts that help and the verbs use. `lede help man` prints it.
local _, lib, lede = ...
local help, verbs = lib "help", lib "shell/verbs"

-- Text as troff takes it.
local function troff(s)
  return (s:gsub("\\", "\\e"):gsub("%-", "\\-"):gsub("^([.'])", "\\&%1"):gsub("\n([.'])", "\n\\&%1"))
end

local function verbatim(out, text)
  out[#out + 1] = ".nf"
  out[#out + 1] = troff(text)
  out[#out + 1] = ".fi"
end

local function verb_sections(out)
  out[#out + 1] = ".SH VERBS"
  for _, name in ipairs(verbs.names()) do
    local verb = verbs.find(name)
    out[#out + 1] = (".SS %s"):format(name)
    verbatim(out, "lede " .. verb.usage)
    out[#out + 1] = ".P"
    out[#out + 1] = troff(verb.summary .. ". " .. (verb.help or ""))
    for _, o in ipairs(verbs.options(verb)) do
      out[#out + 1] = ".TP"
      out[#out + 1] = ".B " .. troff(o.name)
      out[#out + 1] = troff(o.text)
    end
  end
end

local function api_sections(out)
  out[#out + 1] = ".SH LUA API"
  for _, e in ipairs(help.entries()) do
    out[#out + 1] = ".TP"
    out[#out + 1] = ".B " .. troff(help.call(e))
    out[#out + 1] = troff((e.help:gsub("\n", " ")))
  end
end

return function()
  local out = {
    (".TH LEDE 1 \"\" \"lede %s\" \"User Commands\""):format(lede.version),
    ".SH NAME", "lede \\- a scriptable news archive",
    ".SH SYNOPSIS",
    ".B lede\n[\\-s STORE]\n.br\n.B lede\n[\\-s STORE] SCRIPT.lua [ARG...]\n.br\n.B lede\n[\\-s STORE] \\-e CODE [ARG...]\n.br\n" ..
      ".B lede\n[\\-s STORE] VERB ...",
    ".SH DESCRIPTION",
    troff("lede keeps news articles in one SQLite file and runs Lua scripts, recipes and an interactive shell that filter, tag and " ..
      "summarise them. Without words it is the interactive shell; a word that ends in .lua or holds a slash is a script, which " ..
      "runs with full rights as lua(1) runs it; other words are verbs. In scripts, -e lines and the shell, lede is the module and " ..
      "store the open store, opened at first use. A script or a line of the shell is one run, which lede undo takes back."),
    ".SH OPTIONS",
    ".TP\n.B \\-s, \\-\\-store FILE\nThe store; else $LEDE_STORE, else news.lede in the current directory.",
    ".TP\n.B \\-e CODE\nRun a line of Lua. \\-i goes on interactively after it; \\-l MODULE requires a module first.",
    ".TP\n.B \\-q, \\-\\-quiet\nNo messages but failures.",
    ".TP\n.B \\-\\-version, \\-h, \\-\\-help\nPrint it and leave; \\-\\-help works for each verb.",
    ".SH EXIT STATUS", "0 done, 1 failed, 2 wrong usage. Messages go to standard error as \\(lqlede: what failed: why\\(rq, data to standard output.",
    ".SH ENVIRONMENT",
    ".TP\n.B LEDE_STORE\nThe store where \\-s names none.",
    ".TP\n.B LEDE_EDITOR_LIB\nThe line editor's library for the shell (readline, else libedit, is found); none reads lines plainly.",
    ".TP\n.B XDG_STATE_HOME\nIts folder lede/ keeps the shell's history (else ~/.local/state).",
  }
  verb_sections(out)
  out[#out + 1] = ".SH QUERIES"
  verbatim(out, lib "query_help")
  api_sections(out)
  out[#out + 1] = ".SH SEE ALSO"
  out[#out + 1] = ".BR lua (1),\n.BR sqlite3 (1)"
  return table.concat(out, "\n") .. "\n"
end
