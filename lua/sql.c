/* store:sql: one read-only SELECT, its rows as tables. */
#include "store_lua.h"

typedef struct sql {
    lede_sql *q;
} sql;

static int sql_gc(lua_State *L)
{
    sql *q = luaL_checkudata(L, 1, "lede.sql");

    lede_sql_free(q->q);
    q->q = NULL;
    return 0;
}

static void bind(lua_State *L, lede_sql *q, int i, int arg)
{
    lede_error err;
    lede_status status = LEDE_OK;
    size_t n;
    const char *s;

    switch (lua_type(L, arg)) {
    case LUA_TNIL: status = lede_sql_bind_null(q, i, &err); break;
    case LUA_TBOOLEAN: status = lede_sql_bind_integer(q, i, lua_toboolean(L, arg), &err); break;
    case LUA_TNUMBER:
        status = lua_isinteger(L, arg) ? lede_sql_bind_integer(q, i, lua_tointeger(L, arg), &err)
                                       : lede_sql_bind_real(q, i, lua_tonumber(L, arg), &err);
        break;
    case LUA_TSTRING:
        s = lua_tolstring(L, arg, &n);
        status = lede_sql_bind_text(q, i, s, n, &err);
        break;
    default: luaL_argerror(L, arg, lua_pushfstring(L, "a value that SQL knows expected, got %s", luaL_typename(L, arg)));
    }
    if (status != LEDE_OK)
        lede_lua_raise(L, &err);
}

static void push_column(lua_State *L, lede_sql *q, int i)
{
    size_t n;
    const char *s;

    switch (lede_sql_column_type(q, i)) {
    case LEDE_SQL_INTEGER: lua_pushinteger(L, (lua_Integer)lede_sql_integer(q, i)); break;
    case LEDE_SQL_REAL: lua_pushnumber(L, lede_sql_real(q, i)); break;
    case LEDE_SQL_TEXT:
    case LEDE_SQL_BLOB:
        s = lede_sql_text(q, i, &n);
        lua_pushlstring(L, s ? s : "", s ? n : 0);
        break;
    default: lua_pushnil(L);
    }
}

/* upvalues: the statement, the list of column names, the store (kept alive) */
static int sql_next(lua_State *L)
{
    sql *q = lua_touserdata(L, lua_upvalueindex(1));
    lede_error err;
    lede_status status;
    int i, count;

    (void)lede_lua_checkstore(L, lua_upvalueindex(3));
    if (!q->q)
        return 0;
    status = lede_sql_step(q->q, &err);
    if (status == LEDE_DONE) {
        lede_sql_free(q->q);
        q->q = NULL;
        return 0;
    }
    if (status != LEDE_OK)
        return lede_lua_raise(L, &err);
    count = lede_sql_columns(q->q);
    lua_createtable(L, 0, count);
    for (i = 0; i < count; i++) {
        lua_rawgeti(L, lua_upvalueindex(2), i + 1);
        push_column(L, q->q, i);
        lua_rawset(L, -3);
    }
    return 1;
}

/* sql(store, text, ...) -> next, names, statement: or nil, message */
static int sql_open(lua_State *L)
{
    lede_lua_store *st = lede_lua_checkstore(L, 1);
    size_t n;
    const char *text = luaL_checklstring(L, 2, &n);
    int i, count, given = lua_gettop(L) - 2;
    lede_error err;
    sql *q = lua_newuserdatauv(L, sizeof *q, 1);
    int at = lua_gettop(L);

    q->q = NULL;
    luaL_setmetatable(L, "lede.sql");
    lua_pushvalue(L, 1);
    lua_setiuservalue(L, at, 1);
    if (lede_sql_prepare(st->s, text, n, &q->q, &err) != LEDE_OK)
        return lede_lua_fail(L, &err);
    count = lede_sql_parameters(q->q);
    if (count != given)
        return luaL_error(L, "bad arguments to 'sql' (%d values expected for the query's parameters, got %d)", count,
                          given);
    for (i = 0; i < given; i++)
        bind(L, q->q, i + 1, 3 + i);
    lua_pushvalue(L, at);
    count = lede_sql_columns(q->q);
    lua_createtable(L, count, 0);
    for (i = 0; i < count; i++) {
        lua_pushstring(L, lede_sql_name(q->q, i));
        lua_rawseti(L, -2, i + 1);
    }
    lua_pushvalue(L, -1);
    lua_insert(L, -3);
    lua_pushvalue(L, 1);
    lua_pushcclosure(L, sql_next, 3);
    lua_insert(L, -2);
    lua_pushvalue(L, at);
    return 3;
}

int lede_lua_open_sql(lua_State *L)
{
    luaL_newmetatable(L, "lede.sql");
    lua_pushcfunction(L, sql_gc);
    lua_setfield(L, -2, "__gc");
    lua_pushcfunction(L, sql_gc);
    lua_setfield(L, -2, "__close");
    lede_lua_internal(L);
    lua_pushcfunction(L, sql_open);
    lua_setfield(L, -2, "sql");
    lua_pushnil(L);
    return 1;
}
