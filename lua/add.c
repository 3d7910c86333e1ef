/* Adding an article that is made already. */
#include "store_lua.h"

#include <string.h>

static const char *const outcomes[] = {"added", "updated", "same", "failed"};

/* add_article(store, article) -> outcome, id, reason or note, article */
static int add_article(lua_State *L)
{
    lede_lua_store *st = lede_lua_writing(L, 1);
    const lede_record *r = lede_lua_article_record(L, 2);
    lede_added out;
    lede_error err;

    memset(&out, 0, sizeof out);
    if (lede_store_add(st->s, r, &out, &err) != LEDE_OK)
        return lede_lua_status(L, &err);
    lede_lua_wrote(L, st);
    lua_pushstring(L, outcomes[out.outcome]);
    lua_pushstring(L, out.id);
    lua_pushstring(L, out.reason);
    if (!out.row)
        return 3;
    lede_lua_pusharticle(L, 1, out.row);
    return 4;
}

int lede_lua_open_add(lua_State *L)
{
    lede_lua_internal(L);
    lua_pushcfunction(L, add_article);
    lua_setfield(L, -2, "add_article");
    lua_pushnil(L);
    return 1;
}
