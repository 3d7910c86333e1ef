/*
 * The article's text where a page carries it only as data: in JSON that scripts
 * hold (__NEXT_DATA__, application/json, window.x = {...}). The texts that
 * belong together are those below one array or object; the largest such
 * collection of running text is the article.
 */
#include "read/html_data.h"

#include <jansson.h>
#include <string.h>

#include "base/buf.h"
#include "read/html_block.h"

enum { DEPTH = 40, SCRIPTS = 60 };

/* Keys under which texts of articles stand. */
static int is_text_key(const char *key)
{
    static const char *const keys[] = {"body",        "content",    "text",   "html",     "articleBody", "bodyText",
                                       "paragraph",   "paragraphs", "value",  "rendered", "bodyHtml",    "contentHtml",
                                       "story",       "fullText",   "markup", "data",     "article",     "p",
                                       "description", "news",       "detail", NULL};
    size_t i;

    for (i = 0; key && keys[i]; i++)
        if (strcmp(keys[i], key) == 0)
            return 1;
    return 0;
}

/* How much of a text is running text: its length, 0 for what is none. */
static size_t worth(const char *s, size_t n)
{
    size_t i, ends = 0, spaces = 0, wide = 0;

    if (n < 60 || s[0] == '{' || s[0] == '[' || memmem(s, n, "function(", 9) || memmem(s, n, "://", 3) == s + 4)
        return 0;
    for (i = 0; i < n; i++) {
        ends += (s[i] == '.' || s[i] == '!' || s[i] == '?') &&
                (i + 1 == n || s[i + 1] == ' ' || s[i + 1] == '<' || s[i + 1] == '"' || s[i + 1] == '\n');
        spaces += s[i] == ' ';
        wide += (unsigned char)s[i] >= 0xE0;
    }
    return (ends && spaces * 12 > n) || wide * 4 > n ? n : 0;
}

/* Running text below j, under keys of texts. */
static size_t weigh(json_t *j, const char *key, int depth)
{
    const char *k;
    json_t *value;
    size_t i, sum = 0;

    if (depth > DEPTH)
        return 0;
    if (json_is_string(j))
        return is_text_key(key) ? worth(json_string_value(j), json_string_length(j)) : 0;
    json_array_foreach(j, i, value) sum += weigh(value, key, depth + 1);
    if (json_is_object(j))
        json_object_foreach(j, k, value) sum += weigh(value, k, depth + 1);
    return sum;
}

static void write_text(json_t *j, const char *key, int depth, lede_buf *out)
{
    const char *k;
    json_t *value;
    size_t i;

    if (depth > DEPTH)
        return;
    if (json_is_string(j)) {
        if (is_text_key(key) && json_string_length(j) > 1) {
            lede_buf_addz(out, "<p>");
            lede_buf_add(out, json_string_value(j), json_string_length(j));
            lede_buf_addz(out, "</p>");
        }
        return;
    }
    json_array_foreach(j, i, value) write_text(value, key, depth + 1, out);
    if (json_is_object(j))
        json_object_foreach(j, k, value) write_text(value, k, depth + 1, out);
}

/* The smallest part of j that still holds most of the text; a single text is its own. */
static json_t *narrow(json_t *j, const char **key)
{
    int depth;

    for (depth = 0; depth < DEPTH; depth++) {
        size_t i, all = weigh(j, *key, depth), best = 0;
        const char *k, *best_key = *key;
        json_t *value, *next = NULL;

        json_array_foreach(j, i, value)
        {
            size_t w = weigh(value, *key, depth + 1);

            if (w > best) {
                best = w;
                next = value;
            }
        }
        if (json_is_object(j))
            json_object_foreach(j, k, value)
            {
                size_t w = weigh(value, k, depth + 1);

                if (w > best) {
                    best = w;
                    next = value;
                    best_key = k;
                }
            }
        if (!next || best * 10 < all * 6)
            return j;
        j = next;
        *key = best_key;
    }
    return j;
}

/* The JSON that a script holds: all of it, or the value of its first assignment. */
static json_t *load(const char *s, size_t n)
{
    const size_t flags = JSON_DISABLE_EOF_CHECK | JSON_ALLOW_NUL;
    size_t i = 0;

    while (i < n && (unsigned char)s[i] <= ' ')
        i++;
    if (i < n && s[i] != '{' && s[i] != '[') {
        const char *eq = memchr(s + i, '=', n - i < 200 ? n - i : 200);

        if (!eq)
            return NULL;
        for (i = (size_t)(eq - s) + 1; i < n && (unsigned char)s[i] <= ' ';)
            i++;
    }
    return i < n && (s[i] == '{' || s[i] == '[') ? json_loadb(s + i, n - i, flags, NULL) : NULL;
}

static int is_ld(const lede__html *t)
{
    size_t n;
    const char *type = lede__html_attr_get(t, LEDE__ATTR_TYPE, &n);

    return type && memmem(type, n, "ld+json", 7);
}

lede_status lede__html_data_text(const lede__html_page *page, lede_buf *out, lede_error *err)
{
    const lede__html *t;
    lede_buf best;
    size_t most = 400, scripts = 0;
    lede_status status = LEDE_OK;

    lede_buf_init(&best);
    for (t = page->root; t && scripts < SCRIPTS; t = lede__html_next(t, page->root, 0)) {
        const char *key = "data";
        json_t *j;
        size_t w;

        if (t->tag != LEDE__TAG_SCRIPT || !t->first || t->first->n < 500 || is_ld(t) ||
            !(j = load(t->first->s, t->first->n)))
            continue;
        scripts++;
        w = weigh(j, key, 0);
        if (w > most) {
            most = w;
            lede_buf_clear(&best);
            write_text(narrow(j, &key), key, 0, &best);
        }
        json_decref(j);
    }
    if (best.n || best.failed)
        status = lede__html_plain(best.s, best.n, out, err);
    lede_buf_release(&best);
    return status;
}

lede_status lede__html_plain(const char *s, size_t n, lede_buf *out, lede_error *err)
{
    lede__html_page page;
    lede__html_blocks blocks;
    lede_status status = lede__html_parse(s ? s : "", s ? n : 0, &page, err);
    size_t i;

    memset(&blocks, 0, sizeof blocks);
    if (status == LEDE_OK)
        status = lede__html_blocks_make(&page, &blocks, err);
    for (i = 0; status == LEDE_OK && i < blocks.count; i++) {
        if (out->n)
            lede_buf_addz(out, "\n\n");
        lede_buf_add(out, blocks.text.s + blocks.items[i].start, blocks.items[i].end - blocks.items[i].start);
    }
    lede__html_blocks_release(&blocks);
    lede__html_release(&page);
    return status;
}
