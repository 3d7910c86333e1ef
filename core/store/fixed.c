#include "store/fixed.h"

#include <string.h>

#include "base/buf.h"

/* What follows a field is corrected with it. */
static const char *name_of(lede__col col)
{
    switch (col) {
    case LEDE__C_PUBLISHED:
    case LEDE__C_DATE_FROM:
        return ",published,";
    case LEDE__C_MODIFIED:
        return ",modified,";
    case LEDE__C_LANGUAGE:
        return ",language,";
    case LEDE__C_PUBLISHER:
        return ",publisher,";
    case LEDE__C_SECTION:
        return ",section,";
    case LEDE__C_HEADLINE:
        return ",headline,";
    case LEDE__C_DEK:
        return ",dek,";
    case LEDE__C_AUTHORS:
        return ",authors,";
    case LEDE__C_KEYWORDS:
        return ",keywords,";
    case LEDE__C_URL:
    case LEDE__C_SITE:
        return ",url,";
    case LEDE__C_SOURCE:
        return ",source,";
    case LEDE__C_LINKS:
        return ",links,";
    case LEDE__C_EXTRA:
        return ",extra,";
    case LEDE__C_BODY:
        return ",body,";
    default:
        return NULL;
    }
}

static const char *find(const char *list, size_t n, const char *name)
{
    return name && n ? memmem(list, n, name, strlen(name)) : NULL;
}

int lede__fixed_in(const char *list, size_t n, lede__col col)
{
    return find(list, n, name_of(col)) != NULL;
}

int lede__fixed_has(const lede__article *a, lede__col col)
{
    return lede__fixed_in(a->t[LEDE__C_FIXED].s, a->t[LEDE__C_FIXED].n, col);
}

void lede__fixed_with(const lede__article *a, lede__col col, lede_buf *out)
{
    const char *name = name_of(col);

    if (a->t[LEDE__C_FIXED].n)
        lede_buf_add(out, a->t[LEDE__C_FIXED].s, a->t[LEDE__C_FIXED].n);
    if (name && !lede__fixed_has(a, col))
        lede_buf_addz(out, a->t[LEDE__C_FIXED].n ? name + 1 : name);
}

void lede__fixed_without(const lede__article *a, lede__col col, lede_buf *out)
{
    const char *list = a->t[LEDE__C_FIXED].s, *name = name_of(col);
    size_t n = a->t[LEDE__C_FIXED].n, before, after;
    const char *at = find(list, n, name);

    if (!at) {
        lede_buf_add(out, n ? list : "", n);
        return;
    }
    before = (size_t)(at - list) + 1;                     /* up to the comma that both neighbours share */
    after = (size_t)(at - list) + strlen(name);
    if (before == 1 && after == n)
        return;                                           /* it was the only one: no list */
    lede_buf_add(out, list, before);
    lede_buf_add(out, list + after, n - after);
}
