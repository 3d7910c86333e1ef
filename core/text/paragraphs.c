/* Paragraphs: what stands between blank lines. */
#include "lede/text.h"

static int is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\f' || c == '\v' || c == '\n';
}

/* The end of the paragraph's text that starts at `at`: the first of the white space that holds a blank line. */
static size_t paragraph_end(const char *s, size_t n, size_t at)
{
    size_t i, end = at;
    int lines = 0;

    for (i = at; i < n; i++) {
        if (!is_blank(s[i])) {
            end = i + 1;
            lines = 0;
        } else if (s[i] == '\n' && ++lines == 2) {
            break;
        }
    }
    return end;
}

int lede_paragraphs(const char *s, size_t n, lede_span_fn fn, void *ud)
{
    size_t at = 0, end;
    int stop;

    for (;;) {
        while (at < n && is_blank(s[at]))
            at++;
        if (at >= n)
            return 0;
        end = paragraph_end(s, n, at);
        stop = fn(at, end, ud);
        if (stop)
            return stop;
        at = end;
    }
}
