-- lede.report: headings, texts, tables and charts in one page, as Markdown or HTML.
local _, lib = ...
local check, rows = lib "check", lib "rows"

local methods = {}
local report = {__name = "report", __index = methods}

-- {title=, parts = {text or rows or {heading=, text=, rows=, chart=true}, ...}}
function report.new(options)
  check.arg("report", 1, options, "table")
  local page = {title = options.title, parts = {}}
  setmetatable(page, report)
  for _, part in ipairs(options.parts or options) do page:add(part) end
  return page
end

function methods:add(part)
  check.arg("add", 1, part, "string|table|rows")
  if type(part) == "string" then part = {text = part} end
  if getmetatable(part) == rows then part = {rows = part} end
  self.parts[#self.parts + 1] = part
  return self
end

local function as_rows(list)
  return getmetatable(list) == rows and list or rows.make(list)
end

function methods:md()
  local out = {}
  if self.title then out[1] = "# " .. self.title .. "\n" end
  for _, part in ipairs(self.parts) do
    if part.heading then out[#out + 1] = "## " .. part.heading .. "\n" end
    if part.text then out[#out + 1] = part.text .. "\n" end
    if part.rows and part.chart then out[#out + 1] = "```\n" .. as_rows(part.rows):chart() .. "\n```\n" end
    if part.rows and part.chart ~= "only" then out[#out + 1] = as_rows(part.rows):md() end
  end
  return table.concat(out, "\n")
end

local style = [[body{font:16px/1.5 Georgia,serif;max-width:46em;margin:2em auto;padding:0 1em;color:#222}
table{border-collapse:collapse;font:14px/1.4 sans-serif}td,th{border-bottom:1px solid #ddd;padding:.3em .6em;text-align:left}
pre{font:13px/1.2 monospace;overflow:auto}]]

function methods:html()
  local title = rows.escape(self.title or "Report")
  local out = {"<!doctype html>\n<html><head><meta charset=\"utf-8\"><title>" .. title .. "</title>\n<style>" ..
    style .. "</style></head><body>\n<h1>" .. title .. "</h1>"}
  for _, part in ipairs(self.parts) do
    if part.heading then out[#out + 1] = "<h2>" .. rows.escape(part.heading) .. "</h2>" end
    for paragraph in (part.text and part.text .. "\n\n" or ""):gmatch("(.-)\n\n+") do
      out[#out + 1] = "<p>" .. rows.escape(paragraph) .. "</p>"
    end
    if part.rows and part.chart then
      out[#out + 1] = "<pre>" .. rows.escape(as_rows(part.rows):chart {width = 90}) .. "</pre>"
    end
    if part.rows and part.chart ~= "only" then out[#out + 1] = as_rows(part.rows):html() end
  end
  out[#out + 1] = "</body></html>\n"
  return table.concat(out, "\n")
end

function report:__tostring()
  return self:md()
end

return report
