/* One HTML page: the format's side of html.h. */
#include <string.h>

#include "base/error.h"
#include "read/formats.h"
#include "read/html.h"
#include "read/xml.h"

static lede_status page_next(lede__job *j, lede_error *err)
{
    lede_read_options o = *j->options;
    lede__decoded decoded = {NULL, NULL, 0, 0};
    lede_record *r = NULL;
    char *s;
    size_t n;
    lede_status status = lede__job_all(j, &s, &n, err);

    if (status != LEDE_OK)
        return status;
    o.url = j->url.n ? j->url.s : NULL;
    status = lede__html_read(s, n, &o, j->charset.n ? j->charset.s : NULL, &decoded, &r, err);
    if (status != LEDE_OK)
        return status;
    lede_record_free(j->record);
    j->record = r;
    j->decoded = decoded.charset;
    if (!lede__has_text(r))
        return lede__skip(j, "a page without an article");
    return LEDE_OK;
}

static int page_probe(const lede__head *h)
{
    char root[32];
    size_t n = h->n < 4096 ? h->n : 4096;

    if (strstr(h->type, "text/html") || strstr(h->type, "application/xhtml"))
        return 88;
    if (lede__xml_root(h, root, sizeof root) && strcmp(root, "html") == 0)
        return 92;
    if (lede__find(h->s, n, "<!doctype html") || lede__find(h->s, n, "<html") || lede__find(h->s, n, "<head>"))
        return lede__find(h->s, n, "<reuters") ? 0 : h->s[0] == '<' ? 91 : 60;
    if (lede__ends(h->name, strlen(h->name), ".html") || lede__ends(h->name, strlen(h->name), ".htm") ||
        lede__ends(h->name, strlen(h->name), ".xhtml"))
        return lede__find(h->s, h->n, "</") || lede__find(h->s, h->n, "<p") ? 70 : 20;
    return lede__find(h->s, n, "<body") || (h->n && h->s[0] == '<' && lede__find(h->s, n, "<title")) ? 60 : 0;
}

const lede__format lede__format_html = {"html", "one HTML page", 0, page_probe, NULL, page_next, NULL};
