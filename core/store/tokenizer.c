#include "store/tokenizer.h"

#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "store/query_func.h"

typedef int (*emit_fn)(void *, int, const char *, int, int, int);

typedef struct walk {
    lede__tokenizer *state;   /* NULL while a query is cut */
    emit_fn emit;
    void *ud;
    int rc;
} walk;

fts5_api *lede__fts5(sqlite3 *db)
{
    fts5_api *api = NULL;
    sqlite3_stmt *st;

    if (sqlite3_prepare_v2(db, "SELECT fts5(?1)", -1, &st, NULL) != SQLITE_OK)
        return NULL;
    sqlite3_bind_pointer(st, 1, &api, "fts5_api_ptr", NULL);
    sqlite3_step(st);
    sqlite3_finalize(st);
    return api;
}

static int document_term(const char *term, size_t n, lede_word_class cls, size_t start, size_t end, int part,
                         void *ud)
{
    walk *w = ud;

    w->rc = w->emit(w->ud, part & LEDE_TERM_SAME ? FTS5_TOKEN_COLOCATED : 0, term, (int)n, (int)start, (int)end);
    if (w->rc != SQLITE_OK)
        return 1;
    if (!(part & LEDE_TERM_SAME))
        w->state->tokens++;
    if (w->state->seen && w->state->seen(term, n, cls, part, w->state->ud)) {
        w->rc = SQLITE_ABORT;
        return 1;
    }
    return 0;
}

/* Raw text in a MATCH expression (lede sql): its words as written, as a phrase. */
static int query_term(const char *term, size_t n, lede_word_class cls, size_t start, size_t end, int part, void *ud)
{
    walk *w = ud;

    (void)cls;
    if (!(part & LEDE_TERM_SAME))
        w->rc = w->emit(w->ud, 0, term, (int)n, (int)start, (int)end);
    return w->rc != SQLITE_OK;
}

static int ready_terms(const char *s, size_t n, walk *w)
{
    size_t at = 0, end;

    while (at < n && w->rc == SQLITE_OK) {
        for (end = at; end < n && s[end] != LEDE__OTHER; end++)
            ;
        w->rc = w->emit(w->ud, at ? FTS5_TOKEN_COLOCATED : 0, s + at, (int)(end - at), (int)at, (int)end);
        at = end + 1;
    }
    return w->rc;
}

static int tokenize(Fts5Tokenizer *t, void *ud, int flags, const char *s, int n, emit_fn emit)
{
    walk w = { (lede__tokenizer *)(void *)t, emit, ud, SQLITE_OK };
    int stopped;

    if (!(flags & FTS5_TOKENIZE_QUERY))
        w.state->texts++;
    if (!s || n <= 0)
        return SQLITE_OK;
    if (!(flags & FTS5_TOKENIZE_QUERY))
        stopped = lede_terms(s, (size_t)n, document_term, &w);
    else if (s[0] == LEDE__READY)
        return ready_terms(s + 1, (size_t)n - 1, &w);
    else
        stopped = lede_terms(s, (size_t)n, query_term, &w);
    return stopped < 0 ? SQLITE_NOMEM : w.rc;
}

static int create(void *state, const char **args, int n, Fts5Tokenizer **out)
{
    (void)args;
    (void)n;
    *out = state;
    return SQLITE_OK;
}

static void destroy(Fts5Tokenizer *t)
{
    (void)t;   /* the state belongs to the connection */
}

lede_status lede__tokenizer_register(sqlite3 *db, lede__tokenizer **out, lede_error *err)
{
    fts5_tokenizer methods = { create, destroy, tokenize };
    fts5_api *api = lede__fts5(db);
    lede__tokenizer *state;

    *out = NULL;
    if (!api)
        return lede__fail(err, LEDE_IO, "this SQLite has no full-text search (FTS5)");
    state = lede__calloc(1, sizeof *state);
    if (!state)
        return lede__nomem(err);
    if (api->xCreateTokenizer(api, "lede", state, &methods, lede__free) != SQLITE_OK) {
        lede__free(state);
        return lede__nomem(err);
    }
    *out = state;
    return lede__q_functions(db, err);
}
