/* Read layer: a stored HTTP response (RFC 9112) -> its page. What headers claim is checked against the bytes. */
#ifndef LEDE_READ_HTTP_H
#define LEDE_READ_HTTP_H

#include "read/read.h"

typedef struct lede__http {
    int status;             /* 0: no status line, the bytes are the body */
    lede_buf type;          /* media type, lower case, without parameters */
    lede_buf charset;       /* its charset parameter */
    char *body;             /* inside the bytes given, or `unpacked` */
    size_t n;
    lede_buf unpacked;
} lede__http;

/* Read a response in place. LEDE_FORMAT (err says why) where the body cannot be unpacked. */
lede_status lede__http_read(char *s, size_t n, const lede_read_options *o, lede__http *h, lede_error *err);
void lede__http_release(lede__http *h);

/* The length of header lines with the blank line that ends them, of HTTP or mail; 0 where none does. */
size_t lede__head_length(const char *s, size_t n);
/* The value of a header (name in lower case) in a block of header lines; NULL where absent. */
const char *lede__header(const char *s, size_t n, const char *name, size_t *value_n);
/* Split a Content-Type into its parts. */
void lede__media_type(const char *s, size_t n, lede_buf *type, lede_buf *charset);

#endif
