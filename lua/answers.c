/*
 * What a recipe answered for each article of a selection, by the article's
 * place in it: for lua/lib/shell alone. Answers come from workers, whose every
 * length is checked here, and from what the store remembers. They lie in
 * memory, and in a file without a name where they are many.
 *
 * An answer is two texts, each behind its length in four bytes: what map asked
 * for, what it emitted (lua/shell/emits.h). Workers write them so and the store
 * keeps them so.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "store_lua.h"

enum { IN_MEMORY = 128 << 20, FRAME = 256 << 10 };

typedef struct place {
    uint64_t at;       /* of the answer: in memory, and beyond its end in the file */
    uint64_t sees;     /* of the text in `sees`, where it is not known */
    uint32_t n;        /* bytes of the answer; 0: both texts empty */
    unsigned char known;   /* the store remembered it */
    unsigned char asks;    /* map asked for something */
    unsigned char more;    /* map can see more of the article than its fields */
} place;

/* A place and the row of its article. */
typedef struct wanted {
    int64_t row;
    size_t place;
} wanted;

typedef struct answers {
    size_t n;
    place *places;
    wanted *order;     /* as places are looked at, from the first recall on */
    size_t looked;     /* so many of them were looked at */
    lede_buf memory, sees, scratch;
    FILE *file;        /* NULL until it is needed */
    uint64_t size, most;
} answers;

static answers *check_answers(lua_State *L)
{
    return luaL_checkudata(L, 1, "lede.answers");
}

static int answers_gc(lua_State *L)
{
    answers *a = check_answers(L);

    lede_buf_release(&a->memory);
    lede_buf_release(&a->sees);
    lede_buf_release(&a->scratch);
    free(a->places);
    free(a->order);
    a->places = NULL;
    a->order = NULL;
    a->n = 0;
    if (a->file)
        fclose(a->file);
    a->file = NULL;
    return 0;
}

static size_t length_at(const char *s)
{
    uint32_t n;

    memcpy(&n, s, 4);
    return n;
}

/* Keep the bytes of an answer. NULL, or what went wrong. */
static const char *keep(answers *a, place *p, const char *s, size_t n)
{
    p->n = 0;
    p->asks = length_at(s) > 0;
    if (n == 8)
        return NULL;   /* nothing asked, nothing emitted */
    a->size += n;
    if (a->size > a->most)
        return "output limit";
    if (a->memory.n + n <= IN_MEMORY && !a->file) {
        p->at = a->memory.n;
        lede_buf_add(&a->memory, s, n);
        p->n = (uint32_t)n;
        return a->memory.failed ? "out of memory" : NULL;
    }
    if (!a->file)
        a->file = tmpfile();
    if (!a->file || fseek(a->file, 0, SEEK_END) != 0)
        return "no temporary file for what the recipe answered";
    p->at = a->memory.n + (uint64_t)ftell(a->file);
    p->n = (uint32_t)n;
    return fwrite(s, 1, n, a->file) == n ? NULL : "no room for what the recipe answered";
}

/* The bytes of an answer, valid until the next call. */
static const char *look(lua_State *L, answers *a, const place *p)
{
    static const char nothing[8];
    char piece[65536];
    size_t left = p->n;

    if (!left)
        return nothing;
    if (p->at < a->memory.n)
        return a->memory.s + p->at;
    lede_buf_clear(&a->scratch);
    if (fseek(a->file, (long)(p->at - a->memory.n), SEEK_SET) != 0)
        luaL_error(L, "what the recipe answered cannot be read again");
    while (left) {
        size_t n = fread(piece, 1, left < sizeof piece ? left : sizeof piece, a->file);

        if (!n)
            luaL_error(L, "what the recipe answered cannot be read again");
        lede_buf_add(&a->scratch, piece, n);
        left -= n;
    }
    if (a->scratch.failed)
        luaL_error(L, "out of memory");
    return a->scratch.s;
}

/* Whether the n bytes are whole emits: the lengths of a key and a value, and those. */
static int are_emits(const char *s, size_t n)
{
    while (n) {
        size_t key, value;

        if (n < 8 || (key = length_at(s)) > n - 8 || (value = length_at(s + 4)) > n - 8 - key)
            return 0;
        s += 8 + key + value;
        n -= 8 + key + value;
    }
    return 1;
}

/* The length of the answer at the start of `s`, which has n bytes; 0 where it is cut short. */
static size_t answer_length(const char *s, size_t n)
{
    size_t asked, emits;

    if (n < 4 || (asked = length_at(s)) > n - 4 || n - 4 - asked < 4)
        return 0;
    emits = length_at(s + 4 + asked);
    if (emits > n - 8 - asked || !are_emits(s + 8 + asked, emits))
        return 0;
    return 8 + asked + emits;
}

/* --- what is remembered ------------------------------------------------------------------------------------ */

typedef struct recalling {
    answers *a;
    const wanted *wanted;
    int fresh;
    const char *wrong;
} recalling;

static int by_row(const void *x, const void *y)
{
    int64_t a = ((const wanted *)x)->row, b = ((const wanted *)y)->row;

    return (a > b) - (a < b);
}

static int recall_one(size_t i, const lede_memo *m, void *ud)
{
    recalling *r = ud;
    place *p = &r->a->places[r->wanted[i].place];

    p->more = m->more != 0;
    if (r->fresh || !m->answer || answer_length(m->answer, m->answer_n) != m->answer_n) {
        p->sees = r->a->sees.n;
        lede_buf_add(&r->a->sees, m->sees, strlen(m->sees) + 1);
        return 0;
    }
    p->known = 1;
    r->wrong = keep(r->a, p, m->answer, m->answer_n);
    return r->wrong != NULL;
}

static void *room(lua_State *L, size_t n, size_t size)
{
    return lua_newuserdatauv(L, (n ? n : 1) * size, 0);
}

/*
 * Put the places in the order of the rows that the list at `list` has for them, as the store keeps articles, but the
 * last `most` first: articles that are new since the last run are there, and workers can begin with them.
 */
static void set_order(lua_State *L, answers *a, int list, size_t most)
{
    size_t i, first = a->n > most ? a->n - most : 0;
    wanted *sorted = room(L, a->n, sizeof *sorted);

    luaL_argcheck(L, (size_t)luaL_len(L, list) == a->n, list, "one row a place");
    a->order = malloc((a->n ? a->n : 1) * sizeof *a->order);
    if (!a->order)
        luaL_error(L, "out of memory");
    for (i = 0; i < a->n; i++) {
        lua_rawgeti(L, list, (lua_Integer)i + 1);
        sorted[i] = (wanted){lua_tointeger(L, -1), i};
        lua_pop(L, 1);
    }
    qsort(sorted, a->n, sizeof *sorted, by_row);
    memcpy(a->order, sorted + first, (a->n - first) * sizeof *sorted);
    memcpy(a->order + (a->n - first), sorted, first * sizeof *sorted);
    lua_pop(L, 1);
}

/* Append the places of `w` without an answer to the list at `list`. */
static void add_unknown(lua_State *L, const answers *a, const wanted *w, size_t n, int list)
{
    lua_Integer count = (lua_Integer)lua_rawlen(L, list);
    size_t i;

    for (i = 0; i < n; i++) {
        if (a->places[w[i].place].known)
            continue;
        lua_pushinteger(L, (lua_Integer)w[i].place + 1);
        lua_rawseti(L, list, ++count);
    }
}

/*
 * answers:recall(store, key, rows, fresh, todo, most) -> how many are left to be looked at
 * Of `most` articles more, each time as many, what the store remembers under the key and what answers depend on;
 * the places without an answer are appended to `todo`.
 */
static int answers_recall(lua_State *L)
{
    answers *a = check_answers(L);
    lede_lua_store *st = lede_lua_checkstore(L, 2);
    const char *key = luaL_checkstring(L, 3);
    size_t most = (size_t)luaL_checkinteger(L, 7), i, n;
    const wanted *w;
    int64_t *rows;
    recalling r;
    lede_error err;
    lede_status status;

    luaL_checktype(L, 6, LUA_TTABLE);
    if (!a->order)
        set_order(L, a, 4, most);
    w = a->order + a->looked;
    n = a->n - a->looked < most ? a->n - a->looked : most;
    rows = room(L, n, sizeof *rows);
    for (i = 0; i < n; i++)
        rows[i] = w[i].row;
    r = (recalling){a, w, lua_toboolean(L, 5), NULL};
    status = lede_store_recall(st->s, key, rows, n, recall_one, &r, &err);
    if (r.wrong)
        return luaL_error(L, "%s", r.wrong);
    if (status != LEDE_OK)
        return lede_lua_raise(L, &err);
    if (a->sees.failed)
        return luaL_error(L, "out of memory");
    a->looked += n;
    add_unknown(L, a, w, n, 6);
    lua_pushinteger(L, (lua_Integer)(a->n - a->looked));
    return 1;
}

/* The place that the list at `list` names as its i-th. */
static place *place_in(lua_State *L, answers *a, int list, size_t i, lua_Integer *number)
{
    lua_rawgeti(L, list, (lua_Integer)i + 1);
    *number = lua_tointeger(L, -1);
    lua_pop(L, 1);
    if (*number < 1 || (size_t)*number > a->n)
        luaL_error(L, "there is no place %I", (LUAI_UACINT)*number);
    return &a->places[*number - 1];
}

/* The bytes of an answer that outlive the next look: those from the file are anchored in the table at `anchor`. */
static const char *look_longer(lua_State *L, answers *a, const place *p, int anchor)
{
    const char *s = look(L, a, p);

    if (!p->n || p->at < a->memory.n)
        return s;
    lua_pushlstring(L, s, p->n);
    s = lua_tostring(L, -1);
    lua_rawseti(L, anchor, (lua_Integer)lua_rawlen(L, anchor) + 1);
    return s;
}

/* The places of the list at `list` in the order of their rows, as the table of what is remembered has them. */
static const wanted *ordered(lua_State *L, answers *a, int list, int rows, size_t n)
{
    wanted *w = room(L, n, sizeof *w);
    size_t i;

    for (i = 0; i < n; i++) {
        lua_Integer number;
        const place *p = place_in(L, a, list, i, &number);

        lua_rawgeti(L, rows, number);
        w[i] = (wanted){lua_tointeger(L, -1), (size_t)(p - a->places)};
        lua_pop(L, 1);
    }
    qsort(w, n, sizeof *w, by_row);
    return w;
}

/* answers:remember(store, key, rows, todo): keep the answers of these places in the store, some thousand at a time */
static int answers_remember(lua_State *L)
{
    enum { AT_ONCE = 4096 };
    answers *a = check_answers(L);
    lede_lua_store *st = lede_lua_checkstore(L, 2);
    const char *key = luaL_checkstring(L, 3);
    size_t i, n = (size_t)luaL_len(L, 5), count = 0;
    lede_memo *items = room(L, AT_ONCE, sizeof *items);
    const wanted *w = ordered(L, a, 5, 4, n);
    int anchor = lua_gettop(L) + 1;
    lede_error err;

    lua_pushnil(L);
    for (i = 0; i < n; i++) {
        const place *p = &a->places[w[i].place];
        lede_memo *m = &items[count++];

        if (count == 1) {
            lua_newtable(L);
            lua_replace(L, anchor);
        }
        m->row = w[i].row;
        m->sees = a->sees.s + p->sees;
        m->answer = look_longer(L, a, p, anchor);
        m->answer_n = p->n ? p->n : 8;
        if ((count == AT_ONCE || i + 1 == n) && lede_store_remember(st->s, key, items, count, &err) != LEDE_OK)
            return lede_lua_raise(L, &err);
        count %= AT_ONCE;
    }
    return 0;
}

/* --- what workers answer ----------------------------------------------------------------------------------- */

/* answers:take(todo, first, count, payload): the answers of a batch; nil, or what is wrong with them */
static int answers_take(lua_State *L)
{
    answers *a = check_answers(L);
    size_t first = (size_t)luaL_checkinteger(L, 3) - 1, count = (size_t)luaL_checkinteger(L, 4), i, n, at = 0;
    const char *s = luaL_checklstring(L, 5, &n), *wrong;

    for (i = first; i < first + count; i++) {
        lua_Integer number;
        place *p = place_in(L, a, 2, i, &number);
        size_t length = answer_length(s + at, n - at);

        if (!length) {
            lua_pushliteral(L, "protocol: an answer that is cut short");
            return 1;
        }
        wrong = keep(a, p, s + at, length);
        if (wrong) {
            if (strcmp(wrong, "output limit") == 0)
                lua_pushfstring(L, "output limit: more than %d MB in all", (int)(a->most >> 20));
            else
                lua_pushstring(L, wrong);
            return 1;
        }
        at += length;
    }
    if (at == n)
        return 0;
    lua_pushliteral(L, "protocol: an answer that is too long");
    return 1;
}

/* --- reading them ------------------------------------------------------------------------------------------ */

/* answers:get(i) -> what was asked for, what was emitted */
static int answers_get(lua_State *L)
{
    answers *a = check_answers(L);
    lua_Integer i = luaL_checkinteger(L, 2);
    const char *s;
    size_t asked;

    luaL_argcheck(L, i >= 1 && (size_t)i <= a->n, 2, "no such place");
    s = look(L, a, &a->places[i - 1]);
    asked = length_at(s);
    lua_pushlstring(L, s + 4, asked);
    lua_pushlstring(L, s + 8 + asked, length_at(s + 4 + asked));
    return 2;
}

/* answers:more(i) -> whether map can see more of the article than its fields; of what was recalled */
static int answers_more(lua_State *L)
{
    answers *a = check_answers(L);
    lua_Integer i = luaL_checkinteger(L, 2);

    luaL_argcheck(L, i >= 1 && (size_t)i <= a->n, 2, "no such place");
    lua_pushboolean(L, a->places[i - 1].more);
    return 1;
}

/* answers:asked(from) -> the next place from there on where map asked for something, and what; nothing at the end */
static int answers_asked(lua_State *L)
{
    answers *a = check_answers(L);
    size_t i = (size_t)luaL_checkinteger(L, 2) - 1;

    for (; i < a->n; i++) {
        const char *s;

        if (!a->places[i].asks)
            continue;
        s = look(L, a, &a->places[i]);
        lua_pushinteger(L, (lua_Integer)i + 1);
        lua_pushlstring(L, s + 4, length_at(s));
        return 2;
    }
    return 0;
}

/* answers:emits(from) -> what was emitted from there on, enough for one frame, and the place after it; nothing at the end */
static int answers_emits(lua_State *L)
{
    answers *a = check_answers(L);
    size_t i = (size_t)luaL_checkinteger(L, 2) - 1;
    lede_buf *b = lede_lua_buf(L);

    for (; i < a->n && b->n < FRAME; i++) {
        const char *s;
        size_t asked;

        if (!a->places[i].n)
            continue;
        s = look(L, a, &a->places[i]);
        asked = length_at(s);
        lede_buf_add(b, s + 8 + asked, length_at(s + 4 + asked));
    }
    if (!b->n && !b->failed)
        return 0;
    lede_lua_pushbuf(L, b);
    lua_pushinteger(L, (lua_Integer)i + 1);
    return 2;
}

/* answers(n, most): n places, none with an answer, for at most that many bytes */
static int answers_new(lua_State *L)
{
    size_t n = (size_t)luaL_checkinteger(L, 1);
    lua_Integer most = luaL_checkinteger(L, 2);
    answers *a = lua_newuserdatauv(L, sizeof *a, 0);

    memset(a, 0, sizeof *a);
    luaL_setmetatable(L, "lede.answers");
    a->most = (uint64_t)most;
    a->places = calloc(n ? n : 1, sizeof *a->places);
    if (!a->places)
        return luaL_error(L, "out of memory");
    a->n = n;
    return 1;
}

int lede_lua_open_answers(lua_State *L)
{
    static const luaL_Reg methods[] = {
        {"recall", answers_recall}, {"remember", answers_remember}, {"take", answers_take}, {"get", answers_get},
        {"asked", answers_asked},   {"emits", answers_emits},       {"more", answers_more},
        {NULL, NULL},
    };

    luaL_newmetatable(L, "lede.answers");
    lua_pushcfunction(L, answers_gc);
    lua_setfield(L, -2, "__gc");
    luaL_newlib(L, methods);
    lua_setfield(L, -2, "__index");
    lua_pop(L, 1);
    lede_lua_internal(L);
    lua_pushcfunction(L, answers_new);
    lua_setfield(L, -2, "answers");
    lua_pushnil(L);
    return 1;
}
