-- The metatable of row lists: they print as a table and know how to be written.
local rows = {}
rows.__index = rows
rows.__name = "rows"
return rows
