/*
 * What the files of the Lua module share. The module sees only include/ and
 * Lua: one file a Lua type or library, each with one opener in module.c.
 *
 * Habits: check, call, push. Wrong use raises; the world's failures return
 * nil, message (lede_lua_fail). No C heap is held across a Lua call that may
 * raise: what must live goes into a userdata first (lede_lua_buf).
 */
#ifndef LEDE_LUA_H
#define LEDE_LUA_H

#include <lauxlib.h>
#include <lua.h>

#include "lede.h"

/* --- failing --------------------------------------------------------------- */

/* Push nil and the message; returns 2. LEDE_USAGE and LEDE_QUERY are the caller's fault: use lede_lua_raise. */
int lede_lua_fail(lua_State *L, const lede_error *err);
/* Raise the message as an error of the calling function. */
int lede_lua_raise(lua_State *L, const lede_error *err);

/* --- memory ---------------------------------------------------------------- */

/* Push a userdata that holds an empty lede_buf and frees it with __gc; raises when its memory has run out on check. */
lede_buf *lede_lua_buf(lua_State *L);
/* Push the buffer's bytes as a string; raises "out of memory" if it failed. */
void lede_lua_pushbuf(lua_State *L, const lede_buf *b);

/* A result of the library that __gc releases: put it into `p` as soon as it is there. */
typedef struct lede_lua_held {
    void *p;
    void (*release)(void *p);
} lede_lua_held;
lede_lua_held *lede_lua_hold(lua_State *L, void (*release)(void *p));

/* --- texts ----------------------------------------------------------------- */

/*
 * The text of argument `arg`: a string, or a row with `text` (a span of a
 * body): then *base is what to add to an offset in the text to get one in the
 * body that `first` and `last` of the row point into, else 0.
 */
const char *lede_lua_text(lua_State *L, int arg, size_t *n, size_t *base);

/* A string option of the table at `arg` (absent table or key: `def`); raises when it is of another type. */
const char *lede_lua_optstring(lua_State *L, int arg, const char *key, const char *def);
lua_Integer lede_lua_optinteger(lua_State *L, int arg, const char *key, lua_Integer def);
int lede_lua_optboolean(lua_State *L, int arg, const char *key, int def);

/* --- rows ------------------------------------------------------------------ */

/* Push an empty list of rows with the shared metatable (it prints as a table, knows :csv() ...). */
void lede_lua_rows(lua_State *L, int n);
/* Say in which order the row list on the top of the stack shows its columns: "term count articles". */
void lede_lua_rows_columns(lua_State *L, const char *columns);
/* Push a row {text=, first=, last=} for [start, end) of s, moved by base. */
void lede_lua_pushspan(lua_State *L, const char *s, size_t start, size_t end, size_t base);

/* --- articles -------------------------------------------------------------- */

/* Push an article that owns the record. */
void lede_lua_pushrecord(lua_State *L, lede_record *r);
/* Push an article that shows the view's fields, whose texts live as long as the value at `anchor`, which it keeps. */
void lede_lua_pushview(lua_State *L, const lede_view *v, int anchor);
/* The text field of the article at `arg` (raises if it is none), valid while the article lives unchanged. */
const char *lede_lua_article_field(lua_State *L, int arg, lede_field field, size_t *n);
/* Set the record's field `key` from the value on the top of the stack; raises where they do not fit. */
void lede_lua_setfield(lua_State *L, lede_record *r, const char *key);
/* Add methods to the article type: for files that give it some (news.c). */
void lede_lua_article_methods(lua_State *L, const luaL_Reg *methods);

/* The dictionary or gazetteer at `arg` (raises if it is none), valid while that value lives. */
lede_dictionary *lede_lua_dictionary(lua_State *L, int arg);

/* --- values on their way out ------------------------------------------------- */

enum { LEDE_LUA_DEEPEST = 200 };   /* tables within tables */

/* What a walk tells, each to be written into the buffer. */
typedef struct lede_lua_writer {
    void (*nil)(lede_buf *b);
    void (*boolean)(lede_buf *b, int v);
    void (*integer)(lede_buf *b, int64_t v);
    void (*number)(lede_buf *b, double v);                      /* finite */
    void (*text)(lede_buf *b, const char *s, size_t n);         /* valid UTF-8 */
    void (*open)(lede_buf *b, int object, size_t n);            /* a list, or an object, of n items */
    void (*item)(lede_buf *b, size_t i);                        /* before its i-th item, from 0 */
    void (*key)(lede_buf *b, const char *s, size_t n);          /* of an object's item, in byte order */
    void (*close)(lede_buf *b, int object);
} lede_lua_writer;

/* Tell the value at `at` to the writer; raises where JSON cannot hold it. */
void lede_lua_walk(lua_State *L, int at, const lede_lua_writer *to, lede_buf *b);

/*
 * The same values packed, for the program itself: smaller than JSON and read
 * many times faster. What comes back is what JSON would give.
 */
void lede_lua_pack(lua_State *L, int at, lede_buf *b);
/* Push the packed value at the start of `s`, which has n bytes; returns its length. Raises where it is cut short. */
size_t lede_lua_unpack(lua_State *L, const char *s, size_t n);

/* --- JSON ------------------------------------------------------------------- */

/* Push the value of JSON text, nil where it is none. */
void lede_lua_pushjson(lua_State *L, const char *s, size_t n);
/* Push the value at `at` as JSON text; raises where JSON cannot hold it. */
void lede_lua_encode(lua_State *L, int at);

/* --- openers: each pushes a table (or nil when it only adds methods) --------- */

int lede_lua_open_json(lua_State *L);
int lede_lua_open_walk(lua_State *L);
int lede_lua_open_sort(lua_State *L);
int lede_lua_open_text(lua_State *L);
int lede_lua_open_sentences(lua_State *L);
int lede_lua_open_re(lua_State *L);
int lede_lua_open_summary(lua_State *L);
int lede_lua_open_article(lua_State *L);
int lede_lua_open_read(lua_State *L);
int lede_lua_open_formats(lua_State *L);
int lede_lua_open_date(lua_State *L);
int lede_lua_open_similarity(lua_State *L);
int lede_lua_open_timex(lua_State *L);
int lede_lua_open_news(lua_State *L);
int lede_lua_open_dictionary(lua_State *L);

/*
 * Push what lua/lib/NAME.lua returns, loaded once. The file gets its name, a
 * function that loads others the same way (and lists a folder: "docs/"), and
 * the module's table.
 */
void lede_lua_lib(lua_State *L, const char *name);

/* Push the table of functions that only files of lua/lib may use: lib ":internal" there. */
void lede_lua_internal(lua_State *L);
/* Push the table of methods of a type ("article"): lib(":types").article. */
void lede_lua_type(lua_State *L, const char *name);

LEDE_API int luaopen_lede(lua_State *L);

#endif
