/*
 * Sentences: UAX #29's idea of a stop, with what readers know besides:
 * abbreviations by language, initials, ordinals, quotations, list items,
 * lines. One walk over the bytes; a table says which bytes to look at.
 */
#include <string.h>

#include "lede/text.h"
#include "text/sentence.h"

enum { PLAIN, STOP, LEAD, LINE, ITEM, COLON, RULE };

/* Bytes at which a sentence may end: ASCII stops, and the lead bytes of other scripts' stops, bullets and line ends. */
static const unsigned char interest[256] = {
    ['.'] = STOP, ['!'] = STOP, ['?'] = STOP, ['\n'] = LINE, ['\f'] = LINE, [')'] = ITEM, [':'] = COLON,
    ['*'] = RULE, ['_'] = RULE, ['='] = RULE,
    [0xC2] = LEAD, [0xCD] = LEAD, [0xD6] = LEAD, [0xD8] = LEAD, [0xDB] = LEAD, [0xE0] = LEAD, [0xE1] = LEAD, [0xE2] = LEAD,
    [0xE3] = LEAD, [0xEA] = LEAD, [0xEF] = LEAD,
};

typedef struct trait {
    const char *language;
    unsigned flags;
} trait;

static const trait traits[] = {
    {"de", LEDE__ORDINALS | LEDE__TITLE_CASE}, {"da", LEDE__ORDINALS}, {"nb", LEDE__ORDINALS}, {"nn", LEDE__ORDINALS},
    {"no", LEDE__ORDINALS}, {"fi", LEDE__ORDINALS}, {"cs", LEDE__ORDINALS}, {"sk", LEDE__ORDINALS}, {"pl", LEDE__ORDINALS},
    {"hu", LEDE__ORDINALS}, {"hr", LEDE__ORDINALS}, {"sr", LEDE__ORDINALS}, {"bs", LEDE__ORDINALS}, {"sl", LEDE__ORDINALS},
    {"et", LEDE__ORDINALS}, {"lv", LEDE__ORDINALS}, {"lt", LEDE__ORDINALS}, {"tr", LEDE__ORDINALS}, {"is", LEDE__ORDINALS},
    {"fo", LEDE__ORDINALS}, {"hy", LEDE__ARMENIAN}, {"el", LEDE__GREEK}, {"ja", LEDE__JAPANESE},
    {"th", LEDE__NO_DOT}, {"lo", LEDE__NO_DOT},
};

static void set_language(lede__scan *sc, const char *language)
{
    size_t i;

    sc->abbrevs = lede__abbrevs_of(language);
    sc->openers = lede__stopwords_of(language);
    if (!sc->openers)
        sc->openers = lede__stopwords_of("en");
    for (i = 0; i < sizeof traits / sizeof *traits; i++)
        if (strncmp(language, traits[i].language, 2) == 0)
            sc->flags = traits[i].flags;
}

/* Begin a sentence at the first character from `at`; returns where to look on. */
static size_t begin(lede__scan *sc, size_t at)
{
    unsigned lines;

    sc->start = lede__skip_space(sc->s, sc->n, at, &lines);
    if (lines || at == 0) {
        sc->line_before = lines != 1 ? 0 : at - sc->line > 500 ? 500 : at - sc->line;
        sc->line = sc->start;
    }
    return lede__marker(sc);
}

static int emit(const lede__scan *sc, size_t end, lede_span_fn fn, void *ud)
{
    size_t len;

    while (end > sc->start && lede__is_space(lede__char_before(sc->s, end, &len)))
        end -= len;
    return end > sc->start ? fn(sc->start, end, ud) : 0;
}

static size_t look(lede__scan *sc, unsigned char what, size_t i, size_t *next)
{
    size_t len, end;
    uint32_t c;

    if (what == LINE)
        return lede__line_end(sc, i, next);
    if (what == LEAD) {
        c = lede__char_at(sc->s, sc->n, i, &len);
        *next = i + len;
        if (c == 0x2028 || c == 0x2029 || c == 0x85)
            return lede__line_end(sc, i, next);
        if (c == 0x2022 || c == 0x2043 || c == 0x25CF || c == 0x25AA)
            return lede__item_end(sc, i, next);
        return lede__stop_end(sc, i, next);
    }
    if (what == COLON)
        return lede__colon_end(sc, i, next);
    if (what == RULE)
        return lede__rule_end(sc, i, next);
    if (what == ITEM && (end = lede__smiley_end(sc, i)) != 0)
        return end;
    if ((what == ITEM || sc->s[i] == '.') && (end = lede__item_end(sc, i, next)) != 0)
        return end;
    return what == ITEM ? 0 : lede__stop_end(sc, i, next);
}

/* Begin after `at`, giving out what stands alone there. */
static int next_sentence(lede__scan *sc, size_t at, size_t *i, lede_span_fn fn, void *ud)
{
    size_t end;
    int stopped;

    *i = begin(sc, at);
    while ((end = lede__opening_end(sc)) != 0) {
        stopped = emit(sc, end, fn, ud);
        if (stopped)
            return stopped;
        *i = begin(sc, end);
    }
    return 0;
}

static int walk(lede__scan *sc, lede_span_fn fn, void *ud)
{
    unsigned char table[256];
    size_t i, end, next;
    int stopped = next_sentence(sc, 0, &i, fn, ud);

    memcpy(table, interest, sizeof table);
    if (sc->flags & LEDE__ARMENIAN)
        table[':'] = STOP;
    if (sc->flags & LEDE__GREEK)
        table[';'] = STOP;
    while (!stopped && i < sc->n) {
        unsigned char what = table[(unsigned char)sc->s[i]];

        if (what == PLAIN) {
            i++;
            continue;
        }
        end = look(sc, what, i, &next);
        if (!end) {
            i = next > i ? next : i + 1;
            continue;
        }
        stopped = emit(sc, end, fn, ud);
        if (!stopped)
            stopped = next_sentence(sc, end, &i, fn, ud);
    }
    return stopped ? stopped : emit(sc, sc->n, fn, ud);
}

int lede_sentences(const char *s, size_t n, const char *language, lede_span_fn fn, void *ud)
{
    lede__scan sc;
    char code[8];

    memset(&sc, 0, sizeof sc);
    sc.s = s;
    sc.n = n;
    if (!language || !*language) {
        lede_language(s, n, code);
        language = code;
    }
    set_language(&sc, language);
    return walk(&sc, fn, ud);
}
