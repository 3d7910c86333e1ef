/* Abbreviations that the article introduces: "Northern Water Board (NWB)" makes every later NWB that board. */
#include <string.h>

#include "news/name.h"

enum { MOST = 32, LONGEST = 10 };

typedef struct acronym {
    const char *s;
    size_t n;
    const lede_name *full;
} acronym;

/* The length of the capitals in brackets at `at` ("(NWB)" behind a space), 0 where there are none. */
static size_t bracketed(const char *s, size_t n, size_t at)
{
    size_t i = at + 2;

    if (n - at < 5 || s[at] != ' ' || s[at + 1] != '(')
        return 0;
    while (i < n && i - at - 2 < LONGEST && s[i] >= 'A' && s[i] <= 'Z')
        i++;
    return i < n && s[i] == ')' && i - at - 2 >= 2 ? i - at - 2 : 0;
}

/* Whether the letters stand, in this order, among the capitals of the name, the first at its start. */
static int stands_for(const char *letters, size_t n, const char *name, size_t name_n)
{
    size_t i, k = 0;

    if (!name_n || name[0] != letters[0])
        return 0;
    for (i = 0; i < name_n && k < n; i++)
        if (name[i] == letters[k])
            k++;
    return k == n && name_n > n + 2;
}

static const acronym *known(const acronym *list, size_t count, const char *s, size_t n)
{
    size_t i;

    for (i = 0; i < count; i++)
        if (list[i].n == n && memcmp(list[i].s, s, n) == 0)
            return &list[i];
    return NULL;
}

void lede__name_acronyms(const char *s, size_t n, lede_name *items, size_t count)
{
    acronym list[MOST];
    size_t defined = 0, i, len;

    for (i = 0; i < count; i++) {
        lede_name *x = &items[i];
        const acronym *a = known(list, defined, s + x->start, x->end - x->start);

        if (a) {
            x->canonical = a->full->canonical;
            x->canonical_n = a->full->canonical_n;
            x->kind = a->full->kind;
            x->rule = "abbreviation introduced in brackets";
            continue;
        }
        len = defined < MOST ? bracketed(s, n, x->end) : 0;
        if (len && stands_for(s + x->end + 2, len, s + x->start, x->end - x->start)) {
            list[defined].s = s + x->end + 2;
            list[defined].n = len;
            list[defined++].full = x;
        }
    }
}
