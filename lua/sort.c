/* Rows in the order of their columns: for rows:sort (lua/lib/rows.lua). */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "lede_lua.h"

/* A value as it sorts: numbers, what is no number (NaN), text, what is absent. */
typedef struct cell {
    enum { NUMBER, NO_NUMBER, TEXT, ABSENT } kind;
    int whole;
    union {
        lua_Integer i;   /* where it is whole */
        lua_Number d;
        struct {
            const char *s;
            size_t n;
        } text;
    } is;
} cell;

typedef struct sorting {
    const cell *cells;   /* those of a row one behind the other */
    const char *down;    /* of each column whether it descends */
    size_t columns;
} sorting;

typedef struct row {
    const sorting *of;
    size_t place;
} row;

static int by_number(const cell *a, const cell *b)
{
    long double x, y;

    if (a->whole && b->whole)
        return (a->is.i > b->is.i) - (a->is.i < b->is.i);
    x = a->whole ? (long double)a->is.i : (long double)a->is.d;
    y = b->whole ? (long double)b->is.i : (long double)b->is.d;
    return (x > y) - (x < y);
}

static int by_bytes(const cell *a, const cell *b)
{
    size_t x = a->is.text.n, y = b->is.text.n;
    int order = memcmp(a->is.text.s, b->is.text.s, x < y ? x : y);

    return order ? order : (x > y) - (x < y);
}

/* A total order, whatever the values: qsort is not safe with any other. */
static int by_cell(const cell *a, const cell *b)
{
    if (a->kind != b->kind)
        return a->kind < b->kind ? -1 : 1;
    return a->kind == NUMBER ? by_number(a, b) : a->kind == TEXT ? by_bytes(a, b) : 0;
}

static int by_columns(const void *a, const void *b)
{
    const row *x = a, *y = b;
    const sorting *s = x->of;
    size_t k;

    for (k = 0; k < s->columns; k++) {
        int order = by_cell(&s->cells[x->place * s->columns + k], &s->cells[y->place * s->columns + k]);

        if (order)
            return s->down[k] ? -order : order;
    }
    return (x->place > y->place) - (x->place < y->place);
}

/* The text of the value on the top of the stack, which the function at `to_text` makes; anchored in the table at `anchor`. */
static void read_text(lua_State *L, int to_text, int anchor, lua_Integer *anchored, cell *c)
{
    if (lua_type(L, -1) != LUA_TSTRING) {
        lua_pushvalue(L, to_text);
        lua_insert(L, -2);
        lua_call(L, 1, 1);
    }
    if (lua_type(L, -1) != LUA_TSTRING)
        luaL_error(L, "a cell has no text");
    c->kind = TEXT;
    c->is.text.s = lua_tolstring(L, -1, &c->is.text.n);
    lua_rawseti(L, anchor, ++*anchored);
}

/* The value on the top of the stack, which it pops. */
static void read_cell(lua_State *L, int to_text, int anchor, lua_Integer *anchored, cell *c)
{
    switch (lua_type(L, -1)) {
    case LUA_TNIL:
        c->kind = ABSENT;
        break;
    case LUA_TNUMBER:
        c->whole = lua_isinteger(L, -1);
        if (c->whole)
            c->is.i = lua_tointeger(L, -1);
        else
            c->is.d = lua_tonumber(L, -1);
        c->kind = c->whole || !isnan(c->is.d) ? NUMBER : NO_NUMBER;
        break;
    default:
        read_text(L, to_text, anchor, anchored, c);
        return;
    }
    lua_pop(L, 1);
}

/* Push the value that the row on the top of the stack has by the k-th name: the function at `value` knows it of no table. */
static void push_value(lua_State *L, int value, int names, lua_Integer k)
{
    int of = lua_gettop(L);

    if (lua_istable(L, of)) {
        lua_rawgeti(L, names, k);
        lua_gettable(L, of);
        return;
    }
    lua_pushvalue(L, value);
    lua_pushvalue(L, of);
    lua_rawgeti(L, names, k);
    lua_call(L, 2, 1);
}

/*
 * sort(list, names, down, value, text) -> list, in place; value(row, name) is a cell of a row that is no table,
 * text(v) that of a value that is neither text nor number. The list and its rows may be a stranger's.
 */
static int sort(lua_State *L)
{
    enum { LIST = 1, NAMES, DOWN, VALUE, TO_TEXT, ROWS, ANCHOR };
    size_t n = lua_rawlen(L, LIST), columns = lua_rawlen(L, NAMES), i, k;
    lua_Integer anchored = 0;
    cell *cells;
    char *down;
    row *order;
    sorting s;

    luaL_checktype(L, LIST, LUA_TTABLE);
    lua_settop(L, TO_TEXT);
    lua_createtable(L, (int)n, 0);
    lua_newtable(L);
    cells = lua_newuserdatauv(L, (n * columns + 1) * sizeof *cells, 0);
    down = lua_newuserdatauv(L, columns + 1, 0);
    order = lua_newuserdatauv(L, (n + 1) * sizeof *order, 0);
    s = (sorting){cells, down, columns};
    for (k = 0; k < columns; k++) {
        lua_rawgeti(L, DOWN, (lua_Integer)k + 1);
        down[k] = (char)lua_toboolean(L, -1);
        lua_pop(L, 1);
    }
    for (i = 0; i < n; i++) {
        order[i] = (row){&s, i};
        lua_geti(L, LIST, (lua_Integer)i + 1);
        for (k = 0; k < columns; k++) {
            push_value(L, VALUE, NAMES, (lua_Integer)k + 1);
            read_cell(L, TO_TEXT, ANCHOR, &anchored, &cells[i * columns + k]);
        }
        lua_rawseti(L, ROWS, (lua_Integer)i + 1);
    }
    qsort(order, n, sizeof *order, by_columns);
    for (i = 0; i < n; i++) {
        lua_rawgeti(L, ROWS, (lua_Integer)order[i].place + 1);
        lua_seti(L, LIST, (lua_Integer)i + 1);
    }
    lua_settop(L, LIST);
    return 1;
}

int lede_lua_open_sort(lua_State *L)
{
    lede_lua_internal(L);
    lua_pushcfunction(L, sort);
    lua_setfield(L, -2, "sort");
    lua_pushnil(L);
    return 1;
}
