/*
 * Store layer: articles, tags and runs in one SQLite file. Knows news, text, base.
 *
 * A store is one SQLite file. An article in it is named by its `row`, a number
 * that never changes and grows in order of adding, and for people by its id, a
 * short text that is equal in every store. A selection of articles is an array
 * of rows: a snapshot that stays valid whatever is written later (a row whose
 * article was removed since gives LEDE_NOTFOUND).
 *
 * Everything that writes is a run. A write outside of one makes a run of its
 * own. Runs are listed, explained and undone.
 *
 * Functions that take a row give LEDE_NOTFOUND where no such article stands.
 * Texts handed to a callback are valid during the call. A callback that
 * returns non-zero stops the walk, which then returns LEDE_STOPPED. A callback
 * may read from the store, but not write to it.
 */
#ifndef LEDE_STORE_H
#define LEDE_STORE_H

#include "lede/record.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct lede_store lede_store;

/* --- opening ----------------------------------------------------------- */

typedef enum lede_mode {
    LEDE_READ,     /* never writes: recipes, other people's files */
    LEDE_WRITE,    /* the file must exist */
    LEDE_CREATE    /* made where absent (or empty) */
} lede_mode;

/*
 * Open the store at `path`. On success *out is a handle that the caller
 * closes; on failure *out is NULL. Refused with a reason: a file that is no
 * store, one of a newer version, one whose schema holds what is not ours
 * (triggers, views). An older version is brought up to date when opened for
 * writing.
 */
LEDE_API lede_status lede_store_open(const char *path, lede_mode mode, lede_store **out, lede_error *err);

/*
 * End what is open (an unfinished run keeps what it wrote), move the log back
 * into the file, free the handle. NULL is fine.
 */
LEDE_API void lede_store_close(lede_store *s);

LEDE_API const char *lede_store_path(const lede_store *s);
LEDE_API lede_mode lede_store_mode(const lede_store *s);

/* How long a write waits for another process, in milliseconds (10,000 at first). */
LEDE_API void lede_store_patience(lede_store *s, int milliseconds);

/*
 * Keep one view of the file while `on` is set (calls nest): reads then cost no
 * locking and see no later writes of others. For loops; give it back soon.
 */
LEDE_API lede_status lede_store_hold(lede_store *s, int on, lede_error *err);

/* --- articles ---------------------------------------------------------- */

enum { LEDE_ID_SIZE = 24 };

/* What the store knows of an article beside its fields. */
typedef struct lede_article_info {
    char id[LEDE_ID_SIZE];
    char hash[65];         /* SHA-256 of headline, dek and body, each but the last followed by byte 1F */
    char added[32];        /* when, UTC: 2026-01-31T10:00:00Z */
    int64_t words;         /* words of the body */
    int64_t revision;      /* number of the current text, from 1 */
    int64_t body_n;        /* bytes of the body */
} lede_article_info;

/* How many articles stand. */
LEDE_API lede_status lede_store_count(lede_store *s, int64_t *count, lede_error *err);

/*
 * The article of an id, a prefix that only one id has, or a URL (in any
 * spelling that normalises alike). LEDE_NOTFOUND says whether none or several
 * match.
 */
LEDE_API lede_status lede_store_get(lede_store *s, const char *key, size_t n, int64_t *row, lede_error *err);

LEDE_API lede_status lede_store_info(lede_store *s, int64_t row, lede_article_info *out, lede_error *err);

/* Append a field to `out`: text as it is, a list as a JSON array; nothing where absent. LEDE_NOTES has nothing. */
LEDE_API lede_status lede_store_field(lede_store *s, int64_t row, lede_field field, lede_buf *out, lede_error *err);
/*
 * Append the fingerprint (lede/similarity.h) of an article's body, made anew: for
 * articles whose field "fingerprint" is empty, as another version made it.
 */
LEDE_API lede_status lede_store_fingerprint(lede_store *s, int64_t row, lede_buf *out, lede_error *err);

/*
 * The same by name: every field, id, hash, added, words, revision, site, tags (JSON), fingerprint (of the body:
 * lede/similarity.h; nothing where the store holds none of LEDE_FINGERPRINT_VERSION), extra.KEY (a JSON string as text).
 */
LEDE_API lede_status lede_store_value(lede_store *s, int64_t row, const char *name, lede_buf *out, lede_error *err);

/* The whole article as a record, which the caller frees. */
LEDE_API lede_status lede_store_record(lede_store *s, int64_t row, lede_record **out, lede_error *err);

/* An article's fields as they lie in the store, by lede_field: lists as JSON arrays, "" with 0 where absent. */
typedef struct lede_view {
    int64_t row;
    const char *id;
    const char *s[LEDE_NOTES];
    size_t n[LEDE_NOTES];
} lede_view;

typedef int (*lede_view_fn)(const lede_view *v, void *ud);

/*
 * Show all fields of an article at once, without copying them: for who passes articles on. It is fastest
 * over rows that ascend, while the store is held.
 */
LEDE_API lede_status lede_store_view(lede_store *s, int64_t row, lede_view_fn fn, void *ud, lede_error *err);

/* All rows in the default order: published (undated last), then id. Free *rows with lede_free. */
LEDE_API lede_status lede_store_rows(lede_store *s, int64_t **rows, size_t *n, lede_error *err);

/*
 * Order rows in place by published, modified, added, headline, words or id;
 * "-key" descends (absent values stay last). Ties go by id, so that the order
 * is total. Rows of articles that no longer stand are dropped: *n may shrink.
 */
LEDE_API lede_status lede_store_sort(lede_store *s, int64_t *rows, size_t *n, const char *key, lede_error *err);

/* A value of an article while many are visited; `i` is the place in the rows given. */
typedef int (*lede_value_fn)(size_t i, int64_t row, const char *value, size_t n, void *ud);

/* Visit one named value (as lede_store_value) of many rows, in the order given; faster than one by one. */
LEDE_API lede_status lede_store_each(lede_store *s, const int64_t *rows, size_t n, const char *name,
                                     lede_value_fn fn, void *ud, lede_error *err);

/* Visit the values by which a field groups: each item of a list field, each tag that stands, else the one value. */
LEDE_API lede_status lede_store_each_item(lede_store *s, const int64_t *rows, size_t n, const char *name,
                                          lede_value_fn fn, void *ud, lede_error *err);

/* --- adding and changing ----------------------------------------------- */

typedef enum lede_outcome {
    LEDE_ADDED,
    LEDE_UPDATED,    /* the article was there with another text or other fields: those are kept as a revision */
    LEDE_SAME,       /* nothing new: equal to what an earlier adding brought */
    LEDE_FAILED      /* not taken: `reason` */
} lede_outcome;

typedef struct lede_added {
    lede_outcome outcome;
    int64_t row;              /* 0 where it failed */
    char id[LEDE_ID_SIZE];
    char reason[256];         /* why it failed; else a note on what was set aside, or "" */
} lede_added;

/*
 * Add an article. Its identity is its normalised URL (lede_url_normalize),
 * else headline, dek, body, published and publisher. A field that the record
 * lacks keeps the value it has in the store; a field that a user corrected
 * keeps the correction. The status is not LEDE_OK only where the store failed.
 */
LEDE_API lede_status lede_store_add(lede_store *s, const lede_record *r, lede_added *out, lede_error *err);

/* Correct a field by hand (text, or a JSON array for a list; n = 0 takes it away). *changed is 0 where it was so already. */
LEDE_API lede_status lede_store_set(lede_store *s, int64_t row, lede_field field, const char *value, size_t n,
                                    int *changed, lede_error *err);

/* Take the article out of the store; undo brings it back, until lede_store_compact purges. */
LEDE_API lede_status lede_store_remove(lede_store *s, int64_t row, lede_error *err);

/* The URL in the form that identity compares, appended to `out`; as given where it is no http URL. */
LEDE_API void lede_url_normalize(const char *url, size_t n, lede_buf *out);

/* --- revisions --------------------------------------------------------- */

typedef struct lede_revision {
    int64_t number;           /* from 1 */
    int64_t run;              /* the run that brought it */
    const char *headline, *dek, *body, *published, *modified, *hash;
    size_t headline_n, dek_n, body_n;
} lede_revision;

typedef int (*lede_revision_fn)(const lede_revision *r, void *ud);

/* Visit all texts of an article, the current one last. */
LEDE_API lede_status lede_store_revisions(lede_store *s, int64_t row, lede_revision_fn fn, void *ud, lede_error *err);

/* --- tags -------------------------------------------------------------- */

/* One assertion to make. All zero but the name is fine. */
typedef struct lede_assertion {
    const char *name;
    size_t n;
    const lede_span *spans;   /* into the current body */
    size_t spans_n;
    const char *value;        /* NULL where none, as the next two */
    const char *note;
    const char *coder;
    int no;                   /* the coder judged that the tag does not apply: recorded, but makes no tag */
} lede_assertion;

/*
 * Assert a tag on an article, for the current run. The name is brought to
 * NFC; control characters, an empty name and one over 200 bytes are refused.
 * *changed (may be NULL) is 0 where the run had said exactly that already.
 */
LEDE_API lede_status lede_store_tag(lede_store *s, int64_t row, const lede_assertion *a, int *changed,
                                    lede_error *err);

/* The same assertion without spans on many articles: *changed counts those where it was new. */
LEDE_API lede_status lede_store_tag_rows(lede_store *s, const int64_t *rows, size_t n, const lede_assertion *a,
                                         int64_t *changed, lede_error *err);

/* Take back every assertion of the tag on the article, whoever made it. */
LEDE_API lede_status lede_store_untag(lede_store *s, int64_t row, const char *name, size_t n, int *changed,
                                      lede_error *err);
LEDE_API lede_status lede_store_untag_rows(lede_store *s, const int64_t *rows, size_t rows_n, const char *name,
                                           size_t n, int64_t *changed, lede_error *err);

typedef struct lede_tag_count {
    const char *name;
    size_t n;
    int64_t articles;
} lede_tag_count;

typedef int (*lede_tag_count_fn)(const lede_tag_count *t, void *ud);

/* Visit all tags that stand, in byte order of names. */
LEDE_API lede_status lede_store_tags(lede_store *s, lede_tag_count_fn fn, void *ud, lede_error *err);

/* One assertion as it stands: what it says, who made it and on what evidence. */
typedef struct lede_evidence {
    int64_t row;
    const char *name;
    size_t n;
    int64_t run;
    int64_t revision;         /* of the text that the spans were made on */
    const char *text;         /* the body of that revision, where there are spans */
    size_t text_n;
    const lede_span *spans;
    size_t spans_n;
    const lede_span *now;     /* where each span's text stands in the current body; start = end where it is gone */
    const char *value, *note, *coder;   /* NULL where none */
    int no;
    const char *run_name, *recipe, *version, *params, *when, *who;   /* of the run, "" where none */
} lede_evidence;

typedef int (*lede_evidence_fn)(const lede_evidence *e, void *ud);

/* Visit the assertions on an article: of one tag, or of all (name NULL), by name and then run. This explains a tag. */
LEDE_API lede_status lede_store_explain(lede_store *s, int64_t row, const char *name, size_t n, lede_evidence_fn fn,
                                        void *ud, lede_error *err);

/* Visit the assertions of all articles, for dumps: by article id, name, run. `text` and `now` are left out. */
LEDE_API lede_status lede_store_assertions(lede_store *s, lede_evidence_fn fn, void *ud, lede_error *err);

/*
 * Take back only what runs of the recipe of that name asserted of the tag on
 * the article: what others assert stays. An undo brings it back.
 */
LEDE_API lede_status lede_store_retract(lede_store *s, int64_t row, const char *name, size_t n, const char *recipe,
                                        int *changed, lede_error *err);

/* How far two coders agree on a tag (all tags where name is NULL), over articles that both judged. */
typedef struct lede_agreement {
    int64_t units;                     /* judgements that both made */
    int64_t both, only_a, only_b, neither;
    double observed;                   /* share of equal judgements */
    double precision, recall, f1;      /* of b, with a as the standard */
    double kappa;                      /* Cohen 1960 */
    double alpha;                      /* Krippendorff, nominal, two coders */
} lede_agreement;                      /* a figure without a denominator is NaN */

/* `rows` limits it to those articles; NULL takes all. */
LEDE_API lede_status lede_store_agreement(lede_store *s, const int64_t *rows, size_t n, const char *name,
                                          const char *coder_a, const char *coder_b, lede_agreement *out,
                                          lede_error *err);

/* --- what recipes answered --------------------------------------------- */

/* An answer to keep, so that it need not be computed again. */
typedef struct lede_memo {
    int64_t row;
    const char *sees;          /* a text that differs where what the recipe saw of the article differs */
    const char *answer;
    size_t answer_n;
    int more;                  /* recalled: there are tags that others gave, or earlier revisions */
} lede_memo;

/*
 * Keep answers under the key `recipe`: a name, a space, and a hash of whatever
 * decides an answer beside the article. What is kept under other keys of the
 * name is forgotten. This is a cache: no run, nothing to undo; it goes with
 * the article. Not while a run is open.
 */
LEDE_API lede_status lede_store_remember(lede_store *s, const char *recipe, const lede_memo *items, size_t n,
                                         lede_error *err);

/* `i` is the place in the rows given; `answer` is NULL where none is kept for just what is seen now. */
typedef int (*lede_recall_fn)(size_t i, const lede_memo *m, void *ud);

/*
 * Visit articles (rows that ascend) with what the recipe would see of each
 * (texts, fields, corrections, revision, tags that others gave) and the answer
 * kept for that. Rows that no longer stand are left out.
 */
LEDE_API lede_status lede_store_recall(lede_store *s, const char *recipe, const int64_t *rows, size_t n,
                                       lede_recall_fn fn, void *ud, lede_error *err);

/* --- runs -------------------------------------------------------------- */

typedef enum lede_commit {
    LEDE_COMMIT_EACH,     /* each write is kept as it returns: scripts, the prompt */
    LEDE_COMMIT_BULK,     /* after some thousand writes and at the end: adding, recipes */
    LEDE_COMMIT_END,      /* all or nothing */
    LEDE_COMMIT_NEVER     /* a dry run: everything is done, looked at, and taken back */
} lede_commit;

/* What is written down about a run. NULL where it does not apply. */
typedef struct lede_run_spec {
    const char *kind;      /* add tag untag set remove recipe script prompt undo compact */
    const char *name;      /* the command line, the script, the recipe's name */
    const char *recipe_hash, *version;
    const char *params;    /* JSON */
    const char *query;
    const char *now;       /* the pinned date */
    const char *who;       /* NULL: the user's login name */
    lede_commit commit;
} lede_run_spec;

/* Begin a run. Its row is written with its first write, so a run that writes nothing leaves nothing. Runs do not nest. */
LEDE_API lede_status lede_run_begin(lede_store *s, const lede_run_spec *spec, lede_error *err);
/* Whether a run is open. */
LEDE_API int lede_run_open(const lede_store *s);
/* End it: *run (may be NULL) is its number, 0 where it wrote nothing or was a dry run. */
LEDE_API lede_status lede_run_end(lede_store *s, int64_t *run, lede_error *err);
/* End it and take back all it wrote. */
LEDE_API lede_status lede_run_abort(lede_store *s, lede_error *err);
/* Keep what is written so far (LEDE_COMMIT_BULK only). */
LEDE_API lede_status lede_run_flush(lede_store *s, lede_error *err);

typedef struct lede_run_info {
    int64_t id;
    const char *kind, *name, *recipe_hash, *version, *params, *query, *now, *who;   /* "" where none */
    const char *started, *ended;     /* UTC; ended is "" while open, or where the process died */
    const char *state;               /* open, done, aborted, undone (wholly), undone in part */
    const char *lede;                /* version of this library */
    int64_t added, updated, tagged, untagged, set, removed;   /* what it wrote */
    int64_t undoes;                  /* the run that this one took back, or 0 */
} lede_run_info;

typedef int (*lede_run_fn)(const lede_run_info *r, void *ud);

/* Visit the runs, the newest first; `run` limits it to one (0: all). */
LEDE_API lede_status lede_run_list(lede_store *s, int64_t run, lede_run_fn fn, void *ud, lede_error *err);

/* One thing that a run did. */
typedef struct lede_change {
    int64_t run, row;
    const char *id;
    const char *op;        /* add update set remove restore tag untag */
    const char *what;      /* the tag or field, "" where none */
    const char *before;    /* of set: the value before */
    const char *kept;      /* in an undo: why this stays; else "" */
} lede_change;

typedef int (*lede_change_fn)(const lede_change *c, void *ud);

/* Visit what a run did, in order; `run` 0 is the open one (of a dry run: the difference it would make). */
LEDE_API lede_status lede_run_changes(lede_store *s, int64_t run, lede_change_fn fn, void *ud, lede_error *err);

typedef struct lede_undo {
    int64_t run;           /* the number of the undo, itself a run; 0 where it had nothing to do or was dry */
    int64_t undone;        /* things taken back */
    int64_t kept;          /* things that stay because they were changed since */
} lede_undo;

/*
 * Take a run back item by item; run 0 is the last one that is not undone and
 * no undo. An undo is a run and can be undone in turn; the tags that stand are
 * those that the history without the runs that are undone gives, in whatever
 * order that came about. What others changed since stays: each such thing goes
 * to `fn` (may be NULL) with its reason. `dry` only reports.
 */
LEDE_API lede_status lede_store_undo(lede_store *s, int64_t run, int dry, lede_change_fn fn, void *ud,
                                     lede_undo *out, lede_error *err);

/* --- saved queries ------------------------------------------------------ */

/* Save a query under a name (query NULL forgets it). The store does not look into it: lede/query.h does. */
LEDE_API lede_status lede_store_save(lede_store *s, const char *name, const char *query, lede_error *err);
/* Append the query saved under the name; LEDE_NOTFOUND where there is none. */
LEDE_API lede_status lede_store_saved(lede_store *s, const char *name, lede_buf *out, lede_error *err);
typedef int (*lede_saved_fn)(const char *name, const char *query, void *ud);
LEDE_API lede_status lede_store_saved_all(lede_store *s, lede_saved_fn fn, void *ud, lede_error *err);

/* --- the whole store ---------------------------------------------------- */

typedef struct lede_stats {
    int64_t articles, removed, revisions, tags, assertions, runs, words, text_bytes, file_bytes, undated;
    char first[40], last[40];     /* published, earliest and latest */
} lede_stats;

LEDE_API lede_status lede_store_stats(lede_store *s, lede_stats *out, lede_error *err);

/* A finding of lede_store_check: what is wrong and how to mend it. */
typedef int (*lede_problem_fn)(const char *what, const char *mend, void *ud);

/* Verify file, index, hashes, spans and orphans. *problems counts the findings; the status is LEDE_OK where it could look. */
LEDE_API lede_status lede_store_check(lede_store *s, lede_problem_fn fn, void *ud, int64_t *problems, lede_error *err);

/* Build the full-text index anew from the articles, and the indexes of the tables. */
LEDE_API lede_status lede_store_reindex(lede_store *s, lede_error *err);

/* Write a copy of the store, complete in one file, while others may read and write. The target appears when it is whole. */
LEDE_API lede_status lede_store_backup(lede_store *s, const char *path, lede_error *err);

/*
 * Give space back. With `purge`, removed articles, earlier revisions of
 * removed ones and what undo would need for them go for good: no byte of
 * their text stays in the file.
 */
LEDE_API lede_status lede_store_compact(lede_store *s, int purge, lede_error *err);

/* --- SQL, read only ------------------------------------------------------- */

typedef struct lede_sql lede_sql;

typedef enum lede_sql_type { LEDE_SQL_NULL, LEDE_SQL_INTEGER, LEDE_SQL_REAL, LEDE_SQL_TEXT, LEDE_SQL_BLOB } lede_sql_type;

/* Prepare one SELECT over the documented views (or any table); what writes is refused. Free with lede_sql_free. */
LEDE_API lede_status lede_sql_prepare(lede_store *s, const char *sql, size_t n, lede_sql **out, lede_error *err);
LEDE_API int lede_sql_parameters(lede_sql *q);
/* Bind the i-th parameter, from 1. */
LEDE_API lede_status lede_sql_bind_integer(lede_sql *q, int i, int64_t value, lede_error *err);
LEDE_API lede_status lede_sql_bind_real(lede_sql *q, int i, double value, lede_error *err);
LEDE_API lede_status lede_sql_bind_text(lede_sql *q, int i, const char *s, size_t n, lede_error *err);
LEDE_API lede_status lede_sql_bind_null(lede_sql *q, int i, lede_error *err);
/* LEDE_OK with a row, LEDE_DONE at the end. */
LEDE_API lede_status lede_sql_step(lede_sql *q, lede_error *err);
LEDE_API int lede_sql_columns(lede_sql *q);
LEDE_API const char *lede_sql_name(lede_sql *q, int column);
LEDE_API lede_sql_type lede_sql_column_type(lede_sql *q, int column);
LEDE_API int64_t lede_sql_integer(lede_sql *q, int column);
LEDE_API double lede_sql_real(lede_sql *q, int column);
LEDE_API const char *lede_sql_text(lede_sql *q, int column, size_t *n);
LEDE_API void lede_sql_free(lede_sql *q);

#ifdef __cplusplus
}
#endif

#endif
