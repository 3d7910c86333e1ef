#include "news/quote.h"

#include <string.h>

#include "base/alloc.h"
#include "base/error.h"

/* How many tokens of reported speech one verb may have. */
enum { MOST_REPORTED = 300 };

struct lede_quotes {
    lede_quote *items;
    size_t count, cap;
};

const char *lede_quote_kind_name(lede_quote_kind kind)
{
    return kind == LEDE_SPEECH ? "speech" : kind == LEDE_TERM ? "term" : kind == LEDE_INDIRECT ? "indirect" : NULL;
}

/* Which mention covers each token, and which paragraph it stands in. */
static int cover(lede__quoter *q)
{
    const lede__finder *f = q->f;
    size_t i, k;

    q->mention_at = lede__calloc(q->t->count + 1, sizeof *q->mention_at);
    q->paragraph_at = lede__calloc(q->t->count + 1, sizeof *q->paragraph_at);
    if (!q->mention_at || !q->paragraph_at)
        return 0;
    for (i = 0; i < q->t->count; i++)
        q->paragraph_at[i + 1] = q->paragraph_at[i] + (q->t->items[i].kind == LEDE__TOK_BREAK);
    for (i = 0; i < f->count; i++)
        for (k = f->items[i].first; f->items[i].kind && k < f->items[i].last; k++)
            q->mention_at[k] = (uint32_t)i + 1;
    return 1;
}

static int push(lede_quotes *out, const lede_quote *one)
{
    if (out->count == out->cap && !lede__grow(&out->items, &out->cap, out->count + 1, sizeof *out->items))
        return 0;
    out->items[out->count++] = *one;
    return 1;
}

/* What a strong cue outside marks reports: from after the verb to the sentence's end. */
static int indirect(const lede__quoter *q, const lede__cue *c, lede_quote *out)
{
    const lede__tokens *t = q->t;
    size_t i = c->last, end;

    if (!c->strong || c->first == LEDE__NO_TOKEN || c->who_first > c->first)
        return 0;
    if (lede__scan_is(t, i, "that"))
        i++;
    for (end = i; end < t->count && end < i + MOST_REPORTED && t->items[end].kind != LEDE__TOK_BREAK &&
                  !(end > i && (t->items[end].flags & LEDE__TOK_SENTENCE)); end++)
        if (t->items[end].kind == LEDE__TOK_SIGN && (t->items[end].code == '"' || t->items[end].code == 0x201C ||
                                                     (end == i && t->items[end].code == ',')))
            return 0;
    while (end > i && t->items[end - 1].kind == LEDE__TOK_SIGN)
        end--;
    if (end < i + 3)
        return 0;
    memset(out, 0, sizeof *out);
    out->start = t->items[i].start;
    out->end = t->items[end - 1].end;
    out->kind = LEDE_INDIRECT;
    lede__quote_names(q, c, out);
    return 1;
}

static int collect(const lede__quoter *q, unsigned kinds, lede_quotes *out)
{
    const lede__cue *last = NULL;
    size_t i, c = 0;
    lede_quote one;

    for (i = 0; i <= q->marks_n; i++) {
        size_t until = i < q->marks_n ? q->marks[i].open : q->t->count;

        for (; (kinds & LEDE_INDIRECT) && c < q->cues_n && q->cues[c].first < until; c++)
            if (indirect(q, &q->cues[c], &one) && !push(out, &one))
                return 0;
        if (i == q->marks_n)
            break;
        lede__quote_speaker(q, i, &one, &last);
        if ((kinds & one.kind) && !push(out, &one))
            return 0;
    }
    return 1;
}

/* Where there are marks: names, words of saying, and what the two make of the marks. */
static lede_status fill(lede__quoter *q, lede__finder *f, const char *language, unsigned kinds, lede_quotes *out)
{
    lede_status st = lede__names(f, q->t, language);

    q->language = f->language;
    if (st != LEDE_OK)
        return st;
    if (!cover(q))
        return LEDE_NOMEM;
    lede__quote_cues(q);
    return q->failed || !collect(q, kinds, out) ? LEDE_NOMEM : LEDE_OK;
}

lede_status lede_quotes_find(const char *s, size_t n, const char *language, unsigned kinds, lede_quotes **out,
                             lede_error *err)
{
    lede__tokens t;
    lede__finder f = {0};
    lede__quoter q = {0};
    lede_status st = lede__scan(&t, s, n, language);

    *out = NULL;
    q.t = &t;
    q.f = &f;
    if (st == LEDE_OK) {
        lede__quote_marks(&q);
        *out = lede__calloc(1, sizeof **out);
        st = q.failed || !*out ? LEDE_NOMEM : LEDE_OK;
    }
    if (st == LEDE_OK && (q.marks_n || (kinds & LEDE_INDIRECT)))
        st = fill(&q, &f, language, kinds ? kinds : LEDE_SPEECH, *out);
    lede__free(q.marks);
    lede__free(q.cues);
    lede__free(q.mention_at);
    lede__free(q.paragraph_at);
    lede__names_release(&f);
    lede__scan_release(&t);
    if (st != LEDE_OK) {
        lede_quotes_free(*out);
        *out = NULL;
        return lede__nomem(err);
    }
    return LEDE_OK;
}

void lede_quotes_free(lede_quotes *quotes)
{
    if (!quotes)
        return;
    lede__free(quotes->items);
    lede__free(quotes);
}

const lede_quote *lede_quotes_items(const lede_quotes *quotes, size_t *count)
{
    *count = quotes->count;
    return quotes->items;
}
