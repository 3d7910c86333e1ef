/* The last step of reading: faults of sources that no single format owns. */
#include "read/settle.h"

#include <string.h>

#include "base/buf.h"
#include "base/error.h"
#include "lede/text.h"
#include "read/read.h"
#include "text/language.h"
#include "text/sentence.h"

enum { SURE_ENOUGH = 50 };    /* per cent */

/* --- language ----------------------------------------------------------------------------- */

static lede_status settle_language(lede_record *r, lede_error *err)
{
    char said[12] = "", code[8];
    size_t n, len;
    const char *language = lede_record_get(r, LEDE_LANGUAGE, &len), *s = lede_record_get(r, LEDE_BODY, &n);
    lede_status status;

    if (!n)
        s = lede_record_get(r, LEDE_HEADLINE, &n);
    if (!n || (len && (len >= sizeof said || lede__language_may_be(language, s, n))))
        return LEDE_OK;
    memcpy(said, language, len);
    if (lede_language(s, n, code) * 100 < SURE_ENOUGH || strcmp(code, "und") == 0)
        return LEDE_OK;
    status = lede_record_set(r, LEDE_LANGUAGE, code, strlen(code), err);
    return status == LEDE_OK && len ? lede__note(r, err, "language: the source says %s, the text is %s", said, code)
                                    : status;
}

/* --- authors -------------------------------------------------------------------------------- */

static int has_letter(const char *s, size_t n)
{
    size_t i, len;

    for (i = 0; i < n; i += len)
        if (lede__is_letter(lede__char_at(s, n, i, &len)))
            return 1;
    return 0;
}

/* "Staff Reporter", "Redaktion", "admin": nothing but words for whoever did the work. */
static int is_job(const char *s, size_t n)
{
    static const char *const words[] = {
        "admin",  "administrator", "by",        "correspondent", "correspondents", "desk",     "editor",    "editors",
        "of",     "editorial",     "news",      "newsdesk",      "newsroom",       "our",      "redacci\xC3\xB3n",
        "redaktion", "redazione",  "reporter",  "reporters",     "r\xC3\xA9" "daction", "staff", "team", "the",
        "unknown", "webmaster",    "writer",    "writers",       NULL};
    size_t i, k, start;

    for (i = 0; i < n;) {
        while (i < n && (s[i] == ' ' || s[i] == '-'))
            i++;
        for (start = i; i < n && s[i] != ' ' && s[i] != '-';)
            i++;
        for (k = 0; words[k] && !lede__is(s + start, i - start, words[k]); k++) {}
        if (i > start && !words[k])
            return 0;
    }
    return 1;
}

/* An agency signs with the letters that also stand for it as the publisher. */
static int is_acronym_of(const char *s, size_t n, const char *publisher, size_t m)
{
    size_t i;

    for (i = 0; i < n; i++)
        if (s[i] < 'A' || s[i] > 'Z')
            return 0;
    return n == m && memcmp(s, publisher, n) == 0;
}

static lede_status settle_authors(lede_record *r, lede_error *err)
{
    size_t i, n, m, count = lede_record_count(r, LEDE_AUTHORS), kept = 0;
    const char *publisher = lede_record_get(r, LEDE_PUBLISHER, &m), *s;
    lede_buf names;
    lede_status status = LEDE_OK;

    lede_buf_init(&names);
    for (i = 0; i < count; i++) {
        s = lede_record_item(r, LEDE_AUTHORS, i, &n);
        if (!has_letter(s, n) || is_job(s, n) || is_acronym_of(s, n, publisher, m))
            continue;
        lede_buf_add(&names, s, n);
        lede_buf_add(&names, "", 1);
        kept++;
    }
    if (names.failed)
        status = lede__nomem(err);
    if (status == LEDE_OK && kept < count) {
        lede_record_clear(r, LEDE_AUTHORS);
        for (s = names.s, i = 0; i < kept && status == LEDE_OK; i++, s += strlen(s) + 1)
            status = lede_record_add(r, LEDE_AUTHORS, s, strlen(s), err);
    }
    lede_buf_release(&names);
    return status;
}

/* --- body ------------------------------------------------------------------------------------- */

/* "... [+1234 chars]": news interfaces give a beginning and say so in the text (NewsAPI). The mark's start, n where there is none. */
static size_t cut_mark(const char *s, size_t n, size_t *missing)
{
    static const char tail[] = " chars]";
    size_t end = n > sizeof tail ? n - (sizeof tail - 1) : 0, at = end;

    *missing = 0;
    if (!end || memcmp(s + end, tail, sizeof tail - 1) != 0)
        return n;
    while (at && s[at - 1] >= '0' && s[at - 1] <= '9')
        at--;
    if (at == end || end - at > 9 || at < 2 || memcmp(s + at - 2, "[+", 2) != 0)
        return n;
    while (at < end)
        *missing = *missing * 10 + (size_t)(s[at++] - '0');
    for (at = (size_t)((const char *)memrchr(s, '[', n) - s); at && s[at - 1] == ' ';)
        at--;
    return at;
}

static lede_status settle_body(lede_record *r, lede_error *err)
{
    size_t n, missing;
    const char *s = lede_record_get(r, LEDE_BODY, &n);
    size_t end = cut_mark(s, n, &missing);
    lede_buf body;
    lede_status status;

    if (end == n)
        return LEDE_OK;
    lede_buf_init(&body);
    lede_buf_add(&body, s, end);
    status = body.failed ? lede__nomem(err) : lede_record_set(r, LEDE_BODY, body.n ? body.s : "", body.n, err);
    lede_buf_release(&body);
    return status == LEDE_OK ? lede__note(r, err, "the source gives the beginning only: %zu characters are missing", missing) : status;
}

/* --- publisher -------------------------------------------------------------------------------- */

/* "https://www.pier.example/" -> "pier.example" */
static lede_status settle_publisher(lede_record *r, lede_error *err)
{
    size_t n, len = 0;
    const char *s = lede_record_get(r, LEDE_PUBLISHER, &n), *host;
    char name[256];

    if (!lede__starts(s, n, "http://") && !lede__starts(s, n, "https://"))
        return LEDE_OK;
    host = (const char *)memchr(s, ':', n) + 3;
    if (lede__starts(host, n - (size_t)(host - s), "www."))
        host += 4;
    while (host + len < s + n && !strchr("/?#: ", host[len]))
        len++;
    if (!len || len >= sizeof name || !memchr(host, '.', len))
        return LEDE_OK;
    memcpy(name, host, len);    /* setting the field frees what it held */
    return lede_record_set(r, LEDE_PUBLISHER, name, len, err);
}

lede_status lede__settle(lede_record *r, lede_error *err)
{
    lede_status status = settle_publisher(r, err);

    if (status == LEDE_OK)
        status = settle_authors(r, err);
    if (status == LEDE_OK)
        status = settle_body(r, err);
    return status == LEDE_OK ? settle_language(r, err) : status;
}
