-- Previews that are true: what a command would change is done, listed and taken back, so that a rule sees what the rules
-- before it would have made.
local _, lib = ...
local out, rows = lib "shell/out", lib "rows"
local preview = {}

preview.option = {"--dry-run", "do everything but write, and print the difference"}

local of_tags = {tag = true, untag = true}

-- Changes of a dry run as rows: tags by name, fields with what they hold now.
function preview.difference(changes)
  local list, what = {}, "tag"
  for _, c in ipairs(changes) do
    if not of_tags[c.op] then what = "what" end
  end
  for i, c in ipairs(changes) do list[i] = {article = c.id, op = c.op, [what] = c.what, before = c.before} end
  return rows.make(list, {columns = what == "tag" and {"article", "op", "tag"} or {"article", "op", "what", "before"}})
end

function preview.print(changes)
  if #changes > 0 then print(preview.difference(changes)) end
end

-- Call fn, which writes to the store and returns how many articles it changed and how many things failed: as the run `name`,
-- or, without one, as the command's own. With `dry` nothing stays. `done` says what happened to them ("changed").
function preview.apply(store, dry, name, done, fn)
  local changed, failed, changes
  if dry or name then
    local results = table.pack(store:run(name or "dry run", fn, {dry = dry}))
    changed, failed = table.unpack(results, dry and 3 or 2, results.n)
    changes = dry and results[2]
  else
    changed, failed = fn()
  end
  local what = ("%s article%s"):format(rows.thousands(changed), changed == 1 and "" or "s")
  if dry then preview.print(changes) end
  out.note(dry and ("dry run: %s would be %s; nothing was written"):format(what, done) or what .. " " .. done)
  return (failed or 0) > 0 and 1 or 0
end

return preview
