/*
 * What the files about stores, sets and runs share. Sets themselves are
 * written in Lua (lua/lib/set.lua) over two types made here: the store, and
 * "rows", an array of article rows: a snapshot.
 */
#ifndef LEDE_STORE_LUA_H
#define LEDE_STORE_LUA_H

#include "lede_lua.h"

typedef struct lede_lua_store {
    lede_store *s;       /* NULL once closed */
    lede_buf scratch;    /* for a value on its way to Lua */
    int in_run;          /* within store:run */
    int ambient;         /* the run of the script or prompt line is open */
    int batch;           /* writes that belong together: kept at their end */
} lede_lua_store;

/* The open store at `arg`; raises when it is none or closed. */
lede_lua_store *lede_lua_checkstore(lua_State *L, int arg);
/* The same before a write: within a script or at the prompt all writes are one run, begun here. */
lede_lua_store *lede_lua_writing(lua_State *L, int arg);

/* End the run that the script or line is, so that something can begin that is none or another. */
void lede_lua_end_run(lua_State *L, lede_lua_store *st);
/* After a write: in the run of a script or line it is kept as it returns. */
void lede_lua_wrote(lua_State *L, lede_lua_store *st);

typedef struct lede_lua_ids {
    int64_t *rows;       /* of the library's heap */
    size_t n;
} lede_lua_ids;

/* Push an empty snapshot; its rows go with it. */
lede_lua_ids *lede_lua_newids(lua_State *L);
lede_lua_ids *lede_lua_checkids(lua_State *L, int arg);

/* A visitor of bodies with their languages ("" where unknown); what it returns but LEDE_OK is raised. */
typedef lede_status (*lede_lua_body_fn)(void *to, const char *s, size_t n, const char *language, lede_error *err);
/* Hand the body of every article to fn, in order; articles without one too. */
void lede_lua_each_body(lua_State *L, lede_lua_store *st, const lede_lua_ids *ids, lede_lua_body_fn fn, void *to);

/* Push the article of the store at `store` (an absolute index). */
void lede_lua_pusharticle(lua_State *L, int store, int64_t row);
/*
 * The store and row of the article at `arg`, NULL for one without a store.
 * Raises when it is no article or its store is closed. Pushes the store's
 * userdata, or nil.
 */
lede_lua_store *lede_lua_article_store(lua_State *L, int arg, int64_t *row);
/* The whole article at `arg` as a record: kept with the article until the next change. */
const lede_record *lede_lua_article_record(lua_State *L, int arg);
/* Forget what was read of the article at `arg`, after a change. */
void lede_lua_article_forget(lua_State *L, int arg);

/* Raise or push nil, message, as the status asks: usage is the caller's fault. Returns the number of results. */
int lede_lua_status(lua_State *L, const lede_error *err);

/* Set a field of the table on the top of the stack; NULL and "" are left out. */
void lede_lua_setz(lua_State *L, const char *key, const char *value);
void lede_lua_seti(lua_State *L, const char *key, int64_t value);

/* A visitor of pairs of strings that writes them into a buffer: it may not raise. */
int lede_lua_put_pair(const char *a, const char *b, void *buf);
/* Push what that wrote, once its walk ended with `status`, as rows of two columns. Returns the number of results. */
int lede_lua_pairs(lua_State *L, const lede_buf *b, lede_status status, const lede_error *err, const char *first, const char *second);

int lede_lua_open_store(lua_State *L);
int lede_lua_open_ids(lua_State *L);
int lede_lua_open_run(lua_State *L);
int lede_lua_open_count(lua_State *L);
int lede_lua_open_tag(lua_State *L);
int lede_lua_open_sql(lua_State *L);
int lede_lua_open_query(lua_State *L);
int lede_lua_open_add(lua_State *L);
int lede_lua_open_input(lua_State *L);
int lede_lua_open_copies(lua_State *L);
int lede_lua_open_care(lua_State *L);
int lede_lua_open_agreement(lua_State *L);
int lede_lua_open_recipe(lua_State *L);
int lede_lua_open_answers(lua_State *L);

#endif
