#include "wire.h"

#include <string.h>

#include "lede_lua.h"
#include "store_lua.h"

void wire_header(unsigned char header[WIRE_HEADER], char type, size_t n)
{
    uint32_t length = (uint32_t)n;

    memcpy(header, &length, 4);
    header[4] = (unsigned char)type;
}

size_t wire_length(const unsigned char header[WIRE_HEADER])
{
    uint32_t length;

    memcpy(&length, header, 4);
    return length;
}

/* --- packing: an article is its id, what else map can see, and its fields, each a length, the bytes and a NUL --- */

typedef struct frame {
    lede_buf *to;      /* NULL while there is nothing to fill */
    size_t start;
} frame;

void wire_push_frame(lua_State *L)
{
    frame *f = lua_newuserdatauv(L, sizeof *f, 0);

    f->to = NULL;
    f->start = 0;
    luaL_setmetatable(L, "lede.frame");
}

void wire_fill(lua_State *L, int at, lede_buf *to)
{
    frame *f = luaL_checkudata(L, at, "lede.frame");

    f->to = to;
    f->start = to ? to->n : 0;
}

static frame *check_frame(lua_State *L)
{
    frame *f = luaL_checkudata(L, 1, "lede.frame");

    luaL_argcheck(L, f->to != NULL, 1, "the frame was sent already");
    return f;
}

static void add_text(lede_buf *b, const char *s, size_t n)
{
    uint32_t length = (uint32_t)n;
    char raw[4];

    memcpy(raw, &length, 4);
    lede_buf_add(b, raw, 4);
    lede_buf_add(b, s, n);
    lede_buf_addc(b, '\0');
}

typedef struct filling {
    lede_buf *to;
    const char *about;
    size_t about_n;
} filling;

static int add_view(const lede_view *v, void *ud)
{
    filling *f = ud;
    int field;

    add_text(f->to, v->id, strlen(v->id));
    add_text(f->to, f->about, f->about_n);
    for (field = 0; field < LEDE_NOTES; field++)
        add_text(f->to, v->s[field], v->n[field]);
    return 0;
}

/* Whether the article that began at `from` is not too much for a frame. Raises where memory ran out. */
static int fits(lua_State *L, const lede_buf *b, size_t from)
{
    if (b->failed)
        luaL_error(L, "out of memory");
    return b->n - from <= WIRE_MAX / 2;
}

static int too_large(lua_State *L, const char *id, size_t n)
{
    return luaL_error(L, "article %s is too large for a recipe (%d MB)", id, (int)(n >> 20));
}

/* frame:row(store, row, about): an article of a store, straight from its file */
static int frame_row(lua_State *L)
{
    frame *f = check_frame(L);
    lede_lua_store *st = lede_lua_checkstore(L, 2);
    int64_t row = luaL_checkinteger(L, 3);
    filling to = {f->to, NULL, 0};
    size_t from = f->to->n;
    lede_error err;

    to.about = luaL_checklstring(L, 4, &to.about_n);
    if (lede_store_view(st->s, row, add_view, &to, &err) != LEDE_OK)
        return lede_lua_raise(L, &err);
    if (!fits(L, f->to, from))
        return too_large(L, lua_pushfstring(L, "in row %I", (LUAI_UACINT)row), f->to->n - from);
    return 0;
}

/* The list field of the article at 2, as JSON on the top of the stack. */
static void push_list(lua_State *L, lede_field field)
{
    lua_getfield(L, 2, lede_field_name(field));
    lede_lua_encode(L, lua_gettop(L));
    lua_remove(L, -2);
}

/* frame:article(article, id, about): one without a store */
static int frame_article(lua_State *L)
{
    frame *f = check_frame(L);
    lede_view v = {.id = luaL_checkstring(L, 3)};
    filling to = {f->to, NULL, 0};
    size_t from = f->to->n;
    int field;

    to.about = luaL_checklstring(L, 4, &to.about_n);
    for (field = 0; field < LEDE_TEXT_FIELDS; field++)
        v.s[field] = lede_lua_article_field(L, 2, (lede_field)field, &v.n[field]);
    for (; field < LEDE_NOTES; field++) {
        push_list(L, (lede_field)field);
        v.s[field] = lua_tolstring(L, -1, &v.n[field]);
    }
    add_view(&v, &to);
    return fits(L, f->to, from) ? 0 : too_large(L, v.id, f->to->n - from);
}

/* #frame: its bytes so far */
static int frame_len(lua_State *L)
{
    frame *f = check_frame(L);

    lua_pushinteger(L, (lua_Integer)(f->to->n - f->start));
    return 1;
}

void wire_open(lua_State *L)
{
    static const luaL_Reg methods[] = {{"row", frame_row}, {"article", frame_article}, {NULL, NULL}};

    luaL_newmetatable(L, "lede.frame");
    lua_pushcfunction(L, frame_len);
    lua_setfield(L, -2, "__len");
    luaL_newlib(L, methods);
    lua_setfield(L, -2, "__index");
    lua_pop(L, 1);
}

/* --- unpacking ------------------------------------------------------------------------------------------ */

typedef struct cursor {
    const char *s;
    size_t n, at;
} cursor;

static const char *take_text(lua_State *L, cursor *c, size_t *n)
{
    uint32_t length;
    const char *s;

    if (c->n - c->at < 4)
        luaL_error(L, "a packed article is cut short");
    memcpy(&length, c->s + c->at, 4);
    c->at += 4;
    if (length >= c->n - c->at)
        luaL_error(L, "a packed article is cut short");
    s = c->s + c->at;
    c->at += (size_t)length + 1;
    *n = length;
    return s;
}

int wire_unpack(lua_State *L)
{
    cursor c;
    lede_view v = {0};
    size_t id_n, about_n;
    const char *about;
    int field;

    lua_settop(L, 2);
    luaL_checktype(L, 1, LUA_TUSERDATA);
    c.s = lua_touserdata(L, 1);
    c.n = lua_rawlen(L, 1);
    c.at = (size_t)luaL_checkinteger(L, 2);
    if (c.at >= c.n) {
        lua_pushnil(L);
        return 1;
    }
    v.id = take_text(L, &c, &id_n);
    about = take_text(L, &c, &about_n);
    for (field = 0; field < LEDE_NOTES; field++)
        v.s[field] = take_text(L, &c, &v.n[field]);
    lede_lua_pushview(L, &v, 1);
    lua_pushlstring(L, v.id, id_n);
    lua_pushlstring(L, about, about_n);
    lua_pushinteger(L, (lua_Integer)c.at);
    return 4;
}
