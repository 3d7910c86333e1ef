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
    case LEDE__C_URL_NORM:
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

int lede__fixed_has(const lede__article *a, lede__col col)
{
    const char *name = name_of(col);

    return name && a->t[LEDE__C_FIXED].n &&
           memmem(a->t[LEDE__C_FIXED].s, a->t[LEDE__C_FIXED].n, name, strlen(name)) != NULL;
}

void lede__fixed_with(const lede__article *a, lede__col col, lede_buf *out)
{
    const char *name = name_of(col);

    if (a->t[LEDE__C_FIXED].n)
        lede_buf_add(out, a->t[LEDE__C_FIXED].s, a->t[LEDE__C_FIXED].n);
    if (name && !lede__fixed_has(a, col))
        lede_buf_addz(out, a->t[LEDE__C_FIXED].n ? name + 1 : name);
}
