/*
 * Read layer: bytes in any charset -> valid UTF-8.
 *
 * What decides, in this order: a byte-order mark; valid UTF-8 (whatever was
 * declared: a lying declaration loses); the charset of the protocol; the
 * document's declaration; evidence in the bytes. ISO-8859-1 and ASCII mean
 * windows-1252, as in browsers (WHATWG Encoding). A declaration that
 * the bytes contradict yields to evidence. What cannot be decoded becomes
 * U+FFFD and is counted.
 */
#ifndef LEDE_READ_CHARSET_H
#define LEDE_READ_CHARSET_H

#include "lede/base.h"

typedef struct lede__decoded {
    const char *charset;    /* "UTF-8", "windows-1251", ...: a constant */
    const char *label;      /* what was declared (the constant of it), NULL where nothing known was */
    size_t bad;             /* how many places became U+FFFD */
    int guessed;            /* by evidence */
} lede__decoded;

/* The charset that a label ("latin1", "gb2312") means, NULL where it is unknown. */
const char *lede__charset_of_label(const char *label, size_t n);

/*
 * Append the text as UTF-8 without byte-order mark; NUL characters become U+FFFD. `protocol` (of HTTP or MIME) and
 * `declared` (of the document) are labels, NULL or "" where there are none.
 */
lede_status lede__charset_decode(const char *s, size_t n, const char *protocol, const char *declared, lede_buf *out,
                                 lede__decoded *d, lede_error *err);

/* Append text of the one charset (a name that the functions here return); returns how many places became U+FFFD. */
size_t lede__charset_convert(const char *s, size_t n, const char *charset, lede_buf *out);

/* charset_guess.c: the likeliest charset of bytes that are not UTF-8; *sure is 0 to 100. Never NULL. */
const char *lede__charset_guess(const char *s, size_t n, int *sure);
/* The UTF-16 or UTF-32 of bytes without a mark, by where their zeros are; NULL for neither. */
const char *lede__charset_wide(const char *s, size_t n);
/* The charset of a byte-order mark and its length in *skip, or NULL. */
const char *lede__charset_mark(const char *s, size_t n, size_t *skip);

#endif
