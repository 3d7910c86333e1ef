/* Words of saying, and who says. */
#include "news/quote.h"

#include <string.h>

#include "base/alloc.h"

const lede__mention *lede__quote_mention(const lede__quoter *q, size_t token)
{
    if (token >= q->t->count || !q->mention_at[token])
        return NULL;
    return &q->f->items[q->mention_at[token] - 1];
}

static int one_of(const lede__tokens *t, size_t i, const char *const *words, size_t n)
{
    size_t k;

    for (k = 0; k < n; k++)
        if (lede__scan_is(t, i, words[k]))
            return 1;
    return 0;
}

#define ONE_OF(t, i, list) one_of(t, i, list, sizeof(list) / sizeof *(list))

static const char *const prepositions[] = {"of", "for", "from", "in", "at", "with", "on", "by", "to", "near", "about",
                                           "against", "inside", "outside", "behind", "under", "between", "among", "within"};
static const char *const determiners[] = {"a", "an", "the", "his", "her", "their", "its", "our", "my", "one", "some", "many",
                                          "several", "two", "three", "other", "another", "both", "most", "few", "those",
                                          "these", "this", "that", "no", "each", "every"};
static const char *const clause_words[] = {"and", "but", "as", "that", "when", "while", "because", "if", "although", "though",
                                           "whether", "where", "which", "since", "after", "before", "until", "so", "than",
                                           "then", "or", "what", "how", "why"};
static const char *const between[] = {"has", "had", "have", "also", "later", "then", "once", "is", "was", "were", "are", "been",
                                      "be", "being", "would", "will", "did", "does", "do", "not", "never", "often", "even", "just",
                                      "again", "still", "already", "both", "all", "further", "first", "instead", "once", "reportedly",
                                      "always", "himself", "herself", "themselves", "himself", "now", "twice", "soon", "in", "turn",
                                      "can", "could", "should", "may", "might", "to", "went", "on", "continued", "n't", "didn't"};

static int adverb(const lede__tokens *t, size_t i)
{
    const lede__token *k = &t->items[i];
    size_t n = k->end - k->start;

    return lede__name_lower(t, i) && ((n > 4 && memcmp(t->s + k->end - 2, "ly", 2) == 0) || ONE_OF(t, i, between));
}

static int stop_sign(const lede__tokens *t, size_t i)
{
    const lede__token *k = &t->items[i];

    return k->kind == LEDE__TOK_BREAK || (k->kind == LEDE__TOK_SIGN && k->code != '-' && k->code != '&' && k->code != '$' &&
                                          k->code != '%' && k->code != '/' && k->code != '#' && k->code != '@');
}

static void set(const lede__quoter *q, lede__cue *c, size_t first, size_t last, const char *rule)
{
    const lede__mention *m = lede__quote_mention(q, last - 1);

    c->who_first = first;
    c->who_last = last;
    c->rule = rule;
    c->mention = m && m->first >= first ? (size_t)(m - q->f->items) : LEDE__NO_TOKEN;
}

/* The first token of the noun phrase that ends before `end`: back to its determiner or the clause's start. */
static size_t phrase_start(const lede__quoter *q, size_t lo, size_t end)
{
    const lede__tokens *t = q->t;
    size_t i = end;

    while (i > lo) {
        const lede__mention *m = lede__quote_mention(q, i - 1);
        size_t w = m && m->first >= lo ? m->first : i - 1;

        if (!m && (stop_sign(t, i - 1) || ONE_OF(t, i - 1, clause_words) ||
                   (t->items[i - 1].lex & (LEDE__LEX_PRONOUN)) ||
                   ((t->items[i - 1].lex & LEDE__LEX_SAY) && !(t->items[i - 1].lex & LEDE__LEX_ROLE))))
            break;
        if (!m && ONE_OF(t, i - 1, determiners)) {
            if (i >= lo + 2 && ONE_OF(t, i - 2, prepositions)) {
                i -= 2;
                continue;
            }
            return i - 1;
        }
        i = w;
    }
    return i;
}

/*
 * The subject that ends before token `end`, no further back than `lo`: a
 * pronoun, a name, or a noun phrase; what stands between commas is passed over.
 */
static int subject_before(const lede__quoter *q, size_t lo, size_t end, lede__cue *c)
{
    const lede__tokens *t = q->t;
    const lede__mention *m;
    size_t i = end, k;
    int commas = 0;

    while (i > lo && adverb(t, i - 1))
        i--;
again:
    if (i <= lo)
        return 0;
    if (t->items[i - 1].lex & LEDE__LEX_PRONOUN) {
        if (lede__scan_is(t, i - 1, "who")) {
            i--;
            if (i > lo && lede__name_sign(t, i - 1, ','))
                i--;
            goto again;
        }
        set(q, c, i - 1, i, "pronoun beside the verb");
        return 1;
    }
    m = lede__quote_mention(q, i - 1);
    if (m && m->last == i) {
        if (m->first > lo && ONE_OF(t, m->first - 1, prepositions) && m->first - 1 > lo) {
            k = phrase_start(q, lo, m->first - 1);
            if (k < m->first - 1) {
                const lede__mention *head = lede__quote_mention(q, m->first - 2);

                if (head && head->kind == LEDE_PERSON)
                    set(q, c, head->first, head->last, "name before the verb");
                else
                    set(q, c, k, i, "noun before the verb");
                if (!head || head->kind != LEDE_PERSON)
                    c->mention = LEDE__NO_TOKEN;
                return 1;
            }
        }
        set(q, c, m->first > lo ? m->first : lo, m->last, "name before the verb");
        return 1;
    }
    if (stop_sign(t, i - 1)) {
        uint32_t code = t->items[i - 1].code;

        if (commas++ > 3 || !(code == ',' || code == ')' || code == 0x2014 || code == 0x2013 || code == '-'))
            return 0;
        for (k = i - 1; k > lo && !(t->items[k - 1].kind == LEDE__TOK_SIGN &&
                                    (t->items[k - 1].code == ',' || t->items[k - 1].code == '(' ||
                                     t->items[k - 1].code == 0x2014 || t->items[k - 1].code == 0x2013)); k--)
            ;
        if (k > lo) {
            i = k - 1;
            goto again;
        }
        /* No opening comma: the subject is what stands first. */
        for (k = lo; k < i; k++) {
            m = lede__quote_mention(q, k);
            if (m && (m->kind == LEDE_PERSON || m->kind == LEDE_ORGANISATION)) {
                set(q, c, m->first, m->last, "name first in the sentence");
                return 1;
            }
            if (t->items[k].lex & LEDE__LEX_PRONOUN) {
                set(q, c, k, k + 1, "pronoun first in the sentence");
                return 1;
            }
        }
        return 0;
    }
    k = phrase_start(q, lo, i);
    if (k == i)
        return 0;
    set(q, c, k, i, "noun before the verb");
    c->mention = LEDE__NO_TOKEN;
    return 1;
}

/* The subject that follows token `at`: said Ms. Arden, said the ministry. */
static int subject_after(const lede__quoter *q, size_t at, size_t hi, lede__cue *c)
{
    const lede__tokens *t = q->t;
    const lede__mention *m;
    size_t i = at, k;

    if (i < hi && adverb(t, i))
        i++;
    if (i >= hi || stop_sign(t, i))
        return 0;
    if (t->items[i].lex & LEDE__LEX_PRONOUN) {
        set(q, c, i, i + 1, "pronoun after the verb");
        return 1;
    }
    for (k = i; k < hi && k < i + 10; k++) {
        m = lede__quote_mention(q, k);
        if (m && m->kind == LEDE_PERSON) {
            set(q, c, m->first, m->last, "name after the verb");
            return 1;
        }
        if (m) {
            k = m->last - 1;
            continue;
        }
        if (stop_sign(t, k) || ONE_OF(t, k, prepositions) || ONE_OF(t, k, clause_words))
            break;
    }
    m = lede__quote_mention(q, i);
    if (m && m->kind == LEDE_ORGANISATION) {
        set(q, c, m->first, m->last, "name after the verb");
        return 1;
    }
    while (k < hi && k < i + 12 && !stop_sign(t, k) && !ONE_OF(t, k, clause_words) &&
           !(ONE_OF(t, k, prepositions) && !lede__scan_is(t, k, "of") && !lede__scan_is(t, k, "for") && !lede__scan_is(t, k, "at")))
        k++;
    if (k <= i)
        return 0;
    set(q, c, i, k, "noun after the verb");
    return 1;
}

/* The last pair of marks that opens before token i, or NULL. */
static const lede__marks *marks_before(const lede__quoter *q, size_t i)
{
    size_t lo = 0, hi = q->marks_n;

    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2;

        if (q->marks[mid].open < i)
            lo = mid + 1;
        else
            hi = mid;
    }
    return lo ? &q->marks[lo - 1] : NULL;
}

size_t lede__quote_sentence(const lede__quoter *q, size_t i)
{
    const lede__tokens *t = q->t;
    const lede__marks *m = marks_before(q, i);
    size_t far = i > 400 ? i - 400 : 0;

    while (i > far && !(t->items[i].flags & LEDE__TOK_SENTENCE) && t->items[i - 1].kind != LEDE__TOK_BREAK) {
        i--;
        if (m && i == m->close && m->closed) {
            i = m->open;
            m = m > q->marks ? m - 1 : NULL;
        }
    }
    return i;
}

static void add(lede__quoter *q, const lede__cue *c)
{
    if (q->cues_n == q->cues_cap && !lede__grow(&q->cues, &q->cues_cap, q->cues_n + 1, sizeof *q->cues)) {
        q->failed = 1;
        return;
    }
    q->cues[q->cues_n++] = *c;
}

/* A cue at token i, in the stretch [lo, hi) of its clause outside marks; `quoted` says whether marks stand before lo. */
static void cue(lede__quoter *q, size_t i, size_t lo, size_t hi, int quoted)
{
    const lede__tokens *t = q->t;
    lede__cue c = {0};
    int participle;

    c.first = i;
    c.last = i + 1;
    c.strong = (t->items[i].lex & LEDE__LEX_SAY) != 0;
    if (lede__scan_is(t, i, "according") && lede__scan_is(t, i + 1, "to")) {
        c.last = i + 2;
        c.strong = 1;
        if (subject_after(q, i + 2, hi, &c)) {
            c.rule = "according to";
            add(q, &c);
        }
        return;
    }
    if (!(t->items[i].lex & (LEDE__LEX_SAY | LEDE__LEX_WEAKSAY)) || !lede__name_lower(t, i)) {
        if (!(i == lo && (t->items[i].lex & LEDE__LEX_SAY) && (t->items[i].flags & LEDE__TOK_SENTENCE)))
            return;
    }
    if (lede__quote_mention(q, i))
        return;
    participle = t->items[i].end - t->items[i].start > 4 && memcmp(t->s + t->items[i].end - 3, "ing", 3) == 0;
    if (participle && q->cues_n && q->cues[q->cues_n - 1].first >= lede__quote_sentence(q, i)) {
        const lede__cue *same = &q->cues[q->cues_n - 1];

        c.who_first = same->who_first;
        c.who_last = same->who_last;
        c.mention = same->mention;
        c.rule = "subject of the verb before";
        add(q, &c);
        return;
    }
    if (quoted && i <= lo + 1 && (i == lo || adverb(t, lo) || lede__name_sign(t, lo, ',')) && subject_after(q, i + 1, hi, &c)) {
        add(q, &c);
        return;
    }
    if (subject_before(q, lo, i, &c))
        add(q, &c);
    else if (i == lo && subject_after(q, i + 1, hi, &c))
        add(q, &c);
}

/* The stretch [lo, hi) outside marks, cut into sentences. */
static void stretch(lede__quoter *q, size_t lo, size_t hi, int quoted)
{
    const lede__tokens *t = q->t;
    size_t i, end;

    while (lo < hi && !q->failed) {
        for (end = lo + 1; end < hi && !(t->items[end].flags & LEDE__TOK_SENTENCE) &&
                           t->items[end].kind != LEDE__TOK_BREAK; end++)
            ;
        for (i = lo; i < end && !q->failed; i++)
            cue(q, i, lo, end, quoted);
        quoted = 0;
        lo = end;
    }
}

void lede__quote_cues(lede__quoter *q)
{
    size_t at = 0, m;

    for (m = 0; m < q->marks_n; m++) {
        const lede__marks *k = &q->marks[m];

        stretch(q, at, k->open, m > 0);
        at = k->closed ? k->close + 1 : k->close;
    }
    stretch(q, at, q->t->count, q->marks_n > 0);
}
