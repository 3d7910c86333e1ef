-- embed.lua FILE...: print a C file that holds the files' bytes and a table of
-- them, named by their path below lua/lib without ".lua".
print("#include <stddef.h>")
local entries = {}
for i, path in ipairs(arg) do
  local f = assert(io.open(path, "rb"))
  local code = f:read("a")
  f:close()
  print(("static const unsigned char file_%d[] = {"):format(i))
  local line = {}
  for j = 1, #code do
    line[#line + 1] = code:byte(j)
    if #line == 24 then
      print(table.concat(line, ",") .. ",")
      line = {}
    end
  end
  print(table.concat(line, ",") .. (#line > 0 and "," or "") .. "0};")
  entries[i] = ('    {"%s", file_%d, %d},'):format(path:gsub("^lua/lib/", ""):gsub("%.lua$", ""), i, #code)
end
print [[
typedef struct embedded {
    const char *name;
    const unsigned char *code;
    size_t n;
} embedded;
extern const embedded lede_lua_embedded[];
const embedded lede_lua_embedded[] = {]]
print(table.concat(entries, "\n"))
print("    {NULL, NULL, 0},\n};")
