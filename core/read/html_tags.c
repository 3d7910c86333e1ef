/* The names of HTML's elements and of the attributes that matter, and their flags. */
#include <string.h>

#include "read/html_tree.h"

enum {
    V = LEDE__TAG_VOID,
    B = LEDE__TAG_BLOCK,
    R = LEDE__TAG_RAW,
    F = LEDE__TAG_FORMAT,
    S = LEDE__TAG_SCOPE,
    K = LEDE__TAG_SKIP
};

/* In the order of lede__tag, which is that of the alphabet from "a". */
static const struct {
    const char *name;
    unsigned char flags;
} tags[LEDE__TAGS] = {
    {"", 0},
    {"", 0},
    {"a", F},
    {"abbr", F},
    {"address", B},
    {"area", V},
    {"article", B},
    {"aside", B},
    {"audio", K},
    {"b", F},
    {"base", V},
    {"big", F},
    {"blockquote", B},
    {"body", 0},
    {"br", V},
    {"button", S | K},
    {"canvas", K},
    {"caption", B | S},
    {"center", B},
    {"cite", F},
    {"code", F},
    {"col", V},
    {"colgroup", 0},
    {"dd", B},
    {"del", F},
    {"details", B},
    {"dialog", B},
    {"div", B},
    {"dl", B},
    {"dt", B},
    {"em", F},
    {"embed", V},
    {"fieldset", B},
    {"figcaption", B},
    {"figure", B},
    {"font", F},
    {"footer", B},
    {"form", B},
    {"h1", B},
    {"h2", B},
    {"h3", B},
    {"h4", B},
    {"h5", B},
    {"h6", B},
    {"head", 0},
    {"header", B},
    {"hr", V | B},
    {"html", 0},
    {"i", F},
    {"iframe", R | K},
    {"img", V},
    {"input", V},
    {"ins", F},
    {"label", F},
    {"legend", B},
    {"li", B},
    {"link", V},
    {"main", B},
    {"menu", B},
    {"meta", V},
    {"nav", B},
    {"noembed", R | K},
    {"noframes", R | K},
    {"noscript", K},
    {"object", S},
    {"ol", B},
    {"option", K},
    {"p", B},
    {"param", V},
    {"picture", F},
    {"pre", B},
    {"q", F},
    {"s", F},
    {"script", R | K},
    {"section", B},
    {"select", K},
    {"small", F},
    {"source", V},
    {"span", F},
    {"strike", F},
    {"strong", F},
    {"style", R | K},
    {"sub", F},
    {"summary", B},
    {"sup", F},
    {"svg", K},
    {"table", B | S},
    {"tbody", B},
    {"td", B | S},
    {"template", S | K},
    {"textarea", R | K},
    {"tfoot", B},
    {"th", B | S},
    {"thead", B},
    {"time", F},
    {"title", R | K},
    {"tr", B},
    {"track", V},
    {"tt", F},
    {"u", F},
    {"ul", B},
    {"video", K},
    {"wbr", V},
};

static const char *const attrs[LEDE__ATTRS] = {
    "aria-hidden", "charset", "class", "content",  "data-component", "data-testid", "datetime",
    "hidden",      "href",    "id",    "itemprop", "itemtype",       "lang",        "name",
    "property",    "rel",     "role",  "style",    "title",          "type",        "value",
};

unsigned lede__tag_flags(lede__tag tag)
{
    return tags[tag].flags;
}

/* The name lower-cased into z; 0 where it is too long to be one of ours. */
static int lower(const char *s, size_t n, char z[24])
{
    size_t i;

    if (n >= 24)
        return 0;
    for (i = 0; i < n; i++)
        z[i] = (char)(s[i] >= 'A' && s[i] <= 'Z' ? s[i] + 32 : s[i]);
    z[n] = '\0';
    return 1;
}

lede__tag lede__tag_of(const char *s, size_t n)
{
    int low = LEDE__TAG_A, high = LEDE__TAGS - 1;
    char z[24];

    if (!lower(s, n, z))
        return LEDE__TAG_OTHER;
    while (low <= high) {
        int middle = (low + high) / 2, order = strcmp(tags[middle].name, z);

        if (order == 0)
            return (lede__tag)middle;
        if (order < 0)
            low = middle + 1;
        else
            high = middle - 1;
    }
    return LEDE__TAG_OTHER;
}

int lede__attr_of(const char *s, size_t n)
{
    char z[24];
    int i;

    if (!lower(s, n, z))
        return -1;
    for (i = 0; i < LEDE__ATTRS; i++)
        if (attrs[i][0] == z[0] && strcmp(attrs[i], z) == 0)
            return i;
    if (strcmp(z, "data-test-id") == 0 || strcmp(z, "data-qa") == 0)
        return LEDE__ATTR_DATA_TESTID;
    if (strcmp(z, "xml:lang") == 0)
        return LEDE__ATTR_LANG;
    return strcmp(z, "data-type") == 0 || strcmp(z, "data-module") == 0 ? LEDE__ATTR_DATA_COMPONENT : -1;
}
