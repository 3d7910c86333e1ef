#include "store/spot.h"

#include <string.h>

#include "base/alloc.h"
#include "base/error.h"

int lede__spot_can(const lede__qnode *leaf)
{
    size_t i, j;

    for (i = 0; i < lede__phrases(leaf); i++)
        for (j = 0; j < lede__phrase(leaf, i)->terms_n; j++)
            if (lede__phrase(leaf, i)->terms[j].prefix)
                return 0;
    return 1;
}

lede_status lede__spot_open(lede__spot *s, lede__view *v, const lede__qnode *leaf, lede_error *err)
{
    size_t segments = lede__view_segments(v), i;
    lede_status st = LEDE_OK;
    int all;

    memset(s, 0, sizeof *s);
    s->view = v;
    s->err = err;
    s->finders = lede__calloc(segments + 1, sizeof *s->finders);
    s->tracks = lede__calloc(lede__phrases(leaf) + 1, sizeof *s->tracks);
    if (!s->finders || !s->tracks)
        return lede__nomem(err);
    for (i = 0; i < segments && st == LEDE_OK; i++) {
        st = lede__finder_open(&s->finders[s->n], v, i, leaf, &all, err);
        if (st != LEDE_OK || !all)
            lede__finder_release(&s->finders[s->n]);
        else
            s->n++;
    }
    return st;
}

void lede__spot_release(lede__spot *s)
{
    size_t i;

    for (i = 0; i < s->n; i++)
        lede__finder_release(&s->finders[i]);
    lede__free(s->finders);
    lede__free(s->tracks);
    memset(s, 0, sizeof *s);
}

/* Whether the article may be one of the segment's. */
static int may_hold(const lede__spot *s, const lede__finder *f, int64_t row)
{
    const lede__rowset *dead = lede__view_dead(s->view, f->segment);
    uint32_t first, last;

    lede__view_bounds(s->view, f->segment, &first, &last);
    return row >= first && row <= last && !(dead && lede__rowset_has(dead, row));
}

static float weigh(const lede__places *starts, const double weights[LEDE__COLUMNS])
{
    float sum = 0;
    size_t i;

    for (i = 0; i < starts->all.n; i++)
        sum += (float)weights[starts->all.v[i] >> LEDE__PLACE_COLUMN & 3];
    return sum;
}

lede_status lede__spot_hits(lede__spot *s, int64_t row, const double weights[LEDE__COLUMNS], float *hits)
{
    lede__span_of_rows span = { row, row + 1, NULL };
    lede_status st = LEDE_OK;
    size_t i;
    int any;

    *hits = 0;
    for (i = 0; i < s->n && st == LEDE_OK; i++) {
        lede__finder *f = &s->finders[i];

        if (!may_hold(s, f, row))
            continue;
        st = lede__finder_starts(f, &span, &any);
        if (st != LEDE_OK || !any)
            continue;
        if (f->leaf->kind == LEDE__Q_WORDS) {
            *hits += weigh(&f->starts[0], weights);
        } else {
            lede__finder_tracks(f, s->tracks);
            *hits += lede__finder_near(f, s->tracks) ? 1 : 0;
        }
    }
    return st;
}
