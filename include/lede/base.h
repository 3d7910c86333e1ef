/*
 * Base layer: statuses, errors, byte buffers. Knows the C library only.
 *
 * Conventions of every layer above:
 *  - Text comes in as (const char *s, size_t n); zero bytes inside are legal.
 *  - Spans are half-open byte offsets [start, end) into the text they name.
 *  - A function that can fail returns a lede_status. A caller may pass NULL
 *    for `err`; the innermost message wins. Messages are one line, lower case,
 *    name their subject in quotes and end without a full stop.
 *  - The library never prints, never aborts and keeps no mutable globals; one
 *    handle serves one thread at a time.
 */
#ifndef LEDE_BASE_H
#define LEDE_BASE_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#define LEDE_VERSION "0.1.0"

#if defined(__GNUC__)
#define LEDE_API __attribute__((visibility("default")))
#else
#define LEDE_API
#endif

typedef enum lede_status {
    LEDE_OK = 0,
    LEDE_DONE,       /* no failure: an iteration has no further item */
    LEDE_NOMEM,      /* an allocation failed */
    LEDE_USAGE,      /* the caller's arguments do not fit */
    LEDE_NOTFOUND,   /* no such file, article, run, ... */
    LEDE_IO,         /* the operating system refused */
    LEDE_FORMAT,     /* the input is not what it claims to be */
    LEDE_LIMIT,      /* a named limit was reached */
    LEDE_BUSY,       /* another process holds what is needed */
    LEDE_QUERY,      /* a query is wrong; lede_error.at says where */
    LEDE_CORRUPT,    /* the store is damaged */
    LEDE_STOPPED     /* a callback or the user asked to stop */
} lede_status;

#define LEDE_NOWHERE ((size_t)-1)

typedef struct lede_error {
    lede_status status;
    size_t at;            /* byte offset in the text at fault, or LEDE_NOWHERE */
    char message[512];    /* UTF-8, NUL-terminated */
} lede_error;

/* Half-open byte range of a text. */
typedef struct lede_span {
    size_t start, end;
} lede_span;

/*
 * A growing byte buffer, held by value. It remembers that memory ran out
 * (`failed`), so that a caller checks once, at the end. `s` is NUL-terminated
 * after any append that succeeded, and NULL while nothing was ever appended.
 */
typedef struct lede_buf {
    char *s;
    size_t n, cap;
    int failed;
} lede_buf;

/* The library's version, as in LEDE_VERSION at its build. */
LEDE_API const char *lede_version(void);

/* Free memory that the library handed over. NULL is fine. */
LEDE_API void lede_free(void *p);

LEDE_API void lede_buf_init(lede_buf *b);
LEDE_API void lede_buf_release(lede_buf *b);
/* Forget the contents and any failure, keep the memory. */
LEDE_API void lede_buf_clear(lede_buf *b);
LEDE_API void lede_buf_add(lede_buf *b, const char *s, size_t n);
LEDE_API void lede_buf_addz(lede_buf *b, const char *z);
LEDE_API void lede_buf_addc(lede_buf *b, char c);

/*
 * The 32 bytes of SHA-256 (FIPS 180-4) of `s` as 64 lower-case hexadecimal
 * digits and a NUL.
 */
LEDE_API void lede_sha256_hex(const char *s, size_t n, char out[65]);

#ifdef __cplusplus
}
#endif

#endif
