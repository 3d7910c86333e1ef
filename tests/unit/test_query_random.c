/*
 * core/store/query_*.c, match.c: thousands of generated queries against a slow
 * evaluator that knows the tree each text was written from, on 300 generated
 * articles; and texts of random pieces, which are answered or refused, never
 * with a failure of SQL or FTS5.
 */
#include "lede/text.h"
#include <strings.h>

#include "query_store.h"

enum { ARTICLES = 300, QUERIES = 2000, PIECES = 2000, DEPTH = 4 };

static uint64_t state = 20260101;

static unsigned rnd(unsigned n)
{
    state = state * 6364136223846793005u + 1442695040888963407u;
    return (unsigned)(state >> 33) % n;
}

/* --- articles --------------------------------------------------------------------- */

static const char *const pool[] = {
    "run", "runs", "running", "ran", "harbour", "harbours", "tax", "taxes", "taxing", "mayor", "ferry", "ferries", "COVID-19", "covid",
    "19", "rt.com", "com", "日本", "日", "港", "日本語の新聞", "新聞", "café", "cafe", "don't", "don’t", "U.N.", "#sea", "sea", "Москва",
    "Москвы", "москве", "مدينة", "المدينة", "ירושלים", "Straße", "Strassen", "Häuser", "haus", "3.5", "1,000", "l’été", "été", "ok",
    "😀", "ＦＵＬＬ", "full", "ﬁne", "fine", "fining",
};
static const char *const languages[] = { "en", "de", "ru", "ja", "fr", "ar", NULL, "en-GB" };
static const char *const sections[] = { "Politics", "World politics", "Sport", NULL, "日本" };
static const char *const authors[] = { "Ann Berg", "Bo Lind|Ann Lind", NULL, "李 伟", "O’Neil" };
static const char *const dates[] = { "2021", "2021-05", "2021-05-04", "2021-05-04T10:20", "2021-12-31T23:59:59+02:00", NULL, "2022-02-28",
                                     "2022-03", "2023-01-01T00:00:00Z" };
static const char *const urls[] = { "https://a.example/run/%u", "https://www.b.a.example/tax?%u=1", NULL, "http://c.example/%u" };

#define SIZE(a) (unsigned)(sizeof(a) / sizeof *(a))

static sample made[ARTICLES];
static char texts[ARTICLES][4][900];
static int64_t rows[ARTICLES];
static lede_store *store;

static void make_text(char *out, unsigned words)
{
    static const char *const gaps[] = { " ", ", ", ". ", " \n\n", " (", ") ", "\" ", " – " };

    *out = '\0';
    while (words--) {
        strcat(out, pool[rnd(SIZE(pool))]);
        strcat(out, rnd(3) ? " " : gaps[rnd(SIZE(gaps))]);
    }
}

static void make_articles(void)
{
    unsigned i;

    for (i = 0; i < ARTICLES; i++) {
        sample *s = &made[i];

        make_text(texts[i][0], 1 + rnd(5));
        make_text(texts[i][1], rnd(2) ? 0 : 1 + rnd(5));
        make_text(texts[i][2], rnd(25));
        sprintf(texts[i][2] + strlen(texts[i][2]), "n%u", i);
        s->headline = texts[i][0];
        s->dek = *texts[i][1] ? texts[i][1] : NULL;
        s->body = texts[i][2];
        s->section = sections[rnd(SIZE(sections))];
        s->authors = authors[rnd(SIZE(authors))];
        s->language = languages[rnd(SIZE(languages))];
        s->published = dates[rnd(SIZE(dates))];
        s->url = urls[rnd(SIZE(urls))];
        if (s->url) {
            sprintf(texts[i][3], rnd(2) ? "https://a.example/run/%u" : "https://www.b.a.example/tax?q=%u", i);
            s->url = texts[i][3];
        }
    }
}

/* --- the slow evaluator: terms -------------------------------------------------------- */

typedef struct term {
    char s[64];
    int position, same, part, prefix, word;
} term;

typedef struct terms {
    term v[400];
    int n, positions;
} terms;

static int take(const char *s, size_t n, lede_word_class cls, size_t start, size_t end, int part, void *ud)
{
    terms *t = ud;
    term *k = &t->v[t->n++];

    (void)start;
    (void)end;
    snprintf(k->s, sizeof k->s, "%.*s", (int)n, s);
    k->same = part & LEDE_TERM_SAME;
    k->part = part & LEDE_TERM_PART;
    k->prefix = part & LEDE_TERM_PREFIX;
    k->word = cls == LEDE_WORD_WORD;
    t->positions += !k->same;
    k->position = t->positions;
    return t->n == 400;
}

static void cut(const char *s, terms *t)
{
    t->n = t->positions = 0;
    if (s)
        lede_terms(s, strlen(s), take, t);
}

static terms cuts[ARTICLES][3];

/* --- the slow evaluator: stems ---------------------------------------------------------- */

enum { LANGUAGES = 60 };

static char stored[ARTICLES][16];   /* the language as the store has it: it judges where none is given */
static char stemmed[LANGUAGES][8];
static lede_stemmer *stemmers[LANGUAGES];
static int stemmed_n;

static void stem(int l, const char *w, char out[64])
{
    const char *s;
    size_t n = lede_stem(stemmers[l], w, strlen(w), &s);

    snprintf(out, 64, "%.*s", (int)n, s);
}

static int language_of(unsigned article)
{
    int l;

    for (l = 0; l < stemmed_n; l++)
        if (strncmp(stored[article], stemmed[l], 2) == 0)
            return l;
    return -1;
}

static void read_languages(void)
{
    unsigned a;
    lede_error err;
    lede_buf b;

    lede_buf_init(&b);
    for (a = 0; a < ARTICLES; a++) {
        lede_buf_clear(&b);
        lede_store_field(store, rows[a], LEDE_LANGUAGE, &b, &err);
        snprintf(stored[a], sizeof stored[a], "%s", b.n ? b.s : "");
        if (*stored[a] && language_of(a) < 0 && stemmed_n < LANGUAGES) {
            snprintf(stemmed[stemmed_n], 8, "%.*s", (int)strcspn(stored[a], "-"), stored[a]);
            lede_stemmer_new(stemmed[stemmed_n], &stemmers[stemmed_n], NULL);
            stemmed_n++;
        }
    }
    lede_buf_release(&b);
}

/* Whether the word stands in an article of the language, in any text. */
static int seen(int l, const char *w)
{
    unsigned a;
    int f, i;

    for (a = 0; a < ARTICLES; a++)
        for (f = 0; f < 3 && language_of(a) == l; f++)
            for (i = 0; i < cuts[a][f].n; i++)
                if (cuts[a][f].v[i].word && strcmp(cuts[a][f].v[i].s, w) == 0)
                    return 1;
    return 0;
}

/* Remembered by a hash of both words: the slow way is too slow for every pair of terms. */
static int same_word(const char *query, const char *w)
{
    static struct { char q[64], w[64]; int answer; } memory[1 << 14];
    unsigned h = 5381;
    const char *c;
    char a[64], b[64];
    int l, answer = strcmp(query, w) == 0;

    for (c = query; *c; c++)
        h = h * 33 + (unsigned char)*c;
    for (c = w; *c; c++)
        h = h * 37 + (unsigned char)*c;
    h %= 1 << 14;
    if (strcmp(memory[h].q, query) == 0 && strcmp(memory[h].w, w) == 0)
        return memory[h].answer;
    for (l = 0; l < stemmed_n && !answer; l++) {
        if (!stemmers[l])
            continue;
        stem(l, query, a);
        stem(l, w, b);
        answer = strcmp(a, w) == 0 || (strcmp(a, b) == 0 && seen(l, w));
    }
    snprintf(memory[h].q, 64, "%s", query);
    snprintf(memory[h].w, 64, "%s", w);
    memory[h].answer = answer;
    return answer;
}

/* --- the tree a query is written from ------------------------------------------------------ */

typedef enum kind { AND, OR, NOT, WORD, EXACT, PHRASE, PREFIX, NEAR, REGEX, SECTION, AUTHOR, LANGUAGE, DATE, UNDATED, SITE, URL } kind;

typedef struct node {
    kind kind;
    struct node *kids[4];
    int n, field, distance;   /* field: 0..2 one text, 3 all */
    char text[300];           /* what stands in the query, without field and marks */
    const char *lo, *hi;      /* dates: first and last second */
} node;

static node nodes[4000];
static int nodes_n;

static const char *const plain[] = { "run", "tax", "mayor", "ok", "cafe", "sea", "full" };

static void random_leaf(node *t)
{
    static const struct { const char *text, *lo, *hi; } ranges[] = {
        { "2021", "2021-01-01T00:00:00", "2021-12-31T23:59:59" },
        { "2021-05", "2021-05-01T00:00:00", "2021-05-31T23:59:59" },
        { "2021-05-04", "2021-05-04T00:00:00", "2021-05-04T23:59:59" },
        { "2022-02..2022-03", "2022-02-01T00:00:00", "2022-03-31T23:59:59" },
        { "2021-05-04T10:20..", "2021-05-04T10:20:00", "9999-12-31T23:59:59" },
        { "..2021-06-30", "0000-01-01T00:00:00", "2021-06-30T23:59:59" },
        { "2021-12-31", "2021-12-31T00:00:00", "2021-12-31T23:59:59" },
        { "\"last month\"", "2022-03-01T00:00:00", "2022-03-31T23:59:59" },
        { ">2021", "2022-01-01T00:00:00", "9999-12-31T23:59:59" },
    };
    unsigned i, n;

    t->kind = (kind)(WORD + rnd(13));
    t->field = rnd(3) ? 3 : (int)rnd(3);
    snprintf(t->text, sizeof t->text, "%s", pool[rnd(SIZE(pool))]);
    switch (t->kind) {
    case PHRASE:
        for (n = 1 + rnd(2); n; n--)
            snprintf(t->text + strlen(t->text), 40, " %s", pool[rnd(SIZE(pool))]);
        break;
    case PREFIX: snprintf(t->text, sizeof t->text, "%s", plain[rnd(SIZE(plain))]); t->text[1 + rnd(3)] = '\0'; break;
    case NEAR:
        t->distance = (int)rnd(6);
        t->n = 2 + (int)rnd(2);
        for (i = 0; i < (unsigned)t->n; i++) {
            node *kid = t->kids[i] = &nodes[nodes_n++];

            memset(kid, 0, sizeof *kid);
            kid->kind = rnd(4) ? WORD : PHRASE;
            kid->field = t->field;
            snprintf(kid->text, sizeof kid->text, "%s", plain[rnd(SIZE(plain))]);
            if (kid->kind == PHRASE)
                strcat(kid->text, " mayor");
        }
        break;
    case REGEX: snprintf(t->text, sizeof t->text, "%s", plain[rnd(SIZE(plain))]); break;
    case SECTION: snprintf(t->text, sizeof t->text, "%s", rnd(2) ? "politics" : rnd(2) ? "world" : "日本"); break;
    case AUTHOR: snprintf(t->text, sizeof t->text, "%s", rnd(2) ? "lind" : rnd(2) ? "ann berg" : "李"); break;
    case LANGUAGE: snprintf(t->text, sizeof t->text, "%s", rnd(2) ? "en" : "ru"); break;
    case DATE:
        i = rnd(SIZE(ranges));
        snprintf(t->text, sizeof t->text, "%s", ranges[i].text);
        t->lo = ranges[i].lo;
        t->hi = ranges[i].hi;
        break;
    case SITE: snprintf(t->text, sizeof t->text, "%s", rnd(2) ? "a.example" : "b.a.example"); break;
    case URL: snprintf(t->text, sizeof t->text, "%s", rnd(2) ? "/run/" : "TAX"); break;
    default: break;
    }
}

static node *random_node(int depth)
{
    node *t = &nodes[nodes_n++];
    int i;

    memset(t, 0, sizeof *t);
    if (depth == 0 || rnd(3) == 0) {
        random_leaf(t);
        return t;
    }
    t->kind = rnd(5) == 0 ? NOT : rnd(2) ? AND : OR;
    t->n = t->kind == NOT ? 1 : 2 + (int)rnd(3);
    for (i = 0; i < t->n; i++)
        t->kids[i] = random_node(depth - 1);
    return t;
}

/* --- writing it down -------------------------------------------------------------------------- */

static void write_leaf(const node *t, char *out)
{
    static const char *const fields[] = { "headline:", "dek:", "BODY:", "" };
    static const char *const marks[][2] = { { "\"", "\"" }, { "“", "”" }, { "„", "“" }, { "«", "»" } };
    unsigned m = rnd(4);
    int i;

    switch (t->kind) {
    case WORD: sprintf(out, "%s%s", fields[t->field], t->text); break;
    case EXACT: sprintf(out, "%s=%s", fields[t->field], t->text); break;
    case PHRASE: sprintf(out, "%s%s%s%s", fields[t->field], marks[m][0], t->text, marks[m][1]); break;
    case PREFIX: sprintf(out, "%s%s*", fields[t->field], t->text); break;
    case NEAR:
        sprintf(out, "%snear(", fields[t->field]);
        for (i = 0; i < t->n; i++)
            sprintf(out + strlen(out), t->kids[i]->kind == WORD ? "%s " : "\"%s\" ", t->kids[i]->text);
        sprintf(out + strlen(out), ", %d)", t->distance);
        break;
    case REGEX: sprintf(out, "%s/%s/", fields[t->field], t->text); break;
    case SECTION: sprintf(out, "section:%s", t->text); break;
    case AUTHOR: sprintf(out, "by:\"%s\"", t->text); break;
    case LANGUAGE: sprintf(out, "lang:%s", t->text); break;
    case DATE: sprintf(out, "date:%s", t->text); break;
    case UNDATED: sprintf(out, "is:undated"); break;
    case SITE: sprintf(out, "site:%s", t->text); break;
    default: sprintf(out, "url:%s", t->text); break;
    }
}

static void write_node(const node *t, char *out, int inside)
{
    static const char *const ands[] = { " ", "  ", " AND ", "\n", " & ", " - " };
    char part[6000];
    int i;

    if (t->kind > NOT) {
        write_leaf(t, out);
        return;
    }
    *out = '\0';
    if (t->kind == NOT) {
        write_node(t->kids[0], part, 1);
        sprintf(out, "%s%s", rnd(2) ? "-" : "NOT ", part);
        return;
    }
    if (inside)
        strcat(out, "(");
    for (i = 0; i < t->n; i++) {
        if (i)
            strcat(out, t->kind == OR ? " OR " : ands[rnd(SIZE(ands))]);
        write_node(t->kids[i], part, 1);
        strcat(out, part);
    }
    if (inside)
        strcat(out, ")");
}

/* --- what it should find ---------------------------------------------------------------------------- */

static int fits(const term *want, const term *have, int stems, int prefix)
{
    if (want->prefix || prefix)
        return strncmp(have->s, want->s, strlen(want->s)) == 0;
    return stems && want->word ? same_word(want->s, have->s) : strcmp(want->s, have->s) == 0;
}

/* The terms of a query's text, as the header of lede_terms says. */
static void wanted(const node *t, terms *out)
{
    terms all;
    int i, wholes = 0;

    cut(t->text, &all);
    out->n = 0;
    for (i = 0; i < all.n; i++)
        wholes += !all.v[i].part;
    for (i = 0; i < all.n; i++)
        if (t->kind == EXACT && wholes == 1 ? !all.v[i].part : !all.v[i].same)
            out->v[out->n++] = all.v[i];
}

/* Whether the phrase starts at the position (from 1). */
static int phrase_at(const terms *text, const node *t, const terms *want, int position)
{
    int i, k, stems = t->kind == WORD && want->n == 1;

    for (i = 0; i < want->n; i++) {
        for (k = 0; k < text->n; k++)
            if (text->v[k].position == position + i &&
                fits(&want->v[i], &text->v[k], stems, t->kind == PREFIX && i == want->n - 1))
                break;
        if (k == text->n)
            return 0;
    }
    return 1;
}

static int in_text(const terms *text, const node *t)
{
    terms want;
    int p;

    wanted(t, &want);
    for (p = 1; p <= text->positions; p++)
        if (phrase_at(text, t, &want, p))
            return 1;
    return 0;
}

/* Try every choice of places. */
static int near_from(const terms *text, const node *t, int i, int *at, int *length)
{
    terms want;
    int p, k, last = 0;

    if (i >= t->n || i >= (int)(sizeof t->kids / sizeof *t->kids)) {
        for (k = 0; k < t->n; k++)
            last = at[k] > last ? at[k] : last;
        for (k = 0; k < t->n; k++)
            if (last - (at[k] + length[k]) > t->distance)
                return 0;
        return 1;
    }
    wanted(t->kids[i], &want);
    length[i] = want.n;
    for (p = 1; p <= text->positions; p++)
        if (phrase_at(text, t->kids[i], &want, p)) {
            at[i] = p;
            if (near_from(text, t, i + 1, at, length))
                return 1;
        }
    return 0;
}

static int has_words(const char *value, const char *text)
{
    node t;
    terms have;

    memset(&t, 0, sizeof t);
    t.kind = PHRASE;
    snprintf(t.text, sizeof t.text, "%s", text);
    cut(value, &have);
    return in_text(&have, &t);
}

static int any_author(const char *list, const char *text)
{
    char one[64];
    size_t n;

    for (; list && *list; list += n + (list[n] == '|')) {
        n = strcspn(list, "|");
        snprintf(one, sizeof one, "%.*s", (int)n, list);
        if (has_words(one, text))
            return 1;
    }
    return 0;
}

static int within(const char *d, const char *lo, const char *hi)
{
    static const int days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
    char first[32], last[32];
    size_t n = d ? strlen(d) : 0;

    if (!n)
        return 0;
    n = n > 19 ? 19 : n;
    sprintf(first, "%.*s%s", (int)n, d, &"0000-01-01T00:00:00"[n]);
    sprintf(last, "%.*s%s", (int)n, d, &"0000-12-31T23:59:59"[n]);
    if (n == 7) {
        char day[16];

        sprintf(day, "%02d", days[(d[5] - '0') * 10 + d[6] - '1']);
        memcpy(last + 8, day, 2);
    }
    return strcmp(first, lo) >= 0 && strcmp(last, hi) <= 0;
}

static int holds(const char *s, const char *part)
{
    size_t n = strlen(part);

    for (; s && *s; s++)
        if (strncasecmp(s, part, n) == 0)
            return 1;
    return 0;
}

static int site_is(const char *url, const char *site)
{
    const char *host = url ? strstr(url, "//") + 2 : "";
    size_t n = strcspn(host, "/"), m = strlen(site);

    return n >= m && strncmp(host + n - m, site, m) == 0 && (n == m || host[n - m - 1] == '.');
}

static int answer(const node *t, unsigned a)
{
    const sample *s = &made[a];
    const char *const text[] = { s->headline, s->dek, s->body };
    int i, f, at[4], length[4];

    switch (t->kind) {
    case AND:
        for (i = 0; i < t->n; i++)
            if (!answer(t->kids[i], a))
                return 0;
        return 1;
    case OR:
        for (i = 0; i < t->n; i++)
            if (answer(t->kids[i], a))
                return 1;
        return 0;
    case NOT: return !answer(t->kids[0], a);
    case SECTION: return s->section && has_words(s->section, t->text);
    case AUTHOR: return any_author(s->authors, t->text);
    case LANGUAGE: return strncmp(stored[a], t->text, 2) == 0;
    case DATE: return within(s->published, t->lo, t->hi);
    case UNDATED: return !s->published;
    case SITE: return site_is(s->url, t->text);
    case URL: return holds(s->url, t->text);
    default: break;
    }
    for (f = 0; f < 3; f++) {
        if (t->field != 3 && t->field != f)
            continue;
        if (t->kind == NEAR ? near_from(&cuts[a][f], t, 0, at, length)
            : t->kind == REGEX ? holds(text[f], t->text) : in_text(&cuts[a][f], t))
            return 1;
    }
    return 0;
}

/* --- the tests ------------------------------------------------------------------------------------------ */

static int compare(const char *query, const node *t)
{
    static unsigned char is[ARTICLES + 2];
    lede_query_options o = { "2022-04-15", store };
    int64_t *found = NULL, count = 0;
    lede_error err;
    lede_query *q;
    size_t n, i;
    unsigned a;
    int matched, bad = 0;

    if (lede_query_parse(query, strlen(query), &o, &q, &err) != LEDE_OK ||
        lede_query_find(q, store, NULL, &found, &n, &err) != LEDE_OK ||
        lede_query_count(q, store, &count, &err) != LEDE_OK) {
        printf("# %s\n#   %s\n", query, err.message);
        return 0;
    }
    memset(is, 0, sizeof is);
    for (i = 0; i < n; i++)
        for (a = 0; a < ARTICLES; a++)
            if (rows[a] == found[i])
                is[a]++;
    for (a = 0; a < ARTICLES && bad < 3; a++) {
        if (lede_query_match_row(q, store, rows[a], &matched, NULL, NULL, &err) != LEDE_OK)
            matched = -1;
        if (is[a] != answer(t, a) || matched != is[a]) {
            lede_buf b;

            lede_buf_init(&b);
            lede_query_describe(q, store, &b, &err);
            printf("# %s\n# found %d, matched %d, want %d in: %s | %s | %s\n%s", query, is[a], matched, answer(t, a), made[a].headline,
                   made[a].dek ? made[a].dek : "", made[a].body, b.s);
            lede_buf_release(&b);
            bad++;
        }
    }
    if (count != (int64_t)n)
        printf("# %s: count %lld, found %zu\n", query, (long long)count, n);
    lede_free(found);
    lede_query_free(q);
    return !bad && count == (int64_t)n;
}

static void generated_queries_agree(void)
{
    static char query[20000];
    int i, bad = 0;

    for (i = 0; i < QUERIES && bad < 3; i++) {
        node *t;

        nodes_n = 0;
        t = random_node(1 + (int)rnd(DEPTH));
        write_node(t, query, 0);
        bad += !compare(query, t);
    }
    EQ_INT(bad, 0);
}

static const char *const scraps[] = {
    "(", ")", "\"", "“", "”", "«", "»", "'", "’", "-", "--", "=", "*", "/", "\\", ":", "..", ",", "OR", "AND", "NOT", "near(", "NEAR(", ", 5)",
    "headline:", "section:", "tag:", "date:", "extra.", "extra.x:", "words:", "query:", "url:", "is:", "id:", "run:", "site:", "lang:", "foo:",
    "2022-03", "\"last week\"", "300", "-1", ">", "<", "run", "tax*", "COVID-19", "C++", "rt.com", "日本", "日", "港*", "مدينة", "ירושלים", "😀",
    "👨‍👩‍👧", "é", "ﬁ", "\xE2\x80\x8F", "\xE2\x80\xAE", "\xC2\xA0", " ", " ", " ", " ", "\n", "\t", "\x01", "\x02", "\x1F", "{", "}", "[", "]", "^", "+",
    "rowid:1", "fts", "; DROP TABLE article", "' OR 1=1", "%", "_", "?1", "@", "#sea", "/[/", "/a+/", "/(a+)+$/", "&", "|", "~", "`", "$", "…", "—",
};

static void broken_text_is_answered_or_refused(void)
{
    static char query[3000];
    lede_query_options o = { "2022-04-15", store };
    int i, j, parsed = 0, bad = 0;

    for (i = 0; i < PIECES && bad < 5; i++) {
        int64_t *found, count;
        lede_error err;
        lede_query *q;
        size_t n;
        lede_status st;

        *query = '\0';
        for (j = 1 + (int)rnd(12); j; j--) {
            strcat(query, scraps[rnd(SIZE(scraps))]);
            if (rnd(2))
                strcat(query, " ");
        }
        st = lede_query_parse(query, strlen(query), &o, &q, &err);
        if (st != LEDE_OK) {
            if (st != LEDE_QUERY || err.at > strlen(query) || strchr(err.message, '\n'))
                printf("# %s\n# %d at %zu: %s\n", query, (int)st, err.at, err.message), bad++;
            continue;
        }
        parsed++;
        st = lede_query_find(q, store, NULL, &found, &n, &err);
        if (st != LEDE_OK && st != LEDE_LIMIT)
            printf("# %s\n# %s\n", query, err.message), bad++;
        lede_free(found);
        if (st == LEDE_OK && (lede_query_count(q, store, &count, &err) != LEDE_OK || count != (int64_t)n))
            printf("# %s: %s\n", query, err.message), bad++;
        lede_query_free(q);
    }
    EQ_INT(bad, 0);
    CHECK(parsed > PIECES / 10);
}

static void refused(const char *s, size_t n, const char *with)
{
    lede_error err;
    lede_query *q;

    EQ_INT(lede_query_parse(s, n, NULL, &q, &err), LEDE_QUERY);
    if (!strstr(err.message, with))
        EQ_STR(err.message, with);
    CHECK(err.at <= n);
}

static void answered(const char *s, size_t n)
{
    lede_query_options o = { "2022-04-15", store };
    int64_t *found;
    lede_error err;
    lede_query *q;
    size_t found_n;

    if (lede_query_parse(s, n, &o, &q, &err) != LEDE_OK || lede_query_find(q, store, NULL, &found, &found_n, &err) != LEDE_OK) {
        printf("# %.60s...: %s\n", s, err.message);
        test_failed_now = 1;
        return;
    }
    lede_free(found);
    lede_query_free(q);
}

static void long_and_deep_queries_end(void)
{
    enum { LONG = 100000 };
    char *s = malloc(LONG + 100);
    size_t n = 0;
    int i;

    memset(s, '(', LONG);
    refused(s, LONG, "64 deep");
    memset(s, 'a', LONG);
    answered(s, LONG);
    while (n < LONG)
        n += (size_t)sprintf(s + n, "word%zu ", n);
    refused(s, n, "4096 terms");
    for (n = 0; n < 4000 * 9;)
        n += (size_t)sprintf(s + n, "w%06zu OR ", n);
    n += (size_t)sprintf(s + n, "run");
    answered(s, n);
    for (n = 0; n < 4000 * 9;)
        n += (size_t)sprintf(s + n, "w%06zu    ", n);
    answered(s, n);
    s[0] = '"';
    for (n = 1; n < LONG;)
        n += (size_t)sprintf(s + n, "w%zu ", n);
    s[n++] = '"';
    answered(s, n);
    for (n = 0; n < LONG - 10;)
        n += (size_t)sprintf(s + n, "NOT ");
    n += (size_t)sprintf(s + n, "run");
    answered(s, n);
    for (n = 0, i = 0; i < 60; i++)
        n += (size_t)sprintf(s + n, i % 2 ? "(run OR -" : "(tax date:2021 -");
    n += (size_t)sprintf(s + n, "sea");
    memset(s + n, ')', 60);
    answered(s, n + 60);
    for (n = 0, i = 0; i < 60; i++)
        n += (size_t)sprintf(s + n, i % 2 ? "(run OR " : "(tax ");
    n += (size_t)sprintf(s + n, "sea");
    memset(s + n, ')', 60);
    answered(s, n + 60);
    for (n = 0, i = 0; i < 4000; i++)
        n += (size_t)sprintf(s + n, i ? " OR section:s%d" : "section:s%d", i);
    answered(s, n);
    free(s);
}

int main(void)
{
    size_t n, i, f;
    int64_t *all;
    lede_error err;

    make_articles();
    store = store_of(made, ARTICLES);
    if (!store || lede_store_rows(store, &all, &n, &err) != LEDE_OK || n != ARTICLES)
        return 1;
    for (i = 0; i < n; i++) {
        lede_buf b;

        lede_buf_init(&b);
        lede_store_field(store, all[i], LEDE_BODY, &b, &err);
        rows[strtol(strrchr(b.s, 'n') + 1, NULL, 10)] = all[i];
        lede_buf_release(&b);
    }
    lede_free(all);
    for (i = 0; i < ARTICLES; i++)
        for (f = 0; f < 3; f++)
            cut(f == 0 ? made[i].headline : f == 1 ? made[i].dek : made[i].body, &cuts[i][f]);
    read_languages();
    RUN(generated_queries_agree, "generated queries find what a slow evaluator finds");
    RUN(broken_text_is_answered_or_refused, "texts of random pieces are answered or refused with a place");
    RUN(long_and_deep_queries_end, "long and deep queries are answered or refused");
    for (i = 0; i < LANGUAGES; i++)
        lede_stemmer_free(stemmers[i]);
    store_gone(store);
    return END();
}
