/* Read layer: the encodings of mail (RFC 2045, 2047), which feeds and archives use as well. */
#ifndef LEDE_READ_MIME_H
#define LEDE_READ_MIME_H

#include "lede/base.h"

/* Append the bytes of base64; what is no base64 is passed over. */
void lede__base64(const char *s, size_t n, lede_buf *out);
/* Append the bytes of quoted-printable; `header` has '_' for a space. */
void lede__quoted_printable(const char *s, size_t n, int header, lede_buf *out);
/* Append a header's value as UTF-8: encoded words decoded, folds taken out. `charset` is for raw 8-bit bytes, may be NULL. */
void lede__mime_header(const char *s, size_t n, const char *charset, lede_buf *out);
/* Append the parameter of a header such as Content-Type (name in lower case); whether it is there. */
int lede__mime_parameter(const char *s, size_t n, const char *name, lede_buf *out);

#endif
