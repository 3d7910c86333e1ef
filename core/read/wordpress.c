#include "read/wordpress.h"

#include <string.h>

#include "base/buf.h"
#include "read/xml.h"

static int says(const xmlNode *parent, const char *child, const char *word)
{
    lede_buf text;
    int same;

    lede_buf_init(&text);
    lede__xml_text(lede__xml_child(parent, child), &text);
    same = text.n && strcmp(text.s, word) == 0;
    lede_buf_release(&text);
    return same;
}

const char *lede__wp_not_a_post(const xmlNode *item)
{
    const xmlNode *type = lede__xml_child(item, "post_type"), *status = lede__xml_child(item, "status");

    if (!type || !type->children)
        return NULL;
    if (!says(item, "post_type", "post") && !says(item, "post_type", "page"))
        return "not a post but of another WordPress type";
    return status && status->children && !says(item, "status", "publish") ? "a post that was not published" : NULL;
}

const xmlNode *lede__wp_author(const xmlNode *channel, const char *login, size_t n)
{
    const xmlNode *c;
    lede_buf text;
    int same = 0;

    for (c = channel->children; c && !same; c = same ? c : c->next) {
        if (!lede__xml_is(c, "author"))
            continue;
        lede_buf_init(&text);
        lede__xml_text(lede__xml_child(c, "author_login"), &text);
        same = n && text.n == n && memcmp(text.s, login, n) == 0;
        lede_buf_release(&text);
        if (same)
            break;
    }
    return same ? lede__xml_child(c, "author_display_name") : NULL;
}

/* "[name ...]" or "[/name]" and nothing else. */
static int is_shortcode(const char *s, size_t n)
{
    size_t at = n > 2 && s[1] == '/' ? 2 : 1, from = at;

    if (n < 4 || s[0] != '[' || s[n - 1] != ']' || memchr(s + 1, '[', n - 1))
        return 0;
    while (at < n && ((s[at] >= 'a' && s[at] <= 'z') || s[at] == '_' || s[at] == '-'))
        at++;
    return at - from >= 3 && (at == n - 1 || (s[at] == ' ' && memchr(s, '=', n)));
}

void lede__wp_drop_shortcodes(lede_buf *body)
{
    size_t at = 0, to = 0, n;

    while (at < body->n) {
        const char *gap = strstr(body->s + at, "\n\n");
        size_t next = gap ? (size_t)(gap - body->s) + 2 : body->n;

        n = gap ? (size_t)(gap - body->s) - at : body->n - at;
        if (!is_shortcode(body->s + at, n)) {
            if (to) {
                memcpy(body->s + to, "\n\n", 2);
                to += 2;
            }
            memmove(body->s + to, body->s + at, n);
            to += n;
        }
        at = next;
    }
    if (body->s)
        body->s[body->n = to] = '\0';
}
