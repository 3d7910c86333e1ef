#include "read/mime.h"

#include <string.h>

#include "read/charset.h"
#include "read/read.h"

void lede__base64(const char *s, size_t n, lede_buf *out)
{
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    unsigned bits = 0;
    int have = 0;
    size_t i;

    for (i = 0; i < n && s[i] != '='; i++) {
        const char *d = s[i] ? strchr(digits, s[i]) : NULL;

        if (!d)
            continue;
        bits = bits << 6 | (unsigned)(d - digits);
        have += 6;
        if (have >= 8) {
            have -= 8;
            lede_buf_addc(out, (char)(bits >> have & 255));
        }
    }
}

static int hex(char c)
{
    return c >= '0' && c <= '9' ? c - '0' : c >= 'A' && c <= 'F' ? c - 'A' + 10 : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

void lede__quoted_printable(const char *s, size_t n, int header, lede_buf *out)
{
    size_t i, end;

    for (i = 0; i < n; i++) {
        if (s[i] == '_' && header) {
            lede_buf_addc(out, ' ');
        } else if (s[i] != '=') {
            lede_buf_addc(out, s[i]);
        } else if (i + 2 < n && hex(s[i + 1]) >= 0 && hex(s[i + 2]) >= 0) {
            lede_buf_addc(out, (char)(hex(s[i + 1]) << 4 | hex(s[i + 2])));
            i += 2;
        } else {
            for (end = i + 1; end < n && (s[end] == ' ' || s[end] == '\t' || s[end] == '\r');)
                end++;
            if (end < n && s[end] == '\n')
                i = end;        /* a soft line end */
            else if (end < n)
                lede_buf_addc(out, '=');
        }
    }
}

enum { LONGEST_WORD = 2000 };   /* RFC 2047 says 75; mailers do more */

/* --- headers ----------------------------------------------------------------------------- */

/* An encoded word at "=?": charset, kind, text. Returns its length, 0 where it is none. */
static size_t encoded_word(const char *s, size_t n, lede_buf *out)
{
    const char *charset, *kind, *text, *end;
    lede_buf raw;
    lede__decoded d;
    char label[48];
    size_t len;

    charset = s + 2;
    kind = memchr(charset, '?', n - 2);
    if (!kind || (size_t)(s + n - kind) < 4 || kind[2] != '?')
        return 0;
    text = kind + 3;
    len = (size_t)(s + n - text);
    end = lede__find(text, len < LONGEST_WORD ? len : LONGEST_WORD, "?=");
    if (!end)
        return 0;
    for (len = 0; len + 1 < sizeof label && charset + len < kind && charset[len] != '*'; len++)
        label[len] = charset[len];
    label[len] = '\0';
    lede_buf_init(&raw);
    if (kind[1] == 'B' || kind[1] == 'b')
        lede__base64(text, (size_t)(end - text), &raw);
    else
        lede__quoted_printable(text, (size_t)(end - text), 1, &raw);
    lede__charset_decode(raw.n ? raw.s : "", raw.n, label, NULL, out, &d, NULL);
    out->failed |= raw.failed;
    lede_buf_release(&raw);
    return (size_t)(end + 2 - s);
}

static void add_plain(const char *s, size_t n, const char *charset, lede_buf *out)
{
    lede__decoded d;

    if (n)
        lede__charset_decode(s, n, charset, NULL, out, &d, NULL);
}

void lede__mime_header(const char *s, size_t n, const char *charset, lede_buf *out)
{
    size_t at = 0, from = 0, len, gap;

    while (at < n) {
        len = at + 6 < n && s[at] == '=' && s[at + 1] == '?' ? encoded_word(s + at, n - at, out) : 0;
        if (len) {
            at += len;
            from = at;
            for (gap = at; gap < n && strchr(" \t\r\n", s[gap]);)
                gap++;
            if (gap + 1 < n && s[gap] == '=' && s[gap + 1] == '?')
                at = from = gap;    /* white space between two encoded words is none of the text */
            continue;
        }
        for (at++; at < n && !(s[at] == '=' && at + 1 < n && s[at + 1] == '?');)
            at++;
        add_plain(s + from, at - from, charset, out);
        from = at;
    }
}

int lede__mime_parameter(const char *s, size_t n, const char *name, lede_buf *out)
{
    size_t len = strlen(name);
    const char *at = memchr(s, ';', n), *end = s + n;

    while (at) {
        for (at++; at < end && strchr(" \t\r\n", *at);)
            at++;
        if (lede__starts(at, (size_t)(end - at), name) && at + len < end && at[len] == '=') {
            int quoted = at + len + 1 < end && at[len + 1] == '"';

            for (at += len + 1 + (size_t)quoted; at < end && (quoted ? *at != '"' : !strchr("; \t\r\n", *at)); at++)
                lede_buf_addc(out, *at);
            return 1;
        }
        at = memchr(at, ';', (size_t)(end - at));
    }
    return 0;
}
