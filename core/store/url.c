/*
 * The normal form of a URL, by which two spellings name one article. Written
 * down here and in the manual:
 *
 *  - scheme, user and default port do not count; the host is lower case,
 *    without www. or amp. in front and without a dot at its end;
 *  - AMP: the caches of Google, a path segment `amp` at the start or end, the
 *    ending .amp, and the parameters amp and outputType=amp do not count;
 *  - the path's percent escapes are brought to one form (RFC 3986, section
 *    6.2.2), dot segments resolved, index.html and a slash at the end dropped;
 *  - parameters that only track (utm_*, fbclid, ...) do not count, the others
 *    are put in order;
 *  - the fragment does not count, but for #!...
 *
 * What may name another article stays: paths keep their case, other
 * parameters, m. and mobile. in front of hosts.
 */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/buf.h"
#include "store/identity.h"

typedef struct part {
    const char *s;
    size_t n;
} part;

static int is_z(part p, const char *z)
{
    return p.n == strlen(z) && strncasecmp(p.s, z, p.n) == 0;
}

static int starts(part p, const char *z)
{
    return p.n >= strlen(z) && strncasecmp(p.s, z, strlen(z)) == 0;
}

static int ends(part p, const char *z)
{
    size_t n = strlen(z);

    return p.n >= n && strncasecmp(p.s + p.n - n, z, n) == 0;
}

static part skip(part p, size_t n)
{
    part rest = {p.s + n, p.n - n};

    return rest;
}

/* What stands before any of the characters `stops`; *rest goes on there. */
static part until(part *rest, const char *stops)
{
    part head = {rest->s, 0};

    while (head.n < rest->n && (!head.s[head.n] || !strchr(stops, head.s[head.n])))
        head.n++;
    *rest = skip(*rest, head.n);
    return head;
}

static part trim(part p)
{
    while (p.n && (unsigned char)p.s[0] <= ' ')
        p = skip(p, 1);
    while (p.n && (unsigned char)p.s[p.n - 1] <= ' ')
        p.n--;
    return p;
}

/* --- host -------------------------------------------------------------------- */

static size_t dots(part p)
{
    size_t i, count = 0;

    for (i = 0; i < p.n; i++)
        count += p.s[i] == '.';
    return count;
}

static part host_of(part authority)
{
    size_t i;

    for (i = authority.n; i > 0; i--)
        if (authority.s[i - 1] == '@')
            break;
    authority = skip(authority, i);
    for (;;) {
        if (ends(authority, ":80"))
            authority.n -= 3;
        else if (ends(authority, ":443"))
            authority.n -= 4;
        else if (ends(authority, "."))
            authority.n--;
        else
            break;
    }
    while ((starts(authority, "www.") || starts(authority, "amp.")) && dots(authority) > 1)
        authority = skip(authority, 4);
    return authority;
}

static void put_host(lede_buf *out, part host)
{
    size_t i;

    for (i = 0; i < host.n; i++)
        lede_buf_addc(out, host.s[i] >= 'A' && host.s[i] <= 'Z' ? (char)(host.s[i] + 32) : host.s[i]);
}

/* --- escapes ------------------------------------------------------------------ */

static int hex(char c)
{
    return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

static int unreserved(int c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c && strchr("-._~", c));
}

/* Escapes of what needs none are resolved, what needs one gets it, in upper case. */
static void put_escaped(lede_buf *out, part p)
{
    size_t i;

    for (i = 0; i < p.n; i++) {
        unsigned char c = (unsigned char)p.s[i];

        if (c == '%' && i + 2 < p.n && hex(p.s[i + 1]) >= 0 && hex(p.s[i + 2]) >= 0) {
            c = (unsigned char)(hex(p.s[i + 1]) * 16 + hex(p.s[i + 2]));
            i += 2;
            if (!unreserved(c)) {
                lede__buf_addf(out, "%%%02X", c);
                continue;
            }
        } else if (c <= ' ' || c >= 0x7F || c == '%' || c == '"' || c == '<' || c == '>') {
            lede__buf_addf(out, "%%%02X", c);
            continue;
        }
        lede_buf_addc(out, (char)c);
    }
}

/* --- path ----------------------------------------------------------------------- */

static void drop_segment(lede_buf *out, size_t from)
{
    while (out->n > from && out->s[out->n - 1] != '/')
        out->n--;
    if (out->n > from)
        out->n--;
}

/* Take from the path's end what does not count, as often as it is there. */
static void trim_path(lede_buf *out, size_t from)
{
    while (out->n > from) {
        part path = {out->s + from, out->n - from}, last;
        size_t i = path.n;

        while (i > 0 && path.s[i - 1] != '/')
            i--;
        last = skip(path, i);
        if (is_z(last, "..")) {
            drop_segment(out, from);
            drop_segment(out, from);
        } else if (!last.n || is_z(last, ".") || is_z(last, "amp") || is_z(last, "index.html") || is_z(last, "index.htm")) {
            out->n -= last.n + (i > 0);
        } else if (ends(last, ".amp")) {
            out->n -= 4;
        } else if (ends(last, ".amp.html")) {
            out->n -= 9;
            lede_buf_addz(out, ".html");
        } else {
            break;
        }
    }
    if (out->s)
        out->s[out->n] = '\0';
}

static void put_path(lede_buf *out, part path)
{
    size_t from = out->n;

    while (path.n && !out->failed) {
        part segment;

        path = skip(path, 1);   /* the slash */
        segment = until(&path, "/");
        if (is_z(segment, ".") || (out->n == from && is_z(segment, "amp")))
            continue;
        if (is_z(segment, "..")) {
            drop_segment(out, from);
            continue;
        }
        lede_buf_addc(out, '/');
        put_escaped(out, segment);
    }
    if (!out->failed)
        trim_path(out, from);
}

/* --- parameters ------------------------------------------------------------------- */

static int tracks(part parameter)
{
    static const char *const names[] = {
        "fbclid", "gclid", "dclid", "gbraid", "wbraid", "msclkid", "yclid", "twclid", "ttclid", "igshid", "igsh",
        "mc_cid", "mc_eid", "mkt_tok", "_ga", "_gl", "ref_src", "ref_url", "cmpid", "cmp", "ito", "ncid", "s_cid", "spm",
        "sr_share", "smid", "smtyp", "soc_src", "soc_trk", "taid", "tpcc", "vero_id", "oly_anon_id", "oly_enc_id",
        "wt_mc", "wt.mc_id", "xtor", "amp", "amp_js_v", "amp_gsa", "usqp", "__twitter_impression", "guccounter",
        "guce_referrer", "guce_referrer_sig", "mibextid", "fb_ref", "fb_source", "share_source"};
    static const char *const families[] = {"utm_", "ns_", "at_", "hsa_", "_hs", "pk_", "mtm_", "piwik_", "matomo_"};
    part rest = parameter, name = until(&rest, "=");
    size_t i;

    for (i = 0; i < sizeof names / sizeof *names; i++)
        if (is_z(name, names[i]))
            return 1;
    for (i = 0; i < sizeof families / sizeof *families; i++)
        if (starts(name, families[i]))
            return 1;
    return is_z(parameter, "outputType=amp");
}

static int by_bytes(const void *a, const void *b)
{
    const part *p = a, *q = b;
    size_t n = p->n < q->n ? p->n : q->n;
    int d = n ? memcmp(p->s, q->s, n) : 0;

    return d ? d : p->n < q->n ? -1 : p->n > q->n;
}

static void put_query(lede_buf *out, part query)
{
    enum { MANY = 64 };   /* past so many they stay in the order given */
    size_t from[MANY + 1], n = 0, i;
    part kept[MANY], p;
    lede_buf escaped;
    char sign = '?';

    lede_buf_init(&escaped);
    while (query.n && n < MANY) {
        query = skip(query, 1);   /* ? or & */
        p = until(&query, "&");
        if (!p.n || tracks(p))
            continue;
        from[n++] = escaped.n;
        put_escaped(&escaped, p);
    }
    from[n] = escaped.n;
    out->failed |= escaped.failed;
    for (i = 0; i < n && !out->failed; i++) {
        kept[i].s = escaped.s + from[i];
        kept[i].n = from[i + 1] - from[i];
    }
    if (n && !out->failed)
        qsort(kept, n, sizeof *kept, by_bytes);
    for (i = 0; i < n && !out->failed; i++, sign = '&') {
        lede_buf_addc(out, sign);
        lede_buf_add(out, kept[i].s, kept[i].n);
    }
    put_escaped(out, query);
    lede_buf_release(&escaped);
}

/* --- the whole -------------------------------------------------------------------- */

/* The length of http:// or https:// in front; 0 where there is neither. */
static size_t scheme(part url)
{
    return starts(url, "http://") ? 7 : starts(url, "https://") ? 8 : 0;
}

/* Whether what stands there can be a host at all. */
static int is_host(part rest)
{
    part authority = until(&rest, "/?#");
    size_t i;

    for (i = 0; i < authority.n; i++)
        if ((unsigned char)authority.s[i] <= ' ' || authority.s[i] == 0x7F)
            return 0;
    return host_of(authority).n > 0;
}

int lede__url_is_web(const char *url, size_t n)
{
    part p = {url, n};

    p = trim(p);
    return scheme(p) > 0 && is_host(skip(p, scheme(p)));
}

/* The page behind an address of Google's AMP caches, or nothing. */
static part behind_cache(part host, part path)
{
    static const char *const cache[] = {"/amp/s/", "/amp/", "/c/s/", "/c/", "/v/s/", "/v/"};
    part none = {NULL, 0};
    int google = is_z(host, "google.com"), project = ends(host, "cdn.ampproject.org");
    size_t i;

    for (i = google ? 0 : 2; i < (google ? 2u : 6u) && (google || project); i++)
        if (starts(path, cache[i]))
            return skip(path, strlen(cache[i]));
    return none;
}

void lede_url_normalize(const char *url, size_t n, lede_buf *out)
{
    part rest = {url, n}, host, path, query, page;
    int depth;

    rest = trim(rest);
    if (!lede__url_is_web(url, n)) {
        lede_buf_add(out, rest.s, rest.n);
        return;
    }
    rest = skip(rest, scheme(rest));
    for (depth = 0;; depth++) {
        part address = rest;

        host = host_of(until(&rest, "/?#"));
        path = until(&rest, "?#");
        page = behind_cache(host, path);
        if (!page.n || depth == 3 || !is_host(page))
            break;
        rest = skip(address, (size_t)(page.s - address.s));
    }
    query = until(&rest, "#");
    lede_buf_addz(out, "https://");
    put_host(out, host);
    put_path(out, path);
    put_query(out, query);
    if (starts(rest, "#!"))
        put_escaped(out, rest);
}

size_t lede__url_site(const char *norm, size_t n, size_t *at)
{
    part p = {norm, n};

    *at = scheme(p);
    if (!*at)
        return 0;
    p = skip(p, *at);
    return until(&p, "/?#:").n;
}
