/*
 * Speakers in Chinese and Japanese, which do not part words: the subject
 * particle or the verb of saying beside the marks, and what stands before it.
 */
#include "news/quote.h"

#include <string.h>

#include "news/quote_cjk.h"

enum { REACH = 120 };   /* bytes around the marks */

typedef struct part {
    const char *text;
    size_t n;
} part;

#define PART(z) {z, sizeof(z) - 1}

static const part ends_of_sentence[] = {PART("\xE3\x80\x82"), PART("\xEF\xBC\x81"), PART("\xEF\xBC\x9F"), PART("\n"),
                                        PART("\xE2\x80\x9D"), PART("\xE3\x80\x8D"), PART("\xE3\x80\x81"), PART("\xEF\xBC\x8C")};
/* は が */
static const part particles[] = {PART("\xE3\x81\xAF"), PART("\xE3\x81\x8C")};
/* 氏 さん 容疑者 */
static const part polite[] = {PART("\xE6\xB0\x8F"), PART("\xE3\x81\x95\xE3\x82\x93")};
/* 表示 指出 强调 補充道 补充道 告诉 回答 说道 写道 称 说 說 道 */
static const part verbs[] = {PART("\xE8\xA1\xA8\xE7\xA4\xBA"), PART("\xE6\x8C\x87\xE5\x87\xBA"), PART("\xE5\xBC\xBA\xE8\xB0\x83"),
                             PART("\xE8\xA3\x9C\xE5\x85\x85\xE9\x81\x93"), PART("\xE8\xA1\xA5\xE5\x85\x85\xE9\x81\x93"),
                             PART("\xE5\x91\x8A\xE8\xAF\x89"), PART("\xE5\x9B\x9E\xE7\xAD\x94"), PART("\xE8\xAF\xB4\xE9\x81\x93"),
                             PART("\xE5\x86\x99\xE9\x81\x93"), PART("\xE7\xA7\xB0"), PART("\xE8\xAF\xB4"), PART("\xE8\xAA\xAA"),
                             PART("\xE9\x81\x93")};
/* と */
static const char quoting[] = "\xE3\x81\xA8";

#define COUNT(list) (sizeof(list) / sizeof *(list))

/* The part that ends at s[at], or NULL. */
static const part *ends_at(const char *s, size_t from, size_t at, const part *list, size_t n)
{
    size_t i;

    for (i = 0; i < n; i++)
        if (at - from >= list[i].n && memcmp(s + at - list[i].n, list[i].text, list[i].n) == 0)
            return &list[i];
    return NULL;
}

static size_t back(const char *s, size_t from, size_t at)
{
    do
        at--;
    while (at > from && ((unsigned char)s[at] & 0xC0) == 0x80);
    return at;
}

/* The start of the clause that ends at `at`. */
static size_t clause(const char *s, size_t from, size_t at)
{
    while (at > from && !ends_at(s, from, at, ends_of_sentence, COUNT(ends_of_sentence)))
        at = back(s, from, at);
    return at;
}

static int speaks(lede_quote *out, const char *s, size_t start, size_t end, const char *rule)
{
    const part *p = ends_at(s, start, end, polite, COUNT(polite));

    if (p && end - p->n > start)
        end -= p->n;
    if (end <= start || end - start > 60)
        return 0;
    out->speaker_start = start;
    out->speaker_end = end;
    out->speaker = s + start;
    out->speaker_n = end - start;
    out->rule = rule;
    return 1;
}

/* X は「…」, X说：“…” */
static int before_marks(const char *s, size_t open, lede_quote *out)
{
    size_t from = open > REACH ? open - REACH : 0, at = open, start;
    static const part colons[] = {PART("\xEF\xBC\x9A"), PART(":"), PART("\xEF\xBC\x8C"), PART("\xE3\x80\x81"), PART(" ")};
    const part *p;

    while (from < open && ((unsigned char)s[from] & 0xC0) == 0x80)
        from++;
    while ((p = ends_at(s, from, at, colons, COUNT(colons))) != NULL)
        at -= p->n;
    p = ends_at(s, from, at, particles, COUNT(particles));
    if (p) {
        start = clause(s, from, at - p->n);
        return speaks(out, s, start, at - p->n, "subject particle before the marks");
    }
    p = ends_at(s, from, at, verbs, COUNT(verbs));
    if (!p)
        return 0;
    out->cue_start = at - p->n;
    out->cue_end = at;
    return speaks(out, s, clause(s, from, at - p->n), at - p->n, "verb before the marks");
}

/* 「…」と X は述べた */
static int after_marks(const char *s, size_t n, size_t close, lede_quote *out)
{
    size_t at = close, start, i;

    if (n - at < sizeof quoting - 1 || memcmp(s + at, quoting, sizeof quoting - 1) != 0)
        return 0;
    at += sizeof quoting - 1;
    if (n - at >= 3 && memcmp(s + at, "\xE3\x80\x81", 3) == 0)
        at += 3;
    start = at;
    for (; at < n && at < start + REACH; at++) {
        if (((unsigned char)s[at] & 0xC0) == 0x80)
            continue;
        if (at + 3 <= n && memcmp(s + at, "\xE3\x80\x82", 3) == 0)
            return 1;
        for (i = 0; i < COUNT(particles); i++)
            if (at + 3 <= n && memcmp(s + at, particles[i].text, 3) == 0)
                return (void)speaks(out, s, start, at, "subject particle after the marks"), 1;
    }
    return 1;
}

int lede__quote_cjk(const lede__quoter *q, const lede__marks *m, lede_quote *out)
{
    const lede__tokens *t = q->t;
    size_t open = t->items[m->open].start, close = m->closed ? t->items[m->close].end : t->items[m->close - 1].end;
    uint32_t code = t->items[m->open].code;

    if (code == 0x300E || code == 0x300A)
        return 0;
    return before_marks(t->s, open, out) || after_marks(t->s, t->n, close, out);
}
