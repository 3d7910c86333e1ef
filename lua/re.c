/* lede.re: regular expressions over lede_regex. */
#include "lede_lua.h"

#include <string.h>

#define CACHED 200   /* compiled patterns kept; all are dropped when there are more */

typedef struct regex {
    lede_regex *re;
} regex;

/* What a call works on. */
typedef struct job {
    lede_regex *re;
    const char *s;
    size_t n, base, from;
    lede_span *spans;     /* in a userdata on the stack */
    size_t groups;
    unsigned flags;
} job;

static const struct { const char *name; unsigned flag; } flag_names[] = {
    {"ignorecase", LEDE_RE_IGNORE_CASE}, {"multiline", LEDE_RE_MULTILINE}, {"dotall", LEDE_RE_DOT_ALL},
    {"extended", LEDE_RE_EXTENDED}, {"literal", LEDE_RE_LITERAL}, {"init", 0}, {"n", 0}, {NULL, 0},
};

static int regex_gc(lua_State *L)
{
    regex *r = luaL_checkudata(L, 1, "lede.regex");

    lede_regex_free(r->re);
    r->re = NULL;
    return 0;
}

static unsigned option_flags(lua_State *L, int arg)
{
    unsigned flags = 0;
    int i;

    if (lua_isnoneornil(L, arg) || lua_isinteger(L, arg))
        return 0;
    luaL_checktype(L, arg, LUA_TTABLE);
    for (lua_pushnil(L); lua_next(L, arg); lua_pop(L, 1)) {
        const char *key = lua_type(L, -2) == LUA_TSTRING ? lua_tostring(L, -2) : "?";

        for (i = 0; flag_names[i].name && strcmp(flag_names[i].name, key) != 0; i++)
            ;
        if (!flag_names[i].name)
            luaL_argerror(L, arg, lua_pushfstring(L, "unknown option '%s'", key));
        if (lua_toboolean(L, -1))
            flags |= flag_names[i].flag;
    }
    return flags;
}

/* Push a new compiled pattern. */
static regex *compile(lua_State *L, const char *p, size_t n, unsigned flags)
{
    regex *r = lua_newuserdatauv(L, sizeof *r, 0);
    lede_error err;

    r->re = NULL;
    luaL_setmetatable(L, "lede.regex");
    if (lede_regex_compile(p, n, flags, &r->re, &err) != LEDE_OK)
        lede_lua_raise(L, &err);
    return r;
}

/* Push the compiled pattern, from the cache where it is there. */
static regex *cached(lua_State *L, const char *p, size_t n, unsigned flags)
{
    regex *r;

    luaL_getsubtable(L, LUA_REGISTRYINDEX, "lede.regexes");
    lua_pushlstring(L, p, n);
    lua_pushfstring(L, "%d:", (int)flags);
    lua_insert(L, -2);
    lua_concat(L, 2);
    lua_pushvalue(L, -1);
    if (lua_rawget(L, -3) == LUA_TUSERDATA) {
        r = lua_touserdata(L, -1);
        lua_replace(L, -3);
        lua_pop(L, 1);
        return r;
    }
    lua_pop(L, 1);
    if (lua_rawlen(L, -2) >= CACHED) {
        lua_newtable(L);
        lua_pushvalue(L, -1);
        lua_setfield(L, LUA_REGISTRYINDEX, "lede.regexes");
        lua_replace(L, -3);
    }
    r = compile(L, p, n, flags);
    lua_pushvalue(L, -1);
    lua_rawseti(L, -4, (lua_Integer)lua_rawlen(L, -4) + 1);
    lua_pushvalue(L, -1);
    lua_insert(L, -4);
    lua_rawset(L, -3);
    lua_pop(L, 1);
    return r;
}

static void room(lua_State *L, job *j)
{
    j->groups = lede_regex_groups(j->re);
    j->spans = lua_newuserdatauv(L, (j->groups + 1) * sizeof *j->spans, 0);
    j->flags = 0;
}

/*
 * The first three arguments: (s, pattern, options) or (regex, s, options);
 * options may be the place to start. The pattern and room for the groups stay
 * on the stack.
 */
static job arguments(lua_State *L, int opts)
{
    regex *r = luaL_testudata(L, 1, "lede.regex");
    job j = {0};
    lua_Integer init;
    size_t n;

    lua_settop(L, opts);
    j.s = lede_lua_text(L, r ? 2 : 1, &j.n, &j.base);
    if (!r)
        r = luaL_testudata(L, 2, "lede.regex");
    if (!r) {
        const char *p = luaL_checklstring(L, 2, &n);

        r = cached(L, p, n, option_flags(L, opts));
    } else
        option_flags(L, opts);
    j.re = r->re;
    init = lua_isinteger(L, opts) ? lua_tointeger(L, opts) : lede_lua_optinteger(L, opts, "init", (lua_Integer)j.base + 1);
    if (init < 0)
        init = (lua_Integer)(j.base + j.n) + init + 1;
    init -= (lua_Integer)j.base + 1;
    j.from = init < 0 ? 0 : (size_t)init;
    while (j.from < j.n && ((unsigned char)j.s[j.from] & 0xC0) == 0x80)
        j.from++;
    room(L, &j);
    return j;
}

/* Find the next match; moves on behind it. 0 where there is none. */
static int next_match(lua_State *L, job *j)
{
    lede_error err;
    lede_status st = j->from > j->n ? LEDE_DONE
                                    : lede_regex_find(j->re, j->s, j->n, j->from, j->flags, j->spans, j->groups + 1, &err);

    if (st == LEDE_DONE)
        return 0;
    if (st != LEDE_OK)
        lede_lua_raise(L, &err);
    j->from = j->spans[0].end;
    j->flags = j->spans[0].end == j->spans[0].start ? LEDE_RE_NOT_EMPTY : 0;
    return 1;
}

static void push_group(lua_State *L, const job *j, size_t i)
{
    if (j->spans[i].start == LEDE_NOWHERE)
        lua_pushboolean(L, 0);
    else
        lua_pushlstring(L, j->s + j->spans[i].start, j->spans[i].end - j->spans[i].start);
}

/* The groups, or the whole match where the pattern has none. */
static int push_captures(lua_State *L, const job *j, int whole)
{
    size_t i;

    luaL_checkstack(L, (int)j->groups + 2, "too many groups");
    if (j->groups == 0 && whole) {
        push_group(L, j, 0);
        return 1;
    }
    for (i = 1; i <= j->groups; i++)
        push_group(L, j, i);
    return (int)j->groups;
}

/* lede.re.compile(pattern, {ignorecase=, ...}) -> regex */
static int re_compile(lua_State *L)
{
    size_t n;
    const char *p = luaL_checklstring(L, 1, &n);

    lua_settop(L, 2);
    compile(L, p, n, option_flags(L, 2));
    return 1;
}

/* lede.re.find(s, pattern, {init=, ...}) -> first, last, groups... or nil */
static int re_find(lua_State *L)
{
    job j = arguments(L, 3);

    if (!next_match(L, &j)) {
        lua_pushnil(L);
        return 1;
    }
    lua_pushinteger(L, (lua_Integer)(j.base + j.spans[0].start + 1));
    lua_pushinteger(L, (lua_Integer)(j.base + j.spans[0].end));
    return 2 + push_captures(L, &j, 0);
}

/* lede.re.match(s, pattern, {init=, ...}) -> groups, or the match, or nil */
static int re_match(lua_State *L)
{
    job j = arguments(L, 3);

    if (next_match(L, &j))
        return push_captures(L, &j, 1);
    lua_pushnil(L);
    return 1;
}

/* Upvalues: the subject, the pattern, the spans, from, flags, base. */
static int gmatch_next(lua_State *L)
{
    job j = {0};
    regex *r = lua_touserdata(L, lua_upvalueindex(2));

    j.s = lua_tolstring(L, lua_upvalueindex(1), &j.n);
    j.re = r->re;
    j.spans = lua_touserdata(L, lua_upvalueindex(3));
    j.groups = lede_regex_groups(j.re);
    j.from = (size_t)lua_tointeger(L, lua_upvalueindex(4));
    j.flags = (unsigned)lua_tointeger(L, lua_upvalueindex(5));
    if (!next_match(L, &j))
        return 0;
    lua_pushinteger(L, (lua_Integer)j.from);
    lua_replace(L, lua_upvalueindex(4));
    lua_pushinteger(L, (lua_Integer)j.flags);
    lua_replace(L, lua_upvalueindex(5));
    return push_captures(L, &j, 1);
}

/* lede.re.gmatch(s, pattern, {init=, ...}) -> iterator */
static int re_gmatch(lua_State *L)
{
    job j = arguments(L, 3);
    int spans = lua_gettop(L), pattern = luaL_testudata(L, 1, "lede.regex") ? 1 : spans > 4 ? 4 : 2;

    lua_pushlstring(L, j.s, j.n);
    lua_pushvalue(L, pattern);
    lua_pushvalue(L, spans);
    lua_pushinteger(L, (lua_Integer)j.from);
    lua_pushinteger(L, 0);
    lua_pushcclosure(L, gmatch_next, 5);
    return 1;
}

/* A group as a row {text=, first=, last=}, or false. */
static void push_group_row(lua_State *L, const job *j, size_t i)
{
    if (j->spans[i].start == LEDE_NOWHERE)
        lua_pushboolean(L, 0);
    else
        lede_lua_pushspan(L, j->s, j->spans[i].start, j->spans[i].end, j->base);
}

/* lede.re.spans(s, pattern, {init=, n=, ...}) -> rows {text=, first=, last=, groups=} */
static int re_spans(lua_State *L)
{
    job j = arguments(L, 3);
    lua_Integer limit = lua_istable(L, 3) ? lede_lua_optinteger(L, 3, "n", LUA_MAXINTEGER) : LUA_MAXINTEGER, count = 0;
    size_t i;

    lede_lua_rows(L, 0);
    while (count < limit && next_match(L, &j)) {
        lede_lua_pushspan(L, j.s, j.spans[0].start, j.spans[0].end, j.base);
        if (j.groups) {
            lua_newtable(L);
            for (i = 1; i <= j.groups; i++) {
                const char *name = lede_regex_group_name(j.re, i);

                push_group_row(L, &j, i);
                if (name) {
                    lua_pushvalue(L, -1);
                    lua_setfield(L, -3, name);
                }
                lua_rawseti(L, -2, (lua_Integer)i);
            }
            lua_setfield(L, -2, "groups");
        }
        lua_rawseti(L, -2, ++count);
    }
    return 1;
}

/* The number of the group that "%{name}" at p names; its end in *end. */
static size_t named_group(lua_State *L, const job *j, const char *p, const char *stop, const char **end)
{
    const char *close = memchr(p, '}', (size_t)(stop - p));
    size_t i, n = close ? (size_t)(close - p - 1) : 0;

    for (i = 1; close && i <= j->groups; i++) {
        const char *name = lede_regex_group_name(j->re, i);

        if (name && strlen(name) == n && memcmp(name, p + 1, n) == 0) {
            *end = close + 1;
            return i;
        }
    }
    luaL_error(L, "the replacement names a group that the pattern does not have: '%%%s'", p);
    return 0;
}

/* Expand "%1", "%{name}", "%0" and "%%" of the replacement. */
static void expand(lua_State *L, const job *j, const char *r, size_t n, luaL_Buffer *b)
{
    const char *stop = r + n, *p;

    for (p = r; p < stop;) {
        size_t group;

        if (*p != '%') {
            luaL_addchar(b, *p++);
            continue;
        }
        p++;
        if (p < stop && *p == '%') {
            luaL_addchar(b, *p++);
            continue;
        }
        if (p < stop && *p >= '0' && *p <= '9' && (size_t)(*p - '0') <= j->groups)
            group = (size_t)(*p++ - '0');
        else if (p < stop && *p == '{')
            group = named_group(L, j, p, stop, &p);
        else {
            luaL_error(L, "invalid use of '%%' in the replacement");
            return;
        }
        if (j->spans[group].start != LEDE_NOWHERE)
            luaL_addlstring(b, j->s + j->spans[group].start, j->spans[group].end - j->spans[group].start);
    }
}

/* Add what stands in for the match. The buffer may have a box on the stack's top. */
static void add_value(lua_State *L, const job *j, luaL_Buffer *b)
{
    const char *r;
    size_t n;
    int type = lua_type(L, 3);

    if (type == LUA_TSTRING || type == LUA_TNUMBER) {
        r = lua_tolstring(L, 3, &n);
        expand(L, j, r, n, b);
        return;
    }
    if (type == LUA_TFUNCTION) {
        lua_pushvalue(L, 3);
        lua_call(L, push_captures(L, j, 1), 1);
    } else {
        push_group(L, j, j->groups ? 1 : 0);
        lua_gettable(L, 3);
    }
    if (!lua_toboolean(L, -1)) {
        lua_pop(L, 1);
        push_group(L, j, 0);
    } else if (!lua_isstring(L, -1))
        luaL_error(L, "a replacement must be a string, got %s", luaL_typename(L, -1));
    luaL_addvalue(b);
}

/* lede.re.gsub(s, pattern, replacement, {n=, ...}) -> s, count */
static int re_gsub(lua_State *L)
{
    job j = arguments(L, 4);
    int type = lua_type(L, 3);
    lua_Integer limit = lua_isinteger(L, 4) ? lua_tointeger(L, 4) : lede_lua_optinteger(L, 4, "n", LUA_MAXINTEGER), count = 0;
    size_t at = 0;
    luaL_Buffer b;

    luaL_argexpected(L, type == LUA_TSTRING || type == LUA_TNUMBER || type == LUA_TFUNCTION || type == LUA_TTABLE, 3,
                     "string, function or table");
    if (lua_isinteger(L, 4))
        j.from = 0;
    luaL_buffinit(L, &b);
    while (count < limit && next_match(L, &j)) {
        luaL_addlstring(&b, j.s + at, j.spans[0].start - at);
        at = j.spans[0].end;
        add_value(L, &j, &b);
        count++;
    }
    luaL_addlstring(&b, j.s + at, j.n - at);
    luaL_pushresult(&b);
    lua_pushinteger(L, count);
    return 2;
}

/* lede.re.split(s, pattern, {n=, ...}) -> rows {text=, first=, last=} */
static int re_split(lua_State *L)
{
    job j = arguments(L, 3);
    lua_Integer limit = lua_istable(L, 3) ? lede_lua_optinteger(L, 3, "n", LUA_MAXINTEGER) : LUA_MAXINTEGER, count = 0;
    size_t at = 0;

    lede_lua_rows(L, 0);
    while (count + 1 < limit && next_match(L, &j)) {
        if (j.spans[0].end == j.spans[0].start && (j.spans[0].end == 0 || j.spans[0].end == j.n))
            continue;   /* nothing splits nothing off */
        lede_lua_pushspan(L, j.s, at, j.spans[0].start, j.base);
        lua_rawseti(L, -2, ++count);
        at = j.spans[0].end;
    }
    lede_lua_pushspan(L, j.s, at, j.n, j.base);
    lua_rawseti(L, -2, ++count);
    return 1;
}

static const luaL_Reg functions[] = {
    {"compile", re_compile}, {"find", re_find}, {"match", re_match}, {"gmatch", re_gmatch},
    {"gsub", re_gsub}, {"split", re_split}, {"spans", re_spans}, {NULL, NULL},
};

int lede_lua_open_re(lua_State *L)
{
    luaL_newmetatable(L, "lede.regex");
    lua_pushcfunction(L, regex_gc);
    lua_setfield(L, -2, "__gc");
    luaL_newlib(L, functions);
    lua_pushnil(L);
    lua_setfield(L, -2, "compile");
    lua_setfield(L, -2, "__index");
    lua_pop(L, 1);
    luaL_newlib(L, functions);
    return 1;
}
