#include "text/address.h"

#include <string.h>

#include "text/utf8.h"

enum { LOCAL_MAX = 64, HOST_MAX = 253 };   /* RFC 5321, section 4.5.3.1; RFC 1035 */

static int is_alnum(uint8_t c)
{
    return (lede__byte_class[c] & (LEDE__ALPHA | LEDE__DIGIT)) != 0;
}

static int is_local(uint8_t c)
{
    return is_alnum(c) || c == '.' || c == '_' || c == '+' || c == '-';
}

/* --- e-mail ------------------------------------------------------------------------ */

/* The end of a host name with a dot in it and a last label of two letters or more, 0 where there is none. */
static size_t host_name(const uint8_t *s, size_t n, size_t at)
{
    size_t start = at, label, end = 0;

    for (;;) {
        for (label = at; at < n && at - start < HOST_MAX && (is_alnum(s[at]) || s[at] == '-');)
            at++;
        if (at == label)
            return end;
        if (label > start && at - label >= 2 && is_alnum(s[at - 1]))
            end = at;
        if (at >= n || s[at] != '.')
            return end;
        at++;
    }
}

static int email(const uint8_t *s, size_t n, lede__word *w)
{
    size_t at = w->start, host;

    while (at < n && at - w->start < LOCAL_MAX && is_local(s[at]))
        at++;
    if (at < w->end || at + 1 >= n || s[at] != '@')
        return 0;
    host = host_name(s, n, at + 1);
    if (!host)
        return 0;
    w->end = host;
    w->cls = LEDE_WORD_EMAIL;
    return 1;
}

size_t lede__host_end(const uint8_t *s, size_t n, size_t at)
{
    size_t host = at + 1 < n && s[at] == '@' ? host_name(s, n, at + 1) : 0;

    return host ? host : at;
}

/* --- URLs ---------------------------------------------------------------------------- */

static int url_stops(uint8_t c)
{
    return c <= ' ' || c == 0x7F || (c < 0x80 && strchr("<>\"`{}|\\^", c));
}

/* The end of a URL, punctuation that belongs to the sentence around it left out. */
static size_t url_end(const uint8_t *s, size_t n, size_t start, size_t at)
{
    size_t len, open = 0, shut = 0;
    unsigned wb;

    for (; at < n; at += len) {
        len = 1;
        if (s[at] < 0x80) {
            if (url_stops(s[at]))
                break;
            open += s[at] == '(';
            shut += s[at] == ')';
            continue;
        }
        wb = lede__word_prop(lede__decode(s + at, n - at, &len));
        if (lede__is_ideograph(wb) || (LEDE__WB(wb) != LEDE__WB_ALETTER && LEDE__WB(wb) != LEDE__WB_NUMERIC &&
                                       LEDE__WB(wb) != LEDE__WB_HEBREW_LETTER && LEDE__WB(wb) != LEDE__WB_EXTEND))
            break;
    }
    for (; at > start; at--) {
        uint8_t c = s[at - 1];

        if (c == ')' && shut > open)
            shut--;
        else if (c >= 0x80 || !strchr(".,;:!?'*_~[]&", c))
            break;
    }
    return at;
}

/* Top-level domains that make a bare "name.tld" an address; country codes that are common words are left out. */
static const char *const domains[] = {"com", "org", "net", "edu", "gov", "mil", "int", "info", "biz", "tv", "io", "eu",
    "ru", "uk", "de", "fr", "ua", "jp", "cn", "nl", "pl", "ch", "br", "ca", "au", "nz", "se", "dk", "fi", "cz", "gr",
    "tr", "ir", "il", "kr", "tw", "hk", "th", "vn", "mx", "ar", "cl", "za", "ng", "ke", "eg", "sa", "ae", "pk", "bd",
    "lk", "by", "kz", "ge", "lt", "lv", "ee", "sk", "si", "hr", "rs", "bg", "ro", "hu", "es", "pt", "ie", NULL};

/* Whether the word "a.b.tld" is a domain by its last label; written as a domain is: in lower case at its end. */
static int is_domain(const uint8_t *s, size_t n)
{
    size_t i, dot = n;

    for (i = 0; i < n; i++) {
        if (s[i] == '.')
            dot = i;
        else if (!is_alnum(s[i]) && s[i] != '-')
            return 0;
    }
    if (dot < 2 || n - dot < 3 || n - dot > 5)
        return dot < n && n > 4 && memcmp(s, "www.", 4) == 0;
    if (memcmp(s, "www.", 4) == 0 && dot > 3)
        return 1;
    for (i = 0; domains[i]; i++)
        if (strlen(domains[i]) == n - dot - 1 && memcmp(domains[i], s + dot + 1, n - dot - 1) == 0)
            return 1;
    return 0;
}

static int has_scheme(const uint8_t *s, size_t n, const lede__word *w)
{
    size_t i;

    if (w->end + 3 >= n || memcmp(s + w->end, "://", 3) != 0 || w->end - w->start > 12)
        return 0;
    for (i = w->start; i < w->end; i++)
        if (lede__byte_class[s[i]] != LEDE__ALPHA)
            return 0;
    return 1;
}

void lede__address(const uint8_t *s, size_t n, lede__word *w)
{
    size_t end;

    if (w->end < n && s[w->end] == ':' && has_scheme(s, n, w)) {
        end = url_end(s, n, w->end + 3, w->end + 3);
        if (end > w->end + 3) {
            w->end = end;
            w->cls = LEDE_WORD_URL;
        }
        return;
    }
    if (w->end < n && (s[w->end] == '@' || s[w->end] == '+') && email(s, n, w))
        return;
    if (w->end - w->start > HOST_MAX || !is_domain(s + w->start, w->end - w->start))
        return;
    w->cls = LEDE_WORD_URL;
    if (w->end < n && (s[w->end] == '/' || s[w->end] == '?'))
        w->end = url_end(s, n, w->end, w->end);
}
