/*
 * How far two coders agree. A judgement is a coder's last word on an article
 * and a tag; what only one of them judged does not count. An assertion without
 * a coder counts as one by its run's name, so that a recipe can be compared.
 */
#include <math.h>
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "store/names.h"
#include "store/store_in.h"

typedef struct count {
    lede_agreement *out;
    const unsigned char *bits;    /* the articles wanted, NULL all */
    int64_t most;
    int64_t article, tag;         /* the pair that is being read */
    int a, b;                     /* judgements on it: 0 no, 1 yes, -1 none */
} count;

static void close_pair(count *c)
{
    if (c->a >= 0 && c->b >= 0) {
        c->out->units++;
        if (c->a && c->b)
            c->out->both++;
        else if (c->a)
            c->out->only_a++;
        else if (c->b)
            c->out->only_b++;
        else
            c->out->neither++;
    }
    c->a = c->b = -1;
}

static int is_wanted(const count *c, int64_t row)
{
    return !c->bits || (row >= 0 && row <= c->most && c->bits[row >> 3] >> (row & 7) & 1);
}

static lede_status read_judgements(lede_store *s, count *c, int64_t tag, const char *coder_a, const char *coder_b,
                                   lede_error *err)
{
    sqlite3_stmt *st = lede__sql(s,
                                 "SELECT g.article, g.tag, g.state, coalesce(e.coder, r.name) AS coder FROM tagged g "
                                 "JOIN event e ON e.id = g.event LEFT JOIN run r ON r.id = g.event >> 32 WHERE g.state < 2 "
                                 "AND (?1 = 0 OR g.tag = ?1) AND coder IN (?2, ?3) ORDER BY g.tag, g.article, g.event",
                                 err);
    lede_status status;

    if (!st)
        return err->status;
    sqlite3_bind_int64(st, 1, tag);
    lede__bind_z(st, 2, coder_a);
    lede__bind_z(st, 3, coder_b);
    while ((status = lede__row_st(s, st, err)) == LEDE_OK) {
        int64_t article = sqlite3_column_int64(st, 0), t = sqlite3_column_int64(st, 1);
        int yes = sqlite3_column_int(st, 2) == 0;

        if (article != c->article || t != c->tag)
            close_pair(c);
        c->article = article;
        c->tag = t;
        if (!is_wanted(c, article))
            continue;
        if (strcmp(lede__text(st, 3, NULL), coder_a) == 0)
            c->a = yes;
        else
            c->b = yes;
    }
    close_pair(c);
    return status == LEDE_DONE ? LEDE_OK : status;
}

static double share(double part, double whole)
{
    return whole > 0 ? part / whole : NAN;
}

/* The figures, from the four counts. */
static void figures(lede_agreement *f)
{
    double n = (double)f->units, both = (double)f->both, a = (double)f->only_a, b = (double)f->only_b;
    double none = (double)f->neither, yes = 2 * both + a + b, no = 2 * none + a + b;
    double chance = share((both + a) * (both + b) + (none + a) * (none + b), n * n);
    double by_chance = share(2 * yes * no, 2 * n * (2 * n - 1));

    f->observed = share(both + none, n);
    f->precision = share(both, both + b);
    f->recall = share(both, both + a);
    f->f1 = share(2 * both, 2 * both + a + b);
    f->kappa = share(f->observed - chance, 1 - chance);
    f->alpha = by_chance > 0 ? 1 - share(a + b, n) / by_chance : NAN;
}

static lede_status take_rows(count *c, unsigned char **bits, const int64_t *rows, size_t n, lede_error *err)
{
    size_t i;

    for (i = 0; i < n; i++)
        if (rows[i] > c->most && rows[i] <= UINT32_MAX)
            c->most = rows[i];
    *bits = lede__calloc((size_t)c->most / 8 + 1, 1);
    if (!*bits)
        return lede__nomem(err);
    for (i = 0; i < n; i++)
        if (rows[i] >= 0 && rows[i] <= c->most)
            (*bits)[rows[i] >> 3] = (unsigned char)((*bits)[rows[i] >> 3] | 1 << (rows[i] & 7));
    c->bits = *bits;
    return LEDE_OK;
}

lede_status lede_store_agreement(lede_store *s, const int64_t *rows, size_t n, const char *name, const char *coder_a,
                                 const char *coder_b, lede_agreement *out, lede_error *err)
{
    lede_error own;
    count c = {.out = out, .a = -1, .b = -1};
    unsigned char *bits = NULL;
    int64_t tag = 0;
    lede_status st = LEDE_OK;

    memset(out, 0, sizeof *out);
    err = err ? err : &own;
    if (strcmp(coder_a, coder_b) == 0)
        return lede__fail(err, LEDE_USAGE, "agreement is between two coders, and '%s' is one", coder_a);
    if (name) {
        st = lede__name_id(s, name, strlen(name), 0, &tag, err);
        if (st == LEDE_OK && !tag)
            return lede__fail(err, LEDE_NOTFOUND, "no tag is called '%s'", name);
    }
    if (st == LEDE_OK && rows)
        st = take_rows(&c, &bits, rows, n, err);
    if (st == LEDE_OK)
        st = read_judgements(s, &c, tag, coder_a, coder_b, err);
    lede__free(bits);
    if (st == LEDE_OK)
        figures(out);
    return st;
}
