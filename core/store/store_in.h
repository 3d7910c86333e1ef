/*
 * Store layer. The handle, and what its files share: cached statements,
 * failures, transactions.
 */
#ifndef LEDE_STORE_IN_H
#define LEDE_STORE_IN_H

#include <sqlite3.h>

#include "lede/store.h"
#include "store/lengths.h"

enum { LEDE__CACHED = 256 };

#define LEDE__CACHE_SIZE "PRAGMA cache_size = -32000"

typedef struct lede__cached {
    const char *sql;           /* the literal that names it */
    sqlite3_stmt *st;
} lede__cached;

/* The run that is open. */
typedef struct lede__run {
    int open;
    int implicit;              /* made by a single write, ends with it */
    lede_commit commit;
    char *texts[8];            /* the spec, copied: see run.c */
    int64_t id;                /* 0 until it wrote */
    int64_t events;            /* so many of its events are numbered */
    int64_t counts[6];         /* added updated tagged untagged edited removed */
    int64_t kept_events, kept_counts[6];   /* as of the last commit */
    int64_t undoes;
    int64_t pending, pending_bytes;   /* writes and text since the last commit */
    int kept_any;              /* something of it is committed */
    int bulk;                  /* the index is set for bulk adding */
    int64_t articles;          /* indexed in this run */
    lede_error dead;           /* why it cannot go on; status LEDE_OK while it can */
    int64_t *twins;            /* runs of the same recipe and parameters, ascending */
    size_t twins_n, twins_cap;
    int twins_known;
} lede__run;

enum { LEDE__ADDED, LEDE__UPDATED, LEDE__TAGGED, LEDE__UNTAGGED, LEDE__EDITED, LEDE__REMOVED };

/* A statement that gives rows in their order, and stays where it is: see sql.c. */
typedef struct lede__walk {
    sqlite3_stmt *st;
    int column;                /* which one is the row */
    int steps;                 /* a row that is further away is looked for */
    int64_t at;                /* the row it stands on; INT64_MAX at its end, -1 before it began */
} lede__walk;

struct lede_store {
    sqlite3 *db;
    char *path;
    lede_mode mode;
    int patience;              /* milliseconds */
    int waited;                /* of the last busy wait */
    int select_only;           /* the authorizer lets only SELECT through */
    int writing;               /* a write transaction is open */
    int64_t data_version;      /* of the file, as the last write transaction began */
    int holds, holding;        /* wanted; a read transaction is open for it */
    int64_t held_version;      /* of the file, while that one is open */
    lede__walk views;          /* where lede_store_view stands, while a read transaction is open */
    lede__lengths *lengths;
    struct lede__view *view;   /* of the index, as it was last read: postings_view.c */
    struct lede__postings *postings;   /* what waits to be indexed: postings_buffer.c */
    struct lede__vocab *vocab; /* made at the first adding: index.c */
    struct lede__tag_names *names;   /* tag names by text: names.c */
    struct lede__q_cache *queries;   /* what queries remember: query_cache.c */
    lede_buf scratch;
    int64_t next_row;          /* within a write transaction; 0: not known */
    int gone_any;              /* within a write transaction: whether `gone` has rows; -1 not known */
    lede__run run;
    lede__cached cached[LEDE__CACHED];
};

/* --- sql.c -------------------------------------------------------------- */

/*
 * The prepared statement of a string literal (its address is the key), reset;
 * every parameter must be bound anew. NULL after a failure, which *err says.
 */
sqlite3_stmt *lede__sql(lede_store *s, const char *sql, lede_error *err);

/* What the connection's last failure means, with the store's path in it. */
lede_status lede__db_fail(lede_store *s, lede_error *err);

/* Step a statement that gives no rows, and reset it. */
lede_status lede__run_st(lede_store *s, sqlite3_stmt *st, lede_error *err);

/* LEDE_OK with a row (the statement stays on it), LEDE_DONE without (and reset). */
lede_status lede__row_st(lede_store *s, sqlite3_stmt *st, lede_error *err);

/* Run a literal without parameters. */
lede_status lede__do(lede_store *s, const char *sql, lede_error *err);

/* One integer of a literal with up to two integer parameters; `def` where there is no row. */
lede_status lede__number(lede_store *s, const char *sql, int64_t a, int64_t b, int64_t def, int64_t *out,
                         lede_error *err);

/*
 * Move forward to the first row that is not below `row`: by steps where it is near, else by looking for it, for which
 * the statement's parameter ?1 is where to begin. lede__walk_restart lets it look, whatever the row.
 */
lede_status lede__walk_to(lede_store *s, lede__walk *w, int64_t row, lede_error *err);
lede_status lede__walk_step(lede_store *s, lede__walk *w, lede_error *err);
void lede__walk_restart(lede__walk *w);

/* Bind a text; n = 0 binds NULL. The bytes must live until the statement was stepped. */
void lede__bind_text(sqlite3_stmt *st, int i, const char *z, size_t n);
void lede__bind_z(sqlite3_stmt *st, int i, const char *z);

/* A column as text, never NULL. */
const char *lede__text(sqlite3_stmt *st, int column, size_t *n);
/* The same, NULL where the column is. */
const char *lede__text_or_null(sqlite3_stmt *st, int column, size_t *n);

/* Append a JSON string. */
void lede__json_text(lede_buf *b, const char *s, size_t n);

/* Now, UTC, as the store writes times: 2026-01-31T10:00:00Z. */
void lede__now(char out[32]);

/* --- open.c --------------------------------------------------------------- */

/* A number that is another one once somebody else wrote the file: PRAGMA data_version. */
lede_status lede__file_version(lede_store *s, int64_t *version, lede_error *err);

/* Begin a write transaction if none is open; waits for others as long as the patience lasts. */
lede_status lede__begin(lede_store *s, lede_error *err);
lede_status lede__commit(lede_store *s, lede_error *err);
void lede__rollback(lede_store *s);

/* --- run.c ---------------------------------------------------------------- */

/*
 * Before a write: makes a run of the kind where none is open, begins the
 * transaction, writes the run's row. After it lede__wrote (which may commit)
 * or, where the write failed half way, lede__write_failed (which takes back
 * what is not committed, and returns err's status).
 */
lede_status lede__write(lede_store *s, const char *kind, lede_error *err);
lede_status lede__wrote(lede_store *s, int64_t writes, lede_error *err);
lede_status lede__write_failed(lede_store *s, lede_status st, lede_error *err);

/*
 * Either of the two, by what came of the write: a refusal before anything was
 * written (LEDE_NOTFOUND, LEDE_USAGE, LEDE_LIMIT) leaves the run as it is.
 */
lede_status lede__write_end(lede_store *s, lede_status st, int64_t writes, lede_error *err);

/* Write the run's row where it has none yet, inside a transaction. lede__event_put does so by itself. */
lede_status lede__run_row(lede_store *s, lede_error *err);

/* What happened to an article, as `event.op` has it. */
typedef enum lede__op {
    LEDE__OP_ADD = 1, LEDE__OP_UPDATE, LEDE__OP_SET, LEDE__OP_REMOVE, LEDE__OP_RESTORE,
    LEDE__OP_TAG, LEDE__OP_UNTAG,
    LEDE__OP_OFF,      /* an undo: the event `prev` counts no more */
    LEDE__OP_ON        /* an undo of an undo: the event `prev` counts again */
} lede__op;

typedef struct lede__event {
    int64_t id, article, tag, revision;   /* tag, revision: 0 where none */
    lede__op op;
    const char *prev, *spans, *value, *note, *coder;   /* NULL where none */
    size_t prev_n, value_n;                            /* of those that may hold zero bytes */
} lede__event;

/* Write an event of the open run; gives it its id. */
lede_status lede__event_put(lede_store *s, lede__event *e, lede_error *err);

#define LEDE__RUN_OF(event) ((event) >> 32)

/* Whether `run` did the same as the open run would: same kind, name, recipe and parameters. */
int lede__run_is_twin(lede_store *s, int64_t run);

#endif
