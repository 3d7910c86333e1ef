/* Markdown, with front matter (YAML between "---", TOML between "+++") as site generators keep posts. */
#include <string.h>

#include "base/error.h"
#include "read/fields.h"
#include "read/formats.h"

/* --- front matter ------------------------------------------------------------------------- */

static size_t line_end(const char *s, size_t n, size_t at)
{
    const char *end = at < n ? memchr(s + at, '\n', n - at) : NULL;

    return end ? (size_t)(end - s) : n;
}

static int is_fence(const char *s, size_t n, size_t at, const char *fence)
{
    size_t end = line_end(s, n, at);

    while (end > at && (s[end - 1] == '\r' || s[end - 1] == ' '))
        end--;
    return end - at == 3 && memcmp(s + at, fence, 3) == 0;
}

/* Where the text after the front matter starts; 0 where there is none. *from and *to are its inside. */
static size_t front_matter(const char *s, size_t n, size_t *from, size_t *to)
{
    const char *fence = is_fence(s, n, 0, "---") ? "---" : is_fence(s, n, 0, "+++") ? "+++" : NULL;
    size_t at;

    if (!fence)
        return 0;
    *from = line_end(s, n, 0) + 1;
    for (at = *from; at < n; at = line_end(s, n, at) + 1)
        if (is_fence(s, n, at, fence) || (fence[0] == '-' && is_fence(s, n, at, "..."))) {
            *to = at;
            at = line_end(s, n, at);
            return at < n ? at + 1 : n;
        }
    return 0;
}

/* One plain or quoted value as a JSON text. */
static void add_scalar(const char *s, size_t n, lede_buf *json)
{
    s = lede__trim(s, &n);
    if (n >= 2 && (s[0] == '"' || s[0] == '\'') && s[n - 1] == s[0]) {
        s++;
        n -= 2;
    }
    lede__json_quote(s, n, json);
}

/* "[a, b]" as a JSON list. */
static void add_list(const char *s, size_t n, lede_buf *json)
{
    size_t at = 0, from;
    char quote = 0;
    int first = 1;

    lede_buf_addc(json, '[');
    while (at <= n) {
        for (from = at; at < n && (quote || s[at] != ','); at++)
            if (quote ? s[at] == quote : s[at] == '"' || s[at] == '\'')
                quote = quote ? 0 : s[at];
        if (at > from) {
            if (!first)
                lede_buf_addc(json, ',');
            add_scalar(s + from, at - from, json);
            first = 0;
        }
        at++;
    }
    lede_buf_addc(json, ']');
}

static void add_value(const char *s, size_t n, lede_buf *json)
{
    s = lede__trim(s, &n);
    if (n >= 2 && s[0] == '[' && s[n - 1] == ']')
        add_list(s + 1, n - 2, json);
    else
        add_scalar(s, n, json);
}

/* The lines "- item" or further text that follow a key without a value. */
static size_t add_block(const char *s, size_t n, size_t at, lede_buf *json)
{
    lede_buf text;
    int items = 0;

    lede_buf_init(&text);
    while (at < n && (s[at] == ' ' || s[at] == '\t' || s[at] == '-')) {
        size_t end = line_end(s, n, at), len = end - at;
        const char *line = lede__trim(s + at, &len);

        if (len > 1 && line[0] == '-' && line[1] == ' ') {
            lede_buf_addc(json, items++ ? ',' : '[');
            add_scalar(line + 2, len - 2, json);
        } else if (!items) {
            if (text.n)
                lede_buf_addc(&text, ' ');
            lede_buf_add(&text, line, len);
        }
        at = end + 1;
    }
    if (items)
        lede_buf_addc(json, ']');
    else
        lede__json_quote(text.n ? text.s : "", text.n, json);
    json->failed |= text.failed;
    lede_buf_release(&text);
    return at;
}

static int is_block_mark(const char *s, size_t n)
{
    s = lede__trim(s, &n);
    return !n || (n <= 2 && (s[0] == '>' || s[0] == '|'));
}

static void to_json(const char *s, size_t n, lede_buf *json)
{
    size_t at = 0, end, key;

    lede_buf_addc(json, '{');
    while (at < n) {
        end = line_end(s, n, at);
        for (key = at; key < end && s[key] != ':' && s[key] != '=';)
            key++;
        if (key == end || key == at || s[at] == '#' || s[at] == ' ' || s[at] == '-' || s[at] == '[') {
            at = end + 1;
            continue;
        }
        if (json->n > 1)
            lede_buf_addc(json, ',');
        add_scalar(s + at, key - at, json);
        lede_buf_addc(json, ':');
        if (is_block_mark(s + key + 1, end - key - 1)) {
            at = add_block(s, n, end + 1, json);
        } else {
            add_value(s + key + 1, end - key - 1, json);
            at = end + 1;
        }
    }
    lede_buf_addc(json, '}');
}

/* --- text ------------------------------------------------------------------------------------- */

/* "[text](url)" and "![alt](url)" at s[at]; returns its length, 0 where there is none. */
static size_t link(const char *s, size_t n, size_t at, lede_buf *out, lede_record *r)
{
    size_t image = s[at] == '!', open = at + image, close, end;
    const char *p;

    if (open >= n || s[open] != '[')
        return 0;
    p = memchr(s + open, ']', n - open < 1000 ? n - open : 1000);
    close = p ? (size_t)(p - s) : n;
    if (close + 1 >= n || s[close + 1] != '(')
        return 0;
    p = memchr(s + close, ')', n - close < 2000 ? n - close : 2000);
    end = p ? (size_t)(p - s) : n;
    if (end == n)
        return 0;
    if (!image) {
        size_t len = end - close - 2;
        const char *url = s + close + 2, *space = memchr(url, ' ', len);

        lede_buf_add(out, s + open + 1, close - open - 1);
        if (space)
            len = (size_t)(space - url);
        if (lede__starts(url, len, "http"))
            lede_record_add(r, LEDE_LINKS, url, len, NULL);
    }
    return end + 1 - at;
}

/* Only white space before it in its line: a mark of a list. */
static int starts_line(const char *s, size_t at)
{
    while (at && s[at - 1] == ' ')
        at--;
    return !at || s[at - 1] == '\n';
}

/* Take the marks of emphasis, code, headings, quotes and links out of a text. */
static void plain(const char *s, size_t n, lede_buf *out, lede_record *r)
{
    size_t at = 0, len;
    int fresh = 1, code = 0;

    while (at < n) {
        if (fresh && n - at >= 3 && (memcmp(s + at, "```", 3) == 0 || memcmp(s + at, "~~~", 3) == 0)) {
            code = !code;
            at = line_end(s, n, at);
            continue;
        }
        if (fresh && !code) {
            while (at < n && (s[at] == '#' || (s[at] == '>' && at + 1 < n && s[at + 1] == ' ')))
                at++;
            while (at < n && s[at] == ' ' && at && (s[at - 1] == '#' || s[at - 1] == '>'))
                at++;
        }
        if (at >= n)
            return;
        fresh = s[at] == '\n';
        len = !code && (s[at] == '[' || s[at] == '!') ? link(s, n, at, out, r) : 0;
        if (len) {
            at += len;
        } else if (!code && s[at] == '\\' && at + 1 < n && strchr("\\`*_{}[]()#+-.!>", s[at + 1])) {
            lede_buf_addc(out, s[at + 1]);
            at += 2;
        } else if (!code && (s[at] == '*' || s[at] == '`' || (s[at] == '_' && (!at || strchr(" \n(_*", s[at - 1]) ||
                   at + 1 >= n || strchr(" \n.,;:!?)_*", s[at + 1])))) && !(s[at] == '*' && at + 1 < n && s[at + 1] == ' ' && starts_line(s, at))) {
            at++;
        } else {
            lede_buf_addc(out, s[at++]);
        }
    }
}

/* The first heading is the headline where front matter gives none. */
static size_t take_heading(const char *s, size_t n, lede_record *r, lede_error *err, lede_status *status)
{
    size_t at = 0, end;

    while (at < n && (s[at] == '\n' || s[at] == '\r' || s[at] == ' '))
        at++;
    if (at + 2 >= n || s[at] != '#' || s[at + 1] != ' ')
        return 0;
    end = line_end(s, n, at);
    if (!*lede_record_get(r, LEDE_HEADLINE, NULL))
        *status = lede__put_line(r, LEDE_HEADLINE, s + at + 2, end - at - 2, err);
    return end;
}

static lede_status read_text(lede__job *j, const char *s, size_t n, lede_error *err)
{
    lede_buf b;
    lede_status status = LEDE_OK;
    size_t at = take_heading(s, n, j->record, err, &status);

    lede_buf_init(&b);
    plain(s + at, n - at, &b, j->record);
    if (status == LEDE_OK)
        status = b.failed ? lede__nomem(err) : lede__put_body(j->record, b.n ? b.s : "", b.n, err);
    lede_buf_release(&b);
    return status;
}

static lede_status read_front(lede__job *j, const char *s, size_t n, lede_error *err)
{
    lede__fields f;
    lede_buf json;
    lede__json v;
    lede_status status;

    memset(&f, 0, sizeof f);
    lede_buf_init(&json);
    to_json(s, n, &json);
    status = json.failed ? lede__nomem(err) : LEDE_OK;
    if (status == LEDE_OK && lede__json_parse(json.s, json.n, &v, NULL) != LEDE_OK)
        status = lede__note(j->record, err, "the front matter cannot be read");
    else if (status == LEDE_OK)
        status = lede__fields_object(&f, &v, j->options, j->record, err);
    lede__fields_release(&f);
    lede_buf_release(&json);
    return status;
}

static lede_status markdown_next(lede__job *j, lede_error *err)
{
    size_t from = 0, to = 0, at = 0;
    lede_buf utf8;
    lede_status status;

    lede_buf_init(&utf8);
    status = lede__job_all_utf8(j, &utf8, err);
    if (status == LEDE_OK && utf8.n) {
        at = front_matter(utf8.s, utf8.n, &from, &to);
        if (at)
            status = read_front(j, utf8.s + from, to - from, err);
        if (status == LEDE_OK)
            status = read_text(j, utf8.s + at, utf8.n - at, err);
    }
    lede_buf_release(&utf8);
    return status == LEDE_OK && !lede__has_text(j->record) ? lede__skip(j, "no headline and no text") : status;
}

static int markdown_probe(const lede__head *h)
{
    size_t from, to, skip;
    size_t len = strlen(h->name);

    lede__charset_mark(h->s, h->n, &skip);
    if (front_matter(h->s + skip, h->n - skip, &from, &to) && lede__find(h->s + skip, to, ":"))
        return 78;
    if (front_matter(h->s + skip, h->n - skip, &from, &to) && h->s[skip] == '+')
        return 78;
    if (lede__ends(h->name, len, ".md") || lede__ends(h->name, len, ".markdown"))
        return 62;
    return h->n > 2 && h->s[skip] == '#' && h->s[skip + 1] == ' ' ? 30 : 0;
}

const lede__format lede__format_markdown = {"markdown", "Markdown, with or without front matter", 0, markdown_probe, NULL,
                                            markdown_next, NULL};
