/* One HTML page -> an article record: decode, parse, choose the text, gather the fields. */
#include "read/html.h"

#include <string.h>
#include <strings.h>

#include "base/buf.h"
#include "base/error.h"
#include "read/html_body.h"
#include "read/html_data.h"
#include "read/html_fields.h"
#include "read/read.h"

/* Everything a page needs while it is read, so that one function gives it all back. */
typedef struct work {
    lede_buf text, body;
    lede__html_page page;
    lede__html_blocks blocks;
    lede__fields fields;
} work;

static void release(work *w)
{
    lede__html_blocks_release(&w->blocks);
    lede__html_release(&w->page);
    lede_buf_release(&w->body);
    lede_buf_release(&w->text);
}

/* The address as given, else as the page has it, absolute ones only. */
static const char *address(const lede__facts *facts, const lede_read_options *options)
{
    const lede__fact *fact;
    int source;

    if (options && options->url && options->url[0])
        return options->url;
    for (source = 0; source < LEDE__FROM_SOURCES; source++) {
        fact = lede__facts_get(facts, (lede__fact_source)source, LEDE__FACT_URL);
        if (fact && strncmp(fact->s, "http", 4) == 0)
            return fact->s;
    }
    return NULL;
}

/* Paragraphs of a text whose line ends are its only marks. */
static void add_lines(const char *s, size_t n, lede_buf *out)
{
    size_t i, start = 0;

    for (i = 0; i <= n; i++) {
        if (i < n && s[i] != '\n' && s[i] != '\r')
            continue;
        while (start < i && (unsigned char)s[start] <= ' ')
            start++;
        if (i > start) {
            if (out->n)
                lede_buf_addz(out, "\n\n");
            lede_buf_add(out, s + start, i - start);
        }
        start = i + 1;
    }
}

/*
 * Where the page shows less than half of what its data hold, the data are the
 * article: JSON-LD's articleBody first, then what scripts carry.
 */
static lede_status body_of_data(work *w, const lede__fact *known, lede_error *err)
{
    lede_buf plain;
    lede_status status = LEDE_OK;

    lede_buf_init(&plain);
    if (known && w->body.n * 2 < known->n) {
        if (memchr(known->s, '<', known->n))
            status = lede__html_plain(known->s, known->n, &plain, err);
        else {
            size_t n;
            const char *s = lede__html_decode(&w->page.arena, known->s, known->n, 0, &n);

            if (s)
                add_lines(s, n, &plain);
            else
                plain.failed = 1;
        }
    } else if (w->body.n < 500) {
        status = lede__html_data_text(&w->page, &plain, err);
    }
    if (status == LEDE_OK && plain.failed)
        status = lede__nomem(err);
    if (status == LEDE_OK && plain.n > 2 * w->body.n) {
        lede_buf_clear(&w->body);
        lede_buf_add(&w->body, plain.s, plain.n);
    }
    lede_buf_release(&plain);
    return status;
}

static lede_status read_page(work *w, const lede_read_options *options, lede_record *r, lede_error *err)
{
    lede__fields *f = &w->fields;
    const lede__fact *known;
    const char *headline;
    size_t n;

    if (lede__html_parse(w->text.s ? w->text.s : "", w->text.n, &w->page, err) != LEDE_OK ||
        lede__html_blocks_make(&w->page, &w->blocks, err) != LEDE_OK)
        return LEDE_NOMEM;
    f->page = f->facts.page = &w->page;
    f->blocks = &w->blocks;
    f->options = options;
    f->record = r;
    f->err = err;
    lede__facts_ld(&f->facts, options ? options->url : NULL);
    lede__facts_meta(&f->facts);
    f->url = address(&f->facts, options);
    lede__field_headline(f);
    headline = lede_record_get(r, LEDE_HEADLINE, &n);
    known = lede__facts_first(&f->facts, LEDE__FACT_BODY);
    f->article = lede__html_choose(&w->page, &w->blocks, headline, n, known ? known->s : "", known ? known->n : 0);
    lede__html_write(&w->blocks, &w->body);
    if (body_of_data(w, known, err) != LEDE_OK)
        return LEDE_NOMEM;
    if (w->body.failed || f->facts.failed)
        return lede__nomem(err);
    lede__field_set(f, LEDE_BODY, w->body.s, w->body.n);
    lede__field_language(f);
    lede__field_dates(f);
    lede__field_authors(f);
    lede__field_rest(f);
    if (w->page.nodes >= LEDE__HTML_NODES)
        lede__field_note(f, "a page of more than 500,000 elements and texts: what follows is left out");
    if (!w->body.n)
        lede__field_note(f, "no text of an article was found on the page");
    return f->status;
}

/* The charset that a page's first kilobytes declare: <meta charset=x>, content="text/html; charset=x". */
static void declared_charset(const char *s, size_t n, char out[40])
{
    size_t i, len = 0;

    out[0] = '\0';
    n = n < 8192 ? n : 8192;
    for (i = 0; i + 9 < n; i++)
        if ((s[i] | 32) == 'c' && strncasecmp(s + i, "charset", 7) == 0)
            break;
    if (i + 9 >= n)
        return;
    for (i += 7; i < n && (s[i] == ' ' || s[i] == '=' || s[i] == '"' || s[i] == '\'');)
        i++;
    for (; i < n && len < 39 && s[i] > ' ' && !strchr("\"'/>;", s[i]); i++)
        out[len++] = s[i];
    out[len] = '\0';
}

static lede_status decode(const char *s, size_t n, const char *charset, lede__decoded *decoded, work *w, lede_record *r,
                          lede_error *err)
{
    char label[40];
    lede__decoded d;
    lede_status status;

    declared_charset(s, n, label);
    memset(&d, 0, sizeof d);
    status = lede__charset_decode(s, n, charset, label, &w->text, &d, err);
    if (status == LEDE_OK && w->text.failed)
        status = lede__nomem(err);
    if (decoded)
        *decoded = d;
    if (status == LEDE_OK && d.bad)
        status = lede__note(r, err, "%s: %zu place%s that could not be decoded became U+FFFD", d.charset, d.bad,
                            d.bad == 1 ? "" : "s");
    return status;
}

lede_status lede__html_read(const char *s, size_t n, const lede_read_options *options, const char *charset,
                            lede__decoded *decoded, lede_record **out, lede_error *err)
{
    work w;
    lede_status status;
    lede_record *r = lede_record_new();

    *out = NULL;
    memset(&w, 0, sizeof w);
    if (!r)
        return lede__nomem(err);
    status = decode(s, n, charset, decoded, &w, r, err);
    if (status == LEDE_OK)
        status = read_page(&w, options, r, err);
    release(&w);
    if (status != LEDE_OK)
        lede_record_free(r);
    else
        *out = r;
    return status;
}
