/*
 * Store layer. What of the history of tags counts.
 *
 * A run counts unless an undo of it counts (an undo is a run: undoing the undo
 * makes the first run count again, and so on down the line). An event of a tag
 * counts where its run does and no other run that counts has taken it back.
 * From this alone follows what stands, in whatever order runs are undone.
 */
#ifndef LEDE_STORE_HISTORY_H
#define LEDE_STORE_HISTORY_H

#include "store/rowset.h"
#include "store/store_in.h"

typedef struct lede__history {
    int64_t base;
    lede__rowset off;          /* runs that do not count */
    int64_t *taken;            /* events that runs which count took back, ascending; once they are asked for */
    size_t taken_n, taken_cap;
    int known;
} lede__history;

/*
 * As it is while the open run, an undo with its row written, is at work on the
 * events of the run `base`. Release it whatever came of it.
 */
lede_status lede__history_load(lede_store *s, int64_t base, lede__history *h, lede_error *err);
void lede__history_release(lede__history *h);

int lede__history_run_counts(const lede__history *h, int64_t run);
lede_status lede__history_event_counts(lede_store *s, lede__history *h, int64_t event, int *counts, lede_error *err);

/* The run at the end of the line that `run` undoes: itself where it is no undo. */
lede_status lede__history_base(lede_store *s, int64_t run, int64_t *base, lede_error *err);

#endif
