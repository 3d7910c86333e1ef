/* Key phrases: the words of an article, and its names and recurring phrases. */
#include "news/keyphrase.h"

#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "lede/text.h"
#include "news/tokens.h"
#include "text/sentence.h"

#define LONGEST 4          /* words of a phrase that recurs */
#define LONGEST_NAME 6
#define SHORT_TEXT 120     /* in words: here a pair counts though it does not recur */

static const char particles[] =
    " de du des da do dos das di del della dei dell la le les el los las von vom van der den ten ter zu zur y e et i og och de of ";

static int is_particle(const char *term, size_t n, int english)
{
    char word[12];

    if (english)
        return (n == 2 && memcmp(term, "of", 2) == 0) || (n == 3 && (memcmp(term, "the", 3) == 0 || memcmp(term, "and", 3) == 0 ||
                                                                    memcmp(term, "for", 3) == 0));
    if (n > 8)
        return 0;
    word[0] = ' ';
    memcpy(word + 1, term, n);
    word[n + 1] = ' ';
    return memmem(particles, sizeof particles - 1, word, n + 2) != NULL;
}

/* What lies between two words: JOINED, OPENING, or both or neither. */
static unsigned gap(const lede__kp *k, size_t from, size_t to)
{
    unsigned flags = LEDE__KP_JOINED;
    size_t i;

    for (i = from; i < to; i++) {
        unsigned char c = (unsigned char)k->text[i];

        if (c == ' ' || c == '-' || (c == 0xC2 && i + 1 < to && (unsigned char)k->text[i + 1] == 0xA0) || c == 0xA0)
            continue;
        flags &= ~(unsigned)LEDE__KP_JOINED;
        if (c == '.' || c == '!' || c == '?' || c == '\n' || c == '"' || (c == 0xC2 && i + 1 < to && (unsigned char)k->text[i + 1] == 0xAB) ||
            (c == 0xE2 && i + 2 < to && (unsigned char)k->text[i + 2] >= 0x98 && (unsigned char)k->text[i + 2] <= 0x9F))
            flags |= LEDE__KP_OPENING;
    }
    return flags;
}

/* The end of an elided word before an apostrophe ("l'", "d'", "qu'") in term or text; 0 where there is none. */
static size_t elision(const char *s, size_t n)
{
    size_t i;

    for (i = 1; i < n && i < 8; i++) {
        if (s[i] == '\'')
            return i + 1;
        if ((unsigned char)s[i] == 0xE2 && i + 2 < n && (unsigned char)s[i + 1] == 0x80 && (unsigned char)s[i + 2] == 0x99)
            return i + 3;
    }
    return 0;
}

/* The word's number, made where it is new; (uint32_t)-1 when memory ran out. */
static uint32_t word_number(lede__kp *k, const char *term, size_t n)
{
    lede__map_entry *e = lede__map_put(&k->words, term, n);

    if (!e)
        return (uint32_t)-1;
    if (e->value.i)
        return (uint32_t)(e->value.i - 1);
    if (!lede__grow(&k->word, &k->word_cap, k->word_count + 1, sizeof *k->word))
        return (uint32_t)-1;
    memset(&k->word[k->word_count], 0, sizeof *k->word);
    k->word[k->word_count].token = (uint32_t)k->token_count;
    k->word[k->word_count].first = k->places;
    e->value.i = (int64_t)++k->word_count;
    return (uint32_t)(k->word_count - 1);
}

static size_t count_chars(const char *s, size_t n)
{
    size_t i, count = 0;

    for (i = 0; i < n; i++)
        count += ((unsigned char)s[i] & 0xC0) != 0x80;
    return count;
}

static int all_capitals(const char *s, size_t n)
{
    size_t i;

    for (i = 0; i < n; i++)
        if (s[i] < 'A' || s[i] > 'Z')
            return 0;
    return n > 0;
}

/* English adverbs say how, not what. */
static int is_adverb(const char *term, size_t n, const char *s)
{
    static const char nouns[] = " family assembly supply monopoly anomaly butterfly jelly bully italy elderly subfamily ";
    char word[16];

    if (n < 5 || n > 13 || term[n - 1] != 'y' || term[n - 2] != 'l' || (*s >= 'A' && *s <= 'Z'))
        return 0;
    word[0] = ' ';
    memcpy(word + 1, term, n);
    word[n + 1] = ' ';
    return memmem(nouns, sizeof nouns - 1, word, n + 2) == NULL && (n > 6 || !strchr("plr", term[n - 3]));
}

/* The pair's script: hiragana makes no key phrase, and in Thai and its like two characters make no word. */
static unsigned run_flags(const char *s, size_t n)
{
    unsigned flags = LEDE__KP_RUN | LEDE__KP_CONTENT;
    size_t i, len;

    for (i = 0; i < n; i += len) {
        uint32_t c = lede__char_at(s, n, i, &len);

        if (c >= 0x3041 && c <= 0x309F)
            flags &= ~(unsigned)LEDE__KP_CONTENT;
        if ((c >= 0xE00 && c <= 0xEFF) || (c >= 0x1000 && c <= 0x109F) || (c >= 0x1780 && c <= 0x17FF))
            flags |= LEDE__KP_SMALL_RUN;
    }
    return flags;
}

/* A word without what is elided before it and, in English, without 's. */
typedef struct bare {
    const char *term, *s;
    size_t term_n, n;
    int stop;
} bare;

static int is_content(const lede__kp *k, lede_word_class cls, const bare *w)
{
    size_t chars = count_chars(w->term, w->term_n);

    if (w->stop || cls == LEDE_WORD_NUMBER || lede__is_digit((unsigned char)w->term[0]))
        return 0;
    if (chars < 3 && !(chars == 2 && all_capitals(w->s, w->n)))
        return 0;
    if (k->english && is_adverb(w->term, w->term_n, w->s))
        return 0;
    return !lede__stopword_in(k->weak, w->term, w->term_n);
}

static bare strip(const lede__kp *k, const lede__token *t)
{
    bare w = {t->term, k->text + t->start, t->n, t->end - t->start, t->stop};
    size_t cut;

    if (k->elided && (cut = elision(w.term, w.term_n)) != 0 && cut < w.term_n && cut <= 3 && elision(w.s, w.n) < w.n) {
        w.term += cut;
        w.term_n -= cut;
        cut = elision(w.s, w.n);
        w.s += cut;
        w.n -= cut;
    } else if (k->english && w.term_n > 2 && memcmp(w.term + w.term_n - 2, "'s", 2) == 0) {
        w.term_n -= 2;
        w.n -= w.s[w.n - 2] == '\'' ? 2 : w.n > 4 ? 4u : 0u;
    } else
        return w;
    w.stop = lede_is_stopword(k->language, w.term, w.term_n);
    return w;
}

static unsigned token_flags(const lede__kp *k, const lede__token *t, const bare *w)
{
    unsigned flags = t->cls == LEDE_WORD_IDEOGRAPH && k->last_end > t->start ? LEDE__KP_JOINED : gap(k, k->last_end, t->start);
    size_t len;

    if (k->last_end == 0)
        flags = LEDE__KP_OPENING;   /* no phrase runs from the headline into the body */
    if (t->cls == LEDE_WORD_IDEOGRAPH)
        return flags | run_flags(w->s, w->n);
    if (is_content(k, t->cls, w))
        flags |= LEDE__KP_CONTENT;
    if (lede__is_upper(lede__char_at(w->s, w->n, 0, &len)))
        flags |= LEDE__KP_CAPITAL;
    if (is_particle(w->term, w->term_n, k->english))
        flags |= LEDE__KP_PARTICLE;
    return flags;
}

static void count_word(lede__kp_word *w, unsigned flags, size_t chars)
{
    w->chars = (uint32_t)chars;
    if (!(flags & LEDE__KP_CONTENT))
        return;
    w->count++;
    w->capitals += (flags & (LEDE__KP_CAPITAL | LEDE__KP_OPENING)) == LEDE__KP_CAPITAL;
    w->smalls += !(flags & LEDE__KP_CAPITAL);
}

static int take(const lede__token *t, void *ud)
{
    lede__kp *k = ud;
    bare w = strip(k, t);
    lede__kp_token *token;
    uint32_t number = 0;

    if (!lede__grow(&k->tokens, &k->token_cap, k->token_count + 1, sizeof *k->tokens)) {
        k->failed = 1;
        return 1;
    }
    token = &k->tokens[k->token_count];
    token->flags = token_flags(k, t, &w);
    token->s = w.s;
    token->n = (uint32_t)w.n;
    token->place = k->places;
    if (token->flags & (LEDE__KP_CONTENT | LEDE__KP_PARTICLE)) {
        number = word_number(k, w.term, w.term_n);
        if (number == (uint32_t)-1) {
            k->failed = 1;
            return 1;
        }
        count_word(&k->word[number], token->flags, count_chars(w.term, w.term_n));
    }
    token->word = number;
    k->last_end = t->end;
    k->places++;
    k->token_count++;
    return 0;
}

lede_status lede__kp_read(lede__kp *k, const char *s, size_t n, lede_error *err)
{
    lede__tokens t;
    lede_status st;

    memset(&t, 0, sizeof t);
    k->text = s;
    k->text_n = n;
    k->last_end = 0;
    st = lede__tokens_walk(&t, s, n, k->language, take, k, NULL, err);
    lede__tokens_release(&t);
    return st != LEDE_OK ? st : k->failed ? lede__nomem(err) : LEDE_OK;
}

/* Count the phrase of tokens [i, i + length). NULL when memory ran out. */
static lede__kp_phrase *count_phrase(lede__kp *k, size_t i, size_t length)
{
    uint32_t words[LONGEST_NAME];
    size_t j;
    lede__map_entry *e;

    for (j = 0; j < length; j++)
        words[j] = k->tokens[i + j].word;
    e = lede__map_put(&k->phrases, (const char *)words, length * sizeof *words);
    if (!e || !lede__grow(&k->phrase, &k->phrase_cap, k->phrase_count + 1, sizeof *k->phrase)) {
        k->failed = 1;
        return NULL;
    }
    if (!e->value.i) {
        lede__kp_phrase p = {0, (uint32_t)i, (uint32_t)length, k->tokens[i].place, 0, 0};

        k->phrase[k->phrase_count++] = p;
        e->value.i = (int64_t)k->phrase_count;
    }
    k->phrase[e->value.i - 1].count++;
    return &k->phrase[e->value.i - 1];
}

/* The token is a capitalised word that is not only so because a sentence begins. */
static int name_word(const lede__kp *k, size_t i)
{
    const lede__kp_token *t = &k->tokens[i];

    return (t->flags & LEDE__KP_CONTENT) && (t->flags & LEDE__KP_CAPITAL);
}

/* Runs of capitalised words. */
static void find_names(lede__kp *k)
{
    size_t i = 0, j, last;

    while (i < k->token_count && !k->failed) {
        if (!name_word(k, i) || ((k->tokens[i].flags & LEDE__KP_OPENING) && k->word[k->tokens[i].word].smalls)) {
            i++;
            continue;
        }
        for (j = i + 1, last = i; j < k->token_count && j - i < LONGEST_NAME - 1 && (k->tokens[j].flags & LEDE__KP_JOINED); j++) {
            if (name_word(k, j))
                last = j;
            else if (k->english || !(k->tokens[j].flags & LEDE__KP_PARTICLE) || j + 1 >= k->token_count || !name_word(k, j + 1))
                break;
        }
        if (last > i) {
            lede__kp_phrase *p = count_phrase(k, i, last - i + 1);

            if (p)
                p->name = 1;
            for (j = i; j <= last; j++)
                k->word[k->tokens[j].word].in_names += (k->tokens[j].flags & LEDE__KP_CONTENT) != 0;
        }
        i = last + 1;
    }
}

/* Phrases of two to four words that begin and end with content and could recur. */
static void find_phrases(lede__kp *k)
{
    size_t i, j;
    uint32_t least = k->places < SHORT_TEXT ? 1 : 2;

    for (i = 0; i < k->token_count && !k->failed; i++) {
        if (!(k->tokens[i].flags & LEDE__KP_CONTENT) || k->word[k->tokens[i].word].count < least)
            continue;
        for (j = i + 1; j < k->token_count && j - i < LONGEST && (k->tokens[j].flags & LEDE__KP_JOINED); j++) {
            if ((k->tokens[j].flags & LEDE__KP_CONTENT) && k->word[k->tokens[j].word].count >= least && (least == 2 || j == i + 1)) {
                lede__map_entry *e;
                uint32_t words[LONGEST];
                size_t q;

                for (q = i; q <= j; q++)
                    words[q - i] = k->tokens[q].word;
                e = lede__map_get(&k->phrases, (const char *)words, (j - i + 1) * sizeof *words);
                if ((!e || !k->phrase[e->value.i - 1].name) && (j - i == LONGEST - 1 || !(k->tokens[i].flags & LEDE__KP_SMALL_RUN)))
                    count_phrase(k, i, j - i + 1);
            }
            if (!(k->tokens[j].flags & (LEDE__KP_CONTENT | LEDE__KP_PARTICLE)))
                break;
        }
    }
}

/* A pair that recurs mostly as part of a longer run stands hardly for itself. */
static void fold_runs(lede__kp *k)
{
    size_t i, j;

    for (i = 0; i < k->phrase_count; i++) {
        const lede__kp_phrase *p = &k->phrase[i];

        for (j = 0; j < p->length; j++) {
            lede__kp_word *w = &k->word[k->tokens[p->token + j].word];

            if ((k->tokens[p->token].flags & LEDE__KP_RUN) && p->count > w->in_names)
                w->in_names = p->count < w->count ? p->count : w->count;
        }
    }
}

int lede__kp_phrases(lede__kp *k)
{
    size_t i;

    find_names(k);
    find_phrases(k);
    fold_runs(k);
    for (i = 0; i < k->word_count && !k->failed; i++)
        if (k->word[i].count && !(k->tokens[k->word[i].token].flags & LEDE__KP_SMALL_RUN)) {
            lede__kp_phrase p = {k->word[i].count, k->word[i].token, 1, k->word[i].first, 0, 0};

            if (!lede__grow(&k->phrase, &k->phrase_cap, k->phrase_count + 1, sizeof *k->phrase))
                k->failed = 1;
            else
                k->phrase[k->phrase_count++] = p;
        }
    return !k->failed;
}

void lede__kp_release(lede__kp *k)
{
    lede__map_release(&k->words);
    lede__map_release(&k->keys);
    lede__map_release(&k->phrases);
    lede__free(k->tokens);
    lede__free(k->word);
    lede__free(k->phrase);
}
