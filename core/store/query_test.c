/* The conditions of a query on one value: the SQL functions and the matching in memory both come here. */
#include <string.h>

#include "base/alloc.h"
#include "lede/text.h"
#include "store/json.h"
#include "store/query_in.h"

/* --- words in a field -------------------------------------------------------------- */

/*
 * A run of terms slides over the positions of a text: alive[i] says that the
 * last i positions match the first i terms. Several terms may stand at one
 * position, so `next` gathers until the position is left.
 */
typedef struct slide {
    const lede__qnode *node;
    unsigned char *alive, *next;   /* terms_n + 1 flags */
    size_t position;               /* positions begun */
    int found;
} slide;

static int term_is(const lede__qterm *t, const char *s, size_t n)
{
    return n >= t->n && (t->prefix || n == t->n) && memcmp(s, t->s, t->n) == 0;
}

/* All terms of one position are in: what is alive for the next one. */
static void turn(slide *sl)
{
    unsigned char *swap = sl->alive;

    if (!sl->position)
        return;
    sl->alive = sl->next;
    sl->next = swap;
    memset(sl->next, 0, sl->node->terms_n + 1);
    if (sl->alive[sl->node->terms_n] && (!sl->node->whole || (sl->position == sl->node->terms_n)))
        sl->found = 1;
    else if (sl->node->whole)
        sl->found = 0;
    sl->alive[0] = !sl->node->whole;
}

static int slide_term(const char *term, size_t n, lede_word_class cls, size_t start, size_t end, int part, void *ud)
{
    slide *sl = ud;
    size_t i;

    (void)cls;
    (void)start;
    (void)end;
    if (!(part & LEDE_TERM_SAME)) {
        turn(sl);
        if (sl->found && !sl->node->whole)
            return 1;
        sl->position++;
    }
    for (i = 0; i < sl->node->terms_n; i++)
        if (sl->alive[i] && term_is(&sl->node->terms[i], term, n))
            sl->next[i + 1] = 1;
    return 0;
}

static int has(const lede__qnode *node, const char *s, size_t n)
{
    size_t flags = node->terms_n + 1;
    unsigned char small[64], *memory = flags * 2 <= sizeof small ? small : lede__malloc(flags * 2);
    slide sl = { node, memory, NULL, 0, 0 };
    int stopped;

    if (!memory)
        return -2;
    sl.next = memory + flags;
    memset(memory, 0, flags * 2);
    sl.alive[0] = 1;
    stopped = lede_terms(s, n, slide_term, &sl);
    if (!stopped)
        turn(&sl);
    if (memory != small)
        lede__free(memory);
    return stopped < 0 ? -2 : sl.found;
}

/* --- wildcards ------------------------------------------------------------------------ */

static unsigned char lower(char c)
{
    return (unsigned char)(c >= 'A' && c <= 'Z' ? c + 32 : c);
}

/* Greedy with one place to come back to: linear in practice, never more than n * pattern. */
static int wild(const char *p, size_t pn, const char *s, size_t n, int fold)
{
    size_t i = 0, j = 0, star = (size_t)-1, back = 0;

    while (j < n) {
        if (i < pn && p[i] == '*') {
            star = i++;
            back = j;
        } else if (i < pn && (p[i] == s[j] || (fold && lower(p[i]) == lower(s[j])))) {
            i++;
            j++;
        } else if (star != (size_t)-1) {
            i = star + 1;
            j = ++back;
        } else {
            return 0;
        }
    }
    while (i < pn && p[i] == '*')
        i++;
    return i == pn;
}

static int site(const lede__qnode *node, const char *s, size_t n)
{
    if (n > 4 && memcmp(s, "www.", 4) == 0) {
        s += 4;
        n -= 4;
    }
    return n >= node->n && wild(node->text, node->n, s + n - node->n, node->n, 1) &&
           (n == node->n || s[n - node->n - 1] == '.');
}

static int language(const lede__qnode *node, const char *s, size_t n)
{
    return n >= node->n && wild(node->text, node->n, s, node->n, 1) &&
           (n == node->n || s[node->n] == '-' || s[node->n] == '_');
}

/* --- dates ------------------------------------------------------------------------------- */

/* The digits and marks of an ISO date as far as they go: 4, 7, 10, 13, 16 or 19 bytes; 0 for another text. */
static size_t precision(const char *s, size_t n)
{
    static const char form[] = "dddd-dd-ddTdd:dd:dd";
    size_t i;

    for (i = 0; i < sizeof form - 1 && i < n; i++)
        if (form[i] == 'd' ? s[i] < '0' || s[i] > '9' : s[i] != form[i] && !(form[i] == 'T' && s[i] == ' '))
            break;
    return i < 4 ? 0 : i < 7 ? 4 : i - (i - 7) % 3;
}

static int leap(int y)
{
    return y % 4 == 0 && (y % 100 != 0 || y % 400 == 0);
}

static void pad(const char *s, size_t n, const char *with, char out[20])
{
    memcpy(out, with, 20);
    memcpy(out, s, n);
    if (n > 10)
        out[10] = 'T';
}

static int within(const lede__qnode *node, const char *s, size_t n)
{
    static const char last_day[] = "312831303130313130313031";
    size_t p = precision(s, n);
    char first[20], last[20];
    int month;

    if (!p)
        return 0;
    pad(s, p, "0000-01-01T00:00:00", first);
    pad(s, p, "0000-12-31T23:59:59", last);
    month = (last[5] - '0') * 10 + last[6] - '0';
    if (p == 7 && month >= 1 && month <= 12) {
        memcpy(last + 8, last_day + 2 * (month - 1), 2);
        if (month == 2 && leap((s[0] - '0') * 1000 + (s[1] - '0') * 100 + (s[2] - '0') * 10 + s[3] - '0'))
            last[9] = '9';
    }
    return (!node->date.lo || strcmp(first, node->date.lo) >= 0) && (!node->date.hi || strcmp(last, node->date.hi) <= 0);
}

/* --- any of them ------------------------------------------------------------------------------ */

static int finds(lede_regex *re, const char *s, size_t n)
{
    lede_status st = lede_regex_find(re, s, n, 0, 0, NULL, 0, NULL);

    return st == LEDE_OK ? 1 : st == LEDE_DONE ? 0 : st == LEDE_NOMEM ? -2 : -1;
}

static int accepts(const lede__qnode *node, const char *s, size_t n)
{
    switch (node->kind) {
    case LEDE__Q_HAS: return has(node, s, n);
    case LEDE__Q_LIKE: return wild(node->text, node->n, s, n, 1);
    case LEDE__Q_SITE: return site(node, s, n);
    case LEDE__Q_LANGUAGE: return language(node, s, n);
    case LEDE__Q_DATE: return within(node, s, n);
    case LEDE__Q_TAG: return wild(node->text, node->n, s, n, 0);
    case LEDE__Q_DATE_FROM: return n == node->n && memcmp(s, node->text, n) == 0;
    case LEDE__Q_REGEX: return finds(node->regex, s, n);
    case LEDE__Q_PRESENT: return n > 0;
    default: return 0;
    }
}

typedef struct items {
    const lede__qnode *node;
    int answer;
} items;

static int item(const char *s, size_t n, void *ud)
{
    items *list = ud;

    list->answer = accepts(list->node, s, n);
    return list->answer != 0;
}

int lede__q_accepts(const lede__qnode *node, const char *s, size_t n)
{
    items list = { node, 0 };

    if (node->field != LEDE_AUTHORS && node->field != LEDE_KEYWORDS && node->field != LEDE_LINKS)
        return accepts(node, s, n);
    return n && lede__json_items(s, n, item, &list) == -1 ? -2 : list.answer;
}
