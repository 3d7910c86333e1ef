/*
 * News layer, knows text and base. What the files of the quote finder share.
 *
 * quote_marks.c pairs marks, quote_cue.c finds words of saying and their
 * subjects (quote_subject.c), quote_kind.c tells speech from terms, and
 * quote_speaker.c brings them together.
 */
#ifndef LEDE_NEWS_QUOTE_H
#define LEDE_NEWS_QUOTE_H

#include "lede/quotes.h"
#include "news/name.h"

#define LEDE__NO_TOKEN ((size_t)-1)

/* A pair of marks at the outermost level. */
typedef struct lede__marks {
    size_t open, close;      /* tokens of the marks; close is the token after the last where the pair is unclosed */
    size_t start, end;       /* bytes between them */
    int closed;
    int goes_on;             /* unclosed, and the next paragraph opens anew */
    int title;               /* marks that only titles have */
} lede__marks;

/* A word of saying outside the marks, with who says. */
typedef struct lede__cue {
    size_t first, last;      /* tokens of the verb, or of "according to" */
    size_t who_first, who_last;
    size_t mention;          /* the name among them, or LEDE__NO_TOKEN */
    const char *rule;
    int strong;              /* a verb of saying and nothing else */
    size_t last_strong;      /* index of the last strong cue up to this one, or LEDE__NO_TOKEN */
} lede__cue;

typedef struct lede__quoter {
    const lede__tokens *t;
    const lede__finder *f;
    const char *language;
    lede__marks *marks;
    size_t marks_n, marks_cap;
    lede__cue *cues;
    size_t cues_n, cues_cap;
    uint32_t *mention_at;    /* for each token: 1 + the mention that covers it */
    uint32_t *paragraph_at;  /* for each token: how many breaks stand before it */
    int failed;
} lede__quoter;

/* Pair the marks. */
void lede__quote_marks(lede__quoter *q);

/* The subject that ends before token `end`, no further back than `lo`, into who_first, who_last, mention, rule. 0 where none. */
int lede__quote_subject_before(const lede__quoter *q, size_t lo, size_t end, lede__cue *c);

/* The subject that follows token `at`, before `hi`: said Ms. Arden, said the ministry. */
int lede__quote_subject_after(const lede__quoter *q, size_t at, size_t hi, lede__cue *c);

/* The subject of the clause that begins at `lo`, before `hi`. */
int lede__quote_subject_of(const lede__quoter *q, size_t lo, size_t hi, lede__cue *c);

/* Whether a lower-case word stands between subject and verb: also, has, clearly. */
int lede__quote_adverb(const lede__tokens *t, size_t i);

/* Whether token i is one of the words, n of them. */
int lede__quote_word(const lede__tokens *t, size_t i, const char *const *words, size_t n);

#define LEDE__ONE_OF(t, i, list) lede__quote_word(t, i, list, sizeof(list) / sizeof *(list))

/* Find the cues outside the marks. */
void lede__quote_cues(lede__quoter *q);

/* The mention that covers the token, or NULL. */
const lede__mention *lede__quote_mention(const lede__quoter *q, size_t token);

/* The first token of the sentence that token i stands in, marks around it not counted as sentences. */
size_t lede__quote_sentence(const lede__quoter *q, size_t i);

/* Whether what the marks hold ends with one of these ASCII signs, marks inside it left out. */
int lede__quote_ends(const lede__quoter *q, const lede__marks *m, const char *signs);

/* Whether the marks open where a sentence begins. */
int lede__quote_opens_sentence(const lede__quoter *q, const lede__marks *m);

/* The token after the marks. */
size_t lede__quote_after(const lede__marks *m);

/* Speech or term: what the marks hold, where `c` is the cue of their sentence or NULL. */
lede_quote_kind lede__quote_kind(const lede__quoter *q, const lede__marks *m, const lede__cue *c);

/* Fill in kind, speaker and cue of the i-th pair of marks. `last` is the cue of the quote before, or NULL. */
void lede__quote_speaker(const lede__quoter *q, size_t i, lede_quote *out, const lede__cue **last);

/* Write the speaker that a cue names into the quote, pronouns and bare names resolved. */
void lede__quote_names(const lede__quoter *q, const lede__cue *c, lede_quote *out);

#endif
