-- What a recipe's answers do to the store, and what it shows. Tags that the
-- same recipe gave before and gives no longer are taken back; tags that are as
-- they were stay untouched, so that a second run changes nothing.
local _, lib, lede = ...
local recipe, run, out, rows_of = lib "shell/recipe", lib "shell/run", lib "shell/out", lib "rows"
local history, output, preview = lib "shell/history", lib "shell/output", lib "shell/preview"
local json, inner = lede.json, lib(":internal").recipe

local function fail(message) error({failed = message}, 0) end

local function written(tag)
  local spans = {}
  for i, s in ipairs(tag.spans or {}) do spans[i] = ("[%d,%d]"):format(s.first, s.last) end
  return history.written(tag.name, "[" .. table.concat(spans, ",") .. "]", tag.value, tag.note)
end

-- Tags that finish asked for: {[place] = list}.
local function late_tags(r, articles, result)
  local patterns, late = recipe.tag_patterns(r.about), {}
  local place
  for _, op in ipairs(result.ops) do
    if op.op == "tag" then
      if not place then
        place = {}
        for i = 1, articles.n do place[articles.id(i)] = i end
      end
      local i = place[op.id]
      if not i then fail(("out:tag: article '%s' is not in the selection"):format(tostring(op.id))) end
      late[i] = late[i] or {}
      table.insert(late[i], run.checked_tag(patterns, op, articles.body_n(i)))
    end
  end
  return late
end

-- Make an article's tags of this recipe those that are wanted, {name = tag}: how many were made and taken back.
local function write_wanted(store, r, articles, i, want, stand)
  local made, taken = 0, 0
  for name, old in pairs(stand or {}) do
    local new = want[name]
    if new and old.count == 1 and written(new) == history.written(name, old.spans, old.value, old.note) then
      want[name] = nil
    else
      inner.retract(store, articles.rows[i], name, r.about.name)
      if not new then taken = taken + 1 end
    end
  end
  local names = {}
  for name in pairs(want) do names[#names + 1] = name end
  table.sort(names)
  for _, name in ipairs(names) do
    articles.article(i):tag(name, {spans = want[name].spans, value = want[name].value, note = want[name].note})
    made = made + 1
  end
  return made, taken
end

-- Write the difference between what stands and what is asked for: counts of tags made and taken back. An answer that
-- asks for just what stands is not even decoded.
local function write_tags(store, r, articles, result)
  local before, late = history.assertions(store, r.about.name), late_tags(r, articles, result)
  local patterns, texts = recipe.tag_patterns(r.about), {}
  local made, taken = 0, 0
  for i, text in run.each_asked(result.answers) do texts[i] = text end
  for i = 1, articles.n do
    local text, stand = texts[i], before[articles.rows[i]]
    local as_it_is = late[i] == nil and text and stand and history.as_asked(stand) == text
    if not as_it_is and (text or stand or late[i]) then
      local asked = text and run.asked(patterns, articles, i, text)
      local want = {}
      for _, tag in ipairs(asked and asked.tags or {}) do want[tag.name] = tag end -- the last of a name counts
      for _, tag in ipairs(late[i] or {}) do want[tag.name] = tag end
      local more, less = write_wanted(store, r, articles, i, want, stand)
      made, taken = made + more, taken + less
      for _, name in ipairs(asked and asked.untags or {}) do
        if articles.article(i):untag(name) then taken = taken + 1 end
      end
    end
  end
  return made, taken
end

-- --- showing ------------------------------------------------------------------

-- What is only for people, and would stand between the rows where a program reads them.
local for_people = {table = true, md = true, html = true}

local function heading(format, text)
  if format == "md" then return "\n## " .. text .. "\n\n" end
  if format == "html" then return "<h2>" .. rows_of.escape(text) .. "</h2>\n" end
  return "\n" .. text .. "\n"
end

local function say(sink, format, text)
  if not for_people[format] then return out.note(text) end
  if format == "html" then text = "<p>" .. rows_of.escape(text) .. "</p>" end
  sink.write(text .. (format == "md" and "\n\n" or "\n"))
end

local function list_of(op, options)
  return rows_of.make(type(op.rows) == "table" and op.rows or {}, {columns = options.columns, total = math.tointeger(options.total)})
end

local shows = {}
function shows.print(sink, op, format) say(sink, format, tostring(op.text)) end
function shows.heading(sink, op, format)
  if for_people[format] then sink.write(heading(format, tostring(op.text))) else out.note(tostring(op.text)) end
end
function shows.table(sink, op, format)
  local options = type(op.options) == "table" and op.options or {}
  if options.title then shows.heading(sink, {text = options.title}, format) end
  local list = list_of(op, options)
  if sink.tables and (format == "csv" or format == "tsv") then sink.write("\n") end -- a blank line before the next header
  sink.tables = true
  sink.write(output.text_of(list, format, sink))
  if format ~= "table" and rows_of.total(list) > #list then
    out.note(("%s of %s rows"):format(rows_of.thousands(#list), rows_of.thousands(rows_of.total(list))))
  end
end
function shows.chart(sink, op, format)
  local options = type(op.options) == "table" and op.options or {}
  if not for_people[format] then return shows.table(sink, op, format) end
  local text = tostring(rows_of.chart(list_of(op, {}), options))
  if format == "md" then text = "```\n" .. text .. "\n```\n" end
  if format == "html" then text = "<pre>" .. rows_of.escape(text) .. "</pre>" end
  sink.write(text .. "\n")
end

-- Files that a recipe writes go below -o, whole or not at all, under plain names.
local function write_files(ctx, r, result, folder)
  for _, op in ipairs(result.ops) do
    if op.op == "write" then
      if not recipe.needs_write(r.about) then fail "out:write: the recipe's needs do not ask for write" end
      if not folder then fail "the recipe writes files: name a folder with -o" end
      if not op.name:find("^[%w_][%w_. -]*$") then fail(("out:write: '%s' is no plain file name"):format(op.name)) end
      local ok, message = ctx.sys.mkdir(folder)
      if not ok then fail(message) end
      local sink
      sink, message = out.open(folder .. "/" .. op.name, ctx.sys)
      if not sink then fail(message) end
      sink.write(op.text)
      ok, message = sink.close(true)
      if not ok then fail(message) end
    end
  end
end

local function show_all(ctx, r, result, opts)
  local writes = recipe.needs_write(r.about)
  local sink, message = out.open(not writes and opts.output or nil, ctx.sys)
  if not sink then fail(message) end
  local format = output.format_of(opts)
  for _, op in ipairs(result.ops) do
    if shows[op.op] then shows[op.op](sink, op, format) end
  end
  local ok
  ok, message = sink.close(true)
  if ok == nil then fail(message or "standard output could not be written") end
  if writes then write_files(ctx, r, result, opts.output) end
end

-- --- the whole --------------------------------------------------------------------

return function(ctx, store, r, said, articles, result, options, opts)
  for _, line in ipairs(run.lines(r, articles, result.answers)) do out.message(line) end
  local made, taken = 0, 0
  local id, changes = store:run(r.about.name, function()
    made, taken = write_tags(store, r, articles, result)
  end, {kind = "recipe", version = r.about.version, recipe_hash = r.hash, params = json.encode(said),
    query = articles.query, now = options.now, dry = options.dry})
  show_all(ctx, r, result, opts)
  if options.dry then
    preview.print(changes)
    out.note(("dry run: %d tags would be made, %d taken back; nothing was written"):format(made, taken))
    return 0
  end
  result.answers:remember(store, articles.key, articles.rows, result.todo)
  out.note(("%s: %d articles, %d computed; %d tags made, %d taken back%s"):format(r.about.name, articles.n, result.computed,
    made, taken, id and id ~= 0 and (" (run %d: lede undo %d)"):format(id, id) or ""))
  return 0
end
