/* The article's memory: what is named in full once decides its bare mentions. */
#include "news/name.h"

#include "base/map.h"
#include "lede/text.h"

typedef struct memory {
    lede__finder *f;
    lede__map whole;    /* folded text of a mention -> 1 + its index */
    lede__map part;     /* folded word of a person's full name -> 1 + index */
    lede_buf key;
    int failed;
} memory;

static void key_of(memory *y, size_t first, size_t last)
{
    const lede__tokens *t = y->f->t;
    size_t start = t->items[first].start, end = t->items[last - 1].end;

    lede_buf_clear(&y->key);
    lede_fold(t->s + start, end - start, LEDE_FOLD_SEARCH, &y->key);
    y->failed |= y->key.failed;
}

/*
 * Keep a mention under the words [first, last). Of several the surest stays,
 * then the one of the highest rank, then the first.
 */
static void put(memory *y, lede__map *map, size_t first, size_t last, size_t index, int rank)
{
    int64_t weight = (int64_t)(y->f->items[index].sure * 4 + rank) << 40;
    lede__map_entry *e;

    key_of(y, first, last);
    if (y->failed || !y->key.n)
        return;
    e = lede__map_put(map, y->key.s, y->key.n);
    if (!e)
        y->failed = 1;
    else if (!e->value.i || (e->value.i >> 40) < (weight >> 40))
        e->value.i = weight | (int64_t)(index + 1);
}

static lede__mention *held(memory *y, const lede__map_entry *e)
{
    return e && e->value.i ? &y->f->items[(e->value.i & 0xFFFFFFFFFF) - 1] : NULL;
}

/* The mention that the map holds for these tokens, or NULL. */
static lede__mention *find(memory *y, const lede__map *map, size_t first, size_t last)
{
    if (!map->count)
        return NULL;
    key_of(y, first, last);
    if (y->failed || !y->key.n)
        return NULL;
    return held(y, lede__map_get(map, y->key.s, y->key.n));
}

/* Certron Corp is Certron afterwards, Gelco Express Ltd is Gelco Express. */
static void learn_house(memory *y, size_t i)
{
    const lede__tokens *t = y->f->t;
    const lede__mention *m = &y->f->items[i];
    static const uint32_t own = LEDE__LEX_COMMON | LEDE__LEX_PLACE | LEDE__LEX_DEMONYM | LEDE__LEX_GIVEN | LEDE__LEX_TOPLEVEL |
                                LEDE__LEX_GROUP | LEDE__LEX_PLACEHEAD;

    if (m->last - m->first < 2 || m->sure < LEDE__SURE || !(t->items[m->last - 1].lex & LEDE__LEX_ORGEND))
        return;
    if (m->last - m->first > 2)
        put(y, &y->whole, m->first, m->last - 1, i, 0);
    if (!(t->items[m->first].lex & own) && lede__name_like(t, m->first))
        put(y, &y->part, m->first, m->first + 1, i, 0);
}

static void learn(memory *y, size_t i)
{
    const lede__tokens *t = y->f->t;
    lede__mention *m = &y->f->items[i];
    size_t k;

    if (m->sure < LEDE__GUESS || !m->kind || (m->flags & (LEDE__MENTION_DOUBTFUL | LEDE__MENTION_THING)))
        return;
    put(y, &y->whole, m->first, m->last, i, 0);
    if (m->kind == LEDE_ORGANISATION)
        learn_house(y, i);
    if (m->kind != LEDE_PERSON || m->last - m->first < 2 || m->sure < LEDE__GUESS)
        return;
    /* A surname last and a given name first are the usual order; the other way round counts less. */
    for (k = m->first; k < m->last; k = k + 1 < m->last ? m->last - 1 : m->last)
        if (t->items[k].shape != LEDE__SHAPE_INITIAL && lede__name_like(t, k))
            put(y, &y->part, k, k + 1, i, k + 1 == m->last || (t->items[k].lex & LEDE__LEX_GIVEN));
}

static void take(memory *y, lede__mention *m, const lede__mention *from, const char *rule)
{
    m->kind = from->kind;
    m->full = from->full;
    m->sure = LEDE__LIKELY;
    m->rule = rule;
    m->flags &= (uint8_t)~(LEDE__MENTION_DOUBTFUL | LEDE__MENTION_THING);
    m->flags |= from->flags & (LEDE__MENTION_MALE | LEDE__MENTION_FEMALE);
    (void)y;
}

/* Whether what stands around a place says more than its other mentions: a team in a table, the town of a match. */
static int placed(const lede__mention *m, const lede__mention *from)
{
    if (m->kind == LEDE_PLACE && (m->flags & LEDE__MENTION_WHERE))
        return from->kind != LEDE_PLACE;
    return m->kind == LEDE_ORGANISATION && (m->flags & LEDE__MENTION_PLAYS) && from->kind == LEDE_PLACE;
}

/* Mr Brandt is not Ada Brandt. */
static int other_sex(const lede__mention *a, const lede__mention *b)
{
    const unsigned both = LEDE__MENTION_MALE | LEDE__MENTION_FEMALE;

    return (a->flags & both) && (b->flags & both) && (a->flags & both) != (b->flags & both);
}

/* Decide a mention that is unsure by what the article knows. */
static void decide(memory *y, size_t i)
{
    lede__mention *m = &y->f->items[i];
    const lede__mention *from;
    int heading = (y->f->t->items[m->first].flags & LEDE__TOK_HEADING) != 0;

    if (m->flags & LEDE__MENTION_THING)
        return;
    if (m->last - m->first == 1 && (m->sure < LEDE__SURE || heading || m->kind == LEDE_PERSON) &&
        !(m->flags & LEDE__MENTION_WHERE && (y->f->t->items[m->first].lex & LEDE__LEX_PLACE))) {
        from = find(y, &y->part, m->first, m->last);
        if (from && !other_sex(m, from) && (from->kind == LEDE_PERSON || m->sure < LEDE__LIKELY) && !(m->kind == LEDE_PLACE && m->sure == LEDE__SURE)) {
            take(y, m, from, "part of a full name in the article");
            return;
        }
    }
    if (m->sure < LEDE__LIKELY || (m->flags & LEDE__MENTION_DOUBTFUL)) {
        from = find(y, &y->whole, m->first, m->last);
        if (from && from != m && from->sure >= m->sure && !placed(m, from))
            take(y, m, from, "named elsewhere in the article");
    }
}

static void settle(lede__mention *m)
{
    if ((m->flags & LEDE__MENTION_DOUBTFUL) && m->kind &&
        (m->sure == LEDE__SURE || (m->sure == LEDE__LIKELY && (m->flags & LEDE__MENTION_PLAYS))))
        m->flags &= (uint8_t)~LEDE__MENTION_DOUBTFUL;
    if (m->flags & (LEDE__MENTION_DOUBTFUL | LEDE__MENTION_THING))
        m->kind = 0;
    if (m->sure == LEDE__UNDECIDED)
        m->kind = 0;
}

lede_status lede__name_remember(lede__finder *f)
{
    memory y = {0};
    size_t i;

    y.f = f;
    lede__map_init(&y.whole);
    lede__map_init(&y.part);
    lede_buf_init(&y.key);
    for (i = 0; i < f->count && !y.failed; i++)
        learn(&y, i);
    for (i = 0; i < f->count && !y.failed; i++)
        decide(&y, i);
    for (i = 0; i < f->count; i++)
        settle(&f->items[i]);
    lede__map_release(&y.whole);
    lede__map_release(&y.part);
    lede_buf_release(&y.key);
    return y.failed ? LEDE_NOMEM : LEDE_OK;
}
