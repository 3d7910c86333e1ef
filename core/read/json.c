#include "read/json.h"

#include <string.h>

#include "base/buf.h"
#include "base/error.h"
#include "base/stretch.h"

typedef struct scan {
    const char *s;
    size_t n, at;
    int odd;                /* saw what strict JSON forbids */
    lede_error *err;
} scan;

static size_t space(const char *s, size_t n, size_t at)
{
    while (at < n && (s[at] == ' ' || s[at] == '\n' || s[at] == '\r' || s[at] == '\t'))
        at++;
    return at;
}

static lede_status wrong(scan *c, const char *what)
{
    if (c->at >= c->n)
        return lede__fail_at(c->err, LEDE_FORMAT, c->at, "JSON is cut short after %zu bytes", c->n);
    return lede__fail_at(c->err, LEDE_FORMAT, c->at, "broken JSON at byte %zu: %s", c->at + 1, what);
}

/* --- scalars ------------------------------------------------------------------------ */

static int is_hex(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

static lede_status escape(scan *c)
{
    size_t i;

    if (++c->at >= c->n)
        return wrong(c, "");
    if (!strchr("\"\\/bfnrtu", c->s[c->at]) || !c->s[c->at])
        return wrong(c, "no such escape");
    if (c->s[c->at] == 'u')
        for (i = 0; i < 4; i++)
            if (++c->at >= c->n || !is_hex(c->s[c->at]))
                return wrong(c, "an escape needs four digits");
    c->at++;
    return LEDE_OK;
}

/* The string at the opening quote; *plain is left alone unless it has escapes. */
static lede_status string(scan *c, int *plain)
{
    const unsigned char *p = (const unsigned char *)c->s;
    size_t at = c->at + 1, n = c->n;

    for (;;) {
        at += lede__quoted_stretch(p + at, n - at);
        c->at = at;
        if (at >= n)
            return wrong(c, "");
        if (p[at] == '"') {
            c->at++;
            return LEDE_OK;
        }
        if (p[at] == '\\') {
            *plain = 0;
            if (escape(c) != LEDE_OK)
                return LEDE_FORMAT;
            at = c->at;
        } else {
            c->odd = 1;
            at++;
        }
    }
}

static int digits(scan *c)
{
    size_t from = c->at;

    while (c->at < c->n && c->s[c->at] >= '0' && c->s[c->at] <= '9')
        c->at++;
    return c->at > from;
}

static int word(scan *c, const char *w)
{
    size_t n = strlen(w);

    if (c->n - c->at < n || memcmp(c->s + c->at, w, n) != 0)
        return 0;
    c->at += n;
    return 1;
}

static lede_status number(scan *c, lede__json_kind *kind)
{
    size_t from = c->at;

    if (c->s[c->at] == '-')
        c->at++;
    if (c->at < c->n && word(c, "Infinity")) {
        *kind = LEDE__JSON_NULL;
        c->odd = 1;
        return LEDE_OK;
    }
    from = c->at;
    if (!digits(c))
        return wrong(c, "a value is missing");
    if (c->s[from] == '0' && c->at - from > 1)
        return wrong(c, "a number with a leading zero");
    if (c->at < c->n && c->s[c->at] == '.') {
        c->at++;
        if (!digits(c))
            return wrong(c, "a number without digits after its point");
    }
    if (c->at < c->n && (c->s[c->at] == 'e' || c->s[c->at] == 'E')) {
        c->at++;
        if (c->at < c->n && (c->s[c->at] == '+' || c->s[c->at] == '-'))
            c->at++;
        if (!digits(c))
            return wrong(c, "a number without its exponent");
    }
    *kind = LEDE__JSON_NUMBER;
    return LEDE_OK;
}

static lede_status scalar(scan *c, lede__json_kind *kind)
{
    switch (c->s[c->at]) {
    case 't': *kind = LEDE__JSON_TRUE; return word(c, "true") ? LEDE_OK : wrong(c, "no such value");
    case 'f': *kind = LEDE__JSON_FALSE; return word(c, "false") ? LEDE_OK : wrong(c, "no such value");
    case 'n': *kind = LEDE__JSON_NULL; return word(c, "null") ? LEDE_OK : wrong(c, "no such value");
    case 'N':
        *kind = LEDE__JSON_NULL;
        c->odd = 1;
        return word(c, "NaN") ? LEDE_OK : wrong(c, "no such value");
    default: return number(c, kind);
    }
}

/* --- containers ----------------------------------------------------------------------- */

/* At a member's key: pass over it and the colon. */
static lede_status key_and_colon(scan *c)
{
    int plain;

    if (c->at >= c->n || c->s[c->at] != '"')
        return wrong(c, "a key in quotes is missing");
    if (string(c, &plain) != LEDE_OK)
        return LEDE_FORMAT;
    c->at = space(c->s, c->n, c->at);
    if (c->at >= c->n || c->s[c->at] != ':')
        return wrong(c, "a colon is missing");
    c->at = space(c->s, c->n, c->at + 1);
    return LEDE_OK;
}

/* Pass over the container at its opening bracket, without recursion: one bit a level says which bracket. */
static lede_status container(scan *c)
{
    char open[LEDE__JSON_DEEPEST];
    size_t depth = 0;
    lede__json_kind kind;
    int plain, fresh = 0;

    do {
        char b = c->at < c->n ? c->s[c->at] : '\0';

        if (b == '{' || b == '[') {
            if (depth == LEDE__JSON_DEEPEST)
                return wrong(c, "nested too deep");
            open[depth++] = b;
            fresh = 1;
            c->at = space(c->s, c->n, c->at + 1);
        } else if (b == '"' ? string(c, &plain) : c->at < c->n ? scalar(c, &kind) : wrong(c, "")) {
            return LEDE_FORMAT;
        } else {
            fresh = 0;
        }
        for (;;) {      /* after a value, or just inside a bracket: what may come */
            c->at = space(c->s, c->n, c->at);
            if (c->at >= c->n)
                return wrong(c, "");
            if (c->s[c->at] == (open[depth - 1] == '{' ? '}' : ']')) {
                c->at++;
                fresh = 0;
                if (!--depth)
                    return LEDE_OK;
                continue;
            }
            if (!fresh) {
                if (c->s[c->at] != ',')
                    return wrong(c, "a comma is missing");
                c->at = space(c->s, c->n, c->at + 1);
            }
            if (open[depth - 1] == '{' && key_and_colon(c) != LEDE_OK)
                return LEDE_FORMAT;
            break;
        }
    } while (depth);
    return LEDE_OK;
}

lede_status lede__json_value(const char *s, size_t n, size_t *at, lede__json *v, lede_error *err)
{
    scan c = {s, n, space(s, n, *at), 0, err};
    size_t from = c.at;
    int plain = 1;
    lede_status status;

    v->kind = LEDE__JSON_NONE;
    if (c.at >= n)
        return wrong(&c, "");
    if (s[c.at] == '{' || s[c.at] == '[') {
        v->kind = s[c.at] == '{' ? LEDE__JSON_OBJECT : LEDE__JSON_ARRAY;
        status = container(&c);
    } else if (s[c.at] == '"') {
        v->kind = LEDE__JSON_STRING;
        status = string(&c, &plain);
    } else {
        status = scalar(&c, &v->kind);
    }
    v->s = s + from;
    v->n = c.at - from;
    v->plain = plain && !c.odd;
    *at = c.at;
    return status;
}

lede_status lede__json_parse(const char *s, size_t n, lede__json *v, lede_error *err)
{
    scan c = {s, n, 0, 0, err};
    lede_status status = lede__json_value(s, n, &c.at, v, err);

    if (status != LEDE_OK)
        return status;
    c.at = space(s, n, c.at);
    return c.at < n ? wrong(&c, "something follows the value") : LEDE_OK;
}

int lede__json_next(const lede__json *container_, size_t *at, lede__json *key, lede__json *item)
{
    size_t i = space(container_->s, container_->n, *at ? *at : 1);

    if (*at && i < container_->n && container_->s[i] == ',')
        i = space(container_->s, container_->n, i + 1);
    if (container_->n < 2 || i >= container_->n - 1)
        return 0;
    if (container_->kind == LEDE__JSON_OBJECT) {
        if (lede__json_value(container_->s, container_->n, &i, key, NULL) != LEDE_OK)
            return 0;
        i = space(container_->s, container_->n, i) + 1;
    }
    if (lede__json_value(container_->s, container_->n, &i, item, NULL) != LEDE_OK)
        return 0;
    *at = i;
    return 1;
}

lede__json lede__json_get(const lede__json *object, const char *name)
{
    lede__json key, item, none = {LEDE__JSON_NONE, "", 0, 1};
    size_t at = 0, n = strlen(name);

    if (object->kind != LEDE__JSON_OBJECT)
        return none;
    while (lede__json_next(object, &at, &key, &item))
        if (key.n == n + 2 && memcmp(key.s + 1, name, n) == 0)
            return item;
    return none;
}

/* --- texts -------------------------------------------------------------------------------- */

static unsigned hex4(const char *s)
{
    unsigned v = 0;
    int i;

    for (i = 0; i < 4; i++)
        v = v << 4 | (unsigned)(s[i] <= '9' ? s[i] - '0' : (s[i] | 32) - 'a' + 10);
    return v;
}

static void add_utf8(unsigned c, lede_buf *out)
{
    char *to = lede__buf_room(out, 4);

    if (!to)
        return;
    if (c < 0x80) {
        *to++ = (char)c;
    } else if (c < 0x800) {
        *to++ = (char)(0xC0 | c >> 6);
        *to++ = (char)(0x80 | (c & 63));
    } else if (c < 0x10000) {
        *to++ = (char)(0xE0 | c >> 12);
        *to++ = (char)(0x80 | (c >> 6 & 63));
        *to++ = (char)(0x80 | (c & 63));
    } else {
        *to++ = (char)(0xF0 | c >> 18);
        *to++ = (char)(0x80 | (c >> 12 & 63));
        *to++ = (char)(0x80 | (c >> 6 & 63));
        *to++ = (char)(0x80 | (c & 63));
    }
    *to = '\0';
    out->n = (size_t)(to - out->s);
}

/* The escape after a backslash at s[at]; returns how many bytes it takes. */
static size_t unescape(const char *s, size_t n, size_t at, lede_buf *out, size_t *bad)
{
    static const char from[] = "bfnrt", to[] = "\b\f\n\r\t";
    const char *hit = strchr(from, s[at + 1]);
    unsigned c, low;

    if (s[at + 1] != 'u') {
        lede_buf_addc(out, hit ? to[hit - from] : s[at + 1]);
        return 2;
    }
    c = hex4(s + at + 2);
    if (c >= 0xD800 && c < 0xDC00 && at + 12 <= n && s[at + 6] == '\\' && s[at + 7] == 'u') {
        low = hex4(s + at + 8);
        if (low >= 0xDC00 && low < 0xE000) {
            add_utf8(0x10000 + ((c - 0xD800) << 10) + (low - 0xDC00), out);
            return 12;
        }
    }
    if ((c >= 0xD800 && c < 0xE000) || c == 0) {
        c = 0xFFFD;
        ++*bad;
    }
    add_utf8(c, out);
    return 6;
}

size_t lede__json_string(const lede__json *string_, lede_buf *out)
{
    const char *s = string_->s + 1, *hit;
    size_t n = string_->n - 2, at = 0, bad = 0;

    while (at < n) {
        hit = memchr(s + at, '\\', n - at);
        lede_buf_add(out, s + at, hit ? (size_t)(hit - s) - at : n - at);
        at = hit ? (size_t)(hit - s) : n;
        if (hit)
            at += unescape(s, n, at, out, &bad);
    }
    return bad;
}

void lede__json_quote(const char *s, size_t n, lede_buf *out)
{
    size_t at = 0, len;

    lede_buf_addc(out, '"');
    for (;; at++) {
        unsigned char c;

        len = lede__quoted_stretch((const unsigned char *)s + at, n - at);
        lede_buf_add(out, s + at, len);
        at += len;
        if (at == n)
            break;
        c = (unsigned char)s[at];
        if (c < 0x20)
            lede__buf_addf(out, c == '\n' ? "\\n" : c == '\t' ? "\\t" : c == '\r' ? "\\r" : "\\u%04x", c);
        else {
            lede_buf_addc(out, '\\');
            lede_buf_addc(out, (char)c);
        }
    }
    lede_buf_addc(out, '"');
}

void lede__json_strict(const lede__json *v, lede_buf *out)
{
    size_t i;
    int inside = 0;

    if (v->plain) {
        lede_buf_add(out, v->s, v->n);
        return;
    }
    if (v->kind == LEDE__JSON_NULL || v->kind == LEDE__JSON_NONE) {
        lede_buf_addz(out, "null");
        return;
    }
    for (i = 0; i < v->n; i++) {
        unsigned char c = (unsigned char)v->s[i];

        if (inside && c == '\\' && i + 1 < v->n) {
            lede_buf_add(out, v->s + i++, 2);
        } else if (inside && c < 0x20) {
            lede__buf_addf(out, "\\u%04x", c);
        } else if (!inside && (c == 'N' || c == 'I')) {
            i += c == 'N' ? 2 : 7;
            if (out->n && out->s[out->n - 1] == '-')
                out->s[--out->n] = '\0';
            lede_buf_addz(out, "null");
        } else {
            inside ^= c == '"';
            lede_buf_addc(out, (char)c);
        }
    }
}
