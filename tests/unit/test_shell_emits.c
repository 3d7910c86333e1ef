/* lua/walk.c, lua/pack.c, lua/shell/{emits,folding}.c: what map emits comes to reduce as it was, whoever sent it. */
#include "test.h"

#include <lauxlib.h>
#include <lualib.h>

#include "lede_lua.h"
#include "shell/emits.h"
#include "shell/folding.h"

/* bytes(s) -> the same as a userdata, as frames come */
static int bytes(lua_State *L)
{
    size_t n;
    const char *s = luaL_checklstring(L, 1, &n);

    memcpy(lua_newuserdatauv(L, n, 0), s, n);
    return 1;
}

/* unpack(s) -> the packed value, its length */
static int unpack(lua_State *L)
{
    size_t n;
    const char *s = luaL_checklstring(L, 1, &n);

    lua_pushinteger(L, (lua_Integer)lede_lua_unpack(L, s, n));
    return 2;
}

static int pack(lua_State *L)
{
    lede_buf *b = lede_lua_buf(L);

    lede_lua_pack(L, 1, b);
    lede_lua_pushbuf(L, b);
    return 1;
}

static const luaL_Reg functions[] = {
    {"bytes", bytes}, {"unpack", unpack}, {"pack", pack}, {"answering", emits_answering}, {"list", emits_list},
    {"folding", folding_new}, {NULL, NULL},
};

/* Run the script, which checks by itself; what it raises is the failure. */
static void passes(const char *script)
{
    lua_State *L = luaL_newstate();

    luaL_openlibs(L);
    luaL_requiref(L, "lede", luaopen_lede, 1);
    lua_pushglobaltable(L);
    luaL_setfuncs(L, functions, 0);
    lua_settop(L, 0);
    if (luaL_dostring(L, script) != LUA_OK)
        printf("# %s\n", lua_tostring(L, -1));
    CHECK(lua_gettop(L) == 0);
    lua_close(L);
}

static void values_come_back(void)
{
    passes("local json = lede.json\n"
           "for _, v in ipairs {0, 1, 239, 240, -1, math.maxinteger, math.mininteger, 0.1, -1e300, 2.0^60, '', 'x\\0y', true, false,\n"
           "  {}, {1, {2, {'three'}}}, {a = 1, b = {c = 'd'}}, {deep = {{{}}}}, 'h\\u{e9}'} do\n"
           "  local packed = pack(v)\n"
           "  local back, n = unpack(packed)\n"
           "  assert(json.encode(back) == json.encode(v) and n == #packed, json.encode(v))\n"
           "  assert(math.type(back) == math.type(json.decode(json.encode(v))), json.encode(v))\n"
           "end\n"
           "assert(unpack(pack(nil)) == nil)\n"
           "assert(math.type(unpack(pack(2.0))) == 'integer')\n"
           "assert(unpack(pack('a\\xFFb')) == 'a\\u{FFFD}b')\n");
}

static void keys_have_one_order(void)
{
    passes("local one, two = {}, {}\n"
           "for i = 1, 40 do one['k' .. i] = i end\n"
           "for i = 40, 1, -1 do two['k' .. i] = i end\n"
           "assert(pack(one) == pack(two))\n"
           "assert(lede.json.encode(one) == lede.json.encode(two))\n"
           "local names = debug.getregistry()['lede:internal'].names\n"
           "local list, n = names(two)\n"
           "assert(n == 40 and #list == 40 and list[1] == 'k1' and list[2] == 'k10' and list[40] == 'k9')\n"
           "assert(names {1} == nil and names {a = 1, [2.5] = 1} == nil and #names {} == 0)\n"
           "assert(table.concat(names {b = 1, ['a\\0b'] = 1, a = 1, ['\xC3'] = 1}, ' ') == 'a a\\0b b \xC3')\n");
}

static void nonsense_is_refused(void)
{
    passes("local all = pack {a = {1, 2, 'three', 0.5}, b = -70000}\n"
           "for i = 0, #all - 1 do assert(not pcall(unpack, all:sub(1, i)), i) end\n"
           "assert(not pcall(unpack, '\\x0F'))\n"
           "assert(not pcall(unpack, ('\\x06\\x01'):rep(300) .. '\\x00'))\n"
           "assert(not pcall(unpack, '\\x06\\xFF\\xFF\\xFF\\xFF\\xFF\\xFF\\xFF\\xFF\\xFF\\xFF'))\n"
           "local a = {} a[1] = a\n"
           "assert(not pcall(pack, a) and not pcall(pack, print) and not pcall(pack, 0 / 0) and not pcall(pack, {[1.5] = 1}))\n");
}

static void emits_come_back(void)
{
    passes("local emit, close, take = answering(1000, error)\n"
           "emit('key', {1}) emit(7) emit(7.5, 'x')\n"
           "assert(not pcall(emit, {}, 1) and not pcall(emit, 'bad', {1, 2, print}))\n"
           "close('asked') close('')\n"
           "local asked, emits, at = string.unpack('s4s4', take())\n"
           "assert(asked == 'asked' and lede.json.encode(list(emits)) == '[[\"key\",[1]],[7,true],[7.5,\"x\"]]')\n"
           "assert(take() == '')\n"
           "for i = 0, #emits - 1 do assert(not pcall(list, emits:sub(1, i)) or i == 0 or #list(emits:sub(1, i)) < 3) end\n"
           "local ok, why = pcall(emit, 'much', ('x'):rep(2000))\n"
           "assert(not ok)\n");
}

static void values_are_folded_by_key(void)
{
    passes("local emit, close, take = answering(1 << 20, error)\n"
           "for i = 1, 3000 do emit('k' .. i % 700, i) emit('all', {i}) end\n"
           "close ''\n"
           "local _, emits = string.unpack('s4s4', take())\n"
           "local f = folding(1000)\n"
           "local at, key, early = bytes(emits), nil, 0\n"
           "local from, full = f:add(at, #emits, 0)\n"
           "local sum\n"
           "while from do\n"
           "  local name, values = f:take(full, sum)\n"
           "  assert(name == 'all' and #values == 1000, #values)\n"
           "  sum, early = {values[#values][1]}, early + 1\n"
           "  from, full = f:add(at, #emits, from)\n"
           "end\n"
           "assert(early == 3 and #f == 701)\n"
           "local name, values = f:take(1)\n"
           "assert(name == 'k1' and lede.json.encode(values) == '[1,701,1401,2101,2801]')\n"
           "name, values = f:take(2, sum)\n"
           "assert(name == 'all' and values[1] == sum and values[2][1] == 2999, values[2][1])\n"
           "assert(#select(2, f:take(1)) == 0 and not pcall(f.take, f, 702) and not pcall(f.take, f, 0))\n");
}

static void taken_room_comes_back(void)
{
    passes("local emit, close, take = answering(64 << 20, error)\n"
           "for i = 1, 4000 do emit('big', ('x'):rep(1000)) emit('small' .. i % 10, i) end\n"
           "close ''\n"
           "local f = folding(0)\n"
           "local _, emits = string.unpack('s4s4', take())\n"
           "assert(f:add(bytes(emits), #emits, 0) == nil)\n"
           "assert(not pcall(f.add, f, bytes(emits), #emits + 1, 0) and next(f:results()) == nil)\n"
           "assert(#select(2, f:take(1)) == 4000)\n"
           "for i = 2, 11 do\n"
           "  local key, values = f:take(i)\n"
           "  assert(#values == 400 and values[2] - values[1] == 10 and 'small' .. values[400] % 10 == key)\n"
           "end\n");
}

int main(void)
{
    RUN(values_come_back, "a packed value comes back as JSON would give it");
    RUN(keys_have_one_order, "objects are written in one order however they were made");
    RUN(nonsense_is_refused, "values cut short, nested too deep or beyond JSON are refused");
    RUN(emits_come_back, "emits come back as they were; one that failed leaves nothing behind");
    RUN(values_are_folded_by_key, "values come back by key in their order, a thousand at a time");
    RUN(taken_room_comes_back, "what was taken gives its room back, what was not stays");
    return END();
}
